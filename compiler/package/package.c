#include "package/package.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "memory/arena.h"
#include "package/embedded.h"

/* What an earlier build wrote, so that files it no longer makes can be removed. */
#define FILE_LIST ".tenon-files"

typedef struct entry {
    const char *path;
    const char *text;
} entry;

struct package {
    GPtrArray *entries;
    bool has_failed;
};

void package_fail(package *files) {
    files->has_failed = true;
}

package *package_new(void) {
    package *files = ARENA_NEW(package);
    files->entries = arena_array();
    return files;
}

void package_add(package *files, const char *path, const char *text) {
    for (guint i = 0; i < files->entries->len; i++) {
        if (strcmp(((const entry *)g_ptr_array_index(files->entries, i))->path, path) == 0)
            g_error("the package already has a file %s", path);
    }
    entry *added = ARENA_NEW(entry);
    *added = (entry){.path = arena_strdup(path), .text = text};
    g_ptr_array_add(files->entries, added);
}

void package_add_embedded(package *files, const char *path, const char *embedded_path) {
    package_add(files, path, embedded_text(embedded_path));
}

static gint compare_entries(gconstpointer a, gconstpointer b) {
    return strcmp((*(const entry *const *)a)->path, (*(const entry *const *)b)->path);
}

static bool is_current(const package *files, const char *path) {
    for (guint i = 0; i < files->entries->len; i++) {
        if (strcmp(((const entry *)g_ptr_array_index(files->entries, i))->path, path) == 0)
            return true;
    }
    return false;
}

static void remove_stale(const package *files, const char *directory) {
    char *list_path = g_build_filename(directory, FILE_LIST, NULL);
    char *list = NULL;
    if (g_file_get_contents(list_path, &list, NULL, NULL)) {
        char **paths = g_strsplit(list, "\n", -1);
        for (char **path = paths; *path != NULL; path++) {
            /* The list is ours, but it lies on a disk: never step out of the package. */
            if (**path == '\0' || g_path_is_absolute(*path) || strstr(*path, "..") != NULL ||
                is_current(files, *path))
                continue;
            char *stale = g_build_filename(directory, *path, NULL);
            (void)remove(stale);
            g_free(stale);
        }
        g_strfreev(paths);
        g_free(list);
    }
    g_free(list_path);
}

static bool complain(const char *path, const char *why) {
    fprintf(stderr, "tenon: cannot write %s: %s\n", path, why);
    return false;
}

static bool write_file(const char *path, const char *text) {
    char *present = NULL;
    if (g_file_get_contents(path, &present, NULL, NULL)) {
        bool equal = strcmp(present, text) == 0;
        g_free(present);
        if (equal)
            return true;
    }
    char *directory = g_path_get_dirname(path);
    bool has_directory = g_mkdir_with_parents(directory, 0777) == 0;
    g_free(directory);
    if (!has_directory)
        return complain(path, g_strerror(errno));
    GError *error = NULL;
    if (g_file_set_contents_full(path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0666, &error))
        return true;
    complain(path, error->message);
    g_error_free(error);
    return false;
}

/* Whether any file lies below a folder; empty folders count for nothing, since build tools make them
 * beforehand. */
static bool has_file(const char *directory) {
    GDir *entries = g_dir_open(directory, 0, NULL);
    bool found = false;
    for (const char *name = entries == NULL ? NULL : g_dir_read_name(entries); name != NULL && !found;
         name = g_dir_read_name(entries)) {
        char *path = g_build_filename(directory, name, NULL);
        bool is_folder = g_file_test(path, G_FILE_TEST_IS_DIR) && !g_file_test(path, G_FILE_TEST_IS_SYMLINK);
        found = is_folder ? has_file(path) : true;
        g_free(path);
    }
    if (entries != NULL)
        g_dir_close(entries);
    return found;
}

/* A folder with files but without our list was made by somebody else. */
static bool is_foreign(const char *directory) {
    char *list = g_build_filename(directory, FILE_LIST, NULL);
    bool is_ours = g_file_test(list, G_FILE_TEST_EXISTS);
    g_free(list);
    return !is_ours && has_file(directory);
}

bool package_write(const package *files, const char *directory) {
    if (files->has_failed)
        return false;
    if (is_foreign(directory))
        return complain(directory, "it has files that tenon did not write; choose another folder");
    remove_stale(files, directory);
    g_ptr_array_sort(files->entries, compare_entries);
    GString *list = g_string_new(NULL);
    bool written = true;
    for (guint i = 0; i < files->entries->len && written; i++) {
        const entry *file = g_ptr_array_index(files->entries, i);
        char *path = g_build_filename(directory, file->path, NULL);
        written = write_file(path, file->text);
        g_free(path);
        g_string_append_printf(list, "%s\n", file->path);
    }
    char *list_path = g_build_filename(directory, FILE_LIST, NULL);
    written = written && write_file(list_path, list->str);
    g_free(list_path);
    g_string_free(list, TRUE);
    return written;
}
