/* The functions of a stand-in library: what each takes, and in which order things happen. What they give is
 * in standin_results.c. */

#include <string.h>

#include "abuse/standin_writing.h"
#include "memory/arena.h"

const model_parameter *writing_parameter(const writing *it, int index) {
    return g_ptr_array_index(it->plan->function->parameters, (guint)index);
}

const model_parameter *writing_of(const writing *it, const plan_value *value) {
    return value->is_return ? it->plan->function->result : writing_parameter(it, value->parameter);
}

const char *standin_name(const plan_value *value) {
    return value->is_return ? "\"return\"" : arena_printf("\"%s\"", value->name);
}

const char *writing_count(const writing *it, int index) {
    bool is_pointer = writing_parameter(it, index)->pointer_depth == 1;
    return arena_printf("(size_t)%s%s", is_pointer ? "*" : "", it->names[index]);
}

/* ---- What it takes ---- */

/* The bool that says whether a value goes in, or null. */
static const char *presence_of(const writing *it, const plan_value *value) {
    int index = writing_of(it, value)->present_if;
    if (index < 0)
        return NULL;
    const model_parameter *presence = writing_parameter(it, index);
    return arena_printf("%s%s", presence->pointer_depth == 1 ? "*" : "", it->names[index]);
}

static void take_array(const writing *it, const plan_value *value, const char *name) {
    const char *count = writing_count(it, value->count_parameter);
    const model_type *type = &value->type;
    bool is_number = type->kind == MODEL_SCALAR;
    if (value->form == PLAN_TEXT_ARRAY) {
        emit_line(it->out, "stand_in_take_texts(&call, %s, (const char *const *)%s, %s);",
                  standin_name(value), name, count);
    } else if (is_number && type->scalar == MODEL_BOOL) {
        emit_line(it->out, "stand_in_take_bools(&call, %s, %s, %s);", standin_name(value), name, count);
    } else if (is_number) {
        const char *size = arena_printf("%s * sizeof(%s)", count, standin_element(type));
        emit_line(it->out, "stand_in_read(%s, %s);", name, size);
    } else {
        emit_open(it->out, "for (size_t at = 0; at < %s; at++)", count);
        standin_emit_take(it->out, type, false, arena_printf("&%s[at]", name), "&call", standin_name(value));
        emit_dedent(it->out);
    }
    if (value->direction == PLAN_INOUT)
        emit_line(it->out, "stand_in_touch(%s, %s * sizeof(%s));", name, count, standin_element(type));
}

static void take_object(const writing *it, const plan_value *value, const char *name) {
    const char *object = it->objects[value->parameter];
    emit_line(it->out, "stand_in_object *%s = stand_in_take(", object);
    emit_line(it->out, "    &call, %s, %s, \"%s\", %s, %s, %s);", standin_name(value), name,
              value->type.class_of->c_name, value->nullable ? "true" : "false",
              value->use == PLAN_USE_SHARED ? "false" : "true",
              value->use == PLAN_USE_CONSUME ? "true" : "false");
    emit_line(it->out, "(void)%s;", object);
}

static void take_pointed(const writing *it, const plan_value *value, const char *name) {
    switch (value->form) {
    case PLAN_TEXT:
        if (value->is_counted_text)
            emit_line(it->out, "stand_in_take_piece(&call, %s, %s, %s);", standin_name(value), name,
                      writing_count(it, value->count_parameter));
        else
            emit_line(it->out, "stand_in_take_text(&call, %s, %s, false);", standin_name(value), name);
        break;
    case PLAN_ARRAY:
    case PLAN_TEXT_ARRAY:
        take_array(it, value, name);
        break;
    case PLAN_DYNAMIC:
        emit_line(it->out, "stand_in_take_value(&call, %s, %s);", standin_name(value), name);
        break;
    case PLAN_STREAM:
        emit_line(it->out, "%s = stand_in_take_stream(%s) && %s;", it->is_well, name, it->is_well);
        break;
    default:
        standin_emit_take(it->out, &value->type, false, name, "&call", standin_name(value));
        break;
    }
}

static bool is_pointer(const writing *it, const plan_value *value) {
    return writing_of(it, value)->pointer_depth > 0 || value->form == PLAN_TEXT;
}

static void take_value(const writing *it, const plan_value *value) {
    const char *name = it->names[value->parameter];
    if (value->form == PLAN_OBJECT) {
        take_object(it, value, name);
        return;
    }
    if (value->form == PLAN_CALLBACK || value->form == PLAN_CANCEL)
        return;
    const char *presence = presence_of(it, value);
    if (presence != NULL) {
        if (writing_of(it, value)->role == MODEL_INOUT)
            emit_line(it->out, "stand_in_take_bools(&call, %s, &(%s), 1);", standin_name(value), presence);
        emit_open(it->out, "if (%s) {", presence);
    }
    if (is_pointer(it, value)) {
        emit_open(it->out, "if (stand_in_is_there(&call, %s, %s, %s)) {", standin_name(value), name,
                  writing_of(it, value)->nullable ? "true" : "false");
        take_pointed(it, value, name);
        emit_close(it->out, "}");
    } else {
        standin_emit_take(it->out, &value->type, false, arena_printf("&%s", name), "&call",
                          standin_name(value));
    }
    if (presence != NULL)
        emit_close(it->out, "}");
}

