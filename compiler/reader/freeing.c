/* TENON_FREED_BY: the function must exist and take what it is to free. */

#include <string.h>

#include "memory/arena.h"
#include "reader/annotations.h"
#include "reader/freeing.h"

/* The key by which a table holds a cursor's copy. */
static enum CXChildVisitResult visit_function(CXCursor cursor, CXCursor parent, CXClientData data) {
    (void)parent;
    GHashTable *functions = data;
    if (clang_getCursorKind(cursor) == CXCursor_FunctionDecl) {
        CXCursor *kept = ARENA_NEW(CXCursor);
        *kept = cursor;
        g_hash_table_insert(functions, (gpointer)(uintptr_t)reader_take(clang_getCursorSpelling(cursor)),
                            kept);
    }
    return CXChildVisit_Continue;
}

static enum CXChildVisitResult visit_freed_by(CXCursor cursor, CXCursor parent, CXClientData data) {
    (void)parent;
    static const char *const mark = "tenon:freed_by=";
    reader *in = data;
    if (clang_getCursorKind(cursor) == CXCursor_ParmDecl)
        return CXChildVisit_Recurse;
    if (clang_getCursorKind(cursor) == CXCursor_AnnotateAttr) {
        const char *text = reader_take(clang_getCursorSpelling(cursor));
        if (g_str_has_prefix(text, mark))
            g_hash_table_add(in->freers, (gpointer)(uintptr_t)(text + strlen(mark)));
    }
    return CXChildVisit_Continue;
}

static void visit_contract(reader *in, CXCursor cursor) {
    if (clang_getCursorKind(cursor) == CXCursor_FunctionDecl)
        clang_visitChildren(cursor, visit_freed_by, in);
}

void read_freers(reader *in) {
    clang_visitChildren(clang_getTranslationUnitCursor(in->unit), visit_function, in->declared);
    reader_each(in, visit_contract);
}

static bool takes_one_pointer(CXCursor function) {
    return clang_Cursor_getNumArguments(function) == 1 && !clang_Cursor_isVariadic(function) &&
           clang_getCanonicalType(clang_getCursorType(clang_Cursor_getArgument(function, 0))).kind ==
               CXType_Pointer;
}

bool is_freer(reader *in, CXCursor function) {
    if (!g_hash_table_contains(in->freers, reader_take(clang_getCursorSpelling(function))) ||
        !takes_one_pointer(function))
        return false;
    read_type taken = reader_type(in, clang_getCursorType(clang_Cursor_getArgument(function, 0)));
    return taken.type.kind != MODEL_CLASS;
}

static CXType pointee_of(CXType pointer) {
    return clang_getCanonicalType(clang_getPointeeType(clang_getCanonicalType(pointer)));
}

/* Qualifiers do not matter: a block is freed as what it is. */
static const char *plain_spelling(CXType type) {
    const char *spelling = reader_take(clang_getTypeSpelling(type));
    return g_str_has_prefix(spelling, "const ") ? spelling + strlen("const ") : spelling;
}

/* The block's own pointer type: the result's, or what the out-parameter points to. */
static CXType block_type(CXCursor cursor, bool is_result) {
    return is_result ? clang_getCanonicalType(clang_getCursorResultType(cursor))
                     : pointee_of(clang_getCursorType(cursor));
}

const char *freeing_problem(reader *in, CXCursor cursor, bool is_result, const char *freed_by) {
    if (strcmp(freed_by, "free") == 0)
        return NULL;
    const CXCursor *freer = g_hash_table_lookup(in->declared, freed_by);
    if (freer == NULL)
        return arena_printf("%s, which is to free it, is not declared in the contract or its includes",
                            freed_by);
    if (!takes_one_pointer(*freer))
        return arena_printf("%s, which is to free it, does not take one pointer", freed_by);
    CXType taken = pointee_of(clang_getCursorType(clang_Cursor_getArgument(*freer, 0)));
    CXType freed = pointee_of(block_type(cursor, is_result));
    if (taken.kind != CXType_Void && strcmp(plain_spelling(taken), plain_spelling(freed)) != 0)
        return arena_printf("%s, which is to free it, takes %s *, not %s *", freed_by, plain_spelling(taken),
                            plain_spelling(freed));
    return NULL;
}

static gint compare_freers(gconstpointer a, gconstpointer b) {
    return strcmp((*(const model_freer *const *)a)->c_name, (*(const model_freer *const *)b)->c_name);
}

void list_freers(reader *in) {
    GHashTableIter each;
    gpointer name = NULL;
    g_hash_table_iter_init(&each, in->freers);
    while (g_hash_table_iter_next(&each, &name, NULL)) {
        const CXCursor *function = g_hash_table_lookup(in->declared, name);
        bool has_body = function != NULL && clang_isCursorDefinition(*function);
        if (strcmp(name, "free") == 0 || function == NULL || has_body || !takes_one_pointer(*function))
            continue;
        model_freer *freer = ARENA_NEW(model_freer);
        *freer = (model_freer){
            .c_name = name,
            .c_type = reader_take(
                clang_getTypeSpelling(clang_getCursorType(clang_Cursor_getArgument(*function, 0)))),
            .result_type = reader_take(clang_getTypeSpelling(clang_getCursorResultType(*function)))};
        g_ptr_array_add(in->library->freers, freer);
    }
    g_ptr_array_sort(in->library->freers, compare_freers);
}
