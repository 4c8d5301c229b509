/* index.js, index.mjs and what lib/ has of generated files. */

#include "backends/node/scripts.h"
#include "backends/node/addon.h"
#include "backends/node/exacts.h"
#include "backends/node/interfaces.h"
#include "backends/node/meanings.h"
#include "backends/node/parts.h"
#include "backends/node/protocols.h"
#include "backends/node/types.h"

#include <string.h>

#include "memory/arena.h"
#include "package/embedded.h"

static void emit_blank(emit *out) {
    emit_line(out, "%s", "");
}

static emit *start_file(const node_context *context) {
    emit *out = emit_new("  ", NODE_WIDTH);
    emit_line(out, "// %s", context->banner);
    return out;
}

/* ---- lib/errors.js ---- */

/* The base class first. */
static GPtrArray *error_names(const node_context *context) {
    GPtrArray *names = arena_array();
    g_ptr_array_add(names, (gpointer)(uintptr_t)context->error_base);
    for (guint i = 0; i < context->plan->errors->len; i++)
        g_ptr_array_add(names,
                        (gpointer)(uintptr_t)node_name(context, g_ptr_array_index(context->plan->errors, i)));
    return names;
}

static void add_errors(const node_context *context, package *files) {
    emit *out = start_file(context);
    const plan_library *plan = context->plan;
    emit_line(out, "\"use strict\";");
    emit_blank(out);
    emit_open(out, "class %s extends Error {", context->error_base);
    emit_open(out, "constructor(message, options = {}) {");
    emit_line(out, "super(message, options);");
    emit_line(out, "this.code = options.code ?? \"%s_ERROR\";", emit_upper_case(context->model->name));
    emit_line(out, "this.kind = options.kind ?? \"internal\";");
    emit_line(out, "this.function = options.function ?? \"\";");
    emit_close(out, "}");
    emit_blank(out);
    emit_open(out, "get name() {");
    emit_line(out, "return \"%s\";", context->error_base);
    emit_close(out, "}");
    emit_close(out, "}");
    GPtrArray *names = error_names(context);
    for (guint i = 0; i < plan->errors->len; i++) {
        const plan_error *error = g_ptr_array_index(plan->errors, i);
        const char *name = node_name(context, error);
        emit_blank(out);
        emit_open(out, "class %s extends %s {", name, context->error_base);
        emit_line(out, "code = \"%s\";", error->c_name);
        emit_line(out, "kind = \"%s\";", node_kind(error->kind));
        emit_blank(out);
        emit_open(out, "get name() {");
        emit_line(out, "return \"%s\";", name);
        emit_close(out, "}");
        emit_close(out, "}");
    }
    emit_blank(out);
    emit_line(out, "// The base class first, then in the order of error_codes in src/addon.c.");
    emit_open(out, "module.exports = {");
    for (guint i = 0; i < names->len; i++)
        emit_line(out, "%s,", (const char *)g_ptr_array_index(names, i));
    emit_close(out, "};");
    package_add(files, "lib/errors.js", emit_finish(out));
}

/* ---- lib/contract.js ---- */

static void add_contract(const node_context *context, package *files) {
    emit *out = start_file(context);
    emit_line(out, "\"use strict\";");
    emit_blank(out);
    emit_line(out, "// What this package was generated for: the compiled code must say the same.");
    emit_line(out, "module.exports = `%s`;", context->plan->fingerprint);
    package_add(files, "lib/contract.js", emit_finish(out));
}

/* ---- index.js ---- */

void node_emit_braces(emit *out, const char *head, const GPtrArray *names, const char *tail) {
    const char *line = arena_printf("%s{ %s }%s", head, emit_join(names, ", "), tail);
    if (emit_fits(out, line)) {
        emit_line(out, "%s", line);
        return;
    }
    emit_open(out, "%s{", head);
    for (guint i = 0; i < names->len; i++)
        emit_line(out, "%s,", (const char *)g_ptr_array_index(names, i));
    emit_close(out, "}%s", tail);
}

