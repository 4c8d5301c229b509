/**
 * @file
 * What the library calls: Python's callables and objects with methods, on their way in, and each call of
 * theirs. Generated code has a function per callback and method, made of these parts.
 */
#ifndef TN_CALLBACKS_H
#define TN_CALLBACKS_H

#include "gil.h"
#include "interpreters.h"
#include "state.h"

#include "tenon/callback.h"

/** A callback or interface of the contract. */
typedef struct tn_interface {
    const char *name;        /**< "Visitor" */
    const void *functions;   /**< What the boundary calls. */
    const uint16_t *methods; /**< Indices of tn_names. */
    int method_count;        /**< 0 for a callback: the object itself is called. */
} tn_interface;

/** What the boundary owns of a callback. */
typedef struct tn_host {
    PyObject *target; /**< What is called. */
    PyObject *module; /**< Keeps the state alive. */
    const tn_state *state;
    tn_interpreter *interpreter;
    const void *lender; /**< tn_this_thread() of the caller, where only the running call uses it. */
} tn_host;

/** Anything that can be called. */
bool tn_callback_in(PyObject *value, tn_place place, const tn_state *state, const tn_interface *interface,
                    tenon_callback *out);

/** As tn_callback_in(), or None: `out->host` is then null. */
bool tn_optional_callback_in(PyObject *value, tn_place place, const tn_state *state,
                             const tn_interface *interface, tenon_callback *out);

/** Whether an object has a method. @return 1, 0, or -1 with an exception raised by the object. */
int tn_has_method(PyObject *value, PyObject *name);

/** Any object that has the methods. */
bool tn_interface_in(PyObject *value, tn_place place, const tn_state *state, const tn_interface *interface,
                     tenon_callback *out);

/** As tn_interface_in(), or None. */
bool tn_optional_interface_in(PyObject *value, tn_place place, const tn_state *state,
                              const tn_interface *interface, tenon_callback *out);

/** The host's part of a callback, which keeps `target`. @return Whether there was memory. */
bool tn_host_new(PyObject *target, const tn_state *state, const void *functions, tenon_callback *out);

/** Only the call that follows uses the callback, or none: what the calling thread is, is known then. */
static inline void tn_callback_lend(tenon_callback *callback) {
    if (callback->host != NULL)
        ((tn_host *)callback->host)->lender = tn_this_thread();
}

/** A callback that did not cross after all, or none. */
void tn_callback_unused(tenon_callback *callback);

/** For tp_traverse: what the callbacks attached to an object keep. */
int tn_visit_attached(tenon_handle owner, visitproc visit, void *arg);

/** What Python shows of failures that no caller waits for: sys.unraisablehook. */
void tn_unraisable(const void *functions, void *host, const tenon_error *error);

/** Record the exception that is raised now as what the running callback failed with. @return A negative
 * kind. */
int32_t tn_throw(const tn_state *state);

/* ---- A call of the library's ---- */

/** A running call. */
typedef struct tn_upcall {
    const tn_host *host;
    const tn_state *state;
    tn_attachment attachment;
} tn_upcall;

enum { tn_itself = -1 };

/** Enter the interpreter of the callback. @return Whether that could be; where not, why is recorded. */
bool tn_upcall_begin(tn_upcall *call, void *host);

/**
 * Call the object, or one of its methods.
 * @param method Index of tn_names, or tn_itself.
 * @param args Taken over; one that could not be made is null, and its error is raised.
 * @return What it gave, or null with an exception raised.
 */
PyObject *tn_upcall_make(const tn_upcall *call, int method, PyObject **args, Py_ssize_t count);

/** Several results: the items of a tuple, borrowed from it. */
bool tn_unpack(PyObject *tuple, tn_place place, PyObject **results, Py_ssize_t count);

/**
 * Leave.
 * @param made What was given, taken over; may be null.
 * @param fits Whether that was what the library can take. Where not, an exception is raised, or an error
 * recorded.
 * @return What the boundary wants to hear.
 */
int32_t tn_upcall_end(tn_upcall *call, PyObject *made, bool fits);

#endif /* TN_CALLBACKS_H */
