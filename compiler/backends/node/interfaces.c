/* What the library calls: one C function per method of an interface, which has JavaScript called. */

#include "backends/node/interfaces.h"

#include "backends/node/addon.h"
#include "backends/node/types.h"
#include "memory/arena.h"

enum { C_WIDTH = 110 };

/* ---- What there is ---- */

bool node_has_callbacks(const node_context *context) {
    return context->plan->interfaces->len > 0;
}

static bool can_be_foreign(const node_context *context) {
    for (guint i = 0; i < context->plan->interfaces->len; i++) {
        const plan_interface *interface = g_ptr_array_index(context->plan->interfaces, i);
        if (interface->model->threads != MODEL_THREADS_ONE)
            return true;
    }
    return false;
}

bool node_may_wait_for_callbacks(const plan_function *function) {
    for (guint i = 0; i < function->inputs->len; i++) {
        const plan_value *value = g_ptr_array_index(function->inputs, i);
        if (value->form == PLAN_CALLBACK && value->scope == MODEL_DURING_CALL &&
            value->type.interface->threads != MODEL_THREADS_ONE)
            return true;
    }
    return function->blocks;
}

bool node_is_noted(const node_context *context, const plan_function *function) {
    return can_be_foreign(context) && function->function->lock != MODEL_LOCK_BRIEF;
}

bool node_gives_objects(const node_context *context) {
    for (guint i = 0; i < context->plan->interfaces->len; i++) {
        const plan_interface *interface = g_ptr_array_index(context->plan->interfaces, i);
        for (guint j = 0; j < interface->methods->len; j++) {
            const plan_function *method = g_ptr_array_index(interface->methods, j);
            for (guint k = 0; k < method->inputs->len; k++) {
                if (((const plan_value *)g_ptr_array_index(method->inputs, k))->form == PLAN_OBJECT)
                    return true;
            }
        }
    }
    return false;
}

/* ---- What keeps a callback alive ---- */

static const plan_value *made_object(const plan_function *function) {
    for (guint i = 0; i < function->outputs->len; i++) {
        const plan_value *value = g_ptr_array_index(function->outputs, i);
        if (value->form == PLAN_OBJECT)
            return value;
    }
    return NULL;
}

static const plan_value *own_object(const plan_function *function) {
    const plan_value *first = function->inputs->len == 0 ? NULL : g_ptr_array_index(function->inputs, 0);
    return first != NULL && first->is_self ? first : NULL;
}

bool node_is_adapted(const plan_value *value) {
    return value->form == PLAN_CALLBACK && value->type.interface->flow != MODEL_NO_FLOW;
}

node_keeper node_keeper_of(const plan_function *function, const plan_value *value) {
    if (value->form != PLAN_CALLBACK || value->scope != MODEL_UNTIL_REPLACED || node_is_adapted(value))
        return NODE_NO_KEEPER;
    if (own_object(function) != NULL)
        return NODE_KEPT_BY_OBJECT;
    return function->function->kind == MODEL_CONSTRUCTOR ? NODE_KEPT_BY_RESULT : NODE_NO_KEEPER;
}

static bool keeps_callbacks(const plan_function *function) {
    for (guint i = 0; i < function->inputs->len; i++) {
        if (node_keeper_of(function, g_ptr_array_index(function->inputs, i)) != NODE_NO_KEEPER)
            return true;
    }
    return false;
}

GPtrArray *node_held_by(const plan_function *function, const plan_value *made) {
    GPtrArray *held = arena_array();
    for (guint i = 0; made->form == PLAN_OBJECT && i < function->inputs->len; i++) {
        plan_value *value = g_ptr_array_index(function->inputs, i);
        bool is_kept = made->keeps_value != PLAN_NONE &&
                       g_ptr_array_index(function->values, (guint)made->keeps_value) == value;
        if (value->form == PLAN_OBJECT && (is_kept || value->use == PLAN_USE_CONSUME))
            g_ptr_array_add(held, value);
    }
    return held;
}

static bool class_keeps(const node_context *context, const model_class *class_of, guint depth);

