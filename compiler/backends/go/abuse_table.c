/* table.go: what the package has, for a driver that works by reflection, and what it is to try. */

#include <string.h>

#include "backends/go/abuse.h"
#include "backends/go/calls.h"
#include "backends/go/companions.h"
#include "backends/go/formatter.h"
#include "backends/go/signature.h"
#include "memory/arena.h"

/* ---- Functions ---- */

/* A method that is called as Go's companion of it is hidden behind that. */
static const char *public_name(const go_module *module, const model_function *function) {
    return go_is_hidden(module, function) ? go_companion_of(function) : go_name(module, function);
}

const char *go_abuse_function(const go_module *module, const model_function *function) {
    const char *name = public_name(module, function);
    return function->kind == MODEL_METHOD ? arena_printf("(*%s).%s", go_name(module, function->owner), name)
                                          : name;
}

/* Where a value stands among the parameters, the receiver included: PLAN_NONE where it stands nowhere. */
int go_abuse_position(const go_call *call, const plan_value *wanted) {
    int next = call->receiver != NULL ? 1 : 0;
    if (wanted->is_self)
        return 0;
    if (wanted->form == PLAN_CANCEL)
        return next;
    next += call->context != NULL ? 1 : 0;
    const plan_value *holder = wanted->is_keys ? NULL : wanted;
    for (guint i = 0; i < call->plan->values->len && wanted->is_keys; i++) {
        const plan_value *value = go_value(call->plan, (int)i);
        if (value->keys_value != PLAN_NONE && go_value(call->plan, value->keys_value) == wanted)
            holder = value;
    }
    bool is_stream = call->plan->function->flow != MODEL_NO_FLOW;
    if (is_stream)
        return wanted->form == PLAN_ARRAY ? next : PLAN_NONE;
    for (guint i = 0; i < call->plan->inputs->len; i++) {
        const plan_value *value = g_ptr_array_index(call->plan->inputs, i);
        if (!go_is_parameter(value) || value->is_progress)
            continue;
        if (value == holder)
            return next;
        next++;
    }
    if (holder != NULL && holder->direction != PLAN_OUT && go_is_option(holder))
        return next;
    next += call->options != NULL ? 1 : 0;
    return holder != NULL && holder->is_progress ? next : PLAN_NONE;
}

static void write_place(emit *out, const go_call *call, const plan_value *value) {
    int at = go_abuse_position(call, value);
    const char *name = go_string(value->name);
    if (at == PLAN_NONE)
        return;
    if (value->is_keys)
        emit_line(out, "f.keys(%s, %d)", name, at);
    else if (go_is_option(value))
        emit_line(out, "f.option(%s, %d, %s)", name, at, go_string(go_name(call->module, value)));
    else
        emit_line(out, "f.at(%s, %d)", name, at);
}

/* Arrays of one length: whoever empties one empties the others. */
static void write_lengths(emit *out, const plan_function *plan) {
    for (guint i = 0; i < plan->steps->len; i++) {
        const plan_step *step = g_ptr_array_index(plan->steps, i);
        if (step->kind == PLAN_CHECK_COUNT && step->other != PLAN_NONE)
            emit_line(out, "f.together(%s, %s)", go_string(go_value(plan, step->value)->name),
                      go_string(go_value(plan, step->other)->name));
    }
}

static void write_function(emit *out, go_module *module, const plan_function *plan) {
    const model_function *function = plan->function;
    go_call call = go_call_new(module, plan);
    const char *expression = go_abuse_function(module, function);
    if (function->kind == MODEL_METHOD && strcmp(public_name(module, function), "String") == 0)
        return; /* It fails nowhere: it says what it cannot do. */
    emit_line(out, "f = function(%s, %s)", go_string(function->c_name), expression);
    for (guint i = 0; i < plan->values->len; i++) {
        const plan_value *value = go_value(plan, (int)i);
        bool is_buffer = function->flow != MODEL_NO_FLOW && value->form == PLAN_ARRAY;
        if (value->direction != PLAN_OUT || is_buffer)
            write_place(out, &call, value);
    }
    if (call.options != NULL)
        emit_line(out, "f.options = New%s", go_name(module, plan));
    if (abuse_can_forget(plan))
        emit_line(out, "f.forgets = true");
    write_lengths(out, plan);
}

/* ---- Types ---- */

static void write_enum(emit *out, const go_module *module, const model_enum *item) {
    GPtrArray *names = arena_array();
    for (guint i = 0; i < item->constants->len; i++)
        g_ptr_array_add(names, (gpointer)(uintptr_t)go_name(module, g_ptr_array_index(item->constants, i)));
    emit_list(out, item->is_flags ? "flags(" : "constants(", names, ")", true);
}

