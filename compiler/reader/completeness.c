/* Completeness: what is unsaid of a parameter or result, and what is said that does not fit it. */

#include <string.h>

#include "memory/arena.h"
#include "reader/callbacks.h"
#include "reader/freeing.h"
#include "reader/parameters.h"

/* What a parameter is, once its type and direction are known. */
typedef enum parameter_shape {
    SHAPE_VALUE,
    SHAPE_OBJECT_IN,
    SHAPE_OBJECT_MADE,
    SHAPE_TEXT_IN,
    SHAPE_TEXTS_IN,
    SHAPE_TEXT_MADE,
    SHAPE_DATA_IN,       /* array or record that is read */
    SHAPE_DATA_PROVIDED, /* array, record or number of the caller that is written */
    SHAPE_DATA_MADE,     /* array that the library gives */
    SHAPE_TEXTS_MADE,    /* list of texts that the library gives */
    SHAPE_ONE_MADE,      /* one number or record behind a pointer of the library's */
    SHAPE_DYNAMIC_IN,
    SHAPE_DYNAMIC_MADE,
    SHAPE_STREAM_IN,
    SHAPE_STREAM_MADE,
    SHAPE_COUNT,
    SHAPE_PRESENCE
} parameter_shape;

typedef enum said_word {
    SAYS_OWNED = 1,
    SAYS_BORROWED = 2,
    SAYS_VIEW = 4,
    SAYS_DESTROYS = 8,
    SAYS_CONSUMES = 16,
    SAYS_FREED_BY = 32,
    SAYS_KEEPS = 64,
    SAYS_FREEZES = 128,
    SAYS_NULLABLE = 256,
    SAYS_NONNULL = 512,
    SAYS_COUNTED_BY = 1024,
    SAYS_OUT = 2048,
    SAYS_INOUT = 4096,
    SAYS_PRESENT_IF = 8192,
    SAYS_DEFAULT = 16384
} said_word;

enum { SAYS_NULLNESS = SAYS_NULLABLE | SAYS_NONNULL };

static const struct {
    said_word word;
    const char *macro;
} macros[] = {
    {SAYS_OWNED, "TENON_OWNED"},
    {SAYS_BORROWED, "TENON_BORROWED"},
    {SAYS_VIEW, "TENON_VIEW"},
    {SAYS_DESTROYS, "TENON_DESTROYS"},
    {SAYS_CONSUMES, "TENON_CONSUMES"},
    {SAYS_FREED_BY, "TENON_FREED_BY"},
    {SAYS_KEEPS, "TENON_KEEPS"},
    {SAYS_FREEZES, "TENON_FREEZES"},
    {SAYS_NULLABLE, "TENON_NULLABLE"},
    {SAYS_NONNULL, "TENON_NONNULL"},
    {SAYS_COUNTED_BY, "TENON_COUNTED_BY"},
    {SAYS_OUT, "TENON_OUT"},
    {SAYS_INOUT, "TENON_INOUT"},
    {SAYS_PRESENT_IF, "TENON_PRESENT_IF"},
    {SAYS_DEFAULT, "TENON_DEFAULT"},
};

static unsigned words_of(const annotations *said) {
    return (said->owned ? SAYS_OWNED : 0u) | (said->borrowed ? SAYS_BORROWED : 0u) |
           (said->view ? SAYS_VIEW : 0u) | (said->destroys ? SAYS_DESTROYS : 0u) |
           (said->consumes ? SAYS_CONSUMES : 0u) | (said->freed_by != NULL ? SAYS_FREED_BY : 0u) |
           (said->keeps != NULL ? SAYS_KEEPS : 0u) | (said->freezes != NULL ? SAYS_FREEZES : 0u) |
           (said->nullable ? SAYS_NULLABLE : 0u) | (said->nonnull ? SAYS_NONNULL : 0u) |
           (said->counted_by != NULL ? SAYS_COUNTED_BY : 0u) | (said->out ? SAYS_OUT : 0u) |
           (said->inout ? SAYS_INOUT : 0u) | (said->present_if != NULL ? SAYS_PRESENT_IF : 0u) |
           (said->default_value != NULL ? SAYS_DEFAULT : 0u);
}