static bool holds_keeper(const node_context *context, const plan_function *function,
                         const model_class *class_of, guint depth) {
    const plan_value *made = made_object(function);
    if (made == NULL || made->type.class_of != class_of)
        return false;
    GPtrArray *held = node_held_by(function, made);
    for (guint i = 0; i < held->len; i++) {
        const model_class *other = ((const plan_value *)g_ptr_array_index(held, i))->type.class_of;
        if (other != class_of && class_keeps(context, other, depth))
            return true;
    }
    return false;
}

static bool class_keeps(const node_context *context, const model_class *class_of, guint depth) {
    for (guint i = 0; i < context->plan->functions->len; i++) {
        const plan_function *function = g_ptr_array_index(context->plan->functions, i);
        if ((function->function->owner == class_of && keeps_callbacks(function)) ||
            (depth > 0 && holds_keeper(context, function, class_of, depth - 1)))
            return true;
    }
    return false;
}

bool node_class_keeps(const node_context *context, const model_class *class_of) {
    return context->plan->keeps_callbacks && class_keeps(context, class_of, context->model->classes->len);
}

/* ---- One method ---- */

struct method {
    const node_context *context;
    emit *out;
    const plan_interface *interface;
    const plan_function *plan;
    const char *id;    /* "calling_book_put" */
    const char *place; /* "the result of put" */
};

static const plan_slot *slot_of(const plan_function *function, const plan_value *value, plan_part part) {
    for (guint i = 0; i < function->slots->len; i++) {
        const plan_slot *slot = g_ptr_array_index(function->slots, i);
        if (g_ptr_array_index(function->values, (guint)slot->value) == value && slot->part == part)
            return slot;
    }
    return NULL;
}

static const char *passed(const struct method *in, const plan_value *value, plan_part part) {
    const plan_slot *slot = slot_of(in->plan, value, part);
    return slot == NULL ? "0" : arena_printf("tn_passed->%s", slot->name);
}

static bool has_slots(const struct method *in) {
    return in->plan->slots->len > 0;
}

static void emit_slots(const struct method *in) {
    if (!has_slots(in))
        return;
    emit_line(in->out, "%s", "");
    emit_open(in->out, "struct slots_of_%s {", in->id);
    for (guint i = 0; i < in->plan->slots->len; i++) {
        const plan_slot *slot = g_ptr_array_index(in->plan->slots, i);
        const char *gap = g_str_has_suffix(slot->c_type, "*") ? "" : " ";
        emit_line(in->out, "%s%s%s;", slot->c_type, gap, slot->name);
    }
    emit_close(in->out, "};");
}

static void emit_passed(const struct method *in) {
    emit_line(in->out, "const struct slots_of_%s *tn_passed = tn_slots;", in->id);
}

/* ---- What JavaScript gets ---- */

static guint class_index(const node_context *context, const model_class *class_of) {
    guint index = 0;
    g_ptr_array_find(context->model->classes, class_of, &index);
    return index;
}

/* The writer of an argument, and what it gets besides the environment; null where there is none. */
static const char *writer_of(const struct method *in, const plan_value *value, GPtrArray *arguments) {
    const char *data = passed(in, value, PLAN_PART_DATA);
    const char *length = passed(in, value, PLAN_PART_LENGTH);
    const char *type = node_type_descriptor(value);
    switch (value->form) {
    case PLAN_SCALAR:
    case PLAN_ENUM:
        g_ptr_array_add(arguments, arena_printf("&%s", data));
        return arena_printf("tn_write_%s", node_scalar_suffix(&value->type));
    case PLAN_RECORD:
        g_ptr_array_add(arguments, arena_strdup(type));
        g_ptr_array_add(arguments, arena_strdup(data));
        return node_record_writer(&value->type);
    case PLAN_TEXT:
    case PLAN_TEXT_ARRAY:
        g_ptr_array_add(arguments, arena_strdup(data));
        g_ptr_array_add(arguments, arena_strdup(length));
        return value->form == PLAN_TEXT ? "tn_write_text" : "tn_write_text_array";
    case PLAN_ARRAY:
        g_ptr_array_add(arguments, arena_strdup(type));
        g_ptr_array_add(arguments, arena_strdup(value->nullable ? "true" : "false"));
        g_ptr_array_add(arguments, arena_strdup(data));
        g_ptr_array_add(arguments, arena_strdup(length));
        return "tn_write_array_argument";
    case PLAN_OBJECT:
        g_ptr_array_add(arguments, arena_printf("%u", class_index(in->context, value->type.class_of)));
        g_ptr_array_add(arguments, arena_printf("&%s", data));
        return "tn_write_object";
    case PLAN_BLOCK:
    case PLAN_CALLBACK:
    case PLAN_CANCEL:
    case PLAN_STREAM:
    case PLAN_DYNAMIC:
        break;
    }
    return NULL;
}

