#include <string.h>

#include "backends/rust/rust.h"
#include "memory/arena.h"
#include "model/languages.h"

/* Types that generated code names without a path: the package's own, the prelude's and what it imports. */
static const char *const taken_types[] = {
    "Alias",        "Arc",           "ArrowStream", "Array",     "AsRef",      "Block",       "Borrow",
    "BridgeState",  "Box",           "CStr",        "Callback",  "Cancel",     "Cancellable", "Clone",
    "Copy",         "Debug",         "Default",     "Deref",     "DerefMut",   "Detail",      "Display",
    "Drop",         "Duration",      "Eq",          "Err",       "Error",      "Exclusive",   "From",
    "FromStr",      "Handle",        "Hash",        "HashMap",   "Hasher",     "Int128",      "Into",
    "IntoIterator", "ArrowParts",    "LedgerEntry", "Items",     "Iterator",   "Kind",        "Lent",
    "Locked",       "MaybeUninit",   "Mutex",       "None",      "Ok",         "Once",        "Option",
    "Ord",          "Ordering",      "Outcome",     "PartialEq", "PartialOrd", "Pending",     "PhantomData",
    "Read",         "Result",        "Self",        "Send",      "Some",       "Stored",      "String",
    "Sync",         "SystemTime",    "Text",        "TextList",  "TextView",   "Texts",       "ToString",
    "TryFrom",      "TryInto",       "Uint128",     "Value",     "Vec",        "View",        "ViewMut",
    "Write",        "CallbackError", NULL};

static const char *const taken_modules[] = {
    "alias",       "array",     "arrow",     "block",       "buffer",    "callback",  "callbacks", "cancel",
    "cancellable", "constants", "detail",    "diagnostics", "enums",     "error",     "exact",     "exacts",
    "io",          "given",     "exclusive", "functions",   "handle",    "handshake", "int128",    "items",
    "kind",        "lent",      "lib",       "listed",      "flags",     "locked",    "main",      "mod",
    "once",        "options",   "outcome",   "passed",      "pending",   "raw",       "records",   "running",
    "stored",      "streams",   "sys",       "text",        "text_list", "text_view", "texts",     "time",
    "value",       "variants",  "view",      "view_mut",    NULL};

static const char *const taken_crates[] = {"alloc",       "build",      "cc",  "core", "deps", "examples",
                                           "incremental", "proc_macro", "std", "test", NULL};

static bool is_one_of(const char *const *list, const char *word) {
    return g_strv_contains(list, word);
}

/* Authors write parameters as they like: "None", "nodeCount", "URL" become "none", "node_count", "url". */
static const char *snake_case(const char *word) {
    GString *snake = g_string_new(NULL);
    for (const char *c = word; *c != '\0'; c++) {
        bool starts = g_ascii_isupper(*c) && c > word && (g_ascii_islower(c[-1]) || g_ascii_isdigit(c[-1]));
        if (starts)
            g_string_append_c(snake, '_');
        g_string_append_c(snake, g_ascii_tolower(*c));
    }
    return arena_take(g_string_free(snake, FALSE));
}

const char *rust_name(const char *word) {
    const char *name = snake_case(word);
    if (g_ascii_isdigit(name[0]))
        name = arena_printf("_%s", name);
    if (g_str_has_prefix(name, "tn_") || strcmp(name, "_") == 0 || language_has_keyword(MODEL_RUST, name))
        return arena_printf("%s_", name);
    return name;
}

static const char *pascal_case(const char *word) {
    const char *name = emit_pascal_case(snake_case(word));
    return g_ascii_isdigit(name[0]) ? arena_printf("N%s", name) : name;
}

const char *rust_type_name(const char *word) {
    const char *name = pascal_case(word);
    return is_one_of(taken_types, name) ? arena_printf("%sObject", name) : name;
}

const char *rust_variant_name(const char *word) {
    const char *name = pascal_case(word);
    return strcmp(name, "Self") == 0 ? "Self_" : name;
}

