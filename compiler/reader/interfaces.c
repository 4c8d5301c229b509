#include "reader/interfaces.h"

#include <string.h>

#include "memory/arena.h"
#include "reader/marks.h"

/* ---- Which typedefs ---- */

/* The function's type behind a function pointer (or behind the typedef of a function), through all typedefs.
 */
static CXType function_type(CXType type) {
    CXType canonical = clang_getCanonicalType(type);
    return canonical.kind == CXType_Pointer ? clang_getCanonicalType(clang_getPointeeType(canonical))
                                            : canonical;
}

static bool is_function(CXType type) {
    return type.kind == CXType_FunctionProto || type.kind == CXType_FunctionNoProto;
}

bool is_drop_type(CXType type) {
    CXType function = function_type(type);
    if (function.kind != CXType_FunctionProto || clang_isFunctionTypeVariadic(function) ||
        clang_getResultType(function).kind != CXType_Void || clang_getNumArgTypes(function) != 1)
        return false;
    CXType argument = clang_getCanonicalType(clang_getArgType(function, 0));
    return argument.kind == CXType_Pointer && clang_getPointeeType(argument).kind == CXType_Void &&
           !clang_isConstQualifiedType(clang_getPointeeType(argument));
}

static CXCursor struct_of(CXType type) {
    CXCursor declaration = clang_getTypeDeclaration(clang_getCanonicalType(type));
    CXCursor definition = clang_getCursorDefinition(declaration);
    return clang_Cursor_isNull(definition) ? declaration : definition;
}

static bool is_struct_interface(CXCursor cursor) {
    CXType type = clang_getTypedefDeclUnderlyingType(cursor);
    return clang_getCanonicalType(type).kind == CXType_Record &&
           annotation_stands(struct_of(type), "interface");
}

bool is_interface(CXCursor cursor) {
    return clang_getCursorKind(cursor) == CXCursor_TypedefDecl &&
           (is_function(function_type(clang_getTypedefDeclUnderlyingType(cursor))) ||
            is_struct_interface(cursor));
}

/* Its result's type as it is written: `size_t` rather than what that is here. */
static CXType result_type(CXType type) {
    while (type.kind == CXType_Typedef || type.kind == CXType_Elaborated)
        type = type.kind == CXType_Elaborated
                   ? clang_Type_getNamedType(type)
                   : clang_getTypedefDeclUnderlyingType(clang_getTypeDeclaration(type));
    return clang_getResultType(type.kind == CXType_Pointer ? clang_getPointeeType(type) : type);
}

/* ---- One function ---- */

struct parameter_search {
    GPtrArray *cursors; /* CXCursor * */
};

static enum CXChildVisitResult visit_parameter(CXCursor cursor, CXCursor parent, CXClientData data) {
    (void)parent;
    struct parameter_search *search = data;
    if (clang_getCursorKind(cursor) == CXCursor_ParmDecl) {
        CXCursor *kept = ARENA_NEW(CXCursor);
        *kept = cursor;
        g_ptr_array_add(search->cursors, kept);
    }
    return CXChildVisit_Continue;
}

static const char *const context_remedy =
    "one parameter `void *context TENON_CONTEXT`: it comes back as it was passed";

/* What cannot be read on. */
static bool refuse_function(reader *in, CXCursor cursor, CXType function, const char *what) {
    if (function.kind == CXType_FunctionNoProto || clang_isFunctionTypeVariadic(function)) {
        reader_find(in, cursor, arena_printf("%s does not say which arguments it takes", what),
                    "a callback without `...`, and `void *context TENON_CONTEXT` among its parameters");
        return true;
    }
    if (is_function(function_type(clang_getResultType(function)))) {
        reader_find(in, cursor, arena_printf("%s gives a function back", what),
                    "an interface, or TENON_IGNORE");
        return true;
    }
    return false;
}

