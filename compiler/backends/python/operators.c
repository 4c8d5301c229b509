/* Operators, iterators and streams: what fills a class's slots besides its methods. */

#include "backends/python/python.h"
#include "memory/arena.h"

static const char *call_of(const plan_function *function) {
    return function == NULL ? "NULL" : arena_printf("call_%s", function->function->c_name);
}

/* ---- Operators ---- */

static bool is_integer(const model_type *type) {
    return type->kind == MODEL_SCALAR && type->scalar != MODEL_BOOL && type->scalar != MODEL_F32 &&
           type->scalar != MODEL_F64;
}

bool python_is_sequence(const python_package *of, const model_class *class_of) {
    const plan_function *index = python_operator_of(of, class_of, MODEL_INDEX);
    if (index == NULL || python_operator_of(of, class_of, MODEL_LENGTH) == NULL)
        return false;
    GPtrArray *arguments = plan_arguments(index);
    return is_integer(&((const plan_value *)g_ptr_array_index(arguments, 0))->type);
}

static void emit_slot_function(emit *out, const char *head, const char *body) {
    emit_open(out, "static %s {", head);
    emit_line(out, "return %s;", body);
    emit_close(out, "}");
    emit_line(out, "%s", "");
}

static void emit_comparison(const python_package *of, emit *out, const model_class *class_of) {
    const plan_function *equal = python_operator_of(of, class_of, MODEL_EQUAL);
    const plan_function *order = python_operator_of(of, class_of, MODEL_ORDER);
    if (equal == NULL && order == NULL)
        return;
    emit_open(out, "static PyObject *compare(PyObject *self, PyObject *other, int operation) {");
    emit_line(out, "PyObject *type = ((tn_object *)self)->state->refs[tn_at_%s];", python_name(of, class_of));
    GPtrArray *items = arena_array();
    static const char *const first[] = {"self", "other", "operation", "type"};
    for (size_t i = 0; i < G_N_ELEMENTS(first); i++)
        g_ptr_array_add(items, (gpointer)(uintptr_t)first[i]);
    g_ptr_array_add(items, (gpointer)(uintptr_t)call_of(equal));
    g_ptr_array_add(items, (gpointer)(uintptr_t)call_of(order));
    python_emit_call(out, "return tn_compare(", items, ");");
    emit_close(out, "}");
    emit_line(out, "%s", "");
}

static void emit_index(const python_package *of, emit *out, const model_class *class_of) {
    const plan_function *index = python_operator_of(of, class_of, MODEL_INDEX);
    if (index == NULL)
        return;
    const char *call = call_of(index);
    bool is_sequence = python_is_sequence(of, class_of);
    emit_slot_function(out, "PyObject *subscript(PyObject *self, PyObject *key)",
                       is_sequence ? arena_printf("tn_item_from_end(self, key, %s)", call)
                                   : arena_printf("%s(self, &key, 1, NULL)", call));
    if (is_sequence)
        emit_slot_function(out, "PyObject *item(PyObject *self, Py_ssize_t at)",
                           arena_printf("tn_item_at(self, at, %s)", call));
}

void python_emit_operators(const python_package *of, emit *out, const model_class *class_of) {
    static const struct {
        model_operator operation;
        const char *head;
        const char *body;
    } rows[] = {
        {MODEL_HASH, "Py_hash_t hash(PyObject *self)", "tn_hash(%s(self, NULL))"},
        {MODEL_LENGTH, "Py_ssize_t length(PyObject *self)", "tn_length(%s(self, NULL))"},
        {MODEL_CONTAINS, "int contains(PyObject *self, PyObject *key)", "tn_truth(%s(self, &key, 1, NULL))"},
        {MODEL_ITERATE, "PyObject *iterate(PyObject *self)", "%s(self, NULL)"},
        {MODEL_STRING, "PyObject *text(PyObject *self)", "%s(self, NULL)"},
    };
    emit_comparison(of, out, class_of);
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        const plan_function *function = python_operator_of(of, class_of, rows[i].operation);
        if (function == NULL)
            continue;
        GString *body = g_string_new(rows[i].body);
        g_string_replace(body, "%s", call_of(function), 1);
        emit_slot_function(out, rows[i].head, body->str);
        g_string_free(body, TRUE);
    }
    emit_index(of, out, class_of);
}

static void emit_slot(emit *out, const char *slot, const char *function) {
    emit_line(out, "{Py_%s, (void *)%s},", slot, function);
}

