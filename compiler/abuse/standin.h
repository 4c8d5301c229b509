/**
 * @file
 * A library that does what its contract says and nothing else, written from the contract: it stands in for
 * the author's sources where the boundary is tried, so that every function can be reached and every lie told.
 *
 * Each function of the contract notes that it was called, reads the whole of what it was given (so that a
 * sanitizer sees a wrong length), calls each callback once with benign values, and gives benign results in
 * memory as the contract says it is owned. The environment variable TENON_STAND_IN, read at every call, makes
 * it behave otherwise:
 *
 * - FUNCTION:VALUE:LIE about a result: "shelf_price:price:lie_null"; VALUE is "return" for the return value
 * - FUNCTION::LIE about the call: "shelf_put::fails=2", "shelf_put::throws"
 * - FUNCTION::waits=N: it stays in the call for N milliseconds, for use by other threads meanwhile
 * - FUNCTION::calls_kept: it calls once each callback that is kept until replaced or dropped
 * - FUNCTION::elsewhere: it calls its callbacks on a thread of its own
 * - FUNCTION:CALLBACK:LIE about how it calls a callback: "calling_each:visit:lie_again"
 * - INTERFACE.METHOD:VALUE:LIE about what it passes to a callback, whichever function got it; the method of a
 * callback is "call"
 *
 * LIE is the name of an abuse_kind (ABUSE_LIE_NULL ... ABUSE_JUMPS) with `=N` for its variant, 0 where it is
 * left out: lie_field=N, the N-th of abuse_leaves(type, true); lie_bool=1, the bool that says whether the
 * value is there; lie_count=0 too large, =1 negative where its type can be; throws=0 std::runtime_error, =1
 * std::invalid_argument, =2 std::out_of_range, =3 an int; fails=N, the N-th failing status of the contract,
 * recorded with tenon_fail(), and without a word where N is as many as there are or more.
 *
 * What reaches it although the contract rules it out ends the process with a sentence on standard error.
 *
 * A C driver, which links with it, also sees
 * - uint64_t stand_in_calls(void): calls of functions of the contract that reached it so far, destructors not
 * counted
 * - uint64_t stand_in_live(void): objects and memory given out and not freed yet
 * - void stand_in_go_on(void): those that wait go on
 * - void stand_in_spare(bool begins): the driver's own, called before and behind what it allocates for itself
 */
#ifndef TENON_COMPILER_STANDIN_H
#define TENON_COMPILER_STANDIN_H

#include "plan/plan.h"

/** The C (or, for a library that throws, C++) source text of the stand-in. The arena owns it. */
char *standin_source(const plan_library *plan);

/** Its file name: "stand_in.c" or "stand_in.cpp". */
const char *standin_file(const plan_library *plan);

/** The same plan, but every package and boundary made of it carries the stand-in in the place of the author's
 * sources (the author's headers stay, and nothing that TENON_LINKS names is linked). Shown by `tenon build
 * HEADER --out DIR --stand-in` and `tenon boundary HEADER --out DIR --stand-in`. */
const plan_library *standin_plan(const plan_library *plan);

/** The same plan, but the checks of its boundary can be ignored one by one. See `removable` in plan.h. */
const plan_library *removable_plan(const plan_library *plan);

/** The files of the stand-in: its source and what that includes. Each is (path, text). */
typedef void (*standin_adder)(void *to, const char *path, const char *text);
void standin_files(const plan_library *plan, standin_adder add, void *to);

#endif /* TENON_COMPILER_STANDIN_H */
