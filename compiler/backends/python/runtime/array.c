#include "array.h"

#include <stddef.h>

#include "errors.h"
#include "exports.h"
#include "memory.h"
#include "results.h"

typedef struct tn_array {
    PyObject_HEAD const tn_state *state;
    tn_memory *memory; /* null once it is closed */
    Py_ssize_t count;
    Py_ssize_t item_size;
    Py_ssize_t exports; /* open buffers: the memory stays until they are gone */
    tn_element element;
    bool is_readonly;
} tn_array;

static const char *format_of(tn_element element) {
    /* int64 is 'l' where it can be: that is NumPy's own int64 */
    static const char *const formats[] = {
        "?", "b", "h", "i", sizeof(long) == 8 ? "l" : "q", "B", "H", "I", sizeof(long) == 8 ? "L" : "Q",
        "f", "d"};
    return formats[element];
}

static void free_memory(tn_array *self) {
    tn_memory *memory = self->memory;
    self->memory = NULL;
    if (memory != NULL)
        tn_memory_release(memory);
}

static void array_dealloc(PyObject *object) {
    PyTypeObject *type = Py_TYPE(object);
    free_memory((tn_array *)object);
    PyObject_Free(object);
    Py_DECREF(type);
}

/* Takes the memory over. */
static PyObject *make_array(const tn_state *state, tn_element element, tn_memory *memory, size_t count,
                            bool is_readonly) {
    tn_array *self = PyObject_New(tn_array, (PyTypeObject *)state->refs[tn_ref_array]);
    if (self == NULL) {
        tn_memory_release(memory);
        return NULL;
    }
    self->state = state;
    self->memory = memory;
    self->count = (Py_ssize_t)count;
    self->item_size = (Py_ssize_t)tn_element_size(element);
    self->exports = 0;
    self->element = element;
    self->is_readonly = is_readonly;
    return (PyObject *)self;
}

PyObject *tn_array_new(const tn_state *state, tn_element element, size_t count, void **data) {
    size_t size = tn_element_size(element);
    tn_memory *memory = count > PY_SSIZE_T_MAX / size ? NULL : tn_memory_new(count == 0 ? 1 : count * size);
    if (memory == NULL)
        return tn_no_memory(count);
    *data = memory->data;
    return make_array(state, element, memory, count, false);
}

PyObject *tn_array_shorten(PyObject *array, size_t count) {
    if (array != NULL)
        ((tn_array *)array)->count = (Py_ssize_t)count;
    return array;
}

PyObject *tn_array_of_block(const tn_state *state, tn_element element, const tenon_block *block,
                            bool is_readonly) {
    tn_memory *memory = tn_memory_of_block(block);
    return memory == NULL ? NULL : make_array(state, element, memory, block->count, is_readonly);
}

static bool check_open(const tn_array *self) {
    if (self->memory != NULL)
        return true;
    tenon_refuse(TENON_CLOSED, "the array is closed");
    tn_raise(self->state);
    return false;
}

static int array_get_buffer(PyObject *object, Py_buffer *buffer, int flags) {
    tn_array *self = (tn_array *)object;
    static const _Alignas(8) char nothing[8];
    buffer->obj = NULL;
    if (!check_open(self))
        return -1;
    if ((flags & PyBUF_WRITABLE) == PyBUF_WRITABLE && self->is_readonly) {
        PyErr_SetString(PyExc_BufferError, "a view is read-only");
        return -1;
    }
    buffer->buf = self->memory->data != NULL ? self->memory->data : (void *)(uintptr_t)nothing;
    buffer->obj = Py_NewRef(object);
    buffer->len = self->count * self->item_size;
    buffer->itemsize = self->item_size;
    buffer->readonly = self->is_readonly;
    buffer->ndim = 1;
    buffer->format = flags & PyBUF_FORMAT ? (char *)(uintptr_t)format_of(self->element) : NULL;
    buffer->shape = flags & PyBUF_ND ? &self->count : NULL;
    buffer->strides = (flags & PyBUF_STRIDES) == PyBUF_STRIDES ? &self->item_size : NULL;
    buffer->suboffsets = NULL;
    buffer->internal = NULL;
    self->exports++;
    return 0;
}

static void array_release_buffer(PyObject *object, Py_buffer *buffer) {
    (void)buffer;
    ((tn_array *)object)->exports--;
}

static Py_ssize_t array_length(PyObject *object) {
    return check_open((tn_array *)object) ? ((tn_array *)object)->count : -1;
}