/* What may be said of each shape. */
static const struct {
    const char *name;
    unsigned allowed;
    const char *remedy;
} shapes[] = {
    [SHAPE_VALUE] = {"a value that is copied", SAYS_PRESENT_IF | SAYS_DEFAULT,
                     "none of them: a value has no owner, length, nullness or direction; a pointer has"},
    [SHAPE_OBJECT_IN] =
        {"an object that is passed in", SAYS_DESTROYS | SAYS_CONSUMES | SAYS_NULLNESS | SAYS_DEFAULT,
         "nothing where it is lent for the call, TENON_CONSUMES where the function takes it over"},
    [SHAPE_OBJECT_MADE] = {"a new object",
                           SAYS_OWNED | SAYS_KEEPS | SAYS_FREEZES | SAYS_NULLNESS | SAYS_OUT |
                               SAYS_PRESENT_IF,
                           "TENON_OWNED; its class's destructor ends it"},
    [SHAPE_TEXT_IN] = {"a text that is passed in", SAYS_NULLNESS | SAYS_COUNTED_BY | SAYS_DEFAULT,
                       "nothing: it is lent for the call; what is to stay must be copied by the function"},
    [SHAPE_TEXTS_IN] = {"texts that are passed in", SAYS_NULLNESS | SAYS_COUNTED_BY | SAYS_DEFAULT,
                        "TENON_COUNTED_BY(parameter): they are lent for the call"},
    [SHAPE_TEXT_MADE] =
        {"a text that the function gives",
         SAYS_OWNED | SAYS_BORROWED | SAYS_FREED_BY | SAYS_NULLNESS | SAYS_COUNTED_BY | SAYS_OUT |
             SAYS_PRESENT_IF,
         "TENON_BORROWED, or TENON_OWNED TENON_FREED_BY(function): the text is copied at once"},
    [SHAPE_DATA_IN] = {"data that is passed in", SAYS_NULLNESS | SAYS_COUNTED_BY | SAYS_DEFAULT,
                       "nothing: it is lent for the call; what is to stay must be copied by the function"},
    [SHAPE_DATA_PROVIDED] = {"memory of the caller that is written",
                             SAYS_NONNULL | SAYS_COUNTED_BY | SAYS_OUT | SAYS_INOUT | SAYS_PRESENT_IF,
                             "TENON_OUT or TENON_INOUT, and TENON_COUNTED_BY(parameter) for an array"},
    [SHAPE_DATA_MADE] = {"an array that the function gives",
                         SAYS_OWNED | SAYS_VIEW | SAYS_FREED_BY | SAYS_NULLNESS | SAYS_COUNTED_BY | SAYS_OUT |
                             SAYS_PRESENT_IF,
                         "TENON_OWNED TENON_FREED_BY(function), or TENON_VIEW for memory of the object"},
    [SHAPE_TEXTS_MADE] =
        {"a list of texts that the function gives",
         SAYS_OWNED | SAYS_BORROWED | SAYS_FREED_BY | SAYS_NULLNESS | SAYS_COUNTED_BY | SAYS_OUT |
             SAYS_PRESENT_IF,
         "TENON_BORROWED, or TENON_OWNED TENON_FREED_BY(function): the texts are copied at once"},
    [SHAPE_ONE_MADE] =
        {"one value that the function gives by a pointer",
         SAYS_OWNED | SAYS_BORROWED | SAYS_FREED_BY | SAYS_NULLNESS | SAYS_OUT | SAYS_PRESENT_IF,
         "TENON_BORROWED, or TENON_OWNED TENON_FREED_BY(function): the value is copied at once"},
    [SHAPE_DYNAMIC_IN] = {"a dynamic value that is passed in", SAYS_NULLNESS | SAYS_DEFAULT,
                          "nothing: it is lent for the call; what is to stay must be copied by the function"},
    [SHAPE_DYNAMIC_MADE] =
        {"a dynamic value that the function gives",
         SAYS_OWNED | SAYS_BORROWED | SAYS_NULLNESS | SAYS_OUT | SAYS_PRESENT_IF,
         "TENON_OWNED (tenon_value_free() frees it), or TENON_BORROWED: it is copied at once"},
    [SHAPE_STREAM_IN] = {"a stream that is passed in", SAYS_NULLNESS | SAYS_DEFAULT,
                         "nothing, or TENON_NULLABLE: the function takes the stream over"},
    [SHAPE_STREAM_MADE] =
        {"a stream that the function gives", SAYS_OUT | SAYS_NONNULL | SAYS_PRESENT_IF | SAYS_VIEW,
         "TENON_OUT: the caller takes the stream over; with TENON_VIEW where it shows memory of "
         "the object"},
    [SHAPE_PRESENCE] = {"a bool that says whether another value is there",
                        SAYS_OUT | SAYS_INOUT | SAYS_NONNULL,
                        "none of them: the other languages never see it"},
    /* Whether it may have a default depends on what it counts: see defaults.c. */
    [SHAPE_COUNT] = {"a length", SAYS_OUT | SAYS_INOUT | SAYS_NONNULL | SAYS_DEFAULT,
                     "none of them: the other languages never see it"},
};

