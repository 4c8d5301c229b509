/**
 * @file
 * How often each bridged function is called: a row of counters per thread, so that a call counts without a
 * locked instruction.
 *
 * A row is never freed and never set back. When its thread ends, the next new thread goes on counting in it:
 * the sum over all rows is the number of calls, whoever made them.
 */
#include <pthread.h>

#include "bridge_internal.h"

enum {
    LINE = 64,
    /* Destructors of other thread-specific data may still call bridged functions: the row is let go in the
     * last round but one that POSIX promises. */
    ROUNDS = 3,
    LOST_LIMIT = 4096 /* operations of one contract */
};

typedef struct row {
    _Alignas(LINE) const tenon_bridges *bridges;
    struct row *next;           /* of all rows, never changes */
    struct row *next_of_thread; /* only its thread looks */
    _Atomic bool is_used;
    int rounds; /* of its thread's end */
    /* Per operation, and behind them: tenon_bridge_next_samples(). */
    _Alignas(LINE) uint64_t counts[];
} row;

static _Atomic(row *) rows;

/* The key's value is the first row of the thread. */
static pthread_key_t rows_key;
static _Atomic bool has_rows_key;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void let_go(void *first) {
    row *at = first;
    if (++at->rounds < ROUNDS && pthread_setspecific(rows_key, first) == 0)
        return;
    while (at != NULL) {
        row *next = at->next_of_thread;
        at->next_of_thread = NULL;
        at->rounds = 0;
        atomic_store_explicit(&at->is_used, false, memory_order_release);
        at = next;
    }
}

static void make_rows_key(void) {
    atomic_store(&has_rows_key, pthread_key_create(&rows_key, let_go) == 0);
}

/* A host may unload the package and end the thread later. */
__attribute__((destructor)) static void delete_rows_key(void) {
    if (atomic_exchange(&has_rows_key, false))
        pthread_key_delete(rows_key);
}

/* One whose thread has ended. */
static row *adopt_row(const tenon_bridges *bridges) {
    for (row *at = atomic_load_explicit(&rows, memory_order_acquire); at != NULL; at = at->next) {
        bool expected = false;
        if (at->bridges == bridges &&
            atomic_compare_exchange_strong_explicit(&at->is_used, &expected, true, memory_order_acquire,
                                                    memory_order_relaxed))
            return at;
    }
    return NULL;
}

static row *make_row(const tenon_bridges *bridges) {
    size_t size = sizeof(row) + 2 * sizeof(uint64_t) * bridges->operation_count;
    size = (size + LINE - 1) / LINE * LINE;
    row *made = aligned_alloc(LINE, size);
    if (made == NULL)
        return NULL;
    memset(made, 0, size);
    made->bridges = bridges;
    atomic_init(&made->is_used, true);
    made->next = atomic_load_explicit(&rows, memory_order_relaxed);
    while (!atomic_compare_exchange_weak_explicit(&rows, &made->next, made, memory_order_release,
                                                  memory_order_relaxed))
        continue;
    return made;
}

/* Where a thread counts that there was no memory for: nobody adds it up. */
static uint64_t *lost_counts(const tenon_bridges *bridges) {
    static uint64_t lost[2 * LOST_LIMIT];
    if (bridges->operation_count > LOST_LIMIT) {
        (void)fprintf(stderr, "tenon: %s: no memory to count calls\n", bridges->library);
        abort();
    }
    return lost;
}

uint64_t *tenon_bridge_counts(tenon_bridges *bridges) {
    pthread_once(&once, make_rows_key);
    if (!atomic_load(&has_rows_key))
        return lost_counts(bridges);
    row *first = pthread_getspecific(rows_key);
    for (row *at = first; at != NULL; at = at->next_of_thread) {
        if (at->bridges == bridges)
            return at->counts;
    }
    row *mine = adopt_row(bridges);
    if (mine == NULL)
        mine = make_row(bridges);
    if (mine == NULL)
        return lost_counts(bridges);
    mine->next_of_thread = first;
    if (pthread_setspecific(rows_key, mine) != 0) {
        /* Nobody would let it go: it must not look used for ever. */
        atomic_store_explicit(&mine->is_used, false, memory_order_release);
        return lost_counts(bridges);
    }
    return mine->counts;
}

uint64_t tenon_bridge_total(const tenon_bridges *bridges, uint32_t operation) {
    uint64_t total = 0;
    for (const row *at = atomic_load_explicit(&rows, memory_order_acquire); at != NULL; at = at->next) {
        if (at->bridges == bridges)
            total += __atomic_load_n(&at->counts[operation], __ATOMIC_RELAXED);
    }
    return total;
}
