/* Jobs and the scheduler. */
#define _POSIX_C_SOURCE 200809L /* nanosleep() */

#include "threads.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <mtproxy/mtproxy.h>
#include <tenon/error.h>

/** What a job of these tests knows, and what happened to it. */
typedef struct record {
    _Atomic uint32_t seen;      /**< All signals that it ran for. */
    _Atomic uint32_t runs;      /**< How often it ran. */
    _Atomic uint32_t running;   /**< How many threads run it now. */
    _Atomic uint32_t overlaps;  /**< How often a thread ran it beside another. */
    _Atomic uint32_t drops;     /**< How often its context was dropped. */
    _Atomic bool is_held;       /**< Its runs do not end while this is true. */
    mtproxy_job_outcome result; /**< What its runs give. */
    pthread_t thread;           /**< Who ran it last. */
    const mtproxy_job *self;    /**< Signalled by itself, where that is wanted. */
    uint32_t self_signals;
    mtproxy_scheduler *stops; /**< Stopped by it, where that is wanted. */
} record;

static mtproxy_job_outcome note(uint32_t signals, void *context) {
    record *mine = context;
    if (atomic_fetch_add(&mine->running, 1) != 0)
        atomic_fetch_add(&mine->overlaps, 1);
    mine->thread = pthread_self();
    if (mine->self != NULL && mine->self_signals != 0)
        mtproxy_job_signal(mine->self, mine->self_signals);
    if (mine->stops != NULL)
        mtproxy_scheduler_stop(mine->stops);
    atomic_fetch_or(&mine->seen, signals);
    atomic_fetch_add(&mine->runs, 1);
    while (atomic_load(&mine->is_held))
        nanosleep(&(struct timespec){.tv_nsec = 100000}, NULL);
    atomic_fetch_sub(&mine->running, 1);
    return mine->result;
}

static void drop(void *context) {
    record *mine = context;
    atomic_fetch_add(&mine->drops, 1);
}

/** Wait, as long as it takes, until something has happened. */
static void wait_for(const _Atomic uint32_t *what, uint32_t least) {
    while (atomic_load(what) < least)
        nanosleep(&(struct timespec){.tv_nsec = 100000}, NULL);
}

static mtproxy_scheduler *scheduler_of(uint32_t threads) {
    mtproxy_scheduler *made = NULL;
    assert_int_equal(mtproxy_scheduler_new(threads, &made), MTPROXY_OK);
    return made;
}

static mtproxy_job *job_of(const mtproxy_scheduler *scheduler, mtproxy_thread_class thread, record *context) {
    mtproxy_job *made = NULL;
    assert_int_equal(mtproxy_scheduler_create_async_job(scheduler, thread, note, context, drop, &made),
                     MTPROXY_OK);
    return made;
}

static size_t run_main(const mtproxy_scheduler *scheduler) {
    size_t count = 77;
    assert_int_equal(mtproxy_scheduler_run_pending_main_jobs(scheduler, &count), MTPROXY_OK);
    return count;
}

/* ---- Running ---- */

static void job__before_it_is_scheduled__then_keeps_its_signals(void **state) {
    (void)state;
    record mine = {0};
    mtproxy_scheduler *scheduler = scheduler_of(1);
    mtproxy_job *job = job_of(scheduler, MTPROXY_THREAD_CLASS_MAIN, &mine);
    assert_int_equal(mtproxy_job_signal(job, 4), MTPROXY_OK);
    assert_int_equal(run_main(scheduler), 0);
    assert_int_equal(mtproxy_job_schedule(job), MTPROXY_OK);
    assert_int_equal(run_main(scheduler), 1);
    assert_int_equal(mine.seen, 4 | MTPROXY_JOB_RUN);
    assert_int_equal(run_main(scheduler), 0);
    mtproxy_job_decref(job);
    mtproxy_scheduler_free(scheduler);
}

