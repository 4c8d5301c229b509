/**
 * @file
 * The class Tally: objects that wrap a tally.
 */
#include "addon.h"

#include <stdlib.h>

static const napi_type_tag tally_tag = {0x6a1c30f2b8e94d57, 0x91f4c07de25ab863};

static void finalize(napi_env env, void *data, void *hint) {
    (void)env;
    (void)hint;
    tally **kept = data;
    if (*kept != NULL)
        tally_free(*kept);
    free(kept);
}

/* The arguments of a method, and where its object keeps its tally; null with an exception pending. */
static tally **kept_by(napi_env env, napi_callback_info info, size_t count, napi_value *arguments) {
    napi_value object = NULL;
    bool is_tally = false;
    void *data = NULL;
    if (napi_get_cb_info(env, info, &count, arguments, &object, NULL) != napi_ok)
        return (void *)fail(env);
    if (napi_check_object_type_tag(env, object, &tally_tag, &is_tally) != napi_ok || !is_tally ||
        napi_unwrap(env, object, &data) != napi_ok)
        return (void *)refuse(env, "this is no Tally");
    return data;
}

/* As kept_by(), for methods that need the tally. */
static tally *tally_of(napi_env env, napi_callback_info info, size_t count, napi_value *arguments) {
    tally **kept = kept_by(env, info, count, arguments);
    if (kept != NULL && *kept == NULL)
        (void)napi_throw_error(env, "TALLY_CLOSED", "the tally is closed");
    return kept == NULL ? NULL : *kept;
}

static napi_value construct(napi_env env, napi_callback_info info) {
    napi_value arguments[1];
    size_t count = COUNT_OF(arguments);
    napi_value object = NULL;
    int64_t start = 0;
    if (napi_get_cb_info(env, info, &count, arguments, &object, NULL) != napi_ok)
        return fail(env);
    if (!read_int64(env, arguments[0], "start must be a bigint of 64 bits", &start))
        return NULL;
    tally **kept = malloc(sizeof *kept);
    if (kept == NULL)
        return fail(env);
    *kept = tally_new(start);
    if (*kept == NULL || napi_wrap(env, object, kept, finalize, NULL, NULL) != napi_ok) {
        finalize(env, kept, NULL);
        return fail(env);
    }
    return napi_type_tag_object(env, object, &tally_tag) == napi_ok ? object : fail(env);
}

static napi_value value(napi_env env, napi_callback_info info) {
    tally *t = tally_of(env, info, 0, NULL);
    napi_value result = NULL;
    if (t == NULL)
        return NULL;
    return napi_create_bigint_int64(env, tally_value(t), &result) == napi_ok ? result : fail(env);
}

static napi_value count(napi_env env, napi_callback_info info) {
    napi_value arguments[1];
    napi_value result = NULL;
    int64_t step = 0;
    tally *t = tally_of(env, info, COUNT_OF(arguments), arguments);
    if (t == NULL || !read_int64(env, arguments[0], "step must be a bigint of 64 bits", &step))
        return NULL;
    return napi_create_bigint_int64(env, tally_count(t, step), &result) == napi_ok ? result : fail(env);
}

static napi_value column(napi_env env, napi_callback_info info) {
    napi_value arguments[1];
    napi_value result = NULL;
    c_text name;
    double found = 0;
    tally *t = tally_of(env, info, COUNT_OF(arguments), arguments);
    if (t == NULL)
        return NULL;
    if (read_text(env, arguments[0], &name)) {
        if (tally_column(t, name.data, &found) != TALLY_OK)
            (void)napi_throw_error(env, "TALLY_NO_SUCH_COLUMN", "No column has that name.");
        else if (napi_create_double(env, found, &result) != napi_ok)
            (void)fail(env);
    }
    free_text(&name);
    return result;
}

static napi_value close_tally(napi_env env, napi_callback_info info) {
    tally **kept = kept_by(env, info, 0, NULL);
    if (kept != NULL && *kept != NULL) {
        tally_free(*kept);
        *kept = NULL;
    }
    return NULL;
}

bool export_tally(napi_env env, napi_value exports) {
    static const napi_property_descriptor methods[] = {
        {.utf8name = "value", .method = value, .attributes = napi_default_method},
        {.utf8name = "count", .method = count, .attributes = napi_default_method},
        {.utf8name = "column", .method = column, .attributes = napi_default_method},
        {.utf8name = "close", .method = close_tally, .attributes = napi_default_method},
    };
    napi_value class = NULL;
    return napi_define_class(env, "Tally", NAPI_AUTO_LENGTH, construct, NULL, COUNT_OF(methods), methods,
                             &class) == napi_ok &&
           napi_set_named_property(env, exports, "Tally", class) == napi_ok;
}
