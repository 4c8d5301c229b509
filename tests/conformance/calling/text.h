/**
 * @file
 * Texts that the library gives away, and threads of its own: for the files of this library.
 */
#ifndef CALLING_TEXT_H
#define CALLING_TEXT_H

#include <stdbool.h>
#include <stddef.h>

/** A copy for calling_free_text(); ends the process where memory is used up. */
char *calling_copy_text(const char *text);

/** A text that grows. Zero it to begin with. */
typedef struct calling_text {
    char *text; /**< Null: nothing yet. */
    size_t length;
} calling_text;

/** Add to it, after a blank where it is not the first. */
void calling_text_add(calling_text *to, const char *piece);

/** Run a function on a thread of its own and wait for it. */
void calling_run_elsewhere(void (*run)(void *argument), void *argument);

#endif /* CALLING_TEXT_H */
