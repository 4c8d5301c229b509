/**
 * @file
 * Both CRCs with ARMv8's CRC32 instructions, four lanes at a time, and PMULL to join the lanes.
 *
 * The instructions take 8 bytes, and wait 2 or 3 cycles for the register: one lane alone would use a third of
 * what the processor has. So a message is cut into four lanes of equal size; what each lane's register must
 * be multiplied by, for the bytes that follow it, is a power of x. PMULL multiplies (and brings one factor x
 * along, see crc_x86.h), the instruction with a register of zero takes the product to its remainder, times
 * x^32.
 */
#include "crc.h"

#ifdef MTPROXY_CRC_ARM

#include <string.h>
#ifdef __linux__
#include <sys/auxv.h>
#endif

#include "crc_constants.h"

#ifdef __clang__
#define TARGET __attribute__((target("crc,aes")))
#else
#define TARGET __attribute__((target("+crc+crypto")))
#endif
#define INLINE static inline __attribute__((always_inline))

#define LANES 4
/** What a message must have for lanes to be worth it, and what a lane takes at once. */
#define LONG_LANE 1024
#define SHORT_LANE 128

static uint64_t load_64(const uint8_t *data) {
    uint64_t word;
    memcpy(&word, data, sizeof word);
    return word;
}

/* In assembly, since the headers of older compilers declare these instructions only where whole files may use
 * them. */

/** One step of the polynomial's instruction. `castagnoli` is a constant wherever this is inlined. */
INLINE TARGET uint32_t step_8(uint32_t crc, uint64_t word, int castagnoli) {
    if (castagnoli)
        __asm__("crc32cx %w0, %w0, %x1" : "+r"(crc) : "r"(word));
    else
        __asm__("crc32x %w0, %w0, %x1" : "+r"(crc) : "r"(word));
    return crc;
}

INLINE TARGET uint32_t step_1(uint32_t crc, uint8_t byte, int castagnoli) {
    if (castagnoli)
        __asm__("crc32cb %w0, %w0, %w1" : "+r"(crc) : "r"((uint32_t)byte));
    else
        __asm__("crc32b %w0, %w0, %w1" : "+r"(crc) : "r"((uint32_t)byte));
    return crc;
}

/** The product of two reflected registers of 32 bits: 64 bits, times x. */
INLINE TARGET uint64_t multiply(uint32_t a, uint32_t b) {
    typedef uint64_t halves __attribute__((vector_size(16)));
    halves product, first = {a, 0}, second = {b, 0};
    __asm__("pmull %0.1q, %1.1d, %2.1d" : "=w"(product) : "w"(first), "w"(second));
    return product[0];
}

/**
 * Four lanes of `lane_size` bytes. The powers move a register by one, two and three lanes; each has 33 less
 * than what it stands for, since the product brings one x along and the last step 32 more.
 */
INLINE TARGET uint32_t four_lanes(const uint8_t *data, size_t lane_size, uint32_t crc,
                                  const uint32_t powers[3], int castagnoli) {
    uint32_t second = 0, third = 0, fourth = 0;
    for (const uint8_t *end = data + lane_size; data < end; data += 8) {
        crc = step_8(crc, load_64(data), castagnoli);
        second = step_8(second, load_64(data + lane_size), castagnoli);
        third = step_8(third, load_64(data + 2 * lane_size), castagnoli);
        fourth = step_8(fourth, load_64(data + 3 * lane_size), castagnoli);
    }
    uint64_t sum = multiply(crc, powers[2]) ^ multiply(second, powers[1]) ^ multiply(third, powers[0]);
    return step_8(0, sum, castagnoli) ^ fourth;
}

INLINE TARGET uint32_t update(const uint8_t *data, size_t size, uint32_t crc, const uint32_t by_long[3],
                              const uint32_t by_short[3], int castagnoli) {
    for (; size >= LANES * LONG_LANE; data += LANES * LONG_LANE, size -= LANES * LONG_LANE)
        crc = four_lanes(data, LONG_LANE, crc, by_long, castagnoli);
    for (; size >= LANES * SHORT_LANE; data += LANES * SHORT_LANE, size -= LANES * SHORT_LANE)
        crc = four_lanes(data, SHORT_LANE, crc, by_short, castagnoli);
    for (; size >= 8; data += 8, size -= 8)
        crc = step_8(crc, load_64(data), castagnoli);
    for (; size > 0; data++, size--)
        crc = step_1(crc, *data, castagnoli);
    return crc;
}

/* x^(8 * lane_size * lanes - 33) for one, two and three lanes. */
#define BY_LONG                                                                                              \
    { X(8159), X(16351), X(24543) }
#define BY_SHORT                                                                                             \
    { X(991), X(2015), X(3039) }

#define X(exponent) CRC32_X##exponent
TARGET uint32_t mtproxy_crc32_arm(const uint8_t *data, size_t size, uint32_t crc) {
    static const uint32_t by_long[3] = BY_LONG, by_short[3] = BY_SHORT;
    return update(data, size, crc, by_long, by_short, 0);
}
#undef X

#define X(exponent) CRC32C_X##exponent
TARGET uint32_t mtproxy_crc32c_arm(const uint8_t *data, size_t size, uint32_t crc) {
    static const uint32_t by_long[3] = BY_LONG, by_short[3] = BY_SHORT;
    return update(data, size, crc, by_long, by_short, 1);
}
#undef X

bool mtproxy_crc_has_arm(void) {
#if defined(__linux__)
    /* The kernel's words for it (HWCAP_PMULL and HWCAP_CRC32 of asm/hwcap.h). */
    const unsigned long pmull = 1ul << 4, crc32 = 1ul << 7;
    return (getauxval(AT_HWCAP) & (pmull | crc32)) == (pmull | crc32);
#elif defined(__APPLE__)
    return true; /* All of Apple's 64-bit ARM processors have both. */
#else
    return false;
#endif
}

#else
typedef int mtproxy_crc_arm_is_not_the_target;
#endif
