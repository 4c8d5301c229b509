/* Writing a package so that whatever interrupts it, nothing half-written is left that the next build does not
 * know of: every file appears complete, in one step, and what may be there is listed before it is. */

#define _DEFAULT_SOURCE /* flock */

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "memory/arena.h"
#include "package/entries.h"

/* What the last build that came to its end wrote, so that files it no longer makes can be removed. */
#define FILE_LIST ".tenon-files"
/* What a build that runs, or was interrupted, may have written besides. */
#define UNFINISHED_LIST ".tenon-unfinished"
/* A file before it is complete. */
#define NEW_FILE ".tenon-new"

static const char *in_folder(const char *directory, const char *path) {
    return arena_take(g_build_filename(directory, path, NULL));
}

static bool complain(const char *path, const char *why) {
    fprintf(stderr, "tenon: cannot write %s: %s\n", path, why);
    return false;
}

/* ---- One file ---- */

static bool write_all(int file, const char *text) {
    size_t left = strlen(text);
    while (left > 0) {
        ssize_t written = write(file, text, left);
        if (written < 0 && errno != EINTR)
            return false;
        text += MAX(written, 0);
        left -= (size_t)MAX(written, 0);
    }
    return true;
}

/* On failure errno says why, and the file is gone. */
static bool write_new(const char *path, const char *text) {
    (void)g_unlink(path); /* of a build that was killed */
    int file = g_open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (file < 0)
        return false;
    bool written = write_all(file, text);
    int reason = errno;
    /* A full disk may show only here. */
    if (close(file) != 0 && written) {
        written = false;
        reason = errno;
    }
    if (!written)
        (void)g_unlink(path);
    errno = reason;
    return written;
}

static bool write_file(const char *directory, const char *name, const char *text) {
    const char *path = in_folder(directory, name);
    const char *fresh = in_folder(directory, NEW_FILE);
    const char *folder = arena_take(g_path_get_dirname(path));
    if (g_mkdir_with_parents(folder, 0777) != 0 || !write_new(fresh, text))
        return complain(path, g_strerror(errno));
    if (g_rename(fresh, path) == 0)
        return true;
    complain(path, g_strerror(errno));
    (void)g_unlink(fresh);
    return false;
}

static bool is_written(const char *directory, const package_entry *file) {
    char *present = NULL;
    gsize length = 0;
    bool is_equal = g_file_get_contents(in_folder(directory, file->path), &present, &length, NULL) &&
                    length == strlen(file->text) && memcmp(present, file->text, length) == 0;
    g_free(present);
    return is_equal;
}

/* ---- What lies in the folder ---- */

static bool exists(const char *directory, const char *name) {
    return g_file_test(in_folder(directory, name), G_FILE_TEST_EXISTS);
}

/* Whether any file lies below a folder; empty folders count for nothing, since build tools make them
 * beforehand, and neither does what a killed build left of its first file. */
static bool has_file(const char *directory) {
    GDir *entries = g_dir_open(directory, 0, NULL);
    bool found = false;
    for (const char *name = entries == NULL ? NULL : g_dir_read_name(entries); name != NULL && !found;
         name = g_dir_read_name(entries)) {
        const char *path = in_folder(directory, name);
        bool is_folder = g_file_test(path, G_FILE_TEST_IS_DIR) && !g_file_test(path, G_FILE_TEST_IS_SYMLINK);
        found = is_folder ? has_file(path) : strcmp(name, NEW_FILE) != 0;
    }
    if (entries != NULL)
        g_dir_close(entries);
    return found;
}

/* A folder with files but without our lists was made by somebody else. */
static bool is_foreign(const char *directory) {
    return !exists(directory, FILE_LIST) && !exists(directory, UNFINISHED_LIST) && has_file(directory);
}

bool package_may_begin(const char *directory) {
    return !g_file_test(directory, G_FILE_TEST_EXISTS) || exists(directory, UNFINISHED_LIST) ||
           (g_file_test(directory, G_FILE_TEST_IS_DIR) && !has_file(directory));
}

/* The list is ours, but it lies on a disk: never step out of the package. */
static bool stays_inside(const char *path) {
    char **parts = g_strsplit(path, "/", -1);
    bool stays = !g_path_is_absolute(path) && !g_strv_contains((const char *const *)parts, "..");
    g_strfreev(parts);
    return stays;
}

static void add_listed(GTree *paths, const char *directory, const char *list_name) {
    char *list = NULL;
    if (!g_file_get_contents(in_folder(directory, list_name), &list, NULL, NULL))
        return;
    char **lines = g_strsplit(list, "\n", -1);
    for (char **line = lines; *line != NULL; line++) {
        if (**line != '\0' && stays_inside(*line))
            g_tree_insert(paths, arena_strdup(*line), NULL);
    }
    g_strfreev(lines);
    g_free(list);
}

