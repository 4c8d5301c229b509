/**
 * @file
 * Arrays of numbers that take as few bits as the largest of them needs.
 *
 * Neighbours and edges are numbers below a limit that is known before they are stored: in a graph of 200,000
 * nodes a neighbour takes 18 bits, not 32. Each is read by one load, one shift and one mask.
 */
#ifndef GRAPH_NUMBERS_H
#define GRAPH_NUMBERS_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/** Number i begins at bit i * width. All zero is no array. */
typedef struct graph_numbers {
    unsigned char *bytes; /**< Eight can be read from where any number begins. */
    uint64_t mask;        /**< As many ones as a number has bits. */
    uint64_t width;       /**< Bits of a number, 0 .. 56. */
} graph_numbers;

/** Make room for `count` numbers, none above `largest`; all are 0. False: no memory. */
bool graph_numbers_allocate(graph_numbers *numbers, uint64_t count, uint64_t largest);

/**
 * Make an array of `count` numbers, none above `largest`, of a plain one in the same memory.
 * @param plain From graph_allocate(), with graph_numbers_room() elements; no longer the caller's.
 */
void graph_numbers_pack(graph_numbers *numbers, uint32_t *plain, uint64_t count, uint64_t largest);

/** How many elements a plain array has that becomes one of `count` numbers. */
static inline uint64_t graph_numbers_room(uint64_t count) {
    return count + 2 * sizeof(uint64_t) / sizeof(uint32_t);
}

/** Free the array and make it none. */
void graph_numbers_free(graph_numbers *numbers);

/** Eight bytes as a number, the first of them the lowest. */
static inline uint64_t graph_load_word(const unsigned char *bytes) {
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    return word;
}

/** The opposite of graph_load_word(). */
static inline void graph_store_word(unsigned char *bytes, uint64_t word) {
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    memcpy(bytes, &word, sizeof word);
}

/** The number that begins at a bit: for loops, which need no multiplication. */
static inline uint64_t graph_number_from(graph_numbers numbers, uint64_t bit) {
    return (graph_load_word(numbers.bytes + bit / 8) >> (bit % 8)) & numbers.mask;
}

static inline uint64_t graph_number_at(graph_numbers numbers, uint64_t at) {
    return graph_number_from(numbers, at * numbers.width);
}

/** Write a number where none was written yet. */
static inline void graph_number_put(graph_numbers numbers, uint64_t at, uint64_t number) {
    uint64_t bit = at * numbers.width;
    unsigned char *bytes = numbers.bytes + bit / 8;
    graph_store_word(bytes, graph_load_word(bytes) | number << (bit % 8));
}

/** Writes numbers in their order. */
typedef struct graph_number_writer {
    unsigned char *bytes; /**< Where the next word goes. */
    uint64_t word;        /**< What is known of it. */
    uint64_t used;        /**< Bits that are known, 0 .. 63. */
    uint64_t width;
} graph_number_writer;

static inline graph_number_writer graph_number_writer_of(graph_numbers numbers) {
    return (graph_number_writer){.bytes = numbers.bytes, .width = numbers.width};
}

static inline void graph_number_append(graph_number_writer *writer, uint64_t number) {
    writer->word |= number << writer->used;
    writer->used += writer->width;
    if (writer->used >= 64) {
        graph_store_word(writer->bytes, writer->word);
        writer->bytes += sizeof writer->word;
        writer->used -= 64;
        writer->word = number >> (writer->width - writer->used);
    }
}

/** Write what is left. */
static inline void graph_number_finish(graph_number_writer *writer) {
    graph_store_word(writer->bytes, writer->word);
    graph_store_word(writer->bytes + sizeof writer->word, 0);
}

#endif /* GRAPH_NUMBERS_H */
