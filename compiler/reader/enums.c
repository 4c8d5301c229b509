#include "reader/enums.h"

#include <string.h>

#include "memory/arena.h"
#include "model/kinds.h"
#include "reader/annotations.h"
#include "reader/marks.h"
#include "tenon/error.h"

struct enum_reading {
    reader *in;
    model_enum *result;
    bool is_status;
    named_kind names; /* what its constants' names are */
};

static void check_kind(struct enum_reading *reading, CXCursor cursor, model_enum_constant *constant,
                       const char *kind) {
    reader *in = reading->in;
    const char *name = constant->c_name;
    if (!reading->is_status) {
        if (kind != NULL)
            reader_find(in, cursor, arena_printf("%s has a kind, but its enum is no status", name),
                        "TENON_STATUS after the word `enum`, or no TENON_KIND");
    } else if (constant->value == 0) {
        if (kind != NULL)
            reader_find(in, cursor, arena_printf("%s is 0, which means success: it has no kind", name),
                        "no TENON_KIND here");
    } else if (kind == NULL) {
        reader_find(in, cursor, arena_printf("%s does not say what kind of failure it is", name),
                    arena_printf("%s TENON_KIND(kind) with one of %s", name, kind_names_joined(", ")));
    } else if ((constant->kind = kind_named(kind)) == TENON_KIND_NONE) {
        reader_find(in, cursor, arena_printf("TENON_KIND(%s) is not a kind", kind),
                    arena_printf("one of %s", kind_names_joined(", ")));
    }
    if (reading->is_status && constant->value <= TENON_CLOSED && constant->value > TENON_CLOSED - 1000)
        reader_find(in, cursor, arena_printf("%s lies in the range of the boundary's own codes", name),
                    "a value above -1000000");
}

/* An unsigned 64-bit enum gives its largest values as negative ones. */
static bool fits(CXCursor cursor, long long value) {
    enum CXTypeKind kind =
        clang_getCanonicalType(clang_getEnumDeclIntegerType(clang_getCursorSemanticParent(cursor))).kind;
    bool is_wide_unsigned = kind == CXType_ULong || kind == CXType_ULongLong;
    return value >= INT32_MIN && value <= INT32_MAX && !(is_wide_unsigned && value < 0);
}

static void check_value(struct enum_reading *reading, CXCursor cursor, const char *name, long long value) {
    if (!fits(cursor, value))
        reader_find(reading->in, cursor, arena_printf("%s does not fit 32 bits", name),
                    "a value between -2147483648 and 2147483647");
    for (guint i = 0; i < reading->result->constants->len; i++) {
        const model_enum_constant *other = g_ptr_array_index(reading->result->constants, i);
        if (other->value == value)
            reader_find(reading->in, cursor,
                        arena_printf("%s has the same value as %s: they could not be told apart", name,
                                     other->c_name),
                        "a value of its own");
    }
}

static enum CXChildVisitResult visit_constant(CXCursor cursor, CXCursor parent, CXClientData data) {
    (void)parent;
    struct enum_reading *reading = data;
    if (clang_getCursorKind(cursor) != CXCursor_EnumConstantDecl)
        return CXChildVisit_Continue;
    annotations said = annotations_of(reading->in, cursor, ON_ENUM_CONSTANT);
    const char *name = reader_take(clang_getCursorSpelling(cursor));
    long long value = clang_getEnumConstantDeclValue(cursor);
    check_value(reading, cursor, name, value);
    model_enum_constant *constant = ARENA_NEW(model_enum_constant);
    *constant = (model_enum_constant){.c_name = name,
                                      .value = (int32_t)value,
                                      .marks = reader_marks(reading->in, cursor, &said, reading->names),
                                      .doc = reader_doc(cursor),
                                      .location = reader_location(cursor)};
    check_kind(reading, cursor, constant, said.kind);
    g_ptr_array_add(reading->result->constants, constant);
    return CXChildVisit_Continue;
}

/* How much of the first constant's name every other shares, up to and including an underscore. */
static size_t shared_prefix(const GPtrArray *constants) {
    if (constants->len == 0)
        return 0;
    const char *first = ((const model_enum_constant *)g_ptr_array_index(constants, 0))->c_name;
    size_t shared = strlen(first);
    for (guint i = 1; i < constants->len; i++) {
        const char *name = ((const model_enum_constant *)g_ptr_array_index(constants, i))->c_name;
        size_t length = 0;
        while (length < shared && name[length] == first[length])
            length++;
        shared = length;
    }
    while (shared > 0 && first[shared - 1] != '_')
        shared--;
    return shared;
}

/* GRAPH_TYPE_TEXT of graph_type is "text": the enum's own name where every constant starts with it, otherwise
 * the library's, so that constants do not lose a word that they merely happen to share. */
