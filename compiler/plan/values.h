/**
 * @file
 * From C parameters to the values that a host sees.
 */
#ifndef TENON_COMPILER_PLAN_VALUES_H
#define TENON_COMPILER_PLAN_VALUES_H

#include "plan/plan.h"

/** Fill `values`, `inputs` and `outputs` of a function whose other members are set. */
void plan_values(plan_function *plan);

/** Fill `slots`; needs the values. */
void plan_slots(plan_function *plan);

/** The value that a C parameter became, or PLAN_NONE (a hidden length). */
int plan_value_of_parameter(const plan_function *plan, int parameter);

#endif /* TENON_COMPILER_PLAN_VALUES_H */
