/* Types: scalars by their names, and the contract's enums, records and classes. */

#include <string.h>

#include "memory/arena.h"
#include "reader/annotations.h"
#include "reader/enums.h"
#include "reader/reader_internal.h"

static const struct {
    const char *c_name;
    model_scalar scalar;
} named_scalars[] = {
    {"int8_t", MODEL_I8},    {"int16_t", MODEL_I16},  {"int32_t", MODEL_I32},
    {"int64_t", MODEL_I64},  {"uint8_t", MODEL_U8},   {"uint16_t", MODEL_U16},
    {"uint32_t", MODEL_U32}, {"uint64_t", MODEL_U64}, {"size_t", MODEL_SIZE},
};

static bool scalar_named(const char *name, model_type *type) {
    for (size_t i = 0; i < G_N_ELEMENTS(named_scalars); i++) {
        if (strcmp(named_scalars[i].c_name, name) == 0) {
            *type = (model_type){
                .kind = MODEL_SCALAR, .scalar = named_scalars[i].scalar, .c_name = named_scalars[i].c_name};
            return true;
        }
    }
    return false;
}

/* The built-in types that have one meaning on every machine that Tenon serves; `int` is 32 bits on all of
 * them, and the generated assertions check it. */
static bool scalar_builtin(enum CXTypeKind kind, model_type *type) {
    switch (kind) {
    case CXType_Bool:
        *type = (model_type){.kind = MODEL_SCALAR, .scalar = MODEL_BOOL, .c_name = "bool"};
        return true;
    case CXType_Float:
        *type = (model_type){.kind = MODEL_SCALAR, .scalar = MODEL_F32, .c_name = "float"};
        return true;
    case CXType_Double:
        *type = (model_type){.kind = MODEL_SCALAR, .scalar = MODEL_F64, .c_name = "double"};
        return true;
    case CXType_Int:
        *type = (model_type){.kind = MODEL_SCALAR, .scalar = MODEL_I32, .c_name = "int32_t"};
        return true;
    case CXType_UInt:
        *type = (model_type){.kind = MODEL_SCALAR, .scalar = MODEL_U32, .c_name = "uint32_t"};
        return true;
    case CXType_Char_S:
    case CXType_Char_U:
        *type = (model_type){.kind = MODEL_TEXT, .c_name = "char"};
        return true;
    default:
        return false;
    }
}

static const char *usr_of(CXType type) {
    return reader_take(clang_getCursorUSR(clang_getTypeDeclaration(clang_getCanonicalType(type))));
}

static void refuse(read_type *read, const char *spelling, enum CXTypeKind kind) {
    read->problem = arena_printf("the type %s has no place in a contract", spelling);
    switch (kind) {
    case CXType_Long:
    case CXType_LongLong:
    case CXType_Short:
    case CXType_SChar:
        read->problem = arena_printf("%s has another width on other machines", spelling);
        read->remedy = "a fixed-width type: int8_t, int16_t, int32_t or int64_t";
        break;
    case CXType_ULong:
    case CXType_ULongLong:
    case CXType_UShort:
    case CXType_UChar:
        read->problem = arena_printf("%s has another width on other machines", spelling);
        read->remedy = "a fixed-width type: uint8_t, uint16_t, uint32_t, uint64_t or size_t";
        break;
    case CXType_LongDouble:
        read->problem = "long double differs from machine to machine";
        read->remedy = "double";
        break;
    case CXType_FunctionProto:
    case CXType_FunctionNoProto:
        read->problem = "function pointers (callbacks) are not part of this contract version";
        read->remedy = "an array, a child object or TENON_IGNORE";
        break;
    case CXType_Record:
    case CXType_Enum:
        read->problem = arena_printf("%s is not declared in this contract", spelling);
        read->remedy =
            "its typedef in this header: `typedef struct x x;` for a class, a whole struct for a record, "
            "`typedef enum x {...} x;` for an enum";
        break;
    default:
        read->remedy = "a fixed-width number, bool, an enum, a record, a class or const char *";
    }
}

/* Follows typedefs down to a name that means something: `typedef uint64_t node_id;` is uint64_t. */
static void resolve(reader *in, CXType type, read_type *read) {
    const char *spelling = reader_take(clang_getTypeSpelling(type));
    for (CXType step = type;;) {
        if (step.kind == CXType_Elaborated) {
            step = clang_Type_getNamedType(step);
            continue;
        }
        if (step.kind != CXType_Typedef)
            break;
        CXCursor declaration = clang_getTypeDeclaration(step);
        if (scalar_named(reader_take(clang_getCursorSpelling(declaration)), &read->type)) {
            read->is_known = true;
            return;
        }
        step = clang_getTypedefDeclUnderlyingType(declaration);
    }
    CXType canonical = clang_getCanonicalType(type);
    const model_type *declared = g_hash_table_lookup(in->types, usr_of(type));
    if (declared != NULL) {
        read->type = *declared;
        read->is_known = true;
    } else if (canonical.kind == CXType_Void) {
        read->is_void = true;
        read->is_known = true;
        read->type = (model_type){.kind = MODEL_SCALAR, .scalar = MODEL_U8, .c_name = "void"};
    } else if (scalar_builtin(canonical.kind, &read->type)) {
        read->is_known = true;
    } else {
        refuse(read, spelling, canonical.kind);
    }
}

