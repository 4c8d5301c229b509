/* The files around the code: what Python imports, how the package is built, what it says about itself. */

#include <string.h>

#include "backends/python/python.h"
#include "memory/arena.h"
#include "package/embedded.h"
#include "package/hardening.h"

/* ---- __init__.py and _contract.py ---- */

/* The import sorter's order: constants, classes, functions. */
static int word_class(const char *name) {
    bool has_lower = false;
    for (const char *c = name; *c != '\0'; c++)
        has_lower = has_lower || g_ascii_islower(*c);
    if (!has_lower && strlen(name) > 1)
        return 0;
    return g_ascii_isupper(name[0]) ? 1 : 2;
}

/* "same_i8" before "same_i16": digits count as numbers. */
static int compare_naturally(const char *a, const char *b, bool fold_case) {
    while (*a != '\0' && *b != '\0') {
        if (g_ascii_isdigit(*a) && g_ascii_isdigit(*b)) {
            char *after_a, *after_b;
            guint64 left = g_ascii_strtoull(a, &after_a, 10);
            guint64 right = g_ascii_strtoull(b, &after_b, 10);
            if (left != right)
                return left < right ? -1 : 1;
            a = after_a;
            b = after_b;
            continue;
        }
        int left = fold_case ? g_ascii_tolower(*a) : *a;
        int right = fold_case ? g_ascii_tolower(*b) : *b;
        if (left != right)
            return left < right ? -1 : 1;
        a++;
        b++;
    }
    return (*a != '\0') - (*b != '\0');
}

int python_compare_imports(const char *a, const char *b) {
    int classes = word_class(a) - word_class(b);
    int folded = classes != 0 ? classes : compare_naturally(a, b, true);
    return folded != 0 ? folded : compare_naturally(a, b, false);
}

static int compare_exports(const char *a, const char *b) {
    int classes = word_class(a) - word_class(b);
    return classes != 0 ? classes : compare_naturally(a, b, false);
}

static void add_names(const python_package *of, GPtrArray *names, const GPtrArray *items) {
    for (guint i = 0; i < items->len; i++)
        g_ptr_array_add(names, (gpointer)(uintptr_t)python_name(of, g_ptr_array_index(items, i)));
}

static GPtrArray *native_names(const python_package *of) {
    GPtrArray *names = arena_array();
    g_ptr_array_add(names, (gpointer)(uintptr_t)of->error_base);
    if (of->parts.arrays)
        g_ptr_array_add(names, (gpointer)(uintptr_t) "Array");
    if (of->parts.streams)
        g_ptr_array_add(names, (gpointer)(uintptr_t) "ArrowStream");
    if (of->parts.cancels)
        g_ptr_array_add(names, (gpointer)(uintptr_t) "Cancel");
    for (guint i = 0; i < of->model->constants->len; i++) {
        const model_constant *constant = g_ptr_array_index(of->model->constants, i);
        if (constant->marks.deprecated == NULL)
            g_ptr_array_add(names, (gpointer)(uintptr_t)python_name(of, constant));
    }
    add_names(of, names, of->model->exacts);
    add_names(of, names, of->model->records);
    add_names(of, names, of->model->variants);
    for (guint i = 0; i < of->model->variants->len; i++)
        add_names(of, names, ((const model_variant *)g_ptr_array_index(of->model->variants, i))->cases);
    add_names(of, names, of->model->classes);
    add_names(of, names, of->errors);
    for (guint i = 0; i < of->plan->functions->len; i++) {
        const plan_function *function = g_ptr_array_index(of->plan->functions, i);
        if (function->function->owner != NULL)
            continue;
        g_ptr_array_add(names, (gpointer)(uintptr_t)python_name(of, function));
        if (python_is_awaitable(function))
            g_ptr_array_add(names, (gpointer)(uintptr_t)python_async_name(of, function));
    }
    return names;
}

static GPtrArray *enum_names(const python_package *of) {
    GPtrArray *names = arena_array();
    add_names(of, names, of->model->enums);
    return names;
}

