/* Iteration, streams of bytes, comparing and text, as JavaScript has them. */

#include "backends/node/protocols.h"

#include <string.h>

#include "backends/node/scripts.h"
#include "backends/node/types.h"
#include "memory/arena.h"

/* ---- What a class has ---- */

const model_function *node_operator(const model_class *class_of, model_operator operation) {
    for (guint i = 0; i < class_of->functions->len; i++) {
        const model_function *function = g_ptr_array_index(class_of->functions, i);
        if (function->operation == operation)
            return function;
    }
    return NULL;
}

const model_function *node_next(const model_class *class_of) {
    for (guint i = 0; i < class_of->functions->len; i++) {
        const model_function *function = g_ptr_array_index(class_of->functions, i);
        if (function->is_next)
            return function;
    }
    return NULL;
}

const model_function *node_flow(const model_class *class_of, model_flow flow) {
    for (guint i = 0; i < class_of->functions->len; i++) {
        const model_function *function = g_ptr_array_index(class_of->functions, i);
        if (function->flow == flow)
            return function;
    }
    return NULL;
}

bool node_closes_itself(const model_class *class_of) {
    if (node_next(class_of) == NULL)
        return false;
    for (guint i = 0; i < class_of->functions->len; i++) {
        const model_function *function = g_ptr_array_index(class_of->functions, i);
        if (!function->is_next && function->kind == MODEL_METHOD)
            return false;
    }
    return true;
}

/* Whether the author has given the name to something else. */
static bool is_taken(const node_context *context, const model_class *class_of, const char *name) {
    for (guint i = 0; i < class_of->functions->len; i++) {
        const model_function *function = g_ptr_array_index(class_of->functions, i);
        const char *awaited = node_async_name(context, function);
        bool is_of_class = function->kind == MODEL_CONSTRUCTOR || function->is_static;
        if (!is_of_class && (strcmp(node_member(context, function), name) == 0 ||
                             (awaited != NULL && strcmp(awaited, name) == 0)))
            return true;
    }
    return false;
}

/* An operator under the name that JavaScript has for it; null where it has that name anyway, or another has.
 */
static const model_function *operator_as(const node_context *context, const model_class *class_of,
                                         model_operator operation, const char *name) {
    return is_taken(context, class_of, name) ? NULL : node_operator(class_of, operation);
}

/* "this.count" or "this.count()" */
static const char *value_of(const node_context *context, const model_function *function) {
    return arena_printf("this.%s%s", node_member(context, function), function->is_property ? "" : "()");
}

/* The key of an index or contains operator. */
static const plan_value *key_of(const node_context *context, const model_function *function) {
    return g_ptr_array_index(node_arguments(plan_of(context->plan, function)), 0);
}

/* Whether elements have numbers, small enough to count from the end. */
static bool is_numbered(const node_context *context, const model_function *function) {
    const plan_value *key = function == NULL ? NULL : key_of(context, function);
    return key != NULL && key->form == PLAN_SCALAR && key->type.meaning == MODEL_PLAIN &&
           key->type.scalar != MODEL_BOOL && key->type.scalar != MODEL_F32 && key->type.scalar != MODEL_F64 &&
           key->type.scalar != MODEL_I128 && key->type.scalar != MODEL_U128;
}

static bool is_wide(const plan_value *key) {
    return key->type.scalar == MODEL_I64 || key->type.scalar == MODEL_U64;
}

/* "length" of what is numbered, "size" of everything else, as Array and Map have it. */
static const char *length_name(const node_context *context, const model_class *class_of) {
    return is_numbered(context, node_operator(class_of, MODEL_INDEX)) ? "length" : "size";
}

static const char *index_name(const node_context *context, const model_class *class_of) {
    return is_numbered(context, node_operator(class_of, MODEL_INDEX)) ? "at" : "get";
}

/* Whether a negative index counts from the end. */
static bool counts_back(const node_context *context, const model_class *class_of) {
    const model_function *index = node_operator(class_of, MODEL_INDEX);
    return is_numbered(context, index) && !is_wide(key_of(context, index)) &&
           node_operator(class_of, MODEL_LENGTH) != NULL;
}

/* Whether elements can be gone through by their numbers. */
static bool iterates_by_number(const node_context *context, const model_class *class_of) {
    const model_function *index = node_operator(class_of, MODEL_INDEX);
    return is_numbered(context, index) && !is_wide(key_of(context, index)) &&
           node_operator(class_of, MODEL_LENGTH) != NULL && node_operator(class_of, MODEL_ITERATE) == NULL &&
           node_next(class_of) == NULL;
}

