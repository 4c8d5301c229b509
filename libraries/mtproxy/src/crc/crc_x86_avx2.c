/**
 * @file
 * Both CRCs with VPCLMULQDQ on AVX2: two registers of the message side by side in each vector. For processors
 * without AVX-512.
 *
 * The version of crc_x86_clmul.c takes short messages and what stands before a whole number of vectors.
 */
#include "crc.h"

#ifdef MTPROXY_CRC_X86

#include "crc_x86.h"

#define CRC_TARGET CRC_TARGET_CLMUL ",avx2,vpclmulqdq"
#define CRC_WIDTH ((size_t)32)
typedef __m256i crc_vector;

CRC_INLINE(CRC_TARGET) crc_vector crc_zero(void) {
    return _mm256_setzero_si256();
}

CRC_INLINE(CRC_TARGET) crc_vector crc_load(const void *bytes) {
    return _mm256_loadu_si256(bytes);
}

CRC_INLINE(CRC_TARGET) crc_vector crc_repeat(const uint64_t pair[2]) {
    return _mm256_broadcastsi128_si256(crc_load_pair(pair));
}

CRC_INLINE(CRC_TARGET) const uint64_t *crc_by_four(const crc_x86_constants *constants) {
    return constants->by_128;
}

CRC_INLINE(CRC_TARGET) crc_vector crc_fold(crc_vector folded, crc_vector by, crc_vector next) {
    crc_vector lower = _mm256_clmulepi64_epi128(folded, by, 0x00);
    crc_vector upper = _mm256_clmulepi64_epi128(folded, by, 0x11);
    return _mm256_xor_si256(_mm256_xor_si256(lower, upper), next);
}

CRC_INLINE(CRC_TARGET) __m128i crc_narrow(crc_vector vector) {
    return _mm_xor_si128(_mm256_castsi256_si128(vector), _mm256_extracti128_si256(vector, 1));
}

#include "crc_sum_x86.h"

/** The sum over a whole number of vectors, without the bytes of the lanes. */
CRC_INLINE(CRC_TARGET)
__m128i sum_many(const uint8_t *data, size_t size, uint32_t crc, const crc_x86_constants *constants,
                 crc_lanes *lanes) {
    crc_vector first = _mm256_xor_si256(crc_load(data), _mm256_zextsi128_si256(_mm_cvtsi32_si128((int)crc)));
    return crc_sum(first, data + CRC_WIDTH, size / CRC_WIDTH - 1, constants, lanes);
}

/** Shorter ones are not worth a second function. */
#define VECTORS_FROM ((size_t)64)

__attribute__((target(CRC_TARGET))) uint32_t mtproxy_crc32_avx2(const uint8_t *data, size_t size,
                                                                uint32_t crc) {
    if (size == 16)
        return crc32_sixteen(data, crc);
    if (size < VECTORS_FROM)
        return mtproxy_crc32_clmul(data, size, crc);
    size_t rest = size % CRC_WIDTH;
    if (rest > 0)
        crc = mtproxy_crc32_clmul(data, rest, crc);
    __m128i sum = sum_many(data + rest, size - rest, crc, &mtproxy_crc32_x86, NULL);
    return crc_finish(sum, &mtproxy_crc32_x86);
}

/** From this size on the lanes save more than they cost. */
#define LANES_FROM 1024

__attribute__((target(CRC_TARGET))) uint32_t mtproxy_crc32c_avx2(const uint8_t *data, size_t size,
                                                                 uint32_t crc) {
    if (size <= 32)
        return crc32c_short(data, size, crc);
    if (size < 2 * VECTORS_FROM)
        return mtproxy_crc32c_clmul(data, size, crc);
    size_t rest = size % CRC_WIDTH;
    if (rest > 0)
        crc = mtproxy_crc32c_clmul(data, rest, crc);
    data += rest;
    size -= rest;
    if (size < LANES_FROM)
        return crc32c_finish(sum_many(data, size, crc, &mtproxy_crc32c_x86, NULL));
    size_t later = size > CRC_FUSED_MOST ? size - CRC_FUSED_MOST : 0;
    size -= later;
    crc_lanes lanes = {.turns = (size - 4 * CRC_WIDTH) / CRC_TURN_BYTES / 2 * 2};
    size_t before = size - lanes.turns * CRC_LANES * CRC_LANE_BYTES;
    lanes.data = data + before;
    crc = crc_join_lanes(crc32c_finish(sum_many(data, before, crc, &mtproxy_crc32c_x86, &lanes)), &lanes);
    return later == 0 ? crc : mtproxy_crc32c_avx2(data + size, later, crc);
}

#else
typedef int mtproxy_crc_x86_is_not_the_target;
#endif
