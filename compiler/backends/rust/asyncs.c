/* The awaited forms of functions that block: the same call on another thread, with arguments of its own, so
 * that a future may be dropped while the call runs. */
#include <string.h>

#include "backends/rust/calls.h"
#include "memory/arena.h"

/* ---- Which functions have one ---- */

static bool is_bound_class(const plan_library *plan, const plan_value *value) {
    return value->form == PLAN_OBJECT && rust_threads_of(plan, value->type.class_of) == MODEL_THREADS_ONE;
}

bool rust_is_awaitable(const plan_library *plan, const plan_function *call) {
    if (!call->blocks || call->function->flow != MODEL_NO_FLOW)
        return false;
    for (guint i = 0; i < call->values->len; i++) {
        const plan_value *value = RUST_AT(plan_value, call->values, i);
        bool is_object = value->form == PLAN_OBJECT;
        if (is_bound_class(plan, value) || value->direction == PLAN_INOUT || rust_is_lender(call, (int)i))
            return false;
        /* An argument that the call uses up lives no longer than what it borrows from. */
        if (is_object && value->direction == PLAN_IN && value->use == PLAN_USE_CONSUME &&
            rust_has_lifetime(plan, value->type.class_of))
            return false;
    }
    return true;
}

bool rust_is_cancellable(const plan_function *call) {
    return call->token != PLAN_NONE;
}

/* ---- Arguments ---- */

static bool is_lent_object(const plan_value *value) {
    return value->form == PLAN_OBJECT && value->direction != PLAN_OUT && value->use != PLAN_USE_CONSUME;
}

static const char *self_reference(const plan_value *value) {
    return value->use == PLAN_USE_EXCLUSIVE ? "&'a mut self" : "&'a self";
}

/* How many borrows the future lives as long as; one of them needs no name. */
static guint count_borrows(const plan_function *call) {
    guint count = 0;
    for (guint i = 0; i < call->values->len; i++)
        count += is_lent_object(RUST_AT(plan_value, call->values, i));
    return count;
}

static bool has_reference(const plan_value *value) {
    switch (value->form) {
    case PLAN_TEXT:
    case PLAN_TEXT_ARRAY:
    case PLAN_ARRAY:
    case PLAN_RECORD:
    case PLAN_DYNAMIC:
        return value->direction == PLAN_IN;
    default:
        return false;
    }
}

/* Whether the one borrow is `self`, or the only reference there is. */
static bool can_elide(const plan_function *call) {
    if (count_borrows(call) != 1)
        return false;
    for (guint i = 0; i < call->values->len; i++) {
        const plan_value *value = RUST_AT(plan_value, call->values, i);
        if (value->is_self)
            return true;
        if (has_reference(value))
            return false;
    }
    return true;
}

static GPtrArray *parameters_of(const plan_library *plan, const plan_function *call, const char **names) {
    const char *lifetime = count_borrows(call) > 0 && !can_elide(call) ? "'a " : "";
    GPtrArray *parameters = arena_array();
    for (guint i = 0; i < call->values->len; i++) {
        const plan_value *value = RUST_AT(plan_value, call->values, i);
        if (value->direction == PLAN_OUT || value->is_keys || value->form == PLAN_CANCEL ||
            rust_has_option(value))
            continue;
        const char *type = value->form == PLAN_CALLBACK ? rust_awaited_callback_type(plan, call, value)
                                                        : rust_input_type(plan, call, value, lifetime);
        const char *self = lifetime[0] != '\0'                ? self_reference(value)
                           : value->use == PLAN_USE_EXCLUSIVE ? "&mut self"
                                                              : "&self";
        if (value->use == PLAN_USE_CONSUME)
            self = "self";
        g_ptr_array_add(parameters,
                        value->is_self ? arena_strdup(self) : arena_printf("%s: %s", names[i], type));
    }
    if (rust_options_name(call) != NULL)
        g_ptr_array_add(parameters, arena_printf("options: %s", rust_options_type(call, "'_")));
    return parameters;
}

/* ---- What the call on the other thread owns ---- */

/* One side of a pair, owned: `it` is an expression for it, behind a reference. */
static const char *owned_side(const plan_value *value, const char *it) {
    if (value->form == PLAN_TEXT_ARRAY)
        return arena_printf("%s.to_owned()", it);
    model_type type = rust_element_type(value);
    return rust_is_copy(&type) ? it : arena_printf("%s.clone()", it);
}

