/**
 * @file
 * What makes Go code a module: go.mod, the native code in a form that cgo compiles, the handshake and the
 * README.
 */
#ifndef TENON_BACKENDS_GO_PACKAGING_H
#define TENON_BACKENDS_GO_PACKAGING_H

#include "backends/go/names.h"
#include "package/package.h"

/** Add all of it. */
void go_add_packaging(package *files, go_module *module);

/** Whether cgo is promised of functions that take no callback that they do not call Go. */
bool go_promises(const go_module *module);

#endif /* TENON_BACKENDS_GO_PACKAGING_H */
