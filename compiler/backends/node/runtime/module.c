/**
 * @file
 * The module's state, its own functions, and how errors become exceptions.
 */
#include <stdio.h>

#include "tn_node.h"

static const char *const kind_names[] = {"none",          "not_found",    "invalid_argument",
                                         "invalid_state", "out_of_range", "already_exists",
                                         "permission",    "timeout",      "busy",
                                         "out_of_memory", "io",           "unsupported",
                                         "internal",      "cancelled"};
enum { KINDS = sizeof kind_names / sizeof *kind_names };

bool tn_fail(napi_env env) {
    bool pending = false;
    if (napi_is_exception_pending(env, &pending) == napi_ok && !pending)
        (void)napi_throw_error(env, NULL, "Node.js could not make a value, perhaps for lack of memory");
    return false;
}

/* ---- Errors ---- */

static napi_value make_text(napi_env env, const char *text) {
    napi_value value = NULL;
    return napi_create_string_utf8(env, text, NAPI_AUTO_LENGTH, &value) == napi_ok ? value : NULL;
}

static napi_value error_prototype(napi_env env, int32_t code) {
    uint32_t index = 0;
    for (size_t i = 0; i < tn_this_package.error_count && index == 0; i++) {
        if (tn_this_package.error_codes[i] == code)
            index = (uint32_t)i + 1;
    }
    const tn_state *state = tn_state_of(env);
    napi_value prototypes = NULL;
    napi_value result = NULL;
    if (state == NULL || state->error_prototypes == NULL ||
        napi_get_reference_value(env, state->error_prototypes, &prototypes) != napi_ok ||
        napi_get_element(env, prototypes, index, &result) != napi_ok)
        return NULL;
    return result;
}

static bool set_text(napi_env env, napi_value object, const char *name, const char *text) {
    napi_value value = make_text(env, text);
    return value != NULL && napi_set_named_property(env, object, name, value) == napi_ok;
}

/* As new Error(message, {cause}) has it: for programs, not for lists of properties. */
static bool set_cause(napi_env env, napi_value error, napi_value cause) {
    const napi_property_descriptor property = {
        .utf8name = "cause", .value = cause, .attributes = napi_writable | napi_configurable};
    return cause == NULL || napi_define_properties(env, error, 1, &property) == napi_ok;
}

/*
 * An instance of the link's class, as new X(message, {code, kind, function, cause}) makes it. No constructor
 * of JavaScript runs: the stack would be looked through once more for it, and it takes longer than the rest.
 */
static napi_value make_error(napi_env env, const tenon_error *link, napi_value cause) {
    size_t kind = link->kind > 0 && link->kind < KINDS ? (size_t)link->kind : TENON_KIND_INTERNAL;
    const tn_state *state = tn_state_of(env);
    napi_value message = make_text(env, link->message);
    napi_value set_prototype = NULL;
    napi_value object = NULL;
    napi_value arguments[] = {NULL, error_prototype(env, link->code)};
    if (message == NULL || arguments[1] == NULL ||
        napi_create_error(env, NULL, message, &arguments[0]) != napi_ok ||
        napi_get_reference_value(env, state->set_prototype, &set_prototype) != napi_ok ||
        napi_get_global(env, &object) != napi_ok ||
        napi_call_function(env, object, set_prototype, 2, arguments, NULL) != napi_ok ||
        !set_cause(env, arguments[0], cause) || !set_text(env, arguments[0], "code", link->name) ||
        !set_text(env, arguments[0], "kind", kind_names[kind]) ||
        !set_text(env, arguments[0], "function", link->function))
        return NULL;
    return arguments[0];
}

/* What a callback threw is not wrapped: its caller gets that very value. */
static napi_value make_link(napi_env env, const tenon_error *link, napi_value cause) {
    napi_value thrown = NULL;
    if (link->foreign != NULL && tn_this_package.callbacks != NULL)
        thrown = tn_this_package.callbacks->thrown(env, link);
    return thrown != NULL ? thrown : make_error(env, link, cause);
}

