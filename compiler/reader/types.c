/* Types: scalars by their names, and the contract's enums, records and classes. */

#include <string.h>

#include "memory/arena.h"
#include "reader/annotations.h"
#include "reader/enums.h"
#include "reader/interfaces.h"
#include "reader/marks.h"
#include "reader/meanings.h"
#include "reader/reader_internal.h"
#include "reader/variants.h"

static const struct {
    const char *c_name;
    model_scalar scalar;
} named_scalars[] = {
    {"int8_t", MODEL_I8},         {"int16_t", MODEL_I16},        {"int32_t", MODEL_I32},
    {"int64_t", MODEL_I64},       {"uint8_t", MODEL_U8},         {"uint16_t", MODEL_U16},
    {"uint32_t", MODEL_U32},      {"uint64_t", MODEL_U64},       {"size_t", MODEL_SIZE},
    {"tenon_int128", MODEL_I128}, {"tenon_uint128", MODEL_U128},
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

/* Types of Tenon's own headers, and Arrow's, by the name of their struct. */
static const struct {
    const char *c_name;
    model_type_kind kind;
    const char *type;
} foreign_structs[] = {
    {"tenon_value", MODEL_DYNAMIC, "tenon_value"},
    {"ArrowArrayStream", MODEL_STREAM, "struct ArrowArrayStream"},
};

static bool foreign_struct(CXType canonical, model_type *type) {
    if (canonical.kind != CXType_Record)
        return false;
    const char *name = reader_take(clang_getCursorSpelling(clang_getTypeDeclaration(canonical)));
    for (size_t i = 0; i < G_N_ELEMENTS(foreign_structs); i++) {
        if (strcmp(foreign_structs[i].c_name, name) == 0) {
            *type = (model_type){.kind = foreign_structs[i].kind, .c_name = foreign_structs[i].type};
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

const char *reader_usr(CXType type) {
    return reader_take(clang_getCursorUSR(clang_getTypeDeclaration(clang_getCanonicalType(type))));
}

/* Built-in types whose names do not say how wide they are. */
static const struct {
    enum CXTypeKind kind;
    const char *remedy;
} unsized_types[] = {
    {CXType_SChar, "int8_t"},
    {CXType_UChar, "uint8_t, also for bytes"},
    {CXType_Short, "int16_t"},
    {CXType_UShort, "uint16_t"},
    {CXType_Long, "int32_t or int64_t"},
    {CXType_ULong, "uint32_t, uint64_t or size_t"},
    {CXType_LongLong, "int64_t"},
    {CXType_ULongLong, "uint64_t"},
    {CXType_LongDouble, "double"},
    {CXType_WChar, "uint32_t, or const char * for text"},
};

static void refuse_with(read_type *read, const char *problem, const char *remedy) {
    read->problem = problem;
    read->remedy = remedy;
}

static bool refuse_unsized(read_type *read, const char *spelling, enum CXTypeKind kind) {
    for (size_t i = 0; i < G_N_ELEMENTS(unsized_types); i++) {
        if (unsized_types[i].kind != kind)
            continue;
        refuse_with(read, arena_printf("%s does not say how wide it is on every machine", spelling),
                    unsized_types[i].remedy);
        return true;
    }
    return false;
}

static void refuse_function(read_type *read) {
    bool is_named = strchr(read->c_type, '(') == NULL;
    refuse_with(
        read,
        is_named ? arena_printf("nothing says which parameter of %s is its context", read->c_type)
                 : "a function pointer that no typedef names",
        is_named
            ? "TENON_CONTEXT in its typedef, after the `void *` that it gets back: a callback has one"
            : "a typedef with a context: typedef void (*x)(int32_t value, void *context TENON_CONTEXT);");
}

static void refuse(reader *in, read_type *read, CXType canonical, const char *spelling) {
    CXCursor declaration = clang_getTypeDeclaration(canonical);
    if (g_str_has_prefix(spelling, "const "))
        spelling += strlen("const ");
    if (refuse_unsized(read, spelling, canonical.kind))
        return;
    if (canonical.kind == CXType_FunctionProto || canonical.kind == CXType_FunctionNoProto)
        refuse_function(read);
    else if ((canonical.kind == CXType_ConstantArray || canonical.kind == CXType_VariableArray) &&
             strchr(spelling, '[') != NULL)
        refuse_with(read, "C does not check the length in brackets, so it says nothing",
                    "a pointer with TENON_COUNTED_BY(parameter)");
    else if (clang_getCursorKind(declaration) == CXCursor_UnionDecl)
        refuse_with(read, arena_printf("%s is a union: nothing says which member is valid", spelling),
                    "a struct of the union and an enum, with TENON_TAGGED_BY(field) after the union's name");
    else if (g_hash_table_contains(in->ignored, reader_usr(canonical)))
        refuse_with(read, arena_printf("%s is under TENON_IGNORE, but used here", spelling),
                    "TENON_IGNORE here too, or none on the type");
    else if (canonical.kind == CXType_Record || canonical.kind == CXType_Enum)
        refuse_with(
            read, arena_printf("%s is not declared in this contract", spelling),
            "its typedef in this header: `typedef struct x x;` for a class, a whole struct for a record, "
            "`typedef enum x {...} x;` for an enum");
    else
        refuse_with(read, arena_printf("the type %s has no place in a contract", spelling),
                    "a fixed-width number, bool, an enum, a record, a class or const char *");
}

/* What the author's own name for a number says of it. */
static void take_meaning(const model_type *meant, model_type *type) {
    if (meant == NULL)
        return;
    type->meaning = meant->meaning;
    type->unit = meant->unit;
    type->exact = meant->exact;
}

/* Follows typedefs down to a name that means something: `typedef uint64_t node_id;` is uint64_t. */
static void resolve(reader *in, CXType type, read_type *read) {
    const char *spelling = reader_take(clang_getTypeSpelling(type));
    if (clang_isVolatileQualifiedType(type)) {
        refuse_with(read, "volatile: what others change meanwhile cannot be passed on",
                    "the type without volatile");
        return;
    }
    const model_type *meant = NULL;
    for (CXType step = type;;) {
        if (step.kind == CXType_Elaborated) {
            step = clang_Type_getNamedType(step);
            continue;
        }
        if (step.kind != CXType_Typedef)
            break;
        CXCursor declaration = clang_getTypeDeclaration(step);
        const char *name = reader_take(clang_getCursorSpelling(declaration));
        if (meant == NULL)
            meant = g_hash_table_lookup(in->meanings, name);
        if (scalar_named(name, &read->type)) {
            read->is_known = true;
            take_meaning(meant, &read->type);
            return;
        }
        /* In C this is a typedef of whatever the platform likes. */
        if (strcmp(name, "wchar_t") == 0) {
            (void)refuse_unsized(read, name, CXType_WChar);
            return;
        }
        if (strcmp(name, "tenon_cancel") == 0) {
            read->type = (model_type){.kind = MODEL_CANCEL, .c_name = "tenon_cancel"};
            read->is_known = true;
            return;
        }
        step = clang_getTypedefDeclUnderlyingType(declaration);
    }
    CXType canonical = clang_getCanonicalType(type);
    const model_type *declared = g_hash_table_lookup(in->types, reader_usr(type));
    if (declared != NULL) {
        read->type = *declared;
        read->is_known = true;
    } else if (canonical.kind == CXType_Void) {
        read->is_void = true;
        read->is_known = true;
        read->type = (model_type){.kind = MODEL_SCALAR, .scalar = MODEL_U8, .c_name = "void"};
    } else if (scalar_builtin(canonical.kind, &read->type)) {
        read->is_known = true;
        take_meaning(meant, &read->type);
    } else if (foreign_struct(canonical, &read->type)) {
        read->is_known = true;
    } else {
        refuse(in, read, canonical, spelling);
    }
}

/* Qualifiers of the value itself (`const int x`, `char *const x`) are the function's own business. */
static const char *spelling_without_qualifiers(CXType type, int pointer_depth) {
    char *text = g_strdup(reader_take(clang_getTypeSpelling(type)));
    if (pointer_depth == 0 && g_str_has_prefix(text, "const "))
        memmove(text, text + strlen("const "), strlen(text + strlen("const ")) + 1);
    static const char *const trailing[] = {"const", "restrict", "volatile"};
    for (size_t i = 0; i < G_N_ELEMENTS(trailing); i++) {
        if (pointer_depth > 0 && g_str_has_suffix(text, trailing[i])) {
            text[strlen(text) - strlen(trailing[i])] = '\0';
            g_strchomp(text);
            i = (size_t)-1; /* once more: any of them may stand before it */
        }
    }
    return arena_take(text);
}

/* The callback that a typedef names, also a typedef of that typedef. */
static const model_type *callback_named(reader *in, CXType type) {
    while (type.kind == CXType_Elaborated)
        type = clang_Type_getNamedType(type);
    if (type.kind != CXType_Typedef)
        return NULL;
    CXCursor declaration = clang_getTypeDeclaration(type);
    const model_type *callback = g_hash_table_lookup(in->types, reader_take(clang_getCursorUSR(declaration)));
    return callback != NULL ? callback : callback_named(in, clang_getTypedefDeclUnderlyingType(declaration));
}

/* `visitor visit`, or `visitor *visit` where the typedef names the function rather than its pointer: the star
 * of the function pointer does not count. */
static bool resolve_callback(reader *in, CXType type, read_type *read) {
    CXType element = type;
    int stars = 0;
    const model_type *callback = callback_named(in, element);
    for (; callback == NULL && element.kind == CXType_Pointer; stars++) {
        element = clang_getPointeeType(element);
        callback = callback_named(in, element);
    }
    if (callback == NULL)
        return false;
    bool is_function = clang_getCanonicalType(element).kind == CXType_FunctionProto;
    bool is_decayed = is_function && stars == 0;
    const char *spelling = spelling_without_qualifiers(type, stars);
    *read = (read_type){.type = *callback,
                        .is_known = true,
                        .pointer_depth = is_function && stars > 0 ? stars - 1 : stars,
                        .c_type = is_decayed ? arena_printf("%s *", spelling) : spelling};
    return true;
}

read_type reader_type(reader *in, CXType type) {
    read_type read = {0};
    if (resolve_callback(in, type, &read))
        return read;
    CXType element = type;
    /* `T x[]` as a parameter is a pointer. */
    if (type.kind == CXType_IncompleteArray) {
        element = clang_getArrayElementType(type);
        read.pointer_depth = 1;
    }
    /* A typedef of a pointer type hides its star; it counts all the same. */
    for (CXType canonical = clang_getCanonicalType(element); canonical.kind == CXType_Pointer;
         canonical = clang_getCanonicalType(element)) {
        CXType pointee = clang_getPointeeType(element);
        element = pointee.kind == CXType_Invalid ? clang_getPointeeType(canonical) : pointee;
        if (read.pointer_depth == 0)
            read.is_target_const = clang_isConstQualifiedType(element) != 0;
        read.pointer_depth++;
    }
    read.is_const = clang_isConstQualifiedType(element) != 0;
    if (type.kind == CXType_IncompleteArray && read.pointer_depth == 1)
        read.is_target_const = read.is_const;
    read.c_type =
        type.kind == CXType_IncompleteArray
            ? arena_printf("%s *", reader_take(clang_getTypeSpelling(clang_getArrayElementType(type))))
            : spelling_without_qualifiers(type, read.pointer_depth);
    resolve(in, element, &read);
    return read;
}

void reader_declare_typedef(reader *in, CXCursor cursor, model_type declared) {
    model_type *kept = ARENA_NEW(model_type);
    *kept = declared;
    g_hash_table_insert(in->types, (gpointer)(uintptr_t)reader_take(clang_getCursorUSR(cursor)), kept);
}

void reader_declare(reader *in, CXType type, model_type declared) {
    reader_declare_typedef(in, clang_getTypeDeclaration(clang_getCanonicalType(type)), declared);
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

/* FNV-1a over library and name; blocks have the two highest tags, so they and 0 are stepped over. */
uint16_t reader_tag(const model_library *library, const char *c_name) {
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
        for (guint i = 0; i < library->interfaces->len; i++)
            taken = taken || ((const model_interface *)g_ptr_array_index(library->interfaces, i))->tag == tag;
        tag = taken ? (uint16_t)(tag + 1) : tag;
    }
    return tag;
}

static void read_class(reader *in, CXCursor cursor, CXType type, const char *c_name,
                       const annotations *said) {
    model_class *class_of = ARENA_NEW(model_class);
    *class_of = (model_class){.c_name = c_name,
                              .name = reader_type_name(c_name, in->library->name),
                              .tag = reader_tag(in->library, c_name),
                              .threads = threads_of(in, cursor, said->threads),
                              .functions = arena_array(),
                              .marks = reader_type_marks(in, cursor, ON_STRUCT),
                              .doc = reader_doc(cursor),
                              .location = reader_location(cursor)};
    g_ptr_array_add(in->library->classes, class_of);
    reader_declare(in, type, (model_type){.kind = MODEL_CLASS, .class_of = class_of, .c_name = c_name});
}

/* ---- Typedefs ---- */

static void read_struct_typedef(reader *in, CXCursor cursor, CXType type, const char *c_name,
                                const annotations *said) {
    if (g_hash_table_lookup(in->types, reader_usr(type)) != NULL)
        return;
    bool is_complete = clang_Type_getSizeOf(type) >= 0;
    if (is_complete && said->threads != NULL)
        reader_find(in, cursor, "TENON_THREADS on a record: a record is copied, not shared",
                    "an opaque struct, or no TENON_THREADS");
    if (is_complete && is_variant(in, type))
        read_variant(in, cursor, type, c_name);
    else if (is_complete)
        read_record(in, cursor, type, c_name);
    else
        read_class(in, cursor, type, c_name, said);
}

static const char *const not_a_class = "TENON_THREADS on something that is not a class";
static const char *const class_typedef =
    "it after the typedef of an opaque struct: `typedef struct x x TENON_THREADS(one);`";

static void visit_typedef(reader *in, CXCursor cursor) {
    if (clang_getCursorKind(cursor) != CXCursor_TypedefDecl || is_interface(cursor))
        return;
    annotations said = annotations_of(in, cursor, ON_TYPEDEF);
    const char *c_name = reader_take(clang_getCursorSpelling(cursor));
    CXType type = clang_getTypedefDeclUnderlyingType(cursor);
    CXType canonical = clang_getCanonicalType(type);
    CXCursor declaration = clang_getTypeDeclaration(canonical);
    read_meaning(in, cursor, type, &said);
    bool is_union = canonical.kind == CXType_Record && clang_getCursorKind(declaration) == CXCursor_UnionDecl;
    if (said.ignore || is_union) {
        g_hash_table_add(in->ignored, (gpointer)reader_usr(type));
    } else if (canonical.kind == CXType_Enum) {
        model_type declared;
        if (said.threads != NULL)
            reader_find(in, cursor, not_a_class, class_typedef);
        if (g_hash_table_lookup(in->types, reader_usr(type)) != NULL)
            return;
        if (read_enum(in, cursor, declaration, c_name, &declared))
            reader_declare(in, type, declared);
        else
            g_hash_table_add(in->ignored, (gpointer)reader_usr(type));
    } else if (canonical.kind == CXType_Record) {
        read_struct_typedef(in, cursor, type, c_name, &said);
    } else if (said.threads != NULL) {
        reader_find(in, cursor, not_a_class, class_typedef);
    }
}

/* A union is part of a contract only inside a variant. */
static void visit_union_typedef(reader *in, CXCursor cursor) {
    if (clang_getCursorKind(cursor) != CXCursor_TypedefDecl)
        return;
    CXType canonical = clang_getCanonicalType(clang_getTypedefDeclUnderlyingType(cursor));
    if (canonical.kind != CXType_Record ||
        clang_getCursorKind(clang_getTypeDeclaration(canonical)) != CXCursor_UnionDecl ||
        g_hash_table_contains(in->unions, reader_usr(canonical)) ||
        annotations_of(in, cursor, ON_TYPEDEF).ignore)
        return;
    reader_find(in, cursor,
                arena_printf("%s is a union: nothing says which member is valid",
                             reader_take(clang_getCursorSpelling(cursor))),
                "a struct of the union and an enum, with TENON_TAGGED_BY(field) after the union's name, or "
                "TENON_IGNORE after its name");
}

/* A struct or enum that only C's tag names; a union is of no use with a typedef either. */
static void visit_untyped(reader *in, CXCursor cursor) {
    enum CXCursorKind kind = clang_getCursorKind(cursor);
    bool is_struct = kind == CXCursor_StructDecl;
    if (is_struct || kind == CXCursor_UnionDecl || kind == CXCursor_EnumDecl)
        annotations_of(in, cursor, kind == CXCursor_EnumDecl ? ON_ENUM : ON_STRUCT); /* for the findings */
    if ((!is_struct && kind != CXCursor_EnumDecl) || clang_Cursor_isAnonymous(cursor))
        return;
    const char *usr = reader_usr(clang_getCursorType(cursor));
    const char *name = reader_take(clang_getCursorSpelling(cursor));
    if (g_hash_table_lookup(in->types, usr) != NULL || g_hash_table_contains(in->ignored, usr) ||
        name[0] == '\0' || strstr(name, "(unnamed") != NULL ||
        (is_struct && !clang_isCursorDefinition(cursor)))
        return;
    const char *word = is_struct ? "struct" : "enum";
    reader_find(in, cursor, arena_printf("%s %s has no typedef, so nothing here can use it", word, name),
                arena_printf("typedef %s %s %s;", word, name, name));
}

void read_types(reader *in) {
    reader_each(in, visit_typedef);
    reader_each(in, visit_union_typedef);
    reader_each(in, read_interface);
    reader_each(in, visit_untyped);
}
