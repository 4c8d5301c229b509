#include "records.h"

#include <stdalign.h>
#include <stddef.h>

#include "arguments.h"
#include "enums.h"
#include "errors.h"
#include "results.h"

typedef struct record_object {
    PyObject_HEAD const tn_record *record;
    alignas(max_align_t) unsigned char value[];
} record_object;

/* A record's class cannot be subclassed, so the type of an instance always has the module's state. */
static const tn_state *state_of(PyObject *self) {
    return PyType_GetModuleState(Py_TYPE(self));
}

static PyObject *field_out(const tn_state *state, const tn_field *field, const unsigned char *value) {
    const void *data = value + field->offset;
    if (field->described != NULL)
        return tn_enum_out(state, field->described, *(const int32_t *)data);
    return tn_element_out(field->element, data);
}

/* An enum field must hold a member at once: nobody checks a record that never crosses. */
static bool enum_field_in(const tn_state *state, const tn_field *field, PyObject *value, tn_place place,
                          void *out) {
    int32_t number = 0;
    if (!tn_enum_in(value, place, state, field->described, &number))
        return false;
    PyObject *member = tn_enum_out(state, field->described, number);
    if (member == NULL)
        return false;
    Py_DECREF(member);
    memcpy(out, &number, sizeof(number));
    return true;
}

static bool field_in(const tn_state *state, const tn_field *field, PyObject *value, tn_place place,
                     unsigned char *out) {
    if (field->described != NULL)
        return enum_field_in(state, field, value, place, out + field->offset);
    return tn_element_in(field->element, value, place, out + field->offset);
}

static record_object *allocate(PyTypeObject *type, const tn_record *record) {
    allocfunc allocate_type = (allocfunc)PyType_GetSlot(type, Py_tp_alloc);
    record_object *self = (record_object *)allocate_type(type, 0);
    if (self != NULL)
        self->record = record;
    return self;
}

enum { few_fields = 16 };

PyObject *tn_record_new(PyTypeObject *type, const tn_record *record, PyObject *args, PyObject *keywords) {
    const tn_state *state = PyType_GetModuleState(type);
    int count = record->signature->count;
    PyObject *few[few_fields];
    PyObject **given = count <= few_fields ? few : PyMem_Calloc((size_t)count, sizeof(PyObject *));
    if (given == NULL)
        return PyErr_NoMemory();
    record_object *self = NULL;
    if (tn_tuple_arguments(state, record->signature, args, keywords, given))
        self = allocate(type, record);
    for (int i = 0; self != NULL && i < count; i++) {
        if (!field_in(state, &record->fields[i], given[i], tn_argument(record->signature, i), self->value))
            Py_CLEAR(self);
    }
    if (given != few)
        PyMem_Free(given);
    return (PyObject *)self;
}

void tn_record_dealloc(PyObject *self) {
    PyTypeObject *type = Py_TYPE(self);
    freefunc release = (freefunc)PyType_GetSlot(type, Py_tp_free);
    release(self);
    Py_DECREF(type);
}

static PyObject *show_field(const tn_state *state, const record_object *self, int at) {
    const tn_record *record = self->record;
    PyObject *value = field_out(state, &record->fields[at], self->value);
    if (value == NULL)
        return NULL;
    PyObject *text = PyUnicode_FromFormat("%s=%R", tn_names[record->signature->names[at]].text, value);
    Py_DECREF(value);
    return text;
}

PyObject *tn_record_repr(PyObject *object) {
    record_object *self = (record_object *)object;
    const tn_signature *signature = self->record->signature;
    PyObject *parts = PyList_New(signature->count);
    for (int i = 0; parts != NULL && i < signature->count; i++) {
        PyObject *part = show_field(state_of(object), self, i);
        if (part == NULL)
            Py_CLEAR(parts);
        else
            PyList_SetItem(parts, i, part);
    }
    PyObject *comma = parts == NULL ? NULL : PyUnicode_FromString(", ");
    PyObject *joined = comma == NULL ? NULL : PyUnicode_Join(comma, parts);
    PyObject *text = joined == NULL ? NULL : PyUnicode_FromFormat("%s(%U)", signature->function, joined);
    Py_XDECREF(parts);
    Py_XDECREF(comma);
    Py_XDECREF(joined);
    return text;
}

static bool same_field(const tn_field *field, const unsigned char *a, const unsigned char *b) {
    const void *left = a + field->offset;
    const void *right = b + field->offset;
    if (field->described == NULL && field->element == tn_f32)
        return *(const float *)left == *(const float *)right;
    if (field->described == NULL && field->element == tn_f64)
        return *(const double *)left == *(const double *)right;
    return memcmp(left, right,
                  field->described != NULL ? sizeof(int32_t) : tn_element_size(field->element)) == 0;
}

PyObject *tn_record_compare(PyObject *object, PyObject *other, int operation) {
    if (Py_TYPE(object) != Py_TYPE(other) || (operation != Py_EQ && operation != Py_NE))
        Py_RETURN_NOTIMPLEMENTED;
    record_object *left = (record_object *)object;
    record_object *right = (record_object *)other;
    bool same = true;
    for (int i = 0; same && i < left->record->signature->count; i++)
        same = same_field(&left->record->fields[i], left->value, right->value);
    return PyBool_FromLong(same == (operation == Py_EQ));
}

static int index_of(const record_object *self, const tn_field *field) {
    return (int)(field - self->record->fields);
}

