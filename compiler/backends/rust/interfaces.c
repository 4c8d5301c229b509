/* Interfaces and callbacks where they are implemented: the traits, and the functions that the library calls.
 */
#include <string.h>

#include "backends/rust/rust.h"
#include "memory/arena.h"

static bool is_bound(const plan_interface *interface) {
    return interface->model->threads == MODEL_THREADS_ONE;
}

static bool is_stream(const plan_interface *interface) {
    return interface->model->flow != MODEL_NO_FLOW;
}

/* ---- What a method takes and gives, in Rust ---- */

/* An array that the host fills: it gets the room, and says how much of it is used where that is not all. */
static bool is_filled(const plan_value *value) {
    return value->form == PLAN_ARRAY && value->direction == PLAN_OUT;
}

static bool is_parameter(const plan_function *method, const plan_value *value) {
    if (is_filled(value))
        return true;
    if (value->direction == PLAN_OUT)
        return false;
    for (guint i = 0; i < method->values->len; i++) { /* How long a filled array is, the slice says itself. */
        const plan_value *other = RUST_AT(plan_value, method->values, i);
        if (is_filled(other) && other->count_parameter != PLAN_NONE &&
            other->count_parameter == value->parameter)
            return false;
    }
    return true;
}

static bool is_by_reference(const plan_function *method, const plan_value *value) {
    return value->form == PLAN_RECORD && !rust_is_by_value(method, value);
}

static const char *parameter_type(const plan_function *method, const plan_value *value) {
    const char *element = rust_element(value);
    const char *type = element;
    switch (value->form) {
    case PLAN_RECORD:
        type = is_by_reference(method, value) ? arena_printf("&%s", element) : element;
        break;
    case PLAN_TEXT:
        type = "&str";
        break;
    case PLAN_TEXT_ARRAY:
        type = "&[&str]";
        break;
    case PLAN_ARRAY:
        type = arena_printf(is_filled(value) ? "&mut [%s]" : "&[%s]", element);
        break;
    default:
        break;
    }
    return rust_is_optional(value) ? arena_printf("Option<%s>", type) : type;
}

GPtrArray *rust_implemented_types(const plan_function *method) {
    GPtrArray *types = arena_array();
    for (guint i = 0; i < method->values->len; i++) {
        const plan_value *value = RUST_AT(plan_value, method->values, i);
        if (is_parameter(method, value))
            g_ptr_array_add(types, (gpointer)(uintptr_t)parameter_type(method, value));
    }
    return types;
}

/* The outputs that a method returns: all, but an array only as the number of its elements that are used. */
static GPtrArray *results_of(const plan_function *method) {
    GPtrArray *results = arena_array();
    for (guint i = 0; i < method->outputs->len; i++) {
        plan_value *value = g_ptr_array_index(method->outputs, i);
        if (value->direction == PLAN_OUT && (!is_filled(value) || value->is_filled_partly))
            g_ptr_array_add(results, value);
    }
    return results;
}

static const char *result_type(const plan_value *value) {
    const char *type = is_filled(value) ? "usize" : value->form == PLAN_TEXT ? "String" : rust_element(value);
    return rust_is_optional(value) ? arena_printf("Option<%s>", type) : type;
}

const char *rust_implemented_result(const plan_function *method) {
    GPtrArray *types = arena_array();
    GPtrArray *results = results_of(method);
    for (guint i = 0; i < results->len; i++)
        g_ptr_array_add(types, (gpointer)(uintptr_t)result_type(RUST_AT(plan_value, results, i)));
    return types->len == 1 ? g_ptr_array_index(types, 0) : arena_printf("(%s)", emit_join(types, ", "));
}

/* ---- From what crosses to what the method takes ---- */

static const char *slot_named(const plan_function *method, int value, plan_part part) {
    for (guint i = 0; i < method->slots->len; i++) {
        const plan_slot *slot = RUST_AT(plan_slot, method->slots, i);
        if (slot->value == value && slot->part == part)
            return rust_slot_name(method, i);
    }
    return NULL;
}