static void emit_require(emit *out, GPtrArray *names, const char *path) {
    if (names->len > 0)
        node_emit_braces(out, "const ", names, arena_printf(" = require(\"%s\");", path));
}

GPtrArray *node_words(const char *text) {
    GPtrArray *list = arena_array();
    char **parts = g_strsplit(text, " ", -1);
    for (char **part = parts; *part != NULL; part++)
        g_ptr_array_add(list, arena_strdup(*part));
    g_strfreev(parts);
    return list;
}

static bool passes_objects(const node_context *context, const GPtrArray *classes) {
    for (guint i = 0; i < classes->len; i++) {
        const model_class *class_of = g_ptr_array_index(classes, i);
        if (node_is_passed(context, class_of, false) || node_is_passed(context, class_of, true))
            return true;
    }
    return false;
}

/* ---- What the package, or a part of it, needs of lib/ ---- */

typedef bool (*function_test)(const node_context *context, const plan_function *function);

static bool any_of(const node_context *context, const GPtrArray *functions, function_test is_such) {
    for (guint i = 0; i < functions->len; i++) {
        if (is_such(context, g_ptr_array_index(functions, i)))
            return true;
    }
    return false;
}

static bool any_function(const node_context *context, function_test is_such) {
    return any_of(context, context->plan->functions, is_such);
}

static bool is_stoppable(const node_context *context, const plan_function *function) {
    (void)context;
    return function->blocks || node_has_token(function);
}

static bool asks_to_stop(const node_context *context, const plan_function *function) {
    (void)context;
    return node_has_token(function);
}

static bool only_waits(const node_context *context, const plan_function *function) {
    (void)context;
    return function->blocks && !node_has_token(function);
}

static GPtrArray *stop_helpers(const node_context *context, const GPtrArray *functions) {
    GPtrArray *names = arena_array();
    if (any_of(context, functions, asks_to_stop))
        g_ptr_array_add(names, arena_strdup("$Stop"));
    if (any_of(context, functions, only_waits))
        g_ptr_array_add(names, arena_strdup("$stopOf"));
    return names;
}

static bool is_deprecated(const node_context *context, const plan_function *function) {
    (void)context;
    const model_class *owner = function->function->owner;
    return function->function->marks.deprecated != NULL || (function->function->kind == MODEL_CONSTRUCTOR &&
                                                            owner != NULL && owner->marks.deprecated != NULL);
}

static bool is_writer(const node_context *context, const plan_function *function) {
    (void)context;
    return function->function->flow == MODEL_WRITES;
}

static bool is_keeping(const node_context *context, const plan_function *function) {
    return function->function->owner != NULL && node_class_keeps(context, function->function->owner);
}

static bool takes_stream(const node_context *context, model_flow flow) {
    for (guint i = 0; i < context->model->interfaces->len; i++) {
        if (((const model_interface *)g_ptr_array_index(context->model->interfaces, i))->flow == flow)
            return true;
    }
    return false;
}

static bool takes_arrow(const node_context *context, const plan_function *function) {
    (void)context;
    for (guint i = 0; i < function->inputs->len; i++) {
        if (((const plan_value *)g_ptr_array_index(function->inputs, i))->form == PLAN_STREAM)
            return true;
    }
    return false;
}

static bool takes_map(const node_context *context, const plan_function *function) {
    (void)context;
    for (guint i = 0; i < function->inputs->len; i++) {
        if (((const plan_value *)g_ptr_array_index(function->inputs, i))->keys_value != PLAN_NONE)
            return true;
    }
    return false;
}

static bool takes_record(const node_context *context, const plan_function *function) {
    (void)context;
    for (guint i = 0; i < function->inputs->len; i++) {
        if (node_is_spread(g_ptr_array_index(function->inputs, i)))
            return true;
    }
    return false;
}

static bool awaits_arrow(const node_context *context, const plan_function *function) {
    return function->blocks && takes_arrow(context, function);
}