static GPtrArray *callback_names(const python_package *of) {
    GPtrArray *names = arena_array();
    for (guint i = 0; i < of->model->interfaces->len; i++) {
        const model_interface *interface = g_ptr_array_index(of->model->interfaces, i);
        if (interface->flow == MODEL_NO_FLOW)
            g_ptr_array_add(names, (gpointer)(uintptr_t)python_name(of, interface));
    }
    return names;
}

void python_emit_exports(const python_package *of, emit *out) {
    GPtrArray *names = native_names(of);
    g_ptr_array_extend(names, enum_names(of), NULL, NULL);
    g_ptr_array_extend(names, callback_names(of), NULL, NULL);
    GPtrArray *quoted = arena_array();
    g_ptr_array_add(names, (gpointer)(uintptr_t) "__version__");
    python_sort_words(names, compare_exports);
    for (guint i = 0; i < names->len; i++)
        g_ptr_array_add(quoted, python_literal(g_ptr_array_index(names, i)));
    emit_list(out, "__all__ = [", quoted, "]", true);
}

static const char *version_of(const python_package *of) {
    return arena_printf("%u.%u.0", of->model->major, of->model->minor);
}

/* Constants that are deprecated: looking at one warns. */
static GPtrArray *old_constants(const python_package *of) {
    GPtrArray *old = arena_array();
    for (guint i = 0; i < of->model->constants->len; i++) {
        model_constant *constant = g_ptr_array_index(of->model->constants, i);
        if (constant->marks.deprecated != NULL)
            g_ptr_array_add(old, constant);
    }
    return old;
}

static void emit_old_constants(const python_package *of, emit *out, const GPtrArray *old) {
    if (old->len == 0)
        return;
    emit_line(out, "%s", "");
    emit_open(out, "_DEPRECATED = {");
    for (guint i = 0; i < old->len; i++) {
        const model_constant *constant = g_ptr_array_index(old, i);
        emit_line(out, "%s: %s,", python_literal(python_name(of, constant)),
                  python_literal(python_doc_names(of, constant->marks.deprecated)));
    }
    emit_close(out, "}");
}

static void emit_enum_names(const python_package *of, emit *out) {
    GPtrArray *names = enum_names(of);
    if (names->len == 0)
        return;
    python_sort_words(names, compare_exports);
    for (guint i = 0; i < names->len; i++)
        names->pdata[i] = (gpointer)(uintptr_t)python_literal(names->pdata[i]);
    emit_line(out, "%s", "");
    emit_list(out, "_ENUMS = {", names, "}", true);
}

/* What is not there before somebody looks at it: enums, which Python takes long to make, and constants that
 * are deprecated. */
static void emit_late_names(const python_package *of, emit *out, const GPtrArray *old) {
    bool has_enums = of->model->enums->len > 0;
    if (!has_enums && old->len == 0)
        return;
    emit_old_constants(of, out, old);
    emit_enum_names(of, out);
    emit_raw(out, "\n\ndef __getattr__(name: _builtins.str) -> _builtins.object:\n");
    if (has_enums) {
        emit_raw(out, "    if name in _ENUMS:\n"
                      "        made = _builtins.globals()[name] = _native.make_enum(name)\n"
                      "        return made\n");
    }
    static const char unknown[] =
        "raise _builtins.AttributeError(f\"module {__name__!r} has no attribute {name!r}\")\n";
    if (old->len > 0) {
        emit_raw(out, "    advice = _DEPRECATED.get(name)\n"
                      "    if advice is None:\n"
                      "        ");
        emit_raw(out, unknown);
        emit_raw(out,
                 "    warnings.warn(\n"
                 "        f\"{name} is deprecated: {advice}\", _builtins.DeprecationWarning, stacklevel=2\n"
                 "    )\n"
                 "    return _builtins.getattr(_native, name)\n");
    } else {
        emit_raw(out, "    ");
        emit_raw(out, unknown);
    }
    if (has_enums) {
        emit_raw(out, "\n\ndef __dir__() -> _builtins.list[_builtins.str]:\n"
                      "    return _builtins.sorted({*_builtins.globals(), *_ENUMS})\n");
    }
}

