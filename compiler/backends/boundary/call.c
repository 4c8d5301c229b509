/* The call of the author's function: its variables, its arguments, and what it writes. */

#include <string.h>

#include "backends/boundary/boundary_internal.h"
#include "memory/arena.h"

static const model_parameter *parameter_at(const rendering *call, int index) {
    return g_ptr_array_index(call->function->function->parameters, (guint)index);
}

static const plan_step *step_at(const rendering *call, guint index) {
    return g_ptr_array_index(call->function->steps, index);
}

static bool is_input(const plan_value *value) {
    return value->direction != PLAN_OUT;
}

static bool is_output(const plan_value *value) {
    return value->direction != PLAN_IN;
}

/* ---- What each step asks of the others ---- */

static bool can_fail_after_call(plan_step_kind kind) {
    return kind == PLAN_CHECK_RESULT || kind == PLAN_COPY_TEXT || kind == PLAN_WRAP_OBJECT ||
           kind == PLAN_WRAP_BLOCK || kind == PLAN_COPY_RECORD || kind == PLAN_ENCODE ||
           kind == PLAN_CHECK_CALLBACKS || kind == PLAN_CHECK_GUARD || kind == PLAN_KEEP_CALLBACK;
}

/* ---- What C gives ---- */

const model_parameter *call_parameter_of(const rendering *call, const plan_value *value) {
    return value->is_return ? call->function->function->result : parameter_at(call, value->parameter);
}

bool call_is_pointed_to(const rendering *call, const plan_value *value) {
    bool is_one = value->form == PLAN_SCALAR || value->form == PLAN_ENUM || value->form == PLAN_RECORD;
    model_ownership ownership = call_parameter_of(call, value)->ownership;
    return is_one && is_output(value) && (ownership == MODEL_BORROWED || ownership == MODEL_OWNED);
}

const char *call_given_value(const rendering *call, const value_names *value) {
    return call_is_pointed_to(call, value->value) ? arena_printf("*%s", value->raw) : value->raw;
}

/* Freed on every path once the call was made. */
static bool is_freed_value(const rendering *call, const plan_value *value) {
    return value->form == PLAN_DYNAMIC && is_output(value) &&
           call_parameter_of(call, value)->ownership == MODEL_OWNED;
}

/* A raw result needs dropping where a step between the call and its own wrapping can fail. Only a null object
 * fails its own check, so there is nothing to drop then; an array may be there and have an impossible length.
 */
static bool needs_drop(const rendering *call, int index) {
    const plan_value *value = call->values[index].value;
    bool is_kept = value->form == PLAN_OBJECT || value->form == PLAN_BLOCK || value->form == PLAN_STREAM;
    bool is_stream = value->form == PLAN_STREAM; /* moved to the host at the very end, wrapped or not */
    if ((value->is_view && !is_stream) || !is_kept)
        return false;
    for (guint i = 0; i < call->function->steps->len; i++) {
        const plan_step *step = step_at(call, i);
        bool is_wrap = step->kind == PLAN_WRAP_OBJECT || step->kind == PLAN_WRAP_BLOCK;
        if (is_wrap && step->value == index && !is_stream)
            return false;
        if (can_fail_after_call(step->kind) && (step->value != index || value->form != PLAN_OBJECT))
            return true;
    }
    return false;
}

/* What was handed out must be taken back where a step behind it can fail. */
static bool needs_undo(const rendering *call, int index) {
    if (call->values[index].value->form == PLAN_STREAM)
        return false;
    bool is_given = false;
    for (guint i = 0; i < call->function->steps->len; i++) {
        const plan_step *step = step_at(call, i);
        bool gives = step->kind == PLAN_COPY_TEXT || step->kind == PLAN_WRAP_OBJECT ||
                     step->kind == PLAN_WRAP_BLOCK || step->kind == PLAN_COPY_RECORD ||
                     step->kind == PLAN_ENCODE;
        if (is_given && can_fail_after_call(step->kind))
            return true;
        is_given = is_given || (gives && step->value == index);
    }
    return false;
}