/* One finding for all words that do not fit. */
static bool refuse_words(reader *in, const read_parameter *read, parameter_shape shape) {
    unsigned unfit = words_of(&read->said) & ~shapes[shape].allowed;
    GString *names = g_string_new(NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(macros); i++) {
        if (unfit & macros[i].word)
            g_string_append_printf(names, "%s%s", names->len == 0 ? "" : " and ", macros[i].macro);
    }
    const char *verb = strstr(names->str, " and ") == NULL ? "does" : "do";
    if (unfit != 0)
        parameter_problem(in, read, arena_printf("%s %s not fit %s", names->str, verb, shapes[shape].name),
                          shapes[shape].remedy);
    g_string_free(names, TRUE);
    return unfit != 0;
}

static bool writes(const read_parameter *read) {
    return read->said.out || read->said.inout;
}

/* `const double *x TENON_OUT`, `double *const *x TENON_OUT`: nothing can be written there. */
static bool refuse_const_target(reader *in, const read_parameter *read) {
    if (read->is_result || !writes(read) || !read->type.is_target_const)
        return false;
    parameter_problem(in, read, "it is const, but said to be written",
                      arena_printf("%s without const where it is written", read->parameter->name));
    return true;
}

static void check_freed(reader *in, const read_parameter *read) {
    const char *freed_by = read->said.freed_by;
    if (read->said.owned && freed_by == NULL) {
        parameter_problem(in, read, "nothing says which function frees it",
                          "TENON_FREED_BY(function), for instance TENON_FREED_BY(free)");
    } else if (!read->said.owned && freed_by != NULL) {
        parameter_problem(in, read, "it is freed, but not owned", "TENON_OWNED, or no TENON_FREED_BY");
    } else if (freed_by != NULL) {
        const char *problem = freeing_problem(in, read->cursor, read->is_result, freed_by);
        if (problem != NULL)
            parameter_problem(in, read, problem,
                              "TENON_FREED_BY(function) with a function that takes just this pointer");
    }
}

/* What a bool says is there needs no word about null besides. */
static void check_nullness(reader *in, const read_parameter *read) {
    if (!read->said.nullable && !read->said.nonnull && read->said.present_if == NULL)
        parameter_problem(in, read, "nothing says whether it may be null", "TENON_NULLABLE or TENON_NONNULL");
}

/* ---- By type ---- */

static void check_object_in(reader *in, const read_parameter *read) {
    const annotations *said = &read->said;
    if (writes(read))
        parameter_problem(
            in, read, "an object is not written through a single pointer",
            arena_printf("%s **%s TENON_OUT TENON_OWNED", read->type.type.c_name, read->parameter->name));
    else if (!refuse_words(in, read, SHAPE_OBJECT_IN) && said->consumes && read->type.is_const)
        parameter_problem(in, read, "what is consumed cannot be const", "a pointer without const");
}

static void check_object_made(reader *in, const read_parameter *read) {
    if (read->said.borrowed || read->said.view)
        parameter_problem(
            in, read,
            "an object that the library keeps owning cannot be handed out: two handles would name it",
            "TENON_OWNED for a new object or reference, or functions of the owner that give its parts");
    else if (refuse_words(in, read, SHAPE_OBJECT_MADE))
        return;
    else if (!read->said.owned)
        parameter_problem(in, read, "nothing says who owns the object", "TENON_OWNED");
    else if (read->type.is_const)
        parameter_problem(in, read, "the caller owns the object, but may not change or free it",
                          "a pointer without const");
}

