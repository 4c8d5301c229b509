/**
 * @file
 * Files carried inside the `tenon` program: the runtime's sources, templates and the static parts of
 * packages. Which ones is listed in compiler/CMakeLists.txt.
 */
#ifndef TENON_COMPILER_EMBEDDED_H
#define TENON_COMPILER_EMBEDDED_H

#include <stddef.h>

typedef struct embedded_file {
    const char *path; /**< "include/tenon/error.h", "runtime/handle.c", "backends/python/runtime/values.c" */
    const char *text;
} embedded_file;

/** All of them, sorted by path; generated at build. */
extern const embedded_file embedded_files[];
extern const size_t embedded_file_count;

/** The text of one; aborts where there is none, since that is a defect of the build. */
const char *embedded_text(const char *path);

#endif /* TENON_COMPILER_EMBEDDED_H */
