/* Studying a call: its variables, whether it can fail, and what it passes across. */

#include <string.h>

#include "backends/go/calls.h"
#include "backends/go/formatter.h"
#include "memory/arena.h"

static bool boundary_can_fail(const plan_function *plan) {
    for (guint i = 0; i < plan->steps->len; i++) {
        if (plan_step_can_fail(((const plan_step *)g_ptr_array_index(plan->steps, i))->kind))
            return true;
    }
    return false;
}

/* A size that Go has as an int may be negative on its way in and too large on its way out. */
static bool go_can_fail(const plan_function *plan) {
    for (guint i = 0; i < plan->values->len; i++) {
        if (go_is_int(go_value(plan, (int)i)))
            return true;
    }
    return false;
}

static const char *receiver_name(const go_module *module, const model_class *owner) {
    return arena_printf("%c", g_ascii_tolower(go_name(module, owner)[0]));
}

static const char *named(const GPtrArray *names, const go_call *call, const plan_value *value) {
    guint index = 0;
    g_ptr_array_find(call->plan->values, value, &index);
    return g_ptr_array_index(names, index);
}

const char *go_local_of(const go_call *call, const plan_value *value) {
    return named(call->locals, call, value);
}

const char *go_result_of(const go_call *call, const plan_value *value) {
    return named(call->results, call, value);
}

/* Go says "ok" for the truth value beside other results. */
static const char *word_of(const go_call *call, const plan_value *value) {
    bool is_ok = value->is_return && value->form == PLAN_SCALAR && value->type.scalar == MODEL_BOOL;
    return is_ok && call->plan->outputs->len > 1 ? "ok" : go_local(value->name);
}

static void name_locals(go_call *call) {
    for (guint i = 0; i < call->plan->values->len; i++) {
        const plan_value *value = go_value(call->plan, (int)i);
        const char *name = value->is_self ? call->receiver : go_claim(call->scope, word_of(call, value));
        const char *result = name;
        if (value->direction == PLAN_INOUT)
            result = go_claim(call->scope, arena_printf("new%s", go_exported(value->name)));
        const char *flat = NULL;
        if (value->form == PLAN_TEXT_ARRAY)
            flat = go_claim(call->scope, arena_printf("%sFlat", go_local(value->name)));
        g_ptr_array_add(call->locals, (gpointer)(uintptr_t)name);
        g_ptr_array_add(call->results, (gpointer)(uintptr_t)result);
        g_ptr_array_add(call->flats, (gpointer)(uintptr_t)flat);
    }
}

go_call go_call_new(go_module *module, const plan_function *plan) {
    go_call call = {.module = module,
                    .plan = plan,
                    .scope = go_parameter_scope(),
                    .locals = arena_array(),
                    .results = arena_array(),
                    .flats = arena_array(),
                    .has_status = boundary_can_fail(plan)};
    call.has_error = call.has_status || go_can_fail(plan);
    if (plan->function->kind == MODEL_METHOD)
        call.receiver = go_claim(call.scope, receiver_name(module, plan->function->owner));
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
    return type->kind == MODEL_ENUM || (type->kind == MODEL_SCALAR && type->scalar != MODEL_SIZE);
}

static const char *first_element(const plan_value *value, const char *local) {
    return arena_printf(value->nullable ? "unsafe.SliceData(%s)" : "tenonSlice(%s)", local);
}

static void add_array(GPtrArray *arguments, const plan_value *value, const plan_slot *slot,
                      const char *local) {
    if (slot->part == PLAN_PART_LENGTH)
        add_argument(arguments, arena_printf("size_t %s", slot->name),
                     arena_printf("C.size_t(len(%s))", local));
    else if (slot->part == PLAN_PART_DATA)
        add_argument(
            arguments, arena_printf("%s%s", slot->c_type, slot->name),
            pointer_to(go_c_type(&value->type), first_element(value, local), is_alike(&value->type)));
}