/* The same for a side that may be anything that can be looked at as what the library wants. */
static const char *owned_any_side(const plan_value *value, const char *it) {
    if (value->form == PLAN_TEXT_ARRAY)
        return owned_side(value, arena_printf("%s.as_ref()", it));
    model_type type = rust_element_type(value);
    return owned_side(value, arena_printf(rust_is_copy(&type) ? "*%s.borrow()" : "%s.borrow()", it));
}

/* A map in any shape becomes pairs, whose texts are Strings. */
static void put_owned_map(emit *out, const plan_function *call, const plan_value *value, const char *name) {
    const plan_value *keys = RUST_AT(plan_value, call->values, value->keys_value);
    if (rust_is_optional(value)) {
        const char *pair = arena_printf("(%s, %s)", owned_side(keys, "pair.0"), owned_side(value, "pair.1"));
        rust_put_let(out, name,
                     arena_printf("%s.map(|it| it.iter().map(|pair| %s).collect::<Vec<_>>())", name, pair));
        return;
    }
    const char *key_type = keys->form == PLAN_TEXT_ARRAY ? "String" : rust_element(keys);
    const char *type = value->form == PLAN_TEXT_ARRAY ? "String" : rust_element(value);
    const char *pair = arena_printf("(%s, %s)", owned_any_side(keys, "key"), owned_any_side(value, "item"));
    rust_put_let(out, arena_printf("%s: Vec<(%s, %s)>", name, key_type, type),
                 arena_printf("%s.into_iter().map(|(key, item)| %s).collect()", name, pair));
}

static void put_owned(emit *out, const plan_function *call, const plan_value *value, const char *name) {
    bool is_optional = rust_is_optional(value);
    if (value->keys_value != PLAN_NONE) {
        put_owned_map(out, call, value, name);
        return;
    }
    switch (value->form) {
    case PLAN_OBJECT:
        if (!is_lent_object(value))
            return;
        emit_line(out, "// SAFETY: it is a class.");
        if (is_optional)
            emit_line(out, "let %s%s = %s.map(|it| unsafe { Alias::new(it) });",
                      value->use == PLAN_USE_EXCLUSIVE ? "mut " : "", name, name);
        else
            emit_line(out, "let %s%s = unsafe { Alias::new(%s) };",
                      value->use == PLAN_USE_EXCLUSIVE ? "mut " : "", value->is_self ? "tn_self" : name,
                      value->is_self ? "self" : name);
        return;
    case PLAN_TEXT:
        emit_line(out, is_optional ? "let %s = %s.map(str::to_owned);" : "let %s = %s.to_owned();", name,
                  name);
        return;
    case PLAN_TEXT_ARRAY:
        emit_line(
            out,
            is_optional
                ? "let %s: Option<Vec<String>> = %s.map(|it| it.iter().map(ToString::to_string).collect());"
                : "let %s: Vec<String> = %s.iter().map(ToString::to_string).collect();",
            name, name);
        return;
    case PLAN_ARRAY:
        emit_line(out, is_optional ? "let %s = %s.map(<[_]>::to_vec);" : "let %s = %s.to_vec();", name, name);
        return;
    case PLAN_RECORD:
    case PLAN_DYNAMIC:
        if (rust_is_by_value(call, value))
            return;
        if (value->form == PLAN_RECORD && rust_is_copy(&value->type))
            emit_line(out, is_optional ? "let %s = %s.copied();" : "let %s = *%s;", name, name);
        else
            emit_line(out, is_optional ? "let %s = %s.cloned();" : "let %s = %s.clone();", name, name);
        return;
    default:
        return;
    }
}

static const char *lent_texts(const char *name, bool is_optional) {
    if (is_optional)
        return arena_printf(
            "%s.as_ref().map(|it| it.iter().map(String::as_str).collect::<Vec<_>>()).as_deref()", name);
    return arena_printf("&%s.iter().map(String::as_str).collect::<Vec<_>>()", name);
}

