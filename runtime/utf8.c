/**
 * @file
 * Checking UTF-8 (RFC 3629), fast where text is mostly ASCII.
 *
 * Text is read by words, and long text by blocks of them, up to a byte that needs a closer look: one that is
 * not ASCII, or a NUL where none may be.
 */
#include "internal.h"

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#endif

#define NOT_ASCII UINT64_C(0x8080808080808080)
#define ONES UINT64_C(0x0101010101010101)

/* What is subtracted of a word: from a NUL that may not be it leaves a byte that is not ASCII's. */
#define NUL_MAY_BE UINT64_C(0)
#define NO_NUL ONES

enum { WORD = sizeof(uint64_t), BLOCK = 4 * WORD, LONG = 128 };

/* The first byte in the lowest bits. */
static inline uint64_t word_at(const unsigned char *bytes) {
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    return word;
}

static inline uint64_t half_word_at(const unsigned char *bytes) {
    uint32_t word;
    memcpy(&word, bytes, sizeof word);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap32(word);
#endif
    return word;
}

/* Bits of the bytes that need a closer look; the lowest is certain, and there is one if there is any. */
static inline uint64_t stops(uint64_t word, uint64_t nul) {
    return (word | (word - nul)) & NOT_ASCII;
}

static inline size_t first_of(uint64_t found) {
    return (size_t)__builtin_ctzll(found) / 8;
}

/* ---- Blocks ---- */

#if defined(__x86_64__) && defined(__GNUC__)
typedef __m256i vector;

enum { VECTOR = sizeof(vector) };

__attribute__((target("avx2"))) static inline bool stops_in_long(const unsigned char *bytes, uint64_t nul) {
    vector all = _mm256_loadu_si256((const void *)bytes);
    vector least = all;
    for (size_t at = VECTOR; at < LONG; at += VECTOR) {
        vector next = _mm256_loadu_si256((const void *)(bytes + at));
        all = _mm256_or_si256(all, next);
        least = _mm256_min_epu8(least, next);
    }
    if (nul == NO_NUL)
        all = _mm256_or_si256(all, _mm256_cmpeq_epi8(least, _mm256_setzero_si256()));
    return _mm256_movemask_epi8(all) != 0;
}

/* As blocks_prefix(), of text that is long enough, and to its very end: the last bytes once more. */
__attribute__((target("avx2"))) static size_t vectors_prefix(const unsigned char *bytes, size_t length,
                                                             uint64_t nul) {
    size_t at = 0;
    while (length - at >= LONG) {
        if (stops_in_long(bytes + at, nul))
            return at;
        at += LONG;
    }
    return at == length || stops_in_long(bytes + length - LONG, nul) ? at : length;
}
#endif

static inline uint64_t stops_in_block(const unsigned char *bytes, uint64_t nul) {
    uint64_t found = 0;
    for (size_t at = 0; at < BLOCK; at += WORD)
        found |= stops(word_at(bytes + at), nul);
    return found;
}

/* The bytes of the whole blocks from the start on that need no closer look. */
static size_t blocks_prefix(const unsigned char *bytes, size_t length, uint64_t nul) {
#if defined(__x86_64__) && defined(__GNUC__)
    if (length >= LONG && __builtin_cpu_supports("avx2"))
        return vectors_prefix(bytes, length, nul);
#endif
    size_t at = 0;
    while (length - at >= BLOCK && stops_in_block(bytes + at, nul) == 0)
        at += BLOCK;
    return at;
}

/* ---- Sequences ---- */

static inline bool continues(unsigned char byte) {
    return (byte & 0xC0) == 0x80;
}

/* The length of the well-formed sequence that starts here, not with ASCII; 0 where there is none. The bounds
   on the second byte rule out overlong forms, surrogates and what lies beyond U+10FFFF. */