static void job__by_its_class__then_runs_on_the_main_thread_or_on_another(void **state) {
    (void)state;
    record on_main = {0}, on_worker = {0};
    mtproxy_scheduler *scheduler = scheduler_of(2);
    mtproxy_job *main_job = job_of(scheduler, MTPROXY_THREAD_CLASS_MAIN, &on_main);
    mtproxy_job *worker_job = job_of(scheduler, MTPROXY_THREAD_CLASS_WORKER, &on_worker);
    assert_int_equal(mtproxy_job_schedule(main_job), MTPROXY_OK);
    assert_int_equal(mtproxy_job_schedule(worker_job), MTPROXY_OK);
    wait_for(&on_worker.runs, 1);
    assert_int_equal(mtproxy_scheduler_wait_for_main_jobs(scheduler, NULL), MTPROXY_OK);
    assert_int_equal(run_main(scheduler), 1);
    mtproxy_scheduler_stop(scheduler);
    assert_true(pthread_equal(on_main.thread, pthread_self()));
    assert_false(pthread_equal(on_worker.thread, pthread_self()));
    mtproxy_job_decref(main_job);
    mtproxy_job_decref(worker_job);
    mtproxy_scheduler_free(scheduler);
}

static void signal__without_a_bit__then_refused(void **state) {
    (void)state;
    record mine = {0};
    mtproxy_scheduler *scheduler = scheduler_of(1);
    mtproxy_job *job = job_of(scheduler, MTPROXY_THREAD_CLASS_MAIN, &mine);
    assert_int_equal(mtproxy_job_signal(job, 0), MTPROXY_INVALID);
    assert_non_null(strstr(tenon_error_peek()->message, "at least one bit"));
    mtproxy_job_decref(job);
    mtproxy_scheduler_free(scheduler);
}

static void signal__during_a_run__then_the_job_runs_again_with_it(void **state) {
    (void)state;
    record mine = {.is_held = true};
    mtproxy_scheduler *scheduler = scheduler_of(2);
    mtproxy_job *job = job_of(scheduler, MTPROXY_THREAD_CLASS_WORKER, &mine);
    assert_int_equal(mtproxy_job_schedule(job), MTPROXY_OK);
    wait_for(&mine.runs, 1);
    assert_int_equal(mtproxy_job_signal(job, 8), MTPROXY_OK);
    assert_int_equal(mtproxy_job_signal(job, 16), MTPROXY_OK);
    assert_int_equal(mine.seen, MTPROXY_JOB_RUN);
    atomic_store(&mine.is_held, false);
    wait_for(&mine.runs, 2);
    mtproxy_scheduler_stop(scheduler);
    assert_int_equal(mine.seen, MTPROXY_JOB_RUN | 8 | 16);
    assert_int_equal(mine.runs, 2);
    assert_int_equal(mine.overlaps, 0);
    mtproxy_job_decref(job);
    mtproxy_scheduler_free(scheduler);
}

static void main_job__that_signals_itself__then_runs_once_per_call(void **state) {
    (void)state;
    record mine = {.self_signals = 2};
    mtproxy_scheduler *scheduler = scheduler_of(1);
    mtproxy_job *job = job_of(scheduler, MTPROXY_THREAD_CLASS_MAIN, &mine);
    mine.self = job;
    assert_int_equal(mtproxy_job_schedule(job), MTPROXY_OK);
    for (int i = 0; i < 3; i++)
        assert_int_equal(run_main(scheduler), 1);
    mine.self_signals = 0;
    assert_int_equal(run_main(scheduler), 1);
    assert_int_equal(run_main(scheduler), 0);
    mtproxy_job_decref(job);
    mtproxy_scheduler_free(scheduler);
}

static void main_job__that_fails__then_leaves_the_others_for_the_next_call(void **state) {
    (void)state;
    record first = {.result = MTPROXY_JOB_OUTCOME_FAIL}, second = {0};
    mtproxy_scheduler *scheduler = scheduler_of(1);
    mtproxy_job *jobs[] = {job_of(scheduler, MTPROXY_THREAD_CLASS_MAIN, &first),
                           job_of(scheduler, MTPROXY_THREAD_CLASS_MAIN, &second)};
    assert_int_equal(mtproxy_job_schedule(jobs[0]), MTPROXY_OK);
    assert_int_equal(mtproxy_job_schedule(jobs[1]), MTPROXY_OK);
    assert_int_equal(run_main(scheduler), 1);
    assert_true(mtproxy_job_has_ended(jobs[0]));
    assert_int_equal(second.runs, 0);
    assert_int_equal(run_main(scheduler), 1);
    assert_int_equal(second.runs, 1);
    mtproxy_job_decref(jobs[0]);
    mtproxy_job_decref(jobs[1]);
    mtproxy_scheduler_free(scheduler);
}

