/**
 * @file
 * The speed of the CRCs beside other people's, in one process. See crc.sh, which builds all of them and runs
 * this.
 *
 * Every subject is measured in every round, in another order each time, so that what else the
 * machine does meets all alike. Time is this thread's own on the processor. What is printed is the median
 * over the rounds.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "crc/crc.h"
#include "crc_subjects.h"

#define LENGTH(array) (sizeof(array) / sizeof *(array))

enum { ROUNDS_MOST = 201, MEASURES = 9 };

/** One column: calls apart, or chained. */
typedef struct measure {
    const char *name;
    size_t size;
    bool chained;
} measure;

static const measure measures[MEASURES] = {
    {"16 B", 16, false},       {"64 B", 64, false},      {"256 B", 256, false},
    {"1 KiB", 1024, false},    {"4 KiB", 4096, false},   {"64 KiB", 65536, false},
    {"1 MiB", 1048576, false}, {"16 B chain", 16, true}, {"64 B chain", 64, true},
};

/** The rounds of one subject in one column: nanoseconds per call, and then in order. */
typedef struct samples {
    size_t calls;
    double nanoseconds[ROUNDS_MOST];
} samples;

static samples all_samples[SUBJECTS_MOST][MEASURES];
static volatile uint32_t sink;

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

/** Nanoseconds for so many calls, after a few that bring code, tables and bytes into the caches. */
static double run(const subject *of, const measure *how, const uint8_t *data, size_t calls) {
    uint32_t (*loop)(any_function, const uint8_t *, size_t, size_t) =
        how->chained ? of->called->chained : of->called->apart;
    sink = loop(of->function, data, how->size, calls / 4 + 1);
    double start = now();
    sink = loop(of->function, data, how->size, calls);
    return now() - start;
}

/** Puts the numbers below `count` into a random order. */
static void shuffle(size_t order[], size_t count) {
    for (size_t at = 0; at < count; at++)
        order[at] = at;
    for (size_t left = count; left > 1; left--) {
        size_t chosen = (size_t)rand() % left, moved = order[chosen];
        order[chosen] = order[left - 1];
        order[left - 1] = moved;
    }
}

/** So many calls as take a fifth of a millisecond: shorter than what a scheduler gives to others in between,
 * mostly. */
static size_t calibrate(const subject *of, const measure *how, const uint8_t *data) {
    const double wanted = 2e5;
    size_t calls = 1;
    double taken = run(of, how, data, calls);
    while (taken < wanted / 4) {
        calls *= 2;
        taken = run(of, how, data, calls);
    }
    double scaled = (double)calls * wanted / taken;
    return scaled < 1 ? 1 : (size_t)scaled;
}

/** All must agree before anything is measured: what is wrong may be fast. */
static void verify(const subjects *measured, const uint8_t *data) {
    for (size_t at = 0; at < measured->count; at++) {
        const subject *of = &measured->all[at];
        mtproxy_crc_function *reference =
            of->of == POLYNOMIAL_CRC32 ? mtproxy_crc32_portable : mtproxy_crc32c_portable;
        for (size_t column = 0; column < MEASURES; column++) {
            size_t size = measures[column].size;
            if (subject_register(of, data, size) != reference(data, size, 0xffffffff)) {
                fprintf(stderr, "%s is wrong for %zu bytes\n", of->name, size);
                exit(1);
            }
        }
    }
}

