#include "reader/documentation.h"

#include <string.h>

#include "memory/arena.h"

static const model_enum_constant *status_named(const model_enum *status, const char *c_name) {
    for (guint i = 0; status != NULL && i < status->constants->len; i++) {
        const model_enum_constant *constant = g_ptr_array_index(status->constants, i);
        if (strcmp(constant->c_name, c_name) == 0)
            return constant;
    }
    return NULL;
}

static const char *failing_names(const model_enum *status) {
    GString *names = g_string_new(NULL);
    for (guint i = 0; status != NULL && i < status->constants->len; i++) {
        const model_enum_constant *constant = g_ptr_array_index(status->constants, i);
        if (constant->value != 0)
            g_string_append_printf(names, "%s%s", names->len == 0 ? "" : ", ", constant->c_name);
    }
    return arena_take(g_string_free(names, FALSE));
}

/* "@retval true it is open": part of what the function returns. */
static void append_to_returns(model_doc *doc, const model_throw *said) {
    doc->returns = arena_printf("%s%s%s: %s", doc->returns, doc->returns[0] == '\0' ? "" : " ",
                                said->constant, said->text);
}

void check_documentation(reader *in, model_function *function) {
    model_doc *doc = (model_doc *)(uintptr_t)function->doc;
    const model_enum *status = in->library->status;
    GPtrArray *kept = arena_array();
    for (guint i = 0; i < doc->throws->len; i++) {
        const read_throw *read = g_ptr_array_index(doc->throws, i);
        const model_throw *said = &read->thrown;
        const model_enum_constant *constant = status_named(status, said->constant);
        bool fails = constant != NULL && constant->value != 0 && function->returns_status;
        bool is_success = constant != NULL && constant->value == 0 && function->returns_status;
        if (is_success && read->is_retval)
            continue; /* the other languages do not see the status */
        if (fails)
            g_ptr_array_add(kept, (gpointer)(uintptr_t)said);
        else if (read->is_retval)
            append_to_returns(doc, said);
        else
            findings_add(in->all, function->location,
                         arena_printf("@throws %s of %s is no failure that it can return", said->constant,
                                      function->c_name),
                         function->returns_status
                             ? arena_printf("@throws with one of %s", failing_names(status))
                             : "the status as its result, or no @throws");
    }
    doc->throws = kept;
}
