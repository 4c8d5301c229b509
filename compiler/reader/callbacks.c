#include "reader/callbacks.h"

#include <string.h>

#include "memory/arena.h"
#include "reader/interfaces.h"

static read_parameter *read_at(const GPtrArray *parameters, guint index) {
    return g_ptr_array_index(parameters, index);
}

static bool is_callback(const read_parameter *read) {
    return read->type.is_known && read->type.type.kind == MODEL_INTERFACE;
}

/* A function pointer, which gets its context in a parameter of its own; an interface carries it. */
static bool needs_context(const read_parameter *read) {
    return is_callback(read) && read->type.type.interface->is_callback;
}

void read_drop_parameter(reader *in, read_parameter *read) {
    CXType type = clang_getCursorType(read->cursor);
    const char *c_type = reader_take(clang_getTypeSpelling(type));
    bool is_right = is_drop_type(type);
    read->type = (read_type){.type = {.kind = MODEL_SCALAR, .scalar = MODEL_U8, .c_name = "void"},
                             .is_void = true,
                             .is_known = true,
                             .c_type = c_type};
    read->parameter->type = read->type.type;
    read->parameter->c_type = c_type;
    if (!is_right)
        parameter_problem(in, read, "what drops a context takes it and returns nothing",
                          arena_printf("void (*%s)(void *context) TENON_DROP_OF(%s)", read->parameter->name,
                                       read->said.drop_of));
}

/* ---- Resolving ---- */

static const struct {
    const char *word;
    model_scope scope;
} scopes[] = {
    {"during_call", MODEL_DURING_CALL},
    {"once", MODEL_ONCE},
    {"until_replaced", MODEL_UNTIL_REPLACED},
    {"until_dropped", MODEL_UNTIL_DROPPED},
};

static const char *const scope_remedy = "TENON_CALLED(during_call), TENON_CALLED(once), "
                                        "TENON_CALLED(until_replaced) or TENON_CALLED(until_dropped)";

static void resolve_scope(reader *in, read_parameter *read) {
    model_parameter *parameter = read->parameter;
    const char *said = read->said.called;
    if (read->said.progress) {
        parameter->scope = MODEL_DURING_CALL;
        parameter->is_progress = true;
        parameter->nullable = true;
        return;
    }
    for (size_t i = 0; said != NULL && i < G_N_ELEMENTS(scopes); i++) {
        if (strcmp(scopes[i].word, said) == 0)
            parameter->scope = scopes[i].scope;
    }
    if (said != NULL && parameter->scope == MODEL_SCOPE_UNSAID)
        parameter_problem(in, read, arena_printf("TENON_CALLED(%s) is not a scope", said), scope_remedy);
}

static const char *callback_names(const GPtrArray *parameters) {
    GString *names = g_string_new(NULL);
    for (guint i = 0; i < parameters->len; i++) {
        if (needs_context(read_at(parameters, i)))
            g_string_append_printf(names, "%s%s", names->len == 0 ? "" : ", ",
                                   read_at(parameters, i)->parameter->name);
    }
    if (names->len == 0)
        g_string_append(names, "a callback parameter");
    return arena_take(g_string_free(names, FALSE));
}

/* TENON_CONTEXT_OF(callback) and TENON_DROP_OF(callback) are resolved alike. */
static void resolve_companion(reader *in, GPtrArray *parameters, read_parameter *read, const char *callback,
                              model_role role) {
    const char *word = role == MODEL_CONTEXT ? "TENON_CONTEXT_OF" : "TENON_DROP_OF";
    int index = find_parameter(parameters, callback);
    if (index >= 0 && is_callback(read_at(parameters, (guint)index)) &&
        !needs_context(read_at(parameters, (guint)index))) {
        parameter_problem(in, read,
                          arena_printf("%s is an interface, which brings its own %s", callback,
                                       role == MODEL_CONTEXT ? "context" : "drop function"),
                          "the function without this parameter");
        return;
    }
    if (index < 0 || !needs_context(read_at(parameters, (guint)index))) {
        parameter_problem(
            in, read, arena_printf("%s, which it belongs to, is no callback among the parameters", callback),
            arena_printf("%s(callback) with one of: %s", word, callback_names(parameters)));
        return;
    }
    for (guint i = 0; i < parameters->len; i++) {
        const read_parameter *other = read_at(parameters, i);
        if (other != read && other->parameter->role == role && other->parameter->context_of == index) {
            parameter_problem(
                in, read,
                arena_printf("%s has two of them: %s is the other", callback, other->parameter->name),
                arena_printf("%s on one of them", word));
            return;
        }
    }
    read->parameter->role = role;
    read->parameter->context_of = index;
}