static void check_object(reader *in, const read_parameter *read, int depth) {
    if (read->said.counted_by != NULL)
        parameter_problem(in, read, "arrays of objects are not part of this contract version",
                          "functions that take or give one object at a time");
    else if (depth == 1 && !read->is_result)
        check_object_in(in, read);
    else if (!read->is_result && !read->said.out)
        parameter_problem(in, read, "nothing says whether the pointer is read or written",
                          "TENON_OUT TENON_OWNED");
    else
        check_object_made(in, read);
}

static void check_text_made(reader *in, const read_parameter *read) {
    if (read->said.view)
        parameter_problem(in, read, "a text is copied at once, so there is no view of it", "TENON_BORROWED");
    else if (!refuse_words(in, read, SHAPE_TEXT_MADE)) {
        if (!read->said.owned && !read->said.borrowed)
            parameter_problem(
                in, read, "nothing says who owns the text",
                "TENON_BORROWED (the library keeps it), or TENON_OWNED TENON_FREED_BY(function)");
        check_freed(in, read);
        check_nullness(in, read);
    }
}

static void check_texts_made(reader *in, const read_parameter *read) {
    if (read->said.view)
        parameter_problem(in, read, "texts are copied at once, so there is no view of them",
                          "TENON_BORROWED");
    else if (refuse_words(in, read, SHAPE_TEXTS_MADE))
        return;
    else if (!read->said.owned && !read->said.borrowed)
        parameter_problem(in, read, "nothing says who owns the texts",
                          "TENON_BORROWED (the library keeps them), or TENON_OWNED TENON_FREED_BY(function)");
    if (read->said.counted_by == NULL)
        parameter_problem(in, read, "nothing says how many texts there are", "TENON_COUNTED_BY(parameter)");
    check_freed(in, read);
    check_nullness(in, read);
}

static void check_text(reader *in, const read_parameter *read, int depth) {
    bool is_made = read->is_result || read->said.out;
    if (is_made && depth + read->is_result == 3)
        check_texts_made(in, read);
    else if (!is_made && depth == 3)
        parameter_problem(in, read, "nothing says whether the pointer is read or written", "TENON_OUT");
    else if (is_made && depth + read->is_result == 2)
        check_text_made(in, read);
    else if (writes(read))
        parameter_problem(in, read, "text in a buffer of the caller is not part of this contract version",
                          "char **text TENON_OUT TENON_OWNED TENON_FREED_BY(function)");
    else if (!read->type.is_const)
        parameter_problem(
            in, read, "nothing says whether the text is read or written",
            arena_printf(depth == 2 ? "const char *const *%s" : "const char *%s", read->parameter->name));
    else if (!refuse_words(in, read, depth == 2 ? SHAPE_TEXTS_IN : SHAPE_TEXT_IN) && depth == 2 &&
             read->said.counted_by == NULL)
        parameter_problem(in, read, "an array of texts whose length is unsaid",
                          "TENON_COUNTED_BY(parameter)");
}

/* One number, enum or record behind a pointer, which is copied at once. An owned number would rather be an
 * array whose length is unsaid. */
static bool is_one_made(const read_parameter *read) {
    const model_type *type = &read->type.type;
    bool is_record = type->kind == MODEL_RECORD || type->kind == MODEL_VARIANT;
    return (read->said.borrowed || (read->said.owned && is_record)) && read->said.counted_by == NULL &&
           !read->type.is_void;
}

static void check_elements(reader *in, const read_parameter *read) {
    const model_type *type = &read->type.type;
    bool is_wide = type->kind == MODEL_SCALAR && (type->scalar == MODEL_I128 || type->scalar == MODEL_U128);
    bool goes_out = read->is_result || writes(read);
    if (is_wide)
        parameter_problem(in, read, "arrays of numbers of 128 bits are not part of this contract version",
                          "an array of records with such a field, or of uint64_t");
    else if (goes_out && reader_has_text(type))
        parameter_problem(in, read, "nothing says who owns the texts in its elements",
                          "a list of texts for each text, or a function that gives one record at a time");
}

