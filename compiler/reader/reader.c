#include "reader/reader.h"

#include <string.h>

#include "memory/arena.h"
#include "reader/annotations.h"
#include "reader/reader_internal.h"
#include "reader/sources.h"

const char *reader_take(CXString string) {
    const char *text = clang_getCString(string);
    char *copy = arena_strdup(text == NULL ? "" : text);
    clang_disposeString(string);
    return copy;
}

static model_location location_of(CXSourceLocation at) {
    CXFile file = NULL;
    model_location location = {0};
    clang_getExpansionLocation(at, &file, &location.line, &location.column, NULL);
    location.file = file == NULL ? "" : reader_take(clang_getFileName(file));
    return location;
}

model_location reader_location(CXCursor cursor) {
    return location_of(clang_getCursorLocation(cursor));
}

void reader_find(reader *in, CXCursor cursor, const char *message, const char *remedy) {
    findings_add(in->all, reader_location(cursor), message, remedy);
}

const char *reader_short_name(const char *c_name, const char *prefix) {
    const char *name = c_name;
    size_t length = strlen(prefix);
    if (g_ascii_strncasecmp(name, prefix, length) == 0 && name[length] == '_' &&
        g_ascii_isalpha(name[length + 1]))
        name += length + 1;
    return arena_take(g_ascii_strdown(name, -1));
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

/* clang says "unknown type name 'TENON_OWEND'"; the quoted word tells what was meant. */
static const char *remedy_of_diagnostic(const char *message) {
    const char *quote = strchr(message, '\'');
    const char *end = quote == NULL ? NULL : strchr(quote + 1, '\'');
    if (end != NULL && g_str_has_prefix(quote + 1, "TENON_")) {
        const char *meant = annotation_like(arena_take(g_strndup(quote + 1, (gsize)(end - quote - 1))));
        if (meant != NULL)
            return arena_printf("%s", meant);
        return "one of the annotations of tenon/contract.h";
    }
    if (strstr(message, "file not found") != NULL)
        return "the header's right path, or give its directory with -I DIR";
    return "C that a compiler accepts: the contract must compile by itself";
}

static void report_diagnostics(reader *in) {
    for (unsigned i = 0; i < clang_getNumDiagnostics(in->unit); i++) {
        CXDiagnostic diagnostic = clang_getDiagnostic(in->unit, i);
        if (clang_getDiagnosticSeverity(diagnostic) >= CXDiagnostic_Error) {
            const char *message = reader_take(clang_getDiagnosticSpelling(diagnostic));
            findings_add(in->all, location_of(clang_getDiagnosticLocation(diagnostic)), message,
                         remedy_of_diagnostic(message));
        }
        clang_disposeDiagnostic(diagnostic);
    }
}

static void read_version(reader *in, CXCursor cursor, const char *value) {
    char **parts = g_strsplit(value, ",", 3);
    guint64 major = 0, minor = 0;
    bool right = g_strv_length(parts) == 3 &&
                 g_ascii_string_to_unsigned(parts[1], 10, 0, 65535, &major, NULL) &&
                 g_ascii_string_to_unsigned(parts[2], 10, 0, 65535, &minor, NULL);
    if (!right) {
        reader_find(in, cursor, "the library's version is not two plain numbers",
                    "TENON_LIBRARY(name, 1, 0)");
    } else if (in->library->name != NULL) {
        reader_find(in, cursor,
                    arena_printf("the library is named twice: %s and %s", in->library->name, parts[0]),
                    "one TENON_LIBRARY per contract");
    } else if (strcmp(parts[0], arena_take(g_ascii_strdown(parts[0], -1))) != 0) {
        reader_find(in, cursor, arena_printf("the library's name %s is not in lower case", parts[0]),
                    arena_printf("TENON_LIBRARY(%s, %s, %s)", arena_take(g_ascii_strdown(parts[0], -1)),
                                 parts[1], parts[2]));
    } else {
        in->library->name = arena_strdup(parts[0]);
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
        g_ptr_array_add(in->library->links, arena_strdup(said.links));
}

void read_library(reader *in) {
    reader_each(in, visit_library);
    model_location top = {.file = in->library->header, .line = 1, .column = 1};
    if (in->library->name == NULL) {
        findings_add(in->all, top, "the contract does not name its library", "TENON_LIBRARY(name, 1, 0)");
        in->library->name = "unnamed";
    }
    if (in->library->sources->len == 0 && in->library->links->len == 0)
        findings_add(in->all, top, "the contract does not say which C files implement it",
                     "TENON_SOURCES(\"*.c\"), or TENON_LINKS(\"name\") for a library of the system");
}

static const char *directory_of(const char *path) {
    return arena_take(g_path_get_dirname(path));
}

/* Where contract.h is: beside an installed `tenon`, otherwise in the source tree that built it. */
const char *reader_include_directory(void) {
    char *program = g_file_read_link("/proc/self/exe", NULL);
    if (program != NULL) {
        char *beside = g_build_filename(directory_of(program), "..", "include", NULL);
        char *header = g_build_filename(beside, "tenon", "contract.h", NULL);
        bool there = g_file_test(header, G_FILE_TEST_EXISTS);
        g_free(header);
        g_free(program);
        if (there) {
            char *canonical = g_canonicalize_filename(beside, NULL);
            g_free(beside);
            return arena_take(canonical);
        }
        g_free(beside);
    }
    return TENON_SOURCE_INCLUDE_DIR;
}

static GPtrArray *clang_arguments(const char *header, const GPtrArray *include_dirs) {
    GPtrArray *arguments = arena_array();
    const char *fixed[] = {"-xc", "-std=c11", "-DTENON_READER", "-fparse-all-comments", "-Wno-everything"};
    for (size_t i = 0; i < G_N_ELEMENTS(fixed); i++)
        g_ptr_array_add(arguments, arena_strdup(fixed[i]));
    for (guint i = 0; i < include_dirs->len; i++)
        g_ptr_array_add(arguments, arena_printf("-I%s", (const char *)g_ptr_array_index(include_dirs, i)));
    g_ptr_array_add(arguments, arena_printf("-I%s", reader_include_directory()));
    g_ptr_array_add(arguments, arena_printf("-I%s", directory_of(header)));
    return arguments;
}

static model_library *new_library(const char *header) {
    model_library *library = ARENA_NEW(model_library);
    library->header = header;
    library->header_name = arena_take(g_path_get_basename(header));
    library->doc = reader_file_doc(header);
    GPtrArray **arrays[] = {&library->constants, &library->enums,     &library->records,
                            &library->classes,   &library->functions, &library->sources,
                            &library->includes,  &library->headers,   &library->links};
    for (size_t i = 0; i < G_N_ELEMENTS(arrays); i++)
        *arrays[i] = arena_array();
    return library;
}

static void read_declarations(reader *in) {
    in->contract = clang_getFile(in->unit, in->library->header);
    report_diagnostics(in);
    in->compiles = in->all->list->len == 0;
    read_library(in);
    read_types(in);
    read_functions(in);
    /* A macro is tried out by compiling it; that tells nothing while the contract itself does not compile. */
    if (in->compiles)
        read_constants(in);
    check_names(in);
    sources_finish(in);
}

const model_library *read_contract(const char *header, const GPtrArray *include_dirs, findings *all) {
    reader in = {.all = all, .library = new_library(header)};
    in.arguments = clang_arguments(header, include_dirs);
    in.types = g_hash_table_new(g_str_hash, g_str_equal);
    in.ignored = g_hash_table_new(g_str_hash, g_str_equal);
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
    return in.library;
}
