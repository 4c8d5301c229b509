/**
 * @file
 * Inputs of the differential check, and what their types say about memory.
 */
#define _GNU_SOURCE /* what POSIX and Linux add to C */
#include "trial.h"

#include <sys/mman.h>

bool tenon_type_has_text(const tenon_bridge_type *type) {
    if (type->kind == TENON_BRIDGE_TEXT)
        return tenon_is_string(type);
    for (uint32_t at = 0; at < type->field_count; at++) {
        if (type->fields[at].type != NULL && tenon_type_has_text(type->fields[at].type))
            return true;
    }
    return false;
}

bool tenon_type_is_plain(const tenon_bridge_type *type) {
    switch (type->kind) {
    case TENON_BRIDGE_FLOAT:
    case TENON_BRIDGE_VARIANT:
    case TENON_BRIDGE_OBJECT:
        return false;
    case TENON_BRIDGE_TEXT:
        return !tenon_is_string(type);
    case TENON_BRIDGE_RECORD:
        break;
    default:
        return true;
    }
    size_t used = 0;
    for (uint32_t at = 0; at < type->field_count; at++) {
        const tenon_bridge_field *field = &type->fields[at];
        if (field->present_if >= 0 || !tenon_type_is_plain(field->type))
            return false;
        used += tenon_element_size(field->type) * field->count;
    }
    return used == type->size;
}

bool tenon_input_reserve(tenon_input *input) {
    void *pool = mmap(NULL, TENON_INPUT_POOL, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    input->pool = pool == MAP_FAILED ? NULL : pool;
    tenon_input_clear(input);
    return input->pool != NULL;
}

void tenon_input_release(tenon_input *input) {
    if (input->pool != NULL)
        munmap(input->pool, TENON_INPUT_POOL);
    input->pool = NULL;
}

void tenon_input_clear(tenon_input *input) {
    input->count = 0;
    input->objects = 0;
    input->used = 0;
}

void *tenon_input_room(tenon_input *input, size_t size) {
    if (size > TENON_INPUT_POOL - input->used - 16)
        return NULL;
    void *room = input->pool + input->used;
    input->used += (size + 15) & ~(size_t)15;
    return room;
}

tenon_step *tenon_input_step(tenon_input *input, const tenon_bridge_operation *operation, uint32_t index) {
    size_t size = operation->value_count * sizeof(tenon_datum);
    tenon_datum *data = input->count < TENON_INPUT_STEPS ? tenon_input_room(input, size) : NULL;
    if (data == NULL)
        return NULL;
    memset(data, 0, size);
    tenon_step *step = &input->steps[input->count++];
    *step = (tenon_step){.operation = index, .data = data};
    return step;
}

/* Gives texts inside of an element memory of their own in the pool. */
static bool own_texts(tenon_input *input, const tenon_bridge_type *type, unsigned char *element) {
    if (tenon_is_string(type)) {
        const char *text;
        memcpy(&text, element, sizeof text);
        if (text == NULL)
            return true;
        size_t size = strlen(text) + 1;
        char *own = tenon_input_room(input, size);
        if (own == NULL)
            return false;
        memcpy(own, text, size);
        memcpy(element, &own, sizeof own);
        return true;
    }
    int32_t tag = 0;
    if (type->kind == TENON_BRIDGE_VARIANT)
        memcpy(&tag, element + type->tag_offset, sizeof tag);
    for (uint32_t at = 0; at < type->field_count; at++) {
        const tenon_bridge_field *field = &type->fields[at];
        bool is_there = type->kind != TENON_BRIDGE_VARIANT || type->constants[at] == tag;
        for (uint32_t i = 0; is_there && field->type != NULL && i < field->count; i++) {
            if (!own_texts(input, field->type, element + field->offset + i * tenon_element_size(field->type)))
                return false;
        }
    }
    return true;
}

unsigned char *tenon_input_elements(tenon_input *input, const tenon_bridge_type *type, const void *from,
                                    size_t count) {
    size_t size = tenon_element_size(type);
    unsigned char *elements = tenon_input_room(input, size * count);
    if (elements == NULL)
        return NULL;
    if (count > 0)
        memcpy(elements, from, size * count);
    if (!tenon_type_has_text(type))
        return elements;
    for (size_t i = 0; i < count; i++) {
        if (!own_texts(input, type, elements + i * size))
            return NULL;
    }
    return elements;
}

bool tenon_input_copy(const tenon_bridges *bridges, tenon_input *to, const tenon_input *from) {
    tenon_input_clear(to);
    for (uint32_t at = 0; at < from->count; at++) {
        const tenon_step *step = &from->steps[at];
        const tenon_bridge_operation *operation = &bridges->operations[step->operation];
        tenon_step *copy = tenon_input_step(to, operation, step->operation);
        if (copy == NULL)
            return false;
        copy->fill = step->fill;
        for (uint32_t i = 0; i < operation->value_count; i++) {
            const tenon_bridge_value *value = &operation->values[i];
            copy->data[i] = step->data[i];
            if (step->data[i].data == NULL)
                continue;
            if (tenon_is_lone_string(value)) { /* its elements are bytes */
                unsigned char *text = tenon_input_room(to, step->data[i].count);
                if (text != NULL)
                    memcpy(text, step->data[i].data, step->data[i].count);
                copy->data[i].data = text;
            } else {
                copy->data[i].data =
                    tenon_input_elements(to, value->type, step->data[i].data, step->data[i].count);
            }
            if (copy->data[i].data == NULL)
                return false;
        }
    }
    to->objects = from->objects;
    return true;
}