void python_generate_init(python_package *to) {
    GPtrArray *names = native_names(to);
    GPtrArray *called = callback_names(to);
    GPtrArray *old = old_constants(to);
    python_sort_words(names, python_compare_imports);
    emit *out = emit_new("    ", PYTHON_WIDTH);
    emit_line(out, "# %s", to->banner);
    python_emit_doc(out, python_item_doc(to, to->model->doc, NULL, to->module, PYTHON_WIDTH - 3));
    emit_line(out, "%s", "");
    if (old->len > 0 || to->model->enums->len > 0) {
        /* The package's own names may be those of Python's functions. */
        emit_line(out, "import builtins as _builtins");
        if (old->len > 0)
            emit_line(out, "import warnings");
        emit_line(out, "%s", "");
        emit_line(out, "from . import _native");
    }
    if (called->len > 0) {
        python_sort_words(called, python_compare_imports);
        python_import_names(out, "from ._callbacks import ", called);
    }
    emit_line(out, "from ._contract import __version__");
    emit_list(out, "from ._native import (", names, ")", true);
    emit_line(out, "%s", "");
    python_emit_exports(to, out);
    emit_late_names(to, out, old);
    package_add(to->files, arena_printf("src/%s/__init__.py", to->module), emit_finish(out));
    if (to->parts.awaitables)
        package_add_embedded(to->files, arena_printf("src/%s/_awaiting.py", to->module),
                             "backends/python/templates/awaiting.py");

    emit *contract = emit_new("    ", PYTHON_WIDTH);
    emit_line(contract, "# %s", to->banner);
    emit_raw(contract, embedded_text("backends/python/templates/contract_doc.py"));
    emit_line(contract, "__version__ = \"%s\"", version_of(to));
    emit_line(contract, "%s", "");
    /* One line where it fits, as the formatter would have it; otherwise a literal per line of the
     * fingerprint. */
    const char *whole = arena_printf("check_contract(%s)", python_literal(to->plan->fingerprint));
    if (emit_fits(contract, whole)) {
        emit_line(contract, "%s", whole);
    } else {
        emit_open(contract, "check_contract(");
        char **lines = g_strsplit(to->plan->fingerprint, "\n", -1);
        for (char **line = lines; *line != NULL && **line != '\0'; line++)
            emit_line(contract, "%s", python_literal(arena_printf("%s\n", *line)));
        g_strfreev(lines);
        emit_close(contract, ")");
    }
    package_add(to->files, arena_printf("src/%s/_contract.py", to->module), emit_finish(contract));
    emit *native = emit_new("    ", PYTHON_WIDTH);
    emit_line(native, "# %s", to->banner);
    emit_line(native, "# What the package exports of this module is described in its own stub.");
    emit_line(native, "def check_contract(expected: str, /) -> None: ...");
    emit_line(native, "def ledger_json() -> str: ...");
    if (to->model->enums->len > 0)
        emit_line(native, "def make_enum(name: str, /) -> object: ...");
    const char *bridges = "";
    if (to->plan->bridges) {
        emit_line(native, "def bridges_json() -> str: ...");
        bridges = embedded_text("backends/python/templates/bridges.py");
    }
    package_add(to->files, arena_printf("src/%s/diagnostics.py", to->module),
                arena_printf("%s%s", embedded_text("backends/python/templates/diagnostics.py"), bridges));
    if (to->parts.locks) {
        emit_raw(native, embedded_text("backends/python/templates/locks_native.pyi"));
        package_add_embedded(to->files, arena_printf("src/%s/locks.py", to->module),
                             "backends/python/templates/locks.py");
    }
    package_add(to->files, arena_printf("src/%s/_native.pyi", to->module), emit_finish(native));
    package_add(to->files, arena_printf("src/%s/py.typed", to->module), "");
    package_add_additions(to->files, to->model, MODEL_PYTHON, arena_printf("src/%s", to->module));
}

/* ---- Building ---- */

