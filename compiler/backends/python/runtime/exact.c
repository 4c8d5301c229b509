#include "exact.h"

#include "arguments.h"
#include "errors.h"

typedef struct exact_object {
    PyObject_HEAD const tn_exact *exact;
    int64_t units;
} exact_object;

static void exact_dealloc(PyObject *self) {
    PyTypeObject *type = Py_TYPE(self);
    PyObject_Free(self);
    Py_DECREF(type);
}

/* The object, or null where it is something else. */
static const exact_object *as_exact(PyObject *value) {
    bool is_exact = PyType_GetSlot(Py_TYPE(value), Py_tp_dealloc) == (void *)exact_dealloc;
    return is_exact ? (const exact_object *)value : NULL;
}

static PyObject *make(PyTypeObject *type, const tn_exact *exact, int64_t units) {
    exact_object *self = PyObject_New(exact_object, type);
    if (self == NULL)
        return NULL;
    self->exact = exact;
    self->units = units;
    return (PyObject *)self;
}

/* Of as many units as a number says, which is taken over. */
static PyObject *make_of(PyTypeObject *type, const tn_exact *exact, PyObject *number) {
    if (number == NULL)
        return NULL;
    int overflow = 0;
    int64_t units = PyLong_AsLongLongAndOverflow(number, &overflow);
    Py_DECREF(number);
    if (overflow != 0)
        return PyErr_Format(PyExc_OverflowError, "%s cannot be that large", exact->name);
    return units == -1 && PyErr_Occurred() ? NULL : make(type, exact, units);
}

static int64_t scale_of(const tn_exact *exact) {
    int64_t scale = 1;
    for (int i = 0; i < exact->digits; i++)
        scale *= 10;
    return scale;
}

/* ---- Text ---- */

enum { text_size = 40 };

static void write_text(const exact_object *self, char *text) {
    uint64_t scale = (uint64_t)scale_of(self->exact);
    uint64_t size = self->units < 0 ? 0 - (uint64_t)self->units : (uint64_t)self->units;
    const char *sign = self->units < 0 ? "-" : "";
    int written = PyOS_snprintf(text, text_size, "%s%llu", sign, (unsigned long long)(size / scale));
    if (self->exact->digits > 0)
        PyOS_snprintf(text + written, text_size - (size_t)written, ".%0*llu", self->exact->digits,
                      (unsigned long long)(size % scale));
}

