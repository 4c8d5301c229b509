/**
 * @file
 * The only door for what the Go backend writes of the author's: names, literals and comments.
 */
#ifndef TENON_BACKENDS_GO_FORMATTER_H
#define TENON_BACKENDS_GO_FORMATTER_H

#include <stdint.h>

#include "emit/emit.h"
#include "model/model.h"

/** Width to which comments and calls are broken; gofmt itself has none. */
enum { GO_WIDTH = 100, GO_TAB_WIDTH = 4 };

/** A text in Go's style. */
emit *go_emit(void);

/** An empty line. */
void go_gap(emit *out);

/* ---- Names ---- */

/** "node_id" -> "NodeID" */
const char *go_exported(const char *snake);

/** "node_id" -> "nodeID". Not yet safe to declare: see go_claim(). */
const char *go_local(const char *snake);

/** "range_" -> "range", one word in lower case: for packages and files. */
const char *go_word(const char *snake);

/** The name, or the first of `name_`, `name__` ... that the scope does not have; it has it from now on. */
const char *go_claim(GPtrArray *scope, const char *name);

/** Whether the scope has the name. */
bool go_has(const GPtrArray *scope, const char *name);

/** A scope that has these names. */
GPtrArray *go_scope(const char *const *words);

/** The names a function's parameters must not take: keywords, what Go declares, imports, and what generated
 * bodies declare. */
GPtrArray *go_parameter_scope(void);

/** How cgo calls a field of a C struct. */
const char *go_c_field(const char *c_name);

/* ---- Literals ---- */

/** A text in double quotes. */
const char *go_string(const char *text);

/** A finite number as a floating-point constant. */
const char *go_float(double number);

#endif /* TENON_BACKENDS_GO_FORMATTER_H */
