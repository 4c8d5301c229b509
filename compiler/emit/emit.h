/**
 * @file
 * Printing source text: lines with an indent, lists that wrap at a width, comments, and templates.
 *
 * A template is an ordinary file with `@NAME@` placeholders, embedded in the `tenon` program. A placeholder
 * without a value, or a value without a placeholder, is a defect of the backend and aborts.
 */
#ifndef TENON_COMPILER_EMIT_H
#define TENON_COMPILER_EMIT_H

#include <glib.h>
#include <stdbool.h>

/** A text under construction. */
typedef struct emit {
    GString *text;
    int depth;               /**< How many indent units the next line starts with. */
    const char *indent_unit; /**< "    ", "  " or "\t". */
    int width;               /**< The column limit of the language's formatter. */
    int tab_width;           /**< Columns one indent unit counts for. */
} emit;

/** Start a text. */
emit *emit_new(const char *indent_unit, int width);

/** One line at the current depth; "" gives an empty line without trailing blanks. */
void emit_line(emit *out, const char *format, ...) G_GNUC_PRINTF(2, 3);

/** Text as it is, without indent or line end. */
void emit_raw(emit *out, const char *text);

/** Deeper by one. */
void emit_indent(emit *out);

/** Back by one. */
void emit_dedent(emit *out);

/** A line and then deeper: emit_open(out, "if (%s) {", x). */
void emit_open(emit *out, const char *format, ...) G_GNUC_PRINTF(2, 3);

/** Back by one and then a line: emit_close(out, "}"). */
void emit_close(emit *out, const char *format, ...) G_GNUC_PRINTF(2, 3);

/**
 * `head item, item, item tail` on one line where it fits the width; otherwise one item per line, indented
 * once, each followed by a comma (the last too where `trailing_comma`), then the tail at the old depth.
 * @param items char * items. With none: head and tail together.
 */
void emit_list(emit *out, const char *head, const GPtrArray *items, const char *tail, bool trailing_comma);

/** Whether `text` fits on one line at the current depth. */
bool emit_fits(const emit *out, const char *text);

/**
 * Paragraphs (separated by "\n\n") wrapped at the width, each line behind `prefix` ("/// ", " * ", "# ").
 * An empty line gets the prefix without trailing blanks. Lines that start with a list mark or four spaces
 * stay as they are.
 */
void emit_paragraphs(emit *out, const char *prefix, const char *text);

/** Take the finished text; the arena owns it. */
char *emit_finish(emit *out);

/**
 * Fill a template.
 * @param path Of the embedded file, for instance "backends/node/templates/package.json".
 * @param pairs NAME, value, NAME, value, ..., NULL. `@NAME@` on a line of its own with only blanks before
 * takes a value of several lines as it is. `@@` stands for one at sign, and so does one that starts no
 * placeholder in capitals.
 */
char *emit_template(const char *path, const char *const *pairs);

/* ---- Words ---- */

/** "node_count" -> "NodeCount" */
char *emit_pascal_case(const char *snake);
/** "node_count" -> "nodeCount" */
char *emit_camel_case(const char *snake);
/** "node_count" -> "NODE_COUNT" */
char *emit_upper_case(const char *snake);
/** The items (char *) with the separator between them. */
char *emit_join(const GPtrArray *items, const char *separator);

#endif /* TENON_COMPILER_EMIT_H */
