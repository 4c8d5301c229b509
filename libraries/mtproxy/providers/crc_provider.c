/**
 * @file
 * A provider of the two CRCs: one of the versions of crc/crc.h behind the contract's functions. Compiled once
 * per version; CRC_32 and CRC_32C say which.
 */
#include "provider_mtproxy.h"

#include "crc/crc.h"

/* The contract lets the pointer be null where there are no bytes, and asks for the register back; the
 * versions read no bytes then. A null pointer with a size is the caller's mistake, which the reference
 * answers with the register, too. */

uint32_t mtproxy_crc32_partial(const uint8_t *data, size_t size, uint32_t crc) {
    return data == NULL ? crc : CRC_32(data, size, crc);
}

uint32_t mtproxy_crc32c_partial(const uint8_t *data, size_t size, uint32_t crc) {
    return data == NULL ? crc : CRC_32C(data, size, crc);
}
