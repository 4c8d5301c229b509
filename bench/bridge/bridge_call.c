/**
 * @file
 * What a bridged call costs over a direct one, of the smallest function there is: it adds 1.
 *
 * Each way of calling is measured twice: each call needs the result of the one before (what a caller waits),
 * and calls that need nothing of each other (what a processor gets through). Rounds of all ways follow each
 * other, so that what else the machine does falls on all of them alike.
 *
 * Its arguments are a file that gets the same as JSON, and how many rounds there are, 1001 unless it is told.
 *
 * Exit status 1 where a bridged call of the reference takes more than 1 ns over a direct one in either
 * measure, or one of a provider more than 1 ns over a call of another shared library.
 */
#define _POSIX_C_SOURCE 200809L /* clock_gettime() */

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "bridges_bridged.h"
#include "shared.h"

enum { ROUNDS = 1001, MOST_ROUNDS = 100000, CALLS = 20000, WAYS = 5 };
enum { DIRECT, SHARED, REFERENCE, PROVIDER_SERVES, SHADOW };

static const double LIMIT = 1.0;
static int rounds = ROUNDS;

static double now(void) {
    struct timespec time;
    (void)clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

/* Two loops around a call: the first feeds each result to the next call. Its argument is hidden from the
 * compiler, so that it neither inlines nor computes ahead. */
#define LOOPS(way, call)                                                                                     \
    static uint64_t waiting_##way(void) {                                                                    \
        uint64_t value = 0;                                                                                  \
        for (uint64_t i = 0; i < CALLS; i++)                                                                 \
            value = call(value);                                                                             \
        return value;                                                                                        \
    }                                                                                                        \
    static uint64_t independent_##way(void) {                                                                \
        uint64_t sum = 0;                                                                                    \
        for (uint64_t i = 0; i < CALLS; i++)                                                                 \
            sum += call(i & 0) & 1;                                                                          \
        return sum;                                                                                          \
    }

LOOPS(direct, bridged_next_u64)
LOOPS(shared, shared_next_u64)
LOOPS(bridged, bridged_bridged_next_u64)

typedef struct way {
    const char *name;
    uint64_t (*waiting)(void);
    uint64_t (*independent)(void);
    tenon_bridge_mode mode;
    double waiting_times[MOST_ROUNDS];
    double independent_times[MOST_ROUNDS];
} way;

static way ways[WAYS] = {
    {.name = "direct", .waiting = waiting_direct, .independent = independent_direct},
    {.name = "through the PLT", .waiting = waiting_shared, .independent = independent_shared},
    {.name = "bridged: the reference", .waiting = waiting_bridged, .independent = independent_bridged},
    {.name = "bridged: a provider",
     .waiting = waiting_bridged,
     .independent = independent_bridged,
     .mode = TENON_BRIDGE_SWAPPED},
    {.name = "shadowed, 1 in 1000",
     .waiting = waiting_bridged,
     .independent = independent_bridged,
     .mode = TENON_BRIDGE_SHADOWED},
};

static void require(int32_t status) {
    if (status != 0) {
        (void)fprintf(stderr, "%s\n", tenon_error_peek()->message);
        exit(2);
    }
}

static void say_nothing(void *context, const char *text) {
    (void)context, (void)text;
}

static void serve(tenon_candidate *candidate, tenon_bridge_mode mode) {
    static const char NAME[] = "bridged_next_u64";
    require(tenon_bridge_revert(&bridges_bridged, NAME));
    if (mode == TENON_BRIDGE_SWAPPED)
        require(tenon_bridge_swap(&bridges_bridged, candidate, NAME));
    else if (mode == TENON_BRIDGE_SHADOWED)
        require(tenon_bridge_shadow(&bridges_bridged, candidate, NAME, 1000));
}

/* Nanoseconds of a call. */
static double time_of(uint64_t (*loop)(void)) {
    double start = now();
    uint64_t result = loop();
    double taken = now() - start;
    if (result != CALLS) {
        (void)fprintf(stderr, "wrong: %" PRIu64 " after %d calls\n", result, CALLS);
        exit(2);
    }
    return taken / CALLS;
}

