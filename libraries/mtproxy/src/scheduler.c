#define _POSIX_C_SOURCE 200809L /* pthread_sigmask() */

#include "jobs.h"

#include <signal.h>
#include <stdlib.h>

#include "refusal.h"

enum { MOST_THREADS = 256 };

/** Whose jobs this thread runs, if it is one of a scheduler's. */
static _Thread_local const mtproxy_scheduler *working_for;

/* ---- Queues ---- */

static bool lane_open(lane *opened) {
    opened->queue = mtproxy_queue_new(0);
    atomic_init(&opened->spilled, NULL);
    atomic_init(&opened->length, 0);
    if (opened->queue != NULL && waiting_room_open(&opened->room))
        return true;
    mtproxy_queue_free(opened->queue);
    return false;
}

static void lane_close(lane *closed) {
    waiting_room_close(&closed->room);
    mtproxy_queue_free(closed->queue);
}

/** Keep a job that the queue had no memory for. */
static void spill(lane *into, job *spilled) {
    spilled->spilled = atomic_load(&into->spilled);
    while (!atomic_compare_exchange_weak(&into->spilled, &spilled->spilled, spilled)) {
    }
}

/** One of the jobs that the queue had no memory for; the others are kept again. */
static job *take_spilled(lane *from) {
    job *taken = atomic_exchange(&from->spilled, NULL);
    for (job *each = taken == NULL ? NULL : taken->spilled; each != NULL;) {
        job *next = each->spilled;
        spill(from, each);
        each = next;
    }
    return taken;
}

/** A job that has to run, with the count that the queue had of it. @return Null: none. */
static job *lane_take(lane *from) {
    uint64_t item;
    job *taken = atomic_load(&from->spilled) != NULL ? take_spilled(from) : NULL;
    if (taken == NULL && mtproxy_queue_pop(from->queue, &item))
        taken = (job *)(uintptr_t)item; // NOLINT(performance-no-int-to-ptr): scheduler_enqueue() put it there
    if (taken != NULL)
        atomic_fetch_sub(&from->length, 1);
    return taken;
}

/** Forget all jobs that have to run. */
static void lane_empty(lane *emptied) {
    for (job *each = lane_take(emptied); each != NULL; each = lane_take(emptied))
        job_release(each);
}

void scheduler_enqueue(job *queued) {
    mtproxy_scheduler *scheduler = queued->scheduler;
    lane *into = &scheduler->lanes[queued->thread];
    scheduler_hold(scheduler); /* Once in the queue, the job may be gone at any moment, and it with it. */
    atomic_fetch_add(&into->length, 1);
    if (mtproxy_queue_push(into->queue, (uint64_t)(uintptr_t)queued) != MTPROXY_OK)
        spill(into, queued);
    waiting_wake_one(&into->room);
    /* Who stops the scheduler empties the queues afterwards: either he sees this job, or this sees him. */
    if (atomic_load(&scheduler->is_stopping))
        lane_empty(into);
    scheduler_release(scheduler);
}

/* ---- Threads ---- */

static void *work(void *argument) {
    mtproxy_scheduler *scheduler = argument;
    lane *from = &scheduler->lanes[MTPROXY_THREAD_CLASS_WORKER];
    working_for = scheduler;
    while (!atomic_load(&scheduler->is_stopping)) {
        job *next = lane_take(from);
        if (next == NULL) {
            uint32_t ticket = waiting_enter(&from->room);
            next = lane_take(from);
            if (next == NULL && !atomic_load(&scheduler->is_stopping)) {
                waiting_sleep(&from->room, ticket, NULL);
                continue;
            }
            waiting_leave(&from->room);
        }
        if (next != NULL)
            job_run(next);
    }
    pthread_mutex_lock(&scheduler->mutex);
    scheduler->threads--;
    pthread_cond_broadcast(&scheduler->changed);
    pthread_mutex_unlock(&scheduler->mutex);
    scheduler_release(scheduler);
    return NULL;
}

/** Start one thread more; it goes away by itself. @return Whether the operating system gave one. */
static bool start_thread(mtproxy_scheduler *scheduler) {
    pthread_t started;
    scheduler_hold(scheduler);
    pthread_mutex_lock(&scheduler->mutex);
    bool is_running = pthread_create(&started, NULL, work, scheduler) == 0;
    scheduler->threads += is_running;
    pthread_mutex_unlock(&scheduler->mutex);
    if (is_running)
        pthread_detach(started);
    else
        scheduler_release(scheduler);
    return is_running;
}

