/* What happened, one JSON object per line, each on the disk before the next thing happens. */

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "driver.h"

static FILE *journal;

static void end_line(void) {
    fputc('\n', journal);
    if (fflush(journal) != 0) {
        fprintf(stderr, "the journal cannot be written: %s\n", strerror(errno));
        exit(2);
    }
}

void driver_journal_open(const char *path) {
    journal = fopen(path, "a");
    if (journal != NULL)
        return;
    fprintf(stderr, "the journal %s cannot be opened: %s\n", path, strerror(errno));
    exit(2);
}

static void put_text(const char *key, const char *text) {
    fprintf(journal, ", \"%s\": \"", key);
    for (const unsigned char *at = (const unsigned char *)text; *at != '\0'; at++) {
        if (*at == '"' || *at == '\\')
            fprintf(journal, "\\%c", *at);
        else if (*at < ' ' || *at >= 0x7F)
            fprintf(journal, "\\u%04x", *at);
        else
            fputc(*at, journal);
    }
    fputc('"', journal);
}

void driver_journal_begin(unsigned number) {
    fprintf(journal, "{\"begin\": %u}", number);
    end_line();
}

void driver_journal_case(unsigned number, const char *got, const char *code, const char *message) {
    fprintf(journal, "{\"case\": %u", number);
    put_text("got", got);
    if (code != NULL)
        put_text("code", code);
    if (message != NULL)
        put_text("message", message);
    fputc('}', journal);
    end_line();
}

void driver_journal_end(uint64_t live, uint64_t lent) {
    fprintf(journal, "{\"end\": true, \"live\": %" PRIu64 ", \"lent\": %" PRIu64 "}", live, lent);
    end_line();
    fclose(journal);
}
