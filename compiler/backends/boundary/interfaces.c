/* Interfaces: what a host implements, as the functions that the library calls. */

#include <string.h>

#include "backends/boundary/boundary_internal.h"
#include "memory/arena.h"
#include "plan/steps.h"

/* ---- For the host ---- */

static GPtrArray *host_parameters(const plan_library *plan, const plan_function *method) {
    scope *names = scope_inside(scope_of_library(plan));
    const char *host = scope_take(names, "host");
    GPtrArray *parameters = boundary_parameters(method, names);
    g_ptr_array_insert(parameters, 0, arena_printf("void *%s", host));
    return parameters;
}

void boundary_emit_host_functions(emit *out, const plan_library *plan, const plan_interface *interface) {
    const model_interface *model = interface->model;
    c_doc_comment(out,
                  arena_printf("%s\n\nA host's functions for %s: see tenon_callback. Each returns 0, or a "
                               "negative tenon_kind with the error recorded (tenon_fail_foreign()).",
                               model->doc->summary, model->c_name));
    emit_open(out, "typedef struct boundary_%s {", model->c_name);
    for (guint i = 0; i < interface->methods->len; i++) {
        const plan_function *method = g_ptr_array_index(interface->methods, i);
        if (!model->is_callback)
            c_doc_comment(out, method->function->doc->summary);
        c_wrapped(out, arena_printf("int32_t (*%s)(", method->function->name), host_parameters(plan, method),
                  ");");
    }
    emit_dedent(out);
    emit_line(out, "} boundary_%s;", model->c_name);
}

/* ---- For the library: names ---- */

/* The C names that one value has inside a function that the library calls. */
typedef struct passed_names {
    const plan_value *value;
    const model_parameter *parameter; /* null for the result */
    const char *name;                 /* the C parameter; null for the result */
    const char *slot;                 /* what the host writes, or a copy that the host sees */
    const char *copy;                 /* text for the library */
    const char *room;                 /* how many elements a filled array may have */
    const char *filled;               /* how many it has */
} passed_names;

typedef struct trampoline {
    const plan_library *plan;
    const plan_function *method;
    const model_interface *interface;
    emit *out;
    const char **parameters; /* names, by C parameter of the model (without the context) */
    passed_names *values;
    const char *context;
    const char *call;
    const char *functions;
    const char *status;
    bool *has_status; /* `status` is declared */
    guint *step;      /* index of the one that is rendered */
} trampoline;

static const model_parameter *parameter_at(const trampoline *it, int index) {
    return g_ptr_array_index(it->method->function->parameters, (guint)index);
}

static bool is_output(const plan_value *value) {
    return value->direction != PLAN_IN;
}

static passed_names *value_at(const trampoline *it, guint index) {
    return &it->values[index];
}

static bool has_slot_variable(const plan_value *value) {
    return (is_output(value) && value->form != PLAN_ARRAY) || value->form == PLAN_TEXT_ARRAY ||
           value->form == PLAN_OBJECT;
}

static void name_value(const trampoline *it, passed_names *named, scope *names) {
    const plan_value *value = named->value;
    const char *name = value->is_return ? "result" : value->name;
    if (has_slot_variable(value))
        named->slot = scope_take(names, arena_printf("%s_%s", name,
                                                     value->form == PLAN_OBJECT       ? "handle"
                                                     : value->form == PLAN_TEXT_ARRAY ? "views"
                                                                                      : "value"));
    if (value->form == PLAN_TEXT && is_output(value))
        named->copy = scope_take(names, arena_printf("%s_copy", name));
    if (value->is_filled_partly) {
        named->room = scope_take(names, arena_printf("%s_room", name));
        named->filled = scope_take(names, arena_printf("%s_filled", name));
    }
    if (!value->is_return) {
        named->parameter = parameter_at(it, value->parameter);
        named->name = it->parameters[value->parameter];
    }
}