static mtproxy_job_outcome run_main_jobs_again(uint32_t signals, void *context) {
    (void)signals;
    size_t count = 77;
    mtproxy_status status = mtproxy_scheduler_run_pending_main_jobs(context, &count);
    return status == MTPROXY_MAIN_JOBS_BUSY && count == 0 ? MTPROXY_JOB_OUTCOME_DONE
                                                          : MTPROXY_JOB_OUTCOME_WAIT;
}

static void run_pending_main_jobs__from_a_main_job__then_busy(void **state) {
    (void)state;
    mtproxy_scheduler *scheduler = scheduler_of(1);
    mtproxy_job *job = NULL;
    assert_int_equal(mtproxy_scheduler_create_async_job(scheduler, MTPROXY_THREAD_CLASS_MAIN,
                                                        run_main_jobs_again, scheduler, NULL, &job),
                     MTPROXY_OK);
    assert_int_equal(mtproxy_job_schedule(job), MTPROXY_OK);
    assert_int_equal(run_main(scheduler), 1);
    assert_true(mtproxy_job_has_ended(job));
    mtproxy_job_decref(job);
    mtproxy_scheduler_free(scheduler);
}

/* ---- Life ---- */

static void job__that_is_done__then_drops_its_context_and_refuses_signals(void **state) {
    (void)state;
    record mine = {.result = MTPROXY_JOB_OUTCOME_DONE};
    mtproxy_scheduler *scheduler = scheduler_of(1);
    mtproxy_job *job = job_of(scheduler, MTPROXY_THREAD_CLASS_MAIN, &mine);
    assert_false(mtproxy_job_has_ended(job));
    assert_int_equal(mtproxy_job_schedule(job), MTPROXY_OK);
    assert_int_equal(run_main(scheduler), 1);
    assert_true(mtproxy_job_has_ended(job));
    assert_int_equal(mine.drops, 1);
    assert_int_equal(mtproxy_job_signal(job, 1), MTPROXY_JOB_ENDED);
    assert_int_equal(mtproxy_job_schedule(job), MTPROXY_JOB_ENDED);
    mtproxy_job_decref(job);
    mtproxy_scheduler_free(scheduler);
    assert_int_equal(mine.drops, 1);
}

static void decref__of_the_last_reference__then_the_job_ends(void **state) {
    (void)state;
    record mine = {0};
    mtproxy_scheduler *scheduler = scheduler_of(1);
    mtproxy_job *job = job_of(scheduler, MTPROXY_THREAD_CLASS_MAIN, &mine);
    mtproxy_job *second = mtproxy_job_incref(job);
    assert_non_null(second);
    mtproxy_job_decref(job);
    assert_int_equal(mine.drops, 0);
    assert_int_equal(mtproxy_job_schedule(second), MTPROXY_OK);
    assert_int_equal(run_main(scheduler), 1);
    mtproxy_job_decref(second);
    assert_int_equal(mine.drops, 1);
    mtproxy_job_decref(NULL);
    mtproxy_scheduler_free(scheduler);
}

static void decref__while_a_signal_is_pending__then_the_job_runs_for_it_first(void **state) {
    (void)state;
    record mine = {0};
    mtproxy_scheduler *scheduler = scheduler_of(1);
    mtproxy_job *job = job_of(scheduler, MTPROXY_THREAD_CLASS_MAIN, &mine);
    assert_int_equal(mtproxy_job_schedule(job), MTPROXY_OK);
    mtproxy_job_decref(job);
    assert_int_equal(mine.drops, 0);
    assert_int_equal(run_main(scheduler), 1);
    assert_int_equal(mine.runs, 1);
    assert_int_equal(mine.drops, 1);
    mtproxy_scheduler_free(scheduler);
}

/* ---- Stopping ---- */