static bool is_void_pointer(const read_parameter *read) {
    return read->type.is_known && read->type.is_void && read->type.pointer_depth == 1 && !read->type.is_const;
}

/* The index of the context; it leaves the parameters, and what names others is resolved without it. */
static int take_context(reader *in, CXCursor cursor, GPtrArray *parameters, const char *what) {
    int at = MODEL_NO_PARAMETER;
    bool is_said = false;
    for (guint i = 0; i < parameters->len; i++) {
        const read_parameter *read = g_ptr_array_index(parameters, i);
        if (!read->said.context)
            continue;
        is_said = true;
        if (at != MODEL_NO_PARAMETER)
            parameter_problem(in, read, "a second context", context_remedy);
        else if (!is_void_pointer(read))
            parameter_problem(in, read, "a context is a pointer that says nothing",
                              "void *context TENON_CONTEXT");
        else
            at = (int)i;
    }
    if (!is_said)
        reader_find(in, cursor, arena_printf("nothing says which parameter of %s is its context", what),
                    context_remedy);
    if (at != MODEL_NO_PARAMETER)
        g_ptr_array_remove_index(parameters, (guint)at);
    return at;
}

/* A method of an interface: `context_at` is where the context stands among the C parameters. */
static model_function *read_method(reader *in, CXCursor cursor, const char *c_name, const char *what,
                                   const annotations *said, int *context_at) {
    CXType type = clang_getCursorKind(cursor) == CXCursor_TypedefDecl
                      ? clang_getTypedefDeclUnderlyingType(cursor)
                      : clang_getCursorType(cursor);
    if (refuse_function(in, cursor, function_type(type), what))
        return NULL;
    struct parameter_search search = {.cursors = arena_array()};
    clang_visitChildren(cursor, visit_parameter, &search);
    GPtrArray *parameters = arena_array();
    for (guint i = 0; i < search.cursors->len; i++) {
        read_parameter *read = ARENA_NEW(read_parameter);
        *read = read_one_parameter(in, *(CXCursor *)g_ptr_array_index(search.cursors, i), what, cursor);
        g_ptr_array_add(parameters, read);
    }
    *context_at = take_context(in, cursor, parameters, what);
    read_parameter result = read_function_result(in, cursor, result_type(type), what, *said);
    resolve_references(in, parameters, &result);
    model_function *method = ARENA_NEW(model_function);
    *method = (model_function){.c_name = c_name,
                               .name = reader_words(c_name),
                               .kind = MODEL_IMPLEMENTED,
                               .returns_status = is_status_result(in, &result),
                               .parameters = arena_array(),
                               .doc = reader_doc(cursor),
                               .location = reader_location(cursor)};
    if (clang_getCursorKind(cursor) != CXCursor_TypedefDecl)
        method->marks = reader_marks(in, cursor, said, NAMED_MEMBER);
    method->result = method->returns_status ? NULL : result.parameter;
    for (guint i = 0; i < parameters->len; i++) {
        const read_parameter *read = g_ptr_array_index(parameters, i);
        check_implemented(in, read);
        g_ptr_array_add(method->parameters, read->parameter);
    }
    guint before = in->all->list->len;
    if (method->result != NULL)
        check_implemented(in, &result);
    if (result.type.is_known && in->all->list->len == before)
        read_on_error(in, cursor, method, what, said->on_error);
    return method;
}

/* ---- Callbacks ---- */

static model_threads threads_of(reader *in, CXCursor cursor, const char *rule) {
    if (rule != NULL && strcmp(rule, "any") != 0 && strcmp(rule, "one") != 0)
        reader_find(
            in, cursor, arena_printf("TENON_THREADS(%s) says nothing of a callback", rule),
            "TENON_THREADS(any) where any thread may call it, TENON_THREADS(one) where only the thread that "
            "passed it does");
    return rule != NULL && strcmp(rule, "one") == 0 ? MODEL_THREADS_ONE : MODEL_THREADS_ANY;
}