const char *rust_constant_name(const char *word) {
    const char *name = emit_upper_case(snake_case(word));
    return g_ascii_isdigit(name[0]) ? arena_printf("_%s", name) : name;
}

const char *rust_crate_name(const char *word) {
    const char *name = snake_case(word);
    bool is_taken = is_one_of(taken_crates, name) || language_has_keyword(MODEL_RUST, name);
    return is_taken ? arena_printf("%s_library", name) : name;
}

/* ---- What the items of a contract are called ---- */

static const char *type_name(const model_marks *marks, const char *word) {
    const char *given = marks->names[MODEL_RUST];
    if (given == NULL)
        return rust_type_name(word);
    return is_one_of(taken_types, given) ? arena_printf("%sObject", given) : given;
}

const char *rust_class_name(const model_class *class_of) {
    return type_name(&class_of->marks, class_of->name);
}

const char *rust_record_name(const model_record *record) {
    return type_name(&record->marks, record->name);
}

const char *rust_enum_name(const model_enum *item) {
    return type_name(&item->marks, item->name);
}

const char *rust_union_name(const model_variant *variant) {
    return type_name(&variant->marks, variant->name);
}

const char *rust_exact_name(const model_exact *exact) {
    return type_name(&exact->marks, exact->name);
}

const char *rust_interface_name(const model_interface *interface) {
    return type_name(&interface->marks, interface->name);
}

const char *rust_error_name(const plan_error *error) {
    return model_name_in(&error->marks, MODEL_RUST, rust_variant_name(error->name));
}

const char *rust_case_name(const model_enum_constant *constant) {
    return model_name_in(&constant->marks, MODEL_RUST, rust_variant_name(constant->name));
}

const char *rust_variant_case(const model_variant *variant, const model_case *item) {
    const char *prefix = arena_printf("%s_", variant->name), *name = item->constant->name;
    bool repeats = g_str_has_prefix(name, prefix) && !g_ascii_isdigit(name[strlen(prefix)]);
    return model_name_in(&item->constant->marks, MODEL_RUST,
                         rust_variant_name(repeats ? name + strlen(prefix) : name));
}

const char *rust_flag_name(const model_enum_constant *constant) {
    return model_name_in(&constant->marks, MODEL_RUST, rust_constant_name(constant->name));
}

const char *rust_field_name(const model_field *field) {
    return model_name_in(&field->marks, MODEL_RUST, rust_name(field->name));
}

const char *rust_module_name(const model_class *class_of) {
    const char *name = rust_name(model_name_in(&class_of->marks, MODEL_RUST, class_of->name));
    return is_one_of(taken_modules, name) ? arena_printf("%s_object", name) : name;
}

const char *rust_function_name(const model_function *function) {
    if (function->is_setter)
        return rust_name(arena_printf("set_%s", model_name_in(&function->marks, MODEL_RUST, function->name)));
    const char *name = rust_name(function->name);
    /* `next` is the trait's, and gives an `Option` of a `Result`. */
    if (function->is_next && strcmp(name, "next") == 0)
        name = "try_next";
    return model_name_in(&function->marks, MODEL_RUST, name);
}

static const char *value_name(const plan_value *value) {
    return model_name_in(&value->marks, MODEL_RUST, rust_name(value->name));
}

const char **rust_value_names(const plan_function *call) {
    const char **names = arena_alloc(sizeof(*names) * (call->values->len + 1));
    for (guint i = 0; i < call->values->len; i++) {
        names[i] = value_name(RUST_AT(plan_value, call->values, i));
        for (guint j = 0; j < i; j++) {
            if (strcmp(names[i], names[j]) == 0) {
                names[i] = arena_printf("%s_", names[i]);
                j = (guint)-1; /* The longer name may be taken as well: look again from the start. */
            }
        }
    }
    return names;
}