static void check_one_made(reader *in, const read_parameter *read) {
    if (refuse_words(in, read, SHAPE_ONE_MADE))
        return;
    check_freed(in, read);
    check_nullness(in, read);
}

static void check_data_made(reader *in, const read_parameter *read) {
    if (read->said.borrowed)
        parameter_problem(in, read, "an array that the library keeps is not copied: how long is it valid?",
                          "TENON_VIEW: the object lives and cannot change while the array is used");
    else if (refuse_words(in, read, SHAPE_DATA_MADE))
        return;
    else if (!read->said.owned && !read->said.view)
        parameter_problem(in, read, "nothing says who owns the array",
                          "TENON_OWNED TENON_FREED_BY(function), or TENON_VIEW for memory of the object");
    if (read->said.counted_by == NULL)
        parameter_problem(in, read, "nothing says how long the array is", "TENON_COUNTED_BY(parameter)");
    if (!read->said.borrowed) {
        check_freed(in, read);
        check_nullness(in, read);
    }
}

/* A number or enum behind a pointer is one that may be missing; a record need not be. */
static bool is_one_in(const read_parameter *read) {
    const model_type *type = &read->type.type;
    return type->kind == MODEL_RECORD || type->kind == MODEL_VARIANT ||
           (read->said.nullable && !read->type.is_void);
}

static void check_data_in(reader *in, const read_parameter *read) {
    const char *name = read->parameter->name;
    if (read->said.present_if != NULL)
        parameter_problem(in, read, "a pointer says by itself whether something is there", "TENON_NULLABLE");
    else if (!read->type.is_const)
        parameter_problem(in, read, "nothing says whether the pointer is read or written",
                          arena_printf("const, or TENON_OUT or TENON_INOUT after %s", name));
    else if (!refuse_words(in, read, SHAPE_DATA_IN) && read->said.counted_by == NULL && !is_one_in(read))
        parameter_problem(
            in, read, "nothing says how many elements it has",
            arena_printf("TENON_COUNTED_BY(parameter) after %s, or pass a single value by value%s", name,
                         read->type.is_void ? "" : ", or TENON_NULLABLE for one that may be missing"));
}

static void check_data(reader *in, const read_parameter *read, int depth) {
    if (read->said.counted_by != NULL)
        check_elements(in, read);
    if (depth >= 2 && is_one_made(read))
        check_one_made(in, read);
    else if (depth >= 2 && !read->is_result && !writes(read))
        parameter_problem(in, read, "nothing says whether the pointer is read or written", "TENON_OUT");
    else if (depth >= 2)
        check_data_made(in, read);
    else if (!writes(read))
        check_data_in(in, read);
    else if (!refuse_words(in, read, SHAPE_DATA_PROVIDED) && read->type.is_void &&
             read->said.counted_by == NULL)
        parameter_problem(in, read, "bytes whose number is unsaid", "TENON_COUNTED_BY(parameter)");
    else if (read->said.present_if != NULL && read->said.counted_by != NULL)
        parameter_problem(in, read, "an array of the caller's is always there",
                          "TENON_INOUT on its length, which then says how many were written");
}

/* ---- Dynamic values and streams ---- */

static void check_dynamic(reader *in, const read_parameter *read, int depth) {
    bool is_made = read->is_result || read->said.out;
    if (read->said.counted_by != NULL)
        parameter_problem(in, read, "a dynamic value holds lists itself", "one tenon_value that is a list");
    else if (is_made && depth + read->is_result == 2) {
        if (refuse_words(in, read, SHAPE_DYNAMIC_MADE))
            return;
        if (!read->said.owned && !read->said.borrowed)
            parameter_problem(
                in, read, "nothing says who owns the value",
                "TENON_OWNED (tenon_value_free() frees it), or TENON_BORROWED for one that stays");
        if (read->said.owned && read->type.is_const)
            parameter_problem(in, read, "the caller owns the value, but may not free it",
                              "a pointer without const");
        check_nullness(in, read);
    } else if (writes(read) || depth != 1)
        parameter_problem(in, read, "a dynamic value is not written through a single pointer",
                          arena_printf("tenon_value **%s TENON_OUT TENON_OWNED", read->parameter->name));
    else if (!read->type.is_const)
        parameter_problem(in, read, "nothing says whether the value is read or written",
                          arena_printf("const tenon_value *%s", read->parameter->name));
    else
        refuse_words(in, read, SHAPE_DYNAMIC_IN);
}

