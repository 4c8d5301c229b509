/**
 * @file
 * Steps 1 and 2 of crc_x86.h for one width of vectors; and, for CRC-32C, its instruction at work beside them.
 *
 * Included by the file of each width (and by nobody else) after it has defined what is of that width:
 *
 * - `CRC_TARGET`: what these functions need of the processor;
 * - `crc_vector`: a type of `CRC_WIDTH` bytes, 16, 32 or 64: one register or several side by side;
 * - `crc_load(bytes)`: reads one from memory;
 * - `crc_repeat(pair)`: a vector of this pair of constants;
 * - `crc_fold(folded, by, next)`: multiplies the lower halves and the upper ones, and adds both products to
 * `next`;
 * - `crc_narrow(vector)`: the sum of its registers;
 * - `crc_by_four(constants)`: the constants that move by `4 * CRC_WIDTH` bytes.
 *
 * The four vectors in flight hide how long a multiplication takes.
 */
#include "crc.h"
#include "crc_x86.h"

/** Lanes of the CRC-32C instruction: it takes 3 cycles, and one can start in each. */
#define CRC_LANES ((size_t)3)
/** Words of 64 bits that each lane takes while four vectors are folded. */
#define CRC_LANE_WORDS ((size_t)4)
#define CRC_LANE_BYTES (8 * CRC_LANE_WORDS)
/** What one turn takes: four vectors, and its share of each lane. */
#define CRC_TURN_BYTES (4 * CRC_WIDTH + CRC_LANES * CRC_LANE_BYTES)
/** The most bytes with lanes: crc_lane_power() counts 65535 turns. */
#define CRC_FUSED_MOST (65535 * CRC_TURN_BYTES)

/** The end of a message, as three pieces of equal size, which the CRC-32C instruction takes while vectors are
 * folded. */
typedef struct crc_lanes {
    const uint8_t *data; /**< Of the first lane. */
    size_t turns;        /**< Of CRC_LANE_BYTES for each lane. 0: no lanes. */
    uint64_t crc[CRC_LANES];
} crc_lanes;

/** One word of each lane. */
CRC_INLINE(CRC_TARGET) void crc_step_lanes(uint64_t crc[CRC_LANES], const uint8_t *data, size_t lane_size) {
    crc[0] = _mm_crc32_u64(crc[0], crc_load_64(data));
    crc[1] = _mm_crc32_u64(crc[1], crc_load_64(data + lane_size));
    crc[2] = _mm_crc32_u64(crc[2], crc_load_64(data + 2 * lane_size));
}

/* Loops over four are written out: compilers keep in registers what they see no index of, and not all unroll
 * for that. */

/** Moves the four vectors onto the next four. */
CRC_INLINE(CRC_TARGET) void crc_fold_four(crc_vector folded[4], const uint8_t *data, crc_vector by) {
    folded[0] = crc_fold(folded[0], by, crc_load(data));
    folded[1] = crc_fold(folded[1], by, crc_load(data + CRC_WIDTH));
    folded[2] = crc_fold(folded[2], by, crc_load(data + 2 * CRC_WIDTH));
    folded[3] = crc_fold(folded[3], by, crc_load(data + 3 * CRC_WIDTH));
}

/** Keeps the compiler from moving what is before and behind: the processor runs both kinds beside each other
 * only if they alternate. */
#define KEEP(folded, crc)                                                                                    \
    __asm__(""                                                                                               \
            : "+x"((folded)[0]), "+x"((folded)[1]), "+x"((folded)[2]), "+x"((folded)[3]), "+r"((crc)[0]),    \
              "+r"((crc)[1]), "+r"((crc)[2]))

/** crc_fold_four() and CRC_LANE_WORDS words of each lane. */
CRC_INLINE(CRC_TARGET)
void crc_turn(crc_vector folded[4], const uint8_t *data, crc_vector by, uint64_t crc[CRC_LANES],
              const uint8_t *lane_data, size_t lane_size) {
    crc_step_lanes(crc, lane_data, lane_size);
    KEEP(folded, crc);
    folded[0] = crc_fold(folded[0], by, crc_load(data));
    KEEP(folded, crc);
    crc_step_lanes(crc, lane_data + 8, lane_size);
    KEEP(folded, crc);
    folded[1] = crc_fold(folded[1], by, crc_load(data + CRC_WIDTH));
    KEEP(folded, crc);
    crc_step_lanes(crc, lane_data + 16, lane_size);
    KEEP(folded, crc);
    folded[2] = crc_fold(folded[2], by, crc_load(data + 2 * CRC_WIDTH));
    KEEP(folded, crc);
    crc_step_lanes(crc, lane_data + 24, lane_size);
    KEEP(folded, crc);
    folded[3] = crc_fold(folded[3], by, crc_load(data + 3 * CRC_WIDTH));
    KEEP(folded, crc);
}

/** The sum over up to seven vectors, all of which are multiplied at once: `first`, and `blocks` more at
 * `data`. */
