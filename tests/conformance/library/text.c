#include "conformance.h"

#include <stdlib.h>
#include <string.h>

/* A copy of the first `length` bytes, ended by a NUL; null where memory is used up. */
static char *copy_of(const char *text, size_t length) {
    char *copy = malloc(length + 1);
    if (copy == NULL)
        return NULL;
    memcpy(copy, text, length);
    copy[length] = '\0';
    return copy;
}

size_t conformance_text_length(const char *text) {
    size_t count = 0;
    for (; *text != '\0'; text++) {
        bool continues = ((unsigned char)*text & 0xC0u) == 0x80u;
        count += continues ? 0 : 1;
    }
    return count;
}

char *conformance_capitals(const char *text) {
    char *capitals = copy_of(text, strlen(text));
    if (capitals == NULL)
        return NULL;
    for (char *c = capitals; *c != '\0'; c++) {
        if (*c >= 'a' && *c <= 'z')
            *c = (char)(*c - 'a' + 'A');
    }
    return capitals;
}

const char *conformance_greeting(void) {
    return CONFORMANCE_HELLO;
}

const char *conformance_maybe_text(const char *text) {
    return text;
}

/* Reads every byte, so that a length which is too large shows under a sanitizer. */
size_t conformance_counted_length(const char *text, size_t length) {
    const volatile char *bytes = text;
    for (size_t i = 0; i < length; i++)
        (void)bytes[i];
    return length;
}

conformance_status conformance_split(const char *text, char **first, char **rest) {
    const char *blank = strchr(text, ' ');
    size_t length = blank != NULL ? (size_t)(blank - text) : strlen(text);
    *rest = NULL;
    *first = copy_of(text, length);
    if (*first == NULL)
        return CONFORMANCE_NO_MEMORY;
    if (blank == NULL)
        return CONFORMANCE_OK;
    *rest = copy_of(blank + 1, strlen(blank + 1));
    if (*rest != NULL)
        return CONFORMANCE_OK;
    free(*first);
    *first = NULL;
    return CONFORMANCE_NO_MEMORY;
}

const char *conformance_broken_text(void) {
    return "not \xff\xfe text";
}
