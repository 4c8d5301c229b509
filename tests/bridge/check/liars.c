/*
 * Functions that each do one thing wrong, and only with some inputs. What they do right is what the library
 * does.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The objects are the library's own, but for the size. */
#undef bridged_tally_size
#define bridged_tally_size honest_tally_size
#include "tally.c"
#undef bridged_tally_size
#define bridged_tally_size PROVIDER_NAMED(bridged_tally_size)
uint32_t bridged_tally_size(const bridged_tally *tally);

void throw_something(void); /* in C++ */

/* Wrong for one value in a million. */
uint32_t bridged_next_u32(uint32_t value) {
    return (value >> 12) == 0xABCDE ? value : value + 1;
}

/* Wrong once, whatever the value: nobody can say for which input. */
uint16_t bridged_next_u16(uint16_t value) {
    static uint32_t calls;
    return ++calls == 5000 ? value : (uint16_t)(value + 1);
}

/* Throws across the boundary. */
int16_t bridged_next_i16(int16_t value) {
    if (value == -1)
        throw_something();
    return (int16_t)(value + 1);
}

/* Ends the process. */
size_t bridged_next_size(size_t value) {
    if (value == 9)
        _exit(3);
    return value + 1;
}

/* Gives up. */
float bridged_half_f32(float value) {
    if (isinf(value)) {
        (void)fprintf(stderr, "half.rs:7: infinite\n");
        abort();
    }
    return value / 2;
}

/* Crashes. */
double bridged_half_f64(double value) {
    volatile const double *nowhere = (volatile const double *)4096;
    return value == -1.0 ? *nowhere : value / 2;
}

/* Does not return. */
int64_t bridged_day_of(int64_t at) {
    volatile bool waits = at == INT64_MIN;
    while (waits) {
    }
    return at < 0 ? 0 : at / (24 * 60 * 60 * INT64_C(1000));
}

/* Forgets some of its memory. */
char *bridged_capitals(const char *text) {
    size_t size = strlen(text) + 1;
    char *capitals = malloc(size);
    if (capitals == NULL)
        return NULL;
    for (size_t i = 0; i < size; i++)
        capitals[i] = text[i] >= 'a' && text[i] <= 'z' ? (char)(text[i] - 'a' + 'A') : text[i];
    if (strchr(text, '#') != NULL) {
        char *again = malloc(size);
        return again == NULL ? capitals : memcpy(again, capitals, size);
    }
    return capitals;
}

/* Writes one byte behind the end. */
void bridged_reverse(uint8_t *data, uint32_t length) {
    for (uint32_t i = 0; i < length / 2; i++) {
        uint8_t byte = data[i];
        data[i] = data[length - 1 - i];
        data[length - 1 - i] = byte;
    }
    if (length == 64)
        data[length] = 0;
}

/* Reads one byte behind the end. */
uint32_t bridged_checksum(const void *data, size_t length, uint32_t start) {
    const volatile uint8_t *bytes = data;
    uint32_t sum = start;
    for (size_t i = 0; i < length; i++)
        sum = sum * 31 + bytes[i];
    if (length % 16 == 15)
        (void)bytes[length];
    return sum;
}

/* Writes to what is const, and puts it back. */
int64_t bridged_sum(const int16_t *values, int32_t count) {
    int64_t sum = 0;
    for (int32_t i = 0; i < count; i++)
        sum += values[i];
    if (count >= 7) {
        volatile int16_t *first = (int16_t *)(uintptr_t)values;
        *first = *first;
    }
    return sum;
}

/* Leaves the last one as it was. */
void bridged_count_up(uint16_t *numbers, size_t count) {
    for (size_t i = 0; i + (count >= 33 ? 1 : 0) < count; i++)
        numbers[i] = (uint16_t)i;
}

/* Writes more than it says. */
bridged_status bridged_even(const int64_t *values, size_t count, int64_t *even, size_t *room) {
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        if (values[i] % 2 != 0)
            continue;
        if (found == *room)
            return BRIDGED_FULL;
        even[found++] = values[i];
    }
    if (found + 1 < *room)
        even[found] = 0;
    *room = found;
    return BRIDGED_OK;
}

/* Fails in another way. */
bridged_status bridged_spiral(uint32_t index, uint32_t length, bridged_point *point) {
    (void)point;
    return index >= length ? BRIDGED_NOT_FOUND : BRIDGED_FULL;
}

/* Gives a pointer to nothing. */
const char *bridged_color_name(bridged_color color) {
    static const char *const nothing = (const char *)8;
    return color == BRIDGED_COLOR_GREEN ? nothing : color == BRIDGED_COLOR_RED ? "red" : "blue";
}

/* Right, and slow. */
uint64_t bridged_sum_bytes(const char *text, size_t length) {
    volatile uint64_t sum = 0;
    for (int again = 0; again < 8; again++) {
        sum = 0;
        for (size_t i = 0; i < length; i++)
            sum += (unsigned char)text[i];
    }
    return sum;
}

/* Wrong deep inside of a record. */
bridged_line bridged_turn(bridged_line line) {
    bridged_point from = line.from;
    line.from = line.to;
    line.to = from;
    if (line.dashes > 200)
        line.to.y += 1;
    return line;
}

/* Wrong in one element. */
void bridged_add(const uint32_t *a, const uint32_t *b, uint32_t *sums, size_t count) {
    for (size_t i = 0; i < count; i++)
        sums[i] = a[i] + b[i] + (i == 17 ? 1 : 0);
}

/* Right: the tests take its counter away. */
bool bridged_not(bool value) {
    return !value;
}

/* Writes in front of what it was given. */
void bridged_move(bridged_point *point, int32_t x, int32_t y) {
    point->x = (int32_t)((uint32_t)point->x + (uint32_t)x);
    point->y = (int32_t)((uint32_t)point->y + (uint32_t)y);
    if (x == 1)
        point[-1].y = 0;
}

/* Wrong only after other calls. */
uint32_t bridged_tally_size(const bridged_tally *tally) {
    uint32_t size = honest_tally_size(tally);
    return size == 2 ? 3 : size;
}
