/**
 * @file
 * Values written as text.
 */
#define _POSIX_C_SOURCE 200809L /* newlocale(), uselocale() */

#include <errno.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#if defined(__APPLE__)
#include <xlocale.h>
#endif

#include "reader.h"

/** Whether a text is a word, which is given in lower case, in any case. */
static bool is_word(const char *text, const char *word) {
    for (; *word; text++, word++) {
        char lower = *text >= 'A' && *text <= 'Z' ? (char)(*text - 'A' + 'a') : *text;
        if (lower != *word) {
            return false;
        }
    }
    return *text == '\0';
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static const char *skip_digits(const char *text) {
    while (is_digit(*text)) {
        text++;
    }
    return text;
}

bool graph_parse_bool(const char *text, bool *value) {
    *value = is_word(text, "true");
    return *value || is_word(text, "false");
}

bool graph_parse_i64(const char *text, int64_t *value) {
    bool negative = *text == '-';
    const char *digits = text + negative;
    if (!is_digit(digits[0]) || (digits[0] == '0' && (digits[1] != '\0' || negative))) {
        return false;
    }
    uint64_t limit = (uint64_t)INT64_MAX + negative;
    uint64_t magnitude = 0;
    for (; is_digit(*digits); digits++) {
        unsigned digit = (unsigned)(*digits - '0');
        if (magnitude > (limit - digit) / 10) {
            return false;
        }
        magnitude = magnitude * 10 + digit;
    }
    if (*digits != '\0') {
        return false;
    }
    /* Through -1, because the magnitude of the smallest integer is none itself. */
    *value = negative ? -(int64_t)(magnitude - 1) - 1 : (int64_t)magnitude;
    return true;
}

/** Whether a text is decimal notation: a sign, digits with a point among or around them, an exponent. */
static bool is_decimal(const char *text) {
    const char *whole = text + (*text == '-' || *text == '+');
    const char *at = skip_digits(whole);
    bool has_digits = at > whole;
    if (*at == '.') {
        const char *fraction = at + 1;
        at = skip_digits(fraction);
        has_digits = has_digits || at > fraction;
    }
    if (has_digits && (*at == 'e' || *at == 'E')) {
        const char *exponent = at + 1 + (at[1] == '-' || at[1] == '+');
        at = skip_digits(exponent);
        has_digits = at > exponent;
    }
    return has_digits && *at == '\0';
}

/** strtod() with a point for a point: the host program may have set a locale that wants a comma. */
static bool convert(const char *text, double *value) {
    locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    if (plain == (locale_t)0) {
        return false;
    }
    locale_t before = uselocale(plain);
    errno = 0;
    char *end;
    *value = strtod(text, &end);
    bool overflowed = errno == ERANGE && (*value > 1.0 || *value < -1.0);
    (void)uselocale(before);
    freelocale(plain);
    return *end == '\0' && !overflowed;
}

bool graph_parse_f64(const char *text, double *value) {
    const char *unsigned_text = text + (*text == '-' || *text == '+');
    bool is_named =
        is_word(unsigned_text, "inf") || is_word(unsigned_text, "infinity") || is_word(unsigned_text, "nan");
    return (is_named || is_decimal(text)) && convert(text, value);
}

bool graph_parse_f64_lossless(const char *text, double *value) {
    const char *whole = text + (*text == '-');
    if (*whole == '+' || (whole[0] == '0' && is_digit(whole[1])) || !graph_parse_f64(text, value)) {
        return false;
    }
    /* Below 2^53 every integer is a double of its own; from there on a neighbour may round to the same. */
    bool is_integer = is_digit(*whole) && *skip_digits(whole) == '\0';
    return !is_integer || (*value > -9007199254740992.0 && *value < 9007199254740992.0);
}