/* ---- Callbacks ---- */

static int companion_of(const writing *it, int callback, model_role role) {
    for (guint i = 0; i < it->plan->function->parameters->len; i++) {
        const model_parameter *parameter = writing_parameter(it, (int)i);
        if (parameter->role == role && parameter->context_of == callback)
            return (int)i;
    }
    return MODEL_NO_PARAMETER;
}

static void describe_interface(const writing *it, const plan_value *value, const char *host) {
    const model_interface *interface = value->type.interface;
    const char *name = it->names[value->parameter];
    bool is_address = writing_of(it, value)->pointer_depth > 0;
    const char *member = arena_printf("%s%s", name, is_address ? "->" : ".");
    emit_line(it->out, "%s.functions = %s%s;", host, is_address ? "" : "&", name);
    emit_line(it->out, "%s.size = sizeof(%s%s);", host, is_address ? "*" : "", name);
    if (interface->drop_field == NULL)
        return;
    emit_line(it->out, "%s.drop = %s%s;", host, member, interface->drop_field);
    emit_line(it->out, "%s.drop_context = %s%s;", host, member, interface->context_field);
}

static void describe_callback(const writing *it, const plan_value *value, const char *host) {
    const char *context = it->names[companion_of(it, value->parameter, MODEL_CONTEXT)];
    int drop = companion_of(it, value->parameter, MODEL_DROP);
    emit_line(it->out, "%s.function = (void (*)(void))%s;", host, it->names[value->parameter]);
    emit_line(it->out, "%s.context = %s;", host, context);
    if (drop == MODEL_NO_PARAMETER)
        return;
    emit_line(it->out, "%s.drop = %s;", host, it->names[drop]);
    emit_line(it->out, "%s.drop_context = %s;", host, context);
}

static const char *key_of(const writing *it, const plan_value *value) {
    return arena_printf("\"%s(%s)\"", it->plan->function->c_name, value->name);
}

/* By its method's object, where the method may change it; by what its constructor makes; else by the library.
 */
static void keep_callback(const writing *it, const plan_value *value, const char *host) {
    const model_interface *interface = value->type.interface;
    const char *size = interface->is_callback ? "0" : arena_printf("sizeof(%s)", interface->c_name);
    const char *of_thread = interface->threads == MODEL_THREADS_ONE ? "true" : "false";
    if (value->scope == MODEL_ONCE || (it->keeper == NULL && it->self != NULL)) {
        emit_open(it->out, "if (%s.drop != NULL)", host);
        emit_line(it->out, "%s.drop(%s.drop_context);", host, host);
        emit_dedent(it->out);
        return;
    }
    emit_line(it->out, "stand_in_keep(%s, %s, %s, &%s, %s, %s);", it->keeper == NULL ? "NULL" : it->keeper,
              key_of(it, value), standin_asker(interface), host, of_thread, size);
}

static bool may_miss(const writing *it, const plan_value *value) {
    bool is_by_value = !value->type.interface->is_callback && writing_of(it, value)->pointer_depth == 0;
    return value->nullable && !is_by_value;
}

static void each_callback(const writing *it, bool keeps) {
    for (guint i = 0; i < it->plan->values->len; i++) {
        const plan_value *value = g_ptr_array_index(it->plan->values, i);
        if (value->form != PLAN_CALLBACK || (keeps && value->scope == MODEL_DURING_CALL))
            continue;
        const char *host = it->hosts[value->parameter];
        bool is_open = may_miss(it, value);
        if (is_open)
            emit_open(it->out, "if (%s != NULL) {", it->names[value->parameter]);
        if (keeps) {
            keep_callback(it, value, host);
        } else {
            if (value->type.interface->is_callback)
                describe_callback(it, value, host);
            else
                describe_interface(it, value, host);
            emit_line(it->out, "stand_in_ask(&call, %s, %s, &%s);", standin_name(value),
                      standin_asker(value->type.interface), host);
        }
        bool is_kept = it->keeper != NULL || it->self == NULL;
        if (is_open && keeps && value->scope == MODEL_UNTIL_REPLACED && is_kept) {
            emit_dedent(it->out);
            emit_open(it->out, "} else {");
            emit_line(it->out, "stand_in_replace(%s, %s);", it->keeper == NULL ? "NULL" : it->keeper,
                      key_of(it, value));
        }
        if (is_open)
            emit_close(it->out, "}");
    }
}

