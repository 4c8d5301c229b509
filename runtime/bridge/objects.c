/**
 * @file
 * Objects of bridged classes. An object belongs to who made it: who serves its functions changes only while
 * there is none.
 *
 * One word per group of operations counts the objects that are alive and those that calls are about to make.
 * A call counts what it may make before it looks who serves, so a word that is 0 says that nobody has looked;
 * a swap sets its highest bit then, and whoever wants to make one waits until it is gone.
 */
#include <sched.h>

#include "objects.h"

#define SHUT (UINT64_C(1) << 63)

/* ---- Groups ----------------------------------------------------------------------------------------------
 */

static uint64_t class_bit(int32_t index) {
    enum { BITS = 64 };
    return UINT64_C(1) << (index < BITS ? index : BITS - 1);
}

uint64_t tenon_bridge_classes_of(const tenon_bridges *bridges, uint32_t operation) {
    const tenon_bridge_operation *is = &bridges->operations[operation];
    uint64_t classes = is->class_index < 0 ? 0 : class_bit(is->class_index);
    for (uint32_t i = 0; i < is->value_count; i++) {
        const tenon_bridge_type *type = is->values[i].type;
        if (type->kind == TENON_BRIDGE_OBJECT)
            classes |= class_bit(type->class_index);
    }
    return classes;
}

static uint32_t find_group(const tenon_bridges *bridges, uint32_t operation) {
    uint64_t classes = tenon_bridge_classes_of(bridges, operation);
    uint64_t before = 0;
    uint32_t first = operation;
    while (classes != before) {
        before = classes;
        for (uint32_t i = 0; i < bridges->operation_count; i++) {
            uint64_t others = tenon_bridge_classes_of(bridges, i);
            if ((others & classes) == 0)
                continue;
            classes |= others;
            first = i < first ? i : first;
        }
    }
    return first;
}

uint32_t tenon_bridge_group(const tenon_bridges *bridges, uint32_t operation) {
    _Atomic uint32_t *known = &bridges->slots[operation].group;
    uint32_t group = atomic_load_explicit(known, memory_order_relaxed);
    if (group == 0) { /* not yet; any thread finds the same */
        group = find_group(bridges, operation) + 1;
        atomic_store_explicit(known, group, memory_order_relaxed);
    }
    return group - 1;
}

/* ---- Counting --------------------------------------------------------------------------------------------
 */

static bool makes(const tenon_bridge_value *value) {
    return value->type->kind == TENON_BRIDGE_OBJECT && value->direction != TENON_BRIDGE_IN;
}

static bool ends(const tenon_bridge_value *value) {
    return value->type->kind == TENON_BRIDGE_OBJECT && value->consumes;
}

bool tenon_bridge_counts_objects(const tenon_bridge_operation *operation) {
    for (uint32_t i = 0; i < operation->value_count; i++) {
        if (makes(&operation->values[i]) || ends(&operation->values[i]))
            return true;
    }
    return false;
}

static _Atomic uint64_t *word_of(const tenon_bridges *bridges, uint32_t group) {
    return &bridges->slots[group].objects;
}

uint64_t tenon_bridge_objects(const tenon_bridges *bridges, uint32_t group) {
    return atomic_load_explicit(word_of(bridges, group), memory_order_relaxed) & ~SHUT;
}

bool tenon_bridge_shut_gate(tenon_bridges *bridges, uint32_t group) {
    uint64_t none = 0;
    return atomic_compare_exchange_strong_explicit(word_of(bridges, group), &none, SHUT, memory_order_acquire,
                                                   memory_order_relaxed);
}

void tenon_bridge_open_gate(tenon_bridges *bridges, uint32_t group) {
    atomic_store_explicit(word_of(bridges, group), 0, memory_order_release);
}

static void add(_Atomic uint64_t *word, uint64_t objects) {
    uint64_t seen = atomic_load_explicit(word, memory_order_relaxed);
    for (;;) {
        if ((seen & SHUT) != 0) {
            sched_yield();
            seen = atomic_load_explicit(word, memory_order_relaxed);
        } else if (atomic_compare_exchange_weak_explicit(word, &seen, seen + objects, memory_order_acquire,
                                                         memory_order_relaxed)) {
            return;
        }
    }
}

/* Never below 0: a program may end through the bridge what it has made past it. */
static void subtract(_Atomic uint64_t *word, uint64_t objects) {
    uint64_t seen = atomic_load_explicit(word, memory_order_relaxed);
    uint64_t left;
    do {
        uint64_t there_are = seen & ~SHUT;
        left = (seen & SHUT) | (there_are > objects ? there_are - objects : 0);
    } while (!atomic_compare_exchange_weak_explicit(word, &seen, left, memory_order_release,
                                                    memory_order_relaxed));
}

static void *object_at(const void *at) {
    void *object;
    memcpy(&object, at, sizeof object);
    return object;
}

static uint64_t count_ending(const tenon_bridge_operation *operation, void *const *arguments) {
    uint64_t count = 0;
    for (uint32_t i = 0; i < operation->value_count; i++) {
        const tenon_bridge_value *value = &operation->values[i];
        count += ends(value) && object_at(arguments[value->parameter]) != NULL;
    }
    return count;
}

static uint64_t count_wanted(const tenon_bridge_operation *operation) {
    uint64_t count = 0;
    for (uint32_t i = 0; i < operation->value_count; i++)
        count += makes(&operation->values[i]);
    return count;
}

static uint64_t count_made(const tenon_bridge_operation *operation, const tenon_bridge_outcome *outcome) {
    uint64_t count = 0;
    if (!tenon_bridge_succeeded(operation, outcome))
        return 0;
    for (uint32_t i = 0; i < operation->value_count; i++) {
        const tenon_bridge_value *value = &operation->values[i];
        if (!makes(value) || !tenon_bridge_is_present(operation, value, outcome))
            continue;
        const void *at =
            value->parameter < 0 ? outcome->result : object_at(outcome->arguments[value->parameter]);
        count += at != NULL && object_at(at) != NULL;
    }
    return count;
}

void tenon_bridge_watch_objects(tenon_bridges *bridges, uint32_t operation, void *const *arguments,
                                void *result) {
    const tenon_bridge_operation *is = &bridges->operations[operation];
    _Atomic uint64_t *word = word_of(bridges, tenon_bridge_group(bridges, operation));
    uint64_t wanted = count_wanted(is);
    uint64_t ending = count_ending(is, arguments);
    if (wanted > 0)
        add(word, wanted);
    const tenon_bridge_service *service = tenon_bridge_service_of(bridges, operation);
    is->invoke(service == NULL ? is->reference : service->function, arguments, result);
    uint64_t made = count_made(is, &(tenon_bridge_outcome){.arguments = arguments, .result = result});
    uint64_t gone = wanted - made + ending;
    if (gone > 0)
        subtract(word, gone);
}
