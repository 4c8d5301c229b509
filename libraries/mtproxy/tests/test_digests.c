/**
 * @file
 * The digests of every short length against Nettle's, which is another implementation, and the contexts of
 * threads.
 */
#define _POSIX_C_SOURCE 200809L /* threads, under -std=c11 */

#include <limits.h>
#include <pthread.h>

#include <nettle/hmac.h>
#include <nettle/md5.h>
#include <nettle/sha1.h>
#include <nettle/sha2.h>

#include "support.h"

enum { LONGEST = 1024, THREADS = 8, ROUNDS = 200 };

static uint8_t stream[LONGEST];

static int make_stream(void **state) {
    (void)state;
    uint64_t seed = 20260211;
    fill_random(&seed, stream, sizeof stream);
    return 0;
}

static void assert_hex(const uint8_t *letters, const uint8_t *digest, size_t size) {
    char expected[2 * MTPROXY_MD5_SIZE + 1];
    for (size_t i = 0; i < size; i++)
        snprintf(expected + 2 * i, 3, "%02x", digest[i]);
    assert_memory_equal(letters, expected, 2 * size);
}

static void md5__every_length__then_equal_to_nettle(void **state) {
    (void)state;
    for (size_t size = 0; size <= LONGEST; size++) {
        uint8_t expected[MD5_DIGEST_SIZE], digest[MTPROXY_MD5_SIZE], hex[MTPROXY_MD5_HEX_SIZE];
        struct md5_ctx md5;
        md5_init(&md5);
        md5_update(&md5, size, stream);
        md5_digest(&md5, sizeof expected, expected);
        assert_ok(mtproxy_md5(stream, size, digest, sizeof digest));
        assert_memory_equal(digest, expected, sizeof digest);
        assert_ok(mtproxy_md5_hex(stream, size, hex, sizeof hex));
        assert_hex(hex, expected, sizeof expected);
    }
}

static void sha1__every_length_whole_and_in_two__then_equal_to_nettle(void **state) {
    (void)state;
    for (size_t size = 0; size <= LONGEST; size++) {
        uint8_t expected[SHA1_DIGEST_SIZE], digest[MTPROXY_SHA1_SIZE];
        struct sha1_ctx sha1;
        sha1_init(&sha1);
        sha1_update(&sha1, size, stream);
        sha1_digest(&sha1, sizeof expected, expected);
        assert_ok(mtproxy_sha1(stream, size, digest, sizeof digest));
        assert_memory_equal(digest, expected, sizeof digest);
        memset(digest, 0, sizeof digest);
        assert_ok(mtproxy_sha1_two_chunks(stream, size / 3, stream + size / 3, size - size / 3, digest,
                                          sizeof digest));
        assert_memory_equal(digest, expected, sizeof digest);
    }
}

static void sha256__every_length_whole_and_in_two__then_equal_to_nettle(void **state) {
    (void)state;
    for (size_t size = 0; size <= LONGEST; size++) {
        uint8_t expected[SHA256_DIGEST_SIZE], digest[MTPROXY_SHA256_SIZE];
        struct sha256_ctx sha256;
        sha256_init(&sha256);
        sha256_update(&sha256, size, stream);
        sha256_digest(&sha256, sizeof expected, expected);
        assert_ok(mtproxy_sha256(stream, size, digest, sizeof digest));
        assert_memory_equal(digest, expected, sizeof digest);
        memset(digest, 0, sizeof digest);
        assert_ok(mtproxy_sha256_two_chunks(stream, size / 3, stream + size / 3, size - size / 3, digest,
                                            sizeof digest));
        assert_memory_equal(digest, expected, sizeof digest);
    }
}

static void hmac__every_length_of_data_and_key__then_equal_to_nettle(void **state) {
    (void)state;
    for (size_t size = 0; size <= LONGEST; size++) {
        /* Keys of every length around the block and the digest, and longer ones. */
        size_t key_size = size % 150;
        uint8_t expected[SHA256_DIGEST_SIZE], digest[MTPROXY_SHA256_SIZE];
        struct hmac_md5_ctx md5;
        hmac_md5_set_key(&md5, key_size, stream);
        hmac_md5_update(&md5, size, stream);
        hmac_md5_digest(&md5, MD5_DIGEST_SIZE, expected);
        assert_ok(mtproxy_md5_hmac(stream, key_size, stream, size, digest, MTPROXY_MD5_SIZE));
        assert_memory_equal(digest, expected, MTPROXY_MD5_SIZE);
        struct hmac_sha256_ctx sha256;
        hmac_sha256_set_key(&sha256, key_size, stream);
        hmac_sha256_update(&sha256, size, stream);
        hmac_sha256_digest(&sha256, sizeof expected, expected);
        assert_ok(mtproxy_sha256_hmac(stream, key_size, stream, size, digest, sizeof digest));
        assert_memory_equal(digest, expected, sizeof digest);
    }
}

static void digest__part_of_it__then_nothing_else_written(void **state) {
    (void)state;
    uint8_t whole[MTPROXY_SHA256_SIZE], part[MTPROXY_SHA256_SIZE + 1];
    assert_ok(mtproxy_sha256(stream, 100, whole, sizeof whole));
    for (size_t size = 1; size <= sizeof whole; size++) {
        memset(part, 0xa5, sizeof part);
        assert_ok(mtproxy_sha256(stream, 100, part, size));
        assert_memory_equal(part, whole, size);
        assert_int_equal(part[size], 0xa5);
    }
}

