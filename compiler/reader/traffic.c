#include "reader/traffic.h"

static void count_parameter(method_traffic *to, const model_parameter *parameter) {
    bool goes_in = parameter->role == MODEL_IN || parameter->role == MODEL_INOUT;
    bool goes_out = parameter->role == MODEL_OUT || parameter->role == MODEL_INOUT;
    bool is_filled = parameter->role == MODEL_OUT && parameter->is_array && parameter->pointer_depth == 1;
    if (goes_in || is_filled) {
        to->inputs++;
        to->input = parameter;
    }
    if (goes_out) {
        to->outputs++;
        to->output = parameter;
    }
}

/* They come with the values that they are the keys of. */
static bool is_keys(const model_function *function, int index) {
    bool found = function->result != NULL && function->result->keyed_by == index;
    for (guint i = 0; i < function->parameters->len; i++)
        found =
            found || ((const model_parameter *)g_ptr_array_index(function->parameters, i))->keyed_by == index;
    return found;
}

method_traffic traffic_of(const model_function *function) {
    method_traffic traffic = {0};
    if (function->result != NULL && function->result->role == MODEL_OUT) {
        traffic.outputs = 1;
        traffic.output = function->result;
    }
    for (guint i = 1; i < function->parameters->len; i++) {
        if (is_keys(function, (int)i))
            continue;
        count_parameter(&traffic, g_ptr_array_index(function->parameters, i));
    }
    return traffic;
}
