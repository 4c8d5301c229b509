/**
 * @file
 * Every version of the CRCs that this processor has, held to the bit-at-a-time one, to the standards'
 * vectors, to zlib, and (CRC-32C) to a library of its own where one is linked. `test_crc VERSION` runs the
 * tests for this version only, and fails where the processor does not have it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cmocka.h>
#ifdef MTPROXY_TEST_ZLIB
#include <zlib.h>
#endif
#ifdef MTPROXY_TEST_ISAL
#include <isa-l/crc.h>
#endif

#include "crc/crc.h"

#define LENGTH(array) (sizeof(array) / sizeof *(array))
#define ALIGNMENTS 64

static const uint32_t seeds[] = {0xffffffff, 0x00000000, 0x12345678, 0x89abcdef};
static const char *only_version;

/** A generator of our own, so that a failure comes again: xorshift64. */
static uint64_t random_state = 0x2545f4914f6cdd1du;

static uint64_t random_number(void) {
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return random_state;
}

static uint8_t *random_bytes(size_t size) {
    uint8_t *bytes = aligned_alloc(ALIGNMENTS, (size + ALIGNMENTS - 1) / ALIGNMENTS * ALIGNMENTS);
    assert_non_null(bytes);
    for (size_t at = 0; at < size; at++)
        bytes[at] = (uint8_t)(random_number() >> 32);
    return bytes;
}

/** Calls `check` for each version to be tested, the portable one included, for each polynomial. */
typedef void check_function(const char *what, mtproxy_crc_function *tested, mtproxy_crc_function *reference);

static void for_each_version(check_function *check) {
    size_t count, tested = 0;
    const mtproxy_crc_version *versions = mtproxy_crc_versions(&count);
    for (size_t at = 0; at < count; at++) {
        char what[64];
        if (only_version != NULL ? strcmp(only_version, versions[at].name) != 0 : !versions[at].available())
            continue;
        assert_true(versions[at].available());
        (void)snprintf(what, sizeof what, "crc32 %s", versions[at].name);
        check(what, versions[at].crc32, mtproxy_crc32_portable);
        (void)snprintf(what, sizeof what, "crc32c %s", versions[at].name);
        check(what, versions[at].crc32c, mtproxy_crc32c_portable);
        tested++;
    }
    assert_true(tested > 0);
}

static void assert_crc(uint32_t found, uint32_t expected, const char *what, size_t size, size_t alignment) {
    if (found != expected)
        fail_msg("%s: %zu bytes at alignment %zu: %08x and not %08x", what, size, alignment, found, expected);
}

/** The register after each prefix of the bytes. */
static uint32_t *prefixes(const uint8_t *bytes, size_t size, uint32_t seed, mtproxy_crc_function *reference) {
    uint32_t *crc = malloc((size + 1) * sizeof *crc);
    assert_non_null(crc);
    crc[0] = seed;
    for (size_t at = 0; at < size; at++)
        crc[at + 1] = reference(bytes + at, 1, crc[at]);
    return crc;
}

static void check_lengths_and_alignments(const char *what, mtproxy_crc_function *tested,
                                         mtproxy_crc_function *reference) {
    enum { LONGEST = 1024 };
    uint8_t *bytes = random_bytes(LONGEST + ALIGNMENTS);
    for (size_t alignment = 0; alignment < ALIGNMENTS; alignment++) {
        uint32_t seed = seeds[alignment % LENGTH(seeds)];
        uint32_t *expected = prefixes(bytes + alignment, LONGEST, seed, reference);
        for (size_t size = 0; size <= LONGEST; size++)
            assert_crc(tested(bytes + alignment, size, seed), expected[size], what, size, alignment);
        free(expected);
    }
    free(bytes);
}

static void versions__every_length_at_every_alignment__then_as_bit_at_a_time(void **state) {
    (void)state;
    for_each_version(check_lengths_and_alignments);
}

static void check_block_edges(const char *what, mtproxy_crc_function *tested,
                              mtproxy_crc_function *reference) {
    if (tested == reference)
        return;
    static const size_t edges[] = {1280, 1536, 1920, 2048,  3072,  4096, 6144,
                                   6912, 7680, 8192, 16384, 65536, 98304};
    size_t longest = edges[LENGTH(edges) - 1] + 130;
    uint8_t *bytes = random_bytes(longest + 1);
    uint32_t *expected = prefixes(bytes + 1, longest, seeds[2], reference);
    for (size_t edge = 0; edge < LENGTH(edges); edge++)
        for (size_t size = edges[edge] - 130; size <= edges[edge] + 130; size++)
            assert_crc(tested(bytes + 1, size, seeds[2]), expected[size], what, size, 1);
    free(expected);
    free(bytes);
}

static void versions__sizes_around_edges_of_blocks__then_as_bit_at_a_time(void **state) {
    (void)state;
    for_each_version(check_block_edges);
}

