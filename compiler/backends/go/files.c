/* Go files: what stands above their declarations. */

#include <string.h>

#include "backends/go/calls.h"
#include "backends/go/formatter.h"
#include "memory/arena.h"

static void add(GPtrArray *texts, const char *text) {
    g_ptr_array_add(texts, (gpointer)(uintptr_t)text);
}

/* Behind a string literal that begins here. */
static const char *skip_string(const char *text) {
    for (text++; *text != '"' && *text != '\0'; text++) {
        if (*text == '\\' && text[1] != '\0')
            text++;
    }
    return *text == '"' ? text + 1 : text;
}

static size_t word_length(const char *text) {
    size_t length = 0;
    while (g_ascii_isalnum(text[length]) || text[length] == '_')
        length++;
    return length;
}

/* Adds what a line of code, not its comments and strings, takes something from: "fmt" for fmt.Sprint. */
static void add_qualifiers(GHashTable *to, const char *line) {
    char before = ' ';
    while (*line != '\0' && !g_str_has_prefix(line, "//")) {
        if (*line == '"') {
            line = skip_string(line);
            before = '"';
            continue;
        }
        size_t length = word_length(line);
        if (length > 0 && before != '.' && line[length] == '.')
            g_hash_table_add(to, g_strndup(line, length));
        line += length == 0 ? 1 : length;
        before = line[-1];
    }
}

/* What the code takes something from, as a set of texts that it owns. */
static GHashTable *qualifiers_of(const char *body) {
    GHashTable *found = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    char **lines = g_strsplit(body, "\n", -1);
    for (char **line = lines; *line != NULL; line++)
        add_qualifiers(found, *line);
    g_strfreev(lines);
    return found;
}

/* The last part of an import's path. */
static const char *qualifier(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

/* The standard library's, then, behind an empty line, others. */
static const char *const packages[] = {
    "context", "errors", "fmt", "io", "iter", "math/big", "runtime", "strings", "time", "unsafe",
};
static const char *const arrow_array = "github.com/apache/arrow-go/v18/arrow/array";

static void write_imports(emit *out, const char *body) {
    GPtrArray *needed = arena_array();
    GHashTable *used = qualifiers_of(body);
    for (size_t i = 0; i < G_N_ELEMENTS(packages); i++) {
        if (g_hash_table_contains(used, qualifier(packages[i])))
            add(needed, go_string(packages[i]));
    }
    if (g_hash_table_contains(used, "array")) {
        if (needed->len > 0)
            add(needed, "");
        add(needed, go_string(arrow_array));
    }
    g_hash_table_unref(used);
    if (needed->len == 0)
        return;
    if (needed->len == 1) {
        emit_line(out, "import %s", (const char *)g_ptr_array_index(needed, 0));
    } else {
        emit_open(out, "import (");
        for (guint i = 0; i < needed->len; i++)
            emit_line(out, "%s", (const char *)g_ptr_array_index(needed, i));
        emit_close(out, ")");
    }
    go_gap(out);
}

static char *finish_file(emit *out, const char *body) {
    write_imports(out, body);
    emit_raw(out, body);
    char *text = emit_finish(out);
    g_strchomp(text);
    return arena_printf("%s\n", text);
}

static emit *begin_file(const go_module *module) {
    emit *out = go_emit();
    emit_line(out, "// %s", module->banner);
    go_gap(out);
    emit_line(out, "package %s", module->name);
    go_gap(out);
    return out;
}

/* What an example may use without a word about it. */
static const char *const example_packages[] = {
    "bytes",    "context", "errors", "fmt",  "io",      "io/fs",   "log",  "maps", "math",
    "math/big", "os",      "slices", "sort", "strconv", "strings", "sync", "time",
};

char *go_test_file(const go_module *module, const char *body) {
    emit *out = go_emit();
    emit_line(out, "// %s", module->banner);
    go_gap(out);
    emit_line(out, "package %s_test", module->name);
    go_gap(out);
    emit_open(out, "import (");
    bool has_some = false;
    GHashTable *used = qualifiers_of(body);
    for (size_t i = 0; i < G_N_ELEMENTS(example_packages); i++) {
        if (!g_hash_table_contains(used, qualifier(example_packages[i])))
            continue;
        has_some = true;
        emit_line(out, "%s", go_string(example_packages[i]));
    }
    if (g_hash_table_contains(used, module->name)) {
        if (has_some)
            go_gap(out);
        emit_line(out, "%s", go_string(module->path));
    }
    g_hash_table_unref(used);
    emit_close(out, ")");
    go_gap(out);
    emit_raw(out, body);
    char *text = emit_finish(out);
    g_strchomp(text);
    return arena_printf("%s\n", text);
}

char *go_file(const go_module *module, const char *body) {
    return finish_file(begin_file(module), body);
}

char *go_file_with_calls(const go_module *module, const char *body) {
    emit *out = begin_file(module);
    emit_line(out, "// #include \"crossings.h\"");
    emit_line(out, "import \"C\"");
    go_gap(out);
    return finish_file(out, body);
}
