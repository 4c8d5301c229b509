/* Which parts of the fixed files a package needs: what it does not use is not in it. */

#include "backends/go/callbacks.h"
#include "backends/go/calls.h"
#include "backends/go/companions.h"
#include "backends/go/conversions.h"

/* ---- What functions take and give ---- */

static void note_text_in(go_module *module, const plan_value *value) {
    go_use(module, "text_in");
    if (value->nullable)
        go_use(module, "optional_text_in");
}

static bool has_presence(const plan_value *value) {
    return value->nullable &&
           (value->form == PLAN_SCALAR || value->form == PLAN_ENUM || value->form == PLAN_RECORD);
}

static void note_callback(go_module *module, const plan_value *value) {
    if (value->nullable)
        go_use(module, "optional_callbacks");
    else if (!value->is_progress)
        go_use(module, "missing");
}

static void note_array_in(go_module *module, const go_call *call, const plan_value *value) {
    if (!value->nullable && !call->is_direct)
        go_use(module, "slice_in");
    if (!go_is_flat(&value->type))
        go_use(module, "elements_in");
}

static void note_input(go_module *module, const go_call *call, const plan_value *value) {
    go_note_type(module, &value->type, true, false);
    if (value->keys_value != PLAN_NONE)
        go_use(module, "maps");
    switch (value->form) {
    case PLAN_TEXT:
        note_text_in(module, value);
        break;
    case PLAN_TEXT_ARRAY:
        go_use(module, "texts");
        go_use(module, "slice_in");
        break;
    case PLAN_OBJECT:
        if (value->use == PLAN_USE_CONSUME)
            go_use(module, "consumed");
        break;
    case PLAN_ARRAY:
        note_array_in(module, call, value);
        break;
    case PLAN_SCALAR:
    case PLAN_ENUM:
        if (go_is_int(value))
            go_use(module, "negative");
        if (value->nullable && !go_may_misfit(&value->type))
            go_use(module, "optional_in");
        break;
    case PLAN_RECORD:
        if (!go_is_flat(&value->type))
            go_use(module, "aligned");
        break;
    case PLAN_CALLBACK:
        note_callback(module, value);
        break;
    case PLAN_CANCEL:
        go_use(module, "tokens");
        break;
    case PLAN_STREAM:
        go_use(module, "streams_in");
        if (!value->nullable)
            go_use(module, "missing");
        break;
    case PLAN_DYNAMIC:
        go_use(module, value->nullable ? "optional_dynamic_in" : "dynamic_in");
        break;
    case PLAN_BLOCK:
        break;
    }
}

static void note_length(go_module *module, const plan_value *source) {
    if (source->form == PLAN_SCALAR)
        go_use(module, "make");
    if (source->form == PLAN_SCALAR && source->type.scalar >= MODEL_I8 && source->type.scalar <= MODEL_I64)
        go_use(module, "negative");
}

static void note_block(go_module *module, const plan_value *value) {
    go_use(module, "drop");
    if (go_is_window(value))
        go_use(module, "views");
    else
        go_use(module, go_is_flat(&value->type) ? "block" : "converted_block");
}

static void note_output(go_module *module, const go_call *call, const plan_value *value) {
    go_note_type(module, &value->type, false, true);
    if (has_presence(value) && !call->has_ok)
        go_use(module, go_is_nilable(&value->type) ? "nilable_out" : "optional_out");
    if (value->keys_value != PLAN_NONE)
        go_use(module, "maps_out");
    if (go_is_read_in_place(call->plan, value)) {
        go_use(module, value->nullable && !call->has_ok ? "called_optional_text" : "called_text");
    } else if (value->form == PLAN_TEXT) {
        go_use(module, "text_out");
        if (value->nullable)
            go_use(module, call->has_ok ? "missing_text" : "optional_text_out");
    } else if (value->form == PLAN_BLOCK) {
        note_block(module, value);
    } else if (value->form == PLAN_TEXT_ARRAY) {
        go_use(module, "text_lists");
    } else if (value->form == PLAN_DYNAMIC) {
        go_use(module, "dynamic_out");
    } else if (value->form == PLAN_STREAM) {
        go_use(module, "streams_out");
    } else if (value->form == PLAN_RECORD && go_has_text(&value->type)) {
        go_note_taken(module, &value->type);
    } else if (value->form == PLAN_ARRAY && value->direction == PLAN_OUT) {
        go_use(module, "slice_in");
        note_length(module, go_value(call->plan, value->length_from));
    }
    if (value->form == PLAN_ARRAY && !go_is_flat(&value->type))
        go_use(module, "elements_out");
    if (go_is_int(value))
        go_use(module, "int_out");
}

static void note_options(go_module *module, const plan_function *plan) {
    for (guint i = 0; i < plan->inputs->len; i++) {
        const plan_value *value = g_ptr_array_index(plan->inputs, i);
        bool is_pointed = has_presence(value) || (value->form == PLAN_TEXT && value->nullable);
        if (go_is_option(value) && is_pointed && plan_default(value).kind != PLAN_DEFAULT_NONE &&
            !go_is_nilable(&value->type))
            go_use(module, "optional_out");
    }
}

