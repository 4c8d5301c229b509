/**
 * @file
 * The ordered steps of a call: the one place where it is decided what is checked.
 */
#ifndef TENON_COMPILER_PLAN_STEPS_H
#define TENON_COMPILER_PLAN_STEPS_H

#include "plan/plan.h"

/** Fill `steps`; needs values and slots. @param lets_others_run The host's lock is released around the call.
 */
void plan_steps(plan_function *plan, bool lets_others_run);

/** The same for a method of an interface. */
void plan_implemented_steps(plan_function *plan);

#endif /* TENON_COMPILER_PLAN_STEPS_H */
