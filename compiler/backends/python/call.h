/**
 * @file
 * One C function of the extension module while it is rendered: what functions.c, inputs.c and results.c
 * share.
 */
#ifndef TENON_PYTHON_CALL_H
#define TENON_PYTHON_CALL_H

#include "backends/python/python.h"

/** What is being rendered. */
typedef struct python_call {
    const python_package *of;
    emit *out;
    const plan_function *plan;
    python_shape shape;
    GPtrArray *arguments;
    bool cleans_up;   /**< A failure goes to `done`, where what was taken is given back. */
    const char *fail;  /**< The statement that ends a failed call. */
    const char *state; /**< The module's state, where the call has failed. */
} python_call;

/** A value of the function. */
const plan_value *python_value_at(const python_call *in, int index);

/** The C name of a value: the suffix keeps the author's words apart from the generated ones (see state.h). */
const char *python_local(const plan_value *value);

/** An array that the library fills: an Array, bytes, or scratch memory that becomes a list. */
bool python_is_filled(const plan_value *value);

/** As python_is_filled(), where it is scratch memory. */
bool python_is_scratch(const plan_value *value);

/** An array that is passed in. */
bool python_is_input_buffer(const plan_value *value);

/** A record with texts that is passed in: what they lie in is kept in a local. */
bool python_passes_text(const plan_value *value);

/** A record with texts that comes out: the boundary has copied them. */
bool python_gives_text(const plan_value *value);

/** "&signature_graph_add" */
const char *python_signature(const python_call *in);

/** "state, &tn_record_Point" */
const char *python_record_arguments(const python_package *of, const plan_value *value);

/** "state, &tn_enum_Direction" */
const char *python_enum_arguments(const python_package *of, const plan_value *value);

/* ---- inputs.c ---- */

/** The Python object of an argument. */
const char *python_given(const python_call *in, const plan_value *value);

/** PLAN_CONVERT_INPUT */
void python_convert_input(const python_call *in, const plan_value *value);

/** The callbacks, just before they cross: the boundary owns them then. */
void python_convert_callbacks(const python_call *in);

/** PLAN_ALLOCATE_OUTPUT */
void python_allocate_output(const python_call *in, const plan_value *value, const plan_value *source);

/** How many elements an array that is as long as `source` has. */
const char *python_length_of(const plan_value *source);

/* ---- results.c ---- */

/** "tn_object_new(...)": an object of the value's class from the handle that is in `data`. */
const char *python_object_made(const python_package *of, const plan_value *value, const char *data);

/** The results, returned or left in `result`. */
void python_emit_results(const python_call *in);

#endif /* TENON_PYTHON_CALL_H */