/* What the host's table says of a slot: as in a call, but texts and arrays of texts go the other way. */
static const char *slot_type(const plan_slot *slot, const plan_value *value) {
    if (value->form == PLAN_TEXT_ARRAY && slot->part == PLAN_PART_DATA)
        return "*const Listed";
    return rust_slot_type(slot, value);
}

static const char *record_argument(const plan_function *method, const plan_value *value, const char *data) {
    if (rust_is_plain(&value->type))
        return arena_printf(is_by_reference(method, value) ? "&*%s" : "*%s", data);
    const char *taken = arena_printf("%s::take(&*%s)%s", rust_element(value), data,
                                     rust_take_can_fail(&value->type) ? "?" : "");
    return is_by_reference(method, value) ? arena_printf("&%s", taken) : taken;
}

static const char *nullable_record(const plan_value *value, const char *data) {
    if (rust_is_plain(&value->type))
        return arena_printf("%s.as_ref()", data);
    return arena_printf("%s.as_ref().map(|it| %s::take(it))%s.as_ref()", data, rust_element(value),
                        rust_take_can_fail(&value->type) ? ".transpose()?" : "");
}

static const char *object_argument(const plan_library *plan, const plan_value *value, const char *data) {
    const char *owner = rust_has_lifetime(plan, value->type.class_of) ? ", owner: PhantomData" : "";
    return arena_printf("%s { handle: Handle::new(%s)%s }", rust_element(value), data, owner);
}

/* An expression inside `unsafe`. */
static const char *present_argument(const plan_library *plan, const plan_function *method,
                                    const plan_value *value, int index) {
    model_type type = rust_element_type(value);
    const char *data = slot_named(method, index, PLAN_PART_DATA),
               *count = slot_named(method, index, PLAN_PART_LENGTH);
    const char *cast = type.kind == MODEL_ENUM || type.meaning == MODEL_EXACT ? ".cast()" : "";
    switch (value->form) {
    case PLAN_RECORD:
        return record_argument(method, value, data);
    case PLAN_TEXT:
        return arena_printf(value->nullable ? "passed::text(%s, %s)"
                                            : "passed::text(%s, %s).unwrap_or_default()",
                            data, count);
    case PLAN_TEXT_ARRAY:
        return arena_printf("&listed::texts(%s, %s)", data, count);
    case PLAN_ARRAY:
        if (is_filled(value))
            return arena_printf("passed::slice_mut(%s%s, %s, %s)", data, cast, count, rust_sample(&type));
        if (rust_is_plain(&type))
            return arena_printf("passed::slice(%s%s, %s)", data, cast, count);
        return arena_printf(rust_take_can_fail(&type) ? "&passed::tried(%s, %s, %s::take)?"
                                                      : "&passed::taken(%s, %s, %s::take)",
                            data, count, rust_type(&type));
    case PLAN_OBJECT:
        return object_argument(plan, value, data);
    default:
        return arena_printf("%s%s", rust_take(&type, data), rust_take_can_fail(&type) ? "?" : "");
    }
}

static const char *argument(const plan_library *plan, const plan_function *method, const plan_value *value,
                            int index) {
    const char *present = present_argument(plan, method, value, index);
    const char *presence = slot_named(method, index, PLAN_PART_PRESENT);
    if (value->form == PLAN_RECORD && value->nullable)
        return nullable_record(value, slot_named(method, index, PLAN_PART_DATA));
    if (presence != NULL)
        return arena_printf("if %s { Some(%s) } else { None }", presence, present);
    if (value->form == PLAN_OBJECT && value->nullable)
        return arena_printf("(%s != 0).then(|| %s)", slot_named(method, index, PLAN_PART_DATA), present);
    if (value->form == PLAN_ARRAY && value->nullable)
        return arena_printf("(!%s.is_null()).then(|| %s)", slot_named(method, index, PLAN_PART_DATA),
                            present);
    return present;
}

