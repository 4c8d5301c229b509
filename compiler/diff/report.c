/* What changed, for people and for programs. */

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "diff/compare.h"
#include "memory/arena.h"
#include "model/languages.h"

/* ---- Sentences ---- */

/* "C, Go and Rust" */
static const char *languages_broken(unsigned breaks) {
    GPtrArray *names = arena_array();
    if ((breaks & BREAKS_C) != 0)
        g_ptr_array_add(names, "C");
    for (model_language language = 0; language < MODEL_LANGUAGES; language++) {
        if ((breaks & (4u << language)) != 0)
            g_ptr_array_add(names, (gpointer)(uintptr_t)language_title(language));
    }
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < names->len; i++)
        g_string_append_printf(text, "%s%s",
                               i == 0                ? ""
                               : i + 1 == names->len ? " and "
                                                     : ", ",
                               (const char *)g_ptr_array_index(names, i));
    return arena_take(g_string_free(text, FALSE));
}

static const char *consequence(unsigned breaks) {
    if ((breaks & BREAKS_SOURCES) == BREAKS_SOURCES)
        return ": every caller breaks";
    const char *boundary = "the native boundary breaks";
    if ((breaks & BREAKS_SOURCES) == 0)
        return breaks == BREAKS_NOBODY ? "" : arena_printf(": %s", boundary);
    const char *callers = arena_printf("callers in %s break", languages_broken(breaks));
    return (breaks & BREAKS_BOUNDARY) == 0 ? arena_printf(": %s", callers)
                                           : arena_printf(": %s, and %s", callers, boundary);
}

/* Where not all of the contract's languages have it. */
static const char *where(const diff *found, const diff_change *change) {
    unsigned common = found->old->languages & found->new->languages;
    if (change->languages == common)
        return "";
    return arena_printf(" (in the contract of %s)", languages_broken(4 * change->languages));
}

const char *diff_sentence(const diff *found, const diff_change *change) {
    return arena_printf("%s%s: %s%s%s%s%s", change->item, where(found, change), change->text,
                        consequence(change->breaks), change->note == NULL ? "" : " (",
                        change->note == NULL ? "" : change->note, change->note == NULL ? "" : ")");
}

const char *diff_verdict(const diff *found) {
    const surface *new = found->new, *old = found->old;
    bool is_older = new->major < old->major || (new->major == old->major &&new->minor < old->minor);
    const char *write =
        arena_printf("write TENON_LIBRARY(%s, %u, %u)", new->name, found->major, found->minor);
    if (is_older)
        return arena_printf("%u.%u is written, which is before %u.%u: %s", new->major, new->minor, old->major,
                            old->minor, write);
    if (!found->suffices)
        return arena_printf("%u.%u is written; these changes need %u.%u: %s", new->major, new->minor,
                            found->major, found->minor, write);
    if (new->major == old->major &&new->minor == old->minor)
        return arena_printf("%u.%u is written, and suffices", new->major, new->minor);
    return arena_printf("%u.%u is written after %u.%u, and suffices%s", new->major, new->minor, old->major,
                        old->minor,
                        found->major == new->major && found->minor == new->minor
                            ? ""
                            : arena_printf(" (%u.%u would, too)", found->major, found->minor));
}

/* ---- For people ---- */

static guint count_of(const diff *found, diff_effect effect) {
    guint count = 0;
    for (guint i = 0; i < found->changes->len; i++)
        count += ((const diff_change *)g_ptr_array_index(found->changes, i))->effect == effect;
    return count;
}

static const char *place_text(const model_location *at) {
    return arena_printf("%s:%u:%u", at->file, at->line, at->column);
}

