/* The driver in C: the calls, the host's functions, and the tables that the static part works with. */

#include "abuse/c_driver.h"

#include <string.h>

#include "driving/makefile.h"
#include "memory/arena.h"
#include "package/embedded.h"

enum { WIDTH = 110 };

typedef struct driver_text {
    const plan_library *plan;
    const GPtrArray *cases;
    emit *out;
} driver_text;

static const plan_value *value_at(const plan_function *function, int index) {
    return g_ptr_array_index(function->values, (guint)index);
}

static guint index_of(const GPtrArray *list, const void *item) {
    guint index = 0;
    g_ptr_array_find((GPtrArray *)(uintptr_t)list, item, &index);
    return index;
}

static const char *label_of(const driver_text *text, const plan_function *function) {
    return arena_printf("%u", index_of(text->plan->functions, function));
}

/* ---- The arguments of one function ---- */

/* What the slot points to lies elsewhere: in memory of its own. */
static bool is_pointer(const plan_function *function, const plan_slot *slot) {
    const plan_value *value = value_at(function, slot->value);
    return slot->part == PLAN_PART_DATA && (value->form == PLAN_ARRAY || value->form == PLAN_RECORD);
}

static const char *suffix_of(plan_part part) {
    static const char *const suffixes[] = {[PLAN_PART_DATA] = "",
                                           [PLAN_PART_LENGTH] = "_length",
                                           [PLAN_PART_FILLED] = "_filled",
                                           [PLAN_PART_PRESENT] = "_present"};
    return suffixes[part];
}

static bool is_written(const plan_function *function, const plan_slot *slot) {
    bool is_out = value_at(function, slot->value)->direction != PLAN_IN && slot->part != PLAN_PART_LENGTH;
    return (is_out || slot->part == PLAN_PART_FILLED) && !is_pointer(function, slot);
}

/* "double" of "double *" */
static const char *pointee(const char *c_type) {
    const char *star = strrchr(c_type, '*');
    char *stripped = g_strchomp(g_strndup(c_type, (gsize)(star - c_type)));
    return arena_take(stripped);
}

static void emit_member(emit *out, const char *c_type, const char *name) {
    emit_line(out, "%s%s%s;", c_type, g_str_has_suffix(c_type, "*") ? "" : " ", name);
}

static void emit_arguments(const driver_text *text, const plan_function *function, const char *label) {
    emit_open(text->out, "struct arguments_%s {", label);
    emit_line(text->out, "driver_head head;");
    for (guint i = 0; i < function->slots->len; i++) {
        const plan_slot *slot = g_ptr_array_index(function->slots, i);
        const char *type = is_written(function, slot) ? pointee(slot->c_type) : slot->c_type;
        emit_member(text->out, type, arena_printf("v%d%s", slot->value, suffix_of(slot->part)));
    }
    for (int i = 0; i < (int)function->values->len; i++) {
        const plan_value *value = value_at(function, i);
        if (value->direction != PLAN_IN)
            continue;
        if (value->form == PLAN_OBJECT || value->form == PLAN_CANCEL)
            emit_line(text->out, "tenon_handle v%d_own;", i);
        if (value->form == PLAN_CALLBACK)
            emit_line(text->out, "tenon_callback v%d_room;", i);
        if (value->form == PLAN_STREAM)
            emit_line(text->out, "struct ArrowArrayStream v%d_room;", i);
    }
    emit_close(text->out, "};");
}

static void emit_call(const driver_text *text, const plan_function *function, const char *label) {
    GPtrArray *passed = arena_array();
    for (guint i = 0; i < function->slots->len; i++) {
        const plan_slot *slot = g_ptr_array_index(function->slots, i);
        g_ptr_array_add(passed, arena_printf("%sa->v%d%s", is_written(function, slot) ? "&" : "", slot->value,
                                             suffix_of(slot->part)));
    }
    emit_raw(text->out, "\n");
    emit_open(text->out, "static void call_%s(void *arguments) {", label);
    emit_line(text->out, "struct arguments_%s *a = arguments;", label);
    emit_list(text->out, arena_printf("a->head.status = %s(", function->boundary_name), passed, ");", false);
    emit_line(text->out, "driver_called(&a->head);");
    emit_close(text->out, "}");
}