/* ---- From what the method gives to what crosses ---- */

static const char *given_name(const plan_value *value, guint index, guint count) {
    (void)value;
    return count == 1 ? "given" : arena_printf("given.%u", index);
}

static void put_result(emit *out, const plan_function *method, const plan_value *value, const char *given) {
    guint index = 0;
    g_ptr_array_find(method->values, value, &index);
    model_type type = rust_element_type(value);
    const char *data = slot_named(method, (int)index, PLAN_PART_DATA);
    const char *presence = slot_named(method, (int)index, PLAN_PART_PRESENT);
    const char *question = rust_lend_can_fail(&type) ? "?" : "";
    if (is_filled(value)) {
        emit_line(out, "%s.write(%s);", slot_named(method, (int)index, PLAN_PART_FILLED), given);
    } else if (value->form == PLAN_TEXT) {
        const char *text =
            value->nullable ? arena_printf("%s.as_deref()", given) : arena_printf("Some(&*%s)", given);
        emit_line(out, "given::text(%s, %s)?;", text, data);
    } else if (presence != NULL) {
        emit_line(out, "%s.write(%s.is_some());", presence, given);
        emit_open(out, "if let Some(given) = %s {", given);
        emit_line(out, "%s.write(%s%s);", data, rust_lend(&type, "given"), question);
        emit_close(out, "}");
    } else {
        emit_line(out, "%s.write(%s%s);", data, rust_lend(&type, given), question);
    }
}

static void put_results(emit *out, const plan_function *method) {
    GPtrArray *results = results_of(method);
    for (guint i = 0; i < results->len; i++) {
        const plan_value *value = RUST_AT(plan_value, results, i);
        put_result(out, method, value, given_name(value, i, results->len));
    }
}

/* ---- The functions that the library calls ---- */

/* "F: Fn(i64) -> R, R: Outcome<bool>", or "S: Book": one bound per element. */
static GPtrArray *bounds_of(const plan_interface *interface) {
    GPtrArray *bounds = arena_array();
    const plan_function *method = RUST_AT(plan_function, interface->methods, 0);
    if (!interface->model->is_callback) {
        g_ptr_array_add(bounds, arena_printf("S: %s", rust_interface_name(interface->model)));
        return bounds;
    }
    g_ptr_array_add(bounds, arena_printf("F: %s", rust_closure_type(method, "Fn", "R")));
    g_ptr_array_add(bounds, arena_printf("R: Outcome<%s>", rust_implemented_result(method)));
    return bounds;
}

/* A head with generic parameters: on one line, or with its bounds below, as rustfmt does it. */
static void put_generic_head(emit *out, const char *head, GPtrArray *parameters, const char *result,
                             const plan_interface *interface) {
    GPtrArray *bounds = bounds_of(interface);
    bool is_inline = bounds->len == 1;
    const char *generics = is_inline ? emit_join(bounds, ", ") : "F, R";
    const char *start = arena_printf("%s<%s>(", head, generics);
    if (is_inline) {
        emit_list(out, start, parameters, arena_printf(")%s {", result), true);
        emit_indent(out);
        return;
    }
    emit_list(out, start, parameters, arena_printf(")%s", result), true);
    emit_line(out, "where");
    emit_indent(out);
    for (guint i = 0; i < bounds->len; i++)
        emit_line(out, "%s,", (const char *)g_ptr_array_index(bounds, i));
    emit_dedent(out);
    emit_open(out, "{");
}

static const char *method_name(const plan_function *method) {
    return rust_function_name(method->function);
}

static GPtrArray *slot_types(const plan_function *method) {
    GPtrArray *types = arena_array();
    g_ptr_array_add(types, (gpointer)(uintptr_t) "*mut c_void");
    for (guint i = 0; i < method->slots->len; i++) {
        const plan_slot *slot = RUST_AT(plan_slot, method->slots, i);
        g_ptr_array_add(
            types, (gpointer)(uintptr_t)slot_type(slot, RUST_AT(plan_value, method->values, slot->value)));
    }
    return types;
}