/** Start the threads, which take none of the process's signals. @return How many could be started. */
static uint32_t start_threads(mtproxy_scheduler *scheduler, uint32_t wanted) {
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    uint32_t started = 0;
    while (started < wanted && start_thread(scheduler))
        started++;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return started;
}

/* ---- Life ---- */

/** @return Whether the operating system had what it takes. */
static bool scheduler_open(mtproxy_scheduler *opened) {
    if (!lane_open(&opened->lanes[MTPROXY_THREAD_CLASS_WORKER]))
        return false;
    if (!lane_open(&opened->lanes[MTPROXY_THREAD_CLASS_MAIN]))
        goto no_main_lane;
    if (pthread_mutex_init(&opened->mutex, NULL) != 0)
        goto no_mutex;
    if (pthread_cond_init(&opened->changed, NULL) == 0)
        return true;
    pthread_mutex_destroy(&opened->mutex);
no_mutex:
    lane_close(&opened->lanes[MTPROXY_THREAD_CLASS_MAIN]);
no_main_lane:
    lane_close(&opened->lanes[MTPROXY_THREAD_CLASS_WORKER]);
    return false;
}

void scheduler_hold(mtproxy_scheduler *scheduler) {
    atomic_fetch_add(&scheduler->references, 1);
}

void scheduler_release(mtproxy_scheduler *scheduler) {
    if (atomic_fetch_sub(&scheduler->references, 1) != 1)
        return;
    pthread_cond_destroy(&scheduler->changed);
    pthread_mutex_destroy(&scheduler->mutex);
    lane_close(&scheduler->lanes[MTPROXY_THREAD_CLASS_MAIN]);
    lane_close(&scheduler->lanes[MTPROXY_THREAD_CLASS_WORKER]);
    free(scheduler);
}

mtproxy_status mtproxy_scheduler_new(uint32_t threads, mtproxy_scheduler **made) {
    if (threads < 1 || threads > MOST_THREADS)
        return refuse("threads is %u: a scheduler has 1 to %d", threads, MOST_THREADS);
    mtproxy_scheduler *scheduler = calloc(1, sizeof *scheduler);
    if (scheduler == NULL)
        return MTPROXY_OUT_OF_MEMORY;
    atomic_init(&scheduler->references, 1);
    if (!scheduler_open(scheduler)) {
        free(scheduler);
        return MTPROXY_OUT_OF_MEMORY;
    }
    uint32_t started = start_threads(scheduler, threads);
    if (started < threads) {
        mtproxy_scheduler_free(scheduler);
        return (mtproxy_status)tenon_fail(MTPROXY_NO_THREAD, "the operating system gave %u of %u threads",
                                          started, threads);
    }
    *made = scheduler;
    return MTPROXY_OK;
}

/* ---- Stopping ---- */

/** No job begins to run any more, and none is made. @return Whether the caller is the first to say so. */
static bool begin_stop(mtproxy_scheduler *scheduler) {
    pthread_mutex_lock(&scheduler->mutex);
    bool is_first = !atomic_exchange(&scheduler->is_stopping, true);
    pthread_mutex_unlock(&scheduler->mutex);
    for (int i = 0; i < 2; i++)
        waiting_wake_all(&scheduler->lanes[i].room);
    return is_first;
}

/** All jobs that live, each counted, linked by ended_before. */
static job *hold_all_jobs(mtproxy_scheduler *scheduler) {
    job *held = NULL;
    pthread_mutex_lock(&scheduler->mutex);
    for (job *each = scheduler->jobs; each != NULL; each = each->next) {
        if (!job_hold_if_alive(each))
            continue;
        each->ended_before = held;
        held = each;
    }
    pthread_mutex_unlock(&scheduler->mutex);
    return held;
}

/** End all jobs: those that run when their run is over. */
static void end_all_jobs(mtproxy_scheduler *scheduler) {
    for (job *each = hold_all_jobs(scheduler); each != NULL;) {
        job *before = each->ended_before;
        job_end(each);
        job_release(each);
        each = before;
    }
    for (int i = 0; i < 2; i++)
        lane_empty(&scheduler->lanes[i]);
    pthread_mutex_lock(&scheduler->mutex);
    scheduler->has_ended_jobs = true;
    pthread_cond_broadcast(&scheduler->changed);
    pthread_mutex_unlock(&scheduler->mutex);
}

