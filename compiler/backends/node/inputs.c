/* Values on their way from JavaScript to the boundary. */

#include <string.h>

#include "backends/node/addon.h"
#include "backends/node/calls.h"
#include "backends/node/interfaces.h"
#include "backends/node/meanings.h"
#include "backends/node/types.h"
#include "memory/arena.h"

/* ---- Locals ---- */

bool node_is_optional_record(const plan_value *value) {
    return value->form == PLAN_RECORD && value->direction == PLAN_IN && value->nullable;
}

static const char *local_type(const plan_value *value) {
    switch (value->form) {
    case PLAN_SCALAR:
    case PLAN_RECORD:
        return value->type.c_name;
    case PLAN_ENUM:
        return "int32_t";
    case PLAN_OBJECT:
    case PLAN_CANCEL:
        return "tenon_handle";
    case PLAN_TEXT:
        return value->direction == PLAN_OUT ? "tenon_text" : "tn_text";
    case PLAN_TEXT_ARRAY:
        return value->direction == PLAN_OUT ? "tenon_texts" : "tn_text_array";
    case PLAN_ARRAY:
        return "tn_array";
    case PLAN_BLOCK:
        return "tenon_block";
    case PLAN_CALLBACK:
        return "tn_callback";
    case PLAN_DYNAMIC:
        return value->direction == PLAN_OUT ? "tenon_block" : "tn_dynamic";
    case PLAN_STREAM:
        return value->direction == PLAN_OUT ? "struct ArrowArrayStream" : "tn_arrow";
    }
    return "";
}

const char *node_framed_type(const plan_value *value) {
    const char *type = local_type(value);
    return g_str_has_prefix(type, "tn_") ? type : NULL;
}

bool node_needs_end(const plan_function *function) {
    for (guint i = 0; i < function->values->len; i++) {
        if (node_framed_type(node_value_at(function, (int)i)) != NULL)
            return true;
    }
    return node_keeps_texts(function);
}

static bool keeps_texts(const plan_value *value) {
    return value->direction != PLAN_OUT && node_has_text(&value->type);
}

bool node_keeps_texts(const plan_function *function) {
    for (guint i = 0; i < function->inputs->len; i++) {
        if (keeps_texts(g_ptr_array_index(function->inputs, i)))
            return true;
    }
    return false;
}

/* What stands for an argument that is missing: the boundary gets the variable all the same. */
static const char *without_value(const plan_value *value) {
    bool is_passed = value->direction != PLAN_OUT && value->is_optional;
    bool is_wide = value->type.scalar == MODEL_I128 || value->type.scalar == MODEL_U128;
    if (!is_passed || (value->form != PLAN_SCALAR && value->form != PLAN_ENUM))
        return "";
    return value->form == PLAN_SCALAR && is_wide ? " = {0}" : " = 0";
}

/* One for all values of the call. */
static const char *texts_of(const node_rendering *in) {
    return arena_printf("&%stn_kept", in->scope);
}

void node_emit_locals(const node_rendering *in) {
    bool is_member = in->scope[0] != '\0';
    for (guint i = 0; i < in->function->values->len; i++) {
        const plan_value *value = node_value_at(in->function, (int)i);
        const char *name = node_local(value);
        emit_line(in->out, "%s %s%s;", local_type(value), name, is_member ? "" : without_value(value));
        if (node_is_optional_record(value))
            emit_line(in->out, "const %s *tn_at_%s%s;", local_type(value), name, is_member ? "" : " = NULL");
        if (value->is_optional)
            emit_line(in->out, "bool tn_has_%s%s;", name, is_member ? "" : " = false");
        if (value->is_filled_partly)
            emit_line(in->out, "size_t tn_filled_%s%s;", name, is_member ? "" : " = 0");
    }
    if (node_keeps_texts(in->function))
        emit_line(in->out, "tn_texts tn_kept;");
}

void node_emit_begins(const node_rendering *in) {
    for (guint i = 0; i < in->function->values->len; i++) {
        const plan_value *value = node_value_at(in->function, (int)i);
        if (node_framed_type(value) != NULL)
            emit_line(in->out, "%s_begin(&%s);", node_framed_type(value), node_variable(in, value));
    }
    if (node_keeps_texts(in->function))
        emit_line(in->out, "tn_texts_begin(%s);", texts_of(in));
}

