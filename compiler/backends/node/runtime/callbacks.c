/**
 * @file
 * Functions and objects of JavaScript that the library calls.
 */
#include <stdio.h>

#include "tn_callbacks.h"

enum { FEW_ARGUMENTS = 16, LONGEST_MESSAGE = 4096 };

/** What the boundary owns of a callback. */
typedef struct tn_host {
    tn_reference function; /* first: the two are one piece of memory */
    const tn_interface *type;
    napi_value direct; /* of a synchronous call: it lives as long as that */
} tn_host;

/* ---- From JavaScript ---- */

static void drop_host(void *host) {
    tn_let_go(host);
}

static bool is_function(napi_env env, napi_value value) {
    napi_valuetype kind = napi_undefined;
    return napi_typeof(env, value, &kind) == napi_ok && kind == napi_function;
}

/* An object that lacks a method is refused now: later nobody would be there to be told. */
static bool has_methods(napi_env env, napi_value value, const tn_place *place, const tn_interface *type) {
    napi_valuetype kind = napi_undefined;
    if (napi_typeof(env, value, &kind) != napi_ok || (kind != napi_object && kind != napi_function))
        return tn_refuse_type(env, place, type->expected, value);
    for (size_t i = 0; i < type->method_count; i++) {
        napi_value method = NULL;
        if (napi_get_named_property(env, value, type->methods[i]->name, &method) != napi_ok)
            return tn_fail(env);
        if (!is_function(env, method)) {
            char problem[256];
            (void)snprintf(problem, sizeof problem, "must be %s: it has no method %s", type->expected,
                           type->methods[i]->name);
            return tn_refuse(env, place, problem);
        }
    }
    return true;
}

bool tn_read_callback(napi_env env, napi_value value, const tn_place *place, const tn_interface *type,
                      tn_keeping keeping, tn_callback *callback) {
    if (type->methods == NULL && !is_function(env, value))
        return tn_refuse_type(env, place, type->expected, value);
    if (type->methods != NULL && !has_methods(env, value, place, type))
        return false;
    tn_host *host = calloc(1, sizeof *host);
    if (host == NULL)
        return tn_fail(env);
    host->type = type;
    host->direct = keeping == TN_KEEP_DURING_CALL ? value : NULL;
    napi_value kept = keeping == TN_KEEP_DURING_CALL ? NULL : value;
    if (!tn_keep(env, kept, keeping == TN_KEEP_WEAKLY ? 0 : 1, &host->function)) {
        free(host);
        return false;
    }
    callback->callback = (tenon_callback){.functions = type->functions, .host = host, .drop = drop_host};
    return true;
}

const tenon_callback *tn_give_callback(tn_callback *callback) {
    callback->is_given = true;
    return callback->callback.host == NULL ? NULL : &callback->callback;
}

void tn_callback_end(tn_callback *callback) {
    if (callback->callback.host != NULL && !callback->is_given)
        drop_host(callback->callback.host);
}

/* ---- Failures ---- */

static void release_thrown(void *thrown) {
    tn_let_go(thrown);
}

/* The text of an error, in memory of its own; null where it has none. */
static char *message_of(napi_env env, napi_value error) {
    bool is_error = false;
    napi_value text = NULL;
    napi_value unused = NULL;
    size_t length = 0;
    char *message = malloc(LONGEST_MESSAGE);
    if (message != NULL && napi_is_error(env, error, &is_error) == napi_ok && is_error &&
        napi_get_named_property(env, error, "message", &text) == napi_ok &&
        napi_get_value_string_utf8(env, text, message, LONGEST_MESSAGE, &length) == napi_ok && length > 0)
        return message;
    free(message);
    /* Reading it may have run a getter that throws. */
    (void)napi_get_and_clear_last_exception(env, &unused);
    return NULL;
}

/* Keep a value of any type: only objects have references. */
static tn_reference *keep_thrown(napi_env env, napi_value error) {
    napi_value box = NULL;
    tn_reference *thrown = calloc(1, sizeof *thrown);
    if (thrown != NULL && napi_create_array_with_length(env, 1, &box) == napi_ok &&
        napi_set_element(env, box, 0, error) == napi_ok && tn_keep(env, box, 1, thrown))
        return thrown;
    free(thrown);
    return NULL;
}

/* Takes the pending exception as the reason. */
static void note_exception(napi_env env, tn_failure *failure) {
    bool is_pending = false;
    napi_value error = NULL;
    *failure = (tn_failure){
        .has_failed = true, .code = TENON_CALLBACK_FAILED, .problem = "JavaScript cannot run any more"};
    if (napi_is_exception_pending(env, &is_pending) != napi_ok || !is_pending ||
        napi_get_and_clear_last_exception(env, &error) != napi_ok)
        return;
    failure->problem = "the callback threw what is no Error";
    failure->message = message_of(env, error);
    failure->thrown = keep_thrown(env, error);
}

