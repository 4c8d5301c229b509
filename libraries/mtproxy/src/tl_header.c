/*
 * The headers of TL queries and answers.
 *
 * An int has 4 bytes, a long 8, both little-endian. What cannot be read leaves the packet where it was, and
 * the verdict says so: no packet is read beyond its end, and every turn of a loop takes some of it.
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "refusal.h"
#include "scanning.h"

enum { INT_SIZE = 4, LONG_SIZE = 8, BITS_OF_A_BYTE = 8 };

static_assert(sizeof(mtproxy_tl_header) == 48 && sizeof(mtproxy_tl_header) + MTPROXY_TL_ERROR_SIZE == 240,
              "what was one record of 240 bytes: the header, and the text for its error");
static_assert(offsetof(mtproxy_tl_header, status) == 0 && offsetof(mtproxy_tl_header, consumed) == 4 &&
                  offsetof(mtproxy_tl_header, op) == 8 && offsetof(mtproxy_tl_header, real_op) == 12 &&
                  offsetof(mtproxy_tl_header, flags) == 16 && offsetof(mtproxy_tl_header, qid) == 24 &&
                  offsetof(mtproxy_tl_header, actor_id) == 32 && offsetof(mtproxy_tl_header, errnum) == 40 &&
                  offsetof(mtproxy_tl_header, error_len) == 44,
              "in this order");

/* A packet, and the verdict on it. */
struct parser {
    const uint8_t *start;
    struct span left;
    mtproxy_tl_header *header;
    uint8_t *error;
    size_t error_size;
    const char *shape_text; /* of the error where the packet is not what it should be, or ends too early */
};

/* ---- Reading ---- */

static uint64_t little_endian(const uint8_t *bytes, unsigned size) {
    uint64_t value = 0;
    for (unsigned i = 0; i < size; i++)
        value |= (uint64_t)bytes[i] << (BITS_OF_A_BYTE * i);
    return value;
}

static bool peek_int(const struct parser *in, uint32_t *value) {
    if (span_size(in->left) < INT_SIZE)
        return false;
    *value = (uint32_t)little_endian(in->left.at, INT_SIZE);
    return true;
}

static bool read_int(struct parser *in, uint32_t *value) {
    if (!peek_int(in, value))
        return false;
    in->left.at += INT_SIZE;
    return true;
}

static bool read_long(struct parser *in, int64_t *value) {
    if (span_size(in->left) < LONG_SIZE)
        return false;
    uint64_t bits = little_endian(in->left.at, LONG_SIZE);
    memcpy(value, &bits, sizeof bits);
    in->left.at += LONG_SIZE;
    return true;
}

/* The same 32 bits. */
static int32_t as_signed(uint32_t bits) {
    int32_t value;
    memcpy(&value, &bits, sizeof bits);
    return value;
}

/* ---- Verdicts ---- */

static void accept(const struct parser *in) {
    in->header->consumed = (int32_t)(in->left.at - in->start);
}

__attribute__((format(printf, 2, 3))) static void reject(const struct parser *in, const char *format, ...) {
    char text[MTPROXY_TL_ERROR_SIZE];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    in->header->status = -1;
    in->header->errnum = MTPROXY_TL_ERROR_HEADER;
    in->header->error_len = length;
    if (in->error_size > 0) {
        size_t shown = (size_t)length < in->error_size ? (size_t)length : in->error_size - 1;
        memcpy(in->error, text, shown);
    }
}

static bool reject_shape(const struct parser *in) {
    reject(in, "%s", in->shape_text);
    return false;
}

/* ---- Parts ---- */

/* The first int and the query's id. */
static bool read_beginning(struct parser *in, uint32_t one, uint32_t other) {
    uint32_t op;
    if (!read_int(in, &op))
        return reject_shape(in);
    in->header->op = in->header->real_op = as_signed(op);
    if ((op != one && op != other) || !read_long(in, &in->header->qid))
        return reject_shape(in);
    return true;
}

/* No flag has a meaning yet. */
static bool read_flags(struct parser *in) {
    uint32_t flags;
    if (!read_int(in, &flags)) {
        reject(in, "Trying to read %d bytes at header flags", INT_SIZE);
        return false;
    }
    in->header->flags = as_signed(flags);
    if (flags != 0)
        reject(in, "Unsupported flags in header 0x%08x", flags);
    return flags == 0;
}