static bool has_companion(const GPtrArray *parameters, guint index, model_role role) {
    for (guint i = 0; i < parameters->len; i++) {
        const model_parameter *parameter = read_at(parameters, i)->parameter;
        if (parameter->role == role && parameter->context_of == (int)index)
            return true;
    }
    return false;
}

/* What says that it is a context, rightly or not. */
static bool is_claimed_context(const read_parameter *read) {
    return read->said.context || read->said.context_of != NULL;
}

static bool is_bare_pointer(const read_parameter *read) {
    const annotations *said = &read->said;
    return read->type.is_known && read->type.is_void && read->type.pointer_depth == 1 &&
           !read->type.is_const && !said->out && !said->inout && said->counted_by == NULL &&
           said->drop_of == NULL;
}

/* One finding for a callback without a context, at the parameter that was probably meant. */
static void report_missing_context(reader *in, GPtrArray *parameters, guint index) {
    const char *callback = read_at(parameters, index)->parameter->name;
    for (guint i = 0; i < parameters->len; i++) {
        if (is_claimed_context(read_at(parameters, i)) &&
            read_at(parameters, i)->parameter->role != MODEL_CONTEXT)
            return; /* has a finding of its own */
    }
    for (guint i = 0; i < parameters->len; i++) {
        read_parameter *read = read_at(parameters, i);
        if (read->parameter->role == MODEL_CONTEXT || !is_bare_pointer(read))
            continue;
        parameter_problem(in, read, arena_printf("nothing says that it is the context of %s", callback),
                          arena_printf("TENON_CONTEXT_OF(%s)", callback));
        read->parameter->role = MODEL_CONTEXT;
        read->parameter->context_of = (int)index;
        return;
    }
    parameter_problem(in, read_at(parameters, index), "nothing says which parameter is its context",
                      arena_printf("a parameter void *context TENON_CONTEXT_OF(%s)", callback));
}

void resolve_callbacks(reader *in, GPtrArray *parameters) {
    for (guint i = 0; i < parameters->len; i++) {
        read_parameter *read = read_at(parameters, i);
        if (is_callback(read))
            resolve_scope(in, read);
        if (read->type.is_known && read->type.type.kind == MODEL_CANCEL)
            read->parameter->nullable = true;
        if (read->said.context_of != NULL)
            resolve_companion(in, parameters, read, read->said.context_of, MODEL_CONTEXT);
        else if (read->said.drop_of != NULL)
            resolve_companion(in, parameters, read, read->said.drop_of, MODEL_DROP);
    }
    for (guint i = 0; i < parameters->len; i++) {
        const read_parameter *read = read_at(parameters, i);
        if (needs_context(read) && !read->said.out && !has_companion(parameters, i, MODEL_CONTEXT))
            report_missing_context(in, parameters, i);
    }
}

/* ---- Each parameter ---- */

static bool has_other_words(const read_parameter *read) {
    const annotations *said = &read->said;
    return said->owned || said->borrowed || said->view || said->consumes || said->destroys || said->out ||
           said->inout || said->counted_by != NULL || said->freed_by != NULL || said->keeps != NULL ||
           said->freezes != NULL;
}

