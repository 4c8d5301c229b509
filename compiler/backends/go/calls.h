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
    const char *receiver;  /**< Of a method, or null. */
    const char *context;   /**< The parameter that says when to stop, or null. */
    const char *watch;     /**< The variable that watches it, or null. */
    const char *options;   /**< The parameter with what may be left out, or null. */
    const char *pins;      /**< The variable that keeps texts of records in their place, or null. */
    const char *ok;        /**< What says whether the results are there. */
    GPtrArray *scope;      /**< Names taken in the function. */
    GPtrArray *locals;     /**< Per plan value, char *: its Go variable. */
    GPtrArray *parameters; /**< Per plan value, char *: what the caller passes it as. */
    GPtrArray *results;    /**< Per plan value, char *: what it is called as a result. */
    GPtrArray
        *prepared;    /**< Per plan value, char *: the variable that holds it as C can take it, else null. */
    GPtrArray *given; /**< plan_value: the results. */
    bool is_direct;   /**< The crossing calls the library itself. */
    bool has_status;  /**< The boundary can refuse or fail: the crossing returns an error. */
    bool has_error;   /**< That, or the Go side can: the function returns an error. */
    bool has_ok;      /**< The results are there together or not at all, as a bool beside them says. */
} go_call;

/** The Go variable of a value. */
const char *go_local_of(const go_call *call, const plan_value *value);

/** The parameter of a value: its variable, or the map that it is taken from. */
const char *go_parameter_of(const go_call *call, const plan_value *value);

/** What a value is called as a result. */
const char *go_result_of(const go_call *call, const plan_value *value);

/** Study a function and name its variables. */
go_call go_call_new(go_module *module, const plan_function *plan);

/** An argument of a crossing. */
typedef struct go_argument {
    const char *declaration; /**< In C: "const double *values". */
    const char *given;       /**< In Go: "(*C.double)(tenonSlice(values))". */
} go_argument;

/** Whether the boundary's function would do nothing but call the library's with what it gets from Go. */
bool go_is_direct(const go_module *module, const plan_function *plan);

/** The library's function, called with the arguments of the crossing, and what it returns. */
void go_call_directly(emit *out, const plan_function *plan);

/** Whether the value is a text of the library's and of no object: the crossing returns where it lies, and
 * there is nothing to give back. */
bool go_is_read_in_place(const plan_function *plan, const plan_value *value);

/** Whether its function in Go gives an error besides. */
bool go_is_fallible(const plan_function *plan);

/** The expression that gives a callback its number. */
const char *go_host(const go_call *call, const plan_value *value);

/** Whether a record is small and plain enough to cross as it is: then no pointer goes across. */
bool go_crosses_by_value(const plan_value *value);

/** What the crossing takes: go_argument, in order of the boundary's slots. */
GPtrArray *go_arguments(const go_call *call);

/** Whether the crossing returns a struct rather than its one result. */
bool go_crosses_with_struct(const go_call *call);

/** How many results the crossing itself carries: arrays that the caller provides are none. */
guint go_carried_results(const plan_function *plan);

/** What Go calls: crossings.h. */
char *go_crossings_header(go_module *module);

/** The C functions behind the Go ones, and the boundary: crossings.c. */
char *go_crossings_source(go_module *module);

/** The Go function or method. */
void go_write_function(emit *out, go_module *module, const plan_function *plan);

/** The variable that holds a value as C can take it, or null. */
const char *go_prepared_of(const go_call *call, const plan_value *value);

/** The crossing, its variables kept alive: `call := C.cross_x(...)`. */
void go_write_crossing(emit *out, const go_call *call);

/** A method that is a Read or Write of package io. */
void go_write_stream(emit *out, go_module *module, const plan_function *plan);

/** What stands before all inputs: defaults, pins, maps taken apart. */
void go_write_inputs(emit *out, const go_call *call);

/** PLAN_CONVERT_INPUT: what the caller passed as C can take it, or an error. */
void go_write_input(emit *out, const go_call *call, const plan_value *value);

/** What a failing function returns before its error: "0, nil, ". */
const char *go_zeros(const go_call *call);

/** The result of a crossing as a Go value. */
const char *go_output(const go_call *call, const plan_value *value);

/** Whether a result of a crossing is missing, as a condition. */
const char *go_is_missing(const go_call *call, const plan_value *value);

/** The field of the crossing's result with a part of a value. */
const char *go_carried(const go_call *call, const plan_value *value, plan_part part);

/** The comment above it. */
void go_write_function_doc(emit *out, const go_call *call);

/** The struct with what may be left out of calls, and the function that fills it; nothing where there is
 * none. */
void go_write_options(emit *out, go_module *module, const plan_function *plan);

/** Whether the value is a field of that struct. What is nil where it is left out is an ordinary parameter. */
bool go_is_option(const plan_value *value);

/** What such a field is called before anything else has its name. */
const char *go_option_name(const plan_value *value);

/** A Go file that crosses: its head, the imports that the body needs, and the body. */
char *go_file_with_calls(const go_module *module, const char *body);

/** A Go file of tests, outside the package. */
char *go_test_file(const go_module *module, const char *body);

/** A Go file that crosses nowhere. */
char *go_file(const go_module *module, const char *body);

/** Note which parts of the fixed files a function needs. */
void go_note_uses(go_module *module, const plan_function *plan);

/** Note what the parts need that were noted. */
void go_note_dependencies(go_module *module);

/* ---- Types ---- */

/** The value at an index of the plan. */
const plan_value *go_value(const plan_function *plan, int index);

/** The Go type of an element: "float64", "Direction", "Point". A size is a uint here. */
const char *go_element_type(const go_module *module, const model_type *type);

/** The Go type of a value that is passed or returned: "int", "*string", "[]Point", "*View[float64]". */
const char *go_type(const go_module *module, const plan_function *plan, const plan_value *value);

/** The same of a result, which may have a bool beside it that says whether it is there. */
const char *go_result_type(const go_call *call, const plan_value *value);

/** The zero of a Go type: "0", "nil", "Point{}". */
const char *go_zero(const plan_value *value, const char *type);

/** What a parameter is called before anything else has its name. */
const char *go_named_value(const plan_value *value);

/** Whether the value is passed by a parameter of its own. */
bool go_is_parameter(const plan_value *value);

/** The cgo type of an element: "C.double", "C.int32_t". */
const char *go_c_type(const model_type *type);

/** Whether the value is a single size, which Go has as an int. */
bool go_is_int(const plan_value *value);

/** Whether Go gets this as a result; arrays that are changed in place are none. */
bool go_is_result(const plan_value *value);

#endif /* TENON_BACKENDS_GO_CALLS_H */