napi_value tn_make_exception(napi_env env, const tenon_error *chain) {
    size_t depth = 0;
    for (const tenon_error *link = chain; link != NULL; link = link->cause)
        depth++;
    const tenon_error *only[1];
    const tenon_error **links = depth <= 1 ? only : calloc(depth, sizeof *links);
    napi_value error = NULL;
    if (links != NULL) {
        size_t at = 0;
        for (const tenon_error *link = chain; link != NULL; link = link->cause)
            links[at++] = link;
        for (; at > 0; at--) {
            error = make_link(env, links[at - 1], error);
            if (error == NULL)
                break;
        }
        if (links != only)
            free(links);
    }
    tenon_error_free(chain);
    if (error == NULL)
        (void)tn_fail(env);
    return error;
}

void tn_throw_error(napi_env env) {
    napi_value error = tn_make_exception(env, tenon_error_take());
    if (error != NULL && napi_throw(env, error) != napi_ok)
        (void)tn_fail(env);
}

void tn_write_place(const tn_place *place, char *text, size_t size) {
    size_t length = 0;
    if (place->outer != NULL) {
        tn_write_place(place->outer, text, size);
        length = strlen(text);
    }
    const char *dot = place->outer == NULL ? "" : ".";
    if (place->position == 0)
        (void)snprintf(text + length, size - length, "%s%s", dot, place->name);
    else
        (void)snprintf(text + length, size - length, "%s%s[%zu]", dot, place->name, place->position - 1);
}

static const char *describe(napi_env env, napi_value value) {
    static const char *const names[] = {"undefined", "null",      "a boolean",  "a number",    "a string",
                                        "a symbol",  "an object", "a function", "an external", "a bigint"};
    napi_valuetype type = napi_undefined;
    bool is_array = false;
    if (napi_is_array(env, value, &is_array) == napi_ok && is_array)
        return "an array";
    (void)napi_typeof(env, value, &type);
    return (size_t)type < sizeof names / sizeof *names ? names[type] : "something else";
}

bool tn_refuse_type(napi_env env, const tn_place *place, const char *expected, napi_value value) {
    char where[TN_PLACE_SPACE];
    char message[512];
    tn_write_place(place, where, sizeof where);
    const char *or_null = place->may_be_null ? " or null" : "";
    (void)snprintf(message, sizeof message, "%s must be %s%s, not %s", where, expected, or_null,
                   describe(env, value));
    (void)napi_throw_type_error(env, "ERR_INVALID_ARG_TYPE", message);
    return false;
}

bool tn_refuse_range(napi_env env, const tn_place *place, const char *expected) {
    char where[TN_PLACE_SPACE];
    char message[512];
    tn_write_place(place, where, sizeof where);
    (void)snprintf(message, sizeof message, "%s must be %s", where, expected);
    (void)napi_throw_range_error(env, "ERR_OUT_OF_RANGE", message);
    return false;
}

bool tn_refuse_negative(napi_env env, const tn_place *place) {
    char where[TN_PLACE_SPACE];
    char message[512];
    tn_write_place(place, where, sizeof where);
    (void)snprintf(message, sizeof message, "%s must not be negative", where);
    (void)napi_throw_range_error(env, "ERR_OUT_OF_RANGE", message);
    return false;
}

bool tn_refuse(napi_env env, const tn_place *place, const char *problem) {
    char where[TN_PLACE_SPACE];
    char message[512];
    tn_write_place(place, where, sizeof where);
    (void)snprintf(message, sizeof message, "%s %s", where, problem);
    (void)napi_throw_type_error(env, "ERR_INVALID_ARG_VALUE", message);
    return false;
}

/* ---- Results ---- */

napi_value tn_write_null(napi_env env) {
    napi_value value = NULL;
    if (napi_get_null(env, &value) != napi_ok)
        (void)tn_fail(env);
    return value;
}

