/**
 * @file
 * The functions of tally.
 */
#include "addon.h"

#include <stdlib.h>
#include <string.h>

/* ---- Errors and values ---- */

napi_value refuse(napi_env env, const char *message) {
    (void)napi_throw_type_error(env, "ERR_INVALID_ARG_TYPE", message);
    return NULL;
}

napi_value fail(napi_env env) {
    bool pending = false;
    if (napi_is_exception_pending(env, &pending) == napi_ok && !pending)
        (void)napi_throw_error(env, NULL, "Node.js could not make a value");
    return NULL;
}

bool read_int64(napi_env env, napi_value value, const char *problem, int64_t *number) {
    bool lossless = false;
    if (napi_get_value_bigint_int64(env, value, number, &lossless) == napi_ok && lossless)
        return true;
    (void)refuse(env, problem);
    return false;
}

bool read_text(napi_env env, napi_value value, c_text *text) {
    text->data = text->space;
    if (napi_get_value_string_utf8(env, value, text->space, sizeof text->space, &text->length) != napi_ok) {
        (void)refuse(env, "text must be a string");
        return false;
    }
    if (text->length + 4 >= sizeof text->space) {
        (void)napi_get_value_string_utf8(env, value, NULL, 0, &text->length);
        text->data = malloc(text->length + 1);
        if (text->data == NULL ||
            napi_get_value_string_utf8(env, value, text->data, text->length + 1, &text->length) != napi_ok) {
            (void)fail(env);
            return false;
        }
    }
    if (memchr(text->data, '\0', text->length) == NULL)
        return true;
    (void)refuse(env, "text must not contain a NUL");
    return false;
}

void free_text(c_text *text) {
    if (text->data != text->space)
        free(text->data);
}

/* ---- Functions ---- */

static napi_value nothing(napi_env env, napi_callback_info info) {
    (void)env;
    (void)info;
    tally_nothing();
    return NULL;
}

static bool read_two(napi_env env, napi_callback_info info, int64_t *left, int64_t *right) {
    napi_value arguments[2];
    size_t count = COUNT_OF(arguments);
    if (napi_get_cb_info(env, info, &count, arguments, NULL, NULL) != napi_ok) {
        (void)fail(env);
        return false;
    }
    return read_int64(env, arguments[0], "left must be a bigint of 64 bits", left) &&
           read_int64(env, arguments[1], "right must be a bigint of 64 bits", right);
}

static napi_value add(napi_env env, napi_callback_info info) {
    int64_t left = 0;
    int64_t right = 0;
    napi_value result = NULL;
    if (!read_two(env, info, &left, &right))
        return NULL;
    return napi_create_bigint_int64(env, tally_add(left, right), &result) == napi_ok ? result : fail(env);
}

static napi_value text_size(napi_env env, napi_callback_info info) {
    napi_value arguments[1];
    size_t count = COUNT_OF(arguments);
    napi_value result = NULL;
    c_text text;
    if (napi_get_cb_info(env, info, &count, arguments, NULL, NULL) != napi_ok)
        return fail(env);
    if (read_text(env, arguments[0], &text) &&
        napi_create_double(env, (double)tally_text_size(text.data), &result) != napi_ok)
        (void)fail(env);
    free_text(&text);
    return result;
}

static napi_value make_text(napi_env env, const char *text) {
    napi_value result = NULL;
    return napi_create_string_utf8(env, text, NAPI_AUTO_LENGTH, &result) == napi_ok ? result : fail(env);
}

static napi_value short_text(napi_env env, napi_callback_info info) {
    (void)info;
    return make_text(env, tally_short_text());
}

static napi_value long_text(napi_env env, napi_callback_info info) {
    (void)info;
    return make_text(env, tally_long_text());
}

static bool read_field(napi_env env, napi_value object, const char *name, napi_value *field) {
    return napi_get_named_property(env, object, name, field) == napi_ok;
}

static napi_value point_sum(napi_env env, napi_callback_info info) {
    napi_value arguments[1];
    size_t count = COUNT_OF(arguments);
    napi_valuetype type = napi_undefined;
    napi_value x = NULL;
    napi_value y = NULL;
    napi_value weight = NULL;
    napi_value result = NULL;
    tally_point point;
    if (napi_get_cb_info(env, info, &count, arguments, NULL, NULL) != napi_ok)
        return fail(env);
    if (napi_typeof(env, arguments[0], &type) != napi_ok || type != napi_object)
        return refuse(env, "point must be an object");
    if (!read_field(env, arguments[0], "x", &x) || !read_field(env, arguments[0], "y", &y) ||
        !read_field(env, arguments[0], "weight", &weight))
        return fail(env);
    if (napi_get_value_double(env, x, &point.x) != napi_ok ||
        napi_get_value_double(env, y, &point.y) != napi_ok)
        return refuse(env, "point.x and point.y must be numbers");
    if (!read_int64(env, weight, "point.weight must be a bigint of 64 bits", &point.weight))
        return NULL;
    return napi_create_double(env, tally_point_sum(point), &result) == napi_ok ? result : fail(env);
}

