#include "package/installation.h"

#include <glib.h>

#include "memory/arena.h"

/* `<prefix>/bin/tenon` has its files in `<prefix>/<folder>`. */
static const char *installed(const char *folder, const char *file) {
    char *program = g_file_read_link("/proc/self/exe", NULL);
    if (program == NULL)
        return NULL;
    char *bin = g_path_get_dirname(program);
    char *joined = g_build_filename(bin, "..", folder, file, NULL);
    char *path = g_canonicalize_filename(joined, NULL);
    g_free(program);
    g_free(bin);
    g_free(joined);
    arena_take(path);
    return g_file_test(path, G_FILE_TEST_EXISTS) ? path : NULL;
}

const char *tenon_include_directory(void) {
    const char *header = installed("include", "tenon/contract.h");
    return header == NULL ? TENON_SOURCE_INCLUDE_DIR : installed("include", "");
}

const char *tenon_runtime_library(void) {
    const char *library = installed("lib", "libtenon.a");
    return library == NULL ? TENON_BUILT_RUNTIME : library;
}