/* ---- Lines ---- */

static void emit_lines(emit *out, const char *const *lines) {
    emit_line(out, "%s", "");
    for (; *lines != NULL; lines++)
        emit_line(out, "%s", *lines);
}

/* ---- Iterators ---- */

/* At the end all of several values are missing, and the object with them is there all the same. */
static const char *missing_of(const plan_function *function) {
    GPtrArray *fields = node_result_fields(function);
    return fields->len > 1 ? arena_printf("$made.%s", (const char *)g_ptr_array_index(fields, 0)) : "$made";
}

void node_emit_step(const node_context *context, emit *out, const plan_function *function,
                    const char *wrapper) {
    (void)context;
    const char *value = wrapper == NULL ? "$made" : arena_printf("$made && new %s($adopt, $made)", wrapper);
    const char *missing = missing_of(function);
    bool has_several = strcmp(missing, "$made") != 0, closes = node_closes_itself(function->function->owner);
    if (has_several || closes)
        emit_open(out, "if (%s === null) {", missing);
    if (closes)
        emit_line(out, "this.return();");
    if (has_several)
        emit_line(out, "return $step(null);");
    if (has_several || closes)
        emit_close(out, "}");
    GPtrArray *items = arena_array();
    g_ptr_array_add(items, (gpointer)(uintptr_t)value);
    emit_list(out, "return $step(", items, ");", true);
}

static void emit_iterator(const node_context *context, emit *out, const model_class *class_of) {
    const model_function *next = node_next(class_of);
    const char *awaited = node_async_name(context, next);
    if (node_closes_itself(class_of))
        emit_lines(out, (const char *const[]){"return(value) {", "  this.#ended = true;", "  this.close();",
                                              "  return { done: true, value };", "}", NULL});
    emit_lines(out, (const char *const[]){"[Symbol.iterator]() {", "  return this;", "}", NULL});
    if (awaited != NULL)
        emit_lines(out, (const char *const[]){"async *[Symbol.asyncIterator]() {",
                                              arena_printf("  let step = await this.%s();", awaited),
                                              "  while (!step.done) {", "    yield step.value;",
                                              arena_printf("    step = await this.%s();", awaited), "  }",
                                              "}", NULL});
}

static void emit_iteration(const node_context *context, emit *out, const model_class *class_of) {
    const model_function *iterate = node_operator(class_of, MODEL_ITERATE);
    if (node_next(class_of) != NULL) {
        emit_iterator(context, out, class_of);
    } else if (iterate != NULL) {
        emit_lines(out,
                   (const char *const[]){"*[Symbol.iterator]() {",
                                         arena_printf("  const $iterator = %s;", value_of(context, iterate)),
                                         "  try {", "    yield* $iterator;", "  } finally {",
                                         "    $iterator.close();", "  }", "}", NULL});
    } else if (iterates_by_number(context, class_of)) {
        const char *length = value_of(context, node_operator(class_of, MODEL_LENGTH));
        const char *index = node_member(context, node_operator(class_of, MODEL_INDEX));
        emit_lines(out,
                   (const char *const[]){"*[Symbol.iterator]() {",
                                         arena_printf("  for (let i = 0; i < %s; i++) {", length),
                                         arena_printf("    yield this.%s(i);", index), "  }", "}", NULL});
    }
}

/* ---- Streams ---- */

static void emit_streams(const node_context *context, emit *out, const model_class *class_of) {
    const model_function *reads = node_flow(class_of, MODEL_READS);
    const model_function *writes = node_flow(class_of, MODEL_WRITES);
    if (reads != NULL) {
        const char *name = node_member(context, reads);
        const char *awaited = node_async_name(context, reads);
        const char *awaiting =
            awaited == NULL ? arena_printf("this.%s()", name) : arena_printf("await this.%s()", awaited);
        if (node_next(class_of) == NULL && node_operator(class_of, MODEL_ITERATE) == NULL)
            emit_lines(out,
                       (const char *const[]){"*[Symbol.iterator]() {", "  let chunk;",
                                             arena_printf("  while ((chunk = this.%s()) !== null) {", name),
                                             "    yield chunk;", "  }", "}", NULL});
        emit_lines(out, (const char *const[]){"async *[Symbol.asyncIterator]() {", "  let chunk;",
                                              arena_printf("  while ((chunk = %s) !== null) {", awaiting),
                                              "    yield chunk;", "  }", "}", NULL});
    }
    if (writes != NULL && !is_taken(context, class_of, "toWritable")) {
        const char *awaited = node_async_name(context, writes);
        emit_lines(
            out, (const char *const[]){"toWritable() {",
                                       arena_printf("  return $writable((chunk) => this.%s(chunk));",
                                                    awaited == NULL ? node_member(context, writes) : awaited),
                                       "}", NULL});
    }
}

