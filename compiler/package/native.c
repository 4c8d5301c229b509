/* The C code of a package: runtime, boundary and the author's sources, laid out so that their #includes still
 * work. */

#include <string.h>

#include "abuse/standin.h"
#include "backends/backend.h"
#include "bridge/bridge.h"
#include "memory/arena.h"
#include "package/embedded.h"
#include "package/package.h"

static const char *join(const char *folder, const char *path) {
    return arena_printf("%s/%s", folder, path);
}

bool is_cxx_file(const char *path) {
    return g_str_has_suffix(path, ".cpp") || g_str_has_suffix(path, ".cc") || g_str_has_suffix(path, ".cxx");
}

static bool function_has(const plan_function *function, plan_form form, plan_direction direction) {
    for (guint i = 0; i < function->values->len; i++) {
        const plan_value *value = g_ptr_array_index(function->values, i);
        if (value->form == form && value->direction == direction)
            return true;
    }
    return false;
}

static bool has_value(const plan_library *plan, plan_form form, plan_direction direction) {
    for (guint i = 0; i < plan->functions->len; i++) {
        if (function_has(g_ptr_array_index(plan->functions, i), form, direction))
            return true;
    }
    return false;
}

static bool uses_streams(const plan_library *plan) {
    return has_value(plan, PLAN_STREAM, PLAN_IN) || has_value(plan, PLAN_STREAM, PLAN_OUT);
}

static bool uses_callbacks(const plan_library *plan) {
    return has_value(plan, PLAN_CALLBACK, PLAN_IN);
}

static bool uses_tokens(const plan_library *plan) {
    return has_value(plan, PLAN_CANCEL, PLAN_IN);
}

/* Lists of texts that the library gives, or passes to a callback. */
static bool gives_texts(const plan_library *plan) {
    for (guint i = 0; i < plan->interfaces->len; i++) {
        const plan_interface *interface = g_ptr_array_index(plan->interfaces, i);
        for (guint m = 0; m < interface->methods->len; m++) {
            if (function_has(g_ptr_array_index(interface->methods, m), PLAN_TEXT_ARRAY, PLAN_IN))
                return true;
        }
    }
    return has_value(plan, PLAN_TEXT_ARRAY, PLAN_OUT);
}

static bool uses_dynamic_values(const plan_library *plan) {
    return has_value(plan, PLAN_DYNAMIC, PLAN_IN) || has_value(plan, PLAN_DYNAMIC, PLAN_OUT);
}

static bool throws(const plan_library *plan) {
    return plan->model->throws_cxx;
}

static bool jumps(const plan_library *plan) {
    return plan->model->jump_frame != NULL;
}

static bool uses_callback_header(const plan_library *plan) {
    return uses_callbacks(plan) || uses_tokens(plan) || gives_texts(plan) || uses_dynamic_values(plan) ||
           plan->interfaces->len > 0;
}

static bool waits(const plan_library *plan) {
    for (guint i = 0; i < plan->functions->len; i++) {
        if (((const plan_function *)g_ptr_array_index(plan->functions, i))->function->wait > 0)
            return true;
    }
    return false;
}

static bool adapts(const plan_library *plan) {
    for (guint i = 0; i < plan->functions->len; i++) {
        if (((const plan_function *)g_ptr_array_index(plan->functions, i))->adapts)
            return true;
    }
    return false;
}

static bool bridges(const plan_library *plan) {
    return plan->bridges;
}

/* Parts of the runtime that only some contracts need. */
static const struct {
    const char *path;
    bool (*is_needed)(const plan_library *plan);
} optional_parts[] = {
    {"include/tenon/boundary_callbacks.h", uses_callback_header},
    {"include/tenon/bridge.h", bridges},
    {"include/tenon/callback.h", uses_callback_header},
    {"include/tenon/guard.hpp", throws},
    {"include/tenon/jump.h", jumps},
    {"include/tenon/provider.h", bridges},
    {"include/tenon/thrown.h", throws},
    {"include/tenon/wait.h", waits},
    {"runtime/attached.c", uses_callbacks},
    {"runtime/callback.c", uses_callbacks},
    {"runtime/callback.h", uses_callbacks},
    {"runtime/guard.cpp", throws},
    {"runtime/messagepack.c", uses_dynamic_values},
    {"runtime/stream.c", uses_streams},
    {"runtime/texts.c", gives_texts},
    {"runtime/thrown.c", throws},
    {"runtime/token.c", uses_tokens},
    {"runtime/value.c", uses_dynamic_values},
    {"runtime/value_internal.h", uses_dynamic_values},
    {"runtime/wait.c", waits},
};

/* Parts that a contract needs besides where its calls run under a lock of the host's, for calls that
 * measurements decide about. */
static const char *const lock_parts[] = {"include/tenon/adaptive.h", "include/tenon/boundary_adaptive.h",
                                         "include/tenon/wait.h", "runtime/wait.c"};

