/**
 * @file
 * The mtproxy library's readers of text: the configuration's scanner, /proc and the log's prefix. Whatever
 * the bytes are, what is skipped and counted lies inside of them, and what a second way of counting finds is
 * the same.
 */
#include <stdlib.h>

#include <tenon/runtime.h>

#include "input.h"
#include "mtproxy_provider.h"

/* A copy of exactly that size: a byte too far is found. */
static uint8_t *copy_of(const uint8_t *bytes, size_t size) {
    uint8_t *copy = malloc(size > 0 ? size : 1);
    REQUIRE(copy != NULL, "no memory");
    memcpy(copy, bytes, size);
    return copy;
}

static void require_verdict(mtproxy_status status) {
    const tenon_error *error = tenon_error_peek();
    REQUIRE(status == MTPROXY_OK || status == MTPROXY_INVALID, "status %d", (int)status);
    REQUIRE((status == MTPROXY_OK) == (error == NULL), "status %d", (int)status);
    REQUIRE(error == NULL || error->code == (int32_t)status, "status %d", (int)status);
    tenon_error_clear();
}

/* ---- The configuration ---- */

static size_t lines_in(const uint8_t *text, size_t size) {
    size_t count = 0;
    for (size_t i = 0; i < size; i++)
        count += text[i] == '\n';
    return count;
}

static void try_skipping(const uint8_t *text, size_t size) {
    mtproxy_cfg_scan_result all, blanks;
    REQUIRE(mtproxy_cfg_skipspc(text, size, 1, &all) == MTPROXY_OK, "skipspc fails");
    REQUIRE(mtproxy_cfg_skspc(text, size, 1, &blanks) == MTPROXY_OK, "skspc fails");
    REQUIRE(blanks.advance <= all.advance && all.advance <= size, "%zu, %zu of %zu", blanks.advance,
            all.advance, size);
    REQUIRE(blanks.line_no == 1 && all.line_no == 1 + (int32_t)lines_in(text, all.advance), "line %d",
            all.line_no);
    REQUIRE(all.ch == (all.advance < size ? text[all.advance] : 0), "ch %d", all.ch);
    REQUIRE(strchr(" \t\r\n#", all.ch) == NULL || all.ch == 0, "%d was not skipped", all.ch);
}

static void try_lengths(const uint8_t *text, size_t size) {
    mtproxy_cfg_scan_result blanks;
    (void)mtproxy_cfg_skspc(text, size, 1, &blanks);
    int32_t word = mtproxy_cfg_getword_len(text, size), string = mtproxy_cfg_getstr_len(text, size);
    REQUIRE(word >= 0 && blanks.advance + (size_t)word <= size, "a word of %d", word);
    REQUIRE(string >= 0 && blanks.advance + (size_t)string <= size, "a string of %d", string);
    REQUIRE(word <= string || text[blanks.advance] == '"', "a word of %d in a string of %d", word, string);
}

static void try_numbers(const uint8_t *text, size_t size) {
    mtproxy_cfg_int_result plain, zero, with_sign;
    mtproxy_cfg_scan_result blanks;
    (void)mtproxy_cfg_skspc(text, size, 1, &blanks);
    REQUIRE(mtproxy_cfg_getint(text, size, &plain) == MTPROXY_OK, "getint fails");
    REQUIRE(mtproxy_cfg_getint_zero(text, size, &zero) == MTPROXY_OK, "getint_zero fails");
    REQUIRE(mtproxy_cfg_getint_signed_zero(text, size, &with_sign) == MTPROXY_OK, "getint_signed_zero fails");
    REQUIRE(plain.consumed == zero.consumed && plain.consumed <= with_sign.consumed, "another number");
    REQUIRE(blanks.advance + with_sign.consumed <= size, "%zu bytes", with_sign.consumed);
    REQUIRE(plain.consumed > 0
                ? plain.value >= 0 && plain.value == zero.value && plain.value == with_sign.value
                : plain.value == 0 && zero.value == -1 && with_sign.value <= 0,
            "%lld", (long long)plain.value);
    REQUIRE(with_sign.consumed > 0 || with_sign.value == INT64_MIN, "%lld", (long long)with_sign.value);
}

