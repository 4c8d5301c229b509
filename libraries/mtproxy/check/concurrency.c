/* Whether queue and scheduler do what the probe claims: each operation runs, and what ran is counted. */
#include <stdatomic.h>
#include <stdio.h>

#include "check.h"

/* What was seen to run, bit by bit as in the probe. */
typedef struct seen {
    uint32_t queue;
    uint32_t jobs;
} seen;

static void note(uint32_t *mask, uint32_t operation, bool worked) {
    if (worked)
        *mask |= operation;
}

static void try_queue(seen *ran) {
    mtproxy_queue *queue = mtproxy_queue_new(0);
    uint64_t item = 0, items[2] = {0};
    size_t count = 2;
    if (queue == NULL)
        return;
    bool was_empty = mtproxy_queue_is_empty(queue);
    note(&ran->queue, MTPROXY_MPQ_OP_PUSH, mtproxy_queue_push(queue, 11) == MTPROXY_OK);
    note(&ran->queue, MTPROXY_MPQ_OP_IS_EMPTY, was_empty && !mtproxy_queue_is_empty(queue));
    note(&ran->queue, MTPROXY_MPQ_OP_POP, mtproxy_queue_pop(queue, &item) && item == 11);
    note(&ran->queue, MTPROXY_MPQ_OP_PUSH_W, mtproxy_queue_push_w(queue, 12, NULL) == MTPROXY_OK);
    note(&ran->queue, MTPROXY_MPQ_OP_POP_W,
         mtproxy_queue_pop_w(queue, NULL, &item) == MTPROXY_OK && item == 12);
    bool is_pushed = mtproxy_queue_push(queue, 13) == MTPROXY_OK;
    mtproxy_queue_pop_nw(queue, items, &count);
    note(&ran->queue, MTPROXY_MPQ_OP_POP_NW, is_pushed && count == 1 && items[0] == 13);
    mtproxy_queue_free(queue);
}

/* What the job was signalled, over all its runs. */
static mtproxy_job_outcome collect(uint32_t signals, void *context) {
    atomic_fetch_or((_Atomic uint32_t *)context, signals);
    return MTPROXY_JOB_OUTCOME_WAIT;
}

static void forget(void *context) {
    (void)context;
}

/* A main job runs when this thread says so: what it was signalled is known afterwards. */
static void try_job(mtproxy_scheduler *scheduler, mtproxy_job *job, _Atomic uint32_t *signals, seen *ran) {
    size_t count = 0;
    note(&ran->jobs, MTPROXY_JOBS_OP_SCHEDULE_JOB, mtproxy_job_schedule(job) == MTPROXY_OK);
    note(&ran->jobs, MTPROXY_JOBS_OP_JOB_SIGNAL, mtproxy_job_signal(job, 4) == MTPROXY_OK);
    bool has_run = mtproxy_scheduler_run_pending_main_jobs(scheduler, &count) == MTPROXY_OK && count == 1;
    note(&ran->jobs, MTPROXY_JOBS_OP_RUN_PENDING_MAIN_JOBS, has_run);
    if (atomic_load(signals) != (MTPROXY_JOB_RUN | 4))
        ran->jobs &= ~(uint32_t)(MTPROXY_JOBS_OP_SCHEDULE_JOB | MTPROXY_JOBS_OP_JOB_SIGNAL);
    mtproxy_job *again = mtproxy_job_incref(job);
    note(&ran->jobs, MTPROXY_JOBS_OP_JOB_INCREF, again != NULL);
    mtproxy_job_decref(again);
    note(&ran->jobs, MTPROXY_JOBS_OP_JOB_DECREF, !mtproxy_job_has_ended(job));
}

static void try_notify_job(mtproxy_scheduler *scheduler, mtproxy_job *subscriber, _Atomic uint32_t *signals,
                           seen *ran) {
    mtproxy_job *notify = NULL;
    size_t count = 0;
    if (mtproxy_scheduler_notify_job_create(scheduler, &notify) != MTPROXY_OK)
        return;
    bool worked = mtproxy_job_subscribe(notify, subscriber, 8) == MTPROXY_OK &&
                  mtproxy_job_schedule(notify) == MTPROXY_OK;
    for (int tries = 0; worked && (atomic_load(signals) & 8) == 0 && tries < 100; tries++)
        worked = mtproxy_scheduler_wait_for_main_jobs(scheduler, NULL) == MTPROXY_OK &&
                 mtproxy_scheduler_run_pending_main_jobs(scheduler, &count) == MTPROXY_OK;
    note(&ran->jobs, MTPROXY_JOBS_OP_NOTIFY_JOB_CREATE, worked && (atomic_load(signals) & 8) != 0);
    mtproxy_job_decref(notify);
}

static void try_jobs(seen *ran) {
    mtproxy_scheduler *scheduler = NULL;
    mtproxy_job *job = NULL;
    static _Atomic uint32_t signals;
    if (mtproxy_scheduler_new(1, &scheduler) != MTPROXY_OK)
        return;
    if (mtproxy_scheduler_create_async_job(scheduler, MTPROXY_THREAD_CLASS_MAIN, collect, (void *)&signals, forget,
                                           &job) == MTPROXY_OK) {
        note(&ran->jobs, MTPROXY_JOBS_OP_CREATE_ASYNC_JOB, true);
        try_job(scheduler, job, &signals, ran);
        try_notify_job(scheduler, job, &signals, ran);
        mtproxy_job_decref(job);
    }
    mtproxy_scheduler_stop(scheduler);
    mtproxy_scheduler_free(scheduler);
}

bool check_concurrency(const mtproxy_concurrency_boundary *claimed) {
    seen ran = {0};
    try_queue(&ran);
    try_jobs(&ran);
    if (ran.queue != claimed->mpq_implemented_ops)
        return check_refuse("probe: the library: says that it implements %02x of mpq; %02x ran",
                            claimed->mpq_implemented_ops, ran.queue);
    if (ran.jobs != claimed->jobs_implemented_ops)
        return check_refuse("probe: the library: says that it implements %02x of jobs; %02x ran",
                            claimed->jobs_implemented_ops, ran.jobs);
    printf("probe: the library: every operation of queue and scheduler ran\n");
    return true;
}