static void name_constants(model_enum *result, const char *library) {
    size_t shared = shared_prefix(result->constants);
    const char *prefixes[] = {reader_type_name(result->c_name, ""), library};
    for (guint i = 0; i < result->constants->len; i++) {
        model_enum_constant *constant = g_ptr_array_index(result->constants, i);
        constant->name = NULL;
        for (size_t p = 0; p < G_N_ELEMENTS(prefixes) && constant->name == NULL; p++) {
            size_t length = strlen(prefixes[p]) + 1;
            if (shared >= length && g_ascii_strncasecmp(constant->c_name, prefixes[p], length - 1) == 0 &&
                constant->c_name[length - 1] == '_')
                constant->name = reader_short_name(constant->c_name, prefixes[p]);
        }
        if (constant->name == NULL)
            constant->name = reader_short_name(constant->c_name, library);
    }
}

/* Bits that combine: a constant that is no bit of its own must be made of those that are. */
static void check_flags(reader *in, const model_enum *flags) {
    uint32_t bits = 0;
    for (guint i = 0; i < flags->constants->len; i++) {
        uint32_t value =
            (uint32_t)((const model_enum_constant *)g_ptr_array_index(flags->constants, i))->value;
        bits |= (value & (value - 1)) == 0 ? value : 0;
    }
    for (guint i = 0; i < flags->constants->len; i++) {
        const model_enum_constant *constant = g_ptr_array_index(flags->constants, i);
        if (constant->value < 0)
            findings_add(in->all, constant->location,
                         arena_printf("%s is negative, or has the highest bit", constant->c_name),
                         "one of the bits from 1 to 1 << 30, or a combination of such constants");
        else if (((uint32_t)constant->value & ~bits) != 0)
            findings_add(in->all, constant->location,
                         arena_printf("%s has bits that no constant is by itself", constant->c_name),
                         "a constant for each bit, or no TENON_FLAGS");
    }
}

static void accept_status(reader *in, CXCursor cursor, model_enum *status) {
    if (in->library->status != NULL) {
        reader_find(in, cursor,
                    arena_printf("a second status enum; %s is one already", in->library->status->c_name),
                    "one TENON_STATUS enum per contract");
        return;
    }
    bool has_success = false;
    for (guint i = 0; i < status->constants->len; i++)
        has_success =
            has_success || ((model_enum_constant *)g_ptr_array_index(status->constants, i))->value == 0;
    if (!has_success)
        reader_find(in, cursor, arena_printf("%s has no constant that is 0, for success", status->c_name),
                    arena_printf("%s_OK = 0,", arena_take(g_ascii_strup(in->library->name, -1))));
    in->library->status = status;
}

bool read_enum(reader *in, CXCursor cursor, CXCursor declaration, const char *c_name, model_type *type) {
    annotations said = annotations_of(in, declaration, ON_ENUM);
    if (said.ignore)
        return false;
    model_enum *result = ARENA_NEW(model_enum);
    *result = (model_enum){.c_name = c_name,
                           .name = reader_type_name(c_name, in->library->name),
                           .constants = arena_array(),
                           .marks = reader_type_marks(in, cursor, ON_ENUM),
                           .doc = reader_doc(cursor),
                           .location = reader_location(cursor)};
    if (result->doc->summary[0] == '\0')
        result->doc = reader_doc(declaration);
    struct enum_reading reading = {.in = in,
                                   .result = result,
                                   .is_status = said.status,
                                   /* Flags combine, so they are written as constants rather than cases. */
                                   .names = said.status  ? NAMED_ERROR
                                            : said.flags ? NAMED_CONSTANT
                                                         : NAMED_ENUM_CONSTANT};
    clang_visitChildren(declaration, visit_constant, &reading);
    /* Packed, or with a type of its own: arrays of it would be read with the wrong step. */
    if (clang_Type_getSizeOf(clang_getCursorType(declaration)) == 1 ||
        clang_Type_getSizeOf(clang_getCursorType(declaration)) == 2)
        reader_find(in, cursor, arena_printf("the enum %s is smaller than an int", c_name),
                    "a plain enum, without packed and without a type of its own");
    name_constants(result, in->library->name);
    result->is_flags = said.flags && !said.status;
    if (said.flags && said.status)
        reader_find(in, cursor, arena_printf("%s is a status: a call ends one way, not several", c_name),
                    "TENON_STATUS or TENON_FLAGS");
    else if (said.flags)
        check_flags(in, result);
    if (said.status)
        accept_status(in, cursor, result);
    else
        g_ptr_array_add(in->library->enums, result);
    *type = (model_type){.kind = MODEL_ENUM, .enumeration = result, .c_name = c_name};
    return true;
}
