/**
 * @file
 * Findings: everything that is wrong with a contract, each with its place and its remedy.
 */
#ifndef TENON_COMPILER_FINDINGS_H
#define TENON_COMPILER_FINDINGS_H

#include <stdio.h>

#include "model/model.h"

/** One thing that is wrong. */
typedef struct finding {
    model_location location;
    const char *message; /**< What is wrong or missing. */
    const char *remedy;  /**< What to write. */
} finding;

/** All of them, in the order in which they were found. */
typedef struct findings {
    GPtrArray *list; /**< finding */
} findings;

findings *findings_new(void);

/** Add one; the same message at the same place is kept once. Both texts are taken as they are. */
void findings_add(findings *all, model_location location, const char *message, const char *remedy);

/** Print them in the order of the file, each with its line of the contract and a caret, then their number. */
void findings_print(const findings *all, FILE *stream);

#endif /* TENON_COMPILER_FINDINGS_H */
