/* What passes between a library and a function that a host implements: the library passes, the host gives
 * back. */

#include <stdlib.h>
#include <string.h>

#include "memory/arena.h"
#include "reader/interfaces.h"

static bool is_given(const read_parameter *read) {
    return read->is_result || read->said.out;
}

/* Words about functions of the library. */
static bool refuse_words_of_functions(reader *in, const read_parameter *read) {
    const annotations *said = &read->said;
    const char *word = said->called != NULL          ? "TENON_CALLED"
                       : said->progress              ? "TENON_PROGRESS"
                       : said->context_of != NULL    ? "TENON_CONTEXT_OF"
                       : said->drop_of != NULL       ? "TENON_DROP_OF"
                       : said->default_value != NULL ? "TENON_DEFAULT"
                       : said->keyed_by != NULL      ? "TENON_KEYED_BY"
                       : said->present_if != NULL    ? "TENON_PRESENT_IF"
                                                     : NULL;
    if (word == NULL)
        return false;
    parameter_problem(in, read, arena_printf("%s does not fit a function that the host implements", word),
                      arena_printf("no %s: what is unsaid is always passed", word));
    return true;
}

static bool holds_text(const model_type *type) {
    return (type->kind == MODEL_RECORD && type->record->has_text) ||
           (type->kind == MODEL_VARIANT && type->variant->has_text);
}

/* Whether every language has an element as it lies in C, so that a host can fill an array in place. */
static bool lies_alike(const model_type *type) {
    if (type->kind == MODEL_SCALAR)
        return type->scalar != MODEL_I128 && type->scalar != MODEL_U128 && type->meaning != MODEL_INSTANT &&
               type->meaning != MODEL_DURATION;
    if (type->kind != MODEL_RECORD)
        return type->kind == MODEL_ENUM;
    for (guint i = 0; i < type->record->fields->len; i++) {
        const model_field *field = g_ptr_array_index(type->record->fields, i);
        if (field->is_presence || !lies_alike(&field->type))
            return false;
    }
    return true;
}

static void check_object(reader *in, const read_parameter *read) {
    const annotations *said = &read->said;
    if (is_given(read) || read->type.pointer_depth != 1)
        parameter_problem(in, read, "a callback cannot give an object to the library",
                          "a function of the contract that takes the object, or texts, numbers and records");
    else if (!said->owned)
        parameter_problem(
            in, read,
            "an object that the library keeps owning cannot be handed out: two handles would name it",
            "TENON_OWNED where the callback gets it for good, or what it needs of it: texts, numbers, "
            "records");
    else if (said->borrowed || said->view || said->consumes || said->destroys || said->counted_by != NULL ||
             said->inout || read->type.is_const)
        parameter_problem(in, read,
                          "an object that the callback gets for good is neither const nor anything else",
                          "a pointer without const, and TENON_OWNED alone");
}

/* A text that the host gives: made with malloc(), because the library must free it. */
static void check_text_given(reader *in, const read_parameter *read) {
    const annotations *said = &read->said;
    if (!said->owned || said->freed_by == NULL)
        parameter_problem(in, read, "nothing says who frees the text that the host gives",
                          "TENON_OWNED TENON_FREED_BY(free): the library gets a copy and frees it");
    else if (strcmp(said->freed_by, "free") != 0)
        parameter_problem(in, read, "the text that the host gives is made with malloc()",
                          "TENON_FREED_BY(free)");
    else if (said->counted_by != NULL)
        parameter_problem(in, read, "the text that the host gives ends with a NUL", "no TENON_COUNTED_BY");
    else
        check_complete(in, read);
}

