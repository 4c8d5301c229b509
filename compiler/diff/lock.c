#include "diff/lock.h"

#include <stdio.h>
#include <string.h>

#include "memory/arena.h"
#include "model/languages.h"

static const char first_word[] = "tenon lock 1";
static const char later_format[] = "tenon lock ";

const char *lock_path(const char *header) {
    return arena_printf("%s.lock", header);
}

/* ---- Writing ---- */

static void write_escaped(GString *text, const char *value) {
    for (const char *c = value; *c != '\0'; c++) {
        if (*c == '\\' || *c == '\n' || *c == '\r')
            g_string_append_printf(text, "\\%c", *c == '\n' ? 'n' : *c == '\r' ? 'r' : '\\');
        else
            g_string_append_c(text, *c);
    }
    g_string_append_c(text, '\n');
}

static void write_indent(GString *text, int depth) {
    for (int i = 0; i < depth; i++)
        g_string_append(text, "  ");
}

static void write_item(GString *text, const surface_item *item, int depth) {
    write_indent(text, depth);
    g_string_append_printf(text, "%s %s", item->kind, item->name);
    if (item->said != NULL) {
        g_string_append(text, ": ");
        write_escaped(text, item->said);
    } else {
        g_string_append_c(text, '\n');
    }
    for (guint i = 0; i < item->facts->len; i++) {
        const surface_fact *fact = g_ptr_array_index(item->facts, i);
        write_indent(text, depth + 1);
        g_string_append_printf(text, "%s = ", fact->key);
        write_escaped(text, fact->value);
    }
    for (guint i = 0; i < item->parts->len; i++)
        write_item(text, g_ptr_array_index(item->parts, i), depth + 1);
}

static const char *languages_text(unsigned languages) {
    GString *text = g_string_new(NULL);
    for (model_language language = 0; language < MODEL_LANGUAGES; language++) {
        if ((languages & (1u << language)) != 0)
            g_string_append_printf(text, "%s%s", text->len > 0 ? ", " : "", language_name(language));
    }
    return arena_take(g_string_free(text, FALSE));
}

char *lock_text(const surface *all) {
    const char *header = arena_take(g_path_get_basename(all->file));
    GString *text = g_string_new(NULL);
    g_string_append_printf(
        text,
        "# What %s said when this version was locked. `tenon lock %s` renews it once the contract has\n"
        "# another version; `tenon diff %s.lock %s` says what changed since. Change nothing here.\n"
        "%s\nlibrary %s %u.%u\nruntime %u\n",
        header, header, header, header, first_word, all->name, all->major, all->minor, all->runtime);
    if (all->languages != SURFACE_EVERYWHERE)
        g_string_append_printf(text, "languages %s\n", languages_text(all->languages));
    for (guint i = 0; i < all->items->len; i++) {
        const surface_item *item = g_ptr_array_index(all->items, i);
        g_string_append_c(text, '\n');
        write_item(text, item, 0);
        if (item->languages != all->languages)
            g_string_append_printf(text, "  only in = %s\n", languages_text(item->languages));
    }
    return arena_take(g_string_free(text, FALSE));
}

/* ---- Reading ---- */

enum { DEEPEST = 3, INDENT = 2 };

/* A lock being read. */
typedef struct reading {
    surface *into;
    const char *path;
    unsigned line;
    surface_item *open[DEEPEST]; /* per depth, the item that what follows belongs to */
    bool has_runtime;
} reading;

static bool refuse(const reading *in, const char *problem) {
    fprintf(stderr,
            "tenon: %s:%u: %s; take the file as it was from your version control, or remove it and lock the "
            "contract again\n",
            in->path, MAX(in->line, 1), problem);
    return false;
}

static bool read_languages_of(const char *text, unsigned *languages) {
    char **names = g_strsplit(text, ", ", -1);
    *languages = 0;
    bool known = names[0] != NULL;
    for (size_t i = 0; names[i] != NULL && known; i++) {
        model_language language = language_named(names[i]);
        known = language != MODEL_LANGUAGES;
        *languages |= known ? 1u << language : 0;
    }
    g_strfreev(names);
    return known;
}

static const char *unescaped(const char *value) {
    GString *text = g_string_new(NULL);
    for (const char *c = value; *c != '\0'; c++) {
        if (*c == '\\' && c[1] != '\0') {
            c++;
            g_string_append_c(text, *c == 'n' ? '\n' : *c == 'r' ? '\r' : *c);
        } else {
            g_string_append_c(text, *c);
        }
    }
    return arena_take(g_string_free(text, FALSE));
}