void go_note_uses(go_module *module, const plan_function *plan) {
    if (plan->function->flow != MODEL_NO_FLOW) {
        go_use(module, "slice_in");
        return;
    }
    go_call call = go_call_new(module, plan);
    for (guint i = 0; i < plan->inputs->len; i++)
        note_input(module, &call, g_ptr_array_index(plan->inputs, i));
    for (guint i = 0; i < plan->outputs->len; i++)
        note_output(module, &call, g_ptr_array_index(plan->outputs, i));
    note_options(module, plan);
}

/* ---- What the library calls ---- */

static void note_passed(go_module *module, const plan_value *value) {
    go_note_type(module, &value->type, false, true);
    if (value->form == PLAN_TEXT)
        go_use(module, value->nullable ? "called_optional_text" : "called_text");
    else if (value->form == PLAN_TEXT_ARRAY)
        go_use(module, "called_texts");
    else if (value->form == PLAN_ARRAY)
        go_use(module, go_is_flat(&value->type) ? "called_arrays" : "called_converted_arrays");
    else if (value->form == PLAN_RECORD && value->nullable)
        go_use(module, go_is_flat(&value->type) ? "called_optional_records" : "called_converted_records");
    else if (value->form == PLAN_DYNAMIC)
        go_use(module, "called_dynamic");
    else if (has_presence(value))
        go_use(module, "optional_out");
}

static void note_given(go_module *module, const plan_value *value) {
    go_note_type(module, &value->type, true, false);
    if (value->form == PLAN_TEXT) {
        note_text_in(module, value);
        go_use(module, "any_given_text");
        go_use(module, value->nullable ? "given_optional_text" : "given_text");
    }
    if (value->form == PLAN_ARRAY && value->is_filled_partly)
        go_use(module, "partly_filled");
    if (value->form == PLAN_ARRAY && value->direction == PLAN_INOUT)
        go_use(module, "called_arrays");
    if (go_is_int(value))
        go_use(module, "negative");
}

void go_note_callbacks(go_module *module) {
    for (guint i = 0; i < module->plan->interfaces->len; i++) {
        const plan_interface *interface = g_ptr_array_index(module->plan->interfaces, i);
        go_use(module, "callbacks");
        if (interface->model->flow != MODEL_NO_FLOW) {
            go_use(module, "passed_streams");
            go_use(module, interface->model->flow == MODEL_READS ? "passed_readers" : "passed_writers");
            continue;
        }
        for (guint j = 0; j < interface->methods->len; j++) {
            const plan_function *method = g_ptr_array_index(interface->methods, j);
            for (guint k = 0; k < method->inputs->len; k++)
                note_passed(module, g_ptr_array_index(method->inputs, k));
            for (guint k = 0; k < method->outputs->len; k++)
                note_given(module, g_ptr_array_index(method->outputs, k));
        }
    }
}

/* ---- Parts that other parts need ---- */

static bool uses_one_of(const go_module *module, const char *const *features) {
    for (; *features != NULL; features++) {
        if (go_uses(module, *features))
            return true;
    }
    return false;
}

static const struct {
    const char *part;
    const char *for_any_of[16];
} dependencies[] = {
    {"drop", {"objects", "block", "converted_block", "views", "tokens", "dynamic_out", NULL}},
    {"misfits", {"dynamic_in", "optional_dynamic_in", "elements_in", "aligned", NULL}},
    {"any_dynamic_in", {"dynamic_in", "optional_dynamic_in", NULL}},
    {"any_dynamic_out", {"dynamic_out", "called_dynamic", NULL}},
    {"any_dynamic", {"any_dynamic_in", "any_dynamic_out", NULL}},
    {"arrow", {"streams_in", "streams_out", NULL}},
    {"foreign", {"callbacks", "tokens", "arrow", NULL}},
    {"refusals",
     {"negative", "int_out", "make", "views", "misfits", "missing", "tokens", "partly_filled", "streams_out",
      NULL}},
    {"dummies", {"text_in", "slice_in", NULL}},
    {"pointers",
     {"text_in", "text_out", "called_text", "called_optional_text", "slice_in", "block", "converted_block",
      "make", "text_lists", NULL}},
    {"values",
     {"text_in", "text_out", "called_text", "called_optional_text", "slice_in", "block", "converted_block",
      "make", "texts", "negative", "int_out", "text_lists", "missing_text", NULL}},
    {"durations", {"durations_in", "durations_out", NULL}},
    {"times", {"instants_in", "durations", NULL}},
    {"any_wide_in", {"wide_in", "unsigned_wide_in", NULL}},
    {"convert_pointers", {"pinned_text", "pack", "unpack", NULL}},
    {"convert",
     {"misfits", "optional_in", "optional_out", "nilable_out", "times", "wide", "pinned_text",
      "optional_go_string", "aligned", "elements_in", "elements_out", "pack", "unpack", "maps", "maps_out",
      NULL}},
};

void go_note_dependencies(go_module *module) {
    if (module->model->classes->len > 0)
        go_use(module, "objects");
    if (module->model->exacts->len > 0)
        go_use(module, "exacts");
    for (size_t i = 0; i < G_N_ELEMENTS(dependencies); i++) {
        if (uses_one_of(module, dependencies[i].for_any_of))
            go_use(module, dependencies[i].part);
    }
}