read_type reader_type(reader *in, CXType type) {
    read_type read = {.c_type = reader_take(clang_getTypeSpelling(type))};
    CXType element = type;
    /* A typedef of a pointer type hides its star; it counts all the same. */
    for (CXType canonical = clang_getCanonicalType(element); canonical.kind == CXType_Pointer;
         canonical = clang_getCanonicalType(element)) {
        if (read.pointer_depth > 0)
            read.is_inner_const = clang_isConstQualifiedType(element) != 0;
        CXType pointee = clang_getPointeeType(element);
        element = pointee.kind == CXType_Invalid ? clang_getPointeeType(canonical) : pointee;
        read.pointer_depth++;
    }
    read.is_const = clang_isConstQualifiedType(element) != 0;
    resolve(in, element, &read);
    return read;
}

/* ---- Records ---- */

struct record_reading {
    reader *in;
    model_record *record;
};

static enum CXVisitorResult visit_field(CXCursor cursor, CXClientData data) {
    struct record_reading *reading = data;
    reader *in = reading->in;
    const char *name = reader_take(clang_getCursorSpelling(cursor));
    read_type type = reader_type(in, clang_getCursorType(cursor));
    CXType canonical = clang_getCanonicalType(clang_getCursorType(cursor));
    const char *problem = NULL;
    const char *remedy = "a fixed-width number, bool or enum";
    if (clang_Cursor_isBitField(cursor)) {
        problem = arena_printf("the field %s is a bit-field", name);
    } else if (name[0] == '\0') {
        problem = "a field of a record has no name";
    } else if (type.pointer_depth > 0 || canonical.kind == CXType_ConstantArray ||
               canonical.kind == CXType_IncompleteArray) {
        problem = arena_printf("the field %s is a pointer or array: who owns it, and how long is it?", name);
        remedy = "plain values only, or an opaque class with functions that give the rest";
    } else if (!type.is_known) {
        problem = arena_printf("the field %s: %s", name, type.problem);
        remedy = type.remedy;
    } else if (type.type.kind != MODEL_SCALAR && type.type.kind != MODEL_ENUM) {
        problem = arena_printf("the field %s is neither a number, bool nor enum", name);
    }
    if (problem != NULL) {
        reader_find(in, cursor, problem, remedy);
        return CXVisit_Continue;
    }
    model_field *field = ARENA_NEW(model_field);
    *field = (model_field){
        .name = name, .type = type.type, .doc = reader_doc(cursor), .location = reader_location(cursor)};
    g_ptr_array_add(reading->record->fields, field);
    return CXVisit_Continue;
}

static void declare(reader *in, CXType type, model_type declared) {
    model_type *kept = ARENA_NEW(model_type);
    *kept = declared;
    g_hash_table_insert(in->types, (gpointer)usr_of(type), kept);
}

static void read_record(reader *in, CXCursor cursor, CXType type, const char *c_name) {
    model_record *record = ARENA_NEW(model_record);
    long long size = clang_Type_getSizeOf(type);
    long long alignment = clang_Type_getAlignOf(type);
    *record = (model_record){.c_name = c_name,
                             .name = reader_short_name(c_name, in->library->name),
                             .fields = arena_array(),
                             .size = size < 0 ? 0 : (size_t)size,
                             .alignment = alignment < 0 ? 0 : (size_t)alignment,
                             .location = reader_location(cursor)};
    record->doc = reader_doc(cursor);
    if (record->doc->summary[0] == '\0')
        record->doc = reader_doc(clang_getTypeDeclaration(clang_getCanonicalType(type)));
    struct record_reading reading = {.in = in, .record = record};
    guint findings_before = in->all->list->len;
    clang_Type_visitFields(clang_getCanonicalType(type), visit_field, &reading);
    if (record->fields->len == 0 && in->all->list->len == findings_before)
        reader_find(in, cursor, arena_printf("the record %s has no fields", c_name),
                    "fields, or `typedef struct x x;` without them for a class");
    g_ptr_array_add(in->library->records, record);
    declare(in, type, (model_type){.kind = MODEL_RECORD, .record = record, .c_name = c_name});
}

/* ---- Classes ---- */

static model_threads threads_of(reader *in, CXCursor cursor, const char *rule) {
    if (rule == NULL || strcmp(rule, "any") == 0)
        return MODEL_THREADS_ANY;
    if (strcmp(rule, "serial") == 0)
        return MODEL_THREADS_SERIAL;
    if (strcmp(rule, "one") == 0)
        return MODEL_THREADS_ONE;
    reader_find(in, cursor, arena_printf("TENON_THREADS(%s) is not a rule", rule),
                "TENON_THREADS(any), TENON_THREADS(serial) or TENON_THREADS(one)");
    return MODEL_THREADS_ANY;
}

