#include "reader/marks.h"

#include <string.h>

#include "memory/arena.h"
#include "model/languages.h"

/* ---- Names ---- */

static bool is_word(const char *name, const char *first, const char *rest) {
    return name[0] != '\0' && strchr(first, name[0]) != NULL && strspn(name, rest) == strlen(name);
}

#define SMALL "abcdefghijklmnopqrstuvwxyz"
#define CAPITALS "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define DIGITS "0123456789"
#define LETTERS SMALL CAPITALS

/* The rest of these functions: what would be right, or null where the name is. */

static const char *rust_remedy(named_kind kind, const char *name) {
    bool is_type = kind == NAMED_TYPE || kind == NAMED_ENUM_CONSTANT || kind == NAMED_ERROR;
    if (is_type)
        return is_word(name, CAPITALS, LETTERS DIGITS) ? NULL : "a name like NodeCount, as Rust writes it";
    if (kind == NAMED_CONSTANT)
        return is_word(name, CAPITALS, CAPITALS DIGITS "_") ? NULL
                                                            : "a name like NODE_COUNT, as Rust writes it";
    return is_word(name, SMALL, SMALL DIGITS "_") ? NULL : "a name like node_count, as Rust writes it";
}

static const char *go_remedy(named_kind kind, const char *name) {
    if (kind == NAMED_PARAMETER)
        return is_word(name, LETTERS, LETTERS DIGITS "_") ? NULL : "letters and digits, a letter first";
    return is_word(name, CAPITALS, LETTERS DIGITS "_")
               ? NULL
               : "a name that begins with a capital: only those leave a Go package";
}

static const char *other_remedy(const char *name) {
    return is_word(name, LETTERS, LETTERS DIGITS "_") ? NULL
                                                      : "letters, digits and underscores, a letter first";
}

static bool may_be_keyword(model_language language, named_kind kind) {
    return language == MODEL_NODE &&
           (kind == NAMED_MEMBER || kind == NAMED_FIELD || kind == NAMED_ENUM_CONSTANT);
}

static const char *name_remedy(model_language language, named_kind kind, const char *name) {
    bool is_taken = language_has_keyword(language, name) ||
                    (language == MODEL_PYTHON && (strcmp(name, "self") == 0 || strcmp(name, "cls") == 0));
    if (is_taken && !may_be_keyword(language, kind))
        return arena_printf("a name that is no word of %s itself", language_title(language));
    switch (language) {
    case MODEL_RUST:
        return rust_remedy(kind, name);
    case MODEL_GO:
        return go_remedy(kind, name);
    default:
        return other_remedy(name);
    }
}

static void check_names_of(reader *in, CXCursor cursor, const model_marks *marks, named_kind kind) {
    for (model_language language = 0; language < MODEL_LANGUAGES; language++) {
        const char *name = marks->names[language];
        const char *remedy = name == NULL ? NULL : name_remedy(language, kind, name);
        if (remedy != NULL)
            reader_find(in, cursor, arena_printf("%s cannot call it \"%s\"", language_title(language), name),
                        remedy);
    }
}

/* ---- Versions and advice ---- */

static void check_since(reader *in, CXCursor cursor, const char *since) {
    const model_library *library = in->library;
    char **parts = g_strsplit(since, ".", 2);
    guint64 major = 0, minor = 0;
    bool right = g_strv_length(parts) == 2 &&
                 g_ascii_string_to_unsigned(parts[0], 10, 0, 65535, &major, NULL) &&
                 g_ascii_string_to_unsigned(parts[1], 10, 0, 65535, &minor, NULL);
    g_strfreev(parts);
    bool has_version = library->major > 0 || library->minor > 0;
    bool is_later = major > library->major || (major == library->major && minor > library->minor);
    if (!right)
        reader_find(in, cursor, "the version of TENON_SINCE is not two plain numbers", "TENON_SINCE(1, 0)");
    else if (has_version && is_later)
        reader_find(in, cursor,
                    arena_printf("TENON_SINCE says %s, but the library is only at %u.%u", since,
                                 library->major, library->minor),
                    arena_printf("TENON_LIBRARY(%s, %s, %s), or an earlier TENON_SINCE", library->name,
                                 arena_printf("%u", (unsigned)major), arena_printf("%u", (unsigned)minor)));
}

model_marks reader_marks(reader *in, CXCursor cursor, const annotations *said, named_kind kind) {
    model_marks marks = {.deprecated = said->deprecated, .since = said->since};
    memcpy(marks.names, said->names, sizeof marks.names);
    if (marks.deprecated != NULL && g_strstrip(arena_strdup(marks.deprecated))[0] == '\0')
        reader_find(in, cursor, "TENON_DEPRECATED does not say what to do instead",
                    "TENON_DEPRECATED(\"use that instead\")");
    if (marks.since != NULL)
        check_since(in, cursor, marks.since);
    check_names_of(in, cursor, &marks, kind);
    return marks;
}

