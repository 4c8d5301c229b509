/* Records: structs of plain values, laid out as a compiler lays them out by itself. */

#include <string.h>

#include "memory/arena.h"
#include "reader/annotations.h"
#include "reader/marks.h"
#include "reader/reader_internal.h"

struct record_reading {
    reader *in;
    model_record *record;
    CXType type;
    long long end; /* in bytes: where the next field may start at the earliest */
    long long alignment;
    bool is_odd; /* a field does not lie where it would by itself */
};

static bool is_array_type(CXType canonical) {
    return canonical.kind == CXType_ConstantArray || canonical.kind == CXType_IncompleteArray ||
           canonical.kind == CXType_VariableArray;
}

/* What a field must not be, or null; `remedy` is set with it. */
static const char *field_problem(const reader *in, CXCursor cursor, const char *name, const read_type *type,
                                 const char **remedy) {
    CXType canonical = clang_getCanonicalType(clang_getCursorType(cursor));
    *remedy = "a fixed-width number, bool or enum";
    if (clang_Cursor_isBitField(cursor))
        return arena_printf("the field %s is a bit-field", name);
    if (type->pointer_depth > 0 || is_array_type(canonical)) {
        *remedy = "plain values only, or an opaque class with functions that give the rest";
        return arena_printf("the field %s is a pointer or array: who owns it, and how long is it?", name);
    }
    if (canonical.kind == CXType_Record) {
        *remedy = "its fields here, one by one, or an opaque class";
        return name[0] == '\0' ? "a struct or union without a name inside a record"
                               : arena_printf("the field %s is a struct or union inside a record", name);
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
    if (type->type.kind != MODEL_SCALAR && type->type.kind != MODEL_ENUM)
        return arena_printf("the field %s is neither a number, bool nor enum", name);
    return NULL;
}

/* Packed and specially aligned structs put fields where other languages do not expect them. */
static void note_layout(struct record_reading *reading, CXCursor cursor) {
    CXType type = clang_getCanonicalType(clang_getCursorType(cursor));
    long long size = clang_Type_getSizeOf(type), alignment = clang_Type_getAlignOf(type);
    long long at = clang_Cursor_getOffsetOfField(cursor) / 8;
    if (size <= 0 || alignment <= 0)
        return;
    long long natural = (reading->end + alignment - 1) / alignment * alignment;
    reading->is_odd = reading->is_odd || at != natural;
    reading->end = natural + size;
    reading->alignment = MAX(reading->alignment, alignment);
}

static enum CXVisitorResult visit_field(CXCursor cursor, CXClientData data) {
    struct record_reading *reading = data;
    reader *in = reading->in;
    annotations said = annotations_of(in, cursor, ON_FIELD);
    const char *name = reader_take(clang_getCursorSpelling(cursor));
    read_type type = reader_type(in, clang_getCursorType(cursor));
    const char *remedy = "";
    const char *problem = field_problem(in, cursor, name, &type, &remedy);
    if (problem != NULL) {
        reader_find(in, cursor, problem, remedy);
        return CXVisit_Continue;
    }
    note_layout(reading, cursor);
    model_field *field = ARENA_NEW(model_field);
    *field = (model_field){.name = name,
                           .type = type.type,
                           .present_if = MODEL_NO_FIELD,
                           .marks = reader_marks(in, cursor, &said, NAMED_FIELD),
                           .doc = reader_doc(cursor),
                           .location = reader_location(cursor)};
    g_ptr_array_add(reading->record->fields, field);
    return CXVisit_Continue;
}

static bool has_odd_size(const struct record_reading *reading) {
    long long alignment = MAX(reading->alignment, 1);
    long long size = (reading->end + alignment - 1) / alignment * alignment;
    return (long long)reading->record->size != size || (long long)reading->record->alignment != alignment;
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
                             .location = reader_location(cursor)};
    record->doc = reader_doc(cursor);
    if (record->doc->summary[0] == '\0')
        record->doc = reader_doc(clang_getTypeDeclaration(clang_getCanonicalType(type)));
    struct record_reading reading = {.in = in, .record = record, .type = type};
    guint findings_before = in->all->list->len;
    clang_Type_visitFields(clang_getCanonicalType(type), visit_field, &reading);
    bool is_right = in->all->list->len == findings_before;
    if (is_right && record->fields->len == 0)
        reader_find(in, cursor, arena_printf("the record %s has no fields", c_name),
                    "fields, or `typedef struct x x;` without them for a class");
    else if (is_right && (reading.is_odd || has_odd_size(&reading)))
        reader_find(in, cursor, arena_printf("the record %s is packed or specially aligned", c_name),
                    "a plain struct: other languages lay it out as the compiler does by itself");
    g_ptr_array_add(in->library->records, record);
    reader_declare(in, type, (model_type){.kind = MODEL_RECORD, .record = record, .c_name = c_name});
}
