#include "model/lengths.h"

static const model_parameter *parameter_at(const model_function *function, guint index) {
    return g_ptr_array_index(function->parameters, index);
}

bool model_passes_length(const model_function *function, guint index) {
    if (parameter_at(function, index)->role != MODEL_COUNT)
        return false;
    bool counts_filled = false;
    for (guint i = 0; i < function->parameters->len; i++) {
        const model_parameter *counted = parameter_at(function, i);
        if (counted->count_parameter != (int)index)
            continue;
        if (counted->role != MODEL_OUT || counted->type.kind == MODEL_TEXT)
            return false;
        counts_filled = counts_filled || counted->pointer_depth == 1;
    }
    return counts_filled;
}
