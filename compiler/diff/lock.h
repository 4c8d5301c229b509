/**
 * @file
 * The lock of a contract: its surface in a file beside it, as it was when its version was locked.
 *
 * One line per item, part and fact, in one order, so that a review shows what changed:
 *
 *   tenon lock 1
 *   library graph 1.1
 *   runtime 1
 *   function graph_add_edge: method of graph
 *     status = yes
 *     parameter weight: double
 *       default = 1
 *
 * The number of the first line is that of this form: whoever teaches surfaces another fact raises it, and
 * does not compare that fact with locks of a lower number, which cannot have it.
 */
#ifndef TENON_COMPILER_LOCK_H
#define TENON_COMPILER_LOCK_H

#include "diff/surface.h"

/** "graph.h.lock" for "graph.h" */
const char *lock_path(const char *header);

/** Whether a file is a lock rather than a contract. */
bool lock_is_one(const char *path);

/** The text of a lock. */
char *lock_text(const surface *all);

/** Read one; null with a message on stderr where that cannot be done. */
const surface *lock_read(const char *path);

#endif /* TENON_COMPILER_LOCK_H */
