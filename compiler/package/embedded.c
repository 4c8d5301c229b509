#include "package/embedded.h"

#include <glib.h>
#include <string.h>

const char *embedded_text(const char *path) {
    for (size_t i = 0; i < embedded_file_count; i++) {
        if (strcmp(embedded_files[i].path, path) == 0)
            return embedded_files[i].text;
    }
    g_error("no embedded file %s", path);
}