static void name_all(trampoline *it) {
    const model_function *function = it->method->function;
    scope *names = scope_inside(scope_of_library(it->plan));
    it->parameters = arena_alloc((function->parameters->len + 1) * sizeof(char *));
    it->values = arena_alloc((it->method->values->len + 1) * sizeof(passed_names));
    for (guint i = 0; i < function->parameters->len; i++)
        it->parameters[i] = scope_take(names, parameter_at(it, (int)i)->name);
    it->context = scope_take(names, "context");
    it->call = scope_take(names, "call");
    it->functions = scope_take(names, "functions");
    it->status = scope_take(names, "status");
    for (guint i = 0; i < it->method->values->len; i++) {
        it->values[i].value = g_ptr_array_index(it->method->values, i);
        name_value(it, &it->values[i], names);
    }
}

/* ---- Types ---- */

static const char *success_constant(const model_enum *status) {
    for (guint i = 0; i < status->constants->len; i++) {
        const model_enum_constant *constant = g_ptr_array_index(status->constants, i);
        if (constant->value == 0)
            return constant->c_name;
    }
    return "0";
}

static const char *result_type(const trampoline *it) {
    const model_function *function = it->method->function;
    if (function->returns_status)
        return it->plan->model->status->c_name;
    return function->result == NULL ? "void" : function->result->c_type;
}

/* Declares the function up to its opening brace. */
static void open_function(const trampoline *it) {
    const model_function *function = it->method->function;
    GPtrArray *parameters = arena_array();
    for (guint i = 0; i < function->parameters->len; i++)
        g_ptr_array_add(parameters, (gpointer)(uintptr_t)c_declaration(parameter_at(it, (int)i)->c_type,
                                                                       it->parameters[i]));
    guint index = 0;
    g_ptr_array_find(it->interface->methods, function, &index);
    g_ptr_array_insert(parameters, GPOINTER_TO_INT(g_ptr_array_index(it->interface->context_at, index)),
                       arena_printf("void *%s", it->context));
    c_wrapped(it->out, arena_printf("static %s(", c_declaration(result_type(it), it->method->boundary_name)),
              parameters, ") {");
    emit_indent(it->out);
}

/* ---- Variables ---- */

static const char *count_of(const trampoline *it, const passed_names *named) {
    const model_parameter *count = parameter_at(it, named->value->count_parameter);
    const char *name = it->parameters[named->value->count_parameter];
    return arena_printf("%s%s", count->pointer_depth > 0 ? "*" : "", name);
}

static bool has_count(const plan_value *value) {
    return value->count_parameter != MODEL_NO_PARAMETER;
}

static void declare_slot(const trampoline *it, const passed_names *named) {
    const plan_value *value = named->value;
    switch (value->form) {
    case PLAN_SCALAR:
        emit_line(it->out, "%s = %s;", c_declaration(value->type.c_name, named->slot), c_zero(&value->type));
        break;
    case PLAN_ENUM:
        emit_line(it->out, "int32_t %s = 0;", named->slot);
        break;
    case PLAN_RECORD:
        emit_line(it->out, "%s %s = {0};", value->type.c_name, named->slot);
        break;
    case PLAN_TEXT:
        emit_line(it->out, "tenon_text %s = {0};", named->slot);
        emit_line(it->out, "char *%s = NULL;", named->copy);
        break;
    case PLAN_TEXT_ARRAY:
        emit_line(it->out, "tenon_text_view *%s = NULL;", named->slot);
        break;
    case PLAN_OBJECT:
        emit_line(it->out, "tenon_handle %s = 0;", named->slot);
        break;
    default:
        break;
    }
}

static void declare_all(const trampoline *it) {
    for (guint i = 0; i < it->method->values->len; i++) {
        const passed_names *named = value_at(it, i);
        if (named->slot != NULL)
            declare_slot(it, named);
        if (named->room == NULL)
            continue;
        const char *count = it->parameters[named->value->count_parameter];
        emit_line(it->out, "const size_t %s = %s != NULL ? (size_t)*%s : 0;", named->room, count, count);
        emit_line(it->out, "size_t %s = 0;", named->filled);
    }
    emit_line(it->out, "tenon_callback_call %s;", it->call);
}

