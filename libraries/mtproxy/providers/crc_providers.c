/**
 * @file
 * Which provider belongs to which version.
 */
#include "crc_providers.h"

const tenon_provider *tenon_provider_mtproxy_crc_portable(void);
const tenon_provider *tenon_provider_mtproxy_crc_table(void);
#ifdef MTPROXY_CRC_X86
const tenon_provider *tenon_provider_mtproxy_crc_x86_clmul(void);
const tenon_provider *tenon_provider_mtproxy_crc_x86_avx2(void);
const tenon_provider *tenon_provider_mtproxy_crc_x86_avx512(void);
const tenon_provider *tenon_provider_mtproxy_crc_x86_gfni(void);
#endif
#ifdef MTPROXY_CRC_ARM
const tenon_provider *tenon_provider_mtproxy_crc_arm(void);
#endif

/** In the order of mtproxy_crc_versions(). */
static const tenon_provider_function functions[] = {
    tenon_provider_mtproxy_crc_portable,   tenon_provider_mtproxy_crc_table,
#ifdef MTPROXY_CRC_X86
    tenon_provider_mtproxy_crc_x86_clmul,  tenon_provider_mtproxy_crc_x86_avx2,
    tenon_provider_mtproxy_crc_x86_avx512,
    tenon_provider_mtproxy_crc_x86_gfni,
#endif
#ifdef MTPROXY_CRC_ARM
    tenon_provider_mtproxy_crc_arm,
#endif
};

tenon_provider_function mtproxy_crc_provider(const mtproxy_crc_version *version) {
    size_t count;
    const mtproxy_crc_version *versions = mtproxy_crc_versions(&count);
    return functions[version - versions];
}
