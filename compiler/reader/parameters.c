#include "reader/parameters.h"

#include <string.h>

#include "memory/arena.h"
#include "reader/callbacks.h"
#include "reader/marks.h"
#include "reader/meanings.h"
#include "reader/optional.h"

void parameter_problem(reader *in, const read_parameter *read, const char *message, const char *remedy) {
    const char *what = read->is_result ? arena_printf("the result of %s", read->function)
                                       : arena_printf("%s of %s", read->parameter->name, read->function);
    reader_find(in, read->cursor, arena_printf("%s: %s", what, message), remedy);
}

static bool is_text(const read_parameter *read) {
    return read->type.type.kind == MODEL_TEXT;
}

static int ownership_words(const annotations *said) {
    return said->owned + said->borrowed + said->view + said->destroys + said->consumes;
}

static model_ownership ownership_of(const annotations *said) {
    return said->owned      ? MODEL_OWNED
           : said->borrowed ? MODEL_BORROWED
           : said->view     ? MODEL_VIEWED
           : said->destroys ? MODEL_DESTROYED
           : said->consumes ? MODEL_CONSUMED
                            : MODEL_UNOWNED;
}

static model_parameter *fill(const read_parameter *read, const char *name) {
    model_parameter *parameter = ARENA_NEW(model_parameter);
    *parameter = (model_parameter){.name = name,
                                   .type = read->type.type,
                                   .role = read->is_result || read->said.out ? MODEL_OUT
                                           : read->said.inout                ? MODEL_INOUT
                                                                             : MODEL_IN,
                                   .is_const = read->type.is_const,
                                   .pointer_depth = read->type.pointer_depth,
                                   .nullable = read->said.nullable,
                                   .ownership = ownership_of(&read->said),
                                   .freed_by = read->said.freed_by,
                                   .count_parameter = MODEL_NO_PARAMETER,
                                   .keeps_parameter = MODEL_NO_PARAMETER,
                                   .present_if = MODEL_NO_PARAMETER,
                                   .keyed_by = MODEL_NO_PARAMETER,
                                   .context_of = MODEL_NO_PARAMETER,
                                   .default_value = read->said.default_value,
                                   .c_type = read->type.c_type,
                                   .doc = "",
                                   .location = reader_location(read->cursor)};
    parameter->is_array = read->said.counted_by != NULL && !is_text(read);
    return parameter;
}

/* What contradicts itself, whatever it stands on. */
static void check_words(reader *in, const read_parameter *read) {
    const annotations *said = &read->said;
    if (ownership_words(said) > 1)
        parameter_problem(in, read, "more than one owner is named",
                          "one of TENON_OWNED, TENON_BORROWED, TENON_VIEW, TENON_DESTROYS, TENON_CONSUMES");
    if (said->nullable && said->nonnull)
        parameter_problem(in, read, "it is said to be both nullable and never null",
                          "TENON_NULLABLE or TENON_NONNULL");
    if (said->out && said->inout)
        parameter_problem(in, read, "it is said to be both out and in/out", "TENON_OUT or TENON_INOUT");
    if (said->keeps != NULL && said->freezes != NULL)
        parameter_problem(in, read, "it keeps one parameter and freezes another",
                          "TENON_KEEPS or TENON_FREEZES");
}

read_parameter read_one_parameter(reader *in, CXCursor cursor, const char *function,
                                  CXCursor function_cursor) {
    read_parameter read = {.cursor = cursor, .function = function};
    read.said = annotations_of(in, cursor, ON_PARAMETER);
    read.type = reader_type(in, clang_getCursorType(cursor));
    const char *name = reader_take(clang_getCursorSpelling(cursor));
    apply_meaning(in, cursor, arena_printf("%s of %s", name, function), &read.said, &read.type.type);
    read.parameter = fill(&read, name);
    read.parameter->doc = reader_parameter_doc(function_cursor, name);
    read.parameter->marks = reader_marks(in, cursor, &read.said, NAMED_PARAMETER);
    if (name[0] == '\0')
        reader_find(in, cursor, arena_printf("a parameter of %s has no name", function),
                    "a name: it becomes the parameter's name in every language");
    if (read.said.drop_of != NULL)
        read_drop_parameter(in, &read);
    if (!read.type.is_known)
        parameter_problem(in, &read, read.type.problem, read.type.remedy);
    check_words(in, &read);
    return read;
}

bool is_status_result(const reader *in, const read_parameter *result) {
    return result->parameter != NULL && result->type.is_known && result->type.pointer_depth == 0 &&
           result->type.type.kind == MODEL_ENUM && result->type.type.enumeration == in->library->status;
}

read_parameter read_function_result(reader *in, CXCursor cursor, CXType type, const char *function,
                                    annotations said) {
    read_parameter read = {.cursor = cursor, .function = function, .said = said, .is_result = true};
    read.type = reader_type(in, type);
    if (read.type.is_void && read.type.pointer_depth == 0)
        return read;
    apply_meaning(in, cursor, arena_printf("the result of %s", function), &said, &read.type.type);
    read.parameter = fill(&read, "result");
    read.parameter->doc = reader_doc(cursor)->returns;
    if (!read.type.is_known)
        parameter_problem(in, &read, read.type.problem, read.type.remedy);
    check_words(in, &read);
    return read;
}

int find_parameter(const GPtrArray *parameters, const char *name) {
    for (guint i = 0; i < parameters->len; i++) {
        const read_parameter *read = g_ptr_array_index(parameters, i);
        if (strcmp(read->parameter->name, name) == 0)
            return (int)i;
    }
    return MODEL_NO_PARAMETER;
}

