/* Threads that end: what they leave behind lives on or goes with them; see docs/faults.md. */
#include <pthread.h>

#include "boundary_calling.h"
#include "callback_host.h"

HOST_WITHOUT_THREADS

static void run_to_its_end(void *(*body)(void *), void *argument) {
    pthread_t thread;
    assert_int_equal(pthread_create(&thread, NULL, body, argument), 0);
    pthread_join(thread, NULL);
}

static void *fail_and_end(void *argument) {
    int64_t count = 0;
    *(int32_t *)argument = boundary_calling_counter_count(1, &count); /* recorded, and taken by nobody */
    return NULL;
}

static void thread_ends__with_an_error_untaken__then_it_goes_with_the_thread(void **state) {
    (void)state;
    int32_t status = 0;
    run_to_its_end(fail_and_end, &status);
    assert_true(status < 0);
    assert_null(tenon_error_peek()); /* and the leak checker finds nothing */
}

static void *make_and_end(void *argument) {
    tenon_handle *counter = argument;
    int64_t count = 0;
    if (boundary_calling_counter_new(counter) == 0)
        (void)boundary_calling_counter_add(*counter, 5, &count);
    return NULL;
}

static void thread_ends__with_objects_open__then_others_use_and_close_them(void **state) {
    (void)state;
    tenon_handle counter = 0;
    int64_t count = 0;
    run_to_its_end(make_and_end, &counter);
    expect_ok(boundary_calling_counter_count(counter, &count));
    assert_int_equal(count, 5);
    expect_ok(tenon_drop(counter));
}

/* ---- A thread that ends in the middle of a call: the one thing that leaves a borrow behind ---- */

static int32_t end_thread(void *host, int64_t number, bool *result) {
    (void)number;
    (void)result;
    (void)count_call(host);
    pthread_exit(NULL);
}

static const boundary_calling_visitor ENDING = {end_thread};

typedef struct ending {
    tenon_handle counter;
    host_part part;
} ending;

static void *count_and_end(void *argument) {
    ending *it = argument;
    tenon_callback callback = callback_of(&ENDING, &it->part);
    int64_t count = 0;
    (void)boundary_calling_counter_count_if(it->counter, 3, &callback, &count);
    it->counter = 0; /* never reached */
    return NULL;
}

static void thread_ends__inside_a_callback__then_its_object_stays_busy_and_others_work(void **state) {
    (void)state;
    static ending it; /* stays: the library never gives the callback back */
    tenon_handle other = 0;
    int64_t count = 0;
    expect_ok(boundary_calling_counter_new(&it.counter));
    run_to_its_end(count_and_end, &it);
    assert_true(it.counter != 0);
    assert_int_equal(it.part.calls, 1);
    expect_error(boundary_calling_counter_add(it.counter, 1, &count), TENON_BUSY, "calling_counter_add", "");
    expect_ok(boundary_calling_counter_new(&other));
    expect_ok(boundary_calling_counter_add(other, 2, &count));
    assert_int_equal(count, 2);
    expect_ok(tenon_drop(other));
    /* Closing waits for the call, which never ends: the object is never destroyed, and nobody reaches it. */
    expect_ok(tenon_drop(it.counter));
    expect_error(boundary_calling_counter_count(it.counter, &count), TENON_CLOSED, "calling_counter_count",
                 "");
    assert_int_equal(tenon_live_count(), 2);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        BOUNDARY_TEST(thread_ends__with_an_error_untaken__then_it_goes_with_the_thread),
        BOUNDARY_TEST(thread_ends__with_objects_open__then_others_use_and_close_them),
        cmocka_unit_test(thread_ends__inside_a_callback__then_its_object_stays_busy_and_others_work),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
