/**
 * @file
 * Who made an object and who closed it. What is live is found by its slot; of what ended the last few
 * thousand are remembered.
 */
#include <pthread.h>

#include "monitor.h"

enum { REMEMBERED = 4096, BUCKETS = 4096 };

typedef struct life {
    tenon_handle handle;
    const char *type;
    const char *site;
    tenon_trace made;
    tenon_trace closed;
    bool is_closed;
    struct life *next; /* in its bucket */
} life;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

/* All guarded by the lock. */
static life *buckets[BUCKETS];
static life *ended[REMEMBERED]; /* closed handles, the oldest of which gives way */
static size_t ended_count;

/* ---- The table; lock held --------------------------------------------------------------------------------
 */

static life **bucket_of(tenon_handle handle) {
    return &buckets[(handle ^ handle >> TENON_INDEX_BITS) % BUCKETS];
}

static life *find(tenon_handle handle) {
    life *it = *bucket_of(handle);
    while (it != NULL && it->handle != handle)
        it = it->next;
    return it;
}

static void take_out(life *it) {
    life **link = bucket_of(it->handle);
    while (*link != it)
        link = &(*link)->next;
    *link = it->next;
}

static void remember(life *it) {
    size_t place = ended_count++ % REMEMBERED;
    if (ended[place] != NULL) {
        take_out(ended[place]);
        free(ended[place]);
    }
    ended[place] = it;
}

/* ---- What happens to objects -----------------------------------------------------------------------------
 */

void tenon_history_made(tenon_handle handle, const char *type, const char *site) {
    life *it = malloc(sizeof *it);
    if (it == NULL)
        return;
    *it = (life){.handle = handle, .type = type, .site = site};
    tenon_trace_take(&it->made);
    if (it->made.function[0] == '\0')
        it->made.function = site;
    pthread_mutex_lock(&lock);
    life **bucket = bucket_of(handle);
    it->next = *bucket;
    *bucket = it;
    pthread_mutex_unlock(&lock);
}

void tenon_history_closed(tenon_handle handle) {
    tenon_trace trace;
    tenon_trace_take(&trace);
    pthread_mutex_lock(&lock);
    life *it = find(handle);
    if (it != NULL && !it->is_closed) {
        it->closed = trace;
        it->is_closed = true;
        remember(it);
    }
    pthread_mutex_unlock(&lock);
}

bool tenon_history_is_open(tenon_handle handle) {
    pthread_mutex_lock(&lock);
    const life *it = find(handle);
    bool is_open = it != NULL && !it->is_closed;
    pthread_mutex_unlock(&lock);
    return is_open;
}

/* ---- Telling ---------------------------------------------------------------------------------------------
 */

char *tenon_history_of(tenon_handle handle) {
    tenon_writer to = {0};
    pthread_mutex_lock(&lock);
    life *it = find(handle);
    if (it != NULL && it->is_closed) {
        tenon_write(&to, "; closed by ");
        tenon_trace_write(&to, &it->closed);
    }
    if (it != NULL) {
        tenon_write(&to, "; made by ");
        tenon_trace_write(&to, &it->made);
    }
    if (it != NULL && it->closed.count > 0) {
        tenon_write(&to, "\nclosed at\n");
        tenon_trace_write_frames(&to, &it->closed, "  ");
    }
    if (it != NULL && it->made.count > 0) {
        tenon_write(&to, "\nmade at\n");
        tenon_trace_write_frames(&to, &it->made, "  ");
    }
    pthread_mutex_unlock(&lock);
    return to.text;
}

static void write_trace(tenon_writer *to, const tenon_trace *trace) {
    tenon_write(to, ", \"place\": ");
    tenon_write_quoted(to, trace->place);
    tenon_write(to, ", \"thread\": %llu, \"stack\": ", (unsigned long long)trace->thread);
    tenon_writer frames = {0};
    tenon_trace_write_frames(&frames, trace, "");
    tenon_write_quoted(to, frames.text == NULL ? "" : frames.text);
    free(frames.text);
}

static void write_life(tenon_writer *to, const life *it) {
    tenon_write(to, "{\"type\": ");
    tenon_write_quoted(to, it->type);
    tenon_write(to, ", \"site\": ");
    tenon_write_quoted(to, it->made.function);
    tenon_write(to, ", \"handle\": \"%016llx\"", (unsigned long long)it->handle);
    write_trace(to, &it->made);
    tenon_write(to, "}");
}

void tenon_write_live(tenon_writer *to) {
    bool is_first = true;
    tenon_write(to, "[");
    pthread_mutex_lock(&lock);
    for (size_t i = 0; i < BUCKETS; i++) {
        for (const life *it = buckets[i]; it != NULL; it = it->next) {
            if (it->is_closed)
                continue;
            tenon_write(to, is_first ? "" : ", ");
            write_life(to, it);
            is_first = false;
        }
    }
    pthread_mutex_unlock(&lock);
    tenon_write(to, "]");
}
