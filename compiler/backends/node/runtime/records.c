/**
 * @file
 * Records: plain objects, copied field by field.
 */
#include <stdio.h>

#include "tn_node.h"

/* Finds the key that no field has and names it. */
static bool refuse_unknown_key(napi_env env, napi_value keys, uint32_t count, const tn_place *place,
                               const char *owner, const tn_field *fields, size_t field_count) {
    for (uint32_t i = 0; i < count; i++) {
        napi_value key = NULL;
        char name[128];
        size_t length = 0;
        if (napi_get_element(env, keys, i, &key) != napi_ok ||
            napi_get_value_string_utf8(env, key, name, sizeof name, &length) != napi_ok)
            return tn_fail(env);
        bool known = false;
        for (size_t j = 0; j < field_count && !known; j++)
            known = strcmp(fields[j].name, name) == 0;
        if (!known) {
            char problem[256];
            (void)snprintf(problem, sizeof problem, "has a field that %s does not have: %s", owner, name);
            return tn_refuse(env, place, problem);
        }
    }
    return true;
}

bool tn_check_keys(napi_env env, napi_value object, const tn_place *place, const char *owner,
                   const tn_field *fields, size_t field_count, size_t present) {
    napi_value keys = NULL;
    uint32_t count = 0;
    if (napi_get_all_property_names(env, object, napi_key_own_only,
                                    napi_key_enumerable | napi_key_skip_symbols, napi_key_numbers_to_strings,
                                    &keys) != napi_ok ||
        napi_get_array_length(env, keys, &count) != napi_ok)
        return tn_fail(env);
    return count <= present || refuse_unknown_key(env, keys, count, place, owner, fields, field_count);
}

static bool take_field(napi_env env, napi_value member, const tn_place *place, const tn_field *field,
                       void *record, size_t *present) {
    bool is_optional = field->presence != TN_ALWAYS;
    char *value = (char *)record + field->offset;
    const tn_place inner = {
        .name = field->name, .outer = place, .may_be_null = is_optional, .texts = place->texts};
    bool is_there = !is_optional || !tn_is_none(env, member);
    if (is_optional && field->presence != TN_OR_NULL)
        *(bool *)((char *)record + field->presence) = is_there;
    if (is_there)
        ++*present;
    else
        memset(value, 0, field->type->size);
    return !is_there || tn_read_any(env, member, &inner, field->type, value);
}

bool tn_read_field(napi_env env, napi_value object, const tn_place *place, const tn_field *field,
                   void *record, size_t *present) {
    napi_value member = NULL;
    return (napi_get_named_property(env, object, field->name, &member) == napi_ok || tn_fail(env)) &&
           take_field(env, member, place, field, record, present);
}

static bool is_object(napi_env env, napi_value value) {
    napi_valuetype kind = napi_undefined;
    return napi_typeof(env, value, &kind) == napi_ok && kind == napi_object;
}

bool tn_read_record(napi_env env, napi_value value, const tn_place *place, const tn_type *type, void *out) {
    size_t present = 0;
    if (!is_object(env, value))
        return tn_refuse_type(env, place, type->name, value);
    for (size_t i = 0; i < type->field_count; i++) {
        if (!tn_read_field(env, value, place, &type->fields[i], out, &present))
            return false;
    }
    return tn_check_keys(env, value, place, type->name, type->fields, type->field_count, present);
}

bool tn_read_spread_record(napi_env env, const napi_value *spread, const tn_place *place, const tn_type *type,
                           void *out) {
    const napi_value *fields = spread + 1;
    size_t present = 0;
    uint32_t keys = 0;
    if (!is_object(env, spread[0]))
        return tn_refuse_type(env, place, type->name, spread[0]);
    for (size_t i = 0; i < type->field_count; i++) {
        if (!take_field(env, fields[i], place, &type->fields[i], out, &present))
            return false;
    }
    if (TENON_UNLIKELY(napi_get_value_uint32(env, fields[type->field_count], &keys) != napi_ok))
        return tn_fail(env);
    return keys <= present ||
           tn_check_keys(env, spread[0], place, type->name, type->fields, type->field_count, present);
}

bool tn_write_field(napi_env env, napi_value object, const tn_field *field, const void *record) {
    bool is_there = field->presence == TN_ALWAYS || field->presence == TN_OR_NULL ||
                    *(const bool *)((const char *)record + field->presence);
    napi_value member =
        is_there ? tn_write_any(env, field->type, (const char *)record + field->offset) : tn_write_null(env);
    return (member != NULL && napi_set_named_property(env, object, field->name, member) == napi_ok) ||
           tn_fail(env);
}

napi_value tn_write_record(napi_env env, const tn_type *type, const void *in) {
    napi_value object = NULL;
    if (napi_create_object(env, &object) != napi_ok) {
        (void)tn_fail(env);
        return NULL;
    }
    for (size_t i = 0; i < type->field_count; i++) {
        if (!tn_write_field(env, object, &type->fields[i], in))
            return NULL;
    }
    return object;
}
