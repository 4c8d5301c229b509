/**
 * @file
 * Functions that take as long as they are told, to see which of them let the host's other threads run.
 */
#ifndef ADAPTIVE_H
#define ADAPTIVE_H

#include <stdint.h>
#include <tenon/contract.h>

TENON_LIBRARY(adaptive, 1, 0)
TENON_SOURCES("adaptive.c")

/** Something to use. */
typedef struct adaptive_thing adaptive_thing;

/** A new one. */
adaptive_thing *adaptive_thing_new(void) TENON_OWNED TENON_BRIEF;

/** Its end. */
void adaptive_thing_free(adaptive_thing *thing TENON_DESTROYS);

/** Work on it for so many microseconds. @return How many calls there were. */
int64_t adaptive_thing_work(adaptive_thing *thing, uint32_t microseconds);

/** Look at it. @return How many calls there were. */
int64_t adaptive_thing_look(const adaptive_thing *thing, uint32_t microseconds);

/** Always keeps the host's lock. */
int64_t adaptive_thing_glance(const adaptive_thing *thing) TENON_BRIEF;

/** Never keeps it. */
int64_t adaptive_thing_await(const adaptive_thing *thing, uint32_t microseconds) TENON_BLOCKING;

/** Look at it; where another call uses it, after waiting for a minute at most. */
int64_t adaptive_thing_settled(const adaptive_thing *thing) TENON_WAITS(60000);

/** Look at it; where another call uses it, after waiting for hardly any time. */
int64_t adaptive_thing_hurried(const adaptive_thing *thing) TENON_WAITS(1);

#endif /* ADAPTIVE_H */