static void emit_iteration_slots(const python_package *of, emit *out, const model_class *class_of) {
    const plan_function *next = python_function_of(of, class_of, PYTHON_NEXT);
    if (next != NULL) {
        emit_slot(out, "tp_iter", "PyObject_SelfIter");
        emit_slot(out, "tp_iternext", call_of(next));
    } else if (python_operator_of(of, class_of, MODEL_ITERATE) != NULL) {
        emit_slot(out, "tp_iter", "iterate");
    } else if (python_is_sequence(of, class_of)) {
        emit_slot(out, "tp_iter", "PySeqIter_New");
    }
}

void python_emit_operator_slots(const python_package *of, emit *out, const model_class *class_of) {
    bool compares = python_operator_of(of, class_of, MODEL_EQUAL) != NULL ||
                    python_operator_of(of, class_of, MODEL_ORDER) != NULL;
    bool hashes = python_operator_of(of, class_of, MODEL_HASH) != NULL;
    if (compares)
        emit_slot(out, "tp_richcompare", "compare");
    if (hashes || compares)
        emit_slot(out, "tp_hash", hashes ? "hash" : "PyObject_HashNotImplemented");
    if (python_operator_of(of, class_of, MODEL_STRING) != NULL)
        emit_slot(out, "tp_str", "text");
    emit_iteration_slots(of, out, class_of);
    if (python_operator_of(of, class_of, MODEL_LENGTH) != NULL) {
        emit_slot(out, "sq_length", "length");
        emit_slot(out, "mp_length", "length");
    }
    if (python_operator_of(of, class_of, MODEL_INDEX) != NULL)
        emit_slot(out, "mp_subscript", "subscript");
    if (python_is_sequence(of, class_of))
        emit_slot(out, "sq_item", "item");
    if (python_operator_of(of, class_of, MODEL_CONTAINS) != NULL)
        emit_slot(out, "sq_contains", "contains");
}

/* ---- Streams ---- */

/* The one array of the call is the chunk; what else is passed says how long it is. */
static const char *chunk_argument(const plan_function *function, const plan_slot *slot) {
    const plan_value *value = g_ptr_array_index(function->values, (guint)slot->value);
    if (value->is_self)
        return "object->handle";
    if (slot->part == PLAN_PART_FILLED)
        return "filled";
    return value->form == PLAN_ARRAY && slot->part == PLAN_PART_DATA ? "chunk" : "size";
}

static void emit_chunk_function(emit *out, const char *head, const plan_function *function) {
    GPtrArray *arguments = arena_array();
    for (guint i = 0; i < function->slots->len; i++)
        g_ptr_array_add(arguments,
                        (gpointer)(uintptr_t)chunk_argument(function, g_ptr_array_index(function->slots, i)));
    emit_open(out, "static bool %s {", head);
    python_emit_call(out, arena_printf("int32_t status = %s(", function->boundary_name), arguments, ");");
    emit_line(out, "return !tn_failed(object->state, status);");
    emit_close(out, "}");
    emit_line(out, "%s", "");
}

bool python_is_file(const python_package *of, const model_class *class_of) {
    return python_function_of(of, class_of, PYTHON_READ) != NULL ||
           python_function_of(of, class_of, PYTHON_WRITE) != NULL;
}

void python_emit_file(const python_package *of, emit *out, const model_class *class_of) {
    const plan_function *read = python_function_of(of, class_of, PYTHON_READ);
    const plan_function *write = python_function_of(of, class_of, PYTHON_WRITE);
    if (read != NULL)
        emit_chunk_function(out, "read_chunk(tn_object *object, void *chunk, size_t size, size_t *filled)",
                            read);
    if (write != NULL)
        emit_chunk_function(out, "write_chunk(tn_object *object, const void *chunk, size_t size)", write);
    emit_line(out, "static const tn_file file = {%s, %s};", read == NULL ? "NULL" : "read_chunk",
              write == NULL ? "NULL" : "write_chunk");
    emit_line(out, "%s", "");
}

void python_emit_file_methods(const python_package *of, emit *out, const model_class *class_of) {
    if (python_function_of(of, class_of, PYTHON_READ) != NULL)
        emit_line(out, "TN_READER_METHODS,");
    if (python_function_of(of, class_of, PYTHON_WRITE) != NULL)
        emit_line(out, "TN_WRITER_METHODS,");
    emit_line(out, "TN_FILE_METHODS,");
}
