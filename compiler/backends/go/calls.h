/**
 * @file
 * A call: what a Go function passes across and what comes back, in both languages.
 */
#ifndef TENON_BACKENDS_GO_CALLS_H
#define TENON_BACKENDS_GO_CALLS_H

#include "backends/go/names.h"
#include "emit/emit.h"

/** One function of the plan while its Go code is written. */
typedef struct go_call {
    go_module *module;
    const plan_function *plan;
    const char *receiver; /**< Of a method, or null. */
    GPtrArray *scope;     /**< Names taken in the function. */
    GPtrArray *locals;    /**< Per plan value, char *: its Go variable. */
    GPtrArray *results;   /**< Per plan value, char *: what it is called as a result. */
    GPtrArray *flats; /**< Per plan value, char *: the variable that holds a text array as C can take it, else
                         null. */
    bool has_status;  /**< The boundary can refuse or fail: the crossing returns a status. */
    bool has_error;   /**< That, or the Go side can: the function returns an error. */
} go_call;

/** The Go variable of a value. */
const char *go_local_of(const go_call *call, const plan_value *value);

/** What a value is called as a result. */
const char *go_result_of(const go_call *call, const plan_value *value);

/** Study a function and name its variables. */
go_call go_call_new(go_module *module, const plan_function *plan);

/** An argument of a crossing. */
typedef struct go_argument {
    const char *declaration; /**< In C: "const double *values". */
    const char *given;       /**< In Go: "(*C.double)(tenonSlice(values))". */
} go_argument;

/** What the crossing takes: go_argument, in order of the boundary's slots. */
GPtrArray *go_arguments(const go_call *call);

/** Whether the crossing returns a struct rather than its one result. */
bool go_crosses_with_struct(const go_call *call);

/** How many results the crossing itself carries: arrays that the caller provides are none. */
guint go_carried_results(const plan_function *plan);

/** The C functions behind the Go ones: crossings.h. */
char *go_crossings_header(go_module *module);

/** The Go function or method. */
void go_write_function(emit *out, go_module *module, const plan_function *plan);

/** The comment above it; `results`: plan_value. */
void go_write_function_doc(emit *out, const go_call *call, const GPtrArray *results);

/** A Go file that crosses: its head, the imports that the body needs, and the body. */
char *go_file_with_calls(const go_module *module, const char *body);

/** A Go file that crosses nowhere. */
char *go_file(const go_module *module, const char *body);

/** Note which parts of the fixed files a function needs. */
void go_note_uses(go_module *module, const plan_function *plan);

/* ---- Types ---- */

/** The value at an index of the plan. */
const plan_value *go_value(const plan_function *plan, int index);

/** The Go type of an element: "float64", "Direction", "Point". A size is a uint here. */
const char *go_element_type(const go_module *module, const model_type *type);

/** The Go type of a value that is passed or returned: "int", "*string", "[]Point", "*View[float64]". */
const char *go_type(const go_module *module, const plan_value *value);

/** What a function returns for this value when it fails. */
const char *go_zero(const go_module *module, const plan_value *value);

/** The cgo type of an element: "C.double", "C.int32_t". */
const char *go_c_type(const model_type *type);

/** Whether the value is a single size, which Go has as an int. */
bool go_is_int(const plan_value *value);

/** Whether Go gets this as a result; arrays that are changed in place are none. */
bool go_is_result(const plan_value *value);

#endif /* TENON_BACKENDS_GO_CALLS_H */