static void digest__wrong_arguments__then_invalid_and_untouched(void **state) {
    (void)state;
    uint8_t digest[MTPROXY_SHA256_SIZE], untouched[sizeof digest];
    memset(digest, 0xa5, sizeof digest);
    memset(untouched, 0xa5, sizeof untouched);
    assert_fails(mtproxy_md5(NULL, 1, digest, MTPROXY_MD5_SIZE), MTPROXY_INVALID);
    assert_fails(mtproxy_md5_hex(NULL, 1, digest, sizeof digest), MTPROXY_INVALID);
    assert_fails(mtproxy_md5_hmac(NULL, 1, stream, 1, digest, MTPROXY_MD5_SIZE), MTPROXY_INVALID);
    assert_fails(mtproxy_md5_hmac(stream, 1, NULL, 1, digest, MTPROXY_MD5_SIZE), MTPROXY_INVALID);
    assert_fails(mtproxy_md5_hmac(stream, (size_t)INT_MAX + 1, stream, 1, digest, MTPROXY_MD5_SIZE),
                 MTPROXY_INVALID);
    assert_fails(mtproxy_sha256_hmac(stream, (size_t)INT_MAX + 1, stream, 1, digest, sizeof digest),
                 MTPROXY_INVALID);
    assert_fails(mtproxy_sha1(NULL, 1, digest, MTPROXY_SHA1_SIZE), MTPROXY_INVALID);
    assert_fails(mtproxy_sha1_two_chunks(NULL, 1, NULL, 0, digest, MTPROXY_SHA1_SIZE), MTPROXY_INVALID);
    assert_fails(mtproxy_sha1_two_chunks(NULL, 0, NULL, 1, digest, MTPROXY_SHA1_SIZE), MTPROXY_INVALID);
    assert_fails(mtproxy_sha256_two_chunks(stream, SIZE_MAX, stream, 1, digest, sizeof digest),
                 MTPROXY_INVALID);
    assert_fails(mtproxy_sha256(stream, 1, digest, 0), MTPROXY_INVALID);
    assert_fails(mtproxy_sha256(stream, 1, digest, sizeof digest + 1), MTPROXY_INVALID);
    assert_memory_equal(digest, untouched, sizeof digest);
    assert_fails(mtproxy_md5(stream, 1, NULL, MTPROXY_MD5_SIZE), MTPROXY_INVALID);
    assert_fails(mtproxy_md5_hex(stream, 1, NULL, MTPROXY_MD5_HEX_SIZE), MTPROXY_INVALID);
    assert_fails(mtproxy_sha256_hmac(NULL, 0, NULL, 0, NULL, sizeof digest), MTPROXY_INVALID);
}

/* Each thread makes digests of its own data, ends, and others begin. */
static void *digest_in_thread(void *seed) {
    uint64_t random = (uintptr_t)seed + 1;
    uint8_t data[100], first[MTPROXY_SHA256_SIZE], again[MTPROXY_SHA256_SIZE];
    fill_random(&random, data, sizeof data);
    uintptr_t wrong = mtproxy_sha256(data, sizeof data, first, sizeof first) != MTPROXY_OK;
    for (int i = 0; i < ROUNDS; i++) {
        uint8_t other[MTPROXY_MD5_SIZE];
        wrong += mtproxy_md5_hmac(data, 10, data, sizeof data, other, sizeof other) != MTPROXY_OK;
        wrong += mtproxy_sha256_two_chunks(data, 30, data + 30, sizeof data - 30, again, sizeof again) !=
                 MTPROXY_OK;
        wrong += memcmp(first, again, sizeof first) != 0;
    }
    return (void *)wrong;
}

static void digests__many_threads_that_come_and_go__then_right(void **state) {
    (void)state;
    for (int generation = 0; generation < 3; generation++) {
        pthread_t threads[THREADS];
        for (uintptr_t i = 0; i < THREADS; i++)
            assert_int_equal(pthread_create(&threads[i], NULL, digest_in_thread, (void *)i), 0);
        for (size_t i = 0; i < THREADS; i++) {
            void *wrong;
            assert_int_equal(pthread_join(threads[i], &wrong), 0);
            assert_null(wrong);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        /* First, so that the threads are the first to fetch the algorithms. */
        cmocka_unit_test(digests__many_threads_that_come_and_go__then_right),
        cmocka_unit_test(md5__every_length__then_equal_to_nettle),
        cmocka_unit_test(sha1__every_length_whole_and_in_two__then_equal_to_nettle),
        cmocka_unit_test(sha256__every_length_whole_and_in_two__then_equal_to_nettle),
        cmocka_unit_test(hmac__every_length_of_data_and_key__then_equal_to_nettle),
        cmocka_unit_test(digest__part_of_it__then_nothing_else_written),
        cmocka_unit_test(digest__wrong_arguments__then_invalid_and_untouched),
    };
    return cmocka_run_group_tests(tests, make_stream, NULL);
}
