/**
 * @file
 * What scheduler and jobs know of each other.
 *
 * A job is one word of state, changed by compare-and-exchange: its signals, and whether it may run, waits in
 * a queue, runs, or has ended. It is in a queue at most once and runs on one thread at most, because only who
 * sets STATE_QUEUED puts it there, and only who finds it there runs it.
 *
 * Who owns what: a reference of a user's, a place in a queue and a subscription each count in job.references.
 * A job, a thread and the user's mtproxy_scheduler each count in scheduler.references.
 */
#ifndef MTPROXY_JOBS_H
#define MTPROXY_JOBS_H

#include <pthread.h>
#include <stdatomic.h>

#include <mtproxy/mtproxy.h>

#include "waiting.h"

/** Parts of job.state. */
#define STATE_SIGNALS UINT64_C(0xffffffff)  /**< What it was signalled since the last run began. */
#define STATE_SCHEDULED (UINT64_C(1) << 32) /**< It may run. */
#define STATE_QUEUED (UINT64_C(1) << 33)    /**< It is in a queue. */
#define STATE_RUNNING (UINT64_C(1) << 34)   /**< A thread runs it. */
#define STATE_ENDED (UINT64_C(1) << 35)     /**< It never runs again. */

/** Who is signalled when a notify job is. */
typedef struct subscription {
    struct job *subscriber; /**< Counted. */
    uint32_t signals;
    struct subscription *next;
} subscription;

/** A job. */
typedef struct job {
    _Atomic uint64_t state;
    _Atomic uint64_t references;
    mtproxy_scheduler *scheduler; /**< Counted. */
    mtproxy_thread_class thread;
    bool is_notify_job;            /**< It has subscriptions instead of a function. */
    bool was_notified;             /**< Under scheduler.mutex. */
    subscription *subscriptions;   /**< Under scheduler.mutex. */
    mtproxy_job_function function; /**< Called by who runs the job. */
    void *context;
    void (*drop)(void *context); /**< Called by who ends the job. */
    struct job *previous, *next; /**< In scheduler.jobs, under its mutex. */
    struct job *spilled;         /**< In lane.spilled. */
    struct job *ended_before;    /**< While the scheduler ends all its jobs. */
} job;

/** A reference that a user has. */
struct mtproxy_job {
    job *job;
};

/** Jobs that wait for a thread of one class. */
typedef struct lane {
    mtproxy_queue *queue;    /**< Addresses of jobs. */
    _Atomic(job *) spilled;  /**< Jobs that the queue had no memory for. */
    _Atomic uint64_t length; /**< How many there are in both. */
    waiting_room room;       /**< Threads that wait for a job. */
} lane;

/** The scheduler. */
struct mtproxy_scheduler {
    _Atomic uint64_t references;
    _Atomic bool is_stopping;
    lane lanes[2]; /**< By mtproxy_thread_class. */
    pthread_mutex_t mutex;
    pthread_cond_t changed; /**< Something of what stands below. */
    job *jobs;              /**< All that live, not counted. */
    uint32_t threads;       /**< That have not ended. */
    uint32_t stopping_jobs; /**< Of these threads, those whose job waits for the others to end. */
    bool has_ended_jobs;    /**< None runs again. */
    bool runs_main_jobs;    /**< Somebody does. */
    bool main_job_stops;    /**< The main job that runs waits for the others to end. */
    pthread_t main_thread;  /**< Who runs main jobs, if somebody does. */
};

/* ---- scheduler.c ---- */

/** Count one more user, or one less, of a scheduler; the last one frees it. */
void scheduler_hold(mtproxy_scheduler *scheduler);
void scheduler_release(mtproxy_scheduler *scheduler);

/** Put a job into the queue of its threads. The queue takes over one count of its references. */
void scheduler_enqueue(job *queued);

/* ---- jobs.c ---- */

/** Count one user less; the last one ends the job and frees it. */
void job_release(job *released);

/** Run a job that came out of a queue, with the count of it that the queue had. @return How that ended. */
mtproxy_job_outcome job_run(job *running);

/** End a job, at once or when its run is over. The caller counts it. */
void job_end(job *ended);

/** Count one more user of a job that perhaps is being freed. @return Whether it is not. */
bool job_hold_if_alive(job *held);

#endif /* MTPROXY_JOBS_H */
