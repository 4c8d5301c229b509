#include "memory.h"

#include <stdalign.h>
#include <stddef.h>
#include <stdlib.h>

#include "drops.h"
#include "results.h"

enum {
    head_size = (sizeof(tn_memory) + alignof(max_align_t) - 1) / alignof(max_align_t) * alignof(max_align_t)
};

static tn_memory *allocate(size_t bytes) {
    tn_memory *memory = bytes > PY_SSIZE_T_MAX - head_size ? NULL : calloc(1, head_size + bytes);
    if (memory != NULL)
        atomic_init(&memory->users, 1);
    return memory;
}

tn_memory *tn_memory_new(size_t bytes) {
    tn_memory *memory = allocate(bytes);
    if (memory != NULL)
        memory->data = (char *)memory + head_size;
    return memory;
}

tn_memory *tn_memory_of_block(const tenon_block *block) {
    tn_memory *memory = allocate(0);
    if (memory == NULL) {
        tn_block_drop(block);
        PyErr_NoMemory();
        return NULL;
    }
    memory->data = (void *)(uintptr_t)block->data;
    memory->handle = block->handle;
    return memory;
}

void tn_memory_hold(tn_memory *memory) {
    atomic_fetch_add(&memory->users, 1);
}

static void end(tn_memory *memory, void (*drop)(tenon_handle handle)) {
    if (atomic_fetch_sub(&memory->users, 1) != 1)
        return;
    if (memory->handle != 0)
        drop(memory->handle);
    free(memory);
}

static void drop_here(tenon_handle handle) {
    (void)tenon_drop(handle);
}

void tn_memory_release(tn_memory *memory) {
    end(memory, drop_here);
}

void tn_memory_release_anywhere(tn_memory *memory) {
    end(memory, tenon_host_drop);
}
