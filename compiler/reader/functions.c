/* Functions: whose method or constructor each is, and what is unsaid. */

#include <string.h>

#include "memory/arena.h"
#include "reader/annotations.h"
#include "reader/callbacks.h"
#include "reader/documentation.h"
#include "reader/freeing.h"
#include "reader/guards.h"
#include "reader/marks.h"
#include "reader/parameters.h"
#include "reader/reader_internal.h"
#include "reader/roles.h"

static bool is_object_in(const model_parameter *parameter, const model_class *class_of) {
    return parameter->type.kind == MODEL_CLASS && parameter->type.class_of == class_of &&
           parameter->pointer_depth == 1 && parameter->role == MODEL_IN;
}

static bool makes(const model_function *function, const model_class *class_of) {
    const model_parameter *result = function->result;
    if (result != NULL && result->type.kind == MODEL_CLASS && result->type.class_of == class_of &&
        result->ownership == MODEL_OWNED)
        return true;
    int made = 0;
    for (guint i = 0; i < function->parameters->len; i++) {
        const model_parameter *parameter = g_ptr_array_index(function->parameters, i);
        if (parameter->role == MODEL_OUT || parameter->role == MODEL_INOUT)
            made += parameter->type.kind == MODEL_CLASS && parameter->type.class_of == class_of ? 1 : 2;
    }
    return made == 1 && result == NULL;
}

/* graph_cursor_t, GraphCursor and graph_cursor all are graph_cursor. */
static const char *class_words(const model_class *class_of) {
    return reader_type_name(class_of->c_name, "");
}

static bool has_prefix_of(const char *words, const model_class *class_of) {
    const char *prefix = class_words(class_of);
    size_t length = strlen(prefix);
    return strncmp(words, prefix, length) == 0 && words[length] == '_' && g_ascii_isalpha(words[length + 1]);
}

/* graph_cursor_next belongs to graph_cursor rather than graph: of the classes whose name it starts with and
 * whose object it takes first or makes, the longest. */
static void assign_class(reader *in, model_function *function) {
    const model_class *owner = NULL;
    const char *words = reader_words(function->c_name);
    const model_parameter *first =
        function->parameters->len == 0 ? NULL : g_ptr_array_index(function->parameters, 0);
    for (guint i = 0; i < in->library->classes->len; i++) {
        const model_class *class_of = g_ptr_array_index(in->library->classes, i);
        bool is_method = first != NULL && is_object_in(first, class_of);
        /* Names are compared last: every function is held against every class. */
        if ((!is_method && !makes(function, class_of)) || !has_prefix_of(words, class_of))
            continue;
        if (owner != NULL && strlen(class_words(owner)) > strlen(class_words(class_of)))
            continue;
        owner = class_of;
        function->kind = is_method ? MODEL_METHOD : MODEL_CONSTRUCTOR;
    }
    function->owner = owner;
    if (owner == NULL)
        function->kind = MODEL_FREE_FUNCTION;
    function->name = owner == NULL ? reader_short_name(function->c_name, in->library->name)
                                   : arena_strdup(words + strlen(class_words(owner)) + 1);
}

static void make_destructor(reader *in, CXCursor cursor, model_function *function, model_parameter *object) {
    model_class *class_of = (model_class *)object->type.class_of;
    if (object->type.kind != MODEL_CLASS)
        return;
    function->kind = MODEL_DESTRUCTOR;
    function->owner = class_of;
    if (function->parameters->len != 1 || function->result != NULL || function->returns_status)
        reader_find(in, cursor,
                    arena_printf("the destructor %s takes more than its object or returns something",
                                 function->c_name),
                    arena_printf("void %s(%s *%s TENON_DESTROYS);", function->c_name, class_of->c_name,
                                 object->name));
    if (object->is_const)
        reader_find(in, cursor, arena_printf("the destructor %s takes its object as const", function->c_name),
                    arena_printf("%s *%s TENON_DESTROYS", class_of->c_name, object->name));
    if (class_of->destructor != NULL)
        reader_find(in, cursor,
                    arena_printf("%s has two destructors: %s and %s", class_of->c_name,
                                 class_of->destructor->c_name, function->c_name),
                    "TENON_DESTROYS on one of them");
    else
        class_of->destructor = function;
}

