/* Constants: object-like macros and const variables, with the value and type that the compiler gives them. */

#include <math.h>
#include <string.h>

#include "memory/arena.h"
#include "reader/annotations.h"
#include "reader/marks.h"
#include "reader/reader_internal.h"

#define TRIAL_PREFIX "tenon_constant_"

/* A macro and its place, until its value is known. */
struct macro {
    const char *name;
    model_location location;
    const model_doc *doc;
};

/* The doc comment that ends a text with its closing mark, or null. */
static const char *block_at_end(const char *text) {
    const char *end = g_strrstr(text, "*/");
    const char *before = g_strrstr_len(text, end - text, "*/");
    const char *start = strstr(before == NULL ? text : before + 2, "/*");
    return start < end && (start[2] == '*' || start[2] == '!') ? start : NULL;
}

/* The lines that begin as lines of doc comments do, at the end of a text; or null. */
static const char *lines_at_end(const char *text) {
    const char *found = NULL;
    const char *line = text + strlen(text);
    do {
        while (line > text && line[-1] != '\n')
            line--;
        const char *mark = line + strspn(line, " \t");
        bool is_doc = g_str_has_prefix(mark, "///") || g_str_has_prefix(mark, "//!");
        if (!is_doc || mark[3] == '<')
            break;
        found = line;
    } while (line-- > text);
    return found;
}

static const char *comment_above(const model_location *at) {
    char *contents = NULL;
    if (!g_file_get_contents(at->file, &contents, NULL, NULL))
        return "";
    const char *line = contents;
    for (unsigned i = 1; i < at->line && line != NULL; i++) {
        line = strchr(line, '\n');
        line = line == NULL ? NULL : line + 1;
    }
    const char *comment = NULL;
    if (line != NULL) {
        char *before = g_strchomp(g_strndup(contents, (gsize)(line - contents)));
        comment = arena_strdup(g_str_has_suffix(before, "*/") ? block_at_end(before) : lines_at_end(before));
        g_free(before);
    }
    g_free(contents);
    return comment == NULL ? "" : comment;
}

/* SHOP_H, _SHOP_H_ and INCLUDE_SHOP_H guard shop.h; some write them with a value. */
static bool is_include_guard(const reader *in, const char *name) {
    char *words = g_ascii_strdown(in->library->header_name, -1);
    g_strcanon(words, "abcdefghijklmnopqrstuvwxyz0123456789", '_');
    char *macro = g_ascii_strdown(name, -1);
    while (g_str_has_suffix(macro, "_"))
        macro[strlen(macro) - 1] = '\0';
    bool is_guard = g_str_has_suffix(macro, words);
    g_free(words);
    g_free(macro);
    return is_guard;
}

/* Whether a macro's text can be tried out as an initialiser without upsetting what follows it. */
static bool is_balanced(reader *in, CXCursor cursor) {
    CXToken *tokens = NULL;
    unsigned count = 0;
    int depth = 0;
    bool balanced = true;
    clang_tokenize(in->unit, clang_getCursorExtent(cursor), &tokens, &count);
    for (unsigned i = 1; i < count && balanced; i++) {
        const char *text = reader_take(clang_getTokenSpelling(in->unit, tokens[i]));
        depth += strcmp(text, "(") == 0 ? 1 : strcmp(text, ")") == 0 ? -1 : 0;
        balanced = depth >= 0 && (strlen(text) != 1 || strchr("{};[]#", text[0]) == NULL);
    }
    if (tokens != NULL)
        clang_disposeTokens(in->unit, tokens, count);
    return balanced && depth == 0 && count > 1;
}

static struct macro *macro_named(const GPtrArray *macros, const char *name) {
    for (guint i = 0; i < macros->len; i++) {
        struct macro *macro = g_ptr_array_index(macros, i);
        if (strcmp(macro->name, name) == 0)
            return macro;
    }
    return NULL;
}

static void collect_macro(reader *in, CXCursor cursor, GPtrArray *macros) {
    if (clang_getCursorKind(cursor) != CXCursor_MacroDefinition || clang_Cursor_isMacroFunctionLike(cursor))
        return;
    const char *name = reader_take(clang_getCursorSpelling(cursor));
    if (name[0] == '_' || is_include_guard(in, name) || !is_balanced(in, cursor))
        return;
    struct macro *macro = macro_named(macros, name);
    if (macro == NULL) {
        macro = ARENA_NEW(struct macro);
        g_ptr_array_add(macros, macro);
    }
    macro->name = name;
    macro->location = reader_location(cursor);
    macro->doc = reader_doc_of_text(comment_above(&macro->location));
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
        collect_macro(collecting->in, cursor, collecting->macros);
    return CXChildVisit_Continue;
}

static bool is_text_type(CXType type) {
    CXType canonical = clang_getCanonicalType(type);
    CXType element = canonical.kind == CXType_Pointer ? clang_getPointeeType(canonical)
                                                      : clang_getArrayElementType(canonical);
    enum CXTypeKind kind = clang_getCanonicalType(element).kind;
    return kind == CXType_Char_S || kind == CXType_Char_U;
}

model_constant *reader_evaluate(reader *in, CXCursor cursor, const char *c_name) {
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
        is_constant = is_text_type(clang_getCursorType(cursor)) && g_utf8_validate(constant->text, -1, NULL);
        break;
    default:
        is_constant = false;
    }
    clang_EvalResult_dispose(value);
    return is_constant ? constant : NULL;
}

