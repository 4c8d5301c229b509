/* The "use" lines of a module: for what its code mentions, nothing else. */
#include <string.h>

#include "backends/rust/rust.h"
#include "memory/arena.h"

/* What code mentions, and what brings it into scope: a name of a module's, or the module itself. */
struct import {
    const char *word;
    const char *module;
    const char *name; /* Null: the module itself. */
};

static const struct import standard[] = {
    {"Borrow", "std::borrow", "Borrow"},
    {"Duration", "std::time", "Duration"},
    {"Hasher", "std::hash", "Hasher"},
    {"HashMap", "std::collections", "HashMap"},
    {"MaybeUninit", "std::mem", "MaybeUninit"},
    {"Ordering", "std::cmp", "Ordering"},
    {"PhantomData", "std::marker", "PhantomData"},
    {"Read", "std::io", "Read"},
    {"SystemTime", "std::time", "SystemTime"},
    {"Write", "std::io", "Write"},
    {"c_char", "std::ffi", "c_char"},
    {"c_void", "std::ffi", "c_void"},
    {"fmt::", "std::fmt", NULL},
    {"impl Hash", "std::hash", "Hash"},
    {"impl<P: Deref ", "std::ops", "Deref"},
    {"impl<P: DerefMut>", "std::ops", "DerefMut"},
    {"io::", "std::io", NULL},
    {"ptr::", "std::ptr", NULL},
};

static const struct import package_own[] = {
    {"Alias", "crate::alias", "Alias"},
    {"Array", "crate::array", "Array"},
    {"ArrowStream", "crate::arrow", "ArrowStream"},
    {"Block", "crate::block", "Block"},
    {"BridgeState", "crate::diagnostics", "BridgeState"},
    {"Callback", "crate::callback", "Callback"},
    {"CallbackError", "crate::callback", "CallbackError"},
    {"Cancel", "crate::cancel", "Cancel"},
    {"Cancellable", "crate::cancellable", "Cancellable"},
    {"Detail", "crate::detail", "Detail"},
    {"Error", "crate::error", "Error"},
    {"Exclusive", "crate::exclusive", "Exclusive"},
    {"Handle", "crate::handle", "Handle"},
    {"Int128", "crate::int128", "Int128"},
    {"Items", "crate::items", "Items"},
    {"Kind", "crate::kind", "Kind"},
    {"Lent", "crate::lent", "Lent"},
    {"Link", "crate::detail", "Link"},
    {"Listed", "crate::listed", "Listed"},
    {"Locked", "crate::locked", "Locked"},
    {"Outcome", "crate::outcome", "Outcome"},
    {"Pending", "crate::pending", "Pending"},
    {"LedgerEntry", "crate::diagnostics", "LedgerEntry"},
    {"ArrowParts", "crate::arrow", "ArrowParts"},
    {"Result", "crate::error", "Result"},
    {"Stored", "crate::stored", "Stored"},
    {"Text", "crate::text", "Text"},
    {"TextList", "crate::text_list", "TextList"},
    {"TextView", "crate::text_view", "TextView"},
    {"Texts", "crate::texts", "Texts"},
    {"Uint128", "crate::int128", "Uint128"},
    {"Value", "crate::value", "Value"},
    {"View", "crate::view", "View"},
    {"ViewMut", "crate::view_mut", "ViewMut"},
    {"buffer::", "crate::buffer", NULL},
    {"callback::", "crate::callback", NULL},
    {"callbacks::", "crate::callbacks", NULL},
    {"exact!", "crate::exact", "exact"},
    {"flags!", "crate::flags", "flags"},
    {"given::", "crate::given", NULL},
    {"handshake::", "crate::handshake", NULL},
    {"listed::", "crate::listed", NULL},
    {"once::", "crate::once", NULL},
    {"passed::", "crate::passed", NULL},
    {"streams::", "crate::streams", NULL},
    {"sys::", "crate::sys", NULL},
    {"texts::", "crate::texts", NULL},
    {"time::", "crate::time", NULL},
};

/* A constant of an enum may be called "Text" and mean no type: such modules say themselves what they use. */
static const char *const used_by_enums[] = {"Detail", "Error", "Result", "flags!", "exact!", NULL};

static bool is_word_part(char c) {
    return g_ascii_isalnum(c) || c == '_';
}

/* Code whose words are looked for: its lines, and every word that no path leads to. */
struct searched {
    char **lines;
    GHashTable *words; /* owns them */
};

static bool is_comment(const char *code) {
    return g_str_has_prefix(code, "//");
}