static bool gives_arrow(const node_context *context, const plan_function *function) {
    (void)context;
    for (guint i = 0; i < function->outputs->len; i++) {
        if (((const plan_value *)g_ptr_array_index(function->outputs, i))->form == PLAN_STREAM)
            return true;
    }
    return false;
}

static bool gives_view(const node_context *context, const plan_function *function) {
    (void)context;
    for (guint i = 0; i < function->outputs->len; i++) {
        if (((const plan_value *)g_ptr_array_index(function->outputs, i))->is_view)
            return true;
    }
    return false;
}

static GPtrArray *arrow_helpers(const node_context *context, const node_part *part) {
    GPtrArray *names = arena_array();
    if (any_of(context, part->functions, takes_arrow))
        g_ptr_array_add(names, arena_strdup("$arrow"));
    if (any_of(context, part->functions, awaits_arrow))
        g_ptr_array_add(names, arena_strdup("$arrowAwaited"));
    bool is_exported = part->number == 0 && node_has_arrow(context);
    if (is_exported || any_of(context, part->functions, gives_arrow))
        g_ptr_array_add(names, arena_strdup("ArrowStream"));
    return names;
}

GPtrArray *node_arrow_types(const node_context *context) {
    GPtrArray *names = arena_array();
    if (any_function(context, takes_arrow))
        g_ptr_array_add(names, arena_strdup("type ArrowInput"));
    if (node_has_arrow(context))
        g_ptr_array_add(names, arena_strdup("ArrowStream"));
    if (any_function(context, awaits_arrow))
        g_ptr_array_add(names, arena_strdup("type AsyncArrowInput"));
    return names;
}

static bool is_reader(const node_context *context, const plan_function *function) {
    (void)context;
    return function->function->flow == MODEL_READS;
}

bool node_has_streams(const node_context *context) {
    return takes_stream(context, MODEL_READS) || takes_stream(context, MODEL_WRITES) ||
           any_function(context, is_reader) || any_function(context, is_writer);
}

static bool is_awaitable(const node_context *context, const plan_function *function) {
    (void)context;
    return function->blocks;
}

bool node_has_awaitables(const node_context *context) {
    return any_function(context, is_awaitable);
}

static bool takes_adapted(const plan_function *function, model_flow flow) {
    for (guint i = 0; i < function->inputs->len; i++) {
        const plan_value *value = g_ptr_array_index(function->inputs, i);
        if (node_is_adapted(value) && value->type.interface->flow == flow)
            return true;
    }
    return false;
}

static bool takes_source(const node_context *context, const plan_function *function) {
    (void)context;
    return takes_adapted(function, MODEL_READS);
}

static bool takes_sink(const node_context *context, const plan_function *function) {
    (void)context;
    return takes_adapted(function, MODEL_WRITES);
}

static GPtrArray *stream_helpers(const node_context *context, const GPtrArray *functions) {
    GPtrArray *names = arena_array();
    if (any_of(context, functions, takes_source)) {
        g_ptr_array_add(names, arena_strdup("$endReader"));
        g_ptr_array_add(names, arena_strdup("$reader"));
    }
    if (any_of(context, functions, is_writer))
        g_ptr_array_add(names, arena_strdup("$writable"));
    if (any_of(context, functions, takes_sink))
        g_ptr_array_add(names, arena_strdup("$writer"));
    return names;
}

/* In the awaitable forms callbacks may be asynchronous. */
static bool awaits_callback(const node_context *context, const plan_function *function) {
    (void)context;
    for (guint i = 0; function->blocks && i < function->inputs->len; i++) {
        const plan_value *value = g_ptr_array_index(function->inputs, i);
        if (value->form == PLAN_CALLBACK && value->scope == MODEL_DURING_CALL && !value->is_progress &&
            !node_is_adapted(value))
            return true;
    }
    return false;
}

GPtrArray *node_call_types(const node_context *context) {
    GPtrArray *names = arena_array();
    if (any_function(context, is_stoppable))
        g_ptr_array_add(names, arena_strdup("AbortSignalLike"));
    if (any_function(context, awaits_callback))
        g_ptr_array_add(names, arena_strdup("MayAwait"));
    return names;
}