static model_interface *new_interface(reader *in, CXCursor cursor, const char *c_name,
                                      const annotations *said, model_marks marks) {
    model_interface *interface = ARENA_NEW(model_interface);
    *interface = (model_interface){.c_name = c_name,
                                   .name = reader_type_name(c_name, in->library->name),
                                   .threads = threads_of(in, cursor, said->threads),
                                   .methods = arena_array(),
                                   .context_at = arena_array(),
                                   .tag = reader_tag(in->library, c_name),
                                   .marks = marks,
                                   .doc = reader_doc(cursor),
                                   .location = reader_location(cursor)};
    return interface;
}

static model_type type_of(const model_interface *interface) {
    return (model_type){.kind = MODEL_INTERFACE, .interface = interface, .c_name = interface->c_name};
}

static void add_method(model_interface *interface, model_function *method, int context_at) {
    g_ptr_array_add(interface->methods, method);
    g_ptr_array_add(interface->context_at, GINT_TO_POINTER(context_at));
}

/* A stream's callback: one chunk of bytes, and a result that only says whether it went well. */
static void check_flow(reader *in, CXCursor cursor, const model_interface *interface,
                       const model_function *method) {
    const model_parameter *chunk =
        method->parameters->len == 2 ? g_ptr_array_index(method->parameters, 0) : NULL;
    bool is_right = chunk != NULL && chunk->is_array && chunk->pointer_depth == 1 &&
                    chunk->type.kind == MODEL_SCALAR && chunk->type.scalar == MODEL_U8 &&
                    chunk->count_parameter == 1;
    const model_parameter *count = is_right ? g_ptr_array_index(method->parameters, 1) : NULL;
    bool reads = interface->flow == MODEL_READS;
    bool tells = method->result == NULL ||
                 (method->result->type.kind == MODEL_SCALAR && method->result->type.scalar == MODEL_BOOL &&
                  g_strcmp0(method->on_error, "false") == 0);
    is_right = is_right && tells && chunk->role == (reads ? MODEL_OUT : MODEL_IN) &&
               count->pointer_depth == (reads ? 1 : 0);
    if (!is_right)
        reader_find(
            in, cursor,
            arena_printf("%s is no stream: it does not %s one chunk of bytes", interface->c_name,
                         reads ? "read" : "write"),
            reads
                ? "(void *context TENON_CONTEXT, void *buffer TENON_OUT TENON_COUNTED_BY(size), size_t *size "
                  "TENON_INOUT) with the status, a bool or nothing as its result"
                : "(void *context TENON_CONTEXT, const void *data TENON_COUNTED_BY(size), size_t size) with "
                  "the status, a bool or nothing as its result");
}

static void read_callback(reader *in, CXCursor cursor, const char *c_name, const annotations *said) {
    model_interface *interface =
        new_interface(in, cursor, c_name, said, reader_marks(in, cursor, said, NAMED_TYPE));
    interface->is_callback = true;
    interface->flow = said->reads ? MODEL_READS : said->writes ? MODEL_WRITES : MODEL_NO_FLOW;
    int context_at = MODEL_NO_PARAMETER;
    model_function *method = read_method(in, cursor, c_name, c_name, said, &context_at);
    if (said->reads && said->writes)
        reader_find(in, cursor, arena_printf("%s is said to read and to write", c_name),
                    "TENON_READS or TENON_WRITES");
    else if (interface->flow != MODEL_NO_FLOW && method != NULL)
        check_flow(in, cursor, interface, method);
    if (method != NULL) {
        method->name = "call";
        add_method(interface, method, context_at);
    }
    g_ptr_array_add(in->library->interfaces, interface);
    reader_declare_typedef(in, cursor, type_of(interface));
}

static enum CXChildVisitResult visit_annotation(CXCursor cursor, CXCursor parent, CXClientData data) {
    (void)parent;
    bool *is_there = data;
    if (clang_getCursorKind(cursor) == CXCursor_AnnotateAttr)
        *is_there = true;
    return clang_getCursorKind(cursor) == CXCursor_ParmDecl ? CXChildVisit_Recurse : CXChildVisit_Continue;
}

