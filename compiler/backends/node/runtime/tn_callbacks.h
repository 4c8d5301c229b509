/**
 * @file
 * Functions and objects of JavaScript that the library calls, and the way to them from other threads.
 *
 * JavaScript runs on the thread of its environment alone. A callback on that thread is called directly. One
 * on another thread puts a request into the queue of the environment's bridge and waits for the answer; where
 * the environment's thread sits in a call of this package meanwhile, it would wait in vain, and fails with
 * `busy`.
 */
#ifndef TN_CALLBACKS_H
#define TN_CALLBACKS_H

#include "tenon/callback.h"
#include "tn_references.h"

/* ---- The bridge of one environment ---- */

/** How other threads have an environment's own call JavaScript. It lives as long as the environment's home.
 */
typedef struct tn_bridge tn_bridge;

/** This environment's bridge, made when it is first needed; null with an exception pending. */
tn_bridge *tn_bridge_of(napi_env env);

/* ---- Requests of other threads ---- */

struct tn_method;
struct tn_host;

/** Why a callback gave no result. */
typedef struct tn_failure {
    bool has_failed;
    int32_t code;         /**< A tenon_code where it is Tenon's own. */
    const char *problem;  /**< What Tenon says then. */
    tn_reference *thrown; /**< What JavaScript threw, in an array of one, or null. */
    char *message;        /**< What that says, or null. */
} tn_failure;

/** Where a request is. */
typedef enum tn_stage {
    TN_QUEUED,   /**< Nobody has looked at it. */
    TN_RUNNING,  /**< JavaScript runs. */
    TN_PROMISED, /**< JavaScript gave a promise, which is not settled. */
    TN_ANSWERED
} tn_stage;

/** A thread that waits for JavaScript. It lies on that thread's stack. */
typedef struct tn_request {
    struct tn_host *host;
    const struct tn_method *method;
    const void *slots;
    tn_failure failure;
    tn_stage stage;
    uint64_t number;
    pthread_cond_t answered;
    struct tn_request *next;
} tn_request;

/** Fail because JavaScript cannot be run: TENON_BUSY for now, TENON_CLOSED for ever. */
void tn_give_up(tn_failure *failure, tenon_code code);

/** Have a request answered by the environment's thread. Called on another thread. */
void tn_ask(tn_bridge *bridge, tn_request *request);

/** Whether the process is about to exit: threads give up even what runs, and a request may be gone after
 * that. */
bool tn_is_exiting(const tn_bridge *bridge);

/** Call JavaScript for a request on the environment's thread. @return False where a promise is to be waited
 * for. */
bool tn_answer(napi_env env, tn_request *request);

/** The promise that a request waits for is settled. */
void tn_settle(napi_env env, tn_request *request, bool is_fulfilled, napi_value value);

/** Show failures that no caller waits for. Takes the chain over; any thread. */
void tn_show_failure(tn_bridge *bridge, const tenon_error *error);

/** Wait for a promise on behalf of another thread: call `$whenSettled(promise, number)`. @return False with
 * an exception pending. */
bool tn_await(napi_env env, napi_value promise, uint64_t number);

/* ---- What the library calls ---- */

/** One method of an interface, or the function of a callback. Generated. */
typedef struct tn_method {
    const char *name;  /**< Of an interface's method, in JavaScript; null: the callback itself. */
    const char *place; /**< "the result of visit", for messages. */
    size_t argument_count;
    /** Make the arguments of what the library passed in `slots`. */
    bool (*give)(napi_env env, const void *slots, napi_value *arguments);
    /** Read what JavaScript gave back into what `slots` points at. Null: nothing is expected. */
    bool (*take)(napi_env env, napi_value result, const void *slots);
} tn_method;

/** An interface or callback. Generated. */
typedef struct tn_interface {
    const void *functions;           /**< The boundary's table. */
    const char *expected;            /**< "a function", "an object with the methods put and get". */
    const tn_method *const *methods; /**< Those that an object must have; null for a callback. */
    size_t method_count;
} tn_interface;

/** How long a callback must stay alive, as far as JavaScript is concerned. */
typedef enum tn_keeping {
    TN_KEEP_DURING_CALL, /**< The caller's own stack keeps it: a synchronous call. */
    TN_KEEP_STRONGLY,
    TN_KEEP_WEAKLY /**< An object of JavaScript keeps it: see lib/kept.js. */
} tn_keeping;

/** A callback on its way into the boundary. */
typedef struct tn_callback {
    tenon_callback callback; /**< `host` null: none. */
    bool is_given;           /**< The boundary owns it. */
} tn_callback;

/** No callback. */
static inline void tn_callback_begin(tn_callback *callback) {
    *callback = (tn_callback){.is_given = false};
}

/** Read a function, or an object with all methods of an interface. */
bool tn_read_callback(napi_env env, napi_value value, const tn_place *place, const tn_interface *type,
                      tn_keeping keeping, tn_callback *callback);

/** Hand it to the boundary, which owns it from then on. @return Null for none. */
const tenon_callback *tn_give_callback(tn_callback *callback);

/** End what never crossed. */
void tn_callback_end(tn_callback *callback);

/**
 * What the generated functions of a boundary's table do: call the host's function with what `slots` holds.
 * @return 0, or a negative kind with the error recorded on this thread.
 */
int32_t tn_call_host(void *host, const tn_method *method, const void *slots);

/* ---- Results of callbacks ---- */

/** A field of an object that a callback gave back. */
bool tn_read_member(napi_env env, napi_value object, const tn_place *place, napi_value *member);

/** Copy a text that a callback gave back. */
bool tn_read_text_result(napi_env env, napi_value value, const tn_place *place, tenon_text *text);

/**
 * Copy elements that a callback gave back.
 * @param room How many there may be.
 * @param filled Set to how many there were; null where there must be `room` of them.
 */
bool tn_read_elements(napi_env env, napi_value value, const tn_place *place, const tn_type *type,
                      void *elements, size_t room, size_t *filled);

#define TN_FIELD(text, member) (&(const tn_place){.name = (member), .outer = TN_AT(text)})

/* ---- Arguments of callbacks ---- */

/** Whether all arguments could be made. */
static inline bool tn_are_made(size_t count, const napi_value *arguments) {
    for (size_t i = 0; i < count; i++) {
        if (arguments[i] == NULL)
            return false;
    }
    return true;
}

/** A text that is valid during the call; null: none. */
napi_value tn_write_text(napi_env env, const char *text, size_t length);

/** An object that the callback gets for good. @param class_index In tn_this_package.classes. */
napi_value tn_write_object(napi_env env, size_t class_index, const tenon_handle *handle);

/** `$adoptWith(adopters)`: what makes objects of handles, per class. */
napi_value tn_adopt_with(napi_env env, napi_callback_info info);

/** A list of texts. */
napi_value tn_write_text_array(napi_env env, const tenon_text_view *texts, size_t count);

/** An array, copied; null `elements`: none, where the contract allows that. */
napi_value tn_write_array_argument(napi_env env, const tn_type *type, bool nullable, const void *elements,
                                   size_t count);

/* ---- For tn_this_package ---- */

extern const tn_callback_support tn_callbacks;

/** What a callback of this environment threw, or null. */
napi_value tn_thrown(napi_env env, const tenon_error *link);

/** A callback failed where no caller waits for it: see tenon_set_unraisable(). */
void tn_unraisable(const void *functions, void *host, const tenon_error *error);

#endif /* TN_CALLBACKS_H */
