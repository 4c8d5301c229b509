/*
 * The digests, by OpenSSL.
 *
 * What OpenSSL 3 spends most on with short messages is looking for the algorithm and allocating a context. So
 * an algorithm is fetched once for the process, and a thread keeps one context, which it uses again and gives
 * back when it ends. HMAC is written here on top of the digests: OpenSSL's own keeps the key in its context,
 * where it would outlive the call.
 *
 * No data and no key stay behind: OpenSSL wipes the block that it worked on when it finishes, what it keeps
 * of the state is the digest itself, and what is ours is wiped here.
 */
#define _POSIX_C_SOURCE 200809L /* threads, under -std=c11 */

#include <limits.h>
#include <pthread.h>
#include <stdatomic.h>
#include <string.h>

#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>

#include "refusal.h"

enum { BLOCK_SIZE = 64, LARGEST_DIGEST = MTPROXY_SHA256_SIZE };

/* An algorithm, and what OpenSSL has of it once somebody asked. */
struct algorithm {
    const char *name;
    size_t size;
    _Atomic(EVP_MD *) fetched;
};

static struct algorithm md5 = {"MD5", MTPROXY_MD5_SIZE, NULL};
static struct algorithm sha1 = {"SHA1", MTPROXY_SHA1_SIZE, NULL};
static struct algorithm sha256 = {"SHA256", MTPROXY_SHA256_SIZE, NULL};

/* A piece of a message. */
struct piece {
    const uint8_t *data;
    size_t size;
};

/* ---- The thread's context ---- */

static _Thread_local EVP_MD_CTX *thread_context;
static pthread_once_t key_once = PTHREAD_ONCE_INIT;
static pthread_key_t context_key;
static bool has_key;

static void end_context(void *context) {
    thread_context = NULL;
    EVP_MD_CTX_free(context);
}

static void make_key(void) {
    has_key = pthread_key_create(&context_key, end_context) == 0;
}

/* Where the library is unloaded, threads that end later must not be sent into it. */
__attribute__((destructor)) static void forget_key(void) {
    if (has_key)
        (void)pthread_key_delete(context_key);
    has_key = false;
}

static EVP_MD_CTX *context_of_thread(void) {
    if (thread_context != NULL)
        return thread_context;
    (void)pthread_once(&key_once, make_key);
    EVP_MD_CTX *context = has_key ? EVP_MD_CTX_new() : NULL;
    if (context != NULL && pthread_setspecific(context_key, context) != 0) {
        EVP_MD_CTX_free(context);
        return NULL;
    }
    thread_context = context;
    return context;
}

/* ---- Algorithms ---- */

static const EVP_MD *fetch(struct algorithm *of) {
    EVP_MD *known = atomic_load_explicit(&of->fetched, memory_order_acquire);
    if (known != NULL)
        return known;
    (void)ERR_set_mark();
    EVP_MD *mine = EVP_MD_fetch(NULL, of->name, NULL);
    (void)ERR_pop_to_mark();
    if (mine == NULL || atomic_compare_exchange_strong_explicit(&of->fetched, &known, mine,
                                                                memory_order_acq_rel, memory_order_acquire))
        return mine;
    EVP_MD_free(mine); /* another thread was first */
    return known;
}

static bool hash(EVP_MD_CTX *context, const EVP_MD *algorithm, const struct piece *pieces, size_t count,
                 uint8_t *digest) {
    if (EVP_DigestInit_ex2(context, algorithm, NULL) != 1)
        return false;
    for (size_t i = 0; i < count; i++) {
        if (pieces[i].size > 0 && EVP_DigestUpdate(context, pieces[i].data, pieces[i].size) != 1)
            return false;
    }
    return EVP_DigestFinal_ex(context, digest, NULL) == 1;
}

/* The digest of the pieces, in `full`, which the caller wipes. */
static mtproxy_status digest_pieces(struct algorithm *of, const struct piece *pieces, size_t count,
                                    uint8_t *full) {
    const EVP_MD *algorithm = fetch(of);
    if (algorithm == NULL)
        return (mtproxy_status)tenon_fail(MTPROXY_UNSUPPORTED, "OpenSSL is set up without %s", of->name);
    EVP_MD_CTX *context = context_of_thread();
    if (context == NULL || !hash(context, algorithm, pieces, count, full))
        return (mtproxy_status)tenon_fail(MTPROXY_OUT_OF_MEMORY, "OpenSSL has no memory for %s", of->name);
    return MTPROXY_OK;
}

/* ---- Arguments ---- */

static mtproxy_status check_pieces(const struct piece *pieces, const char *const *names, size_t count) {
    size_t all = 0;
    for (size_t i = 0; i < count; i++) {
        if (is_missing(pieces[i].data, pieces[i].size))
            return refuse_null(names[i]);
        if (pieces[i].size > SIZE_MAX - all)
            return refuse("%s makes the message longer than there can be memory", names[i]);
        all += pieces[i].size;
    }
    return MTPROXY_OK;
}

static mtproxy_status check_room(const uint8_t *to, size_t size, size_t largest, const char *name) {
    if (to == NULL)
        return refuse_null(name);
    if (size == 0 || size > largest)
        return refuse("%s has %zu bytes; it can have 1 to %zu", name, size, largest);
    return MTPROXY_OK;
}

/* ---- The functions ---- */

