/**
 * @file
 * Arrays of numbers that take as few bits as the largest of them needs.
 */
#include <stdlib.h>

#include "internal.h"

/* Bytes that are read from where the last number may begin, and more. */
enum { BYTES_BEHIND = 2 * sizeof(uint64_t) };

static void find_width(graph_numbers *numbers, uint64_t largest) {
    *numbers = (graph_numbers){0};
    for (; largest > numbers->mask; numbers->width++) {
        numbers->mask = numbers->mask << 1 | 1;
    }
}

bool graph_numbers_allocate(graph_numbers *numbers, uint64_t count, uint64_t largest) {
    find_width(numbers, largest);
    numbers->bytes = graph_allocate_zeroed(count * numbers->width / 8 + BYTES_BEHIND, 1);
    return numbers->bytes != NULL;
}

void graph_numbers_pack(graph_numbers *numbers, uint32_t *plain, uint64_t count, uint64_t largest) {
    find_width(numbers, largest);
    numbers->bytes = (unsigned char *)plain;
    graph_number_writer writer = graph_number_writer_of(*numbers);
    for (uint64_t at = 0; at < count; at++) {
        /* A word is written when all that lay there has been read: numbers only become shorter. */
        uint32_t number;
        memcpy(&number, (unsigned char *)plain + at * sizeof number, sizeof number);
        graph_number_append(&writer, number);
    }
    graph_number_finish(&writer);
    /* Where less memory cannot be had, it is as good with more. */
    (void)graph_resize(&numbers->bytes, count * numbers->width / 8 + BYTES_BEHIND, 1);
}

void graph_numbers_free(graph_numbers *numbers) {
    free(numbers->bytes);
    *numbers = (graph_numbers){0};
}