CRC_INLINE(CRC_TARGET)
__m128i crc_sum_few(crc_vector first, const uint8_t *data, size_t blocks,
                    const crc_x86_constants *constants) {
    const uint64_t *last = constants->last + CRC_LAST_HALVES - (blocks + 1) * (CRC_WIDTH / 8);
    crc_vector sum = crc_fold(first, crc_load(last), crc_zero());
    for (size_t at = 0; at < blocks; at++) {
        last += CRC_WIDTH / 8;
        sum = crc_fold(crc_load(data + at * CRC_WIDTH), crc_load(last), sum);
    }
    return crc_narrow(sum);
}

/** The sum over the four vectors in flight and `blocks` more at `data`. */
CRC_INLINE(CRC_TARGET)
__m128i crc_sum_rest(crc_vector folded[4], const uint8_t *data, size_t blocks,
                     const crc_x86_constants *constants) {
    crc_vector by = crc_repeat(crc_by_four(constants));
    for (; blocks >= 4; blocks -= 4, data += 4 * CRC_WIDTH)
        crc_fold_four(folded, data, by);
    const uint64_t *last = constants->last + CRC_LAST_HALVES - (blocks + 4) * (CRC_WIDTH / 8);
    crc_vector sum = crc_zero();
    sum = crc_fold(folded[0], crc_load(last), sum);
    sum = crc_fold(folded[1], crc_load(last + CRC_WIDTH / 8), sum);
    sum = crc_fold(folded[2], crc_load(last + 2 * (CRC_WIDTH / 8)), sum);
    sum = crc_fold(folded[3], crc_load(last + 3 * (CRC_WIDTH / 8)), sum);
    last += 4 * (CRC_WIDTH / 8);
    for (size_t at = 0; at < blocks; at++, last += CRC_WIDTH / 8)
        sum = crc_fold(crc_load(data + at * CRC_WIDTH), crc_load(last), sum);
    return crc_narrow(sum);
}

/**
 * Steps 1 and 2: the sum T over `first`, which holds the register already, and `blocks` vectors more at
 * `data`. With lanes, `blocks` is at least 4 * turns + 3.
 */
CRC_INLINE(CRC_TARGET)
__m128i crc_sum(crc_vector first, const uint8_t *data, size_t blocks, const crc_x86_constants *constants,
                crc_lanes *lanes) {
    if (blocks < 7 && lanes == NULL)
        return crc_sum_few(first, data, blocks, constants);
    crc_vector by = crc_repeat(crc_by_four(constants));
    crc_vector folded[4] = {first, crc_load(data), crc_load(data + CRC_WIDTH),
                            crc_load(data + 2 * CRC_WIDTH)};
    data += 3 * CRC_WIDTH;
    blocks -= 3;
    if (lanes != NULL) {
        const uint8_t *lane_data = lanes->data;
        size_t lane_size = lanes->turns * CRC_LANE_BYTES;
        uint64_t crc[CRC_LANES] = {0};
        for (size_t turn = lanes->turns; turn > 0; turn--) {
            crc_turn(folded, data, by, crc, lane_data, lane_size);
            data += 4 * CRC_WIDTH;
            lane_data += CRC_LANE_BYTES;
        }
        blocks -= 4 * lanes->turns;
        lanes->crc[0] = crc[0];
        lanes->crc[1] = crc[1];
        lanes->crc[2] = crc[2];
    }
    return crc_sum_rest(folded, data, blocks, constants);
}

/** a * b * x^33, for CRC-32C: its instruction multiplies by x^32, and each multiplication brings one x along.
 */
CRC_INLINE(CRC_TARGET) uint32_t crc32c_multiply(uint32_t a, uint32_t b) {
    __m128i product = _mm_clmulepi64_si128(_mm_cvtsi32_si128((int)a), _mm_cvtsi32_si128((int)b), 0x00);
    return (uint32_t)_mm_crc32_u64(0, (uint64_t)_mm_cvtsi128_si64(product));
}

/** x^(8 * CRC_LANE_BYTES * turns - 33), which crc32c_multiply() moves a register by as many turns with. */
CRC_INLINE(CRC_TARGET) uint32_t crc_lane_power(size_t turns) {
    const uint32_t *powers = mtproxy_crc32c_lane_powers;
    uint32_t power = powers[turns % 16];
    for (turns /= 16; turns > 0; turns /= 16) {
        powers += 16;
        power = crc32c_multiply(power, powers[turns % 16]);
    }
    return power;
}

/** The CRC-32C of all: of what came before the lanes, and of the lanes. */
CRC_INLINE(CRC_TARGET) uint32_t crc_join_lanes(uint32_t before, const crc_lanes *lanes) {
    uint32_t by_one = crc_lane_power(lanes->turns);
    uint32_t by_two = crc32c_multiply(by_one, by_one);
    uint32_t by_three = crc32c_multiply(by_two, by_one);
    return crc32c_multiply(before, by_three) ^ crc32c_multiply((uint32_t)lanes->crc[0], by_two) ^
           crc32c_multiply((uint32_t)lanes->crc[1], by_one) ^ (uint32_t)lanes->crc[2];
}