static void note_steps(rendering *call) {
    bool fails_late = false;
    for (guint i = 0; i < call->function->steps->len; i++) {
        const plan_step *step = step_at(call, i);
        if (step->kind == PLAN_BORROW)
            call->values[step->value].borrowed = step;
        call->has_done = call->has_done || step->kind == PLAN_RELEASE || call->function->calls_back;
        call->has_results = call->has_results || step->kind == PLAN_FREE_RESULT;
        call->can_fail = call->can_fail || plan_step_can_fail(step->kind);
        fails_late = fails_late || can_fail_after_call(step->kind);
    }
    for (guint i = 0; i < call->function->values->len; i++) {
        value_names *names = &call->values[i];
        names->needs_drop = is_output(names->value) && needs_drop(call, (int)i);
        names->needs_undo = is_output(names->value) && needs_undo(call, (int)i);
        call->has_results =
            call->has_results || names->needs_drop || names->needs_undo || is_freed_value(call, names->value);
        bool is_plain = (names->value->form == PLAN_SCALAR || names->value->form == PLAN_RECORD) &&
                        !names->value->is_optional && !call_is_pointed_to(call, names->value);
        call->assigns_result = call->assigns_result || (names->value->is_return && is_plain && !fails_late);
    }
}

/* ---- Names ---- */

static void name_slots(rendering *call, scope *names) {
    for (guint i = 0; i < call->function->slots->len; i++) {
        const plan_slot *slot = g_ptr_array_index(call->function->slots, i);
        const char *name = scope_take(names, slot->name);
        value_names *value = &call->values[slot->value];
        switch (slot->part) {
        case PLAN_PART_DATA:
            value->data = name;
            break;
        case PLAN_PART_LENGTH:
            value->length = name;
            break;
        case PLAN_PART_FILLED:
            value->filled = name;
            break;
        case PLAN_PART_PRESENT:
            value->present = name;
            break;
        }
    }
}

static bool is_enum_by_pointer(const rendering *call, const plan_value *value) {
    return value->form == PLAN_ENUM && value->direction == PLAN_IN &&
           call_parameter_of(call, value)->pointer_depth == 1;
}

static void name_input(const rendering *call, value_names *value, scope *names) {
    const char *name = value->value->name;
    if (value->value->form == PLAN_CALLBACK || value->value->form == PLAN_CANCEL)
        callback_names(value, names);
    if (value->value->form == PLAN_OBJECT) {
        value->object = scope_take(names, arena_printf("%s_object", name));
        value->borrow = scope_take(names, arena_printf("%s_borrow", name));
    }
    bool is_copied = value->value->form == PLAN_TEXT && !value->value->is_counted_text;
    if (is_copied || value->value->form == PLAN_TEXT_ARRAY)
        value->copy = scope_take(names, arena_printf("%s_copy", name));
    if (value->value->form == PLAN_DYNAMIC || is_enum_by_pointer(call, value->value))
        value->copy = scope_take(names, arena_printf("%s_value", name));
    if (value->value->form == PLAN_STREAM)
        value->copy = scope_take(names, arena_printf("%s_stream", name));
}

static void name_fence(value_names *value, scope *names) {
    value->fence = scope_take(names, arena_printf("%s_fence", value->value->name));
    value->filling = scope_take(names, arena_printf("%s_filling", value->value->name));
}

static const char *raw_suffix(plan_form form) {
    switch (form) {
    case PLAN_TEXT:
        return "text";
    case PLAN_OBJECT:
        return "object";
    case PLAN_BLOCK:
        return "data";
    case PLAN_TEXT_ARRAY:
        return "texts";
    case PLAN_STREAM:
        return "stream";
    default:
        return "value";
    }
}

/* Where a bool of C's says what is there, or the null of a pointer to the library's own value. */
static const char *given_condition(const rendering *call, const value_names *value) {
    const model_parameter *parameter = call_parameter_of(call, value->value);
    const char *present = parameter->present_if == MODEL_BY_RESULT ? call->present
                          : parameter->present_if == MODEL_NO_PARAMETER
                              ? NULL
                              : call->presences[parameter->present_if];
    if (!call_is_pointed_to(call, value->value) || !parameter->nullable)
        return present;
    return arena_printf("%s%s%s != NULL", present == NULL ? "" : present, present == NULL ? "" : " && ",
                        value->raw);
}

static void name_presences(rendering *call, scope *names) {
    const model_function *function = call->function->function;
    for (guint i = 0; i < function->parameters->len; i++) {
        const model_parameter *parameter = parameter_at(call, (int)i);
        if (parameter->role == MODEL_PRESENCE && parameter->pointer_depth == 1)
            call->presences[i] = scope_take(names, parameter->name);
    }
    if (function->result != NULL && function->result->role == MODEL_PRESENCE)
        call->present = scope_take(names, "present");
    for (guint i = 0; i < call->function->values->len; i++) {
        if (is_output(call->values[i].value))
            call->values[i].given = given_condition(call, &call->values[i]);
    }
}

