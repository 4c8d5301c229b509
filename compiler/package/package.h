/**
 * @file
 * A package under construction: files by path, written to disk together at the end.
 */
#ifndef TENON_COMPILER_PACKAGE_H
#define TENON_COMPILER_PACKAGE_H

#include <stdbool.h>

#include "plan/plan.h"

/** The files of one language's package. */
typedef struct package package;

/** An empty package. */
package *package_new(void);

/** Add a file. The path is relative to the package's folder; adding one twice aborts. */
void package_add(package *files, const char *path, const char *text);

/** Add an embedded file as it is. */
void package_add_embedded(package *files, const char *path, const char *embedded_path);

/** Call `visit` for each file. */
void package_each(const package *files, void (*visit)(const char *path, const char *text, void *data),
                  void *data);

/** Whether a path ends as those of C++ files do. */
bool is_cxx_file(const char *path);

/** The C code that every package compiles, and how. All paths are relative to the native folder. */
typedef struct native_code {
    GPtrArray
        *c_files; /**< char *: "boundary/boundary_graph.c", "runtime/handle.c", "library/src/graph.c" ... */
    GPtrArray *cxx_files; /**< char *: C++ files: the author's, and the guard of a library that throws. Where
                             there are any, the package links with the C++ compiler. */
    GPtrArray *include_dirs;     /**< char *: "include", "boundary", "library/include/graph" ... */
    GPtrArray *links;            /**< char *: "m" */
    const char *boundary_header; /**< "boundary_graph.h": what a binding includes. */
} native_code;

/** Whether calls run under a lock of the host's, which its other threads wait for (Python's GIL). */
typedef enum native_host { NATIVE_HOST_WITHOUT_LOCK, NATIVE_HOST_WITH_LOCK } native_host;

/**
 * Add the boundary, the runtime and the author's sources below `folder` ("native").
 * @return What to compile. The arena owns it.
 */
const native_code *package_add_native(package *files, const plan_library *plan, const char *folder,
                                      native_host host);

/**
 * Add the contract alone, and the headers of Tenon's that authors include, below `folder`: for what implements the
 * contract rather than calls it.
 * @return The include directories. The arena owns it.
 */
const native_code *package_add_contract(package *files, const plan_library *plan, const char *folder);

/**
 * A header that renames the runtime's symbols after the package, to be included before any other: for
 * languages that link several packages into one program.
 */
char *package_symbols_header(const plan_library *plan);

/** What that header makes of a symbol of the runtime. */
const char *package_symbol(const plan_library *plan, const char *symbol);

/** Add the files that TENON_ADDS names for a language, in `folder` ("" for the package's own). */
void package_add_additions(package *files, const model_library *model, model_language language,
                           const char *folder);

/** The package cannot be complete (the reason was printed): package_write() will refuse. */
void package_fail(package *files);

/**
 * Write every file below `directory`, making folders as needed; files already equal are left untouched, so
 * that builds stay incremental. Files that an earlier build wrote there and this one did not are removed
 * (they are listed in `.tenon-files`).
 * A folder with files that no earlier build wrote is left alone.
 *
 * Whenever it is interrupted, every file is either as it was or complete, and listed in `.tenon-unfinished`:
 * the next call finishes.
 * @return false with a message on standard error where the disk refuses or the folder is somebody else's.
 */
bool package_write(const package *files, const char *directory);

/** Whether a folder is free to be made: it is not there, has no file, or a build of it was interrupted. */
bool package_may_begin(const char *directory);

#endif /* TENON_COMPILER_PACKAGE_H */