static void emit_function(const driver_text *text, const plan_function *function) {
    const char *label = label_of(text, function);
    emit_raw(text->out, "\n");
    emit_line(text->out, "/* ---- %s ---- */", function->function->c_name);
    emit_raw(text->out, "\n");
    emit_arguments(text, function, label);
    emit_call(text, function, label);
    emit_raw(text->out, "\n");
    c_driver_values(text->out, text->plan, function, label, true);
    emit_open(text->out, "static const driver_function function_%s = {", label);
    emit_line(text->out, ".name = \"%s\",", function->function->c_name);
    emit_line(text->out, ".size = sizeof(struct arguments_%s),", label);
    if (function->values->len > 0)
        emit_line(text->out, ".values = values_%s,", label);
    emit_line(text->out, ".count = %u,", function->values->len);
    emit_line(text->out, ".call = call_%s,", label);
    emit_close(text->out, "};");
}

/* ---- Interfaces ---- */

static void read_passed(const driver_text *text, const plan_function *method, int index) {
    const plan_value *value = value_at(method, index);
    emit *out = text->out;
    switch (value->form) {
    case PLAN_TEXT:
        emit_line(out, "driver_read(v%d, v%d_length);", index, index);
        break;
    case PLAN_ARRAY:
        emit_line(out, "driver_read(v%d, v%d_length * sizeof(*v%d));", index, index, index);
        break;
    case PLAN_TEXT_ARRAY:
        emit_open(out, "for (size_t i = 0; i < v%d_length; i++)", index);
        emit_line(out, "driver_read(v%d[i].data, v%d[i].length);", index, index);
        emit_dedent(out);
        break;
    case PLAN_OBJECT:
        emit_line(out, "driver_take(v%d);", index);
        break;
    case PLAN_RECORD:
        emit_open(out, "if (v%d != NULL)", index);
        emit_line(out, "driver_read(v%d, sizeof(*v%d));", index, index);
        emit_dedent(out);
        break;
    default:
        emit_line(out, "(void)v%d;", index);
        break;
    }
    if (value->is_optional)
        emit_line(out, "(void)v%d_present;", index);
}

static void give(const driver_text *text, const plan_function *method, int at, int index) {
    const plan_value *value = value_at(method, index);
    if (value->form != PLAN_ARRAY)
        emit_line(text->out, "driver_give(host, %d, %d, v%d, 0, NULL);", at, index, index);
    else
        emit_line(text->out, "driver_give(host, %d, %d, v%d, v%d_length, %s);", at, index, index, index,
                  value->is_filled_partly ? arena_printf("v%d_filled", index) : "NULL");
    if (value->is_optional)
        emit_line(text->out, "*v%d_present = true;", index);
}

static void emit_method(const driver_text *text, const plan_function *method, int at) {
    GPtrArray *parameters = arena_array();
    g_ptr_array_add(parameters, arena_strdup("void *host"));
    for (guint i = 0; i < method->slots->len; i++) {
        const plan_slot *slot = g_ptr_array_index(method->slots, i);
        g_ptr_array_add(parameters, arena_printf("%s%sv%d%s", slot->c_type,
                                                 g_str_has_suffix(slot->c_type, "*") ? "" : " ", slot->value,
                                                 suffix_of(slot->part)));
    }
    emit_raw(text->out, "\n");
    emit_list(text->out, arena_printf("static int32_t %s(", method->boundary_name), parameters, ") {", false);
    emit_indent(text->out);
    for (int i = 0; i < (int)method->values->len; i++) {
        if (value_at(method, i)->direction == PLAN_IN)
            read_passed(text, method, i);
    }
    emit_line(text->out, "int32_t status = driver_enter(host, %d);", at);
    emit_open(text->out, "if (status != 0)");
    emit_line(text->out, "return status;");
    emit_dedent(text->out);
    for (int i = 0; i < (int)method->values->len; i++) {
        if (value_at(method, i)->direction != PLAN_IN)
            give(text, method, at, i);
    }
    emit_line(text->out, "return 0;");
    emit_close(text->out, "}");
}

static void emit_interface(const driver_text *text, const plan_interface *interface, guint number) {
    const char *c_name = interface->model->c_name;
    emit *out = text->out;
    for (guint i = 0; i < interface->methods->len; i++) {
        const plan_function *method = g_ptr_array_index(interface->methods, i);
        emit_method(text, method, (int)i);
        emit_raw(out, "\n");
        c_driver_values(out, text->plan, method, arena_printf("i%u_%u", number, i), false);
    }
    emit_open(out, "static const boundary_%s functions_%s = {", c_name, c_name);
    for (guint i = 0; i < interface->methods->len; i++) {
        const plan_function *method = g_ptr_array_index(interface->methods, i);
        emit_line(out, ".%s = %s,", method->function->name, method->boundary_name);
    }
    emit_close(out, "};");
    emit_open(out, "static const driver_method methods_%s[] = {", c_name);
    for (guint i = 0; i < interface->methods->len; i++) {
        const plan_function *method = g_ptr_array_index(interface->methods, i);
        emit_line(out, "{\"%s\", %s},", method->function->name,
                  method->values->len > 0 ? arena_printf("values_i%u_%u", number, i) : "NULL");
    }
    emit_close(out, "};");
    emit_line(out, "static const driver_interface interface_%s = {\"%s\", &functions_%s, methods_%s};",
              c_name, c_name, c_name, c_name);
}

