#include "backends/go/fixed.h"

#include <string.h>

#include "memory/arena.h"
#include "package/embedded.h"

/* A mark is a comment of its own: "//tenon:if" in Go, "// tenon:if" in C, as their formatters want it. */
static bool is_mark(const char *line, const char *mark, const char **rest) {
    const char *text = line + strspn(line, " \t");
    if (!g_str_has_prefix(text, "//"))
        return false;
    text += 2 + strspn(text + 2, " ");
    if (!g_str_has_prefix(text, mark))
        return false;
    *rest = text + strlen(mark);
    return true;
}

const char *go_fixed_text(const go_module *module, const char *embedded_path) {
    char **lines = g_strsplit(embedded_text(embedded_path), "\n", -1);
    GString *kept = g_string_new(NULL);
    bool keeps = true, follows_mark = false;
    for (char **line = lines; *line != NULL; line++) {
        const char *rest;
        bool begins = is_mark(*line, "tenon:if ", &rest);
        bool ends = !begins && is_mark(*line, "tenon:end", &rest);
        if (begins)
            keeps = g_hash_table_contains(module->features, rest);
        else if (ends)
            keeps = true;
        else if (keeps && !(follows_mark && **line == '\0')) /* The empty line behind a mark is the mark's. */
            g_string_append_printf(kept, "%s\n", *line);
        follows_mark = begins || ends;
    }
    g_strfreev(lines);
    g_string_replace(kept, "import (\n)\n\n", "", 1); /* None of them was for this contract. */
    g_string_truncate(kept, strlen(g_strchomp(kept->str)));
    g_string_append(kept, g_str_has_suffix(embedded_path, ".h") ? "\n\n" : "\n");
    return arena_take(g_string_free(kept, FALSE));
}

void go_add_fixed(package *files, const go_module *module, const char *name) {
    const char *text = go_fixed_text(module, arena_printf("backends/go/runtime/%s", name));
    const char *clause = "package tenon\n";
    g_assert(g_str_has_prefix(text, clause));
    package_add(files, name,
                arena_printf("// %s\n\npackage %s\n%s", module->banner, module->name, text + strlen(clause)));
}
