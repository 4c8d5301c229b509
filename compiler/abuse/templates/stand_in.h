/**
 * @file
 * What every stand-in library is made of: objects that notice what is done to them, values to give, and what
 * the environment variable TENON_STAND_IN says. Included once, by the generated stand_in.c (or .cpp).
 *
 * Where the boundary lets something through that the contract rules out, the process ends here with a
 * sentence: a boundary that works never lets it.
 */
#ifndef TENON_STAND_IN_H
#define TENON_STAND_IN_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "tenon/cancel.h"
#include "tenon/error.h"
#include "tenon/int128.h"

/* An author's function may return `const uint32_t`: then so must its double. */
#pragma GCC diagnostic ignored "-Wignored-qualifiers"

/* Not every contract needs every part. */
#define STAND_IN_PART __attribute__((unused)) static

#ifdef __cplusplus
extern "C" {
#endif

/** How many calls of the contract's functions reached this library, destructors not counted. */
__attribute__((weak)) uint64_t stand_in_calls(void);

/** How many objects, and how much memory with a function of the contract's own to free it, are given out. */
__attribute__((weak)) uint64_t stand_in_live(void);

/** Those that wait (waits=N) go on. */
__attribute__((weak)) void stand_in_go_on(void);

/** Called with true before this library allocates and with false afterwards: a test in which allocations fail
 * in turn defines its own, to spare the library and see only the boundary fail. */
__attribute__((weak)) void stand_in_spare(bool begins);

#ifdef __cplusplus
}
#endif

static uint64_t stand_in_call_count;
static uint64_t stand_in_live_count;
static pthread_mutex_t stand_in_mutex = PTHREAD_MUTEX_INITIALIZER;

uint64_t stand_in_calls(void) {
    return __atomic_load_n(&stand_in_call_count, __ATOMIC_RELAXED);
}

uint64_t stand_in_live(void) {
    return __atomic_load_n(&stand_in_live_count, __ATOMIC_RELAXED);
}

/* How often a driver said so. */
static unsigned stand_in_rounds;

void stand_in_go_on(void) {
    __atomic_add_fetch(&stand_in_rounds, 1, __ATOMIC_RELEASE);
}

void stand_in_spare(bool begins) {
    (void)begins;
}

/* ---- What it is told, and what it says ---- */

enum { STAND_IN_WORD = 96, STAND_IN_USES = 32 };

struct stand_in_object;

/** An object while a call uses it. */
typedef struct stand_in_use {
    struct stand_in_object *object;
    bool changes;
    bool ends; /* the call owns it */
} stand_in_use;

/** A call that is going on. */
typedef struct stand_in_call {
    const char *function;
    char value[STAND_IN_WORD]; /* whose turn it is to be wrong; "" for the call itself */
    char lie[STAND_IN_WORD];   /* "" for none */
    unsigned variant;
    bool is_cancelled;
    bool was_late; /* it began with a callback of the call before */
    unsigned used;
    stand_in_use uses[STAND_IN_USES];
} stand_in_call;

/* Ends the process: what the contract rules out has reached the library. */
STAND_IN_PART void stand_in_refuse(const stand_in_call *call, const char *value, const char *what) {
    fprintf(stderr, "stand-in: %s: %s %s\n", call->function, value, what);
    fflush(stderr);
    abort();
}

/* The next word of `from` up to `end`. @return What is behind it. */
STAND_IN_PART const char *stand_in_word(const char *from, char end, char *word) {
    size_t length = 0;
    for (; *from != '\0' && *from != end; from++) {
        if (length + 1 < STAND_IN_WORD)
            word[length++] = *from;
    }
    word[length] = '\0';
    return *from == end ? from + 1 : from;
}

/* A call of a function, or of a host's function, begins. */
STAND_IN_PART stand_in_call stand_in_begin(const char *function) {
    stand_in_call call;
    memset(&call, 0, sizeof(call));
    call.function = function;
    const char *told = getenv("TENON_STAND_IN");
    size_t length = strlen(function);
    if (told == NULL || strncmp(told, function, length) != 0 || told[length] != ':')
        return call;
    const char *rest = stand_in_word(told + length + 1, ':', call.value);
    rest = stand_in_word(rest, '=', call.lie);
    call.variant = (unsigned)strtoul(rest, NULL, 10);
    return call;
}

