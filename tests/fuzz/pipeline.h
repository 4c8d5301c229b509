/**
 * @file
 * From a contract's text to the files of all its packages, in memory, and what must hold for any of them.
 */
#ifndef TENON_FUZZ_PIPELINE_H
#define TENON_FUZZ_PIPELINE_H

#include <glib.h>
#include <stdbool.h>

#include "model/model.h"

/** A generated file. */
typedef struct pipeline_file {
    model_language language;
    const char *path;
    const char *text;
} pipeline_file;

/** What came of a contract. Lives until pipeline_end(). */
typedef struct pipeline {
    GPtrArray *files; /**< pipeline_file; none where something is wrong with the contract. */
    char *findings;   /**< What is wrong, as it would be printed; "" where nothing is. */
} pipeline;

/** Read a contract and generate everything. */
pipeline pipeline_run(const char *text, size_t length);

/** Ends the target where a file is not text that its language can read. */
void pipeline_check(const pipeline *made);

void pipeline_end(pipeline *made);

#endif /* TENON_FUZZ_PIPELINE_H */
