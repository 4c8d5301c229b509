#include "package/installation.h"

#include <glib.h>

#include "memory/arena.h"

/* The folder of the running program. Nothing of the machine that built it is compiled in. */
static const char *program_folder(void) {
    char *program = g_file_read_link("/proc/self/exe", NULL);
    if (program == NULL)
        g_error("/proc/self/exe does not say where tenon lies: it finds its headers by that");
    const char *folder = arena_take(g_path_get_dirname(program));
    g_free(program);
    return folder;
}

/* `<prefix>/bin/tenon` has its files in `<prefix>/<folder>`; in the tree that built it, `<folder>` lies
 * beside it. */
static const char *installed(const char *folder, const char *file, const char *sought) {
    const char *const prefixes[] = {"..", "."};
    const char *path = NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(prefixes); i++) {
        const char *base = arena_printf("%s/%s/%s", program_folder(), prefixes[i], folder);
        path = arena_take(g_canonicalize_filename(arena_printf("%s/%s", base, file), NULL));
        if (g_file_test(arena_printf("%s/%s", base, sought), G_FILE_TEST_EXISTS))
            break;
    }
    return path;
}

const char *tenon_include_directory(void) {
    return installed("include", "", "tenon/contract.h");
}

const char *tenon_runtime_library(void) {
    return installed("lib", "libtenon.a", "libtenon.a");
}