static bool reads_awaited(const node_context *context, const plan_function *function, model_flow flow) {
    (void)context;
    for (guint i = 0; function->blocks && i < function->inputs->len; i++) {
        const plan_value *value = g_ptr_array_index(function->inputs, i);
        if (value->form == PLAN_CALLBACK && value->type.interface->flow == flow)
            return true;
    }
    return false;
}

static bool awaits_source(const node_context *context, const plan_function *function) {
    return reads_awaited(context, function, MODEL_READS);
}

static bool awaits_sink(const node_context *context, const plan_function *function) {
    return reads_awaited(context, function, MODEL_WRITES);
}

GPtrArray *node_stream_types(const node_context *context) {
    GPtrArray *names = arena_array();
    if (any_function(context, awaits_sink))
        g_ptr_array_add(names, arena_strdup("AsyncByteSink"));
    if (any_function(context, awaits_source))
        g_ptr_array_add(names, arena_strdup("AsyncByteSource"));
    if (takes_stream(context, MODEL_WRITES))
        g_ptr_array_add(names, arena_strdup("ByteSink"));
    if (takes_stream(context, MODEL_READS))
        g_ptr_array_add(names, arena_strdup("ByteSource"));
    return names;
}

static bool crosses_dynamic(const node_context *context, plan_direction direction) {
    for (guint i = 0; i < context->plan->functions->len; i++) {
        const plan_function *function = g_ptr_array_index(context->plan->functions, i);
        for (guint v = 0; v < function->values->len; v++) {
            const plan_value *value = g_ptr_array_index(function->values, v);
            if (value->form == PLAN_DYNAMIC && value->direction == direction)
                return true;
        }
    }
    return false;
}

GPtrArray *node_dynamic_types(const node_context *context) {
    GPtrArray *names = arena_array();
    if (crosses_dynamic(context, PLAN_OUT))
        g_ptr_array_add(names, arena_strdup("Dynamic"));
    if (crosses_dynamic(context, PLAN_IN))
        g_ptr_array_add(names, arena_strdup("DynamicInput"));
    return names;
}

/* Whether there are enums, or such whose constants combine. */
static bool has_enums(const node_context *context, bool is_flags) {
    for (guint i = 0; i < context->model->enums->len; i++) {
        if (((const model_enum *)g_ptr_array_index(context->model->enums, i))->is_flags == is_flags)
            return true;
    }
    return false;
}

/* What the exported values that are no classes need: they are in index.js. */
static void emit_requires_of_values(const node_context *context, emit *out) {
    if (has_enums(context, false))
        emit_require(out, node_words("$nameOf"), "./lib/enums.js");
    if (has_enums(context, true))
        emit_require(out, node_words("$namesOf"), "./lib/flags.js");
}

static void emit_requires(const node_context *context, emit *out, const node_part *part) {
    const GPtrArray *functions = part->functions;
    bool is_index = part->number == 0;
    bool makes_objects = part->classes->len > 0 || any_of(context, functions, gives_arrow) ||
                         any_of(context, functions, gives_view);
    const char *lib = is_index ? "./lib" : ".";
    if (is_index)
        emit_require(out, error_names(context), "./lib/errors.js");
    else
        emit_require(out, node_default_names(context, part), "../index.js");
    bool adopts = makes_objects || node_gives_objects(context);
    emit_require(out, node_words(adopts ? "$adopt $native" : "$native"), arena_printf("%s/native.js", lib));
    if (part->classes->len > 0)
        emit_require(out, node_words("$describe $dispose $inspect $toString"),
                     arena_printf("%s/objects.js", lib));
    if (passes_objects(context, part->classes))
        emit_require(out, node_words("$notA"), arena_printf("%s/arguments.js", lib));
    if (is_index)
        emit_requires_of_values(context, out);
    if (any_of(context, functions, is_keeping))
        emit_require(out, node_words("$keep"), arena_printf("%s/kept.js", lib));
    emit_require(out, stop_helpers(context, functions), arena_printf("%s/stop.js", lib));
    if (any_of(context, functions, is_deprecated))
        emit_require(out, node_words("$deprecated"), arena_printf("%s/deprecated.js", lib));
    if (is_index && node_has_exacts(context))
        emit_require(out, node_words("$Exact"), "./lib/exact.js");
    if (any_of(context, functions, takes_map))
        emit_require(out, node_words("$split"), arena_printf("%s/maps.js", lib));
    if (any_of(context, functions, takes_record))
        emit_require(out, node_words("$keyCount"), arena_printf("%s/records.js", lib));
    emit_require(out, node_protocol_helpers(context, part->classes), arena_printf("%s/protocols.js", lib));
    emit_require(out, stream_helpers(context, functions), arena_printf("%s/streams.js", lib));
    if (is_index ? context->plan->uses_views : any_of(context, functions, gives_view))
        emit_require(out, node_words("View"), arena_printf("%s/view.js", lib));
    emit_require(out, arrow_helpers(context, part), arena_printf("%s/arrow.js", lib));
    if (is_index && node_has_callbacks(context))
        emit_line(out, "require(\"./lib/callbacks.js\");");
}

