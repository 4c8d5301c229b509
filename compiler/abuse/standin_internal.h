/**
 * @file
 * Shared by the files that write a stand-in library.
 */
#ifndef TENON_COMPILER_STANDIN_INTERNAL_H
#define TENON_COMPILER_STANDIN_INTERNAL_H

#include "backends/boundary/boundary_internal.h"
#include "emit/emit.h"
#include "plan/plan.h"

/* ---- standin_types.c: values of the contract's types ---- */

/** A value of that type, as a C expression. @param index An expression: which of several. */
const char *standin_value(const model_type *type, const char *index);

/** Look at a value of that type. @param address An expression. @param call The stand_in_call's name. */
void standin_emit_take(emit *out, const model_type *type, bool nullable, const char *address,
                       const char *call, const char *name);

/** Make a value wrong. @param lie The condition's lie: "lie_constant", "lie_bool" or "lie_field". */
void standin_emit_break(emit *out, const model_type *type, const char *address, const char *call,
                        const char *name);

/** The element's type as C declares it: "uint8_t" for void. */
const char *standin_element(const model_type *type);

/** The functions for every enum, record and variant. */
void standin_emit_types(emit *out, const plan_library *plan);

/** How many elements arrays have that the library makes. */
enum { STANDIN_ELEMENTS = 2 };

/** What the library calls a value: "return" for the return value. In quotes. */
const char *standin_name(const plan_value *value);

/* ---- standin_callbacks.c: what the library calls ---- */

/** The function that calls each function of an interface once. */
void standin_emit_interface(emit *out, const plan_library *plan, const plan_interface *interface);

/** "stand_in_ask_calling_visitor" */
const char *standin_asker(const model_interface *interface);

/* ---- standin_functions.c: what the boundary calls ---- */

void standin_emit_function(emit *out, const plan_library *plan, const plan_function *function);

#endif /* TENON_COMPILER_STANDIN_INTERNAL_H */