/* On the thread that the library called on. */
static int32_t record_failure(tn_failure *failure) {
    const char *message = failure->message == NULL ? failure->problem : failure->message;
    int32_t status = failure->thrown == NULL ? tenon_refuse((tenon_code)failure->code, "%s", message)
                                             : tenon_fail_foreign(message, failure->thrown, release_thrown);
    free(failure->message);
    return status;
}

napi_value tn_thrown(napi_env env, const tenon_error *link) {
    const tn_reference *thrown = link->foreign;
    napi_value box = NULL;
    napi_value value = NULL;
    if (link->release_foreign != release_thrown || tn_env_here(thrown->home) != env ||
        napi_get_reference_value(env, thrown->value, &box) != napi_ok || box == NULL ||
        napi_get_element(env, box, 0, &value) != napi_ok)
        return NULL;
    return value;
}

void tn_unraisable(const void *functions, void *host, const tenon_error *error) {
    (void)functions;
    if (host != NULL) {
        tn_show_failure(((tn_host *)host)->function.home->bridge, error);
        return;
    }
    (void)fprintf(stderr, "A callback that does not exist any more was called: %s\n", error->message);
    tenon_error_free(error);
}

/* ---- Calls ---- */

/* The function to call and what `this` is in it. */
static bool find_function(napi_env env, const tn_host *host, const tn_method *method, napi_value *function,
                          napi_value *object) {
    napi_value value = host->direct;
    if (value == NULL && napi_get_reference_value(env, host->function.value, &value) != napi_ok)
        return tn_fail(env);
    if (value == NULL) {
        (void)napi_throw_error(env, NULL, "the callback was collected with the object that kept it");
        return false;
    }
    *object = value;
    *function = value;
    if (method->name == NULL)
        return napi_get_undefined(env, object) == napi_ok || tn_fail(env);
    return napi_get_named_property(env, value, method->name, function) == napi_ok || tn_fail(env);
}

static bool call_function(napi_env env, const tn_host *host, const tn_method *method, const void *slots,
                          napi_value *result) {
    napi_value space[FEW_ARGUMENTS];
    napi_value *arguments = space;
    napi_value function = NULL;
    napi_value object = NULL;
    if (method->argument_count > FEW_ARGUMENTS)
        arguments = calloc(method->argument_count, sizeof *arguments);
    bool called =
        arguments != NULL && find_function(env, host, method, &function, &object) &&
        (method->give == NULL || method->give(env, slots, arguments)) &&
        napi_call_function(env, object, function, method->argument_count, arguments, result) == napi_ok;
    if (arguments != space)
        free(arguments);
    return called || tn_fail(env);
}

/* A function that need not give anything may give what it likes. */
static bool take_result(napi_env env, const tn_method *method, const void *slots, napi_value result) {
    return method->take == NULL || method->take(env, result, slots);
}

static void call_here(napi_env env, const tn_host *host, const tn_method *method, const void *slots,
                      tn_failure *failure) {
    napi_handle_scope scope = NULL;
    napi_value result = NULL;
    if (napi_open_handle_scope(env, &scope) != napi_ok) {
        *failure =
            (tn_failure){.has_failed = true, .code = TENON_OUT_OF_MEMORY, .problem = "memory is used up"};
        return;
    }
    if (!call_function(env, host, method, slots, &result) || !take_result(env, method, slots, result))
        note_exception(env, failure);
    (void)napi_close_handle_scope(env, scope);
}

int32_t tn_call_host(void *host, const tn_method *method, const void *slots) {
    tn_host *called = host;
    tn_home *home = called->function.home;
    tn_failure failure = {.has_failed = false};
    napi_env env = tn_env_here(home);
    if (env != NULL) {
        call_here(env, called, method, slots, &failure);
    } else if (tn_is_here(home)) {
        tn_give_up(&failure, TENON_CLOSED);
    } else if (called->direct != NULL) {
        tn_give_up(&failure, TENON_BUSY);
    } else {
        tn_request request = {.host = called, .method = method, .slots = slots};
        tn_ask(home->bridge, &request);
        failure = request.failure;
    }
    return failure.has_failed ? record_failure(&failure) : 0;
}

/* ---- For other threads ---- */

bool tn_answer(napi_env env, tn_request *request) {
    napi_value result = NULL;
    bool is_promise = false;
    const tn_bridge *bridge = request->host->function.home->bridge;
    bool ok = call_function(env, request->host, request->method, request->slots, &result);
    if (tn_is_exiting(bridge))
        return true;
    if (ok && napi_is_promise(env, result, &is_promise) == napi_ok && is_promise)
        ok = tn_await(env, result, request->number);
    else if (ok)
        ok = take_result(env, request->method, request->slots, result);
    if (!ok)
        note_exception(env, &request->failure);
    return !(ok && is_promise);
}

void tn_settle(napi_env env, tn_request *request, bool is_fulfilled, napi_value value) {
    if (is_fulfilled ? !take_result(env, request->method, request->slots, value)
                     : napi_throw(env, value) == napi_ok)
        note_exception(env, &request->failure);
}