/* Prettier rather begins a line with what is taken apart than to break the names. */
static void emit_names(emit *out, GPtrArray *names, const char *from) {
    const char *head = arena_printf("const { %s } =", emit_join(names, ", "));
    if (names->len == 0)
        return;
    if (emit_fits(out, arena_printf("%s %s;", head, from)) || !emit_fits(out, head)) {
        node_emit_braces(out, "const ", names, arena_printf(" = %s;", from));
        return;
    }
    emit_open(out, "%s", head);
    emit_line(out, "%s;", from);
    emit_dedent(out);
}

/* Each is a constant of its own: of an object with many properties V8 would look each call's up in a table.
 */
static void emit_natives(emit *out, const node_part *part) {
    GPtrArray *of_all = arena_array();
    GPtrArray *of_part = arena_array();
    for (guint i = 0; i < part->functions->len; i++) {
        const plan_function *function = g_ptr_array_index(part->functions, i);
        GPtrArray *names = part->number > 0 && function->function->owner != NULL ? of_part : of_all;
        g_ptr_array_add(names, (gpointer)(uintptr_t)node_native_name(function, false));
        if (function->blocks)
            g_ptr_array_add(names, (gpointer)(uintptr_t)node_native_name(function, true));
    }
    if (part->classes->len > 0) {
        g_ptr_array_add(of_all, arena_strdup("$close"));
        g_ptr_array_add(of_all, arena_strdup("$isLive"));
    }
    if (of_all->len + of_part->len > 0)
        emit_blank(out);
    emit_names(out, of_all, "$native");
    emit_names(out, of_part, arena_printf("$native.$part(%u)", part->number));
}

static void emit_handle_getters(const node_context *context, emit *out, const GPtrArray *classes) {
    if (!passes_objects(context, classes))
        return;
    emit_blank(out);
    emit_line(out, "// The handles behind objects passed as arguments: only their class can see them.");
    for (guint i = 0; i < classes->len; i++) {
        const model_class *class_of = g_ptr_array_index(classes, i);
        bool is_nullable = node_is_passed(context, class_of, true);
        const char *plain = node_handle_getter(context, class_of, false);
        if (!is_nullable && !node_is_passed(context, class_of, false))
            continue;
        emit_line(out, "let %s;", plain);
        if (is_nullable) {
            emit_open(out, "const %s = (value, name) => {", node_handle_getter(context, class_of, true));
            emit_line(out, "return value == null ? null : %s(value, name, true);", plain);
            emit_close(out, "};");
        }
    }
}

