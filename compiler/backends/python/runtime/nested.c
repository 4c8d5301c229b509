#include "nested.h"

#include "arguments.h"
#include "errors.h"
#include "text.h"

/* ---- Texts ---- */

static PyObject *text_out(const tn_state *state, const tn_field *field, const void *data) {
    (void)state;
    (void)field;
    const char *text = *(const char *const *)data;
    if (text == NULL)
        Py_RETURN_NONE;
    return PyUnicode_DecodeUTF8(text, (Py_ssize_t)strlen(text), NULL);
}

/* "Address.street: the text holds a NUL at byte 3" */
static bool refuse_nul(const tn_state *state, tn_place place, const char *text) {
    int at = place.at < 0 ? ~place.at : place.at;
    return !tn_failed(state, tenon_refuse(TENON_BAD_TEXT, "%s.%s: the text holds a NUL at byte %zu",
                                          place.signature->function,
                                          tn_names[place.signature->names[at]].text, strlen(text)));
}

/* Not an instance of a subclass: that could hold the record in turn, unseen by the collector. */
static PyObject *text_keep(const tn_state *state, const tn_field *field, PyObject *value, tn_place place) {
    if (value == Py_None && field->is_nullable)
        Py_RETURN_NONE;
    if (!PyUnicode_Check(value)) {
        tn_wrong_type(place, field->is_nullable || field->is_optional ? "str or None" : "str", value);
        return NULL;
    }
    tenon_text_view text;
    if (!tn_text_in(value, place, &text))
        return NULL;
    if (memchr(text.data, '\0', text.length) != NULL && !refuse_nul(state, place, text.data))
        return NULL;
    return PyUnicode_FromObject(value);
}

/* What the text lies in stays as long as the list, whatever becomes of the record. */
static bool text_give(PyObject *kept, PyObject **texts, void *data) {
    const char *text = NULL;
    if (kept != Py_None) {
        if (*texts == NULL && (*texts = PyList_New(0)) == NULL)
            return false;
        if (PyList_Append(*texts, kept) != 0 || (text = PyUnicode_AsUTF8AndSize(kept, NULL)) == NULL)
            return false;
    }
    memcpy(data, &text, sizeof(text));
    return true;
}

const tn_field_kind tn_text_field = {.out = text_out, .keep = text_keep, .give = text_give};

/* ---- Records in records ---- */

static PyObject *record_out(const tn_state *state, const tn_field *field, const void *data) {
    return tn_record_out(state, field->described, data);
}

static PyObject *record_keep(const tn_state *state, const tn_field *field, PyObject *value, tn_place place) {
    if (tn_is_record(value, state, field->described))
        return Py_NewRef(value);
    tn_wrong_record(place, state, field->described, field->is_optional, value);
    return NULL;
}

const tn_field_kind tn_record_field = {.out = record_out, .keep = record_keep, .give = tn_record_copy};

/* ---- Variants ---- */

Py_hash_t tn_case_hash(PyObject *self) {
    PyObject *payload = tn_record_values(self);
    Py_hash_t hash = payload == NULL ? -1 : PyObject_Hash(payload);
    Py_XDECREF(payload);
    return hash;
}

bool tn_add_variant(PyObject *module, const tn_record *variant) {
    const tn_state *state = PyModule_GetState(module);
    PyObject *whole = Py_NewRef(state->refs[variant->cases[0]->ref]);
    for (const tn_record *const *one = variant->cases + 1; whole != NULL && *one != NULL; one++) {
        PyObject *wider = PyNumber_Or(whole, state->refs[(*one)->ref]);
        Py_DECREF(whole);
        whole = wider;
    }
    return tn_add(module, variant->signature->function, whole);
}
