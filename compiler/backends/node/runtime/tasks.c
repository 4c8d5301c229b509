/**
 * @file
 * Calls that may take long, and tokens to stop them.
 */
#include "tn_tasks.h"

/** What `$newToken()` gives: it stops the calls that ask it, and takes one that waits for a thread from the
 * queue. */
typedef struct tn_token {
    tenon_handle handle;  /* 0 where no function of the library would ask it */
    struct tn_task *task; /* which it was given to; null after its end */
} tn_token;

/** One awaited call. */
typedef struct tn_task {
    const tn_long_call *call;
    napi_async_work work;
    napi_deferred deferred;
    napi_ref inputs; /* an array: what the call uses stays alive; or null */
    tn_token *token;
    struct tn_task *next; /* of all that run in this environment */
    struct tn_task *previous;
    const tenon_error *error;
    bool has_failed;
    _Alignas(max_align_t) unsigned char values[];
} tn_task;

/* ---- Arguments ---- */

enum { FEW_INPUTS = 16 };

/* Room for so many: `few` where they fit; null where there is no memory. */
static napi_value *room_for(napi_value *few, size_t count) {
    return count <= FEW_INPUTS ? few : calloc(count, sizeof *few);
}

static void free_room(const napi_value *few, napi_value *room) {
    if (room != few)
        free(room);
}

/* ---- Tokens ---- */

static void drop_token(tn_token *token) {
    if (token->handle != 0)
        (void)tenon_drop(token->handle);
    free(token);
}

static void free_token(napi_env env, void *data, void *hint) {
    (void)env;
    (void)hint;
    drop_token(data);
}

/* $newToken() */
static napi_value new_token(napi_env env, napi_callback_info info) {
    (void)info;
    bool has_handle = tn_this_package.new_token != NULL;
    napi_value value = NULL;
    tn_token *token = calloc(1, sizeof *token);
    if (token != NULL && has_handle)
        token->handle = tn_this_package.new_token();
    if (token != NULL && (token->handle != 0 || !has_handle) &&
        napi_create_external(env, token, free_token, NULL, &value) == napi_ok)
        return value;
    if (token != NULL)
        drop_token(token);
    (void)tn_fail(env);
    return NULL;
}

static bool find_token(napi_env env, napi_value value, tn_token **token) {
    void *data = NULL;
    *token = NULL;
    if (tn_is_none(env, value))
        return true;
    if (napi_get_value_external(env, value, &data) != napi_ok)
        return tn_fail(env);
    *token = data;
    return true;
}

bool tn_read_token(napi_env env, napi_value value, tenon_handle *token) {
    tn_token *found = NULL;
    if (!find_token(env, value, &found))
        return false;
    *token = found == NULL ? 0 : found->handle;
    return true;
}

static void request(const tn_token *token) {
    if (token->handle != 0)
        tn_this_package.request_token(token->handle);
}

/* $stop(token) */
static napi_value stop(napi_env env, napi_callback_info info) {
    napi_value in[1];
    tn_token *token = NULL;
    if (!tn_arguments(env, info, 1, in) || !find_token(env, in[0], &token) || token == NULL)
        return NULL;
    request(token);
    /* Refused where it runs already. */
    if (token->task != NULL)
        (void)napi_cancel_async_work(env, token->task->work);
    return NULL;
}

/* ---- Here and now ---- */

napi_value tn_call_here(napi_env env, napi_callback_info info, const tn_long_call *call) {
    napi_value result = NULL;
    napi_value few[FEW_INPUTS];
    napi_value *in = room_for(few, call->input_count);
    void *values = calloc(1, call->size + 1);
    if (in == NULL || values == NULL) {
        (void)tn_fail(env);
        goto end;
    }
    if (call->begin != NULL)
        call->begin(values);
    if (tn_arguments(env, info, call->input_count, in) && call->read(env, in, false, values)) {
        tn_sitting before = tn_enter(env, TN_WAITING);
        bool has_failed = call->cross(values) != 0;
        tn_leave(env, before);
        if (has_failed)
            tn_throw_error(env);
        else
            result = call->give(env, in, values);
    }
    if (call->end != NULL)
        call->end(values);
end:
    free(values);
    free_room(few, in);
    return result;
}

/* ---- Awaited ---- */

static void run(napi_env env, void *data) {
    (void)env;
    tn_task *task = data;
    task->has_failed = task->call->cross(task->values) != 0;
    /* What failed is recorded for this thread, which goes on to something else. */
    task->error = task->has_failed ? tenon_error_take() : NULL;
}

/* The arguments as they were given. */
static bool fetch_inputs(napi_env env, const tn_task *task, napi_value *in) {
    napi_value array = NULL;
    if (task->inputs == NULL)
        return true;
    if (napi_get_reference_value(env, task->inputs, &array) != napi_ok)
        return tn_fail(env);
    for (uint32_t i = 0; i < task->call->input_count; i++) {
        if (napi_get_element(env, array, i, &in[i]) != napi_ok)
            return tn_fail(env);
    }
    return true;
}