static void emit_values(const node_context *context, emit *out) {
    const model_library *model = context->model;
    for (guint i = 0; i < model->constants->len; i++) {
        const model_constant *constant = g_ptr_array_index(model->constants, i);
        if (i == 0)
            emit_blank(out);
        emit_line(out, "const %s = %s;", node_name(context, constant), node_constant_value(constant));
    }
    for (guint i = 0; i < model->enums->len; i++) {
        const model_enum *enumeration = g_ptr_array_index(model->enums, i);
        const char *name = node_name(context, enumeration);
        emit_blank(out);
        emit_open(out, "const %s = Object.freeze({", name);
        for (guint j = 0; j < enumeration->constants->len; j++) {
            const model_enum_constant *constant = g_ptr_array_index(enumeration->constants, j);
            emit_line(out, "%s: %d,", node_constant_key(constant), constant->value);
        }
        emit_close(out, "});");
        emit_blank(out);
        emit_open(out, "function %s(value) {", node_lookup_name(context, enumeration));
        emit_line(out, "return %s(%s, value);", enumeration->is_flags ? "$namesOf" : "$nameOf", name);
        emit_close(out, "}");
    }
}

/* What the package exports besides classes and functions, errors first. */
static GPtrArray *value_names(const node_context *context) {
    const model_library *model = context->model;
    GPtrArray *names = error_names(context);
    if (context->plan->uses_views)
        g_ptr_array_add(names, arena_strdup("View"));
    if (node_has_arrow(context))
        g_ptr_array_add(names, arena_strdup("ArrowStream"));
    for (guint i = 0; i < model->constants->len; i++)
        g_ptr_array_add(names,
                        (gpointer)(uintptr_t)node_name(context, g_ptr_array_index(model->constants, i)));
    for (guint i = 0; i < model->enums->len; i++) {
        const model_enum *enumeration = g_ptr_array_index(model->enums, i);
        g_ptr_array_add(names, (gpointer)(uintptr_t)node_name(context, enumeration));
        g_ptr_array_add(names, (gpointer)(uintptr_t)node_lookup_name(context, enumeration));
    }
    for (guint i = 0; i < model->exacts->len; i++)
        g_ptr_array_add(names, (gpointer)(uintptr_t)node_name(context, g_ptr_array_index(model->exacts, i)));
    return names;
}

static void add_class_names(const node_context *context, const GPtrArray *classes, GPtrArray *names) {
    for (guint i = 0; i < classes->len; i++)
        g_ptr_array_add(names, (gpointer)(uintptr_t)node_name(context, g_ptr_array_index(classes, i)));
}

/* Of those that belong to no class. */
static void add_function_names(const node_context *context, const GPtrArray *functions, GPtrArray *names) {
    for (guint i = 0; i < functions->len; i++) {
        const plan_function *function = g_ptr_array_index(functions, i);
        if (!node_is_free(function->function))
            continue;
        g_ptr_array_add(names, (gpointer)(uintptr_t)node_name(context, function->function));
        if (function->blocks)
            g_ptr_array_add(names, (gpointer)(uintptr_t)node_async_name(context, function->function));
    }
}

/* Everything that the package exports as a value. */
static GPtrArray *exported_names(const node_context *context) {
    GPtrArray *names = value_names(context);
    add_class_names(context, context->model->classes, names);
    add_function_names(context, context->plan->functions, names);
    return names;
}

/* "$classes1": gives what a part exports. */
static const char *loader(const node_part *part) {
    return arena_printf("$classes%u", part->number);
}

/* Callbacks get objects from C, which knows only handles. */
static void emit_adopters(const node_context *context, emit *out, const GPtrArray *parts) {
    if (!node_gives_objects(context))
        return;
    emit_blank(out);
    GPtrArray *items = arena_array();
    for (guint i = 0; i < context->model->classes->len; i++) {
        const model_class *class_of = g_ptr_array_index(context->model->classes, i);
        const node_part *part = node_part_of(parts, class_of);
        const char *name = node_name(context, class_of);
        const char *made = part->number == 0 ? name : arena_printf("(%s().%s)", loader(part), name);
        g_ptr_array_add(items, arena_printf("(handle) => new %s($adopt, handle)", made));
    }
    emit_list(out, "$native.$adoptWith([", items, "]);", true);
}