/* ---- All files ---- */

/* A build of one folder. */
typedef struct writing {
    const package *files;
    const char *directory;
    GTree *before; /* paths that earlier builds may have written */
    GTree *now;    /* paths of this one */
} writing;

static gboolean append_path(gpointer path, gpointer nothing, gpointer list) {
    (void)nothing;
    g_string_append_printf(list, "%s\n", (const char *)path);
    return FALSE;
}

static const char *list_of(GTree *paths) {
    GString *list = g_string_new(NULL);
    g_tree_foreach(paths, append_path, list);
    return arena_take(g_string_free(list, FALSE));
}

static gboolean add_to_before(gpointer path, gpointer nothing, gpointer to) {
    (void)nothing;
    g_tree_insert(to, path, NULL);
    return FALSE;
}

/* Nothing is touched where nothing changes, so that builds stay incremental. */
static bool is_up_to_date(const writing *in) {
    const package_entry list = {.path = FILE_LIST, .text = list_of(in->now)};
    bool is_current = !exists(in->directory, UNFINISHED_LIST) && !exists(in->directory, NEW_FILE) &&
                      is_written(in->directory, &list);
    for (guint i = 0; i < in->files->entries->len && is_current; i++)
        is_current = is_written(in->directory, g_ptr_array_index(in->files->entries, i));
    return is_current;
}

static bool write_entries(const writing *in) {
    for (guint i = 0; i < in->files->entries->len; i++) {
        const package_entry *file = g_ptr_array_index(in->files->entries, i);
        if (!is_written(in->directory, file) && !write_file(in->directory, file->path, file->text))
            return false;
    }
    return true;
}

/* Up to the package's own folder; one that holds something stays. */
static void remove_empty_folders(const char *directory, const char *path) {
    const char *folder = arena_take(g_path_get_dirname(path));
    while (strcmp(folder, ".") != 0 && g_rmdir(in_folder(directory, folder)) == 0)
        folder = arena_take(g_path_get_dirname(folder));
}

struct removal {
    const writing *in;
    bool failed;
};

static gboolean remove_stale(gpointer path, gpointer nothing, gpointer data) {
    (void)nothing;
    struct removal *removal = data;
    const char *stale = in_folder(removal->in->directory, path);
    if (g_tree_lookup_extended(removal->in->now, path, NULL, NULL))
        return FALSE;
    /* A folder in the place of a file of ours is somebody's. */
    if (g_unlink(stale) == 0) {
        remove_empty_folders(removal->in->directory, path);
    } else if (errno != ENOENT && errno != ENOTDIR && errno != EISDIR) {
        fprintf(stderr, "tenon: cannot remove %s, which the package has no more: %s\n", stale,
                g_strerror(errno));
        removal->failed = true;
    }
    return FALSE;
}

static bool write_changes(writing *in) {
    struct removal removal = {.in = in};
    g_tree_foreach(in->now, add_to_before, in->before);
    if (!write_file(in->directory, UNFINISHED_LIST, list_of(in->before)) || !write_entries(in))
        return false;
    g_tree_foreach(in->before, remove_stale, &removal);
    if (removal.failed || !write_file(in->directory, FILE_LIST, list_of(in->now)))
        return false;
    const char *unfinished = in_folder(in->directory, UNFINISHED_LIST);
    return g_unlink(unfinished) == 0 || complain(unfinished, g_strerror(errno));
}

static GTree *new_paths(void) {
    return g_tree_new((GCompareFunc)(void (*)(void))strcmp);
}

static bool write_folder(const package *files, const char *directory) {
    if (is_foreign(directory))
        return complain(directory, "it has files that tenon did not write; choose another folder");
    writing in = {.files = files, .directory = directory, .before = new_paths(), .now = new_paths()};
    add_listed(in.before, directory, FILE_LIST);
    add_listed(in.before, directory, UNFINISHED_LIST);
    for (guint i = 0; i < files->entries->len; i++)
        g_tree_insert(
            in.now, (gpointer)(uintptr_t)((package_entry *)g_ptr_array_index(files->entries, i))->path, NULL);
    bool written = is_up_to_date(&in) || write_changes(&in);
    g_tree_unref(in.before);
    g_tree_unref(in.now);
    return written;
}

bool package_write(const package *files, const char *directory) {
    if (files->has_failed)
        return false;
    if (g_mkdir_with_parents(directory, 0777) != 0)
        return complain(directory, g_strerror(errno));
    int folder = g_open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
    if (folder < 0)
        return complain(directory, g_strerror(errno));
    /* Two builds of one folder take turns. Where a file system has no locks, people must. */
    (void)flock(folder, LOCK_EX);
    bool written = write_folder(files, directory);
    close(folder);
    return written;
}
