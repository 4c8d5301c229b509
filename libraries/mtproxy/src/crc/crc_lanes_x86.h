/**
 * @file
 * CRC-32C with vectors and the instruction of SSE4.2 side by side, included once by each version that does
 * so: behind crc_sum_x86.h and sum_many(), and with
 *
 * CRC_LANES_FROM: from which size on the lanes save more than they cost;
 * CRC_ITSELF: the version's own function.
 */

/** The CRC-32C of CRC_LANES_FROM to CRC_FUSED_MOST bytes, of which the lanes take the end. */
CRC_INLINE(CRC_TARGET) uint32_t sum_with_lanes(const uint8_t *data, size_t size, uint32_t crc) {
    /* Four vectors and the rest come before the first turn. */
    crc_lanes lanes = {.turns = (size - 5 * CRC_WIDTH) / CRC_TURN_BYTES / 2 * 2};
    size_t before = size - lanes.turns * CRC_LANES * CRC_LANE_BYTES;
    lanes.data = data + before;
    __m128i sum = sum_many(data, before, crc, &mtproxy_crc32c_x86, &lanes);
    return crc_join_lanes(crc32c_finish(sum), &lanes);
}

/** The CRC-32C of 65 bytes or more. */
CRC_APART(CRC_TARGET) uint32_t crc32c_long(const uint8_t *data, size_t size, uint32_t crc) {
    size_t rest = size % CRC_WIDTH;
    if (rest < 4 && rest > 0) {
        crc = crc32c_short(data, rest, crc);
        data += rest;
        size -= rest;
    }
    if (size < CRC_LANES_FROM)
        return crc32c_finish(sum_many(data, size, crc, &mtproxy_crc32c_x86, NULL));
    size_t later = size > CRC_FUSED_MOST ? size - CRC_FUSED_MOST : 0;
    crc = sum_with_lanes(data, size - later, crc);
    return later == 0 ? crc : CRC_ITSELF(data + size - later, later, crc);
}