static void check_companion(reader *in, const read_parameter *read) {
    bool is_context = read->said.context_of != NULL;
    bool is_pointer = read->type.is_void && read->type.pointer_depth == 1 && !read->type.is_const;
    const char *name = read->parameter->name;
    if (is_context && !is_pointer)
        parameter_problem(in, read, "a context is a pointer that says nothing",
                          arena_printf("void *%s TENON_CONTEXT_OF(%s)", name, read->said.context_of));
    else if (has_other_words(read) || read->said.nullable || read->said.nonnull ||
             read->said.called != NULL || read->said.progress || (is_context && read->said.drop_of != NULL))
        parameter_problem(in, read,
                          arena_printf("%s says all there is to say of it",
                                       is_context ? "TENON_CONTEXT_OF" : "TENON_DROP_OF"),
                          "no other annotation: the other languages never see it");
}

static void check_scope(reader *in, const read_parameter *read) {
    const annotations *said = &read->said;
    int most = read->type.type.interface->is_callback ? 0 : 1;
    if (read->is_result || said->out)
        parameter_problem(in, read, "a function that gives a function: the other languages could not call it",
                          "a function of the contract in its place, or TENON_IGNORE");
    else if (read->type.pointer_depth > most)
        parameter_problem(in, read,
                          arena_printf("%s is no callback, but a pointer to one", read->type.c_type),
                          arena_printf(most == 0 ? "%s %s" : "const %s *%s", read->type.type.c_name,
                                       read->parameter->name));
    else if (has_other_words(read))
        parameter_problem(in, read, "a callback has no owner, direction or length",
                          "TENON_CALLED(scope), and TENON_NULLABLE where there need not be one");
    else if (said->progress && said->called != NULL)
        parameter_problem(in, read, "progress is only ever told during the call",
                          "TENON_PROGRESS without TENON_CALLED");
    else if (said->progress && said->nonnull)
        parameter_problem(in, read, "who does not want to hear of progress passes null",
                          "no TENON_NONNULL, and a function that tells nobody where it is null");
    else if (!said->progress && said->called == NULL)
        parameter_problem(in, read, "nothing says how long the library may call it", scope_remedy);
    else if (said->nullable && read->type.pointer_depth == 0 && most == 1)
        parameter_problem(
            in, read, "a struct that is passed by value is always there",
            arena_printf("const %s *%s TENON_NULLABLE", read->type.type.c_name, read->parameter->name));
}

static void check_token(reader *in, const read_parameter *read) {
    const annotations *said = &read->said;
    if (read->is_result || !read->type.is_const || read->type.pointer_depth != 1 || has_other_words(read))
        parameter_problem(
            in, read, "a token is lent to the call, which only asks it",
            arena_printf("const tenon_cancel *%s", read->is_result ? "cancel" : read->parameter->name));
    else if (said->nonnull)
        parameter_problem(in, read, "who does not want to stop the call passes null",
                          "no TENON_NONNULL: tenon_is_cancelled() takes null");
}

bool check_callback(reader *in, const read_parameter *read) {
    const annotations *said = &read->said;
    if (read->parameter->role == MODEL_CONTEXT && said->context_of == NULL)
        return true; /* reported when it was resolved */
    if (said->context_of != NULL || said->drop_of != NULL) {
        check_companion(in, read);
        return true;
    }
    if (said->context) {
        parameter_problem(in, read,
                          "TENON_CONTEXT stands in the type of a callback, not in a function that takes one",
                          "TENON_CONTEXT_OF(callback)");
        return true;
    }
    if (is_callback(read)) {
        check_scope(in, read);
        return true;
    }
    if (said->called != NULL || said->progress) {
        parameter_problem(in, read, "it is no callback",
                          arena_printf("no %s, or a type that a typedef of a callback names",
                                       said->progress ? "TENON_PROGRESS" : "TENON_CALLED"));
        return true;
    }
    if (read->type.type.kind == MODEL_CANCEL) {
        check_token(in, read);
        return true;
    }
    return false;
}

/* ---- The whole function ---- */

static bool takes_object(const model_function *function) {
    for (guint i = 0; i < function->parameters->len; i++) {
        const model_parameter *parameter = g_ptr_array_index(function->parameters, i);
        if (parameter->type.kind == MODEL_CLASS && parameter->role == MODEL_IN)
            return true;
    }
    return false;
}

