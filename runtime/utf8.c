/**
 * @file
 * Checking UTF-8 (RFC 3629), fast where text is mostly ASCII.
 */
#include "internal.h"

#define NOT_ASCII UINT64_C(0x8080808080808080)

enum { WORD = sizeof(uint64_t), BLOCK = 4 * WORD };

static inline uint64_t word_at(const unsigned char *bytes) {
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    return word;
}

/* The bits that are not ASCII's of the next BLOCK bytes. */
static inline uint64_t block_at(const unsigned char *bytes) {
    uint64_t first = word_at(bytes) | word_at(bytes + WORD);
    uint64_t second = word_at(bytes + (size_t)2 * WORD) | word_at(bytes + (size_t)3 * WORD);
    return (first | second) & NOT_ASCII;
}

static size_t ascii_prefix(const unsigned char *bytes, size_t length) {
    size_t at = 0;
    while (length - at >= BLOCK && block_at(bytes + at) == 0)
        at += BLOCK;
    while (length - at >= WORD && (word_at(bytes + at) & NOT_ASCII) == 0)
        at += WORD;
    /* The last word again, as far as it is new: the rest in one step. */
    if (at != 0 && length - at < WORD && (word_at(bytes + length - WORD) & NOT_ASCII) == 0)
        return length;
    while (at < length && bytes[at] < 0x80)
        at++;
    return at;
}

static bool continues(unsigned char byte) {
    return (byte & 0xC0) == 0x80;
}

/* The length of the well-formed sequence that starts here, 0 where there is none. The bounds on the second
   byte rule out overlong forms, surrogates and what lies beyond U+10FFFF. */
static size_t sequence_length(const unsigned char *bytes, size_t length) {
    unsigned char lead = bytes[0];
    size_t expected = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
    if (lead < 0x80)
        return 1;
    if (expected == 0 || length < expected)
        return 0;
    unsigned char lowest = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    unsigned char highest = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (bytes[1] < lowest || bytes[1] > highest)
        return 0;
    for (size_t at = 2; at < expected; at++) {
        if (!continues(bytes[at]))
            return 0;
    }
    return expected;
}

size_t tenon_utf8_prefix(const char *data, size_t length) {
    const unsigned char *bytes = (const unsigned char *)data;
    size_t at = 0;
    while (at < length) {
        if (bytes[at] < 0x80) {
            at += ascii_prefix(bytes + at, length - at);
            continue;
        }
        size_t step = sequence_length(bytes + at, length - at);
        if (step == 0)
            break;
        at += step;
    }
    return at;
}

bool tenon_is_utf8(const char *data, size_t length) {
    return tenon_utf8_prefix(data, length) == length;
}
