/**
 * @file
 * Tensors made of our arrays: numpy.from_dlpack(array), torch.from_dlpack(array).
 */
#ifndef TN_EXPORTS_H
#define TN_EXPORTS_H

#include "memory.h"
#include "numbers.h"
#include "state.h"

/** What an array shows. */
typedef struct tn_exported {
    tn_memory *memory;
    size_t count;
    tn_element element;
    bool is_readonly;
} tn_exported;

/** What `__dlpack__(*, stream, max_version, dl_device, copy)` gives: a capsule. */
PyObject *tn_dlpack_out(const tn_exported *exported, PyObject *args, PyObject *keywords);

/** What `__dlpack_device__()` gives. */
PyObject *tn_dlpack_device(void);

#endif /* TN_EXPORTS_H */
