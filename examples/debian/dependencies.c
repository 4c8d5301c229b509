/*
 * Debian package lists (RFC 822 style paragraphs, on standard input) to an edge list on standard output:
 * one line "package<TAB>dependency" for each package that Depends or Pre-Depends names, alternatives
 * included. A package that appears in several lists counts once, as its first paragraph says; so does a
 * dependency named twice. Format: Debian Policy Manual, sections 5.1 and 7.1.
 */
#include <glib.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct paragraph {
    char *package;
    GPtrArray *dependencies; /* char *, in order of appearance */
} paragraph;

/* "libc6:any (>= 2.36) [amd64]" names libc6. */
static char *bare_name(const char *relation) {
    const char *start = relation + strspn(relation, " \t\n");
    return g_strndup(start, strcspn(start, " \t\n:(["));
}

static void add_relations(paragraph *of, const char *relations) {
    char **names = g_strsplit_set(relations, ",|", -1);
    for (char **relation = names; *relation != NULL; relation++) {
        char *name = bare_name(*relation);
        bool is_new = name[0] != '\0' && strcmp(name, of->package == NULL ? "" : of->package) != 0;
        if (is_new && !g_ptr_array_find_with_equal_func(of->dependencies, name, g_str_equal, NULL))
            g_ptr_array_add(of->dependencies, name);
        else
            g_free(name);
    }
    g_strfreev(names);
}

static void finish(paragraph *of, GHashTable *seen) {
    if (of->package != NULL && g_hash_table_add(seen, g_strdup(of->package))) {
        for (guint i = 0; i < of->dependencies->len; i++)
            printf("%s\t%s\n", of->package, (const char *)g_ptr_array_index(of->dependencies, i));
    }
    g_clear_pointer(&of->package, g_free);
    g_ptr_array_set_size(of->dependencies, 0);
}

static void read_field(paragraph *of, const char *line) {
    if (g_str_has_prefix(line, "Package: ")) {
        g_free(of->package);
        of->package = bare_name(line + strlen("Package: "));
    } else if (g_str_has_prefix(line, "Depends: ") || g_str_has_prefix(line, "Pre-Depends: ")) {
        add_relations(of, strchr(line, ' '));
    }
}

int main(void) {
    GHashTable *seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    paragraph of = {.dependencies = g_ptr_array_new_with_free_func(g_free)};
    char *line = NULL;
    size_t capacity = 0;
    while (getline(&line, &capacity, stdin) >= 0) {
        g_strchomp(line);
        if (line[0] == '\0')
            finish(&of, seen);
        else
            read_field(&of, line);
    }
    finish(&of, seen);
    free(line);
    g_ptr_array_free(of.dependencies, TRUE);
    g_hash_table_unref(seen);
    if (ferror(stdin) || fflush(stdout) != 0) {
        fprintf(stderr, "dependencies: the package lists could not be read or the edges not written\n");
        return 1;
    }
    return 0;
}