static void declare_hosts(const writing *it) {
    for (guint i = 0; i < it->plan->values->len; i++) {
        const plan_value *value = g_ptr_array_index(it->plan->values, i);
        if (value->form != PLAN_CALLBACK)
            continue;
        const char *host = it->hosts[value->parameter];
        emit_line(it->out, "stand_in_host %s;", host);
        emit_line(it->out, "memset(&%s, 0, sizeof(%s));", host, host);
    }
}

/* ---- Failing ---- */

static const char *zero_result(const writing *it) {
    const model_function *function = it->plan->function;
    if (function->returns_status)
        return arena_printf("(%s)0", it->library->model->status->c_name);
    if (function->result == NULL)
        return "";
    return function->result->c_type;
}

/* A way out in the middle. Only where something is told: what it gives then counts for nothing. */
static void leave_with(const writing *it, const char *expression) {
    emit_line(it->out, "stand_in_leave(&call);");
    emit_line(it->out, "return%s%s;", expression[0] == '\0' ? "" : " ", expression);
}

static const char *status_of_kind(const writing *it, int32_t first, int32_t second) {
    const model_enum *status = it->library->model->status;
    for (guint i = 0; status != NULL && i < status->constants->len; i++) {
        const model_enum_constant *constant = g_ptr_array_index(status->constants, i);
        if (constant->value != 0 && (constant->kind == first || constant->kind == second))
            return constant->c_name;
    }
    return NULL;
}

static const char *first_failure(const writing *it) {
    const model_enum *status = it->library->model->status;
    for (guint i = 0; i < status->constants->len; i++) {
        const model_enum_constant *constant = g_ptr_array_index(status->constants, i);
        if (constant->value != 0)
            return constant->c_name;
    }
    return "0";
}

static bool makes_object_alone(const writing *it) {
    const plan_value *value =
        it->plan->values->len == 0 ? NULL : g_ptr_array_index(it->plan->values, it->plan->values->len - 1);
    return value != NULL && value->is_return && value->form == PLAN_OBJECT;
}

static void emit_failures(const writing *it) {
    const model_function *function = it->plan->function;
    bool has_table = it->library->model->status != NULL && it->library->model->status->constants->len > 1;
    if (function->returns_status && has_table) {
        emit_open(it->out, "if (stand_in_is_told(&call, \"fails\")) {");
        leave_with(it, arena_printf("(%s)stand_in_fail(&call)", it->library->model->status->c_name));
        emit_close(it->out, "}");
    } else if (makes_object_alone(it)) {
        emit_open(it->out, "if (stand_in_is_told(&call, \"fails\")) {");
        if (has_table)
            emit_line(it->out, "(void)stand_in_fail(&call);");
        leave_with(it, "NULL");
        emit_close(it->out, "}");
    }
    if (function->returns_status) {
        emit_open(it->out, "if (stand_in_is_told(&call, \"unknown_status\")) {");
        leave_with(it, "stand_in_unknown_status()");
        emit_close(it->out, "}");
    }
    if (it->library->model->throws_cxx) {
        emit_open(it->out, "if (stand_in_is_told(&call, \"throws\")) {");
        emit_line(it->out, "stand_in_leave(&call);");
        emit_line(it->out, "stand_in_throw(call.variant);");
        emit_close(it->out, "}");
    }
    if (it->library->model->jump_frame != NULL) {
        emit_open(it->out, "if (stand_in_is_told(&call, \"jumps\")) {");
        emit_line(it->out, "stand_in_leave(&call);");
        emit_line(it->out, "longjmp(*%s(), 1);", it->library->model->jump_frame);
        emit_close(it->out, "}");
    }
    const char *stopped = status_of_kind(it, 13 /* TENON_KIND_CANCELLED */, 13);
    if (it->plan->token != PLAN_NONE && function->returns_status && stopped != NULL) {
        emit_open(it->out, "if (call.is_cancelled) {");
        leave_with(it, stopped);
        emit_close(it->out, "}");
    }
    if (it->takes_stream && function->returns_status) {
        emit_open(it->out, "if (!%s) {", it->is_well);
        const char *refused = status_of_kind(it, 2 /* TENON_KIND_INVALID_ARGUMENT */, 10 /* TENON_KIND_IO */);
        leave_with(it, refused != NULL ? refused : first_failure(it));
        emit_close(it->out, "}");
    }
}