static void check_splits(const char *what, mtproxy_crc_function *tested, mtproxy_crc_function *reference) {
    if (tested == reference)
        return;
    enum { SIZE = 5000 };
    uint8_t *bytes = random_bytes(SIZE);
    uint32_t expected = reference(bytes, SIZE, seeds[3]);
    for (size_t split = 0; split <= SIZE; split += 3) {
        uint32_t first = tested(bytes, split, seeds[3]);
        assert_crc(tested(bytes + split, SIZE - split, first), expected, what, split, split % ALIGNMENTS);
    }
    free(bytes);
}

static void versions__split_at_every_third_byte__then_as_in_one_piece(void **state) {
    (void)state;
    for_each_version(check_splits);
}

static void check_no_bytes(const char *what, mtproxy_crc_function *tested, mtproxy_crc_function *reference) {
    (void)reference;
    for (size_t at = 0; at < LENGTH(seeds); at++) {
        assert_crc(tested(NULL, 0, seeds[at]), seeds[at], what, 0, 0);
        assert_crc(tested((const uint8_t *)"", 0, seeds[at]), seeds[at], what, 0, 0);
    }
}

static void versions__no_bytes__then_the_register_stays(void **state) {
    (void)state;
    for_each_version(check_no_bytes);
}

/** The message ends where memory ends, and then begins where it begins. */
static void check_page_ends(const char *what, mtproxy_crc_function *tested, mtproxy_crc_function *reference) {
    size_t page = (size_t)sysconf(_SC_PAGESIZE), size = 2 * page;
    uint8_t *pages = mmap(NULL, size + 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    assert_true(pages != MAP_FAILED);
    assert_int_equal(mprotect(pages, page, PROT_NONE), 0);
    assert_int_equal(mprotect(pages + page + size, page, PROT_NONE), 0);
    uint8_t *first = pages + page, *end = first + size;
    for (size_t at = 0; at < size; at++)
        first[at] = (uint8_t)(random_number() >> 32);
    uint32_t *expected = prefixes(first, size, seeds[0], reference);
    for (size_t length = 0; length <= size; length += length < 600 ? 1 : 509) {
        assert_crc(tested(first, length, seeds[0]), expected[length], what, length, 0);
        assert_crc(tested(end - length, length, seeds[0]), reference(end - length, length, seeds[0]), what,
                   length, (uintptr_t)(end - length) % ALIGNMENTS);
    }
    free(expected);
    munmap(pages, size + 2 * page);
}

static void versions__message_at_the_end_of_memory__then_nothing_behind_it_is_read(void **state) {
    (void)state;
    for_each_version(check_page_ends);
}

/** One message under four seeds, for both polynomials. */
typedef struct known_registers {
    const char *message; /**< NULL: the bytes 0 to 255. */
    uint32_t crc32[LENGTH(seeds)];
    uint32_t crc32c[LENGTH(seeds)];
} known_registers;

static const known_registers known[] = {
    {"123456789",
     {0x340bc6d9, 0x2dfd2d88, 0xe7fd94d5, 0x55c2f3d0},
     {0x1cf96d7c, 0x58e3fa20, 0x9c3d13c9, 0x1375ba21}},
    {"hello",
     {0xc9ef5979, 0xf032519b, 0x8c609774, 0xe1fda6cd},
     {0x658e44b3, 0xdf03cd79, 0x28806781, 0x94057fab}},
    {NULL,
     {0xd6fa738c, 0x2493092b, 0x8906dcd5, 0x787a67d8},
     {0x63bbe7b4, 0x2436a9db, 0x0c6adcf3, 0xfc1336ce}},
};

static void check_known(const char *what, mtproxy_crc_function *tested, mtproxy_crc_function *reference) {
    uint8_t all_bytes[256];
    for (size_t at = 0; at < sizeof all_bytes; at++)
        all_bytes[at] = (uint8_t)at;
    for (size_t row = 0; row < LENGTH(known); row++) {
        const uint8_t *message = known[row].message ? (const uint8_t *)known[row].message : all_bytes;
        size_t size = known[row].message ? strlen(known[row].message) : sizeof all_bytes;
        const uint32_t *expected = reference == mtproxy_crc32_portable ? known[row].crc32 : known[row].crc32c;
        for (size_t at = 0; at < LENGTH(seeds); at++)
            assert_crc(tested(message, size, seeds[at]), expected[at], what, size, at);
    }
    uint32_t first = tested(all_bytes, 73, seeds[3]);
    assert_crc(tested(all_bytes + 73, 256 - 73, first), tested(all_bytes, 256, seeds[3]), what, 73, 0);
}

static void versions__known_registers__then_exactly_these(void **state) {
    (void)state;
    for_each_version(check_known);
}

/** RFC 3720, B.4. */
static void check_rfc_3720(const char *what, mtproxy_crc_function *tested, mtproxy_crc_function *reference) {
    static const uint8_t read_command[48] = {
        0x01, 0xc0, 0, 0,    0, 0, 0, 0,    0,    0, 0, 0, 0, 0, 0, 0, 0x14, 0, 0, 0, 0, 0, 0x04, 0,
        0,    0,    0, 0x14, 0, 0, 0, 0x18, 0x28, 0, 0, 0, 0, 0, 0, 0, 0x02, 0, 0, 0, 0, 0, 0,    0,
    };
    uint8_t zeros[32] = {0}, ones[32], rising[32], falling[32];
    if (reference != mtproxy_crc32c_portable)
        return;
    memset(ones, 0xff, sizeof ones);
    for (size_t at = 0; at < 32; at++) {
        rising[at] = (uint8_t)at;
        falling[at] = (uint8_t)(31 - at);
    }
    assert_crc(~tested(zeros, 32, 0xffffffff), 0x8a9136aa, what, 32, 0);
    assert_crc(~tested(ones, 32, 0xffffffff), 0x62a8ab43, what, 32, 0);
    assert_crc(~tested(rising, 32, 0xffffffff), 0x46dd794e, what, 32, 0);
    assert_crc(~tested(falling, 32, 0xffffffff), 0x113fdb5c, what, 32, 0);
    assert_crc(~tested(read_command, 48, 0xffffffff), 0xd9963a56, what, 48, 0);
}

static void versions__vectors_of_rfc_3720__then_exactly_these(void **state) {
    (void)state;
    for_each_version(check_rfc_3720);
}

#if defined(MTPROXY_TEST_ZLIB) || defined(MTPROXY_TEST_ISAL)
/** What other people's libraries make of the same bytes, as a raw register; the reference where none is
 * linked. */
static uint32_t other_library(const uint8_t *bytes, size_t size, uint32_t crc,
                              mtproxy_crc_function *reference) {
#ifdef MTPROXY_TEST_ZLIB
    if (reference == mtproxy_crc32_portable)
        return ~(uint32_t)crc32_z(~crc, bytes, size);
#endif
#ifdef MTPROXY_TEST_ISAL
    if (reference == mtproxy_crc32c_portable)
        return crc32_iscsi((unsigned char *)(uintptr_t)bytes, (int)size, crc);
#endif
    return mtproxy_crc32c_table(bytes, size, crc);
}

static void check_other_libraries(const char *what, mtproxy_crc_function *tested,
                                  mtproxy_crc_function *reference) {
    /* Beyond what the lanes of x86-avx512 take at once, which is 65535 * 384 bytes. */
    enum { LONGEST = 26 * 1024 * 1024, MESSAGES = 600 };
    uint8_t *bytes = random_bytes(LONGEST);
    uint32_t crc = seeds[2];
    for (int message = 0; message < MESSAGES; message++) {
        size_t size = (size_t)(random_number() % (1u << random_number() % 19));
        size_t offset = (size_t)(random_number() % (LONGEST - size));
        uint32_t expected = other_library(bytes + offset, size, crc, reference);
        crc = tested(bytes + offset, size, crc);
        assert_crc(crc, expected, what, size, offset % ALIGNMENTS);
    }
    if (tested != reference)
        assert_crc(tested(bytes, LONGEST, crc), other_library(bytes, LONGEST, crc, reference), what, LONGEST,
                   0);
    free(bytes);
}

static void versions__random_messages__then_as_other_libraries_say(void **state) {
    (void)state;
    for_each_version(check_other_libraries);
}
#endif

static void best__this_processor__then_the_last_available_version(void **state) {
    (void)state;
    size_t count;
    const mtproxy_crc_version *versions = mtproxy_crc_versions(&count), *best = mtproxy_crc_best();
    assert_true(best->available());
    for (const mtproxy_crc_version *later = best + 1; later < versions + count; later++)
        assert_false(later->available());
    assert_ptr_equal(mtproxy_crc_named(best->name), best);
    assert_null(mtproxy_crc_named("abacus"));
}

int main(int argument_count, char **arguments) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(versions__every_length_at_every_alignment__then_as_bit_at_a_time),
        cmocka_unit_test(versions__sizes_around_edges_of_blocks__then_as_bit_at_a_time),
        cmocka_unit_test(versions__split_at_every_third_byte__then_as_in_one_piece),
        cmocka_unit_test(versions__no_bytes__then_the_register_stays),
        cmocka_unit_test(versions__message_at_the_end_of_memory__then_nothing_behind_it_is_read),
        cmocka_unit_test(versions__known_registers__then_exactly_these),
        cmocka_unit_test(versions__vectors_of_rfc_3720__then_exactly_these),
#if defined(MTPROXY_TEST_ZLIB) || defined(MTPROXY_TEST_ISAL)
        cmocka_unit_test(versions__random_messages__then_as_other_libraries_say),
#endif
        cmocka_unit_test(best__this_processor__then_the_last_available_version),
    };
    if (argument_count > 1)
        only_version = arguments[1];
    return cmocka_run_group_tests(tests, NULL, NULL);
}
