/*
 * A provider of sample.h, and (by what is defined when it is compiled) providers that lie: each says
 * something of itself that is not so.
 */
#include "sample_names.h"

#include <errno.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "bridges_sample.h"

static _Atomic(const tenon_provider_host *) host;

static void connect_host(const tenon_provider_host *lent) {
    atomic_store(&host, lent);
}

int32_t provided_fail(int32_t code, const char *message) {
    const tenon_provider_host *lent = atomic_load(&host);
    errno = EIO; /* which no caller of a shadowed function must see */
    if (lent != NULL)
        lent->fail(code, message);
    return code;
}

static uint64_t calls[BRIDGED_SAMPLE_COUNT];

static void count(uint32_t operation) {
    __atomic_fetch_add(&calls[operation], 1, __ATOMIC_RELAXED);
}

/* The program has a function of this name, too. */
__attribute__((visibility("default"))) uint64_t sample_salt(void);

uint64_t sample_salt(void) {
    return 0;
}

static uint64_t counted_mix(uint64_t value) {
    count(BRIDGED_SAMPLE_MIX);
    return sample_mix(value) + sample_salt();
}

static sample_status counted_scramble(const uint8_t *data, uint8_t *out, size_t size) {
    count(BRIDGED_SAMPLE_SCRAMBLE);
    return sample_scramble(data, out, size);
}

__attribute__((unused)) static void counted_move(sample_point *point, uint32_t *steps) {
    count(BRIDGED_SAMPLE_MOVE);
    sample_move(point, steps);
}

#ifdef PROVIDES_CAPITALS
static char *counted_capitals(const char *text) {
    count(BRIDGED_SAMPLE_CAPITALS);
    return sample_capitals(text);
}
#endif

static sample_tally *counted_tally_new(uint64_t start) {
    count(BRIDGED_SAMPLE_TALLY_NEW);
    return sample_tally_new(start);
}

static uint64_t counted_tally_add(sample_tally *tally, uint64_t number) {
    count(BRIDGED_SAMPLE_TALLY_ADD);
    return sample_tally_add(tally, number);
}

__attribute__((unused)) static void counted_tally_free(sample_tally *tally) {
    count(BRIDGED_SAMPLE_TALLY_FREE);
    sample_tally_free(tally);
}

#define PROVIDED(it, index)                                                                                  \
    .name = "sample_" #it, .function = (tenon_any_function)sample_##it,                                      \
    .counted = (tenon_any_function)counted_##it, .calls = &calls[index]

#ifdef LIE_COUNTS_ELSEWHERE
#define counted_move abort /* somebody else's */
#endif
#if defined(LIE_TAKES_FROM_OUTSIDE)
#undef sample_mix
uint64_t sample_mix(uint64_t value);
#elif defined(LIE_ROUTES)
#undef sample_mix
#define sample_mix llabs /* somebody else's */
#elif defined(LIE_GIVES_AWAY)
#undef sample_mix
__attribute__((visibility("default"))) uint64_t sample_mix(uint64_t value);
uint64_t sample_mix(uint64_t value) {
    return value;
}
#define sample_mix provided_mix
#endif

static const tenon_provider_operation provided[] = {
    {PROVIDED(mix, BRIDGED_SAMPLE_MIX)},
    {PROVIDED(scramble, BRIDGED_SAMPLE_SCRAMBLE)},
    {PROVIDED(move, BRIDGED_SAMPLE_MOVE)},
#ifdef PROVIDES_CAPITALS
    {PROVIDED(capitals, BRIDGED_SAMPLE_CAPITALS)},
#else
    {.name = "sample_capitals"},
#endif
    {PROVIDED(tally_new, BRIDGED_SAMPLE_TALLY_NEW)},
    {PROVIDED(tally_add, BRIDGED_SAMPLE_TALLY_ADD)},
#ifdef LIE_COUNTS_NOTHING
    {.name = "sample_tally_free",
     .function = (tenon_any_function)sample_tally_free,
     .counted = (tenon_any_function)sample_tally_free,
     .calls = &calls[BRIDGED_SAMPLE_TALLY_FREE]},
#else
    {PROVIDED(tally_free, BRIDGED_SAMPLE_TALLY_FREE)},
#endif
};

#ifndef PROVIDER_FINGERPRINT
#define PROVIDER_FINGERPRINT SAMPLE_FINGERPRINT
#endif
#ifndef PROVIDER_CONTRACT_MASK
#define PROVIDER_CONTRACT_MASK 0x7F
#endif
#ifndef PROVIDER_IMPLEMENTED_MASK
#define PROVIDER_IMPLEMENTED_MASK 0x77
#endif
#ifndef PROVIDER_INTERFACE
#define PROVIDER_INTERFACE TENON_PROVIDER_INTERFACE
#endif
#ifndef PROVIDER_LIBRARY
#define PROVIDER_LIBRARY "sample"
#endif
#ifndef PROVIDER_Y_OFFSET
#define PROVIDER_Y_OFFSET offsetof(sample_point, y)
#endif
#ifndef PROVIDER_POINT_SIZE
#define PROVIDER_POINT_SIZE sizeof(sample_point)
#endif

static const uint64_t contract_mask[] = {PROVIDER_CONTRACT_MASK};
static const uint64_t implemented_mask[] = {PROVIDER_IMPLEMENTED_MASK};

static const tenon_provider_field point_fields[] = {
    {.name = "x", .offset = offsetof(sample_point, x), .size = sizeof(int32_t)},
    {.name = "y", .offset = PROVIDER_Y_OFFSET, .size = sizeof(double)},
};
static const tenon_provider_layout layouts[] = {
    {.name = "sample_point",
     .size = PROVIDER_POINT_SIZE,
     .alignment = _Alignof(sample_point),
     .field_count = 2,
     .fields = point_fields},
};

static const tenon_provider provider = {
    .interface = PROVIDER_INTERFACE,
    .size = sizeof provider,
    .library = PROVIDER_LIBRARY,
    .name = "sample once more",
    .build = "release",
    .fingerprint = PROVIDER_FINGERPRINT,
    .operation_count = BRIDGED_SAMPLE_COUNT,
    .operations = provided,
    .contract_mask = contract_mask,
    .implemented_mask = implemented_mask,
    .layout_count = 1,
    .layouts = layouts,
    .connect = connect_host,
};

#ifdef LIE_IS_NO_PROVIDER
#define tenon_provider_sample tenon_provider_of_something_else
#endif
__attribute__((visibility("default"))) const tenon_provider *tenon_provider_sample(void);

const tenon_provider *tenon_provider_sample(void) {
#ifdef LIE_GIVES_NULL
    (void)provider;
    return NULL;
#else
    return &provider;
#endif
}