/* Counts a call of the contract's. */
STAND_IN_PART void stand_in_count(void) {
    __atomic_fetch_add(&stand_in_call_count, 1, __ATOMIC_RELAXED);
}

/* Whether this value is to be wrong in this way. */
STAND_IN_PART bool stand_in_lies(const stand_in_call *call, const char *value, const char *lie) {
    return call->lie[0] != '\0' && strcmp(call->value, value) == 0 && strcmp(call->lie, lie) == 0;
}

/* Whether the call itself is to go like this. */
STAND_IN_PART bool stand_in_is_told(const stand_in_call *call, const char *what) {
    return stand_in_lies(call, "", what);
}

STAND_IN_PART void stand_in_nap(void) {
    const struct timespec time = {0, 1000000};
    nanosleep(&time, NULL);
}

/* waits=N, or until the caller wants the call to stop, or a driver says that it may go on. */
STAND_IN_PART void stand_in_wait(stand_in_call *call, const tenon_cancel *token) {
    const unsigned round = __atomic_load_n(&stand_in_rounds, __ATOMIC_ACQUIRE);
    unsigned left = stand_in_is_told(call, "waits") ? call->variant : 0;
    for (; left > 0 && !tenon_is_cancelled(token) &&
           __atomic_load_n(&stand_in_rounds, __ATOMIC_ACQUIRE) == round;
         left--)
        stand_in_nap();
    call->is_cancelled = tenon_is_cancelled(token);
}

/* Record why the call fails, or do not: variants from `count` on are silent. @return Which failing constant.
 */
STAND_IN_PART unsigned stand_in_failure(const stand_in_call *call, unsigned count, const int32_t *codes) {
    unsigned which = call->variant % count;
    if (call->variant < count)
        (void)tenon_fail(codes[which], "the stand-in was told to fail");
    return which;
}

/* ---- Memory ---- */

STAND_IN_PART void *stand_in_allocate(size_t size) {
    stand_in_spare(true);
    void *memory = calloc(1, size == 0 ? 1 : size);
    stand_in_spare(false);
    if (memory == NULL) {
        fputs("stand-in: memory is used up\n", stderr);
        abort();
    }
    return memory;
}

/* Memory for the caller, who frees it with free() or with a function of the contract's. */
STAND_IN_PART void *stand_in_give(size_t size, bool is_counted) {
    if (is_counted)
        __atomic_fetch_add(&stand_in_live_count, 1, __ATOMIC_RELAXED);
    return stand_in_allocate(size);
}

/* What a function of the contract's does that frees memory. */
STAND_IN_PART void stand_in_free(const void *memory) {
    if (memory == NULL)
        return;
    __atomic_fetch_sub(&stand_in_live_count, 1, __ATOMIC_RELAXED);
    free((void *)(uintptr_t)memory);
}

/** Memory that is shown, and stays where it is until the object changes. */
typedef struct stand_in_memory {
    struct stand_in_memory *next;
    const char *key;
    char *bytes;
} stand_in_memory;

STAND_IN_PART stand_in_memory *stand_in_shown; /* the library's own */

/* The memory of that key in a list, made where there is none; with the mutex held. */
STAND_IN_PART void *stand_in_show(stand_in_memory **list, const char *key, size_t size, bool *is_new) {
    stand_in_memory *memory = *list;
    while (memory != NULL && strcmp(memory->key, key) != 0)
        memory = memory->next;
    *is_new = memory == NULL;
    if (memory == NULL) {
        memory = (stand_in_memory *)stand_in_allocate(sizeof(*memory));
        memory->next = *list;
        memory->key = key;
        memory->bytes = (char *)stand_in_allocate(size);
        *list = memory;
    }
    return memory->bytes;
}

STAND_IN_PART void stand_in_lock(void) {
    pthread_mutex_lock(&stand_in_mutex);
}

STAND_IN_PART void stand_in_unlock(void) {
    pthread_mutex_unlock(&stand_in_mutex);
}

/* ---- What is read ---- */

static volatile unsigned char stand_in_sink;

/* Every byte is looked at, so that a sanitizer sees those that are not there. */
STAND_IN_PART void stand_in_read(const void *data, size_t size) {
    const unsigned char *bytes = (const unsigned char *)data;
    unsigned char sum = 0;
    for (size_t i = 0; i < size; i++)
        sum = (unsigned char)(sum + bytes[i]);
    stand_in_sink = sum;
}

