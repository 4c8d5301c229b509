/**
 * @file
 * The examples of the contract's comments as Example functions, which `go test` runs.
 */
#ifndef TENON_BACKENDS_GO_EXAMPLES_H
#define TENON_BACKENDS_GO_EXAMPLES_H

#include "backends/go/names.h"

/** The text of example_test.go; null where there are no examples. */
char *go_examples(const go_module *module);

#endif /* TENON_BACKENDS_GO_EXAMPLES_H */
