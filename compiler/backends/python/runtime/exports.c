#include "exports.h"

#include <stdlib.h>

#include "dlpack.h"
#include "results.h"

/* One allocation: the struct of either version, and its shape. */
typedef struct export {
    union {
        tn_dl_managed plain;
        tn_dl_versioned versioned;
    } as;
    tn_memory *memory;
    int64_t shape;
    int64_t stride;
}
export;

/* What the caller asks for. */
typedef struct request {
    bool is_versioned;
    bool copies;
} request;

static void end(export *self) {
    tn_memory_release_anywhere(self->memory);
    free(self);
}

static void delete_plain(tn_dl_managed *self) {
    end(self->context);
}

static void delete_versioned(tn_dl_versioned *self) {
    end(self->context);
}

/* Nobody took the tensor out of the capsule. */
static void free_capsule(PyObject *capsule) {
    const char *name = PyCapsule_GetName(capsule);
    if (strcmp(name, TN_DL_CAPSULE) == 0)
        end(((tn_dl_managed *)PyCapsule_GetPointer(capsule, name))->context);
    else if (strcmp(name, TN_DL_VERSIONED_CAPSULE) == 0)
        end(((tn_dl_versioned *)PyCapsule_GetPointer(capsule, name))->context);
}

static tn_dl_type type_of(tn_element element) {
    uint8_t code = tn_dl_int;
    if (element == tn_bool)
        code = tn_dl_bool;
    else if (element == tn_f32 || element == tn_f64)
        code = tn_dl_float;
    else if (element >= tn_u8)
        code = tn_dl_uint;
    return (tn_dl_type){.code = code, .bits = (uint8_t)(tn_element_size(element) * 8), .lanes = 1};
}

static tn_memory *memory_of(const tn_exported *exported, request asked) {
    if (!asked.copies) {
        tn_memory_hold(exported->memory);
        return exported->memory;
    }
    size_t size = exported->count * tn_element_size(exported->element);
    tn_memory *copy = tn_memory_new(size);
    if (copy != NULL && size > 0)
        memcpy(copy->data, exported->memory->data, size);
    return copy;
}

static void fill(export *self, const tn_exported *exported, request asked) {
    tn_dl_tensor *tensor = asked.is_versioned ? &self->as.versioned.tensor : &self->as.plain.tensor;
    self->shape = (int64_t)exported->count;
    self->stride = 1;
    *tensor = (tn_dl_tensor){.data = self->memory->data,
                             .device = {.type = tn_dl_cpu},
                             .ndim = 1,
                             .type = type_of(exported->element),
                             .shape = &self->shape,
                             .strides = &self->stride};
    if (asked.is_versioned) {
        self->as.versioned.major = 1;
        self->as.versioned.context = self;
        self->as.versioned.deleter = delete_versioned;
        self->as.versioned.flags = asked.copies ? TN_DL_COPIED : exported->is_readonly ? TN_DL_READ_ONLY : 0;
    } else {
        self->as.plain.context = self;
        self->as.plain.deleter = delete_plain;
    }
}

static PyObject *capsule_of(const tn_exported *exported, request asked) {
    export *self = calloc(1, sizeof(*self));
    if (self == NULL || (self->memory = memory_of(exported, asked)) == NULL) {
        free(self);
        return PyErr_NoMemory();
    }
    fill(self, exported, asked);
    PyObject *capsule =
        PyCapsule_New(&self->as, asked.is_versioned ? TN_DL_VERSIONED_CAPSULE : TN_DL_CAPSULE, free_capsule);
    if (capsule == NULL)
        end(self);
    return capsule;
}

/* Whether (1, 0) or later is understood. */
static bool read_version(PyObject *version, bool *is_versioned) {
    long major = 0;
    long minor = 0;
    *is_versioned = false;
    if (version == Py_None)
        return true;
    if (!PyTuple_Check(version)) {
        PyErr_SetString(PyExc_TypeError, "max_version must be a tuple of two ints, or None");
        return false;
    }
    if (!PyArg_ParseTuple(version, "ll;max_version must be two ints", &major, &minor))
        return false;
    *is_versioned = major >= 1;
    return true;
}

/* None, or (1, 0): the memory that every processor has. */
static bool check_device(PyObject *device) {
    int type = tn_dl_cpu;
    int id = 0;
    if (device != Py_None && !PyTuple_Check(device)) {
        PyErr_SetString(PyExc_TypeError, "dl_device must be a tuple of two ints, or None");
        return false;
    }
    if (device != Py_None && !PyArg_ParseTuple(device, "ii;dl_device must be two ints", &type, &id))
        return false;
    if (type == tn_dl_cpu && id == 0)
        return true;
    PyErr_SetString(PyExc_BufferError, "the array is in the memory of the CPU: dl_device must be (1, 0)");
    return false;
}

static bool read_request(const tn_exported *exported, PyObject *args, PyObject *keywords, request *asked) {
    static char stream_name[] = "stream";
    static char version_name[] = "max_version";
    static char device_name[] = "dl_device";
    static char copy_name[] = "copy";
    static char *names[] = {stream_name, version_name, device_name, copy_name, NULL};
    PyObject *stream = Py_None;
    PyObject *version = Py_None;
    PyObject *device = Py_None;
    PyObject *copy = Py_None;
    if (!PyArg_ParseTupleAndKeywords(args, keywords, "|$OOOO:__dlpack__", names, &stream, &version, &device,
                                     &copy) ||
        !read_version(version, &asked->is_versioned) || !check_device(device))
        return false;
    if (stream != Py_None) {
        PyErr_SetString(PyExc_BufferError, "the CPU has no streams: stream must be None");
        return false;
    }
    int copies = copy == Py_None ? 0 : PyObject_IsTrue(copy);
    asked->copies = copies == 1;
    if (copies == 0 && exported->is_readonly && !asked->is_versioned) {
        PyErr_SetString(PyExc_BufferError,
                        "a view is read-only, which DLPack can say from max_version=(1, 0) on");
        return false;
    }
    return copies >= 0;
}

PyObject *tn_dlpack_out(const tn_exported *exported, PyObject *args, PyObject *keywords) {
    request asked;
    return read_request(exported, args, keywords, &asked) ? capsule_of(exported, asked) : NULL;
}

PyObject *tn_dlpack_device(void) {
    return Py_BuildValue("(ii)", tn_dl_cpu, 0);
}
