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

/**
 * Whether a value of this type can be wrong although it has the right size: enums and flags, tags, texts.
 * @param is_foreign It lies in memory that nobody wrote as this type, so bools can be wrong too.
 */
bool plan_can_be_wrong(const model_type *type, bool is_foreign);

#endif /* TENON_COMPILER_PLAN_STEPS_H */
