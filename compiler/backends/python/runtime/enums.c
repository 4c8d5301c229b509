#include "enums.h"

#include "arguments.h"
#include "errors.h"
#include "results.h"

static PyObject *list_members(const tn_enum *described) {
    PyObject *members = PyList_New(described->count);
    for (int i = 0; members != NULL && i < described->count; i++) {
        PyObject *pair = Py_BuildValue("(si)", described->members[i].name, (int)described->members[i].value);
        if (pair == NULL)
            Py_CLEAR(members);
        else
            PyList_SetItem(members, i, pair);
    }
    return members;
}

/* IntEnum("Direction", [("NORTH", 0), ...], module="conformance") */
static PyObject *make_class(const tn_enum *described) {
    PyObject *enums = PyImport_ImportModule("enum");
    PyObject *base =
        enums == NULL ? NULL : PyObject_GetAttrString(enums, described->is_flags ? "IntFlag" : "IntEnum");
    PyObject *members = base == NULL ? NULL : list_members(described);
    PyObject *args = members == NULL ? NULL : Py_BuildValue("(sO)", described->name, members);
    PyObject *keywords = args == NULL ? NULL : Py_BuildValue("{ss}", "module", described->module);
    /* bits that are no flag are an error, not kept */
    PyObject *boundary =
        keywords != NULL && described->is_flags ? PyObject_GetAttrString(enums, "STRICT") : NULL;
    if (boundary != NULL && PyDict_SetItemString(keywords, "boundary", boundary) != 0)
        Py_CLEAR(keywords);
    Py_XDECREF(boundary);
    PyObject *made = keywords == NULL ? NULL : PyObject_Call(base, args, keywords);
    Py_XDECREF(enums);
    Py_XDECREF(base);
    Py_XDECREF(members);
    Py_XDECREF(args);
    Py_XDECREF(keywords);
    return made;
}

static bool set_doc(PyObject *class, const char *doc) {
    PyObject *text = PyUnicode_FromString(doc);
    int status = text == NULL ? -1 : PyObject_SetAttrString(class, "__doc__", text);
    Py_XDECREF(text);
    return status == 0;
}

static PyObject *map_members(PyObject *class, const tn_enum *described) {
    PyObject *map = PyDict_New();
    for (int i = 0; map != NULL && i < described->count; i++) {
        PyObject *value = PyLong_FromLong(described->members[i].value);
        PyObject *member = value == NULL ? NULL : PyObject_CallFunctionObjArgs(class, value, NULL);
        if (member == NULL || PyDict_SetItem(map, value, member) != 0)
            Py_CLEAR(map);
        Py_XDECREF(value);
        Py_XDECREF(member);
    }
    return map;
}

/* The class is made of constants, so that nothing but memory can lack; Python's enum, and CPython 3.11 below
 * it, say that in other words, too. */
static void say_no_memory(void) {
    if (PyErr_ExceptionMatches(PyExc_SystemError) || PyErr_ExceptionMatches(PyExc_TypeError))
        PyErr_NoMemory();
}

/* Making a class runs code of Python's, so that another thread may have made it meanwhile: the first one
 * stays.
 */
PyObject *tn_enum_class(const tn_state *state, const tn_enum *described) {
    PyObject **refs = ((tn_state *)PyModule_GetState(state->module))->refs;
    if (refs[described->ref] != NULL)
        return refs[described->ref];
    if (PyErr_Occurred() != NULL) /* of a result before this one */
        return NULL;
    PyObject *class = make_class(described);
    PyObject *map = class != NULL && set_doc(class, described->doc) ? map_members(class, described) : NULL;
    if (map != NULL && refs[described->ref] == NULL) {
        refs[described->ref + 1] = Py_NewRef(map);
        refs[described->ref] = Py_NewRef(class);
    }
    if (map == NULL)
        say_no_memory();
    PyObject *first = map == NULL ? NULL : refs[described->ref];
    Py_XDECREF(class);
    Py_XDECREF(map);
    return first;
}

PyObject *tn_make_enum(PyObject *module, PyObject *name) {
    for (const tn_enum *const *each = tn_enums; PyUnicode_Check(name) && *each != NULL; each++) {
        if (PyUnicode_CompareWithASCIIString(name, (*each)->name) == 0)
            return Py_XNewRef(tn_enum_class(PyModule_GetState(module), *each));
    }
    PyErr_SetObject(PyExc_KeyError, name);
    return NULL;
}

bool tn_enum_in_slow(PyObject *value, tn_place place, const tn_state *state, const tn_enum *described,
                     int32_t *out) {
    if (!PyLong_CheckExact(value)) {
        PyObject *class = tn_enum_class(state, described);
        return class != NULL && tn_wrong_class(place, class, false, value);
    }
    int overflow = 0;
    long number = PyLong_AsLongAndOverflow(value, &overflow);
    if (overflow != 0 || number < INT32_MIN || number > INT32_MAX)
        return tn_wrong_value(PyExc_ValueError, place, "is no member of the enum");
    *out = (int32_t)number;
    return true;
}

PyObject *tn_enum_out(const tn_state *state, const tn_enum *described, int32_t value) {
    PyObject *class = state->refs[described->ref];
    if (TENON_UNLIKELY(class == NULL))
        class = tn_enum_class(state, described);
    PyObject *key = class == NULL ? NULL : PyLong_FromLong(value);
    if (key == NULL)
        return NULL;
    if (described->is_flags) {
        if (!tn_may_ask(key))
            return NULL;
        PyObject *flags = PyObject_CallFunctionObjArgs(class, key, NULL);
        Py_DECREF(key);
        return flags;
    }
    PyObject *member = PyDict_GetItemWithError(state->refs[described->ref + 1], key);
    if (member == NULL && !PyErr_Occurred())
        PyErr_Format(PyExc_ValueError, "%d is no member of %s", (int)value, described->name);
    Py_DECREF(key);
    return Py_XNewRef(member);
}

typedef struct enum_context {
    const tn_state *state;
    const tn_enum *described;
} enum_context;

static bool convert_member(PyObject *item, tn_place place, const void *context, void *out) {
    const enum_context *known = context;
    return tn_enum_in(item, place, known->state, known->described, out);
}

bool tn_enum_array_in(PyObject *value, tn_place place, const tn_state *state, const tn_enum *described,
                      tn_input *out) {
    if (PyObject_CheckBuffer(value))
        return tn_array_in(value, place, tn_i32, out);
    enum_context context = {state, described};
    char expected[120];
    PyOS_snprintf(expected, sizeof(expected), "a sequence of %s", described->name);
    return tn_sequence_in(value, place, expected, sizeof(int32_t), convert_member, &context, out);
}

PyObject *tn_enum_list(const tn_state *state, const tn_enum *described, const int32_t *values, size_t count) {
    PyObject *list = PyList_New((Py_ssize_t)count);
    for (size_t i = 0; list != NULL && i < count; i++) {
        PyObject *member = tn_enum_out(state, described, values[i]);
        if (member == NULL)
            Py_CLEAR(list);
        else
            PyList_SetItem(list, (Py_ssize_t)i, member);
    }
    return list;
}

PyObject *tn_block_members(const tn_state *state, const tn_enum *described, const tenon_block *block) {
    PyObject *list = tn_enum_list(state, described, block->data, block->count);
    tn_block_drop(block);
    return list;
}