static void add_text_array(GPtrArray *arguments, const plan_value *value, const plan_slot *slot,
                           const char *local, const char *flat) {
    if (slot->part == PLAN_PART_LENGTH) {
        add_argument(arguments, arena_printf("size_t %s", slot->name),
                     arena_printf("C.size_t(len(%s))", local));
        return;
    }
    add_argument(arguments, arena_printf("const char *tenon_%s_bytes", slot->name),
                 arena_printf("(*C.char)(unsafe.Pointer(tenonSlice(%s.bytes)))", flat));
    add_argument(arguments, arena_printf("const size_t *tenon_%s_lengths", slot->name),
                 first_element(value, arena_printf("%s.lengths", flat)));
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

static const char *value_type_in_c(const plan_slot *slot) {
    return arena_take(g_strchomp(g_strdelimit(g_strdup(slot->c_type), "*", ' ')));
}

static void add_slot(GPtrArray *arguments, const go_call *call, const plan_slot *slot) {
    const plan_value *value = go_value(call->plan, slot->value);
    const char *local = g_ptr_array_index(call->locals, (guint)slot->value);
    if (value->direction == PLAN_OUT && value->form != PLAN_ARRAY)
        return;
    switch (value->form) {
    case PLAN_SCALAR:
    case PLAN_ENUM:
        add_argument(arguments, arena_printf("%s %s", value_type_in_c(slot), slot->name),
                     arena_printf("%s(%s)", go_c_type(&value->type), local));
        break;
    case PLAN_OBJECT:
        add_argument(arguments, arena_printf("tenon_handle %s", slot->name),
                     arena_printf("%s.tenonHandle()", local));
        break;
    case PLAN_RECORD:
        add_argument(
            arguments, arena_printf("const %s *%s", value->type.c_name, slot->name),
            pointer_to(go_c_type(&value->type), arena_printf(value->nullable ? "%s" : "&%s", local), false));
        break;
    case PLAN_TEXT:
        add_text(arguments, value, slot, local);
        break;
    case PLAN_ARRAY:
        add_array(arguments, value, slot, local);
        break;
    case PLAN_TEXT_ARRAY:
        add_text_array(arguments, value, slot, local, g_ptr_array_index(call->flats, (guint)slot->value));
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
    for (guint i = 0; i < plan->outputs->len; i++)
        count += ((const plan_value *)g_ptr_array_index(plan->outputs, i))->form != PLAN_ARRAY;
    return count;
}

bool go_crosses_with_struct(const go_call *call) {
    return call->has_status || go_carried_results(call->plan) > 1;
}

/* ---- Which parts of the fixed files a call needs ---- */

static void note_input(go_module *module, const plan_value *value) {
    switch (value->form) {
    case PLAN_TEXT:
        go_use(module, "text_in");
        if (value->nullable)
            go_use(module, "optional_text_in");
        break;
    case PLAN_TEXT_ARRAY:
        go_use(module, "texts");
        go_use(module, "slice_in");
        break;
    case PLAN_OBJECT:
        if (value->use == PLAN_USE_CONSUME)
            go_use(module, "consumed");
        break;
    case PLAN_ARRAY:
        if (!value->nullable)
            go_use(module, "slice_in");
        break;
    case PLAN_SCALAR:
        if (go_is_int(value))
            go_use(module, "negative");
        break;
    case PLAN_ENUM:
    case PLAN_RECORD:
    case PLAN_BLOCK:
        break;
    }
}

static void note_output(go_module *module, const plan_function *plan, const plan_value *value) {
    if (value->form == PLAN_TEXT) {
        go_use(module, "text_out");
        if (value->nullable)
            go_use(module, "optional_text_out");
    }
    if (value->form == PLAN_BLOCK) {
        go_use(module, "drop");
        go_use(module, value->is_view ? "views" : "block");
    }
    if (go_is_int(value))
        go_use(module, "int_out");
    if (value->form == PLAN_ARRAY && value->direction == PLAN_OUT) {
        go_use(module, "slice_in");
        const plan_value *source = go_value(plan, value->length_from);
        if (source->form == PLAN_SCALAR)
            go_use(module, "make");
        if (source->form == PLAN_SCALAR && source->type.scalar >= MODEL_I8 &&
            source->type.scalar <= MODEL_I64)
            go_use(module, "negative");
    }
}

void go_note_uses(go_module *module, const plan_function *plan) {
    for (guint i = 0; i < plan->inputs->len; i++)
        note_input(module, g_ptr_array_index(plan->inputs, i));
    for (guint i = 0; i < plan->outputs->len; i++)
        note_output(module, plan, g_ptr_array_index(plan->outputs, i));
}
