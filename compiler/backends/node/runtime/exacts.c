/**
 * @file
 * Exact numbers: objects of a class of their own, see lib/exact.js.
 */
#include "tn_values.h"

napi_value tn_set_exacts(napi_env env, napi_callback_info info) {
    napi_value in[1];
    tn_state *state = tn_state_of(env);
    if (state != NULL && state->exacts == NULL && tn_arguments(env, info, 1, in) &&
        napi_create_reference(env, in[0], 1, &state->exacts) != napi_ok)
        (void)tn_fail(env);
    return NULL;
}

static bool find_class(napi_env env, uint32_t index, napi_value *type) {
    const tn_state *state = tn_state_of(env);
    napi_value classes = NULL;
    return (state != NULL && napi_get_reference_value(env, state->exacts, &classes) == napi_ok &&
            napi_get_element(env, classes, index, type) == napi_ok) ||
           tn_fail(env);
}

bool tn_read_exact(napi_env env, napi_value value, const tn_place *place, const tn_exact *exact,
                   int64_t *out) {
    napi_value type = NULL;
    napi_value units = NULL;
    bool is_such = false;
    if (!find_class(env, exact->index, &type) || napi_instanceof(env, value, type, &is_such) != napi_ok)
        return tn_fail(env);
    if (!is_such)
        return tn_refuse_type(env, place, exact->name, value);
    return napi_get_named_property(env, value, "units", &units) == napi_ok
               ? tn_read_i64(env, units, place, out)
               : tn_fail(env);
}

napi_value tn_write_exact(napi_env env, const tn_exact *exact, const int64_t *in) {
    napi_value type = NULL;
    napi_value units = tn_write_i64(env, in);
    napi_value value = NULL;
    if (units == NULL || !find_class(env, exact->index, &type) ||
        napi_new_instance(env, type, 1, &units, &value) != napi_ok)
        (void)tn_fail(env);
    return value;
}
