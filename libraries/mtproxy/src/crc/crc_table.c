/**
 * @file
 * The CRCs by tables, for every processor and either order of bytes.
 */
#include "crc.h"

#include "crc_slicing.h"

static uint32_t update(const uint8_t *data, size_t size, uint32_t crc, const uint32_t tables[][256]) {
    for (; size >= 16; data += 16, size -= 16)
        crc = crc_slice_16(data, crc, tables);
    return crc_slice_rest(data, size, crc, tables);
}

uint32_t mtproxy_crc32_table(const uint8_t *data, size_t size, uint32_t crc) {
    return update(data, size, crc, mtproxy_crc32_tables);
}

uint32_t mtproxy_crc32c_table(const uint8_t *data, size_t size, uint32_t crc) {
    return update(data, size, crc, mtproxy_crc32c_tables);
}
