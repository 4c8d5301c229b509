/**
 * @file
 * The guard around functions that longjmp() where they fail. Only generated code includes this header.
 *
 * setjmp() must stand in the function that is jumped back to, so the guard is the shape of the generated
 * functions, and this is what they have in common.
 */
#ifndef TENON_JUMP_H
#define TENON_JUMP_H

#include <setjmp.h>
#include <string.h>

#include "tenon/runtime.h"

/** A frame of the library's while a call uses it. Calls nest: each puts back what it found. */
typedef struct tenon_jump {
    jmp_buf *frame;
    jmp_buf before;
} tenon_jump;

/** Before setjmp(). */
static inline void tenon_jump_begin(tenon_jump *jump, jmp_buf *frame) {
    jump->frame = frame;
    memcpy(&jump->before, frame, sizeof(jmp_buf));
}

/** The call returned. */
static inline void tenon_jump_end(const tenon_jump *jump) {
    memcpy(jump->frame, &jump->before, sizeof(jmp_buf));
}

/** The call jumped. @param message Why, or null. @return The negative kind. */
static inline int32_t tenon_jump_caught(const tenon_jump *jump, const char *message) {
    tenon_jump_end(jump);
    return tenon_refuse(TENON_EXCEPTION, "%s",
                        message != NULL ? message : "the library jumped and did not say why");
}

#endif /* TENON_JUMP_H */