static void add_runtime(python_package *to, GPtrArray *sources, const char *name) {
    const char *source = arena_printf("%s.c", name);
    const char *header = arena_printf("%s.h", name);
    package_add_embedded(to->files, arena_printf("binding/runtime/%s", source),
                         arena_printf("backends/python/runtime/%s", source));
    package_add_embedded(to->files, arena_printf("binding/runtime/%s", header),
                         arena_printf("backends/python/runtime/%s", header));
    g_ptr_array_add(sources, arena_printf("binding/runtime/%s", source));
}

static GPtrArray *binding_sources(python_package *to) {
    GPtrArray *sources = arena_array();
    static const char *const always[] = {"arguments", "calls",   "diagnostics", "errors",
                                         "numbers",   "results", "start",       "text"};
    for (size_t i = 0; i < G_N_ELEMENTS(always); i++)
        add_runtime(to, sources, always[i]);
    package_add_embedded(to->files, "binding/runtime/state.h", "backends/python/runtime/state.h");
    if (to->parts.arrays || to->parts.buffers)
        package_add_embedded(to->files, "binding/runtime/dlpack.h", "backends/python/runtime/dlpack.h");
    if (to->parts.records || to->parts.times || to->parts.exacts || to->parts.wides)
        package_add_embedded(to->files, "binding/runtime/fields.h", "backends/python/runtime/fields.h");
    const struct {
        bool is_needed;
        const char *name;
    } others[] = {
        {to->parts.arrays, "array"},
        {to->parts.streams, "arrow"},
        {to->parts.awaitables, "awaiting"},
        {to->parts.buffers, "buffers"},
        {to->parts.callbacks, "callbacks"},
        {to->parts.cancels, "cancel"},
        {to->parts.cycles, "cycles"},
        {to->parts.dynamics, "dynamic"},
        {to->parts.enums, "enums"},
        {to->parts.files, "files"},
        {to->parts.arrays || to->parts.streams, "drops"},
        {to->parts.arrays, "exports"},
        {to->parts.arrays, "memory"},
        {to->parts.buffers, "tensors"},
        {to->parts.unlocks || to->parts.callbacks || to->parts.streams || to->parts.arrays, "gil"},
        {to->parts.callbacks, "given"},
        {to->parts.callbacks, "interpreters"},
        {to->parts.locks, "locks"},
        {to->parts.maps, "maps"},
        {to->parts.nested, "nested"},
        {to->parts.objects, "objects"},
        {to->parts.operators, "operators"},
        {to->parts.records, "records"},
        {to->parts.reads || to->parts.writes, "streams"},
        {to->parts.texts, "texts"},
        {to->parts.times, "times"},
        {to->parts.exacts, "exact"},
        {to->parts.wides, "wide"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++) {
        if (others[i].is_needed)
            add_runtime(to, sources, others[i].name);
    }
    if (to->parts.callbacks)
        g_ptr_array_add(sources, (gpointer)(uintptr_t) "binding/callbacks.c");
    g_ptr_array_add(sources, (gpointer)(uintptr_t) "binding/module.c");
    g_ptr_array_add(sources, (gpointer)(uintptr_t) "binding/functions.c");
    g_ptr_array_add(sources, (gpointer)(uintptr_t) "binding/error_classes.c");
    if (to->model->enums->len > 0)
        g_ptr_array_add(sources, (gpointer)(uintptr_t) "binding/enum_classes.c");
    if (to->model->exacts->len > 0)
        g_ptr_array_add(sources, (gpointer)(uintptr_t) "binding/exact_classes.c");
    if (to->parts.records)
        g_ptr_array_add(sources, (gpointer)(uintptr_t) "binding/record_classes.c");
    for (guint i = 0; i < to->model->classes->len; i++) {
        const model_class *class_of = g_ptr_array_index(to->model->classes, i);
        g_ptr_array_add(sources, arena_printf("binding/class_%s.c", class_of->name));
    }
    python_sort_words(sources, strcmp);
    return sources;
}

static char *indented_lines(const GPtrArray *items, const char *prefix) {
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < items->len; i++)
        g_string_append_printf(text, "%s    %s%s", i > 0 ? "\n" : "", prefix,
                               (const char *)g_ptr_array_index(items, i));
    return arena_take(g_string_free(text, FALSE));
}

