/**
 * @file
 * Both CRCs with PCLMULQDQ, and CRC-32C with the instruction of SSE4.2 beside it.
 *
 * A message is made a whole number of registers by zeros before it, which change nothing.
 */
#include "crc.h"

#ifdef MTPROXY_CRC_X86

#include "crc_x86.h"

#define CRC_TARGET CRC_TARGET_CLMUL
#define CRC_WIDTH ((size_t)16)
typedef __m128i crc_vector;

CRC_INLINE(CRC_TARGET) crc_vector crc_zero(void) {
    return _mm_setzero_si128();
}

CRC_INLINE(CRC_TARGET) crc_vector crc_load(const void *bytes) {
    return _mm_loadu_si128(bytes);
}

CRC_INLINE(CRC_TARGET) crc_vector crc_repeat(const uint64_t pair[2]) {
    return crc_load(pair);
}

CRC_INLINE(CRC_TARGET) const uint64_t *crc_by_four(const crc_x86_constants *constants) {
    return constants->by_64;
}

CRC_INLINE(CRC_TARGET) crc_vector crc_fold(crc_vector folded, crc_vector by, crc_vector next) {
    crc_vector lower = _mm_clmulepi64_si128(folded, by, 0x00);
    crc_vector upper = _mm_clmulepi64_si128(folded, by, 0x11);
    return _mm_xor_si128(_mm_xor_si128(lower, upper), next);
}

CRC_INLINE(CRC_TARGET) __m128i crc_narrow(crc_vector vector) {
    return vector;
}

#include "crc_sum_x86.h"

/** Read from byte `count` on, these let pshufb put the first `count` bytes of a register at its end, after
 * zeros. */
static const uint8_t to_the_end[2 * CRC_WIDTH] = {
    0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80,
    0,    1,    2,    3,    4,    5,    6,    7,    8,    9,    10,   11,   12,   13,   14,   15,
};

/** The sum over 16 bytes or more, without the bytes of the lanes. The rest by 16 is none or at least 4, to
 * hold the register. */
CRC_INLINE(CRC_TARGET)
__m128i sum_many(const uint8_t *data, size_t size, uint32_t crc, const crc_x86_constants *constants,
                 crc_lanes *lanes) {
    crc_vector first = _mm_xor_si128(crc_load(data), _mm_cvtsi32_si128((int)crc));
    size_t rest = size % CRC_WIDTH, blocks = size / CRC_WIDTH;
    if (rest == 0)
        return crc_sum(first, data + CRC_WIDTH, blocks - 1, constants, lanes);
    first = _mm_shuffle_epi8(first, crc_load(to_the_end + rest));
    return crc_sum(first, data + rest, blocks, constants, lanes);
}

/** The CRC-32 of 17 bytes or more. */
CRC_APART(CRC_TARGET) uint32_t crc32_long(const uint8_t *data, size_t size, uint32_t crc) {
    size_t rest = size % CRC_WIDTH;
    if (rest < 4 && rest > 0) {
        crc = crc_slice_rest(data, rest, crc, mtproxy_crc32_tables);
        data += rest;
        size -= rest;
    }
    return crc_finish(sum_many(data, size, crc, &mtproxy_crc32_x86, NULL), &mtproxy_crc32_x86);
}

__attribute__((target(CRC_TARGET))) uint32_t mtproxy_crc32_clmul(const uint8_t *data, size_t size,
                                                                 uint32_t crc) {
    if (size == CRC_WIDTH)
        return crc32_sixteen(data, crc);
    if (size < CRC_WIDTH)
        return crc_slice_rest(data, size, crc, mtproxy_crc32_tables);
    return crc32_long(data, size, crc);
}

/** From this size on the lanes save more than they cost. */
#define CRC_LANES_FROM 640
#define CRC_ITSELF mtproxy_crc32c_clmul
#include "crc_lanes_x86.h"

__attribute__((target(CRC_TARGET))) uint32_t mtproxy_crc32c_clmul(const uint8_t *data, size_t size,
                                                                  uint32_t crc) {
    return size <= 64 ? crc32c_short(data, size, crc) : crc32c_long(data, size, crc);
}

#else
typedef int mtproxy_crc_x86_is_not_the_target;
#endif
