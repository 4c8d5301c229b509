#include "bench_marks.h"

#include <valgrind/callgrind.h>

#define EXPORTED __attribute__((visibility("default")))

EXPORTED void bench_count_begin(void) {
    CALLGRIND_START_INSTRUMENTATION;
    CALLGRIND_ZERO_STATS;
}

EXPORTED void bench_count_end(const char *label) {
    CALLGRIND_DUMP_STATS_AT(label);
}
