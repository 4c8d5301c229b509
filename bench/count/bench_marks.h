/**
 * @file
 * Marks for count.py: between which two places of a process valgrind's callgrind counts instructions.
 *
 * Any language can call them, through whatever it calls C with. Outside valgrind they do nothing. What is
 * counted is the work of all threads, and with it the way from the first mark and to the second: count an
 * empty loop, too, and take that off.
 */
#ifndef BENCH_MARKS_H
#define BENCH_MARKS_H

#ifdef __cplusplus
extern "C" {
#endif

/** From here on it counts, beginning at 0. The first of a process also lets callgrind start: all before runs
 * faster. */
void bench_count_begin(void);

/** What was counted since bench_count_begin() is called `label`. A label may be used once in a process. */
void bench_count_end(const char *label);

#ifdef __cplusplus
}
#endif

#endif