const char *rust_slot_name(const plan_function *call, guint index) {
    /* Slots are unique as they are in C; different cases may meet in snake_case. */
    const char *name = rust_name(RUST_AT(plan_slot, call->slots, index)->name);
    for (guint i = 0; i < index; i++) {
        if (strcmp(rust_name(RUST_AT(plan_slot, call->slots, i)->name), name) == 0)
            return arena_printf("%s_%u", name, index);
    }
    return name;
}

bool rust_is_invisible(gunichar character) {
    switch (g_unichar_type(character)) {
    case G_UNICODE_CONTROL:
    case G_UNICODE_FORMAT: /* Direction marks and overrides, zero-width characters, the byte order mark. */
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
    case G_UNICODE_PRIVATE_USE:
    case G_UNICODE_UNASSIGNED:
        return true;
    default:
        return false;
    }
}

/* Rust and TOML differ only in how they write a character by its number. */
static const char *quote(const char *text, bool is_toml) {
    GString *literal = g_string_new("\"");
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar character = g_utf8_get_char(at);
        if (character == '"' || character == '\\')
            g_string_append_printf(literal, "\\%c", (char)character);
        else if (character == '\n')
            g_string_append(literal, "\\n");
        else if (rust_is_invisible(character))
            g_string_append_printf(literal, is_toml ? "\\U%08x" : "\\u{%x}", character);
        else
            g_string_append_unichar(literal, character);
    }
    return arena_take(g_string_free(g_string_append_c(literal, '"'), FALSE));
}

const char *rust_string(const char *text) {
    return quote(text, false);
}

const char *rust_toml_string(const char *text) {
    return quote(text, true);
}

const char *rust_fingerprint(const plan_library *plan) {
    char **lines = g_strsplit(plan->fingerprint, "\n", -1);
    GString *literal = g_string_new(NULL);
    for (char **line = lines; *line != NULL && (line[0][0] != '\0' || line[1] != NULL); line++) {
        const char *quoted = rust_string(*line);
        g_string_append_printf(literal, "%s%.*s\\n", line == lines ? "" : "\\\n    ", (int)strlen(quoted) - 2,
                               quoted + 1);
    }
    g_strfreev(lines);
    return arena_take(g_string_free(literal, FALSE));
}

const char *rust_integer(int64_t bits, bool is_unsigned) {
    bool is_negative = !is_unsigned && bits < 0;
    uint64_t magnitude = is_negative ? UINT64_C(0) - (uint64_t)bits : (uint64_t)bits;
    char *digits = g_strdup_printf("%" G_GUINT64_FORMAT, magnitude);
    size_t length = strlen(digits);
    GString *literal = g_string_new(is_negative ? "-" : NULL);
    for (size_t i = 0; i < length; i++) {
        if (i > 0 && length > 4 && (length - i) % 3 == 0)
            g_string_append_c(literal, '_');
        g_string_append_c(literal, digits[i]);
    }
    g_free(digits);
    return arena_take(g_string_free(literal, FALSE));
}

const char *rust_float(double number) {
    if (number != number)
        return "f64::NAN";
    if (number > G_MAXDOUBLE || number < -G_MAXDOUBLE)
        return number > 0 ? "f64::INFINITY" : "f64::NEG_INFINITY";
    char digits[G_ASCII_DTOSTR_BUF_SIZE];
    for (int precision = 1; precision <= 17; precision++) { /* The shortest that reads back the same. */
        g_ascii_formatd(digits, sizeof(digits), arena_printf("%%.%dg", precision), number);
        if (g_ascii_strtod(digits, NULL) == number)
            break;
    }
    const char *exponent = strchr(digits, 'e');
    if (exponent != NULL) /* C writes 1e+05, Rust's readers expect 1e5. */
        return arena_printf("%.*se%d", (int)(exponent - digits), digits,
                            (int)g_ascii_strtoll(exponent + 1, NULL, 10));
    return strchr(digits, '.') != NULL ? arena_strdup(digits) : arena_printf("%s.0", digits);
}
