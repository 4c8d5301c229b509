/**
 * @file
 * Functions that say nothing of how long they take, so that the host's lock goes by measurement.
 *
 * They have a contract of their own because a library that keeps callbacks never keeps the host's lock during
 * such a call: what it waits for might call back.
 */
#ifndef MEASURING_H
#define MEASURING_H

#include <stdbool.h>
#include <stdint.h>
#include <tenon/contract.h>

TENON_LIBRARY(measuring, 1, 0)
TENON_SOURCES("*.c")

#ifdef __cplusplus
extern "C" {
#endif

/** The number after this one: nearly nothing to do. */
uint64_t measuring_short(uint64_t number);

/** Works for about `milliseconds` milliseconds. @return How long it took, in nanoseconds. */
uint64_t measuring_long(uint32_t milliseconds);

/** As measuring_short(), and said to return at once: the lock is always kept. */
uint64_t measuring_brief(uint64_t number) TENON_BRIEF;

/** As measuring_long(), and said to block: the lock is always released. */
uint64_t measuring_blocking(uint32_t milliseconds) TENON_BLOCKING;

/** Counts what it does. */
typedef struct measuring_meter measuring_meter;

/** A meter that did nothing yet. */
measuring_meter *measuring_meter_new(void) TENON_OWNED;

/** The end of it. */
void measuring_meter_free(measuring_meter *meter TENON_DESTROYS);

/** Count one more, after working for about `milliseconds` milliseconds. @return How many there are now. */
uint64_t measuring_meter_add(measuring_meter *meter, uint32_t milliseconds);

/** How many there are, after working for about `milliseconds` milliseconds. */
uint64_t measuring_meter_count(const measuring_meter *meter, uint32_t milliseconds);

#ifdef __cplusplus
}
#endif

#endif /* MEASURING_H */
