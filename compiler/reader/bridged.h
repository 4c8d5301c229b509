/**
 * @file
 * TENON_BRIDGED: what a function must be like so that another implementation can serve it.
 */
#ifndef TENON_COMPILER_BRIDGED_H
#define TENON_COMPILER_BRIDGED_H

#include "reader/reader_internal.h"

/** Bridged functions that no other implementation could serve, or that could not be compared, are findings.
 */
void check_bridged(reader *in);

#endif /* TENON_COMPILER_BRIDGED_H */
