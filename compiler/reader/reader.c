#include "reader/reader.h"

#include <string.h>

#include "memory/arena.h"
#include "model/languages.h"
#include "package/installation.h"
#include "reader/annotations.h"
#include "reader/bridged.h"
#include "reader/defaults.h"
#include "reader/encoding.h"
#include "reader/examples.h"
#include "reader/freeing.h"
#include "reader/guards.h"
#include "reader/interfaces.h"
#include "reader/marks.h"
#include "reader/reader_internal.h"
#include "reader/sources.h"

const char *reader_take(CXString string) {
    const char *text = clang_getCString(string);
    char *copy = arena_strdup(text == NULL ? "" : text);
    clang_disposeString(string);
    return copy;
}

model_location reader_place(CXSourceLocation at) {
    CXFile file = NULL;
    model_location location = {0};
    clang_getExpansionLocation(at, &file, &location.line, &location.column, NULL);
    location.file = file == NULL ? "" : reader_take(clang_getFileName(file));
    return location;
}

model_location reader_location(CXCursor cursor) {
    return reader_place(clang_getCursorLocation(cursor));
}

void reader_find(reader *in, CXCursor cursor, const char *message, const char *remedy) {
    findings_add(in->all, reader_location(cursor), message, remedy);
}

struct visit {
    reader *in;
    void (*function)(reader *in, CXCursor cursor);
};

static enum CXChildVisitResult visit_declaration(CXCursor cursor, CXCursor parent, CXClientData data) {
    (void)parent;
    struct visit *visit = data;
    CXFile file = NULL;
    clang_getExpansionLocation(clang_getCursorLocation(cursor), &file, NULL, NULL, NULL);
    if (file != NULL && clang_File_isEqual(file, visit->in->contract))
        visit->function(visit->in, cursor);
    return CXChildVisit_Continue;
}

void reader_each(reader *in, void (*function)(reader *in, CXCursor cursor)) {
    struct visit visit = {.in = in, .function = function};
    clang_visitChildren(clang_getTranslationUnitCursor(in->unit), visit_declaration, &visit);
}

static const char *remedy_of_diagnostic(const char *message) {
    if (strstr(message, "file not found") != NULL)
        return "the header's right path, or give its directory with -I DIR";
    if (strstr(message, "nested too deeply") != NULL)
        return "an include guard, and no header that includes itself";
    if (strstr(message, "unknown type name 'bool'") != NULL)
        return "#include <stdbool.h>";
    if (strstr(message, "unknown type name 'size_t'") != NULL)
        return "#include <stddef.h>";
    if (strstr(message, "unknown type name '") != NULL && strstr(message, "int") != NULL &&
        g_str_has_suffix(message, "_t'"))
        return "#include <stdint.h>";
    return "C that a compiler accepts: the contract must compile by itself";
}

static void report_diagnostics(reader *in) {
    for (unsigned i = 0; i < clang_getNumDiagnostics(in->unit); i++) {
        CXDiagnostic diagnostic = clang_getDiagnostic(in->unit, i);
        const char *message = reader_take(clang_getDiagnosticSpelling(diagnostic));
        model_location at = reader_place(clang_getDiagnosticLocation(diagnostic));
        /* One without a place only says that there were too many others. */
        if (clang_getDiagnosticSeverity(diagnostic) >= CXDiagnostic_Error && at.line > 0)
            findings_add(in->all, at, message, remedy_of_diagnostic(message));
        clang_disposeDiagnostic(diagnostic);
    }
}

static bool has_errors(const reader *in) {
    bool found = false;
    for (unsigned i = 0; i < clang_getNumDiagnostics(in->unit) && !found; i++) {
        CXDiagnostic diagnostic = clang_getDiagnostic(in->unit, i);
        found = clang_getDiagnosticSeverity(diagnostic) >= CXDiagnostic_Error;
        clang_disposeDiagnostic(diagnostic);
    }
    return found;
}

static const char *name_problem(const char *name) {
    if (!reader_is_plain_name(name))
        return arena_printf("the library's name %s is not in snake_case", name);
    if (reader_is_reserved_in_c(name))
        return arena_printf("%s is a word or header of C's or of Tenon's: no library can have that name",
                            name);
    return NULL;
}