static void emit_argument(const struct method *in, const plan_value *value, guint index) {
    GPtrArray *arguments = arena_array();
    g_ptr_array_add(arguments, arena_strdup("tn_env"));
    const char *writer = writer_of(in, value, arguments);
    g_assert(writer != NULL);
    const plan_slot *present = slot_of(in->plan, value, PLAN_PART_PRESENT);
    bool is_pointer = value->form == PLAN_RECORD && value->nullable;
    if (present != NULL || is_pointer) {
        emit_line(in->out, "if (%s%s)", present != NULL ? "tn_passed->" : passed(in, value, PLAN_PART_DATA),
                  present != NULL ? present->name : " != NULL");
        emit_indent(in->out);
    }
    node_emit_c_call(in->out, arena_printf("tn_arguments[%u] = %s(", index, writer), arguments, ");");
    if (present != NULL || is_pointer) {
        emit_dedent(in->out);
        emit_line(in->out, "else");
        emit_line(in->out, "    tn_arguments[%u] = tn_write_null(tn_env);", index);
    }
}

static void emit_giving(const struct method *in) {
    const GPtrArray *inputs = in->plan->inputs;
    if (inputs->len == 0)
        return;
    emit_line(in->out, "%s", "");
    emit_open(in->out,
              "static bool give_%s(napi_env tn_env, const void *tn_slots, napi_value *tn_arguments) {",
              in->id);
    emit_passed(in);
    for (guint i = 0; i < inputs->len; i++)
        emit_argument(in, g_ptr_array_index(inputs, i), i);
    emit_line(in->out, "return tn_are_made(%u, tn_arguments);", inputs->len);
    emit_close(in->out, "}");
}

/* ---- What JavaScript gives ---- */

static void emit_attempt(const struct method *in, const char *function, const char *const *arguments) {
    GPtrArray *list = arena_array();
    g_ptr_array_add(list, arena_strdup("tn_env"));
    for (; *arguments != NULL; arguments++)
        g_ptr_array_add(list, arena_strdup(*arguments));
    node_emit_c_call(in->out, arena_printf("if (!%s(", function), list, "))");
    emit_line(in->out, "    return false;");
}

static void emit_reading(const struct method *in, const plan_value *value, const char *from,
                         const char *place) {
    const char *to = passed(in, value, PLAN_PART_DATA);
    const plan_slot *filled = slot_of(in->plan, value, PLAN_PART_FILLED);
    switch (value->form) {
    case PLAN_SCALAR:
    case PLAN_ENUM:
        emit_attempt(in, arena_printf("tn_read_%s", node_scalar_suffix(&value->type)),
                     (const char *const[]){from, place, to, NULL});
        break;
    case PLAN_RECORD:
        emit_attempt(in, node_record_reader(&value->type),
                     (const char *const[]){from, place, node_type_descriptor(value), to, NULL});
        break;
    case PLAN_TEXT:
        emit_attempt(in, "tn_read_text_result", (const char *const[]){from, place, to, NULL});
        break;
    case PLAN_ARRAY:
        emit_attempt(in, "tn_read_elements",
                     (const char *const[]){
                         from, place, node_type_descriptor(value), to, passed(in, value, PLAN_PART_LENGTH),
                         filled == NULL ? "NULL" : arena_printf("tn_passed->%s", filled->name), NULL});
        break;
    case PLAN_OBJECT:
        emit_attempt(in, "tn_read_handle", (const char *const[]){from, to, NULL});
        break;
    case PLAN_TEXT_ARRAY:
    case PLAN_BLOCK:
    case PLAN_CALLBACK:
    case PLAN_CANCEL:
    case PLAN_STREAM:
    case PLAN_DYNAMIC:
        break;
    }
}

