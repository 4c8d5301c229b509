/* The multi-producer queue. Built twice: with segments as they are, and with tiny ones, so that segments are
 * made, left and freed all the time. */
#define _POSIX_C_SOURCE 200809L /* nanosleep() */

#include "threads.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <mtproxy/mtproxy.h>
#include <tenon/error.h>

enum {
    PRODUCERS = 8,
    CONSUMERS = 8,
    ITEMS_OF_A_PRODUCER = 20000,
    LAST_ITEM = PRODUCERS * ITEMS_OF_A_PRODUCER
};

static void pop__of_what_one_thread_pushed__then_gives_it_in_order(void **state) {
    (void)state;
    mtproxy_queue *queue = mtproxy_queue_new(0);
    for (uint64_t i = 0; i < 5000; i++)
        assert_int_equal(mtproxy_queue_push(queue, i * i), MTPROXY_OK);
    for (uint64_t i = 0; i < 5000; i++) {
        uint64_t item = 0;
        assert_false(mtproxy_queue_is_empty(queue));
        assert_true(mtproxy_queue_pop(queue, &item));
        assert_int_equal(item, i * i);
    }
    uint64_t none = 77;
    assert_false(mtproxy_queue_pop(queue, &none));
    assert_int_equal(none, 77);
    assert_true(mtproxy_queue_is_empty(queue));
    mtproxy_queue_free(queue);
}

static void pop__of_the_least_and_greatest_numbers__then_gives_them_as_any_other(void **state) {
    (void)state;
    static const uint64_t items[] = {0, 1, 2, UINT64_MAX, UINT64_MAX - 1, UINT64_C(1) << 63};
    mtproxy_queue *queue = mtproxy_queue_new(0);
    for (size_t i = 0; i < sizeof items / sizeof *items; i++)
        assert_int_equal(mtproxy_queue_push(queue, items[i]), MTPROXY_OK);
    for (size_t i = 0; i < sizeof items / sizeof *items; i++) {
        uint64_t item = 7;
        assert_true(mtproxy_queue_pop(queue, &item));
        assert_true(item == items[i]);
    }
    mtproxy_queue_free(queue);
}

static void pop_nw__with_room_for_more_or_fewer__then_takes_what_fits(void **state) {
    (void)state;
    mtproxy_queue *queue = mtproxy_queue_new(0);
    for (uint64_t i = 0; i < 10; i++)
        assert_int_equal(mtproxy_queue_push(queue, i), MTPROXY_OK);
    uint64_t items[8] = {0};
    size_t count = 4;
    mtproxy_queue_pop_nw(queue, items, &count);
    assert_int_equal(count, 4);
    assert_int_equal(items[3], 3);
    assert_int_equal(items[4], 0);
    count = 8;
    mtproxy_queue_pop_nw(queue, items, &count);
    assert_int_equal(count, 6);
    assert_int_equal(items[5], 9);
    count = 8;
    mtproxy_queue_pop_nw(queue, items, &count);
    assert_int_equal(count, 0);
    mtproxy_queue_free(queue);
}

static void push__beyond_the_limit__then_queue_full_until_one_is_popped(void **state) {
    (void)state;
    mtproxy_queue *queue = mtproxy_queue_new(3);
    for (uint64_t i = 0; i < 3; i++)
        assert_int_equal(mtproxy_queue_push(queue, i), MTPROXY_OK);
    assert_int_equal(mtproxy_queue_push(queue, 3), MTPROXY_QUEUE_FULL);
    assert_non_null(strstr(tenon_error_peek()->message, "3 items"));
    uint64_t item = 9;
    assert_true(mtproxy_queue_pop(queue, &item));
    assert_int_equal(mtproxy_queue_push(queue, 3), MTPROXY_OK);
    assert_int_equal(mtproxy_queue_push(queue, 4), MTPROXY_QUEUE_FULL);
    mtproxy_queue_free(queue);
}

static void shut_down__with_items__then_they_come_out_and_no_more_go_in(void **state) {
    (void)state;
    mtproxy_queue *queue = mtproxy_queue_new(0);
    for (uint64_t i = 0; i < 3; i++)
        assert_int_equal(mtproxy_queue_push(queue, i), MTPROXY_OK);
    mtproxy_queue_shut_down(queue);
    mtproxy_queue_shut_down(queue);
    assert_int_equal(mtproxy_queue_push(queue, 3), MTPROXY_QUEUE_SHUT_DOWN);
    assert_int_equal(mtproxy_queue_push_w(queue, 3, NULL), MTPROXY_QUEUE_SHUT_DOWN);
    assert_false(mtproxy_queue_is_empty(queue));
    uint64_t item = 9;
    for (uint64_t i = 0; i < 3; i++) {
        assert_int_equal(mtproxy_queue_pop_w(queue, NULL, &item), MTPROXY_OK);
        assert_int_equal(item, i);
    }
    assert_int_equal(mtproxy_queue_pop_w(queue, NULL, &item), MTPROXY_QUEUE_SHUT_DOWN);
    assert_false(mtproxy_queue_pop(queue, &item));
    assert_true(mtproxy_queue_is_empty(queue));
    mtproxy_queue_free(queue);
}

