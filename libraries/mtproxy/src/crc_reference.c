/*
 * The two CRCs in their simplest form, a byte at a time. This is what every faster form has to equal.
 */
#include <mtproxy/mtproxy.h>

#include "crc_tables.h"

static uint32_t update(const uint32_t table[256], const uint8_t *data, size_t size, uint32_t crc) {
    if (data == NULL)
        return crc;
    for (size_t i = 0; i < size; i++)
        crc = table[(crc ^ data[i]) & 0xffu] ^ (crc >> 8);
    return crc;
}

uint32_t mtproxy_crc32_partial(const uint8_t *data, size_t size, uint32_t crc) {
    return update(crc32_table, data, size, crc);
}

uint32_t mtproxy_crc32c_partial(const uint8_t *data, size_t size, uint32_t crc) {
    return update(crc32c_table, data, size, crc);
}
