/**
 * @file
 * What the versions for x86 share: the constants (crc_x86.h says what they are for) and what the processor
 * has.
 */
#include "crc.h"

#ifdef MTPROXY_CRC_X86

#include "crc_x86.h"

/* Powers stand in the upper 32 bits of 64, which is where x^31 to x^0 are. */
#define FOLD(lower, upper)                                                                                   \
    { (uint64_t) X(lower) << 32, (uint64_t)X(upper) << 32 }
/* In the lower 32 bits, a power is times x^32 as well. */
#define CONSTANTS(polynomial)                                                                                \
    {                                                                                                        \
        .last = {X(4063), X(3999), X(3935), X(3871), X(3807), X(3743), X(3679), X(3615), X(3551), X(3487),   \
                 X(3423), X(3359), X(3295), X(3231), X(3167), X(3103), X(3039), X(2975), X(2911), X(2847),   \
                 X(2783), X(2719), X(2655), X(2591), X(2527), X(2463), X(2399), X(2335), X(2271), X(2207),   \
                 X(2143), X(2079), X(2015), X(1951), X(1887), X(1823), X(1759), X(1695), X(1631), X(1567),   \
                 X(1503), X(1439), X(1375), X(1311), X(1247), X(1183), X(1119), X(1055), X(991),  X(927),    \
                 X(863),  X(799),  X(735),  X(671),  X(607),  X(543),  X(479),  X(415),  X(351),  X(287),    \
                 X(223),  X(159),  X(95),   X(31)},                                                          \
        .by_64 = FOLD(575, 511), .by_128 = FOLD(1087, 1023), .by_256 = FOLD(2111, 2047),                     \
        .barrett = {polynomial##_QUOTIENT, polynomial##_PRODUCT},                                            \
    }

#define X(exponent) CRC32_X##exponent
const crc_x86_constants mtproxy_crc32_x86 = CONSTANTS(CRC32);
#undef X

#define X(exponent) CRC32C_X##exponent
const crc_x86_constants mtproxy_crc32c_x86 = CONSTANTS(CRC32C);
#undef X

const uint32_t mtproxy_crc32c_lane_powers[64] = {CRC32C_LANE_POWERS};

/* The builtins ask the system, too, whether it saves the wide registers. */
bool mtproxy_crc_has_clmul(void) {
    __builtin_cpu_init();
    return __builtin_cpu_supports("sse4.2") && __builtin_cpu_supports("pclmul");
}

bool mtproxy_crc_has_avx2(void) {
    return mtproxy_crc_has_clmul() && __builtin_cpu_supports("avx2") && __builtin_cpu_supports("vpclmulqdq");
}

bool mtproxy_crc_has_avx512(void) {
    return mtproxy_crc_has_avx2() && __builtin_cpu_supports("avx512f") &&
           __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
           __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vbmi");
}

bool mtproxy_crc_has_gfni(void) {
    return mtproxy_crc_has_avx512() && __builtin_cpu_supports("gfni");
}

#else
typedef int mtproxy_crc_x86_is_not_the_target;
#endif
