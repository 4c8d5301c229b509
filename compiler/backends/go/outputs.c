/* After the crossing: what C gave becomes Go values. */

#include "backends/go/calls.h"
#include "backends/go/conversions.h"
#include "backends/go/formatter.h"
#include "memory/arena.h"

static const plan_slot *slot_of(const go_call *call, const plan_value *value, plan_part part) {
    for (guint i = 0; i < call->plan->slots->len; i++) {
        const plan_slot *slot = g_ptr_array_index(call->plan->slots, i);
        if (slot->part == part && go_value(call->plan, slot->value) == value)
            return slot;
    }
    g_assert_not_reached();
}

const char *go_carried(const go_call *call, const plan_value *value, plan_part part) {
    return go_crosses_with_struct(call) ? arena_printf("call.out_%s", slot_of(call, value, part)->name)
                                        : "call";
}

bool go_is_read_in_place(const plan_function *plan, const plan_value *value) {
    for (guint i = 0; i < plan->inputs->len; i++) {
        if (((const plan_value *)g_ptr_array_index(plan->inputs, i))->form == PLAN_OBJECT)
            return false;
    }
    for (guint i = 0; i < plan->steps->len; i++) {
        const plan_step *step = g_ptr_array_index(plan->steps, i);
        if (step->lends && go_value(plan, step->value) == value)
            return true;
    }
    return false;
}

const char *go_is_missing(const go_call *call, const plan_value *value) {
    const char *data = go_carried(call, value, PLAN_PART_DATA);
    switch (value->form) {
    case PLAN_TEXT:
        return arena_printf(go_is_read_in_place(call->plan, value) ? "%s.data == nil" : "tenonIsNone(&%s)",
                            data);
    case PLAN_OBJECT:
        return arena_printf("%s == 0", data);
    case PLAN_BLOCK:
    case PLAN_DYNAMIC:
        return arena_printf("%s.handle == 0", data);
    case PLAN_TEXT_ARRAY:
        return arena_printf("%s.texts == nil", data);
    default:
        return arena_printf("!%s", go_carried(call, value, PLAN_PART_PRESENT));
    }
}

static const char *array_output(const go_call *call, const plan_value *value, const char *element) {
    const char *prepared = go_prepared_of(call, value);
    const char *whole = prepared != NULL ? prepared : go_local_of(call, value);
    if (value->is_filled_partly)
        whole = arena_printf("%s[:%s]", whole, go_carried(call, value, PLAN_PART_FILLED));
    if (prepared == NULL)
        return whole;
    return arena_printf("tenonEachOf(%s, %s)", whole, go_converter(call->module, &value->type, element));
}

static const char *block_output(const go_call *call, const plan_value *value, const char *element,
                                const char *result) {
    if (go_is_window(value))
        return arena_printf("tenonNewView[%s](%s)", element, result);
    if (go_is_flat(&value->type))
        return arena_printf("tenonTake[%s](%s)", element, result);
    return arena_printf("tenonTakeEach(%s, %s)", result, go_converter(call->module, &value->type, element));
}

static const char *text_output(const go_call *call, const plan_value *value, const char *result) {
    bool is_optional = value->nullable && !call->has_ok;
    if (go_is_read_in_place(call->plan, value))
        return arena_printf("%s(%s.data, %s.length)",
                            is_optional ? "tenonOptionalBytesString" : "tenonBytesString", result, result);
    return arena_printf("%s(&%s)", is_optional ? "tenonOptionalString" : "tenonString", result);
}

static const char *there(const go_call *call, const plan_value *value, const char *element,
                         const char *result) {
    switch (value->form) {
    case PLAN_SCALAR:
        if (go_is_int(value))
            return arena_printf("int(%s)", result);
        return go_from_c(call->module, &value->type, result);
    case PLAN_ENUM:
    case PLAN_OBJECT:
        return go_from_c(call->module, &value->type, result);
    case PLAN_RECORD:
        if (go_has_text(&value->type))
            return arena_printf("tenonTake%s(&%s)", go_element_type(call->module, &value->type), result);
        return go_from_c(call->module, &value->type, result);
    case PLAN_TEXT:
        return text_output(call, value, result);
    case PLAN_BLOCK:
        return block_output(call, value, element, result);
    case PLAN_ARRAY:
        return array_output(call, value, element);
    case PLAN_TEXT_ARRAY:
        return arena_printf("tenonStrings(&%s)", result);
    case PLAN_DYNAMIC:
        return arena_printf("tenonDecode(%s)", result);
    case PLAN_STREAM:
        return go_local_of(call, value);
    case PLAN_CALLBACK:
    case PLAN_CANCEL:
        break;
    }
    g_assert_not_reached();
}

static const char *plain(const go_call *call, const plan_value *value) {
    const char *element = value->is_bytes ? "byte" : go_element_type(call->module, &value->type);
    const char *result = value->form == PLAN_ARRAY ? "" : go_carried(call, value, PLAN_PART_DATA);
    return there(call, value, element, result);
}

const char *go_output(const go_call *call, const plan_value *value) {
    const char *result = plain(call, value);
    bool has_presence = value->form == PLAN_SCALAR || value->form == PLAN_ENUM || value->form == PLAN_RECORD;
    if (value->keys_value != PLAN_NONE)
        return arena_printf("tenonMap(%s, %s)", plain(call, go_value(call->plan, value->keys_value)), result);
    if (!value->nullable || call->has_ok || !has_presence)
        return result;
    const char *is_there = go_carried(call, value, PLAN_PART_PRESENT);
    if (go_is_nilable(&value->type))
        return arena_printf("tenonIf(bool(%s), %s)", is_there, result);
    return arena_printf("tenonOptional(bool(%s), %s)", is_there, result);
}