static bool refuse_type(reader *in, const read_parameter *read) {
    const model_type *type = &read->type.type;
    int depth = read->type.pointer_depth;
    switch (type->kind) {
    case MODEL_INTERFACE:
        parameter_problem(in, read, "a callback cannot get or give another one",
                          "a function of the contract that takes it, or an interface with both functions");
        return true;
    case MODEL_CANCEL:
        parameter_problem(in, read, "a token goes from the caller to the library, not to a callback",
                          "a bool that says whether to stop");
        return true;
    case MODEL_STREAM:
    case MODEL_DYNAMIC:
        parameter_problem(in, read, arena_printf("a callback cannot get or give %s", type->c_name),
                          "texts, numbers, records and arrays");
        return true;
    default:
        break;
    }
    if (read->said.inout) {
        parameter_problem(in, read, "a callback does not change what it gets",
                          "one parameter to read and another with TENON_OUT, or the result");
        return true;
    }
    if (depth + read->is_result >= (type->kind == MODEL_TEXT ? 3 : 2)) {
        parameter_problem(in, read, "a callback cannot make an array",
                          "an array of the library's that it fills: TENON_OUT TENON_COUNTED_BY(count)");
        return true;
    }
    if (is_given(read) && holds_text(type)) {
        parameter_problem(in, read, "a callback cannot give texts inside a record",
                          "the texts beside it, as parameters of their own");
        return true;
    }
    if (read->said.out && read->said.counted_by != NULL && type->kind != MODEL_TEXT && !lies_alike(type)) {
        parameter_problem(
            in, read, "a callback fills arrays of plain numbers, enums and records of these alone",
            "the whole numbers without TENON_INSTANT or TENON_DURATION, or a callback per element");
        return true;
    }
    if (read->said.nullable && (type->kind == MODEL_SCALAR || type->kind == MODEL_ENUM) &&
        read->said.counted_by == NULL) {
        parameter_problem(in, read, "a callback always gets and gives its numbers",
                          "no TENON_NULLABLE, and a bool beside it that says whether it is there");
        return true;
    }
    if (is_given(read) && read->said.nullable && type->kind != MODEL_TEXT && read->said.counted_by == NULL) {
        parameter_problem(in, read, "a callback always gives its results", "no TENON_NULLABLE");
        return true;
    }
    return false;
}

static void check_data(reader *in, const read_parameter *read) {
    if (read->type.type.kind == MODEL_TEXT && is_given(read) &&
        read->type.pointer_depth + read->is_result == 2)
        check_text_given(in, read);
    else
        check_complete(in, read);
}

void check_implemented(reader *in, const read_parameter *read) {
    if (!read->type.is_known || read->parameter == NULL || read->said.context ||
        refuse_words_of_functions(in, read))
        return; /* A context that is still among the parameters was reported. */
    if (read->parameter->role == MODEL_COUNT)
        check_complete(in, read);
    else if (read->type.type.kind == MODEL_CLASS && read->type.pointer_depth > 0)
        check_object(in, read);
    else if (!refuse_type(in, read))
        check_data(in, read);
}

/* ---- TENON_ON_ERROR ---- */

static const char *constant_names(const model_enum *of, bool failing) {
    GString *names = g_string_new(NULL);
    for (guint i = 0; i < of->constants->len; i++) {
        const model_enum_constant *constant = g_ptr_array_index(of->constants, i);
        if (!failing || constant->value != 0)
            g_string_append_printf(names, "%s%s", names->len == 0 ? "" : ", ", constant->c_name);
    }
    return arena_take(g_string_free(names, FALSE));
}

static bool is_constant_of(const model_enum *of, bool failing, const char *said) {
    for (guint i = 0; i < of->constants->len; i++) {
        const model_enum_constant *constant = g_ptr_array_index(of->constants, i);
        if (strcmp(constant->c_name, said) == 0)
            return !failing || constant->value != 0;
    }
    return false;
}

static const struct {
    gint64 least;
    guint64 most;
} ranges[] = {
    [MODEL_I8] = {INT8_MIN, INT8_MAX},    [MODEL_I16] = {INT16_MIN, INT16_MAX},
    [MODEL_I32] = {INT32_MIN, INT32_MAX}, [MODEL_I64] = {INT64_MIN, INT64_MAX},
    [MODEL_U8] = {0, UINT8_MAX},          [MODEL_U16] = {0, UINT16_MAX},
    [MODEL_U32] = {0, UINT32_MAX},        [MODEL_U64] = {0, UINT64_MAX},
    [MODEL_SIZE] = {0, UINT64_MAX},
};

/* A decimal number that fits; C reads the very large ones only with their types. */
static const char *whole_number(model_scalar scalar, const char *said) {
    gint64 small = 0;
    guint64 large = 0;
    if (g_ascii_string_to_signed(said, 10, ranges[scalar].least, INT64_MAX, &small, NULL)) {
        if (small > 0 && (guint64)small > ranges[scalar].most)
            return NULL;
        return small == INT64_MIN                        ? "INT64_MIN"
               : small < -INT32_MAX || small > INT32_MAX ? arena_printf("INT64_C(%s)", said)
                                                         : said;
    }
    return g_ascii_string_to_unsigned(said, 10, 0, ranges[scalar].most, &large, NULL)
               ? arena_printf("UINT64_C(%s)", said)
               : NULL;
}