/* ---- Many threads ---- */

/** What all threads of a test share. */
typedef struct traffic {
    mtproxy_queue *queue;
    _Atomic uint8_t *seen; /**< How often each item came out. */
    bool waits;            /**< Use push_w and pop_w. */
    _Atomic uint64_t popped;
} traffic;

/** One thread. */
typedef struct worker {
    traffic *traffic;
    uint64_t number;
    bool is_producer;
    int failures;
} worker;

static void produce(worker *self) {
    for (uint64_t i = 0; i < ITEMS_OF_A_PRODUCER; i++) {
        uint64_t item = self->number * ITEMS_OF_A_PRODUCER + i;
        mtproxy_status status = self->traffic->waits ? mtproxy_queue_push_w(self->traffic->queue, item, NULL)
                                                     : mtproxy_queue_push(self->traffic->queue, item);
        self->failures += status != MTPROXY_OK;
    }
}

/** Take one item, or learn that no more will come. */
static bool consume_one(const worker *self, uint64_t *item) {
    if (self->traffic->waits)
        return mtproxy_queue_pop_w(self->traffic->queue, NULL, item) == MTPROXY_OK;
    while (!mtproxy_queue_pop(self->traffic->queue, item)) {
        if (atomic_load(&self->traffic->popped) == LAST_ITEM)
            return false;
    }
    return true;
}

static void consume(worker *self) {
    uint64_t expected[PRODUCERS] = {0};
    uint64_t item = 0;
    while (consume_one(self, &item)) {
        uint64_t producer = item / ITEMS_OF_A_PRODUCER, number = item % ITEMS_OF_A_PRODUCER;
        self->failures += item >= LAST_ITEM || number < expected[producer % PRODUCERS];
        expected[producer % PRODUCERS] = number + 1;
        self->failures += atomic_fetch_add(&self->traffic->seen[item], 1) != 0;
        if (atomic_fetch_add(&self->traffic->popped, 1) + 1 == LAST_ITEM)
            mtproxy_queue_shut_down(self->traffic->queue);
    }
}

static void *produce_or_consume(void *argument) {
    worker *self = argument;
    if (self->is_producer)
        produce(self);
    else
        consume(self);
    return NULL;
}

static void check_traffic(uint64_t limit, bool waits) {
    traffic shared = {
        .queue = mtproxy_queue_new(limit), .seen = calloc(LAST_ITEM, sizeof *shared.seen), .waits = waits};
    assert_non_null(shared.queue);
    assert_non_null(shared.seen);
    worker workers[PRODUCERS + CONSUMERS];
    for (size_t i = 0; i < PRODUCERS + CONSUMERS; i++)
        workers[i] = (worker){&shared, i, i < PRODUCERS, 0};
    run_threads(PRODUCERS + CONSUMERS, produce_or_consume, workers, sizeof *workers);
    for (size_t i = 0; i < PRODUCERS + CONSUMERS; i++)
        assert_int_equal(workers[i].failures, 0);
    for (size_t i = 0; i < LAST_ITEM; i++)
        assert_int_equal(atomic_load(&shared.seen[i]), 1);
    assert_true(mtproxy_queue_is_empty(shared.queue));
    free((void *)shared.seen);
    mtproxy_queue_free(shared.queue);
}

static void
pop__with_8_producers_and_8_consumers__then_every_item_once_and_in_its_producers_order(void **state) {
    (void)state;
    check_traffic(0, false);
}

static void
pop_w__with_8_producers_and_8_consumers__then_every_item_once_and_in_its_producers_order(void **state) {
    (void)state;
    check_traffic(0, true);
}

static void push_w__with_a_small_limit__then_every_item_once_and_in_its_producers_order(void **state) {
    (void)state;
    check_traffic(5, true);
}

/* ---- Shutting down while others push ---- */

/** A thread that pushes, or pops, until it is told that there is no more to do. */
typedef struct stubborn {
    mtproxy_queue *queue;
    _Atomic uint64_t *accepted;
    _Atomic uint64_t *popped;
    bool pops;
} stubborn;

static void *go_on_until_shut_down(void *argument) {
    stubborn *self = argument;
    uint64_t item = 0;
    if (self->pops) {
        while (mtproxy_queue_pop_w(self->queue, NULL, &item) == MTPROXY_OK)
            atomic_fetch_add(self->popped, 1);
        return NULL;
    }
    while (mtproxy_queue_push(self->queue, 1) == MTPROXY_OK) {
        if (atomic_fetch_add(self->accepted, 1) == 500)
            mtproxy_queue_shut_down(self->queue);
    }
    return NULL;
}

