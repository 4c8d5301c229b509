/* Valid calls for the driver of abuse cases: arguments, objects, and values with something wrong inside. */

#include <string.h>

#include "backends/rust/abuse.h"
#include "memory/arena.h"

const char *rust_benign(const rust_scene *scene, const char *type) {
    return arena_printf("%s::<%s>()", scene->benign, type);
}

static const char *some(const plan_value *value, const char *expression) {
    return rust_is_optional(value) ? arena_printf("Some(%s)", expression) : expression;
}

const char *rust_passed_object(const plan_value *value, const char *object) {
    const char *prefix = value->use == PLAN_USE_SHARED      ? "&"
                         : value->use == PLAN_USE_EXCLUSIVE ? "&mut "
                                                            : "";
    return some(value, arena_printf("%s%s", prefix, object));
}

const char *rust_object_of(const char *argument) {
    const char *name = g_str_has_prefix(argument, "Some(")
                           ? arena_printf("%.*s", (int)strlen(argument) - 6, argument + 5)
                           : argument;
    return g_str_has_prefix(name, "&mut ") ? name + 5 : name[0] == '&' ? name + 1 : name;
}

const char *rust_passed(const plan_function *call, const plan_value *value, const char *expression) {
    bool is_changed = value->direction == PLAN_INOUT;
    const char *reference = is_changed ? "&mut " : "&";
    if (value->form == PLAN_ARRAY || value->form == PLAN_TEXT_ARRAY)
        return some(value, arena_printf("%s[%s]", reference, expression));
    if (is_changed)
        return arena_printf("&mut %s", some(value, expression));
    bool is_lent =
        value->form == PLAN_DYNAMIC || (value->form == PLAN_RECORD && !rust_is_by_value(call, value));
    return some(value, is_lent ? arena_printf("&%s", expression) : expression);
}

static bool is_text(const plan_value *value) {
    return value->form == PLAN_TEXT || value->form == PLAN_TEXT_ARRAY;
}

static const char *map_of(const rust_scene *scene, const plan_function *call, const plan_value *value) {
    const plan_value *keys = RUST_AT(plan_value, call->values, value->keys_value);
    const char *pair =
        arena_printf("(%s, %s)", is_text(keys) ? "\"text\"" : rust_benign(scene, rust_element(keys)),
                     is_text(value) ? "\"text\"" : rust_benign(scene, rust_element(value)));
    return rust_is_optional(value) ? arena_printf("Some(&[%s])", pair) : arena_printf("[%s]", pair);
}

/* "|_, _| support::answer("call", support::benign::<bool>)" */
static const char *closure(const rust_scene *scene, const plan_function *method) {
    GPtrArray *names = arena_array();
    guint count = rust_implemented_types(method)->len;
    for (guint i = 0; i < count; i++)
        g_ptr_array_add(names, arena_printf("_"));
    const char *result = rust_implemented_result(method);
    return arena_printf("|%s| %s::<%s>(\"call\")", emit_join(names, ", "),
                        scene->makes ? "support::answer" : "answer", result);
}

static const char *callback(const rust_scene *scene, const plan_value *value) {
    const model_interface *interface = value->type.interface;
    const plan_function *method =
        RUST_AT(plan_function, plan_of_interface(scene->plan, interface)->methods, 0);
    bool is_optional = rust_is_optional(value) || value->is_progress;
    const char *expression;
    if (!interface->is_callback)
        expression = arena_printf("With%s", rust_interface_name(interface));
    else if (interface->flow != MODEL_NO_FLOW)
        expression = scene->makes ? "support::Stream" : "Stream";
    else if (value->is_progress && strcmp(rust_implemented_result(method), "()") == 0)
        expression = scene->makes ? "|_, _| support::tell()" : "|_, _| ()";
    else
        expression = closure(scene, method);
    if (!is_optional)
        return expression;
    if (value->is_progress ||
        (interface->is_callback && interface->flow == MODEL_NO_FLOW && !rust_is_stored(value)))
        return arena_printf(interface->threads == MODEL_THREADS_ONE ? "Some(&mut %s)" : "Some(&%s)",
                            expression);
    return arena_printf("Some(Box::new(%s))", expression);
}

static const char *argument(rust_scene *scene, const plan_function *call, const plan_value *value) {
    if (value->keys_value != PLAN_NONE)
        return map_of(scene, call, value);
    switch (value->form) {
    case PLAN_TEXT:
        return some(value, "\"text\"");
    case PLAN_TEXT_ARRAY:
        return rust_passed(call, value, "\"text\", \"text\"");
    case PLAN_ARRAY: {
        const char *element = rust_benign(scene, rust_element(value));
        return rust_passed(call, value, arena_printf("%s, %s", element, element));
    }
    case PLAN_OBJECT: {
        const char *object = rust_make_object(scene, value->type.class_of);
        return object == NULL ? NULL : rust_passed_object(value, object);
    }
    case PLAN_CALLBACK:
        return callback(scene, value);
    case PLAN_CANCEL:
        return "Some(&Cancel::new())";
    case PLAN_STREAM:
        return NULL;
    case PLAN_DYNAMIC:
        return some(value, "&Value::from(\"text\")");
    default:
        return rust_passed(call, value, rust_benign(scene, rust_element(value)));
    }
}

