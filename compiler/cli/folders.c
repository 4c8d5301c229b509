#include "cli/folders.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>

#include "memory/arena.h"

const char *work_folder(const char *given, const char *pattern, const char *option) {
    if (given != NULL)
        return arena_take(g_canonicalize_filename(given, NULL));
    GError *error = NULL;
    char *made = g_dir_make_tmp(pattern, &error);
    if (made != NULL)
        return arena_take(made);
    fprintf(stderr, "tenon: no folder to work in: %s; give %s DIR\n", error->message, option);
    g_error_free(error);
    return NULL;
}

bool write_runnable(const package *files, const char *folder) {
    if (!package_write(files, folder))
        return false;
    const char *program = arena_printf("%s/run", folder);
    if (g_chmod(program, 0755) == 0)
        return true;
    fprintf(stderr, "tenon: cannot make %s executable: %s\n", program, g_strerror(errno));
    return false;
}

void remove_folder(const char *folder) {
    GDir *entries = g_dir_open(folder, 0, NULL);
    for (const char *name = entries == NULL ? NULL : g_dir_read_name(entries); name != NULL;
         name = g_dir_read_name(entries)) {
        char *path = g_build_filename(folder, name, NULL);
        bool is_folder = g_file_test(path, G_FILE_TEST_IS_DIR) && !g_file_test(path, G_FILE_TEST_IS_SYMLINK);
        if (is_folder)
            remove_folder(path);
        else
            (void)g_unlink(path);
        g_free(path);
    }
    if (entries != NULL)
        g_dir_close(entries);
    (void)g_rmdir(folder);
}