static GPtrArray *slot_parameters(const plan_function *method) {
    GPtrArray *parameters = arena_array();
    g_ptr_array_add(parameters, (gpointer)(uintptr_t) "tn_host: *mut c_void");
    for (guint i = 0; i < method->slots->len; i++) {
        const plan_slot *slot = RUST_AT(plan_slot, method->slots, i);
        const plan_value *value = RUST_AT(plan_value, method->values, slot->value);
        bool is_unused = value->direction == PLAN_IN && !is_parameter(method, value);
        g_ptr_array_add(parameters, arena_printf("%s%s: %s", is_unused ? "_" : "", rust_slot_name(method, i),
                                                 slot_type(slot, value)));
    }
    return parameters;
}

static void put_table(emit *out, const plan_interface *interface) {
    const char *name = rust_interface_name(interface->model);
    rust_doc(out, "///", arena_printf("Mirrors `boundary_%s`.", interface->model->c_name));
    emit_line(out, "#[repr(C)]");
    emit_open(out, "pub(crate) struct %sFunctions {", name);
    for (guint i = 0; i < interface->methods->len; i++) {
        const plan_function *method = RUST_AT(plan_function, interface->methods, i);
        emit_list(out, arena_printf("%s: unsafe extern \"C\" fn(", method_name(method)), slot_types(method),
                  ") -> i32,", true);
    }
    emit_close(out, "}");
}

static void put_of(emit *out, const plan_interface *interface) {
    GPtrArray *parameters = arena_array();
    const char *host = interface->model->is_callback ? "&F" : is_bound(interface) ? "&Exclusive<S>" : "&S";
    g_ptr_array_add(parameters, arena_printf("_: %s", host));
    rust_doc(out, "///",
             interface->model->is_callback ? "What the library calls for a closure of this type."
                                           : "What the library calls for an implementation of this type.");
    put_generic_head(out, "pub(crate) fn of", parameters, " -> &'static Self", interface);
    const char *generics = interface->model->is_callback ? "F, R" : "S";
    GPtrArray *fields = arena_array();
    for (guint i = 0; i < interface->methods->len; i++) {
        const char *name = method_name(RUST_AT(plan_function, interface->methods, i));
        g_ptr_array_add(fields, arena_printf("%s: Self::%s::<%s>", name, name, generics));
    }
    rust_put_fields(out, "&Self", fields, "");
    emit_close(out, "}");
}

static const char *host_type(const plan_interface *interface) {
    return interface->model->is_callback ? "F" : is_bound(interface) ? "Exclusive<S>" : "S";
}

/* The call itself: a closure, a method, or a method under the lock of its object. */
static void put_host_call(emit *out, const plan_interface *interface, const plan_function *method,
                          GPtrArray *arguments, bool has_results) {
    const char *let = has_results ? "let given = " : "";
    const char *name = method_name(method), *listed = emit_join(arguments, ", ");
    const char *line;
    const char *head;
    const char *tail;
    if (interface->model->is_callback) {
        head = arena_printf("%shost(", let);
        tail = ").outcome()?;";
    } else if (is_bound(interface)) {
        head = arena_printf("%shost.call(|host| host.%s(", let, name);
        tail = "))?;";
    } else {
        head = arena_printf("%shost.%s(", let, name);
        tail = ")?;";
    }
    line = arena_printf("%s%s%s", head, listed, tail);
    const char *below = arena_printf("    %s", line + strlen(let));
    if (has_results ? rust_fits_assignment(out, line) : emit_fits(out, line)) {
        emit_line(out, "%s", line);
    } else if (has_results && emit_fits(out, below)) {
        emit_open(out, "let given =");
        emit_line(out, "%s", line + strlen(let));
        emit_dedent(out);
    } else if (interface->model->is_callback) { /* A chain breaks before its dots. */
        emit_list(out, head, arguments, ")", true);
        emit_line(out, ".outcome()?;");
    } else {
        emit_list(out, head, arguments, tail, true);
    }
}

