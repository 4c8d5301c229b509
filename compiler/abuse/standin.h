/**
 * @file
 * A library that does what its contract says and nothing else, written from the contract: it stands in for
 * the author's sources where the boundary is tried, so that every function can be reached and every lie told.
 *
 * Each function of the contract notes that it was called, reads the whole of what it was given (so that a
 * sanitizer sees a wrong length), calls each callback once with benign values, and gives benign results in
 * memory as the contract says it is owned. The environment variable TENON_STAND_IN makes one function behave
 * otherwise: FUNCTION:VALUE:LIE  for instance "shelf_price:price:lie_null", "shelf_put::fails=2",
 * "shelf_put::throws", "shelf_put::waits=50" where LIE is the name of an abuse_kind (ABUSE_LIE_NULL ...
 * ABUSE_JUMPS), with `=N` for its variant; `waits=N` stays in the call for N milliseconds, for use by other
 * threads meanwhile. It is read at every call. A C driver, which links with it, also sees uint64_t
 * stand_in_calls(void);  calls of functions of the contract that reached it so far, destructors not counted
 *   uint64_t stand_in_live(void);   objects and memory given out and not freed yet
 */
#ifndef TENON_COMPILER_STANDIN_H
#define TENON_COMPILER_STANDIN_H

#include "plan/plan.h"

/** The C (or, for a library that throws, C++) source text of the stand-in. The arena owns it. */
char *standin_source(const plan_library *plan);

/** Its file name: "stand_in.c" or "stand_in.cpp". */
const char *standin_file(const plan_library *plan);

#endif /* TENON_COMPILER_STANDIN_H */
