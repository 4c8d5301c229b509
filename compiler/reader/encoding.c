#include "reader/encoding.h"

#include <string.h>

#include "memory/arena.h"

/* Direction controls make a compiler run what a reader does not see (CVE-2021-42574); U+2028 and U+2029 end a
 * line for JavaScript and for nobody else. Marks such as U+200F, which right-to-left text needs, do neither.
 */
static bool is_deceptive(gunichar c) {
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x2028 || c == 0x2029;
}

static bool is_control(gunichar c) {
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xFEFF;
}

/* What C takes for blanks; a carriage return only before the end of its line. */
static bool is_blank(const char *at) {
    return strchr("\n\t\f\v", *at) != NULL || (at[0] == '\r' && at[1] == '\n');
}

static bool is_hidden(const char *at) {
    gunichar c = g_utf8_get_char(at);
    return is_deceptive(c) || (is_control(c) && !is_blank(at));
}

static model_location place_of(const char *header, const char *contents, const char *end) {
    model_location at = {.file = header, .line = 1, .column = 1};
    for (const char *c = contents; c < end; c++) {
        at.column = *c == '\n' ? 1 : at.column + 1;
        at.line += *c == '\n';
    }
    return at;
}

/* The first character that hides, or null. A byte order mark at the start is known to compilers. */
static const char *find_hidden(const char *contents) {
    const char *at = contents;
    if (g_utf8_get_char(at) == 0xFEFF)
        at = g_utf8_next_char(at);
    while (*at != '\0' && !is_hidden(at))
        at = g_utf8_next_char(at);
    return *at == '\0' ? NULL : at;
}

bool report_encoding(const char *header, findings *all) {
    char *contents = NULL;
    gsize length = 0;
    const char *end = NULL;
    guint before = all->list->len;
    if (!g_file_get_contents(header, &contents, &length, NULL))
        return false;
    if (!g_utf8_validate(contents, (gssize)length, &end)) {
        findings_add(all, place_of(header, contents, end), "the contract is not UTF-8 text from here on",
                     "the file in UTF-8, without NUL bytes");
    } else if ((end = find_hidden(contents)) != NULL) {
        unsigned c = (unsigned)g_utf8_get_char(end);
        findings_add(
            all, place_of(header, contents, end),
            arena_printf("U+%04X stands here, which shows as nothing and changes how the text around it "
                         "is read",
                         c),
            c < 0x80 ? "text without control characters"
                     : arena_printf("text without it; in a constant's text, the escape \\u%04x", c));
    }
    g_free(contents);
    return all->list->len > before;
}

const char *encoding_problem(const char *value) {
    const char *end = NULL;
    if (!g_utf8_validate(value, -1, &end))
        return "holds bytes that are not UTF-8";
    for (const char *at = value; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (is_deceptive(c) || is_control(c))
            return arena_printf("holds U+%04X, which shows as nothing", (unsigned)c);
    }
    return NULL;
}
