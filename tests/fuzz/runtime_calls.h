/**
 * @file
 * What the two files of the target runtime_calls share.
 */
#ifndef TENON_FUZZ_RUNTIME_CALLS_H
#define TENON_FUZZ_RUNTIME_CALLS_H

#include "shadow.h"

/** Whether another object can be made in this sequence. */
bool has_room(void);

/** A handle of an object that lives, or lived, or never did. */
tenon_handle take_handle(input *from);

/** An object that a running call of this thread borrows, or SHADOW_NONE. */
int take_owner(input *from);

/** The call came to what was foretold, before or after what it cleaned up first; 0 or a tenon_code each. */
void require_outcome(int32_t status, int32_t before, int32_t after);

/* Steps with callbacks, in runtime_callbacks.c. */
void open_callback(input *from);
void enter_callback(input *from);
void fail_callback(input *from);
void leave_callback(input *from);
void drop_callback(input *from);
void attach_callback(input *from);
void begin_calling(input *from);
void check_calling(input *from);
void end_calling(input *from);

/** Ends what the package keeps attached. */
void end_attachments(void);

/** How many objects of the host's are in error chains. */
size_t foreign_count(void);

/** The hook for failures that nobody waits for. */
void show_unraisable(const void *functions, void *host, const tenon_error *error);

#endif /* TENON_FUZZ_RUNTIME_CALLS_H */