static bool is_declared_twice(reader *in, CXCursor cursor, const model_function *function) {
    const model_function *other = g_hash_table_lookup(in->functions, function->c_name);
    if (other != NULL)
        reader_find(in, cursor, arena_printf("%s is declared twice", function->c_name),
                    arena_printf("it once; line %u has it already", other->location.line));
    return other != NULL;
}

/* What holds for the object of a method, and for what lives on an object that the call uses up. */
static void check_self(reader *in, CXCursor cursor, const model_function *function,
                       const GPtrArray *parameters) {
    if (function->kind != MODEL_METHOD && function->kind != MODEL_DESTRUCTOR)
        return;
    const read_parameter *self = g_ptr_array_index(parameters, 0);
    const model_parameter *result = function->result;
    if (self->said.nullable)
        parameter_problem(
            in, self, "the object of a method is never null",
            "no TENON_NULLABLE; a function that may do without an object is not named after its class");
    if (self->said.consumes && result != NULL && result->ownership == MODEL_VIEWED)
        reader_find(in, cursor,
                    arena_printf("%s gives a view of the object that it consumes", function->c_name),
                    "TENON_OWNED for the result, or no TENON_CONSUMES");
}

static void check_function_words(reader *in, CXCursor cursor, const model_function *function,
                                 const annotations *said) {
    bool has_result_words = said->owned || said->borrowed || said->view || said->nullable || said->nonnull ||
                            said->freed_by != NULL || said->counted_by != NULL || said->keeps != NULL ||
                            said->freezes != NULL || said->present_if != NULL || said->keyed_by != NULL ||
                            said->instant != NULL || said->duration != NULL;
    if (said->brief && said->blocking)
        reader_find(in, cursor, arena_printf("%s is said to be both brief and blocking", function->c_name),
                    "TENON_BRIEF or TENON_BLOCKING");
    if (function->result == NULL && has_result_words)
        reader_find(in, cursor,
                    arena_printf("%s gives nothing back that an owner, nullness or length could be said of",
                                 function->c_name),
                    "the annotation on the parameter that it is about");
}

static void finish_function(reader *in, CXCursor cursor, model_function *function, const annotations *said,
                            GPtrArray *parameters) {
    model_parameter *destroyed = NULL;
    for (guint i = 0; i < parameters->len; i++) {
        read_parameter *read = g_ptr_array_index(parameters, i);
        g_ptr_array_add(function->parameters, read->parameter);
        if (read->said.destroys)
            destroyed = read->parameter;
    }
    assign_class(in, function);
    if (destroyed != NULL)
        make_destructor(in, cursor, function, destroyed);
    read_property(in, cursor, function, said->property);
    check_self(in, cursor, function, parameters);
    check_callbacks_of(in, cursor, function, parameters);
    read_roles(in, cursor, function, said);
    function->marks = reader_marks(in, cursor, said, function->owner == NULL ? NAMED_FUNCTION : NAMED_MEMBER);
    g_ptr_array_add(in->library->functions, function);
    g_hash_table_insert(in->functions, (gpointer)(uintptr_t)function->c_name, function);
    if (function->owner != NULL && function->kind != MODEL_DESTRUCTOR)
        g_ptr_array_add(function->owner->functions, function);
}

static void read_result(const reader *in, model_function *function, read_parameter *result) {
    if (is_status_result(in, result)) {
        function->returns_status = true;
        result->parameter = NULL;
    }
    function->result = result->parameter;
}

/* What Tenon calls by itself is no function of the packages. */
static bool is_left_out(reader *in, CXCursor cursor, const annotations *said) {
    if (said->ignore)
        return true;
    const char *name = reader_take(clang_getCursorSpelling(cursor));
    if (guards_name(in, name)) {
        reader_find(in, cursor,
                    arena_printf("%s tells Tenon of jumps; the other languages never call it", name),
                    "TENON_IGNORE after it");
        return true;
    }
    if (!is_freer(in, cursor))
        return false;
    reader_find(in, cursor,
                arena_printf("%s frees results for Tenon; the other languages never call it", name),
                "TENON_IGNORE after it");
    return true;
}

