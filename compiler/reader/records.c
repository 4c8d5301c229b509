/* Records: structs of plain values, laid out as a compiler lays them out by itself. */

#include <string.h>

#include "memory/arena.h"
#include "reader/annotations.h"
#include "reader/marks.h"
#include "reader/meanings.h"
#include "reader/reader_internal.h"

/* ---- What fields and cases have in common ---- */

static bool is_array_type(CXType canonical) {
    return canonical.kind == CXType_ConstantArray || canonical.kind == CXType_IncompleteArray ||
           canonical.kind == CXType_VariableArray;
}

static bool is_union_type(CXType canonical) {
    return canonical.kind == CXType_Record &&
           clang_getCursorKind(clang_getTypeDeclaration(canonical)) == CXCursor_UnionDecl;
}

static bool is_function_pointer(CXType canonical) {
    enum CXTypeKind pointee = clang_getPointeeType(canonical).kind;
    return canonical.kind == CXType_Pointer &&
           (pointee == CXType_FunctionProto || pointee == CXType_FunctionNoProto);
}

static const char *pointer_problem(const char *name, const read_type *type, const char **remedy) {
    bool is_text = type->is_known && type->type.kind == MODEL_TEXT && type->pointer_depth == 1;
    if (is_text && type->is_const)
        return NULL;
    *remedy =
        is_text
            ? arena_printf("const char *%s", name)
            : "plain values and texts (const char *) only, or an opaque class with functions that give the "
              "rest";
    return is_text
               ? arena_printf("the field %s is text that somebody may write: who owns it?", name)
               : arena_printf("the field %s is a pointer or array: who owns it, and how long is it?", name);
}

/* What a struct or union inside a record must not be, or null. */
static const char *inner_problem(CXType canonical, const char *name, const read_type *type,
                                 const char **remedy) {
    if (is_union_type(canonical)) {
        *remedy = "a struct of the union and an enum, with TENON_TAGGED_BY(field) after the union's name";
        return arena_printf("the field %s is a union: nothing says which member is valid",
                            name[0] == '\0' ? "without a name" : name);
    }
    *remedy = "its typedef in this header above, or its fields here, one by one";
    if (name[0] == '\0')
        return "a struct without a name inside a record";
    return type->is_known
               ? NULL
               : arena_printf("the field %s is a struct that this contract does not declare", name);
}

const char *reader_member_problem(const reader *in, CXCursor cursor, const char *name, const read_type *type,
                                  const char **remedy) {
    CXType canonical = clang_getCanonicalType(clang_getCursorType(cursor));
    *remedy = "a fixed-width number, bool or enum";
    if (clang_Cursor_isBitField(cursor))
        return arena_printf("the field %s is a bit-field", name);
    if (is_function_pointer(canonical)) {
        *remedy = "TENON_INTERFACE after the word `struct` where all members are functions and their context";
        return arena_printf("the field %s is a function pointer", name);
    }
    if (is_array_type(canonical) || type->pointer_depth > 0) {
        const char *problem = pointer_problem(name, type, remedy);
        if (problem != NULL)
            return problem;
    } else if (canonical.kind == CXType_Record) {
        const char *problem = inner_problem(canonical, name, type, remedy);
        if (problem != NULL)
            return problem;
    }
    if (clang_isConstQualifiedType(canonical)) {
        *remedy = "the field without const: records are copied, also into the library";
        return arena_printf("the field %s is const", name);
    }
    if (!type->is_known) {
        *remedy = type->remedy;
        return arena_printf("the field %s: %s", name, type->problem);
    }
    if (type->type.kind == MODEL_ENUM && type->type.enumeration == in->library->status) {
        *remedy = "an int32_t, or an enum that is not TENON_STATUS";
        return arena_printf("the field %s is the status, which only functions return", name);
    }
    bool is_text = type->type.kind == MODEL_TEXT && type->pointer_depth == 1;
    bool is_plain = type->type.kind == MODEL_SCALAR || type->type.kind == MODEL_ENUM ||
                    type->type.kind == MODEL_RECORD || type->type.kind == MODEL_VARIANT;
    if (!is_text && (!is_plain || type->is_void)) {
        *remedy = "a fixed-width number, bool, enum, text (const char *) or record";
        return arena_printf("the field %s is neither a number, bool, enum, text nor record", name);
    }
    return NULL;
}

