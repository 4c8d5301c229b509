#include "backends/go/docs.h"

#include <string.h>

#include "backends/go/calls.h"
#include "memory/arena.h"

/* ---- Sentences ---- */

/* Verbs that open a sentence about a function which returns something; any other word begins a noun. */
static const char *const verbs[] = {
    "allow",    "grow",     "keep",    "let",     "mark",     "raise",     "accept",    "add",
    "allocate", "append",   "apply",   "ask",     "begin",    "build",     "call",      "change",
    "check",    "choose",   "clear",   "close",   "collect",  "compare",   "compute",   "connect",
    "convert",  "copy",     "count",   "create",  "decode",   "decrypt",   "delete",    "divide",
    "do",       "draw",     "encode",  "encrypt", "end",      "export",    "extract",   "fail",
    "fetch",    "fill",     "find",    "finish",  "format",   "free",      "generate",  "get",
    "give",     "go",       "hash",    "import",  "insert",   "join",      "list",      "load",
    "look",     "make",     "merge",   "move",    "multiply", "open",      "pack",      "parse",
    "peek",     "print",    "put",     "read",    "receive",  "record",    "register",  "release",
    "remove",   "render",   "replace", "reset",   "return",   "reverse",   "rotate",    "run",
    "save",     "scan",     "search",  "seek",    "send",     "serialise", "serialize", "set",
    "show",     "sign",     "sleep",   "sort",    "split",    "start",     "step",      "stop",
    "store",    "subtract", "sum",     "swap",    "take",     "tell",      "transform", "turn",
    "undo",     "unpack",   "update",  "use",     "validate", "verify",    "wait",      "walk",
    "write",    NULL,
};

static const char *const noun_openers[] = {
    "another", "other", "a",    "all", "an",   "any",   "both", "each", "every", "how",   "if",  "its", "no",
    "one",     "some",  "that", "the", "this", "these", "what", "when", "where", "which", "who", "why", NULL,
};

const char *go_lower_first(const char *text) {
    size_t length = strcspn(text, " ,.;:-'/");
    for (size_t i = 1; i < length; i++) {
        if (!g_ascii_islower(text[i]))
            return text;
    }
    return arena_printf("%c%s", g_ascii_tolower(text[0]), text[0] == '\0' ? "" : text + 1);
}

const char *go_noun(const char *text) {
    const char *lower = go_lower_first(text);
    size_t length = strcspn(lower, " ");
    char *first = g_strndup(lower, length);
    bool wants_article = g_str_has_prefix(lower + length, " of ") && !g_strv_contains(noun_openers, first);
    g_free(first);
    return wants_article ? arena_printf("the %s", lower) : lower;
}

const char *go_full_stop(const char *text) {
    size_t length = strlen(text);
    if (length == 0)
        return text;
    /* Without it Go takes a short paragraph for a heading of the old style. */
    return strchr(".!?:;", text[length - 1]) != NULL ? text : arena_printf("%s.", text);
}

/* "looks", but neither "pass" nor "focus" nor "alias". */
static bool is_third_person(const char *verb) {
    size_t length = strlen(verb);
    if (strcmp(verb, "is") == 0 || strcmp(verb, "has") == 0)
        return true;
    return length > 3 && verb[length - 1] == 's' && strchr("siua", verb[length - 2]) == NULL;
}

static const char *third_person(const char *verb) {
    size_t length = strlen(verb);
    char last = verb[length - 1];
    if (is_third_person(verb))
        return verb;
    bool hisses =
        g_str_has_suffix(verb, "ch") || g_str_has_suffix(verb, "sh") || strchr("sxzo", last) != NULL;
    if (hisses)
        return arena_printf("%ses", verb);
    if (last == 'y' && length > 1 && strchr("aeiou", verb[length - 2]) == NULL)
        return arena_printf("%.*sies", (int)length - 1, verb);
    return arena_printf("%ss", verb);
}

