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

static void print_finding(const finding *found, FILE *stream) {
    const model_location *at = &found->location;
    fprintf(stream, "%s:%u:%u: error: %s\n", at->file, at->line, at->column, found->message);
    char *text = line_of(at);
    if (text != NULL) {
        fprintf(stream, "%6u | %s\n       | ", at->line, text);
        for (unsigned i = 1; i < at->column && i <= strlen(text); i++)
            fputc(text[i - 1] == '\t' ? '\t' : ' ', stream);
        fputs("^\n", stream);
    }
    fprintf(stream, "       = write: %s\n", found->remedy);
    g_free(text);
}

void findings_print(const findings *all, FILE *stream) {
    g_ptr_array_sort(all->list, compare_findings);
    for (guint i = 0; i < all->list->len; i++)
        print_finding(g_ptr_array_index(all->list, i), stream);
    fprintf(stream, "%u finding%s\n", all->list->len, all->list->len == 1 ? "" : "s");
}