/* `typedef visitor other;` is only another name, and what has no word of Tenon's is a function pointer that
 * the contract need not use: a drop function, or one for a function under TENON_IGNORE. */
static bool is_other(reader *in, CXCursor cursor) {
    read_type named = reader_type(in, clang_getTypedefDeclUnderlyingType(cursor));
    bool has_words = false;
    clang_visitChildren(cursor, visit_annotation, &has_words);
    return !has_words || (named.is_known && named.type.kind == MODEL_INTERFACE && named.pointer_depth == 0);
}

/* ---- Interfaces ---- */

struct interface_reading {
    reader *in;
    model_interface *interface;
};

/* A member of a callback's type has that callback's parameters. */
static void share_callback(struct interface_reading *reading, CXCursor cursor, const char *name,
                           const model_interface *callback) {
    if (callback->methods->len == 0)
        return; /* has findings of its own */
    model_function *method = ARENA_NEW(model_function);
    *method = *(const model_function *)g_ptr_array_index(callback->methods, 0);
    method->c_name = name;
    method->name = reader_words(name);
    method->doc = reader_doc(cursor);
    method->location = reader_location(cursor);
    annotations said = annotations_of(reading->in, cursor, ON_METHOD);
    method->marks = reader_marks(reading->in, cursor, &said, NAMED_MEMBER);
    if (said.on_error != NULL)
        reader_find(
            reading->in, cursor,
            arena_printf("%s says by itself what is returned where a callback fails", callback->c_name),
            "TENON_ON_ERROR there only");
    add_method(reading->interface, method, GPOINTER_TO_INT(g_ptr_array_index(callback->context_at, 0)));
}

static void read_drop(struct interface_reading *reading, CXCursor cursor, const char *name) {
    model_interface *interface = reading->interface;
    annotations_of(reading->in, cursor, ON_METHOD); /* for the findings */
    if (interface->drop_field != NULL)
        reader_find(reading->in, cursor, arena_printf("%s has two drop functions", interface->c_name),
                    "TENON_DROP on one of them");
    else if (!is_drop_type(clang_getCursorType(cursor)))
        reader_find(
            reading->in, cursor,
            arena_printf("%s.%s takes more than the context, or returns something", interface->c_name, name),
            arena_printf("void (*%s)(void *context) TENON_DROP;", name));
    else
        interface->drop_field = name;
}

static void read_context(struct interface_reading *reading, CXCursor cursor, const char *name) {
    model_interface *interface = reading->interface;
    reader *in = reading->in;
    annotations said = annotations_of(in, cursor, ON_CONTEXT);
    read_type type = reader_type(in, clang_getCursorType(cursor));
    bool is_pointer = type.is_known && type.is_void && type.pointer_depth == 1 && !type.is_const;
    if (!is_pointer && said.context)
        reader_find(in, cursor,
                    arena_printf("%s.%s: a context is a pointer that says nothing", interface->c_name, name),
                    arena_printf("void *%s TENON_CONTEXT;", name));
    else if (!is_pointer)
        reader_find(in, cursor,
                    arena_printf("%s.%s is neither a function nor the context", interface->c_name, name),
                    "functions, and one `void *context TENON_CONTEXT`");
    else if (!said.context)
        reader_find(in, cursor, arena_printf("nothing says what %s.%s is", interface->c_name, name),
                    arena_printf("void *%s TENON_CONTEXT;", name));
    else if (interface->context_field != NULL)
        reader_find(in, cursor, arena_printf("%s has two contexts", interface->c_name),
                    "TENON_CONTEXT on one of them");
    else
        interface->context_field = name;
}

