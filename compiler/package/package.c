#include "package/package.h"

#include <string.h>

#include "memory/arena.h"
#include "package/embedded.h"
#include "package/entries.h"

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
        if (strcmp(((const package_entry *)g_ptr_array_index(files->entries, i))->path, path) == 0)
            g_error("the package already has a file %s", path);
    }
    package_entry *added = ARENA_NEW(package_entry);
    *added = (package_entry){.path = arena_strdup(path), .text = text};
    g_ptr_array_add(files->entries, added);
}

void package_add_embedded(package *files, const char *path, const char *embedded_path) {
    package_add(files, path, embedded_text(embedded_path));
}

void package_each(const package *files, void (*visit)(const char *path, const char *text, void *data),
                  void *data) {
    for (guint i = 0; i < files->entries->len; i++) {
        const package_entry *file = g_ptr_array_index(files->entries, i);
        visit(file->path, file->text, data);
    }
}
