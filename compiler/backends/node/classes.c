/* Classes and functions in JavaScript: each is one crossing. */

#include <string.h>

#include "backends/node/interfaces.h"
#include "backends/node/meanings.h"
#include "backends/node/protocols.h"
#include "backends/node/scripts.h"
#include "backends/node/types.h"
#include "memory/arena.h"

bool node_is_passed(const node_context *context, const model_class *class_of, bool nullable) {
    return g_hash_table_contains(nullable ? context->plan->passed_nullable : context->plan->passed, class_of);
}

const char *node_handle_getter(const node_context *context, const model_class *class_of, bool nullable) {
    return arena_printf("$handleOf%s%s", node_name(context, class_of), nullable ? "OrNull" : "");
}

/* ---- One call ---- */

static const char *with_default(const node_context *context, const plan_function *function,
                                const plan_value *value) {
    const char *name = node_parameter(function, value);
    const char *usual = node_default(context, value);
    /* How much is read at once need not be said. */
    if (function->function->flow == MODEL_READS)
        return arena_printf("%s = %d", name, NODE_CHUNK);
    return usual == NULL ? name : arena_printf("%s = %s", name, usual);
}

/* "signal, onProgress" of what a function takes as options; "" without them. */
static const char *option_names(const plan_function *function, bool is_awaited) {
    GPtrArray *names = arena_array();
    if (is_awaited || node_has_token(function))
        g_ptr_array_add(names, arena_strdup("signal"));
    if (node_has_progress(function))
        g_ptr_array_add(names, arena_strdup("onProgress"));
    return emit_join(names, ", ");
}

static GPtrArray *parameter_names(const node_context *context, const plan_function *function,
                                  bool is_awaited) {
    GPtrArray *names = arena_array();
    GPtrArray *arguments = node_arguments(function);
    for (guint i = 0; i < arguments->len; i++)
        g_ptr_array_add(
            names, (gpointer)(uintptr_t)with_default(context, function, g_ptr_array_index(arguments, i)));
    const char *options = option_names(function, is_awaited);
    if (options[0] != '\0')
        g_ptr_array_add(names, arena_printf("{ %s } = {}", options));
    return names;
}

/* A stream that is read during the call, and may be left before its end. */
static bool is_ended_reader(const plan_value *value) {
    return node_is_adapted(value) && value->type.interface->flow == MODEL_READS &&
           value->scope == MODEL_DURING_CALL;
}

static const char *reader_name(const plan_function *function, const plan_value *value) {
    const char *name = node_parameter(function, value);
    return arena_printf("$readerOf%c%s", g_ascii_toupper(name[0]), name + 1);
}

/* The function around a stream that C calls. */
static const char *adapted(const node_context *context, const plan_function *function,
                           const plan_value *value, bool is_awaited) {
    const char *place = node_string(node_place_name(context, function, value));
    const char *adapter = value->type.interface->flow == MODEL_READS ? "$reader" : "$writer";
    return arena_printf("%s(%s, %s%s)", adapter, node_parameter(function, value), place,
                        is_awaited ? ", true" : "");
}

/* "$partsOfPrices": the keys and the values of a map. */
static const char *parts_name(const plan_function *function, const plan_value *value) {
    const char *name = node_parameter(function, value->is_keys ? node_map_of(function, value) : value);
    return arena_printf("$partsOf%c%s", g_ascii_toupper(name[0]), name + 1);
}

static void emit_splitting(const node_context *context, emit *out, const plan_function *function) {
    for (guint i = 0; i < function->inputs->len; i++) {
        const plan_value *value = g_ptr_array_index(function->inputs, i);
        if (value->keys_value == PLAN_NONE)
            continue;
        const plan_value *keys = g_ptr_array_index(function->values, (guint)value->keys_value);
        bool is_numbered = keys->type.kind != MODEL_TEXT;
        GPtrArray *arguments = arena_array();
        g_ptr_array_add(arguments, (gpointer)(uintptr_t)node_parameter(function, value));
        g_ptr_array_add(arguments,
                        (gpointer)(uintptr_t)node_string(node_place_name(context, function, value)));
        if (is_numbered || value->nullable)
            g_ptr_array_add(arguments, arena_strdup(is_numbered ? "true" : "false"));
        if (value->nullable)
            g_ptr_array_add(arguments, arena_strdup("true"));
        emit_list(out, arena_printf("const %s = $split(", parts_name(function, value)), arguments, ");",
                  true);
    }
}

