/**
 * @file
 * The versions of CRC-32 and CRC-32C, each for the processors that it names.
 *
 * All of them compute what mtproxy_crc32_partial() and mtproxy_crc32c_partial() promise: the raw update of
 * the reflected register, with no inversion before or after, so that partial(b, partial(a, crc)) == partial(a
 * || b, crc). No bytes: the register as it was, whatever the pointer. They read `size` bytes at `data`, of
 * any alignment, and nothing else; keep nothing; and may be called from any thread at once.
 *
 * Every version compiles with the flags of the rest of the library: what a function needs of the processor
 * stands in its target attribute, so that whoever calls one asks its `available` first. A version that the
 * compiler's target cannot have is not in the list.
 */
#ifndef MTPROXY_CRC_H
#define MTPROXY_CRC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if (defined(__x86_64__) && defined(__GNUC__))
#define MTPROXY_CRC_X86 1
#endif
#if (defined(__aarch64__) && defined(__AARCH64EL__) && defined(__GNUC__))
#define MTPROXY_CRC_ARM 1
#endif

/** Continues a CRC over `size` bytes. */
typedef uint32_t mtproxy_crc_function(const uint8_t *data, size_t size, uint32_t crc);

/** One implementation of both. */
typedef struct mtproxy_crc_version {
    const char *name;             /**< In reports: "x86-avx512". */
    const char *needs;            /**< Of the processor, in words: "SSE4.2, PCLMULQDQ". */
    bool (*available)(void);      /**< Whether this processor, under this system, has what it needs. */
    mtproxy_crc_function *crc32;  /**< Polynomial 0xEDB88320, reflected. */
    mtproxy_crc_function *crc32c; /**< Polynomial 0x82F63B78, reflected. */
} mtproxy_crc_version;

/** All versions that were compiled in, the slowest first. */
const mtproxy_crc_version *mtproxy_crc_versions(size_t *count);

/** The last of the list that is available here. Asks the processor each time: keep the answer. */
const mtproxy_crc_version *mtproxy_crc_best(void);

/** The version of this name, or NULL where there is none; it may be one that is not available here. */
const mtproxy_crc_version *mtproxy_crc_named(const char *name);

/** Bit at a time: short enough to be seen to be right, and what the tests hold all others to. */
mtproxy_crc_function mtproxy_crc32_portable, mtproxy_crc32c_portable;

/** Sixteen bytes at a time through tables of 16 KiB. */
mtproxy_crc_function mtproxy_crc32_table, mtproxy_crc32c_table;

#ifdef MTPROXY_CRC_X86
/** SSE4.2 and PCLMULQDQ. */
mtproxy_crc_function mtproxy_crc32_clmul, mtproxy_crc32c_clmul;
/** AVX2 and VPCLMULQDQ, for processors without AVX-512. */
mtproxy_crc_function mtproxy_crc32_avx2, mtproxy_crc32c_avx2;
/** AVX-512 with VBMI and VPCLMULQDQ. */
mtproxy_crc_function mtproxy_crc32_avx512, mtproxy_crc32c_avx512;
/** GFNI beside AVX-512, for long messages of CRC-32. */
mtproxy_crc_function mtproxy_crc32_gfni;
bool mtproxy_crc_has_clmul(void);
bool mtproxy_crc_has_avx2(void);
bool mtproxy_crc_has_avx512(void);
bool mtproxy_crc_has_gfni(void);
#endif

#ifdef MTPROXY_CRC_ARM
/** The CRC32 instructions of ARMv8.1 and PMULL. */
mtproxy_crc_function mtproxy_crc32_arm, mtproxy_crc32c_arm;
bool mtproxy_crc_has_arm(void);
#endif

#endif