/* A name that one language has already only needs another one there. */
static void check_packages(reader *in) {
    const model_library *library = in->library;
    for (int at = 0; at < MODEL_LANGUAGES; at++) {
        model_language language = (model_language)at;
        if (library->packages[at] == NULL && reader_is_reserved_in(language, library->name))
            findings_add(
                in->all, library->location,
                arena_printf(
                    "%s is a word or module that %s has already: no package there can have that name",
                    library->name, language_title(language)),
                arena_printf("TENON_PACKAGE(%s, \"another name\"), or another name for the library",
                             language_name(language)));
    }
}

/* A wrong name or version is kept: what else is wrong does not depend on it. */
static void read_version(reader *in, CXCursor cursor, const char *value) {
    char **parts = g_strsplit(value, ",", 3);
    guint64 major = 0, minor = 0;
    bool right = g_strv_length(parts) == 3 &&
                 g_ascii_string_to_unsigned(parts[1], 10, 0, 65535, &major, NULL) &&
                 g_ascii_string_to_unsigned(parts[2], 10, 0, 65535, &minor, NULL);
    if (in->library->name != NULL) {
        reader_find(in, cursor,
                    arena_printf("the library is named twice: %s and %s", in->library->name, parts[0]),
                    "one TENON_LIBRARY per contract");
    } else {
        const char *problem = name_problem(parts[0]);
        if (!right)
            reader_find(in, cursor, "the library's version is not two plain numbers up to 65535",
                        "TENON_LIBRARY(name, 1, 0)");
        if (problem != NULL)
            reader_find(in, cursor, problem,
                        "TENON_LIBRARY(name, 1, 0): small letters, digits and single underscores, no quotes");
        in->library->name = reader_words(parts[0]);
        in->library->location = reader_location(cursor);
        in->library->major = (unsigned)major;
        in->library->minor = (unsigned)minor;
    }
    g_strfreev(parts);
}

static void visit_library(reader *in, CXCursor cursor) {
    if (clang_getCursorKind(cursor) != CXCursor_VarDecl ||
        !g_str_has_prefix(reader_take(clang_getCursorSpelling(cursor)), "tenon_declaration_"))
        return;
    annotations said = annotations_of(in, cursor, ON_DECLARATION);
    if (said.library != NULL)
        read_version(in, cursor, said.library);
    if (said.sources != NULL)
        sources_add(in, cursor, said.sources);
    if (said.includes != NULL)
        includes_add(in, cursor, said.includes);
    if (said.links != NULL)
        links_add(in, cursor, said.links);
    if (said.adds != NULL)
        additions_add(in, cursor, said.adds);
    if (said.package != NULL)
        read_package(in, cursor, said.package);
    if (said.exceptions != NULL)
        exceptions_read(in, cursor, said.exceptions);
    if (said.jumps != NULL)
        jumps_read(in, cursor, said.jumps);
}

void read_library(reader *in) {
    reader_each(in, visit_library);
    model_location top = {.file = in->library->header, .line = 1, .column = 1};
    if (in->library->name == NULL) {
        findings_add(in->all, top, "the contract does not name its library", "TENON_LIBRARY(name, 1, 0)");
        in->library->name = "unnamed";
    }
    check_packages(in);
    if (!in->says_sources)
        findings_add(in->all, top, "the contract does not say which C files implement it",
                     "TENON_SOURCES(\"*.c\"), or TENON_LINKS(\"name\") for a library of the system");
}

static const char *directory_of(const char *path) {
    return arena_take(g_path_get_dirname(path));
}