static int compare(const void *left, const void *right) {
    double a = *(const double *)left;
    double b = *(const double *)right;
    return (a > b) - (a < b);
}

/* Quarters of what was measured. */
typedef struct spread {
    double low;
    double median;
    double high;
} spread;

static spread spread_of(const double *times, const double *without) {
    static double sorted[MOST_ROUNDS];
    for (int i = 0; i < rounds; i++)
        sorted[i] = times[i] - (without == NULL ? 0 : without[i]);
    qsort(sorted, (size_t)rounds, sizeof *sorted, compare);
    return (spread){sorted[rounds / 4], sorted[rounds / 2], sorted[rounds * 3 / 4]};
}

static double report_times(FILE *json, const char *measure, const double *times, const double *direct) {
    spread is = spread_of(times, NULL);
    double over = spread_of(times, direct).median;
    printf("  %6.2f (%5.2f-%5.2f) %+6.2f", is.median, is.low, is.high, over);
    (void)fprintf(json, ", \"%s\": {\"low\": %.4f, \"median\": %.4f, \"high\": %.4f, \"over\": %.4f}",
                  measure, is.low, is.median, is.high, over);
    return over;
}

/* @return The most that it takes over a direct call. */
static double report(FILE *json, const way *is) {
    printf("%-24s", is->name);
    (void)fprintf(json, "%s\n  {\"title\": \"%s\"", is == ways ? "" : ",", is->name);
    double waiting = report_times(json, "waiting", is->waiting_times, ways[0].waiting_times);
    double independent = report_times(json, "independent", is->independent_times, ways[0].independent_times);
    printf("\n");
    (void)fprintf(json, "}");
    return waiting > independent ? waiting : independent;
}

static void measure(tenon_candidate *candidate) {
    for (int round = 0; round < rounds; round++) {
        for (int i = 0; i < WAYS; i++) {
            serve(candidate, ways[i].mode);
            ways[i].waiting_times[round] = time_of(ways[i].waiting);
            ways[i].independent_times[round] = time_of(ways[i].independent);
        }
    }
}

/* Whether the text is a number of rounds, which `rounds` then is. */
static bool set_rounds(const char *text) {
    char *end = NULL;
    long value = strtol(text, &end, 10);
    if (end == text || *end != '\0' || value < 1 || value > MOST_ROUNDS)
        return false;
    rounds = (int)value;
    return true;
}

int main(int count, char **arguments) {
    tenon_candidate *candidate = NULL;
    double over[WAYS];
    bool is_told = count == 2 || (count == 3 && set_rounds(arguments[2]));
    FILE *json = is_told ? fopen(arguments[1], "w") : NULL;
    if (json == NULL) {
        (void)fprintf(stderr,
                      "usage: bridge_call RESULT.json [ROUNDS] (a file that can be written; from 1 to %d)\n",
                      MOST_ROUNDS);
        return 2;
    }
    tenon_bridge_log_to(say_nothing, NULL);
    require(tenon_bridge_open(&bridges_bridged, PROVIDER, &candidate));
    require(tenon_bridge_check(&bridges_bridged, candidate, NULL, NULL));
    measure(candidate);
    printf("nanoseconds of a call: median (middle half), over direct; %d rounds of %d calls\n", rounds,
           CALLS);
    printf("%-26s%-31s%s\n", "", "each needs the one before", "independent");
    (void)fprintf(json, "{\"part\": \"bridge\", \"rounds\": %d, \"ways\": [", rounds);
    for (int i = 0; i < WAYS; i++)
        over[i] = report(json, &ways[i]);
    bool is_written = fprintf(json, "\n]}\n") > 0;
    if (fclose(json) != 0 || !is_written) {
        (void)fprintf(stderr, "%s cannot be written\n", arguments[1]);
        return 2;
    }
    bool is_fast = over[REFERENCE] <= LIMIT && over[PROVIDER_SERVES] - over[SHARED] <= LIMIT;
    printf("A bridged call costs %s than 1 ns over the same call without a bridge.\n",
           is_fast ? "less" : "MORE");
    return is_fast ? 0 : 1;
}