/* Not every language can write infinity down as a constant. */
static void add_constant(reader *in, model_constant *constant) {
    if (constant->kind == MODEL_FLOAT_CONSTANT && !isfinite(constant->number))
        findings_add(in->all, constant->location, arena_printf("%s is not a finite number", constant->c_name),
                     "a function that gives it, or the macro in another header");
    else
        g_ptr_array_add(in->library->constants, constant);
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
    model_constant *constant = reader_evaluate(trial->in, cursor, c_name);
    const struct macro *macro = macro_named(trial->macros, c_name);
    if (constant != NULL && macro != NULL) {
        constant->doc = macro->doc;
        constant->location = macro->location;
        add_constant(trial->in, constant);
    }
    return CXChildVisit_Continue;
}

void reader_try(reader *in, const char *declarations, CXCursorVisitor visit, void *data) {
    char *absolute = g_canonicalize_filename(in->library->header, NULL);
    char *text = g_strdup_printf("#include \"%s\"\n%s", absolute, declarations);
    struct CXUnsavedFile file = {
        .Filename = "tenon_trial.c", .Contents = text, .Length = (unsigned long)strlen(text)};
    CXIndex index = clang_createIndex(0, 0);
    CXTranslationUnit unit = NULL;
    if (clang_parseTranslationUnit2(index, file.Filename, (const char *const *)in->arguments->pdata,
                                    (int)in->arguments->len, &file, 1, CXTranslationUnit_KeepGoing,
                                    &unit) == CXError_Success) {
        clang_visitChildren(clang_getTranslationUnitCursor(unit), visit, data);
        clang_disposeTranslationUnit(unit);
    }
    clang_disposeIndex(index);
    g_free(text);
    g_free(absolute);
}

/* Only the compiler knows what `UINT64_MAX` or `(1u << 4)` is: declare a variable per macro and ask for its
 * value. Macros that are no expression (a guard, an attribute) make an error in that trial and drop out. */
static void evaluate_macros(reader *in, GPtrArray *macros) {
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < macros->len; i++) {
        const char *name = ((const struct macro *)g_ptr_array_index(macros, i))->name;
        g_string_append_printf(text, "static const __auto_type " TRIAL_PREFIX "%s = %s;\n", name, name);
    }
    struct trial trial = {.in = in, .macros = macros};
    reader_try(in, text->str, visit_trial, &trial);
    g_string_free(text, TRUE);
}

static void visit_variable(reader *in, CXCursor cursor) {
    const char *name = reader_take(clang_getCursorSpelling(cursor));
    if (clang_getCursorKind(cursor) != CXCursor_VarDecl || g_str_has_prefix(name, "tenon_declaration_"))
        return;
    annotations said = annotations_of(in, cursor, ON_VARIABLE);
    if (said.ignore)
        return;
    model_constant *constant =
        clang_isConstQualifiedType(clang_getCursorType(cursor)) ? reader_evaluate(in, cursor, name) : NULL;
    if (constant == NULL) {
        reader_find(in, cursor, arena_printf("the variable %s is not a constant", name),
                    "a function that gives its value, or TENON_IGNORE after its name");
        return;
    }
    constant->marks = reader_marks(in, cursor, &said, NAMED_CONSTANT);
    constant->doc = reader_doc(cursor);
    constant->location = reader_location(cursor);
    add_constant(in, constant);
}

/* The constants of an enum without a name are integers like those of macros. */
static enum CXChildVisitResult visit_enum_constant(CXCursor cursor, CXCursor parent, CXClientData data) {
    (void)parent;
    reader *in = data;
    if (clang_getCursorKind(cursor) != CXCursor_EnumConstantDecl)
        return CXChildVisit_Continue;
    annotations said = annotations_of(in, cursor, ON_ENUM_CONSTANT);
    const char *name = reader_take(clang_getCursorSpelling(cursor));
    if (said.kind != NULL)
        reader_find(in, cursor, arena_printf("%s has a kind, but its enum is no status", name),
                    "TENON_STATUS after the word `enum`, or no TENON_KIND");
    model_constant *constant = ARENA_NEW(model_constant);
    enum CXTypeKind kind =
        clang_getCanonicalType(clang_getEnumDeclIntegerType(clang_getCursorSemanticParent(cursor))).kind;
    *constant = (model_constant){.c_name = name,
                                 .name = reader_short_name(name, in->library->name),
                                 .kind = MODEL_INTEGER_CONSTANT,
                                 .is_unsigned = kind == CXType_ULong || kind == CXType_ULongLong,
                                 .integer = clang_getEnumConstantDeclValue(cursor),
                                 .marks = reader_marks(in, cursor, &said, NAMED_CONSTANT),
                                 .doc = reader_doc(cursor),
                                 .location = reader_location(cursor)};
    g_ptr_array_add(in->library->constants, constant);
    return CXChildVisit_Continue;
}

static void visit_enum(reader *in, CXCursor cursor) {
    const char *name = reader_take(clang_getCursorSpelling(cursor));
    bool is_nameless =
        name[0] == '\0' || strstr(name, "(unnamed") != NULL || strstr(name, "(anonymous") != NULL;
    if (clang_getCursorKind(cursor) != CXCursor_EnumDecl || !is_nameless)
        return;
    const char *usr = reader_take(clang_getCursorUSR(cursor));
    if (g_hash_table_contains(in->types, usr) || g_hash_table_contains(in->ignored, usr))
        return;
    annotations said = annotations_of(in, cursor, ON_ENUM);
    if (said.status)
        reader_find(in, cursor, "the status has no name that functions could return",
                    "typedef enum TENON_STATUS x {...} x;");
    else if (!said.ignore)
        clang_visitChildren(cursor, visit_enum_constant, in);
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
    reader_each(in, visit_enum);
    g_ptr_array_sort(in->library->constants, compare_lines);
}