void call_names(rendering *call) {
    guint count = call->function->values->len;
    guint parameters = call->function->function->parameters->len;
    call->values = arena_alloc((count + 1) * sizeof(value_names));
    call->counts = arena_alloc((parameters + 1) * sizeof(char *));
    call->presences = arena_alloc((parameters + 1) * sizeof(char *));
    for (guint i = 0; i < count; i++)
        call->values[i].value = g_ptr_array_index(call->function->values, i);
    scope *names = scope_inside(scope_of_library(call->plan));
    name_slots(call, names);
    for (guint i = 0; i < count; i++) {
        value_names *value = &call->values[i];
        if (is_input(value->value))
            name_input(call, value, names);
        if (is_output(value->value) && value->value->form == PLAN_ARRAY)
            name_fence(value, names);
        else if (is_output(value->value))
            value->raw =
                scope_take(names, arena_printf("%s_%s", value->value->name, raw_suffix(value->value->form)));
    }
    for (guint i = 0; i < parameters; i++) {
        const model_parameter *parameter = parameter_at(call, (int)i);
        if (parameter->role == MODEL_COUNT && parameter->pointer_depth == 1)
            call->counts[i] = scope_take(names, arena_printf("%s_value", parameter->name));
    }
    name_presences(call, names);
    call->status = scope_take(names, "status");
    call->outcome = scope_take(names, "outcome");
    call->unlocked = scope_take(names, "unlocked");
    call->thrown = scope_take(names, "thrown");
    call->calling = scope_take(names, "calling");
    call->requests = scope_take(names, "requests");
    call->taking = scope_take(names, "taking");
    if (call->host == NATIVE_HOST_WITH_LOCK && call->function->adapts)
        call->measured = scope_take(names, "measured");
    note_steps(call);
}

/* ---- Variables ---- */

static void declare_input(rendering *call, const value_names *value) {
    if (value->value->form == PLAN_CALLBACK || value->value->form == PLAN_CANCEL) {
        callback_declare(call, value);
        return;
    }
    if (value->object != NULL) {
        emit_line(call->out, "void *%s = NULL;", value->object);
        emit_line(call->out, "tenon_borrow %s = {0};", value->borrow);
    }
    if (value->copy == NULL || value->value->form == PLAN_ENUM)
        return;
    if (value->value->form == PLAN_TEXT_ARRAY) {
        emit_line(call->out, "const char *const *%s = NULL;", value->copy);
        return;
    }
    if (value->value->form == PLAN_DYNAMIC) {
        emit_line(call->out, "tenon_value *%s = NULL;", value->copy);
        return;
    }
    if (value->value->form == PLAN_STREAM) {
        emit_line(call->out, "struct ArrowArrayStream %s;", value->copy);
        emit_line(call->out, "tenon_stream_take(%s, &%s);", value->data, value->copy);
        return;
    }
    emit_line(call->out, "tenon_c_text %s;", value->copy);
    emit_line(call->out, "tenon_c_text_start(&%s);", value->copy);
}

static const char *start_value(const rendering *call, const value_names *value) {
    const char *c_name = value->value->type.c_name;
    if (call_is_pointed_to(call, value->value))
        return "NULL";
    /* A record in/out may be null until it is checked: call_emit() copies it. */
    bool is_inout = value->value->direction == PLAN_INOUT && value->value->form != PLAN_RECORD;
    if (is_inout && value->value->form == PLAN_ENUM)
        return arena_printf("(%s)*%s", c_name, value->data);
    if (is_inout)
        return arena_printf("*%s", value->data);
    switch (value->value->form) {
    case PLAN_SCALAR:
        return c_zero(&value->value->type);
    case PLAN_ENUM:
        return "0";
    case PLAN_RECORD:
    case PLAN_STREAM:
        return "{0}";
    default:
        return "NULL";
    }
}

static void declare_output(rendering *call, const value_names *value) {
    if (value->raw == NULL || value->value->is_return)
        return;
    const char *c_type = c_pointee(parameter_at(call, value->value->parameter)->c_type);
    emit_line(call->out, "%s = %s;", c_declaration(c_type, value->raw), start_value(call, value));
}

