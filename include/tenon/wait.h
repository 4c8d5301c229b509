/**
 * @file
 * TENON_WAITS: a borrow that waits for an object that another call uses. Only generated boundary sources
 * include this header.
 */
#ifndef TENON_WAIT_H
#define TENON_WAIT_H

#include "tenon/boundary.h"

/** How long to wait, and how the host's other threads run meanwhile. */
typedef struct tenon_patience {
    unsigned milliseconds;
    void *(*unlock)(void);
    void (*lock)(void *unlocked);
} tenon_patience;

/** As tenon_borrow_object(), but `busy` comes only after the limit. */
int32_t tenon_await_object(const tenon_class *type, tenon_handle handle, tenon_borrow_mode mode,
                           const char *position, tenon_patience patience, void **object,
                           tenon_borrow *borrow);

/** PLAN_BORROW with a limit. An object that is free costs what it costs without one. */
static inline int32_t tenon_borrow_patiently(const tenon_class *type, tenon_handle handle,
                                             tenon_borrow_mode mode, const char *position,
                                             unsigned milliseconds, void **object, tenon_borrow *borrow) {
    int32_t status = tenon_borrow_object(type, handle, mode, position, object, borrow);
    if (TENON_LIKELY(status != -TENON_KIND_BUSY))
        return status;
    tenon_error_clear();
    tenon_patience patience = {milliseconds, tenon_host_unlock, tenon_host_lock};
    return tenon_await_object(type, handle, mode, position, patience, object, borrow);
}

#endif /* TENON_WAIT_H */
