/* Variants: structs of an enum and a union, of which the enum says the valid member. */

#include "reader/variants.h"

#include <string.h>

#include "memory/arena.h"
#include "reader/annotations.h"
#include "reader/marks.h"
#include "reader/meanings.h"

struct variant_reading {
    reader *in;
    model_variant *variant;
    CXCursor cursor; /* the typedef */
    CXCursor union_cursor;
    CXType union_type;
    const char *tagged_by; /* null until the union is found */
    const model_type *tag;
    bool has_tag;
    guint fields;
    read_layout layout;
};

static bool is_union(CXType type) {
    CXType canonical = clang_getCanonicalType(type);
    return canonical.kind == CXType_Record &&
           clang_getCursorKind(clang_getTypeDeclaration(canonical)) == CXCursor_UnionDecl;
}

/* A union without a name has no declarator that an annotation could follow: it stands on the union itself. */
static annotations words_of_union(reader *in, CXCursor field) {
    const char *name = reader_take(clang_getCursorSpelling(field));
    CXCursor declaration = clang_getTypeDeclaration(clang_getCanonicalType(clang_getCursorType(field)));
    return annotations_of(in, name[0] == '\0' ? declaration : field, ON_FIELD);
}

struct looking {
    reader *in;
    bool found;
};

static enum CXVisitorResult look_at_field(CXCursor cursor, CXClientData data) {
    struct looking *looking = data;
    if (is_union(clang_getCursorType(cursor)) && words_of_union(looking->in, cursor).tagged_by != NULL)
        looking->found = true;
    return looking->found ? CXVisit_Break : CXVisit_Continue;
}

bool is_variant(reader *in, CXType type) {
    struct looking looking = {.in = in};
    clang_Type_visitFields(clang_getCanonicalType(type), look_at_field, &looking);
    return looking.found;
}

static size_t byte_offset(CXCursor field) {
    long long bits = clang_Cursor_getOffsetOfField(field);
    return bits < 0 ? 0 : (size_t)bits / 8;
}

static enum CXVisitorResult visit_part(CXCursor cursor, CXClientData data) {
    struct variant_reading *reading = data;
    reading->fields++;
    reader_add_layout(&reading->layout, cursor);
    if (!is_union(clang_getCursorType(cursor)))
        return CXVisit_Continue;
    annotations said = words_of_union(reading->in, cursor);
    if (said.tagged_by == NULL)
        return CXVisit_Continue;
    reading->tagged_by = said.tagged_by;
    reading->union_cursor = cursor;
    reading->union_type = clang_getCanonicalType(clang_getCursorType(cursor));
    reading->variant->union_offset = byte_offset(cursor);
    reading->variant->union_field = reader_take(clang_getCursorSpelling(cursor));
    return CXVisit_Continue;
}

/* ---- The tag ---- */

static enum CXVisitorResult visit_tag(CXCursor cursor, CXClientData data) {
    struct variant_reading *reading = data;
    reader *in = reading->in;
    const char *name = reader_take(clang_getCursorSpelling(cursor));
    if (strcmp(name, reading->tagged_by) != 0)
        return CXVisit_Continue;
    annotations_of(in, cursor, ON_FIELD); /* for the findings */
    reading->has_tag = true;
    read_type type = reader_type(in, clang_getCursorType(cursor));
    bool is_enum = type.is_known && type.pointer_depth == 0 && type.type.kind == MODEL_ENUM &&
                   type.type.enumeration != in->library->status;
    if (!is_enum)
        reader_find(in, cursor, arena_printf("the tag %s is no enum of this contract", name),
                    "an enum with a constant for each case (not the status)");
    else if (type.type.enumeration->is_flags)
        reader_find(in, cursor, arena_printf("the tag %s is made of flags: several cases at once?", name),
                    "an enum without TENON_FLAGS");
    else
        reading->variant->tag = type.type.enumeration;
    reading->variant->tag_field = name;
    reading->variant->tag_offset = byte_offset(cursor);
    return CXVisit_Break;
}

/* ---- The cases ---- */

static const char *constant_names(const model_enum *tag) {
    GPtrArray *names = arena_array();
    for (guint i = 0; i < tag->constants->len; i++)
        g_ptr_array_add(
            names,
            (gpointer)(uintptr_t)((model_enum_constant *)g_ptr_array_index(tag->constants, i))->c_name);
    g_ptr_array_add(names, NULL);
    return arena_take(g_strjoinv(", ", (char **)names->pdata));
}

static model_case *case_named(const model_variant *variant, const char *constant) {
    for (guint i = 0; i < variant->cases->len; i++) {
        model_case *one = g_ptr_array_index(variant->cases, i);
        if (strcmp(one->constant->c_name, constant) == 0)
            return one;
    }
    return NULL;
}