/* What something that the library calls does, or is. */
static const char *action(const char *first, const char *lower) {
    static const char *const questions[] = {"how",     "if",    "what", "when", "where",
                                            "whether", "which", "who",  "why",  NULL};
    if (is_third_person(first))
        return lower;
    if (g_strv_contains(verbs, first))
        return arena_printf("%s%s", third_person(first), lower + strlen(first));
    return arena_printf("%s %s", g_strv_contains(questions, first) ? "says" : "is", lower);
}

static const char *predicate(go_subject subject, const char *text) {
    const char *lower = go_lower_first(text);
    size_t length = strcspn(lower, " ,.;:");
    const char *first = arena_take(g_strndup(lower, length));
    if (subject == GO_IS)
        return arena_printf("is %s", lower);
    if (subject == GO_PROVIDES)
        return arena_printf("provides %s", lower);
    if (subject == GO_ACTS)
        return action(first, lower);
    if (strcmp(first, "whether") == 0)
        return arena_printf("reports %s", lower);
    if (strcmp(first, "does") == 0)
        return lower;
    bool is_noun = g_strv_contains(noun_openers, first);
    bool is_word = first[0] != '\0' && strspn(first, "abcdefghijklmnopqrstuvwxyz") == length;
    bool is_verb = g_strv_contains(verbs, first) || (subject == GO_DOES && !is_noun && is_word);
    if (is_verb)
        return arena_printf("%s%s", third_person(first), lower + length);
    return arena_printf("%s %s", subject == GO_DOES ? "gives" : "returns", go_noun(text));
}

const char *go_summary(const go_module *module, const char *name, go_subject subject, const char *text) {
    (void)module;
    return text[0] == '\0' ? "" : go_full_stop(arena_printf("%s %s", name, predicate(subject, text)));
}

/* ---- Paragraphs ---- */

static bool is_identifier(char c) {
    return g_ascii_isalnum(c) || c == '_';
}

/* The Go name of a parameter of the function being documented, where that differs from C's. */
static const char *parameter_named(const go_module *module, const char *word) {
    const go_call *call = module->documented;
    for (guint i = 0; call != NULL && i < call->plan->inputs->len; i++) {
        const plan_value *value = g_ptr_array_index(call->plan->inputs, i);
        if (strchr(word, '_') != NULL && strcmp(value->name, word) == 0)
            return go_local_of(call, value);
    }
    return NULL;
}

/* C names become links to what they are in Go; "()" behind one goes. */
static char *translate(const go_module *module, const char *text) {
    GString *result = g_string_new(NULL);
    while (*text != '\0') {
        size_t length = 0;
        while (is_identifier(text[length]))
            length++;
        if (length == 0) {
            g_string_append_c(result, *text++);
            continue;
        }
        char *word = g_strndup(text, length);
        const char *link = go_link(module, word);
        const char *parameter = parameter_named(module, word);
        text += length;
        if (link != NULL)
            g_string_append_printf(result, "[%s]", link);
        else
            g_string_append(result, parameter != NULL ? parameter : word);
        if (link != NULL && g_str_has_prefix(text, "()"))
            text += 2;
        g_free(word);
    }
    return g_string_free(result, FALSE);
}

/* Go's own marks in comments: typewriter quotes, which gofmt replaces, and link definitions, which it moves.
 */
static char *disarm(char *text) {
    GString *result = g_string_new(text);
    g_free(text);
    while (g_string_replace(result, "``", "` `", 0) + g_string_replace(result, "''", "' '", 0) > 0)
        continue;
    g_string_replace(result, "]:", "] :", 0);
    for (char *c = result->str; *c != '\0'; c++) {
        if (g_ascii_iscntrl(*c) && *c != '\n')
            *c = ' ';
    }
    return g_string_free(result, FALSE);
}

/* Words that begin a list or a heading where they begin a line. */
static bool opens_markup(const char *word) {
    if (word[0] == '#')
        return true;
    if (strcmp(word, "-") == 0 || strcmp(word, "*") == 0 || strcmp(word, "+") == 0 || strcmp(word, "•") == 0)
        return true;
    size_t digits = strspn(word, "0123456789");
    return digits > 0 && (strcmp(word + digits, ".") == 0 || strcmp(word + digits, ")") == 0);
}

