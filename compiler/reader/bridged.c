/* TENON_BRIDGED: what can be replaced is what can be compared, and objects stay with who made them. */

#include "reader/bridged.h"

#include <string.h>

#include "memory/arena.h"

static void problem(reader *in, const model_function *function, const char *message, const char *remedy) {
    findings_add(in->all, function->location, arena_printf("%s: %s", function->c_name, message), remedy);
}

/* ---- Values ---- */

/* What cannot be passed to two implementations with the same outcome: they would call back, read or end it
 * twice. */
static const char *single_use(model_type_kind kind) {
    switch (kind) {
    case MODEL_INTERFACE:
        return "a callback or interface";
    case MODEL_CANCEL:
        return "a cancellation token";
    case MODEL_STREAM:
        return "a stream";
    case MODEL_DYNAMIC:
        return "a dynamic value";
    default:
        return NULL;
    }
}

static void check_value(reader *in, const model_function *function, const model_parameter *value) {
    const char *what = single_use(value->type.kind);
    if (what != NULL)
        problem(in, function,
                arena_printf("%s is %s, so two implementations cannot be compared on it", value->name, what),
                "the function without TENON_BRIDGED, or arrays, texts and records in its place");
    if (value->ownership == MODEL_VIEWED)
        problem(
            in, function, "it gives a view, which is memory of one implementation",
            "the function without TENON_BRIDGED, or an array of the caller's: TENON_OUT TENON_COUNTED_BY");
    if (value->freed_by != NULL && strcmp(value->freed_by, "free") != 0)
        problem(
            in, function,
            arena_printf("%s frees what it gives, and knows only the library's own memory", value->freed_by),
            "TENON_FREED_BY(free), with memory from malloc()");
}

static void check_values(reader *in, const model_function *function) {
    for (guint i = 0; i < function->parameters->len; i++)
        check_value(in, function, g_ptr_array_index(function->parameters, i));
    if (function->result != NULL)
        check_value(in, function, function->result);
}

/* ---- Classes ---- */

static bool touches(const model_function *function, const model_class *class_of) {
    for (guint i = 0; i < function->parameters->len; i++) {
        const model_parameter *parameter = g_ptr_array_index(function->parameters, i);
        if (parameter->type.kind == MODEL_CLASS && parameter->type.class_of == class_of)
            return true;
    }
    const model_parameter *result = function->result;
    return result != NULL && result->type.kind == MODEL_CLASS && result->type.class_of == class_of;
}

/* The object of one implementation means nothing to another. */
static void check_class(reader *in, const model_class *class_of) {
    const model_function *first_without = NULL;
    GPtrArray *missing = arena_array();
    bool is_bridged = false;
    for (guint i = 0; i < in->library->functions->len; i++) {
        const model_function *function = g_ptr_array_index(in->library->functions, i);
        if (!touches(function, class_of))
            continue;
        is_bridged = is_bridged || function->is_bridged;
        if (function->is_bridged)
            continue;
        first_without = first_without == NULL ? function : first_without;
        g_ptr_array_add(missing, (gpointer)(uintptr_t)function->c_name);
    }
    if (!is_bridged || first_without == NULL)
        return;
    g_ptr_array_add(missing, NULL);
    problem(in, first_without,
            arena_printf("it is not bridged, but others that take or make %s are: an object belongs to who "
                         "made it",
                         class_of->c_name),
            arena_printf("TENON_BRIDGED after %s as well, or after no function that takes or makes %s",
                         arena_take(g_strjoinv(", ", (char **)missing->pdata)), class_of->c_name));
}

/* ---- Functions ---- */

static void check_function(reader *in, const model_function *function) {
    const model_library *library = in->library;
    const char *bridged = arena_printf("bridged_%s", function->c_name);
    if (function->has_body)
        problem(in, function, "it is bridged, but its callers have its body built into them",
                "the declaration alone, with the body in a C file");
    if (library->throws_cxx || library->jump_frame != NULL)
        problem(in, function, "it is bridged, but its library may leave a call by an exception or a jump",
                "no TENON_EXCEPTIONS(cxx) or TENON_JUMPS, with statuses in their place");
    if (g_hash_table_contains(in->functions, bridged))
        problem(in, function,
                arena_printf("%s, which calls it through its slot, is a function of the contract", bridged),
                "another name for that one");
    check_values(in, function);
}

/* clang sees the macro around a header, but no pragma in the file that it was asked to read. */
static bool is_guarded(reader *in) {
    char *text = NULL;
    bool is_once = clang_isFileMultipleIncludeGuarded(in->unit, in->contract) != 0 ||
                   (g_file_get_contents(in->library->header, &text, NULL, NULL) &&
                    g_regex_match_simple("^[ \\t]*#[ \\t]*pragma[ \\t]+once\\b", text, G_REGEX_MULTILINE, 0));
    g_free(text);
    return is_once;
}

/* Whoever calls through bridges includes the contract by two ways. */
static void check_included_twice(reader *in, const model_function *bridged) {
    if (!is_guarded(in))
        problem(in, bridged,
                arena_printf("it is bridged, but %s cannot be included twice, and bridges_%s.h includes it "
                             "beside its users",
                             in->library->header_name, in->library->name),
                "#pragma once above all, or an include guard around all of the header");
}

void check_bridged(reader *in) {
    const model_function *bridged = NULL;
    for (guint i = 0; i < in->library->functions->len; i++) {
        const model_function *function = g_ptr_array_index(in->library->functions, i);
        bridged = bridged == NULL && function->is_bridged ? function : bridged;
        if (function->is_bridged)
            check_function(in, function);
        else if (function->varies)
            problem(in, function, "TENON_VARIES is about comparing implementations, but it is not bridged",
                    "TENON_BRIDGED TENON_VARIES, or neither");
    }
    for (guint i = 0; i < in->library->classes->len && bridged != NULL; i++)
        check_class(in, g_ptr_array_index(in->library->classes, i));
    /* What else is wrong comes first: a header under way gets its guard last. */
    if (bridged != NULL && in->all->list->len == 0)
        check_included_twice(in, bridged);
}