/* A header of a query that begins with `magic`. */
static bool read_query_part(struct parser *in, uint32_t magic) {
    bool has_actor = magic != MTPROXY_RPC_DEST_FLAGS, has_flags = magic != MTPROXY_RPC_DEST_ACTOR;
    in->left.at += INT_SIZE;
    if (has_actor && !read_long(in, &in->header->actor_id))
        return reject_shape(in);
    return !has_flags || read_flags(in);
}

static void parse_query(struct parser *in) {
    if (!read_beginning(in, MTPROXY_RPC_INVOKE_REQ, MTPROXY_RPC_INVOKE_KPHP_REQ))
        return;
    if ((uint32_t)in->header->op == MTPROXY_RPC_INVOKE_KPHP_REQ) {
        accept(in);
        return;
    }
    uint32_t magic;
    while (peek_int(in, &magic)) {
        bool is_part = magic == MTPROXY_RPC_DEST_ACTOR || magic == MTPROXY_RPC_DEST_ACTOR_FLAGS ||
                       magic == MTPROXY_RPC_DEST_FLAGS;
        if (!is_part) {
            accept(in);
            return;
        }
        if (!read_query_part(in, magic))
            return;
    }
    (void)reject_shape(in);
}

/* A header of an answer that begins with `magic`. */
static bool read_answer_part(struct parser *in, uint32_t magic) {
    int64_t inner_qid;
    in->left.at += INT_SIZE;
    if (magic == MTPROXY_RPC_REQ_RESULT_FLAGS)
        return read_flags(in);
    in->header->op = as_signed(MTPROXY_RPC_REQ_ERROR_WRAPPED);
    return read_long(in, &inner_qid) || reject_shape(in);
}

static void parse_answer(struct parser *in) {
    if (!read_beginning(in, MTPROXY_RPC_REQ_ERROR, MTPROXY_RPC_REQ_RESULT))
        return;
    if ((uint32_t)in->header->op == MTPROXY_RPC_REQ_ERROR) {
        accept(in);
        return;
    }
    uint32_t magic;
    while (peek_int(in, &magic)) {
        if (magic != MTPROXY_RPC_REQ_ERROR && magic != MTPROXY_RPC_REQ_RESULT_FLAGS) {
            if (magic == MTPROXY_RPC_REQ_ERROR_WRAPPED)
                in->header->op = as_signed(magic);
            accept(in);
            return;
        }
        if (!read_answer_part(in, magic))
            return;
    }
    (void)reject_shape(in);
}

/* ---- The functions ---- */

/* Zeroes what is written, whatever else is wrong. */
static mtproxy_status begin(const uint8_t *data, size_t size, const struct parser *in) {
    if (in->header != NULL)
        *in->header = (mtproxy_tl_header){0};
    if (in->error != NULL && in->error_size > 0)
        memset(in->error, 0, in->error_size);
    if (in->header == NULL)
        return refuse_null("header");
    if (is_missing(in->error, in->error_size))
        return refuse_null("error");
    return is_missing(data, size) ? refuse_null("data") : MTPROXY_OK;
}

/* Longer packets do not exist, and what has been read of a header is counted with 31 bits. */
static struct span packet(const uint8_t *data, size_t size) {
    return span_of(data, size < INT32_MAX ? size : INT32_MAX);
}

mtproxy_status mtproxy_tl_parse_query_header(const uint8_t *data, size_t size, mtproxy_tl_header *header,
                                             uint8_t *error, size_t error_size) {
    struct parser parser = {data,  {0},        header,
                            error, error_size, "Expected RPC_INVOKE_REQ or RPC_INVOKE_KPHP_REQ"};
    mtproxy_status status = begin(data, size, &parser);
    if (status != MTPROXY_OK)
        return status;
    parser.left = packet(data, size);
    parse_query(&parser);
    return MTPROXY_OK;
}

mtproxy_status mtproxy_tl_parse_answer_header(const uint8_t *data, size_t size, mtproxy_tl_header *header,
                                              uint8_t *error, size_t error_size) {
    struct parser parser = {data, {0}, header, error, error_size, "Expected RPC_REQ_ERROR or RPC_REQ_RESULT"};
    mtproxy_status status = begin(data, size, &parser);
    if (status != MTPROXY_OK)
        return status;
    parser.left = packet(data, size);
    parse_answer(&parser);
    return MTPROXY_OK;
}