static void emit_part(const node_context *context, emit *out, const node_part *part) {
    emit_handle_getters(context, out, part->classes);
    if (part->number == 0) {
        emit_values(context, out);
        node_emit_exacts(context, out);
    }
    for (guint i = 0; i < part->classes->len; i++) {
        emit_blank(out);
        node_emit_class(context, out, g_ptr_array_index(part->classes, i));
    }
    for (guint i = 0; i < part->functions->len; i++) {
        const plan_function *function = g_ptr_array_index(part->functions, i);
        if (!node_is_free(function->function))
            continue;
        emit_blank(out);
        node_emit_function(context, out, function);
    }
}

/* The other files of classes, each loaded once and when it is needed. */
static void emit_loaders(emit *out, const GPtrArray *parts) {
    for (guint i = 1; i < parts->len; i++) {
        const node_part *part = g_ptr_array_index(parts, i);
        if (i == 1) {
            emit_blank(out);
            emit_line(out, "// What lies in a file of its own is loaded when it is first asked for.");
        } else {
            emit_blank(out);
        }
        emit_line(out, "let $loaded%u;", part->number);
        emit_open(out, "function %s() {", loader(part));
        emit_line(out, "$loaded%u ||= require(\"./lib/%s.js\");", part->number, node_part_file(part));
        emit_line(out, "return $loaded%u;", part->number);
        emit_close(out, "}");
    }
}

static void emit_exports(const node_context *context, emit *out, const GPtrArray *parts) {
    const node_part *index = g_ptr_array_index(parts, 0);
    GPtrArray *names = value_names(context);
    add_class_names(context, index->classes, names);
    add_function_names(context, index->functions, names);
    emit_blank(out);
    emit_open(out, "module.exports = {");
    for (guint i = 0; i < names->len; i++)
        emit_line(out, "%s,", (const char *)g_ptr_array_index(names, i));
    for (guint i = 1; i < parts->len; i++) {
        const node_part *part = g_ptr_array_index(parts, i);
        GPtrArray *loaded = arena_array();
        add_class_names(context, part->classes, loaded);
        add_function_names(context, part->functions, loaded);
        for (guint j = 0; j < loaded->len; j++) {
            const char *name = g_ptr_array_index(loaded, j);
            emit_open(out, "get %s() {", name);
            emit_line(out, "return %s().%s;", loader(part), name);
            emit_close(out, "},");
        }
    }
    emit_close(out, "};");
}

static void add_index(const node_context *context, package *files, const GPtrArray *parts) {
    const node_part *index = g_ptr_array_index(parts, 0);
    emit *out = start_file(context);
    emit_line(out, "// What each part does is told in index.d.ts. Names with a \"$\" are not the library's.");
    emit_line(out, "\"use strict\";");
    emit_blank(out);
    emit_requires(context, out, index);
    emit_natives(out, index);
    emit_part(context, out, index);
    emit_loaders(out, parts);
    emit_adopters(context, out, parts);
    emit_exports(context, out, parts);
    package_add(files, "index.js", emit_finish(out));
}

/* What other parts need of this one, too: how to see the handles behind its objects. */
static GPtrArray *part_names(const node_context *context, const node_part *part) {
    GPtrArray *names = arena_array();
    add_class_names(context, part->classes, names);
    add_function_names(context, part->functions, names);
    for (guint i = 0; i < part->classes->len; i++) {
        const model_class *class_of = g_ptr_array_index(part->classes, i);
        if (node_is_passed(context, class_of, false))
            g_ptr_array_add(names, (gpointer)(uintptr_t)node_handle_getter(context, class_of, false));
        if (node_is_passed(context, class_of, true))
            g_ptr_array_add(names, (gpointer)(uintptr_t)node_handle_getter(context, class_of, true));
    }
    return names;
}

