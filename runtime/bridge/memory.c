/**
 * @file
 * Guarded memory: where the arguments of the two sides lie.
 *
 * Everything is mapped once and used for every call. What may only be read is shown to the callee at a second
 * address where it cannot be written, so that protecting it costs no system call.
 */
#define _GNU_SOURCE /* memfd_create() */
#include "trial.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

enum {
    PAGE = 65536,                            /* a multiple of every page size in use */
    LANE = TENON_ELEMENTS_LIMIT + 2 * 65536, /* what one parameter can have */
    MARGIN = 64,                             /* watched around what may be written */
    INSIDE = 128, /* where what is placed neither at the end nor at the start begins */
    VIEWS = 2,    /* for writing, for reading */
    TILE = 4096,
    MOST_TEXTS = 300 /* elements with texts in them: all texts of a call share one lane */
};

/* ---- Operations -----------------------------------------------------------------------------------------
 */

static const char *obstacle_of_type(const tenon_bridge_type *type, bool is_whole) {
    if (type->kind == TENON_BRIDGE_OBJECT && !is_whole)
        return "objects inside of records or arrays are not made by the check";
    for (uint32_t at = 0; at < type->field_count; at++) {
        const char *obstacle =
            type->fields[at].type == NULL ? NULL : obstacle_of_type(type->fields[at].type, false);
        if (obstacle != NULL)
            return obstacle;
    }
    return NULL;
}

static const char *obstacle_of_value(const tenon_bridge_value *value) {
    bool is_object = value->type->kind == TENON_BRIDGE_OBJECT;
    if (is_object && value->direction == TENON_BRIDGE_INOUT)
        return "an object that goes both ways is not made by the check";
    if (value->form == TENON_BRIDGE_BLOCK && value->direction != TENON_BRIDGE_OUT)
        return "a block that goes in is not made by the check";
    bool is_single = value->form == TENON_BRIDGE_VALUE || value->form == TENON_BRIDGE_POINTER;
    return obstacle_of_type(value->type, is_single);
}

/* The largest count that its type holds. */
static uint64_t largest_of(const tenon_bridge_type *type) {
    uint32_t bits = type->size * 8;
    if (type->kind == TENON_BRIDGE_SIGNED)
        bits -= 1;
    return bits >= 64 ? UINT64_MAX : (UINT64_C(1) << bits) - 1;
}

void tenon_shape_make(const tenon_bridge_operation *operation, tenon_shape *shape) {
    *shape = (tenon_shape){.operation = operation};
    if (operation->parameter_count > TENON_PARAMETERS) {
        shape->obstacle = "it has more than 32 parameters";
        return;
    }
    size_t size = 0;
    for (uint32_t at = 0; at < operation->parameter_count; at++) {
        shape->value_of[at] = -1;
        shape->most[at] = UINT64_MAX;
        if (operation->parameters[at].is_count)
            shape->most[at] = largest_of(operation->parameters[at].type);
        shape->storage[at] = (uint32_t)size;
        size = (size + operation->parameters[at].size + 15) & ~(size_t)15;
    }
    shape->result = (uint32_t)size;
    shape->size = (uint32_t)(size + operation->result_size);
    if (size + operation->result_size > sizeof((tenon_frame *)0)->storage)
        shape->obstacle = "its arguments take more than 4096 bytes";
    for (uint32_t at = 0; at < operation->value_count; at++) {
        const tenon_bridge_value *value = &operation->values[at];
        if (value->parameter >= 0)
            shape->value_of[value->parameter] = (int32_t)at;
        if (shape->obstacle == NULL)
            shape->obstacle = obstacle_of_value(value);
        if (value->type->kind == TENON_BRIDGE_OBJECT)
            shape->makes_or_takes_objects = true;
        uint64_t fits = TENON_ELEMENTS_LIMIT / tenon_element_size(value->type);
        if (tenon_type_has_text(value->type) && fits > MOST_TEXTS)
            fits = MOST_TEXTS;
        if (value->count >= 0 && shape->most[value->count] > fits)
            shape->most[value->count] = fits;
    }
}

/* ---- Lanes ----------------------------------------------------------------------------------------------
 */

