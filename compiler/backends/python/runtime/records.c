#include "records.h"

#include "arguments.h"
#include "enums.h"
#include "errors.h"
#include "results.h"

/* A record's class cannot be subclassed, so the type of an instance always has the module's state. */
static const tn_state *state_of(PyObject *self) {
    return PyType_GetModuleState(Py_TYPE(self));
}

/* ---- Kinds of fields ---- */

static PyObject *number_out(const tn_state *state, const tn_field *field, const void *data) {
    (void)state;
    return tn_element_out(field->element, data);
}

static bool number_in(const tn_state *state, const tn_field *field, PyObject *value, tn_place place,
                      void *data) {
    (void)state;
    return tn_element_in(field->element, value, place, data);
}

bool tn_same_number(const tn_field *field, const void *left, const void *right) {
    if (field->element == tn_f32)
        return *(const float *)left == *(const float *)right;
    if (field->element == tn_f64)
        return *(const double *)left == *(const double *)right;
    return memcmp(left, right, tn_element_size(field->element)) == 0;
}

const tn_field_kind tn_number_field = {.out = number_out, .in = number_in, .same = tn_same_number};

static PyObject *member_out(const tn_state *state, const tn_field *field, const void *data) {
    return tn_enum_out(state, field->described, *(const int32_t *)data);
}

/* An enum field must hold a member at once: nobody checks a record that never crosses. */
static bool member_in(const tn_state *state, const tn_field *field, PyObject *value, tn_place place,
                      void *data) {
    int32_t number = 0;
    if (!tn_enum_in(value, place, state, field->described, &number))
        return false;
    PyObject *member = tn_enum_out(state, field->described, number);
    if (member == NULL) {
        if (PyErr_ExceptionMatches(PyExc_ValueError)) {
            PyErr_Clear();
            tn_wrong_value(PyExc_ValueError, place, "is no member of the enum");
        }
        return false;
    }
    Py_DECREF(member);
    memcpy(data, &number, sizeof(number));
    return true;
}

const tn_field_kind tn_enum_field = {.out = member_out, .in = member_in, .same = tn_same_number};

/* ---- Fields ---- */

static size_t aligned(size_t size) {
    return (size + alignof(PyObject *) - 1) / alignof(PyObject *) * alignof(PyObject *);
}

/* What the record keeps, null before the field is set. */
static PyObject **kept_at(tn_record_object *self, int at) {
    return (PyObject **)(void *)(self->value + aligned(self->record->size)) + at;
}

static bool is_kept(const tn_field *field) {
    return field->kind->keep != NULL;
}

static bool is_missing(const tn_field *field, const unsigned char *value) {
    return field->is_optional && !*(const bool *)(value + field->present);
}

static PyObject *field_out(const tn_state *state, const tn_field *field, tn_record_object *self) {
    if (is_kept(field))
        return Py_NewRef(*kept_at(self, field->kept));
    if (is_missing(field, self->value))
        Py_RETURN_NONE;
    return field->kind->out(state, field, self->value + field->offset);
}

static void keep(tn_record_object *self, const tn_field *field, PyObject *value) {
    PyObject **place = kept_at(self, field->kept);
    PyObject *before = *place;
    *place = value;
    Py_XDECREF(before);
}

static bool field_in(const tn_state *state, const tn_field *field, PyObject *value, tn_place place,
                     tn_record_object *self) {
    bool is_there = !field->is_optional || value != Py_None;
    if (is_kept(field)) {
        PyObject *kept = is_there ? field->kind->keep(state, field, value, place) : Py_NewRef(Py_None);
        if (kept == NULL)
            return false;
        keep(self, field, kept);
    } else if (is_there && !field->kind->in(state, field, value, place, self->value + field->offset)) {
        return false;
    }
    if (field->is_optional)
        *(bool *)(self->value + field->present) = is_there;
    return true;
}

/* ---- Instances ---- */

/* A record's class cannot be subclassed, and nothing of it is collected: plain memory, as PyObject_New()
 * gives it, still to be filled. */
static tn_record_object *allocate_unset(const tn_state *state, const tn_record *record) {
    tn_record_object *self = PyObject_New(tn_record_object, (PyTypeObject *)state->refs[record->ref]);
    if (self != NULL)
        self->record = record;
    return self;
}

static tn_record_object *allocate(const tn_state *state, const tn_record *record) {
    tn_record_object *self = allocate_unset(state, record);
    if (self == NULL)
        return NULL;
    memset(self->value, 0, aligned(record->size) + (size_t)record->keeps * sizeof(PyObject *));
    if (record->is_case)
        memcpy(self->value + record->tag_offset, &record->tag, sizeof(record->tag));
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
    tn_record_object *self = NULL;
    if (tn_tuple_arguments(state, record->signature, args, keywords, given))
        self = allocate(state, record);
    for (int i = 0; self != NULL && i < count; i++) {
        if (!field_in(state, &record->fields[i], given[i], tn_argument(record->signature, i), self))
            Py_CLEAR(self);
    }
    if (given != few)
        PyMem_Free(given);
    return (PyObject *)self;
}