static napi_value point_at(napi_env env, napi_callback_info info) {
    napi_value arguments[1];
    size_t count = COUNT_OF(arguments);
    double distance = 0;
    napi_value x = NULL;
    napi_value y = NULL;
    napi_value weight = NULL;
    napi_value result = NULL;
    if (napi_get_cb_info(env, info, &count, arguments, NULL, NULL) != napi_ok)
        return fail(env);
    if (napi_get_value_double(env, arguments[0], &distance) != napi_ok)
        return refuse(env, "distance must be a number");
    tally_point point = tally_point_at(distance);
    if (napi_create_object(env, &result) != napi_ok || napi_create_double(env, point.x, &x) != napi_ok ||
        napi_create_double(env, point.y, &y) != napi_ok ||
        napi_create_bigint_int64(env, point.weight, &weight) != napi_ok ||
        napi_set_named_property(env, result, "x", x) != napi_ok ||
        napi_set_named_property(env, result, "y", y) != napi_ok ||
        napi_set_named_property(env, result, "weight", weight) != napi_ok)
        return fail(env);
    return result;
}

static napi_value ends(napi_env env, napi_callback_info info) {
    napi_value arguments[1];
    size_t count = COUNT_OF(arguments);
    bool is_typed = false;
    napi_typedarray_type type = napi_int8_array;
    size_t length = 0;
    void *data = NULL;
    napi_value result = NULL;
    if (napi_get_cb_info(env, info, &count, arguments, NULL, NULL) != napi_ok)
        return fail(env);
    if (napi_is_typedarray(env, arguments[0], &is_typed) != napi_ok || !is_typed ||
        napi_get_typedarray_info(env, arguments[0], &type, &length, &data, NULL, NULL) != napi_ok ||
        type != napi_float64_array)
        return refuse(env, "values must be a Float64Array");
    return napi_create_double(env, tally_ends(data, length), &result) == napi_ok ? result : fail(env);
}

static void free_values(napi_env env, void *data, void *hint) {
    (void)env;
    (void)hint;
    free(data);
}

/* Few values are copied: that is cheaper than a buffer with a finalizer. */
static napi_status make_buffer(napi_env env, double *values, size_t size, napi_value *buffer) {
    enum { FEW = 16 << 10 };
    if (size > FEW)
        return napi_create_external_arraybuffer(env, values, size, free_values, NULL, buffer);
    void *copy = NULL;
    napi_status status = napi_create_arraybuffer(env, size, &copy, buffer);
    if (status == napi_ok) {
        memcpy(copy, values, size);
        free(values);
    }
    return status;
}

static napi_value values(napi_env env, napi_callback_info info) {
    napi_value arguments[1];
    size_t count = COUNT_OF(arguments);
    double wanted = 0;
    double *made = NULL;
    napi_value buffer = NULL;
    napi_value result = NULL;
    if (napi_get_cb_info(env, info, &count, arguments, NULL, NULL) != napi_ok)
        return fail(env);
    if (napi_get_value_double(env, arguments[0], &wanted) != napi_ok || !(wanted >= 0 && wanted < 1e9))
        return refuse(env, "count must be a number of values");
    if (tally_values((size_t)wanted, &made, &count) != TALLY_OK) {
        (void)napi_throw_error(env, "TALLY_OUT_OF_MEMORY", "Memory is used up.");
        return NULL;
    }
    if (make_buffer(env, made, count * sizeof *made, &buffer) != napi_ok) {
        free(made);
        return fail(env);
    }
    if (napi_create_typedarray(env, napi_float64_array, count, buffer, 0, &result) != napi_ok)
        return fail(env);
    return result;
}

/* ---- The callback ---- */

struct change {
    napi_env env;
    napi_value function;
};