static unsigned char *lane_at(const tenon_arena *arena, uint32_t side, uint32_t lane, uint32_t view) {
    size_t number = ((size_t)side * arena->lanes + lane) * VIEWS + view;
    return arena->start + PAGE + number * (LANE + PAGE);
}

/* A file in memory without a name. */
static int anonymous_file(void) {
#ifdef __linux__
    return memfd_create("tenon-bridge", MFD_CLOEXEC);
#else
    char name[64];
    (void)snprintf(name, sizeof name, "/tenon-%ld", (long)getpid());
    int file = shm_open(name, O_RDWR | O_CREAT | O_EXCL, 0600);
    if (file >= 0)
        shm_unlink(name);
    return file;
#endif
}

static bool map_lanes(const tenon_arena *arena, int file) {
    for (uint32_t side = 0; side < TENON_SIDES; side++) {
        for (uint32_t lane = 0; lane < arena->lanes; lane++) {
            off_t offset = ((off_t)side * arena->lanes + lane) * LANE;
            for (uint32_t view = 0; view < VIEWS; view++) {
                int protection = view == 0 ? PROT_READ | PROT_WRITE : PROT_READ;
                void *at = lane_at(arena, side, lane, view);
                if (mmap(at, LANE, protection, MAP_SHARED | MAP_FIXED, file, offset) != at)
                    return false;
            }
        }
    }
    return true;
}