/* One of two texts; both are a finding. */
static const char *either(reader *in, CXCursor cursor, const char *macro, const char *a, const char *b) {
    if (a != NULL && b != NULL)
        reader_find(in, cursor,
                    arena_printf("%s stands here twice: on the typedef and on what it names", macro),
                    arena_printf("one %s", macro));
    return a != NULL ? a : b;
}

model_marks reader_type_marks(reader *in, CXCursor type_definition, annotation_place place) {
    CXType type = clang_getCanonicalType(clang_getTypedefDeclUnderlyingType(type_definition));
    CXCursor declaration = clang_getTypeDeclaration(type);
    annotations said = annotations_of(in, type_definition, ON_TYPEDEF);
    annotations said_inside = annotations_of(in, declaration, place);
    model_marks outer = reader_marks(in, type_definition, &said, NAMED_TYPE);
    model_marks inner = reader_marks(in, declaration, &said_inside, NAMED_TYPE);
    model_marks marks = {
        .deprecated = either(in, type_definition, "TENON_DEPRECATED", outer.deprecated, inner.deprecated),
        .since = either(in, type_definition, "TENON_SINCE", outer.since, inner.since)};
    for (model_language language = 0; language < MODEL_LANGUAGES; language++)
        marks.names[language] =
            either(in, type_definition, "TENON_NAME", outer.names[language], inner.names[language]);
    return marks;
}

/* ---- Packages ---- */

/* The part of a package's name by which code calls it. */
static const char *called_in_code(model_language language, const char *name) {
    const char *slash = strrchr(name, '/');
    const char *last = slash == NULL ? name : slash + 1;
    if (language == MODEL_GO && slash != NULL && last[0] == 'v' && g_ascii_isdigit(last[1])) {
        const char *before = arena_take(g_strndup(name, (gsize)(slash - name)));
        return called_in_code(MODEL_NODE, before); /* example.com/shop/v2 is shop */
    }
    return last;
}

static const char *package_remedy(model_language language, const char *name) {
    const char *called = called_in_code(language, name);
    switch (language) {
    case MODEL_PYTHON:
        return reader_is_plain_name(name) ? NULL : "a module's name: small letters, digits and underscores";
    case MODEL_NODE: {
        const char *slash = strchr(name, '/');
        bool is_right = (slash == NULL) != (name[0] == '@') &&
                        is_word(called, SMALL DIGITS, SMALL DIGITS "._-") &&
                        (slash == NULL || slash + 1 == called) &&
                        (slash == NULL || is_word(name + 1, SMALL DIGITS, SMALL DIGITS "._-/"));
        return is_right ? NULL : "a name like shop or @acme/shop: small letters, digits and dashes";
    }
    case MODEL_GO: {
        bool is_right = is_word(called, SMALL, SMALL DIGITS) &&
                        is_word(name, SMALL CAPITALS DIGITS, LETTERS DIGITS "._~-/") &&
                        strstr(name, "//") == NULL;
        return is_right ? NULL
                        : "a module's path like example.com/shop, its last word in small letters and digits";
    }
    default:
        return is_word(name, SMALL, SMALL DIGITS "_-") ? NULL
                                                       : "a crate's name: small letters, digits and dashes";
    }
}

void read_package(reader *in, CXCursor cursor, const char *value) {
    model_library *library = in->library;
    char **parts = g_strsplit(value, ",", 2);
    model_language language = language_named(parts[0]);
    const char *name = arena_strdup(parts[1] == NULL ? "" : parts[1]);
    const char *macro = arena_printf("TENON_PACKAGE(%s, ...)", parts[0]);
    g_strfreev(parts);
    if (language == MODEL_LANGUAGES) {
        reader_find(in, cursor, arena_printf("%s names no language", macro),
                    arena_printf("one of %s", language_names_joined()));
        return;
    }
    const char *remedy = package_remedy(language, name);
    bool is_reserved = reader_is_reserved_in(language, called_in_code(language, name));
    if (library->packages[language] != NULL)
        reader_find(in, cursor, arena_printf("%s stands here twice", macro),
                    arena_printf("one TENON_PACKAGE for %s", language_title(language)));
    else if (remedy != NULL)
        reader_find(in, cursor,
                    arena_printf("no package for %s can be called \"%s\"", language_title(language), name),
                    remedy);
    else if (is_reserved)
        reader_find(
            in, cursor,
            arena_printf("\"%s\" is a word or module that %s has already", name, language_title(language)),
            "another name");
    if (library->package_location.line == 0)
        library->package_location = reader_location(cursor);
    library->packages[language] = name;
}
