/* index.d.ts: types and docs. */

#include <string.h>

#include "backends/node/scripts.h"
#include "backends/node/types.h"
#include "memory/arena.h"

static void emit_blank(emit *out) {
    emit_line(out, "%s", "");
}

/* ---- Signatures ---- */

/* Whether the caller may leave the argument out: it may be none, and so may all that follow. */
static bool may_be_left_out(const plan_function *function, const GPtrArray *arguments, guint index) {
    if (function->function->is_property)
        return false;
    for (guint i = index; i < arguments->len; i++) {
        if (!((const plan_value *)g_ptr_array_index(arguments, i))->nullable)
            return false;
    }
    return true;
}

static void emit_parameter(emit *out, const char *name, const GPtrArray *types) {
    const char *line = arena_printf("%s: %s,", name, emit_join(types, " | "));
    if (emit_fits(out, line) || types->len == 1) {
        emit_line(out, "%s", line);
        return;
    }
    emit_line(out, "%s:", name);
    emit_indent(out);
    for (guint i = 0; i < types->len; i++)
        emit_line(out, "| %s%s", (const char *)g_ptr_array_index(types, i), i + 1 == types->len ? "," : "");
    emit_dedent(out);
}

void node_emit_signature(const node_context *context, emit *out, const char *head,
                         const plan_function *function, const char *tail) {
    GPtrArray *arguments = plan_arguments(function);
    GPtrArray *names = arena_array();
    GPtrArray *types = arena_array();
    GPtrArray *items = arena_array();
    for (guint i = 0; i < arguments->len; i++) {
        const plan_value *value = g_ptr_array_index(arguments, i);
        const char *mark = may_be_left_out(function, arguments, i) ? "?" : "";
        const char *name = arena_printf("%s%s", node_parameter(function, value), mark);
        GPtrArray *type = node_input_type(context, value);
        g_ptr_array_add(names, (gpointer)(uintptr_t)name);
        g_ptr_array_add(types, type);
        g_ptr_array_add(items, arena_printf("%s: %s", name, emit_join(type, " | ")));
    }
    const char *line = arena_printf("%s%s%s", head, emit_join(items, ", "), tail);
    if (emit_fits(out, line) || items->len == 0) {
        emit_line(out, "%s", line);
        return;
    }
    emit_open(out, "%s", head);
    for (guint i = 0; i < items->len; i++)
        emit_parameter(out, g_ptr_array_index(names, i), g_ptr_array_index(types, i));
    emit_close(out, "%s", tail);
}

const char *node_return_type(const node_context *context, const plan_function *function) {
    GPtrArray *results = node_results(function);
    if (results->len == 0)
        return "void";
    return results->len == 1 ? node_output_type(context, g_ptr_array_index(results, 0))
                             : node_result_name(context, function);
}

/* ---- Docs ---- */

static const plan_error *error_of_constant(const node_context *context, const char *constant) {
    for (guint i = 0; i < context->plan->errors->len; i++) {
        const plan_error *error = g_ptr_array_index(context->plan->errors, i);
        if (strcmp(error->c_name, constant) == 0)
            return error;
    }
    return NULL;
}

/* What a function gives: of a status nothing can be said, so the doc of the parameter that it fills is taken.
 */
static const char *returns_doc(const plan_function *function) {
    GPtrArray *results = node_results(function);
    if (results->len != 1)
        return "";
    const plan_value *value = g_ptr_array_index(results, 0);
    return value->doc[0] != '\0' || !value->is_return ? value->doc : function->function->doc->returns;
}

node_doc *node_function_doc(const node_context *context, const plan_function *function) {
    const model_doc *source = function->function->doc;
    node_doc *doc = node_doc_new(source->summary, source->details);
    GPtrArray *arguments = plan_arguments(function);
    for (guint i = 0; i < arguments->len && !function->function->is_property; i++) {
        const plan_value *value = g_ptr_array_index(arguments, i);
        if (value->doc[0] != '\0')
            node_doc_tag(doc, arena_printf("@param %s -", node_parameter(function, value)), value->doc);
    }
    const char *returns = returns_doc(function);
    if (returns[0] != '\0' && !function->function->is_property)
        node_doc_tag(doc, "@returns", returns);
    for (guint i = 0; i < source->throws->len; i++) {
        const model_throw *thrown = g_ptr_array_index(source->throws, i);
        const plan_error *error = error_of_constant(context, thrown->constant);
        const char *name = error == NULL ? thrown->constant : node_name(context, error);
        node_doc_tag(doc, arena_printf("@throws {@link %s}", name), thrown->text);
    }
    return doc;
}

static void emit_plain_doc(emit *out, const model_doc *doc) {
    node_doc_emit(out, node_doc_new(doc->summary, doc->details));
}

/* ---- Errors ---- */