/* A result that may be missing is null or undefined. */
static void emit_result(const struct method *in, const plan_value *value, const char *from,
                        const char *place) {
    const plan_slot *present = slot_of(in->plan, value, PLAN_PART_PRESENT);
    bool may_be_missing = present != NULL || (value->nullable && value->form != PLAN_OBJECT);
    if (!may_be_missing) {
        emit_reading(in, value, from, place);
        return;
    }
    if (present != NULL)
        emit_line(in->out, "*tn_passed->%s = !tn_is_none(tn_env, %s);", present->name, from);
    else
        emit_line(in->out, "*%s = (tenon_text){.data = NULL};", passed(in, value, PLAN_PART_DATA));
    emit_open(in->out, "if (!tn_is_none(tn_env, %s)) {", from);
    emit_reading(in, value, from, place);
    emit_close(in->out, "}");
}

static void emit_taking(const struct method *in) {
    const GPtrArray *outputs = in->plan->outputs;
    GPtrArray *fields = node_result_fields(in->plan);
    if (outputs->len == 0)
        return;
    emit_line(in->out, "%s", "");
    emit_open(in->out, "static bool take_%s(napi_env tn_env, napi_value tn_result, const void *tn_slots) {",
              in->id);
    emit_passed(in);
    const char *place = node_c_string(in->place);
    if (outputs->len == 1) {
        const plan_value *value = g_ptr_array_index(outputs, 0);
        emit_result(in, value, "tn_result",
                    arena_printf("TN_AT%s(%s)", value->nullable ? "_OR_NULL" : "", place));
    } else {
        emit_line(in->out, "napi_value tn_member = NULL;");
    }
    for (guint i = 0; outputs->len > 1 && i < outputs->len; i++) {
        const char *field =
            arena_printf("TN_FIELD(%s, %s)", place, node_c_string(g_ptr_array_index(fields, i)));
        emit_attempt(in, "tn_read_member", (const char *const[]){"tn_result", field, "&tn_member", NULL});
        emit_result(in, g_ptr_array_index(outputs, i), "tn_member", field);
    }
    emit_line(in->out, "return true;");
    emit_close(in->out, "}");
}

/* ---- Together ---- */

static void emit_description(const struct method *in) {
    const model_function *function = in->plan->function;
    emit_line(in->out, "%s", "");
    emit_open(in->out, "static const tn_method method_%s = {", in->id);
    if (!in->interface->model->is_callback)
        emit_line(in->out, ".name = %s,", node_c_string(node_member(in->context, function)));
    emit_line(in->out, ".argument_count = %u,", in->plan->inputs->len);
    if (in->plan->inputs->len > 0)
        emit_line(in->out, ".give = give_%s,", in->id);
    if (in->plan->outputs->len > 0)
        emit_line(in->out, ".take = take_%s,", in->id);
    emit_close(in->out, "};");
}

static void emit_function(const struct method *in) {
    GPtrArray *parameters = arena_array();
    GPtrArray *members = arena_array();
    g_ptr_array_add(parameters, arena_strdup("void *tn_host"));
    for (guint i = 0; i < in->plan->slots->len; i++) {
        const plan_slot *slot = g_ptr_array_index(in->plan->slots, i);
        const char *gap = g_str_has_suffix(slot->c_type, "*") ? "" : " ";
        g_ptr_array_add(parameters, arena_printf("%s%s%s", slot->c_type, gap, slot->name));
        g_ptr_array_add(members, arena_printf(".%s = %s,", slot->name, slot->name));
    }
    emit_line(in->out, "%s", "");
    node_emit_c_call(in->out, arena_printf("static int32_t call_%s(", in->id), parameters, ") {");
    emit_indent(in->out);
    if (has_slots(in)) {
        emit_open(in->out, "const struct slots_of_%s tn_slots = {", in->id);
        for (guint i = 0; i < members->len; i++)
            emit_line(in->out, "%s", (const char *)g_ptr_array_index(members, i));
        emit_close(in->out, "};");
    }
    emit_line(in->out, "return tn_call_host(tn_host, &method_%s, %s);", in->id,
              has_slots(in) ? "&tn_slots" : "NULL");
    emit_close(in->out, "}");
}