/* ---- Checks ---- */

/* The status is declared where it is first set; a condition around that needs it before. */
static const char *status_type(const trampoline *it) {
    const char *type = *it->has_status ? "" : "int32_t ";
    *it->has_status = true;
    return type;
}

/* "calling_visitor.call": how a step of this function is named where it can be removed. */
static const char *removable_name(const trampoline *it) {
    return arena_printf("\"%s.%s\", %u", it->interface->c_name, it->method->function->name, *it->step);
}

static void fail_unless_well(const trampoline *it) {
    if (it->plan->removable)
        emit_line(it->out, "%s = TENON_VERDICT(%s, %s);", it->status, removable_name(it), it->status);
    emit_open(it->out, "if (TENON_UNLIKELY(%s != 0))", it->status);
    emit_line(it->out, "goto failed;");
    emit_dedent(it->out);
}

static void open_condition(const trampoline *it, const char *name) {
    if (!*it->has_status)
        emit_line(it->out, "int32_t %s = 0;", it->status);
    *it->has_status = true;
    emit_open(it->out, "if (%s != NULL) {", name);
}

/* `status = function(items)`, and out where it fails. */
static void check(const trampoline *it, const char *function, ...) G_GNUC_NULL_TERMINATED;

static void check(const trampoline *it, const char *function, ...) {
    GPtrArray *items = arena_array();
    va_list words;
    va_start(words, function);
    for (const char *word = va_arg(words, const char *); word != NULL; word = va_arg(words, const char *))
        g_ptr_array_add(items, (gpointer)(uintptr_t)word);
    va_end(words);
    c_wrapped(it->out, arena_printf("%s%s = %s(", status_type(it), it->status, function), items, ");");
    fail_unless_well(it);
}

static const char *position_of(const plan_value *value) {
    return arena_printf("\"%s\"", value->is_return ? "result" : value->name);
}

static const char *nullable_of(const plan_value *value) {
    return value->nullable ? "true" : "false";
}

static void check_elements(const trampoline *it, const plan_value *value, const char *elements,
                           const char *count, const char *code) {
    if (value->type.kind == MODEL_ENUM)
        check(it, "tenon_check_enums", boundary_enum_check(value->type.enumeration),
              arena_printf("(const int32_t *)%s", elements), count,
              arena_printf("\"%s\"", value->type.c_name), code, position_of(value), NULL);
    else if (value->type.kind == MODEL_SCALAR && value->type.scalar == MODEL_BOOL)
        check(it, "tenon_check_bools", elements, count, code, position_of(value), NULL);
    else if (value->type.kind != MODEL_SCALAR && plan_can_be_wrong(&value->type, true))
        check(it, boundary_record_check(value->type.c_name), elements, count, code, position_of(value), NULL);
}

static void check_enum(const trampoline *it, const plan_value *value, const char *number, const char *code) {
    check(it, "tenon_check_enum",
          arena_printf("%s(%s)", boundary_enum_check(value->type.enumeration), number), number,
          arena_printf("\"%s\"", value->type.c_name), code, position_of(value), "\"\"", NULL);
}

static void check_passed_text(const trampoline *it, const passed_names *named) {
    if (named->value->is_counted_text)
        check(it, "tenon_check_passed_text", named->name, arena_printf("(uint64_t)%s", count_of(it, named)),
              nullable_of(named->value), position_of(named->value), NULL);
    else
        check(it, "tenon_check_passed_string", named->name, nullable_of(named->value),
              position_of(named->value), NULL);
}

