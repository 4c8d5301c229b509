/* Classes: one C file each, with the methods, properties and the type's tables. */

#include <string.h>

#include "backends/python/python.h"
#include "memory/arena.h"

static GPtrArray *functions_of(const python_package *of, const model_class *class_of, python_shape shape) {
    const GPtrArray *functions = plan_functions_of(of->plan, class_of);
    GPtrArray *found = arena_array();
    for (guint i = 0; i < functions->len; i++) {
        plan_function *function = g_ptr_array_index(functions, i);
        if (python_shape_of(function) == shape)
            g_ptr_array_add(found, function);
    }
    return found;
}

static void emit_functions(const python_package *of, emit *out, const model_class *class_of,
                           python_shape shape) {
    GPtrArray *functions = functions_of(of, class_of, shape);
    for (guint i = 0; i < functions->len; i++) {
        const plan_function *function = g_ptr_array_index(functions, i);
        if (shape == PYTHON_METHOD || shape == PYTHON_CLASSMETHOD || shape == PYTHON_STATIC)
            python_emit_method_doc(of, out, function);
        python_emit_function(of, out, function);
    }
}

/* ---- Without a constructor of its own ---- */

static bool gives(const plan_function *function, const model_class *class_of) {
    for (guint i = 0; i < function->outputs->len; i++) {
        const plan_value *value = g_ptr_array_index(function->outputs, i);
        if (value->form == PLAN_OBJECT && value->type.class_of == class_of)
            return true;
    }
    return false;
}

static const char *constructor_hint(const python_package *of, const model_class *class_of) {
    for (guint i = 0; i < of->plan->functions->len; i++) {
        const plan_function *function = g_ptr_array_index(of->plan->functions, i);
        if (!gives(function, class_of))
            continue;
        const model_class *owner = function->function->owner;
        const char *name = python_name(of, function);
        return owner == NULL ? arena_printf("use %s(...)", name)
                             : arena_printf("use %s.%s(...)", python_name(of, owner), name);
    }
    return "the contract has no function that makes one";
}

static void emit_refusal(const python_package *of, emit *out, const model_class *class_of) {
    emit_open(out, "static PyObject *refuse_new(PyTypeObject *type, PyObject *args, PyObject *keywords) {");
    emit_line(out, "(void)args;");
    emit_line(out, "(void)keywords;");
    emit_line(out, "return tn_no_constructor(type, %s);", python_c_literal(constructor_hint(of, class_of)));
    emit_close(out, "}");
    emit_line(out, "%s", "");
}

/* ---- Tables ---- */

static bool is_shown(const plan_function *getter) {
    GPtrArray *outputs = python_outputs(getter);
    if (getter->blocks || outputs->len != 1)
        return false;
    plan_form form = ((const plan_value *)g_ptr_array_index(outputs, 0))->form;
    return form == PLAN_SCALAR || form == PLAN_ENUM || form == PLAN_TEXT;
}

static void emit_descriptor(const python_package *of, emit *out, const model_class *class_of) {
    GPtrArray *getters = functions_of(of, class_of, PYTHON_GETTER);
    python_open_table(out, "static const tn_word shown[]");
    for (guint i = 0; i < getters->len; i++) {
        const plan_function *getter = g_ptr_array_index(getters, i);
        if (is_shown(getter))
            emit_line(out, "{%s},", python_c_literal(python_name(of, getter)));
    }
    emit_line(out, "{NULL},");
    python_close_table(out);
    emit_line(out, "%s", "");
    bool is_file = python_is_file(of, class_of);
    if (is_file)
        python_emit_file(of, out, class_of);
    emit_line(out, "const tn_class tn_class_%s = {&boundary_class_%s, shown, %s};", python_name(of, class_of),
              class_of->c_name, is_file ? "&file" : "NULL");
    emit_line(out, "%s", "");
}