/* ---- Classes ---- */

static bool passes(const plan_interface *interface, const model_class *class_of) {
    for (guint m = 0; m < interface->methods->len; m++) {
        const plan_function *method = g_ptr_array_index(interface->methods, m);
        for (int v = 0; v < (int)method->values->len; v++) {
            const plan_value *value = value_at(method, v);
            if (value->form == PLAN_OBJECT && value->type.class_of == class_of)
                return true;
        }
    }
    return false;
}

/* A function whose callback gets such an object, or null. */
static const plan_function *giver_of(const plan_library *plan, const model_class *class_of) {
    for (guint f = 0; f < plan->functions->len; f++) {
        const plan_function *function = g_ptr_array_index(plan->functions, f);
        for (int v = 0; v < (int)function->values->len; v++) {
            const plan_value *value = value_at(function, v);
            if (value->form == PLAN_CALLBACK &&
                passes(plan_of_interface(plan, value->type.interface), class_of))
                return function;
        }
    }
    return NULL;
}

static const char *function_or_null(const driver_text *text, const plan_function *function) {
    return function == NULL ? "NULL" : arena_printf("&function_%s", label_of(text, function));
}

static void emit_class(const driver_text *text, const model_class *class_of) {
    const plan_function *maker = abuse_maker(text->plan, class_of);
    const plan_function *giver = maker == NULL ? giver_of(text->plan, class_of) : NULL;
    emit_line(text->out, "static const driver_class class_%s = {\"%s\", 0x%04X, %s, %s};", class_of->c_name,
              class_of->name, class_of->tag, function_or_null(text, maker), function_or_null(text, giver));
}

/* A record is released by the boundary under its own type. */
static void emit_releases(const driver_text *text) {
    GPtrArray *done = arena_array();
    for (guint f = 0; f < text->plan->functions->len; f++) {
        const plan_function *function = g_ptr_array_index(text->plan->functions, f);
        for (int v = 0; v < (int)function->values->len; v++) {
            const plan_value *value = value_at(function, v);
            bool has_text = (value->type.kind == MODEL_RECORD && value->type.record->has_text) ||
                            (value->type.kind == MODEL_VARIANT && value->type.variant->has_text);
            const char *c_name = value->type.c_name;
            if (value->form != PLAN_RECORD || value->direction == PLAN_IN || !has_text ||
                g_ptr_array_find_with_equal_func(done, c_name, g_str_equal, NULL))
                continue;
            g_ptr_array_add(done, (gpointer)(uintptr_t)c_name);
            emit_raw(text->out, "\n");
            emit_open(text->out, "static void release_%s(void *record) {", c_name);
            emit_line(text->out, "boundary_release_%s(record);", c_name);
            emit_close(text->out, "}");
        }
    }
}

/* ---- The cases ---- */

/* What the message must name: a value that the caller knows by name. */
static const char *named_by(const abuse_case *tried) {
    bool is_about_value = tried->value != PLAN_NONE && tried->method == NULL;
    const plan_value *value = is_about_value ? value_at(tried->function, tried->value) : NULL;
    switch (tried->kind) {
    case ABUSE_SAME_TWICE:
    case ABUSE_LIE_BOOL:  /* perhaps the bool that says whether the value is there */
    case ABUSE_LIE_COUNT: /* perhaps of another value with the same count */
    case ABUSE_IN_CALLBACK:
        return NULL;
    default:
        break;
    }
    if (tried->method != NULL && tried->part != PLAN_NONE)
        return value_at(tried->method, tried->part)->name;
    if (value == NULL || value->is_self || tried->outcome == ABUSE_ACCEPTED)
        return NULL;
    bool is_made = value->form == PLAN_OBJECT && value->direction == PLAN_OUT;
    return tried->outcome == ABUSE_REFUSED || !is_made ? value->name : NULL;
}

static const char *text_or_null(const char *text) {
    return text == NULL ? "NULL" : arena_printf("\"%s\"", text);
}

