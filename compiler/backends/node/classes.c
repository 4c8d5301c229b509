/* Classes and functions in JavaScript: each is one crossing. */

#include <string.h>

#include "backends/node/scripts.h"
#include "memory/arena.h"

bool node_is_passed(const node_context *context, const model_class *class_of, bool nullable) {
    for (guint i = 0; i < context->plan->functions->len; i++) {
        const GPtrArray *arguments = plan_arguments(g_ptr_array_index(context->plan->functions, i));
        for (guint j = 0; j < arguments->len; j++) {
            const plan_value *value = g_ptr_array_index(arguments, j);
            if (value->form == PLAN_OBJECT && value->type.class_of == class_of && value->nullable == nullable)
                return true;
        }
    }
    return false;
}

const char *node_handle_getter(const node_context *context, const model_class *class_of, bool nullable) {
    return arena_printf("$handleOf%s%s", node_name(context, class_of), nullable ? "OrNull" : "");
}

/* ---- One call ---- */

static GPtrArray *parameter_names(const plan_function *function) {
    GPtrArray *names = arena_array();
    GPtrArray *arguments = plan_arguments(function);
    for (guint i = 0; i < arguments->len; i++)
        g_ptr_array_add(names,
                        (gpointer)(uintptr_t)node_parameter(function, g_ptr_array_index(arguments, i)));
    return names;
}

static GPtrArray *crossing_arguments(const node_context *context, const plan_function *function) {
    GPtrArray *items = arena_array();
    for (guint i = 0; i < function->inputs->len; i++) {
        const plan_value *value = g_ptr_array_index(function->inputs, i);
        const char *name = value->is_self ? "this.#handle" : node_parameter(function, value);
        if (value->form == PLAN_OBJECT && !value->is_self)
            name =
                arena_printf("%s(%s, %s)", node_handle_getter(context, value->type.class_of, value->nullable),
                             name, node_string(node_place_name(context, function, value)));
        g_ptr_array_add(items, (gpointer)(uintptr_t)name);
    }
    return items;
}

static void emit_crossing(const node_context *context, emit *out, const char *before,
                          const plan_function *function) {
    emit_list(out, arena_printf("%s$native.%s(", before, function->function->c_name),
              crossing_arguments(context, function), ");", true);
}

/* The object or view around a raw result; null where the result needs nothing of the kind. */
static const char *wrapper_of(const node_context *context, const plan_value *value) {
    if (value->is_view)
        return "View";
    return value->form == PLAN_OBJECT ? node_name(context, value->type.class_of) : NULL;
}

/* `made` as an object, or null where it may be: `before` is "return" or "x =". */
static void emit_wrapping(emit *out, const char *before, const char *made, const char *wrapper,
                          bool nullable) {
    const char *value = arena_printf("new %s($adopt, %s)", wrapper, made);
    const char *guarded = nullable ? arena_printf("%s && %s", made, value) : value;
    const char *line = arena_printf("%s %s;", before, guarded);
    if (emit_fits(out, line) || !nullable) {
        emit_line(out, "%s", line);
        return;
    }
    bool is_return = strcmp(before, "return") == 0;
    emit_open(out, "%s%s", before, is_return ? " (" : "");
    emit_line(out, "%s%s", guarded, is_return ? "" : ";");
    emit_dedent(out);
    if (is_return)
        emit_line(out, ");");
}

static void emit_body(const node_context *context, emit *out, const plan_function *function) {
    GPtrArray *results = node_results(function);
    GPtrArray *fields = node_result_fields(function);
    bool wraps = false;
    for (guint i = 0; i < results->len; i++)
        wraps = wraps || wrapper_of(context, g_ptr_array_index(results, i)) != NULL;
    if (!wraps) {
        emit_crossing(context, out, results->len == 0 ? "" : "return ", function);
        return;
    }
    emit_crossing(context, out, "const $made = ", function);
    for (guint i = 0; i < results->len; i++) {
        const plan_value *value = g_ptr_array_index(results, i);
        const char *wrapper = wrapper_of(context, value);
        const char *field = arena_printf("$made.%s", (const char *)g_ptr_array_index(fields, i));
        if (wrapper != NULL && results->len == 1)
            emit_wrapping(out, "return", "$made", wrapper, value->nullable);
        else if (wrapper != NULL)
            emit_wrapping(out, arena_printf("%s =", field), field, wrapper, value->nullable);
    }
    if (results->len > 1)
        emit_line(out, "return $made;");
}

void node_emit_function(const node_context *context, emit *out, const plan_function *function) {
    emit_list(out, arena_printf("function %s(", node_name(context, function->function)),
              parameter_names(function), ") {", true);
    emit_indent(out);
    emit_body(context, out, function);
    emit_close(out, "}");
}

/* ---- Classes ---- */