static bool read_fact(reading *in, int depth, const char *key, const char *value) {
    if (depth == 0 || in->open[depth - 1] == NULL)
        return refuse(in, "a line that belongs to nothing");
    surface_item *item = in->open[depth - 1];
    if (strcmp(key, "only in") != 0) {
        surface_say(item, key, unescaped(value));
        return true;
    }
    return read_languages_of(value, &item->languages) || refuse(in, "languages that are none");
}

/* "parameter weight: double" */
static bool read_item(reading *in, int depth, const char *line) {
    const char *space = strchr(line, ' ');
    const char *said = strstr(line, ": ");
    bool is_nested = depth == 0 || (depth < DEEPEST && in->open[depth - 1] != NULL);
    if (space == NULL || (said != NULL && said < space) || !is_nested)
        return refuse(in, "a line that says nothing");
    const char *end = said == NULL ? line + strlen(line) : said;
    surface_item *item = surface_add(depth == 0 ? in->into->items : in->open[depth - 1]->parts,
                                     arena_take(g_strndup(line, (gsize)(space - line))),
                                     arena_take(g_strndup(space + 1, (gsize)(end - space - 1))),
                                     said == NULL ? NULL : unescaped(said + 2));
    item->location = (model_location){.file = in->path, .line = in->line, .column = 1};
    in->open[depth] = item;
    for (int deeper = depth + 1; deeper < DEEPEST; deeper++)
        in->open[deeper] = NULL;
    return true;
}

/* Keys hold no colon, and names no sign of equality. */
static bool read_body(reading *in, const char *line) {
    size_t blanks = strspn(line, " ");
    int depth = (int)(blanks / INDENT);
    if (blanks % INDENT != 0 || depth > DEEPEST)
        return refuse(in, "a line that belongs to nothing");
    const char *text = line + blanks;
    const char *equals = strstr(text, " = "), *colon = strstr(text, ": ");
    if (equals == NULL || (colon != NULL && colon < equals))
        return depth < DEEPEST ? read_item(in, depth, text) : refuse(in, "a line that belongs to nothing");
    return read_fact(in, depth, arena_take(g_strndup(text, (gsize)(equals - text))), equals + strlen(" = "));
}

/* "library graph 1.1" */
static bool read_version_of(reading *in, const char *line) {
    char name[128], rest = '\0';
    if (sscanf(line, "library %127s %u.%u%c", name, &in->into->major, &in->into->minor, &rest) != 3)
        return refuse(in, "no version where one must be: `library NAME MAJOR.MINOR`");
    in->into->name = arena_strdup(name);
    return true;
}

static bool read_line(reading *in, const char *line) {
    if (line[0] == '\0') /* It ends an item: what follows belongs to no earlier one. */
        memset(in->open, 0, sizeof in->open);
    if (line[0] == '\0' || line[0] == '#')
        return true;
    if (strcmp(line, first_word) == 0)
        return true;
    if (g_str_has_prefix(line, later_format))
        return refuse(in, "a lock of a later version of tenon");
    if (in->into->name == NULL)
        return read_version_of(in, line);
    if (!in->has_runtime) {
        in->has_runtime = sscanf(line, "runtime %u", &in->into->runtime) == 1;
        return in->has_runtime || refuse(in, "no `runtime NUMBER` where it must be");
    }
    if (in->into->items->len == 0 && g_str_has_prefix(line, "languages "))
        return read_languages_of(line + strlen("languages "), &in->into->languages) ||
               refuse(in, "languages that are none");
    return read_body(in, line);
}

bool lock_is_one(const char *path) {
    char *text = NULL;
    bool found = g_file_get_contents(path, &text, NULL, NULL) && strstr(text, "\ntenon lock ") != NULL;
    g_free(text);
    return found || g_str_has_suffix(path, ".lock");
}

const surface *lock_read(const char *path) {
    char *text = NULL;
    GError *error = NULL;
    if (!g_file_get_contents(path, &text, NULL, &error)) {
        fprintf(stderr, "tenon: cannot read %s: %s\n", path, error->message);
        g_error_free(error);
        return NULL;
    }
    reading in = {.into = ARENA_NEW(surface), .path = path};
    *in.into = (surface){.file = path, .languages = SURFACE_EVERYWHERE, .items = arena_array()};
    char **lines = g_strsplit(text, "\n", -1);
    g_free(text);
    bool is_right = true;
    for (size_t i = 0; lines[i] != NULL && is_right; i++) {
        in.line++;
        is_right = read_line(&in, g_strchomp(lines[i]));
    }
    g_strfreev(lines);
    if (is_right && in.into->items->len == 0)
        is_right = refuse(&in, "a lock that holds nothing");
    for (guint i = 0; i < in.into->items->len; i++) {
        surface_item *item = g_ptr_array_index(in.into->items, i);
        item->languages &= in.into->languages;
    }
    surface_sort(in.into);
    return is_right ? in.into : NULL;
}