static void shut_down__while_others_push__then_exactly_what_was_accepted_comes_out(void **state) {
    (void)state;
    for (int round = 0; round < 200; round++) {
        _Atomic uint64_t accepted = 0, popped = 0;
        mtproxy_queue *queue = mtproxy_queue_new(0);
        stubborn threads[6];
        for (int i = 0; i < 6; i++)
            threads[i] = (stubborn){queue, &accepted, &popped, i >= 4};
        run_threads(6, go_on_until_shut_down, threads, sizeof *threads);
        assert_int_equal(atomic_load(&popped), atomic_load(&accepted));
        mtproxy_queue_free(queue);
    }
}

/* ---- Waiting ---- */

/** A thread that waits, and what came of it. */
typedef struct waiter {
    mtproxy_queue *queue;
    tenon_cancel *cancel;
    bool pushes;
    mtproxy_status status;
    uint64_t item;
} waiter;

static void *wait_for_it(void *argument) {
    waiter *self = argument;
    self->status = self->pushes ? mtproxy_queue_push_w(self->queue, 5, self->cancel)
                                : mtproxy_queue_pop_w(self->queue, self->cancel, &self->item);
    return NULL;
}

/** Long enough that the thread mostly sleeps; what is asserted holds without it, too. */
static void let_it_sleep(void) {
    nanosleep(&(struct timespec){.tv_nsec = 3000000}, NULL);
}

static void pop_w__while_empty__then_waits_for_push_or_push_w(void **state) {
    (void)state;
    for (int by = 0; by < 2; by++) {
        waiter consumer = {.queue = mtproxy_queue_new(0)};
        pthread_t thread;
        pthread_create(&thread, NULL, wait_for_it, &consumer);
        let_it_sleep();
        assert_int_equal(by == 0 ? mtproxy_queue_push(consumer.queue, 41)
                                 : mtproxy_queue_push_w(consumer.queue, 41, NULL),
                         MTPROXY_OK);
        pthread_join(thread, NULL);
        assert_int_equal(consumer.status, MTPROXY_OK);
        assert_int_equal(consumer.item, 41);
        mtproxy_queue_free(consumer.queue);
    }
}

static void push_w__while_full__then_waits_for_pop(void **state) {
    (void)state;
    waiter producer = {.queue = mtproxy_queue_new(1), .pushes = true};
    assert_int_equal(mtproxy_queue_push(producer.queue, 4), MTPROXY_OK);
    pthread_t thread;
    pthread_create(&thread, NULL, wait_for_it, &producer);
    let_it_sleep();
    uint64_t item = 0;
    assert_true(mtproxy_queue_pop(producer.queue, &item));
    pthread_join(thread, NULL);
    assert_int_equal(item, 4);
    assert_int_equal(producer.status, MTPROXY_OK);
    assert_true(mtproxy_queue_pop(producer.queue, &item));
    assert_int_equal(item, 5);
    mtproxy_queue_free(producer.queue);
}

static void pop_w_and_push_w__when_cancelled_or_shut_down__then_stop_waiting(void **state) {
    (void)state;
    for (int how = 0; how < 4; how++) {
        tenon_cancel cancel = {0};
        waiter waiting = {.queue = mtproxy_queue_new(1), .cancel = &cancel, .pushes = how % 2 == 1};
        if (waiting.pushes)
            assert_int_equal(mtproxy_queue_push(waiting.queue, 4), MTPROXY_OK);
        pthread_t thread;
        pthread_create(&thread, NULL, wait_for_it, &waiting);
        let_it_sleep();
        if (how < 2)
            tenon_cancel_request(&cancel);
        else
            mtproxy_queue_shut_down(waiting.queue);
        pthread_join(thread, NULL);
        assert_int_equal(waiting.status, how < 2 ? MTPROXY_CANCELLED : MTPROXY_QUEUE_SHUT_DOWN);
        mtproxy_queue_free(waiting.queue);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pop__of_what_one_thread_pushed__then_gives_it_in_order),
        cmocka_unit_test(pop__of_the_least_and_greatest_numbers__then_gives_them_as_any_other),
        cmocka_unit_test(pop_nw__with_room_for_more_or_fewer__then_takes_what_fits),
        cmocka_unit_test(push__beyond_the_limit__then_queue_full_until_one_is_popped),
        cmocka_unit_test(shut_down__with_items__then_they_come_out_and_no_more_go_in),
        cmocka_unit_test(
            pop__with_8_producers_and_8_consumers__then_every_item_once_and_in_its_producers_order),
        cmocka_unit_test(
            pop_w__with_8_producers_and_8_consumers__then_every_item_once_and_in_its_producers_order),
        cmocka_unit_test(push_w__with_a_small_limit__then_every_item_once_and_in_its_producers_order),
        cmocka_unit_test(shut_down__while_others_push__then_exactly_what_was_accepted_comes_out),
        cmocka_unit_test(pop_w__while_empty__then_waits_for_push_or_push_w),
        cmocka_unit_test(push_w__while_full__then_waits_for_pop),
        cmocka_unit_test(pop_w_and_push_w__when_cancelled_or_shut_down__then_stop_waiting),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