static void check_stream(reader *in, const read_parameter *read, int depth) {
    const char *name = read->is_result ? "stream" : read->parameter->name;
    if (read->said.counted_by != NULL || read->is_result || depth != 1 || read->said.inout)
        parameter_problem(
            in, read, "a stream moves into the function, or into memory of the caller",
            arena_printf("struct ArrowArrayStream *%s, with TENON_OUT where the function gives it", name));
    else if (read->type.is_const)
        parameter_problem(in, read, "reading a stream changes it, so it cannot be const",
                          arena_printf("struct ArrowArrayStream *%s", name));
    else
        refuse_words(in, read, read->said.out ? SHAPE_STREAM_MADE : SHAPE_STREAM_IN);
}

static void check_value(reader *in, const read_parameter *read) {
    if (read->type.type.kind == MODEL_CLASS)
        parameter_problem(in, read, "an object is passed by value",
                          arena_printf("%s *", read->type.type.c_name));
    else if (read->type.type.kind == MODEL_TEXT)
        parameter_problem(in, read, "char is neither text nor a number", "int8_t, uint8_t or const char *");
    else if (read->type.is_void)
        parameter_problem(in, read, "void is not a value", "a type");
    else if (read->type.type.kind == MODEL_DYNAMIC)
        parameter_problem(in, read, "a dynamic value is passed by pointer", "const tenon_value *");
    else if (read->type.type.kind == MODEL_STREAM)
        parameter_problem(in, read, "a stream is passed by pointer", "struct ArrowArrayStream *");
    else
        refuse_words(in, read, SHAPE_VALUE);
}

static bool is_status(const reader *in, const read_parameter *read) {
    const model_type *type = &read->type.type;
    return type->kind == MODEL_ENUM && type->enumeration == in->library->status;
}

static void check_by_type(reader *in, const read_parameter *read, int depth) {
    if (read->type.type.kind == MODEL_CLASS)
        check_object(in, read, depth);
    else if (read->type.type.kind == MODEL_TEXT)
        check_text(in, read, depth);
    else if (read->type.type.kind == MODEL_DYNAMIC)
        check_dynamic(in, read, depth);
    else if (read->type.type.kind == MODEL_STREAM)
        check_stream(in, read, depth);
    else
        check_data(in, read, depth + read->is_result);
}

void check_complete(reader *in, const read_parameter *read) {
    int depth = read->type.pointer_depth;
    bool is_object = read->type.type.kind == MODEL_CLASS;
    if (!read->type.is_known || read->parameter == NULL || check_callback(in, read))
        return;
    if (read->parameter->role == MODEL_COUNT) {
        if (!refuse_const_target(in, read))
            refuse_words(in, read, SHAPE_COUNT);
    } else if (read->parameter->role == MODEL_PRESENCE) {
        if (!refuse_const_target(in, read) && !read->is_result)
            refuse_words(in, read, SHAPE_PRESENCE);
    } else if (is_status(in, read)) {
        parameter_problem(in, read, "the status is only what a function returns",
                          "it as the result, or an int32_t or another enum here");
    } else if ((read->said.destroys || read->said.consumes) && (!is_object || depth != 1)) {
        parameter_problem(in, read, "only an object can be destroyed or consumed",
                          "a pointer to a class; TENON_IGNORE on a function that frees something else");
    } else if (depth == 0) {
        check_value(in, read);
    } else if (depth + read->is_result > (read->type.type.kind == MODEL_TEXT ? 3 : 2)) {
        parameter_problem(in, read,
                          arena_printf("%s has too many pointers to have one meaning", read->type.c_type),
                          "an array, a text or an object");
    } else if (depth >= 2 && read->said.inout) {
        parameter_problem(in, read, "a pointer that is read and replaced has two owners",
                          "one parameter to read and another with TENON_OUT");
    } else if (!refuse_const_target(in, read)) {
        check_by_type(in, read, depth);
    }
}
