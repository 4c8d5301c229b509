#include "plan/plan.h"

#include <string.h>

#include "memory/arena.h"
#include "plan/features.h"
#include "plan/fingerprint.h"
#include "plan/lookups.h"
#include "plan/steps.h"
#include "plan/values.h"
#include "tenon/codes.h"

/* Whether a call of this library can fail that way at all. */
static bool is_possible(const model_library *model, int32_t code) {
    switch (code) {
    case TENON_CALLBACK_FAILED:
        return model->interfaces->len > 0;
    case TENON_EXCEPTION:
        return model->throws_cxx || model->jump_frame != NULL;
    case TENON_INVALID_ARGUMENT:
    case TENON_OUT_OF_RANGE:
        return model->throws_cxx;
    default:
        return true;
    }
}

static void add_error(plan_library *plan, plan_error error) {
    plan_error *kept = ARENA_NEW(plan_error);
    *kept = error;
    g_ptr_array_add(plan->errors, kept);
}

static bool has_error_named(const plan_library *plan, const char *name) {
    for (guint i = 0; i < plan->errors->len; i++) {
        if (strcmp(((const plan_error *)g_ptr_array_index(plan->errors, i))->name, name) == 0)
            return true;
    }
    return false;
}

static const char *summary_of(const model_enum_constant *constant) {
    return constant->doc->summary[0] != '\0' ? constant->doc->summary
                                             : arena_printf("The library reported %s.", constant->c_name);
}

static void plan_errors(plan_library *plan) {
    const model_enum *status = plan->model->status;
    for (guint i = 0; status != NULL && i < status->constants->len; i++) {
        const model_enum_constant *constant = g_ptr_array_index(status->constants, i);
        if (constant->value != 0)
            add_error(plan, (plan_error){.code = constant->value,
                                         .kind = constant->kind,
                                         .c_name = constant->c_name,
                                         .name = constant->name,
                                         .marks = constant->marks,
                                         .summary = summary_of(constant)});
    }
    for (size_t i = 0; i < G_N_ELEMENTS(TENON_BOUNDARY_CODES); i++) {
        const tenon_status_entry *entry = &TENON_BOUNDARY_CODES[i];
        if (!is_possible(plan->model, entry->code))
            continue;
        const char *name = arena_take(g_ascii_strdown(entry->name + strlen("TENON_"), -1));
        while (has_error_named(plan, name))
            name = arena_printf("boundary_%s", name);
        add_error(plan, (plan_error){.code = entry->code,
                                     .kind = entry->kind,
                                     .c_name = entry->name,
                                     .name = name,
                                     .is_boundary = true,
                                     .summary = entry->summary});
    }
}

static plan_function *new_plan(const model_function *function, const char *boundary_name) {
    plan_function *plan = ARENA_NEW(plan_function);
    *plan = (plan_function){.function = function,
                            .boundary_name = boundary_name,
                            .values = arena_array(),
                            .inputs = arena_array(),
                            .outputs = arena_array(),
                            .slots = arena_array(),
                            .steps = arena_array(),
                            .token = PLAN_NONE,
                            .progress = PLAN_NONE};
    plan_values(plan);
    plan_slots(plan);
    return plan;
}

static bool is_threaded(const model_type *type) {
    return type->interface->threads == MODEL_THREADS_ANY;
}

/* A brief function keeps the host's lock: it promises that nothing in it waits for another thread. */
static plan_function *plan_one(const plan_library *library, const model_function *function) {
    plan_function *plan = new_plan(function, arena_printf("boundary_%s", function->c_name));
    bool is_threaded_here = library->keeps_threaded_callbacks;
    plan->calls_back = library->keeps_callbacks;
    for (guint i = 0; i < plan->values->len; i++) {
        const plan_value *value = g_ptr_array_index(plan->values, i);
        plan->calls_back = plan->calls_back || value->form == PLAN_CALLBACK;
        is_threaded_here = is_threaded_here || (value->form == PLAN_CALLBACK && is_threaded(&value->type));
    }
    plan->blocks = function->lock == MODEL_LOCK_BLOCKING;
    bool lets_others_run = plan->blocks || (is_threaded_here && function->lock != MODEL_LOCK_BRIEF);
    plan->adapts = function->lock == MODEL_LOCK_UNSAID && !lets_others_run;
    plan->is_bridged = function->is_bridged;
    plan->is_guarded_call = library->model->throws_cxx || library->model->jump_frame != NULL;
    plan_steps(plan, lets_others_run);
    return plan;
}

static void plan_one_interface(plan_library *library, const model_interface *model) {
    plan_interface *plan = ARENA_NEW(plan_interface);
    *plan = (plan_interface){.model = model, .methods = arena_array()};
    for (guint i = 0; i < model->methods->len; i++) {
        const model_function *method = g_ptr_array_index(model->methods, i);
        plan_function *planned = new_plan(method, arena_printf("host_%s_%s", model->c_name, method->name));
        planned->implements = plan;
        plan_implemented_steps(planned);
        g_ptr_array_add(plan->methods, planned);
    }
    g_ptr_array_add(library->interfaces, plan);
}

/* What the library keeps, any of its functions may call. */
static void note_kept_callbacks(plan_library *plan, const model_function *function) {
    for (guint i = 0; i < function->parameters->len; i++) {
        const model_parameter *parameter = g_ptr_array_index(function->parameters, i);
        if (parameter->type.kind != MODEL_INTERFACE || parameter->scope == MODEL_DURING_CALL)
            continue;
        plan->keeps_callbacks = true;
        plan->keeps_threaded_callbacks = plan->keeps_threaded_callbacks || is_threaded(&parameter->type);
    }
}