/* The end of what can be indexed: else a host that goes on until it fails would go on for ever. */
static void emit_index_end(const writing *it) {
    const model_function *function = it->plan->function;
    if (function->operation != MODEL_INDEX || !function->returns_status || it->plan->inputs->len < 2)
        return;
    const plan_value *key = g_ptr_array_index(it->plan->inputs, 1);
    const char *past = status_of_kind(it, 4 /* TENON_KIND_OUT_OF_RANGE */, 1 /* TENON_KIND_NOT_FOUND */);
    if (key->form != PLAN_SCALAR || past == NULL)
        return;
    emit_open(it->out, "if ((uint64_t)%s >= %d) {", it->names[key->parameter], STANDIN_ELEMENTS);
    leave_with(it, past);
    emit_close(it->out, "}");
}

/* ---- All of it ---- */

static const char *declaration(const writing *it, int index) {
    const model_parameter *parameter = writing_parameter(it, index);
    if (parameter->role == MODEL_DROP)
        return arena_printf("void (*%s)(void *)", it->names[index]);
    return c_declaration(parameter->c_type, it->names[index]);
}

static void open_function(const writing *it) {
    const model_function *function = it->plan->function;
    GPtrArray *parameters = arena_array();
    for (guint i = 0; i < function->parameters->len; i++)
        g_ptr_array_add(parameters, (gpointer)(uintptr_t)declaration(it, (int)i));
    if (parameters->len == 0)
        g_ptr_array_add(parameters, (gpointer)(uintptr_t) "void");
    const char *type = function->returns_status   ? it->library->model->status->c_name
                       : function->result == NULL ? "void"
                                                  : function->result->c_type;
    if (function->result != NULL && function->result->is_const && strchr(type, '*') == NULL)
        type = arena_printf("const %s", type);
    c_empty_line(it->out);
    c_wrapped(it->out, arena_printf("%s(", c_declaration(type, function->c_name)), parameters, ") {");
    emit_indent(it->out);
    emit_line(it->out, "stand_in_call call = stand_in_enter(\"%s\");", function->c_name);
}

static void name_all(writing *it) {
    guint count = it->plan->function->parameters->len;
    scope *names = scope_inside(scope_of_library(it->library));
    it->names = arena_alloc((count + 1) * sizeof(char *));
    it->objects = arena_alloc((count + 1) * sizeof(char *));
    it->hosts = arena_alloc((count + 1) * sizeof(char *));
    /* What the blocks in the middle call their own. */
    static const char *const taken[] = {"call", "at",     "text", "made", "is_new",
                                        "key",  "filled", "room", "most", "numbers"};
    for (size_t i = 0; i < G_N_ELEMENTS(taken); i++)
        scope_take(names, taken[i]);
    for (guint i = 0; i < count; i++)
        it->names[i] = scope_take(names, writing_parameter(it, (int)i)->name);
    for (guint i = 0; i < it->plan->values->len; i++) {
        const plan_value *value = g_ptr_array_index(it->plan->values, i);
        if (value->form == PLAN_OBJECT && value->direction == PLAN_IN)
            it->objects[value->parameter] = scope_take(names, arena_printf("%s_object", value->name));
        if (value->form == PLAN_CALLBACK)
            it->hosts[value->parameter] = scope_take(names, arena_printf("%s_host", value->name));
        if (value->is_self && value->use != PLAN_USE_SHARED)
            it->keeper = it->objects[value->parameter];
        it->takes_stream = it->takes_stream || (value->form == PLAN_STREAM && value->direction == PLAN_IN);
    }
    it->is_well = scope_take(names, "is_well");
    it->round = scope_take(names, "round");
    it->result = scope_take(names, "result");
    it->scope = names;
}

static const char *self_of(const writing *it) {
    const plan_value *first = it->plan->values->len == 0 ? NULL : g_ptr_array_index(it->plan->values, 0);
    return first != NULL && first->is_self ? it->objects[first->parameter] : NULL;
}

void standin_emit_function(emit *out, const plan_library *library, const plan_function *plan) {
    writing it = {.library = library, .plan = plan, .out = out};
    name_all(&it);
    it.self = self_of(&it);
    open_function(&it);
    if (it.takes_stream)
        emit_line(out, "bool %s = true;", it.is_well);
    declare_hosts(&it);
    for (guint i = 0; i < plan->inputs->len; i++)
        take_value(&it, g_ptr_array_index(plan->inputs, i));
    const plan_value *token =
        plan->token == PLAN_NONE ? NULL : g_ptr_array_index(plan->values, (guint)plan->token);
    emit_line(out, "stand_in_wait(&call, %s);", token == NULL ? "NULL" : it.names[token->parameter]);
    if (library->keeps_callbacks)
        emit_line(out, "stand_in_ask_kept(&call);");
    each_callback(&it, false);
    emit_failures(&it);
    emit_index_end(&it);
    writing_results(&it);
    each_callback(&it, true);
    emit_line(out, "stand_in_leave(&call);");
    if (plan->function->returns_status)
        emit_line(out, "return %s;", zero_result(&it));
    else if (plan->function->result != NULL)
        emit_line(out, "return %s;", it.result);
    emit_close(out, "}");
}