static void write_variant(emit *out, const go_module *module, const model_variant *variant) {
    GPtrArray *cases = arena_array();
    for (guint i = 0; i < variant->cases->len; i++)
        g_ptr_array_add(cases, arena_printf("%s{}", go_name(module, g_ptr_array_index(variant->cases, i))));
    emit_list(out, arena_printf("variant[%s](", go_name(module, variant)), cases, ")", true);
}

static bool is_implemented(const model_interface *interface) {
    return !interface->is_callback && interface->flow == MODEL_NO_FLOW;
}

static void write_types(emit *out, const go_module *module) {
    const model_library *model = module->model;
    for (guint i = 0; i < model->classes->len; i++) {
        const model_class *class = g_ptr_array_index(model->classes, i);
        const plan_function *maker = abuse_maker(module->plan, class);
        emit_line(out, "class[%s](%s)", go_name(module, class),
                  go_string(maker == NULL ? "" : maker->function->c_name));
    }
    for (guint i = 0; i < model->enums->len; i++)
        write_enum(out, module, g_ptr_array_index(model->enums, i));
    for (guint i = 0; i < model->variants->len; i++)
        write_variant(out, module, g_ptr_array_index(model->variants, i));
    for (guint i = 0; i < model->interfaces->len; i++) {
        const model_interface *interface = g_ptr_array_index(model->interfaces, i);
        if (is_implemented(interface))
            emit_line(out, "implementer[%s](with%s{}, without%s{})", go_name(module, interface),
                      go_name(module, interface), go_name(module, interface));
    }
    for (guint i = 0; i < module->plan->errors->len; i++) {
        const plan_error *error = g_ptr_array_index(module->plan->errors, i);
        emit_line(out, "failure(%s, int32(%s), %s)", go_string(error->name), go_name(module, error),
                  error->is_boundary ? "true" : "false");
    }
}

/* A type that has an interface's methods, and one that has them only to the compiler. */
static void write_implementer(emit *out, const go_module *module, const plan_interface *interface) {
    const char *name = go_name(module, interface->model);
    emit_line(out, "type with%s struct{}", name);
    go_gap(out);
    for (guint i = 0; i < interface->methods->len; i++) {
        const plan_function *method = g_ptr_array_index(interface->methods, i);
        const char *called = go_name(module, method->function);
        GPtrArray *given = arena_array();
        g_ptr_array_add(given, arena_printf("w"));
        g_ptr_array_extend(given, go_implemented_names(method), NULL, NULL);
        go_write_implemented(out, module, method, arena_printf("func (w with%s) %s", name, called), " {");
        emit_indent(out);
        emit_list(out,
                  arena_printf("return behave(%s, %s.%s)(", go_string(method->function->name), name, called),
                  given, ")", true);
        emit_close(out, "}");
        go_gap(out);
    }
    emit_line(out, "type without%s struct{ %s }", name, name);
    go_gap(out);
}

/* ---- Cases ---- */

static const char *quoted(const char *bytes) {
    GString *text = g_string_new("\"");
    for (; *bytes != '\0'; bytes++)
        g_string_append_printf(text, "\\x%02x", (unsigned char)*bytes);
    return arena_take(g_string_free(g_string_append_c(text, '"'), FALSE));
}

static void add_text(GPtrArray *fields, const char *key, const char *text) {
    if (text != NULL && text[0] != '\0')
        g_ptr_array_add(fields, arena_printf("%s: %s", key, go_string(text)));
}

static const model_type *leaf_owner(const abuse_case *tried) {
    const plan_function *plan = tried->method != NULL ? tried->method : tried->function;
    int index = tried->method != NULL ? tried->part : tried->value;
    return index == PLAN_NONE ? NULL : &go_value(plan, index)->type;
}

/* What Go does not have, as what says whether a field is there, keeps its name: nothing has it. */
static const char *step_name(const go_module *module, const abuse_way *step) {
    if (step->field == NULL)
        return go_name(module, step->chosen);
    return step->field->is_presence ? step->field->name : go_name(module, step->field);
}

/* The same way in Go's names; what is wrong stands behind the colon as in the contract's path. */
static const char *go_path(const go_module *module, const abuse_case *tried) {
    const model_type *owner = leaf_owner(tried);
    if (tried->path == NULL || owner == NULL)
        return NULL;
    for (int foreign = 0; foreign < 2; foreign++) {
        GPtrArray *leaves = abuse_leaves(owner, foreign == 1);
        for (guint i = 0; i < leaves->len; i++) {
            const abuse_leaf *leaf = g_ptr_array_index(leaves, i);
            if (strcmp(leaf->path, tried->path) != 0)
                continue;
            GString *way = g_string_new(NULL);
            for (guint j = 0; j < leaf->way->len; j++) {
                const abuse_way *step = g_ptr_array_index(leaf->way, j);
                g_string_append_printf(way, "%s%s", j == 0 ? "" : ".", step_name(module, step));
            }
            const char *colon = strrchr(tried->path, ':');
            g_string_append(way, colon == NULL ? "" : colon);
            return arena_take(g_string_free(way, FALSE));
        }
    }
    return tried->path;
}