static PyObject *bad_text(const tn_exact *exact, PyObject *text) {
    PyErr_Format(PyExc_ValueError, "%s must be a number with at most %d digits behind its point, not %R",
                 exact->name, exact->digits, text);
    return NULL;
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* "-12.5" as the int -1250; digits behind the last one are refused, or must be 0. */
static PyObject *units_of_text(const tn_exact *exact, PyObject *text, bool may_end_in_zeros) {
    Py_ssize_t length = 0;
    const char *at = PyUnicode_AsUTF8AndSize(text, &length);
    if (at == NULL)
        return NULL;
    const char *end = at + length;
    char *number = PyMem_Malloc((size_t)length + (size_t)exact->digits + 2);
    char *to = number;
    if (number == NULL)
        return PyErr_NoMemory();
    if (*at == '-' || *at == '+')
        *to++ = *at++;
    bool is_number = is_digit(*at);
    while (is_digit(*at))
        *to++ = *at++;
    int behind = 0;
    if (is_number && *at == '.' && is_digit(at[1])) {
        for (at++; is_digit(*at) && behind < exact->digits; behind++)
            *to++ = *at++;
        bool has_one = behind > 0 || may_end_in_zeros;
        while (has_one && may_end_in_zeros && *at == '0')
            at++;
    }
    while (behind++ < exact->digits)
        *to++ = '0';
    *to = '\0';
    PyObject *units = is_number && at == end ? PyLong_FromString(number, NULL, 10) : bad_text(exact, text);
    PyMem_Free(number);
    return units;
}

/* 1 where it is a Decimal, 0 where not, -1 on error. */
static int is_decimal(PyObject *value) {
    PyObject *module = PyImport_ImportModule("decimal");
    PyObject *class = module == NULL ? NULL : PyObject_GetAttrString(module, "Decimal");
    int is = class == NULL ? -1 : PyObject_IsInstance(value, class);
    Py_XDECREF(module);
    Py_XDECREF(class);
    return is;
}

/* Written out, so that it ends in the digits that count; one with hundreds of digits cannot fit. */
static PyObject *units_of_decimal(const tn_exact *exact, PyObject *value) {
    PyObject *size = PyObject_CallMethod(value, "adjusted", NULL);
    long digits = size == NULL ? -1 : PyLong_AsLong(size);
    Py_XDECREF(size);
    if (size == NULL || (digits == -1 && PyErr_Occurred()))
        return NULL;
    int is_zero = PyObject_Not(value);
    if (is_zero < 0)
        return NULL;
    if (is_zero == 0 && digits > 20)
        return PyErr_Format(PyExc_OverflowError, "%s cannot be that large", exact->name);
    if (is_zero == 0 && digits < -20)
        return bad_text(exact, value);
    PyObject *text = is_zero ? PyUnicode_FromString("0") : PyObject_CallMethod(value, "__format__", "s", "f");
    PyObject *units = text == NULL ? NULL : units_of_text(exact, text, true);
    Py_XDECREF(text);
    return units;
}

/* ---- Making ---- */

static PyObject *units_of_int(const tn_exact *exact, PyObject *value) {
    PyObject *scale = PyLong_FromLongLong(scale_of(exact));
    PyObject *units = scale == NULL ? NULL : PyNumber_Multiply(value, scale);
    Py_XDECREF(scale);
    return units;
}

static bool is_int(PyObject *value) {
    return PyLong_Check(value) && !PyBool_Check(value);
}

static PyObject *units_of(const tn_exact *exact, PyObject *value) {
    if (is_int(value))
        return units_of_int(exact, value);
    if (PyUnicode_Check(value))
        return units_of_text(exact, value, false);
    int is = is_decimal(value);
    if (is < 0)
        return NULL;
    if (is == 1)
        return units_of_decimal(exact, value);
    PyObject *given = PyType_GetName(Py_TYPE(value));
    if (given != NULL)
        PyErr_Format(PyExc_TypeError, "%s must be made of a str, an int or a Decimal, not %U", exact->name,
                     given);
    Py_XDECREF(given);
    return NULL;
}

/* Which exact number a class is: its own attribute says. */
static const tn_exact *exact_of(PyTypeObject *type) {
    PyObject *capsule = PyObject_GetAttrString((PyObject *)type, "_exact");
    const tn_exact *exact = capsule == NULL ? NULL : PyCapsule_GetPointer(capsule, "tenon.exact");
    Py_XDECREF(capsule);
    return exact;
}

static PyObject *exact_new(PyTypeObject *type, PyObject *args, PyObject *keywords) {
    PyObject *value = NULL;
    const tn_exact *exact = exact_of(type);
    if (exact == NULL || (keywords != NULL && PyDict_Size(keywords) > 0))
        return exact == NULL ? NULL : PyErr_Format(PyExc_TypeError, "%s() takes no names", exact->name);
    if (!PyArg_UnpackTuple(args, exact->name, 1, 1, &value))
        return NULL;
    return Py_TYPE(value) == type ? Py_NewRef(value) : make_of(type, exact, units_of(exact, value));
}

static PyObject *exact_of_units(PyObject *class, PyObject *units) {
    PyTypeObject *type = (PyTypeObject *)class;
    const tn_exact *exact = exact_of(type);
    if (exact == NULL)
        return NULL;
    if (PyBool_Check(units))
        return PyErr_Format(PyExc_TypeError, "units must be an int");
    return make_of(type, exact, PyNumber_Index(units));
}

/* ---- What every object has ---- */

static PyObject *exact_str(PyObject *self) {
    char text[text_size];
    write_text((exact_object *)self, text);
    return PyUnicode_FromString(text);
}

static PyObject *exact_repr(PyObject *self) {
    char text[text_size];
    write_text((exact_object *)self, text);
    return PyUnicode_FromFormat("%s('%s')", ((exact_object *)self)->exact->name, text);
}

static PyObject *exact_units(PyObject *self, void *closure) {
    (void)closure;
    return PyLong_FromLongLong(((exact_object *)self)->units);
}

static PyObject *exact_to_decimal(PyObject *self, PyObject *unused) {
    (void)unused;
    char text[text_size];
    PyObject *module = PyImport_ImportModule("decimal");
    write_text((exact_object *)self, text);
    PyObject *decimal = module == NULL ? NULL : PyObject_CallMethod(module, "Decimal", "s", text);
    Py_XDECREF(module);
    return decimal;
}

static PyObject *exact_format(PyObject *self, PyObject *format) {
    if (!PyUnicode_Check(format))
        return PyErr_Format(PyExc_TypeError, "a format must be a str");
    PyObject *decimal = exact_to_decimal(self, NULL);
    PyObject *text = decimal == NULL ? NULL : PyObject_Format(decimal, format);
    Py_XDECREF(decimal);
    return text;
}

static PyObject *exact_reduce(PyObject *self, PyObject *unused) {
    (void)unused;
    PyObject *text = exact_str(self);
    PyObject *reduced = text == NULL ? NULL : Py_BuildValue("(O(O))", (PyObject *)Py_TYPE(self), text);
    Py_XDECREF(text);
    return reduced;
}

static Py_hash_t exact_hash(PyObject *self) {
    PyObject *units = exact_units(self, NULL);
    Py_hash_t hash = units == NULL ? -1 : PyObject_Hash(units);
    Py_XDECREF(units);
    return hash;
}

static PyObject *exact_compare(PyObject *self, PyObject *other, int operation) {
    if (Py_TYPE(self) != Py_TYPE(other))
        Py_RETURN_NOTIMPLEMENTED;
    int64_t left = ((exact_object *)self)->units;
    int64_t right = ((exact_object *)other)->units;
    Py_RETURN_RICHCOMPARE(left, right, operation);
}

/* ---- Reckoning ---- */

typedef PyObject *(*operation)(PyObject *, PyObject *);

static PyObject *not_implemented(void) {
    return Py_NewRef(Py_NotImplemented);
}

/* Units as an int, of an amount of that kind or of an int that stands for one; null where it is neither. */
static PyObject *amount(PyObject *value, PyTypeObject *type, const tn_exact *exact) {
    if (Py_TYPE(value) == type)
        return exact_units(value, NULL);
    return is_int(value) ? units_of_int(exact, value) : NULL;
}

/* An int of two: both are taken over. */
static PyObject *reckon(operation apply, PyObject *left, PyObject *right) {
    PyObject *number = left == NULL || right == NULL ? NULL : apply(left, right);
    Py_XDECREF(left);
    Py_XDECREF(right);
    return number;
}

/* Amounts with amounts: one of them is of the class, the other too or a whole number. */
static PyObject *reckon_amounts(operation apply, PyObject *left, PyObject *right) {
    PyObject *known = as_exact(left) != NULL ? left : right;
    PyTypeObject *type = Py_TYPE(known);
    const tn_exact *exact = as_exact(known)->exact;
    PyObject *a = amount(left, type, exact);
    PyObject *b = amount(right, type, exact);
    if ((a != NULL && b != NULL) || PyErr_Occurred())
        return make_of(type, exact, reckon(apply, a, b));
    Py_XDECREF(a);
    Py_XDECREF(b);
    return not_implemented();
}

static PyObject *exact_add(PyObject *left, PyObject *right) {
    return reckon_amounts(PyNumber_Add, left, right);
}

static PyObject *exact_subtract(PyObject *left, PyObject *right) {
    return reckon_amounts(PyNumber_Subtract, left, right);
}

static PyObject *exact_multiply(PyObject *left, PyObject *right) {
    PyObject *known = as_exact(left) != NULL ? left : right;
    PyObject *factor = known == left ? right : left;
    if (!is_int(factor))
        return not_implemented();
    PyObject *units = exact_units(known, NULL);
    return make_of(Py_TYPE(known), as_exact(known)->exact,
                   reckon(PyNumber_Multiply, units, Py_NewRef(factor)));
}

/* An amount by an amount is a number, by a number an amount; what is left over is an amount. */
static PyObject *divide(operation apply, PyObject *left, PyObject *right, bool leaves_number) {
    bool by_amount = Py_TYPE(left) == Py_TYPE(right);
    if (as_exact(left) == NULL || (!by_amount && !is_int(right)))
        return not_implemented();
    PyObject *divisor = by_amount ? exact_units(right, NULL) : Py_NewRef(right);
    PyObject *number = reckon(apply, exact_units(left, NULL), divisor);
    return by_amount && leaves_number ? number : make_of(Py_TYPE(left), as_exact(left)->exact, number);
}

static PyObject *exact_floor_divide(PyObject *left, PyObject *right) {
    return divide(PyNumber_FloorDivide, left, right, true);
}

static PyObject *exact_remainder(PyObject *left, PyObject *right) {
    return divide(PyNumber_Remainder, left, right, false);
}

static PyObject *apply_to(PyObject *self, PyObject *(*apply)(PyObject *)) {
    PyObject *units = exact_units(self, NULL);
    PyObject *number = units == NULL ? NULL : apply(units);
    Py_XDECREF(units);
    return make_of(Py_TYPE(self), ((exact_object *)self)->exact, number);
}

static PyObject *exact_negative(PyObject *self) {
    return apply_to(self, PyNumber_Negative);
}

static PyObject *exact_absolute(PyObject *self) {
    return apply_to(self, PyNumber_Absolute);
}

static int exact_bool(PyObject *self) {
    return ((exact_object *)self)->units != 0;
}

/* ---- The class ---- */

static PyMethodDef exact_methods[] = {
    {"of_units", exact_of_units, METH_O | METH_CLASS,
     "of_units($type, units, /)\n--\n\nOf a whole number of the smallest unit."},
    {"to_decimal", exact_to_decimal, METH_NOARGS, "to_decimal($self, /)\n--\n\nThe same as a Decimal."},
    {"__format__", exact_format, METH_O, "__format__($self, format, /)\n--\n\nAs a Decimal is formatted."},
    {"__reduce__", exact_reduce, METH_NOARGS, "__reduce__($self, /)\n--\n\nFor pickle."},
    {NULL, NULL, 0, NULL},
};

static PyGetSetDef exact_properties[] = {
    {"units", exact_units, NULL, "How many of the smallest unit it is.", NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static bool set_attribute(PyObject *class, const char *name, PyObject *value) {
    bool ok = value != NULL && PyObject_SetAttrString(class, name, value) == 0;
    Py_XDECREF(value);
    return ok;
}

bool tn_add_exact(PyObject *module, const char *name, const tn_exact *exact) {
    PyType_Slot slots[] = {
        {Py_tp_doc, (void *)(uintptr_t)exact->doc},
        {Py_tp_new, (void *)exact_new},
        {Py_tp_dealloc, (void *)exact_dealloc},
        {Py_tp_repr, (void *)exact_repr},
        {Py_tp_str, (void *)exact_str},
        {Py_tp_hash, (void *)exact_hash},
        {Py_tp_richcompare, (void *)exact_compare},
        {Py_tp_methods, (void *)exact_methods},
        {Py_tp_getset, (void *)exact_properties},
        {Py_nb_add, (void *)exact_add},
        {Py_nb_subtract, (void *)exact_subtract},
        {Py_nb_multiply, (void *)exact_multiply},
        {Py_nb_floor_divide, (void *)exact_floor_divide},
        {Py_nb_remainder, (void *)exact_remainder},
        {Py_nb_negative, (void *)exact_negative},
        {Py_nb_absolute, (void *)exact_absolute},
        {Py_nb_bool, (void *)exact_bool},
        {0, NULL},
    };
    tn_state *state = PyModule_GetState(module);
    PyType_Spec spec = {name, sizeof(exact_object), 0, Py_TPFLAGS_DEFAULT, slots};
    PyObject *class = PyType_FromModuleAndSpec(module, &spec, NULL);
    state->refs[exact->ref] = class;
    return class != NULL &&
           set_attribute(class, "_exact", PyCapsule_New((void *)(uintptr_t)exact, "tenon.exact", NULL)) &&
           set_attribute(class, "digits", PyLong_FromLong(exact->digits)) &&
           PyModule_AddType(module, (PyTypeObject *)class) == 0;
}

bool tn_exact_in(PyObject *value, tn_place place, const tn_state *state, const tn_exact *exact,
                 int64_t *out) {
    PyObject *class = state->refs[exact->ref];
    if ((PyObject *)Py_TYPE(value) != class)
        return tn_wrong_class(place, class, false, value);
    *out = ((exact_object *)value)->units;
    return true;
}

PyObject *tn_exact_out(const tn_state *state, const tn_exact *exact, PyObject *units) {
    return make_of((PyTypeObject *)state->refs[exact->ref], exact, units);
}

/* ---- Fields ---- */

static bool exact_field_in(const tn_state *state, const tn_field *field, PyObject *value, tn_place place,
                           void *out) {
    return tn_exact_in(value, place, state, field->described, out);
}

static PyObject *exact_field_out(const tn_state *state, const tn_field *field, const void *data) {
    return tn_exact_out(state, field->described, tn_element_out(field->element, data));
}

const tn_field_kind tn_exact_field = {.out = exact_field_out, .in = exact_field_in};
