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

static bool is_word(char c) {
    return g_ascii_isalnum(c) || c == '_' || c == '.';
}

/* Whether a line of code, not its comments and strings, names something of a package. */
static bool line_uses(const char *line, const char *qualifier) {
    size_t length = strlen(qualifier);
    char before = ' ';
    for (const char *text = line; *text != '\0' && !g_str_has_prefix(text, "//");) {
        if (*text == '"') {
            text = skip_string(text);
            before = '"';
            continue;
        }
        if (!is_word(before) && g_str_has_prefix(text, qualifier) && text[length] == '.')
            return true;
        before = *text++;
    }
    return false;
}

static bool uses(const char *body, const char *qualifier) {
    char **lines = g_strsplit(body, "\n", -1);
    bool found = false;
    for (char **line = lines; *line != NULL && !found; line++)
        found = line_uses(*line, qualifier);
    g_strfreev(lines);
    return found;
}

/* The standard library's, then, behind an empty line, others. */
static const char *const packages[] = {
    "context", "errors",      "fmt",     "io",   "iter",   "math/big",
    "runtime", "runtime/cgo", "strings", "time", "unsafe",
};
static const char *const arrow_array = "github.com/apache/arrow-go/v18/arrow/array";

static void write_imports(emit *out, const char *body) {
    GPtrArray *needed = arena_array();
    for (size_t i = 0; i < G_N_ELEMENTS(packages); i++) {
        const char *slash = strrchr(packages[i], '/');
        if (uses(body, slash == NULL ? packages[i] : slash + 1))
            add(needed, go_string(packages[i]));
    }
    if (uses(body, "array")) {
        if (needed->len > 0)
            add(needed, "");
        add(needed, go_string(arrow_array));
    }
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
    for (size_t i = 0; i < G_N_ELEMENTS(example_packages); i++) {
        const char *slash = strrchr(example_packages[i], '/');
        if (!uses(body, slash == NULL ? example_packages[i] : slash + 1))
            continue;
        has_some = true;
        emit_line(out, "%s", go_string(example_packages[i]));
    }
    if (uses(body, module->name)) {
        if (has_some)
            go_gap(out);
        emit_line(out, "%s", go_string(module->path));
    }
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
