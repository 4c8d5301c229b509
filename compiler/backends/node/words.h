/**
 * @file
 * The names of a Node.js package as JSON: see backends/words.h.
 */
#ifndef TENON_BACKENDS_NODE_WORDS_H
#define TENON_BACKENDS_NODE_WORDS_H

#include "backends/node/formatter.h"
#include "backends/words.h"

/** @param package What is imported. */
json_t *node_package_words(const node_context *context, const char *package);

#endif /* TENON_BACKENDS_NODE_WORDS_H */