/* Whether it is a slice of pairs with texts: those that are owned are of another type. */
static bool has_lent_pairs(const plan_function *call, const plan_value *value) {
    if (value->keys_value == PLAN_NONE || value->direction == PLAN_OUT || !rust_is_optional(value))
        return false;
    const plan_value *keys = RUST_AT(plan_value, call->values, value->keys_value);
    return keys->form == PLAN_TEXT_ARRAY || value->form == PLAN_TEXT_ARRAY;
}

static const char *lent_side(const plan_value *value, const char *it) {
    return value->form == PLAN_TEXT_ARRAY ? arena_printf("%s.as_str()", it) : owned_side(value, it);
}

static void put_lent_pairs(emit *out, const plan_function *call, const plan_value *value, const char *name) {
    const plan_value *keys = RUST_AT(plan_value, call->values, value->keys_value);
    const char *pair = arena_printf("(%s, %s)", lent_side(keys, "pair.0"), lent_side(value, "pair.1"));
    rust_put_let(out, arena_printf("%s: Option<Vec<_>>", name),
                 arena_printf("%s.as_ref().map(|it| it.iter().map(|pair| %s).collect())", name, pair));
}

static const char *lent_callback(const plan_library *plan, const plan_value *value, const char *name) {
    if (rust_is_generic_callback(value) || rust_is_stored(value) || !value->type.interface->is_callback ||
        value->type.interface->flow != MODEL_NO_FLOW)
        return name;
    if (value->type.interface->threads != MODEL_THREADS_ONE)
        return arena_printf("%s.as_deref()", name);
    const plan_function *method =
        RUST_AT(plan_function, plan_of_interface(plan, value->type.interface)->methods, 0);
    bool is_plain = value->is_progress && strcmp(rust_implemented_result(method), "()") == 0;
    const char *result =
        is_plain ? "" : arena_printf("Result<%s, CallbackError>", rust_implemented_result(method));
    return arena_printf("%s.as_deref_mut().map(|it| it as &mut dyn %s)", name,
                        rust_closure_type(method, "FnMut", result));
}

/* What the ordinary function is called with. */
static const char *lent(const plan_library *plan, const plan_function *call, const plan_value *value,
                        const char *name) {
    bool is_optional = rust_is_optional(value);
    if (value->keys_value != PLAN_NONE)
        return is_optional ? arena_printf("%s.as_deref()", name) : name;
    switch (value->form) {
    case PLAN_OBJECT:
        if (!is_lent_object(value))
            return name;
        if (is_optional)
            return arena_printf(value->use == PLAN_USE_EXCLUSIVE ? "%s.as_deref_mut()" : "%s.as_deref()",
                                name);
        return arena_printf(value->use == PLAN_USE_EXCLUSIVE ? "&mut %s" : "&%s", name);
    case PLAN_TEXT:
    case PLAN_ARRAY:
        return arena_printf(is_optional ? "%s.as_deref()" : "&%s", name);
    case PLAN_TEXT_ARRAY:
        return lent_texts(name, is_optional);
    case PLAN_RECORD:
    case PLAN_DYNAMIC:
        if (rust_is_by_value(call, value))
            return name;
        return arena_printf(is_optional ? "%s.as_ref()" : "&%s", name);
    case PLAN_CALLBACK:
        return lent_callback(plan, value, name);
    case PLAN_CANCEL:
        return "Some(tn_cancel)";
    default:
        return name;
    }
}

static const char *call_head(const plan_function *call, const char **names) {
    const char *name = rust_function_name(call->function);
    bool is_hidden = false; /* By a parameter of the same name. */
    const model_function *function = call->function;
    for (guint i = 0; i < call->values->len; i++) {
        const plan_value *value = RUST_AT(plan_value, call->values, i);
        if (value->is_self)
            return arena_printf(value->use == PLAN_USE_CONSUME ? "self.%s(" : "tn_self.%s(", name);
        is_hidden = is_hidden || (value->direction != PLAN_OUT && strcmp(names[i], name) == 0);
    }
    return arena_printf(function->owner != NULL ? "Self::%s(" : is_hidden ? "self::%s(" : "%s(", name);
}

/* ---- The function ---- */

static bool changes_captured(const plan_value *value) {
    return value->form == PLAN_CALLBACK && value->type.interface->threads == MODEL_THREADS_ONE &&
           !rust_is_generic_callback(value) && !rust_is_stored(value) && value->type.interface->is_callback;
}

