/**
 * @file
 * What package.c and write.c share.
 */
#ifndef TENON_COMPILER_PACKAGE_ENTRIES_H
#define TENON_COMPILER_PACKAGE_ENTRIES_H

#include "package/package.h"

/** A file of a package. */
typedef struct package_entry {
    const char *path;
    const char *text;
} package_entry;

struct package {
    GPtrArray *entries;
    bool has_failed;
};

#endif /* TENON_COMPILER_PACKAGE_ENTRIES_H */