const char **rust_valid_arguments(rust_scene *scene, const plan_function *call) {
    const char **arguments = arena_alloc((call->values->len + 1) * sizeof(const char *));
    bool is_stream = call->function->flow != MODEL_NO_FLOW;
    for (guint i = 0; i < call->values->len; i++) {
        const plan_value *value = RUST_AT(plan_value, call->values, i);
        if (is_stream && value->form == PLAN_ARRAY)
            arguments[i] = call->function->flow == MODEL_READS ? "&mut [0; 4]" : "b\"text\"";
        else if (is_stream && value->form != PLAN_OBJECT)
            continue;
        else if (value->direction != PLAN_OUT && !value->is_keys)
            arguments[i] = argument(scene, call, value);
    }
    return arguments;
}

static const char *path_of(const plan_function *call) {
    const model_function *function = call->function;
    const char *name = rust_function_name(function);
    if (function->flow != MODEL_NO_FLOW)
        return function->flow == MODEL_READS ? "std::io::Read::read" : "std::io::Write::write";
    return function->owner == NULL ? name : arena_printf("%s::%s", rust_class_name(function->owner), name);
}

const char *rust_call_with(const rust_scene *scene, const plan_function *call, const char **arguments) {
    (void)scene;
    GPtrArray *given = arena_array(), *options = arena_array();
    const char **names = rust_value_names(call);
    for (guint i = 0; i < call->values->len; i++) {
        const plan_value *value = RUST_AT(plan_value, call->values, i);
        if (arguments[i] == NULL)
            continue;
        if (rust_has_option(value))
            g_ptr_array_add(options, arena_printf("%s: %s", names[i], arguments[i]));
        else
            g_ptr_array_add(given, (gpointer)(uintptr_t)arguments[i]);
    }
    if (rust_options_name(call) != NULL)
        g_ptr_array_add(given, arena_printf("%s { %s }", rust_options_name(call), emit_join(options, ", ")));
    return arena_printf("%s(%s)", path_of(call), emit_join(given, ", "));
}

/* ---- Objects ---- */

static int returned_at(const plan_function *maker, const model_class *class_of, guint *count) {
    GPtrArray *returned = rust_returned(maker);
    *count = returned->len;
    for (guint i = 0; i < returned->len; i++) {
        const plan_value *value = RUST_AT(plan_value, returned, i);
        if (value->form == PLAN_OBJECT && value->type.class_of == class_of)
            return (int)i;
    }
    return -1;
}

const char *rust_object_made_by(rust_scene *scene, const plan_function *maker, const model_class *class_of,
                                const char **arguments) {
    guint count = 0;
    int at = returned_at(maker, class_of, &count);
    for (guint i = 0; i < maker->values->len; i++) {
        const plan_value *value = RUST_AT(plan_value, maker->values, i);
        if (value->direction != PLAN_OUT && !value->is_keys && arguments[i] == NULL)
            return NULL;
    }
    const char *name = arena_printf("tn_%u", ++scene->objects);
    GPtrArray *pattern = arena_array();
    for (guint i = 0; i < count; i++)
        g_ptr_array_add(pattern, (int)i == at ? arena_printf("mut %s", name) : arena_printf("_"));
    const plan_value *made = RUST_AT(plan_value, rust_returned(maker), at);
    emit_line(scene->out, count == 1 ? "let %s = %s%s%s;" : "let (%s) = %s%s%s;", emit_join(pattern, ", "),
              rust_call_with(scene, maker, arguments), rust_is_fallible(maker) ? "?" : "",
              rust_is_optional(made) && count == 1 ? ".ok_or(support::NOTHING)?" : "");
    return name;
}

const char *rust_make_object(rust_scene *scene, const model_class *class_of) {
    if (!scene->makes)
        return arena_printf("any::<%s>()", rust_class_name(class_of));
    const plan_function *maker = abuse_maker(scene->plan, class_of);
    return maker == NULL ? NULL
                         : rust_object_made_by(scene, maker, class_of, rust_valid_arguments(scene, maker));
}

/* ---- Values with something wrong inside ---- */

static const char *spoiled_at(const rust_scene *scene, const model_type *type, const abuse_leaf *leaf,
                              guint at, const char *bad) {
    if (at == leaf->way->len)
        return bad;
    const abuse_way *step = RUST_AT(abuse_way, leaf->way, at);
    if (step->field == NULL) {
        const model_case *chosen = step->chosen;
        const char *inside = spoiled_at(scene, &chosen->type, leaf, at + 1, bad);
        return arena_printf("%s::%s(%s)", rust_type(type), rust_variant_case(type->variant, chosen),
                            chosen->nullable ? arena_printf("Some(%s)", inside) : inside);
    }
    const char *inside = spoiled_at(scene, &step->field->type, leaf, at + 1, bad);
    bool is_optional = step->field->nullable || step->field->present_if != MODEL_NO_FIELD;
    return arena_printf("%s { %s: %s, ..%s }", rust_type(type), rust_field_name(step->field),
                        is_optional ? arena_printf("Some(%s)", inside) : inside,
                        rust_benign(scene, rust_type(type)));
}

const char *rust_spoiled(const rust_scene *scene, const model_type *type, const abuse_leaf *leaf,
                         const char *bad) {
    return spoiled_at(scene, type, leaf, 0, bad);
}