static void check_passed_array(const trampoline *it, const passed_names *named) {
    const char *count = named->room != NULL ? named->room : count_of(it, named);
    if (named->room != NULL)
        check(it, "tenon_check_passed",
              arena_printf("%s != NULL", it->parameters[named->value->count_parameter]),
              arena_printf("\"%s\"", parameter_at(it, named->value->count_parameter)->name), NULL);
    if (named->value->nullable)
        open_condition(it, named->name);
    check(it, "tenon_check_passed_array", named->name, arena_printf("(uint64_t)%s", count),
          position_of(named->value), NULL);
    if (!is_output(named->value))
        check_elements(it, named->value, named->name, arena_printf("(size_t)%s", count),
                       "TENON_BROKEN_CONTRACT");
    if (named->value->nullable)
        emit_close(it->out, "}");
}

static void check_passed_record(const trampoline *it, const passed_names *named) {
    bool is_pointer = named->parameter->pointer_depth > 0;
    bool may_miss = is_pointer && named->value->nullable;
    if (is_pointer && !may_miss)
        check(it, "tenon_check_passed", arena_printf("%s != NULL", named->name), position_of(named->value),
              NULL);
    if (!plan_can_be_wrong(&named->value->type, true))
        return;
    if (may_miss)
        open_condition(it, named->name);
    check_elements(it, named->value, arena_printf("%s%s", is_pointer ? "" : "&", named->name), "1",
                   "TENON_BROKEN_CONTRACT");
    if (may_miss)
        emit_close(it->out, "}");
}

static void check_passed(const trampoline *it, const passed_names *named) {
    const plan_value *value = named->value;
    switch (value->form) {
    case PLAN_TEXT:
        check_passed_text(it, named);
        break;
    case PLAN_TEXT_ARRAY:
        check(it, "tenon_texts_view", arena_printf("(const char *const *)%s", named->name),
              arena_printf("(uint64_t)%s", count_of(it, named)), nullable_of(value), position_of(value),
              arena_printf("&%s", named->slot), NULL);
        break;
    case PLAN_ARRAY:
        check_passed_array(it, named);
        break;
    case PLAN_ENUM:
        check_enum(it, value, arena_printf("(int32_t)%s", named->name), "TENON_BROKEN_CONTRACT");
        break;
    case PLAN_RECORD:
        check_passed_record(it, named);
        break;
    case PLAN_OBJECT:
        check(it, "tenon_check_passed", arena_printf("%s != NULL", named->name), position_of(value), NULL);
        break;
    default:
        break;
    }
}

/* The runtime owns what it was asked to wrap, also where that fails. */
static void wrap_passed(const trampoline *it, const passed_names *named) {
    const plan_value *value = named->value;
    if (value->nullable)
        open_condition(it, named->name);
    c_wrapped_words(it->out, arena_printf("%s%s = tenon_wrap_in(", status_type(it), it->status), ");",
                    arena_printf("\"%s\"", it->interface->c_name),
                    arena_printf("&boundary_class_%s", value->type.class_of->c_name), named->name, "NULL",
                    arena_printf("&%s", named->slot), NULL);
    emit_line(it->out, "%s = NULL;", named->name);
    fail_unless_well(it);
    if (value->nullable)
        emit_close(it->out, "}");
}

static void check_given(const trampoline *it, const plan_step *step) {
    const passed_names *named = value_at(it, (guint)step->value);
    const plan_value *value = named->value;
    if (step->kind == PLAN_CHECK_COUNT)
        check(it, "tenon_check_given_count", named->filled, named->room, position_of(value), NULL);
    else if (step->kind == PLAN_CHECK_TEXT)
        check(it, "tenon_check_given_text", arena_printf("&%s", named->slot), nullable_of(value),
              position_of(value), NULL);
    else if (step->kind == PLAN_CHECK_ENUM && value->form == PLAN_ENUM)
        check_enum(it, value, named->slot, "TENON_CALLBACK_FAILED");
    else if (value->form == PLAN_ARRAY)
        check_elements(it, value, named->name, named->filled != NULL ? named->filled : count_of(it, named),
                       "TENON_CALLBACK_FAILED");
    else
        check_elements(it, value, arena_printf("&%s", named->slot), "1", "TENON_CALLBACK_FAILED");
}

/* ---- The host's function ---- */