static void stop__with_queued_jobs__then_they_never_run_and_are_dropped(void **state) {
    (void)state;
    record mine[20] = {0};
    mtproxy_job *jobs[20];
    mtproxy_scheduler *scheduler = scheduler_of(1);
    record blocker = {.is_held = true};
    mtproxy_job *blocking = job_of(scheduler, MTPROXY_THREAD_CLASS_WORKER, &blocker);
    assert_int_equal(mtproxy_job_schedule(blocking), MTPROXY_OK);
    wait_for(&blocker.runs, 1);
    for (int i = 0; i < 20; i++) {
        jobs[i] =
            job_of(scheduler, i % 2 == 0 ? MTPROXY_THREAD_CLASS_WORKER : MTPROXY_THREAD_CLASS_MAIN, &mine[i]);
        assert_int_equal(mtproxy_job_schedule(jobs[i]), MTPROXY_OK);
        if (i >= 10)
            mtproxy_job_decref(jobs[i]);
    }
    atomic_store(&blocker.is_held, false);
    mtproxy_scheduler_stop(scheduler);
    assert_int_equal(blocker.drops, 1);
    for (int i = 0; i < 20; i++)
        assert_int_equal(mine[i].drops, 1);
    for (int i = 1; i < 20; i += 2)
        assert_int_equal(mine[i].runs, 0);
    assert_int_equal(run_main(scheduler), 0);
    assert_int_equal(mtproxy_job_signal(jobs[0], 1), MTPROXY_JOB_ENDED);
    mtproxy_job *late = NULL;
    assert_int_equal(
        mtproxy_scheduler_create_async_job(scheduler, MTPROXY_THREAD_CLASS_MAIN, note, &blocker, drop, &late),
        MTPROXY_SCHEDULER_STOPPED);
    assert_int_equal(blocker.drops, 1);
    assert_int_equal(mtproxy_scheduler_wait_for_main_jobs(scheduler, NULL), MTPROXY_SCHEDULER_STOPPED);
    mtproxy_scheduler_stop(scheduler);
    for (int i = 0; i < 10; i++)
        mtproxy_job_decref(jobs[i]);
    mtproxy_job_decref(blocking);
    mtproxy_scheduler_free(scheduler);
}

static void stop__by_jobs_of_its_own__then_waits_for_the_others_only(void **state) {
    (void)state;
    mtproxy_scheduler *scheduler = scheduler_of(3);
    record workers[2] = {{.stops = scheduler}, {.stops = scheduler}}, on_main = {.stops = scheduler};
    mtproxy_job *jobs[] = {job_of(scheduler, MTPROXY_THREAD_CLASS_WORKER, &workers[0]),
                           job_of(scheduler, MTPROXY_THREAD_CLASS_WORKER, &workers[1]),
                           job_of(scheduler, MTPROXY_THREAD_CLASS_MAIN, &on_main)};
    for (int i = 2; i >= 0; i--)
        mtproxy_job_schedule(jobs[i]);
    run_main(scheduler);
    mtproxy_scheduler_stop(scheduler);
    for (int i = 0; i < 3; i++) {
        assert_true(mtproxy_job_has_ended(jobs[i]));
        mtproxy_job_decref(jobs[i]);
    }
    assert_int_equal(workers[0].drops + workers[1].drops + on_main.drops, 3);
    assert_true(workers[0].runs + workers[1].runs + on_main.runs >= 1);
    mtproxy_scheduler_free(scheduler);
}

static void free__while_jobs_run_and_wait__then_all_end_and_nothing_is_left(void **state) {
    (void)state;
    record running = {.is_held = true}, waiting = {0};
    mtproxy_scheduler *scheduler = scheduler_of(2);
    mtproxy_job *jobs[] = {job_of(scheduler, MTPROXY_THREAD_CLASS_WORKER, &running),
                           job_of(scheduler, MTPROXY_THREAD_CLASS_WORKER, &waiting)};
    assert_int_equal(mtproxy_job_schedule(jobs[0]), MTPROXY_OK);
    wait_for(&running.runs, 1);
    mtproxy_scheduler_free(scheduler);
    assert_int_equal(waiting.drops, 1);
    assert_int_equal(running.drops, 0);
    assert_true(mtproxy_job_has_ended(jobs[1]));
    atomic_store(&running.is_held, false);
    wait_for(&running.drops, 1);
    mtproxy_job_decref(jobs[0]);
    mtproxy_job_decref(jobs[1]);
}

