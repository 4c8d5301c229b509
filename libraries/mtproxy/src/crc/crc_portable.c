/**
 * @file
 * The CRCs as their definition says: one bit at a time.
 */
#include "crc.h"

#include "crc_constants.h"

static uint32_t update(const uint8_t *data, size_t size, uint32_t crc, uint32_t polynomial) {
    for (size_t at = 0; at < size; at++) {
        crc ^= data[at];
        for (int bit = 0; bit < 8; bit++)
            crc = (crc & 1u) ? (crc >> 1) ^ polynomial : crc >> 1;
    }
    return crc;
}

uint32_t mtproxy_crc32_portable(const uint8_t *data, size_t size, uint32_t crc) {
    return update(data, size, crc, CRC32_POLYNOMIAL);
}

uint32_t mtproxy_crc32c_portable(const uint8_t *data, size_t size, uint32_t crc) {
    return update(data, size, crc, CRC32C_POLYNOMIAL);
}