static bool is_lock_part(const char *path) {
    for (size_t i = 0; i < G_N_ELEMENTS(lock_parts); i++) {
        if (strcmp(path, lock_parts[i]) == 0)
            return true;
    }
    return false;
}

static bool is_needed(const plan_library *plan, const char *path, native_host host) {
    if (g_str_has_prefix(path, "runtime/bridge/"))
        return plan->bridges;
    bool is_of_lock = is_lock_part(path);
    if (is_of_lock && host == NATIVE_HOST_WITH_LOCK && adapts(plan))
        return true;
    for (size_t i = 0; i < G_N_ELEMENTS(optional_parts); i++) {
        if (strcmp(path, optional_parts[i].path) == 0)
            return optional_parts[i].is_needed(plan);
    }
    return !is_of_lock;
}

/* Headers are compiled by nobody. */
static void add_source(native_code *native, const char *path) {
    if (g_str_has_suffix(path, ".c"))
        g_ptr_array_add(native->c_files, arena_strdup(path));
    else if (is_cxx_file(path))
        g_ptr_array_add(native->cxx_files, arena_strdup(path));
}

static void add_runtime(package *files, native_code *native, const plan_library *plan, const char *folder,
                        native_host host) {
    for (size_t i = 0; i < embedded_file_count; i++) {
        const char *path = embedded_files[i].path;
        bool is_runtime = g_str_has_prefix(path, "include/") || g_str_has_prefix(path, "runtime/");
        if (!is_runtime || !is_needed(plan, path, host))
            continue;
        package_add(files, join(folder, path), embedded_files[i].text);
        add_source(native, path);
    }
    g_ptr_array_add(native->include_dirs, arena_strdup("include"));
}

typedef char *boundary_part(const plan_library *plan, native_host host);

/* All packages have the same boundary, but for what a host with a lock needs: it is made once for each kind.
 */
static const char *boundary_text(const plan_library *plan, native_host host, boundary_part *part,
                                 const char *name) {
    const char *key = arena_printf("%s %d %d %d", name, host, plan->stands_in, plan->removable);
    char *text = g_hash_table_lookup(plan->rendered, key);
    if (text == NULL) {
        text = part(plan, host);
        g_hash_table_insert(plan->rendered, (gpointer)(uintptr_t)key, text);
    }
    return text;
}

static void add_boundary(package *files, native_code *native, const plan_library *plan, const char *folder,
                         native_host host) {
    native->boundary_header = arena_printf("boundary_%s.h", plan->model->name);
    const char *source = arena_printf("boundary/boundary_%s.c", plan->model->name);
    package_add(files, arena_printf("%s/boundary/%s", folder, native->boundary_header),
                boundary_text(plan, host, boundary_header, "header"));
    package_add(files, join(folder, source), boundary_text(plan, host, boundary_source, "source"));
    add_source(native, source);
    if (plan->bridges) {
        const char *bridges = arena_printf("boundary/bridges_%s", plan->model->name);
        package_add(files, arena_printf("%s/%s.h", folder, bridges), bridge_header(plan));
        package_add(files, arena_printf("%s/%s.c", folder, bridges), bridge_source(plan));
        add_source(native, arena_printf("%s.c", bridges));
    }
    if (plan->removable)
        package_add(files, arena_printf("%s/boundary/removable.h", folder),
                    embedded_text("abuse/templates/removable.h"));
    if (plan->model->throws_cxx) {
        const char *guard = arena_printf("boundary/guard_%s", plan->model->name);
        package_add(files, arena_printf("%s/%s.h", folder, guard), boundary_guard_header(plan));
        package_add(files, arena_printf("%s/%s.cpp", folder, guard), boundary_guard_source(plan));
        add_source(native, arena_printf("%s.cpp", guard));
    }
    g_ptr_array_add(native->include_dirs, arena_strdup("boundary"));
}

/* Shortens `ancestor` until `path` lies in it. */
static void shorten_to_hold(GString *ancestor, const char *path) {
    while (ancestor->len > 1 && !(g_str_has_prefix(path, ancestor->str) &&
                                  (path[ancestor->len] == '/' || path[ancestor->len] == '\0'))) {
        const char *slash = strrchr(ancestor->str, '/');
        g_string_truncate(ancestor, (gsize)(slash - ancestor->str));
    }
}

/* The deepest folder that holds the contract, every source and every include directory: relative paths
 * between them stay as the author wrote them. */
static const char *common_folder(const model_library *model) {
    char *header = g_canonicalize_filename(model->header, NULL);
    char *directory = g_path_get_dirname(header);
    GString *ancestor = g_string_new(directory);
    for (guint i = 0; i < model->sources->len; i++) {
        char *folder = g_path_get_dirname(g_ptr_array_index(model->sources, i));
        shorten_to_hold(ancestor, folder);
        g_free(folder);
    }
    for (guint i = 0; i < model->includes->len; i++)
        shorten_to_hold(ancestor, g_ptr_array_index(model->includes, i));
    for (guint i = 0; i < model->headers->len; i++) {
        char *folder = g_path_get_dirname(g_ptr_array_index(model->headers, i));
        shorten_to_hold(ancestor, folder);
        g_free(folder);
    }
    g_free(directory);
    g_free(header);
    return arena_take(g_string_free(ancestor, FALSE));
}