static const char *parameter_names(const GPtrArray *parameters, const read_parameter *without) {
    GPtrArray *names = arena_array();
    for (guint i = 0; i < parameters->len; i++) {
        const read_parameter *read = g_ptr_array_index(parameters, i);
        if (read != without)
            g_ptr_array_add(names, arena_strdup(read->parameter->name));
    }
    g_ptr_array_add(names, NULL);
    return names->len == 1 ? "a new parameter" : arena_take(g_strjoinv(", ", (char **)names->pdata));
}

static bool is_count_type(const read_type *type) {
    return type->is_known && !type->is_void && type->type.kind == MODEL_SCALAR &&
           type->type.scalar >= MODEL_I32 && type->type.scalar <= MODEL_SIZE &&
           type->type.scalar != MODEL_U8 && type->type.scalar != MODEL_U16;
}

/* An array going in is counted by a value; one that the function makes is counted by what it writes. */
static void check_count(reader *in, const read_parameter *counted, const read_parameter *count) {
    const char *name = count->parameter->name;
    bool makes =
        counted->parameter->role != MODEL_IN && counted->parameter->pointer_depth + counted->is_result >= 2;
    bool is_pointer = count->type.pointer_depth == 1;
    if (!is_count_type(&count->type)) {
        parameter_problem(in, counted,
                          arena_printf("its length %s is not a whole number of 32 bits or more", name),
                          arena_printf(is_pointer ? "size_t *%s" : "size_t %s", name));
    } else if (count->type.pointer_depth > 1) {
        parameter_problem(in, counted, arena_printf("its length %s is a pointer to a pointer", name),
                          arena_printf("size_t %s", name));
    } else if (makes && (!is_pointer || !count->said.out)) {
        parameter_problem(in, counted,
                          arena_printf("the function decides its length, but %s is not written", name),
                          arena_printf("size_t *%s TENON_OUT", name));
    } else if (!makes && is_pointer && !count->said.inout) {
        parameter_problem(
            in, counted, arena_printf("its length %s is a pointer that is not both read and written", name),
            arena_printf("size_t %s, or size_t *%s TENON_INOUT where fewer may be written", name, name));
    } else if (!makes && is_pointer && !counted->said.out) {
        parameter_problem(in, counted, "a length that changes needs an array that is written",
                          "TENON_OUT on the array");
    }
}

static bool is_one_text(const read_parameter *read) {
    return is_text(read) && read->type.pointer_depth == (read->said.out ? 2 : 1);
}

/* The bytes of a text are nobody's choice: two texts, or a text and an array, never have to be equally long.
 */
static bool shares_text_count(const GPtrArray *parameters, const read_parameter *read, int count) {
    for (guint i = 0; i < parameters->len; i++) {
        const read_parameter *other = g_ptr_array_index(parameters, i);
        if (other != read && other->parameter->count_parameter == count &&
            (is_one_text(other) || is_one_text(read)))
            return true;
    }
    return false;
}

static void resolve_count(reader *in, GPtrArray *parameters, read_parameter *read) {
    if (read->said.counted_by == NULL || read->type.pointer_depth == 0)
        return;
    int index = find_parameter(parameters, read->said.counted_by);
    read_parameter *count = index < 0 ? NULL : g_ptr_array_index(parameters, (guint)index);
    if (count == NULL || count == read) {
        parameter_problem(
            in, read, arena_printf("its length %s is not another parameter", read->said.counted_by),
            arena_printf("TENON_COUNTED_BY(parameter) with one of: %s", parameter_names(parameters, read)));
        return;
    }
    check_count(in, read, count);
    if (shares_text_count(parameters, read, index))
        parameter_problem(
            in, read,
            arena_printf("%s counts a text already, or this text and something else", read->said.counted_by),
            "a length of its own for every text");
    read->parameter->count_parameter = index;
    count->parameter->role = MODEL_COUNT;
}

static void resolve_keeps(reader *in, GPtrArray *parameters, read_parameter *read) {
    const char *name = read->said.keeps != NULL ? read->said.keeps : read->said.freezes;
    /* On anything but a new object the annotation is out of place, which check_complete() says. */
    if (name == NULL || read->type.type.kind != MODEL_CLASS || !(read->is_result || read->said.out))
        return;
    int index = find_parameter(parameters, name);
    const read_parameter *kept = index < 0 ? NULL : g_ptr_array_index(parameters, (guint)index);
    if (kept == NULL || kept->type.type.kind != MODEL_CLASS || kept->type.pointer_depth != 1) {
        parameter_problem(in, read,
                          arena_printf("%s, which it keeps, is not an object passed to the function", name),
                          arena_printf("an object among: %s", parameter_names(parameters, read)));
    } else if (kept->said.consumes || kept->said.destroys) {
        parameter_problem(in, read, arena_printf("%s, which it keeps, ends with the call", name),
                          "TENON_KEEPS or TENON_CONSUMES, not both");
    } else {
        read->parameter->keeps_parameter = index;
        read->parameter->freezes = read->said.freezes != NULL;
    }
}

void resolve_references(reader *in, GPtrArray *parameters, read_parameter *result) {
    for (guint i = 0; i < parameters->len; i++) {
        resolve_count(in, parameters, g_ptr_array_index(parameters, i));
        resolve_keeps(in, parameters, g_ptr_array_index(parameters, i));
        resolve_presence(in, parameters, g_ptr_array_index(parameters, i), result);
    }
    if (result->parameter != NULL) {
        resolve_count(in, parameters, result);
        resolve_keeps(in, parameters, result);
        resolve_presence(in, parameters, result, result);
    }
    for (guint i = 0; i < parameters->len; i++)
        resolve_keys(in, parameters, g_ptr_array_index(parameters, i));
    resolve_keys(in, parameters, result);
}
