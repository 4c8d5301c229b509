#include "abuse/reading.h"

#include <string.h>

#include "abuse/abuse.h"
#include "inspect/inspect.h"
#include "package/embedded.h"

void abuse_add_reading(const plan_library *plan, const GPtrArray *cases, json_t *words, const char *folder,
                       package *files) {
    for (size_t i = 0; i < embedded_file_count; i++) {
        const char *path = embedded_files[i].path;
        if (g_str_has_prefix(path, folder))
            package_add_embedded(files, path + strlen(folder), path);
    }
    package_add(files, "contract.json", inspect_json(plan, words));
    package_add(files, "cases.json", abuse_json(plan, cases));
}
