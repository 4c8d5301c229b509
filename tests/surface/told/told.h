/**
 * @file
 * A library with faults on purpose, in C and C++, whose files show and tell more than a package may: its
 * functions are marked for everybody to see, its templates are exported by themselves, and it knows by which
 * path it was compiled.
 */
#ifndef TOLD_H
#define TOLD_H

#include <stddef.h>
#include <stdint.h>
#include <tenon/contract.h>

#define TOLD_API __attribute__((visibility("default")))

TENON_LIBRARY(told, 1, 0)
TENON_SOURCES("told.c")
TENON_SOURCES("words.cpp")
TENON_INCLUDES(".")
TENON_EXCEPTIONS(cxx)

#ifdef __cplusplus
extern "C" {
#endif

/** Where this library's C code lay when it was compiled. */
TOLD_API const char *told_place(void) TENON_BORROWED TENON_NONNULL;

/** The same of its C++ code. */
TOLD_API const char *told_other_place(void) TENON_BORROWED TENON_NONNULL;

/** How many different words a text has. */
TOLD_API size_t told_count_words(const char *text);

/** Allocate `size` bytes and forget where: a fault. */
TOLD_API void told_leak(size_t size);

/** Shift 1 to the left by `bits`: a fault where an int has not as many. */
TOLD_API int32_t told_shift(int32_t bits);

/** Fill a block of `size` bytes with `length` of them: a fault where that is more. */
TOLD_API uint8_t told_overrun_block(size_t size, size_t length);

/** Fill an array of 16 bytes with `length` of them, one by one: a fault where that is more. */
TOLD_API uint8_t told_overrun_array(size_t length);

#ifdef __cplusplus
}
#endif

#endif /* TOLD_H */