static void emit_methods(const python_package *of, emit *out, const model_class *class_of) {
    python_open_table(out, "static PyMethodDef methods[]");
    const plan_function *constructor = python_function_of(of, class_of, PYTHON_NEW);
    if (constructor != NULL)
        python_emit_awaitable_row(of, out, constructor);
    static const python_shape shapes[] = {PYTHON_CLASSMETHOD, PYTHON_METHOD};
    for (size_t s = 0; s < G_N_ELEMENTS(shapes); s++) {
        GPtrArray *functions = functions_of(of, class_of, shapes[s]);
        for (guint i = 0; i < functions->len; i++)
            python_emit_method_row(of, out, g_ptr_array_index(functions, i));
    }
    GPtrArray *getters = functions_of(of, class_of, PYTHON_GETTER);
    for (guint i = 0; i < getters->len; i++)
        python_emit_awaitable_row(of, out, g_ptr_array_index(getters, i));
    if (python_is_file(of, class_of))
        python_emit_file_methods(of, out, class_of);
    emit_line(out, "TN_OBJECT_METHODS,");
    emit_line(out, "{NULL, NULL, 0, NULL},");
    python_close_table(out);
    emit_line(out, "%s", "");
}

static void emit_statics(const python_package *of, emit *out, const GPtrArray *functions) {
    if (functions->len == 0)
        return;
    python_open_table(out, "static PyMethodDef statics[]");
    for (guint i = 0; i < functions->len; i++)
        python_emit_method_row(of, out, g_ptr_array_index(functions, i));
    emit_line(out, "{NULL, NULL, 0, NULL},");
    python_close_table(out);
    emit_line(out, "%s", "");
}

static const plan_function *getter_of(const python_package *of, const plan_function *setter) {
    GPtrArray *getters = functions_of(of, setter->function->owner, PYTHON_GETTER);
    for (guint i = 0; i < getters->len; i++) {
        const plan_function *getter = g_ptr_array_index(getters, i);
        if (strcmp(getter->function->name, setter->function->name) == 0)
            return getter;
    }
    return NULL;
}

static void emit_property_row(const python_package *of, emit *out, const plan_function *getter,
                              const plan_function *setter) {
    const plan_function *described = getter != NULL ? getter : setter;
    g_assert(described != NULL);
    GPtrArray *items = arena_array();
    g_ptr_array_add(items, python_c_literal(python_name(of, described)));
    g_ptr_array_add(items, getter == NULL ? arena_strdup("NULL")
                                          : arena_printf("call_%s", getter->function->c_name));
    g_ptr_array_add(items, setter == NULL ? arena_strdup("NULL")
                                          : arena_printf("call_%s", setter->function->c_name));
    g_ptr_array_add(items, python_c_literal(python_doc_names(of, described->function->doc->summary)));
    g_ptr_array_add(items, (gpointer)(uintptr_t) "NULL");
    python_emit_call(out, "{", items, "},");
}

static void emit_properties(const python_package *of, emit *out, const model_class *class_of) {
    GPtrArray *getters = functions_of(of, class_of, PYTHON_GETTER);
    GPtrArray *setters = functions_of(of, class_of, PYTHON_SETTER);
    python_open_table(out, "static PyGetSetDef properties[]");
    for (guint i = 0; i < getters->len; i++) {
        const plan_function *getter = g_ptr_array_index(getters, i);
        emit_property_row(of, out, getter, python_setter_of(of, getter));
    }
    for (guint i = 0; i < setters->len; i++) {
        if (getter_of(of, g_ptr_array_index(setters, i)) == NULL)
            emit_property_row(of, out, NULL, g_ptr_array_index(setters, i));
    }
    emit_line(out, "TN_OBJECT_PROPERTIES,");
    emit_line(out, "{NULL, NULL, NULL, NULL, NULL},");
    python_close_table(out);
    emit_line(out, "%s", "");
}

static void emit_type_doc(const python_package *of, emit *out, const model_class *class_of,
                          const plan_function *constructor) {
    const char *name = python_name(of, class_of);
    char *doc = python_item_doc(of, class_of->doc, &class_of->marks, class_of->c_name, 78);
    if (constructor != NULL)
        doc = arena_printf("%s(%s)\n--\n\n%s", name, python_text_signature(of, python_arguments(constructor)),
                           doc);
    python_emit_c_doc(out, "type_doc", doc);
    emit_line(out, "%s", "");
}

