/**
 * @file
 * The tables of crc_table.h.
 */
#include "crc_table.h"

#include "crc_constants.h"

#define BIT(byte, bit, power) (((byte) >> (bit)&1) ? (power) : 0u)
#define ENTRY(byte, p0, p1, p2, p3, p4, p5, p6, p7)                                                          \
    (BIT(byte, 0, p0) ^ BIT(byte, 1, p1) ^ BIT(byte, 2, p2) ^ BIT(byte, 3, p3) ^ BIT(byte, 4, p4) ^          \
     BIT(byte, 5, p5) ^ BIT(byte, 6, p6) ^ BIT(byte, 7, p7))
#define ENTRIES_4(byte, ...)                                                                                 \
    ENTRY(byte, __VA_ARGS__), ENTRY((byte) + 1, __VA_ARGS__), ENTRY((byte) + 2, __VA_ARGS__),                \
        ENTRY((byte) + 3, __VA_ARGS__)
#define ENTRIES_16(byte, ...)                                                                                \
    ENTRIES_4(byte, __VA_ARGS__), ENTRIES_4((byte) + 4, __VA_ARGS__), ENTRIES_4((byte) + 8, __VA_ARGS__),    \
        ENTRIES_4((byte) + 12, __VA_ARGS__)
#define ENTRIES_64(byte, ...)                                                                                \
    ENTRIES_16(byte, __VA_ARGS__), ENTRIES_16((byte) + 16, __VA_ARGS__),                                     \
        ENTRIES_16((byte) + 32, __VA_ARGS__), ENTRIES_16((byte) + 48, __VA_ARGS__)
#define ENTRIES_256(...)                                                                                     \
    {                                                                                                        \
        ENTRIES_64(0, __VA_ARGS__), ENTRIES_64(64, __VA_ARGS__), ENTRIES_64(128, __VA_ARGS__),               \
            ENTRIES_64(192, __VA_ARGS__)                                                                     \
    }
#define TABLE(p0, p1, p2, p3, p4, p5, p6, p7)                                                                \
    ENTRIES_256(X(p0), X(p1), X(p2), X(p3), X(p4), X(p5), X(p6), X(p7))
#define TABLES                                                                                               \
    {                                                                                                        \
        TABLE(39, 38, 37, 36, 35, 34, 33, 32), TABLE(47, 46, 45, 44, 43, 42, 41, 40),                        \
            TABLE(55, 54, 53, 52, 51, 50, 49, 48), TABLE(63, 62, 61, 60, 59, 58, 57, 56),                    \
            TABLE(71, 70, 69, 68, 67, 66, 65, 64), TABLE(79, 78, 77, 76, 75, 74, 73, 72),                    \
            TABLE(87, 86, 85, 84, 83, 82, 81, 80), TABLE(95, 94, 93, 92, 91, 90, 89, 88),                    \
            TABLE(103, 102, 101, 100, 99, 98, 97, 96), TABLE(111, 110, 109, 108, 107, 106, 105, 104),        \
            TABLE(119, 118, 117, 116, 115, 114, 113, 112), TABLE(127, 126, 125, 124, 123, 122, 121, 120),    \
            TABLE(135, 134, 133, 132, 131, 130, 129, 128), TABLE(143, 142, 141, 140, 139, 138, 137, 136),    \
            TABLE(151, 150, 149, 148, 147, 146, 145, 144), TABLE(159, 158, 157, 156, 155, 154, 153, 152),    \
    }

#define X(exponent) CRC32_X##exponent
const uint32_t mtproxy_crc32_tables[CRC_TABLE_COUNT][256] = TABLES;
#undef X

#define X(exponent) CRC32C_X##exponent
const uint32_t mtproxy_crc32c_tables[CRC_TABLE_COUNT][256] = TABLES;
#undef X
