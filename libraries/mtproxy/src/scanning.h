/**
 * @file
 * Reading numbers and words from bytes.
 */
#ifndef MTPROXY_SCANNING_H
#define MTPROXY_SCANNING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Bytes from `at` to before `end`. */
struct span {
    const uint8_t *at;
    const uint8_t *end;
};

/** The span of an input; that of (NULL, 0) is empty, too. */
static inline struct span span_of(const uint8_t *data, size_t size) {
    return size == 0 ? (struct span){NULL, NULL} : (struct span){data, data + size};
}

/** How many bytes there are. */
static inline size_t span_size(struct span text) {
    return (size_t)(text.end - text.at);
}

static inline bool is_digit(uint8_t byte) {
    return byte >= '0' && byte <= '9';
}

/** Space, tab, LF, VT, FF or CR. */
static inline bool is_whitespace(uint8_t byte) {
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

/** The next word between whitespace, which is taken from the text; empty where there is none. */
struct span scan_word(struct span *text);

/** Takes the digits at the beginning of the text. The value stops at UINT64_MAX. Gives how many digits there
 * were. */
size_t scan_digits(struct span *text, uint64_t *value);

/** Whether the whole word is a number of that type: a sign (of unsigned ones only `+`) and digits that fit.
 */
bool word_to_u64(struct span word, uint64_t *value);
bool word_to_i64(struct span word, int64_t *value);
bool word_to_i32(struct span word, int32_t *value);

#endif /* MTPROXY_SCANNING_H */