static enum CXVisitorResult visit_member(CXCursor cursor, CXClientData data) {
    struct interface_reading *reading = data;
    const char *name = reader_take(clang_getCursorSpelling(cursor));
    CXType type = clang_getCursorType(cursor);
    read_type named = reader_type(reading->in, type);
    bool is_pointer = clang_getCanonicalType(type).kind == CXType_Pointer;
    if (annotation_stands(cursor, "drop") && is_function(function_type(type))) {
        read_drop(reading, cursor, name);
    } else if (named.is_known && named.type.kind == MODEL_INTERFACE && named.type.interface->is_callback) {
        share_callback(reading, cursor, name, named.type.interface);
    } else if (is_pointer && is_function(function_type(type))) {
        int context_at = MODEL_NO_PARAMETER;
        annotations said = annotations_of(reading->in, cursor, ON_METHOD);
        const char *what = arena_printf("%s.%s", reading->interface->c_name, name);
        model_function *method = read_method(reading->in, cursor, name, what, &said, &context_at);
        if (method != NULL)
            add_method(reading->interface, method, context_at);
    } else {
        read_context(reading, cursor, name);
    }
    return CXVisit_Continue;
}

static void read_struct(reader *in, CXCursor cursor, const char *c_name, const annotations *said) {
    CXType type = clang_getTypedefDeclUnderlyingType(cursor);
    model_interface *interface =
        new_interface(in, cursor, c_name, said, reader_type_marks(in, cursor, ON_STRUCT));
    if (interface->doc->summary[0] == '\0')
        interface->doc = reader_doc(struct_of(type));
    struct interface_reading reading = {.in = in, .interface = interface};
    guint before = in->all->list->len;
    clang_Type_visitFields(clang_getCanonicalType(type), visit_member, &reading);
    bool is_right = in->all->list->len == before;
    if (is_right && interface->methods->len == 0)
        reader_find(in, cursor, arena_printf("the interface %s has no functions", c_name),
                    "function pointers with a context, or no TENON_INTERFACE");
    else if (is_right && interface->context_field == NULL)
        reader_find(in, cursor, arena_printf("the interface %s has no context", c_name),
                    "a member `void *context TENON_CONTEXT`: it is passed to every function");
    g_ptr_array_add(in->library->interfaces, interface);
    reader_declare(in, type, type_of(interface));
}

void read_interface(reader *in, CXCursor cursor) {
    if (!is_interface(cursor))
        return;
    const char *c_name = reader_take(clang_getCursorSpelling(cursor));
    CXType type = clang_getTypedefDeclUnderlyingType(cursor);
    bool is_struct = is_struct_interface(cursor);
    annotations said = annotations_of(in, cursor, is_struct ? ON_TYPEDEF : ON_CALLBACK);
    if (said.ignore)
        g_hash_table_add(in->ignored, (gpointer)(uintptr_t)reader_take(clang_getCursorUSR(
                                          clang_getTypeDeclaration(clang_getCanonicalType(type)))));
    if (said.ignore || (!is_struct && is_other(in, cursor)))
        return;
    if (!is_struct)
        read_callback(in, cursor, c_name, &said);
    else if (!reader_type(in, type).is_known)
        read_struct(in, cursor, c_name, &said);
}

static bool is_taken(const model_library *library, const model_interface *interface) {
    for (guint i = 0; i < library->functions->len; i++) {
        const model_function *function = g_ptr_array_index(library->functions, i);
        for (guint j = 0; j < function->parameters->len; j++) {
            const model_parameter *parameter = g_ptr_array_index(function->parameters, j);
            if (parameter->type.kind == MODEL_INTERFACE && parameter->type.interface == interface)
                return true;
        }
    }
    return false;
}

void drop_unused_interfaces(reader *in) {
    for (guint i = in->library->interfaces->len; i > 0; i--) {
        if (!is_taken(in->library, g_ptr_array_index(in->library->interfaces, i - 1)))
            g_ptr_array_remove_index(in->library->interfaces, i - 1);
    }
}
