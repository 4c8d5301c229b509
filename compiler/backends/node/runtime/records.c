/**
 * @file
 * Records: plain objects, copied field by field.
 */
#include <stdio.h>

#include "tn_node.h"

/* Finds the key that no field has and names it. An object cannot have more keys than fields otherwise. */
static bool refuse_unknown_field(napi_env env, napi_value keys, uint32_t count, const tn_place *place,
                                 const tn_type *type) {
    for (uint32_t i = 0; i < count; i++) {
        napi_value key = NULL;
        char name[128];
        size_t length = 0;
        if (napi_get_element(env, keys, i, &key) != napi_ok ||
            napi_get_value_string_utf8(env, key, name, sizeof name, &length) != napi_ok)
            return tn_fail(env);
        bool known = false;
        for (size_t j = 0; j < type->field_count && !known; j++)
            known = strcmp(type->fields[j].name, name) == 0;
        if (!known) {
            char problem[256];
            (void)snprintf(problem, sizeof problem, "has a field that %s does not have: %s", type->name,
                           name);
            return tn_refuse(env, place, problem);
        }
    }
    return true;
}

bool tn_read_record(napi_env env, napi_value value, const tn_place *place, const tn_type *type, void *out) {
    napi_valuetype kind = napi_undefined;
    if (napi_typeof(env, value, &kind) != napi_ok || kind != napi_object)
        return tn_refuse_type(env, place, type->name, value);
    for (size_t i = 0; i < type->field_count; i++) {
        const tn_field *field = &type->fields[i];
        tn_place inner = *place;
        inner.field = field->name;
        napi_value member = NULL;
        if (napi_get_named_property(env, value, field->name, &member) != napi_ok)
            return tn_fail(env);
        if (!field->type->read(env, member, &inner, (char *)out + field->offset))
            return false;
    }
    napi_value keys = NULL;
    uint32_t count = 0;
    if (napi_get_all_property_names(env, value, napi_key_own_only,
                                    napi_key_enumerable | napi_key_skip_symbols, napi_key_numbers_to_strings,
                                    &keys) != napi_ok ||
        napi_get_array_length(env, keys, &count) != napi_ok)
        return tn_fail(env);
    return count <= type->field_count || refuse_unknown_field(env, keys, count, place, type);
}

napi_value tn_write_record(napi_env env, const tn_type *type, const void *in) {
    napi_value object = NULL;
    if (napi_create_object(env, &object) != napi_ok) {
        (void)tn_fail(env);
        return NULL;
    }
    for (size_t i = 0; i < type->field_count; i++) {
        const tn_field *field = &type->fields[i];
        napi_value member = field->type->write(env, (const char *)in + field->offset);
        if (member == NULL || napi_set_named_property(env, object, field->name, member) != napi_ok) {
            (void)tn_fail(env);
            return NULL;
        }
    }
    return object;
}
