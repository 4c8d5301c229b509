/* One function of the contract: what its method takes and gives in Rust, and how the export makes it of what
 * crosses. */
#include <string.h>

#include "memory/arena.h"
#include "provider/rust_impl.h"

/* ---- What has a form in Rust ---- */

static bool is_freed_by_free(const plan_value *value) {
    return value->freed_by != NULL && strcmp(value->freed_by, "free") == 0;
}

/* Why the value has no form, or null. */
static const char *refuses_result(const plan_value *value) {
    bool is_given = value->form == PLAN_BLOCK || value->form == PLAN_TEXT || value->form == PLAN_TEXT_ARRAY;
    if (is_given && value->direction == PLAN_OUT && value->freed_by != NULL && !is_freed_by_free(value))
        return "a result that free() does not free";
    if (value->form == PLAN_TEXT_ARRAY && value->direction == PLAN_OUT && value->freed_by != NULL)
        return "a list of texts that the caller frees";
    if (value->form == PLAN_BLOCK && value->freed_by == NULL)
        return "an array that the library goes on owning";
    if (value->form == PLAN_TEXT && value->is_counted_text && value->direction == PLAN_OUT)
        return "counted text that is given";
    return impl_refuses_type(&value->type, value->form == PLAN_RECORD && value->direction != PLAN_IN);
}

const char *impl_refuses(const plan_library *plan, const model_function *function) {
    const plan_function *call = plan_of(plan, function);
    for (guint i = 0; call != NULL && i < call->values->len; i++) {
        const char *why = refuses_result(RUST_AT(plan_value, call->values, i));
        if (why != NULL)
            return why;
    }
    return NULL;
}

/* ---- Parameters ---- */

static void add(GPtrArray *list, const char *text) {
    g_ptr_array_add(list, (gpointer)(uintptr_t)text);
}

static const char **parameter_names(const model_function *function) {
    const char **names = arena_alloc(sizeof(*names) * (function->parameters->len + 1));
    for (guint i = 0; i < function->parameters->len; i++) {
        names[i] = rust_name(RUST_AT(model_parameter, function->parameters, i)->name);
        for (guint j = 0; j < i; j++) {
            if (strcmp(names[i], names[j]) == 0) {
                names[i] = arena_printf("%s_", names[i]);
                j = (guint)-1; /* The longer name may be taken as well: look again from the start. */
            }
        }
    }
    return names;
}

static const model_parameter *parameter_at(const impl_call *it, int index) {
    return RUST_AT(model_parameter, it->function->parameters, index);
}

static const model_parameter *parameter_of(const impl_call *it, const plan_value *value) {
    return value->is_return ? it->function->result : parameter_at(it, value->parameter);
}

/* How many there are, as usize. */
static const char *count_of(const impl_call *it, const plan_value *value) {
    const model_parameter *count = parameter_at(it, value->count_parameter);
    const char *name = it->parameters[value->count_parameter];
    const char *number = count->pointer_depth > 0 ? arena_printf("unsafe { *%s }", name) : name;
    return count->type.scalar == MODEL_SIZE ? number : arena_printf("support::length(%s)", number);
}

static const char *element(const plan_value *value) {
    return strcmp(value->type.c_name, "void") == 0 ? "u8" : impl_type(&value->type);
}

/* The line above what only the caller can promise. */
static const char caller_promises[] = "// SAFETY: the contract says so, and the caller keeps to it.";

static void let(impl_call *it, const char *name, const char *expression) {
    add(it->lines, caller_promises);
    add(it->lines, arena_printf("let %s = unsafe { %s };", name, expression));
}

/* Of a pointer that may be null: `unsafe` stands inside, where it is not. */
static void let_optional(impl_call *it, const char *name, const char *expression) {
    const char *line =
        arena_printf("let %s = (!%s.is_null()).then(|| unsafe { %s });", name, name, expression);
    add(it->lines, caller_promises);
    add(it->lines, line);
}

static void take(impl_call *it, const char *name, const char *type, const char *argument) {
    add(it->inputs, arena_printf("%s: %s", name, type));
    add(it->arguments, argument);
}

