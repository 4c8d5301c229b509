/**
 * @file
 * Interpreters, and how a thread gets into one: a callback runs in the interpreter that passed it, whatever
 * thread the library calls it on, with Python's lock held or not, or on a thread that Python never saw.
 */
#ifndef TN_INTERPRETERS_H
#define TN_INTERPRETERS_H

#include <stdatomic.h>

#include "state.h"

/** An interpreter, for as long as anybody may want to enter it. */
typedef struct tn_interpreter {
    PyInterpreterState *state;
    _Atomic size_t users;    /**< The module, callbacks, and exceptions on their way. */
    _Atomic size_t visitors; /**< Threads of the library's that are inside or about to enter. */
    _Atomic bool has_ended;  /**< No thread that is not Python's enters any more. */
    _Atomic(void *) spare;   /**< Memory of a callback that has ended, for the next one, or null. */
} tn_interpreter;

/** Make the module's, and see to it that it ends before Python does. */
bool tn_interpreter_start(PyObject *module);

/** One user more. */
tn_interpreter *tn_interpreter_use(tn_interpreter *interpreter);

/** One user less. */
void tn_interpreter_leave(tn_interpreter *interpreter);

/** Where a thread was before tn_attach(). */
typedef struct tn_attachment {
    enum { tn_was_inside, tn_was_unlocked, tn_was_elsewhere, tn_was_outside } was;
    tn_interpreter *interpreter;
    PyThreadState *before;   /**< Of another interpreter. */
    PyThreadState *made;     /**< For this visit alone. */
    PyThreadState *unlocked; /**< What `tn_unlocked` was. */
    PyObject *error[3];      /**< An exception on its way: destructors run then too. */
} tn_attachment;

/**
 * Enter the interpreter with Python's lock held.
 * @param lender tn_this_thread() of a thread of Python's that is in a call of this package until long after:
 * on it nobody need ask whether it is one. Or null.
 * @return Whether that can be: it may have ended.
 */
bool tn_attach(tn_attachment *attachment, tn_interpreter *interpreter, const void *lender);

/** Go back to where the thread was. */
void tn_detach(tn_attachment *attachment);

#endif /* TN_INTERPRETERS_H */
