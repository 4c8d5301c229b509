/**
 * @file
 * Text that grows: what reports are written into.
 */
#ifndef TENON_WRITER_H
#define TENON_WRITER_H

#include "internal.h"

/** Zero it to begin with; free `text` in the end. */
typedef struct tenon_writer {
    char *text; /**< Ends with a NUL where it is not null. */
    size_t length;
    size_t room;
    bool has_failed; /**< There was no memory: some of the text is missing. */
} tenon_writer;

/** As printf. */
void tenon_write(tenon_writer *to, const char *format, ...) TENON_PRINTF_LIKE(2, 3);

/** A JSON string with its quotes; null gives null. */
void tenon_write_quoted(tenon_writer *to, const char *text);

#endif /* TENON_WRITER_H */
