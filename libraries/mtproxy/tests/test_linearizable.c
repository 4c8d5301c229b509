/*
 * Whether the queue is linearizable: threads make small random histories, and a search over all orders
 * decides whether a queue that serves one call at a time could have answered so (J. Wing and C. Gong,
 * "Testing and Verifying Concurrent Objects", 1993). Built twice, as the queue's own tests.
 */
#define _POSIX_C_SOURCE 200809L /* sched_yield() */

#include "threads.h"

#include <sched.h>
#include <stdbool.h>
#include <string.h>

#include <mtproxy/mtproxy.h>

enum {
    THREADS = 3,
    CALLS_OF_A_THREAD = 5,
    CALLS = THREADS * CALLS_OF_A_THREAD,
    ROUNDS = 4000,
    MOST_ITEMS = 32
};

/** What was called. */
typedef enum kind { PUSH, POP, IS_EMPTY, SHUT_DOWN } kind;

/** A call, what it gave, and when: by a clock that counts beginnings and ends. */
typedef struct call {
    kind kind;
    uint64_t item; /**< Pushed or popped. */
    bool result;   /**< PUSH: accepted. POP: there was one. IS_EMPTY: its result. */
    uint32_t begin, end;
} call;

/** A queue that serves one call at a time. */
typedef struct model {
    uint64_t items[MOST_ITEMS];
    size_t first, count;
    bool is_shut;
} model;

/** Serve a call. @return Whether it gives what was seen. */
static bool serve(model *queue, const call *asked) {
    switch (asked->kind) {
    case PUSH:
        if (asked->result)
            queue->items[(queue->first + queue->count++) % MOST_ITEMS] = asked->item;
        return asked->result == !queue->is_shut;
    case POP:
        if (!asked->result || queue->count == 0)
            return !asked->result && queue->count == 0;
        queue->count--;
        return queue->items[queue->first++ % MOST_ITEMS] == asked->item;
    case IS_EMPTY:
        return asked->result == (queue->count == 0);
    case SHUT_DOWN:
        queue->is_shut = true;
        return true;
    }
    return false;
}

/** Whether the calls that are not `done` can follow, in some order that agrees with when they were made. */
static bool has_order(const call *calls, size_t count, uint32_t done, const model *queue) {
    uint32_t first_end = UINT32_MAX;
    for (size_t i = 0; i < count; i++) {
        if ((done >> i & 1) == 0 && calls[i].end < first_end)
            first_end = calls[i].end;
    }
    if (first_end == UINT32_MAX)
        return true;
    for (size_t i = 0; i < count; i++) {
        if ((done >> i & 1) != 0 || calls[i].begin > first_end)
            continue;
        model after = *queue;
        if (serve(&after, &calls[i]) && has_order(calls, count, done | UINT32_C(1) << i, &after))
            return true;
    }
    return false;
}

/* ---- The search itself ---- */

static bool is_linearizable(const call *calls, size_t count) {
    return has_order(calls, count, 0, &(model){.count = 0});
}

static void search__in_histories_of_a_queue__then_finds_an_order(void **state) {
    (void)state;
    /* Two pushes at the same time may come out either way; a pop beside a push may miss it. */
    const call either[] = {{PUSH, 1, true, 1, 4},
                           {PUSH, 2, true, 2, 3},
                           {POP, 2, true, 5, 6},
                           {POP, 1, true, 7, 8},
                           {POP, 0, false, 9, 10}};
    assert_true(is_linearizable(either, 5));
    const call beside[] = {{PUSH, 1, true, 1, 4}, {POP, 0, false, 2, 3}, {IS_EMPTY, 0, false, 5, 6}};
    assert_true(is_linearizable(beside, 3));
}

static void search__in_histories_of_no_queue__then_finds_none(void **state) {
    (void)state;
    const call swapped[] = {
        {PUSH, 1, true, 1, 2}, {PUSH, 2, true, 3, 4}, {POP, 2, true, 5, 6}, {POP, 1, true, 7, 8}};
    assert_false(is_linearizable(swapped, 4));
    const call doubled[] = {{PUSH, 1, true, 1, 2}, {POP, 1, true, 3, 6}, {POP, 1, true, 4, 5}};
    assert_false(is_linearizable(doubled, 3));
    const call lost[] = {{PUSH, 1, true, 1, 2}, {POP, 0, false, 3, 4}};
    assert_false(is_linearizable(lost, 2));
    const call not_there_yet[] = {{IS_EMPTY, 0, false, 1, 3}, {POP, 0, false, 4, 5}, {PUSH, 1, true, 2, 6}};
    assert_false(is_linearizable(not_there_yet, 3));
    const call accepted_late[] = {{SHUT_DOWN, 0, false, 1, 2}, {PUSH, 1, true, 3, 4}};
    assert_false(is_linearizable(accepted_late, 2));
}

