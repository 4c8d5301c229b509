/**
 * @file
 * Functions that cannot fail, by names that Rust and what is generated in Rust have already.
 */
#ifndef PLAIN_H
#define PLAIN_H

#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(plain, 1, 0)
TENON_SOURCES("plain.c")

/** Where something lies. */
typedef struct plain_layout {
    int32_t left; /**< From the left. */
    int32_t top;  /**< From the top. */
} plain_layout;

/** A single field. */
typedef struct plain_field {
    int32_t how_many_of_them_were_counted; /**< A number with a long name. */
} plain_field;

/** What is longer than a line. */
typedef struct plain_text {
    plain_field field;              /**< Another record. */
    uint64_t when_it_was_last_seen; /**< In seconds. */
} plain_text;

/** A record by the name of a number. */
typedef struct plain_int128 {
    int32_t value; /**< Its value. */
} plain_int128;

/** Twice the number, modulo 2 to the 32nd. */
int32_t plain_twice(int32_t number) TENON_BRIDGED;

/** What is in one of both. */
int32_t plain_error(int32_t crate, int32_t support) TENON_BRIDGED;

/** What is in both. */
int32_t plain_type(int32_t self, int32_t fn) TENON_BRIDGED;

/** The sum of the bytes. */
uint64_t plain_result(const uint8_t *bytes TENON_COUNTED_BY(size), size_t size) TENON_BRIDGED;

/** What the text counts, a step to the right of where it lies. */
plain_layout plain_status(plain_text text, plain_layout layout) TENON_BRIDGED;

/** The same number. */
plain_int128 plain_option(plain_int128 value) TENON_BRIDGED;

#endif /* PLAIN_H */