/* Every suffix, as a parser comes through it. */
static void try_configuration(const uint8_t *text, size_t size) {
    for (size_t start = 0; start <= size && start < 64; start++) {
        try_skipping(text + start, size - start);
        try_lengths(text + start, size - start);
        try_numbers(text + start, size - start);
    }
}

/* ---- /proc and the log ---- */

static void try_stat(const uint8_t *text, size_t size, size_t room) {
    mtproxy_proc_stats stats, whole = {0};
    uint8_t comm[MTPROXY_COMM_SIZE + 64], *short_comm = malloc(room + 1);
    REQUIRE(short_comm != NULL, "no memory");
    mtproxy_status status = mtproxy_parse_proc_stat_line(text, size, &whole, comm, sizeof comm);
    require_verdict(status);
    REQUIRE(mtproxy_parse_proc_stat_line(text, size, &stats, short_comm, room) == status, "another verdict");
    tenon_error_clear();
    if (status == MTPROXY_OK) {
        REQUIRE(comm[0] == '(' && comm[sizeof comm - 1] == 0, "no name");
        REQUIRE(room == 0 || (memcmp(comm, short_comm, room - 1) == 0 && short_comm[room - 1] == 0),
                "another name");
        REQUIRE(stats.pid == whole.pid && stats.delayacct_blkio_ticks == whole.delayacct_blkio_ticks,
                "other numbers");
    }
    free(short_comm);
}

static void try_memory(const uint8_t *text, size_t size, int32_t count) {
    int64_t *values = malloc((size_t)(count > 0 ? count : 1) * sizeof *values), once[7];
    mtproxy_meminfo_summary summary = {0};
    REQUIRE(values != NULL, "no memory");
    mtproxy_status status = mtproxy_parse_statm(text, size, 4096, values, count);
    require_verdict(status);
    if (status == MTPROXY_OK) {
        REQUIRE(count >= 1 && count <= 7 && mtproxy_parse_statm(text, size, 1, once, count) == MTPROXY_OK,
                "%d", count);
        for (int32_t i = 0; i < count; i++)
            REQUIRE(values[i] == INT64_MAX || values[i] == INT64_MIN || values[i] / 4096 == once[i],
                    "number %d", i);
    }
    status = mtproxy_parse_meminfo_summary(text, size, &summary);
    require_verdict(status);
    REQUIRE(summary.found_mask == (status == MTPROXY_OK ? 15 : 0), "mask %d", summary.found_mask);
    free(values);
}

static void try_prefix(input *from, size_t room) {
    int32_t with[8];
    size_t size = room;
    const uint8_t *bytes;
    memset(with, 0, sizeof with);
    size_t taken = take_bytes(from, sizeof with, &bytes);
    memcpy(with, bytes, taken);
    uint8_t *prefix = malloc(room > 0 ? room : 1);
    REQUIRE(prefix != NULL, "no memory");
    mtproxy_status status = mtproxy_format_log_prefix(with[0], with[1], with[2], with[3], with[4], with[5],
                                                      with[6], with[7], prefix, &size);
    require_verdict(status);
    REQUIRE((status == MTPROXY_OK) == (room > 0), "status %d", (int)status);
    REQUIRE(status != MTPROXY_OK || (size < room && prefix[size] == 0), "%zu of %zu", size, room);
    free(prefix);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    input from = {.bytes = bytes, .left = size};
    unsigned how = take_byte(&from), room = take_byte(&from);
    uint8_t *text = copy_of(from.bytes, from.left);
    tenon_error_clear();
    switch (how % 4) {
    case 0:
        try_configuration(text, from.left);
        break;
    case 1:
        try_stat(text, from.left, room);
        break;
    case 2:
        try_memory(text, from.left, (int32_t)room % 10 - 1);
        break;
    default:
        try_prefix(&from, room);
        break;
    }
    free(text);
    return 0;
}