/* Whether the field may be used: a warning can be an error. */
static bool warn_of(const record_object *self, const tn_field *field) {
    if (TENON_LIKELY(field->deprecated == NULL))
        return true;
    const tn_signature *signature = self->record->signature;
    const char *name = tn_names[signature->names[index_of(self, field)]].text;
    return PyErr_WarnFormat(PyExc_DeprecationWarning, 1, "%s.%s is deprecated: %s", signature->function, name,
                            field->deprecated) == 0;
}

PyObject *tn_record_get(PyObject *object, void *field) {
    if (!warn_of((record_object *)object, field))
        return NULL;
    return field_out(state_of(object), field, ((record_object *)object)->value);
}

int tn_record_set(PyObject *object, PyObject *value, void *field) {
    record_object *self = (record_object *)object;
    if (value == NULL) {
        PyErr_SetString(PyExc_AttributeError, "a field cannot be deleted");
        return -1;
    }
    tn_place place = tn_attribute(self->record->signature, index_of(self, field));
    return warn_of(self, field) && field_in(state_of(object), field, value, place, self->value) ? 0 : -1;
}

static PyObject *field_tuple(PyObject *object) {
    record_object *self = (record_object *)object;
    int count = self->record->signature->count;
    PyObject *values = PyTuple_New(count);
    for (int i = 0; values != NULL && i < count; i++) {
        PyObject *value = field_out(state_of(object), &self->record->fields[i], self->value);
        if (value == NULL)
            Py_CLEAR(values);
        else
            PyTuple_SetItem(values, i, value);
    }
    return values;
}

static PyObject *record_reduce(PyObject *self, PyObject *unused) {
    (void)unused;
    PyObject *values = field_tuple(self);
    return values == NULL ? NULL : Py_BuildValue("(ON)", (PyObject *)Py_TYPE(self), values);
}

PyMethodDef tn_record_methods[] = {
    {"__reduce__", record_reduce, METH_NOARGS, "__reduce__($self, /)\n--\n\nFor copy and pickle."},
    {NULL, NULL, 0, NULL},
};

static PyObject *match_args(const tn_signature *signature) {
    PyObject *names = PyTuple_New(signature->count);
    for (int i = 0; names != NULL && i < signature->count; i++) {
        PyObject *name = PyUnicode_FromString(tn_names[signature->names[i]].text);
        if (name == NULL)
            Py_CLEAR(names);
        else
            PyTuple_SetItem(names, i, name);
    }
    return names;
}

bool tn_add_record(PyObject *module, PyType_Spec *spec, const tn_record *record) {
    tn_state *state = PyModule_GetState(module);
    spec->basicsize = (int)(sizeof(record_object) + record->size);
    PyObject *class = PyType_FromModuleAndSpec(module, spec, NULL);
    PyObject *names = match_args(record->signature);
    state->refs[record->ref] = class;
    bool ok = class != NULL && names != NULL && PyObject_SetAttrString(class, "__match_args__", names) == 0 &&
              PyModule_AddType(module, (PyTypeObject *)class) == 0;
    Py_XDECREF(names);
    return ok;
}

bool tn_record_in(PyObject *value, tn_place place, const tn_state *state, const tn_record *record,
                  void *out) {
    PyObject *class = state->refs[record->ref];
    if ((PyObject *)Py_TYPE(value) != class)
        return tn_wrong_class(place, class, false, value);
    memcpy(out, ((record_object *)value)->value, record->size);
    return true;
}

bool tn_optional_record_in(PyObject *value, tn_place place, const tn_state *state, const tn_record *record,
                           void *out, bool *is_given) {
    PyObject *class = state->refs[record->ref];
    *is_given = value != Py_None;
    if (*is_given && (PyObject *)Py_TYPE(value) != class)
        return tn_wrong_class(place, class, true, value);
    return !*is_given || tn_record_in(value, place, state, record, out);
}

PyObject *tn_record_out(const tn_state *state, const tn_record *record, const void *value) {
    record_object *self = allocate((PyTypeObject *)state->refs[record->ref], record);
    if (self != NULL)
        memcpy(self->value, value, record->size);
    return (PyObject *)self;
}

typedef struct record_context {
    const tn_state *state;
    const tn_record *record;
} record_context;

static bool convert_record(PyObject *item, tn_place place, const void *context, void *out) {
    const record_context *known = context;
    return tn_record_in(item, place, known->state, known->record, out);
}

bool tn_record_array_in(PyObject *value, tn_place place, const tn_state *state, const tn_record *record,
                        tn_input *out) {
    record_context context = {state, record};
    char expected[120];
    PyOS_snprintf(expected, sizeof(expected), "a sequence of %s", record->signature->function);
    return tn_sequence_in(value, place, expected, record->size, convert_record, &context, out);
}

PyObject *tn_record_list(const tn_state *state, const tn_record *record, const void *values, size_t count) {
    PyObject *list = PyList_New((Py_ssize_t)count);
    for (size_t i = 0; list != NULL && i < count; i++) {
        PyObject *item = tn_record_out(state, record, (const unsigned char *)values + i * record->size);
        if (item == NULL)
            Py_CLEAR(list);
        else
            PyList_SetItem(list, (Py_ssize_t)i, item);
    }
    return list;
}

PyObject *tn_block_records(const tn_state *state, const tn_record *record, const tenon_block *block) {
    PyObject *list = tn_record_list(state, record, block->data, block->count);
    tn_block_drop(block);
    return list;
}
