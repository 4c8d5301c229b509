/* Calls that take their time, can be stopped, and tell how far they are. */

/* For clock_gettime() under a strict -std=c11. */
#define _POSIX_C_SOURCE 200809L

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>

#include "calling.h"
#include "gate.h"
#include "text.h"

/* Asked for in steps this long whether the caller wants to stop. */
enum { NAP_NANOSECONDS = 1000000, SECOND_NANOSECONDS = 1000000000 };

struct calling_gate {
    pthread_mutex_t lock;
    pthread_cond_t opened;
    bool is_open;
    size_t waiting;
};

calling_gate *calling_gate_new(void) {
    calling_gate *gate = calloc(1, sizeof *gate);
    if (gate == NULL)
        return NULL;
    pthread_mutex_init(&gate->lock, NULL);
    pthread_cond_init(&gate->opened, NULL);
    return gate;
}

void calling_gate_free(calling_gate *gate) {
    pthread_cond_destroy(&gate->opened);
    pthread_mutex_destroy(&gate->lock);
    free(gate);
}

/* Several calls may use a gate at the same time: const promises that they may, and the lock keeps it. */
static calling_gate *shared(const calling_gate *gate) {
    return (calling_gate *)(uintptr_t)gate;
}

void calling_gate_open(const calling_gate *gate) {
    calling_gate *opened = shared(gate);
    pthread_mutex_lock(&opened->lock);
    opened->is_open = true;
    pthread_cond_broadcast(&opened->opened);
    pthread_mutex_unlock(&opened->lock);
}

size_t calling_gate_waiting(const calling_gate *gate) {
    calling_gate *asked = shared(gate);
    pthread_mutex_lock(&asked->lock);
    size_t waiting = asked->waiting;
    pthread_mutex_unlock(&asked->lock);
    return waiting;
}

static void nap(calling_gate *gate) {
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_nsec += NAP_NANOSECONDS;
    if (until.tv_nsec >= SECOND_NANOSECONDS) {
        until.tv_nsec -= SECOND_NANOSECONDS;
        until.tv_sec++;
    }
    pthread_cond_timedwait(&gate->opened, &gate->lock, &until);
}

bool calling_gate_reached(const calling_gate *gate, const tenon_cancel *cancel) {
    calling_gate *waited = shared(gate);
    pthread_mutex_lock(&waited->lock);
    waited->waiting++;
    while (!waited->is_open && !tenon_is_cancelled(cancel)) {
        if (cancel == NULL)
            pthread_cond_wait(&waited->opened, &waited->lock);
        else
            nap(waited);
    }
    waited->waiting--;
    bool is_open = waited->is_open;
    pthread_mutex_unlock(&waited->lock);
    return is_open;
}

void calling_gate_wait(const calling_gate *gate) {
    calling_gate_reached(gate, NULL);
}

char *calling_gate_pass(const calling_gate *gate, const char *text) {
    calling_gate_reached(gate, NULL);
    return calling_copy_text(text);
}

calling_status calling_gate_fail(const calling_gate *gate) {
    calling_gate_reached(gate, NULL);
    return CALLING_HUNG_UP;
}

calling_status calling_gate_wait_or_stop(const calling_gate *gate, const tenon_cancel *cancel) {
    return calling_gate_reached(gate, cancel) ? CALLING_OK : CALLING_STOPPED;
}

uint64_t calling_add_up(uint32_t last) {
    uint64_t sum = 0;
    for (uint64_t number = 1; number <= last; number++)
        sum += number;
    return sum;
}

calling_status calling_add_in_steps(const calling_gate *gate, uint64_t last, uint64_t step,
                                    const tenon_cancel *cancel, calling_progress progress, void *context,
                                    uint64_t *sum) {
    *sum = 0;
    if (step == 0)
        return CALLING_BAD_NUMBER;
    for (uint64_t done = 0; done < last;) {
        uint64_t end = last - done <= step ? last : done + step;
        if (gate != NULL && end == last && !calling_gate_reached(gate, cancel))
            return CALLING_STOPPED;
        while (done < end)
            *sum += ++done;
        if (progress != NULL)
            progress(done, last, context);
        if (tenon_is_cancelled(cancel))
            return CALLING_STOPPED;
    }
    return CALLING_OK;
}

uint64_t calling_add_telling(uint64_t last, calling_progress progress, void *context) {
    uint64_t sum = 0;
    for (uint64_t done = 1; done <= last; done++) {
        sum += done;
        if (progress != NULL)
            progress(done, last, context);
    }
    return sum;
}
