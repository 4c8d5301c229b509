/* index.d.ts: types and docs. */

#include <string.h>

#include "backends/node/exacts.h"
#include "backends/node/interfaces.h"
#include "backends/node/meanings.h"
#include "backends/node/protocols.h"
#include "backends/node/scripts.h"
#include "backends/node/types.h"
#include "memory/arena.h"

static void emit_blank(emit *out) {
    emit_line(out, "%s", "");
}

/* ---- Signatures ---- */

/* "{ signal?: AbortSignalLike; onProgress?: Progress }", or null where there are no options. */
static const char *options_type(const node_context *context, const plan_function *function, bool is_awaited) {
    GPtrArray *fields = arena_array();
    if (is_awaited || node_has_token(function))
        g_ptr_array_add(fields, arena_strdup("signal?: AbortSignalLike | undefined"));
    if (node_has_progress(function)) {
        const plan_value *progress = g_ptr_array_index(function->values, (guint)function->progress);
        g_ptr_array_add(fields, arena_printf("onProgress?: %s | null | undefined",
                                             node_name(context, progress->type.interface)));
    }
    return fields->len == 0 ? NULL : arena_printf("{ %s }", emit_join(fields, "; "));
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

/* The fields of "{ a; b }", one a line. */
static void emit_fields(emit *out, const char *type) {
    char *inside = g_strndup(type + 2, strlen(type) - 4);
    char **fields = g_strsplit(inside, "; ", -1);
    for (char **field = fields; *field != NULL; field++)
        emit_line(out, "%s;", *field);
    g_strfreev(fields);
    g_free(inside);
}

static void emit_options(emit *out, const char *type) {
    const char *line = arena_printf("options?: %s,", type);
    if (emit_fits(out, line)) {
        emit_line(out, "%s", line);
        return;
    }
    emit_open(out, "options?: {");
    emit_fields(out, type);
    emit_close(out, "},");
}

static void emit_signature(const node_context *context, emit *out, const char *head,
                           const plan_function *function, const char *tail, bool is_awaited) {
    GPtrArray *arguments = node_arguments(function);
    GPtrArray *names = arena_array();
    GPtrArray *types = arena_array();
    GPtrArray *items = arena_array();
    for (guint i = 0; i < arguments->len; i++) {
        const plan_value *value = g_ptr_array_index(arguments, i);
        const char *mark = node_may_be_left_out(function, arguments, i) ? "?" : "";
        const char *name = arena_printf("%s%s", node_parameter(function, value), mark);
        GPtrArray *type =
            is_awaited ? node_awaited_input_type(context, value) : node_input_type(context, value);
        g_ptr_array_add(names, (gpointer)(uintptr_t)name);
        g_ptr_array_add(types, type);
        g_ptr_array_add(items, arena_printf("%s: %s", name, emit_join(type, " | ")));
    }
    const char *options = options_type(context, function, is_awaited);
    if (options != NULL)
        g_ptr_array_add(items, arena_printf("options?: %s", options));
    const char *line = arena_printf("%s%s%s", head, emit_join(items, ", "), tail);
    if (emit_fits(out, line) || items->len == 0) {
        emit_line(out, "%s", line);
        return;
    }
    /* Prettier keeps a single object type beside its bracket. */
    bool is_hugged = options != NULL && arguments->len == 0;
    if (is_hugged)
        emit_line(out, "%soptions?: {", head);
    else
        emit_line(out, "%s", head);
    emit_indent(out);
    for (guint i = 0; i < arguments->len; i++)
        emit_parameter(out, g_ptr_array_index(names, i), g_ptr_array_index(types, i));
    if (is_hugged)
        emit_fields(out, options);
    else if (options != NULL)
        emit_options(out, options);
    emit_close(out, "%s%s", is_hugged ? "}" : "", tail);
}

void node_emit_signature(const node_context *context, emit *out, const char *head,
                         const plan_function *function, const char *tail) {
    emit_signature(context, out, head, function, tail, false);
}

const char *node_return_type(const node_context *context, const plan_function *function) {
    GPtrArray *results = node_results(function);
    if (results->len == 0)
        return "void";
    if (function->function->flow == MODEL_READS)
        return "Uint8Array | null";
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

/* `text` and a sentence more, which may be null. */
static const char *with_sentence(const char *text, const char *sentence) {
    if (sentence == NULL)
        return text;
    const char *end = text[0] == '\0' ? "" : g_str_has_suffix(text, ".") ? " " : ". ";
    return arena_printf("%s%s%s", text, end, sentence);
}

/* What a function gives: of a status nothing can be said, so the doc of the parameter that it fills is taken.
 */
static const char *returns_doc(const plan_function *function) {
    GPtrArray *results = node_results(function);
    if (results->len != 1)
        return "";
    const plan_value *value = g_ptr_array_index(results, 0);
    const char *text =
        value->doc[0] != '\0' || !value->is_return ? value->doc : function->function->doc->returns;
    return with_sentence(text, node_unit(value));
}

/* What any declaration may say besides: an example, since when it is there, what to use instead. */
static void add_marks(node_doc *doc, const model_doc *source, const model_marks *marks) {
    if (source->examples[MODEL_NODE] != NULL)
        node_doc_example(doc, source->examples[MODEL_NODE]);
    if (marks->since != NULL)
        node_doc_tag(doc, "@since", marks->since);
    if (marks->deprecated != NULL)
        node_doc_tag(doc, "@deprecated", marks->deprecated);
}

/* What the author says of an argument, and what it is where it is left out. */
static const char *parameter_doc(const node_context *context, const plan_value *value) {
    const char *usual = node_default(context, value);
    const char *text = with_sentence(value->doc, node_unit(value));
    return usual == NULL ? text : with_sentence(text, arena_printf("`%s` where it is left out.", usual));
}

/* What neither the author's words nor the type of a property say. */
static const char *details_with_unit(const plan_function *function) {
    const char *details = function->function->doc->details;
    const plan_value *value = NULL;
    GPtrArray *results = node_results(function);
    GPtrArray *arguments = node_arguments(function);
    if (function->function->is_property)
        value = g_ptr_array_index(results->len > 0 ? results : arguments, 0);
    const char *unit = value == NULL ? NULL : node_unit(value);
    if (unit == NULL)
        return details;
    return arena_printf("%s%s%s", details, details[0] == '\0' ? "" : "\n\n", unit);
}

node_doc *node_function_doc(const node_context *context, const plan_function *function) {
    const model_doc *source = function->function->doc;
    node_doc *doc = node_doc_new(source->summary, details_with_unit(function));
    GPtrArray *arguments = node_arguments(function);
    for (guint i = 0; i < arguments->len && !function->function->is_property; i++) {
        const plan_value *value = g_ptr_array_index(arguments, i);
        const char *text = parameter_doc(context, value);
        if (text[0] != '\0')
            node_doc_tag(doc, arena_printf("@param %s -", node_parameter(function, value)), text);
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
    add_marks(doc, source, &function->function->marks);
    return doc;
}

static void emit_plain_doc(emit *out, const model_doc *source, const model_marks *marks) {
    node_doc *doc = node_doc_new(source->summary, source->details);
    add_marks(doc, source, marks);
    node_doc_emit(out, doc);
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
        emit_plain_doc(out, constant->doc, &constant->marks);
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

/* `export type NAME = A | B;`, as Prettier breaks it. */
static void emit_union(emit *out, const char *name, const GPtrArray *members) {
    const char *whole = arena_printf("%s;", emit_join(members, " | "));
    const char *line = arena_printf("export type %s = %s", name, whole);
    if (emit_fits(out, line)) {
        emit_line(out, "%s", line);
        return;
    }
    emit_open(out, "export type %s =", name);
    bool fits = emit_fits(out, whole) || members->len == 1;
    if (fits)
        emit_line(out, "%s", whole);
    for (guint i = 0; !fits && i < members->len; i++)
        emit_line(out, "| %s%s", (const char *)g_ptr_array_index(members, i),
                  i + 1 == members->len ? ";" : "");
    emit_dedent(out);
}

/* `export type X = 1 | 2;`, or number where constants combine. */
static void emit_enum_type(emit *out, const model_enum *enumeration, const char *name) {
    const char *says = enumeration->is_flags ? "Any of the bits of {@link %s}, combined with `|`."
                                             : "One of the values of {@link %s}.";
    node_doc_emit(out, node_doc_own(arena_printf(says, name)));
    emit_union(out, name, enumeration->is_flags ? node_words("number") : enum_values(enumeration));
}

static void emit_enum(const node_context *context, emit *out, const model_enum *enumeration) {
    const char *name = node_name(context, enumeration);
    emit_blank(out);
    emit_plain_doc(out, enumeration->doc, &enumeration->marks);
    emit_open(out, "export declare const %s: {", name);
    for (guint i = 0; i < enumeration->constants->len; i++) {
        const model_enum_constant *constant = g_ptr_array_index(enumeration->constants, i);
        emit_plain_doc(out, constant->doc, &constant->marks);
        emit_line(out, "readonly %s: %d;", node_constant_key(constant), constant->value);
    }
    emit_close(out, "};");
    emit_blank(out);
    emit_enum_type(out, enumeration, name);
    emit_blank(out);
    const char *lookup = node_lookup_name(context, enumeration);
    const char *says = enumeration->is_flags ? "The names of the bits of {@link %s} that are set."
                                             : "The name of a value of {@link %s}, if it has one.";
    const char *gives = enumeration->is_flags ? "(keyof typeof %s)[]" : "keyof typeof %s | undefined";
    node_doc_emit(out, node_doc_own(arena_printf(says, name)));
    GPtrArray *parameter = arena_array();
    g_ptr_array_add(parameter, arena_strdup("value: number"));
    emit_list(out, arena_printf("export declare function %s(", lookup), parameter,
              arena_printf("): %s;", arena_printf(gives, name)), true);
}

/* ---- Records and several results ---- */

/* What may be missing is null on the way out, and may be left out on the way in. */
static void emit_field(emit *out, const char *name, const char *type, bool may_be_missing) {
    if (may_be_missing)
        emit_line(out, "%s?: %s | null | undefined;", name, type);
    else
        emit_line(out, "%s: %s;", name, type);
}

static void emit_field_doc(emit *out, const model_field *field) {
    node_doc *doc = node_doc_new(with_sentence(field->doc->summary, node_unit_of_field(&field->type)),
                                 field->doc->details);
    add_marks(doc, field->doc, &field->marks);
    node_doc_emit(out, doc);
}

static void emit_record(const node_context *context, emit *out, const model_record *record) {
    emit_blank(out);
    emit_plain_doc(out, record->doc, &record->marks);
    emit_open(out, "export interface %s {", node_name(context, record));
    for (guint i = 0; i < record->fields->len; i++) {
        const model_field *field = g_ptr_array_index(record->fields, i);
        if (field->is_presence)
            continue;
        bool may_be_missing = field->nullable || field->present_if != MODEL_NO_FIELD;
        emit_field_doc(out, field);
        emit_field(out, node_field(field), node_field_type(context, &field->type), may_be_missing);
    }
    emit_close(out, "}");
}

static void emit_case(const node_context *context, emit *out, const model_variant *variant,
                      const model_case *one) {
    emit_blank(out);
    emit_plain_doc(out, one->constant->doc, &one->constant->marks);
    emit_open(out, "export interface %s {", node_name(context, one));
    emit_line(out, "kind: %s;", node_string(node_case_kind(variant, one)));
    if (one->member != NULL) {
        bool is_told = one->doc != one->constant->doc;
        const char *unit = node_unit_of_field(&one->type);
        node_doc_emit(out, node_doc_new(with_sentence(is_told ? one->doc->summary : "", unit),
                                        is_told ? one->doc->details : ""));
        emit_field(out, node_case_field(one), node_field_type(context, &one->type), one->nullable);
    }
    emit_close(out, "}");
}

/* An interface per case, told apart by `kind`. */
static void emit_variant(const node_context *context, emit *out, const model_variant *variant) {
    GPtrArray *names = arena_array();
    for (guint i = 0; i < variant->cases->len; i++) {
        const model_case *one = g_ptr_array_index(variant->cases, i);
        emit_case(context, out, variant, one);
        g_ptr_array_add(names, (gpointer)(uintptr_t)node_name(context, one));
    }
    emit_blank(out);
    emit_plain_doc(out, variant->doc, &variant->marks);
    emit_union(out, node_name(context, variant), names);
}

/* `null` at the end of an iteration is not a value of it. */
static const char *without_end(const plan_function *function, const char *type) {
    if (!function->function->is_next || !g_str_has_suffix(type, " | null"))
        return type;
    return arena_take(g_strndup(type, strlen(type) - strlen(" | null")));
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
        node_doc_emit(out, node_doc_new(with_sentence(doc, node_unit(value)), ""));
        emit_line(out, "%s: %s;", (const char *)g_ptr_array_index(fields, i),
                  without_end(function, node_output_type(context, value)));
    }
    emit_close(out, "}");
}

/* ---- Classes ---- */

/* A doc without its example, for a second place. */
static const model_doc *no_examples(const model_doc *doc) {
    model_doc *copy = ARENA_NEW(model_doc);
    *copy = *doc;
    copy->examples[MODEL_NODE] = NULL;
    return copy;
}

static const char *member_type(const node_context *context, const plan_function *function) {
    const char *type = node_return_type(context, function);
    if (!function->function->is_next)
        return type;
    return arena_printf("IteratorResult<%s, undefined>", without_end(function, type));
}

static void emit_member(const node_context *context, emit *out, const model_function *function) {
    const plan_function *planned = plan_of(context->plan, function);
    const char *name = node_member(context, function);
    const char *result = member_type(context, planned);
    const char *prefix = function->kind == MODEL_CONSTRUCTOR || function->is_static ? "static " : "";
    node_doc_emit(out, node_function_doc(context, planned));
    if (function->is_setter)
        node_emit_signature(context, out, arena_printf("set %s(", name), planned, ");");
    else if (function->is_property)
        emit_line(out, "get %s(): %s;", name, result);
    else
        node_emit_signature(context, out, arena_printf("%s%s(", prefix, name), planned,
                            arena_printf("): %s;", result));
}

/* The awaitable form of a function, with the docs of the function itself. */
static void emit_awaited(const node_context *context, emit *out, const model_function *function,
                         const char *prefix) {
    const plan_function *planned = plan_of(context->plan, function);
    if (!planned->blocks)
        return;
    const char *usual = node_is_free(function) ? node_name(context, function)
                                               : arena_printf("%s.%s", node_name(context, function->owner),
                                                              function->kind == MODEL_CONSTRUCTOR &&
                                                                      strcmp(function->name, "new") == 0
                                                                  ? "constructor"
                                                                  : node_member(context, function));
    node_doc *doc = node_doc_own(arena_printf("The same as {@link %s}, on another thread.", usual));
    add_marks(doc, no_examples(function->doc), &function->marks);
    node_doc_emit(out, doc);
    emit_signature(context, out, arena_printf("%s%s(", prefix, node_async_name(context, function)), planned,
                   arena_printf("): Promise<%s>;", member_type(context, planned)), true);
}

static void emit_class(const node_context *context, emit *out, const model_class *class_of) {
    bool is_constructible = false;
    emit_blank(out);
    emit_plain_doc(out, class_of->doc, &class_of->marks);
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
        emit_awaited(context, out, function,
                     function->kind == MODEL_CONSTRUCTOR || function->is_static ? "static " : "");
    }
    node_declare_protocols(context, out, class_of);
    emit_line(out, "/** Whether it was closed. */");
    emit_line(out, "get closed(): boolean;");
    emit_line(out, "/** End the object. Closing it again does nothing; using it fails. */");
    emit_line(out, "close(): void;");
    emit_line(out, "/** The same as close(), for `using`. */");
    emit_line(out, "[Symbol.dispose](): void;");
    emit_line(out, "toString(): string;");
    emit_close(out, "}");
}

/* ---- Callbacks and interfaces ---- */

/* What a host's function gives back: whatever fits. */
static const char *given_type(const node_context *context, const plan_function *method) {
    GPtrArray *fields = node_result_fields(method);
    GPtrArray *parts = arena_array();
    if (method->outputs->len == 0)
        return "void";
    for (guint i = 0; i < method->outputs->len; i++) {
        const plan_value *value = g_ptr_array_index(method->outputs, i);
        GPtrArray *types = node_input_type(context, value);
        if (value->nullable)
            g_ptr_array_add(types, arena_strdup("undefined"));
        const char *type = emit_join(types, " | ");
        g_ptr_array_add(
            parts, method->outputs->len == 1
                       ? (gpointer)(uintptr_t)type
                       : (gpointer)arena_printf("%s: %s", (const char *)g_ptr_array_index(fields, i), type));
    }
    return parts->len == 1 ? g_ptr_array_index(parts, 0) : arena_printf("{ %s }", emit_join(parts, "; "));
}

/* `HEAD(a: T, b: U)MIDDLE TYPE;` with what the host's function gets and gives. */
static void emit_implemented(const node_context *context, emit *out, const char *head,
                             const plan_function *method, const char *middle) {
    GPtrArray *arguments = node_arguments(method);
    GPtrArray *items = arena_array();
    for (guint i = 0; i < arguments->len; i++) {
        const plan_value *value = g_ptr_array_index(arguments, i);
        g_ptr_array_add(
            items, arena_printf("%s: %s", node_parameter(method, value), node_output_type(context, value)));
    }
    const char *type = given_type(context, method);
    const char *start = arena_printf("%s(%s)%s", head, emit_join(items, ", "), middle);
    bool is_object = g_str_has_prefix(type, "{ ");
    bool fits = emit_fits(out, arena_printf("%s %s;", start, type));
    /* Prettier breaks the object first where there is at most one parameter, otherwise the parameters. */
    if (!fits && is_object && items->len <= 1 && emit_fits(out, arena_printf("%s {", start))) {
        emit_open(out, "%s {", start);
    } else if (!fits && is_object && !emit_fits(out, arena_printf(")%s %s;", middle, type))) {
        emit_open(out, "%s(", head);
        for (guint i = 0; i < items->len; i++)
            emit_line(out, "%s,", (const char *)g_ptr_array_index(items, i));
        emit_close(out, ")%s {", middle);
        emit_indent(out);
    } else {
        emit_list(out, arena_printf("%s(", head), items, arena_printf(")%s %s;", middle, type), true);
        return;
    }
    emit_fields(out, type);
    emit_close(out, "};");
}

/* The units of what a callback gets and gives have no other place. */
static void emit_callback_doc(emit *out, const model_interface *model, const plan_function *method) {
    node_doc *doc = node_doc_new(model->doc->summary, model->doc->details);
    GPtrArray *arguments = node_arguments(method);
    for (guint i = 0; i < arguments->len; i++) {
        const plan_value *value = g_ptr_array_index(arguments, i);
        const char *unit = node_unit(value);
        if (unit != NULL)
            node_doc_tag(doc, arena_printf("@param %s -", node_parameter(method, value)), unit);
    }
    const char *returns = returns_doc(method);
    if (returns[0] != '\0' && strcmp(returns, method->function->doc->returns) != 0)
        node_doc_tag(doc, "@returns", returns);
    add_marks(doc, model->doc, &model->marks);
    node_doc_emit(out, doc);
}

static void emit_interface(const node_context *context, emit *out, const plan_interface *interface) {
    const model_interface *model = interface->model;
    if (model->flow != MODEL_NO_FLOW)
        return;
    const char *name = node_name(context, model);
    emit_blank(out);
    if (model->is_callback) {
        const plan_function *method = g_ptr_array_index(interface->methods, 0);
        emit_callback_doc(out, model, method);
        emit_implemented(context, out, arena_printf("export type %s = ", name), method, " =>");
        return;
    }
    emit_plain_doc(out, model->doc, &model->marks);
    emit_open(out, "export interface %s {", name);
    for (guint i = 0; i < interface->methods->len; i++) {
        const plan_function *method = g_ptr_array_index(interface->methods, i);
        node_doc_emit(out, node_function_doc(context, method));
        emit_implemented(context, out, node_member(context, method->function), method, ":");
    }
    emit_close(out, "}");
}

/* ---- The files ---- */

static void emit_types(const node_context *context, emit *out) {
    const model_library *model = context->model;
    emit_errors(context, out);
    emit_constants(context, out);
    for (guint i = 0; i < model->enums->len; i++)
        emit_enum(context, out, g_ptr_array_index(model->enums, i));
    for (guint i = 0; i < model->exacts->len; i++) {
        const model_exact *exact = g_ptr_array_index(model->exacts, i);
        emit_blank(out);
        emit_plain_doc(out, exact->doc, &exact->marks);
        node_emit_exact_type(context, out, exact);
    }
    for (guint i = 0; i < model->records->len; i++)
        emit_record(context, out, g_ptr_array_index(model->records, i));
    for (guint i = 0; i < model->variants->len; i++)
        emit_variant(context, out, g_ptr_array_index(model->variants, i));
    for (guint i = 0; i < context->plan->interfaces->len; i++)
        emit_interface(context, out, g_ptr_array_index(context->plan->interfaces, i));
    for (guint i = 0; i < context->plan->functions->len; i++)
        emit_result_interface(context, out, g_ptr_array_index(context->plan->functions, i));
    for (guint i = 0; i < model->classes->len; i++)
        emit_class(context, out, g_ptr_array_index(model->classes, i));
}

/* The types of lib/ that stand in signatures. */
static void emit_imports(const node_context *context, emit *out, package *files) {
    const struct {
        const char *file;
        GPtrArray *names;
    } parts[] = {{"arrow", node_arrow_types(context)},
                 {"calls", node_call_types(context)},
                 {"dynamic", node_dynamic_types(context)},
                 {"maps", node_takes_maps(context) ? node_words("MapInput") : arena_array()},
                 {"streams", node_stream_types(context)},
                 {"view", context->plan->uses_views ? node_words("View") : arena_array()}};
    bool is_first = true;
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
        if (parts[i].names->len == 0)
            continue;
        if (is_first)
            emit_blank(out);
        is_first = false;
        node_emit_braces(out, "import ", parts[i].names,
                         arena_printf(" from \"./lib/%s.js\";", parts[i].file));
        package_add_embedded(files, arena_printf("lib/%s.d.ts", parts[i].file),
                             arena_printf("backends/node/runtime/%s.d.ts", parts[i].file));
    }
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
        bool is_class = strcmp(parts[i].file, "view") == 0 || strcmp(parts[i].file, "arrow") == 0;
        if (parts[i].names->len == 0)
            continue;
        emit_blank(out);
        node_emit_braces(out, is_class ? "export " : "export type ", parts[i].names, ";");
    }
}

void node_add_declarations(const node_context *context, package *files) {
    emit *out = emit_new("  ", NODE_WIDTH);
    emit_line(out, "// %s", context->banner);
    if (context->model->classes->len > 0)
        emit_line(out, "/// <reference lib=\"esnext.disposable\" />");
    emit_imports(context, out, files);
    emit_types(context, out);
    for (guint i = 0; i < context->plan->functions->len; i++) {
        const plan_function *function = g_ptr_array_index(context->plan->functions, i);
        if (!node_is_free(function->function))
            continue;
        emit_blank(out);
        node_doc_emit(out, node_function_doc(context, function));
        node_emit_signature(
            context, out, arena_printf("export declare function %s(", node_name(context, function->function)),
            function, arena_printf("): %s;", node_return_type(context, function)));
        if (function->blocks)
            emit_blank(out);
        emit_awaited(context, out, function->function, "export declare function ");
    }
    package_add(files, "index.d.ts", emit_finish(out));
    package_add(files, "index.d.mts",
                arena_printf("// %s\nexport * from \"./index.js\";\n", context->banner));
}
