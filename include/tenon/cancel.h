/**
 * @file
 * The token by which a running call learns that its caller wants it to stop.
 *
 * A library takes `const tenon_cancel *cancel` and asks tenon_is_cancelled() now and then; it needs nothing
 * but this header. Any thread may request, any number of times; nothing takes a request back.
 */
#ifndef TENON_CANCEL_H
#define TENON_CANCEL_H

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A request to stop, or the absence of one. Zero it to begin with. */
typedef struct tenon_cancel {
    int requested; /**< Only for the functions below. */
} tenon_cancel;

/** Whether the caller wants the call to stop. A null token never does. About a nanosecond. */
static inline bool tenon_is_cancelled(const tenon_cancel *token) {
    return token != (const tenon_cancel *)0 && __atomic_load_n(&token->requested, __ATOMIC_ACQUIRE) != 0;
}

/** Ask the calls that hold this token to stop. */
static inline void tenon_cancel_request(tenon_cancel *token) {
    __atomic_store_n(&token->requested, 1, __ATOMIC_RELEASE);
}

#ifdef __cplusplus
}
#endif

#endif /* TENON_CANCEL_H */
