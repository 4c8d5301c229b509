#include "reader/guards.h"

#include <string.h>

#include "memory/arena.h"
#include "package/package.h"

void exceptions_read(reader *in, CXCursor cursor, const char *how) {
    if (in->says_exceptions) {
        reader_find(in, cursor, "TENON_EXCEPTIONS stands here twice", "one TENON_EXCEPTIONS");
        return;
    }
    in->says_exceptions = true;
    in->library->exceptions_location = reader_location(cursor);
    in->library->throws_cxx = strcmp(how, "cxx") == 0;
    if (!in->library->throws_cxx && strcmp(how, "none") != 0)
        reader_find(in, cursor, arena_printf("TENON_EXCEPTIONS(%s) is no kind of exception", how),
                    "TENON_EXCEPTIONS(cxx), or TENON_EXCEPTIONS(none) where C++ files throw nothing");
}

void jumps_read(reader *in, CXCursor cursor, const char *functions) {
    model_library *library = in->library;
    if (library->jump_frame != NULL) {
        reader_find(in, cursor, "TENON_JUMPS stands here twice", "one TENON_JUMPS");
        return;
    }
    char **names = g_strsplit(functions, ",", 2);
    library->jumps_location = reader_location(cursor);
    library->jump_frame = arena_strdup(g_strstrip(names[0]));
    library->jump_message = arena_strdup(g_strstrip(names[1]));
    g_strfreev(names);
}

bool guards_name(const reader *in, const char *function) {
    const model_library *library = in->library;
    return library->jump_frame != NULL &&
           (strcmp(function, library->jump_frame) == 0 || strcmp(function, library->jump_message) == 0);
}

/* ---- The functions that TENON_JUMPS names ---- */

static bool takes_nothing(CXCursor function) {
    return clang_Cursor_getNumArguments(function) == 0 && !clang_Cursor_isVariadic(function);
}

static bool gives_pointer_to(CXCursor function, const char *wanted) {
    CXType result = clang_getCanonicalType(clang_getCursorResultType(function));
    if (result.kind != CXType_Pointer)
        return false;
    CXType pointee = clang_getPointeeType(clang_getCursorResultType(function));
    return strcmp(reader_take(clang_getTypeSpelling(pointee)), wanted) == 0;
}

static void check_named(reader *in, const char *name, const char *wanted, const char *remedy) {
    const CXCursor *function = g_hash_table_lookup(in->declared, name);
    const char *problem = NULL;
    if (function == NULL)
        problem = arena_printf("%s, which TENON_JUMPS names, is not declared in the contract or its includes",
                               name);
    else if (!takes_nothing(*function) || !gives_pointer_to(*function, wanted))
        problem = arena_printf("%s, which TENON_JUMPS names, is of another type", name);
    if (problem != NULL)
        findings_add(in->all, in->library->jumps_location, problem, arena_printf(remedy, name));
}

/* ---- C++ ---- */

static bool has_cxx_file(const model_library *library) {
    for (guint i = 0; i < library->sources->len; i++) {
        if (is_cxx_file(g_ptr_array_index(library->sources, i)))
            return true;
    }
    return false;
}

/* A C++ file that includes the contract gives its functions other names in the object file otherwise. */
static bool says_extern_c(const model_library *library) {
    char *text = NULL;
    bool says =
        g_file_get_contents(library->header, &text, NULL, NULL) && strstr(text, "extern \"C\"") != NULL;
    g_free(text);
    return says;
}

static void check_cxx(reader *in) {
    const model_library *library = in->library;
    model_location top = {.file = library->header, .line = 1, .column = 1};
    bool has_cxx = has_cxx_file(library);
    if (has_cxx && !in->says_exceptions)
        findings_add(in->all, top, "the contract does not say whether its C++ files throw exceptions",
                     "TENON_EXCEPTIONS(cxx), or TENON_EXCEPTIONS(none) where they throw nothing");
    if ((has_cxx || library->throws_cxx) && !says_extern_c(library))
        findings_add(in->all, top,
                     "C++ files implement the contract, which does not say that its functions are C's",
                     "extern \"C\" { ... } around them, between #ifdef __cplusplus and #endif");
}

void check_guards(reader *in) {
    const model_library *library = in->library;
    check_cxx(in);
    if (library->jump_frame == NULL)
        return;
    check_named(in, library->jump_frame, "jmp_buf", "jmp_buf *%s(void) TENON_IGNORE;");
    check_named(in, library->jump_message, "const char", "const char *%s(void) TENON_IGNORE;");
    if (library->throws_cxx)
        findings_add(
            in->all, library->jumps_location,
            "a library that both throws and jumps: a jump over C++ frames skips their destructors",
            "TENON_EXCEPTIONS(cxx), with C++ exceptions in the place of jumps; or TENON_JUMPS alone");
}