static const plan_function *constructor_of(const node_context *context, const model_class *class_of) {
    for (guint i = 0; i < class_of->functions->len; i++) {
        const model_function *function = g_ptr_array_index(class_of->functions, i);
        if (function->kind == MODEL_CONSTRUCTOR && strcmp(function->name, "new") == 0)
            return plan_of(context->plan, function);
    }
    return NULL;
}

/* The library's own objects come as new X($adopt, handle): the first two parameters then mean that. */
static void emit_constructor(const node_context *context, emit *out, const model_class *class_of) {
    const plan_function *function = constructor_of(context, class_of);
    GPtrArray *names = function == NULL ? arena_array() : parameter_names(function);
    static const char *const spare[] = {"$key", "$handle"};
    for (guint i = names->len; i < G_N_ELEMENTS(spare); i++)
        g_ptr_array_add(names, arena_strdup(spare[i]));
    const char *key = g_ptr_array_index(names, 0);
    const char *handle = g_ptr_array_index(names, 1);
    emit_list(out, "constructor(", names, ") {", true);
    emit_indent(out);
    if (function == NULL) {
        emit_open(out, "if (%s !== $adopt) {", key);
        GPtrArray *message = arena_array();
        g_ptr_array_add(message, arena_printf("\"%s %s is made by the library, not with new\"",
                                              node_article(node_name(context, class_of)),
                                              node_name(context, class_of)));
        emit_list(out, "throw new TypeError(", message, ");", true);
        emit_close(out, "}");
        emit_line(out, "this.#handle = %s;", handle);
    } else {
        emit_open(out, "if (%s === $adopt) {", key);
        emit_line(out, "this.#handle = %s;", handle);
        emit_close(out, "} else {");
        emit_indent(out);
        emit_crossing(context, out, "this.#handle = ", function);
        emit_close(out, "}");
    }
    emit_close(out, "}");
}

static void emit_getters(const node_context *context, emit *out, const model_class *class_of) {
    const char *name = node_name(context, class_of);
    const char *plain = node_handle_getter(context, class_of, false);
    bool is_passed = node_is_passed(context, class_of, false);
    bool is_nullable = node_is_passed(context, class_of, true);
    if (!is_passed && !is_nullable)
        return;
    emit_line(out, "%s", "");
    emit_open(out, "static {");
    emit_open(out, "%s = (value, name%s) => {", plain, is_nullable ? ", orNull" : "");
    emit_open(out, "if (#handle in Object(value)) {");
    emit_line(out, "return value.#handle;");
    emit_close(out, "}");
    emit_line(out, "throw $notA(%s, name%s);", node_string(name), is_nullable ? ", orNull" : "");
    emit_close(out, "};");
    emit_close(out, "}");
}

static void emit_member(const node_context *context, emit *out, const model_function *function) {
    const plan_function *planned = plan_of(context->plan, function);
    const char *prefix = function->kind == MODEL_CONSTRUCTOR ? "static "
                         : !function->is_property            ? ""
                         : function->is_setter               ? "set "
                                                             : "get ";
    emit_line(out, "%s", "");
    emit_list(out, arena_printf("%s%s(", prefix, node_member(context, function)), parameter_names(planned),
              ") {", true);
    emit_indent(out);
    emit_body(context, out, planned);
    emit_close(out, "}");
}

/* What every class has. */
static void emit_common_members(const node_context *context, emit *out, const model_class *class_of) {
    const char *name = node_name(context, class_of);
    const char *const lines[] = {"",
                                 "get closed() {",
                                 "  return !$native.$isLive(this.#handle);",
                                 "}",
                                 "",
                                 "close() {",
                                 "  $native.$close(this.#handle);",
                                 "}",
                                 "",
                                 "[$dispose]() {",
                                 "  this.close();",
                                 "}",
                                 "",
                                 "toString() {",
                                 "  return $toString(this);",
                                 "}",
                                 "",
                                 "[$inspect](depth, options) {"};
    for (size_t i = 0; i < G_N_ELEMENTS(lines); i++)
        emit_line(out, "%s", lines[i]);
    emit_line(out, "  return $describe(this, %s, depth, options);", name);
    emit_line(out, "}");
}

void node_emit_class(const node_context *context, emit *out, const model_class *class_of) {
    emit_open(out, "class %s {", node_name(context, class_of));
    emit_line(out, "#handle;");
    emit_getters(context, out, class_of);
    emit_line(out, "%s", "");
    emit_constructor(context, out, class_of);
    const plan_function *constructor = constructor_of(context, class_of);
    for (guint i = 0; i < class_of->functions->len; i++) {
        const model_function *function = g_ptr_array_index(class_of->functions, i);
        if (constructor == NULL || function != constructor->function)
            emit_member(context, out, function);
    }
    emit_common_members(context, out, class_of);
    emit_close(out, "}");
}
