/**
 * @file
 * Results: numbers out, several results as a tuple, bytes.
 */
#ifndef TN_RESULTS_H
#define TN_RESULTS_H

#include "state.h"

#define tn_bool_out(value) PyBool_FromLong(value)
#define tn_i8_out(value) PyLong_FromLong(value)
#define tn_i16_out(value) PyLong_FromLong(value)
#define tn_i32_out(value) PyLong_FromLong(value)
#define tn_i64_out(value) PyLong_FromLongLong(value)
#define tn_u8_out(value) PyLong_FromLong(value)
#define tn_u16_out(value) PyLong_FromLong(value)
#define tn_u32_out(value) PyLong_FromUnsignedLong(value)
#define tn_u64_out(value) PyLong_FromUnsignedLongLong(value)
#define tn_size_out(value) PyLong_FromSize_t(value)
#define tn_f32_out(value) PyFloat_FromDouble((double)(value))
#define tn_f64_out(value) PyFloat_FromDouble(value)

/**
 * A tuple of `count` results, which are taken over. All of them are made before this is called, so that what
 * the library gave is released even where one could not be made: that one is null, and its error is raised.
 */
PyObject *tn_tuple(PyObject **results, Py_ssize_t count);

/**
 * Whether Python's own code may run to make a result of `from`, which is released where it may not: there is
 * nothing to make it of, or a result before this one could not be made, and its error must be the one that
 * comes.
 */
TN_SLOW bool tn_may_ask(PyObject *from);

/** MemoryError: "no memory for 5 elements". @return null */
void *tn_no_memory(size_t count);

/** Zeroed memory of PyMem for `count` elements, never null for none; null with MemoryError raised. */
void *tn_scratch_new(size_t count, size_t size);

/** A bytes object to be filled; null with MemoryError raised. */
PyObject *tn_bytes_new(size_t count);

/** The first `count` bytes of a bytes object made for this call; null is passed through. */
PyObject *tn_bytes_shorten(PyObject *bytes, size_t count);

/** Give a block back that was copied; one without elements may have no handle. */
static inline void tn_block_drop(const tenon_block *block) {
    if (block->handle != 0)
        tenon_drop(block->handle);
}

/** A copy of a block of bytes, which is dropped. */
PyObject *tn_block_bytes(const tenon_block *block);

#endif /* TN_RESULTS_H */