/* What JavaScript passes to C for an argument: the handle of an object, or a function around a stream. */
static const char *crossing_argument(const node_context *context, const plan_function *function,
                                     const plan_value *value, bool is_awaited) {
    if (value->is_self)
        return "this.#handle";
    const char *name = node_parameter(function, value);
    const char *place = node_string(node_place_name(context, function, value));
    if (is_ended_reader(value))
        return reader_name(function, value);
    if (node_is_in_map(value))
        return arena_printf("%s.%s", parts_name(function, value), value->is_keys ? "keys" : "values");
    if (value->form == PLAN_OBJECT)
        return arena_printf("%s(%s, %s)", node_handle_getter(context, value->type.class_of, value->nullable),
                            name, place);
    if (value->form == PLAN_STREAM)
        return arena_printf(is_awaited ? "await $arrowAwaited(%s)" : "$arrow(%s)", name);
    return node_is_adapted(value) ? adapted(context, function, value, is_awaited) : name;
}

/* What C gets beside a record: its fields, and how many keys it has. */
static void add_fields(const plan_function *function, const plan_value *value, GPtrArray *items) {
    const char *name = node_parameter(function, value);
    const model_record *record = value->type.record;
    for (guint i = 0; i < record->fields->len; i++) {
        const model_field *field = g_ptr_array_index(record->fields, i);
        if (!field->is_presence)
            g_ptr_array_add(items, arena_printf("%s?.%s", name, node_field(field)));
    }
    g_ptr_array_add(items, arena_printf("$keyCount(%s)", name));
}

static GPtrArray *crossing_arguments(const node_context *context, const plan_function *function,
                                     bool is_awaited) {
    GPtrArray *items = arena_array();
    for (guint i = 0; i < function->inputs->len; i++) {
        const plan_value *value = g_ptr_array_index(function->inputs, i);
        g_ptr_array_add(items, (gpointer)(uintptr_t)crossing_argument(context, function, value, is_awaited));
        if (node_is_spread(value))
            add_fields(function, value, items);
    }
    if (is_awaited)
        g_ptr_array_add(items, arena_strdup("$stop.token"));
    return items;
}

static void emit_crossing(const node_context *context, emit *out, const char *before,
                          const plan_function *function, bool is_awaited) {
    emit_splitting(context, out, function);
    emit_list(
        out,
        arena_printf("%s%s%s(", before, is_awaited ? "await " : "", node_native_name(function, is_awaited)),
        crossing_arguments(context, function, is_awaited), ");", true);
}

/* ---- What a call leaves behind ---- */