static void emit_method(const struct method *in) {
    emit_slots(in);
    emit_giving(in);
    emit_taking(in);
    emit_description(in);
    emit_function(in);
}

static struct method method_at(const node_context *context, emit *out, const plan_interface *interface,
                               guint index) {
    const plan_function *plan = g_ptr_array_index(interface->methods, index);
    const model_interface *model = interface->model;
    const char *shown =
        model->is_callback ? emit_camel_case(model->name) : node_member(context, plan->function);
    return (struct method){
        .context = context,
        .out = out,
        .interface = interface,
        .plan = plan,
        .id = model->is_callback ? model->c_name : arena_printf("%s_%s", model->c_name, plan->function->name),
        .place = arena_printf("the result of %s", shown)};
}

/* "an object with the methods put, get and count" */
static const char *expected_of(const node_context *context, const plan_interface *interface) {
    if (interface->model->is_callback)
        return "a function";
    GPtrArray *names = arena_array();
    for (guint i = 0; i < interface->methods->len; i++)
        g_ptr_array_add(
            names, (gpointer)(uintptr_t)node_member(
                       context, ((const plan_function *)g_ptr_array_index(interface->methods, i))->function));
    if (names->len == 1)
        return arena_printf("an object with the method %s", (const char *)g_ptr_array_index(names, 0));
    const char *last = g_ptr_array_steal_index(names, names->len - 1);
    return arena_printf("an object with the methods %s and %s", emit_join(names, ", "), last);
}

static void emit_interface(const node_context *context, emit *out, const plan_interface *interface) {
    const model_interface *model = interface->model;
    GPtrArray *ids = arena_array();
    for (guint i = 0; i < interface->methods->len; i++) {
        struct method method = method_at(context, out, interface, i);
        emit_method(&method);
        g_ptr_array_add(ids, (gpointer)(uintptr_t)method.id);
    }
    emit_line(out, "%s", "");
    emit_open(out, "static const boundary_%s functions_of_%s = {", model->c_name, model->c_name);
    for (guint i = 0; i < ids->len; i++) {
        const plan_function *method = g_ptr_array_index(interface->methods, i);
        emit_line(out, ".%s = call_%s,", method->function->name, (const char *)g_ptr_array_index(ids, i));
    }
    emit_close(out, "};");
    if (!model->is_callback) {
        emit_line(out, "%s", "");
        emit_line(out, "/* clang-format off */"); /* it sets long lists in columns */
        emit_open(out, "static const tn_method *const methods_of_%s[] = {", model->c_name);
        for (guint i = 0; i < ids->len; i++)
            emit_line(out, "&method_%s,", (const char *)g_ptr_array_index(ids, i));
        emit_close(out, "};");
        emit_line(out, "/* clang-format on */");
    }
    emit_line(out, "%s", "");
    emit_open(out, "const tn_interface tn_interface_%s = {", model->c_name);
    emit_line(out, ".functions = &functions_of_%s,", model->c_name);
    emit_line(out, ".expected = %s,", node_c_string(expected_of(context, interface)));
    if (!model->is_callback) {
        emit_line(out, ".methods = methods_of_%s,", model->c_name);
        emit_line(out, ".method_count = %u,", ids->len);
    }
    emit_close(out, "};");
}

void node_add_interfaces(const node_context *context, package *files) {
    if (!node_has_callbacks(context))
        return;
    emit *out = emit_new("    ", C_WIDTH);
    emit_line(out, "/* %s */", context->banner);
    emit_line(out, "#include \"addon.h\"");
    for (guint i = 0; i < context->plan->interfaces->len; i++)
        emit_interface(context, out, g_ptr_array_index(context->plan->interfaces, i));
    package_add(files, "src/callbacks.c", emit_finish(out));
}
