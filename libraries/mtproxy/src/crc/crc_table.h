/**
 * @file
 * Tables by which the CRCs take several bytes at once ("slicing"), as the compiler makes them from powers of
 * x.
 *
 * tables[t][byte] is what a byte does to the register when t more bytes follow it. Bit i of a byte that
 * stands in the lowest byte of the register is x^(31 - i); eight bits of the message later it is x^(39 - i),
 * and t more bytes later x^(39 + 8 t - i), modulo the polynomial. An entry is the sum of the powers of its
 * byte's bits.
 */
#ifndef MTPROXY_CRC_TABLE_H
#define MTPROXY_CRC_TABLE_H

#include <stdint.h>

#define CRC_TABLE_COUNT 16

extern const uint32_t mtproxy_crc32_tables[CRC_TABLE_COUNT][256];
extern const uint32_t mtproxy_crc32c_tables[CRC_TABLE_COUNT][256];

#endif
