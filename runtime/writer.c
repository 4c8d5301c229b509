/**
 * @file
 * Text that grows, and strings of JSON.
 */
#include "writer.h"

#include <stdio.h>

static bool make_room(tenon_writer *to, size_t more) {
    if (to->length + more < to->room)
        return true;
    size_t room = (to->length + more + 1) * 2;
    char *text = to->has_failed ? NULL : realloc(to->text, room);
    if (text == NULL) {
        to->has_failed = true;
        return false;
    }
    to->text = text;
    to->room = room;
    return true;
}

void tenon_write(tenon_writer *to, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length >= 0 && make_room(to, (size_t)length)) {
        (void)vsnprintf(to->text + to->length, (size_t)length + 1, format, again);
        to->length += (size_t)length;
    }
    va_end(again);
}

void tenon_write_quoted(tenon_writer *to, const char *text) {
    if (text == NULL) {
        tenon_write(to, "null");
        return;
    }
    tenon_write(to, "\"");
    for (const char *at = text; *at != '\0'; at++) {
        unsigned char byte = (unsigned char)*at;
        if (byte == '"' || byte == '\\')
            tenon_write(to, "\\%c", byte);
        else if (byte < 0x20)
            tenon_write(to, "\\u%04x", (unsigned)byte);
        else
            tenon_write(to, "%c", byte);
    }
    tenon_write(to, "\"");
}