static void emit_errors(const node_context *context, emit *out) {
    const char *base = context->error_base;
    emit_blank(out);
    node_doc_emit(out, node_doc_own(arena_printf("What every failure of %s is.", context->model->name)));
    emit_open(out, "export declare class %s extends Error {", base);
    emit_line(out, "constructor(message?: string, options?: ErrorOptions);");
    emit_line(out, "/** The constant's name in the C header. */");
    emit_line(out, "readonly code: string;");
    emit_line(out, "/** What sort of failure it is, for instance \"not_found\". */");
    emit_line(out, "readonly kind: string;");
    emit_line(out, "/** The C function that failed. */");
    emit_line(out, "readonly function: string;");
    emit_close(out, "}");
    for (guint i = 0; i < context->plan->errors->len; i++) {
        const plan_error *error = g_ptr_array_index(context->plan->errors, i);
        emit_blank(out);
        node_doc_emit(out, node_doc_new(error->summary, ""));
        emit_open(out, "export declare class %s extends %s {", node_name(context, error), base);
        emit_line(out, "readonly code: \"%s\";", error->c_name);
        emit_line(out, "readonly kind: \"%s\";", node_kind(error->kind));
        emit_close(out, "}");
    }
}

/* ---- Constants and enums ---- */

static void emit_constants(const node_context *context, emit *out) {
    for (guint i = 0; i < context->model->constants->len; i++) {
        const model_constant *constant = g_ptr_array_index(context->model->constants, i);
        const char *type = constant->kind == MODEL_INTEGER_CONSTANT ? node_constant_value(constant)
                           : constant->kind == MODEL_FLOAT_CONSTANT ? "number"
                                                                    : "string";
        emit_blank(out);
        emit_plain_doc(out, constant->doc);
        emit_line(out, "export declare const %s: %s;", node_name(context, constant), type);
    }
}

/* The union of the constants' values, which may be equal. */
static GPtrArray *enum_values(const model_enum *enumeration) {
    GPtrArray *values = arena_array();
    for (guint i = 0; i < enumeration->constants->len; i++) {
        const model_enum_constant *constant = g_ptr_array_index(enumeration->constants, i);
        char *value = arena_printf("%d", constant->value);
        if (!g_ptr_array_find_with_equal_func(values, value, g_str_equal, NULL))
            g_ptr_array_add(values, value);
    }
    return values;
}

static void emit_enum(const node_context *context, emit *out, const model_enum *enumeration) {
    const char *name = node_name(context, enumeration);
    emit_blank(out);
    emit_plain_doc(out, enumeration->doc);
    emit_open(out, "export declare const %s: {", name);
    for (guint i = 0; i < enumeration->constants->len; i++) {
        const model_enum_constant *constant = g_ptr_array_index(enumeration->constants, i);
        emit_plain_doc(out, constant->doc);
        emit_line(out, "readonly %s: %d;", node_constant_key(constant->name), constant->value);
    }
    emit_close(out, "};");
    emit_blank(out);
    node_doc_emit(out, node_doc_own(arena_printf("One of the values of {@link %s}.", name)));
    GPtrArray *values = enum_values(enumeration);
    const char *line = arena_printf("export type %s = %s;", name, emit_join(values, " | "));
    if (emit_fits(out, line)) {
        emit_line(out, "%s", line);
    } else {
        emit_open(out, "export type %s =", name);
        for (guint i = 0; i < values->len; i++)
            emit_line(out, "| %s%s", (const char *)g_ptr_array_index(values, i),
                      i + 1 == values->len ? ";" : "");
        emit_dedent(out);
    }
    emit_blank(out);
    node_doc_emit(out, node_doc_own(arena_printf("The name of a value of {@link %s}, if it has one.", name)));
    GPtrArray *parameter = arena_array();
    g_ptr_array_add(parameter, arena_strdup("value: number"));
    emit_list(out, arena_printf("export declare function %s(", node_lookup_name(context, enumeration)),
              parameter, arena_printf("): keyof typeof %s | undefined;", name), true);
}

/* ---- Records and several results ---- */

static void emit_record(const node_context *context, emit *out, const model_record *record) {
    emit_blank(out);
    emit_plain_doc(out, record->doc);
    emit_open(out, "export interface %s {", node_name(context, record));
    for (guint i = 0; i < record->fields->len; i++) {
        const model_field *field = g_ptr_array_index(record->fields, i);
        emit_plain_doc(out, field->doc);
        emit_line(out, "%s: %s;", node_field(field), node_field_type(context, &field->type));
    }
    emit_close(out, "}");
}

