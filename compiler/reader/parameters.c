#include "reader/parameters.h"

#include <string.h>

#include "memory/arena.h"

static void problem(reader *in, const read_parameter *read, const char *message, const char *remedy) {
    const char *what = read->is_result ? arena_printf("the result of %s", read->function)
                                       : arena_printf("%s of %s", read->parameter->name, read->function);
    reader_find(in, read->cursor, arena_printf("%s: %s", what, message), remedy);
}

static bool is_class(const read_parameter *read) {
    return read->type.type.kind == MODEL_CLASS;
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
                                   .c_type = read->type.c_type,
                                   .doc = "",
                                   .location = reader_location(read->cursor)};
    parameter->is_array = read->said.counted_by != NULL && !is_text(read);
    return parameter;
}

static void check_words(reader *in, const read_parameter *read) {
    const annotations *said = &read->said;
    if (ownership_words(said) > 1)
        problem(in, read, "more than one owner is named",
                "one of TENON_OWNED, TENON_BORROWED, TENON_VIEW, TENON_DESTROYS, TENON_CONSUMES");
    if (said->nullable && said->nonnull)
        problem(in, read, "it is said to be both nullable and never null", "TENON_NULLABLE or TENON_NONNULL");
    if (said->out && said->inout)
        problem(in, read, "it is said to be both out and in/out", "TENON_OUT or TENON_INOUT");
    if (read->type.pointer_depth == 0 && !read->is_result && (said->out || said->inout))
        problem(in, read, "a value cannot be written by the function", "a pointer, or no TENON_OUT");
    if (read->type.pointer_depth == 0 && (said->nullable || said->nonnull))
        problem(in, read, "a value is never null", "a pointer, or no TENON_NULLABLE and TENON_NONNULL");
    if (read->type.pointer_depth == 0 && said->counted_by != NULL)
        problem(in, read, "a single value has no length", "a pointer, or no TENON_COUNTED_BY");
    if (said->keeps != NULL && said->freezes != NULL)
        problem(in, read, "it keeps one parameter and freezes another", "TENON_KEEPS or TENON_FREEZES");
}

read_parameter read_one_parameter(reader *in, CXCursor cursor, const char *function,
                                  CXCursor function_cursor) {
    read_parameter read = {.cursor = cursor, .function = function};
    read.said = annotations_of(in, cursor, ON_PARAMETER);
    read.type = reader_type(in, clang_getCursorType(cursor));
    const char *name = reader_take(clang_getCursorSpelling(cursor));
    read.parameter = fill(&read, name);
    read.parameter->doc = reader_parameter_doc(function_cursor, name);
    if (name[0] == '\0')
        reader_find(in, cursor, arena_printf("a parameter of %s has no name", function),
                    "a name: it becomes the parameter's name in every language");
    if (!read.type.is_known)
        problem(in, &read, read.type.problem, read.type.remedy);
    check_words(in, &read);
    return read;
}