/** Waits for main jobs until cancelled or stopped. */
typedef struct waiter {
    mtproxy_scheduler *scheduler;
    tenon_cancel *cancel;
    mtproxy_status status;
} waiter;

static void *wait_for_main_jobs(void *argument) {
    waiter *self = argument;
    self->status = mtproxy_scheduler_wait_for_main_jobs(self->scheduler, self->cancel);
    return NULL;
}

static void wait_for_main_jobs__until_signalled_cancelled_or_stopped__then_says_which(void **state) {
    (void)state;
    static const mtproxy_status expected[] = {MTPROXY_OK, MTPROXY_CANCELLED, MTPROXY_SCHEDULER_STOPPED};
    for (int how = 0; how < 3; how++) {
        record mine = {0};
        tenon_cancel cancel = {0};
        mtproxy_scheduler *scheduler = scheduler_of(1);
        mtproxy_job *job = job_of(scheduler, MTPROXY_THREAD_CLASS_MAIN, &mine);
        waiter waiting = {scheduler, how == 1 ? &cancel : NULL, MTPROXY_INVALID};
        pthread_t thread;
        assert_int_equal(pthread_create(&thread, NULL, wait_for_main_jobs, &waiting), 0);
        if (how == 0)
            mtproxy_job_schedule(job);
        else if (how == 1)
            tenon_cancel_request(&cancel);
        else
            mtproxy_scheduler_stop(scheduler);
        pthread_join(thread, NULL);
        assert_int_equal(waiting.status, expected[how]);
        mtproxy_job_decref(job);
        mtproxy_scheduler_free(scheduler);
    }
}

/* ---- Notify jobs ---- */

static void notify_job__when_signalled__then_signals_its_subscribers_early_and_late(void **state) {
    (void)state;
    record mine[3] = {0};
    mtproxy_job *jobs[3];
    mtproxy_scheduler *scheduler = scheduler_of(1);
    mtproxy_job *notify = NULL;
    assert_int_equal(mtproxy_scheduler_notify_job_create(scheduler, &notify), MTPROXY_OK);
    for (int i = 0; i < 3; i++) {
        jobs[i] = job_of(scheduler, MTPROXY_THREAD_CLASS_WORKER, &mine[i]);
        mine[i].result = MTPROXY_JOB_OUTCOME_WAIT;
        assert_int_equal(mtproxy_job_schedule(jobs[i]), MTPROXY_OK);
        wait_for(&mine[i].runs, 1);
    }
    assert_int_equal(mtproxy_job_subscribe(notify, jobs[0], 32), MTPROXY_OK);
    assert_int_equal(mtproxy_job_subscribe(notify, jobs[1], 64), MTPROXY_OK);
    assert_false(mtproxy_job_has_ended(notify));
    assert_int_equal(mtproxy_job_signal(notify, 2), MTPROXY_OK);
    wait_for(&mine[0].runs, 2);
    wait_for(&mine[1].runs, 2);
    while (!mtproxy_job_has_ended(notify))
        nanosleep(&(struct timespec){.tv_nsec = 100000}, NULL);
    assert_int_equal(mtproxy_job_subscribe(notify, jobs[2], 128), MTPROXY_OK);
    wait_for(&mine[2].runs, 2);
    mtproxy_scheduler_stop(scheduler);
    assert_int_equal(mine[0].seen, 32 | MTPROXY_JOB_RUN);
    assert_int_equal(mine[1].seen, 64 | MTPROXY_JOB_RUN);
    assert_int_equal(mine[2].seen, 128 | MTPROXY_JOB_RUN);
    for (int i = 0; i < 3; i++)
        mtproxy_job_decref(jobs[i]);
    mtproxy_job_decref(notify);
    mtproxy_scheduler_free(scheduler);
}

