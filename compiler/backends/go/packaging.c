#include "backends/go/packaging.h"

#include <string.h>

#include "backends/go/callbacks.h"
#include "backends/go/calls.h"
#include "backends/go/docs.h"
#include "backends/go/formatter.h"
#include "memory/arena.h"
#include "package/embedded.h"
#include "package/hardening.h"

/* ---- Native code ----
 *
 * cgo compiles the C files that lie beside the Go files, not those in folders, so each source gets a small
 * file that includes it, after the header that renames the runtime's symbols. The boundary is part of
 * crossings.c. */

/* "runtime/handle.c" -> "native-runtime-handle.c". No underscore: Go reads "_linux.c" as a build constraint.
 */
static const char *unit_name(const char *path) {
    return arena_printf("native-%s", g_strdelimit(arena_strdup(path), "/_", '-'));
}

static void add_unit(package *files, const go_module *module, GPtrArray *taken, const char *path) {
    const char *name = unit_name(path);
    while (go_has(taken, name))
        name = arena_printf("again-%s", name);
    g_ptr_array_add(taken, (gpointer)(uintptr_t)name);
    package_add(
        files, name,
        arena_printf("/* %s */\n#include \"symbols.h\"\n\n#include \"native/%s\"\n", module->banner, path));
}

static void add_units(package *files, const go_module *module, const native_code *native) {
    static const char *const nothing[] = {NULL};
    GPtrArray *taken = go_scope(nothing);
    const char *boundary = arena_printf("boundary/boundary_%s.c", module->model->name);
    for (guint i = 0; i < native->c_files->len; i++) {
        const char *path = g_ptr_array_index(native->c_files, i);
        if (strcmp(path, boundary) != 0)
            add_unit(files, module, taken, path);
    }
    for (guint i = 0; i < native->cxx_files->len; i++)
        add_unit(files, module, taken, g_ptr_array_index(native->cxx_files, i));
}

/* Pointers that C does not keep need not leave the stack. That is only sound where C does not call Go
 * meanwhile: the stack could move. */
static void write_promises(emit *out, go_module *module, const plan_function *plan) {
    if (plan->calls_back)
        return;
    go_call call = go_call_new(module, plan);
    GPtrArray *arguments = go_arguments(&call);
    for (guint i = 0; i < arguments->len; i++) {
        const go_argument *argument = g_ptr_array_index(arguments, i);
        if (strchr(argument->declaration, '*') == NULL)
            continue;
        emit_line(out, "#cgo nocallback cross_%s", plan->function->c_name);
        emit_line(out, "#cgo noescape cross_%s", plan->function->c_name);
        return;
    }
}

/* Where Go's functions are kept, or streams whose ends are Go's functions, any call may run one of them. */
bool go_promises(const go_module *module) {
    return !go_keeps_callbacks(module) && !go_uses(module, "streams_in");
}

/* Defences for what might be wrong in C all the same. cgo lets a package ask for these alone, and not for
 * HARDENING_X86. */
static void write_defences(emit *out, const char *variable) {
    emit_line(out, "#cgo linux %s: %s", variable, hardening_line(HARDENING_COMPILED));
    emit_line(out, "#cgo linux,!asan,!msan %s: %s", variable, hardening_line(HARDENING_FORTIFIED));
}

static const char *cgo_directives(go_module *module, const native_code *native) {
    emit *out = go_emit();
    emit_line(out, "#cgo CFLAGS: -std=gnu11 -O2 -fvisibility=hidden");
    write_defences(out, "CFLAGS");
    if (native->cxx_files->len > 0) {
        emit_line(out, "#cgo CXXFLAGS: -std=c++17 -O2 -fvisibility=hidden");
        write_defences(out, "CXXFLAGS");
    }
    emit_line(out, "#cgo linux LDFLAGS: %s", hardening_line(HARDENING_LINKED));
    for (guint i = 0; i < native->include_dirs->len; i++) {
        const char *directory = g_ptr_array_index(native->include_dirs, i);
        emit_line(out, "#cgo %s: -I${SRCDIR}/native/%s", native->cxx_files->len > 0 ? "CPPFLAGS" : "CFLAGS",
                  directory);
    }
    for (guint i = 0; i < native->links->len; i++)
        emit_line(out, "#cgo LDFLAGS: -l%s", (const char *)g_ptr_array_index(native->links, i));
    emit_line(out, "#cgo nocallback cross_handshake");
    emit_line(out, "#cgo noescape cross_handshake");
    bool promises = go_promises(module);
    for (guint i = 0; i < module->plan->functions->len && promises; i++)
        write_promises(out, module, g_ptr_array_index(module->plan->functions, i));
    return g_strchomp(emit_finish(out));
}

/* ---- Text files ---- */

static const char *package_comment(const go_module *module) {
    emit *out = go_emit();
    const model_doc *doc = module->model->doc;
    const char *subject = arena_printf("Package %s", module->name);
    const char *summary = go_summary(module, subject, GO_PROVIDES, doc->summary);
    go_comment(out, module, summary[0] == '\0' ? arena_printf("%s binds a C library.", subject) : summary);
    if (doc->details[0] != '\0') {
        go_comment_gap(out);
        go_comment(out, module, doc->details);
    }
    return g_strchomp(emit_finish(out));
}

