/**
 * @file
 * Both CRCs with AVX-512: four registers of the message side by side in each vector.
 *
 * A message is made a whole number of vectors by zeros before it, which change nothing; so there is no rest
 * to care for.
 */
#include "crc.h"

#ifdef MTPROXY_CRC_X86

#include "crc_x86.h"

#define CRC_TARGET CRC_TARGET_CLMUL ",avx512f,avx512bw,avx512vl,avx512dq,avx512vbmi,vpclmulqdq"
#define CRC_WIDTH ((size_t)64)
typedef __m512i crc_vector;

/** The table of truth by which vpternlog adds three bits. */
#define SUM_OF_THREE 0x96

CRC_INLINE(CRC_TARGET) crc_vector crc_zero(void) {
    return _mm512_setzero_si512();
}

CRC_INLINE(CRC_TARGET) crc_vector crc_load(const void *bytes) {
    return _mm512_loadu_si512(bytes);
}

CRC_INLINE(CRC_TARGET) crc_vector crc_repeat(const uint64_t pair[2]) {
    return _mm512_broadcast_i32x4(crc_load_pair(pair));
}

CRC_INLINE(CRC_TARGET) const uint64_t *crc_by_four(const crc_x86_constants *constants) {
    return constants->by_256;
}

CRC_INLINE(CRC_TARGET) crc_vector crc_fold(crc_vector folded, crc_vector by, crc_vector next) {
    crc_vector lower = _mm512_clmulepi64_epi128(folded, by, 0x00);
    crc_vector upper = _mm512_clmulepi64_epi128(folded, by, 0x11);
    return _mm512_ternarylogic_epi64(lower, upper, next, SUM_OF_THREE);
}

CRC_INLINE(CRC_TARGET) __m128i crc_narrow(crc_vector vector) {
    __m256i two = _mm256_xor_si256(_mm512_castsi512_si256(vector), _mm512_extracti64x4_epi64(vector, 1));
    return _mm_xor_si128(_mm256_castsi256_si128(two), _mm256_extracti128_si256(two, 1));
}

#include "crc_sum_x86.h"

/** Bytes 0, 1, 2 ... 63. */
static const uint8_t counting[CRC_WIDTH] = {
    0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21,
    22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43,
    44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63,
};

/** The first `count` bytes of a vector, 1 to 63 of them, at its end, after zeros. */
CRC_INLINE(CRC_TARGET) crc_vector at_the_end(crc_vector vector, size_t count) {
    crc_vector from = _mm512_add_epi8(crc_load(counting), _mm512_set1_epi8((char)count));
    return _mm512_maskz_permutexvar_epi8(~0ull << (CRC_WIDTH - count), from, vector);
}

CRC_INLINE(CRC_TARGET) crc_vector register_first(uint32_t crc) {
    return _mm512_zextsi128_si512(_mm_cvtsi32_si128((int)crc));
}

/** The sum over 4 to 64 bytes. */
CRC_INLINE(CRC_TARGET)
__m128i sum_one(const uint8_t *data, size_t size, uint32_t crc, const crc_x86_constants *constants) {
    crc_vector bytes = _mm512_maskz_loadu_epi8(~0ull >> (CRC_WIDTH - size), data);
    crc_vector first = at_the_end(_mm512_xor_si512(bytes, register_first(crc)), size);
    return crc_sum_few(first, data, 0, constants);
}

/** The sum over 64 bytes or more, without the bytes of the lanes. The rest by 64 is none or at least 4, to
 * hold the register. */
CRC_INLINE(CRC_TARGET)
__m128i sum_many(const uint8_t *data, size_t size, uint32_t crc, const crc_x86_constants *constants,
                 crc_lanes *lanes) {
    crc_vector first = _mm512_xor_si512(crc_load(data), register_first(crc));
    size_t rest = size % CRC_WIDTH, blocks = size / CRC_WIDTH;
    if (rest == 0)
        return crc_sum(first, data + CRC_WIDTH, blocks - 1, constants, lanes);
    return crc_sum(at_the_end(first, rest), data + rest, blocks, constants, lanes);
}

