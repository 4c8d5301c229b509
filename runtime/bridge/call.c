/**
 * @file
 * The memory of one call: counts, where values lie, what a call gave, and copies of what it may write.
 */
#include "bridge_internal.h"

enum { ALIGNMENT = 16 };

/* ---- Reading ---------------------------------------------------------------------------------------------
 */

static uint64_t read_whole(const void *at, uint32_t size) {
    uint8_t byte;
    uint16_t half;
    uint32_t word;
    uint64_t whole;
    switch (size) {
    case sizeof byte:
        memcpy(&byte, at, sizeof byte);
        return byte;
    case sizeof half:
        memcpy(&half, at, sizeof half);
        return half;
    case sizeof word:
        memcpy(&word, at, sizeof word);
        return word;
    default:
        memcpy(&whole, at, sizeof whole);
        return whole;
    }
}

static void *read_pointer(const void *at) {
    void *pointer;
    memcpy(&pointer, at, sizeof pointer);
    return pointer;
}

/* A count below 0 counts nothing. */
static uint64_t read_number(const tenon_bridge_type *type, const void *at) {
    uint64_t number = read_whole(at, type->size);
    bool is_negative = type->kind == TENON_BRIDGE_SIGNED && (number >> (type->size * 8 - 1)) != 0;
    return is_negative ? 0 : number;
}

uint64_t tenon_bridge_number(const tenon_bridge_operation *operation, void *const *arguments,
                             int32_t parameter) {
    const tenon_bridge_parameter *is = &operation->parameters[parameter];
    const void *at = is->is_pointer ? read_pointer(arguments[parameter]) : arguments[parameter];
    return at == NULL ? 0 : read_number(is->type, at);
}

size_t tenon_bridge_room(const tenon_bridge_operation *operation, const tenon_bridge_value *value,
                         void *const *arguments) {
    if (value->form != TENON_BRIDGE_ARRAY || value->count < 0)
        return 1;
    return (size_t)tenon_bridge_number(operation, arguments, value->count);
}

void *tenon_bridge_memory(const tenon_bridge_value *value, void *const *arguments) {
    bool is_behind = value->form == TENON_BRIDGE_POINTER || value->form == TENON_BRIDGE_ARRAY;
    return is_behind && value->parameter >= 0 ? read_pointer(arguments[value->parameter]) : NULL;
}

/* ---- What a call gave ------------------------------------------------------------------------------------
 */

bool tenon_bridge_succeeded(const tenon_bridge_operation *operation, const tenon_bridge_outcome *outcome) {
    return !operation->returns_status || read_whole(outcome->result, operation->result_size) == 0;
}

bool tenon_bridge_is_present(const tenon_bridge_operation *operation, const tenon_bridge_value *value,
                             const tenon_bridge_outcome *outcome) {
    enum { NO_FLAG = -1, RESULT = -2 };
    if (value->present_if == NO_FLAG)
        return true;
    if (value->present_if == RESULT)
        return read_whole(outcome->result, operation->result_size) != 0;
    return tenon_bridge_number(operation, outcome->arguments, value->present_if) != 0;
}

void *tenon_bridge_block(const tenon_bridge_operation *operation, const tenon_bridge_value *value,
                         const tenon_bridge_outcome *outcome) {
    if (value->form != TENON_BRIDGE_BLOCK || !tenon_bridge_is_present(operation, value, outcome))
        return NULL;
    if (value->parameter < 0)
        return read_pointer(outcome->result);
    const void *at = read_pointer(outcome->arguments[value->parameter]);
    return at == NULL ? NULL : read_pointer(at);
}

void tenon_bridge_free_blocks(const tenon_bridge_operation *operation, const tenon_bridge_outcome *outcome) {
    if (!tenon_bridge_succeeded(operation, outcome))
        return;
    for (uint32_t i = 0; i < operation->value_count; i++) {
        const tenon_bridge_value *value = &operation->values[i];
        void *block = value->freed_by == NULL ? NULL : tenon_bridge_block(operation, value, outcome);
        if (block != NULL)
            value->freed_by(block);
    }
}

/* ---- Copies ----------------------------------------------------------------------------------------------
 */

/* Memory of a C parameter that the call may write: where it lies and how long it is. Null: there is none. */
typedef struct written {
    const void *at;
    size_t size;
} written;

/* `void` counts bytes. */
static size_t element_size(const tenon_bridge_type *type) {
    return type->size == 0 ? 1 : type->size;
}

static written written_by_value(const tenon_bridge_operation *operation, const tenon_bridge_value *value,
                                void *const *arguments) {
    if (value->parameter < 0 || value->direction == TENON_BRIDGE_IN || value->form == TENON_BRIDGE_VALUE)
        return (written){NULL, 0};
    if (value->form == TENON_BRIDGE_BLOCK)
        return (written){read_pointer(arguments[value->parameter]), sizeof(void *)};
    return (written){tenon_bridge_memory(value, arguments),
                     tenon_bridge_room(operation, value, arguments) * element_size(value->type)};
}

static written written_by(const tenon_bridge_operation *operation, uint32_t parameter,
                          void *const *arguments) {
    const tenon_bridge_parameter *is = &operation->parameters[parameter];
    if (is->is_pointer && is->direction != TENON_BRIDGE_IN)
        return (written){read_pointer(arguments[parameter]), is->type->size};
    for (uint32_t i = 0; i < operation->value_count; i++) {
        if (operation->values[i].parameter == (int32_t)parameter)
            return written_by_value(operation, &operation->values[i], arguments);
    }
    return (written){NULL, 0};
}

static size_t aligned(size_t size) {
    return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

/* The struct, the rooms, the result, and a pointer and its memory per written parameter. */
static size_t twin_size(const tenon_bridge_operation *operation, void *const *arguments) {
    size_t size = aligned(sizeof(tenon_bridge_twin) + operation->parameter_count * sizeof(void *));
    size += aligned(operation->value_count * sizeof(size_t)) + aligned(operation->result_size);
    for (uint32_t i = 0; i < operation->parameter_count; i++) {
        written memory = written_by(operation, i, arguments);
        if (memory.at != NULL)
            size += aligned(sizeof(void *)) + aligned(memory.size);
    }
    return size;
}

static void *take(char **from, size_t size) {
    void *taken = *from;
    *from += aligned(size);
    return taken;
}

tenon_bridge_twin *tenon_bridge_twin_new(const tenon_bridge_operation *operation, void *const *arguments) {
    char *memory = calloc(1, twin_size(operation, arguments));
    if (memory == NULL)
        return NULL;
    tenon_bridge_twin *twin =
        take(&memory, sizeof(tenon_bridge_twin) + operation->parameter_count * sizeof(void *));
    twin->rooms = take(&memory, operation->value_count * sizeof(size_t));
    twin->result = take(&memory, operation->result_size);
    for (uint32_t i = 0; i < operation->value_count; i++)
        twin->rooms[i] = tenon_bridge_room(operation, &operation->values[i], arguments);
    for (uint32_t i = 0; i < operation->parameter_count; i++) {
        written original = written_by(operation, i, arguments);
        twin->arguments[i] = arguments[i];
        if (original.at == NULL)
            continue;
        twin->arguments[i] = take(&memory, sizeof(void *));
        void *copy = take(&memory, original.size);
        memcpy(copy, original.at, original.size);
        memcpy(twin->arguments[i], &copy, sizeof copy);
    }
    return twin;
}