static void note_uses(plan_library *plan, const plan_function *function) {
    for (guint i = 0; i < function->values->len; i++) {
        const plan_value *value = g_ptr_array_index(function->values, i);
        plan->uses_blocks = plan->uses_blocks || value->form == PLAN_BLOCK;
        plan->uses_views = plan->uses_views || (value->form == PLAN_BLOCK && value->is_view);
        plan->uses_text_out =
            plan->uses_text_out || (value->form == PLAN_TEXT && value->direction != PLAN_IN);
        plan->uses_records = plan->uses_records || value->type.kind == MODEL_RECORD;
    }
}

/* ---- Written views ---- */

/* Whether an object of this class and another one that it keeps, or that keeps it, can use the same memory.
 */
static bool is_kept_or_keeps(const plan_library *plan, const model_class *class_of) {
    for (guint i = 0; i < plan->functions->len; i++) {
        const plan_function *function = g_ptr_array_index(plan->functions, i);
        for (guint j = 0; j < function->outputs->len; j++) {
            const plan_value *value = g_ptr_array_index(function->outputs, j);
            if (value->form != PLAN_OBJECT || value->keeps_value == PLAN_NONE)
                continue;
            const plan_value *kept = g_ptr_array_index(function->values, (guint)value->keeps_value);
            bool is_kept = kept->type.class_of == class_of && !value->freezes;
            if (is_kept || value->type.class_of == class_of)
                return true;
        }
    }
    return false;
}

static bool is_written(const plan_library *plan, const plan_function *function, const plan_value *value) {
    if (!value->is_view || value->form != PLAN_BLOCK)
        return false;
    const plan_value *owner = g_ptr_array_index(function->values, (guint)value->keeps_value);
    const model_parameter *parameter =
        value->is_return ? function->function->result
                         : g_ptr_array_index(function->function->parameters, (guint)value->parameter);
    return !parameter->is_const && owner->use == PLAN_USE_EXCLUSIVE &&
           !is_kept_or_keeps(plan, owner->type.class_of);
}

static void find_written_views(plan_library *plan) {
    for (guint i = 0; i < plan->functions->len; i++) {
        const plan_function *function = g_ptr_array_index(plan->functions, i);
        for (guint v = 0; v < function->values->len; v++) {
            plan_value *value = g_ptr_array_index(function->values, v);
            value->is_written = is_written(plan, function, value);
        }
    }
}

const plan_library *plan_build(const model_library *model) {
    plan_library *plan = ARENA_NEW(plan_library);
    *plan = (plan_library){.model = model,
                           .functions = arena_array(),
                           .interfaces = arena_array(),
                           .features = arena_array(),
                           .errors = arena_array()};
    for (guint i = 0; i < model->interfaces->len; i++)
        plan_one_interface(plan, g_ptr_array_index(model->interfaces, i));
    for (guint i = 0; i < model->functions->len; i++)
        note_kept_callbacks(plan, g_ptr_array_index(model->functions, i));
    for (guint i = 0; i < model->functions->len; i++) {
        const model_function *function = g_ptr_array_index(model->functions, i);
        plan->bridges = plan->bridges || function->is_bridged;
        if (function->kind == MODEL_DESTRUCTOR)
            continue;
        plan_function *planned = plan_one(plan, function);
        g_ptr_array_add(plan->functions, planned);
        note_uses(plan, planned);
    }
    plan_index(plan);
    find_written_views(plan);
    plan_errors(plan);
    plan_fingerprint(plan);
    plan_find_features(plan);
    return plan;
}

const plan_interface *plan_of_interface(const plan_library *plan, const model_interface *interface) {
    for (guint i = 0; i < plan->interfaces->len; i++) {
        const plan_interface *planned = g_ptr_array_index(plan->interfaces, i);
        if (planned->model == interface)
            return planned;
    }
    return NULL;
}

GPtrArray *plan_arguments(const plan_function *plan) {
    GPtrArray *arguments = arena_array();
    for (guint i = 0; i < plan->inputs->len; i++) {
        plan_value *value = g_ptr_array_index(plan->inputs, i);
        if (!value->is_self && !value->is_keys)
            g_ptr_array_add(arguments, value);
    }
    return arguments;
}

/* In the order of model_default's kinds. */
static const enum plan_default_kind default_kinds[] = {
    [MODEL_DEFAULT_NONE] = PLAN_DEFAULT_NONE,       [MODEL_DEFAULT_BOOL] = PLAN_DEFAULT_BOOL,
    [MODEL_DEFAULT_INTEGER] = PLAN_DEFAULT_INTEGER, [MODEL_DEFAULT_NUMBER] = PLAN_DEFAULT_NUMBER,
    [MODEL_DEFAULT_ENUM] = PLAN_DEFAULT_ENUM,       [MODEL_DEFAULT_TEXT] = PLAN_DEFAULT_TEXT,
};

plan_constant plan_default(const plan_value *value) {
    const model_default *said = value->default_constant;
    plan_constant constant = {.kind = PLAN_NO_DEFAULT};
    if (said != NULL) {
        constant = (plan_constant){.integer = said->integer,
                                   .is_unsigned = said->is_unsigned,
                                   .number = said->number,
                                   .constant = said->constant,
                                   .text = said->text};
        constant.kind = default_kinds[said->kind];
    } else if (value->form == PLAN_CANCEL || (value->form == PLAN_CALLBACK && value->nullable)) {
        constant.kind = PLAN_DEFAULT_NONE;
    }
    return constant;
}