static mtproxy_status give_digest(struct algorithm *of, const struct piece *pieces, size_t count,
                                  uint8_t *digest, size_t digest_size) {
    static const char *const names[][2] = {{"data", NULL}, {"first", "second"}};
    mtproxy_status status = check_room(digest, digest_size, of->size, "digest");
    if (status == MTPROXY_OK)
        status = check_pieces(pieces, names[count - 1], count);
    if (status != MTPROXY_OK)
        return status;
    uint8_t full[LARGEST_DIGEST];
    status = digest_pieces(of, pieces, count, full);
    if (status == MTPROXY_OK)
        memcpy(digest, full, digest_size);
    OPENSSL_cleanse(full, sizeof full);
    return status;
}

/* RFC 2104: H(key ^ opad, H(key ^ ipad, data)), where a key longer than a block is digested first. */
static mtproxy_status hmac_of(struct algorithm *of, struct piece key, struct piece data, uint8_t *full) {
    enum { INNER_PAD = 0x36, OUTER_PAD = 0x5c };
    uint8_t block[BLOCK_SIZE] = {0};
    mtproxy_status status = MTPROXY_OK;
    if (key.size > BLOCK_SIZE)
        status = digest_pieces(of, &key, 1, block);
    else if (key.size > 0)
        memcpy(block, key.data, key.size);
    for (size_t i = 0; i < BLOCK_SIZE; i++)
        block[i] ^= INNER_PAD;
    if (status == MTPROXY_OK)
        status = digest_pieces(of, (struct piece[]){{block, BLOCK_SIZE}, data}, 2, full);
    for (size_t i = 0; i < BLOCK_SIZE; i++)
        block[i] ^= INNER_PAD ^ OUTER_PAD;
    uint8_t inner[LARGEST_DIGEST];
    memcpy(inner, full, of->size);
    if (status == MTPROXY_OK)
        status = digest_pieces(of, (struct piece[]){{block, BLOCK_SIZE}, {inner, of->size}}, 2, full);
    OPENSSL_cleanse(block, sizeof block);
    OPENSSL_cleanse(inner, sizeof inner);
    return status;
}

static mtproxy_status give_hmac(struct algorithm *of, struct piece key, struct piece data, uint8_t *digest,
                                size_t digest_size) {
    mtproxy_status status = check_room(digest, digest_size, of->size, "digest");
    if (status == MTPROXY_OK && key.size > INT_MAX)
        status = refuse("key has %zu bytes; it can have %d", key.size, INT_MAX);
    if (status == MTPROXY_OK)
        status = check_pieces((struct piece[]){key, data}, (const char *const[]){"key", "data"}, 2);
    if (status != MTPROXY_OK)
        return status;
    uint8_t full[LARGEST_DIGEST] = {0};
    status = hmac_of(of, key, data, full);
    if (status == MTPROXY_OK)
        memcpy(digest, full, digest_size);
    OPENSSL_cleanse(full, sizeof full);
    return status;
}

mtproxy_status mtproxy_md5(const uint8_t *data, size_t size, uint8_t *digest, size_t digest_size) {
    return give_digest(&md5, &(struct piece){data, size}, 1, digest, digest_size);
}

mtproxy_status mtproxy_md5_hex(const uint8_t *data, size_t size, uint8_t *hex, size_t hex_size) {
    static const char letters[] = "0123456789abcdef";
    uint8_t digest[MTPROXY_MD5_SIZE];
    mtproxy_status status = check_room(hex, hex_size, MTPROXY_MD5_HEX_SIZE, "hex");
    if (status == MTPROXY_OK)
        status = mtproxy_md5(data, size, digest, sizeof digest);
    if (status != MTPROXY_OK)
        return status;
    for (size_t i = 0; i < hex_size; i++)
        hex[i] = (uint8_t)letters[i % 2 == 0 ? digest[i / 2] >> 4 : digest[i / 2] & 0xf];
    OPENSSL_cleanse(digest, sizeof digest);
    return MTPROXY_OK;
}

mtproxy_status mtproxy_md5_hmac(const uint8_t *key, size_t key_size, const uint8_t *data, size_t size,
                                uint8_t *digest, size_t digest_size) {
    return give_hmac(&md5, (struct piece){key, key_size}, (struct piece){data, size}, digest, digest_size);
}

mtproxy_status mtproxy_sha1(const uint8_t *data, size_t size, uint8_t *digest, size_t digest_size) {
    return give_digest(&sha1, &(struct piece){data, size}, 1, digest, digest_size);
}

mtproxy_status mtproxy_sha1_two_chunks(const uint8_t *first, size_t first_size, const uint8_t *second,
                                       size_t second_size, uint8_t *digest, size_t digest_size) {
    return give_digest(&sha1, (struct piece[]){{first, first_size}, {second, second_size}}, 2, digest,
                       digest_size);
}

mtproxy_status mtproxy_sha256(const uint8_t *data, size_t size, uint8_t *digest, size_t digest_size) {
    return give_digest(&sha256, &(struct piece){data, size}, 1, digest, digest_size);
}

mtproxy_status mtproxy_sha256_two_chunks(const uint8_t *first, size_t first_size, const uint8_t *second,
                                         size_t second_size, uint8_t *digest, size_t digest_size) {
    return give_digest(&sha256, (struct piece[]){{first, first_size}, {second, second_size}}, 2, digest,
                       digest_size);
}

mtproxy_status mtproxy_sha256_hmac(const uint8_t *key, size_t key_size, const uint8_t *data, size_t size,
                                   uint8_t *digest, size_t digest_size) {
    return give_hmac(&sha256, (struct piece){key, key_size}, (struct piece){data, size}, digest, digest_size);
}