static void take_array(impl_call *it, const plan_value *value, const char *name) {
    bool is_written = value->direction != PLAN_IN;
    const char *type = arena_printf(is_written ? "&mut [%s]" : "&[%s]", element(value));
    const char *function = is_written ? "support::slice_mut" : "support::slice";
    const char *count = count_of(it, value);
    if (parameter_at(it, value->count_parameter)->pointer_depth > 0) {
        add(it->lines, caller_promises);
        add(it->lines, arena_printf("let %s_room = %s;", name, count));
        count = arena_printf("%s_room", name);
    }
    const char *array = arena_printf("%s(%s, %s)", function, name, count);
    if (value->nullable)
        let_optional(it, name, array);
    else
        let(it, name, array);
    take(it, name, value->nullable ? arena_printf("Option<%s>", type) : type, name);
}

static void take_text(impl_call *it, const plan_value *value, const char *name) {
    const char *text = value->is_counted_text
                           ? arena_printf("support::counted_text(%s.cast(), %s)", name, count_of(it, value))
                           : arena_printf("support::text(%s)", name);
    if (value->nullable)
        let_optional(it, name, text);
    else
        let(it, name, text);
    take(it, name, value->nullable ? "Option<&str>" : "&str", name);
}

static void take_texts(impl_call *it, const plan_value *value, const char *name) {
    const char *list = arena_printf("support::texts(%s, %s)", name, count_of(it, value));
    if (value->nullable)
        let_optional(it, name, list);
    else
        let(it, name, list);
    take(it, name, value->nullable ? "Option<&[&str]>" : "&[&str]",
         arena_printf(value->nullable ? "%s.as_deref()" : "&%s", name));
}

static void take_record(impl_call *it, const plan_value *value, const char *name) {
    bool is_written = value->direction == PLAN_INOUT;
    const char *type = impl_type(&value->type);
    if (parameter_of(it, value)->pointer_depth == 0) {
        take(it, name, type, name);
        return;
    }
    const char *reference = arena_printf(is_written ? "&mut %s" : "&%s", type);
    if (value->nullable)
        let(it, name, arena_printf("%s.%s()", name, is_written ? "as_mut" : "as_ref"));
    else
        let(it, name, arena_printf(is_written ? "&mut *%s" : "&*%s", name));
    take(it, name, value->nullable ? arena_printf("Option<%s>", reference) : reference, name);
}

static const char *borrowed(const plan_value *value) {
    return value->use == PLAN_USE_SHARED ? "&Self" : value->use == PLAN_USE_EXCLUSIVE ? "&mut Self" : "Self";
}

static void take_object(impl_call *it, const plan_value *value, const char *name) {
    const char *type = borrowed(value);
    const char *object = value->use == PLAN_USE_SHARED ? arena_printf("&*%s.cast::<T>()", name)
                         : value->use == PLAN_USE_EXCLUSIVE
                             ? arena_printf("&mut *%s.cast::<T>()", name)
                             : arena_printf("support::take_object::<T>(%s)", name);
    if (value->nullable)
        let_optional(it, name, object);
    else
        let(it, name, object);
    if (value->is_self && !value->nullable) {
        it->receiver = strcmp(type, "&Self") == 0       ? "&self"
                       : strcmp(type, "&mut Self") == 0 ? "&mut self"
                                                        : "self";
        add(it->arguments, name);
        return;
    }
    take(it, name, value->nullable ? arena_printf("Option<%s>", type) : type, name);
}

/* What may be there before and after: both are written back. */
static void take_changed_option(impl_call *it, const char *name, const char *present, const char *type) {
    add(it->lines, caller_promises);
    add(it->lines, arena_printf("let mut %s_now = unsafe { (*%s).then(|| *%s) };", name, present, name));
    take(it, name, arena_printf("&mut Option<%s>", type), arena_printf("&mut %s_now", name));
    add(it->after, caller_promises);
    add(it->after, arena_printf("unsafe { support::put_option(%s, %s, %s_now) };", name, present, name));
}

static void take_number(impl_call *it, const plan_value *value, const char *name) {
    const char *type = impl_type(&value->type);
    const model_parameter *parameter = parameter_of(it, value);
    if (value->direction == PLAN_INOUT && parameter->present_if >= 0) {
        take_changed_option(it, name, it->parameters[parameter->present_if], type);
    } else if (value->direction == PLAN_INOUT) {
        let(it, name, arena_printf("&mut *%s", name));
        take(it, name, arena_printf("&mut %s", type), name);
    } else if (parameter->present_if >= 0) {
        take(it, name, arena_printf("Option<%s>", type),
             arena_printf("%s.then_some(%s)", it->parameters[parameter->present_if], name));
    } else if (value->nullable && parameter->pointer_depth > 0) {
        let(it, name, arena_printf("%s.as_ref().copied()", name));
        take(it, name, arena_printf("Option<%s>", type), name);
    } else {
        take(it, name, type, name);
    }
}

