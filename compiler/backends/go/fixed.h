/**
 * @file
 * The fixed files of a Go package: ordinary files below runtime/ with marks around the parts that not every
 * package needs.
 *
 *     //tenon:if text_out     kept where the package uses text_out
 *     //tenon:end
 */
#ifndef TENON_BACKENDS_GO_FIXED_H
#define TENON_BACKENDS_GO_FIXED_H

#include "backends/go/names.h"
#include "package/package.h"

/** An embedded file without its marks and the parts that the package does not use. */
const char *go_fixed_text(const go_module *module, const char *embedded_path);

/** Add a fixed Go file as a part of the package. */
void go_add_fixed(package *files, const go_module *module, const char *name);

#endif /* TENON_BACKENDS_GO_FIXED_H */