static void declare_presence(rendering *call, guint index) {
    const char *start = "false";
    for (guint i = 0; i < call->function->values->len; i++) {
        const value_names *value = &call->values[i];
        if (value->value->direction == PLAN_INOUT &&
            parameter_at(call, value->value->parameter)->present_if == (int)index)
            start = arena_printf("*%s", value->present);
    }
    emit_line(call->out, "bool %s = %s;", call->presences[index], start);
}

/* The room that the host says there is, or 0 where the library only writes the length. */
static void declare_count(rendering *call, guint index) {
    const char *start = "0";
    for (guint i = 0; i < call->function->values->len; i++) {
        const value_names *value = &call->values[i];
        if (value->value->parameter == (int)index)
            start = value->data;
    }
    const char *c_type = c_pointee(parameter_at(call, (int)index)->c_type);
    emit_line(call->out, "%s = %s;", c_declaration(c_type, call->counts[index]), start);
}

static void empty_slot(rendering *call, const value_names *value) {
    if (value->filled != NULL)
        emit_line(call->out, "*%s = 0;", value->filled);
    if (value->value->direction != PLAN_OUT)
        return;
    if (value->present != NULL)
        emit_line(call->out, "*%s = false;", value->present);
    switch (value->value->form) {
    case PLAN_SCALAR:
        emit_line(call->out, "*%s = %s;", value->data, c_zero_value(&value->value->type));
        break;
    case PLAN_ENUM:
    case PLAN_OBJECT:
        emit_line(call->out, "*%s = 0;", value->data);
        break;
    case PLAN_RECORD:
        emit_line(call->out, "*%s = (%s){0};", value->data, value->value->type.c_name);
        break;
    case PLAN_BLOCK:
    case PLAN_DYNAMIC:
        emit_line(call->out, "*%s = (tenon_block){0};", value->data);
        break;
    case PLAN_STREAM:
        emit_line(call->out, "*%s = (struct ArrowArrayStream){0};", value->data);
        break;
    case PLAN_TEXT_ARRAY:
        emit_line(call->out, "*%s = (tenon_texts){0};", value->data);
        break;
    case PLAN_TEXT:
        emit_line(call->out, "tenon_text_none(%s);", value->data);
        break;
    default:
        break;
    }
}

void call_declare(rendering *call) {
    guint count = call->function->values->len;
    for (guint i = 0; i < count; i++)
        declare_input(call, &call->values[i]);
    for (guint i = 0; i < count; i++)
        declare_output(call, &call->values[i]);
    for (guint i = 0; i < count; i++) {
        if (call->values[i].fence != NULL)
            emit_line(call->out, "tenon_fence %s;", call->values[i].fence);
    }
    for (guint i = 0; i < call->function->function->parameters->len; i++) {
        if (call->counts[i] != NULL)
            declare_count(call, i);
        if (call->presences[i] != NULL)
            declare_presence(call, i);
    }
    for (guint i = 0; i < count; i++) {
        if (call->can_fail || call->values[i].value->is_optional)
            empty_slot(call, &call->values[i]);
    }
}

/* ---- Fences around arrays that the library fills ---- */

void fence_begin(rendering *call, const value_names *value) {
    c_wrapped_words(call->out, arena_printf("void *%s = tenon_fence_output(", value->filling), ");",
                    arena_printf("&%s", value->fence), value->data,
                    arena_printf("%s * sizeof(*%s)", value->length, value->data), NULL);
}

void fence_check(rendering *call, const value_names *value) {
    emit_line(call->out, "tenon_check_fence(&%s, \"%s\");", value->fence, value->value->name);
}

/* ---- Arguments ---- */

bool call_is_counted(const plan_value *value, int count_parameter) {
    bool has_length = value->form == PLAN_ARRAY || (value->form == PLAN_TEXT_ARRAY && is_input(value)) ||
                      (value->form == PLAN_TEXT && value->is_counted_text && is_input(value));
    return has_length && value->count_parameter == count_parameter;
}

/* All arrays of one length were found equal: the first that cannot be missing says it, else the first that is
 * there. */
static const char *shared_length(const rendering *call, int count_parameter) {
    const char *length = "0";
    for (guint i = call->function->values->len; i > 0; i--) {
        const value_names *value = &call->values[i - 1];
        if (!call_is_counted(value->value, count_parameter))
            continue;
        bool is_only = strcmp(length, "0") == 0;
        length = !value->value->nullable || is_only
                     ? value->length
                     : arena_printf("(%s != NULL ? %s : %s)", value->data, value->length, length);
    }
    return length;
}

