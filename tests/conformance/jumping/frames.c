/* Where errors jump to. */
#define _POSIX_C_SOURCE 200809L /* nanosleep */

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "internal.h"

static _Thread_local jmp_buf frame;
static _Thread_local char message[200];

jmp_buf *jumping_frame(void) {
    return &frame;
}

const char *jumping_message(void) {
    return message;
}

void jump(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof(message), format, arguments);
    va_end(arguments);
    forget_unfinished();
    longjmp(frame, 1);
}

void *allocate(size_t size) {
    void *memory = calloc(1, size);
    if (memory == NULL)
        jump("no memory for %zu bytes", size);
    return memory;
}

void jumping_jump_later(void) {
    const struct timespec moment = {.tv_sec = 0, .tv_nsec = 1000 * 1000};
    nanosleep(&moment, NULL);
    jump("it is later");
}