static void add_words(GHashTable *words, const char *code) {
    for (const char *at = code; *at != '\0';) {
        size_t length = 0;
        while (is_word_part(at[length]))
            length++;
        if (length > 0 && (at == code || at[-1] != ':'))
            g_hash_table_add(words, g_strndup(at, length));
        at += length > 0 ? length : 1;
    }
}

static struct searched search(const char *code) {
    struct searched in = {g_strsplit(code, "\n", -1),
                          g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL)};
    for (char **line = in.lines; *line != NULL; line++) {
        const char *text = *line + strspn(*line, " ");
        if (!is_comment(text))
            add_words(in.words, text);
    }
    return in;
}

static void end_search(struct searched *in) {
    g_hash_table_unref(in->words);
    g_strfreev(in->lines);
}

static bool is_one_word(const char *text) {
    while (is_word_part(*text))
        text++;
    return *text == '\0';
}

/* Whether the word stands on some line that is no comment. */
static bool mentions(const struct searched *in, const char *word) {
    if (is_one_word(word))
        return g_hash_table_contains(in->words, word);
    bool is_whole = !is_word_part(word[strlen(word) - 1]);
    for (char **line = in->lines; *line != NULL; line++) {
        const char *code = *line + strspn(*line, " ");
        if (is_comment(code))
            continue;
        for (const char *at = strstr(code, word); at != NULL; at = strstr(at + 1, word)) {
            bool starts = at == code || (!is_word_part(at[-1]) && at[-1] != ':');
            if (starts && (is_whole || !is_word_part(at[strlen(word)])))
                return true;
        }
    }
    return false;
}

/* ---- Gathering ---- */

/* The names that are used of each module, in the order of the modules' first mention. */
struct uses {
    GPtrArray *modules; /* char * */
    GPtrArray *names;   /* GPtrArray of char *, per module; the module itself is "self". */
};

static struct uses no_uses(void) {
    return (struct uses){arena_array(), arena_array()};
}

static void add_use(struct uses *to, const char *module, const char *name) {
    guint index = 0;
    if (!g_ptr_array_find_with_equal_func(to->modules, module, g_str_equal, &index)) {
        index = to->modules->len;
        g_ptr_array_add(to->modules, (gpointer)(uintptr_t)module);
        g_ptr_array_add(to->names, arena_array());
    }
    g_ptr_array_add(g_ptr_array_index(to->names, index), (gpointer)(uintptr_t)(name == NULL ? "self" : name));
}

static void add_all(struct uses *to, const struct searched *in, const struct import *imports, size_t count,
                    const char *here) {
    bool is_enums = strcmp(here, "enums") == 0 || strcmp(here, "variants") == 0;
    for (size_t i = 0; i < count; i++) {
        bool is_own = g_str_has_prefix(imports[i].module, "crate::");
        if (is_own && is_enums && !g_strv_contains(used_by_enums, imports[i].word))
            continue;
        if (mentions(in, imports[i].word))
            add_use(to, imports[i].module, imports[i].name);
    }
}

/* A type of the package's own, and the module that it is of. */
struct own_type {
    const char *module;
    const char *name;
};

static void list_type(GPtrArray *to, const char *module, const char *name) {
    struct own_type *type = ARENA_NEW(struct own_type);
    *type = (struct own_type){module, name};
    g_ptr_array_add(to, type);
}

static GPtrArray *list_types(const plan_library *plan) {
    const model_library *model = plan->model;
    GPtrArray *types = arena_array();
    for (guint i = 0; i < model->enums->len; i++)
        list_type(types, "enums", rust_enum_name(RUST_AT(model_enum, model->enums, i)));
    for (guint i = 0; i < model->exacts->len; i++)
        list_type(types, "exacts", rust_exact_name(RUST_AT(model_exact, model->exacts, i)));
    for (guint i = 0; i < model->records->len; i++) {
        const char *name = rust_record_name(RUST_AT(model_record, model->records, i));
        list_type(types, "records", name);
        list_type(types, "raw", arena_printf("Raw%s", name));
    }
    for (guint i = 0; i < model->variants->len; i++) {
        const char *name = rust_union_name(RUST_AT(model_variant, model->variants, i));
        list_type(types, "variants", name);
        list_type(types, "raw", arena_printf("Raw%s", name));
    }
    for (guint i = 0; i < model->interfaces->len; i++) {
        const model_interface *interface = RUST_AT(model_interface, model->interfaces, i);
        const char *name = rust_interface_name(interface);
        list_type(types, "callbacks", arena_printf("%sFunctions", name));
        if (!interface->is_callback)
            list_type(types, "callbacks", name);
    }
    for (guint i = 0; i < plan->functions->len; i++) {
        const char *name = rust_options_name(RUST_AT(plan_function, plan->functions, i));
        if (name != NULL)
            list_type(types, "options", name);
    }
    for (guint i = 0; i < model->classes->len; i++) {
        const model_class *class_of = RUST_AT(model_class, model->classes, i);
        list_type(types, rust_module_name(class_of), rust_class_name(class_of));
    }
    return types;
}