static void subscribe__to_what_cannot_notify__then_refused(void **state) {
    (void)state;
    record mine = {0};
    mtproxy_scheduler *scheduler = scheduler_of(1);
    mtproxy_job *notify = NULL, *job = job_of(scheduler, MTPROXY_THREAD_CLASS_MAIN, &mine);
    assert_int_equal(mtproxy_scheduler_notify_job_create(scheduler, &notify), MTPROXY_OK);
    assert_int_equal(mtproxy_job_subscribe(job, notify, 1), MTPROXY_INVALID);
    assert_int_equal(mtproxy_job_subscribe(notify, job, 0), MTPROXY_INVALID);
    assert_int_equal(mtproxy_job_subscribe(notify, job, 1), MTPROXY_OK);
    mtproxy_scheduler_stop(scheduler);
    assert_int_equal(mtproxy_job_subscribe(notify, job, 1), MTPROXY_JOB_ENDED);
    assert_int_equal(mtproxy_scheduler_notify_job_create(scheduler, &notify), MTPROXY_SCHEDULER_STOPPED);
    mtproxy_job_decref(job);
    mtproxy_job_decref(notify);
    mtproxy_scheduler_free(scheduler);
}

static void notify_job__that_is_freed_without_a_signal__then_lets_its_subscribers_go(void **state) {
    (void)state;
    record mine = {0};
    mtproxy_scheduler *scheduler = scheduler_of(1);
    mtproxy_job *notify = NULL, *job = job_of(scheduler, MTPROXY_THREAD_CLASS_MAIN, &mine);
    assert_int_equal(mtproxy_scheduler_notify_job_create(scheduler, &notify), MTPROXY_OK);
    assert_int_equal(mtproxy_job_subscribe(notify, job, 1), MTPROXY_OK);
    mtproxy_job_decref(job);
    assert_int_equal(mine.drops, 0);
    mtproxy_job_decref(notify);
    assert_int_equal(mine.drops, 1);
    mtproxy_scheduler_free(scheduler);
}

/* ---- Many threads ---- */

enum { SIGNALLERS = 8, ROUNDS = 2000 };

/** A thread that sends its own signal again and again, and sees it arrive each time. */
typedef struct signaller {
    mtproxy_job *job;
    record *record;
    uint32_t bit;
    int failures;
} signaller;

static void *signal_and_wait(void *argument) {
    signaller *self = argument;
    for (int i = 0; i < ROUNDS; i++) {
        atomic_fetch_and(&self->record->seen, ~self->bit);
        mtproxy_job *mine = mtproxy_job_incref(self->job);
        self->failures += mtproxy_job_signal(mine, self->bit) != MTPROXY_OK;
        mtproxy_job_decref(mine);
        while ((atomic_load(&self->record->seen) & self->bit) == 0)
            sched_yield();
    }
    return NULL;
}

static void signal__by_8_threads_while_it_runs__then_none_is_lost_and_runs_never_overlap(void **state) {
    (void)state;
    record mine = {0};
    mtproxy_scheduler *scheduler = scheduler_of(4);
    mtproxy_job *job = job_of(scheduler, MTPROXY_THREAD_CLASS_WORKER, &mine);
    assert_int_equal(mtproxy_job_schedule(job), MTPROXY_OK);
    signaller threads[SIGNALLERS];
    for (uint32_t i = 0; i < SIGNALLERS; i++)
        threads[i] = (signaller){job, &mine, UINT32_C(2) << i, 0};
    run_threads(SIGNALLERS, signal_and_wait, threads, sizeof *threads);
    mtproxy_scheduler_stop(scheduler);
    for (int i = 0; i < SIGNALLERS; i++)
        assert_int_equal(threads[i].failures, 0);
    assert_int_equal(mine.overlaps, 0);
    assert_int_equal(mine.drops, 1);
    mtproxy_job_decref(job);
    mtproxy_scheduler_free(scheduler);
}

/** A thread that makes and signals jobs until the scheduler is stopped under it. */
typedef struct maker {
    mtproxy_scheduler *scheduler;
    _Atomic uint32_t *drops;
    uint32_t made;
    bool stops;
} maker;

