/**
 * @file
 * What is found in a plan by name or by what it belongs to, without going through everything each time.
 */
#ifndef TENON_COMPILER_LOOKUPS_H
#define TENON_COMPILER_LOOKUPS_H

#include "plan/plan.h"

/** Lists the functions of the plan by what they are of, and the names of its contract. */
void plan_index(plan_library *plan);

#endif /* TENON_COMPILER_LOOKUPS_H */
