/**
 * @file
 * The ordered steps of a call: the one place where it is decided what is checked.
 */
#ifndef TENON_COMPILER_PLAN_STEPS_H
#define TENON_COMPILER_PLAN_STEPS_H

#include "plan/plan.h"

/** Fill `steps`; needs values and slots. */
void plan_steps(plan_function *plan);

#endif /* TENON_COMPILER_PLAN_STEPS_H */
