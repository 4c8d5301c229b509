/**
 * @file
 * What every part of the extension module shares: its state and how a call names its parameters.
 *
 * All objects that the module keeps (types, exceptions, enums, interned names) are in one array of its state,
 * by the indices that the generated module.h lists, so that there is no global variable and one loop visits
 * them all.
 *
 * Local names in generated code: a value of the contract is `<name>_in`, `<name>_out` or `<name>_io`, and no
 * other local name ends so. A parameter that the author called `result`, `self` or `args` therefore cannot
 * clash.
 */
#ifndef TN_STATE_H
#define TN_STATE_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <limits.h>
#include <stdbool.h>
#include <stdint.h>

#include "tenon/runtime.h"

/* What few calls need stays a call of its own: inlined, its variables would take room, and a check of the
 * stack, in every call. */
#if defined(__GNUC__)
#define TN_SLOW __attribute__((noinline))
#else
#define TN_SLOW
#endif

/** The first indices are the same in every package; module.h goes on from tn_ref_names. */
enum {
    tn_ref_error,
    tn_ref_array,
    tn_ref_interpreter,
    tn_ref_cancel,
    tn_ref_stream,
    tn_ref_times,
    tn_ref_function,     /* "function": what every exception is given */
    tn_ref_last_failed,  /* the function that failed last, ... */
    tn_ref_last_message, /* ... and what was said then, where it was short */
    tn_ref_await,        /* what runs awaitable calls, once there was one */
    tn_ref_names
};

struct tn_interpreter;

/** The state of one module object. */
typedef struct tn_state {
    PyObject *module;                   /**< The object itself, borrowed. */
    struct tn_interpreter *interpreter; /**< Its own, where the library calls back; otherwise null. */
    Py_ssize_t count;
    PyObject *refs[]; /**< Strong references; null until the module has made them. */
} tn_state;

/** The module that was imported last, and its state. */
extern struct tn_latest {
    PyObject *module;
    const tn_state *state;
} tn_latest;

/** The state of the module that a function belongs to: nearly always that of the latest one. */
static inline const tn_state *tn_module_state(PyObject *module) {
    return TENON_LIKELY(module == tn_latest.module) ? tn_latest.state : PyModule_GetState(module);
}

/** A word in a table. */
typedef struct tn_word {
    const char *text;
} tn_word;

/** Every parameter, field and settable property name of the package, once (generated). */
extern const tn_word tn_names[];

/** What a function takes. */
typedef struct tn_signature {
    const char *function; /**< "add", for messages. */
    int count;
    int required;     /**< How many must be given; the others are None when left out. */
    uint64_t fills;   /**< Bits of those that are null when left out: the function knows their default. */
    int by_name;      /**< How many, at the end, are only given by name. */
    uint16_t names[]; /**< Of its parameters: indices of tn_names. */
} tn_signature;

/** Of tn_place.item: none of the items, and the keys of a map: -2 - i is the key i. */
enum { tn_whole = -1, tn_keys = -2, tn_at_result = INT_MAX };

/** Which argument is being converted, for messages. */
typedef struct tn_place {
    const tn_signature *signature;
    int at;   /**< Index of the parameter; its complement where it is set as an attribute; or tn_at_result. */
    int item; /**< Index in a sequence, tn_whole, or from tn_keys on downwards. */
} tn_place;

static inline tn_place tn_argument(const tn_signature *signature, int at) {
    return (tn_place){signature, at, tn_whole};
}

static inline tn_place tn_attribute(const tn_signature *signature, int at) {
    return (tn_place){signature, ~at, tn_whole};
}

/** What a callback gave: all of it, or one of its results. */
static inline tn_place tn_result(const tn_signature *signature, int item) {
    return (tn_place){signature, tn_at_result, item};
}

/** A method that takes keywords, as PyMethodDef wants it. */
#define TN_FASTCALL(function) (PyCFunction)(void (*)(void))(function), METH_FASTCALL | METH_KEYWORDS
/* not METH_METHOD, which would give the class: such methods have no __doc__ in CPython */
#define TN_CLASSMETHOD(function)                                                                             \
    (PyCFunction)(void (*)(void))(function), METH_FASTCALL | METH_KEYWORDS | METH_CLASS

#endif /* TN_STATE_H */