static void visit_function(reader *in, CXCursor cursor) {
    if (clang_getCursorKind(cursor) != CXCursor_FunctionDecl)
        return;
    annotations said = annotations_of(in, cursor, ON_FUNCTION);
    if (is_left_out(in, cursor, &said))
        return;
    model_function *function = ARENA_NEW(model_function);
    *function = (model_function){.c_name = reader_take(clang_getCursorSpelling(cursor)),
                                 .parameters = arena_array(),
                                 .has_body = clang_isCursorDefinition(cursor) != 0,
                                 .is_bridged = said.bridged,
                                 .varies = said.varies,
                                 .lock = said.brief      ? MODEL_LOCK_BRIEF
                                         : said.blocking ? MODEL_LOCK_BLOCKING
                                                         : MODEL_LOCK_UNSAID,
                                 .doc = reader_doc(cursor),
                                 .location = reader_location(cursor)};
    if (clang_Cursor_getStorageClass(cursor) == CX_SC_Static && !clang_isCursorDefinition(cursor))
        reader_find(in, cursor, arena_printf("%s is static: no other file can call it", function->c_name),
                    "the declaration without `static`, or TENON_IGNORE");
    if (clang_Cursor_isVariadic(cursor) || clang_getCursorType(cursor).kind == CXType_FunctionNoProto)
        reader_find(in, cursor, arena_printf("%s does not say which arguments it takes", function->c_name),
                    clang_Cursor_isVariadic(cursor) ? "a function without `...`, or TENON_IGNORE" : "(void)");
    if (is_declared_twice(in, cursor, function))
        return;
    GPtrArray *parameters = arena_array();
    for (int i = 0; i < clang_Cursor_getNumArguments(cursor); i++) {
        read_parameter *read = ARENA_NEW(read_parameter);
        *read =
            read_one_parameter(in, clang_Cursor_getArgument(cursor, (unsigned)i), function->c_name, cursor);
        g_ptr_array_add(parameters, read);
    }
    read_parameter result =
        read_function_result(in, cursor, clang_getCursorResultType(cursor), function->c_name, said);
    resolve_references(in, parameters, &result);
    resolve_callbacks(in, parameters);
    read_result(in, function, &result);
    for (guint i = 0; i < parameters->len; i++)
        check_complete(in, g_ptr_array_index(parameters, i));
    if (result.parameter != NULL)
        check_complete(in, &result);
    check_function_words(in, cursor, function, &said);
    finish_function(in, cursor, function, &said, parameters);
}

/* A view is a window onto the object that the call borrows, so there must be exactly one such object. */
static void check_views(reader *in, const model_function *function) {
    GPtrArray *all = g_ptr_array_copy(function->parameters, NULL, NULL);
    if (function->result != NULL)
        g_ptr_array_add(all, function->result);
    for (guint i = 0; i < all->len; i++) {
        const model_parameter *view = g_ptr_array_index(all, i);
        if (view->ownership == MODEL_VIEWED && function->kind != MODEL_METHOD)
            findings_add(in->all, view->location,
                         arena_printf("%s gives a view, but is no method of the object that owns the memory",
                                      function->c_name),
                         "the owner as the first parameter, and its class in the function's name");
    }
    g_ptr_array_free(all, TRUE);
}

void read_functions(reader *in) {
    read_freers(in);
    reader_each(in, visit_function);
    for (guint i = 0; i < in->library->classes->len; i++) {
        const model_class *class_of = g_ptr_array_index(in->library->classes, i);
        if (class_of->destructor == NULL)
            findings_add(
                in->all, class_of->location, arena_printf("the class %s has no destructor", class_of->c_name),
                arena_printf("void %s_free(%s *object TENON_DESTROYS);", class_of->c_name, class_of->c_name));
        check_properties(in, class_of);
        check_roles(in, class_of);
    }
    for (guint i = 0; i < in->library->functions->len; i++) {
        check_views(in, g_ptr_array_index(in->library->functions, i));
        check_documentation(in, g_ptr_array_index(in->library->functions, i));
    }
}
