/**
 * @file
 * Carry-less multiplication on x86, shared by its versions of the CRCs.
 *
 * A register holds bytes of the message as they lie in memory, so that its lowest bit is the highest power of
 * x: bit i of a 64-bit half is x^(63 - i), bit i of a whole register x^(127 - i). Multiplying two halves
 * gives bit i + j for the powers 63 - i and 63 - j, where their product x^(126 - i - j) would stand in bit i
 * + j + 1: each multiplication brings a factor x along, and every constant below has one x less than what it
 * stands for.
 *
 * Three steps lead from a message to its CRC:
 *
 * 1. Fold. The CRC is the remainder of (message * x^32 + crc * x^(8 size)): the register is added to the
 * first four bytes, and a half with n bits of message behind it may be replaced by anything of the same
 * remainder, further back. To move a register by n bits, its lower half, which has 64 bits more behind it, is
 * multiplied by x^(n + 63), the upper one by x^(n - 1), both modulo the polynomial: at most 96 bits, added to
 * the register at that place (crc_fold).
 * 2. Sum. At the end each half that is i halves before the last one is multiplied by x^(64 i + 31) modulo the
 * polynomial. The sum is T (crc_sum), of the remainder asked for and at most 96 bits; times x^32, which puts
 * it at the register's lower end.
 * 3. Finish. Barrett's division of T by the polynomial P: q = floor(T / P) is the upper half of (floor(T /
 * x^32) * floor(x^95 / P)) * x, and the remainder is T - q * P, of which only the lowest 32 bits are not zero
 * (crc_finish).
 */
#ifndef MTPROXY_CRC_X86_H
#define MTPROXY_CRC_X86_H

#include <immintrin.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "crc_constants.h"
#include "crc_slicing.h"

#define CRC_TARGET_CLMUL "sse4.2,pclmul"
/** For what should not make a frame for the short messages of its caller. */
#define CRC_APART(features) static __attribute__((noinline, target(features)))
#define CRC_INLINE(features) static inline __attribute__((always_inline, target(features)))

/** The halves of the last 512 bytes of a message. */
#define CRC_LAST_HALVES ((size_t)64)

/** What the folding of one polynomial needs. Pairs: for the lower half, for the upper half. */
typedef struct crc_x86_constants {
    uint64_t
        last[CRC_LAST_HALVES]; /**< For step 2: what the halves of the last 512 bytes are multiplied by. */
    uint64_t by_64[2];         /**< Moves a register by 64 bytes, */
    uint64_t by_128[2];        /**< by 128, */
    uint64_t by_256[2];        /**< and by 256. */
    uint64_t barrett[2];       /**< floor(x^95 / P), P * x^31. */
} crc_x86_constants;

extern const crc_x86_constants mtproxy_crc32_x86;
extern const crc_x86_constants mtproxy_crc32c_x86;

/** x^(256 * digit * 16^place - 33) modulo the polynomial of CRC-32C, for four places of sixteen digits. */
extern const uint32_t mtproxy_crc32c_lane_powers[64];

CRC_INLINE(CRC_TARGET_CLMUL) __m128i crc_load_pair(const uint64_t pair[2]) {
    return _mm_loadu_si128((const __m128i *)pair);
}

/** Step 3: the remainder of T. */
CRC_INLINE(CRC_TARGET_CLMUL) uint32_t crc_finish(__m128i sum, const crc_x86_constants *constants) {
    __m128i barrett = crc_load_pair(constants->barrett);
    __m128i quotient = _mm_clmulepi64_si128(sum, barrett, 0x00);
    __m128i product = _mm_clmulepi64_si128(quotient, barrett, 0x10);
    return (uint32_t)_mm_extract_epi32(_mm_xor_si128(sum, product), 2);
}

/** Step 3 for CRC-32C: its instruction takes 64 bits, multiplied by x^32, to their remainder; the 32 below
 * are one already. */
CRC_INLINE(CRC_TARGET_CLMUL) uint32_t crc32c_finish(__m128i sum) {
    uint32_t upper = (uint32_t)_mm_crc32_u64(0, (uint64_t)_mm_cvtsi128_si64(sum));
    return upper ^ (uint32_t)_mm_extract_epi32(sum, 2);
}

CRC_INLINE(CRC_TARGET_CLMUL) uint64_t crc_load_64(const uint8_t *data) {
    uint64_t word;
    memcpy(&word, data, sizeof word);
    return word;
}

/**
 * The CRC-32 of exactly 16 bytes. It is that of the bytes alone plus what becomes of the register: the
 * multiplications do not wait for the register, and the tables take it on in a third of their time.
 */
CRC_INLINE(CRC_TARGET_CLMUL) uint32_t crc32_sixteen(const uint8_t *data, uint32_t crc) {
    __m128i bytes = _mm_loadu_si128((const __m128i *)data);
    __m128i last = crc_load_pair(mtproxy_crc32_x86.last + CRC_LAST_HALVES - 2);
    /* The last half is multiplied by one. */
    __m128i sum = _mm_xor_si128(_mm_clmulepi64_si128(bytes, last, 0x00), _mm_srli_si128(bytes, 8));
    return crc_finish(sum, &mtproxy_crc32_x86) ^ crc_slice_word(crc, 12, mtproxy_crc32_tables);
}

/** The CRC-32C of up to some dozen bytes, by its instruction alone. */
CRC_INLINE(CRC_TARGET_CLMUL) uint32_t crc32c_short(const uint8_t *data, size_t size, uint32_t crc) {
    uint64_t wide = crc;
    for (; size >= 16; data += 16, size -= 16) {
        wide = _mm_crc32_u64(_mm_crc32_u64(wide, crc_load_64(data)), crc_load_64(data + 8));
        if (size == 16)
            return (uint32_t)wide;
    }
    if (size & 8) {
        wide = _mm_crc32_u64(wide, crc_load_64(data));
        data += 8;
    }
    crc = (uint32_t)wide;
    if (size & 4) {
        crc = _mm_crc32_u32(crc, crc_load_32(data));
        data += 4;
    }
    if (size & 2) {
        crc = _mm_crc32_u16(crc, (uint16_t)(data[0] | data[1] << 8));
        data += 2;
    }
    return (size & 1) ? _mm_crc32_u8(crc, *data) : crc;
}

#endif