static void emit_check(emit *out, const char *failure) {
    emit_line(out, "if (%s)", failure);
    emit_line(out, "    return false;");
}

static void emit_type(const python_package *of, emit *out, const model_class *class_of,
                      const char *constructor) {
    const char *name = python_name(of, class_of);
    python_open_table(out, "static PyType_Slot slots[]");
    emit_line(out, of->parts.cycles ? "TN_TIED_OBJECT_SLOTS," : "TN_OBJECT_SLOTS,");
    emit_line(out, "{Py_tp_new, (void *)%s},", constructor);
    emit_line(out, "{Py_tp_doc, (void *)(uintptr_t)type_doc},");
    emit_line(out, "{Py_tp_methods, (void *)methods},");
    emit_line(out, "{Py_tp_getset, (void *)properties},");
    python_emit_operator_slots(of, out, class_of);
    emit_line(out, "{0, NULL},");
    python_close_table(out);
    emit_line(out, "%s", "");
    emit_open(out, "bool tn_add_%s(PyObject *module) {", name);
    emit_open(out, "PyType_Spec spec = {");
    GPtrArray *items = arena_array();
    g_ptr_array_add(items, arena_printf("\"%s.%s\"", of->module, name));
    g_ptr_array_add(items, arena_printf("sizeof(%s)", of->parts.cycles ? "tn_tied_object" : "tn_object"));
    g_ptr_array_add(items, arena_strdup("0"));
    g_ptr_array_add(items, arena_printf("Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE%s",
                                        of->parts.cycles ? " | Py_TPFLAGS_HAVE_GC" : ""));
    g_ptr_array_add(items, arena_strdup("slots"));
    const char *line = arena_printf("%s,", emit_join(items, ", "));
    bool fits = emit_fits(out, line);
    if (fits)
        emit_line(out, "%s", line);
    for (guint i = 0; !fits && i < items->len; i++)
        emit_line(out, "%s,", (const char *)g_ptr_array_index(items, i));
    emit_close(out, "};");
    emit_line(out, "tn_state *state = PyModule_GetState(module);");
    emit_line(out, "PyObject *type = PyType_FromModuleAndSpec(module, &spec, NULL);");
    emit_line(out, "state->refs[tn_at_%s] = type;", name);
    if (functions_of(of, class_of, PYTHON_STATIC)->len > 0)
        emit_check(out, "type == NULL || !tn_add_statics(module, type, statics)");
    if (python_is_file(of, class_of))
        emit_check(out, "type == NULL || !tn_register_file(type)");
    emit_line(out, "return type != NULL && PyModule_AddType(module, (PyTypeObject *)type) == 0;");
    emit_close(out, "}");
}

void python_generate_class(python_package *to, const model_class *class_of) {
    emit *out = python_start_c(to);
    emit_line(out, "#include \"module.h\"");
    emit_line(out, "%s", "");
    GPtrArray *own = functions_of(to, class_of, PYTHON_NEW);
    const plan_function *constructor = own->len == 0 ? NULL : g_ptr_array_index(own, 0);
    const char *make = "refuse_new";
    if (constructor == NULL)
        emit_refusal(to, out, class_of);
    else
        make = arena_printf("call_%s", constructor->function->c_name);
    for (python_shape shape = PYTHON_METHOD; shape <= PYTHON_NEXT; shape++)
        emit_functions(to, out, class_of, shape);
    python_emit_operators(to, out, class_of);
    emit_descriptor(to, out, class_of);
    emit_methods(to, out, class_of);
    emit_statics(to, out, functions_of(to, class_of, PYTHON_STATIC));
    emit_properties(to, out, class_of);
    emit_type_doc(to, out, class_of, constructor);
    emit_type(to, out, class_of, make);
    package_add(to->files, arena_printf("binding/class_%s.c", class_of->name), emit_finish(out));
}
