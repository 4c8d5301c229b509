/* Studying a call: its variables, whether it can fail, and what it passes across. */

#include <string.h>

#include "backends/go/callbacks.h"
#include "backends/go/calls.h"
#include "backends/go/conversions.h"
#include "backends/go/formatter.h"
#include "memory/arena.h"

/* ---- Whether it can fail ---- */

static bool boundary_can_fail(const plan_function *plan) {
    for (guint i = 0; i < plan->steps->len; i++) {
        if (plan_step_can_fail(((const plan_step *)g_ptr_array_index(plan->steps, i))->kind))
            return true;
    }
    return false;
}

/* A size that Go has as an int may be negative on its way in and too large on its way out; other values may
 * have no place in C. */
static bool go_can_fail(const plan_function *plan) {
    for (guint i = 0; i < plan->values->len; i++) {
        const plan_value *value = go_value(plan, (int)i);
        if (go_is_int(value) || value->form == PLAN_STREAM || value->form == PLAN_DYNAMIC ||
            value->form == PLAN_CALLBACK)
            return true;
        bool is_plain = value->form == PLAN_SCALAR || value->form == PLAN_RECORD || value->form == PLAN_ARRAY;
        if (is_plain && value->direction != PLAN_OUT && go_may_misfit(&value->type))
            return true;
    }
    return false;
}

bool go_is_fallible(const plan_function *plan) {
    return boundary_can_fail(plan) || go_can_fail(plan);
}

/* ---- Names ---- */

static const char *receiver_name(const go_module *module, const model_class *owner) {
    return arena_printf("%c", g_ascii_tolower(go_name(module, owner)[0]));
}

static guint index_of(const go_call *call, const plan_value *value) {
    guint index = 0;
    g_ptr_array_find(call->plan->values, value, &index);
    return index;
}

const char *go_local_of(const go_call *call, const plan_value *value) {
    return g_ptr_array_index(call->locals, index_of(call, value));
}

const char *go_parameter_of(const go_call *call, const plan_value *value) {
    return g_ptr_array_index(call->parameters, index_of(call, value));
}

const char *go_result_of(const go_call *call, const plan_value *value) {
    return g_ptr_array_index(call->results, index_of(call, value));
}

const char *go_prepared_of(const go_call *call, const plan_value *value) {
    return g_ptr_array_index(call->prepared, index_of(call, value));
}

/* Go says "ok" for the truth value beside other results. */
static const char *word_of(const go_call *call, const plan_value *value) {
    bool is_ok = value->is_return && value->form == PLAN_SCALAR && value->type.scalar == MODEL_BOOL &&
                 value->type.meaning == MODEL_PLAIN && !call->has_ok;
    return is_ok && call->given->len > 1 ? "ok" : go_named_value(value);
}

/* Whether C gets another variable than the one that the caller fills. */
static bool is_prepared(const plan_value *value) {
    if (value->direction == PLAN_OUT)
        return value->form == PLAN_ARRAY && !go_is_flat(&value->type);
    switch (value->form) {
    case PLAN_TEXT_ARRAY:
    case PLAN_DYNAMIC:
    case PLAN_STREAM:
        return true;
    case PLAN_SCALAR:
        return go_may_misfit(&value->type);
    case PLAN_RECORD:
    case PLAN_ARRAY:
        return !go_is_flat(&value->type);
    case PLAN_CALLBACK:
        return go_is_lent(value);
    default:
        return false;
    }
}

static const char *prepared_name(go_call *call, const plan_value *value) {
    if (!is_prepared(value))
        return NULL;
    if (value->form == PLAN_TEXT_ARRAY)
        return go_claim(call->scope, arena_printf("%sFlat", go_local(value->name)));
    if (value->form == PLAN_CALLBACK)
        return go_claim(call->scope, arena_printf("%sHost", go_local(value->name)));
    return go_claim(call->scope, arena_printf("c%s", go_exported(value->name)));
}

/* The keys and values of a map that is passed are taken out of it. */
static bool is_part_of_map(const plan_value *value) {
    return value->direction != PLAN_OUT && (value->is_keys || value->keys_value != PLAN_NONE);
}

static const char *local_name(go_call *call, const plan_value *value) {
    if (value->is_self)
        return call->receiver;
    if (go_is_option(value) && !is_part_of_map(value))
        return arena_printf("%s.%s", call->options, go_name(call->module, value));
    if (value->form == PLAN_CANCEL)
        return call->watch;
    const char *word = word_of(call, value);
    if (is_part_of_map(value) && !value->is_keys)
        word = arena_printf("%sValues", go_local(value->name));
    return go_claim(call->scope, word);
}

