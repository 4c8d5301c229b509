#include "backends/go/examples.h"

#include <string.h>

#include "backends/go/calls.h"
#include "backends/go/companions.h"
#include "backends/go/formatter.h"
#include "memory/arena.h"

/* The code as it is, but indented. */
static void write_code(emit *out, const char *code) {
    char **lines = g_strsplit(code, "\n", -1);
    for (char **line = lines; *line != NULL; line++) {
        if (line[1] == NULL && **line == '\0')
            break;
        emit_line(out, "%s", *line);
    }
    g_strfreev(lines);
}

static void write_example(emit *out, const char *name, const model_doc *doc) {
    const char *code = doc->examples[MODEL_GO];
    if (code == NULL)
        return;
    emit_open(out, "func Example%s() {", name);
    write_code(out, code);
    emit_close(out, "}");
    go_gap(out);
}

static void write_function(emit *out, const go_module *module, const model_function *function) {
    if (function->kind == MODEL_DESTRUCTOR)
        return;
    const char *name = go_is_hidden(module, function) ? go_companion_of(function) : go_name(module, function);
    if (function->kind == MODEL_METHOD)
        name = arena_printf("%s_%s", go_name(module, function->owner), name);
    write_example(out, name, function->doc);
}

static void write_types(emit *out, const go_module *module) {
    const model_library *model = module->model;
    for (guint i = 0; i < model->classes->len; i++) {
        const model_class *item = g_ptr_array_index(model->classes, i);
        write_example(out, go_name(module, item), item->doc);
    }
    for (guint i = 0; i < model->records->len; i++) {
        const model_record *item = g_ptr_array_index(model->records, i);
        write_example(out, go_name(module, item), item->doc);
    }
    for (guint i = 0; i < model->variants->len; i++) {
        const model_variant *item = g_ptr_array_index(model->variants, i);
        write_example(out, go_name(module, item), item->doc);
    }
    for (guint i = 0; i < model->enums->len; i++) {
        const model_enum *item = g_ptr_array_index(model->enums, i);
        write_example(out, go_name(module, item), item->doc);
    }
    for (guint i = 0; i < model->exacts->len; i++) {
        const model_exact *item = g_ptr_array_index(model->exacts, i);
        write_example(out, go_name(module, item), item->doc);
    }
    for (guint i = 0; i < module->plan->interfaces->len; i++) {
        const model_interface *item =
            ((const plan_interface *)g_ptr_array_index(module->plan->interfaces, i))->model;
        if (item->flow == MODEL_NO_FLOW)
            write_example(out, go_name(module, item), item->doc);
    }
}

char *go_examples(const go_module *module) {
    emit *out = go_emit();
    write_example(out, "", module->model->doc);
    write_types(out, module);
    for (guint i = 0; i < module->model->functions->len; i++)
        write_function(out, module, g_ptr_array_index(module->model->functions, i));
    char *body = emit_finish(out);
    return body[0] == '\0' ? NULL : go_test_file(module, body);
}