napi_value tn_write_results(napi_env env, size_t count, const char *const *names, const napi_value *values) {
    napi_value object = NULL;
    if (napi_create_object(env, &object) != napi_ok) {
        (void)tn_fail(env);
        return NULL;
    }
    for (size_t i = 0; i < count; i++) {
        if (values[i] == NULL || napi_set_named_property(env, object, names[i], values[i]) != napi_ok) {
            (void)tn_fail(env);
            return NULL;
        }
    }
    return object;
}

/* ---- The module's own functions ---- */

static void free_state(napi_env env, void *data, void *hint) {
    (void)env;
    (void)hint;
    free(data);
}

/* What errors are made with, before a program could change it. */
static bool keep_builtins(napi_env env, tn_state *state) {
    napi_value global = NULL;
    napi_value object = NULL;
    napi_value function = NULL;
    return napi_get_global(env, &global) == napi_ok &&
           napi_get_named_property(env, global, "Object", &object) == napi_ok &&
           napi_get_named_property(env, object, "setPrototypeOf", &function) == napi_ok &&
           napi_create_reference(env, function, 1, &state->set_prototype) == napi_ok;
}

/* $start(contract, errorPrototypes): the handshake, before anything else of the library runs. */
static napi_value start(napi_env env, napi_callback_info info) {
    napi_value in[2];
    tn_state *state = tn_state_of(env);
    size_t length = 0;
    if (!tn_arguments(env, info, 2, in) || state == NULL ||
        napi_get_value_string_utf8(env, in[0], NULL, 0, &length) != napi_ok) {
        (void)tn_fail(env);
        return NULL;
    }
    if (state->error_prototypes == NULL &&
        (!keep_builtins(env, state) ||
         napi_create_reference(env, in[1], 1, &state->error_prototypes) != napi_ok)) {
        (void)tn_fail(env);
        return NULL;
    }
    char *contract = malloc(length + 1);
    if (contract == NULL || napi_get_value_string_utf8(env, in[0], contract, length + 1, &length) != napi_ok)
        (void)tn_fail(env);
    else if (tn_this_package.handshake(contract) != 0)
        tn_throw_error(env);
    free(contract);
    return NULL;
}

/* $part(1): the functions that lib/classes_1.js calls. Node.js takes a while to make each. */
static napi_value part(napi_env env, napi_callback_info info) {
    napi_value in[1];
    napi_value functions = NULL;
    uint32_t number = 0;
    if (!tn_arguments(env, info, 1, in) || napi_get_value_uint32(env, in[0], &number) != napi_ok ||
        number == 0 || number > tn_this_package.part_count ||
        napi_create_object(env, &functions) != napi_ok) {
        (void)tn_fail(env);
        return NULL;
    }
    const tn_exporter *exporters = tn_this_package.parts[number - 1];
    for (size_t i = 0; exporters[i] != NULL; i++) {
        if (!exporters[i](env, functions))
            return NULL;
    }
    return functions;
}

bool tn_export(napi_env env, napi_value exports, const tn_function *functions, size_t count) {
    for (size_t i = 0; i < count; i++) {
        napi_value function = NULL;
        if (napi_create_function(env, functions[i].name, NAPI_AUTO_LENGTH, functions[i].call, NULL,
                                 &function) != napi_ok ||
            napi_set_named_property(env, exports, functions[i].name, function) != napi_ok)
            return tn_fail(env);
    }
    return true;
}

bool tn_export_basics(napi_env env, napi_value exports) {
    static const tn_function functions[] = {{"$start", start}, {"$part", part}};
    tn_state *state = calloc(1, sizeof *state);
    if (state == NULL || napi_set_instance_data(env, state, free_state, NULL) != napi_ok) {
        free(state);
        return tn_fail(env);
    }
    if (tn_this_package.callbacks != NULL && !tn_this_package.callbacks->start(env, exports))
        return false;
    return tn_export(env, exports, functions, sizeof functions / sizeof *functions);
}