static GPtrArray *clang_arguments(const char *header, model_language language,
                                  const GPtrArray *include_dirs) {
    GPtrArray *arguments = arena_array();
    const char *fixed[] = {"-xc", "-std=c11", "-DTENON_READER", "-Wno-everything"};
    for (size_t i = 0; i < G_N_ELEMENTS(fixed); i++)
        g_ptr_array_add(arguments, arena_strdup(fixed[i]));
    if (language != MODEL_LANGUAGES)
        g_ptr_array_add(arguments, arena_printf("-DTENON_LANGUAGE_%s",
                                                arena_take(g_ascii_strup(language_name(language), -1))));
    for (guint i = 0; i < include_dirs->len; i++)
        g_ptr_array_add(arguments, arena_printf("-I%s", (const char *)g_ptr_array_index(include_dirs, i)));
    g_ptr_array_add(arguments, arena_printf("-I%s", tenon_include_directory()));
    g_ptr_array_add(arguments, arena_printf("-I%s", directory_of(header)));
    return arguments;
}

static model_library *new_library(const char *header) {
    model_library *library = ARENA_NEW(model_library);
    library->header = header;
    library->header_name = arena_take(g_path_get_basename(header));
    library->doc = reader_file_doc(header);
    GPtrArray **arrays[] = {&library->constants, &library->enums,   &library->records,  &library->classes,
                            &library->functions, &library->sources, &library->includes, &library->headers,
                            &library->links,     &library->exacts,  &library->variants, &library->interfaces,
                            &library->freers};
    for (size_t i = 0; i < G_N_ELEMENTS(arrays); i++)
        *arrays[i] = arena_array();
    for (size_t i = 0; i < MODEL_LANGUAGES; i++)
        library->additions[i] = arena_array();
    return library;
}

static void read_declarations(reader *in) {
    in->contract = clang_getFile(in->unit, in->library->header);
    /* What does not compile is not read on: half of what would be found is only a follow-up. */
    if (has_errors(in)) {
        if (!report_misspellings(in))
            report_diagnostics(in);
        return;
    }
    read_library(in);
    read_types(in);
    read_functions(in);
    list_freers(in);
    drop_unused_interfaces(in);
    read_constants(in);
    check_guards(in);
    check_bridged(in);
    check_defaults(in);
    check_names(in);
    check_examples(in);
    sources_finish(in);
}

bool contract_differs(const char *header) {
    char *text = NULL;
    bool differs = g_file_get_contents(header, &text, NULL, NULL) && strstr(text, "TENON_LANGUAGE_") != NULL;
    g_free(text);
    return differs;
}

static const model_library *read_with(const char *header, model_language language,
                                      const GPtrArray *include_dirs, bool is_alone, findings *all) {
    reader in = {.all = all, .library = new_library(header), .is_alone = is_alone};
    if (report_encoding(header, all))
        return in.library;
    in.arguments = clang_arguments(header, language, include_dirs);
    in.types = g_hash_table_new(g_str_hash, g_str_equal);
    in.unions = g_hash_table_new(g_str_hash, g_str_equal);
    in.meanings = g_hash_table_new(g_str_hash, g_str_equal);
    in.ignored = g_hash_table_new(g_str_hash, g_str_equal);
    in.declared = g_hash_table_new(g_str_hash, g_str_equal);
    in.functions = arena_table_by_text();
    in.freers = g_hash_table_new(g_str_hash, g_str_equal);
    CXIndex index = clang_createIndex(0, 0);
    enum CXErrorCode code = clang_parseTranslationUnit2(
        index, header, (const char *const *)in.arguments->pdata, (int)in.arguments->len, NULL, 0,
        CXTranslationUnit_DetailedPreprocessingRecord, &in.unit);
    if (code == CXError_Success) {
        read_declarations(&in);
        clang_disposeTranslationUnit(in.unit);
    } else {
        findings_add(all, (model_location){.file = header, .line = 1, .column = 1},
                     "the contract cannot be read", "the path of a C header that you may read");
    }
    clang_disposeIndex(index);
    g_hash_table_unref(in.types);
    g_hash_table_unref(in.ignored);
    g_hash_table_unref(in.declared);
    g_hash_table_unref(in.freers);
    return in.library;
}

const model_library *read_contract(const char *header, model_language language, const GPtrArray *include_dirs,
                                   findings *all) {
    return read_with(header, language, include_dirs, false, all);
}

const model_library *read_contract_alone(const char *header, model_language language,
                                         const GPtrArray *include_dirs, findings *all) {
    return read_with(header, language, include_dirs, true, all);
}