static void add_part(const node_context *context, package *files, const GPtrArray *parts,
                     const node_part *part) {
    emit *out = start_file(context);
    emit_line(out, "\"use strict\";");
    emit_blank(out);
    emit_requires(context, out, part);
    const GPtrArray *needed = node_needed_by(context, parts, part);
    for (guint i = 0; i < needed->len; i++) {
        const node_needed *one = g_ptr_array_index(needed, i);
        emit_require(out, one->names, arena_printf("./%s.js", node_part_file(one->part)));
    }
    emit_natives(out, part);
    emit_part(context, out, part);
    emit_blank(out);
    node_emit_braces(out, "module.exports = ", part_names(context, part), ";");
    package_add(files, arena_printf("lib/%s.js", node_part_file(part)), emit_finish(out));
}

static void add_module(const node_context *context, package *files) {
    emit *out = start_file(context);
    emit_line(out, "import { createRequire } from \"node:module\";");
    if (node_has_arrow(context))
        emit_line(out, "import \"./lib/arrow.mjs\";");
    emit_blank(out);
    emit_line(out,
              "// As an import, index.js would be read twice: once more to find the names that it exports.");
    emit_line(out, "const $package = createRequire(import.meta.url)(\"./index.js\");");
    emit_blank(out);
    emit_open(out, "export const {");
    GPtrArray *names = exported_names(context);
    for (guint i = 0; i < names->len; i++)
        emit_line(out, "%s,", (const char *)g_ptr_array_index(names, i));
    emit_close(out, "} = $package;");
    package_add(files, "index.mjs", emit_finish(out));
}

/* What every package is asked, and what only those with bridges are. */
static void add_diagnostics(const node_context *context, package *files) {
    static const struct {
        const char *name;
        const char *bridges;
    } parts[] = {
        {"diagnostics.js", "bridges.js"},
        {"diagnostics.mjs", "bridges.mjs"},
        {"diagnostics.d.ts", "bridges.d.ts"},
        {"diagnostics.d.mts", NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
        const char *text = embedded_text(arena_printf("backends/node/templates/%s", parts[i].name));
        bool has_more = context->plan->bridges && parts[i].bridges != NULL;
        const char *more =
            has_more ? embedded_text(arena_printf("backends/node/templates/%s", parts[i].bridges)) : "";
        package_add(files, parts[i].name, arena_printf("%s%s", text, more));
    }
}

void node_add_scripts(const node_context *context, package *files) {
    const struct {
        bool is_used;
        const char *name;
    } parts[] = {
        {true, "native.js"},
        {context->model->classes->len > 0, "objects.js"},
        {passes_objects(context, context->model->classes), "arguments.js"},
        {has_enums(context, false), "enums.js"},
        {has_enums(context, true), "flags.js"},
        {context->plan->uses_views, "view.js"},
        {context->plan->uses_views || node_has_arrow(context), "fixed.js"},
        {any_function(context, is_keeping), "kept.js"},
        {node_has_callbacks(context), "callbacks.js"},
        {any_function(context, is_stoppable), "stop.js"},
        {node_has_callbacks(context) || any_function(context, is_stoppable), "exit.js"},
        {any_function(context, is_deprecated), "deprecated.js"},
        {node_has_exacts(context), "exact.js"},
        {node_takes_maps(context), "maps.js"},
        {any_function(context, takes_record), "records.js"},
        {node_protocol_helpers(context, context->model->classes)->len > 0, "protocols.js"},
        {stream_helpers(context, context->plan->functions)->len > 0, "streams.js"},
        {node_has_arrow(context), "arrow.js"},
        {node_has_arrow(context), "arrow.mjs"},
        {node_has_arrow(context), "arrow_data.js"},
        {node_has_arrow(context), "arrow_types.js"},
    };
    add_diagnostics(context, files);
    const GPtrArray *spread = node_parts(context);
    add_index(context, files, spread);
    for (guint i = 1; i < spread->len; i++)
        add_part(context, files, spread, g_ptr_array_index(spread, i));
    add_module(context, files);
    add_errors(context, files);
    add_contract(context, files);
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
        if (parts[i].is_used)
            package_add_embedded(files, arena_printf("lib/%s", parts[i].name),
                                 arena_printf("backends/node/runtime/%s", parts[i].name));
    }
}