static void take_value(impl_call *it, const plan_value *value) {
    const char *name = it->parameters[value->parameter];
    switch (value->form) {
    case PLAN_ARRAY:
        take_array(it, value, name);
        return;
    case PLAN_TEXT:
        take_text(it, value, name);
        return;
    case PLAN_TEXT_ARRAY:
        take_texts(it, value, name);
        return;
    case PLAN_RECORD:
        if (parameter_of(it, value)->present_if >= 0)
            take_number(it, value, name);
        else
            take_record(it, value, name);
        return;
    case PLAN_OBJECT:
        take_object(it, value, name);
        return;
    default:
        take_number(it, value, name);
    }
}

/* ---- Results ---- */

/* A record or number of the library's own, to which C gets a pointer. */
bool impl_is_lent(const impl_call *it, const plan_value *value) {
    bool is_plain = value->form == PLAN_SCALAR || value->form == PLAN_ENUM || value->form == PLAN_RECORD;
    return is_plain && value->is_return && it->function->result->pointer_depth > 0;
}

static const char *given_type(const impl_call *it, const plan_value *value) {
    bool lives_with_object = it->receiver != NULL && it->receiver[0] == '&';
    const char *lifetime = lives_with_object ? "" : "'static ";
    if (impl_is_lent(it, value))
        return arena_printf("&%s%s", lifetime, impl_type(&value->type));
    switch (value->form) {
    case PLAN_TEXT:
        return value->freed_by != NULL ? "String" : arena_printf("&%sCStr", lifetime);
    case PLAN_TEXT_ARRAY:
        return arena_printf("&%s[Text]", lifetime);
    case PLAN_BLOCK:
        return arena_printf("Vec<%s>", element(value));
    case PLAN_OBJECT:
        return "Self";
    default:
        return impl_type(&value->type);
    }
}

/* A constructor without a status says by null that it could not. */
static bool is_optional(const impl_call *it, const plan_value *value) {
    const model_parameter *parameter = parameter_of(it, value);
    bool may_fail = value->form == PLAN_OBJECT && value->is_return;
    return value->nullable || may_fail || parameter->present_if != MODEL_NO_PARAMETER;
}

static void give_value(impl_call *it, const plan_value *value) {
    if (value->form == PLAN_ARRAY) {
        if (value->is_filled_partly)
            add(it->outputs, "usize");
        return;
    }
    const char *type = given_type(it, value);
    add(it->outputs, is_optional(it, value) ? arena_printf("Option<%s>", type) : type);
}

static bool is_given(const plan_value *value) {
    if (value->form == PLAN_ARRAY)
        return value->is_filled_partly;
    return value->direction == PLAN_OUT;
}

/* A slice knows its length. */
static bool is_length(const impl_call *it, const plan_value *value) {
    return parameter_at(it, value->parameter)->role == MODEL_COUNT;
}

impl_call impl_describe(const plan_library *plan, const model_function *function) {
    impl_call it = {.plan = plan,
                    .function = function,
                    .call = plan_of(plan, function),
                    .parameters = parameter_names(function),
                    .inputs = arena_array(),
                    .arguments = arena_array(),
                    .lines = arena_array(),
                    .after = arena_array(),
                    .outputs = arena_array()};
    for (guint i = 0; it.call != NULL && i < it.call->values->len; i++) {
        const plan_value *value = RUST_AT(plan_value, it.call->values, i);
        bool is_taken = value->direction != PLAN_OUT || value->form == PLAN_ARRAY;
        if (is_taken && !value->is_return && !is_length(&it, value))
            take_value(&it, value);
    }
    for (guint i = 0; it.call != NULL && i < it.call->outputs->len; i++) {
        const plan_value *value = RUST_AT(plan_value, it.call->outputs, i);
        if (is_given(value))
            give_value(&it, value);
    }
    return it;
}

const char *impl_result(const impl_call *it) {
    const char *given = it->outputs->len == 0   ? "()"
                        : it->outputs->len == 1 ? (const char *)g_ptr_array_index(it->outputs, 0)
                                                : arena_printf("(%s)", emit_join(it->outputs, ", "));
    if (it->function->returns_status)
        return arena_printf("Result<%s, Error>", given);
    return it->outputs->len == 0 ? "" : given;
}