void node_emit_ends(const node_rendering *in) {
    for (guint i = 0; i < in->function->values->len; i++) {
        const plan_value *value = node_value_at(in->function, (int)i);
        if (node_framed_type(value) != NULL)
            emit_line(in->out, "%s_end(&%s);", node_framed_type(value), node_variable(in, value));
    }
    if (node_keeps_texts(in->function))
        emit_line(in->out, "tn_texts_end(%s);", texts_of(in));
}

/* ---- Inputs ---- */

static guint position_of(const GPtrArray *values, const plan_value *value) {
    guint position = 0;
    while (g_ptr_array_index(values, position) != value)
        position++;
    return position;
}

guint node_slot_of(const node_rendering *in, const plan_value *value) {
    guint slot = 0;
    for (guint i = 0; i < in->inputs->len && g_ptr_array_index(in->inputs, i) != value; i++)
        slot += node_slots(g_ptr_array_index(in->inputs, i));
    return slot;
}

guint node_slot_count(const node_rendering *in) {
    return node_slot_of(in, NULL);
}

/* Of a map the keys and the values are told apart. */
static const char *place_name(const node_rendering *in, const plan_value *value) {
    if (!node_is_in_map(value))
        return node_place_name(in->context, in->function, value);
    const plan_value *map = value->is_keys ? node_map_of(in->function, value) : value;
    return arena_printf("the %s of %s", value->is_keys ? "keys" : "values",
                        node_place_name(in->context, in->function, map));
}

static const char *place_of(const node_rendering *in, const plan_value *value) {
    const char *name = node_c_string(place_name(in, value));
    const char *or_null = value->nullable ? "_OR_NULL" : "";
    return keeps_texts(value) ? arena_printf("TN_AT_WITH%s(%s, %s)", or_null, name, texts_of(in))
                              : arena_printf("TN_AT%s(%s)", or_null, name);
}

static void emit_record(const node_rendering *in, const plan_value *value, const char *unless,
                        const char *argument) {
    bool is_spread = node_is_spread(value);
    const char *reader = is_spread ? "tn_read_spread_record" : node_record_reader(&value->type);
    node_emit_attempt(in, unless, reader,
                      (const char *const[]){is_spread ? arena_printf("&%s", argument) : argument,
                                            place_of(in, value), node_type_descriptor(value),
                                            arena_printf("&%s", node_variable(in, value)), NULL});
}

static void emit_optional_record(const node_rendering *in, const plan_value *value, const char *argument) {
    emit_open(in->out, "if (!tn_is_none(tn_env, %s)) {", argument);
    emit_record(in, value, "", argument);
    emit_line(in->out, "%s = &%s;", node_companion(in, "tn_at_", value), node_variable(in, value));
    emit_close(in->out, "}");
}

/* Whether code of the caller's may run while the library uses memory of JavaScript's. */
static const char *exposure_of(const node_rendering *in, const plan_value *value) {
    bool is_exposed = in->function->calls_back;
    for (guint i = position_of(in->inputs, value) + 1; i < in->inputs->len; i++)
        is_exposed = is_exposed || node_may_run_code(g_ptr_array_index(in->inputs, i));
    return is_exposed ? "true" : in->scope[0] == '\0' ? "false" : "tn_is_awaited";
}

/* What keeps a callback of JavaScript alive as long as the library may call it. */
static const char *keeping_of(const node_rendering *in, const plan_value *value) {
    if (value->scope == MODEL_DURING_CALL)
        return in->scope[0] == '\0' ? "TN_KEEP_DURING_CALL"
                                    : "tn_is_awaited ? TN_KEEP_STRONGLY : TN_KEEP_DURING_CALL";
    return node_keeper_of(in->function, value) == NODE_NO_KEEPER ? "TN_KEEP_STRONGLY" : "TN_KEEP_WEAKLY";
}