static int ascending(const void *left, const void *right) {
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

static bool measurable(const subject *of, size_t column) {
    return !(of->seedless && measures[column].chained);
}

static void measure_all(const subjects *measured, const uint8_t *data, size_t rounds) {
    for (size_t at = 0; at < measured->count; at++)
        for (size_t column = 0; column < MEASURES; column++)
            if (measurable(&measured->all[at], column))
                all_samples[at][column].calls = calibrate(&measured->all[at], &measures[column], data);
    size_t order[SUBJECTS_MOST];
    for (size_t round = 0; round < rounds; round++)
        for (size_t column = 0; column < MEASURES; column++) {
            shuffle(order, measured->count);
            for (size_t turn = 0; turn < measured->count; turn++) {
                size_t at = order[turn];
                samples *taken = &all_samples[at][column];
                if (measurable(&measured->all[at], column))
                    taken->nanoseconds[round] =
                        run(&measured->all[at], &measures[column], data, taken->calls) / (double)taken->calls;
            }
        }
    for (size_t at = 0; at < measured->count; at++)
        for (size_t column = 0; column < MEASURES; column++)
            qsort(all_samples[at][column].nanoseconds, rounds, sizeof(double), ascending);
}

static double quantile(size_t at, size_t column, size_t rounds, double part) {
    return all_samples[at][column].nanoseconds[(size_t)(part * (double)(rounds - 1) + 0.5)];
}

/** The shortest median of the column: of all, or of other people's. */
static double fastest(const subjects *measured, polynomial of, size_t column, size_t rounds, bool with_ours) {
    double best = 1e300;
    for (size_t at = 0; at < measured->count; at++) {
        const subject *candidate = &measured->all[at];
        double median = quantile(at, column, rounds, 0.5);
        if (candidate->of == of && measurable(candidate, column) && (with_ours || !candidate->ours) &&
            median < best)
            best = median;
    }
    return best;
}

static void print_table(const subjects *measured, polynomial of, size_t rounds) {
    printf("\n%s: median of %zu rounds; GB/s (10^9), chains in ns per call; behind it half the distance of "
           "the quartiles\n",
           of == POLYNOMIAL_CRC32 ? "CRC-32" : "CRC-32C", rounds);
    printf("%-18s", "");
    for (size_t column = 0; column < MEASURES; column++)
        printf("%14s", measures[column].name);
    printf("\n");
    for (size_t at = 0; at < measured->count; at++) {
        if (measured->all[at].of != of)
            continue;
        printf("%-18s", measured->all[at].name);
        for (size_t column = 0; column < MEASURES; column++) {
            if (!measurable(&measured->all[at], column)) {
                printf("%14s", "-");
                continue;
            }
            double median = quantile(at, column, rounds, 0.5);
            double spread = quantile(at, column, rounds, 0.75) - quantile(at, column, rounds, 0.25);
            double shown = measures[column].chained ? median : (double)measures[column].size / median;
            printf("%8.2f ±%3.0f%%", shown, 50 * spread / median);
        }
        printf("\n");
    }
}

static void print_ratios(const subjects *measured, polynomial of, size_t rounds) {
    printf("\n%s: speed as a part of the fastest's\n%-18s", of == POLYNOMIAL_CRC32 ? "CRC-32" : "CRC-32C",
           "");
    for (size_t column = 0; column < MEASURES; column++)
        printf("%12s", measures[column].name);
    printf("\n");
    for (size_t at = 0; at < measured->count; at++) {
        if (measured->all[at].of != of)
            continue;
        printf("%-18s", measured->all[at].name);
        for (size_t column = 0; column < MEASURES; column++)
            if (measurable(&measured->all[at], column))
                printf("%12.3f",
                       fastest(measured, of, column, rounds, true) / quantile(at, column, rounds, 0.5));
            else
                printf("%12s", "-");
        printf("\n");
    }
}

/** One line for each column: our best version on this processor beside the best of all others. */
static void print_verdict(const subjects *measured, polynomial of, size_t rounds) {
    const char *best = mtproxy_crc_best()->name;
    printf("\n%s: %s beside the fastest of the others\n", of == POLYNOMIAL_CRC32 ? "CRC-32" : "CRC-32C",
           best);
    for (size_t at = 0; at < measured->count; at++) {
        if (measured->all[at].of != of || !measured->all[at].ours ||
            strcmp(measured->all[at].name, best) != 0)
            continue;
        for (size_t column = 0; column < MEASURES; column++)
            printf("  %-12s %.2f times as fast\n", measures[column].name,
                   fastest(measured, of, column, rounds, false) / quantile(at, column, rounds, 0.5));
    }
}

/** The text as JSON has it. */
static void write_text(FILE *file, const char *text) {
    fputc('"', file);
    for (; *text != '\0'; text++) {
        if (*text == '"' || *text == '\\')
            fputc('\\', file);
        if ((unsigned char)*text >= ' ')
            fputc(*text, file);
    }
    fputc('"', file);
}

/** The lines of the file that says how everything was built, as a list. */
static void write_built(FILE *file, const char *path) {
    char line[1024];
    FILE *built = fopen(path, "r");
    const char *separator = "\n  ";
    fprintf(file, "\n], \"built\": [");
    while (built != NULL && fgets(line, sizeof line, built) != NULL) {
        fputs(separator, file);
        write_text(file, line);
        separator = ",\n  ";
    }
    if (built != NULL)
        fclose(built);
}

static bool write_json(const char *path, const char *built, const subjects *measured, size_t rounds) {
    FILE *file = fopen(path, "w");
    if (file == NULL)
        return false;
    fprintf(file, "{\"rounds\": %zu, \"best\": \"%s\", \"results\": [", rounds, mtproxy_crc_best()->name);
    const char *separator = "\n";
    for (size_t at = 0; at < measured->count; at++)
        for (size_t column = 0; column < MEASURES; column++) {
            if (!measurable(&measured->all[at], column))
                continue;
            fprintf(file,
                    "%s  {\"crc\": \"%s\", \"name\": \"%s\", \"ours\": %s, \"size\": %zu, \"chained\": %s, "
                    "\"median_ns\": %.4f, \"least_ns\": %.4f, \"quartiles_ns\": [%.4f, %.4f], "
                    "\"gigabytes_per_second\": %.3f}",
                    separator, measured->all[at].of == POLYNOMIAL_CRC32 ? "crc32" : "crc32c",
                    measured->all[at].name, measured->all[at].ours ? "true" : "false", measures[column].size,
                    measures[column].chained ? "true" : "false", quantile(at, column, rounds, 0.5),
                    quantile(at, column, rounds, 0), quantile(at, column, rounds, 0.25),
                    quantile(at, column, rounds, 0.75),
                    (double)measures[column].size / quantile(at, column, rounds, 0.5));
            separator = ",\n";
        }
    fprintf(file, "\n], \"missing\": [");
    for (size_t at = 0; at < measured->missing_count; at++) {
        fprintf(file, "%s\n  {\"name\": ", at > 0 ? "," : "");
        write_text(file, measured->missing[at].name);
        fprintf(file, ", \"why\": ");
        write_text(file, measured->missing[at].why);
        fprintf(file, "}");
    }
    write_built(file, built);
    fprintf(file, "\n]}\n");
    return fclose(file) == 0;
}

int main(int argument_count, char **arguments) {
    if (argument_count != 6) {
        fprintf(stderr, "usage: %s ROUNDS CRATES_LIBRARY GOOGLE_LIBRARY RESULT_JSON BUILT_TEXT\n",
                arguments[0]);
        return 2;
    }
    size_t rounds = strtoul(arguments[1], NULL, 10);
    if (rounds < 1 || rounds > ROUNDS_MOST) {
        fprintf(stderr, "rounds: 1 to %d\n", ROUNDS_MOST);
        return 2;
    }
    size_t largest = measures[6].size;
    uint8_t *data = aligned_alloc(4096, largest);
    if (data == NULL)
        return 1;
    for (size_t at = 0; at < largest; at++)
        data[at] = (uint8_t)(at * 2654435761u >> 13);
    static subjects measured;
    collect_subjects(&measured, arguments[2], arguments[3]);
    verify(&measured, data);
    measure_all(&measured, data, rounds);
    for (polynomial of = POLYNOMIAL_CRC32; of <= POLYNOMIAL_CRC32C; of++) {
        print_table(&measured, of, rounds);
        print_ratios(&measured, of, rounds);
        print_verdict(&measured, of, rounds);
    }
    for (size_t at = 0; at < measured.missing_count; at++)
        printf("missing: %s: %s\n", measured.missing[at].name, measured.missing[at].why);
    free(data);
    if (!write_json(arguments[4], arguments[5], &measured, rounds)) {
        perror(arguments[4]);
        return 1;
    }
    return 0;
}
