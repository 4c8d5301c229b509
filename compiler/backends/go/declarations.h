/**
 * @file
 * Everything in a Go package that is not a function: constants, enums, records, error codes and classes.
 */
#ifndef TENON_BACKENDS_GO_DECLARATIONS_H
#define TENON_BACKENDS_GO_DECLARATIONS_H

#include "backends/go/names.h"
#include "emit/emit.h"

/** The comment of a type, with its marks. */
void go_write_type_doc(emit *out, const go_module *module, const char *name, const model_doc *doc,
                       const model_marks *marks);

/** The lines of a String method that say of which class an object is, and whether it is open. */
void go_write_open_text(emit *out, const go_module *module, const model_class *class, const char *self);

/** The text of constants.go. */
char *go_constants(const go_module *module);

/** The text of enums.go. */
char *go_enums(const go_module *module);

/** The text of records.go. */
char *go_records(go_module *module);

/** The text of exact.go: numbers of their own types; null where there are none. */
char *go_exacts(const go_module *module);

/** The text of variants.go; null where there are none. */
char *go_variants(go_module *module);

/** The text of errors.go. */
char *go_errors(const go_module *module);

/** The text of the file of a class, with its constructors and methods. */
char *go_class(go_module *module, const model_class *class);

/** The text of functions.go; null where there are no free functions. */
char *go_functions(go_module *module);

#endif /* TENON_BACKENDS_GO_DECLARATIONS_H */
