#include "maps.h"

#include "arguments.h"
#include "results.h"

void tn_map_release(tn_map *map) {
    Py_XDECREF(map->keys);
    Py_XDECREF(map->values);
}

static bool split(PyObject *items, tn_place place, tn_map *out) {
    Py_ssize_t count = PyList_Size(items);
    out->keys = PyList_New(count);
    out->values = PyList_New(count);
    for (Py_ssize_t i = 0; out->keys != NULL && out->values != NULL && i < count; i++) {
        PyObject *item = PyList_GetItem(items, i);
        if (!PyTuple_Check(item) || PyTuple_Size(item) != 2)
            return tn_wrong_value(PyExc_TypeError, place, "has items that are no pairs");
        PyList_SetItem(out->keys, i, Py_NewRef(PyTuple_GetItem(item, 0)));
        PyList_SetItem(out->values, i, Py_NewRef(PyTuple_GetItem(item, 1)));
    }
    return out->keys != NULL && out->values != NULL;
}

bool tn_map_in(PyObject *value, tn_place place, tn_map *out) {
    if (!PyDict_Check(value) && !PyObject_HasAttrString(value, "items"))
        return tn_wrong_type(place, "a mapping", value);
    PyObject *items = PyMapping_Items(value); /* at once: keys and values of the same moment */
    bool ok = items != NULL && split(items, place, out);
    Py_XDECREF(items);
    return ok;
}

static bool add_item(PyObject *map, PyObject *keys, PyObject *values, Py_ssize_t at) {
    PyObject *key = PySequence_GetItem(keys, at);
    PyObject *value = PySequence_GetItem(values, at);
    bool ok = key != NULL && value != NULL && PyDict_SetItem(map, key, value) == 0;
    Py_XDECREF(key);
    Py_XDECREF(value);
    return ok;
}

PyObject *tn_map_out(PyObject *keys, PyObject *values) {
    PyObject *map = keys == NULL || values == NULL ? NULL : PyDict_New();
    Py_ssize_t count = map == NULL ? 0 : PySequence_Size(keys);
    for (Py_ssize_t i = 0; map != NULL && i < count; i++) {
        if (!add_item(map, keys, values, i))
            Py_CLEAR(map);
    }
    Py_XDECREF(keys);
    Py_XDECREF(values);
    return map;
}

PyObject *tn_block_numbers(tn_element element, const tenon_block *block) {
    PyObject *list = PyList_New((Py_ssize_t)block->count);
    for (size_t i = 0; list != NULL && i < block->count; i++) {
        PyObject *item = tn_element_out(element, (const char *)block->data + i * tn_element_size(element));
        if (item == NULL)
            Py_CLEAR(list);
        else
            PyList_SetItem(list, (Py_ssize_t)i, item);
    }
    tn_block_drop(block);
    return list;
}