/* ---- Operators ---- */

static void emit_comparisons(const node_context *context, emit *out, const model_class *class_of) {
    const model_function *equal = operator_as(context, class_of, MODEL_EQUAL, "equals");
    const model_function *order = operator_as(context, class_of, MODEL_ORDER, "compareTo");
    if (equal != NULL)
        emit_lines(out,
                   (const char *const[]){"equals(other) {",
                                         arena_printf("  return #handle in Object(other) && this.%s(other);",
                                                      node_member(context, equal)),
                                         "}", NULL});
    if (order != NULL)
        emit_lines(
            out, (const char *const[]){"compareTo(other) {",
                                       arena_printf("  return this.%s(other);", node_member(context, order)),
                                       "}", NULL});
}

static void emit_lookup(const node_context *context, emit *out, const model_class *class_of) {
    const char *length_as = length_name(context, class_of);
    const char *index_as = index_name(context, class_of);
    const model_function *length = operator_as(context, class_of, MODEL_LENGTH, length_as);
    const model_function *index = operator_as(context, class_of, MODEL_INDEX, index_as);
    const model_function *contains = operator_as(context, class_of, MODEL_CONTAINS, "has");
    if (length != NULL)
        emit_lines(out,
                   (const char *const[]){arena_printf("get %s() {", length_as),
                                         arena_printf("  return %s;", value_of(context, length)), "}", NULL});
    if (index != NULL) {
        const char *member = node_member(context, index);
        const char *total =
            counts_back(context, class_of) ? value_of(context, node_operator(class_of, MODEL_LENGTH)) : "";
        if (counts_back(context, class_of))
            emit_lines(out, (const char *const[]){
                                "at(index) {",
                                arena_printf("  const place = index < 0 ? index + %s : index;", total),
                                "  if (place < 0) {", "    return undefined;", "  }",
                                arena_printf("  return $find(() => this.%s(place));", member), "}", NULL});
        else
            emit_lines(out, (const char *const[]){arena_printf("%s(key) {", index_as),
                                                  arena_printf("  return $find(() => this.%s(key));", member),
                                                  "}", NULL});
    }
    if (contains != NULL)
        emit_lines(
            out, (const char *const[]){"has(key) {",
                                       arena_printf("  return this.%s(key);", node_member(context, contains)),
                                       "}", NULL});
}

void node_emit_to_string(const node_context *context, emit *out, const model_class *class_of) {
    const model_function *text = node_operator(class_of, MODEL_STRING);
    emit_open(out, "toString() {");
    if (text == NULL)
        emit_line(out, "return $toString(this);");
    else
        emit_line(out, "return this.closed ? $toString(this) : %s;", value_of(context, text));
    emit_close(out, "}");
}

void node_emit_protocols(const node_context *context, emit *out, const model_class *class_of) {
    emit_iteration(context, out, class_of);
    emit_streams(context, out, class_of);
    emit_comparisons(context, out, class_of);
    emit_lookup(context, out, class_of);
}

/* ---- What lib/protocols.js gives ---- */

static void add_once(GPtrArray *names, bool is_used, const char *name) {
    if (is_used && !g_ptr_array_find_with_equal_func(names, name, g_str_equal, NULL))
        g_ptr_array_add(names, arena_strdup(name));
}

GPtrArray *node_protocol_helpers(const node_context *context, const GPtrArray *classes) {
    GPtrArray *names = arena_array();
    for (guint i = 0; i < classes->len; i++) {
        const model_class *class_of = g_ptr_array_index(classes, i);
        const char *index_as = index_name(context, class_of);
        add_once(names, operator_as(context, class_of, MODEL_INDEX, index_as) != NULL, "$find");
        add_once(names, node_next(class_of) != NULL, "$step");
    }
    return names;
}

/* ---- Declarations ---- */

static void declare(emit *out, const char *doc, const char *line) {
    node_doc_emit(out, node_doc_own(doc));
    emit_line(out, "%s", line);
}