static void check_drop(reader *in, const read_parameter *read, bool has_drop) {
    const char *name = read->parameter->name;
    const model_interface *interface = read->type.type.interface;
    bool until_dropped = read->parameter->scope == MODEL_UNTIL_DROPPED;
    if (until_dropped && !interface->is_callback && interface->drop_field == NULL)
        parameter_problem(
            in, read,
            arena_printf("it is called until dropped, but %s has no drop function", interface->c_name),
            "a member `void (*drop)(void *context) TENON_DROP`, or TENON_CALLED(until_replaced)");
    else if (until_dropped && interface->is_callback && !has_drop)
        parameter_problem(in, read, "it is called until dropped, but the library gets no function to drop it",
                          arena_printf("a parameter void (*drop)(void *context) TENON_DROP_OF(%s), or "
                                       "TENON_CALLED(until_replaced)",
                                       name));
    else if (has_drop && !until_dropped && read->parameter->scope != MODEL_ONCE)
        parameter_problem(in, read, "its scope ends by itself, but there is a function to drop it",
                          "TENON_CALLED(until_dropped), or no TENON_DROP_OF");
}

/* Who keeps it, and whose next call replaces it? */
static void check_keeper(reader *in, const read_parameter *read, const model_function *function) {
    if (read->parameter->scope != MODEL_UNTIL_REPLACED)
        return;
    bool uses_up = false;
    for (guint i = 0; i < function->parameters->len; i++) {
        model_ownership ownership =
            ((const model_parameter *)g_ptr_array_index(function->parameters, i))->ownership;
        uses_up = uses_up || (i == 0 && (ownership == MODEL_CONSUMED || ownership == MODEL_DESTROYED));
    }
    if (function->kind == MODEL_METHOD && uses_up)
        parameter_problem(in, read, "the object that would keep it ends with the call", "another scope");
    else if (function->kind == MODEL_FREE_FUNCTION && takes_object(function))
        parameter_problem(
            in, read, "nothing says whether an object or the whole library keeps it",
            "a method or constructor of the object that keeps it, or TENON_CALLED(until_dropped)");
}

static void check_lock(reader *in, const read_parameter *read, const model_function *function) {
    if (function->lock == MODEL_LOCK_BRIEF && read->parameter->scope == MODEL_DURING_CALL &&
        read->type.type.interface->threads == MODEL_THREADS_ANY)
        parameter_problem(
            in, read,
            "the function is brief, so the host keeps its lock; a call from another thread would wait "
            "for it forever",
            arena_printf("TENON_THREADS(one) on %s, or no TENON_BRIEF", read->type.type.c_name));
}

static void check_one_callback(reader *in, const GPtrArray *parameters, guint index,
                               const model_function *function) {
    const read_parameter *read = read_at(parameters, index);
    check_drop(in, read, has_companion(parameters, index, MODEL_DROP));
    check_keeper(in, read, function);
    check_lock(in, read, function);
}

void check_callbacks_of(reader *in, CXCursor cursor, const model_function *function,
                        const GPtrArray *parameters) {
    int tokens = 0, tellers = 0;
    for (guint i = 0; i < parameters->len; i++) {
        const read_parameter *read = read_at(parameters, i);
        bool is_token = read->type.is_known && read->type.type.kind == MODEL_CANCEL;
        tokens += is_token;
        tellers += is_callback(read) && read->parameter->is_progress;
        if (is_callback(read) && read->type.pointer_depth <= 1)
            check_one_callback(in, parameters, i, function);
        if (is_token && function->lock != MODEL_LOCK_BLOCKING && tokens == 1)
            parameter_problem(in, read,
                              "nobody could ask a call to stop that does not let others run meanwhile",
                              "TENON_BLOCKING on the function");
    }
    if (tokens > 1)
        reader_find(in, cursor, arena_printf("%s takes two tokens", function->c_name),
                    "one const tenon_cancel *");
    if (tellers > 1)
        reader_find(in, cursor, arena_printf("%s tells its progress to two callbacks", function->c_name),
                    "TENON_PROGRESS on one of them");
}
