/* One version of the CRCs as a provider. Compiled once per version: CRC_VERSION is its name in crc/crc.h. */
#include "provider_mtproxy.h"

#include "crc/crc.h"

#define CRC_NAMED_AS(prefix, version) prefix##version
#define CRC_NAMED(prefix, version) CRC_NAMED_AS(prefix, version)

uint32_t mtproxy_crc32_partial(const uint8_t *data, size_t size, uint32_t crc) {
    return CRC_NAMED(mtproxy_crc32_, CRC_VERSION)(data, size, crc);
}

uint32_t mtproxy_crc32c_partial(const uint8_t *data, size_t size, uint32_t crc) {
    return CRC_NAMED(mtproxy_crc32c_, CRC_VERSION)(data, size, crc);
}
