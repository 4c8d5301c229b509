/* /proc/PID/statm and /proc/meminfo. */
#include <string.h>

#include "refusal.h"
#include "scanning.h"

enum { STATM_NUMBERS = 7, KILOBYTE = 1024 };

static int64_t times(int64_t number, int64_t factor) {
    int64_t product;
    if (__builtin_mul_overflow(number, factor, &product))
        return number < 0 ? INT64_MIN : INT64_MAX;
    return product;
}

mtproxy_status mtproxy_parse_statm(const uint8_t *text, size_t size, int64_t page_size, int64_t *values,
                                   int32_t count) {
    if (is_missing(text, size))
        return refuse_null("text");
    if (values == NULL)
        return refuse_null("values");
    if (count < 1 || count > STATM_NUMBERS)
        return refuse("count is %d; it can be 1 to %d", count, STATM_NUMBERS);
    if (page_size <= 0)
        return refuse("page_size is %lld; it has to be above 0", (long long)page_size);
    int64_t read[STATM_NUMBERS];
    struct span left = span_of(text, size);
    for (int32_t i = 0; i < count; i++) {
        int64_t pages;
        if (!word_to_i64(scan_word(&left), &pages))
            return refuse("number %d of %d is missing or no whole number of 64 bits", i + 1, count);
        read[i] = times(pages, page_size);
    }
    memcpy(values, read, (size_t)count * sizeof *values);
    return MTPROXY_OK;
}

/* ---- meminfo ---- */

static_assert(sizeof(mtproxy_meminfo_summary) == 40 && offsetof(mtproxy_meminfo_summary, mem_free) == 0 &&
                  offsetof(mtproxy_meminfo_summary, mem_cached) == 8 &&
                  offsetof(mtproxy_meminfo_summary, swap_total) == 16 &&
                  offsetof(mtproxy_meminfo_summary, swap_free) == 24 &&
                  offsetof(mtproxy_meminfo_summary, found_mask) == 32,
              "in this order");

/* In the order of the bits of found_mask. */
static const struct {
    const char *key;
    size_t offset;
} keys[] = {
    {"MemFree:", offsetof(mtproxy_meminfo_summary, mem_free)},
    {"SwapTotal:", offsetof(mtproxy_meminfo_summary, swap_total)},
    {"SwapFree:", offsetof(mtproxy_meminfo_summary, swap_free)},
    {"Cached:", offsetof(mtproxy_meminfo_summary, mem_cached)},
};

enum { KEYS = sizeof keys / sizeof keys[0], ALL_FOUND = (1 << KEYS) - 1 };

static struct span take_line(struct span *text) {
    struct span line = {text->at, memchr(text->at, '\n', span_size(*text))};
    if (line.end == NULL)
        line.end = text->end;
    text->at = line.end < text->end ? line.end + 1 : text->end;
    return line;
}

static bool take_key(struct span *line, const char *key) {
    size_t length = strlen(key);
    if (span_size(*line) < length || memcmp(line->at, key, length) != 0)
        return false;
    line->at += length;
    return true;
}

/* A number, `kB`, and nothing behind it. */
static bool read_kilobytes(struct span line, int64_t *bytes) {
    int64_t number;
    if (!word_to_i64(scan_word(&line), &number))
        return false;
    struct span unit = scan_word(&line);
    if (span_size(unit) != 2 || memcmp(unit.at, "kB", 2) != 0 || span_size(scan_word(&line)) != 0)
        return false;
    *bytes = times(number, KILOBYTE);
    return true;
}

static void read_line(struct span line, mtproxy_meminfo_summary *summary) {
    for (int i = 0; i < KEYS; i++) {
        struct span rest = line;
        if (take_key(&rest, keys[i].key) && read_kilobytes(rest, (void *)((char *)summary + keys[i].offset)))
            summary->found_mask |= 1 << i;
    }
}

mtproxy_status mtproxy_parse_meminfo_summary(const uint8_t *text, size_t size,
                                             mtproxy_meminfo_summary *summary) {
    if (is_missing(text, size))
        return refuse_null("text");
    if (summary == NULL)
        return refuse_null("summary");
    mtproxy_meminfo_summary found = {0};
    struct span left = span_of(text, size);
    while (left.at < left.end)
        read_line(take_line(&left), &found);
    for (int i = 0; i < KEYS; i++) {
        if ((found.found_mask & (1 << i)) == 0)
            return refuse("no line says \"%s\" with a number in kB", keys[i].key);
    }
    *summary = found;
    return MTPROXY_OK;
}