bool reader_has_text(const model_type *type) {
    return type->kind == MODEL_TEXT || (type->kind == MODEL_RECORD && type->record->has_text) ||
           (type->kind == MODEL_VARIANT && type->variant->has_text);
}

const model_doc *reader_type_doc(CXCursor cursor, CXType type) {
    const model_doc *doc = reader_doc(cursor);
    return doc->summary[0] != '\0' ? doc : reader_doc(clang_getTypeDeclaration(clang_getCanonicalType(type)));
}

/* ---- Layout ---- */

/* Packed and specially aligned structs put fields where other languages do not expect them. */
void reader_add_layout(read_layout *layout, CXCursor field) {
    CXType type = clang_getCanonicalType(clang_getCursorType(field));
    long long size = clang_Type_getSizeOf(type), alignment = clang_Type_getAlignOf(type);
    long long at = clang_Cursor_getOffsetOfField(field) / 8;
    if (size <= 0 || alignment <= 0)
        return;
    long long natural = (layout->end + alignment - 1) / alignment * alignment;
    layout->is_odd = layout->is_odd || at != natural;
    layout->end = natural + size;
    layout->alignment = MAX(layout->alignment, alignment);
}

bool reader_is_odd_layout(const read_layout *layout, size_t size, size_t alignment) {
    long long natural_alignment = MAX(layout->alignment, 1);
    long long natural_size = (layout->end + natural_alignment - 1) / natural_alignment * natural_alignment;
    return layout->is_odd || (long long)size != natural_size || (long long)alignment != natural_alignment;
}

/* ---- Fields ---- */

struct record_reading {
    reader *in;
    model_record *record;
    GPtrArray *presences; /* char *: what TENON_PRESENT_IF names, by field; "" where there is none */
    read_layout layout;
    bool is_partial; /* a field is wrong and left out */
};

static void check_field_words(reader *in, CXCursor cursor, const char *name, const annotations *said,
                              const model_type *type) {
    if (said->nullable && type->kind != MODEL_TEXT)
        reader_find(in, cursor, arena_printf("the field %s cannot be null: it is no pointer", name),
                    "TENON_PRESENT_IF(field) with a bool beside it");
    else if (said->nullable && said->present_if != NULL)
        reader_find(in, cursor, arena_printf("the field %s says twice how it is missing", name),
                    "TENON_NULLABLE or TENON_PRESENT_IF");
    if (said->tagged_by != NULL || said->case_of != NULL)
        reader_find(in, cursor,
                    arena_printf("the field %s is neither a tagged union nor a case of one", name),
                    "TENON_TAGGED_BY on a union, TENON_CASE on its members");
}

static enum CXVisitorResult visit_field(CXCursor cursor, CXClientData data) {
    struct record_reading *reading = data;
    reader *in = reading->in;
    annotations said = annotations_of(in, cursor, ON_FIELD);
    const char *name = reader_take(clang_getCursorSpelling(cursor));
    read_type type = reader_type(in, clang_getCursorType(cursor));
    const char *remedy = "";
    const char *problem = reader_member_problem(in, cursor, name, &type, &remedy);
    if (problem != NULL) {
        reader_find(in, cursor, problem, remedy);
        reading->is_partial = true;
        return CXVisit_Continue;
    }
    reader_add_layout(&reading->layout, cursor);
    check_field_words(in, cursor, name, &said, &type.type);
    apply_meaning(in, cursor, arena_printf("the field %s", name), &said, &type.type);
    model_field *field = ARENA_NEW(model_field);
    *field = (model_field){.name = name,
                           .type = type.type,
                           .nullable = said.nullable,
                           .present_if = MODEL_NO_FIELD,
                           .marks = reader_marks(in, cursor, &said, NAMED_FIELD),
                           .doc = reader_doc(cursor),
                           .location = reader_location(cursor)};
    g_ptr_array_add(reading->record->fields, field);
    g_ptr_array_add(reading->presences,
                    (gpointer)(uintptr_t)(said.present_if == NULL ? "" : said.present_if));
    reading->record->has_text = reading->record->has_text || reader_has_text(&type.type);
    return CXVisit_Continue;
}