static void fill_case(struct variant_reading *reading, CXCursor cursor, const char *name,
                      const annotations *said) {
    reader *in = reading->in;
    model_case *one = case_named(reading->variant, said->case_of);
    if (one == NULL) {
        reader_find(
            in, cursor, arena_printf("%s is no constant of %s", said->case_of, reading->variant->tag->c_name),
            arena_printf("TENON_CASE(constant) with one of: %s", constant_names(reading->variant->tag)));
        return;
    }
    if (one->member != NULL) {
        reader_find(in, cursor, arena_printf("%s and %s both belong to %s", one->member, name, said->case_of),
                    "one member per constant: a record, where a case has several values");
        return;
    }
    read_type type = reader_type(in, clang_getCursorType(cursor));
    const char *remedy = "";
    const char *problem = reader_member_problem(in, cursor, name, &type, &remedy);
    if (problem == NULL && type.type.kind == MODEL_VARIANT) {
        problem = arena_printf("the member %s is itself a variant", name);
        remedy = "a record that holds the variant";
    }
    if (problem != NULL) {
        reader_find(in, cursor, problem, remedy);
        return;
    }
    apply_meaning(in, cursor, arena_printf("the member %s", name), said, &type.type);
    one->member = name;
    one->type = type.type;
    one->nullable = said->nullable;
    const model_doc *doc = reader_doc(cursor);
    if (doc->summary[0] != '\0')
        one->doc = doc;
    reading->variant->has_text = reading->variant->has_text || reader_has_text(&type.type);
}

static enum CXVisitorResult visit_member(CXCursor cursor, CXClientData data) {
    struct variant_reading *reading = data;
    reader *in = reading->in;
    annotations said = annotations_of(in, cursor, ON_FIELD);
    const char *name = reader_take(clang_getCursorSpelling(cursor));
    if (said.present_if != NULL)
        reader_find(in, cursor, arena_printf("TENON_PRESENT_IF on %s: the tag says what is there", name),
                    "a case without a member for nothing");
    else if (said.case_of == NULL)
        reader_find(
            in, cursor, arena_printf("nothing says when the member %s is the valid one", name),
            arena_printf("TENON_CASE(constant) with one of: %s", constant_names(reading->variant->tag)));
    else
        fill_case(reading, cursor, name, &said);
    return CXVisit_Continue;
}

/* Every constant is a case; one that no member names has nothing with it. */
static void read_cases(struct variant_reading *reading) {
    model_variant *variant = reading->variant;
    for (guint i = 0; i < variant->tag->constants->len; i++) {
        const model_enum_constant *constant = g_ptr_array_index(variant->tag->constants, i);
        model_case *one = ARENA_NEW(model_case);
        *one = (model_case){.constant = constant, .doc = constant->doc};
        g_ptr_array_add(variant->cases, one);
    }
    clang_Type_visitFields(reading->union_type, visit_member, reading);
}

static void check_shape(struct variant_reading *reading) {
    reader *in = reading->in;
    const model_variant *variant = reading->variant;
    if (!reading->has_tag)
        reader_find(in, reading->union_cursor,
                    arena_printf("%s, which is to say which member is valid, is no field of %s",
                                 reading->tagged_by, variant->c_name),
                    "TENON_TAGGED_BY(field) with the enum beside the union");
    else if (reading->fields != 2)
        reader_find(in, reading->cursor,
                    arena_printf("%s holds more than a tag and a union", variant->c_name),
                    "a struct of the two alone, and a record that holds it with the rest");
    else if (reader_is_odd_layout(&reading->layout, variant->size, variant->alignment))
        reader_find(in, reading->cursor,
                    arena_printf("the variant %s is packed or specially aligned", variant->c_name),
                    "a plain struct: other languages lay it out as the compiler does by itself");
}

void read_variant(reader *in, CXCursor cursor, CXType type, const char *c_name) {
    model_variant *variant = ARENA_NEW(model_variant);
    long long size = clang_Type_getSizeOf(type), alignment = clang_Type_getAlignOf(type);
    *variant = (model_variant){.c_name = c_name,
                               .name = reader_type_name(c_name, in->library->name),
                               .union_field = "",
                               .cases = arena_array(),
                               .marks = reader_type_marks(in, cursor, ON_STRUCT),
                               .size = size < 0 ? 0 : (size_t)size,
                               .alignment = alignment < 0 ? 0 : (size_t)alignment,
                               .doc = reader_type_doc(cursor, type),
                               .location = reader_location(cursor)};
    struct variant_reading reading = {.in = in, .variant = variant, .cursor = cursor};
    CXType canonical = clang_getCanonicalType(type);
    clang_Type_visitFields(canonical, visit_part, &reading);
    clang_Type_visitFields(canonical, visit_tag, &reading);
    g_hash_table_add(in->unions, (gpointer)reader_usr(reading.union_type));
    check_shape(&reading);
    if (variant->tag != NULL)
        read_cases(&reading);
    g_ptr_array_add(in->library->variants, variant);
    reader_declare(in, type, (model_type){.kind = MODEL_VARIANT, .variant = variant, .c_name = c_name});
}
