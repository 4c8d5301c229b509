/**
 * @file
 * The safety monitor: what was found, and the locks.
 */
#include "monitor.h"

#include <pthread.h>
#include <stdio.h>

#include "tenon/boundary.h"

enum { KEPT = 64 };

typedef struct violation {
    const char *rule;
    const char *parameter; /* a constant of the boundary's, or "" */
    char *message;         /* null where there was no memory */
    tenon_trace trace;
} violation;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static violation kept[KEPT]; /* the first ones: what comes later may follow from them */
static _Atomic uint64_t violation_count;

static _Atomic(tenon_lock_of_host) lock_of_host;

bool tenon_is_monitored(void) {
    tenon_debug_read();
    return tenon_debug.monitors;
}

uint64_t tenon_violation_count(void) {
    return atomic_load(&violation_count);
}

void tenon_set_host(tenon_place_of_host place, tenon_lock_of_host has_lock) {
    tenon_trace_set_place(place);
    atomic_store(&lock_of_host, has_lock);
}

/* ---- Violations ------------------------------------------------------------------------------------------
 */

static void say(const violation *found) {
    tenon_writer to = {0};
    tenon_write(&to, "tenon: violation of %s: ", found->rule);
    if (found->parameter[0] != '\0')
        tenon_write(&to, "%s: ", found->parameter);
    tenon_write(&to, "%s (", found->message == NULL ? "" : found->message);
    tenon_trace_write(&to, &found->trace);
    tenon_write(&to, ")\n");
    tenon_trace_write_frames(&to, &found->trace, "  ");
    (void)fputs(to.text == NULL ? "tenon: violation\n" : to.text, stderr);
    free(to.text);
}

void tenon_violation(const char *rule, const char *parameter, const char *format, ...) {
    violation found = {.rule = rule, .parameter = parameter};
    char message[512];
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    found.message = message;
    tenon_trace_take(&found.trace);
    say(&found);
    uint64_t number = atomic_fetch_add(&violation_count, 1);
    if (number < KEPT) {
        size_t size = strlen(message) + 1;
        found.message = malloc(size);
        if (found.message != NULL)
            memcpy(found.message, message, size);
        pthread_mutex_lock(&lock);
        kept[number] = found;
        pthread_mutex_unlock(&lock);
    }
    if (tenon_debug.aborts)
        abort();
}

static void write_violation(tenon_writer *to, const violation *found) {
    tenon_write(to, "{\"rule\": \"%s\", \"function\": ", found->rule);
    tenon_write_quoted(to, found->trace.function);
    tenon_write(to, ", \"parameter\": ");
    tenon_write_quoted(to, found->parameter);
    tenon_write(to, ", \"message\": ");
    tenon_write_quoted(to, found->message);
    tenon_write(to, ", \"place\": ");
    tenon_write_quoted(to, found->trace.place);
    tenon_write(to, ", \"thread\": %llu}", (unsigned long long)found->trace.thread);
}

void tenon_write_violations(tenon_writer *to) {
    tenon_write(to, "{\"count\": %llu, \"first\": [", (unsigned long long)tenon_violation_count());
    pthread_mutex_lock(&lock);
    for (int i = 0; i < KEPT && kept[i].rule != NULL; i++) {
        tenon_write(to, i == 0 ? "" : ", ");
        write_violation(to, &kept[i]);
    }
    pthread_mutex_unlock(&lock);
    tenon_write(to, "]}");
}

/* ---- Locks -----------------------------------------------------------------------------------------------
 */

static _Thread_local unsigned held_ranks; /* a bit for each */

static const char *lock_name(unsigned ranks) {
    return (ranks & 1u << TENON_RANK_TABLE) != 0 ? "the table's lock" : "the lock of attached callbacks";
}

void tenon_watch_lock(int rank) {
    /* A lock of the same rank again waits for ever: this is said before. */
    if (held_ranks >> rank != 0)
        tenon_violation("lock_order", "", "%s is taken while the thread holds %s", lock_name(1u << rank),
                        lock_name(held_ranks));
    held_ranks |= 1u << rank;
}

void tenon_watch_unlock(int rank) {
    held_ranks &= ~(1u << rank);
}

void tenon_watch_outside(const char *what) {
    if (held_ranks != 0)
        tenon_violation("lock_held", "", "%s runs while the thread holds %s", what, lock_name(held_ranks));
}

void tenon_watch_host_lock(const char *parameter) {
    tenon_lock_of_host has_lock = atomic_load(&lock_of_host);
    if (has_lock != NULL && !has_lock())
        tenon_violation("host_lock", parameter, "the boundary is used by a thread without the host's lock");
}

/* ---- Fences around arrays that the library fills ---------------------------------------------------------
 */

enum { FRONT = 64, BEHIND = 1024, CANARY = 0xC5 };

void *tenon_fence_begin(tenon_fence *fence, void *elements, size_t bytes) {
    *fence = (tenon_fence){.given = elements, .bytes = bytes};
    if (elements == NULL || bytes > SIZE_MAX - FRONT - BEHIND)
        return elements;
    fence->memory = malloc(FRONT + bytes + BEHIND);
    if (fence->memory == NULL)
        return elements;
    memset(fence->memory, CANARY, FRONT);
    memcpy(fence->memory + FRONT, elements, bytes);
    memset(fence->memory + FRONT + bytes, CANARY, BEHIND);
    return fence->memory + FRONT;
}

/* How far from the array something was written; 0: nothing was. */
static size_t written_before(const tenon_fence *fence) {
    for (size_t i = 0; i < FRONT; i++) {
        if (fence->memory[i] != CANARY)
            return FRONT - i;
    }
    return 0;
}

static size_t written_behind(const tenon_fence *fence) {
    const unsigned char *behind = fence->memory + FRONT + fence->bytes;
    for (size_t i = BEHIND; i > 0; i--) {
        if (behind[i - 1] != CANARY)
            return i;
    }
    return 0;
}

void tenon_fence_end(tenon_fence *fence, const char *position) {
    if (fence->memory == NULL)
        return;
    size_t before = written_before(fence);
    size_t behind = written_behind(fence);
    memcpy(fence->given, fence->memory + FRONT, fence->bytes);
    free(fence->memory);
    fence->memory = NULL;
    if (behind != 0)
        tenon_violation("written_past_end", position,
                        "the library wrote up to %zu bytes past the end of an array of %zu bytes", behind,
                        fence->bytes);
    if (before != 0)
        tenon_violation("written_before_start", position,
                        "the library wrote up to %zu bytes before the start of an array of %zu bytes", before,
                        fence->bytes);
}