static const char *parameter_name(go_call *call, const plan_value *value, const char *local) {
    if (!is_part_of_map(value) || value->is_keys)
        return local;
    if (go_is_option(value))
        return arena_printf("%s.%s", call->options, go_name(call->module, value));
    return go_claim(call->scope, word_of(call, value));
}

static void name_locals(go_call *call) {
    for (guint i = 0; i < call->plan->values->len; i++) {
        const plan_value *value = go_value(call->plan, (int)i);
        const char *name = local_name(call, value);
        const char *parameter = parameter_name(call, value, name);
        const char *result = name;
        if (value->direction == PLAN_INOUT)
            result = go_claim(call->scope, arena_printf("new%s", go_exported(value->name)));
        g_ptr_array_add(call->locals, (gpointer)(uintptr_t)name);
        g_ptr_array_add(call->parameters, (gpointer)(uintptr_t)parameter);
        g_ptr_array_add(call->results, (gpointer)(uintptr_t)result);
        g_ptr_array_add(call->prepared, (gpointer)(uintptr_t)prepared_name(call, value));
    }
}

/* ---- Results ---- */

static GPtrArray *results_of(const plan_function *plan) {
    GPtrArray *results = arena_array();
    for (guint i = 0; i < plan->outputs->len; i++) {
        if (go_is_result(g_ptr_array_index(plan->outputs, i)))
            g_ptr_array_add(results, g_ptr_array_index(plan->outputs, i));
    }
    return results;
}

/* What says whether a value is there: the index of a parameter, or MODEL_BY_RESULT. */
static int presence_of(const plan_function *plan, const plan_value *value) {
    const model_function *function = plan->function;
    const model_parameter *parameter = value->is_return
                                           ? function->result
                                           : g_ptr_array_index(function->parameters, (guint)value->parameter);
    return parameter->present_if;
}

/* Go's habit: `value, ok, err`. Texts, objects and arrays have a nil for that, except in an iterator. */
static bool says_ok(const plan_function *plan, const GPtrArray *results) {
    for (guint i = 0; i < results->len; i++) {
        const plan_value *value = g_ptr_array_index(results, i);
        const plan_value *first = g_ptr_array_index(results, 0);
        bool is_number = value->form == PLAN_SCALAR || value->form == PLAN_ENUM || value->form == PLAN_RECORD;
        if (!value->nullable || !(plan->function->is_next || is_number) || value->direction == PLAN_INOUT)
            return false;
        if (i > 0 && presence_of(plan, value) != presence_of(plan, first))
            return false;
    }
    return results->len > 0;
}

static bool has_options(const plan_function *plan) {
    for (guint i = 0; i < plan->inputs->len; i++) {
        if (go_is_option(g_ptr_array_index(plan->inputs, i)))
            return true;
    }
    return false;
}

static bool needs_pins(const plan_function *plan) {
    for (guint i = 0; i < plan->inputs->len; i++) {
        const plan_value *value = g_ptr_array_index(plan->inputs, i);
        bool holds_records = value->form == PLAN_RECORD || value->form == PLAN_ARRAY;
        if (holds_records && go_has_text(&value->type))
            return true;
    }
    return false;
}

go_call go_call_new(go_module *module, const plan_function *plan) {
    go_call call = {.module = module,
                    .plan = plan,
                    .scope = go_parameter_scope(),
                    .locals = arena_array(),
                    .parameters = arena_array(),
                    .results = arena_array(),
                    .prepared = arena_array(),
                    .given = results_of(plan),
                    .is_direct = go_is_direct(module, plan)};
    call.has_status = !call.is_direct && boundary_can_fail(plan);
    call.has_error = go_is_fallible(plan);
    call.has_ok = says_ok(plan, call.given);
    if (plan->function->kind == MODEL_METHOD)
        call.receiver = go_claim(call.scope, receiver_name(module, plan->function->owner));
    if (plan->token != PLAN_NONE) {
        call.context = go_claim(call.scope, "ctx");
        call.watch = go_claim(call.scope, "watch");
    }
    if (has_options(plan))
        call.options = go_claim(call.scope, "options");
    if (needs_pins(plan))
        call.pins = go_claim(call.scope, "pins");
    if (call.has_ok)
        call.ok = go_claim(call.scope, "ok");
    name_locals(&call);
    return call;
}

/* ---- Arguments ---- */

