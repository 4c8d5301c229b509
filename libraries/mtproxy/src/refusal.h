/**
 * @file
 * How the functions of this library fail: with MTPROXY_INVALID and the words that say why.
 */
#ifndef MTPROXY_REFUSAL_H
#define MTPROXY_REFUSAL_H

#include <assert.h>

#include <mtproxy/mtproxy.h>
#include <tenon/error.h>

/** MTPROXY_INVALID, for the reason that the format and what follows it give. */
#define refuse(...) ((mtproxy_status)tenon_fail(MTPROXY_INVALID, __VA_ARGS__))

/** MTPROXY_INVALID: the parameter of that name is null. */
static inline mtproxy_status refuse_null(const char *name) {
    return refuse("%s is null", name);
}

/** Whether a pointer is null that should lead to so many bytes. */
static inline bool is_missing(const void *data, size_t size) {
    return data == NULL && size > 0;
}

#endif /* MTPROXY_REFUSAL_H */
