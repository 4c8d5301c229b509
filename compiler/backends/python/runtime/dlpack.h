/**
 * @file
 * DLPack: how array libraries hand tensors to each other without a copy. The structs are those of version 1
 * of the protocol, and of the one before, which has no flags.
 */
#ifndef TN_DLPACK_H
#define TN_DLPACK_H

#include <stdint.h>

enum { tn_dl_cpu = 1, tn_dl_cuda_host = 3 };

enum { tn_dl_int = 0, tn_dl_uint = 1, tn_dl_float = 2, tn_dl_bool = 6 };

#define TN_DL_READ_ONLY UINT64_C(1)
#define TN_DL_COPIED UINT64_C(2)

typedef struct tn_dl_device {
    int32_t type;
    int32_t id;
} tn_dl_device;

typedef struct tn_dl_type {
    uint8_t code;
    uint8_t bits;
    uint16_t lanes;
} tn_dl_type;

typedef struct tn_dl_tensor {
    void *data;
    tn_dl_device device;
    int32_t ndim;
    tn_dl_type type;
    int64_t *shape;
    int64_t *strides; /**< In elements; null: contiguous. */
    uint64_t byte_offset;
} tn_dl_tensor;

/** What a capsule called "dltensor" holds. */
typedef struct tn_dl_managed {
    tn_dl_tensor tensor;
    void *context;
    void (*deleter)(struct tn_dl_managed *self);
} tn_dl_managed;

/** What a capsule called "dltensor_versioned" holds. */
typedef struct tn_dl_versioned {
    uint32_t major;
    uint32_t minor;
    void *context;
    void (*deleter)(struct tn_dl_versioned *self);
    uint64_t flags;
    tn_dl_tensor tensor;
} tn_dl_versioned;

#define TN_DL_CAPSULE "dltensor"
#define TN_DL_USED_CAPSULE "used_dltensor"
#define TN_DL_VERSIONED_CAPSULE "dltensor_versioned"
#define TN_DL_USED_VERSIONED_CAPSULE "used_dltensor_versioned"

#endif /* TN_DLPACK_H */
