/**
 * @file
 * Arrow streams that look at memory of an object: what keeps the object as it is while anything of the stream
 * is left. Only generated boundaries include this header.
 */
#ifndef TENON_STREAM_H
#define TENON_STREAM_H

#include "tenon/arrow.h"
#include "tenon/runtime.h"

/** How a host drops a handle from any thread, with or without its lock: tenon_drop(), or that under the lock.
 */
typedef void (*tenon_dropper)(tenon_handle handle);

/**
 * PLAN_WRAP_BLOCK of a stream: from now on the owner lives, and cannot be changed, until the stream and every
 * schema, array, child and dictionary that came from it are released, in whatever order and on whatever
 * threads consumers do that.
 * @param owner Borrowed by the running call.
 * @param stream What the library gave. Released where this fails.
 * @return 0, or a negative kind with the error recorded.
 */
int32_t tenon_wrap_stream(tenon_handle owner, struct ArrowArrayStream *stream, tenon_dropper drop);

/** The same, said which function gave it: see tenon_wrap_in(). */
int32_t tenon_wrap_stream_in(const char *site, tenon_handle owner, struct ArrowArrayStream *stream,
                             tenon_dropper drop);

/** A stream that a host passes moves here at once, whatever becomes of the call; null gives a released one.
 */
static inline void tenon_stream_take(struct ArrowArrayStream *from, struct ArrowArrayStream *to) {
    *to = (struct ArrowArrayStream){0};
    if (from == NULL)
        return;
    *to = *from;
    from->release = NULL;
}

/** PLAN_CHECK_POINTER of a stream: it is there where the contract demands one, and nobody used it up. */
static inline int32_t tenon_check_stream_in(const struct ArrowArrayStream *passed,
                                            const struct ArrowArrayStream *taken, bool nullable,
                                            const char *position) {
    if (TENON_LIKELY(taken->release != NULL || (passed == NULL && nullable)))
        return 0;
    return tenon_refuse(TENON_BAD_VALUE, "%s: the stream %s", position,
                        passed == NULL ? "is missing" : "was used already");
}

/** PLAN_CHECK_RESULT of a stream: its functions are there. @return 0 or a negative kind. */
int32_t tenon_check_stream(const struct ArrowArrayStream *stream, const char *position);

/** Release a stream that is not released yet. */
void tenon_stream_end(struct ArrowArrayStream *stream);

#endif /* TENON_STREAM_H */
