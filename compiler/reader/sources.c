#include "reader/sources.h"

#include <glob.h>
#include <string.h>

#include "memory/arena.h"
#include "model/languages.h"
#include "package/installation.h"
#include "package/package.h"

/* Deep enough for any include tree; a link that leads back up ends there. */
enum { MAXIMUM_DEPTH = 8 };

static const char *beside_contract(reader *in, const char *path) {
    char *directory = g_path_get_dirname(in->library->header);
    char *absolute = g_canonicalize_filename(directory, NULL);
    char *result = g_canonicalize_filename(path, absolute);
    g_free(directory);
    g_free(absolute);
    return arena_take(result);
}

static void add_once(GPtrArray *paths, const char *path) {
    for (guint i = 0; i < paths->len; i++) {
        if (strcmp(g_ptr_array_index(paths, i), path) == 0)
            return;
    }
    g_ptr_array_add(paths, arena_strdup(path));
}

static bool is_source(const char *path) {
    return (g_str_has_suffix(path, ".c") || is_cxx_file(path)) && g_file_test(path, G_FILE_TEST_IS_REGULAR);
}

/* Packages are built on other machines, where only what lies relative to the contract exists. */
static bool refuse_absolute(reader *in, CXCursor cursor, const char *macro, const char *path) {
    if (!g_path_is_absolute(path))
        return false;
    reader_find(in, cursor, arena_printf("%s(\"%s\") is an absolute path", macro, path),
                "a path relative to the contract");
    return true;
}

void sources_add(reader *in, CXCursor cursor, const char *pattern) {
    in->says_sources = true;
    if (refuse_absolute(in, cursor, "TENON_SOURCES", pattern))
        return;
    glob_t matches;
    bool found = false;
    if (glob(beside_contract(in, pattern), 0, NULL, &matches) == 0) {
        for (size_t i = 0; i < matches.gl_pathc; i++) {
            char *canonical = g_canonicalize_filename(matches.gl_pathv[i], NULL);
            if (is_source(canonical)) {
                add_once(in->library->sources, canonical);
                found = true;
            }
            g_free(canonical);
        }
    }
    globfree(&matches);
    if (!found && !in->is_alone)
        reader_find(in, cursor, arena_printf("TENON_SOURCES(\"%s\") matches no C file", pattern),
                    "a path or pattern relative to the contract, for instance TENON_SOURCES(\"../src/*.c\")");
}

void includes_add(reader *in, CXCursor cursor, const char *directory) {
    if (refuse_absolute(in, cursor, "TENON_INCLUDES", directory))
        return;
    const char *path = beside_contract(in, directory);
    if (!g_file_test(path, G_FILE_TEST_IS_DIR)) {
        if (in->is_alone)
            return;
        reader_find(in, cursor, arena_printf("TENON_INCLUDES(\"%s\") is not a directory", directory),
                    "a directory relative to the contract, for instance TENON_INCLUDES(\"../src\")");
        return;
    }
    add_once(in->library->includes, path);
}

void links_add(reader *in, CXCursor cursor, const char *name) {
    in->says_sources = true;
    bool is_plain = g_ascii_isalnum(name[0]) && strstr(name, ".so") == NULL && !g_str_has_suffix(name, ".a");
    for (const char *c = name; *c != '\0'; c++)
        is_plain = is_plain && (g_ascii_isalnum(*c) || strchr("_-+.", *c) != NULL);
    if (is_plain)
        add_once(in->library->links, name);
    else
        reader_find(in, cursor, arena_printf("TENON_LINKS(\"%s\") is not the plain name of a library", name),
                    "the name without -l, lib and ending: TENON_LINKS(\"m\")");
}

/* Languages whose packages take any file beside theirs; in the others a package says what it consists of. */
static const struct {
    const char *ending;
    const char *instead; /* where they take none */
} addable[MODEL_LANGUAGES] = {
    [MODEL_PYTHON] = {".py", NULL},
    [MODEL_NODE] = {NULL, "a package of yours that imports this one"},
    [MODEL_GO] = {".go", NULL},
    [MODEL_RUST] = {NULL, "a crate of yours with a trait that extends this one's types"},
};