static const char *passed_data(const passed_names *named) {
    const plan_value *value = named->value;
    switch (value->form) {
    case PLAN_ENUM:
        return arena_printf("(int32_t)%s", named->name);
    case PLAN_RECORD:
        return arena_printf("%s%s", named->parameter->pointer_depth == 0 ? "&" : "", named->name);
    case PLAN_ARRAY: {
        bool is_enum = value->type.kind == MODEL_ENUM;
        const char *constant = is_output(value) ? "" : "const ";
        return is_enum ? arena_printf("(%sint32_t *)%s", constant, named->name) : named->name;
    }
    default:
        return named->name;
    }
}

/* How many elements an array shall have that the host gives: the library says so at an address where the host
 * may give fewer. */
static const char *room_at(const trampoline *it, int count_parameter) {
    for (guint i = 0; i < it->method->values->len; i++) {
        const passed_names *named = value_at(it, i);
        if (named->room != NULL && named->value->count_parameter == count_parameter)
            return named->room;
    }
    return NULL;
}

static const char *data_argument(const trampoline *it, const passed_names *named) {
    const char *room = is_output(named->value) ? NULL : room_at(it, named->value->parameter);
    if (room != NULL)
        return named->value->type.scalar == MODEL_SIZE
                   ? room
                   : arena_printf("(%s)%s", named->value->type.c_name, room);
    if (named->slot == NULL)
        return passed_data(named);
    bool is_address = is_output(named->value);
    return arena_printf("%s%s", is_address ? "&" : "", named->slot);
}

static const char *length_argument(const trampoline *it, const passed_names *named) {
    if (named->room != NULL)
        return named->room;
    if (!has_count(named->value))
        return arena_printf("tenon_passed_length(%s)", named->name);
    const char *count = count_of(it, named);
    bool is_size = parameter_at(it, named->value->count_parameter)->type.scalar == MODEL_SIZE;
    return is_size ? count : arena_printf("(size_t)%s", count);
}

static const char *argument(const trampoline *it, const plan_slot *slot) {
    const passed_names *named = value_at(it, (guint)slot->value);
    switch (slot->part) {
    case PLAN_PART_LENGTH:
        return length_argument(it, named);
    case PLAN_PART_FILLED:
        return arena_printf("&%s", named->filled);
    case PLAN_PART_DATA:
    case PLAN_PART_PRESENT:
        break;
    }
    return data_argument(it, named);
}

/* An address that the library wants something written to is there. */
static void check_addresses(const trampoline *it) {
    for (guint i = 0; i < it->method->values->len; i++) {
        const passed_names *named = value_at(it, i);
        if (is_output(named->value) && named->name != NULL && named->value->form != PLAN_ARRAY)
            check(it, "tenon_check_passed", arena_printf("%s != NULL", named->name),
                  position_of(named->value), NULL);
    }
}

static void call_host(const trampoline *it) {
    check_addresses(it);
    emit_line(it->out, "const boundary_%s *%s = %s.functions;", it->interface->c_name, it->functions,
              it->call);
    GPtrArray *arguments = arena_array();
    g_ptr_array_add(arguments, arena_printf("%s.host", it->call));
    for (guint i = 0; i < it->method->slots->len; i++)
        g_ptr_array_add(arguments,
                        (gpointer)(uintptr_t)argument(it, g_ptr_array_index(it->method->slots, i)));
    c_wrapped(it->out,
              arena_printf("%s%s = %s->%s(", status_type(it), it->status, it->functions,
                           it->method->function->name),
              arguments, ");");
    fail_unless_well(it);
}

static void give_text(const trampoline *it, const passed_names *named) {
    check(it, "tenon_give_text", arena_printf("&%s", named->slot), position_of(named->value),
          arena_printf("&%s", named->copy), NULL);
}

/* ---- The ends ---- */

static const char *given_value(const passed_names *named) {
    if (named->copy != NULL)
        return named->copy;
    if (named->value->form == PLAN_ENUM)
        return arena_printf("(%s)%s", named->value->type.c_name, named->slot);
    return named->slot;
}