/** The CRC-32 of 33 bytes or more. */
CRC_APART(CRC_TARGET) uint32_t crc32_long(const uint8_t *data, size_t size, uint32_t crc) {
    if (size < CRC_WIDTH)
        return crc_finish(sum_one(data, size, crc, &mtproxy_crc32_x86), &mtproxy_crc32_x86);
    size_t rest = size % CRC_WIDTH;
    if (rest < 4 && rest > 0) {
        crc = crc_slice_rest(data, rest, crc, mtproxy_crc32_tables);
        data += rest;
        size -= rest;
    }
    return crc_finish(sum_many(data, size, crc, &mtproxy_crc32_x86, NULL), &mtproxy_crc32_x86);
}

__attribute__((target(CRC_TARGET))) uint32_t mtproxy_crc32_avx512(const uint8_t *data, size_t size,
                                                                  uint32_t crc) {
    if (size == 16)
        return crc32_sixteen(data, crc);
    return size <= 32 ? mtproxy_crc32_clmul(data, size, crc) : crc32_long(data, size, crc);
}

/*
 * With GFNI there is a second way to fold, which other parts of the processor do: vgf2p8affineqb multiplies
 * each byte of a vector by a matrix of bits. Four vectors of the message are planes: 64 lanes of four bytes
 * each. The 32 bits of a lane stand for 32 powers of x that do not depend on each other modulo the
 * polynomial, so that a lane can stand for any remainder; and moving it by some distance makes another lane
 * of the same kind: each new plane is the sum of the four old ones, each byte of them multiplied by a matrix.
 * Then the planes' vectors of the message are added. What stands in the planes at the end is as good as the
 * bytes of a message.
 *
 * A turn takes twelve vectors: four of them are planes, eight are folded by multiplication.
 */
#define CRC_TARGET_GFNI CRC_TARGET ",gfni"
#define TURN_VECTORS ((size_t)12)

static const uint64_t planes_by_turn[4][4] = {CRC32_PLANES6144};
static const uint64_t by_turn[2] = {(uint64_t)CRC32_X6207 << 32, (uint64_t)CRC32_X6143 << 32};

/** A new plane: what the four old ones give, and the message's. */
CRC_INLINE(CRC_TARGET_GFNI)
crc_vector move_planes(const crc_vector planes[4], const uint64_t matrices[4], const uint8_t *data) {
    crc_vector first = _mm512_gf2p8affine_epi64_epi8(planes[0], _mm512_set1_epi64((long long)matrices[0]), 0);
    crc_vector second =
        _mm512_gf2p8affine_epi64_epi8(planes[1], _mm512_set1_epi64((long long)matrices[1]), 0);
    crc_vector third = _mm512_gf2p8affine_epi64_epi8(planes[2], _mm512_set1_epi64((long long)matrices[2]), 0);
    crc_vector fourth =
        _mm512_gf2p8affine_epi64_epi8(planes[3], _mm512_set1_epi64((long long)matrices[3]), 0);
    crc_vector sum = _mm512_ternarylogic_epi64(first, second, third, SUM_OF_THREE);
    return _mm512_ternarylogic_epi64(sum, fourth, crc_load(data), SUM_OF_THREE);
}

/** Moves twelve vectors onto the next twelve. Planes are vectors 0, 1, 3 and 4 (tools/crc_constants.py says
 * why). */
CRC_INLINE(CRC_TARGET_GFNI) void mixed_turn(crc_vector v[TURN_VECTORS], const uint8_t *data, crc_vector by) {
    crc_vector planes[4] = {v[0], v[1], v[3], v[4]};
    v[0] = move_planes(planes, planes_by_turn[0], data);
    v[2] = crc_fold(v[2], by, crc_load(data + 2 * CRC_WIDTH));
    v[5] = crc_fold(v[5], by, crc_load(data + 5 * CRC_WIDTH));
    v[1] = move_planes(planes, planes_by_turn[1], data + CRC_WIDTH);
    v[6] = crc_fold(v[6], by, crc_load(data + 6 * CRC_WIDTH));
    v[7] = crc_fold(v[7], by, crc_load(data + 7 * CRC_WIDTH));
    v[3] = move_planes(planes, planes_by_turn[2], data + 3 * CRC_WIDTH);
    v[8] = crc_fold(v[8], by, crc_load(data + 8 * CRC_WIDTH));
    v[9] = crc_fold(v[9], by, crc_load(data + 9 * CRC_WIDTH));
    v[4] = move_planes(planes, planes_by_turn[3], data + 4 * CRC_WIDTH);
    v[10] = crc_fold(v[10], by, crc_load(data + 10 * CRC_WIDTH));
    v[11] = crc_fold(v[11], by, crc_load(data + 11 * CRC_WIDTH));
}