static PyObject *item_at(const tn_array *self, Py_ssize_t index) {
    return tn_element_out(self->element, (const char *)self->memory->data + index * self->item_size);
}

static PyObject *array_item(PyObject *object, Py_ssize_t index) {
    tn_array *self = (tn_array *)object;
    if (!check_open(self))
        return NULL;
    if (index < 0 || index >= self->count) {
        PyErr_SetString(PyExc_IndexError, "array index out of range");
        return NULL;
    }
    return item_at(self, index);
}

/* Making objects can run the collector, and so anybody's code: close() is refused meanwhile, as for a buffer.
 */
static PyObject *slice_list(tn_array *self, Py_ssize_t start, Py_ssize_t step, Py_ssize_t length) {
    self->exports++;
    PyObject *list = PyList_New(length);
    for (Py_ssize_t i = 0; list != NULL && i < length; i++) {
        PyObject *item = item_at(self, start + i * step);
        if (item == NULL)
            Py_CLEAR(list);
        else
            PyList_SetItem(list, i, item);
    }
    self->exports--;
    return list;
}

static PyObject *array_subscript(PyObject *object, PyObject *key) {
    tn_array *self = (tn_array *)object;
    if (!PySlice_Check(key)) {
        Py_ssize_t index = PyNumber_AsSsize_t(key, PyExc_IndexError);
        if (index == -1 && PyErr_Occurred())
            return NULL;
        return array_item(object, index < 0 ? index + self->count : index);
    }
    Py_ssize_t start, stop, step;
    /* Unpacking asks the bounds for their numbers: only then is it known whether the array is still open. */
    if (PySlice_Unpack(key, &start, &stop, &step) < 0 || !check_open(self))
        return NULL;
    Py_ssize_t length = PySlice_AdjustIndices(self->count, &start, &stop, step);
    return slice_list(self, start, step, length);
}

static PyObject *array_to_list(PyObject *object, PyObject *unused) {
    (void)unused;
    tn_array *self = (tn_array *)object;
    return check_open(self) ? slice_list(self, 0, 1, self->count) : NULL;
}

static PyObject *array_compare(PyObject *object, PyObject *other, int operation) {
    tn_array *self = (tn_array *)object;
    if ((operation != Py_EQ && operation != Py_NE) || PyUnicode_Check(other) || !PySequence_Check(other))
        Py_RETURN_NOTIMPLEMENTED;
    Py_ssize_t length = PySequence_Size(other);
    if (length < 0 || !check_open(self))
        return NULL;
    int equal = length == self->count;
    self->exports++; /* the other sequence runs its own code, which must not close this array */
    for (Py_ssize_t i = 0; equal == 1 && i < self->count; i++) {
        PyObject *mine = item_at(self, i);
        PyObject *theirs = mine == NULL ? NULL : PySequence_GetItem(other, i);
        equal = theirs == NULL ? -1 : PyObject_RichCompareBool(mine, theirs, Py_EQ);
        Py_XDECREF(mine);
        Py_XDECREF(theirs);
    }
    self->exports--;
    return equal < 0 ? NULL : PyBool_FromLong((equal == 1) == (operation == Py_EQ));
}

enum { repr_items = 8 };

static PyObject *array_repr(PyObject *object) {
    tn_array *self = (tn_array *)object;
    const char *name = tn_element_name(self->element);
    if (self->memory == NULL)
        return PyUnicode_FromFormat("<Array of %s closed>", name);
    bool is_long = self->count > repr_items;
    PyObject *items = slice_list(self, 0, 1, is_long ? repr_items : self->count);
    if (items == NULL)
        return NULL;
    PyObject *text = is_long ? PyUnicode_FromFormat("<Array of %zd %s: %R...>", self->count, name, items)
                             : PyUnicode_FromFormat("<Array of %zd %s: %R>", self->count, name, items);
    Py_DECREF(items);
    return text;
}

static PyObject *array_close(PyObject *object, PyObject *unused) {
    (void)unused;
    tn_array *self = (tn_array *)object;
    bool is_shared = self->memory != NULL && atomic_load(&self->memory->users) > 1;
    if (self->exports > 0 || is_shared) {
        PyErr_SetString(PyExc_BufferError, "the array is in use: a memoryview, a NumPy array or a tensor "
                                           "looks at it");
        return NULL;
    }
    free_memory(self);
    Py_RETURN_NONE;
}

