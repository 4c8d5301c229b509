/**
 * @file
 * Steps through the tables of crc_table.h, shared by crc_table.c and by versions whose vectors are too wide
 * for short inputs.
 */
#ifndef MTPROXY_CRC_SLICING_H
#define MTPROXY_CRC_SLICING_H

#include <stddef.h>
#include <stdint.h>

#include "crc_table.h"

/** The four bytes as the register has them: the first one lowest, whatever the processor's order. Compiles to
 * one load. */
static inline uint32_t crc_load_32(const uint8_t *data) {
    return (uint32_t)data[0] | (uint32_t)data[1] << 8 | (uint32_t)data[2] << 16 | (uint32_t)data[3] << 24;
}

/** What four bytes do when `after` more bytes of the same step follow them. */
static inline uint32_t crc_slice_word(uint32_t word, unsigned after, const uint32_t tables[][256]) {
    return tables[after + 3][word & 0xff] ^ tables[after + 2][word >> 8 & 0xff] ^
           tables[after + 1][word >> 16 & 0xff] ^ tables[after][word >> 24];
}

/** Sixteen bytes. Only the first four wait for the register: the sums of the others come first. */
static inline uint32_t crc_slice_16(const uint8_t *data, uint32_t crc, const uint32_t tables[][256]) {
    uint32_t others = crc_slice_word(crc_load_32(data + 4), 8, tables) ^
                      crc_slice_word(crc_load_32(data + 8), 4, tables) ^
                      crc_slice_word(crc_load_32(data + 12), 0, tables);
    return crc_slice_word(crc ^ crc_load_32(data), 12, tables) ^ others;
}

/** Fewer than sixteen bytes: eight, four, and the rest one by one. */
static inline uint32_t crc_slice_rest(const uint8_t *data, size_t size, uint32_t crc,
                                      const uint32_t tables[][256]) {
    if (size & 8) {
        uint32_t second = crc_slice_word(crc_load_32(data + 4), 0, tables);
        crc = crc_slice_word(crc ^ crc_load_32(data), 4, tables) ^ second;
        data += 8;
    }
    if (size & 4) {
        crc = crc_slice_word(crc ^ crc_load_32(data), 0, tables);
        data += 4;
    }
    for (size_t at = 0; at < (size & 3); at++)
        crc = crc >> 8 ^ tables[0][(crc ^ data[at]) & 0xff];
    return crc;
}

#endif
