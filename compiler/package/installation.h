/**
 * @file
 * Where this `tenon` finds its own files: beside it when it is installed, otherwise in the tree that built
 * it.
 */
#ifndef TENON_COMPILER_INSTALLATION_H
#define TENON_COMPILER_INSTALLATION_H

/** The directory that holds tenon/contract.h. */
const char *tenon_include_directory(void);

/** The static runtime library, libtenon.a. */
const char *tenon_runtime_library(void);

#endif /* TENON_COMPILER_INSTALLATION_H */
