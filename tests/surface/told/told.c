#include "told.h"

#include <stdlib.h>
#include <string.h>

const char *told_place(void) {
    return __FILE__;
}

void told_leak(size_t size) {
    void *volatile block = malloc(size);
    block = NULL;
    (void)block;
}

int32_t told_shift(int32_t bits) {
    return 1 << bits;
}

/* Only at run time is it known how large the block is: level 3 of the C library's checks, no lower one, finds
 * this. */
uint8_t told_overrun_block(size_t size, size_t length) {
    uint8_t *block = malloc(size);
    if (block == NULL)
        return 0;
    memset(block, 7, length);
    volatile uint8_t last = block[size - 1];
    free(block);
    return last;
}

/* No function of the C library takes part: only the canary behind the array does. */
uint8_t told_overrun_array(size_t length) {
    volatile uint8_t array[16] = {0};
    for (size_t i = 0; i < length; i++)
        array[i] = 7;
    return array[15];
}
