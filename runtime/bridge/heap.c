/**
 * @file
 * What is left on the heap. Asked of the C library now and then, not counted at every allocation: nothing has
 * to stand between a program and its allocator.
 */
#include "trial.h"

#if defined(__GLIBC__)
#include <malloc.h>
#elif defined(__APPLE__)
#include <malloc/malloc.h>
#endif

enum { REPEATS = 64 };

/* Under AddressSanitizer the C library's own heap is not used. */
__attribute__((weak)) extern size_t __sanitizer_get_current_allocated_bytes(void);

size_t tenon_heap_used(void) {
    if (__sanitizer_get_current_allocated_bytes != NULL)
        return __sanitizer_get_current_allocated_bytes();
#if defined(__GLIBC__)
#if __GLIBC_PREREQ(2, 33)
    struct mallinfo2 heap = mallinfo2();
    return heap.uordblks + heap.hblkhd;
#else
    struct mallinfo heap = mallinfo();
    return (size_t)(unsigned)heap.uordblks + (size_t)(unsigned)heap.hblkhd;
#endif
#elif defined(__APPLE__)
    malloc_statistics_t heap;
    malloc_zone_statistics(NULL, &heap);
    return heap.size_in_use;
#else
    return 0;
#endif
}

/* By how much the heap grows each time that one side runs these inputs: the least of several times, so that
 * what a library keeps for good, or an allocator for later, does not count. */
static size_t growth(tenon_trial *trial, uint32_t side, uint32_t operation, uint64_t first, uint64_t last) {
    size_t least = SIZE_MAX;
    uint32_t repeats = last - first == 1 ? REPEATS : 1;
    for (uint32_t round = 0; round < 4; round++) {
        size_t before = tenon_heap_used();
        for (uint64_t index = first; index < last; index++) {
            if (!tenon_trial_input(trial, operation, index, &trial->input))
                return 0;
            for (uint32_t i = 0; i < repeats; i++)
                tenon_trial_alone(trial, side, &trial->input);
        }
        size_t after = tenon_heap_used();
        size_t grown = after > before ? after - before : 0;
        if (round > 0 && grown < least) /* the first round fills caches */
            least = grown;
        if (grown == 0)
            return 0;
    }
    return least;
}

bool tenon_heap_grows(tenon_trial *trial, const tenon_input *input) {
    size_t least[TENON_SIDES] = {SIZE_MAX, SIZE_MAX};
    for (uint32_t round = 0; round < 4; round++) {
        for (uint32_t side = 0; side < TENON_SIDES; side++) {
            size_t before = tenon_heap_used();
            for (uint32_t i = 0; i < REPEATS; i++)
                tenon_trial_alone(trial, side, input);
            size_t after = tenon_heap_used();
            size_t grown = after > before ? after - before : 0;
            if (round > 0 && grown < least[side])
                least[side] = grown;
        }
    }
    if (least[TENON_CANDIDATE] <= least[TENON_REFERENCE])
        return false;
    tenon_trial_fail(
        trial, TENON_BRIDGE_LEAKED, -1,
        "after %d equal calls the heap of %s has grown by %zu bytes, and that of the reference by %zu",
        REPEATS, tenon_side_name(trial, TENON_CANDIDATE), least[TENON_CANDIDATE], least[TENON_REFERENCE]);
    return true;
}

bool tenon_heap_check(tenon_trial *trial, uint32_t operation, uint64_t first, uint64_t last) {
    uint64_t made = trial->made;
    while (last - first > 1) {
        if (growth(trial, TENON_CANDIDATE, operation, first, last) <=
            growth(trial, TENON_REFERENCE, operation, first, last)) {
            trial->made = made;
            return false;
        }
        uint64_t middle = first + (last - first) / 2;
        bool is_first_half = growth(trial, TENON_CANDIDATE, operation, first, middle) >
                             growth(trial, TENON_REFERENCE, operation, first, middle);
        if (is_first_half)
            last = middle;
        else
            first = middle;
    }
    trial->made = made;
    trial->progress->index = first;
    return tenon_trial_input(trial, operation, first, &trial->input) &&
           tenon_heap_grows(trial, &trial->input);
}