static void put_method(emit *out, const plan_library *plan, const plan_interface *interface,
                       const plan_function *method) {
    emit_line(out, "%s", "");
    put_generic_head(out, arena_printf("unsafe extern \"C\" fn %s", method_name(method)),
                     slot_parameters(method), " -> i32", interface);
    emit_open(out, "callback::run(|| {");
    emit_line(out, "// SAFETY: `tn_host` is what has crossed, and the boundary has checked what it passes.");
    emit_open(out, "unsafe {");
    emit_line(out, "let host = &*tn_host.cast_const().cast::<%s>();", host_type(interface));
    GPtrArray *arguments = arena_array();
    for (guint i = 0; i < method->values->len; i++) {
        const plan_value *value = RUST_AT(plan_value, method->values, i);
        if (!is_parameter(method, value))
            continue;
        g_ptr_array_add(arguments, (gpointer)(uintptr_t)argument(plan, method, value, (int)i));
    }
    put_host_call(out, interface, method, arguments, results_of(method)->len > 0);
    put_results(out, method);
    emit_close(out, "}");
    emit_line(out, "Ok(())");
    emit_close(out, "})");
    emit_close(out, "}");
}

static void put_functions(emit *out, const plan_library *plan, const plan_interface *interface) {
    put_table(out, interface);
    emit_line(out, "%s", "");
    emit_open(out, "impl %sFunctions {", rust_interface_name(interface->model));
    put_of(out, interface);
    for (guint i = 0; i < interface->methods->len; i++)
        put_method(out, plan, interface, RUST_AT(plan_function, interface->methods, i));
    emit_close(out, "}");
}

/* ---- Between the caller's closure and the table ---- */

static GPtrArray *closure_names(const plan_function *method) {
    GPtrArray *names = arena_array();
    const char **all = rust_value_names(method);
    for (guint i = 0; i < method->values->len; i++) {
        if (is_parameter(method, RUST_AT(plan_value, method->values, i)))
            g_ptr_array_add(names, (gpointer)(uintptr_t)all[i]);
    }
    return names;
}

static const char *typed_closure_parameters(const plan_function *method) {
    GPtrArray *names = closure_names(method), *types = rust_implemented_types(method), *typed = arena_array();
    for (guint i = 0; i < names->len; i++) {
        const char *type = g_ptr_array_index(types, i);
        bool has_reference = strchr(type, '&') != NULL;
        const char *name = g_ptr_array_index(names, i);
        g_ptr_array_add(typed, has_reference ? arena_printf("%s: %s", name, type) : arena_strdup(name));
    }
    return emit_join(typed, ", ");
}

/* Whether some function takes a callback of this interface with this scope. */
static bool is_passed(const plan_library *plan, const plan_interface *interface, bool is_once) {
    for (guint i = 0; i < plan->functions->len; i++) {
        const plan_function *call = RUST_AT(plan_function, plan->functions, i);
        for (guint j = 0; j < call->values->len; j++) {
            const plan_value *value = RUST_AT(plan_value, call->values, j);
            if (value->form == PLAN_CALLBACK && value->type.interface == interface->model &&
                (value->scope == MODEL_ONCE) == is_once)
                return true;
        }
    }
    return false;
}

static void put_adaptor_head(emit *out, const plan_interface *interface, const char *suffix,
                             const char *trait, const char *threads) {
    const plan_function *method = RUST_AT(plan_function, interface->methods, 0);
    const char *result = rust_implemented_result(method);
    const char *given = rust_closure_type(method, "Fn", arena_printf("Result<%s, CallbackError>", result));
    const char *name = rust_name(interface->model->name);
    GPtrArray *parameters = arena_array();
    g_ptr_array_add(parameters,
                    arena_printf("function: impl %s%s", rust_closure_type(method, trait, "R"), threads));
    const char *head = arena_printf("pub(crate) fn %s_%s<R: Outcome<%s>>(", name, suffix, result);
    const char *tail = arena_printf(") -> impl %s {", given);
    if (emit_fits(out, arena_printf("%s%s%s", head, (const char *)g_ptr_array_index(parameters, 0), tail))) {
        emit_open(out, "%s%s%s", head, (const char *)g_ptr_array_index(parameters, 0), tail);
        return;
    }
    emit_list(out, head, parameters, tail, true);
    emit_indent(out);
}