static int find_field(const model_record *record, const char *name) {
    for (guint i = 0; i < record->fields->len; i++) {
        if (strcmp(((const model_field *)g_ptr_array_index(record->fields, i))->name, name) == 0)
            return (int)i;
    }
    return MODEL_NO_FIELD;
}

static void resolve_presence_of(reader *in, model_record *record, model_field *field, const char *name) {
    int index = find_field(record, name);
    model_field *presence = index == MODEL_NO_FIELD ? NULL : g_ptr_array_index(record->fields, (guint)index);
    if (presence == NULL || presence == field || presence->type.kind != MODEL_SCALAR ||
        presence->type.scalar != MODEL_BOOL) {
        findings_add(
            in->all, field->location,
            arena_printf("%s, which is to say whether %s is there, is no bool of %s", name, field->name,
                         record->c_name),
            arena_printf("bool has_%s; beside it, and TENON_PRESENT_IF(has_%s)", field->name, field->name));
    } else if (presence->is_presence) {
        findings_add(in->all, field->location,
                     arena_printf("%s says already whether another field is there", name),
                     "a bool for each, or a record of the fields that come together");
    } else {
        presence->is_presence = true;
        field->present_if = index;
    }
}

static void resolve_presences(struct record_reading *reading) {
    model_record *record = reading->record;
    for (guint i = 0; i < record->fields->len; i++) {
        const char *name = g_ptr_array_index(reading->presences, i);
        if (name[0] != '\0')
            resolve_presence_of(reading->in, record, g_ptr_array_index(record->fields, i), name);
    }
}

void read_record(reader *in, CXCursor cursor, CXType type, const char *c_name) {
    model_record *record = ARENA_NEW(model_record);
    long long size = clang_Type_getSizeOf(type);
    long long alignment = clang_Type_getAlignOf(type);
    *record = (model_record){.c_name = c_name,
                             .name = reader_type_name(c_name, in->library->name),
                             .fields = arena_array(),
                             .marks = reader_type_marks(in, cursor, ON_STRUCT),
                             .size = size < 0 ? 0 : (size_t)size,
                             .alignment = alignment < 0 ? 0 : (size_t)alignment,
                             .doc = reader_type_doc(cursor, type),
                             .location = reader_location(cursor)};
    struct record_reading reading = {.in = in, .record = record, .presences = arena_array()};
    guint findings_before = in->all->list->len;
    clang_Type_visitFields(clang_getCanonicalType(type), visit_field, &reading);
    bool is_right = in->all->list->len == findings_before;
    if (is_right && record->fields->len == 0)
        reader_find(in, cursor, arena_printf("the record %s has no fields", c_name),
                    "fields, or `typedef struct x x;` without them for a class");
    else if (is_right && reader_is_odd_layout(&reading.layout, record->size, record->alignment))
        reader_find(in, cursor, arena_printf("the record %s is packed or specially aligned", c_name),
                    "a plain struct: other languages lay it out as the compiler does by itself");
    if (!reading.is_partial)
        resolve_presences(&reading);
    g_ptr_array_add(in->library->records, record);
    reader_declare(in, type, (model_type){.kind = MODEL_RECORD, .record = record, .c_name = c_name});
}