static void drop_kept(tn_record_object *self) {
    for (int i = 0; i < self->record->keeps; i++)
        Py_CLEAR(*kept_at(self, i));
}

void tn_record_dealloc(PyObject *self) {
    PyTypeObject *type = Py_TYPE(self);
    if (((tn_record_object *)self)->record->keeps > 0)
        drop_kept((tn_record_object *)self);
    PyObject_Free(self);
    Py_DECREF(type);
}

static PyObject *show_field(const tn_state *state, tn_record_object *self, int at) {
    const tn_record *record = self->record;
    PyObject *value = field_out(state, &record->fields[at], self);
    if (value == NULL)
        return NULL;
    PyObject *text = PyUnicode_FromFormat("%s=%R", tn_names[record->signature->names[at]].text, value);
    Py_DECREF(value);
    return text;
}

PyObject *tn_record_repr(PyObject *object) {
    tn_record_object *self = (tn_record_object *)object;
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

/* 1, 0, or -1 with an exception raised. */
static int same_field(const tn_field *field, tn_record_object *a, tn_record_object *b) {
    if (is_kept(field))
        return PyObject_RichCompareBool(*kept_at(a, field->kept), *kept_at(b, field->kept), Py_EQ);
    if (is_missing(field, a->value) || is_missing(field, b->value))
        return is_missing(field, a->value) == is_missing(field, b->value);
    const unsigned char *left = a->value + field->offset;
    const unsigned char *right = b->value + field->offset;
    return field->kind->same != NULL ? field->kind->same(field, left, right)
                                     : memcmp(left, right, tn_element_size(field->element)) == 0;
}

PyObject *tn_record_compare(PyObject *object, PyObject *other, int operation) {
    if (Py_TYPE(object) != Py_TYPE(other) || (operation != Py_EQ && operation != Py_NE))
        Py_RETURN_NOTIMPLEMENTED;
    tn_record_object *left = (tn_record_object *)object;
    tn_record_object *right = (tn_record_object *)other;
    int same = 1;
    for (int i = 0; same == 1 && i < left->record->signature->count; i++)
        same = same_field(&left->record->fields[i], left, right);
    return same < 0 ? NULL : PyBool_FromLong(same == (operation == Py_EQ));
}

static int index_of(const tn_record_object *self, const tn_field *field) {
    return (int)(field - self->record->fields);
}

/* Whether the field may be used: a warning can be an error. */
static bool warn_of(const tn_record_object *self, const tn_field *field) {
    if (TENON_LIKELY(field->deprecated == NULL))
        return true;
    const tn_signature *signature = self->record->signature;
    const char *name = tn_names[signature->names[index_of(self, field)]].text;
    return PyErr_WarnFormat(PyExc_DeprecationWarning, 1, "%s.%s is deprecated: %s", signature->function, name,
                            field->deprecated) == 0;
}

PyObject *tn_record_get(PyObject *object, void *field) {
    if (!warn_of((tn_record_object *)object, field))
        return NULL;
    return field_out(state_of(object), field, (tn_record_object *)object);
}

int tn_record_set(PyObject *object, PyObject *value, void *field) {
    tn_record_object *self = (tn_record_object *)object;
    if (value == NULL) {
        PyErr_SetString(PyExc_AttributeError, "a field cannot be deleted");
        return -1;
    }
    tn_place place = tn_attribute(self->record->signature, index_of(self, field));
    return warn_of(self, field) && field_in(state_of(object), field, value, place, self) ? 0 : -1;
}

PyObject *tn_record_values(PyObject *object) {
    tn_record_object *self = (tn_record_object *)object;
    int count = self->record->signature->count;
    PyObject *values = PyTuple_New(count);
    for (int i = 0; values != NULL && i < count; i++) {
        PyObject *value = field_out(state_of(object), &self->record->fields[i], self);
        if (value == NULL)
            Py_CLEAR(values);
        else
            PyTuple_SetItem(values, i, value);
    }
    return values;
}

static PyObject *record_reduce(PyObject *self, PyObject *unused) {
    (void)unused;
    PyObject *values = tn_record_values(self);
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
    size_t kept = (size_t)record->keeps * sizeof(PyObject *);
    spec->basicsize = (int)(sizeof(tn_record_object) + aligned(record->size) + kept);
    PyObject *class = PyType_FromModuleAndSpec(module, spec, NULL);
    PyObject *names = match_args(record->signature);
    state->refs[record->ref] = class;
    bool ok = class != NULL && names != NULL && PyObject_SetAttrString(class, "__match_args__", names) == 0 &&
              PyModule_AddType(module, (PyTypeObject *)class) == 0;
    Py_XDECREF(names);
    return ok;
}

/* ---- In ---- */

bool tn_is_record(PyObject *value, const tn_state *state, const tn_record *record) {
    if (record->cases == NULL)
        return (PyObject *)Py_TYPE(value) == state->refs[record->ref];
    for (const tn_record *const *one = record->cases; *one != NULL; one++) {
        if (tn_is_record(value, state, *one))
            return true;
    }
    return false;
}

bool tn_wrong_record(tn_place place, const tn_state *state, const tn_record *record, bool optional,
                     PyObject *value) {
    if (record->cases == NULL)
        return tn_wrong_class(place, state->refs[record->ref], optional, value);
    char expected[120];
    PyOS_snprintf(expected, sizeof(expected), "%s%s", record->signature->function,
                  optional ? " or None" : "");
    return tn_wrong_type(place, expected, value);
}

static bool give_field(tn_record_object *self, const tn_field *field, PyObject **texts, unsigned char *out) {
    if (!is_kept(field))
        return true;
    /* a reference of its own: a collection may run and set the field */
    PyObject *kept = Py_NewRef(*kept_at(self, field->kept));
    bool is_there = !field->is_optional || kept != Py_None;
    bool worked = !is_there || field->kind->give(kept, texts, out + field->offset);
    if (field->is_optional)
        *(bool *)(out + field->present) = is_there;
    Py_DECREF(kept);
    return worked;
}

bool tn_record_copy(PyObject *value, PyObject **texts, void *out) {
    tn_record_object *self = (tn_record_object *)value;
    const tn_record *record = self->record;
    memcpy(out, self->value, record->size);
    for (int i = 0; record->keeps > 0 && i < record->signature->count; i++) {
        if (!give_field(self, &record->fields[i], texts, out))
            return false;
    }
    return true;
}

bool tn_text_record_in(PyObject *value, tn_place place, const tn_state *state, const tn_record *record,
                       PyObject **texts, void *out) {
    if (!tn_is_record(value, state, record))
        return tn_wrong_record(place, state, record, false, value);
    return tn_record_copy(value, texts, out);
}

bool tn_record_in(PyObject *value, tn_place place, const tn_state *state, const tn_record *record,
                  void *out) {
    return tn_text_record_in(value, place, state, record, NULL, out);
}

bool tn_optional_text_record_in(PyObject *value, tn_place place, const tn_state *state,
                                const tn_record *record, PyObject **texts, void *out, bool *is_given) {
    *is_given = value != Py_None;
    if (*is_given && !tn_is_record(value, state, record))
        return tn_wrong_record(place, state, record, true, value);
    return !*is_given || tn_record_copy(value, texts, out);
}

bool tn_optional_record_in(PyObject *value, tn_place place, const tn_state *state, const tn_record *record,
                           void *out, bool *is_given) {
    return tn_optional_text_record_in(value, place, state, record, NULL, out, is_given);
}

typedef struct record_context {
    const tn_state *state;
    const tn_record *record;
    PyObject **texts;
} record_context;

static bool convert_record(PyObject *item, tn_place place, const void *context, void *out) {
    const record_context *known = context;
    return tn_text_record_in(item, place, known->state, known->record, known->texts, out);
}

bool tn_record_array_in(PyObject *value, tn_place place, const tn_state *state, const tn_record *record,
                        tn_input *out) {
    record_context context = {state, record, &out->held.copy.kept};
    char expected[120];
    PyOS_snprintf(expected, sizeof(expected), "a sequence of %s", record->signature->function);
    return tn_sequence_in(value, place, expected, record->size, convert_record, &context, out);
}

/* ---- Out ---- */

static const tn_record *case_of(const tn_record *record, const unsigned char *value) {
    int32_t tag = 0;
    memcpy(&tag, value + record->tag_offset, sizeof(tag));
    for (const tn_record *const *one = record->cases; *one != NULL; one++) {
        if ((*one)->tag == tag)
            return *one;
    }
    PyErr_Format(PyExc_ValueError, "%d is no case of %s", (int)tag, record->signature->function);
    return NULL;
}

static bool keep_of(const tn_state *state, tn_record_object *self, const tn_field *field) {
    if (!is_kept(field))
        return true;
    PyObject *kept = is_missing(field, self->value)
                         ? Py_NewRef(Py_None)
                         : field->kind->out(state, field, self->value + field->offset);
    if (kept != NULL)
        keep(self, field, kept);
    return kept != NULL;
}

PyObject *tn_record_out(const tn_state *state, const tn_record *record, const void *value) {
    if (record->cases != NULL && (record = case_of(record, value)) == NULL)
        return NULL;
    tn_record_object *self = record->keeps == 0 ? allocate_unset(state, record) : allocate(state, record);
    if (self == NULL)
        return NULL;
    memcpy(self->value, value, record->size);
    for (int i = 0; record->keeps > 0 && i < record->signature->count; i++) {
        if (!keep_of(state, self, &record->fields[i])) {
            Py_DECREF(self);
            return NULL;
        }
    }
    return (PyObject *)self;
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