/** The sum of CRC-32 over `first` and `blocks` vectors more at `data`, at least TURN_VECTORS - 1. */
CRC_INLINE(CRC_TARGET_GFNI) __m128i sum_mixed(crc_vector first, const uint8_t *data, size_t blocks) {
    crc_vector by = crc_repeat(by_turn), by_four = crc_repeat(crc_by_four(&mtproxy_crc32_x86));
    crc_vector v[TURN_VECTORS] = {
        first,
        crc_load(data),
        crc_load(data + CRC_WIDTH),
        crc_load(data + 2 * CRC_WIDTH),
        crc_load(data + 3 * CRC_WIDTH),
        crc_load(data + 4 * CRC_WIDTH),
        crc_load(data + 5 * CRC_WIDTH),
        crc_load(data + 6 * CRC_WIDTH),
        crc_load(data + 7 * CRC_WIDTH),
        crc_load(data + 8 * CRC_WIDTH),
        crc_load(data + 9 * CRC_WIDTH),
        crc_load(data + 10 * CRC_WIDTH),
    };
    data += (TURN_VECTORS - 1) * CRC_WIDTH;
    for (blocks -= TURN_VECTORS - 1; blocks >= TURN_VECTORS; blocks -= TURN_VECTORS) {
        mixed_turn(v, data, by);
        data += TURN_VECTORS * CRC_WIDTH;
    }
    crc_vector folded[4] = {
        crc_fold(crc_fold(v[0], by_four, v[4]), by_four, v[8]),
        crc_fold(crc_fold(v[1], by_four, v[5]), by_four, v[9]),
        crc_fold(crc_fold(v[2], by_four, v[6]), by_four, v[10]),
        crc_fold(crc_fold(v[3], by_four, v[7]), by_four, v[11]),
    };
    return crc_sum_rest(folded, data, blocks, &mtproxy_crc32_x86);
}

/** From this size on the mixture saves more than it costs. */
#define MIXED_FROM 6144

/** The CRC-32 of MIXED_FROM bytes or more. */
CRC_APART(CRC_TARGET_GFNI) uint32_t crc32_mixed(const uint8_t *data, size_t size, uint32_t crc) {
    size_t rest = size % CRC_WIDTH;
    if (rest < 4) {
        crc = crc_slice_rest(data, rest, crc, mtproxy_crc32_tables);
        data += rest;
        size -= rest;
        rest = 0;
    }
    crc_vector first = _mm512_xor_si512(crc_load(data), register_first(crc));
    size_t blocks = size / CRC_WIDTH;
    __m128i sum = rest == 0 ? sum_mixed(first, data + CRC_WIDTH, blocks - 1)
                            : sum_mixed(at_the_end(first, rest), data + rest, blocks);
    return crc_finish(sum, &mtproxy_crc32_x86);
}

__attribute__((target(CRC_TARGET_GFNI))) uint32_t mtproxy_crc32_gfni(const uint8_t *data, size_t size,
                                                                     uint32_t crc) {
    if (size == 16)
        return crc32_sixteen(data, crc);
    if (size <= 32)
        return mtproxy_crc32_clmul(data, size, crc);
    return size < MIXED_FROM ? crc32_long(data, size, crc) : crc32_mixed(data, size, crc);
}

/** From this size on the lanes save more than they cost. */
#define CRC_LANES_FROM 1536
#define CRC_ITSELF mtproxy_crc32c_avx512
#include "crc_lanes_x86.h"

__attribute__((target(CRC_TARGET))) uint32_t mtproxy_crc32c_avx512(const uint8_t *data, size_t size,
                                                                   uint32_t crc) {
    return size <= 64 ? crc32c_short(data, size, crc) : crc32c_long(data, size, crc);
}

#else
typedef int mtproxy_crc_x86_is_not_the_target;
#endif