static const char *element_type(const node_context *context, const model_function *function) {
    const plan_function *plan = plan_of(context->plan, function);
    const char *type = node_return_type(context, plan);
    return g_str_has_suffix(type, " | null") ? arena_take(g_strndup(type, strlen(type) - strlen(" | null")))
                                             : type;
}

static void declare_iteration(const node_context *context, emit *out, const model_class *class_of) {
    const model_function *iterate = node_operator(class_of, MODEL_ITERATE);
    const model_function *next = node_next(class_of);
    if (next != NULL) {
        const char *type = element_type(context, next);
        if (node_closes_itself(class_of))
            declare(out, "End the iteration early: closes the iterator, as leaving a loop does.",
                    arena_printf("return(value?: unknown): IteratorResult<%s, unknown>;", type));
        emit_line(out, "[Symbol.iterator](): this;");
        if (node_async_name(context, next) != NULL)
            emit_line(out, "[Symbol.asyncIterator](): AsyncIterableIterator<%s>;", type);
    } else if (iterate != NULL) {
        const model_class *made = NULL;
        const GPtrArray *results = node_results(plan_of(context->plan, iterate));
        made = ((const plan_value *)g_ptr_array_index(results, 0))->type.class_of;
        emit_line(out, "[Symbol.iterator](): IterableIterator<%s>;", element_type(context, node_next(made)));
    } else if (iterates_by_number(context, class_of)) {
        emit_line(out, "[Symbol.iterator](): IterableIterator<%s>;",
                  element_type(context, node_operator(class_of, MODEL_INDEX)));
    }
}

static void declare_streams(const node_context *context, emit *out, const model_class *class_of) {
    const model_function *reads = node_flow(class_of, MODEL_READS);
    const model_function *writes = node_flow(class_of, MODEL_WRITES);
    if (reads != NULL) {
        if (node_next(class_of) == NULL && node_operator(class_of, MODEL_ITERATE) == NULL)
            emit_line(out, "[Symbol.iterator](): IterableIterator<Uint8Array>;");
        declare(out, "The bytes in pieces, also for `stream.Readable.from()`.",
                "[Symbol.asyncIterator](): AsyncIterableIterator<Uint8Array>;");
    }
    if (writes != NULL && !is_taken(context, class_of, "toWritable")) {
        emit_line(out, "/** A stream of Node.js that writes to this. */");
        emit_line(out, "// @ts-ignore: any, where the types of Node.js are not installed.");
        emit_line(out, "toWritable(): import(\"node:stream\").Writable;");
    }
}

static void declare_operators(const node_context *context, emit *out, const model_class *class_of) {
    const char *length_as = length_name(context, class_of);
    const char *index_as = index_name(context, class_of);
    const model_function *index = operator_as(context, class_of, MODEL_INDEX, index_as);
    const model_function *contains = operator_as(context, class_of, MODEL_CONTAINS, "has");
    if (operator_as(context, class_of, MODEL_EQUAL, "equals") != NULL)
        declare(out, "Whether the other is such an object and equal to this.",
                "equals(other: unknown): boolean;");
    if (operator_as(context, class_of, MODEL_ORDER, "compareTo") != NULL)
        declare(out, "Negative, 0 or positive, for `toSorted()` and the like.",
                arena_printf("compareTo(other: %s): number;", node_name(context, class_of)));
    if (operator_as(context, class_of, MODEL_LENGTH, length_as) != NULL)
        emit_line(out, "get %s(): %s;", length_as,
                  node_return_type(context, plan_of(context->plan, node_operator(class_of, MODEL_LENGTH))));
    if (index != NULL)
        declare(out,
                arena_printf("As {@link %s.%s}, but undefined where there is none%s.",
                             node_name(context, class_of), node_member(context, index),
                             counts_back(context, class_of) ? "; a negative index counts from the end" : ""),
                arena_printf("%s(%s: %s): %s | undefined;", index_as,
                             strcmp(index_as, "at") == 0 ? "index" : "key",
                             emit_join(node_input_type(context, key_of(context, index)), " | "),
                             node_return_type(context, plan_of(context->plan, index))));
    if (contains != NULL)
        emit_line(out, "has(key: %s): boolean;",
                  emit_join(node_input_type(context, key_of(context, contains)), " | "));
}

void node_declare_protocols(const node_context *context, emit *out, const model_class *class_of) {
    declare_iteration(context, out, class_of);
    declare_streams(context, out, class_of);
    declare_operators(context, out, class_of);
}
