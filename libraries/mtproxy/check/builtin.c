/* Which of the CRCs enters. */
#include "builtin.h"

#include <stddef.h>
#include <string.h>

#include "crc/crc.h"

const tenon_provider *mtproxy_crc_provider_table(void);
#ifdef MTPROXY_CRC_X86
const tenon_provider *mtproxy_crc_provider_clmul(void);
const tenon_provider *mtproxy_crc_provider_avx2(void);
const tenon_provider *mtproxy_crc_provider_avx512(void);
#endif
#ifdef MTPROXY_CRC_ARM
const tenon_provider *mtproxy_crc_provider_arm(void);
#endif

static const struct {
    mtproxy_crc_function *crc32;
    tenon_provider_function provider;
} providers[] = {
    {mtproxy_crc32_table, mtproxy_crc_provider_table},
#ifdef MTPROXY_CRC_X86
    {mtproxy_crc32_clmul, mtproxy_crc_provider_clmul},   {mtproxy_crc32_avx2, mtproxy_crc_provider_avx2},
    {mtproxy_crc32_avx512, mtproxy_crc_provider_avx512},
#endif
#ifdef MTPROXY_CRC_ARM
    {mtproxy_crc32_arm, mtproxy_crc_provider_arm},
#endif
};

tenon_provider_function builtin_crcs(void) {
    const mtproxy_crc_version *best = mtproxy_crc_best();
    for (size_t i = 0; i < sizeof providers / sizeof providers[0]; i++) {
        if (providers[i].crc32 == best->crc32)
            return providers[i].provider;
    }
    return NULL;
}