void node_emit_input(const node_rendering *in, const plan_value *value) {
    const char *argument = arena_printf("tn_in[%u]", node_slot_of(in, value));
    const char *local = arena_printf("&%s", node_variable(in, value));
    const char *unless = value->nullable ? arena_printf("!tn_is_none(tn_env, %s)", argument) : "";
    const char *place = value->is_self ? "" : place_of(in, value);
    if (value->is_optional) {
        emit_line(in->out, "%s = %s;", node_companion(in, "tn_has_", value), unless);
        unless = node_companion(in, "tn_has_", value);
    }
    switch (value->form) {
    case PLAN_SCALAR:
    case PLAN_ENUM:
        node_emit_attempt(in, value->is_optional ? unless : "",
                          arena_printf("tn_read_%s", node_scalar_suffix(&value->type)),
                          (const char *const[]){argument, place, local, NULL});
        break;
    case PLAN_RECORD:
        if (node_is_optional_record(value))
            emit_optional_record(in, value, argument);
        else
            emit_record(in, value, value->is_optional ? unless : "", argument);
        break;
    case PLAN_TEXT:
        node_emit_attempt(in, unless, "tn_read_text", (const char *const[]){argument, place, local, NULL});
        break;
    case PLAN_OBJECT:
        node_emit_attempt(in, "", "tn_read_handle", (const char *const[]){argument, local, NULL});
        break;
    case PLAN_ARRAY:
        node_emit_attempt(in, unless,
                          value->direction == PLAN_INOUT ? "tn_read_changed_array" : "tn_read_array",
                          (const char *const[]){argument, place, node_type_descriptor(value), local, NULL});
        break;
    case PLAN_TEXT_ARRAY:
        node_emit_attempt(in, unless, "tn_read_text_array",
                          (const char *const[]){argument, place, local, NULL});
        break;
    case PLAN_CALLBACK:
        node_emit_attempt(
            in, unless, "tn_read_callback",
            (const char *const[]){argument, place,
                                  arena_printf("&tn_interface_%s", value->type.interface->c_name),
                                  keeping_of(in, value), local, NULL});
        break;
    case PLAN_CANCEL:
        node_emit_attempt(in, "", "tn_read_token", (const char *const[]){argument, local, NULL});
        break;
    case PLAN_DYNAMIC:
        node_emit_attempt(in, unless, "tn_read_dynamic", (const char *const[]){argument, place, local, NULL});
        break;
    case PLAN_STREAM:
        node_emit_attempt(in, unless, "tn_read_arrow",
                          (const char *const[]){argument, place, exposure_of(in, value), local, NULL});
        break;
    case PLAN_BLOCK:
        break;
    }
}

/* Arrays found before code of the caller's could run are looked at again: see tn_refresh_array(). */
void node_emit_refreshing(const node_rendering *in) {
    for (guint i = 0; i < in->inputs->len; i++) {
        const plan_value *value = g_ptr_array_index(in->inputs, i);
        bool code_follows = false;
        for (guint j = i + 1; j < in->inputs->len; j++)
            code_follows = code_follows || node_may_run_code(g_ptr_array_index(in->inputs, j));
        if (value->form == PLAN_ARRAY && code_follows)
            node_emit_attempt(in, "", "tn_refresh_array",
                              (const char *const[]){place_of(in, value), node_type_descriptor(value),
                                                    arena_printf("&%s", node_variable(in, value)), NULL});
    }
}

/* A length has 32 bits or more. */
static bool is_signed(const model_type *type) {
    return type->scalar == MODEL_I32 || type->scalar == MODEL_I64;
}

void node_emit_allocation(const node_rendering *in, const plan_value *value, const plan_value *other) {
    bool is_sequence = other->form == PLAN_ARRAY || other->form == PLAN_TEXT_ARRAY;
    const char *length = arena_printf("%s%s", node_variable(in, other), is_sequence ? ".count" : "");
    if (!is_sequence && is_signed(&other->type))
        node_emit_attempt(in, arena_printf("%s < 0", length), "tn_refuse_negative",
                          (const char *const[]){place_of(in, other), NULL});
    if (!is_sequence && other->type.scalar != MODEL_SIZE)
        length = arena_printf("(size_t)%s", length);
    node_emit_attempt(in, "", "tn_allocate_array",
                      (const char *const[]){place_of(in, other), node_type_descriptor(value), length,
                                            arena_printf("&%s", node_variable(in, value)), NULL});
}
