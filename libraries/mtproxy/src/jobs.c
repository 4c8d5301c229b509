#include "jobs.h"

#include <stdlib.h>

#include "refusal.h"

static mtproxy_status has_ended(void) {
    return (mtproxy_status)tenon_fail(
        MTPROXY_JOB_ENDED, "the job has ended (done, failed, or its scheduler stopped) and runs no more");
}

/* ---- Life ---- */

/** A new job, counted once, in its scheduler's list. @return Null: no memory, or the scheduler has stopped.
 */
static mtproxy_status job_new(mtproxy_scheduler *scheduler, const job *properties, mtproxy_job **reference) {
    job *made = malloc(sizeof *made);
    mtproxy_job *first = malloc(sizeof *first);
    if (made == NULL || first == NULL) {
        free(made);
        free(first);
        return MTPROXY_OUT_OF_MEMORY;
    }
    *made = *properties;
    made->scheduler = scheduler;
    first->job = made;
    pthread_mutex_lock(&scheduler->mutex);
    bool is_stopping = atomic_load(&scheduler->is_stopping);
    if (!is_stopping) {
        made->next = scheduler->jobs;
        if (made->next != NULL)
            made->next->previous = made;
        scheduler->jobs = made;
        scheduler_hold(scheduler);
    }
    pthread_mutex_unlock(&scheduler->mutex);
    if (is_stopping) {
        free(made);
        free(first);
        return (mtproxy_status)tenon_fail(MTPROXY_SCHEDULER_STOPPED,
                                          "the scheduler was stopped: it makes and runs no more jobs");
    }
    *reference = first;
    return MTPROXY_OK;
}

mtproxy_status mtproxy_scheduler_create_async_job(const mtproxy_scheduler *scheduler,
                                                  mtproxy_thread_class thread, mtproxy_job_function run,
                                                  void *context, void (*drop)(void *context),
                                                  mtproxy_job **job_made) {
    job properties = {.references = 1, .thread = thread, .function = run, .context = context, .drop = drop};
    return job_new((mtproxy_scheduler *)scheduler, &properties, job_made);
}

mtproxy_status mtproxy_scheduler_notify_job_create(const mtproxy_scheduler *scheduler,
                                                   mtproxy_job **job_made) {
    job properties = {.references = 1,
                      .thread = MTPROXY_THREAD_CLASS_WORKER,
                      .state = STATE_SCHEDULED,
                      .is_notify_job = true};
    return job_new((mtproxy_scheduler *)scheduler, &properties, job_made);
}

/** Take the subscriptions of a job, which has ended. */
static subscription *take_subscriptions(job *ended, bool was_notified) {
    pthread_mutex_lock(&ended->scheduler->mutex);
    subscription *taken = ended->subscriptions;
    ended->subscriptions = NULL;
    ended->was_notified = ended->was_notified || was_notified;
    pthread_mutex_unlock(&ended->scheduler->mutex);
    return taken;
}

/** Give back what a job needed to run: by the one who ended it, when it runs no more. */
static void let_go(job *ended) {
    if (ended->drop != NULL)
        ended->drop(ended->context);
    if (!ended->is_notify_job)
        return;
    subscription *next = NULL;
    for (subscription *each = take_subscriptions(ended, false); each != NULL; each = next) {
        next = each->next;
        job_release(each->subscriber);
        free(each);
    }
}

void job_end(job *ended) {
    uint64_t state = atomic_fetch_or(&ended->state, STATE_ENDED);
    /* Where it runs, who runs it sees that it has ended. */
    if ((state & (STATE_ENDED | STATE_RUNNING)) == 0)
        let_go(ended);
}

bool job_hold_if_alive(job *held) {
    uint64_t references = atomic_load(&held->references);
    while (references != 0) {
        if (atomic_compare_exchange_weak(&held->references, &references, references + 1))
            return true;
    }
    return false;
}

void job_release(job *released) {
    if (atomic_fetch_sub(&released->references, 1) != 1)
        return;
    mtproxy_scheduler *scheduler = released->scheduler;
    job_end(released);
    pthread_mutex_lock(&scheduler->mutex);
    if (released->previous != NULL)
        released->previous->next = released->next;
    else
        scheduler->jobs = released->next;
    if (released->next != NULL)
        released->next->previous = released->previous;
    pthread_mutex_unlock(&scheduler->mutex);
    free(released);
    scheduler_release(scheduler);
}

mtproxy_job *mtproxy_job_incref(const mtproxy_job *reference) {
    mtproxy_job *another = malloc(sizeof *another);
    if (another == NULL)
        return NULL;
    another->job = reference->job;
    atomic_fetch_add(&another->job->references, 1);
    return another;
}

void mtproxy_job_decref(mtproxy_job *reference) {
    if (reference == NULL)
        return;
    job_release(reference->job);
    free(reference);
}

/* ---- Signals ---- */

/** Add signals, and put the job into its queue if it has to run for them. @return Whether it has not ended.
 */