static inline size_t sequence_length(const unsigned char *bytes, size_t length) {
    unsigned char lead = bytes[0];
    if (lead < 0xC2 || length < 2 || !continues(bytes[1]))
        return 0;
    if (lead < 0xE0)
        return 2;
    if (length < 3 || !continues(bytes[2]))
        return 0;
    if (lead < 0xF0)
        return (lead == 0xE0 && bytes[1] < 0xA0) || (lead == 0xED && bytes[1] > 0x9F) ? 0 : 3;
    if (lead > 0xF4 || length < 4 || !continues(bytes[3]))
        return 0;
    return (lead == 0xF0 && bytes[1] < 0x90) || (lead == 0xF4 && bytes[1] > 0x8F) ? 0 : 4;
}

/* ---- Text ---- */

/* What is asked about text besides: whether it is ASCII. Null where nobody asks. */
static inline void note_beyond_ascii(bool *is_ascii) {
    if (is_ascii != NULL)
        *is_ascii = false;
}

/* Less than a word. */
static size_t short_prefix(const unsigned char *bytes, size_t length, uint64_t nul, bool *is_ascii) {
    if (length >= WORD / 2) {
        uint64_t ends = half_word_at(bytes) | half_word_at(bytes + length - WORD / 2) << 32;
        if (stops(ends, nul) == 0)
            return length;
    }
    size_t at = 0;
    while (at < length) {
        bool is_plain = bytes[at] < 0x80 && (bytes[at] != 0 || nul == NUL_MAY_BE);
        size_t step = is_plain ? 1 : sequence_length(bytes + at, length - at);
        if (step == 0)
            break;
        if (!is_plain)
            note_beyond_ascii(is_ascii);
        at += step;
    }
    return at;
}

/* From `at` on: where the first byte is that needs a closer look, or `length`, which is a word at least. */
static inline size_t skip(const unsigned char *bytes, size_t at, size_t length, uint64_t nul) {
    for (; length - at >= WORD; at += WORD) {
        uint64_t found = stops(word_at(bytes + at), nul);
        if (found != 0)
            return at + first_of(found);
    }
    if (at == length)
        return length;
    /* The last word once more, without what was looked at: ASCII instead, in the highest bytes. */
    size_t left = 8 * (length - at);
    uint64_t last = word_at(bytes + length - WORD) >> ((size_t)8 * WORD - left) | ONES << left;
    uint64_t found = stops(last, nul);
    return found != 0 ? at + first_of(found) : length;
}

static inline __attribute__((always_inline)) size_t
prefix_by_words(const unsigned char *bytes, size_t length, uint64_t nul, bool has_blocks, bool *is_ascii) {
    size_t at = 0;
    for (;;) {
        if (has_blocks && length - at >= BLOCK)
            at += blocks_prefix(bytes + at, length - at, nul);
        at = skip(bytes, at, length, nul);
        if (at == length)
            return length;
        note_beyond_ascii(is_ascii);
        do {
            size_t step = sequence_length(bytes + at, length - at);
            if (step == 0)
                return at;
            at += step;
        } while (at < length && bytes[at] >= 0x80);
    }
}

static size_t long_prefix(const unsigned char *bytes, size_t length, uint64_t nul, bool *is_ascii) {
    return prefix_by_words(bytes, length, nul, true, is_ascii);
}

static inline __attribute__((always_inline)) size_t prefix(const unsigned char *bytes, size_t length,
                                                           uint64_t nul, bool *is_ascii) {
    if (length >= BLOCK)
        return long_prefix(bytes, length, nul, is_ascii);
    return length >= WORD ? prefix_by_words(bytes, length, nul, false, is_ascii)
                          : short_prefix(bytes, length, nul, is_ascii);
}

size_t tenon_utf8_prefix(const char *data, size_t length) {
    return prefix((const unsigned char *)data, length, NUL_MAY_BE, NULL);
}

size_t tenon_utf8_prefix_of(const char *data, size_t length, bool *is_ascii) {
    *is_ascii = true;
    return prefix((const unsigned char *)data, length, NUL_MAY_BE, is_ascii);
}

bool tenon_is_utf8(const char *data, size_t length) {
    return tenon_utf8_prefix(data, length) == length;
}

bool tenon_is_text(const char *data, size_t length) {
    return prefix((const unsigned char *)data, length, NO_NUL, NULL) == length;
}