/* What is called on the other thread, with what it owns. */
static void put_call(emit *out, const plan_function *call, const char **names, const GPtrArray *arguments) {
    const char *type = rust_is_cancellable(call) ? "Cancellable" : "Pending";
    const char *parameters = rust_is_cancellable(call) ? "tn_cancel" : "";
    const char *head = call_head(call, names);
    if (arguments->len == 0 && strstr(head, "self.") == NULL) { /* The function itself. */
        emit_line(out, "%s::new(%.*s)", type, (int)strlen(head) - 1, head);
        return;
    }
    bool has_pairs = false;
    for (guint i = 0; i < call->values->len; i++)
        has_pairs = has_pairs || has_lent_pairs(call, RUST_AT(plan_value, call->values, i));
    const char *line =
        arena_printf("%s::new(move |%s| %s%s))", type, parameters, head, emit_join(arguments, ", "));
    if (!has_pairs && emit_fits(out, line)) {
        emit_line(out, "%s", line);
        return;
    }
    emit_open(out, "%s::new(move |%s| {", type, parameters);
    for (guint i = 0; i < call->values->len; i++) {
        const plan_value *value = RUST_AT(plan_value, call->values, i);
        if (has_lent_pairs(call, value))
            put_lent_pairs(out, call, value, names[i]);
    }
    emit_list(out, head, arguments, ")", true);
    emit_close(out, "})");
}

static void put_body(emit *out, const plan_library *plan, const plan_function *call, const char **names) {
    GPtrArray *arguments = arena_array(), *options = arena_array();
    rust_put_options(out, call, names);
    for (guint i = 0; i < call->values->len; i++) {
        const plan_value *value = RUST_AT(plan_value, call->values, i);
        if (value->direction == PLAN_OUT || value->is_keys)
            continue;
        put_owned(out, call, value, names[i]);
        if (changes_captured(value))
            emit_line(out, "let mut %s = %s;", names[i], names[i]);
        const char *passed = lent(plan, call, value, names[i]);
        if (rust_has_option(value))
            g_ptr_array_add(options, strcmp(passed, names[i]) == 0
                                         ? arena_strdup(passed)
                                         : arena_printf("%s: %s", names[i], passed));
        else if (!value->is_self)
            g_ptr_array_add(arguments, (gpointer)(uintptr_t)passed);
    }
    if (options->len > 0)
        g_ptr_array_add(arguments,
                        arena_printf("%s { %s }", rust_options_name(call), emit_join(options, ", ")));
    put_call(out, call, names, arguments);
}

static void put_doc(emit *out, const plan_function *call) {
    const char *name = rust_function_name(call->function);
    const char *path = call->function->owner != NULL ? arena_printf("Self::%s", name) : name;
    emit_line(out, "/// As [`%s`], awaited: the call runs on a thread of its own.", path);
    if (!rust_is_cancellable(call))
        return;
    rust_doc_gap(out, "///");
    emit_line(out, "/// Dropping the future asks the call to stop.");
}

void rust_awaited_function(emit *out, const plan_library *plan, const plan_function *call) {
    const char **names = rust_value_names(call);
    bool borrows = count_borrows(call) > 0, is_named = borrows && !can_elide(call);
    const char *lifetime = !borrows ? "'static" : is_named ? "'a" : "'_";
    const char *outcomes = rust_outcome_parameters(plan, call);
    const char *generics = is_named && outcomes[0] != '\0' ? arena_printf("<'a, %s>", outcomes)
                           : is_named                      ? "<'a>"
                           : outcomes[0] != '\0'           ? arena_printf("<%s>", outcomes)
                                                           : "";
    emit_line(out, "%s", "");
    put_doc(out, call);
    rust_put_attributes(out, &call->function->marks);
    const char *type = rust_is_cancellable(call) ? "Cancellable" : "Pending";
    const char *result = rust_result_type(plan, call, "'static");
    emit_list(out, arena_printf("pub fn %s_async%s(", rust_function_name(call->function), generics),
              parameters_of(plan, call, names), arena_printf(") -> %s<%s, %s> {", type, lifetime, result),
              true);
    emit_indent(out);
    put_body(out, plan, call, names);
    emit_close(out, "}");
}