static const char *count_argument(const rendering *call, int index) {
    if (call->counts[index] != NULL)
        return arena_printf("&%s", call->counts[index]);
    const model_parameter *parameter = parameter_at(call, index);
    const char *length = shared_length(call, index);
    return parameter->type.scalar == MODEL_SIZE ? length : arena_printf("(%s)%s", parameter->c_type, length);
}

static const char *array_argument(const value_names *value, const model_parameter *parameter) {
    if (is_output(value->value))
        return arena_printf("tenon_never_null_out(%s)", value->filling);
    if (!value->value->nullable)
        return arena_printf("tenon_never_null(%s)", value->data);
    bool is_enum = value->value->type.kind == MODEL_ENUM;
    return is_enum ? arena_printf("(%s)%s", parameter->c_type, value->data) : value->data;
}

/* `const char **` says nothing about the pointers themselves; the library only reads them all the same. */
static const char *texts_argument(const value_names *value, const model_parameter *parameter) {
    return arena_printf("(%s)%s", parameter->c_type, value->copy);
}

/* A number or enum that goes in, by value or by a pointer that may be null. */
static const char *number_argument(const value_names *value, const model_parameter *parameter) {
    if (parameter->pointer_depth == 1)
        return arena_printf("%s ? &%s : NULL", value->present,
                            value->copy != NULL ? value->copy : value->data);
    return value->value->form == PLAN_ENUM ? arena_printf("(%s)%s", value->value->type.c_name, value->data)
                                           : value->data;
}

static const char *record_argument(const value_names *value, const model_parameter *parameter) {
    if (parameter->pointer_depth > 0)
        return value->data;
    return value->value->nullable ? arena_printf("%s != NULL ? *%s : (%s){0}", value->data, value->data,
                                                 value->value->type.c_name)
                                  : arena_printf("*%s", value->data);
}

static const char *value_argument(const value_names *value, const model_parameter *parameter) {
    switch (value->value->form) {
    case PLAN_SCALAR:
    case PLAN_ENUM:
        return number_argument(value, parameter);
    case PLAN_RECORD:
        return record_argument(value, parameter);
    case PLAN_DYNAMIC:
        return value->copy;
    case PLAN_STREAM:
        return value->value->nullable ? arena_printf("%s != NULL ? &%s : NULL", value->data, value->copy)
                                      : arena_printf("&%s", value->copy);
    case PLAN_TEXT:
        return value->copy != NULL ? arena_printf("%s.text", value->copy) : value->data;
    case PLAN_OBJECT:
        return value->object;
    case PLAN_TEXT_ARRAY:
        return texts_argument(value, parameter);
    default:
        return value->data;
    }
}

/* The bool that says whether a value is there, on its way in or out. */
static const char *presence_argument(const rendering *call, int index) {
    if (call->presences[index] != NULL)
        return arena_printf("&%s", call->presences[index]);
    for (guint i = 0; i < call->function->values->len; i++) {
        const value_names *value = &call->values[i];
        if (!value->value->is_return && parameter_at(call, value->value->parameter)->present_if == index)
            return value->present != NULL ? value->present : arena_printf("%s != NULL", value->data);
    }
    return "false";
}

static const char *argument(const rendering *call, int index) {
    const model_parameter *parameter = parameter_at(call, index);
    if (parameter->role == MODEL_CONTEXT || parameter->role == MODEL_DROP)
        return callback_companion(call, index);
    if (parameter->role == MODEL_PRESENCE)
        return presence_argument(call, index);
    for (guint i = 0; i < call->function->values->len; i++) {
        const value_names *value = &call->values[i];
        if (value->value->parameter != index || call->counts[index] != NULL)
            continue;
        if (value->value->form == PLAN_ARRAY)
            return array_argument(value, parameter);
        if (value->value->form == PLAN_CALLBACK || value->value->form == PLAN_CANCEL)
            return callback_argument(call, value);
        return value->raw != NULL ? arena_printf("&%s", value->raw) : value_argument(value, parameter);
    }
    return count_argument(call, index);
}

