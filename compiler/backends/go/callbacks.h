/**
 * @file
 * What the library calls: callbacks and interfaces as Go types, the exported functions behind them, and the C
 * functions between those and the boundary.
 */
#ifndef TENON_BACKENDS_GO_CALLBACKS_H
#define TENON_BACKENDS_GO_CALLBACKS_H

#include "backends/go/names.h"

/** Whether anything of Go's can be called: by a callback, an interface or a stream. */
bool go_has_callbacks(const go_module *module);

/** Whether something of Go's may be called after the call that it was passed to. */
bool go_keeps_callbacks(const go_module *module);

/** Whether something of Go's is passed for one call: that call ends its number. */
bool go_is_lent(const plan_value *value);

/** The text of interfaces.go: the types of callbacks and interfaces; null where there are none. */
char *go_interfaces(go_module *module);

/** The text of callbacks.go: what C calls. */
char *go_callbacks(go_module *module);

/** The text of callbacks.h: what the boundary calls, and how it gets to Go. */
char *go_callbacks_header(go_module *module);

/** The C constant with the functions of an interface: "tenon_go_graph_visitor". */
const char *go_callback_table(const model_interface *interface);

/** Note which parts of the fixed files the interfaces need. */
void go_note_callbacks(go_module *module);

#endif /* TENON_BACKENDS_GO_CALLBACKS_H */