static void put_exclusive(emit *out, const plan_interface *interface) {
    const plan_function *method = RUST_AT(plan_function, interface->methods, 0);
    rust_doc(out, "///",
             arena_printf("A closure for `%s` that changes what it has captured.", interface->model->c_name));
    put_adaptor_head(out, interface, "exclusive", "FnMut", "");
    emit_line(out, "let function = Exclusive::new(function);");
    emit_line(out, "move |%s| function.call(|call| call(%s).outcome())", typed_closure_parameters(method),
              emit_join(closure_names(method), ", "));
    emit_close(out, "}");
}

static void put_once(emit *out, const plan_interface *interface) {
    const plan_function *method = RUST_AT(plan_function, interface->methods, 0);
    const char *holder = is_bound(interface) ? "Exclusive" : "Locked";
    rust_doc(out, "///", arena_printf("A closure for `%s` that is called once.", interface->model->c_name));
    put_adaptor_head(out, interface, "once", "FnOnce", "");
    emit_line(out, "let function = %s::new(Some(function));", holder);
    emit_line(out, "move |%s| function.call(once::take)?(%s).outcome()", typed_closure_parameters(method),
              emit_join(closure_names(method), ", "));
    emit_close(out, "}");
}

static void put_stream(emit *out, const plan_interface *interface) {
    const plan_function *method = RUST_AT(plan_function, interface->methods, 0);
    bool reads = interface->model->flow == MODEL_READS;
    const char *holder = is_bound(interface) ? "Exclusive" : "Locked";
    const char *result = rust_implemented_result(method);
    const char *given = rust_closure_type(method, "Fn", arena_printf("Result<%s, CallbackError>", result));
    rust_doc(out, "///", arena_printf("A stream for `%s`.", interface->model->c_name));
    const char *head = arena_printf("pub(crate) fn %s_stream(", rust_name(interface->model->name));
    const char *parameter = arena_printf("stream: impl %s", reads ? "Read" : "Write");
    const char *line = arena_printf("%s%s) -> impl %s {", head, parameter, given);
    if (strlen(line) <= 100) { /* where rustfmt breaks */
        emit_open(out, "%s", line);
    } else {
        emit_open(out, "%s", head);
        emit_line(out, "%s,", parameter);
        emit_dedent(out);
        emit_open(out, ") -> impl %s {", given);
    }
    emit_line(out, "let stream = %s::new(stream);", holder);
    const char *call = arena_printf("stream.call(|stream| %s)",
                                    reads ? "streams::read(stream, bytes)" : "streams::write(stream, bytes)");
    const char *end = strcmp(result, "bool") == 0 ? ".map(|()| true)" : "";
    if (reads && strcmp(result, "usize") != 0)
        end = strcmp(result, "(bool, usize)") == 0 ? ".map(|count| (true, count))" : end;
    emit_line(out, "move |bytes: %s| %s%s", reads ? "&mut [u8]" : "&[u8]", call, end);
    emit_close(out, "}");
}

/* ---- Traits ---- */

void rust_put_method_head(emit *out, const plan_interface *interface, const plan_function *method,
                          const char *tail) {
    GPtrArray *names = closure_names(method), *types = rust_implemented_types(method),
              *parameters = arena_array();
    g_ptr_array_add(parameters, (gpointer)(uintptr_t)(is_bound(interface) ? "&mut self" : "&self"));
    for (guint i = 0; i < names->len; i++)
        g_ptr_array_add(parameters, arena_printf("%s: %s", (const char *)g_ptr_array_index(names, i),
                                                 (const char *)g_ptr_array_index(types, i)));
    const char *result = arena_printf(") -> Result<%s, CallbackError>", rust_implemented_result(method));
    emit_list(out, arena_printf("fn %s(", method_name(method)), parameters,
              arena_printf("%s%s", result, tail), true);
}

