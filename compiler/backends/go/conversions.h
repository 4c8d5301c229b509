/**
 * @file
 * Values between their two forms: as Go people have them, and as they lie in C.
 *
 * Most look the same in both. What does not (times, wide numbers, texts inside records, optional fields,
 * variants) is converted by the fixed files, or by functions that stand beside the type they convert.
 */
#ifndef TENON_BACKENDS_GO_CONVERSIONS_H
#define TENON_BACKENDS_GO_CONVERSIONS_H

#include "backends/go/names.h"
#include "emit/emit.h"

/** Whether a value lies in memory the same way in both: a pointer to one is a pointer to the other. */
bool go_is_flat(const model_type *type);

/** Whether a result is a window onto the library's memory: a view of elements that look the same there. Views
 * of others are copied. */
bool go_is_window(const plan_value *value);

/** Whether a value can be said in Go that cannot be said in C: its conversion then gives a misfit besides. */
bool go_may_misfit(const model_type *type);

/** Whether the type is converted with texts that stay where they are during the call: its conversion then
 * takes a runtime.Pinner. */
bool go_has_text(const model_type *type);

/** Whether the Go type has a nil of its own to say that there is none; others are then pointed to. */
bool go_is_nilable(const model_type *type);

/** The value that `pointer`, an optional one, points to, as go_to_c() takes it. */
const char *go_pointed(const model_type *type, const char *pointer);

/** The Go value of `c`, an expression that has an address. */
const char *go_from_c(go_module *module, const model_type *type, const char *c);

/** The Go function that converts one `element`, by its pointer, of an array of C's. */
const char *go_converter(go_module *module, const model_type *type, const char *element);

/**
 * The C value of `value`; `pins` names a *runtime.Pinner where go_has_text(). With go_may_misfit() the
 * expression has two values, the second of which is nil or says why not.
 */
const char *go_to_c(go_module *module, const model_type *type, const char *value, const char *pins);

/** Note which parts of the fixed files the conversions of a type need. */
void go_note_type(go_module *module, const model_type *type, bool goes_in, bool comes_out);

/** Note that the host owns the texts of values that come out. */
void go_note_taken(go_module *module, const model_type *type);

/** What go_note_type() and go_note_taken() noted of a record or variant. */
bool go_goes_in(const go_module *module, const char *c_name);
bool go_comes_out(const go_module *module, const char *c_name);
bool go_is_taken(const go_module *module, const char *c_name);

/** The conversion that frees the texts, where it is needed. */
void go_write_taking(emit *out, go_module *module, const char *name, const char *c_name);

/** The conversions of a record that is not flat. */
void go_write_record_conversions(emit *out, go_module *module, const model_record *record);

/** A variant: its interface, its cases, and its conversions. */
void go_write_variant(emit *out, go_module *module, const model_variant *variant);

#endif /* TENON_BACKENDS_GO_CONVERSIONS_H */