/* FNV-1a over library and class; blocks have the two highest tags, so they and 0 are stepped over. */
static uint16_t tag_of(const model_library *library, const char *c_name) {
    uint32_t hash = 2166136261u;
    const char *texts[] = {library->name, ".", c_name};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        for (const char *c = texts[i]; *c != '\0'; c++)
            hash = (hash ^ (uint8_t)*c) * 16777619u;
    }
    uint16_t tag = (uint16_t)(hash ^ (hash >> 16));
    for (bool taken = true; taken;) {
        taken = tag == 0 || tag >= 0xFFF0;
        for (guint i = 0; i < library->classes->len; i++)
            taken = taken || ((const model_class *)g_ptr_array_index(library->classes, i))->tag == tag;
        tag = taken ? (uint16_t)(tag + 1) : tag;
    }
    return tag;
}

static void read_class(reader *in, CXCursor cursor, CXType type, const char *c_name,
                       const annotations *said) {
    model_class *class_of = ARENA_NEW(model_class);
    *class_of = (model_class){.c_name = c_name,
                              .name = reader_short_name(c_name, in->library->name),
                              .tag = tag_of(in->library, c_name),
                              .threads = threads_of(in, cursor, said->threads),
                              .functions = arena_array(),
                              .doc = reader_doc(cursor),
                              .location = reader_location(cursor)};
    g_ptr_array_add(in->library->classes, class_of);
    declare(in, type, (model_type){.kind = MODEL_CLASS, .class_of = class_of, .c_name = c_name});
}

/* ---- Typedefs ---- */

static void read_struct_typedef(reader *in, CXCursor cursor, CXType type, const char *c_name,
                                const annotations *said) {
    if (g_hash_table_lookup(in->types, usr_of(type)) != NULL)
        return;
    bool is_complete = clang_Type_getSizeOf(type) >= 0;
    if (is_complete && said->threads != NULL)
        reader_find(in, cursor, "TENON_THREADS on a record: a record is copied, not shared",
                    "an opaque struct, or no TENON_THREADS");
    if (is_complete)
        read_record(in, cursor, type, c_name);
    else
        read_class(in, cursor, type, c_name, said);
}

static void visit_typedef(reader *in, CXCursor cursor) {
    if (clang_getCursorKind(cursor) != CXCursor_TypedefDecl)
        return;
    annotations said = annotations_of(in, cursor, ON_TYPEDEF);
    const char *c_name = reader_take(clang_getCursorSpelling(cursor));
    CXType type = clang_getTypedefDeclUnderlyingType(cursor);
    CXType canonical = clang_getCanonicalType(type);
    CXCursor declaration = clang_getTypeDeclaration(canonical);
    if (said.ignore) {
        g_hash_table_add(in->ignored, (gpointer)usr_of(type));
    } else if (canonical.kind == CXType_Enum) {
        model_type declared;
        if (g_hash_table_lookup(in->types, usr_of(type)) == NULL &&
            read_enum(in, cursor, declaration, c_name, &declared))
            declare(in, type, declared);
    } else if (canonical.kind == CXType_Record && clang_getCursorKind(declaration) == CXCursor_UnionDecl) {
        reader_find(in, cursor, arena_printf("%s is a union: nothing says which member is valid", c_name),
                    "a record with all members, or TENON_IGNORE after its name");
    } else if (canonical.kind == CXType_Record) {
        read_struct_typedef(in, cursor, type, c_name, &said);
    } else if (said.threads != NULL) {
        reader_find(in, cursor, "TENON_THREADS on something that is not a class",
                    "it after the typedef of an opaque struct");
    }
}

static void visit_untyped(reader *in, CXCursor cursor) {
    enum CXCursorKind kind = clang_getCursorKind(cursor);
    if (kind == CXCursor_EnumDecl)
        annotations_of(in, cursor, ON_ENUM); /* for the findings */
    bool is_struct = kind == CXCursor_StructDecl || kind == CXCursor_UnionDecl;
    if ((!is_struct && kind != CXCursor_EnumDecl) || clang_Cursor_isAnonymous(cursor))
        return;
    const char *usr = usr_of(clang_getCursorType(cursor));
    if (g_hash_table_lookup(in->types, usr) != NULL || g_hash_table_contains(in->ignored, usr))
        return;
    const char *name = reader_take(clang_getCursorSpelling(cursor));
    if (name[0] == '\0' || strstr(name, "(unnamed") != NULL ||
        (is_struct && !clang_isCursorDefinition(cursor)))
        return;
    const char *word = kind == CXCursor_EnumDecl ? "enum" : kind == CXCursor_StructDecl ? "struct" : "union";
    reader_find(in, cursor, arena_printf("%s %s has no typedef, so nothing here can use it", word, name),
                arena_printf("typedef %s %s %s;", word, name, name));
}

void read_types(reader *in) {
    reader_each(in, visit_typedef);
    if (in->compiles)
        reader_each(in, visit_untyped);
}