/* The same for every module: listed once. */
static const GPtrArray *own_types(const plan_library *plan) {
    static const char key[] = "types of the Rust package";
    GPtrArray *types = g_hash_table_lookup(plan->rendered, key);
    if (types == NULL) {
        types = list_types(plan);
        g_hash_table_insert(plan->rendered, (gpointer)(uintptr_t)key, types);
    }
    return types;
}

static void add_types(struct uses *to, const plan_library *plan, const struct searched *in,
                      const char *here) {
    const GPtrArray *types = own_types(plan);
    for (guint i = 0; i < types->len; i++) {
        const struct own_type *type = g_ptr_array_index(types, i);
        if (mentions(in, type->name) && strcmp(here, type->module) != 0)
            add_use(to, arena_printf("crate::%s", type->module), type->name);
    }
}

bool rust_mentions(const char *code, const char *word) {
    struct searched in = search(code);
    bool found = mentions(&in, word);
    end_search(&in);
    return found;
}

/* ---- Writing ---- */

static gint compare_texts(gconstpointer a, gconstpointer b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The module itself comes before its names. */
static gint compare_names(gconstpointer a, gconstpointer b) {
    const char *left = *(const char *const *)a, *right = *(const char *const *)b;
    bool is_left_self = strcmp(left, "self") == 0, is_right_self = strcmp(right, "self") == 0;
    return is_left_self != is_right_self ? (is_left_self ? -1 : 1) : strcmp(left, right);
}

const char *rust_use_path(const char *module, GPtrArray *names) {
    g_ptr_array_sort(names, compare_names);
    if (names->len == 1 && strcmp(g_ptr_array_index(names, 0), "self") == 0)
        return module;
    const char *joined = emit_join(names, ", ");
    const char *line = arena_printf(names->len == 1 ? "%s::%s" : "%s::{%s}", module, joined);
    if (strlen(line) + strlen("use ;") <= RUST_WIDTH)
        return line;
    GString *filled = g_string_new(NULL);
    size_t column = RUST_WIDTH;
    for (guint i = 0; i < names->len; i++) {
        const char *name = g_ptr_array_index(names, i);
        bool fits = column + strlen(name) + 2 < RUST_WIDTH;
        g_string_append_printf(filled, "%s%s,", fits ? " " : "\n    ", name);
        column = fits ? column + strlen(name) + 2 : 4 + strlen(name) + 1;
    }
    line = arena_printf("%s::{%s\n}", module, filled->str);
    g_string_free(filled, TRUE);
    return line;
}

static void put_group(emit *out, const struct uses *uses) {
    GPtrArray *paths = arena_array();
    for (guint i = 0; i < uses->modules->len; i++)
        g_ptr_array_add(paths, (gpointer)(uintptr_t)rust_use_path(g_ptr_array_index(uses->modules, i),
                                                                  g_ptr_array_index(uses->names, i)));
    if (paths->len == 0)
        return;
    g_ptr_array_sort(paths, compare_texts);
    for (guint i = 0; i < paths->len; i++)
        emit_line(out, "use %s;", (const char *)g_ptr_array_index(paths, i));
    emit_line(out, "%s", "");
}

static void put_uses(emit *out, const plan_library *plan, const char *body, const char *here) {
    struct searched in = search(body);
    struct uses first = no_uses(), second = no_uses();
    add_all(&first, &in, standard, G_N_ELEMENTS(standard), here);
    put_group(out, &first);
    add_all(&second, &in, package_own, G_N_ELEMENTS(package_own), here);
    add_types(&second, plan, &in, here);
    put_group(out, &second);
    end_search(&in);
}

void rust_add_module(const plan_library *plan, package *files, const char *name, const char *title,
                     emit *body) {
    const char *text = emit_finish(body);
    emit *out = emit_new("    ", RUST_WIDTH);
    rust_file_head(out, plan, "//");
    rust_doc(out, "//!", title);
    emit_line(out, "%s", "");
    put_uses(out, plan, text, name);
    emit_raw(out, text);
    package_add(files, arena_printf("src/%s.rs", name), emit_finish(out));
}
