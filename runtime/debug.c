/**
 * @file
 * What TENON_DEBUG asks for, and the report at the end.
 */
#define _POSIX_C_SOURCE 200809L /* open and getpid, under -std=c11 */

#include "debug.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "monitor.h"
#include "tenon/boundary.h"

tenon_debug_options tenon_debug;
bool tenon_fences;

static char library[128];

/* ---- TENON_DEBUG -----------------------------------------------------------------------------------------
 */

typedef struct word {
    const char *text;
    size_t length;
} word;

static bool is(word read, const char *expected) {
    return read.length == strlen(expected) && memcmp(read.text, expected, read.length) == 0;
}

static void copy_word(char *target, size_t room, word from) {
    size_t length = from.length < room ? from.length : room - 1;
    memcpy(target, from.text, length);
    target[length] = '\0';
}

/* "%p" is the process, as in what sanitizers take. */
static void set_file(word pattern) {
    size_t written = 0;
    tenon_debug.reports = true;
    for (size_t i = 0; i < pattern.length && written + 1 < sizeof tenon_debug.file; i++) {
        if (pattern.text[i] == '%' && i + 1 < pattern.length && pattern.text[i + 1] == 'p') {
            int digits = snprintf(tenon_debug.file + written, sizeof tenon_debug.file - written, "%ld",
                                  (long)getpid());
            written += digits > 0 ? (size_t)digits : 0;
            i++;
        } else {
            tenon_debug.file[written++] = pattern.text[i];
        }
    }
    tenon_debug.file[written < sizeof tenon_debug.file ? written : sizeof tenon_debug.file - 1] = '\0';
}

static void read_word(word read) {
    static const char LEDGER_TO[] = "ledger=";
    const size_t prefix = sizeof LEDGER_TO - 1;
    if (is(read, "ledger"))
        tenon_debug.reports = true;
    else if (read.length > prefix && memcmp(read.text, LEDGER_TO, prefix) == 0)
        set_file((word){read.text + prefix, read.length - prefix});
    else if (is(read, "monitor"))
        tenon_debug.monitors = true;
    else if (is(read, "stacks"))
        tenon_debug.monitors = tenon_debug.stacks = true;
    else if (is(read, "abort"))
        tenon_debug.monitors = tenon_debug.aborts = true;
    else if (is(read, "all"))
        tenon_debug.reports = tenon_debug.monitors = tenon_debug.stacks = true;
    else if (read.length > 0 && tenon_debug.unknown[0] == '\0')
        copy_word(tenon_debug.unknown, sizeof tenon_debug.unknown, read);
}

/* When the package is loaded, so that nothing is made before. */
__attribute__((constructor)) void tenon_debug_read(void) {
    static bool is_read;
    if (is_read)
        return;
    is_read = true;
    const char *at = getenv("TENON_DEBUG");
    while (at != NULL && *at != '\0') {
        size_t length = strcspn(at, ",");
        read_word((word){at, length});
        at += length + (at[length] == ',');
    }
    tenon_fences = tenon_debug.monitors;
}

int32_t tenon_debug_check(void) {
    tenon_debug_read();
    if (tenon_debug.unknown[0] == '\0')
        return 0;
    return tenon_refuse(TENON_BAD_VALUE,
                        "TENON_DEBUG: \"%s\" is no word of it; write ledger, ledger=FILE, monitor, stacks, "
                        "abort or all, with commas between",
                        tenon_debug.unknown);
}

void tenon_debug_name(const char *fingerprint) {
    size_t length = strcspn(fingerprint, "\n");
    copy_word(library, sizeof library, (word){fingerprint, length});
}

/* ---- Reports ---------------------------------------------------------------------------------------------
 */

/* The largest first by name, so that two reports can be compared line by line. */
static int compare_entries(const void *left, const void *right) {
    const tenon_ledger_entry *a = left;
    const tenon_ledger_entry *b = right;
    int order = a->kind - b->kind;
    if (order == 0)
        order = strcmp(a->type, b->type);
    return order != 0 ? order : strcmp(a->site, b->site);
}

/* In a fixed order. @return Null where there is no memory, or nothing was ever made. */
static tenon_ledger_entry *take_entries(size_t *count) {
    size_t room = tenon_ledger(NULL, 0) + 16; /* some more may come meanwhile */
    tenon_ledger_entry *entries = calloc(room, sizeof *entries);
    size_t there_are = entries == NULL ? 0 : tenon_ledger(entries, room);
    *count = there_are < room ? there_are : room;
    if (entries != NULL)
        qsort(entries, *count, sizeof *entries, compare_entries);
    return entries;
}

