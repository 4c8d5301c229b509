/**
 * @file
 * Providers that the environment names: opened, checked and put in place when a package is loaded.
 */
#define _POSIX_C_SOURCE 200809L /* strtok_r and strdup, under -std=c11 */

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bridge_internal.h"

enum { CALLS = 1000, ONE_IN = 100 };

/* What the environment asks for. */
typedef struct wishes {
    bool is_off;
    bool is_shadow;
    bool is_strict; /* what is refused fails the load */
    uint64_t calls;
    uint32_t one_in;
} wishes;

static int32_t read_number(const char *variable, uint64_t usual, uint64_t most, uint64_t *number) {
    const char *text = getenv(variable);
    char *end = NULL;
    *number = usual;
    if (text == NULL || text[0] == '\0')
        return 0;
    unsigned long long read = strtoull(text, &end, 10);
    if (text[0] < '0' || text[0] > '9' || *end != '\0' || read == 0 || read > most)
        return tenon_bridge_refuse(TENON_INVALID_ARGUMENT,
                                   "%s is \"%s\"; write a whole number from 1 to %llu", variable, text,
                                   (unsigned long long)most);
    *number = read;
    return 0;
}

static int32_t read_mode(wishes *wanted) {
    const char *mode = getenv("TENON_BRIDGE_MODE");
    if (mode == NULL || mode[0] == '\0')
        mode = "swap";
    wanted->is_off = strcmp(mode, "off") == 0;
    wanted->is_shadow = strcmp(mode, "shadow") == 0;
    wanted->is_strict = strcmp(mode, "check") == 0;
    if (wanted->is_off || wanted->is_shadow || wanted->is_strict || strcmp(mode, "swap") == 0)
        return 0;
    return tenon_bridge_refuse(TENON_INVALID_ARGUMENT,
                               "TENON_BRIDGE_MODE is \"%s\"; write swap, check, shadow or off", mode);
}

static int32_t read_wishes(wishes *wanted) {
    uint64_t one_in = 0;
    int32_t status = read_mode(wanted);
    if (status == 0)
        status = read_number("TENON_BRIDGE_CALLS", CALLS, UINT64_MAX, &wanted->calls);
    if (status == 0)
        status = read_number("TENON_BRIDGE_ONE_IN", ONE_IN, UINT32_MAX, &one_in);
    wanted->one_in = (uint32_t)one_in;
    return status;
}

/* Opened, checked and in its place, or why not. */
static int32_t enter(tenon_bridges *bridges, tenon_candidate *candidate, const wishes *wanted) {
    tenon_bridge_options options = {.calls = wanted->calls};
    int32_t status = tenon_bridge_check(bridges, candidate, &options, NULL);
    if (status != 0)
        return status;
    return wanted->is_shadow ? tenon_bridge_shadow(bridges, candidate, NULL, wanted->one_in)
                             : tenon_bridge_swap(bridges, candidate, NULL);
}

/* A list of providers is read by every package of the process: what is of another library is theirs. */
static bool is_of_others(const char *path, int32_t status) {
    return status == TENON_INVALID_ARGUMENT && strcmp(path, "linked") != 0 && access(path, R_OK) == 0;
}

static int32_t start_one(tenon_bridges *bridges, const char *path, const wishes *wanted) {
    tenon_candidate *candidate = NULL;
    int32_t status = tenon_bridge_open(bridges, strcmp(path, "linked") == 0 ? NULL : path, &candidate);
    bool is_passed_over = is_of_others(path, status);
    if (status == 0)
        status = enter(bridges, candidate, wanted);
    if (status == 0 || (wanted->is_strict && !is_passed_over))
        return status;
    const tenon_error *why = tenon_error_peek();
    tenon_bridge_log("%s: TENON_BRIDGE: %s %s: %s", bridges->library, path,
                     is_passed_over ? "is passed over" : "is refused, and the reference serves",
                     why == NULL ? "no reason was given" : why->message);
    tenon_error_clear();
    return 0;
}

static int32_t start(tenon_bridges *bridges, const char *list) {
    wishes wanted = {0};
    int32_t status = read_wishes(&wanted);
    if (status != 0 || wanted.is_off)
        return status;
    char *paths = strdup(list);
    if (paths == NULL)
        return tenon_bridge_refuse(TENON_OUT_OF_MEMORY, "%s: no memory for TENON_BRIDGE", bridges->library);
    char *rest = NULL;
    for (char *path = strtok_r(paths, ":", &rest); path != NULL && status == 0;
         path = strtok_r(NULL, ":", &rest))
        status = start_one(bridges, path, &wanted);
    free(paths);
    return status;
}

int32_t tenon_bridge_start(tenon_bridges *bridges) {
    static pthread_mutex_t guard = PTHREAD_MUTEX_INITIALIZER;
    const char *list = getenv("TENON_BRIDGE");
    if (list == NULL || list[0] == '\0' || atomic_load_explicit(&bridges->has_started, memory_order_acquire))
        return 0;
    pthread_mutex_lock(&guard); /* whoever loads the package at the same time waits for the outcome */
    int32_t status = 0;
    if (!atomic_load_explicit(&bridges->has_started, memory_order_acquire))
        status = start(bridges, list);
    if (status == 0)
        atomic_store_explicit(&bridges->has_started, true, memory_order_release);
    pthread_mutex_unlock(&guard);
    return status;
}