read_parameter read_function_result(reader *in, CXCursor cursor, const char *function, annotations said) {
    read_parameter read = {.cursor = cursor, .function = function, .said = said, .is_result = true};
    read.type = reader_type(in, clang_getCursorResultType(cursor));
    if (read.type.is_void && read.type.pointer_depth == 0)
        return read;
    read.parameter = fill(&read, "result");
    read.parameter->doc = reader_doc(cursor)->returns;
    if (!read.type.is_known)
        problem(in, &read, read.type.problem, read.type.remedy);
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

static const char *parameter_names(const GPtrArray *parameters) {
    GPtrArray *names = arena_array();
    for (guint i = 0; i < parameters->len; i++)
        g_ptr_array_add(names,
                        arena_strdup(((read_parameter *)g_ptr_array_index(parameters, i))->parameter->name));
    g_ptr_array_add(names, NULL);
    return names->len == 1 ? "nothing: add a parameter" : arena_take(g_strjoinv(", ", (char **)names->pdata));
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
    if (!is_count_type(&count->type)) {
        problem(in, counted, arena_printf("its length %s is not a whole number of 32 bits or more", name),
                arena_printf("size_t %s", name));
    } else if (makes && (count->type.pointer_depth != 1 || !count->said.out)) {
        problem(in, counted, arena_printf("the function decides its length, but %s is not written", name),
                arena_printf("size_t *%s TENON_OUT", name));
    } else if (!makes && count->type.pointer_depth == 1 && !count->said.inout) {
        problem(in, counted,
                arena_printf("its length %s is a pointer that is not both read and written", name),
                arena_printf("size_t %s, or size_t *%s TENON_INOUT where fewer may be written", name, name));
    } else if (!makes && count->type.pointer_depth == 1 && !counted->said.out) {
        problem(in, counted, "a length that changes needs an array that is written",
                "TENON_OUT on the array");
    } else if (count->type.pointer_depth > 1) {
        problem(in, counted, arena_printf("its length %s is a pointer to a pointer", name),
                arena_printf("size_t %s", name));
    }
}

static void resolve_count(reader *in, GPtrArray *parameters, read_parameter *read) {
    if (read->said.counted_by == NULL)
        return;
    int index = find_parameter(parameters, read->said.counted_by);
    read_parameter *count = index < 0 ? NULL : g_ptr_array_index(parameters, (guint)index);
    if (count == NULL || count == read) {
        problem(in, read, arena_printf("its length %s is not another parameter", read->said.counted_by),
                arena_printf("TENON_COUNTED_BY(parameter) with one of: %s", parameter_names(parameters)));
        return;
    }
    check_count(in, read, count);
    read->parameter->count_parameter = index;
    count->parameter->role = MODEL_COUNT;
}

static void resolve_keeps(reader *in, GPtrArray *parameters, read_parameter *read) {
    const char *name = read->said.keeps != NULL ? read->said.keeps : read->said.freezes;
    if (name == NULL)
        return;
    int index = find_parameter(parameters, name);
    const read_parameter *kept = index < 0 ? NULL : g_ptr_array_index(parameters, (guint)index);
    if (kept == NULL || !is_class(kept) || kept->type.pointer_depth != 1) {
        problem(in, read, arena_printf("%s, which it keeps, is not an object passed to the function", name),
                arena_printf("an object among: %s", parameter_names(parameters)));
        return;
    }
    if (!is_class(read)) {
        problem(in, read, "only a new object can keep another alive", "TENON_VIEW for memory of an object");
        return;
    }
    read->parameter->keeps_parameter = index;
    read->parameter->freezes = read->said.freezes != NULL;
}

void resolve_references(reader *in, GPtrArray *parameters, read_parameter *result) {
    for (guint i = 0; i < parameters->len; i++) {
        resolve_count(in, parameters, g_ptr_array_index(parameters, i));
        resolve_keeps(in, parameters, g_ptr_array_index(parameters, i));
    }
    if (result->parameter != NULL) {
        resolve_count(in, parameters, result);
        resolve_keeps(in, parameters, result);
    }
}

/* ---- Completeness: what is unsaid ---- */

static void check_freed(reader *in, const read_parameter *read) {
    if (read->said.owned && read->said.freed_by == NULL)
        problem(in, read, "nothing says which function frees it",
                "TENON_FREED_BY(function), for instance free");
}

static void check_nullness(reader *in, const read_parameter *read) {
    if (!read->said.nullable && !read->said.nonnull)
        problem(in, read, "nothing says whether it may be null", "TENON_NULLABLE or TENON_NONNULL");
}

static void check_object(reader *in, const read_parameter *read, int depth_of_object) {
    if (depth_of_object == 1 && !read->is_result) {
        if (read->said.out || read->said.inout)
            problem(
                in, read, "an object is not written through a single pointer",
                arena_printf("%s **%s TENON_OUT TENON_OWNED", read->type.type.c_name, read->parameter->name));
        if (read->said.owned || read->said.borrowed || read->said.view)
            problem(in, read, "an object passed in is lent by itself",
                    "TENON_CONSUMES where the function takes it over");
    } else if (!read->said.out && !read->is_result) {
        problem(in, read, "nothing says whether the pointer is read or written", "TENON_OUT TENON_OWNED");
    } else if (read->said.borrowed || read->said.view) {
        problem(in, read,
                "an object that the library keeps owning cannot be handed out: two handles would name it",
                "TENON_OWNED for a new object or reference, or functions of the owner that give its parts");
    } else if (!read->said.owned) {
        problem(in, read, "nothing says who owns the object", "TENON_OWNED");
    } else if (read->type.is_const) {
        problem(in, read, "the caller owns the object, but may not change or free it",
                "a pointer without const");
    }
}

static void check_text(reader *in, const read_parameter *read, int depth) {
    bool is_out = read->is_result || read->said.out;
    if (!is_out && depth == 2 && read->said.counted_by != NULL)
        return;
    if (!is_out && depth == 2) {
        problem(in, read, "an array of texts whose length is unsaid", "TENON_COUNTED_BY(parameter)");
    } else if (is_out && depth + read->is_result == 2) {
        if (!read->said.owned && !read->said.borrowed)
            problem(in, read, "nothing says who owns the text",
                    "TENON_BORROWED (the library keeps it), or TENON_OWNED TENON_FREED_BY(function)");
        check_freed(in, read);
        check_nullness(in, read);
    } else if (is_out || read->said.inout) {
        problem(in, read, "text in a buffer of the caller is not part of this contract version",
                "char **text TENON_OUT TENON_OWNED TENON_FREED_BY(function)");
    } else if (!read->type.is_const) {
        problem(in, read, "nothing says whether the text is read or written",
                arena_printf("const char *%s", read->parameter->name));
    }
}

static void check_made_array(reader *in, const read_parameter *read) {
    if (!read->said.owned && !read->said.view)
        problem(in, read, "nothing says who owns the array",
                "TENON_OWNED TENON_FREED_BY(function), or TENON_VIEW for memory of the object");
    if (read->said.counted_by == NULL)
        problem(in, read, "nothing says how long the array is", "TENON_COUNTED_BY(parameter)");
    check_freed(in, read);
    check_nullness(in, read);
}

static void check_values(reader *in, const read_parameter *read, int depth) {
    const char *name = read->parameter->name;
    bool has_direction = read->said.out || read->said.inout;
    if (depth >= 2) {
        if (!has_direction && !read->is_result)
            problem(in, read, "nothing says whether the pointer is read or written", "TENON_OUT");
        else
            check_made_array(in, read);
    } else if (read->said.owned || read->said.view || read->said.borrowed) {
        problem(in, read, "an array in the caller's memory has no other owner", "no ownership here");
    } else if (has_direction && read->type.is_const) {
        problem(in, read, "it is const, but said to be written", arena_printf("%s without const", name));
    } else if (!has_direction && !read->type.is_const) {
        problem(in, read, "nothing says whether the pointer is read or written",
                arena_printf("const, or TENON_OUT or TENON_INOUT after %s", name));
    } else if (!has_direction && read->said.counted_by == NULL && read->type.type.kind != MODEL_RECORD) {
        problem(in, read, "nothing says how many elements it has",
                arena_printf("TENON_COUNTED_BY(parameter) after %s, or pass a single value by value", name));
    } else if (read->type.is_void && read->said.counted_by == NULL) {
        problem(in, read, "bytes whose number is unsaid", "TENON_COUNTED_BY(parameter)");
    } else if (has_direction && read->said.nullable) {
        problem(in, read, "what the caller provides for writing is never null", "no TENON_NULLABLE");
    }
}

void check_complete(reader *in, const read_parameter *read) {
    int depth = read->type.pointer_depth;
    if (!read->type.is_known || read->parameter == NULL || read->parameter->role == MODEL_COUNT)
        return;
    if (depth == 0) {
        if (is_class(read))
            problem(in, read, "an object is passed by value", arena_printf("%s *", read->type.type.c_name));
        else if (is_text(read))
            problem(in, read, "char is neither text nor a number", "int8_t, uint8_t or const char *");
        else if (read->type.is_void)
            problem(in, read, "void is not a value", "a type");
        else if (ownership_words(&read->said) > 0 || read->said.keeps != NULL || read->said.freezes != NULL)
            problem(in, read, "a value has no owner", "no ownership annotation");
    } else if (depth > 2 || (read->is_result && depth > 1)) {
        problem(in, read, arena_printf("%s has too many pointers to have one meaning", read->type.c_type),
                "an array, a text or an object");
    } else if ((read->said.destroys || read->said.consumes) && (!is_class(read) || depth != 1)) {
        problem(in, read, "only an object can be destroyed or consumed", "a pointer to a class");
    } else if (is_class(read)) {
        check_object(in, read, depth);
    } else if (is_text(read)) {
        check_text(in, read, depth);
    } else {
        check_values(in, read, depth + read->is_result);
    }
}