static const char *link_line(const native_code *native) {
    if (native->links->len == 0)
        return "";
    return arena_printf("target_link_libraries(_native PRIVATE %s)\n", emit_join(native->links, " "));
}

/* What a C++ library needs besides: its standard, and exceptions that pass through the C code between. */
static const char *cxx_lines(const native_code *native) {
    if (native->cxx_files->len == 0)
        return "";
    return "set_target_properties(native _native PROPERTIES CXX_STANDARD 17 CXX_VISIBILITY_PRESET hidden)\n"
           "target_compile_options(native PRIVATE $<$<COMPILE_LANGUAGE:C>:-fexceptions>)\n"
           "set_target_properties(_native PROPERTIES LINKER_LANGUAGE CXX)\n";
}

static const char *native_lines(const native_code *native) {
    const char *c_files = indented_lines(native->c_files, "native/");
    return native->cxx_files->len == 0
               ? c_files
               : arena_printf("%s\n%s", c_files, indented_lines(native->cxx_files, "native/"));
}

static void add_cmake(python_package *to, const native_code *native) {
    const char *defences =
        arena_printf("%s %s", hardening_line(HARDENING_COMPILED), hardening_line(HARDENING_X86));
    const char *const pairs[] = {"BANNER",    to->banner,
                                 "LIBRARY",   to->module,
                                 "LANGUAGES", native->cxx_files->len > 0 ? "C CXX" : "C",
                                 "CXX",       cxx_lines(native),
                                 "BINDING",   indented_lines(binding_sources(to), ""),
                                 "NATIVE",    native_lines(native),
                                 "INCLUDES",  indented_lines(native->include_dirs, "native/"),
                                 "LINKS",     link_line(native),
                                 "DEFENCES",  defences,
                                 "FORTIFIED", emit_join(hardening_flags(HARDENING_FORTIFIED), ";"),
                                 "LINKED",    hardening_line(HARDENING_LINKED),
                                 NULL};
    static const char *const exports[] = {"PyInit__native", NULL};
    package_add_exports(to->files, to->banner, exports);
    package_add(to->files, "CMakeLists.txt",
                emit_template("backends/python/templates/CMakeLists.txt", pairs));
}

static const char *first_line(const python_package *of) {
    const char *summary = of->model->doc->summary;
    GString *line = g_string_new(summary[0] == '\0' ? of->module : summary);
    g_string_replace(line, "\n", " ", 0);
    return arena_take(g_string_free(line, FALSE));
}

/* How values that hold others behave, where the contract has any. */
static const char *nested_lines(const python_package *of) {
    if (!of->parts.nested)
        return "";
    const char *records = "\n- A record in a record is an object: what is assigned to its fields changes the "
                          "record that holds it.";
    if (of->model->variants->len == 0)
        return records;
    const char *name = python_name(of, g_ptr_array_index(of->model->variants, 0));
    return arena_printf(
        "%s\n- A value that is one of several is an object of a frozen class, one per case, for "
        "`match`; `%s` is the union of its\n  cases, for annotations and `isinstance()`.",
        records, name);
}

void python_generate_packaging(python_package *to, const native_code *native) {
    add_cmake(to, native);
    const char *const project[] = {"BANNER",  to->banner,     "LIBRARY",     to->module,
                                   "VERSION", version_of(to), "DESCRIPTION", python_literal(first_line(to)),
                                   NULL};
    package_add(to->files, "pyproject.toml",
                emit_template("backends/python/templates/pyproject.toml", project));
    const char *const readme[] = {"LIBRARY", to->module,       "DESCRIPTION", first_line(to),
                                  "ERROR",   to->error_base,   "HEADER",      to->model->header_name,
                                  "NESTED",  nested_lines(to), NULL};
    package_add(to->files, "README.md", emit_template("backends/python/templates/README.md", readme));
}
