/* The types of what the library calls, as Python sees them: aliases of callables, and protocols. They are
 * defined in a file of their own and described in the stub. */

#include <string.h>

#include "backends/python/python.h"
#include "memory/arena.h"

/* The types in a running file are not there yet where they are named: they stand in quotes. */
static const char *element(const char *type, bool is_stub) {
    static const char *const built_in[] = {"bool", "bytes", "datetime",  "float", "int",
                                           "None", "str",   "timedelta", NULL};
    return is_stub || g_strv_contains(built_in, type) ? type : python_literal(type);
}

/* What the library passes is what a function of the package would give. */
static GPtrArray *parameter_types(const python_package *of, const plan_function *method) {
    GPtrArray *types = arena_array();
    for (guint i = 0; i < method->inputs->len; i++)
        g_ptr_array_add(types,
                        (gpointer)(uintptr_t)python_given_type(of, g_ptr_array_index(method->inputs, i)));
    return types;
}

/* And what it takes back is what one would take. */
static const char *result_type(const python_package *of, const plan_function *method) {
    GPtrArray *types = arena_array();
    for (guint i = 0; i < method->outputs->len; i++)
        g_ptr_array_add(types,
                        (gpointer)(uintptr_t)python_input_type(of, g_ptr_array_index(method->outputs, i)));
    if (types->len == 0)
        return "None";
    return types->len == 1 ? g_ptr_array_index(types, 0)
                           : arena_printf("%s[%s]", python_word(of, "tuple"), emit_join(types, ", "));
}

static void emit_alias(const python_package *of, emit *out, const plan_interface *interface, bool is_stub) {
    const plan_function *method = g_ptr_array_index(interface->methods, 0);
    const char *name = python_name(of, interface->model);
    GPtrArray *types = parameter_types(of, method);
    for (guint i = 0; i < types->len; i++)
        types->pdata[i] = (gpointer)(uintptr_t)element(types->pdata[i], is_stub);
    /* what a callable gives is ignored where the library wants nothing */
    const char *gives = method->outputs->len == 0 ? python_word(of, "object") : result_type(of, method);
    const char *result = element(gives, is_stub || method->outputs->len == 0);
    const char *head =
        arena_printf("%s: %s = %s", name, python_word(of, "TypeAlias"), python_word(of, "Callable"));
    const char *line = arena_printf("%s[[%s], %s]", head, emit_join(types, ", "), result);
    if (emit_fits(out, line)) {
        emit_line(out, "%s", line);
    } else {
        emit_open(out, "%s[", head);
        emit_list(out, "[", types, "],", true);
        emit_line(out, "%s,", result);
        emit_close(out, "]");
    }
    python_emit_doc(out, python_item_doc(of, interface->model->doc, &interface->model->marks,
                                         interface->model->c_name, PYTHON_WIDTH - 3));
}

static void emit_method(const python_package *of, emit *out, const plan_function *method) {
    GPtrArray *parameters = arena_array();
    GPtrArray *types = parameter_types(of, method);
    g_ptr_array_add(parameters, (gpointer)(uintptr_t) "self");
    for (guint i = 0; i < types->len; i++)
        g_ptr_array_add(parameters,
                        arena_printf("%s: %s", python_parameter_name(g_ptr_array_index(method->inputs, i)),
                                     (const char *)g_ptr_array_index(types, i)));
    if (types->len > 0)
        g_ptr_array_add(parameters, (gpointer)(uintptr_t) "/");
    python_emit_definition(out, python_name(of, method), parameters, result_type(of, method));
    emit_indent(out);
    python_emit_doc(out, python_function_doc(of, method, PYTHON_WIDTH - 8 - 3));
    emit_dedent(out);
}

static void emit_protocol(const python_package *of, emit *out, const plan_interface *interface) {
    const model_interface *model = interface->model;
    emit_line(out, "@%s", python_word(of, "runtime_checkable"));
    emit_open(out, "class %s(%s):", python_name(of, model), python_word(of, "Protocol"));
    python_emit_doc(out, python_item_doc(of, model->doc, &model->marks, model->c_name, PYTHON_WIDTH - 4 - 3));
    for (guint i = 0; i < interface->methods->len; i++) {
        emit_line(out, "%s", "");
        emit_method(of, out, g_ptr_array_index(interface->methods, i));
    }
    emit_dedent(out);
}

void python_emit_protocols(const python_package *of, emit *out, bool is_stub) {
    bool follows_class = false; /* two lines stay free around classes in a file that runs */
    for (guint i = 0; i < of->plan->interfaces->len; i++) {
        const plan_interface *interface = g_ptr_array_index(of->plan->interfaces, i);
        if (interface->model->flow != MODEL_NO_FLOW)
            continue;
        bool is_alias = interface->model->is_callback;
        emit_line(out, "%s", "");
        if (!is_stub && (!is_alias || follows_class))
            emit_line(out, "%s", "");
        follows_class = !is_alias;
        if (is_alias)
            emit_alias(of, out, interface, is_stub);
        else
            emit_protocol(of, out, interface);
    }
}

/* ---- The file that Python runs ---- */

static bool mentions_class(const char *body, const char *name) {
    GRegex *word = g_regex_new(arena_printf("\\b%s\\b", name), 0, 0, NULL);
    bool is_there = g_regex_match(word, body, 0, NULL);
    g_regex_unref(word);
    return is_there;
}

static void add_mentioned(const python_package *of, GPtrArray *names, const GPtrArray *items,
                          const char *body) {
    for (guint i = 0; i < items->len; i++) {
        const char *name = python_name(of, g_ptr_array_index(items, i));
        if (mentions_class(body, name))
            g_ptr_array_add(names, (gpointer)(uintptr_t)name);
    }
}

static GPtrArray *mentioned_names(const python_package *of, const char *body) {
    GPtrArray *names = arena_array();
    if (of->parts.arrays && mentions_class(body, "Array"))
        g_ptr_array_add(names, (gpointer)(uintptr_t) "Array");
    if (mentions_class(body, "_Buffer"))
        g_ptr_array_add(names, (gpointer)(uintptr_t) "_Buffer");
    add_mentioned(of, names, of->model->enums, body);
    add_mentioned(of, names, of->model->exacts, body);
    add_mentioned(of, names, of->model->records, body);
    add_mentioned(of, names, of->model->variants, body);
    add_mentioned(of, names, of->model->classes, body);
    return names;
}

void python_generate_protocols(python_package *to) {
    emit *text = emit_new("    ", PYTHON_WIDTH);
    python_emit_protocols(to, text, false);
    char *body = emit_finish(text);
    const char *code = python_without_docs(body);
    emit *out = emit_new("    ", PYTHON_WIDTH);
    emit_line(out, "# %s", to->banner);
    emit_line(out,
              "\"\"\"What the library calls: the types of functions and objects that it is given.\"\"\"");
    emit_line(out, "%s", "");
    emit_line(out, "from __future__ import annotations");
    emit_line(out, "%s", "");
    GPtrArray *names = mentioned_names(to, code);
    python_emit_imports(to, out, names->len == 0 ? code : arena_printf("%s\nTYPE_CHECKING", code));
    if (names->len > 0) {
        python_sort_words(names, python_compare_imports);
        emit_line(out, "%s", "");
        emit_open(out, "if TYPE_CHECKING:");
        python_import_names(out, "from . import ", names);
        emit_dedent(out);
    }
    emit_raw(out, body);
    package_add(to->files, arena_printf("src/%s/_callbacks.py", to->module), emit_finish(out));
}