void additions_add(reader *in, CXCursor cursor, const char *said) {
    char **parts = g_strsplit(said, ",", 2);
    model_language language = language_named(parts[0]);
    const char *path = arena_strdup(parts[1] == NULL ? "" : parts[1]);
    const char *macro = arena_printf("TENON_ADDS(%s, \"%s\")", parts[0], path);
    g_strfreev(parts);
    if (language == MODEL_LANGUAGES) {
        reader_find(in, cursor, arena_printf("%s names no language", macro),
                    arena_printf("one of %s", language_names_joined()));
        return;
    }
    const char *ending = addable[language].ending;
    if (ending == NULL) {
        reader_find(
            in, cursor,
            arena_printf("%s: a package for %s takes no files of yours", macro, language_title(language)),
            addable[language].instead);
        return;
    }
    if (refuse_absolute(in, cursor, "TENON_ADDS", path))
        return;
    const char *absolute = beside_contract(in, path);
    if (in->is_alone)
        return;
    if (!g_str_has_suffix(path, ending) || !g_file_test(absolute, G_FILE_TEST_IS_REGULAR))
        reader_find(in, cursor, arena_printf("%s is no %s file", macro, language_title(language)),
                    arena_printf("the path of a file *%s, relative to the contract", ending));
    else
        add_once(in->library->additions[language], absolute);
}

static void add_headers(reader *in, const char *directory, int depth) {
    GDir *entries = g_dir_open(directory, 0, NULL);
    if (entries == NULL)
        return;
    for (const char *name = g_dir_read_name(entries); name != NULL; name = g_dir_read_name(entries)) {
        char *path = g_build_filename(directory, name, NULL);
        if (g_str_has_suffix(name, ".h") && g_file_test(path, G_FILE_TEST_IS_REGULAR))
            add_once(in->library->headers, path);
        else if (depth > 0 && name[0] != '.' && g_file_test(path, G_FILE_TEST_IS_DIR))
            add_headers(in, path, depth - 1);
        g_free(path);
    }
    g_dir_close(entries);
}

static gint compare_paths(gconstpointer a, gconstpointer b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Where a quoted #include is found: beside the file that has it, or in an include directory of the contract.
 */
static char *find_include(reader *in, const char *includer, const char *name) {
    char *folder = g_path_get_dirname(includer);
    char *path = g_canonicalize_filename(name, folder);
    g_free(folder);
    for (guint i = 0; i < in->library->includes->len && !g_file_test(path, G_FILE_TEST_EXISTS); i++) {
        g_free(path);
        path = g_canonicalize_filename(name, g_ptr_array_index(in->library->includes, i));
    }
    if (g_file_test(path, G_FILE_TEST_IS_REGULAR))
        return path;
    g_free(path);
    return NULL;
}

/* Adds the headers that a file names in quotes: "../shared/common.h" belongs into the packages too. */
static void add_included(reader *in, GRegex *include, const char *file) {
    char *text = NULL;
    if (!g_file_get_contents(file, &text, NULL, NULL))
        return;
    GMatchInfo *match = NULL;
    for (g_regex_match(include, text, 0, &match); g_match_info_matches(match);
         g_match_info_next(match, NULL)) {
        char *name = g_match_info_fetch(match, 1);
        char *path = find_include(in, file, name);
        if (path != NULL && !g_str_has_prefix(path, tenon_include_directory()))
            add_once(in->library->headers, path);
        g_free(path);
        g_free(name);
    }
    g_match_info_free(match);
    g_free(text);
}

static void add_all_included(reader *in) {
    GRegex *include = g_regex_new("^[ \\t]*#[ \\t]*include[ \\t]*\"([^\"\\n]+)\"",
                                  G_REGEX_MULTILINE | G_REGEX_RAW, 0, NULL);
    for (guint i = 0; i < in->library->sources->len; i++)
        add_included(in, include, g_ptr_array_index(in->library->sources, i));
    /* Headers name headers: the list grows while it is read. */
    for (guint i = 0; i < in->library->headers->len; i++)
        add_included(in, include, g_ptr_array_index(in->library->headers, i));
    g_regex_unref(include);
}

void sources_finish(reader *in) {
    model_library *library = in->library;
    if (in->is_alone)
        return;
    add_once(library->headers, beside_contract(in, library->header_name));
    for (guint i = 0; i < library->includes->len; i++)
        add_headers(in, g_ptr_array_index(library->includes, i), MAXIMUM_DEPTH);
    for (guint i = 0; i < library->sources->len; i++) {
        char *directory = g_path_get_dirname(g_ptr_array_index(library->sources, i));
        add_headers(in, directory, 0);
        g_free(directory);
    }
    add_all_included(in);
    g_ptr_array_sort(library->sources, compare_paths);
    g_ptr_array_sort(library->headers, compare_paths);
}
