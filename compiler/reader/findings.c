#include "reader/findings.h"

#include <string.h>

#include "memory/arena.h"

findings *findings_new(void) {
    findings *all = ARENA_NEW(findings);
    all->list = arena_array();
    return all;
}

static int compare_places(const model_location *a, const model_location *b) {
    int files = g_strcmp0(a->file, b->file);
    if (files != 0)
        return files;
    if (a->line != b->line)
        return a->line < b->line ? -1 : 1;
    return a->column == b->column ? 0 : a->column < b->column ? -1 : 1;
}

void findings_add(findings *all, model_location location, const char *message, const char *remedy) {
    for (guint i = 0; i < all->list->len; i++) {
        const finding *known = g_ptr_array_index(all->list, i);
        if (compare_places(&known->location, &location) == 0 && strcmp(known->message, message) == 0)
            return;
    }
    finding *found = ARENA_NEW(finding);
    *found = (finding){.location = location, .message = message, .remedy = remedy};
    g_ptr_array_add(all->list, found);
}

static gint compare_findings(gconstpointer a, gconstpointer b) {
    return compare_places(&(*(finding *const *)a)->location, &(*(finding *const *)b)->location);
}

/* The line of the contract that a finding is about, or null where the file cannot be read again. */
static char *line_of(const model_location *location) {
    char *contents = NULL;
    if (location->file == NULL || location->line == 0 ||
        !g_file_get_contents(location->file, &contents, NULL, NULL))
        return NULL;
    const char *start = contents;
    for (unsigned line = 1; line < location->line && start != NULL; line++) {
        start = strchr(start, '\n');
        start = start == NULL ? NULL : start + 1;
    }
    char *text = start == NULL ? NULL : g_strndup(start, strcspn(start, "\r\n"));
    g_free(contents);
    return text;
}

/* Beyond ASCII: controls, line separators and what turns the direction of what follows. Each becomes a sign
 * of the same length. */
static bool acts_on_terminals(gunichar c) {
    return (c >= 0x80 && c < 0xA0) || (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) ||
           c == 0xFEFF;
}

/* The part of a line that is shown: all of it, or a window around the column where it is long. Whatever a
 * terminal would act upon is replaced. */
static char *shown_part(const char *line, unsigned column, unsigned *caret) {
    enum { WIDTH = 160, BEFORE = 60 };
    size_t at = MIN(column == 0 ? 0 : column - 1, strlen(line));
    size_t start = strlen(line) > WIDTH && at > BEFORE ? at - BEFORE : 0;
    char *part = g_utf8_make_valid(line + start, (gssize)MIN(strlen(line + start), WIDTH));
    char *before = g_utf8_make_valid(line + start, (gssize)(at - start));
    *caret = (unsigned)g_utf8_strlen(before, -1);
    g_free(before);
    for (char *c = part; *c != '\0'; c = g_utf8_next_char(c)) {
        if (g_ascii_iscntrl(*c) && *c != '\t')
            *c = ' ';
        else if (acts_on_terminals(g_utf8_get_char(c)))
            memcpy(c, g_utf8_get_char(c) < 0x800 ? "\u00B7" : "\uFFFD", (size_t)(g_utf8_next_char(c) - c));
    }
    return part;
}

static void print_line(const char *line, unsigned number, unsigned column, FILE *stream) {
    unsigned caret = 0;
    char *part = shown_part(line, column, &caret);
    fprintf(stream, "%6u | %s\n       | ", number, part);
    const char *c = part;
    for (unsigned i = 0; i < caret && *c != '\0'; i++, c = g_utf8_next_char(c))
        fputc(*c == '\t' ? '\t' : ' ', stream);
    fputs("^\n", stream);
    g_free(part);
}

static void print_finding(const finding *found, FILE *stream) {
    const model_location *at = &found->location;
    fprintf(stream, "%s:%u:%u: error: %s\n", at->file, at->line, at->column, found->message);
    char *text = line_of(at);
    if (text != NULL)
        print_line(text, at->line, at->column, stream);
    fprintf(stream, "       = write: %s\n", found->remedy);
    g_free(text);
}

void findings_print(const findings *all, FILE *stream) {
    g_ptr_array_sort(all->list, compare_findings);
    for (guint i = 0; i < all->list->len; i++)
        print_finding(g_ptr_array_index(all->list, i), stream);
    fprintf(stream, "%u finding%s\n", all->list->len, all->list->len == 1 ? "" : "s");
}