static void put_trait_method(emit *out, const plan_interface *interface, const plan_function *method,
                             bool is_forwarding) {
    rust_put_method_head(out, interface, method, is_forwarding ? " {" : ";");
    if (!is_forwarding)
        return;
    emit_indent(out);
    emit_line(out, "(**self).%s(%s)", method_name(method), emit_join(closure_names(method), ", "));
    emit_close(out, "}");
}

static void put_method_doc(emit *out, const plan_function *method) {
    rust_doc_of(out, "///", method->function->doc, method->function->c_name);
    if (method->function->doc->returns[0] != '\0') {
        rust_doc_gap(out, "///");
        emit_line(out, "/// # Returns");
        rust_doc_gap(out, "///");
        rust_doc(out, "///", method->function->doc->returns);
    }
    rust_doc_gap(out, "///");
    emit_line(out, "/// # Errors");
    rust_doc_gap(out, "///");
    rust_doc(out, "///", "An error becomes the `source()` of the error of the call that this was called in.");
}

static void put_trait(emit *out, const plan_interface *interface) {
    const char *name = rust_interface_name(interface->model);
    bool bound = is_bound(interface);
    rust_doc_of(out, "///", interface->model->doc, interface->model->c_name);
    rust_put_marks(out, "///", &interface->model->marks);
    emit_open(out, bound ? "pub trait %s {" : "pub trait %s: Send + Sync {", name);
    for (guint i = 0; i < interface->methods->len; i++) {
        const plan_function *method = RUST_AT(plan_function, interface->methods, i);
        if (i > 0)
            emit_line(out, "%s", "");
        put_method_doc(out, method);
        put_trait_method(out, interface, method, false);
    }
    emit_close(out, "}");
    emit_line(out, "%s", "");
    rust_doc(out, "///", "What points to an implementation is one: `&T`, `Box<T>`, `Arc<T>`.");
    emit_line(out, bound ? "impl<P: DerefMut> %s for P" : "impl<P: Deref + Send + Sync> %s for P", name);
    emit_line(out, "where");
    emit_line(out, "    P::Target: %s,", name);
    emit_open(out, "{");
    for (guint i = 0; i < interface->methods->len; i++) {
        if (i > 0)
            emit_line(out, "%s", "");
        put_trait_method(out, interface, RUST_AT(plan_function, interface->methods, i), true);
    }
    emit_close(out, "}");
    emit_line(out, "%s", "");
}

static void put_interface(emit *out, const plan_library *plan, const plan_interface *interface) {
    if (!interface->model->is_callback)
        put_trait(out, interface);
    put_functions(out, plan, interface);
    if (!interface->model->is_callback)
        return;
    if (is_stream(interface)) {
        emit_line(out, "%s", "");
        put_stream(out, interface);
        return;
    }
    if (is_bound(interface) && is_passed(plan, interface, false)) {
        emit_line(out, "%s", "");
        put_exclusive(out, interface);
    }
    if (is_passed(plan, interface, true)) {
        emit_line(out, "%s", "");
        put_once(out, interface);
    }
}

void rust_add_interfaces(const plan_library *plan, package *files) {
    if (plan->interfaces->len == 0)
        return;
    emit *out = emit_new("    ", RUST_WIDTH);
    for (guint i = 0; i < plan->interfaces->len; i++) {
        if (i > 0)
            emit_line(out, "%s", "");
        put_interface(out, plan, RUST_AT(plan_interface, plan->interfaces, i));
    }
    rust_add_module(plan, files, "callbacks", "What the library calls.", out);
}