static void write_results(const trampoline *it) {
    for (guint i = 0; i < it->method->values->len; i++) {
        const passed_names *named = value_at(it, i);
        const plan_value *value = named->value;
        if (named->filled != NULL) {
            const model_parameter *count = parameter_at(it, value->count_parameter);
            const char *cast =
                count->type.scalar == MODEL_SIZE ? "" : arena_printf("(%s)", count->type.c_name);
            emit_line(it->out, "*%s = %s%s;", it->parameters[value->count_parameter], cast, named->filled);
        }
        if (is_output(value) && named->name != NULL && value->form != PLAN_ARRAY)
            emit_line(it->out, "*%s = %s;", named->name, given_value(named));
    }
}

/* What belongs to this function, on both ways out. */
static void free_copies(const trampoline *it) {
    for (guint i = 0; i < it->method->values->len; i++) {
        const passed_names *named = value_at(it, i);
        if (named->value->form == PLAN_TEXT && is_output(named->value))
            emit_line(it->out, "tenon_text_free(&%s);", named->slot);
        if (named->value->form == PLAN_TEXT_ARRAY)
            emit_line(it->out, "free(%s);", named->slot);
    }
}

static void leave(const trampoline *it) {
    emit_line(it->out, "tenon_callback_leave(&%s);", it->call);
}

static void finish(const trampoline *it) {
    const model_function *function = it->method->function;
    write_results(it);
    free_copies(it);
    leave(it);
    if (function->returns_status) {
        emit_line(it->out, "return %s;", success_constant(it->plan->model->status));
    } else if (function->result != NULL) {
        const passed_names *result = value_at(it, it->method->values->len - 1);
        emit_line(it->out, "return %s;", given_value(result));
    } else {
        emit_line(it->out, "return;");
    }
}

/* ---- Where nothing is given ---- */

static void free_given(const trampoline *it) {
    for (guint i = 0; i < it->method->values->len; i++) {
        const passed_names *named = value_at(it, i);
        if (named->copy != NULL)
            emit_line(it->out, "free(%s);", named->copy);
    }
    free_copies(it);
}

static void empty_array(const trampoline *it, const passed_names *named) {
    if (named->filled != NULL) {
        const char *count = it->parameters[named->value->count_parameter];
        emit_open(it->out, "if (%s != NULL)", count);
        emit_line(it->out, "*%s = 0;", count);
        emit_dedent(it->out);
        return;
    }
    emit_open(it->out, "if (%s != NULL)", named->name);
    emit_line(it->out, "memset(%s, 0, (size_t)%s * sizeof(*%s));", named->name, count_of(it, named),
              named->name);
    emit_dedent(it->out);
}

static const char *nothing_of(const plan_value *value) {
    switch (value->form) {
    case PLAN_SCALAR:
        return c_zero_value(&value->type);
    case PLAN_ENUM:
        return arena_printf("(%s)0", value->type.c_name);
    case PLAN_RECORD:
        return arena_printf("(%s){0}", value->type.c_name);
    default:
        return "NULL";
    }
}

static void empty_result(const trampoline *it, const passed_names *named) {
    const plan_value *value = named->value;
    if (value->form == PLAN_OBJECT) {
        emit_open(it->out, "if (%s != NULL)", named->name);
        emit_line(it->out, "%s(%s);", guard_callee(it->plan, value->type.class_of->destructor), named->name);
        emit_dedent(it->out);
    }
    if (!is_output(value) || named->name == NULL)
        return;
    if (value->form == PLAN_ARRAY) {
        empty_array(it, named);
        return;
    }
    emit_open(it->out, "if (%s != NULL)", named->name);
    emit_line(it->out, "*%s = %s;", named->name, nothing_of(value));
    emit_dedent(it->out);
}