/* The result, or null with an exception pending. */
static napi_value give_result(napi_env env, tn_task *task) {
    napi_value result = NULL;
    napi_value few[FEW_INPUTS] = {NULL};
    napi_value *in = room_for(few, task->call->input_count);
    bool is_pending = false;
    if (in != NULL && fetch_inputs(env, task, in))
        result = task->call->give(env, in, task->values);
    free_room(few, in);
    if (result == NULL && napi_is_exception_pending(env, &is_pending) == napi_ok && !is_pending)
        (void)napi_get_undefined(env, &result);
    return result;
}

static void link_task(napi_env env, tn_task *task) {
    tn_state *state = tn_state_of(env);
    task->next = state->tasks;
    if (task->next != NULL)
        task->next->previous = task;
    state->tasks = task;
}

static void unlink_task(napi_env env, tn_task *task) {
    tn_state *state = tn_state_of(env);
    if (task->next != NULL)
        task->next->previous = task->previous;
    if (task->previous != NULL)
        task->previous->next = task->next;
    else if (state->tasks == task)
        state->tasks = task->next;
}

/* $stopAll(): the process is about to end. */
static napi_value stop_all(napi_env env, napi_callback_info info) {
    (void)info;
    for (const tn_task *task = tn_state_of(env)->tasks; task != NULL; task = task->next) {
        if (task->token != NULL)
            request(task->token);
    }
    return NULL;
}

static void free_task(napi_env env, tn_task *task) {
    unlink_task(env, task);
    if (task->token != NULL)
        task->token->task = NULL;
    if (task->inputs != NULL)
        (void)napi_delete_reference(env, task->inputs);
    if (task->work != NULL)
        (void)napi_delete_async_work(env, task->work);
    if (task->call->end != NULL)
        task->call->end(task->values);
    free(task);
}

/* The token itself stands for a call that was stopped before it began. */
static napi_value token_of(napi_env env, const tn_task *task) {
    napi_value array = NULL;
    napi_value token = NULL;
    if (napi_get_reference_value(env, task->inputs, &array) == napi_ok)
        (void)napi_get_element(env, array, (uint32_t)task->call->input_count, &token);
    return token;
}

static void complete(napi_env env, napi_status status, void *data) {
    tn_task *task = data;
    napi_value value = NULL;
    bool is_resolved = false;
    if (status == napi_cancelled) {
        value = token_of(env, task);
    } else if (task->has_failed) {
        value = tn_make_exception(env, task->error);
    } else {
        value = give_result(env, task);
        is_resolved = value != NULL;
    }
    if (value == NULL)
        (void)napi_get_and_clear_last_exception(env, &value);
    if (is_resolved)
        (void)napi_resolve_deferred(env, task->deferred, value);
    else
        (void)napi_reject_deferred(env, task->deferred, value);
    free_task(env, task);
}

/* What the call uses is in `in`: it stays alive until the call has ended. */
static bool keep_inputs(napi_env env, tn_task *task, const napi_value *in) {
    napi_value array = NULL;
    size_t count = task->call->input_count + 1; /* the token, too */
    if (!task->call->keeps_inputs && tn_is_none(env, in[count - 1]))
        return true;
    if (napi_create_array_with_length(env, count, &array) != napi_ok)
        return tn_fail(env);
    for (uint32_t i = 0; i < count; i++) {
        if (napi_set_element(env, array, i, in[i]) != napi_ok)
            return tn_fail(env);
    }
    return napi_create_reference(env, array, 1, &task->inputs) == napi_ok || tn_fail(env);
}

static napi_value start(napi_env env, tn_task *task, const napi_value *in) {
    napi_value name = NULL;
    napi_value promise = NULL;
    if (!task->call->read(env, in, true, task->values) || !keep_inputs(env, task, in))
        return NULL;
    if (!find_token(env, in[task->call->input_count], &task->token) ||
        napi_create_string_utf8(env, task->call->name, NAPI_AUTO_LENGTH, &name) != napi_ok ||
        napi_create_async_work(env, NULL, name, run, complete, task, &task->work) != napi_ok ||
        napi_create_promise(env, &task->deferred, &promise) != napi_ok ||
        napi_queue_async_work(env, task->work) != napi_ok) {
        (void)tn_fail(env);
        return NULL;
    }
    if (task->token != NULL)
        task->token->task = task;
    link_task(env, task);
    return promise;
}

napi_value tn_await_call(napi_env env, napi_callback_info info, const tn_long_call *call) {
    napi_value promise = NULL;
    napi_value few[FEW_INPUTS];
    napi_value *in = room_for(few, call->input_count + 1);
    tn_task *task = calloc(1, sizeof *task + call->size);
    if (in != NULL && task != NULL && tn_arguments(env, info, call->input_count + 1, in)) {
        task->call = call;
        if (call->begin != NULL)
            call->begin(task->values);
        promise = start(env, task, in);
        if (promise == NULL)
            free_task(env, task);
        task = NULL;
    } else {
        (void)tn_fail(env);
    }
    free(task);
    free_room(few, in);
    return promise;
}

bool tn_export_tasks(napi_env env, napi_value exports) {
    static const tn_function functions[] = {
        {"$newToken", new_token}, {"$stop", stop}, {"$stopAll", stop_all}};
    return tn_export(env, exports, functions, sizeof functions / sizeof *functions);
}