static void print_changes(const diff *found, diff_effect effect) {
    static const char *const titles[DIFF_EFFECTS] = {[DIFF_BREAKS] = "breaks",
                                                     [DIFF_ADDS] = "compatible, in a new version",
                                                     [DIFF_UNNOTICED] = "unnoticed by callers",
                                                     [DIFF_DOCUMENTS] = "documentation only"};
    guint count = count_of(found, effect);
    if (count == 0)
        return;
    printf("\n%s (%u):\n", titles[effect], count);
    for (guint i = 0; i < found->changes->len; i++) {
        const diff_change *change = g_ptr_array_index(found->changes, i);
        if (change->effect != effect)
            continue;
        printf("  %s: %s\n", place_text(change->is != NULL ? change->is : change->was),
               diff_sentence(found, change));
        if (change->is != NULL && change->was != NULL)
            printf("      was %s\n", place_text(change->was));
    }
}

void diff_print(const diff *found) {
    const surface *old = found->old, *new = found->new;
    printf("%s %u.%u (%s) -> %u.%u (%s): %u items compared, %u change%s\n", new->name, old->major, old->minor,
           old->file, new->major, new->minor, new->file, new->items->len, found->changes->len,
           found->changes->len == 1 ? "" : "s");
    for (int effect = 0; effect < (int)DIFF_EFFECTS; effect++)
        print_changes(found, (diff_effect)effect);
    printf("%sversion: %s\n", found->changes->len > 0 ? "\n" : "", diff_verdict(found));
}

/* ---- For programs ---- */

static json_t *place_json(const model_location *at) {
    if (at == NULL)
        return json_null();
    return json_pack("{s:s, s:i, s:i}", "file", at->file, "line", (int)at->line, "column", (int)at->column);
}

static json_t *languages_json(unsigned languages) {
    json_t *list = json_array();
    for (model_language language = 0; language < MODEL_LANGUAGES; language++) {
        if ((languages & (1u << language)) != 0)
            json_array_append_new(list, json_string(language_name(language)));
    }
    return list;
}

static json_t *breaks_json(unsigned breaks) {
    json_t *list = json_array();
    if ((breaks & BREAKS_BOUNDARY) != 0)
        json_array_append_new(list, json_string("boundary"));
    if ((breaks & BREAKS_C) != 0)
        json_array_append_new(list, json_string("c"));
    json_t *languages = languages_json(breaks / 4);
    json_array_extend(list, languages);
    json_decref(languages);
    return list;
}

static json_t *change_json(const diff *found, const diff_change *change) {
    static const char *const effects[DIFF_EFFECTS] = {[DIFF_BREAKS] = "breaks",
                                                      [DIFF_ADDS] = "compatible",
                                                      [DIFF_UNNOTICED] = "unnoticed",
                                                      [DIFF_DOCUMENTS] = "documentation"};
    return json_pack("{s:s, s:s, s:s, s:s, s:s, s:o, s:o, s:o, s:o}", "effect", effects[change->effect],
                     "rule", change->rule, "item", change->item, "text", change->text, "sentence",
                     diff_sentence(found, change), "breaks", breaks_json(change->breaks), "languages",
                     languages_json(change->languages), "old", place_json(change->was), "new",
                     place_json(change->is));
}

static json_t *version_json(unsigned major, unsigned minor) {
    return json_sprintf("%u.%u", major, minor);
}

char *diff_json(const diff *found) {
    json_t *changes = json_array();
    for (guint i = 0; i < found->changes->len; i++)
        json_array_append_new(changes, change_json(found, g_ptr_array_index(found->changes, i)));
    json_t *object = json_pack(
        "{s:s, s:{s:s, s:o}, s:{s:s, s:o}, s:i, s:o, s:o, s:b, s:s}", "library", found->new->name, "old",
        "file", found->old->file, "version", version_json(found->old->major, found->old->minor), "new",
        "file", found->new->file, "version", version_json(found->new->major, found->new->minor), "compared",
        (int)found->new->items->len, "changes", changes, "needed", version_json(found->major, found->minor),
        "suffices", found->suffices, "verdict", diff_verdict(found));
    char *dumped = json_dumps(object, JSON_INDENT(1) | JSON_PRESERVE_ORDER);
    json_decref(object);
    char *kept = arena_printf("%s\n", dumped);
    free(dumped);
    return kept;
}