static PyObject *array_enter(PyObject *object, PyObject *unused) {
    (void)unused;
    return check_open((tn_array *)object) ? Py_NewRef(object) : NULL;
}

static PyObject *array_exit(PyObject *object, PyObject *args) {
    (void)args;
    return array_close(object, NULL);
}

static PyObject *array_closed(PyObject *object, void *closure) {
    (void)closure;
    return PyBool_FromLong(((tn_array *)object)->memory == NULL);
}

static PyObject *array_readonly(PyObject *object, void *closure) {
    (void)closure;
    return PyBool_FromLong(((tn_array *)object)->is_readonly);
}

static PyObject *array_dlpack(PyObject *object, PyObject *args, PyObject *keywords) {
    tn_array *self = (tn_array *)object;
    if (!check_open(self))
        return NULL;
    tn_exported exported = {self->memory, (size_t)self->count, self->element, self->is_readonly};
    return tn_dlpack_out(&exported, args, keywords);
}

static PyObject *array_dlpack_device(PyObject *object, PyObject *unused) {
    (void)unused;
    return check_open((tn_array *)object) ? tn_dlpack_device() : NULL;
}

static PyMethodDef array_methods[] = {
    {"__dlpack__", (PyCFunction)(void (*)(void))array_dlpack, METH_VARARGS | METH_KEYWORDS,
     "__dlpack__($self, /, *, stream=None, max_version=None, dl_device=None, copy=None)\n--\n\n"
     "A DLPack capsule, for numpy.from_dlpack(array) and its like."},
    {"__dlpack_device__", array_dlpack_device, METH_NOARGS,
     "__dlpack_device__($self, /)\n--\n\nWhere DLPack says that the memory is: the CPU's."},
    {"tolist", array_to_list, METH_NOARGS, "tolist($self, /)\n--\n\nThe elements as a list."},
    {"close", array_close, METH_NOARGS,
     "close($self, /)\n--\n\n"
     "Free the memory, or end the view.\n\n"
     "BufferError is raised while a memoryview, a NumPy array or a tensor looks at it."},
    {"__enter__", array_enter, METH_NOARGS, "__enter__($self, /)\n--\n\nThe array itself."},
    {"__exit__", array_exit, METH_VARARGS, "__exit__($self, /, *args)\n--\n\nClose the array."},
    {"__class_getitem__", Py_GenericAlias, METH_O | METH_CLASS,
     "Array[int] and so on, for type annotations."},
    {NULL, NULL, 0, NULL},
};

static PyGetSetDef array_properties[] = {
    {"closed", array_closed, NULL, "Whether it was closed.", NULL},
    {"readonly", array_readonly, NULL, "Whether it cannot be written: a view that only shows.", NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static const char array_doc[] =
    "Numbers in native memory, without a copy.\n\n"
    "A sequence, a buffer and a tensor: memoryview(array), numpy.asarray(array) and\n"
    "torch.from_dlpack(array) share its memory. A view keeps the object alive that it looks\n"
    "into, and that object cannot change until the view is closed; while one that can be\n"
    "written is open, nothing else uses the object.";

static PyType_Slot array_slots[] = {
    {Py_tp_dealloc, (void *)array_dealloc},
    {Py_tp_doc, (void *)(uintptr_t)array_doc},
    {Py_tp_repr, (void *)array_repr},
    {Py_tp_iter, (void *)PySeqIter_New},
    {Py_tp_hash, (void *)PyObject_HashNotImplemented},
    {Py_tp_richcompare, (void *)array_compare},
    {Py_tp_methods, (void *)array_methods},
    {Py_tp_getset, (void *)array_properties},
    {Py_sq_length, (void *)array_length},
    {Py_sq_item, (void *)array_item},
    {Py_mp_length, (void *)array_length},
    {Py_mp_subscript, (void *)array_subscript},
    {Py_bf_getbuffer, (void *)array_get_buffer},
    {Py_bf_releasebuffer, (void *)array_release_buffer},
    {0, NULL},
};

bool tn_add_array(PyObject *module, const char *name) {
    PyType_Spec spec = {name, sizeof(tn_array), 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION,
                        array_slots};
    tn_state *state = PyModule_GetState(module);
    state->refs[tn_ref_array] = PyType_FromModuleAndSpec(module, &spec, NULL);
    return state->refs[tn_ref_array] != NULL &&
           PyModule_AddType(module, (PyTypeObject *)state->refs[tn_ref_array]) == 0;
}
