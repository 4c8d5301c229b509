/**
 * @file
 * The model and the call plan as canonical JSON: sorted keys, two blanks of indent. docs/inspect.schema.json
 * describes it.
 */
#ifndef TENON_COMPILER_INSPECT_H
#define TENON_COMPILER_INSPECT_H

#include "plan/plan.h"

/** The JSON text, with a line end. The arena owns it. */
char *inspect_json(const plan_library *plan);

#endif /* TENON_COMPILER_INSPECT_H */