/* ---- The queue ---- */

/** What the threads of one round share. */
typedef struct stage {
    mtproxy_queue *queue;
    _Atomic uint32_t clock;
    _Atomic uint32_t present; /**< Threads that are there: all begin at once. */
} stage;

/** A thread of one round. */
typedef struct actor {
    stage *stage;
    uint64_t seed;
    uint64_t next_item;
    bool may_shut_down;
    call calls[CALLS_OF_A_THREAD];
} actor;

static uint32_t random_below(uint64_t *seed, uint32_t end) {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return (uint32_t)(*seed >> 32) % end;
}

static void make(stage *on, call *made) {
    made->begin = atomic_fetch_add(&on->clock, 1);
    if (made->kind == PUSH)
        made->result = mtproxy_queue_push(on->queue, made->item) == MTPROXY_OK;
    else if (made->kind == POP)
        made->result = mtproxy_queue_pop(on->queue, &made->item);
    else if (made->kind == IS_EMPTY)
        made->result = mtproxy_queue_is_empty(on->queue);
    else
        mtproxy_queue_shut_down(on->queue);
    made->end = atomic_fetch_add(&on->clock, 1);
}

static void *act(void *argument) {
    actor *self = argument;
    atomic_fetch_add(&self->stage->present, 1);
    while (atomic_load(&self->stage->present) < THREADS)
        sched_yield();
    for (size_t i = 0; i < CALLS_OF_A_THREAD; i++) {
        static const kind kinds[] = {PUSH, PUSH, PUSH, POP, POP, POP, IS_EMPTY, IS_EMPTY};
        bool shuts_down = self->may_shut_down && random_below(&self->seed, 10) == 0;
        self->calls[i] = (call){.kind = shuts_down ? SHUT_DOWN : kinds[random_below(&self->seed, 8)],
                                .item = self->next_item++};
        for (volatile uint32_t wait = random_below(&self->seed, 40); wait > 0;)
            wait = wait - 1;
        make(self->stage, &self->calls[i]);
    }
    return NULL;
}

/** One history, and then what is left in the queue, as further calls. */
static bool play(uint64_t seed, bool may_shut_down) {
    stage on = {.queue = mtproxy_queue_new(0)};
    assert_non_null(on.queue);
    actor actors[THREADS];
    for (uint64_t i = 0; i < THREADS; i++)
        actors[i] = (actor){.stage = &on,
                            .seed = (seed * THREADS + i + 1) * UINT64_C(0x9e3779b97f4a7c15),
                            .next_item = i * 1000 + 1,
                            .may_shut_down = may_shut_down};
    run_threads(THREADS, act, actors, sizeof *actors);
    call calls[2 * CALLS + 1];
    for (size_t i = 0; i < THREADS; i++)
        memcpy(&calls[i * CALLS_OF_A_THREAD], actors[i].calls, sizeof actors[i].calls);
    size_t count = CALLS;
    do {
        calls[count] = (call){.kind = POP};
        make(&on, &calls[count]);
    } while (calls[count++].result);
    mtproxy_queue_free(on.queue);
    return is_linearizable(calls, count);
}

static void queue__in_random_histories_of_3_threads__then_is_linearizable(void **state) {
    (void)state;
    for (uint64_t round = 0; round < ROUNDS; round++) {
        if (!play(round, false))
            fail_msg("the history of seed %llu has no order", (unsigned long long)round);
    }
}

static void queue__that_is_shut_down_in_random_histories__then_is_linearizable(void **state) {
    (void)state;
    for (uint64_t round = 0; round < ROUNDS; round++) {
        if (!play(round, true))
            fail_msg("the history of seed %llu has no order", (unsigned long long)round);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(search__in_histories_of_a_queue__then_finds_an_order),
        cmocka_unit_test(search__in_histories_of_no_queue__then_finds_none),
        cmocka_unit_test(queue__in_random_histories_of_3_threads__then_is_linearizable),
        cmocka_unit_test(queue__that_is_shut_down_in_random_histories__then_is_linearizable),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