static void emit_result_interface(const node_context *context, emit *out, const plan_function *function) {
    GPtrArray *results = node_results(function);
    GPtrArray *fields = node_result_fields(function);
    if (results->len < 2)
        return;
    const model_function *source = function->function;
    const char *name = source->owner == NULL ? node_name(context, source)
                                             : arena_printf("%s.%s", node_name(context, source->owner),
                                                            node_member(context, source));
    emit_blank(out);
    node_doc_emit(out, node_doc_own(arena_printf("What {@link %s} gives.", name)));
    emit_open(out, "export interface %s {", node_result_name(context, function));
    for (guint i = 0; i < results->len; i++) {
        const plan_value *value = g_ptr_array_index(results, i);
        const char *doc = value->is_return && value->doc[0] == '\0' ? source->doc->returns : value->doc;
        node_doc_emit(out, node_doc_new(doc, ""));
        emit_line(out, "%s: %s;", (const char *)g_ptr_array_index(fields, i),
                  node_output_type(context, value));
    }
    emit_close(out, "}");
}

/* ---- Classes ---- */

static void emit_member(const node_context *context, emit *out, const model_function *function) {
    const plan_function *planned = plan_of(context->plan, function);
    const char *name = node_member(context, function);
    const char *result = node_return_type(context, planned);
    node_doc_emit(out, node_function_doc(context, planned));
    if (function->is_setter)
        node_emit_signature(context, out, arena_printf("set %s(", name), planned, ");");
    else if (function->is_property)
        emit_line(out, "get %s(): %s;", name, result);
    else if (function->kind == MODEL_CONSTRUCTOR)
        node_emit_signature(context, out, arena_printf("static %s(", name), planned,
                            arena_printf("): %s;", result));
    else
        node_emit_signature(context, out, arena_printf("%s(", name), planned, arena_printf("): %s;", result));
}

static void emit_class(const node_context *context, emit *out, const model_class *class_of) {
    bool is_constructible = false;
    emit_blank(out);
    emit_plain_doc(out, class_of->doc);
    emit_open(out, "export declare class %s {", node_name(context, class_of));
    emit_line(out, "#private;");
    for (guint i = 0; i < class_of->functions->len; i++) {
        const model_function *function = g_ptr_array_index(class_of->functions, i);
        if (function->kind != MODEL_CONSTRUCTOR || strcmp(function->name, "new") != 0)
            continue;
        const plan_function *planned = plan_of(context->plan, function);
        node_doc_emit(out, node_function_doc(context, planned));
        node_emit_signature(context, out, "constructor(", planned, ");");
        is_constructible = true;
    }
    if (!is_constructible)
        emit_line(out, "private constructor();");
    for (guint i = 0; i < class_of->functions->len; i++) {
        const model_function *function = g_ptr_array_index(class_of->functions, i);
        if (function->kind != MODEL_CONSTRUCTOR || strcmp(function->name, "new") != 0)
            emit_member(context, out, function);
    }
    emit_line(out, "/** Whether it was closed. */");
    emit_line(out, "get closed(): boolean;");
    emit_line(out, "/** End the object. Closing it again does nothing; using it fails. */");
    emit_line(out, "close(): void;");
    emit_line(out, "/** The same as close(), for `using`. */");
    emit_line(out, "[Symbol.dispose](): void;");
    emit_line(out, "toString(): string;");
    emit_close(out, "}");
}

/* ---- The files ---- */

static void emit_types(const node_context *context, emit *out) {
    const model_library *model = context->model;
    emit_errors(context, out);
    emit_constants(context, out);
    for (guint i = 0; i < model->enums->len; i++)
        emit_enum(context, out, g_ptr_array_index(model->enums, i));
    for (guint i = 0; i < model->records->len; i++)
        emit_record(context, out, g_ptr_array_index(model->records, i));
    for (guint i = 0; i < context->plan->functions->len; i++)
        emit_result_interface(context, out, g_ptr_array_index(context->plan->functions, i));
    for (guint i = 0; i < model->classes->len; i++)
        emit_class(context, out, g_ptr_array_index(model->classes, i));
}

void node_add_declarations(const node_context *context, package *files) {
    emit *out = emit_new("  ", NODE_WIDTH);
    emit_line(out, "// %s", context->banner);
    if (context->model->classes->len > 0)
        emit_line(out, "/// <reference lib=\"esnext.disposable\" />");
    if (context->plan->uses_views) {
        emit_blank(out);
        emit_line(out, "import { View } from \"./lib/view.js\";");
        emit_blank(out);
        emit_line(out, "export { View };");
        package_add_embedded(files, "lib/view.d.ts", "backends/node/runtime/view.d.ts");
    }
    emit_types(context, out);
    for (guint i = 0; i < context->plan->functions->len; i++) {
        const plan_function *function = g_ptr_array_index(context->plan->functions, i);
        if (function->function->kind != MODEL_FREE_FUNCTION)
            continue;
        emit_blank(out);
        node_doc_emit(out, node_function_doc(context, function));
        node_emit_signature(
            context, out, arena_printf("export declare function %s(", node_name(context, function->function)),
            function, arena_printf("): %s;", node_return_type(context, function)));
    }
    package_add(files, "index.d.ts", emit_finish(out));
    package_add(files, "index.d.mts",
                arena_printf("// %s\nexport * from \"./index.js\";\n", context->banner));
}
