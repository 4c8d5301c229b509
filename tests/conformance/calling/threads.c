/* Callbacks that are called on threads of the library's. */

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "calling.h"
#include "text.h"

struct walk {
    int64_t from;
    int64_t to;
    int64_t step;
    calling_visitor visit;
    void *context;
    size_t visited;
};

static void walk(void *argument) {
    struct walk *walking = argument;
    for (int64_t number = walking->from; number < walking->to; number += walking->step) {
        walking->visited++;
        if (!walking->visit(walking->context, number))
            break;
    }
}

size_t calling_each_elsewhere(int64_t from, int64_t to, calling_visitor visit, void *context) {
    struct walk walking = {from, to, 1, visit, context, 0};
    calling_run_elsewhere(walk, &walking);
    return walking.visited;
}

static void *run_walk(void *argument) {
    walk(argument);
    return NULL;
}

enum { MOST_THREADS = 16 };

size_t calling_each_spread(int64_t from, int64_t to, uint32_t threads, calling_visitor visit, void *context) {
    struct walk walks[MOST_THREADS];
    pthread_t ids[MOST_THREADS];
    uint32_t count = threads < 1 ? 1 : threads > MOST_THREADS ? MOST_THREADS : threads;
    size_t visited = 0;
    for (uint32_t i = 0; i < count; i++) {
        walks[i] = (struct walk){from + i, to, count, visit, context, 0};
        if (pthread_create(&ids[i], NULL, run_walk, &walks[i]) != 0)
            abort();
    }
    for (uint32_t i = 0; i < count; i++) {
        pthread_join(ids[i], NULL);
        visited += walks[i].visited;
    }
    return visited;
}

struct whispering {
    const char *text;
    calling_whisper whisper;
    void *context;
    bool result;
};

static void whisper(void *argument) {
    struct whispering *whispering = argument;
    whispering->result = whispering->whisper(whispering->text, whispering->context);
}

bool calling_whisper_here(const char *text, calling_whisper call, void *context) {
    return call(text, context);
}

bool calling_whisper_elsewhere(const char *text, calling_whisper call, void *context) {
    struct whispering whispering = {text, call, context, false};
    calling_run_elsewhere(whisper, &whispering);
    return whispering.result;
}

/* ---- The ticker ---- */

struct calling_ticker {
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    bool is_started;
    bool is_running;   /* the thread must still be joined */
    atomic_bool stops; /* asked to */
    bool has_ended;    /* no call follows */
    uint64_t count;
    calling_visitor visit;
    void *context;
    void (*drop)(void *context);
};

calling_ticker *calling_ticker_new(void) {
    calling_ticker *ticker = calloc(1, sizeof *ticker);
    if (ticker == NULL)
        return NULL;
    pthread_mutex_init(&ticker->lock, NULL);
    pthread_cond_init(&ticker->changed, NULL);
    return ticker;
}

static void *tick(void *argument) {
    calling_ticker *ticker = argument;
    bool goes_on = true;
    for (int64_t number = 0; goes_on && !atomic_load(&ticker->stops); number++) {
        goes_on = ticker->visit(ticker->context, number);
        pthread_mutex_lock(&ticker->lock);
        ticker->count++;
        pthread_cond_broadcast(&ticker->changed);
        pthread_mutex_unlock(&ticker->lock);
    }
    pthread_mutex_lock(&ticker->lock);
    ticker->has_ended = true;
    pthread_cond_broadcast(&ticker->changed);
    pthread_mutex_unlock(&ticker->lock);
    return NULL;
}

calling_status calling_ticker_start(calling_ticker *ticker, calling_visitor visit, void *context,
                                    void (*drop)(void *context)) {
    if (ticker->is_started)
        return CALLING_TOO_LATE;
    ticker->visit = visit;
    ticker->context = context;
    ticker->drop = drop;
    if (pthread_create(&ticker->thread, NULL, tick, ticker) != 0)
        return CALLING_NO_MEMORY;
    ticker->is_started = true;
    ticker->is_running = true;
    return CALLING_OK;
}

uint64_t calling_ticker_wait(const calling_ticker *ticker, uint64_t count) {
    /* The lock and the condition are no part of what const promises: they only guard it. */
    calling_ticker *waited = (calling_ticker *)(uintptr_t)ticker;
    pthread_mutex_lock(&waited->lock);
    while (waited->is_running && waited->count < count && !waited->has_ended)
        pthread_cond_wait(&waited->changed, &waited->lock);
    uint64_t reached = waited->count;
    pthread_mutex_unlock(&waited->lock);
    return reached;
}

void calling_ticker_stop(calling_ticker *ticker) {
    if (!ticker->is_running)
        return;
    atomic_store(&ticker->stops, true);
    pthread_join(ticker->thread, NULL);
    ticker->is_running = false;
    ticker->drop(ticker->context);
}

void calling_ticker_halt(calling_ticker *ticker) {
    calling_ticker_stop(ticker);
}

void calling_ticker_free(calling_ticker *ticker) {
    calling_ticker_stop(ticker);
    pthread_cond_destroy(&ticker->changed);
    pthread_mutex_destroy(&ticker->lock);
    free(ticker);
}