static mtproxy_job_outcome run_briefly(uint32_t signals, void *context) {
    (void)context;
    return signals == 6 ? MTPROXY_JOB_OUTCOME_DONE : MTPROXY_JOB_OUTCOME_WAIT;
}

static void count_drop(void *context) {
    _Atomic uint32_t *drops = context;
    atomic_fetch_add(drops, 1);
}

static void *make_jobs(void *argument) {
    maker *self = argument;
    for (;;) {
        mtproxy_job *job = NULL;
        if (mtproxy_scheduler_create_async_job(self->scheduler, self->made % 3 == 0, run_briefly, self->drops,
                                               count_drop, &job) != MTPROXY_OK)
            return NULL;
        self->made++;
        mtproxy_job_schedule(job);
        mtproxy_job_signal(job, 6);
        mtproxy_job_decref(job);
        size_t count;
        mtproxy_scheduler_run_pending_main_jobs(self->scheduler, &count);
        if (self->stops && self->made == 200)
            mtproxy_scheduler_stop(self->scheduler);
    }
}

static void stop__while_threads_make_and_signal_jobs__then_every_job_is_dropped_once(void **state) {
    (void)state;
    for (int round = 0; round < 20; round++) {
        _Atomic uint32_t drops = 0;
        mtproxy_scheduler *scheduler = scheduler_of(3);
        maker makers[4];
        for (int i = 0; i < 4; i++)
            makers[i] = (maker){scheduler, &drops, 0, i >= 2};
        run_threads(4, make_jobs, makers, sizeof *makers);
        mtproxy_scheduler_stop(scheduler);
        uint32_t made = 0;
        for (int i = 0; i < 4; i++)
            made += makers[i].made;
        assert_int_equal(atomic_load(&drops), made);
        mtproxy_scheduler_free(scheduler);
    }
}

static void scheduler__with_no_or_too_many_threads__then_refused(void **state) {
    (void)state;
    mtproxy_scheduler *scheduler = NULL;
    assert_int_equal(mtproxy_scheduler_new(0, &scheduler), MTPROXY_INVALID);
    assert_int_equal(mtproxy_scheduler_new(257, &scheduler), MTPROXY_INVALID);
    assert_null(scheduler);
    mtproxy_scheduler_free(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(job__before_it_is_scheduled__then_keeps_its_signals),
        cmocka_unit_test(job__by_its_class__then_runs_on_the_main_thread_or_on_another),
        cmocka_unit_test(signal__without_a_bit__then_refused),
        cmocka_unit_test(signal__during_a_run__then_the_job_runs_again_with_it),
        cmocka_unit_test(main_job__that_signals_itself__then_runs_once_per_call),
        cmocka_unit_test(main_job__that_fails__then_leaves_the_others_for_the_next_call),
        cmocka_unit_test(run_pending_main_jobs__from_a_main_job__then_busy),
        cmocka_unit_test(job__that_is_done__then_drops_its_context_and_refuses_signals),
        cmocka_unit_test(decref__of_the_last_reference__then_the_job_ends),
        cmocka_unit_test(decref__while_a_signal_is_pending__then_the_job_runs_for_it_first),
        cmocka_unit_test(stop__with_queued_jobs__then_they_never_run_and_are_dropped),
        cmocka_unit_test(stop__by_jobs_of_its_own__then_waits_for_the_others_only),
        cmocka_unit_test(free__while_jobs_run_and_wait__then_all_end_and_nothing_is_left),
        cmocka_unit_test(wait_for_main_jobs__until_signalled_cancelled_or_stopped__then_says_which),
        cmocka_unit_test(notify_job__when_signalled__then_signals_its_subscribers_early_and_late),
        cmocka_unit_test(subscribe__to_what_cannot_notify__then_refused),
        cmocka_unit_test(notify_job__that_is_freed_without_a_signal__then_lets_its_subscribers_go),
        cmocka_unit_test(signal__by_8_threads_while_it_runs__then_none_is_lost_and_runs_never_overlap),
        cmocka_unit_test(stop__while_threads_make_and_signal_jobs__then_every_job_is_dropped_once),
        cmocka_unit_test(scheduler__with_no_or_too_many_threads__then_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