static void wrap(emit *out, const char *first_prefix, const char *prefix, const char *text) {
    int room = out->width - out->depth * out->tab_width - (int)strlen(prefix);
    char **words = g_strsplit_set(text, " \n", -1);
    GString *line = g_string_new(NULL);
    for (char **word = words; *word != NULL; word++) {
        if (**word == '\0')
            continue;
        glong length = g_utf8_strlen(line->str, -1) + 1 + g_utf8_strlen(*word, -1);
        if (line->len > 0 && length > room && !opens_markup(*word)) {
            emit_line(out, "%s%s", first_prefix, line->str);
            first_prefix = prefix;
            g_string_truncate(line, 0);
        }
        if (line->len > 0)
            g_string_append_c(line, ' ');
        else if (opens_markup(*word) && first_prefix == prefix)
            g_string_append(line, "… ");
        g_string_append(line, *word);
    }
    if (line->len > 0)
        emit_line(out, "%s%s", first_prefix, line->str);
    g_string_free(line, TRUE);
    g_strfreev(words);
}

void go_comment_gap(emit *out) {
    emit_line(out, "//");
}

void go_comment_item(emit *out, const go_module *module, const char *text) {
    char *clean = disarm(translate(module, text));
    wrap(out, "//   - ", "//     ", clean);
    g_free(clean);
}

static bool is_item(const char *line) {
    return g_str_has_prefix(line, "- ") || g_str_has_prefix(line, "* ");
}

static void list(emit *out, const char *paragraph) {
    char **lines = g_strsplit(paragraph, "\n", -1);
    for (char **line = lines; *line != NULL; line++)
        wrap(out, is_item(*line) ? "//   - " : "//     ", "//     ", *line + (is_item(*line) ? 2 : 0));
    g_strfreev(lines);
}

static void code(emit *out, const char *paragraph) {
    char **lines = g_strsplit(paragraph, "\n", -1);
    for (char **line = lines; *line != NULL; line++)
        emit_line(out, "//\t%s", *line + MIN(strspn(*line, " "), (size_t)4));
    g_strfreev(lines);
}

/* The two kinds of paragraph that Go tells by their indent alone; side by side they would be one. */
typedef enum block { BLOCK_TEXT, BLOCK_LIST, BLOCK_CODE } block;

static block block_of(const char *paragraph) {
    if (is_item(paragraph))
        return BLOCK_LIST;
    return g_str_has_prefix(paragraph, "    ") ? BLOCK_CODE : BLOCK_TEXT;
}

static void write_block(emit *out, block kind, const char *paragraph) {
    if (kind == BLOCK_LIST)
        list(out, paragraph);
    else if (kind == BLOCK_CODE)
        code(out, paragraph);
    else
        wrap(out, "// ", "// ", go_full_stop(paragraph));
}

void go_comment(emit *out, const go_module *module, const char *text) {
    char *clean = disarm(translate(module, text));
    char **paragraphs = g_strsplit(clean, "\n\n", -1);
    bool begun = false;
    block last = BLOCK_TEXT;
    for (char **paragraph = paragraphs; *paragraph != NULL; paragraph++) {
        if ((*paragraph)[strspn(*paragraph, " \n")] == '\0')
            continue;
        block kind = block_of(*paragraph);
        if (begun)
            go_comment_gap(out);
        if (last != BLOCK_TEXT && kind != BLOCK_TEXT && last != kind) {
            emit_line(out, "// …");
            go_comment_gap(out);
        }
        write_block(out, kind, *paragraph);
        begun = true;
        last = kind;
    }
    g_strfreev(paragraphs);
    g_free(clean);
}

void go_comment_marks(emit *out, const go_module *module, const model_marks *marks) {
    if (marks->since != NULL) {
        go_comment_gap(out);
        go_comment(out, module, arena_printf("Added in version %s.", marks->since));
    }
    if (marks->deprecated != NULL) {
        go_comment_gap(out);
        go_comment(out, module, go_full_stop(arena_printf("Deprecated: %s", marks->deprecated)));
    }
}
