/* The extension module itself: its header, its names, what it adds at import, and its free functions. */

#include <string.h>

#include "backends/python/python.h"
#include "memory/arena.h"

static void add_name(python_package *to, const char *python) {
    for (guint i = 0; i < to->parameters->len; i++) {
        if (strcmp(g_ptr_array_index(to->parameters, i), python) == 0)
            return;
    }
    g_ptr_array_add(to->parameters, (gpointer)(uintptr_t)python);
}

static void collect_methods(python_package *to) {
    for (guint i = 0; i < to->plan->interfaces->len; i++) {
        const plan_interface *interface = g_ptr_array_index(to->plan->interfaces, i);
        for (guint m = 0; !interface->model->is_callback && m < interface->methods->len; m++)
            add_name(to, python_name(to, g_ptr_array_index(interface->methods, m)));
    }
}

static void collect_parameters(python_package *to) {
    for (guint i = 0; i < to->model->records->len; i++) {
        const model_record *record = g_ptr_array_index(to->model->records, i);
        GPtrArray *fields = python_fields(record);
        for (guint f = 0; f < fields->len; f++)
            add_name(to, python_field_name(g_ptr_array_index(fields, f)));
    }
    for (guint i = 0; i < to->model->variants->len; i++) {
        const model_variant *variant = g_ptr_array_index(to->model->variants, i);
        for (guint c = 0; c < variant->cases->len; c++) {
            const model_case *one = g_ptr_array_index(variant->cases, c);
            if (one->member != NULL)
                add_name(to, python_payload_name(one));
        }
    }
    for (guint i = 0; i < to->plan->functions->len; i++) {
        const plan_function *function = g_ptr_array_index(to->plan->functions, i);
        GPtrArray *arguments = python_arguments(function);
        if (python_shape_of(function) == PYTHON_SETTER) {
            add_name(to, python_name(to, function));
            continue;
        }
        for (guint a = 0; a < arguments->len; a++)
            add_name(to, python_parameter_name(g_ptr_array_index(arguments, a)));
    }
}

/* ---- module.h ---- */

