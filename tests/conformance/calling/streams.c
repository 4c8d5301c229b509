/* Streams of bytes: classes that are one, and callbacks that use one. */

#include <stdlib.h>
#include <string.h>

#include "calling.h"
#include "text.h"

enum { MOST_READ = 4096, MOST_WRITTEN = 1000 };

struct calling_source {
    uint64_t at;
    uint64_t size;
    uint64_t fails_after;
};

calling_source *calling_source_new(uint64_t size, uint64_t fails_after) {
    calling_source *source = malloc(sizeof *source);
    if (source != NULL)
        *source = (calling_source){0, size, fails_after};
    return source;
}

void calling_source_free(calling_source *source) {
    free(source);
}

static void count_up(uint8_t *bytes, uint64_t from, size_t count) {
    for (size_t i = 0; i < count; i++)
        bytes[i] = (uint8_t)(from + i);
}

calling_status calling_source_read(calling_source *source, void *buffer, size_t *size) {
    uint64_t end = source->size < source->fails_after ? source->size : source->fails_after;
    uint64_t left = end - source->at;
    size_t count = *size < MOST_READ ? *size : MOST_READ;
    if (count > 0 && left == 0 && source->at < source->size)
        return CALLING_HUNG_UP;
    if (count > left)
        count = (size_t)left;
    count_up(buffer, source->at, count);
    source->at += count;
    *size = count;
    return CALLING_OK;
}

struct calling_tank {
    size_t capacity;
    size_t size;
    uint8_t bytes[];
};

calling_tank *calling_tank_new(size_t capacity) {
    calling_tank *tank = capacity > SIZE_MAX / 2 ? NULL : malloc(sizeof *tank + capacity + 1);
    if (tank != NULL)
        *tank = (calling_tank){.capacity = capacity, .size = 0};
    return tank;
}

void calling_tank_free(calling_tank *tank) {
    free(tank);
}

calling_status calling_tank_write(calling_tank *tank, const void *data, size_t size) {
    if (size > tank->capacity - tank->size)
        return CALLING_NO_MEMORY;
    if (size > 0)
        memcpy(tank->bytes + tank->size, data, size);
    tank->size += size;
    return CALLING_OK;
}

void calling_tank_stir(calling_tank *tank, uint32_t rounds) {
    for (uint32_t round = 0; round < rounds; round++) {
        for (size_t i = 0; i < tank->size; i++)
            tank->bytes[i]++;
    }
}

const void *calling_tank_content(const calling_tank *tank, size_t *size) {
    *size = tank->size;
    return tank->bytes;
}

calling_status calling_add_bytes(calling_read read, void *context, uint64_t *sum, uint64_t *size) {
    uint8_t buffer[MOST_WRITTEN];
    *sum = 0;
    *size = 0;
    for (;;) {
        size_t count = sizeof buffer;
        calling_status status = read(context, buffer, &count);
        if (status != CALLING_OK || count == 0)
            return status;
        for (size_t i = 0; i < count; i++)
            *sum += buffer[i];
        *size += count;
    }
}

calling_status calling_pour(uint64_t size, calling_write write, void *context) {
    uint8_t buffer[MOST_WRITTEN];
    for (uint64_t at = 0; at < size;) {
        size_t count = size - at < MOST_WRITTEN ? (size_t)(size - at) : MOST_WRITTEN;
        count_up(buffer, at, count);
        if (!write(buffer, count, context))
            return CALLING_HUNG_UP;
        at += count;
    }
    return CALLING_OK;
}

struct copying {
    calling_read read;
    void *read_context;
    calling_write write;
    void *write_context;
    uint64_t size;
    calling_status status;
};

static void copy(void *argument) {
    struct copying *copying = argument;
    uint8_t buffer[MOST_WRITTEN];
    for (;;) {
        size_t count = sizeof buffer;
        copying->status = copying->read(copying->read_context, buffer, &count);
        if (copying->status != CALLING_OK || count == 0)
            return;
        if (!copying->write(buffer, count, copying->write_context)) {
            copying->status = CALLING_HUNG_UP;
            return;
        }
        copying->size += count;
    }
}

calling_status calling_copy(calling_read read, void *read_context, calling_write write, void *write_context,
                            uint64_t *size) {
    struct copying copying = {read, read_context, write, write_context, 0, CALLING_OK};
    calling_run_elsewhere(copy, &copying);
    *size = copying.size;
    return copying.status;
}