static const char *in_library(const char *common, const char *path) {
    const char *below = path + strlen(common);
    while (*below == '/')
        below++;
    return *below == '\0' ? "library" : join("library", below);
}

/* The text of a file of the author's; null, with the reason printed, where it cannot be in a package. */
static const char *read_text(package *files, const char *path) {
    char *text = NULL;
    gsize length = 0;
    GError *error = NULL;
    if (g_file_get_contents(path, &text, &length, &error) && strlen(text) != length) {
        g_printerr("tenon: %s has a NUL at byte %zu: no C source has\n", path, strlen(text));
        package_fail(files);
    }
    if (text == NULL) {
        g_printerr("tenon: %s\n", error->message);
        g_error_free(error);
        package_fail(files);
        return NULL;
    }
    return arena_take(text);
}

static void copy_file(package *files, const char *folder, const char *common, const char *path) {
    const char *text = read_text(files, path);
    if (text != NULL)
        package_add(files, join(folder, in_library(common, path)), text);
}

void package_add_additions(package *files, const model_library *model, model_language language,
                           const char *folder) {
    for (guint i = 0; i < model->additions[language]->len; i++) {
        const char *path = g_ptr_array_index(model->additions[language], i);
        const char *name = strrchr(path, '/') + 1;
        const char *text = read_text(files, path);
        if (text != NULL)
            package_add(files, folder[0] == '\0' ? name : join(folder, name), text);
    }
}

/* Where the files of a stand-in go. */
typedef struct stand_in_place {
    package *files;
    native_code *native;
    const char *folder;
} stand_in_place;

static void add_stand_in_file(void *to, const char *path, const char *text) {
    const stand_in_place *place = to;
    const char *inside = join("stand_in", path);
    package_add(place->files, join(place->folder, inside), text);
    add_source(place->native, inside);
}

/* The author's headers, where their includes find each other. @return The folder that `library` stands for.
 */
static const char *add_headers(package *files, native_code *native, const plan_library *plan,
                               const char *folder) {
    const model_library *model = plan->model;
    const char *common = common_folder(model);
    for (guint i = 0; i < model->headers->len; i++)
        copy_file(files, folder, common, g_ptr_array_index(model->headers, i));
    char *header = g_canonicalize_filename(model->header, NULL);
    char *directory = g_path_get_dirname(header);
    g_ptr_array_add(native->include_dirs, (gpointer)(uintptr_t)in_library(common, directory));
    for (guint i = 0; i < model->includes->len; i++) {
        const char *include = g_ptr_array_index(model->includes, i);
        if (strcmp(include, directory) != 0)
            g_ptr_array_add(native->include_dirs, (gpointer)(uintptr_t)in_library(common, include));
    }
    g_free(directory);
    g_free(header);
    return common;
}

static void add_library(package *files, native_code *native, const plan_library *plan, const char *folder) {
    const model_library *model = plan->model;
    const char *common = add_headers(files, native, plan, folder);
    for (guint i = 0; i < model->sources->len && !plan->stands_in; i++) {
        const char *path = g_ptr_array_index(model->sources, i);
        copy_file(files, folder, common, path);
        add_source(native, in_library(common, path));
    }
    if (plan->stands_in) {
        stand_in_place place = {files, native, folder};
        standin_files(plan, add_stand_in_file, &place);
        return;
    }
    for (guint i = 0; i < model->links->len; i++)
        g_ptr_array_add(native->links, g_ptr_array_index(model->links, i));
    if (plan->bridges)
        g_ptr_array_add(native->links, arena_strdup("dl")); /* where the C library has no dlopen() itself */
}

static native_code *native_new(void) {
    native_code *native = ARENA_NEW(native_code);
    *native = (native_code){.c_files = arena_array(),
                            .cxx_files = arena_array(),
                            .include_dirs = arena_array(),
                            .links = arena_array()};
    return native;
}

const native_code *package_add_contract(package *files, const plan_library *plan, const char *folder) {
    static const char *const headers[] = {"arrow.h",  "cancel.h",   "contract.h", "error.h",
                                          "int128.h", "provider.h", "value.h"};
    native_code *native = native_new();
    for (size_t i = 0; i < G_N_ELEMENTS(headers); i++) {
        const char *path = join("include/tenon", headers[i]);
        package_add(files, join(folder, path), embedded_text(path));
    }
    g_ptr_array_add(native->include_dirs, arena_strdup("include"));
    add_headers(files, native, plan, folder);
    return native;
}

const native_code *package_add_native(package *files, const plan_library *plan, const char *folder,
                                      native_host host) {
    native_code *native = native_new();
    add_boundary(files, native, plan, folder, host);
    add_runtime(files, native, plan, folder, host);
    add_library(files, native, plan, folder);
    return native;
}