static void emit_includes(const python_package *of, emit *out) {
    static const char *const always[] = {"arguments", "diagnostics", "errors", "numbers", "results", "text"};
    GPtrArray *headers = arena_array();
    for (size_t i = 0; i < G_N_ELEMENTS(always); i++)
        g_ptr_array_add(headers, (gpointer)(uintptr_t)always[i]);
    const struct {
        bool is_needed;
        const char *name;
    } others[] = {
        {of->parts.arrays, "array"},        {of->parts.streams, "arrow"},
        {of->parts.awaitables, "awaiting"}, {of->parts.buffers, "buffers"},
        {of->parts.callbacks, "callbacks"}, {of->parts.cancels, "cancel"},
        {of->parts.cycles, "cycles"},       {of->parts.dynamics, "dynamic"},
        {of->parts.enums, "enums"},         {of->parts.files, "files"},
        {of->parts.callbacks, "given"},     {of->parts.locks, "locks"},
        {of->parts.maps, "maps"},           {of->parts.nested, "nested"},
        {of->parts.objects, "objects"},     {of->parts.operators, "operators"},
        {of->parts.records, "records"},     {of->parts.reads || of->parts.writes, "streams"},
        {of->parts.texts, "texts"},         {of->parts.times, "times"},
        {of->parts.exacts, "exact"},        {of->parts.wides, "wide"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++) {
        if (others[i].is_needed)
            g_ptr_array_add(headers, (gpointer)(uintptr_t)others[i].name);
    }
    python_sort_words(headers, strcmp);
    for (guint i = 0; i < headers->len; i++)
        emit_line(out, "#include \"runtime/%s.h\"", (const char *)g_ptr_array_index(headers, i));
    emit_line(out, "%s", "");
    emit_line(out, "#include \"boundary_%s.h\"", of->model->name);
    emit_line(out, "%s", "");
}

static void emit_parameter_names(const python_package *of, emit *out) {
    emit_line(out, "/** Indices of tn_names: every parameter and field name. */");
    emit_open(out, "enum {");
    for (guint i = 0; i < of->parameters->len; i++)
        emit_line(out, "tn_name_%s,", (const char *)g_ptr_array_index(of->parameters, i));
    emit_line(out, "tn_count_of_names,");
    emit_close(out, "};");
    emit_line(out, "%s", "");
}

static void emit_places(const python_package *of, emit *out) {
    emit_line(out, "/** Where the module's state keeps its classes; the names come before them. */");
    emit_open(out, "enum {");
    emit_line(out, "tn_before_classes = tn_ref_names + tn_count_of_names - 1,");
    for (guint i = 0; i < of->model->classes->len; i++)
        emit_line(out, "tn_at_%s,", python_name(of, g_ptr_array_index(of->model->classes, i)));
    for (guint i = 0; i < of->model->records->len; i++)
        emit_line(out, "tn_at_%s,", python_name(of, g_ptr_array_index(of->model->records, i)));
    for (guint i = 0; i < of->model->variants->len; i++) {
        const model_variant *variant = g_ptr_array_index(of->model->variants, i);
        for (guint c = 0; c < variant->cases->len; c++)
            emit_line(out, "tn_at_%s,", python_name(of, g_ptr_array_index(variant->cases, c)));
    }
    for (guint i = 0; i < of->model->exacts->len; i++)
        emit_line(out, "tn_at_%s,", python_name(of, g_ptr_array_index(of->model->exacts, i)));
    for (guint i = 0; i < of->model->enums->len; i++) {
        const char *name = python_name(of, g_ptr_array_index(of->model->enums, i));
        emit_line(out, "tn_at_%s,", name);
        emit_line(out, "tn_members_of_%s,", name);
    }
    for (guint i = 0; i < of->errors->len; i++)
        emit_line(out, "tn_at_%s,", python_name(of, g_ptr_array_index(of->errors, i)));
    emit_line(out, "tn_ref_count");
    emit_close(out, "};");
    emit_line(out, "%s", "");
}

static void emit_declarations(const python_package *of, emit *out) {
    emit_line(out, "extern PyModuleDef tn_module;");
    emit_line(out, "extern PyMethodDef tn_functions[];");
    for (guint i = 0; i < of->model->enums->len; i++)
        emit_line(out, "extern const tn_enum tn_enum_%s;",
                  python_name(of, g_ptr_array_index(of->model->enums, i)));
    for (guint i = 0; i < of->model->exacts->len; i++)
        emit_line(out, "extern const tn_exact tn_exact_%s;",
                  python_name(of, g_ptr_array_index(of->model->exacts, i)));
    for (guint i = 0; i < of->model->records->len; i++) {
        const char *name = python_name(of, g_ptr_array_index(of->model->records, i));
        emit_line(out, "extern const tn_record tn_record_%s;", name);
        emit_line(out, "bool tn_add_%s(PyObject *module);", name);
    }
    for (guint i = 0; i < of->model->variants->len; i++) {
        const char *name = python_name(of, g_ptr_array_index(of->model->variants, i));
        emit_line(out, "extern const tn_record tn_record_%s;", name);
        emit_line(out, "bool tn_add_%s(PyObject *module);", name);
    }
    for (guint i = 0; i < of->model->classes->len; i++) {
        const char *name = python_name(of, g_ptr_array_index(of->model->classes, i));
        emit_line(out, "extern const tn_class tn_class_%s;", name);
        emit_line(out, "bool tn_add_%s(PyObject *module);", name);
    }
    for (guint i = 0; i < of->model->interfaces->len; i++)
        emit_line(out, "extern const tn_interface tn_interface_%s;",
                  python_name(of, g_ptr_array_index(of->model->interfaces, i)));
    emit_line(out, "PyObject *tn_check_contract(PyObject *module, PyObject *expected);");
    emit_line(out, "%s", "");
}

static void generate_header(python_package *to) {
    emit *out = python_start_c(to);
    emit_line(out, "#ifndef TN_MODULE_H");
    emit_line(out, "#define TN_MODULE_H");
    emit_line(out, "%s", "");
    emit_includes(to, out);
    emit_parameter_names(to, out);
    emit_places(to, out);
    emit_declarations(to, out);
    emit_line(out, "#endif /* TN_MODULE_H */");
    package_add(to->files, "binding/module.h", emit_finish(out));
}

/* ---- module.c ---- */

static void emit_names(const python_package *of, emit *out) {
    python_open_table(out, "const tn_word tn_names[]");
    for (guint i = 0; i < of->parameters->len; i++)
        emit_line(out, "{%s},", python_c_literal(g_ptr_array_index(of->parameters, i)));
    emit_line(out, "{NULL},");
    python_close_table(out);
    emit_line(out, "%s", "");
}

static const char *constant_value(const model_constant *constant) {
    switch (constant->kind) {
    case MODEL_INTEGER_CONSTANT:
        if (constant->is_unsigned)
            return arena_printf("PyLong_FromUnsignedLongLong(%" G_GUINT64_FORMAT "u)",
                                (guint64)constant->integer);
        if (constant->integer == INT64_MIN)
            return "PyLong_FromLongLong(INT64_MIN)";
        return arena_printf("PyLong_FromLongLong(%" G_GINT64_FORMAT ")", (gint64)constant->integer);
    case MODEL_FLOAT_CONSTANT:
        return arena_printf("PyFloat_FromDouble(%s)", python_float_literal(constant->number));
    case MODEL_TEXT_CONSTANT:
        return arena_printf("PyUnicode_FromString(%s)", python_c_literal(constant->text));
    }
    return "NULL";
}

static void emit_constants(const python_package *of, emit *out) {
    if (of->model->constants->len == 0)
        return;
    emit_open(out, "static bool add_constants(PyObject *module) {");
    for (guint i = 0; i < of->model->constants->len; i++) {
        const model_constant *constant = g_ptr_array_index(of->model->constants, i);
        GPtrArray *items = arena_array();
        g_ptr_array_add(items, (gpointer)(uintptr_t) "module");
        g_ptr_array_add(items, python_c_literal(python_name(of, constant)));
        g_ptr_array_add(items, (gpointer)(uintptr_t)constant_value(constant));
        python_emit_call(out, "if (!tn_add(", items, "))");
        emit_line(out, "    return false;");
    }
    emit_line(out, "return true;");
    emit_close(out, "}");
    emit_line(out, "%s", "");
}

static void emit_step(emit *out, const char *condition) {
    emit_line(out, "if (!%s)", condition);
    emit_line(out, "    return -1;");
}

static void emit_exec(const python_package *of, emit *out) {
    const model_library *model = of->model;
    emit_open(out, "static int exec_module(PyObject *module) {");
    emit_step(out, "tn_start(module, tn_ref_count, tn_count_of_names)");
    emit_step(out, arena_printf("tn_add_errors(module, \"%s.%s\", \"Any error of %s.\")", of->module,
                                of->error_base, model->name));
    if (of->parts.callbacks) {
        emit_step(out, "tn_interpreter_start(module)");
        emit_line(out, "tenon_set_unraisable(tn_unraisable);");
    }
    if (of->parts.cancels)
        emit_step(out, arena_printf("tn_add_cancel(module, \"%s.Cancel\")", of->module));
    if (of->parts.arrays)
        emit_step(out, arena_printf("tn_add_array(module, \"%s.Array\")", of->module));
    if (of->parts.streams)
        emit_step(out, arena_printf("tn_add_stream(module, \"%s.ArrowStream\")", of->module));
    if (of->parts.times)
        emit_step(out, "tn_start_times(module)");
    for (guint i = 0; i < model->exacts->len; i++) {
        const char *name = python_name(of, g_ptr_array_index(model->exacts, i));
        emit_step(out, arena_printf("tn_add_exact(module, \"%s.%s\", &tn_exact_%s)", of->module, name, name));
    }
    for (guint i = 0; i < model->records->len; i++)
        emit_step(out,
                  arena_printf("tn_add_%s(module)", python_name(of, g_ptr_array_index(model->records, i))));
    for (guint i = 0; i < model->variants->len; i++)
        emit_step(out,
                  arena_printf("tn_add_%s(module)", python_name(of, g_ptr_array_index(model->variants, i))));
    for (guint i = 0; i < model->classes->len; i++)
        emit_step(out,
                  arena_printf("tn_add_%s(module)", python_name(of, g_ptr_array_index(model->classes, i))));
    if (model->constants->len > 0)
        emit_step(out, "add_constants(module)");
    emit_line(out, "return 0;");
    emit_close(out, "}");
    emit_line(out, "%s", "");
}

static void generate_source(python_package *to) {
    emit *out = python_start_c(to);
    emit_line(out, "#include \"module.h\"");
    emit_line(out, "%s", "");
    emit_line(out, "#include \"runtime/start.h\"");
    emit_line(out, "%s", "");
    emit_names(to, out);
    emit_constants(to, out);
    emit_exec(to, out);
    const char *const pairs[] = {"LIBRARY", to->model->name, "MODULE", to->module, NULL};
    emit_raw(out, emit_template("backends/python/templates/module.c", pairs));
    package_add(to->files, "binding/module.c", emit_finish(out));
}

/* ---- functions.c ---- */

/* "Graph.sort", as Python people call it. */
static const char *full_name(const python_package *of, const plan_function *function) {
    const model_class *owner = function->function->owner;
    if (owner == NULL)
        return python_name(of, function);
    if (python_shape_of(function) == PYTHON_NEW)
        return python_name(of, owner);
    return arena_printf("%s.%s", python_name(of, owner), python_name(of, function));
}

static void emit_locks(const python_package *of, emit *out) {
    python_open_table(out, "static const tn_lock_name lock_names[]");
    for (guint i = 0; i < of->plan->functions->len; i++) {
        const plan_function *function = g_ptr_array_index(of->plan->functions, i);
        if (function->adapts)
            emit_line(out, "{%s, %s},", python_c_literal(function->function->c_name),
                      python_c_literal(full_name(of, function)));
    }
    emit_line(out, "{NULL, NULL},");
    python_close_table(out);
    emit_line(out, "%s", "");
    const char *const pairs[] = {"LIBRARY", of->model->name, NULL};
    emit_raw(out, emit_template("backends/python/templates/locks.c", pairs));
    emit_line(out, "%s", "");
}

static void emit_bridges(const python_package *of, emit *out) {
    const char *const pairs[] = {"LIBRARY", of->model->name, NULL};
    emit_raw(out, emit_template("backends/python/templates/bridges.c", pairs));
    emit_line(out, "%s", "");
}

void python_generate_functions(python_package *to) {
    emit *out = python_start_c(to);
    emit_line(out, "#include \"module.h\"");
    emit_line(out, "%s", "");
    for (guint i = 0; i < to->plan->functions->len; i++) {
        const plan_function *function = g_ptr_array_index(to->plan->functions, i);
        if (python_shape_of(function) != PYTHON_FUNCTION)
            continue;
        python_emit_method_doc(to, out, function);
        python_emit_function(to, out, function);
    }
    if (to->parts.locks)
        emit_locks(to, out);
    if (to->plan->bridges)
        emit_bridges(to, out);
    python_open_table(out, "PyMethodDef tn_functions[]");
    for (guint i = 0; i < to->plan->functions->len; i++) {
        const plan_function *function = g_ptr_array_index(to->plan->functions, i);
        if (python_shape_of(function) == PYTHON_FUNCTION)
            python_emit_method_row(to, out, function);
    }
    if (to->parts.locks) {
        emit_line(out, "{\"lock_statistics\", lock_statistics, METH_NOARGS, NULL},");
        emit_line(out, "{\"set_lock_mode\", set_lock_mode, METH_VARARGS, NULL},");
    }
    emit_line(out, "{\"check_contract\", tn_check_contract, METH_O, NULL},");
    emit_line(out, "{\"ledger_json\", tn_ledger_json, METH_NOARGS, NULL},");
    if (to->model->enums->len > 0)
        emit_line(out, "{\"make_enum\", tn_make_enum, METH_O, NULL},");
    if (to->plan->bridges)
        emit_line(out, "{\"bridges_json\", bridges_json, METH_NOARGS, NULL},");
    emit_line(out, "{NULL, NULL, 0, NULL},");
    python_close_table(out);
    package_add(to->files, "binding/functions.c", emit_finish(out));
}

void python_generate_module(python_package *to) {
    to->parameters = arena_array();
    collect_parameters(to);
    collect_methods(to);
    generate_header(to);
    generate_source(to);
}
