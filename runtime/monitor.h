/**
 * @file
 * The safety monitor: what the debug runtime watches. Every hook stands where a call is slow anyway; where
 * nothing is watched the fast paths know nothing of it.
 *
 * Two things lead watched calls here. The table that the fast paths look into (tenon_table) stays empty, so
 * that every look and every borrow takes the slow path. And what a watched borrow holds is not the object's
 * slot but a stand-in of it, made so that giving it back ends the stand-in: that, too, is a slow path.
 */
#ifndef TENON_MONITOR_INTERNAL_H
#define TENON_MONITOR_INTERNAL_H

#include "debug.h"
#include "ledger.h"
#include "writer.h"

/** Whether somebody watches. Constant once the package is loaded. */
static inline bool tenon_is_watched(void) {
    return TENON_UNLIKELY(tenon_debug.monitors);
}

/* ---- Violations (monitor.c) ------------------------------------------------------------------------------
 */

/**
 * Something broke a rule that no check of an ordinary call finds. Said on standard error with the call that
 * made it, counted, and with `abort` the end of the process.
 * @param rule As docs/debugging.md lists them.
 * @param parameter In the contract; "" where it is about none, or the object itself.
 */
void tenon_violation(const char *rule, const char *parameter, const char *format, ...)
    TENON_PRINTF_LIKE(3, 4);

/** The violations so far, as a JSON object. */
void tenon_write_violations(tenon_writer *to);

/* ---- Locks of the runtime, in the order in which they are taken (monitor.c) ------------------------------
 */

enum { TENON_RANK_ATTACHED = 1, TENON_RANK_TABLE = 2 };

/** Called before a lock is taken, and after it was given back. */
void tenon_watch_lock(int rank);
void tenon_watch_unlock(int rank);

/** Code that is not the runtime's runs next: none of its locks may be held. @param what "a destructor" */
void tenon_watch_outside(const char *what);

/** The host calls: its lock is held where it has one. */
void tenon_watch_host_lock(const char *parameter);

/* ---- Borrows and views (watch.c) -------------------------------------------------------------------------
 */

/** The slot in the place of the one that was borrowed. @return The stand-in; `slot` where there is no memory.
 */
tenon_slot *tenon_watch_borrow(tenon_slot *slot, tenon_borrow_mode mode, const char *position);

/** A slot became final. @return The slot to reclaim, after a stand-in gave the borrow back; null: none. */
tenon_slot *tenon_watch_final(tenon_slot *slot);

/** The slot that a borrow is of; null gives null. */
tenon_slot *tenon_watch_real(tenon_slot *slot);

/** The borrow became ownership: there is nothing to give back. */
void tenon_watch_consume(tenon_slot *slot);

/** How many calls that let others run use the slot: counted in its stand-ins. */
uint8_t tenon_watch_passing(const tenon_slot *slot);

/** A view was made, of memory that nobody changes while it is open. */
void tenon_watch_view(tenon_handle view, const char *site, const void *data, size_t bytes);

/** Look whether the memory of the views of this object is what it was. */
void tenon_watch_owner(const tenon_slot *owner);

/** A view ends. */
void tenon_watch_view_end(const tenon_slot *view, tenon_handle handle);

/** How many borrows are held now. */
size_t tenon_watch_held(void);

/* ---- Who made and who closed an object (history.c) -------------------------------------------------------
 */

/** An object was made. */
void tenon_history_made(tenon_handle handle, const char *type, const char *site);

/** Its handle was closed. */
void tenon_history_closed(tenon_handle handle);

/** Whether the handle was given and not closed, as far as is known. */
bool tenon_history_is_open(tenon_handle handle);

/** For the end of an error's sentence: who closed it and who made it; "" where that is not known. Free it. */
char *tenon_history_of(tenon_handle handle);

/** What is live, oldest first, as a JSON array. */
void tenon_write_live(tenon_writer *to);

/* ---- Where a thread is (trace.c) -------------------------------------------------------------------------
 */

enum { TENON_FRAMES = 24, TENON_PLACE = 160 };

/** Where something happened. */
typedef struct tenon_trace {
    const char *function;    /**< The contract's function that ran; "" where none did. */
    uint64_t thread;         /**< tenon_thread_id() */
    char place[TENON_PLACE]; /**< In the host's program: "app.py:12 in main"; "" where the host cannot say. */
    int count;
    uintptr_t frames[TENON_FRAMES]; /**< Only with `stacks`. */
} tenon_trace;

/** Set what tenon_set_host() was given. */
void tenon_trace_set_place(tenon_place_of_host place);

/** Here and now. No lock of the runtime's may be held: the host is asked. */
void tenon_trace_take(tenon_trace *trace);

/** "graph_new, app.py:12 in main, thread 1" */
void tenon_trace_write(tenon_writer *to, const tenon_trace *trace);

/** One line per frame, with this before each; nothing without `stacks`. */
void tenon_trace_write_frames(tenon_writer *to, const tenon_trace *trace, const char *before);

#endif /* TENON_MONITOR_INTERNAL_H */