static void refuse(const trampoline *it) {
    const model_function *function = it->method->function;
    emit_raw(it->out, "failed:\n");
    free_given(it);
    emit_line(it->out, "tenon_callback_failed(&%s);", it->call);
    leave(it);
    emit_raw(it->out, "refused:\n");
    gsize start = it->out->text->len;
    for (guint i = 0; i < it->method->values->len; i++)
        empty_result(it, value_at(it, i));
    if (function->on_error != NULL)
        emit_line(it->out, "return %s;", function->on_error);
    else if (it->out->text->len == start) { /* a label needs a statement */
        g_string_truncate(it->out->text, start - 1);
        emit_raw(it->out, ";\n");
    }
}

/* ---- All of it ---- */

static void enter(const trampoline *it) {
    const char *entered = arena_printf("tenon_callback_enter(&boundary_class_%s, %s, &%s)",
                                       it->interface->c_name, it->context, it->call);
    if (it->plan->removable)
        entered = arena_printf("TENON_ENTERED(%s, %s, &%s)", removable_name(it), entered, it->call);
    emit_open(it->out, "if (!%s)", entered);
}

static void render_step(const trampoline *it, const plan_step *step) {
    switch (step->kind) {
    case PLAN_ENTER_CALLBACK:
        enter(it);
        emit_line(it->out, "goto refused;");
        emit_dedent(it->out);
        break;
    case PLAN_CHECK_RESULT:
        check_passed(it, value_at(it, (guint)step->value));
        break;
    case PLAN_WRAP_OBJECT:
        wrap_passed(it, value_at(it, (guint)step->value));
        break;
    case PLAN_CALL_HOST:
        call_host(it);
        break;
    case PLAN_CHECK_COUNT:
    case PLAN_CHECK_TEXT:
    case PLAN_CHECK_ENUM:
    case PLAN_CHECK_RECORD:
        check_given(it, step);
        break;
    case PLAN_COPY_TEXT:
        give_text(it, value_at(it, (guint)step->value));
        break;
    case PLAN_LEAVE_CALLBACK:
        finish(it);
        break;
    default:
        break;
    }
}

static void emit_trampoline(emit *out, const plan_library *plan, const plan_function *method) {
    bool has_status = false;
    guint step = 0;
    trampoline it = {.plan = plan,
                     .method = method,
                     .interface = method->implements->model,
                     .out = out,
                     .has_status = &has_status,
                     .step = &step};
    name_all(&it);
    c_empty_line(out);
    open_function(&it);
    declare_all(&it);
    for (step = 0; step < method->steps->len; step++)
        render_step(&it, g_ptr_array_index(method->steps, step));
    refuse(&it);
    emit_close(out, "}");
}

/* The struct that the library gets for an interface. */
static void emit_maker(emit *out, const model_interface *interface) {
    c_empty_line(out);
    emit_open(out, "static %s boundary_make_%s(tenon_handle handle) {", interface->c_name, interface->c_name);
    emit_open(out, "return (%s){", interface->c_name);
    for (guint i = 0; i < interface->methods->len; i++) {
        const model_function *method = g_ptr_array_index(interface->methods, i);
        emit_line(out, ".%s = host_%s_%s,", method->c_name, interface->c_name, method->name);
    }
    emit_line(out, ".%s = tenon_callback_context(handle),", interface->context_field);
    if (interface->drop_field != NULL)
        emit_line(out, ".%s = tenon_callback_drop,", interface->drop_field);
    emit_close(out, "};");
    emit_close(out, "}");
}

void boundary_emit_interface(emit *out, const plan_library *plan, const plan_interface *interface) {
    const model_interface *model = interface->model;
    c_empty_line(out);
    emit_open(out, "static const tenon_class boundary_class_%s = {", model->c_name);
    emit_line(out, ".name = \"%s\",", model->name);
    emit_line(out, ".tag = 0x%04X,", model->tag);
    emit_line(out, ".threads = %s,", boundary_threads_constant(model->threads));
    emit_line(out, ".destroy = tenon_callback_end,");
    emit_close(out, "};");
    for (guint i = 0; i < interface->methods->len; i++)
        emit_trampoline(out, plan, g_ptr_array_index(interface->methods, i));
    if (!model->is_callback)
        emit_maker(out, model);
}
