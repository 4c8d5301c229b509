/**
 * @file
 * Where the subjects of the benchmark come from. Other people's libraries are opened at run time, each apart
 * from the others: two of them have functions of the same name.
 */
#include "crc_subjects.h"

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

#include "crc/crc.h"

/** Loops for one type of function. Nothing of ours stands between the loop and the function. */
#define SHAPE(shape_name, is_inverted, type, call)                                                           \
    static uint32_t shape_name##_apart(any_function any, const uint8_t *data, size_t size, size_t calls) {   \
        type function = (type)any;                                                                           \
        const uint32_t crc = (is_inverted) ? 0 : 0xffffffff;                                                 \
        uint32_t sum = 0;                                                                                    \
        for (size_t at = 0; at < calls; at++)                                                                \
            sum += (uint32_t)(call);                                                                         \
        return sum;                                                                                          \
    }                                                                                                        \
    static uint32_t shape_name##_chained(any_function any, const uint8_t *data, size_t size, size_t calls) { \
        type function = (type)any;                                                                           \
        uint32_t crc = (is_inverted) ? 0 : 0xffffffff;                                                       \
        for (size_t at = 0; at < calls; at++)                                                                \
            crc = (uint32_t)(call);                                                                          \
        return crc;                                                                                          \
    }                                                                                                        \
    static const shape shape_name = {shape_name##_apart, shape_name##_chained, is_inverted};

typedef uint32_t seed_first_function(uint32_t, const uint8_t *, size_t);
typedef uint32_t short_size_function(uint32_t, const uint8_t *, uint32_t);
typedef unsigned long zlib_function(unsigned long, const uint8_t *, size_t);
typedef uint32_t iscsi_function(const uint8_t *, int, uint32_t);

SHAPE(ours_shape, false, mtproxy_crc_function *, function(data, size, crc))
SHAPE(seed_first_shape, true, seed_first_function *, function(crc, data, size))
SHAPE(short_size_shape, true, short_size_function *, function(crc, data, (uint32_t)size))
SHAPE(zlib_shape, true, zlib_function *, function(crc, data, size))
SHAPE(iscsi_shape, false, iscsi_function *, function(data, (int)size, crc))

static void add(subjects *into, const char *name, polynomial of, const shape *called, any_function function) {
    into->all[into->count++] = (subject){.name = name, .of = of, .called = called, .function = function};
}

static void add_missing(subjects *into, const char *name, const char *why) {
    missing_subject *missing = &into->missing[into->missing_count++];
    snprintf(missing->name, sizeof missing->name, "%s", name);
    snprintf(missing->why, sizeof missing->why, "%s", why);
}

static void collect_ours(subjects *into) {
    size_t count;
    const mtproxy_crc_version *versions = mtproxy_crc_versions(&count);
    for (size_t at = 0; at < count; at++) {
        if (!versions[at].available()) {
            add_missing(into, versions[at].name, "this processor lacks what it needs");
            continue;
        }
        size_t first = into->count;
        add(into, versions[at].name, POLYNOMIAL_CRC32, &ours_shape, (any_function)versions[at].crc32);
        add(into, versions[at].name, POLYNOMIAL_CRC32C, &ours_shape, (any_function)versions[at].crc32c);
        into->all[first].ours = into->all[first + 1].ours = true;
    }
}

/** The library's handle, or NULL after saying that it is missing. */
static void *open_library(subjects *into, const char *file, const char *name) {
    void *library = dlopen(file, RTLD_NOW | RTLD_LOCAL);
    if (library == NULL)
        add_missing(into, name, dlerror());
    return library;
}

/** A function of the library, or what one of its functions that take nothing returns: a pointer to a
 * function. */
static any_function find(void *library, const char *symbol, bool returned) {
    any_function function = NULL;
    void *address = dlsym(library, symbol);
    memcpy(&function, &address, sizeof function);
    if (!returned || function == NULL)
        return function;
    typedef any_function giver(void);
    return ((giver *)function)();
}

/** One function of a library. */
typedef struct known_function {
    const char *name;
    const char *symbol;
    polynomial of;
    const shape *called;
    bool returned; /**< The symbol is a function that returns the function. */
    bool seedless;
} known_function;

static void collect_library(subjects *into, const char *file, const char *name, const known_function *known,
                            size_t count) {
    void *library = open_library(into, file, name);
    for (size_t at = 0; library != NULL && at < count; at++) {
        any_function function = find(library, known[at].symbol, known[at].returned);
        if (function == NULL) {
            add_missing(into, known[at].name, "the library has no such function");
            continue;
        }
        add(into, known[at].name, known[at].of, known[at].called, function);
        into->all[into->count - 1].seedless = known[at].seedless;
    }
}

#define COLLECT(into, file, name, ...)                                                                       \
    collect_library(into, file, name, (const known_function[]){__VA_ARGS__},                                 \
                    sizeof((const known_function[]){__VA_ARGS__}) / sizeof(known_function))

static void collect_crates(subjects *into, const char *file) {
    const polynomial crc32 = POLYNOMIAL_CRC32, crc32c = POLYNOMIAL_CRC32C;
    COLLECT(into, file, "the crates", {"zlib-ng", "peer_zlib_ng", crc32, &short_size_shape, true, false},
            {"libdeflate (new)", "peer_libdeflate", crc32, &seed_first_shape, true, false},
            {"ISA-L (new)", "peer_isal_crc32", crc32, &seed_first_shape, true, false},
            {"crc-fast", "peer_crc_fast_crc32", crc32, &seed_first_shape, false, false},
            {"crc-fast (whole)", "peer_crc_fast_whole_crc32", crc32, &seed_first_shape, false, true},
            {"crc32fast", "peer_crc32fast", crc32, &seed_first_shape, false, false},
            {"zlib-rs", "peer_zlib_rs", crc32, &seed_first_shape, false, false},
            {"crc32-v2", "peer_crc32_v2", crc32, &seed_first_shape, false, false},
            {"ISA-L (new)", "peer_isal_crc32c", crc32c, &iscsi_shape, true, false},
            {"crc-fast", "peer_crc_fast_crc32c", crc32c, &seed_first_shape, false, false},
            {"crc-fast (whole)", "peer_crc_fast_whole_crc32c", crc32c, &seed_first_shape, false, true},
            {"crc32c crate", "peer_crc32c", crc32c, &seed_first_shape, false, false});
}

void collect_subjects(subjects *into, const char *crates_library, const char *google_library) {
    collect_ours(into);
    COLLECT(into, "libz.so.1", "zlib", {"zlib", "crc32_z", POLYNOMIAL_CRC32, &zlib_shape, false, false});
    COLLECT(into, "libisal.so.2", "ISA-L",
            {"ISA-L", "crc32_gzip_refl", POLYNOMIAL_CRC32, &seed_first_shape, false, false},
            {"ISA-L", "crc32_iscsi", POLYNOMIAL_CRC32C, &iscsi_shape, false, false});
    COLLECT(into, "libdeflate.so.0", "libdeflate",
            {"libdeflate", "libdeflate_crc32", POLYNOMIAL_CRC32, &seed_first_shape, false, false});
    collect_crates(into, crates_library);
    COLLECT(into, google_library, "Google's crc32c",
            {"Google's crc32c", "crc32c_extend", POLYNOMIAL_CRC32C, &seed_first_shape, false, false});
}

uint32_t subject_register(const subject *of, const uint8_t *data, size_t size) {
    uint32_t result = of->called->chained(of->function, data, size, 1);
    return of->called->inverted ? ~result : result;
}