/* Every byte is written, with what stood there. */
STAND_IN_PART void stand_in_touch(void *data, size_t size) {
    volatile unsigned char *bytes = (volatile unsigned char *)data;
    for (size_t i = 0; i < size; i++)
        bytes[i] = bytes[i];
}

STAND_IN_PART void stand_in_take_bools(const stand_in_call *call, const char *name, const void *data,
                                       size_t count) {
    const unsigned char *bytes = (const unsigned char *)data;
    for (size_t i = 0; i < count; i++) {
        if (bytes[i] > 1)
            stand_in_refuse(call, name, "is a bool that is neither true nor false");
    }
}

/* How many bytes the character at `bytes` has, or 0 where it is none. */
STAND_IN_PART size_t stand_in_character(const unsigned char *bytes, size_t left) {
    unsigned char first = bytes[0];
    size_t length = first < 0x80   ? 1
                    : first < 0xC2 ? 0
                    : first < 0xE0 ? 2
                    : first < 0xF0 ? 3
                    : first < 0xF5 ? 4
                                   : 0;
    if (length == 0 || length > left)
        return 0;
    for (size_t i = 1; i < length; i++) {
        if ((bytes[i] & 0xC0) != 0x80)
            return 0;
    }
    bool is_overlong = (first == 0xE0 && bytes[1] < 0xA0) || (first == 0xF0 && bytes[1] < 0x90);
    bool is_beyond = (first == 0xED && bytes[1] > 0x9F) || (first == 0xF4 && bytes[1] > 0x8F);
    return is_overlong || is_beyond ? 0 : length;
}

STAND_IN_PART void stand_in_take_piece(const stand_in_call *call, const char *name, const char *text,
                                       size_t length) {
    const unsigned char *bytes = (const unsigned char *)text;
    for (size_t at = 0; at < length;) {
        size_t step = stand_in_character(bytes + at, length - at);
        if (step == 0)
            stand_in_refuse(call, name, "is a text that is no UTF-8");
        at += step;
    }
}

STAND_IN_PART void stand_in_take_text(const stand_in_call *call, const char *name, const char *text,
                                      bool nullable) {
    if (text != NULL)
        stand_in_take_piece(call, name, text, strlen(text));
    else if (!nullable)
        stand_in_refuse(call, name, "is a text that is not there");
}

STAND_IN_PART void stand_in_take_texts(const stand_in_call *call, const char *name, const char *const *texts,
                                       size_t count) {
    for (size_t i = 0; i < count; i++)
        stand_in_take_text(call, name, texts[i], false);
}

/* @return Whether it is there. */
STAND_IN_PART bool stand_in_is_there(const stand_in_call *call, const char *name, const void *data,
                                     bool nullable) {
    if (data == NULL && !nullable)
        stand_in_refuse(call, name, "is not there");
    return data != NULL;
}

/* ---- What is given ---- */

STAND_IN_PART const char *stand_in_text(unsigned index) {
    static const char *const texts[] = {"text", "a second text", "a third text \xC3\xA9"};
    return texts[index % 3];
}

/* What is no text. */
STAND_IN_PART const char *stand_in_no_text(void) {
    return "no \xFF\xFE text";
}

STAND_IN_PART char *stand_in_copy(const char *text, bool is_counted) {
    char *copy = (char *)stand_in_give(strlen(text) + 1, is_counted);
    memcpy(copy, text, strlen(text));
    return copy;
}

STAND_IN_PART tenon_int128 stand_in_int128(unsigned index) {
    tenon_int128 number = {(uint64_t)index, 0};
    return number;
}

STAND_IN_PART tenon_uint128 stand_in_uint128(unsigned index) {
    tenon_uint128 number = {(uint64_t)index, 0};
    return number;
}

/* A bool that is neither true nor false. */
STAND_IN_PART void stand_in_no_bool(void *value) {
    const unsigned char byte = 2;
    memcpy(value, &byte, 1);
}

/* A number that is none of an enum's constants. */
STAND_IN_PART void stand_in_no_constant(void *value, size_t size) {
    memset(value, 0x5A, size);
}

#endif /* TENON_STAND_IN_H */
