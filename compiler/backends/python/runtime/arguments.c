#include "arguments.h"

/* Finds a keyword among the parameters: by identity, since call sites intern their names, then by value. */
static int find_parameter(const tn_state *state, const tn_signature *signature, PyObject *keyword) {
    for (int i = 0; i < signature->count; i++) {
        if (state->refs[tn_ref_names + signature->names[i]] == keyword)
            return i;
    }
    for (int i = 0; i < signature->count; i++) {
        if (PyUnicode_Compare(state->refs[tn_ref_names + signature->names[i]], keyword) == 0)
            return i;
    }
    return -1;
}

static bool place_keyword(const tn_state *state, const tn_signature *signature, PyObject *keyword,
                          PyObject *value, PyObject **space) {
    int at = find_parameter(state, signature, keyword);
    if (at < 0) {
        if (!PyErr_Occurred())
            PyErr_Format(PyExc_TypeError, "%s() got an unexpected keyword argument '%U'", signature->function,
                         keyword);
        return false;
    }
    if (space[at] != NULL) {
        PyErr_Format(PyExc_TypeError, "argument for %s() given by name ('%U') and position (%d)",
                     signature->function, keyword, at + 1);
        return false;
    }
    space[at] = value;
    return true;
}

/* Of those by position; a name too many is an unknown one, or one given twice. */
static bool check_count(const tn_signature *signature, Py_ssize_t count) {
    int most = signature->count - signature->by_name;
    const char *kind = signature->by_name > 0 ? "positional " : "";
    if (count <= most)
        return true;
    if (most == 0)
        PyErr_Format(PyExc_TypeError, "%s() takes no %sarguments (%zd given)", signature->function, kind,
                     count);
    else
        PyErr_Format(PyExc_TypeError, "%s() takes at most %d %sargument%s (%zd given)", signature->function,
                     most, kind, most == 1 ? "" : "s", count);
    return false;
}

/* What was left out is None where the parameter is optional, and null where the function has a default. */
static bool fill_missing(const tn_signature *signature, PyObject **space) {
    for (int i = 0; i < signature->count; i++) {
        if (space[i] != NULL)
            continue;
        if (i < signature->required) {
            PyErr_Format(PyExc_TypeError, "%s() missing required argument '%s' (pos %d)", signature->function,
                         tn_names[signature->names[i]].text, i + 1);
            return false;
        }
        space[i] = i < 64 && (signature->fills >> i & 1) != 0 ? NULL : Py_None;
    }
    return true;
}

static bool put_in_order(const tn_state *state, const tn_signature *signature, PyObject *const *args,
                         Py_ssize_t count, PyObject *keywords, PyObject **space) {
    Py_ssize_t keyword_count = keywords == NULL ? 0 : PyTuple_Size(keywords);
    if (!check_count(signature, count))
        return false;
    for (int i = 0; i < signature->count; i++)
        space[i] = i < count ? args[i] : NULL;
    for (Py_ssize_t i = 0; i < keyword_count; i++) {
        if (!place_keyword(state, signature, PyTuple_GetItem(keywords, i), args[count + i], space))
            return false;
    }
    return fill_missing(signature, space);
}

enum { few_arguments = 16 };

PyObject *tn_call_in_order(const tn_state *state, const tn_signature *signature, tn_function *function,
                           PyObject *self, PyObject *const *args, Py_ssize_t count, PyObject *keywords) {
    PyObject *few[few_arguments];
    bool is_few = signature->count <= few_arguments;
    PyObject **space = is_few ? few : PyMem_Calloc((size_t)signature->count, sizeof(PyObject *));
    if (space == NULL)
        return PyErr_NoMemory();
    PyObject *result = NULL;
    if (put_in_order(state, signature, args, count, keywords, space))
        result = function(self, space);
    if (!is_few)
        PyMem_Free(space);
    return result;
}

bool tn_tuple_in_order(const tn_state *state, const tn_signature *signature, PyObject *args,
                       PyObject *keywords, PyObject **space) {
    Py_ssize_t count = PyTuple_Size(args);
    if (!check_count(signature, count))
        return false;
    for (int i = 0; i < signature->count; i++)
        space[i] = i < count ? PyTuple_GetItem(args, i) : NULL;
    PyObject *keyword, *value;
    for (Py_ssize_t at = 0; keywords != NULL && PyDict_Next(keywords, &at, &keyword, &value);) {
        if (!place_keyword(state, signature, keyword, value, space))
            return false;
    }
    return fill_missing(signature, space);
}

static PyObject *describe_whole(tn_place place) {
    const tn_signature *signature = place.signature;
    if (place.at == tn_at_result)
        return PyUnicode_FromFormat("%s() result", signature->function);
    bool is_attribute = place.at < 0;
    const char *name = tn_names[signature->names[is_attribute ? ~place.at : place.at]].text;
    return is_attribute ? PyUnicode_FromFormat("attribute '%s'", name)
                        : PyUnicode_FromFormat("%s() argument '%s'", signature->function, name);
}

/* "add() argument 'values'" or "attribute 'values'" or "visit() result" or, in a sequence, "add() argument
 * 'values' item 3". */
static PyObject *describe_place(tn_place place) {
    PyObject *whole = describe_whole(place);
    if (whole == NULL || place.item == tn_whole)
        return whole;
    bool is_key = place.item <= tn_keys;
    PyObject *item = PyUnicode_FromFormat(is_key ? "%U key %d" : "%U item %d", whole,
                                          is_key ? tn_keys - place.item : place.item);
    Py_DECREF(whole);
    return item;
}

bool tn_wrong_type(tn_place place, const char *expected, PyObject *value) {
    PyObject *described = describe_place(place);
    PyObject *given = value == Py_None ? PyUnicode_FromString("None") : PyType_GetName(Py_TYPE(value));
    if (described != NULL && given != NULL)
        PyErr_Format(PyExc_TypeError, "%U must be %s, not %U", described, expected, given);
    Py_XDECREF(described);
    Py_XDECREF(given);
    return false;
}

bool tn_wrong_class(tn_place place, PyObject *type, bool optional, PyObject *value) {
    PyObject *name = PyType_GetName((PyTypeObject *)type);
    PyObject *expected = name == NULL ? NULL : PyUnicode_FromFormat(optional ? "%U or None" : "%U", name);
    const char *text = expected == NULL ? NULL : PyUnicode_AsUTF8AndSize(expected, NULL);
    if (text != NULL)
        tn_wrong_type(place, text, value);
    Py_XDECREF(name);
    Py_XDECREF(expected);
    return false;
}

bool tn_wrong_value(PyObject *exception, tn_place place, const char *what) {
    PyObject *described = describe_place(place);
    if (described != NULL)
        PyErr_Format(exception, "%U %s", described, what);
    Py_XDECREF(described);
    return false;
}
