/**
 * @file
 * The model and the call plan as canonical JSON: sorted keys, two blanks of indent. docs/inspect.schema.json
 * describes it.
 */
#ifndef TENON_COMPILER_INSPECT_H
#define TENON_COMPILER_INSPECT_H

#include <jansson.h>

#include "plan/plan.h"

/**
 * The JSON text, with a line end. The arena owns it.
 * @param words What a package calls everything (backends/words.h), taken over; or null.
 */
char *inspect_json(const plan_library *plan, json_t *words);

#endif /* TENON_COMPILER_INSPECT_H */
