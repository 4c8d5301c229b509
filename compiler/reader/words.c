/* Words: how an author's name is taken apart, and which names no language could keep. */

#include <string.h>

#include "memory/arena.h"
#include "reader/reader_internal.h"

/* AddItem is add_item, HTTPServer is http_server, GRAPH_OK is graph_ok. */
const char *reader_words(const char *c_name) {
    GString *words = g_string_new(NULL);
    for (const char *c = c_name; *c != '\0'; c++) {
        bool after_small = c > c_name && (g_ascii_islower(c[-1]) || g_ascii_isdigit(c[-1]));
        bool ends_capitals = c > c_name && g_ascii_isupper(c[-1]) && g_ascii_islower(c[1]);
        /* A name all in capitals has no small letter that would tell where a word begins. */
        bool has_small = strpbrk(c_name, "abcdefghijklmnopqrstuvwxyz") != NULL;
        if (g_ascii_isupper(*c) && has_small && (after_small || ends_capitals))
            g_string_append_c(words, '_');
        g_string_append_c(words, g_ascii_tolower(*c));
    }
    return arena_take(g_string_free(words, FALSE));
}

static const char *without_prefix(const char *words, const char *prefix) {
    size_t length = strlen(prefix);
    bool has_prefix = strncmp(words, prefix, length) == 0 && words[length] == '_';
    return has_prefix && g_ascii_isalpha(words[length + 1]) ? words + length + 1 : words;
}

const char *reader_short_name(const char *c_name, const char *prefix) {
    return without_prefix(reader_words(c_name), prefix);
}

/* graph_item_t names the class item: the suffix only says that it is a type. */
const char *reader_type_name(const char *c_name, const char *prefix) {
    const char *words = reader_words(c_name);
    size_t length = strlen(words);
    if (length > 2 && strcmp(words + length - 2, "_t") == 0)
        words = arena_take(g_strndup(words, length - 2));
    return without_prefix(words, prefix);
}

const char *reader_same_words(const char *name) {
    GString *same = g_string_new(NULL);
    for (const char *c = name; *c != '\0'; c++) {
        bool vanishes = *c == '_' && (same->len == 0 || c[1] == '_' || c[1] == '\0' || g_ascii_isdigit(c[1]));
        if (!vanishes)
            g_string_append_c(same, g_ascii_tolower(*c));
    }
    return arena_take(g_string_free(same, FALSE));
}

bool reader_is_plain_name(const char *name) {
    if (!g_ascii_islower(name[0]) || strstr(name, "__") != NULL || g_str_has_suffix(name, "_"))
        return false;
    for (const char *c = name; *c != '\0'; c++) {
        if (!g_ascii_islower(*c) && !g_ascii_isdigit(*c) && *c != '_')
            return false;
    }
    return true;
}