static void add_argument(GPtrArray *arguments, const char *declaration, const char *given) {
    go_argument *argument = ARENA_NEW(go_argument);
    *argument = (go_argument){.declaration = declaration, .given = given};
    g_ptr_array_add(arguments, argument);
}

/* Pointers convert between types that look alike to the compiler; a record or a size does not look like C's.
 */
static const char *pointer_to(const char *c_type, const char *pointer, bool is_alike) {
    return arena_printf(is_alike ? "(*%s)(%s)" : "(*%s)(unsafe.Pointer(%s))", c_type, pointer);
}

static bool is_alike(const model_type *type) {
    return (type->kind == MODEL_ENUM && !type->enumeration->is_flags) ||
           (type->kind == MODEL_SCALAR && type->scalar != MODEL_SIZE && type->meaning == MODEL_PLAIN);
}

/* Null where nothing is said of none, and where a direct call's C sees to it. */
static const char *first_element(const go_call *call, const plan_value *value, const char *local) {
    bool may_be_null = value->nullable || call->is_direct;
    return arena_printf(may_be_null ? "unsafe.SliceData(%s)" : "tenonSlice(%s)", local);
}

static void add_array(GPtrArray *arguments, const go_call *call, const plan_value *value,
                      const plan_slot *slot) {
    const char *prepared = go_prepared_of(call, value);
    const char *local = prepared != NULL ? prepared : go_local_of(call, value);
    if (slot->part == PLAN_PART_LENGTH)
        add_argument(arguments, arena_printf("size_t %s", slot->name),
                     arena_printf("C.size_t(len(%s))", local));
    else if (slot->part == PLAN_PART_DATA)
        add_argument(arguments, arena_printf("%s%s", slot->c_type, slot->name),
                     prepared != NULL ? first_element(call, value, local)
                                      : pointer_to(go_c_type(&value->type), first_element(call, value, local),
                                                   is_alike(&value->type)));
}

static void add_text_array(GPtrArray *arguments, const go_call *call, const plan_value *value,
                           const plan_slot *slot) {
    const char *flat = go_prepared_of(call, value);
    if (slot->part == PLAN_PART_LENGTH) {
        add_argument(arguments, arena_printf("size_t %s", slot->name),
                     arena_printf("C.size_t(len(%s))", go_local_of(call, value)));
        return;
    }
    add_argument(arguments, arena_printf("const char *tenon_%s_bytes", slot->name),
                 arena_printf("(*C.char)(unsafe.Pointer(tenonSlice(%s.bytes)))", flat));
    add_argument(arguments, arena_printf("const size_t *tenon_%s_lengths", slot->name),
                 first_element(call, value, arena_printf("%s.lengths", flat)));
}

static void add_text(GPtrArray *arguments, const plan_value *value, const plan_slot *slot,
                     const char *local) {
    if (slot->part == PLAN_PART_LENGTH)
        add_argument(arguments, arena_printf("size_t %s", slot->name),
                     arena_printf(value->nullable ? "tenonOptionalLength(%s)" : "C.size_t(len(%s))", local));
    else
        add_argument(arguments, arena_printf("const char *%s", slot->name),
                     arena_printf(value->nullable ? "tenonOptionalText(%s)" : "tenonText(%s)", local));
}

static void add_dynamic(GPtrArray *arguments, const go_call *call, const plan_value *value,
                        const plan_slot *slot) {
    const char *prepared = go_prepared_of(call, value);
    if (slot->part == PLAN_PART_LENGTH)
        add_argument(arguments, arena_printf("size_t %s", slot->name),
                     arena_printf("C.size_t(len(%s))", prepared));
    else
        add_argument(arguments, arena_printf("const uint8_t *%s", slot->name),
                     arena_printf("(*C.uint8_t)(unsafe.SliceData(%s))", prepared));
}

static const char *value_type_in_c(const plan_slot *slot) {
    return arena_take(g_strchomp(g_strdelimit(g_strdup(slot->c_type), "*", ' ')));
}

static void add_number(GPtrArray *arguments, const go_call *call, const plan_value *value,
                       const plan_slot *slot) {
    const char *prepared = go_prepared_of(call, value);
    const char *local = go_local_of(call, value);
    const char *given = prepared;
    if (given == NULL && value->nullable)
        given = arena_printf("%s(tenonOr(%s))", go_c_type(&value->type), local);
    else if (given == NULL)
        given = go_to_c(call->module, &value->type, local, "");
    add_argument(arguments, arena_printf("%s %s", value_type_in_c(slot), slot->name), given);
}

