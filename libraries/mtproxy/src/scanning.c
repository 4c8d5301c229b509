#include "scanning.h"

enum { DECIMAL = 10 };

struct span scan_word(struct span *text) {
    while (text->at < text->end && is_whitespace(*text->at))
        text->at++;
    struct span word = {text->at, text->at};
    while (word.end < text->end && !is_whitespace(*word.end))
        word.end++;
    text->at = word.end;
    return word;
}

size_t scan_digits(struct span *text, uint64_t *value) {
    const uint8_t *start = text->at;
    *value = 0;
    for (; text->at < text->end && is_digit(*text->at); text->at++) {
        uint64_t digit = (uint64_t)(*text->at - '0');
        bool fits = *value <= (UINT64_MAX - digit) / DECIMAL;
        *value = fits ? *value * DECIMAL + digit : UINT64_MAX;
    }
    return (size_t)(text->at - start);
}

/* Digits alone that are at most `largest`. UINT64_MAX itself is told from what stopped there by its digits.
 */
static bool is_all_digits(struct span word, uint64_t largest, uint64_t *value) {
    static const char largest_digits[] = "18446744073709551615";
    enum { LARGEST_DIGITS = sizeof largest_digits - 1 };
    while (word.end - word.at > 1 && *word.at == '0')
        word.at++;
    struct span rest = word;
    size_t digits = scan_digits(&rest, value);
    if (digits == 0 || rest.at != word.end || *value > largest || digits > LARGEST_DIGITS)
        return false;
    if (*value < UINT64_MAX)
        return true;
    for (size_t i = 0; i < LARGEST_DIGITS; i++) {
        if (word.at[i] != (uint8_t)largest_digits[i])
            return false;
    }
    return true;
}

bool word_to_u64(struct span word, uint64_t *value) {
    if (word.at < word.end && *word.at == '+')
        word.at++;
    return is_all_digits(word, UINT64_MAX, value);
}

bool word_to_i64(struct span word, int64_t *value) {
    bool is_negative = word.at < word.end && *word.at == '-';
    if (word.at < word.end && (*word.at == '+' || *word.at == '-'))
        word.at++;
    uint64_t magnitude;
    if (!is_all_digits(word, (uint64_t)INT64_MAX + is_negative, &magnitude))
        return false;
    if (is_negative)
        *value = magnitude == 0 ? 0 : -(int64_t)(magnitude - 1) - 1;
    else
        *value = (int64_t)magnitude;
    return true;
}

bool word_to_i32(struct span word, int32_t *value) {
    int64_t wide;
    if (!word_to_i64(word, &wide) || wide < INT32_MIN || wide > INT32_MAX)
        return false;
    *value = (int32_t)wide;
    return true;
}