/* The object or view around a raw result; null where the result needs nothing of the kind. */
static const char *wrapper_of(const node_context *context, const plan_value *value) {
    if (value->form == PLAN_STREAM)
        return "ArrowStream";
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

static void emit_keep(emit *out, const char *holder, const char *place, const char *value) {
    GPtrArray *items = arena_array();
    g_ptr_array_add(items, arena_strdup(holder));
    g_ptr_array_add(items, (gpointer)(uintptr_t)node_string(place));
    g_ptr_array_add(items, arena_strdup(value));
    emit_list(out, "$keep(", items, ");", true);
}

/* The objects that a made one holds, as far as callbacks hang on them: plan_value. */
static GPtrArray *held_values(const node_context *context, const plan_function *function,
                              const plan_value *made) {
    GPtrArray *held = node_held_by(function, made);
    for (guint i = held->len; i > 0; i--) {
        const plan_value *value = g_ptr_array_index(held, i - 1);
        if (!node_class_keeps(context, value->type.class_of))
            g_ptr_array_remove_index(held, i - 1);
    }
    return held;
}

/* Callbacks are held by the objects that they are attached to, and those by what keeps them alive: C holds
 * them weakly, so that an object and a callback that uses it are collected together. */
static void emit_keeping(const node_context *context, emit *out, const plan_function *function,
                         const char *result) {
    for (guint i = 0; i < function->inputs->len; i++) {
        const plan_value *value = g_ptr_array_index(function->inputs, i);
        node_keeper keeper = node_keeper_of(function, value);
        if (keeper != NODE_NO_KEEPER)
            emit_keep(out, keeper == NODE_KEPT_BY_OBJECT ? "this.#handle" : result,
                      arena_printf("%s(%s)", function->function->c_name, value->name),
                      node_parameter(function, value));
    }
    GPtrArray *results = node_results(function);
    GPtrArray *fields = node_result_fields(function);
    for (guint i = 0; i < results->len; i++) {
        const char *made = results->len == 1
                               ? result
                               : arena_printf("%s.%s", result, (const char *)g_ptr_array_index(fields, i));
        GPtrArray *held = held_values(context, function, g_ptr_array_index(results, i));
        for (guint j = 0; j < held->len; j++) {
            const plan_value *value = g_ptr_array_index(held, j);
            emit_keep(out, made, value->name, crossing_argument(context, function, value, false));
        }
    }
}

static bool keeps_something(const node_context *context, const plan_function *function) {
    GPtrArray *results = node_results(function);
    for (guint i = 0; i < function->inputs->len; i++) {
        if (node_keeper_of(function, g_ptr_array_index(function->inputs, i)) != NODE_NO_KEEPER)
            return true;
    }
    for (guint i = 0; i < results->len; i++) {
        if (held_values(context, function, g_ptr_array_index(results, i))->len > 0)
            return true;
    }
    return false;
}

/* ---- Bodies ---- */

static bool is_made_into_more(const node_context *context, const plan_function *function) {
    GPtrArray *results = node_results(function);
    for (guint i = 0; i < results->len; i++) {
        if (wrapper_of(context, g_ptr_array_index(results, i)) != NULL)
            return true;
    }
    return function->function->is_next || function->function->flow == MODEL_READS;
}

static void emit_return(const node_context *context, emit *out, const plan_function *function) {
    GPtrArray *results = node_results(function);
    GPtrArray *fields = node_result_fields(function);
    if (function->function->is_next) {
        node_emit_step(context, out, function, wrapper_of(context, g_ptr_array_index(results, 0)));
        return;
    }
    if (function->function->flow == MODEL_READS) {
        emit_line(out, "return $made.length === 0 ? null : $made;");
        return;
    }
    for (guint i = 0; i < results->len; i++) {
        const plan_value *value = g_ptr_array_index(results, i);
        const char *wrapper = wrapper_of(context, value);
        const char *field = arena_printf("$made.%s", (const char *)g_ptr_array_index(fields, i));
        if (wrapper != NULL && results->len == 1)
            emit_wrapping(out, "return", "$made", wrapper, value->nullable);
        else if (wrapper != NULL)
            emit_wrapping(out, arena_printf("%s =", field), field, wrapper, value->nullable);
    }
    if (results->len > 1 || !is_made_into_more(context, function))
        emit_line(out, "return $made;");
}

static void emit_plain_call(const node_context *context, emit *out, const plan_function *function,
                            bool is_awaited) {
    bool has_results = node_results(function)->len > 0;
    bool is_kept = keeps_something(context, function);
    if (is_kept || is_made_into_more(context, function)) {
        emit_crossing(context, out, has_results ? "const $made = " : "", function, is_awaited);
        emit_keeping(context, out, function, "$made");
        if (has_results)
            emit_return(context, out, function);
    } else {
        emit_crossing(context, out, has_results ? "return " : "", function, is_awaited);
    }
}

/* Streams that are read are told when the call is over. */
static void emit_call(const node_context *context, emit *out, const plan_function *function,
                      bool is_awaited) {
    GPtrArray *readers = arena_array();
    for (guint i = 0; i < function->inputs->len; i++) {
        plan_value *value = g_ptr_array_index(function->inputs, i);
        if (!is_ended_reader(value))
            continue;
        g_ptr_array_add(readers, (gpointer)(uintptr_t)reader_name(function, value));
        emit_line(out, "const %s = %s;", reader_name(function, value),
                  adapted(context, function, value, is_awaited));
    }
    if (readers->len > 0)
        emit_open(out, "try {");
    emit_plain_call(context, out, function, is_awaited);
    if (readers->len == 0)
        return;
    emit_close(out, "} finally {");
    emit_indent(out);
    for (guint i = 0; i < readers->len; i++)
        emit_line(out, "%s$endReader(%s);", is_awaited ? "await " : "",
                  (const char *)g_ptr_array_index(readers, i));
    emit_close(out, "}");
}

static void emit_deprecation(const node_context *context, emit *out, const model_function *function) {
    const model_marks *marks = &function->marks;
    const char *name = node_is_free(function) ? node_name(context, function) : node_member(context, function);
    if (marks->deprecated == NULL && function->owner != NULL && function->kind == MODEL_CONSTRUCTOR) {
        marks = &function->owner->marks;
        name = node_name(context, function->owner);
    } else if (!node_is_free(function)) {
        name = arena_printf("%s.%s", node_name(context, function->owner), name);
    }
    if (marks->deprecated == NULL)
        return;
    GPtrArray *items = arena_array();
    g_ptr_array_add(items, (gpointer)(uintptr_t)node_string(name));
    g_ptr_array_add(items, (gpointer)(uintptr_t)node_string(marks->deprecated));
    emit_list(out, "$deprecated(", items, ");", true);
}

typedef void (*emit_inside)(const node_context *context, emit *out, const plan_function *function,
                            bool is_awaited);

/* `inside`, between the beginning and the end of a token where the call has one. */
static void emit_stoppable(const node_context *context, emit *out, const plan_function *function,
                           bool is_awaited, emit_inside inside) {
    emit_deprecation(context, out, function->function);
    if (function->function->is_next && node_closes_itself(function->function->owner)) {
        emit_open(out, "if (this.#ended) {");
        emit_line(out, "return $step(null);");
        emit_close(out, "}");
    }
    if (!is_awaited && !node_has_token(function)) {
        inside(context, out, function, false);
        return;
    }
    emit_line(out, "const $stop = %s(signal);", node_has_token(function) ? "new $Stop" : "$stopOf");
    emit_open(out, "try {");
    inside(context, out, function, is_awaited);
    emit_close(out, "} catch ($error) {");
    emit_indent(out);
    emit_line(out, "throw $stop.reason($error);");
    emit_close(out, "} finally {");
    emit_indent(out);
    emit_line(out, "$stop.end();");
    emit_close(out, "}");
}

static void emit_form(const node_context *context, emit *out, const char *head, const plan_function *function,
                      bool is_awaited) {
    emit_list(out, arena_printf("%s(", head), parameter_names(context, function, is_awaited), ") {", true);
    emit_indent(out);
    emit_stoppable(context, out, function, is_awaited, emit_call);
    emit_close(out, "}");
}

void node_emit_function(const node_context *context, emit *out, const plan_function *function) {
    const char *awaited = node_async_name(context, function->function);
    emit_form(context, out, arena_printf("function %s", node_name(context, function->function)), function,
              false);
    if (awaited == NULL)
        return;
    emit_line(out, "%s", "");
    emit_form(context, out, arena_printf("async function %s", awaited), function, true);
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

static void emit_making(const node_context *context, emit *out, const plan_function *function,
                        bool is_awaited) {
    emit_crossing(context, out, "this.#handle = ", function, is_awaited);
    emit_keeping(context, out, function, "this.#handle");
}

/* The options are not taken apart at once: the first argument may be the key. */
static GPtrArray *constructor_parameters(const node_context *context, const plan_function *function) {
    GPtrArray *names = parameter_names(context, function, false);
    if (option_names(function, false)[0] != '\0')
        names->pdata[names->len - 1] = arena_strdup("options");
    return names;
}

/* "page" of "page = 1" */
static const char *without_default(const char *parameter) {
    const char *end = strchr(parameter, ' ');
    return end == NULL ? parameter : arena_take(g_strndup(parameter, (gsize)(end - parameter)));
}

/* The library's own objects come as new X($adopt, handle): the first two parameters then mean that. */
static void emit_constructor(const node_context *context, emit *out, const model_class *class_of) {
    const plan_function *function = constructor_of(context, class_of);
    GPtrArray *names = function == NULL ? arena_array() : constructor_parameters(context, function);
    static const char *const spare[] = {"$key", "$handle"};
    for (guint i = names->len; i < G_N_ELEMENTS(spare); i++)
        g_ptr_array_add(names, arena_strdup(spare[i]));
    const char *key = without_default(g_ptr_array_index(names, 0));
    const char *handle = without_default(g_ptr_array_index(names, 1));
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
        const char *options = option_names(function, false);
        if (options[0] != '\0')
            emit_line(out, "const { %s } = options ?? {};", options);
        emit_stoppable(context, out, function, false, emit_making);
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
    bool is_of_class = function->kind == MODEL_CONSTRUCTOR || function->is_static;
    const char *prefix = is_of_class              ? "static "
                         : !function->is_property ? ""
                         : function->is_setter    ? "set "
                                                  : "get ";
    emit_line(out, "%s", "");
    emit_form(context, out, arena_printf("%s%s", prefix, node_member(context, function)), planned, false);
}

static void emit_awaited_member(const node_context *context, emit *out, const model_function *function) {
    const char *name = node_async_name(context, function);
    if (name == NULL)
        return;
    bool is_of_class = function->kind == MODEL_CONSTRUCTOR || function->is_static;
    emit_line(out, "%s", "");
    emit_form(context, out, arena_printf("%sasync %s", is_of_class ? "static " : "", name),
              plan_of(context->plan, function), true);
}

/* What every class has. */
static void emit_common_members(const node_context *context, emit *out, const model_class *class_of) {
    const char *name = node_name(context, class_of);
    const char *const lines[] = {"",
                                 "get closed() {",
                                 "  return !$isLive(this.#handle);",
                                 "}",
                                 "",
                                 "close() {",
                                 "  $close(this.#handle);",
                                 "}",
                                 "",
                                 "[$dispose]() {",
                                 "  this.close();",
                                 "}",
                                 ""};
    for (size_t i = 0; i < G_N_ELEMENTS(lines); i++)
        emit_line(out, "%s", lines[i]);
    node_emit_to_string(context, out, class_of);
    emit_line(out, "%s", "");
    emit_line(out, "[$inspect](depth, options) {");
    emit_line(out, "  return $describe(this, %s, depth, options);", name);
    emit_line(out, "}");
}

void node_emit_class(const node_context *context, emit *out, const model_class *class_of) {
    emit_open(out, "class %s {", node_name(context, class_of));
    emit_line(out, "#handle;");
    if (node_closes_itself(class_of))
        emit_line(out, "#ended = false;");
    emit_getters(context, out, class_of);
    emit_line(out, "%s", "");
    emit_constructor(context, out, class_of);
    const plan_function *constructor = constructor_of(context, class_of);
    for (guint i = 0; i < class_of->functions->len; i++) {
        const model_function *function = g_ptr_array_index(class_of->functions, i);
        if (constructor == NULL || function != constructor->function)
            emit_member(context, out, function);
        emit_awaited_member(context, out, function);
    }
    node_emit_protocols(context, out, class_of);
    emit_common_members(context, out, class_of);
    emit_close(out, "}");
}
