/* The scanner of the configuration: what to skip, how long words are, which numbers stand there. */
#include "refusal.h"
#include "scanning.h"

static_assert(offsetof(mtproxy_cfg_scan_result, advance) == 0 &&
                  offsetof(mtproxy_cfg_scan_result, line_no) == sizeof(size_t) &&
                  offsetof(mtproxy_cfg_scan_result, ch) == sizeof(size_t) + 4,
              "in this order");
static_assert(offsetof(mtproxy_cfg_int_result, value) == 0 && offsetof(mtproxy_cfg_int_result, consumed) == 8,
              "in this order");
static_assert(sizeof(size_t) < 8 ||
                  (sizeof(mtproxy_cfg_scan_result) == 16 && sizeof(mtproxy_cfg_int_result) == 16),
              "16 bytes each where sizes have 64 bits");

static bool is_blank(uint8_t byte) {
    return byte == ' ' || byte == '\t';
}

static bool is_word_byte(uint8_t byte) {
    uint8_t lower = byte | 0x20;
    return is_digit(byte) || (lower >= 'a' && lower <= 'z') || byte == '.' || byte == '_' || byte == '-';
}

static struct span after_blanks(const uint8_t *cur, size_t size) {
    struct span text = span_of(cur, size);
    while (text.at < text.end && is_blank(*text.at))
        text.at++;
    return text;
}

/* ---- Skipping ---- */

/* The number of the next line; numbers end at INT32_MAX. */
static int32_t next_line(int32_t line_no) {
    return line_no < INT32_MAX ? line_no + 1 : line_no;
}

static void skip_comment(struct span *text) {
    while (text->at < text->end && *text->at != '\n')
        text->at++;
}

static mtproxy_cfg_scan_result scanned(struct span text, size_t size, int32_t line_no) {
    size_t left = span_size(text);
    return (mtproxy_cfg_scan_result){
        .advance = size - left, .line_no = line_no, .ch = left == 0 ? 0 : *text.at};
}

static mtproxy_status check_arguments(const uint8_t *cur, size_t size, const void *result) {
    if (is_missing(cur, size))
        return refuse_null("cur");
    return result == NULL ? refuse_null("result") : MTPROXY_OK;
}

mtproxy_status mtproxy_cfg_skipspc(const uint8_t *cur, size_t size, int32_t line_no,
                                   mtproxy_cfg_scan_result *result) {
    mtproxy_status status = check_arguments(cur, size, result);
    if (status != MTPROXY_OK)
        return status;
    struct span text = span_of(cur, size);
    for (; text.at < text.end; text.at++) {
        if (*text.at == '#')
            skip_comment(&text);
        if (text.at < text.end && *text.at == '\n')
            line_no = next_line(line_no);
        else if (text.at == text.end || (!is_blank(*text.at) && *text.at != '\r'))
            break;
    }
    *result = scanned(text, size, line_no);
    return MTPROXY_OK;
}

mtproxy_status mtproxy_cfg_skspc(const uint8_t *cur, size_t size, int32_t line_no,
                                 mtproxy_cfg_scan_result *result) {
    mtproxy_status status = check_arguments(cur, size, result);
    if (status == MTPROXY_OK)
        *result = scanned(after_blanks(cur, size), size, line_no);
    return status;
}

/* ---- Lengths ---- */

static int32_t length_as_int(size_t length) {
    return length < INT32_MAX ? (int32_t)length : INT32_MAX;
}

int32_t mtproxy_cfg_getword_len(const uint8_t *cur, size_t size) {
    if (is_missing(cur, size))
        return -1;
    struct span text = after_blanks(cur, size);
    const uint8_t *start = text.at;
    bool is_bracketed = text.at < text.end && *text.at == '[';
    if (is_bracketed)
        text.at++;
    while (text.at < text.end && (is_word_byte(*text.at) || (is_bracketed && *text.at == ':')))
        text.at++;
    if (is_bracketed && text.at < text.end && *text.at == ']')
        text.at++;
    return length_as_int((size_t)(text.at - start));
}

int32_t mtproxy_cfg_getstr_len(const uint8_t *cur, size_t size) {
    if (is_missing(cur, size))
        return -1;
    struct span text = after_blanks(cur, size);
    const uint8_t *start = text.at;
    if (text.at < text.end && *text.at == '"')
        return 1;
    while (text.at<text.end && * text.at> ' ' && *text.at != ';')
        text.at++;
    return length_as_int((size_t)(text.at - start));
}

/* ---- Numbers ---- */

/* What is too large stops at INT64_MAX, which the parser of the configuration refuses: no setting is that
 * large. */
static mtproxy_cfg_int_result unsigned_number(struct span text, int64_t missing) {
    uint64_t magnitude;
    size_t digits = scan_digits(&text, &magnitude);
    if (digits == 0)
        return (mtproxy_cfg_int_result){.value = missing, .consumed = 0};
    return (mtproxy_cfg_int_result){.value = magnitude > INT64_MAX ? INT64_MAX : (int64_t)magnitude,
                                    .consumed = digits};
}

static mtproxy_cfg_int_result signed_number(struct span text) {
    if (text.at == text.end || *text.at != '-')
        return unsigned_number(text, INT64_MIN);
    text.at++;
    uint64_t magnitude;
    size_t digits = scan_digits(&text, &magnitude);
    if (digits == 0)
        return (mtproxy_cfg_int_result){.value = INT64_MIN, .consumed = 0};
    return (mtproxy_cfg_int_result){.value = magnitude > INT64_MAX ? INT64_MIN : -(int64_t)magnitude,
                                    .consumed = digits + 1};
}

mtproxy_status mtproxy_cfg_getint(const uint8_t *cur, size_t size, mtproxy_cfg_int_result *result) {
    mtproxy_status status = check_arguments(cur, size, result);
    if (status == MTPROXY_OK)
        *result = unsigned_number(after_blanks(cur, size), 0);
    return status;
}

mtproxy_status mtproxy_cfg_getint_zero(const uint8_t *cur, size_t size, mtproxy_cfg_int_result *result) {
    mtproxy_status status = check_arguments(cur, size, result);
    if (status == MTPROXY_OK)
        *result = unsigned_number(after_blanks(cur, size), -1);
    return status;
}

mtproxy_status mtproxy_cfg_getint_signed_zero(const uint8_t *cur, size_t size,
                                              mtproxy_cfg_int_result *result) {
    mtproxy_status status = check_arguments(cur, size, result);
    if (status == MTPROXY_OK)
        *result = signed_number(after_blanks(cur, size));
    return status;
}