static void emit_case(const driver_text *text, const abuse_case *tried) {
    int method =
        tried->method == NULL ? PLAN_NONE : (int)index_of(tried->method->implements->methods, tried->method);
    emit_line(
        text->out,
        "{%u, &function_%s, %s, %d, %d, %d, %d, (abuse_kind)%d, %u, (abuse_outcome)%d, %s, %s}, /* %s */",
        tried->number, label_of(text, tried->function),
        tried->helper == NULL ? "NULL" : arena_printf("&function_%s", label_of(text, tried->helper)),
        tried->value, tried->other, method, tried->part, (int)tried->kind, tried->variant,
        (int)tried->outcome, text_or_null(tried->stand_in), text_or_null(named_by(tried)),
        abuse_name(tried->kind));
}

static void emit_cases(const driver_text *text) {
    emit *out = text->out;
    emit_raw(out, "\n");
    emit_open(out, "const driver_case driver_cases[] = {");
    for (guint i = 0; i < text->cases->len; i++)
        emit_case(text, g_ptr_array_index(text->cases, i));
    if (text->cases->len == 0)
        emit_line(out, "{0},");
    emit_close(out, "};");
    emit_line(out, "const unsigned driver_case_count = %u;", text->cases->len);
    emit_raw(out, "\n");
    emit_open(out, "const driver_code driver_codes[] = {");
    for (guint i = 0; i < text->plan->errors->len; i++) {
        const plan_error *error = g_ptr_array_index(text->plan->errors, i);
        emit_line(out, "{\"%s\", \"%s\"},", error->c_name, error->name);
    }
    emit_close(out, "};");
    emit_line(out, "const unsigned driver_code_count = %u;", text->plan->errors->len);
    emit_raw(out, "\n");
    emit_open(out, "const driver_class *const driver_classes[] = {");
    for (guint i = 0; i < text->plan->model->classes->len; i++)
        emit_line(out, "%s,", c_driver_class(g_ptr_array_index(text->plan->model->classes, i)));
    emit_line(out, "NULL,");
    emit_close(out, "};");
    emit_raw(out, "\n");
    emit_open(out, "const driver_function *const driver_functions[] = {");
    for (guint i = 0; i < text->plan->functions->len; i++)
        emit_line(out, "&function_%u,", i);
    emit_line(out, "NULL,");
    emit_close(out, "};");
}

/* ---- All of it ---- */

static void emit_beginning(const driver_text *text) {
    emit *out = text->out;
    emit_line(out, "/* What is tried with the functions of %s: generated by `tenon test`. */",
              text->plan->model->name);
    emit_line(out, "#include <float.h>");
    emit_raw(out, "\n");
    emit_line(out, "#include \"boundary_%s.h\"", text->plan->model->name);
    emit_line(out, "#include \"driver.h\"");
    emit_line(out, "#include \"tenon/arrow.h\"");
    emit_line(out, "#include \"tenon/callback.h\"");
    emit_raw(out, "\n");
    for (guint i = 0; i < text->plan->functions->len; i++)
        emit_line(out, "static const driver_function function_%u;", i);
    for (guint i = 0; i < text->plan->model->classes->len; i++)
        emit_class(text, g_ptr_array_index(text->plan->model->classes, i));
}

static char *driver_source(const plan_library *plan, const GPtrArray *cases) {
    driver_text text = {.plan = plan, .cases = cases, .out = emit_new("    ", WIDTH)};
    emit_beginning(&text);
    emit_releases(&text);
    for (guint i = 0; i < plan->interfaces->len; i++)
        emit_interface(&text, g_ptr_array_index(plan->interfaces, i), i);
    for (guint i = 0; i < plan->functions->len; i++)
        emit_function(&text, g_ptr_array_index(plan->functions, i));
    emit_cases(&text);
    return emit_finish(text.out);
}

void c_driver_generate(const plan_library *plan, const GPtrArray *cases, package *files) {
    static const char *const fixed[] = {"arguments.c", "driver.h",  "hosts.c", "journal.c",
                                        "main.c",      "moments.c", "spoil.c", "streams.c"};
    const native_code *native = package_add_native(files, plan, "native", NATIVE_HOST_WITHOUT_LOCK);
    for (size_t i = 0; i < G_N_ELEMENTS(fixed); i++)
        package_add_embedded(files, fixed[i], arena_printf("abuse/driver/%s", fixed[i]));
    package_add_embedded(files, "kinds.h", "abuse/kinds.h");
    package_add_embedded(files, "tenon/callback.h", "include/tenon/callback.h");
    package_add_embedded(files, "run", "abuse/templates/run_c");
    package_add(files, arena_printf("abuse_%s.c", plan->model->name), driver_source(plan, cases));
    package_add(files, "Makefile", driving_makefile("abuse/templates/Makefile", plan, native));
}
