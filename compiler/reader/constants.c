/* Constants: object-like macros and const variables, with the value and type that the compiler gives them. */

#include <string.h>

#include "memory/arena.h"
#include "reader/annotations.h"
#include "reader/reader_internal.h"

#define TRIAL_PREFIX "tenon_constant_"

/* A macro and its place, until its value is known. */
struct macro {
    const char *name;
    model_location location;
    const model_doc *doc;
};

static const char *comment_above(const model_location *at) {
    char *contents = NULL;
    if (!g_file_get_contents(at->file, &contents, NULL, NULL))
        return "";
    const char *line = contents;
    for (unsigned i = 1; i < at->line && line != NULL; i++) {
        line = strchr(line, '\n');
        line = line == NULL ? NULL : line + 1;
    }
    const char *comment = "";
    if (line != NULL) {
        char *before = g_strchomp(g_strndup(contents, (gsize)(line - contents)));
        char *start = g_str_has_suffix(before, "*/") ? g_strrstr(before, "/*") : NULL;
        comment = start != NULL && start[2] == '*' ? arena_strdup(start) : "";
        g_free(before);
    }
    g_free(contents);
    return comment;
}

static void collect_macro(CXCursor cursor, GPtrArray *macros) {
    if (clang_getCursorKind(cursor) != CXCursor_MacroDefinition || clang_Cursor_isMacroFunctionLike(cursor))
        return;
    struct macro *macro = ARENA_NEW(struct macro);
    macro->name = reader_take(clang_getCursorSpelling(cursor));
    macro->location = reader_location(cursor);
    macro->doc = reader_doc_of_text(comment_above(&macro->location));
    g_ptr_array_add(macros, macro);
}

struct collecting {
    reader *in;
    GPtrArray *macros;
};

static enum CXChildVisitResult visit_macro(CXCursor cursor, CXCursor parent, CXClientData data) {
    (void)parent;
    struct collecting *collecting = data;
    CXFile file = NULL;
    clang_getExpansionLocation(clang_getCursorLocation(cursor), &file, NULL, NULL, NULL);
    if (file != NULL && clang_File_isEqual(file, collecting->in->contract))
        collect_macro(cursor, collecting->macros);
    return CXChildVisit_Continue;
}

/* A constant from what the compiler worked out; null where the expression is no number or text. */
static model_constant *evaluate(reader *in, CXCursor cursor, const char *c_name) {
    CXEvalResult value = clang_Cursor_Evaluate(cursor);
    if (value == NULL)
        return NULL;
    model_constant *constant = ARENA_NEW(model_constant);
    constant->c_name = c_name;
    constant->name = reader_short_name(c_name, in->library->name);
    bool is_constant = true;
    switch (clang_EvalResult_getKind(value)) {
    case CXEval_Int:
        constant->kind = MODEL_INTEGER_CONSTANT;
        constant->is_unsigned = clang_EvalResult_isUnsignedInt(value) != 0;
        constant->integer = constant->is_unsigned ? (int64_t)clang_EvalResult_getAsUnsigned(value)
                                                  : (int64_t)clang_EvalResult_getAsLongLong(value);
        break;
    case CXEval_Float:
        constant->kind = MODEL_FLOAT_CONSTANT;
        constant->number = clang_EvalResult_getAsDouble(value);
        break;
    case CXEval_StrLiteral:
        constant->kind = MODEL_TEXT_CONSTANT;
        constant->text = arena_strdup(clang_EvalResult_getAsStr(value));
        is_constant = g_utf8_validate(constant->text, -1, NULL);
        break;
    default:
        is_constant = false;
    }
    clang_EvalResult_dispose(value);
    return is_constant ? constant : NULL;
}

struct trial {
    reader *in;
    GPtrArray *macros;
};

static enum CXChildVisitResult visit_trial(CXCursor cursor, CXCursor parent, CXClientData data) {
    (void)parent;
    struct trial *trial = data;
    const char *name = reader_take(clang_getCursorSpelling(cursor));
    if (clang_getCursorKind(cursor) != CXCursor_VarDecl || !g_str_has_prefix(name, TRIAL_PREFIX))
        return CXChildVisit_Continue;
    const char *c_name = name + strlen(TRIAL_PREFIX);
    model_constant *constant = evaluate(trial->in, cursor, c_name);
    for (guint i = 0; constant != NULL && i < trial->macros->len; i++) {
        const struct macro *macro = g_ptr_array_index(trial->macros, i);
        if (strcmp(macro->name, c_name) != 0)
            continue;
        constant->doc = macro->doc;
        constant->location = macro->location;
        g_ptr_array_add(trial->in->library->constants, constant);
    }
    return CXChildVisit_Continue;
}

/* Only the compiler knows what `UINT64_MAX` or `(1u << 4)` is: declare a variable per macro and ask for its
 * value. Macros that are no expression (a guard, an attribute) make an error in that trial and drop out. */
static void evaluate_macros(reader *in, GPtrArray *macros) {
    char *absolute = g_canonicalize_filename(in->library->header, NULL);
    GString *text = g_string_new(NULL);
    g_string_append_printf(text, "#include \"%s\"\n", absolute);
    for (guint i = 0; i < macros->len; i++) {
        const char *name = ((const struct macro *)g_ptr_array_index(macros, i))->name;
        g_string_append_printf(text, "static const __auto_type " TRIAL_PREFIX "%s = %s;\n", name, name);
    }
    struct CXUnsavedFile file = {
        .Filename = "tenon_constants.c", .Contents = text->str, .Length = (unsigned long)text->len};
    CXIndex index = clang_createIndex(0, 0);
    CXTranslationUnit unit = NULL;
    if (clang_parseTranslationUnit2(index, file.Filename, (const char *const *)in->arguments->pdata,
                                    (int)in->arguments->len, &file, 1, CXTranslationUnit_KeepGoing,
                                    &unit) == CXError_Success) {
        struct trial trial = {.in = in, .macros = macros};
        clang_visitChildren(clang_getTranslationUnitCursor(unit), visit_trial, &trial);
        clang_disposeTranslationUnit(unit);
    }
    clang_disposeIndex(index);
    g_string_free(text, TRUE);
    g_free(absolute);
}

static void visit_variable(reader *in, CXCursor cursor) {
    const char *name = reader_take(clang_getCursorSpelling(cursor));
    if (clang_getCursorKind(cursor) != CXCursor_VarDecl || g_str_has_prefix(name, "tenon_declaration_"))
        return;
    model_constant *constant =
        clang_isConstQualifiedType(clang_getCursorType(cursor)) ? evaluate(in, cursor, name) : NULL;
    if (constant == NULL) {
        reader_find(in, cursor, arena_printf("the variable %s is not a constant", name),
                    "a function that gives its value");
        return;
    }
    constant->doc = reader_doc(cursor);
    constant->location = reader_location(cursor);
    g_ptr_array_add(in->library->constants, constant);
}

static gint compare_lines(gconstpointer a, gconstpointer b) {
    const model_constant *first = *(const model_constant *const *)a;
    const model_constant *second = *(const model_constant *const *)b;
    return first->location.line < second->location.line ? -1 : first->location.line > second->location.line;
}

void read_constants(reader *in) {
    struct collecting collecting = {.in = in, .macros = arena_array()};
    clang_visitChildren(clang_getTranslationUnitCursor(in->unit), visit_macro, &collecting);
    if (collecting.macros->len > 0)
        evaluate_macros(in, collecting.macros);
    reader_each(in, visit_variable);
    g_ptr_array_sort(in->library->constants, compare_lines);
}
