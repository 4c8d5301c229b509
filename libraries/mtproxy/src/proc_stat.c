/* Lines of /proc/PID/stat. */
#define _POSIX_C_SOURCE 200809L /* open, under -std=c11 */

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "refusal.h"
#include "scanning.h"

/* What a number of the line is read as. */
enum number_type { I32, I64, U64 };

/* The numbers behind the state, in the order of the kernel. */
static const struct {
    const char *name;
    size_t offset;
    enum number_type type;
} numbers[] = {
#define NUMBER(field, type)                                                                                  \
    { #field, offsetof(mtproxy_proc_stats, field), type }
    NUMBER(ppid, I32),        NUMBER(pgrp, I32),        NUMBER(session, I32),
    NUMBER(tty_nr, I32),      NUMBER(tpgid, I32),       NUMBER(flags, U64),
    NUMBER(minflt, U64),      NUMBER(cminflt, U64),     NUMBER(majflt, U64),
    NUMBER(cmajflt, U64),     NUMBER(utime, U64),       NUMBER(stime, U64),
    NUMBER(cutime, I64),      NUMBER(cstime, I64),      NUMBER(priority, I64),
    NUMBER(nice, I64),        NUMBER(num_threads, I64), NUMBER(itrealvalue, I64),
    NUMBER(starttime, U64),   NUMBER(vsize, U64),       NUMBER(rss, I64),
    NUMBER(rlim, U64),        NUMBER(startcode, U64),   NUMBER(endcode, U64),
    NUMBER(startstack, U64),  NUMBER(kstkesp, U64),     NUMBER(kstkeip, U64),
    NUMBER(signal, U64),      NUMBER(blocked, U64),     NUMBER(sigignore, U64),
    NUMBER(sigcatch, U64),    NUMBER(wchan, U64),       NUMBER(nswap, U64),
    NUMBER(cnswap, U64),      NUMBER(exit_signal, I32), NUMBER(processor, I32),
    NUMBER(rt_priority, U64), NUMBER(policy, U64),      NUMBER(delayacct_blkio_ticks, U64),
#undef NUMBER
};

enum { NUMBERS = sizeof numbers / sizeof numbers[0], FIELDS_BEFORE_NUMBERS = 3 };
static_assert(NUMBERS + FIELDS_BEFORE_NUMBERS == 42, "the 42 leading fields");

static bool read_number(struct span word, enum number_type type, void *to) {
    switch (type) {
    case I32:
        return word_to_i32(word, to);
    case I64:
        return word_to_i64(word, to);
    case U64:
        return word_to_u64(word, to);
    }
    return false;
}

static bool is_letter(uint8_t byte) {
    uint8_t lower = byte | 0x20;
    return lower >= 'a' && lower <= 'z';
}

/* From the first `(` to the last `)`: the name may hold both, and blanks. Empty where there is no such pair.
 */
static struct span find_comm(struct span line) {
    if (line.at == NULL)
        return line;
    const uint8_t *open = memchr(line.at, '(', span_size(line));
    if (open == NULL)
        return (struct span){line.at, line.at};
    const uint8_t *close = line.end - 1;
    while (close > open && *close != ')')
        close--;
    return close == open ? (struct span){line.at, line.at} : (struct span){open, close + 1};
}

static mtproxy_status parse_numbers(struct span text, mtproxy_proc_stats *stats) {
    for (size_t i = 0; i < NUMBERS; i++) {
        struct span word = scan_word(&text);
        unsigned number = (unsigned)i + FIELDS_BEFORE_NUMBERS + 1;
        if (span_size(word) == 0)
            return refuse("the line ends before field %u (%s) of 42", number, numbers[i].name);
        if (!read_number(word, numbers[i].type, (char *)stats + numbers[i].offset))
            return refuse("field %u (%s) is no number of its type", number, numbers[i].name);
    }
    return MTPROXY_OK;
}

static mtproxy_status parse_line(struct span line, struct span comm, mtproxy_proc_stats *stats) {
    struct span before = {line.at, comm.at}, after = {comm.end, line.end};
    if (span_size(comm) == 0)
        return refuse("the line has no name between parentheses");
    if (!word_to_i32(scan_word(&before), &stats->pid) || span_size(scan_word(&before)) != 0 ||
        !is_whitespace(comm.at[-1]))
        return refuse("field 1 (pid) is no number of its type");
    bool is_apart = after.at < after.end && is_whitespace(*after.at);
    struct span state = scan_word(&after);
    if (!is_apart || span_size(state) != 1 || !is_letter(*state.at))
        return refuse("field 3 (state) is not one letter");
    stats->state = (int8_t)*state.at;
    return parse_numbers(after, stats);
}

static mtproxy_status check_results(const mtproxy_proc_stats *stats, const uint8_t *comm, size_t comm_size) {
    if (stats == NULL)
        return refuse_null("stats");
    return is_missing(comm, comm_size) ? refuse_null("comm") : MTPROXY_OK;
}

mtproxy_status mtproxy_parse_proc_stat_line(const uint8_t *line, size_t size, mtproxy_proc_stats *stats,
                                            uint8_t *comm, size_t comm_size) {
    mtproxy_status status = check_results(stats, comm, comm_size);
    if (status == MTPROXY_OK && is_missing(line, size))
        status = refuse_null("line");
    if (status != MTPROXY_OK)
        return status;
    mtproxy_proc_stats parsed = {0};
    struct span text = span_of(line, size), name = find_comm(text);
    status = parse_line(text, name, &parsed);
    if (status != MTPROXY_OK)
        return status;
    *stats = parsed;
    if (comm_size > 0) {
        size_t shown = span_size(name) < comm_size ? span_size(name) : comm_size - 1;
        memset(comm, 0, comm_size);
        memcpy(comm, name.at, shown);
    }
    return MTPROXY_OK;
}

/* ---- The file ---- */

enum { PATH_SIZE = 64, LINE_SIZE = 4096 };

/* Reads to the end or until there is no more room; -1 with errno where that fails. */
static ssize_t read_all(int file, uint8_t *line, size_t room) {
    size_t length = 0;
    while (length < room) {
        ssize_t count = read(file, line + length, room - length);
        if (count == 0)
            break;
        if (count < 0 && errno != EINTR)
            return -1;
        length += count > 0 ? (size_t)count : 0;
    }
    return (ssize_t)length;
}

static ssize_t read_file(const char *path, uint8_t *line, size_t room) {
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return -1;
    ssize_t length = read_all(file, line, room);
    int reason = errno;
    (void)close(file);
    errno = reason;
    return length;
}

mtproxy_status mtproxy_read_proc_stat_file(int32_t pid, int32_t tid, mtproxy_proc_stats *stats, uint8_t *comm,
                                           size_t comm_size) {
    mtproxy_status status = check_results(stats, comm, comm_size);
    if (status != MTPROXY_OK)
        return status;
    char path[PATH_SIZE];
    if (tid <= 0)
        (void)snprintf(path, sizeof path, "/proc/%d/stat", pid);
    else
        (void)snprintf(path, sizeof path, "/proc/%d/task/%d/stat", pid, tid);
    uint8_t line[LINE_SIZE];
    ssize_t length = read_file(path, line, sizeof line);
    if (length < 0)
        return (mtproxy_status)tenon_fail(MTPROXY_UNREADABLE, "reading %s failed: %s", path, strerror(errno));
    status = mtproxy_parse_proc_stat_line(line, (size_t)length, stats, comm, comm_size);
    return status == MTPROXY_OK ? status
                                : (mtproxy_status)tenon_fail_because(status, "%s is not as expected", path);
}