bool go_crosses_by_value(const plan_value *value) {
    const size_t large = 64;
    return value->form == PLAN_RECORD && value->direction == PLAN_IN && !value->nullable &&
           value->type.kind == MODEL_RECORD && go_is_flat(&value->type) && value->type.record->size <= large;
}

static void add_record(GPtrArray *arguments, const go_call *call, const plan_value *value,
                       const plan_slot *slot) {
    const char *prepared = go_prepared_of(call, value);
    const char *pointer =
        value->nullable ? go_local_of(call, value) : arena_printf("&%s", go_local_of(call, value));
    const char *given = prepared != NULL ? prepared : pointer_to(go_c_type(&value->type), pointer, false);
    if (prepared != NULL && !value->nullable)
        given = arena_printf("&%s.value", prepared);
    const char *c_name =
        value->type.kind == MODEL_VARIANT ? value->type.variant->c_name : value->type.record->c_name;
    if (go_crosses_by_value(value)) {
        const char *in_go = arena_printf("*%s", pointer_to(go_c_type(&value->type), pointer, false));
        add_argument(arguments, arena_printf("%s %s", c_name, slot->name), in_go);
        return;
    }
    add_argument(arguments, arena_printf("const %s *%s", c_name, slot->name), given);
}

const char *go_host(const go_call *call, const plan_value *value) {
    const char *local = go_local_of(call, value);
    bool reads = value->type.interface->flow == MODEL_READS;
    const char *host = reads ? arena_printf("&tenonReader{reader: %s}", local) : local;
    return value->nullable ? arena_printf("tenonHost(%s, %s == nil)", host, local)
                           : arena_printf("tenonHold(%s)", host);
}

static void add_callback(GPtrArray *arguments, const go_call *call, const plan_value *value,
                         const plan_slot *slot) {
    const char *prepared = go_prepared_of(call, value);
    add_argument(arguments, arena_printf("uintptr_t %s", slot->name),
                 prepared != NULL ? prepared : go_host(call, value));
}

static void add_slot(GPtrArray *arguments, const go_call *call, const plan_slot *slot) {
    const plan_value *value = go_value(call->plan, slot->value);
    const char *local = g_ptr_array_index(call->locals, (guint)slot->value);
    if (value->direction == PLAN_OUT && value->form != PLAN_ARRAY)
        return;
    if (slot->part == PLAN_PART_PRESENT) {
        add_argument(arguments, arena_printf("bool %s", slot->name),
                     arena_printf("C.bool(%s != nil)", local));
        return;
    }
    switch (value->form) {
    case PLAN_SCALAR:
    case PLAN_ENUM:
        add_number(arguments, call, value, slot);
        break;
    case PLAN_OBJECT:
        add_argument(arguments, arena_printf("tenon_handle %s", slot->name),
                     arena_printf("%s.tenonHandle()", local));
        break;
    case PLAN_RECORD:
        add_record(arguments, call, value, slot);
        break;
    case PLAN_TEXT:
        add_text(arguments, value, slot, local);
        break;
    case PLAN_ARRAY:
        add_array(arguments, call, value, slot);
        break;
    case PLAN_TEXT_ARRAY:
        add_text_array(arguments, call, value, slot);
        break;
    case PLAN_CALLBACK:
        add_callback(arguments, call, value, slot);
        break;
    case PLAN_CANCEL:
        add_argument(arguments, arena_printf("tenon_handle %s", slot->name),
                     arena_printf("%s.handle()", local));
        break;
    case PLAN_STREAM:
        add_argument(arguments, arena_printf("struct ArrowArrayStream *%s", slot->name),
                     go_prepared_of(call, value));
        break;
    case PLAN_DYNAMIC:
        add_dynamic(arguments, call, value, slot);
        break;
    case PLAN_BLOCK:
        break;
    }
}

GPtrArray *go_arguments(const go_call *call) {
    GPtrArray *arguments = arena_array();
    for (guint i = 0; i < call->plan->slots->len; i++)
        add_slot(arguments, call, g_ptr_array_index(call->plan->slots, i));
    return arguments;
}

guint go_carried_results(const plan_function *plan) {
    guint count = 0;
    for (guint i = 0; i < plan->slots->len; i++) {
        const plan_slot *slot = g_ptr_array_index(plan->slots, i);
        const plan_value *value = go_value(plan, slot->value);
        count += value->direction != PLAN_IN && value->form != PLAN_ARRAY;
    }
    return count;
}

bool go_crosses_with_struct(const go_call *call) {
    return call->has_status || go_carried_results(call->plan) > 1;
}
