/**
 * @file
 * Random data in random splits against OpenSSL and zlib, as many bytes as the argument says.
 *
 * The data are printed by their seed: an argument more repeats them.
 */
#include <time.h>

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <zlib.h>

#include "support.h"

enum { LONGEST = 1 << 18, PIECES = 5 };

static uint64_t seed;
static uint64_t bytes_wanted = 20000000;
static uint8_t *message;

/* Short messages are the ones with edges: half of them have at most 300 bytes. */
static size_t random_size(void) {
    return (size_t)(next_random(&seed) % (next_random(&seed) % 2 == 0 ? 301 : LONGEST + 1));
}

/* The data of a message come from a window that moves, which is filled anew now and then. */
static const uint8_t *random_message(size_t size) {
    if (next_random(&seed) % 16 == 0) {
        for (size_t i = 0; i < 2 * LONGEST; i += sizeof seed) {
            uint64_t eight = next_random(&seed);
            memcpy(message + i, &eight, sizeof eight);
        }
    }
    return message + next_random(&seed) % (2 * LONGEST - size + 1);
}

static uint32_t in_pieces(uint32_t (*crc)(const uint8_t *, size_t, uint32_t), const uint8_t *data,
                          size_t size, uint32_t value) {
    for (int i = 0; i < PIECES && size > 0; i++) {
        size_t piece = (size_t)(next_random(&seed) % (size + 1));
        value = crc(data, piece, value);
        data += piece;
        size -= piece;
    }
    return crc(data, size, value);
}

/* Division bit by bit, without any table. */
static uint32_t divided(uint32_t polynomial, const uint8_t *data, size_t size, uint32_t value) {
    for (size_t i = 0; i < size; i++) {
        value ^= data[i];
        for (int bit = 0; bit < 8; bit++)
            value = (value >> 1) ^ (polynomial & (0u - (value & 1u)));
    }
    return value;
}

static void check_crcs(const uint8_t *data, size_t size) {
    uint32_t start = (uint32_t)next_random(&seed);
    assert_int_equal(in_pieces(mtproxy_crc32_partial, data, size, start),
                     (uint32_t)~crc32(~start, data, (uInt)size));
    size_t part = size < 4096 ? size : 4096;
    uint32_t expected = divided(0x82f63b78, data, part, start);
    expected = mtproxy_crc32c_partial(data + part, size - part, expected);
    assert_int_equal(in_pieces(mtproxy_crc32c_partial, data, size, start), expected);
}

static void openssl_digest(const char *name, const uint8_t *data, size_t size, uint8_t *digest) {
    assert_int_equal(EVP_Q_digest(NULL, name, NULL, data, size, digest, NULL), 1);
}

static void check_digests(const uint8_t *data, size_t size) {
    uint8_t expected[EVP_MAX_MD_SIZE], digest[MTPROXY_SHA256_SIZE];
    size_t split = (size_t)(next_random(&seed) % (size + 1));
    openssl_digest("MD5", data, size, expected);
    assert_ok(mtproxy_md5(data, size, digest, MTPROXY_MD5_SIZE));
    assert_memory_equal(digest, expected, MTPROXY_MD5_SIZE);
    openssl_digest("SHA1", data, size, expected);
    assert_ok(mtproxy_sha1_two_chunks(data, split, data + split, size - split, digest, MTPROXY_SHA1_SIZE));
    assert_memory_equal(digest, expected, MTPROXY_SHA1_SIZE);
    openssl_digest("SHA256", data, size, expected);
    assert_ok(
        mtproxy_sha256_two_chunks(data, split, data + split, size - split, digest, MTPROXY_SHA256_SIZE));
    assert_memory_equal(digest, expected, MTPROXY_SHA256_SIZE);
}

static void check_hmacs(const uint8_t *data, size_t size) {
    uint8_t expected[EVP_MAX_MD_SIZE], digest[MTPROXY_SHA256_SIZE];
    size_t key_size = (size_t)(next_random(&seed) % 200);
    const uint8_t *key = random_message(key_size);
    assert_non_null(HMAC(EVP_sha256(), key, (int)key_size, data, size, expected, NULL));
    assert_ok(mtproxy_sha256_hmac(key, key_size, data, size, digest, MTPROXY_SHA256_SIZE));
    assert_memory_equal(digest, expected, MTPROXY_SHA256_SIZE);
    assert_non_null(HMAC(EVP_md5(), key, (int)key_size, data, size, expected, NULL));
    assert_ok(mtproxy_md5_hmac(key, key_size, data, size, digest, MTPROXY_MD5_SIZE));
    assert_memory_equal(digest, expected, MTPROXY_MD5_SIZE);
}

static void digests_and_crcs__random_data_in_random_splits__then_equal(void **state) {
    (void)state;
    uint64_t messages = 0;
    print_message("seed %llu\n", (unsigned long long)seed);
    fill_random(&seed, message, 2 * LONGEST);
    for (uint64_t done = 0; done < bytes_wanted; messages++) {
        size_t size = random_size();
        const uint8_t *data = random_message(size);
        check_crcs(data, size);
        check_digests(data, size);
        if (size < 4096 || messages % 8 == 0)
            check_hmacs(data, size);
        done += size;
    }
    print_message("%llu bytes in %llu messages\n", (unsigned long long)bytes_wanted,
                  (unsigned long long)messages);
}

int main(int count, char **arguments) {
    if (count > 1)
        bytes_wanted = strtoull(arguments[1], NULL, 10);
    seed = count > 2 ? strtoull(arguments[2], NULL, 10) : (uint64_t)time(NULL) * 2654435761u + 1;
    message = malloc(2 * LONGEST);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(digests_and_crcs__random_data_in_random_splits__then_equal),
    };
    int failed = message == NULL ? 1 : cmocka_run_group_tests(tests, NULL, NULL);
    free(message);
    return failed;
}
