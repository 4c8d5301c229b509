/* What a whole number means: instants, durations and exact numbers. */

#include "reader/meanings.h"

#include <string.h>

#include "memory/arena.h"
#include "reader/marks.h"

static const char *const units[] = {[MODEL_SECONDS] = "seconds",
                                    [MODEL_MILLISECONDS] = "milliseconds",
                                    [MODEL_MICROSECONDS] = "microseconds",
                                    [MODEL_NANOSECONDS] = "nanoseconds"};

static bool find_unit(const char *name, model_unit *unit) {
    for (size_t i = 0; i < G_N_ELEMENTS(units); i++) {
        if (strcmp(units[i], name) == 0) {
            *unit = (model_unit)i;
            return true;
        }
    }
    return false;
}

static bool is_whole(const model_type *type) {
    return type->kind == MODEL_SCALAR && type->scalar >= MODEL_I8 && type->scalar <= MODEL_SIZE;
}

void apply_meaning(reader *in, CXCursor cursor, const char *what, const annotations *said, model_type *type) {
    const char *unit = said->instant != NULL ? said->instant : said->duration;
    const char *macro = said->instant != NULL ? "TENON_INSTANT" : "TENON_DURATION";
    bool is_fit =
        said->instant != NULL ? type->kind == MODEL_SCALAR && type->scalar == MODEL_I64 : is_whole(type);
    if (unit == NULL)
        return;
    if (said->instant != NULL && said->duration != NULL)
        reader_find(in, cursor, arena_printf("%s is said to be both a moment and a span of time", what),
                    "TENON_INSTANT or TENON_DURATION");
    else if (type->meaning != MODEL_PLAIN)
        reader_find(in, cursor, arena_printf("%s: its type says already what the number means", what),
                    arena_printf("no %s here, or the plain number as the type", macro));
    else if (!is_fit)
        reader_find(in, cursor,
                    arena_printf("%s on %s, which is no %s", macro, what,
                                 said->instant != NULL ? "int64_t" : "whole number of at most 64 bits"),
                    said->instant != NULL ? "int64_t" : "int64_t, or another whole number");
    else if (!find_unit(unit, &type->unit))
        reader_find(in, cursor, arena_printf("%s(%s) is no unit of time", macro, unit),
                    arena_printf("%s(unit) with seconds, milliseconds, microseconds or nanoseconds", macro));
    else
        type->meaning = said->instant != NULL ? MODEL_INSTANT : MODEL_DURATION;
}

static void read_exact(reader *in, CXCursor cursor, const char *c_name, const annotations *said,
                       model_type *type) {
    const char *digits = said->exact;
    guint64 number = 0;
    if (type->kind != MODEL_SCALAR || type->scalar != MODEL_I64 || type->meaning != MODEL_PLAIN) {
        reader_find(in, cursor, arena_printf("TENON_EXACT on %s, which is no int64_t", c_name),
                    arena_printf("typedef int64_t %s TENON_EXACT(digits);", c_name));
        return;
    }
    if (!g_ascii_string_to_unsigned(digits, 10, 0, 18, &number, NULL)) {
        reader_find(in, cursor,
                    arena_printf("TENON_EXACT(%s) is no number of digits after the point", digits),
                    "TENON_EXACT(digits) with 0 to 18: 2 for cents");
        return;
    }
    model_exact *exact = ARENA_NEW(model_exact);
    *exact = (model_exact){.c_name = c_name,
                           .name = reader_type_name(c_name, in->library->name),
                           .digits = (unsigned)number,
                           .marks = reader_marks(in, cursor, said, NAMED_TYPE),
                           .doc = reader_doc(cursor),
                           .location = reader_location(cursor)};
    g_ptr_array_add(in->library->exacts, exact);
    type->meaning = MODEL_EXACT;
    type->exact = exact;
}

void read_meaning(reader *in, CXCursor cursor, CXType type, const annotations *said) {
    if (said->instant == NULL && said->duration == NULL && said->exact == NULL)
        return;
    const char *c_name = reader_take(clang_getCursorSpelling(cursor));
    read_type read = reader_type(in, type);
    model_type *meant = ARENA_NEW(model_type);
    *meant = read.type;
    if (!read.is_known || read.is_void || read.pointer_depth > 0)
        meant->kind = MODEL_TEXT; /* anything that is no number */
    if (said->exact != NULL && (said->instant != NULL || said->duration != NULL))
        reader_find(in, cursor, arena_printf("%s is said to be both an exact number and a time", c_name),
                    "TENON_EXACT, TENON_INSTANT or TENON_DURATION");
    else if (said->exact != NULL)
        read_exact(in, cursor, c_name, said, meant);
    else
        apply_meaning(in, cursor, c_name, said, meant);
    if (meant->kind == MODEL_SCALAR)
        g_hash_table_insert(in->meanings, (gpointer)(uintptr_t)c_name, meant);
}
