/**
 * @file
 * Which versions there are, and which of them this processor can run.
 */
#include "crc.h"

#include <string.h>

static bool always(void) {
    return true;
}

static const mtproxy_crc_version versions[] = {
    {"portable", "nothing", always, mtproxy_crc32_portable, mtproxy_crc32c_portable},
    {"table", "nothing", always, mtproxy_crc32_table, mtproxy_crc32c_table},
#ifdef MTPROXY_CRC_X86
    {"x86-clmul", "SSE4.2 and PCLMULQDQ", mtproxy_crc_has_clmul, mtproxy_crc32_clmul, mtproxy_crc32c_clmul},
    {"x86-avx2", "AVX2 and VPCLMULQDQ", mtproxy_crc_has_avx2, mtproxy_crc32_avx2, mtproxy_crc32c_avx2},
    {"x86-avx512", "AVX-512 (F, BW, VL, DQ, VBMI) and VPCLMULQDQ", mtproxy_crc_has_avx512,
     mtproxy_crc32_avx512, mtproxy_crc32c_avx512},
    {"x86-gfni", "what x86-avx512 needs, and GFNI", mtproxy_crc_has_gfni, mtproxy_crc32_gfni,
     mtproxy_crc32c_avx512},
#endif
#ifdef MTPROXY_CRC_ARM
    {"arm", "the CRC32 and PMULL instructions of ARMv8", mtproxy_crc_has_arm, mtproxy_crc32_arm,
     mtproxy_crc32c_arm},
#endif
};

const mtproxy_crc_version *mtproxy_crc_versions(size_t *count) {
    *count = sizeof versions / sizeof *versions;
    return versions;
}

const mtproxy_crc_version *mtproxy_crc_best(void) {
    size_t at = sizeof versions / sizeof *versions - 1;
    while (!versions[at].available())
        at--;
    return &versions[at];
}

const mtproxy_crc_version *mtproxy_crc_named(const char *name) {
    for (size_t at = 0; at < sizeof versions / sizeof *versions; at++)
        if (strcmp(versions[at].name, name) == 0)
            return &versions[at];
    return NULL;
}