/* An exception stays pending: what was called throws it when it returns. */
static int64_t change_number(int64_t number, void *context) {
    const struct change *change = context;
    napi_value receiver = NULL;
    napi_value argument = NULL;
    napi_value result = NULL;
    int64_t changed = 0;
    if (napi_get_undefined(change->env, &receiver) == napi_ok &&
        napi_create_bigint_int64(change->env, number, &argument) == napi_ok &&
        napi_call_function(change->env, receiver, change->function, 1, &argument, &result) == napi_ok)
        (void)read_int64(change->env, result, "the result of change must be a bigint of 64 bits", &changed);
    else
        (void)fail(change->env);
    return changed;
}

static napi_value call_back(napi_env env, napi_callback_info info) {
    napi_value arguments[2];
    size_t count = COUNT_OF(arguments);
    napi_valuetype type = napi_undefined;
    bool pending = false;
    int64_t number = 0;
    napi_value result = NULL;
    if (napi_get_cb_info(env, info, &count, arguments, NULL, NULL) != napi_ok)
        return fail(env);
    if (!read_int64(env, arguments[0], "number must be a bigint of 64 bits", &number))
        return NULL;
    if (napi_typeof(env, arguments[1], &type) != napi_ok || type != napi_function)
        return refuse(env, "change must be a function");
    struct change change = {.env = env, .function = arguments[1]};
    int64_t changed = tally_call_back(number, change_number, &change);
    if (napi_is_exception_pending(env, &pending) != napi_ok || pending)
        return NULL;
    return napi_create_bigint_int64(env, changed, &result) == napi_ok ? result : fail(env);
}

static napi_value throw_refused(napi_env env, napi_callback_info info) {
    (void)info;
    if (tally_fail() != TALLY_OK)
        (void)napi_throw_error(env, "TALLY_REFUSED", "The call was asked to fail.");
    return NULL;
}

/* ---- The call on another thread ---- */

struct addition {
    int64_t left;
    int64_t right;
    int64_t sum;
    napi_async_work work;
    napi_deferred deferred;
};

static void run_addition(napi_env env, void *data) {
    (void)env;
    struct addition *addition = data;
    addition->sum = tally_add_slowly(addition->left, addition->right);
}

static void end_addition(napi_env env, napi_status status, void *data) {
    struct addition *addition = data;
    napi_value sum = NULL;
    if (status == napi_ok && napi_create_bigint_int64(env, addition->sum, &sum) == napi_ok)
        (void)napi_resolve_deferred(env, addition->deferred, sum);
    (void)napi_delete_async_work(env, addition->work);
    free(addition);
}

static napi_value add_slowly(napi_env env, napi_callback_info info) {
    napi_value name = NULL;
    napi_value promise = NULL;
    struct addition *addition = malloc(sizeof *addition);
    if (addition == NULL)
        return fail(env);
    if (!read_two(env, info, &addition->left, &addition->right) ||
        napi_create_string_utf8(env, "tally_add_slowly", NAPI_AUTO_LENGTH, &name) != napi_ok ||
        napi_create_async_work(env, NULL, name, run_addition, end_addition, addition, &addition->work) !=
            napi_ok ||
        napi_create_promise(env, &addition->deferred, &promise) != napi_ok ||
        napi_queue_async_work(env, addition->work) != napi_ok) {
        free(addition);
        return fail(env);
    }
    return promise;
}

NAPI_MODULE_INIT() {
    static const napi_property_descriptor functions[] = {
        {.utf8name = "nothing", .method = nothing, .attributes = napi_enumerable},
        {.utf8name = "add", .method = add, .attributes = napi_enumerable},
        {.utf8name = "textSize", .method = text_size, .attributes = napi_enumerable},
        {.utf8name = "shortText", .method = short_text, .attributes = napi_enumerable},
        {.utf8name = "longText", .method = long_text, .attributes = napi_enumerable},
        {.utf8name = "pointSum", .method = point_sum, .attributes = napi_enumerable},
        {.utf8name = "pointAt", .method = point_at, .attributes = napi_enumerable},
        {.utf8name = "ends", .method = ends, .attributes = napi_enumerable},
        {.utf8name = "values", .method = values, .attributes = napi_enumerable},
        {.utf8name = "callBack", .method = call_back, .attributes = napi_enumerable},
        {.utf8name = "fail", .method = throw_refused, .attributes = napi_enumerable},
        {.utf8name = "addSlowlyAsync", .method = add_slowly, .attributes = napi_enumerable},
    };
    if (napi_define_properties(env, exports, COUNT_OF(functions), functions) != napi_ok ||
        !export_tally(env, exports))
        return fail(env);
    return exports;
}