static const char *assignment(const rendering *call) {
    const model_function *function = call->function->function;
    if (function->returns_status)
        return arena_printf("int32_t %s = (int32_t)", call->outcome);
    if (function->result == NULL)
        return "";
    if (call->present != NULL)
        return arena_printf("const bool %s = ", call->present);
    const value_names *result = &call->values[call->function->values->len - 1];
    if (call->assigns_result)
        return arena_printf("*%s = ", result->data);
    return arena_printf("%s = ", c_declaration(function->result->c_type, result->raw));
}

/* A guard returns whether something was thrown; what the function returns is written to an address. */
static const char *guarded_assignment(rendering *call, GPtrArray *arguments) {
    const model_function *function = call->function->function;
    if (function->returns_status) {
        emit_line(call->out, "int32_t %s = 0;", call->outcome);
        g_ptr_array_add(arguments, arena_printf("&%s", call->outcome));
    } else if (call->present != NULL) {
        emit_line(call->out, "bool %s = false;", call->present);
        g_ptr_array_add(arguments, arena_printf("&%s", call->present));
    } else if (function->result != NULL) {
        const value_names *result = &call->values[call->function->values->len - 1];
        emit_line(call->out, "%s = %s;", c_declaration(function->result->c_type, result->raw),
                  start_value(call, result));
        g_ptr_array_add(arguments, arena_printf("&%s", result->raw));
    }
    if (call->function->calls_back)
        return arena_printf("int32_t %s = ", call->thrown);
    const char *type = call->has_status ? "" : "int32_t ";
    call->has_status = true;
    return arena_printf("%s%s = ", type, call->status);
}

static void copy_records(rendering *call) {
    for (guint i = 0; i < call->function->values->len; i++) {
        const value_names *value = &call->values[i];
        bool is_inout = value->value->form == PLAN_RECORD && value->value->direction == PLAN_INOUT;
        if (is_inout && value->present != NULL) {
            emit_open(call->out, "if (*%s)", value->present);
            emit_line(call->out, "%s = *%s;", value->raw, value->data);
            emit_dedent(call->out);
        } else if (is_inout) {
            emit_line(call->out, "%s = *%s;", value->raw, value->data);
        }
        /* its texts are the host's: what stands there later is the boundary's to free */
        if (is_inout && boundary_has_text(&value->value->type))
            emit_line(call->out, "*%s = (%s){0};", value->data, value->value->type.c_name);
        if (is_enum_by_pointer(call, value->value))
            emit_line(call->out, "const %s %s = (%s)%s;", value->value->type.c_name, value->copy,
                      value->value->type.c_name, value->data);
    }
}

/* What C says is not there is not looked at, whatever lies behind its pointer. */
static void forget_missing(rendering *call) {
    for (guint i = 0; i < call->function->values->len; i++) {
        const value_names *value = &call->values[i];
        bool is_plain = value->value->form == PLAN_SCALAR || value->value->form == PLAN_ENUM ||
                        value->value->form == PLAN_RECORD;
        if (value->given == NULL || is_plain)
            continue;
        bool has_count = value->value->form == PLAN_BLOCK || value->value->form == PLAN_TEXT_ARRAY;
        emit_open(call->out, "if (!%s)%s", value->given, has_count ? " {" : "");
        emit_line(call->out, "%s = NULL;", value->raw);
        if (has_count)
            emit_line(call->out, "%s = 0;", call->counts[value->value->count_parameter]);
        emit_dedent(call->out);
        if (has_count)
            emit_line(call->out, "}");
    }
}

void call_emit(rendering *call) {
    const model_function *function = call->function->function;
    copy_records(call);
    for (guint i = 0; i < call->function->values->len; i++)
        callback_prepare(call, &call->values[i]);
    GPtrArray *arguments = arena_array();
    for (guint i = 0; i < function->parameters->len; i++)
        g_ptr_array_add(arguments, (gpointer)(uintptr_t)argument(call, (int)i));
    const char *assigned =
        call->function->is_guarded_call ? guarded_assignment(call, arguments) : assignment(call);
    c_wrapped(call->out, arena_printf("%s%s(", assigned, guard_callee(call->plan, function)), arguments,
              ");");
    forget_missing(call);
    call->is_called = true;
}

const char *call_written_count(const rendering *call, const value_names *value) {
    int index = value->value->count_parameter;
    if (call->counts[index] == NULL)
        return value->length;
    bool is_size = parameter_at(call, index)->type.scalar == MODEL_SIZE;
    return is_size ? call->counts[index] : arena_printf("(size_t)%s", call->counts[index]);
}
