/**
 * @file
 * The mtproxy library's parsers of TL headers, whose bytes come from the network. Each packet is parsed here
 * once more, with another kind of parser, and the verdicts are compared in full.
 */
#include <stdlib.h>

#include <tenon/runtime.h>

#include "input.h"
#include "mtproxy_provider.h"

static const char *const query_shape = "Expected RPC_INVOKE_REQ or RPC_INVOKE_KPHP_REQ";
static const char *const answer_shape = "Expected RPC_REQ_ERROR or RPC_REQ_RESULT";

/* A packet as ints; a long is two of them. What is left at the end is less than one. */
typedef struct packet {
    const uint8_t *bytes;
    size_t ints;
} packet;

static uint32_t int_at(const packet *it, size_t index) {
    const uint8_t *b = it->bytes + 4 * index;
    return b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24;
}

static int64_t long_at(const packet *it, size_t index) {
    return (int64_t)(int_at(it, index) | (uint64_t)int_at(it, index + 1) << 32);
}

static void refuse(mtproxy_tl_header *to, char *error, const char *text) {
    to->status = -1;
    to->errnum = MTPROXY_TL_ERROR_HEADER;
    to->error_len = (int32_t)strlen(text);
    strcpy(error, text);
}

/* What a header of that kind holds behind its own int: longs, then flags. */
static bool parts_of(uint32_t magic, bool is_query, unsigned *longs, bool *flags) {
    *longs = is_query ? magic != MTPROXY_RPC_DEST_FLAGS : magic == MTPROXY_RPC_REQ_ERROR;
    *flags = is_query ? magic != MTPROXY_RPC_DEST_ACTOR : magic == MTPROXY_RPC_REQ_RESULT_FLAGS;
    return is_query ? magic == MTPROXY_RPC_DEST_ACTOR || magic == MTPROXY_RPC_DEST_ACTOR_FLAGS ||
                          magic == MTPROXY_RPC_DEST_FLAGS
                    : magic == MTPROXY_RPC_REQ_ERROR || magic == MTPROXY_RPC_REQ_RESULT_FLAGS;
}

static void expect(packet it, bool is_query, mtproxy_tl_header *to, char *error) {
    const char *shape = is_query ? query_shape : answer_shape;
    uint32_t with_more = is_query ? MTPROXY_RPC_INVOKE_REQ : MTPROXY_RPC_REQ_RESULT;
    uint32_t alone = is_query ? MTPROXY_RPC_INVOKE_KPHP_REQ : MTPROXY_RPC_REQ_ERROR;
    if (it.ints >= 1)
        to->op = to->real_op = (int32_t)int_at(&it, 0);
    if (it.ints < 1 || ((uint32_t)to->op != with_more && (uint32_t)to->op != alone) || it.ints < 3) {
        refuse(to, error, shape);
        return;
    }
    to->qid = long_at(&it, 1);
    size_t at = 3;
    while ((uint32_t)to->real_op == with_more) {
        unsigned longs;
        bool flags;
        if (at >= it.ints) {
            refuse(to, error, shape);
            return;
        }
        uint32_t magic = int_at(&it, at);
        if (!parts_of(magic, is_query, &longs, &flags)) {
            to->op = !is_query && magic == MTPROXY_RPC_REQ_ERROR_WRAPPED ? (int32_t)magic : to->op;
            break;
        }
        at++;
        if (!is_query && magic == MTPROXY_RPC_REQ_ERROR)
            to->op = (int32_t)MTPROXY_RPC_REQ_ERROR_WRAPPED;
        if (longs > 0 && it.ints - at < 2) {
            refuse(to, error, shape);
            return;
        }
        if (longs > 0 && is_query)
            to->actor_id = long_at(&it, at);
        at += 2 * (size_t)longs;
        if (flags && at >= it.ints) {
            refuse(to, error, "Trying to read 4 bytes at header flags");
            return;
        }
        if (flags) {
            to->flags = (int32_t)int_at(&it, at++);
            if (to->flags != 0) {
                char text[64];
                snprintf(text, sizeof text, "Unsupported flags in header 0x%08x", (unsigned)to->flags);
                refuse(to, error, text);
                return;
            }
        }
    }
    to->consumed = (int32_t)(4 * at);
}

static void try_packet(const uint8_t *bytes, size_t size, bool is_query, size_t room) {
    mtproxy_tl_header expected = {0}, header;
    char text[MTPROXY_TL_ERROR_SIZE] = "";
    uint8_t *error = malloc(room > 0 ? room : 1), *copy = malloc(size > 0 ? size : 1);
    REQUIRE(error != NULL && copy != NULL, "no memory");
    memcpy(copy, bytes, size);
    expect((packet){copy, size / 4}, is_query, &expected, text);
    mtproxy_status status = is_query ? mtproxy_tl_parse_query_header(copy, size, &header, error, room)
                                     : mtproxy_tl_parse_answer_header(copy, size, &header, error, room);
    REQUIRE(status == MTPROXY_OK, "status %d", (int)status);
    REQUIRE(header.status == expected.status && header.errnum == expected.errnum &&
                header.error_len == expected.error_len,
            "verdict %d, %d", header.status, header.errnum);
    REQUIRE(header.consumed == expected.consumed && (size_t)header.consumed <= size, "%d bytes",
            header.consumed);
    REQUIRE(header.op == expected.op && header.real_op == expected.real_op, "op %08x", (unsigned)header.op);
    REQUIRE(header.qid == expected.qid && header.actor_id == expected.actor_id &&
                header.flags == expected.flags,
            "another query, actor or flags");
    for (size_t i = 0; i < room; i++)
        REQUIRE(error[i] == (i + 1 < room && i < strlen(text) ? (uint8_t)text[i] : 0), "text differs at %zu",
                i);
    free(error);
    free(copy);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    input from = {.bytes = bytes, .left = size};
    unsigned how = take_byte(&from);
    try_packet(from.bytes, from.left, how % 2 == 0, how < 200 ? MTPROXY_TL_ERROR_SIZE : how - 200);
    return 0;
}
