/**
 * @file
 * The program of `tenon bridge`: it holds the reference, opens a candidate, compares the two and writes what
 * it finds as JSON, one line each.
 *
 *   driver JOURNAL CANDIDATE [calls=N] [seed=N] [floor=RATIO] [timeout=MS] [only=FUNCTION] [keep=DIR]
 * [vectors=FILE]...
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include BRIDGES_HEADER
#include "writer.h"

enum { JOURNAL = 1, CANDIDATE = 2, FIRST_OPTION = 3 };

static FILE *journal;

/* ---- Lines ---- */

static void put_text(tenon_writer *line, const char *key, const char *text) {
    tenon_write(line, "%s\"%s\": ", line->length == 0 ? "{" : ", ", key);
    tenon_write_quoted(line, text);
}

static void put_number(tenon_writer *line, const char *key, uint64_t number) {
    tenon_write(line, "%s\"%s\": %" PRIu64, line->length == 0 ? "{" : ", ", key, number);
}

/* Nanoseconds; the decimal point of C's own locale, which nobody has changed. */
static void put_time(tenon_writer *line, const char *key, double time) {
    tenon_write(line, ", \"%s\": %.3f", key, time);
}

/* Whoever reads it gets whole lines, also where the next thing ends this program. */
static void end_line(tenon_writer *line) {
    fprintf(journal, "%s}\n",
            line->has_failed || line->text == NULL ? "{\"failed\": \"no memory\"" : line->text);
    fflush(journal);
    free(line->text);
}

static void tell_error(const char *key, int32_t status) {
    const tenon_error *error = tenon_error_peek();
    tenon_writer line = {0};
    put_text(&line, key, error == NULL ? "no reason was recorded" : error->message);
    tenon_write(&line, ", \"status\": %" PRId32, status);
    end_line(&line);
}

static void tell_candidate(const tenon_candidate *candidate) {
    const tenon_provider *provider = tenon_candidate_provider(candidate);
    tenon_writer line = {0};
    uint64_t implemented = 0;
    for (uint32_t i = 0; i < BRIDGES.operation_count; i++)
        implemented += tenon_candidate_implements(candidate, BRIDGES.operations[i].name);
    put_text(&line, "candidate", provider->name);
    put_text(&line, "build", provider->build);
    put_number(&line, "implements", implemented);
    put_number(&line, "of", BRIDGES.operation_count);
    end_line(&line);
}

static void tell_progress(void *context, const char *operation, uint64_t done, uint64_t of) {
    tenon_writer line = {0};
    (void)context;
    put_text(&line, "progress", operation);
    put_number(&line, "done", done);
    put_number(&line, "of", of);
    end_line(&line);
}

static void tell_finding(const tenon_bridge_finding *finding) {
    tenon_writer line = {0};
    put_text(&line, "operation", finding->operation);
    put_text(&line, "verdict", tenon_bridge_verdict_name(finding->verdict));
    put_number(&line, "calls", finding->calls);
    put_time(&line, "reference_time", finding->reference_time);
    put_time(&line, "candidate_time", finding->candidate_time);
    put_text(&line, "text", finding->text);
    put_text(&line, "input", finding->input);
    end_line(&line);
}

static void tell_report(const tenon_bridge_report *report, int32_t status) {
    for (uint32_t i = 0; i < report->count; i++)
        tell_finding(&report->findings[i]);
    tenon_writer line = {0};
    put_number(&line, "seed", report->seed);
    tenon_write(&line, ", \"status\": %" PRId32, status);
    end_line(&line);
}

/* ---- Options ---- */

static const char *value_of(const char *option, const char *key) {
    size_t length = strlen(key);
    return strncmp(option, key, length) == 0 && option[length] == '=' ? option + length + 1 : NULL;
}

static void read_option(tenon_bridge_options *options, const char **vectors, const char *option) {
    const char *value;
    if ((value = value_of(option, "calls")) != NULL)
        options->calls = strtoull(value, NULL, 10);
    else if ((value = value_of(option, "seed")) != NULL)
        options->seed = strtoull(value, NULL, 10);
    else if ((value = value_of(option, "floor")) != NULL)
        options->floor = strtod(value, NULL);
    else if ((value = value_of(option, "timeout")) != NULL)
        options->timeout = (uint32_t)strtoul(value, NULL, 10);
    else if ((value = value_of(option, "only")) != NULL)
        options->only = value;
    else if ((value = value_of(option, "keep")) != NULL)
        options->keep = value;
    else if ((value = value_of(option, "vectors")) != NULL)
        *vectors = value;
}

static int check(const char *path, const tenon_bridge_options *options) {
    tenon_candidate *candidate = NULL;
    tenon_bridge_report *report = NULL;
    int32_t status = tenon_bridge_open(&BRIDGES, path, &candidate);
    if (status != 0) {
        tell_error("refused", status);
        return 0;
    }
    tell_candidate(candidate);
    status = tenon_bridge_check(&BRIDGES, candidate, options, &report);
    if (report == NULL || report->count < BRIDGES.operation_count)
        tell_error("failed", status);
    else
        tell_report(report, status);
    tenon_bridge_report_free(report);
    return 0;
}

int main(int count, char **arguments) {
    journal = count > CANDIDATE ? fopen(arguments[JOURNAL], "w") : NULL;
    const char **vectors = calloc((size_t)count + 1, sizeof *vectors);
    if (journal == NULL || vectors == NULL) {
        fputs("usage: driver JOURNAL CANDIDATE [OPTION=VALUE]...\n", stderr);
        return 2;
    }
    tenon_bridge_options options = {.vectors = vectors, .progress = tell_progress};
    size_t files = 0;
    for (int i = FIRST_OPTION; i < count; i++) {
        read_option(&options, &vectors[files], arguments[i]);
        files += vectors[files] != NULL;
    }
    tenon_writer line = {0};
    put_text(&line, "opening", arguments[CANDIDATE]);
    end_line(&line);
    int status = check(arguments[CANDIDATE], &options);
    free((void *)vectors);
    return fclose(journal) == 0 ? status : 1;
}
