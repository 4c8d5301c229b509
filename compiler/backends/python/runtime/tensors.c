#include "tensors.h"

#include "arguments.h"
#include "dlpack.h"

bool tn_is_tensor(PyObject *value) {
    return !PyList_CheckExact(value) && !PyTuple_CheckExact(value) &&
           PyObject_HasAttrString(value, "__dlpack__");
}

/* Producers from before version 1 do not know max_version. */
static PyObject *capsule_of(PyObject *value) {
    PyObject *method = PyObject_GetAttrString(value, "__dlpack__");
    PyObject *args = method == NULL ? NULL : PyTuple_New(0);
    PyObject *keywords = args == NULL ? NULL : Py_BuildValue("{s(ii)}", "max_version", 1, 0);
    PyObject *capsule = keywords == NULL ? NULL : PyObject_Call(method, args, keywords);
    if (capsule == NULL && keywords != NULL && PyErr_ExceptionMatches(PyExc_TypeError)) {
        PyErr_Clear();
        capsule = PyObject_CallNoArgs(method);
    }
    Py_XDECREF(method);
    Py_XDECREF(args);
    Py_XDECREF(keywords);
    return capsule;
}

/* Take the tensor out of its capsule, which is called a used one from then on. */
static bool take(PyObject *capsule, tn_place place, tn_tensor *out) {
    out->is_versioned = PyCapsule_IsValid(capsule, TN_DL_VERSIONED_CAPSULE);
    if (!out->is_versioned && !PyCapsule_IsValid(capsule, TN_DL_CAPSULE))
        return tn_wrong_value(PyExc_TypeError, place, "gave no DLPack tensor, or one that was used already");
    void *managed =
        PyCapsule_GetPointer(capsule, out->is_versioned ? TN_DL_VERSIONED_CAPSULE : TN_DL_CAPSULE);
    const char *used = out->is_versioned ? TN_DL_USED_VERSIONED_CAPSULE : TN_DL_USED_CAPSULE;
    if (managed == NULL || PyCapsule_SetName(capsule, used) != 0)
        return false;
    out->managed = managed;
    return true;
}

void tn_tensor_release(tn_tensor *tensor) {
    if (tensor->managed == NULL)
        return;
    PyObject *type, *value, *trace; /* the call may be failing already */
    PyErr_Fetch(&type, &value, &trace);
    if (tensor->is_versioned) {
        tn_dl_versioned *versioned = tensor->managed;
        if (versioned->deleter != NULL)
            versioned->deleter(versioned);
    } else {
        tn_dl_managed *managed = tensor->managed;
        if (managed->deleter != NULL)
            managed->deleter(managed);
    }
    tensor->managed = NULL;
    PyErr_Restore(type, value, trace);
}

static bool element_of(tn_dl_type type, tn_element *element) {
    int step = type.bits == 8 ? 0 : type.bits == 16 ? 1 : type.bits == 32 ? 2 : type.bits == 64 ? 3 : -1;
    if (type.lanes != 1 || step < 0)
        return false;
    if (type.code == tn_dl_bool && step == 0)
        *element = tn_bool;
    else if (type.code == tn_dl_int)
        *element = (tn_element)(tn_i8 + step);
    else if (type.code == tn_dl_uint)
        *element = (tn_element)(tn_u8 + step);
    else if (type.code == tn_dl_float && step >= 2)
        *element = step == 2 ? tn_f32 : tn_f64;
    else
        return false;
    return true;
}

static bool describe(const tn_dl_tensor *tensor, tn_place place, tn_tensor *out) {
    if (tensor->device.type != tn_dl_cpu && tensor->device.type != tn_dl_cuda_host)
        return tn_wrong_value(PyExc_TypeError, place, "must be a tensor in the memory of the CPU");
    if (!element_of(tensor->type, &out->element))
        return tn_wrong_value(PyExc_TypeError, place, "must be a tensor of plain numbers");
    if (tensor->ndim != 1 || tensor->shape == NULL || tensor->shape[0] < 0)
        return tn_wrong_value(PyExc_TypeError, place, "must be a one-dimensional tensor");
    if (tensor->strides != NULL && tensor->strides[0] != 1 && tensor->shape[0] > 1)
        return tn_wrong_value(PyExc_TypeError, place, "must be a contiguous tensor");
    out->count = (size_t)tensor->shape[0];
    out->data = (const char *)tensor->data + tensor->byte_offset;
    return true;
}

bool tn_tensor_in(PyObject *value, tn_place place, tn_tensor *out) {
    PyObject *capsule = capsule_of(value);
    bool ok = capsule != NULL && take(capsule, place, out);
    Py_XDECREF(capsule);
    if (!ok)
        return false;
    if (!out->is_versioned)
        return describe(&((tn_dl_managed *)out->managed)->tensor, place, out);
    const tn_dl_versioned *versioned = out->managed;
    if (versioned->major > 1)
        return tn_wrong_value(PyExc_TypeError, place, "must be a tensor of DLPack 1");
    out->is_readonly = (versioned->flags & TN_DL_READ_ONLY) != 0;
    return describe(&versioned->tensor, place, out);
}
