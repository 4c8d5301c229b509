/* What one parameter says about another besides its length: whether it is there, and what its keys are. */

#include "reader/optional.h"

#include <string.h>

#include "memory/arena.h"

/* ---- TENON_PRESENT_IF ---- */

static bool is_bool(const read_parameter *read, int depth) {
    return read->type.is_known && read->type.type.kind == MODEL_SCALAR &&
           read->type.type.scalar == MODEL_BOOL && read->type.pointer_depth == depth &&
           read->said.counted_by == NULL;
}

static bool goes_in(const read_parameter *read) {
    return !read->is_result && !read->said.out;
}

static bool goes_out(const read_parameter *read) {
    return read->is_result || read->said.out || read->said.inout;
}

/* What the bool of this parameter is declared as. */
static const char *presence_declaration(const read_parameter *read, const char *name) {
    return read->said.inout ? arena_printf("bool *%s TENON_INOUT", name)
           : goes_out(read) ? arena_printf("bool *%s TENON_OUT", name)
                            : arena_printf("bool %s", name);
}

static bool is_in_use(const GPtrArray *parameters, int presence) {
    for (guint i = 0; i < parameters->len; i++) {
        const read_parameter *other = g_ptr_array_index(parameters, i);
        if (other->parameter->present_if == presence)
            return true;
    }
    return false;
}

/* `result` is what the function returns, unless a parameter is called that. */
static void present_by_result(reader *in, read_parameter *read, read_parameter *result) {
    if (read->is_result || !read->said.out)
        parameter_problem(in, read, "the result cannot say whether something that is passed in is there",
                          "TENON_PRESENT_IF(parameter) with a bool beside it, or TENON_OUT");
    else if (result->parameter == NULL || !is_bool(result, 0))
        parameter_problem(in, read, "the result, which is to say whether it is there, is no bool",
                          "bool as the function's result, or TENON_PRESENT_IF(parameter)");
    else {
        result->parameter->role = MODEL_PRESENCE;
        read->parameter->present_if = MODEL_BY_RESULT;
    }
}

static void present_by_parameter(reader *in, GPtrArray *parameters, read_parameter *read, int index) {
    read_parameter *presence = g_ptr_array_index(parameters, (guint)index);
    const char *name = presence->parameter->name;
    bool is_written = presence->said.out || presence->said.inout;
    if (presence == read || !is_bool(presence, goes_out(read) ? 1 : 0) || (goes_out(read) && !is_written) ||
        (read->said.inout != presence->said.inout)) {
        parameter_problem(in, read, arena_printf("%s does not say whether it is there", name),
                          presence_declaration(read, name));
    } else if (goes_in(read) && is_in_use(parameters, index)) {
        parameter_problem(in, read, arena_printf("%s says already whether another value is there", name),
                          "a bool for each, or a record of the values that come together");
    } else {
        presence->parameter->role = MODEL_PRESENCE;
        read->parameter->present_if = index;
    }
}

void resolve_presence(reader *in, GPtrArray *parameters, read_parameter *read, read_parameter *result) {
    const char *name = read->said.present_if;
    if (name == NULL || read->parameter == NULL || !read->type.is_known)
        return;
    int index = find_parameter(parameters, name);
    if (index != MODEL_NO_PARAMETER)
        present_by_parameter(in, parameters, read, index);
    else if (strcmp(name, "result") == 0)
        present_by_result(in, read, result);
    else
        parameter_problem(
            in, read, arena_printf("%s, which is to say whether it is there, is not another parameter", name),
            read->is_result
                ? presence_declaration(read, name)
                : arena_printf("TENON_PRESENT_IF(parameter) with %s", presence_declaration(read, name)));
}

/* ---- TENON_KEYED_BY ---- */

/* The library makes it, and the caller gets it. */
static bool is_made(const read_parameter *read) {
    int depth = read->type.pointer_depth + read->is_result;
    return goes_out(read) && depth == (read->type.type.kind == MODEL_TEXT ? 3 : 2);
}

static bool is_list(const read_parameter *read) {
    bool is_text = read->type.type.kind == MODEL_TEXT;
    return read->said.counted_by != NULL &&
           (is_made(read) || (!goes_out(read) && read->type.pointer_depth == (is_text ? 2 : 1)));
}

static bool can_be_keys(const model_type *type) {
    return type->kind == MODEL_TEXT || type->kind == MODEL_ENUM ||
           (type->kind == MODEL_SCALAR && type->scalar >= MODEL_I8 && type->scalar <= MODEL_SIZE &&
            type->meaning == MODEL_PLAIN);
}

static const char *keys_problem(const read_parameter *read, const read_parameter *keys, const char **remedy) {
    const char *name = keys->parameter->name;
    *remedy =
        arena_printf("two arrays that are both passed in, or that the function both makes, with one length");
    if (!is_list(read))
        return "the values of a map are an array that is passed in, or that the function makes";
    if (!is_list(keys))
        return arena_printf("its keys %s are no array that is passed in, or that the function makes", name);
    if (goes_out(read) != goes_out(keys))
        return arena_printf("it goes another way than its keys %s", name);
    if (read->parameter->count_parameter != keys->parameter->count_parameter)
        return arena_printf("it has another length than its keys %s", name);
    *remedy = "texts, whole numbers or an enum as keys";
    if (!can_be_keys(&keys->type.type))
        return arena_printf("%s *%s cannot be the keys of a map", keys->type.type.c_name, name);
    *remedy = "TENON_OWNED for both (texts also TENON_BORROWED): a map is copied";
    if (read->said.view || keys->said.view)
        return "a map is made of copies, so there is no view of it";
    *remedy = "the same nullness for both";
    if (read->said.nullable != keys->said.nullable)
        return arena_printf("it may be missing where its keys %s may not, or the other way round", name);
    *remedy = "one TENON_KEYED_BY for each pair of arrays";
    if (keys->said.keyed_by != NULL)
        return arena_printf("its keys %s have keys themselves", name);
    return NULL;
}

static bool has_other_values(const GPtrArray *parameters, const read_parameter *read, int keys) {
    for (guint i = 0; i < parameters->len; i++) {
        const read_parameter *other = g_ptr_array_index(parameters, i);
        if (other != read && other->parameter->keyed_by == keys)
            return true;
    }
    return false;
}

void resolve_keys(reader *in, GPtrArray *parameters, read_parameter *read) {
    const char *name = read->said.keyed_by;
    if (name == NULL || read->parameter == NULL || !read->type.is_known)
        return;
    int index = find_parameter(parameters, name);
    const read_parameter *keys = index < 0 ? NULL : g_ptr_array_index(parameters, (guint)index);
    if (keys == NULL || keys == read || !keys->type.is_known) {
        parameter_problem(in, read, arena_printf("its keys %s are not another parameter", name),
                          "TENON_KEYED_BY(parameter) with the array of the keys");
        return;
    }
    const char *remedy = "";
    const char *problem = keys_problem(read, keys, &remedy);
    if (problem == NULL && has_other_values(parameters, read, index)) {
        problem = arena_printf("%s are the keys of other values already", name);
        remedy = "a record that holds both values, or keys for each";
    }
    if (problem != NULL)
        parameter_problem(in, read, problem, remedy);
    else
        read->parameter->keyed_by = index;
}