static bool job_signal(job *signalled, uint64_t signals) {
    uint64_t state = atomic_load(&signalled->state), wanted;
    do {
        if ((state & STATE_ENDED) != 0)
            return false;
        wanted = state | signals;
        if ((wanted & STATE_SCHEDULED) != 0 && (state & STATE_RUNNING) == 0)
            wanted |= STATE_QUEUED;
    } while (!atomic_compare_exchange_weak(&signalled->state, &state, wanted));
    if ((wanted & STATE_QUEUED) != 0 && (state & STATE_QUEUED) == 0) {
        atomic_fetch_add(&signalled->references, 1);
        scheduler_enqueue(signalled);
    }
    return true;
}

mtproxy_status mtproxy_job_schedule(const mtproxy_job *reference) {
    return job_signal(reference->job, STATE_SCHEDULED | MTPROXY_JOB_RUN) ? MTPROXY_OK : has_ended();
}

mtproxy_status mtproxy_job_signal(const mtproxy_job *reference, uint32_t signals) {
    if (signals == 0)
        return refuse("signals is 0: give at least one bit");
    return job_signal(reference->job, signals) ? MTPROXY_OK : has_ended();
}

bool mtproxy_job_has_ended(const mtproxy_job *reference) {
    return (atomic_load(&reference->job->state) & STATE_ENDED) != 0;
}

/** Subscribe, unless the notify job has been signalled already. */
static mtproxy_status add_subscription(job *to, subscription *added, bool *was_notified) {
    mtproxy_status status = MTPROXY_OK;
    pthread_mutex_lock(&to->scheduler->mutex);
    *was_notified = to->was_notified;
    if (!to->was_notified && (atomic_load(&to->state) & STATE_ENDED) != 0)
        status = MTPROXY_JOB_ENDED;
    if (!to->was_notified && status == MTPROXY_OK) {
        added->next = to->subscriptions;
        to->subscriptions = added;
    }
    pthread_mutex_unlock(&to->scheduler->mutex);
    return status;
}

mtproxy_status mtproxy_job_subscribe(const mtproxy_job *reference, const mtproxy_job *subscriber,
                                     uint32_t signals) {
    if (signals == 0 || !reference->job->is_notify_job)
        return refuse(signals == 0 ? "signals is 0: give at least one bit"
                                   : "the job is no notify job: only those have subscribers");
    subscription *added = malloc(sizeof *added);
    if (added == NULL)
        return MTPROXY_OUT_OF_MEMORY;
    *added = (subscription){.subscriber = subscriber->job, .signals = signals};
    atomic_fetch_add(&subscriber->job->references, 1);
    bool was_notified = false;
    mtproxy_status status = add_subscription(reference->job, added, &was_notified);
    if (status == MTPROXY_OK && !was_notified)
        return MTPROXY_OK;
    if (was_notified && !job_signal(subscriber->job, signals))
        status = MTPROXY_JOB_ENDED;
    job_release(added->subscriber);
    free(added);
    return status == MTPROXY_OK ? status : has_ended();
}

/** A notify job was signalled: pass that on. */
static mtproxy_job_outcome notify(job *notified) {
    subscription *next = NULL;
    for (subscription *each = take_subscriptions(notified, true); each != NULL; each = next) {
        next = each->next;
        job_signal(each->subscriber, each->signals); /* One that has ended needs it no more. */
        job_release(each->subscriber);
        free(each);
    }
    return MTPROXY_JOB_OUTCOME_DONE;
}

/* ---- Running ---- */

/** The job leaves its queue. @return What it runs for; 0: it has ended meanwhile. */
static uint32_t begin_run(job *running) {
    uint64_t state = atomic_load(&running->state), wanted;
    do {
        wanted = state & ~(STATE_QUEUED | STATE_SIGNALS);
        if ((state & STATE_ENDED) == 0)
            wanted |= STATE_RUNNING;
    } while (!atomic_compare_exchange_weak(&running->state, &state, wanted));
    return (wanted & STATE_RUNNING) != 0 ? (uint32_t)(state & STATE_SIGNALS) : 0;
}

mtproxy_job_outcome job_run(job *running) {
    uint32_t signals = begin_run(running);
    if (signals == 0) {
        job_release(running);
        return MTPROXY_JOB_OUTCOME_WAIT;
    }
    mtproxy_job_outcome outcome =
        running->is_notify_job ? notify(running) : running->function(signals, running->context);
    uint64_t state = atomic_load(&running->state), wanted;
    do {
        wanted = state & ~STATE_RUNNING;
        if (outcome != MTPROXY_JOB_OUTCOME_WAIT)
            wanted |= STATE_ENDED;
        if ((wanted & STATE_ENDED) == 0 && (wanted & STATE_SIGNALS) != 0)
            wanted |= STATE_QUEUED;
    } while (!atomic_compare_exchange_weak(&running->state, &state, wanted));
    if ((wanted & STATE_ENDED) != 0)
        let_go(running);
    if ((wanted & STATE_QUEUED) != 0)
        scheduler_enqueue(running);
    else
        job_release(running);
    return outcome;
}