static const char *fingerprint(const go_module *module) {
    char **lines = g_strsplit(module->plan->fingerprint, "\n", -1);
    GPtrArray *literals = arena_array();
    for (char **line = lines; *line != NULL; line++) {
        bool is_last = line[1] == NULL;
        if (is_last && **line == '\0')
            break;
        g_ptr_array_add(literals,
                        (gpointer)(uintptr_t)go_string(is_last ? *line : arena_printf("%s\n", *line)));
    }
    g_ptr_array_add(literals, (gpointer)(uintptr_t) "\"\\x00\"");
    g_strfreev(lines);
    return emit_join(literals, " +\n\t");
}

static void add_template(package *files, const char *path, const char *const *pairs) {
    package_add(files, path, emit_template(arena_printf("backends/go/templates/%s", path), pairs));
}

/* Arrow's tables are what Arrow's own module has: it is required with all that it requires. */
static const char *required(const go_module *module) {
    if (!go_uses(module, "arrow"))
        return "";
    return arena_printf("\n%s", g_strchomp(arena_strdup(embedded_text("backends/go/templates/arrow.mod"))));
}

static const char *readme_class(const go_module *module) {
    if (module->model->classes->len == 0)
        return "";
    return "\nObjects live in C. `Close` them; one that is forgotten is closed some time after nothing "
           "refers to it.\n"
           "A call on a closed object fails with `ErrClosed`.\n";
}

static const char *readme_view(const go_module *module) {
    if (!g_hash_table_contains(module->features, "views"))
        return "";
    return "\nA `View` is a window onto C memory: `At`, `All` and `Copy` are safe at any time, `With` lends "
           "the memory itself\n"
           "for as long as your function runs. While a view is open, calls that could change its object fail "
           "with `KindBusy`.\n";
}

/* A name that the contract says is the author's own; ours is only a placeholder. */
static const char *readme_publish(const go_module *module) {
    if (go_has_own_path(module->model))
        return "";
    return arena_printf(
        "To publish it under a name of your own, run `go mod edit -module=your.name/%s` here: "
        "nothing else mentions the name.\n\n",
        module->name);
}

static const char *readme_callbacks(const go_module *module) {
    if (!go_has_callbacks(module))
        return "";
    return arena_printf(
        "\nThe error of a function that you pass, or of a method of a value that you pass, ends the call "
        "that "
        "it was passed to:\n"
        "`errors.Is` and `errors.As` find it in that call's error. A panic there goes on at the caller. "
        "Neither "
        "may call\n"
        "`runtime.Goexit` (as `t.FailNow` and `t.Fatal` do): C waits for an answer, so that ends the "
        "process.\n%s",
        go_keeps_callbacks(module) ? "What the library keeps may also be called while no call of yours is "
                                     "running: `HandleStrayErrors` "
                                     "says what to do\n"
                                     "with errors then.\n"
                                   : "");
}

static const char *readme_contexts(const go_module *module) {
    if (!go_uses(module, "tokens"))
        return "";
    return "\nA function that takes a `context.Context` stops when that is done, as soon as the library "
           "looks; "
           "its error is then\n"
           "`ctx.Err()` to `errors.Is`.\n";
}

void go_add_packaging(package *files, go_module *module) {
    const model_library *model = module->model;
    const native_code *native = package_add_native(files, module->plan, "native", NATIVE_HOST_WITHOUT_LOCK);
    add_units(files, module, native);
    package_add(files, "symbols.h", package_symbols_header(module->plan));
    package_add_additions(files, model, MODEL_GO, "");
    add_template(files, "go.mod",
                 (const char *const[]){"MODULE", module->path, "GO",
                                       go_uses(module, "arrow") ? "1.24.0" : "1.24", "REQUIRED",
                                       required(module), NULL});
    if (go_uses(module, "arrow"))
        package_add_embedded(files, "go.sum", "backends/go/templates/arrow.sum");
    add_template(files, "cgo.go",
                 (const char *const[]){"BANNER", module->banner, "PACKAGE", module->name, "DIRECTIVES",
                                       cgo_directives(module, native), NULL});
    add_template(files, "doc.go",
                 (const char *const[]){"BANNER", module->banner, "COMMENT", package_comment(module),
                                       "PACKAGE", module->name, "FINGERPRINT", fingerprint(module),
                                       "PREPARED",
                                       go_has_callbacks(module) ? "\n\tC.cross_handle_stray()" : "", NULL});
    add_template(
        files, "README.md",
        (const char *const[]){"MODULE",    module->path,
                              "PACKAGE",   module->name,
                              "LIBRARY",   model->name,
                              "HEADER",    model->header_name,
                              "VERSION",   arena_printf("%u.%u", model->major, model->minor),
                              "SUMMARY",   model->doc->summary,
                              "OBJECTS",   readme_class(module),
                              "VIEWS",     readme_view(module),
                              "UNSERVED",  go_has_own_path(model) ? "" : ", a name that no server answers to",
                              "PUBLISH",   readme_publish(module),
                              "CALLBACKS", readme_callbacks(module),
                              "CONTEXTS",  readme_contexts(module),
                              NULL});
}
