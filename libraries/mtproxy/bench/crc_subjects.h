/**
 * @file
 * What the benchmark of the CRCs measures: our versions and other people's, each called as its own interface
 * wants it.
 */
#ifndef MTPROXY_BENCH_CRC_SUBJECTS_H
#define MTPROXY_BENCH_CRC_SUBJECTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum polynomial { POLYNOMIAL_CRC32, POLYNOMIAL_CRC32C } polynomial;

/** A function of any type, cast to its own before it is called. */
typedef void (*any_function)(void);

/** How a function is called, and whether the seed is the register or its complement. */
typedef struct shape {
    /** `calls` calls over the same bytes, which do not wait for each other. Returns something made of all
     * results. */
    uint32_t (*apart)(any_function function, const uint8_t *data, size_t size, size_t calls);
    /** The same, with each result as the next one's seed. */
    uint32_t (*chained)(any_function function, const uint8_t *data, size_t size, size_t calls);
    bool inverted; /**< Seed and result are complements of the register. */
} shape;

typedef struct subject {
    const char *name;
    polynomial of;
    const shape *called;
    any_function function;
    bool ours;
    bool seedless; /**< Takes no seed, so that calls cannot be chained. */
} subject;

/** What could not be had, and why. */
typedef struct missing_subject {
    char name[64];
    char why[256];
} missing_subject;

enum { SUBJECTS_MOST = 64 };

typedef struct subjects {
    subject all[SUBJECTS_MOST];
    size_t count;
    missing_subject missing[SUBJECTS_MOST];
    size_t missing_count;
} subjects;

/** All that this processor and this system have; libraries of crates.io and of PyPI at these paths. */
void collect_subjects(subjects *into, const char *crates_library, const char *google_library);

/** What the subject makes of the bytes, as a raw register; from a register of all ones. */
uint32_t subject_register(const subject *of, const uint8_t *data, size_t size);

#endif
