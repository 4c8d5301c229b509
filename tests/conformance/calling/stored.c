/* Callbacks that the library keeps: until replaced, until dropped, or for one call. */

#include <pthread.h>
#include <stdlib.h>

#include "calling.h"

enum { MOST_LISTENERS = 16, MOST_WAITING = 1000 };

struct listener {
    calling_listener call;
    void *context;
    void (*drop)(void *context);
    uint32_t number;
};

struct calling_station {
    calling_listener alarm;
    void *alarm_context;
    calling_judge judge;
    void *judge_context;
    struct listener waiting[MOST_WAITING]; /* for the next level */
    size_t waiting_count;
    struct listener listeners[MOST_LISTENERS];
    size_t listener_count;
    uint32_t last_number;
    double level;
    int64_t judged;
};

calling_station *calling_station_new(void) {
    return calloc(1, sizeof(calling_station));
}

calling_station *calling_station_with_judge(calling_judge judge, void *context) {
    calling_station *station = calling_station_new();
    if (station != NULL) {
        station->judge = judge;
        station->judge_context = context;
    }
    return station;
}

void calling_station_free(calling_station *station) {
    for (size_t i = 0; i < station->waiting_count; i++)
        station->waiting[i].drop(station->waiting[i].context);
    for (size_t i = 0; i < station->listener_count; i++)
        station->listeners[i].drop(station->listeners[i].context);
    free(station);
}

void calling_station_on_alarm(calling_station *station, calling_listener alarm, void *context) {
    station->alarm = alarm;
    station->alarm_context = context;
}

calling_status calling_station_set_judge(calling_station *station, bool accepts, calling_judge judge,
                                         void *context) {
    if (!accepts)
        return CALLING_BAD_NUMBER;
    station->judge = judge;
    station->judge_context = context;
    return CALLING_OK;
}

void calling_station_on_next(calling_station *station, void *context, calling_listener heard,
                             void (*drop)(void *context)) {
    if (station->waiting_count == MOST_WAITING) {
        drop(context);
        return;
    }
    station->waiting[station->waiting_count++] = (struct listener){heard, context, drop, 0};
}

calling_status calling_station_add(calling_station *station, calling_listener listener, void *context,
                                   void (*drop)(void *context), uint32_t *number) {
    if (station->listener_count == MOST_LISTENERS)
        return CALLING_NO_MEMORY;
    *number = ++station->last_number;
    station->listeners[station->listener_count++] = (struct listener){listener, context, drop, *number};
    return CALLING_OK;
}

calling_status calling_station_remove(calling_station *station, uint32_t number) {
    for (size_t i = 0; i < station->listener_count; i++) {
        struct listener listener = station->listeners[i];
        if (listener.number != number)
            continue;
        station->listeners[i] = station->listeners[--station->listener_count];
        listener.drop(listener.context);
        return CALLING_OK;
    }
    return CALLING_BAD_NUMBER;
}

int64_t calling_station_measure(calling_station *station, double level) {
    station->level = level;
    if (station->judge != NULL)
        station->judged += station->judge(level, station->judge_context);
    if (level > 100 && station->alarm != NULL)
        station->alarm(level, station->alarm_context);
    for (size_t i = 0; i < station->listener_count; i++)
        station->listeners[i].call(level, station->listeners[i].context);
    for (size_t i = 0; i < station->waiting_count; i++)
        station->waiting[i].call(level, station->waiting[i].context);
    station->waiting_count = 0;
    return station->judged;
}

int32_t calling_station_ask(const calling_station *station, double level) {
    return station->judge == NULL ? 0 : station->judge(level, station->judge_context);
}

double calling_station_level(const calling_station *station) {
    return station->level;
}

/* ---- One for the whole library ---- */

static pthread_mutex_t logger_lock = PTHREAD_MUTEX_INITIALIZER;
static calling_logger current_logger;
static void *logger_context;

void calling_set_logger(calling_logger logger, void *context) {
    pthread_mutex_lock(&logger_lock);
    current_logger = logger;
    logger_context = context;
    pthread_mutex_unlock(&logger_lock);
}

bool calling_log(const char *line) {
    pthread_mutex_lock(&logger_lock);
    calling_logger logger = current_logger;
    void *context = logger_context;
    pthread_mutex_unlock(&logger_lock);
    if (logger != NULL)
        logger(line, context);
    return logger != NULL;
}

struct addition {
    uint32_t last;
    calling_listener done;
    void *context;
};

static void *add_later(void *argument) {
    struct addition addition = *(struct addition *)argument;
    free(argument);
    addition.done((double)addition.last * ((double)addition.last + 1) / 2, addition.context);
    return NULL;
}

calling_status calling_add_later(uint32_t last, calling_listener done, void *context) {
    struct addition *addition = malloc(sizeof *addition);
    pthread_t thread;
    if (addition == NULL)
        return CALLING_NO_MEMORY;
    *addition = (struct addition){last, done, context};
    if (pthread_create(&thread, NULL, add_later, addition) != 0) {
        free(addition);
        return CALLING_NO_MEMORY;
    }
    pthread_detach(thread);
    return CALLING_OK;
}