/** Wait until nothing runs but the job that this thread runs, and others that wait here as well. */
static void wait_for_the_others(mtproxy_scheduler *scheduler) {
    pthread_mutex_lock(&scheduler->mutex);
    bool is_worker = working_for == scheduler;
    bool is_main = scheduler->runs_main_jobs && pthread_equal(scheduler->main_thread, pthread_self());
    if (is_worker || is_main) {
        scheduler->stopping_jobs += is_worker;
        scheduler->main_job_stops = scheduler->main_job_stops || is_main;
        pthread_cond_broadcast(&scheduler->changed);
        while (scheduler->threads > scheduler->stopping_jobs ||
               (scheduler->runs_main_jobs && !scheduler->main_job_stops))
            pthread_cond_wait(&scheduler->changed, &scheduler->mutex);
    } else {
        while (scheduler->threads > 0 || scheduler->runs_main_jobs || !scheduler->has_ended_jobs)
            pthread_cond_wait(&scheduler->changed, &scheduler->mutex);
    }
    pthread_mutex_unlock(&scheduler->mutex);
}

void mtproxy_scheduler_stop(const mtproxy_scheduler *shared) {
    mtproxy_scheduler *scheduler = (mtproxy_scheduler *)shared;
    if (begin_stop(scheduler))
        end_all_jobs(scheduler);
    wait_for_the_others(scheduler);
}

void mtproxy_scheduler_free(mtproxy_scheduler *scheduler) {
    if (scheduler == NULL)
        return;
    if (begin_stop(scheduler))
        end_all_jobs(scheduler);
    scheduler_release(scheduler);
}

/* ---- Main jobs ---- */

/** @return Whether this thread may run them: nobody else does. */
static bool begin_main_jobs(mtproxy_scheduler *scheduler) {
    pthread_mutex_lock(&scheduler->mutex);
    bool may_run = !scheduler->runs_main_jobs;
    if (may_run) {
        scheduler->runs_main_jobs = true;
        scheduler->main_thread = pthread_self();
    }
    pthread_mutex_unlock(&scheduler->mutex);
    return may_run;
}

static void end_main_jobs(mtproxy_scheduler *scheduler) {
    pthread_mutex_lock(&scheduler->mutex);
    scheduler->runs_main_jobs = false;
    scheduler->main_job_stops = false;
    pthread_cond_broadcast(&scheduler->changed);
    pthread_mutex_unlock(&scheduler->mutex);
}

mtproxy_status mtproxy_scheduler_run_pending_main_jobs(const mtproxy_scheduler *shared, size_t *count) {
    mtproxy_scheduler *scheduler = (mtproxy_scheduler *)shared;
    lane *from = &scheduler->lanes[MTPROXY_THREAD_CLASS_MAIN];
    *count = 0;
    if (!begin_main_jobs(scheduler))
        return (mtproxy_status)tenon_fail(MTPROXY_MAIN_JOBS_BUSY,
                                          "main jobs run already, perhaps this call was made by one of them");
    /* What is signalled from now on waits for the next call, so that this one ends. */
    uint64_t pending = atomic_load(&from->length);
    mtproxy_job_outcome outcome = MTPROXY_JOB_OUTCOME_WAIT;
    while (*count < pending && outcome != MTPROXY_JOB_OUTCOME_FAIL && !atomic_load(&scheduler->is_stopping)) {
        job *next = lane_take(from);
        if (next == NULL)
            break;
        outcome = job_run(next);
        *count += 1;
    }
    end_main_jobs(scheduler);
    return MTPROXY_OK;
}

mtproxy_status mtproxy_scheduler_wait_for_main_jobs(const mtproxy_scheduler *shared,
                                                    const tenon_cancel *cancel) {
    mtproxy_scheduler *scheduler = (mtproxy_scheduler *)shared;
    lane *from = &scheduler->lanes[MTPROXY_THREAD_CLASS_MAIN];
    while (!atomic_load(&scheduler->is_stopping) && atomic_load(&from->length) == 0) {
        if (tenon_is_cancelled(cancel)) {
            waiting_wake_one(&from->room); /* It may have been this thread that was told of a job. */
            return MTPROXY_CANCELLED;
        }
        uint32_t ticket = waiting_enter(&from->room);
        if (atomic_load(&scheduler->is_stopping) || atomic_load(&from->length) != 0)
            waiting_leave(&from->room);
        else
            waiting_sleep(&from->room, ticket, cancel);
    }
    if (atomic_load(&scheduler->is_stopping))
        return (mtproxy_status)tenon_fail(MTPROXY_SCHEDULER_STOPPED,
                                          "the scheduler was stopped: no main job runs");
    return MTPROXY_OK;
}
