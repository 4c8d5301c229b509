/**
 * @file
 * Drivers that read the contract and its cases instead of being generated from them: ordinary files of a
 * language, below backends/<language>/abuse/, beside contract.json and cases.json.
 */
#ifndef TENON_COMPILER_ABUSE_READING_H
#define TENON_COMPILER_ABUSE_READING_H

#include <jansson.h>

#include "package/package.h"

/**
 * Add a driver's files: those that are embedded below `folder` ("backends/python/abuse/"), contract.json as
 * `tenon inspect --lang` prints it, and cases.json as `tenon test --cases` does.
 * @param words What the package calls everything; taken over.
 */
void abuse_add_reading(const plan_library *plan, const GPtrArray *cases, json_t *words, const char *folder,
                       package *files);

#endif /* TENON_COMPILER_ABUSE_READING_H */
