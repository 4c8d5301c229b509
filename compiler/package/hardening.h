/**
 * @file
 * The defences that every package is compiled and linked with, and what a loaded module shows of itself.
 *
 * They are of no use to a package that is right. They make it harder to use what an author's C code has
 * wrong: that code is compiled with them, too. Each backend renders them for its own build tool; whatever a
 * compiler lacks is left out, so that it still builds.
 */
#ifndef TENON_COMPILER_HARDENING_H
#define TENON_COMPILER_HARDENING_H

#include "package/package.h"

/** What flags have in common. */
typedef enum hardening_group {
    HARDENING_FORTIFIED, /**< The C library's functions check the size of what they write to. Needs
                            optimisation; under AddressSanitizer it would hide calls that are checked there.
                          */
    HARDENING_COMPILED,  /**< Checks that compilers have for every processor. */
    HARDENING_X86,       /**< What Intel's kind of processor checks by itself. cgo accepts none of these. */
    HARDENING_LINKED, /**< For the linker, on Linux: what is loaded is only read or only run, and complete. */
    HARDENING_GROUPS
} hardening_group;

/** The flags of a group as char *, in the order in which they stand on a command line. The arena owns them.
 */
GPtrArray *hardening_flags(hardening_group group);

/** The same on one line. */
const char *hardening_line(hardening_group group);

/** Add exports.map: a module shows these symbols (ended by null) to those that load it, and no other. */
void package_add_exports(package *files, const char *banner, const char *const *symbols);

#endif /* TENON_COMPILER_HARDENING_H */