static const char *number(model_scalar scalar, const char *said) {
    char *end = NULL;
    g_ascii_strtod(said, &end);
    if ((!g_ascii_isdigit(said[0]) && (said[0] != '-' || !g_ascii_isdigit(said[1]))) || *end != '\0')
        return NULL;
    return scalar == MODEL_F32 ? arena_printf("(float)%s", said) : said;
}

/* Nothing but zero can be said of a whole record, so zero must be one of its values. */
static bool is_zero_wrong(const model_record *record) {
    for (guint i = 0; i < record->fields->len; i++) {
        const model_field *field = g_ptr_array_index(record->fields, i);
        bool is_zero = field->type.kind != MODEL_ENUM || field->type.enumeration->is_flags;
        for (guint j = 0; !is_zero && j < field->type.enumeration->constants->len; j++)
            is_zero = ((const model_enum_constant *)g_ptr_array_index(field->type.enumeration->constants, j))
                          ->value == 0;
        if (!is_zero || (field->type.kind == MODEL_RECORD && is_zero_wrong(field->type.record)))
            return true;
    }
    return false;
}

/* The value as C, where it fits the type; otherwise null, and `remedy` says what fits. */
static const char *value_for(const model_type *type, const char *said, const char **remedy) {
    switch (type->kind) {
    case MODEL_SCALAR:
        if (type->scalar == MODEL_BOOL) {
            *remedy = "TENON_ON_ERROR(false) or TENON_ON_ERROR(true)";
            return strcmp(said, "false") == 0 || strcmp(said, "true") == 0 ? said : NULL;
        }
        if (type->scalar == MODEL_I128 || type->scalar == MODEL_U128) {
            *remedy = "TENON_ON_ERROR({0})";
            return strcmp(said, "{0}") == 0 ? arena_printf("(%s){0}", type->c_name) : NULL;
        }
        *remedy = "a number that fits: TENON_ON_ERROR(0)";
        if (type->scalar == MODEL_F32 || type->scalar == MODEL_F64)
            return number(type->scalar, said);
        return whole_number(type->scalar, said);
    case MODEL_ENUM:
        *remedy =
            arena_printf("TENON_ON_ERROR(constant) with one of %s", constant_names(type->enumeration, false));
        if (type->enumeration->is_flags && strcmp(said, "0") == 0)
            return said;
        return is_constant_of(type->enumeration, false, said) ? said : NULL;
    case MODEL_TEXT:
        *remedy = "TENON_ON_ERROR(NULL)";
        return strcmp(said, "NULL") == 0 ? said : NULL;
    case MODEL_RECORD:
        *remedy = is_zero_wrong(type->record)
                      ? "a status as the result, and the record with TENON_OUT: zero is no "
                        "constant of one of its enums"
                      : "TENON_ON_ERROR({0})";
        return strcmp(said, "{0}") == 0 && !is_zero_wrong(type->record)
                   ? arena_printf("(%s){0}", type->c_name)
                   : NULL;
    default:
        *remedy = "a status as the result, and the value with TENON_OUT";
        return NULL;
    }
}

void read_on_error(reader *in, CXCursor cursor, model_function *method, const char *what, const char *said) {
    const model_enum *status = in->library->status;
    const char *remedy = "";
    const char *value = NULL;
    if (method->returns_status) {
        remedy = arena_printf("TENON_ON_ERROR(constant) with one of %s", constant_names(status, true));
        value = said != NULL && is_constant_of(status, true, said) ? said : NULL;
    } else if (method->result != NULL) {
        value = value_for(&method->result->type, said == NULL ? "" : said, &remedy);
    } else if (said != NULL) {
        reader_find(in, cursor,
                    arena_printf("%s returns nothing, so nothing can be returned where it fails", what),
                    "no TENON_ON_ERROR: the library goes on, and its caller gets the error");
        return;
    } else {
        return;
    }
    if (said == NULL)
        reader_find(in, cursor,
                    arena_printf("nothing says what %s returns where the host's function fails", what),
                    remedy);
    else if (value == NULL)
        reader_find(in, cursor, arena_printf("TENON_ON_ERROR(%s) is no value that %s can return", said, what),
                    remedy);
    method->on_error = value;
}