/* "graph 1.1 7": name, version, interface of the runtime. */
static void write_library(tenon_writer *to) {
    char name[sizeof library];
    size_t length = strcspn(library, " ");
    copy_word(name, sizeof name, (word){library, length});
    const char *version = library + length + (library[length] == ' ');
    char number[sizeof library];
    copy_word(number, sizeof number, (word){version, strcspn(version, " ")});
    tenon_write(to, "\"library\": ");
    tenon_write_quoted(to, name);
    tenon_write(to, ", \"version\": ");
    tenon_write_quoted(to, number);
}

static uint64_t count_live(const tenon_ledger_entry *entries, size_t count) {
    uint64_t live = 0;
    for (size_t i = 0; i < count; i++)
        live += entries[i].live;
    return live;
}

static void write_entry(tenon_writer *to, const tenon_ledger_entry *entry) {
    tenon_write(to, "{\"kind\": \"%s\", \"type\": ", tenon_ledger_kind_name(entry->kind));
    tenon_write_quoted(to, entry->type);
    tenon_write(to, ", \"site\": ");
    tenon_write_quoted(to, entry->site);
    tenon_write(to, ", \"made\": %llu, \"live\": %llu, \"peak\": %llu}", (unsigned long long)entry->made,
                (unsigned long long)entry->live, (unsigned long long)entry->peak);
}

static void write_watched(tenon_writer *to) {
    tenon_write(to, ", \"borrows\": %llu, \"violations\": ", (unsigned long long)tenon_watch_held());
    tenon_write_violations(to);
    tenon_write(to, ", \"objects\": ");
    tenon_write_live(to);
}

/* One line, so that several packages and processes can append to one file. */
static void write_json(tenon_writer *to, const char *when) {
    size_t count = 0;
    tenon_ledger_entry *entries = take_entries(&count);
    tenon_write(to, "{");
    write_library(to);
    tenon_write(to, ", \"process\": %ld, \"when\": \"%s\", \"live\": %llu, \"entries\": [", (long)getpid(),
                when, (unsigned long long)count_live(entries, count));
    for (size_t i = 0; i < count; i++) {
        tenon_write(to, i == 0 ? "" : ", ");
        write_entry(to, &entries[i]);
    }
    tenon_write(to, "]");
    if (tenon_is_watched())
        write_watched(to);
    tenon_write(to, "}");
    free(entries);
}

static void write_table(tenon_writer *to) {
    size_t count = 0;
    tenon_ledger_entry *entries = take_entries(&count);
    tenon_write(to, "tenon: ledger of %s: %llu live\n", library[0] == '\0' ? "a package" : library,
                (unsigned long long)count_live(entries, count));
    if (count > 0)
        tenon_write(to, "  %-8s %-28s %-32s %10s %10s %10s\n", "kind", "type", "made by", "made", "live",
                    "peak");
    for (size_t i = 0; i < count; i++)
        tenon_write(to, "  %-8s %-28s %-32s %10llu %10llu %10llu\n", tenon_ledger_kind_name(entries[i].kind),
                    entries[i].type, entries[i].site, (unsigned long long)entries[i].made,
                    (unsigned long long)entries[i].live, (unsigned long long)entries[i].peak);
    if (tenon_is_watched())
        tenon_write(to, "  %llu violations, %llu borrows held\n", (unsigned long long)tenon_violation_count(),
                    (unsigned long long)tenon_watch_held());
    free(entries);
}

const char *tenon_ledger_json(void) {
    tenon_writer to = {0};
    write_json(&to, "now");
    char *text = to.has_failed ? NULL : tenon_text_memory("", to.length + 1);
    if (text != NULL)
        memcpy(text, to.text, to.length + 1);
    free(to.text);
    return text;
}

/* In one piece, because others may append to the same file just now. */
static void append_to_file(const char *text, size_t length) {
    int file = open(tenon_debug.file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    bool is_written = file >= 0 && write(file, text, length) == (ssize_t)length;
    if (!is_written)
        (void)fprintf(stderr, "tenon: the ledger could not be written to %s\n", tenon_debug.file);
    if (file >= 0)
        close(file);
}

/* When the process ends, or the package is unloaded. */
__attribute__((destructor)) void tenon_ledger_at_exit(void) {
    static atomic_flag is_reported = ATOMIC_FLAG_INIT;
    if (!tenon_debug.reports || atomic_flag_test_and_set(&is_reported))
        return;
    tenon_writer to = {0};
    if (tenon_debug.file[0] == '\0') {
        write_table(&to);
        (void)fputs(to.text == NULL ? "" : to.text, stderr);
    } else {
        write_json(&to, "exit");
        tenon_write(&to, "\n");
        append_to_file(to.text == NULL ? "" : to.text, to.length);
    }
    free(to.text);
}