static void write_case(emit *out, go_module *module, const abuse_case *tried) {
    GPtrArray *fields = arena_array();
    g_ptr_array_add(fields, arena_printf("number: %u", tried->number));
    add_text(fields, "function", tried->function->function->c_name);
    if (tried->value != PLAN_NONE)
        add_text(fields, "value", go_value(tried->function, tried->value)->name);
    if (tried->other != PLAN_NONE)
        add_text(fields, "other", go_value(tried->function, tried->other)->name);
    if (tried->method != NULL)
        add_text(fields, "method", tried->method->function->name);
    if (tried->method != NULL && tried->part != PLAN_NONE)
        add_text(fields, "part", go_value(tried->method, tried->part)->name);
    if (tried->helper != NULL)
        add_text(fields, "helper", tried->helper->function->c_name);
    add_text(fields, "abuse", abuse_name(tried->kind));
    if (tried->variant != 0)
        g_ptr_array_add(fields, arena_printf("variant: %u", tried->variant));
    add_text(fields, "outcome", abuse_outcome_name(tried->outcome));
    GPtrArray *codes = arena_array();
    for (int i = 0; i < ABUSE_CODES && tried->codes[i] != NULL; i++)
        g_ptr_array_add(codes, (gpointer)(uintptr_t)tried->codes[i]);
    add_text(fields, "codes", emit_join(codes, " "));
    add_text(fields, "standIn", tried->stand_in);
    add_text(fields, "path", go_path(module, tried));
    if (go_refused_value(module, tried) != NULL)
        g_ptr_array_add(fields, arena_printf("refused: true"));
    emit_line(out, "{%s},", emit_join(fields, ", "));
}

static void write_cases(emit *out, go_module *module, const GPtrArray *cases) {
    emit_open(out, "var cases = []attempt{");
    for (guint i = 0; i < cases->len; i++)
        write_case(out, module, g_ptr_array_index(cases, i));
    emit_close(out, "}");
    go_gap(out);
    emit_open(out, "var badTexts = []string{");
    for (int i = 0; i < ABUSE_BAD_TEXTS; i++)
        emit_line(out, "%s,", quoted(abuse_bad_texts[i]));
    emit_close(out, "}");
}

/* The parts of package io, time and so on that signatures of implementers mention. */
static const char *const packages[] = {"context", "io", "math/big", "time"};

static const char *imports_for(const char *body) {
    GString *text = g_string_new(NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(packages); i++) {
        const char *slash = strrchr(packages[i], '/');
        if (strstr(body, arena_printf("%s.", slash == NULL ? packages[i] : slash + 1)) != NULL)
            g_string_append_printf(text, "\t\"%s\"\n", packages[i]);
    }
    if (text->len > 0)
        g_string_append_c(text, '\n');
    return arena_take(g_string_free(text, FALSE));
}

char *go_abuse_table(go_module *module, const GPtrArray *cases) {
    emit *types = go_emit();
    for (guint i = 0; i < module->plan->interfaces->len; i++) {
        const plan_interface *interface = g_ptr_array_index(module->plan->interfaces, i);
        if (is_implemented(interface->model))
            write_implementer(types, module, interface);
    }
    const char *implementers = emit_finish(types);
    emit *out = go_emit();
    emit_line(out, "// %s", module->banner);
    go_gap(out);
    emit_line(out, "package main");
    go_gap(out);
    const char *standard = imports_for(implementers);
    if (standard[0] == '\0') {
        emit_line(out, "import . %s", go_string(module->path));
    } else {
        emit_open(out, "import (");
        emit_raw(out, standard);
        emit_line(out, ". %s", go_string(module->path));
        emit_close(out, ")");
    }
    go_gap(out);
    emit_open(out, "func describe() {");
    write_types(out, module);
    emit_line(out, "var f *callee");
    for (guint i = 0; i < module->plan->functions->len; i++)
        write_function(out, module, g_ptr_array_index(module->plan->functions, i));
    emit_line(out, "_ = f");
    emit_close(out, "}");
    go_gap(out);
    emit_raw(out, implementers);
    write_cases(out, module, cases);
    return emit_finish(out);
}