bool tenon_arena_reserve(tenon_arena *arena, uint32_t lanes) {
    arena->lanes = lanes;
    arena->size = (size_t)TENON_SIDES * lanes * VIEWS * (LANE + PAGE) + PAGE;
    void *start = mmap(NULL, arena->size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    arena->start = start == MAP_FAILED ? NULL : start;
    if (arena->start == NULL)
        return false;
    int file = anonymous_file();
    bool is_mapped =
        file >= 0 && ftruncate(file, (off_t)TENON_SIDES * lanes * LANE) == 0 && map_lanes(arena, file);
    if (file >= 0)
        close(file);
    if (!is_mapped)
        tenon_arena_release(arena);
    return is_mapped;
}

void tenon_arena_release(tenon_arena *arena) {
    if (arena->start != NULL)
        munmap(arena->start, arena->size);
    arena->start = NULL;
}

bool tenon_arena_locate(const tenon_arena *arena, const void *address, uint32_t *side, uint32_t *lane) {
    uintptr_t at = (uintptr_t)address;
    uintptr_t start = (uintptr_t)arena->start;
    if (arena->start == NULL || at < start || at >= start + arena->size)
        return false;
    size_t number = (at - start) / (LANE + PAGE);
    size_t last = (size_t)TENON_SIDES * arena->lanes * VIEWS;
    bool is_behind = (at - start) % (LANE + PAGE) < PAGE / 2; /* a guard belongs to who is nearer */
    if (number > 0 && (is_behind || number == last))
        number--;
    number /= VIEWS;
    *side = (uint32_t)(number / arena->lanes);
    *lane = (uint32_t)(number % arena->lanes);
    return true;
}

/* ---- What stands in memory before the call --------------------------------------------------------------
 */

/* Twice the same random bytes, so that a whole tile starts at every offset. */
static const unsigned char *tile(void) {
    static unsigned char bytes[2 * TILE];
    if (bytes[0] == 0) {
        tenon_random random = {.state = 0x7E17011};
        for (size_t at = 0; at < TILE; at++)
            bytes[at] = bytes[at + TILE] = (unsigned char)(1 + tenon_random_below(&random, 255));
    }
    return bytes;
}

void tenon_fill_pattern(unsigned char *to, size_t size, uint64_t fill, uint32_t lane) {
    const unsigned char *from = tile() + ((fill + lane * UINT64_C(97)) & (TILE - 1));
    for (; size > TILE; size -= TILE, to += TILE)
        memcpy(to, from, TILE);
    memcpy(to, from, size);
}

static const unsigned char margin[MARGIN] = "What stands here is nobody's: the call was given other memory..";

/* Fills a frame. */
typedef struct layout {
    tenon_frame *frame;
    const tenon_arena *arena;
    const tenon_shape *shape;
    const tenon_step *step;
    uint32_t side;
    size_t texts; /* how much of the lane for texts is taken, from its end */
} layout;

static bool is_written(const tenon_shape *shape, uint32_t parameter) {
    int32_t value = shape->value_of[parameter];
    return value < 0 ? shape->operation->parameters[parameter].is_pointer
                     : shape->operation->values[value].direction != TENON_BRIDGE_IN;
}

/* Where memory of that size begins in its lane. */
static size_t offset_for(int32_t placement, size_t size, size_t alignment) {
    if (placement == TENON_PLACED_END)
        return LANE - size;
    if (placement == TENON_PLACED_START)
        return 0;
    size_t past = (size_t)placement & 63;
    return INSIDE + (alignment > 1 ? past & ~(alignment - 1) : past);
}

/* Takes memory for what a parameter points at, and writes the pointer into the parameter. */
static unsigned char *place(layout *at, uint32_t parameter, size_t size, size_t alignment,
                            int32_t placement) {
    if (size > LANE - 4 * INSIDE)
        return NULL;
    tenon_frame *frame = at->frame;
    size_t offset = offset_for(placement, size, alignment);
    unsigned char *memory = lane_at(at->arena, at->side, parameter, 0) + offset;
    bool writes = is_written(at->shape, parameter);
    if (writes) {
        if (placement != TENON_PLACED_START)
            memcpy(memory - MARGIN, margin, MARGIN);
        if (placement != TENON_PLACED_END)
            memcpy(memory + size, margin, MARGIN);
    }
    frame->elements[parameter] = memory;
    frame->sizes[parameter] = size;
    const unsigned char *shown = writes ? memory : lane_at(at->arena, at->side, parameter, 1) + offset;
    frame->shown[parameter] = shown;
    memcpy(frame->arguments[parameter], &shown, sizeof shown);
    return memory;
}

static bool move_text(layout *at, unsigned char *element) {
    const char *text;
    memcpy(&text, element, sizeof text);
    if (text == NULL)
        return true;
    size_t size = strlen(text) + 1;
    if (size > LANE - INSIDE - at->texts)
        return false;
    at->texts += size;
    uint32_t lane = at->arena->lanes - 1;
    memcpy(lane_at(at->arena, at->side, lane, 0) + LANE - at->texts, text, size);
    const unsigned char *shown = lane_at(at->arena, at->side, lane, 1) + LANE - at->texts;
    memcpy(element, &shown, sizeof shown);
    return true;
}

/* Puts the texts of an element into the side's own memory. */
static bool move_texts(layout *at, const tenon_bridge_type *type, unsigned char *element) {
    if (tenon_is_string(type))
        return move_text(at, element);
    int32_t tag = 0;
    if (type->kind == TENON_BRIDGE_VARIANT)
        memcpy(&tag, element + type->tag_offset, sizeof tag);
    for (uint32_t i = 0; i < type->field_count; i++) {
        const tenon_bridge_field *field = &type->fields[i];
        if (field->type == NULL || (type->kind == TENON_BRIDGE_VARIANT && type->constants[i] != tag))
            continue;
        for (uint32_t k = 0; k < field->count; k++) {
            if (!move_texts(at, field->type, element + field->offset + k * tenon_element_size(field->type)))
                return false;
        }
    }
    return true;
}

static bool put_elements(layout *at, const tenon_bridge_type *type, unsigned char *to,
                         const tenon_datum *datum, size_t count) {
    size_t size = tenon_element_size(type);
    if (count > 0)
        memcpy(to, datum->data, count * size);
    if (!tenon_type_has_text(type))
        return true;
    for (size_t i = 0; i < count; i++) {
        if (!move_texts(at, type, to + i * size))
            return false;
    }
    return true;
}

/* A count or a presence flag. */
static void put_number(layout *at, uint32_t index) {
    const tenon_bridge_operation *operation = at->shape->operation;
    const tenon_bridge_parameter *parameter = &operation->parameters[index];
    uint64_t number = 0;
    for (uint32_t i = 0; i < operation->value_count; i++) {
        const tenon_bridge_value *value = &operation->values[i];
        if (value->count == (int32_t)index && value->form == TENON_BRIDGE_ARRAY)
            number = at->step->data[i].count;
        else if (value->present_if == (int32_t)index)
            number = at->step->data[i].is_present ? 1 : 0;
    }
    unsigned char *to = at->frame->arguments[index];
    size_t size = tenon_element_size(parameter->type);
    if (parameter->is_pointer) {
        to = place(at, index, size, size, TENON_PLACED_END);
        if (parameter->direction == TENON_BRIDGE_OUT) {
            tenon_fill_pattern(to, size, at->step->fill, index);
            return;
        }
    }
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    memcpy(to, (unsigned char *)&number + (sizeof number - size), size);
#else
    memcpy(to, &number, size);
#endif
}

/* What a pointer of C points at. */
static bool put_memory(layout *at, uint32_t index, const tenon_bridge_value *value,
                       const tenon_datum *datum) {
    size_t count = value->form == TENON_BRIDGE_ARRAY || tenon_is_lone_string(value) ? datum->count : 1;
    size_t size = tenon_is_lone_string(value) ? 1 : tenon_element_size(value->type);
    size_t alignment = value->type->alignment == 0 ? size : value->type->alignment;
    if (value->form == TENON_BRIDGE_BLOCK) { /* the callee writes a pointer */
        size = sizeof(void *);
        alignment = size;
        count = 1;
    } else if (tenon_is_lone_string(value)) {
        alignment = 1;
    }
    unsigned char *to = place(at, index, size * count, alignment, datum->placement);
    if (to == NULL)
        return false;
    if (value->direction == TENON_BRIDGE_OUT)
        tenon_fill_pattern(to, size * count, at->step->fill, index);
    else if (tenon_is_lone_string(value))
        memcpy(to, datum->data, count);
    else
        return put_elements(at, value->type, to, datum, count);
    return true;
}

static bool put_value(layout *at, uint32_t index, void *const *objects) {
    int32_t which = at->shape->value_of[index];
    const tenon_bridge_value *value = &at->shape->operation->values[which];
    const tenon_datum *datum = &at->step->data[which];
    bool is_pointer = value->form != TENON_BRIDGE_VALUE || tenon_is_string(value->type);
    if (is_pointer)
        return datum->is_null || put_memory(at, index, value, datum);
    if (value->type->kind == TENON_BRIDGE_OBJECT) {
        if (!datum->is_null)
            memcpy(at->frame->arguments[index], &objects[datum->object], sizeof(void *));
        return true;
    }
    return put_elements(at, value->type, at->frame->arguments[index], datum, 1);
}

bool tenon_frame_fill(tenon_frame *frame, const tenon_arena *arena, uint32_t side, const tenon_shape *shape,
                      const tenon_step *step, void *const *objects) {
    const tenon_bridge_operation *operation = shape->operation;
    layout at = {.frame = frame, .arena = arena, .shape = shape, .step = step, .side = side};
    memset(frame->storage, 0, shape->result);
    frame->result = frame->storage + shape->result;
    tenon_fill_pattern(frame->result, operation->result_size, step->fill, TENON_PARAMETERS);
    for (uint32_t index = 0; index < operation->parameter_count; index++) {
        frame->arguments[index] = frame->storage + shape->storage[index];
        frame->elements[index] = NULL;
        frame->shown[index] = NULL;
        frame->sizes[index] = 0;
        if (shape->value_of[index] < 0)
            put_number(&at, index);
        else if (!put_value(&at, index, objects))
            return false;
    }
    return true;
}

int32_t tenon_frame_spilled(const tenon_frame *frame, const tenon_shape *shape, const tenon_step *step,
                            int64_t *offset) {
    for (uint32_t index = 0; index < shape->operation->parameter_count; index++) {
        const unsigned char *memory = frame->elements[index];
        if (memory == NULL || !is_written(shape, index))
            continue;
        int32_t value = shape->value_of[index];
        int32_t placement = value < 0 ? TENON_PLACED_END : step->data[value].placement;
        bool before = placement != TENON_PLACED_START && memcmp(memory - MARGIN, margin, MARGIN) != 0;
        bool behind =
            placement != TENON_PLACED_END && memcmp(memory + frame->sizes[index], margin, MARGIN) != 0;
        if (!before && !behind)
            continue;
        const unsigned char *around = before ? memory - MARGIN : memory + frame->sizes[index];
        size_t first = 0;
        while (around[first] == margin[first])
            first++;
        *offset = around + first - memory;
        return (int32_t)index;
    }
    return -1;
}
