/* One boundary function: each step of the plan as C, in the plan's order. */

#include <stdarg.h>
#include <string.h>

#include "backends/boundary/boundary_internal.h"
#include "memory/arena.h"
#include "plan/steps.h"

static const char *quoted(const char *name) {
    return arena_printf("\"%s\"", name);
}

const char *call_site(const rendering *call) {
    return quoted(call->function->function->c_name);
}

/* ---- Leaving ---- */

void step_leave(rendering *call) {
    if (call->is_called && call->has_results) {
        emit_line(call->out, "goto free_results;");
        call->jumps_to_free++;
    } else if (call->has_done) {
        emit_line(call->out, "goto done;");
        call->jumps_to_done++;
    } else
        emit_line(call->out, "return tenon_in_function(%s, \"%s\");", call->status,
                  call->function->function->c_name);
}

void step_verdict(rendering *call) {
    if (call->plan->removable)
        emit_line(call->out, "%s = TENON_VERDICT(\"%s\", %u, %s);", call->status,
                  call->function->function->c_name, call->step, call->status);
}

void step_leave_on_failure(rendering *call) {
    step_verdict(call);
    call->leave_start = call->out->text->len;
    emit_open(call->out, "if (TENON_UNLIKELY(%s != 0))", call->status);
    step_leave(call);
    emit_dedent(call->out);
    call->leave_end = call->out->text->len;
}

/* A way out as the very last thing leads where the function goes anyway. @return Whether it was one. */
static bool drop_last_leave(rendering *call) {
    if (call->leave_end == 0 || call->out->text->len != call->leave_end)
        return false;
    g_string_truncate(call->out->text, call->leave_start);
    if (call->is_called && call->has_results)
        call->jumps_to_free--;
    else if (call->has_done)
        call->jumps_to_done--;
    return true;
}

/* The status is declared where it is first set; a condition around that needs it before. */
static void declare_status(rendering *call) {
    if (!call->has_status)
        emit_line(call->out, "int32_t %s = 0;", call->status);
    call->has_status = true;
}

void step_set_items(rendering *call, const char *function, const GPtrArray *items) {
    const char *type = call->has_status ? "" : "int32_t ";
    c_wrapped(call->out, arena_printf("%s%s = %s(", type, call->status, function), items, ");");
    call->has_status = true;
}

static GPtrArray *items_of(va_list words) {
    GPtrArray *items = arena_array();
    for (const char *word = va_arg(words, const char *); word != NULL; word = va_arg(words, const char *))
        g_ptr_array_add(items, (gpointer)(uintptr_t)word);
    return items;
}

void step_set(rendering *call, const char *function, ...) {
    va_list words;
    va_start(words, function);
    step_set_items(call, function, items_of(words));
    va_end(words);
}

void step_check(rendering *call, const char *function, ...) {
    va_list words;
    va_start(words, function);
    step_set_items(call, function, items_of(words));
    va_end(words);
    step_leave_on_failure(call);
}

void step_open_condition(rendering *call, const char *condition) {
    declare_status(call);
    emit_open(call->out, "if (%s) {", condition);
}

/* ---- Checks of what the host passes ---- */

static const char *element_type(const plan_value *value) {
    if (value->form == PLAN_TEXT_ARRAY)
        return "tenon_text_view";
    if (value->type.kind == MODEL_ENUM)
        return "int32_t";
    return strcmp(value->type.c_name, "void") == 0 ? "uint8_t" : value->type.c_name;
}

static void check_pointer(rendering *call, const value_names *value) {
    const char *alignment = arena_printf("_Alignof(%s)", element_type(value->value));
    const char *name = quoted(value->value->name);
    bool nullable = value->value->nullable && !value->value->is_optional;
    if (value->value->form == PLAN_RECORD)
        step_check(call, "tenon_check_record", value->data, nullable ? "true" : "false", alignment, name,
                   NULL);
    else if (value->value->form == PLAN_DYNAMIC)
        step_check(call, "tenon_check_value", value->data, nullable ? "true" : "false", name, NULL);
    else if (value->value->form == PLAN_STREAM)
        step_check(call, "tenon_check_stream_in", value->data, arena_printf("&%s", value->copy),
                   nullable ? "true" : "false", name, NULL);
    else
        step_check(call, "tenon_check_array", value->data, value->length,
                   arena_printf("sizeof(%s)", element_type(value->value)), alignment, name, NULL);
}

static void check_fits(rendering *call, const value_names *value) {
    const model_parameter *count =
        g_ptr_array_index(call->function->function->parameters, (guint)value->value->count_parameter);
    const char *largest = count->type.scalar == MODEL_I32   ? "INT32_MAX"
                          : count->type.scalar == MODEL_U32 ? "UINT32_MAX"
                          : count->type.scalar == MODEL_I64 ? "INT64_MAX"
                                                            : NULL;
    if (largest != NULL)
        step_check(call, "tenon_check_count_fits", value->length, largest, quoted(value->value->name), NULL);
}

static void check_same_length(rendering *call, const value_names *value, const value_names *other) {
    const char *condition = NULL;
    if (value->value->nullable && other->value->nullable)
        condition = arena_printf("%s != NULL && %s != NULL", value->data, other->data);
    else if (value->value->nullable || other->value->nullable)
        condition = arena_printf("%s != NULL", value->value->nullable ? value->data : other->data);
    if (condition != NULL)
        step_open_condition(call, condition);
    step_check(call, "tenon_check_same_count", value->length, quoted(value->value->name), other->length,
               quoted(other->value->name), NULL);
    if (condition != NULL)
        emit_close(call->out, "}");
}

static void check_count(rendering *call, const plan_step *step) {
    const value_names *value = &call->values[step->value];
    const value_names *other = &call->values[step->other];
    if (other->length == NULL) {
        step_check(call, "tenon_check_count_is", value->length, quoted(value->value->name),
                   arena_printf("(uint64_t)%s", other->data), quoted(other->value->name), NULL);
        return;
    }
    check_same_length(call, value, other);
}

static void check_text(rendering *call, const value_names *value) {
    const char *name = quoted(value->value->name);
    if (value->value->form == PLAN_TEXT_ARRAY)
        step_check(call, "tenon_check_texts_in", value->data, value->length, name, NULL);
    else
        step_check(call, "tenon_check_text_in", value->data, value->length,
                   value->value->nullable ? "true" : "false",
                   value->value->is_counted_text ? "false" : "true", name, NULL);
}

/* ---- Checks of numbers that only some values are valid for ---- */

/* `value` is an expression of type int32_t. */
static void check_one_enum(rendering *call, const plan_value *plan, const char *value, const char *code) {
    step_check(call, "tenon_check_enum",
               arena_printf("%s(%s)", boundary_enum_check(plan->type.enumeration), value), value,
               quoted(plan->type.c_name), code, quoted(plan->name), "\"\"", NULL);
}

/* `elements` is an expression of pointer type. */
static void check_elements(rendering *call, const plan_value *plan, const char *elements, const char *count,
                           const char *code) {
    bool is_bool = plan->type.kind == MODEL_SCALAR && plan->type.scalar == MODEL_BOOL;
    if (plan->type.kind == MODEL_ENUM)
        step_check(call, "tenon_check_enums", boundary_enum_check(plan->type.enumeration), elements, count,
                   quoted(plan->type.c_name), code, quoted(plan->name), NULL);
    else if (is_bool)
        step_check(call, "tenon_check_bools", elements, count, code, quoted(plan->name), NULL);
    else if (plan->type.kind != MODEL_SCALAR && plan_can_be_wrong(&plan->type, true))
        step_check(call, boundary_record_check(plan->type.c_name), elements, count, code, quoted(plan->name),
                   NULL);
}

/* What is only there where the host says so is only then looked at. */
static bool open_present(rendering *call, const value_names *value) {
    bool is_pointer = value->value->direction == PLAN_INOUT;
    if (value->present != NULL)
        step_open_condition(call, arena_printf("%s%s", is_pointer ? "*" : "", value->present));
    return value->present != NULL;
}

static void check_enum(rendering *call, const value_names *value) {
    bool is_array = value->value->form == PLAN_ARRAY;
    bool is_pointer = value->value->direction == PLAN_INOUT;
    bool is_open = open_present(call, value);
    if (is_array)
        check_elements(call, value->value, value->data, value->length, "TENON_BAD_VALUE");
    else
        check_one_enum(call, value->value, arena_printf("%s%s", is_pointer ? "*" : "", value->data),
                       "TENON_BAD_VALUE");
    if (is_open)
        emit_close(call->out, "}");
}

static void check_record(rendering *call, const value_names *value) {
    bool is_array = value->value->form == PLAN_ARRAY;
    bool is_open = open_present(call, value);
    bool may_miss = value->value->nullable && !is_array && !is_open;
    if (may_miss)
        step_open_condition(call, arena_printf("%s != NULL", value->data));
    check_elements(call, value->value, value->data, is_array ? value->length : "1", "TENON_BAD_VALUE");
    if (may_miss || is_open)
        emit_close(call->out, "}");
}

/* ---- Objects and text on their way in ---- */

static void terminate(rendering *call, const value_names *value) {
    const char *function =
        value->value->form == PLAN_TEXT_ARRAY ? "tenon_terminate_array" : "tenon_c_text_make";
    bool may_miss = value->value->form == PLAN_TEXT_ARRAY && value->value->nullable;
    if (may_miss)
        step_open_condition(call, arena_printf("%s != NULL", value->data));
    step_check(call, function, value->data, value->length, quoted(value->value->name),
               arena_printf("&%s", value->copy), NULL);
    if (may_miss)
        emit_close(call->out, "}");
}

/* ---- What the library gives ---- */

/* What a failing call left behind its out-pointers is not looked at: the library keeps it. */
static void check_status(rendering *call) {
    call->is_called = false;
    step_check(call, "tenon_check_status", call->outcome, "boundary_statuses", "BOUNDARY_STATUS_COUNT", NULL);
    call->is_called = true;
}

static void check_object(rendering *call, const value_names *value) {
    bool has_status = call->function->function->returns_status;
    bool has_table = call->plan->model->status != NULL;
    if (has_status)
        step_check(call, "tenon_check_given", arena_printf("%s != NULL", value->raw),
                   quoted(value->value->name), NULL);
    else
        step_check(call, "tenon_check_made", value->raw, has_table ? "boundary_statuses" : "NULL",
                   has_table ? "BOUNDARY_STATUS_COUNT" : "0", quoted(value->value->type.c_name), NULL);
}

static void check_length(rendering *call, const value_names *value, const char *type) {
    const char *count = call->counts[value->value->count_parameter];
    step_check(call, "tenon_check_block", value->raw, arena_printf("(uint64_t)%s", count),
               arena_printf("sizeof(%s)", type), arena_printf("_Alignof(%s)", type),
               quoted(value->value->name), NULL);
}

static void check_block(rendering *call, const value_names *value) {
    bool is_enum = value->value->type.kind == MODEL_ENUM;
    check_length(call, value, element_type(value->value));
    check_elements(call, value->value, is_enum ? arena_printf("(const int32_t *)%s", value->raw) : value->raw,
                   call_written_count(call, value), "TENON_BROKEN_CONTRACT");
}

static void check_array(rendering *call, const value_names *value) {
    if (value->filled != NULL)
        step_check(call, "tenon_check_filled",
                   arena_printf("(uint64_t)%s", call->counts[value->value->count_parameter]), value->length,
                   quoted(value->value->name), NULL);
    check_elements(call, value->value, value->data, call_written_count(call, value), "TENON_BROKEN_CONTRACT");
}

/* A null that the contract rules out, where a bool of C's does not say that nothing is there. */
static void check_given(rendering *call, const value_names *value) {
    const model_parameter *parameter = call_parameter_of(call, value->value);
    if (parameter->nullable)
        return;
    const char *given =
        parameter->present_if == MODEL_NO_PARAMETER ? "" : arena_printf("!%s || ", value->given);
    step_check(call, "tenon_check_given", arena_printf("%s%s != NULL", given, value->raw),
               quoted(value->value->name), NULL);
}

/* The bool that says whether the value is there must be one itself. */
static void check_presence(rendering *call, const value_names *value) {
    int index = call_parameter_of(call, value->value)->present_if;
    if (index >= 0 && call->presences[index] != NULL)
        step_check(call, "tenon_check_bool", arena_printf("&%s", call->presences[index]),
                   "TENON_BROKEN_CONTRACT",
                   quoted(((const model_parameter *)g_ptr_array_index(call->function->function->parameters,
                                                                      (guint)index))
                              ->name),
                   "\"\"", NULL);
}

/* A number, enum or record: by itself, or behind a pointer of the library's. */
static void check_plain(rendering *call, const value_names *value) {
    const plan_value *plan = value->value;
    bool is_pointed_to = call_is_pointed_to(call, plan);
    const char *address = is_pointed_to ? value->raw : arena_printf("&%s", value->raw);
    bool is_bool = plan->type.kind == MODEL_SCALAR && plan->type.scalar == MODEL_BOOL;
    bool is_wrong = plan_can_be_wrong(&plan->type, !plan->is_return || plan->form != PLAN_SCALAR);
    check_presence(call, value);
    if (is_pointed_to)
        check_given(call, value);
    if (!is_wrong)
        return;
    if (value->given != NULL)
        step_open_condition(call, value->given);
    if (is_bool)
        step_check(call, "tenon_check_bool", address, "TENON_BROKEN_CONTRACT", quoted(plan->name), "\"\"",
                   NULL);
    else if (plan->form == PLAN_ENUM)
        check_one_enum(call, plan, arena_printf("(int32_t)%s", call_given_value(call, value)),
                       "TENON_BROKEN_CONTRACT");
    else
        check_elements(call, plan, address, "1", "TENON_BROKEN_CONTRACT");
    if (value->given != NULL)
        emit_close(call->out, "}");
}

static void check_result(rendering *call, const value_names *value) {
    switch (value->value->form) {
    case PLAN_OBJECT:
        check_object(call, value);
        break;
    case PLAN_TEXT:
    case PLAN_DYNAMIC:
        check_given(call, value);
        break;
    case PLAN_TEXT_ARRAY:
        check_given(call, value);
        check_length(call, value, "const char *");
        break;
    case PLAN_STREAM:
        step_check(call, "tenon_check_stream", arena_printf("&%s", value->raw), quoted(value->value->name),
                   NULL);
        break;
    case PLAN_BLOCK:
        check_block(call, value);
        break;
    case PLAN_SCALAR:
    case PLAN_ENUM:
    case PLAN_RECORD:
        check_plain(call, value);
        break;
    case PLAN_ARRAY:
        check_array(call, value);
        break;
    default:
        break;
    }
}

/* The borrow that a lent text needs, or NULL. */
static const char *borrow_of_text(const rendering *call) {
    for (guint i = 0; i < call->function->values->len; i++) {
        if (call->values[i].value->form == PLAN_OBJECT)
            return arena_printf("&%s", call->values[i].borrow);
    }
    return "NULL";
}

static void lend_text(rendering *call, const value_names *value) {
    const char *name = quoted(value->value->name);
    const char *borrow = borrow_of_text(call);
    if (value->value->is_counted_text)
        step_check(call, "tenon_text_lend_in", call_site(call), value->raw, call_written_count(call, value),
                   name, borrow, value->data, NULL);
    else
        step_check(call, "tenon_text_lend_terminated", call_site(call), value->raw, name, borrow, value->data,
                   NULL);
}

static void copy_text(rendering *call, const plan_step *step, const value_names *value) {
    const char *name = quoted(value->value->name);
    const char *site = call_site(call);
    if (step->lends)
        lend_text(call, value);
    else if (value->value->form == PLAN_TEXT_ARRAY)
        step_check(call, "tenon_texts_copy_in", site, arena_printf("(const char *const *)%s", value->raw),
                   arena_printf("(uint64_t)%s", call->counts[value->value->count_parameter]), name,
                   value->data, NULL);
    else if (value->value->is_counted_text)
        step_check(call, "tenon_text_copy_in", site, value->raw, call_written_count(call, value), name,
                   value->data, NULL);
    else
        step_check(call, "tenon_text_copy_terminated", site, value->raw, name, value->data, NULL);
}

static void copy_record(rendering *call, const value_names *value) {
    if (value->given != NULL)
        step_open_condition(call, value->given);
    emit_line(call->out, "*%s = %s;", value->data, call_given_value(call, value));
    step_check(call, boundary_record_copy(value->value->type.c_name), call_site(call), value->data,
               quoted(value->value->name), NULL);
    if (value->given != NULL)
        emit_close(call->out, "}");
}

static void decode(rendering *call, const value_names *value) {
    step_check(call, "tenon_value_decode", value->data, value->length, quoted(value->value->name),
               arena_printf("&%s", value->copy), NULL);
}

static void encode(rendering *call, const value_names *value) {
    if (value->value->nullable)
        step_open_condition(call, arena_printf("%s != NULL", value->raw));
    step_check(call, "tenon_value_encode", value->raw, quoted(value->value->name), value->data, NULL);
    if (value->value->nullable)
        emit_close(call->out, "}");
}

/* The runtime owns what it was asked to wrap, also where that fails. */
static void wrap(rendering *call, const value_names *value, const char *function, const GPtrArray *items) {
    bool may_miss = value->value->nullable;
    if (may_miss)
        step_open_condition(call, arena_printf("%s != NULL", value->raw));
    step_set_items(call, function, items);
    if (value->needs_drop)
        emit_line(call->out, "%s = NULL;", value->raw);
    step_leave_on_failure(call);
    if (may_miss)
        emit_close(call->out, "}");
}

static const char *keep_argument(const rendering *call, const plan_value *value) {
    if (value->keeps_value == PLAN_NONE)
        return "NULL";
    return arena_printf("&(tenon_keep){.parent = %s, .parent_mode = %s%s}",
                        call->values[value->keeps_value].data,
                        value->keeps_exclusively ? "TENON_EXCLUSIVE" : "TENON_SHARED",
                        value->freezes ? ", .freezes = true" : "");
}

static void wrap_object(rendering *call, const value_names *value) {
    GPtrArray *items = arena_array();
    g_ptr_array_add(items, (gpointer)(uintptr_t)call_site(call));
    g_ptr_array_add(items, (gpointer)(uintptr_t)borrow_class(value->value));
    g_ptr_array_add(items, (gpointer)(uintptr_t)value->raw);
    g_ptr_array_add(items, (gpointer)(uintptr_t)keep_argument(call, value->value));
    g_ptr_array_add(items, (gpointer)(uintptr_t)value->data);
    wrap(call, value, "tenon_wrap_in", items);
}

static bool is_const_data(const rendering *call, const plan_value *value) {
    return call_parameter_of(call, value)->is_const;
}

static void wrap_stream(rendering *call, const value_names *value) {
    step_check(call, "tenon_wrap_stream_in", call_site(call), call->values[value->value->keeps_value].data,
               arena_printf("&%s", value->raw), "tenon_host_drop", NULL);
}

static void wrap_block(rendering *call, const value_names *value) {
    GPtrArray *items = arena_array();
    const char *cast = !value->value->is_view && is_const_data(call, value->value) ? "(void *)" : "";
    g_ptr_array_add(items, (gpointer)(uintptr_t)call_site(call));
    if (value->value->is_view)
        g_ptr_array_add(items, (gpointer)(uintptr_t)call->values[value->value->keeps_value].data);
    g_ptr_array_add(items, arena_printf("%s%s", cast, value->raw));
    g_ptr_array_add(items, (gpointer)(uintptr_t)call_written_count(call, value));
    if (value->value->is_view)
        g_ptr_array_add(items, arena_printf("sizeof(%s)", element_type(value->value)));
    else
        g_ptr_array_add(items, (gpointer)(uintptr_t)boundary_free_function(value->value->freed_by));
    g_ptr_array_add(items, (gpointer)(uintptr_t)value->data);
    const char *function = value->value->is_written ? "tenon_wrap_written_view_in"
                           : value->value->is_view  ? "tenon_wrap_view_in"
                                                    : "tenon_wrap_array_in";
    wrap(call, value, function, items);
}

/* ---- The end ---- */

/* The value itself, and before it whether it is there. What has texts was written when they were copied. */
static void write_plain(rendering *call, const value_names *value) {
    bool is_written = boundary_has_text(&value->value->type);
    if (value->present != NULL)
        emit_line(call->out, "*%s = %s;", value->present, value->given);
    if (is_written)
        return;
    if (value->present != NULL)
        emit_open(call->out, "if (*%s)", value->present);
    emit_line(call->out, "*%s = %s%s;", value->data, value->value->form == PLAN_ENUM ? "(int32_t)" : "",
              call_given_value(call, value));
    if (value->present != NULL)
        emit_dedent(call->out);
}

static void write_slots(rendering *call) {
    for (guint i = 0; i < call->function->values->len; i++) {
        const value_names *value = &call->values[i];
        plan_form form = value->value->form;
        bool is_plain = form == PLAN_ENUM || form == PLAN_SCALAR || form == PLAN_RECORD;
        if (value->filled != NULL)
            emit_line(call->out, "*%s = %s;", value->filled, call_written_count(call, value));
        if (value->value->direction == PLAN_IN || (value->value->is_return && call->assigns_result))
            continue;
        if (is_plain)
            write_plain(call, value);
        if (form == PLAN_STREAM)
            emit_line(call->out, "*%s = %s;", value->data, value->raw);
        if (form == PLAN_STREAM && value->needs_drop)
            emit_line(call->out, "%s.release = NULL;", value->raw);
    }
}

static void free_raw(rendering *call, const char *function, const char *raw, bool is_const) {
    const char *line = arena_printf("%s(%s%s);", function, is_const ? "(void *)" : "", raw);
    if (strcmp(function, "free") == 0) {
        emit_line(call->out, "%s", line);
        return;
    }
    emit_open(call->out, "if (%s != NULL)", raw);
    emit_line(call->out, "%s", line);
    emit_dedent(call->out);
}

static void undo(rendering *call) {
    GPtrArray *lines = arena_array();
    for (guint i = call->function->values->len; i > 0; i--) {
        const value_names *value = &call->values[i - 1];
        const char *function = value->value->form == PLAN_TEXT         ? "tenon_undo_text"
                               : value->value->form == PLAN_OBJECT     ? "tenon_undo_object"
                               : value->value->form == PLAN_TEXT_ARRAY ? "tenon_texts_free"
                               : value->value->form == PLAN_RECORD
                                   ? boundary_record_release(value->value->type.c_name)
                                   : "tenon_undo_block";
        if (value->needs_undo)
            g_ptr_array_add(lines, arena_printf("%s(%s);", function, value->data));
    }
    if (lines->len == 0)
        return;
    bool is_single = lines->len == 1;
    emit_open(call->out, "if (TENON_UNLIKELY(%s != 0))%s", call->status, is_single ? "" : " {");
    for (guint i = 0; i < lines->len; i++)
        emit_line(call->out, "%s", (const char *)g_ptr_array_index(lines, i));
    emit_dedent(call->out);
    if (!is_single)
        emit_line(call->out, "}");
}

static void free_results(rendering *call) {
    if (!call->has_results)
        return;
    if (call->jumps_to_free > 0)
        emit_raw(call->out, "free_results:\n");
    undo(call);
    for (guint i = 0; i < call->function->values->len; i++) {
        const value_names *value = &call->values[i];
        if (value->value->direction == PLAN_IN)
            continue;
        bool is_const = is_const_data(call, value->value);
        bool is_copied = value->value->form == PLAN_TEXT || value->value->form == PLAN_TEXT_ARRAY ||
                         value->value->form == PLAN_RECORD;
        if (value->value->form == PLAN_DYNAMIC &&
            call_parameter_of(call, value->value)->ownership == MODEL_OWNED)
            emit_line(call->out, "tenon_value_free(%s);", value->raw);
        else if (value->value->form == PLAN_STREAM && value->needs_drop)
            emit_line(call->out, "tenon_stream_end(&%s);", value->raw);
        else if (is_copied ? value->value->freed_by != NULL
                           : value->needs_drop && value->value->form == PLAN_BLOCK)
            free_raw(call, value->value->freed_by, value->raw, is_const);
        else if (value->needs_drop)
            free_raw(call, guard_callee(call->plan, value->value->type.class_of->destructor), value->raw,
                     false);
    }
}

static void release(rendering *call, const value_names *value) {
    if (value->value->form == PLAN_CALLBACK || value->value->form == PLAN_CANCEL)
        callback_release(call, value);
    else if (value->borrow != NULL)
        borrow_release(call, value);
    else if (value->value->form == PLAN_DYNAMIC)
        emit_line(call->out, "tenon_value_free(%s);", value->copy);
    else if (value->value->form == PLAN_STREAM)
        emit_line(call->out, "tenon_stream_end(&%s);", value->copy);
    else if (value->value->form == PLAN_TEXT_ARRAY)
        emit_line(call->out, "tenon_terminated_array_free(%s);", value->copy);
    else
        emit_line(call->out, "tenon_c_text_end(&%s);", value->copy);
}

static void finish(rendering *call) {
    write_slots(call);
    bool ends_with_status = drop_last_leave(call);
    free_results(call);
    if (call->jumps_to_done > 0)
        emit_raw(call->out, "done:\n");
    for (guint i = 0; i < call->function->steps->len; i++) {
        const plan_step *step = g_ptr_array_index(call->function->steps, i);
        if (step->kind == PLAN_RELEASE)
            release(call, &call->values[step->value]);
    }
    calling_end(call);
    if (call->has_done || call->has_results || ends_with_status)
        emit_line(call->out, "return tenon_finish(%s, \"%s\");", call->status,
                  call->function->function->c_name);
    else
        emit_line(call->out, "return 0;");
}

/* ---- All of it ---- */

/* A step about one value. */
static void render_value_step(rendering *call, const plan_step *step, const value_names *value) {
    switch (step->kind) {
    case PLAN_CHECK_POINTER:
        check_pointer(call, value);
        break;
    case PLAN_CHECK_COUNT_FITS:
        check_fits(call, value);
        break;
    case PLAN_CHECK_TEXT:
        check_text(call, value);
        break;
    case PLAN_CHECK_ENUM:
        check_enum(call, value);
        break;
    case PLAN_CHECK_RECORD:
        check_record(call, value);
        break;
    case PLAN_HOLD_TOKEN:
        token_hold(call, value);
        break;
    case PLAN_TERMINATE_TEXT:
        terminate(call, value);
        break;
    case PLAN_FENCE_OUTPUT:
        fence_begin(call, value);
        break;
    case PLAN_CHECK_FENCE:
        fence_check(call, value);
        break;
    case PLAN_CHECK_RESULT:
        check_result(call, value);
        break;
    case PLAN_COPY_TEXT:
        copy_text(call, step, value);
        break;
    case PLAN_WRAP_OBJECT:
        wrap_object(call, value);
        break;
    case PLAN_WRAP_BLOCK:
        if (value->value->form == PLAN_STREAM)
            wrap_stream(call, value);
        else
            wrap_block(call, value);
        break;
    case PLAN_COPY_RECORD:
        copy_record(call, value);
        break;
    case PLAN_DECODE:
        decode(call, value);
        break;
    case PLAN_ENCODE:
        encode(call, value);
        break;
    default: /* render_step() has them */
        break;
    }
}

static void render_step(rendering *call, guint index) {
    const plan_step *step = g_ptr_array_index(call->function->steps, index);
    call->step = index;
    switch (step->kind) {
    case PLAN_CHECK_POINTER:
    case PLAN_CHECK_COUNT_FITS:
    case PLAN_CHECK_TEXT:
    case PLAN_CHECK_ENUM:
    case PLAN_CHECK_RECORD:
    case PLAN_HOLD_TOKEN:
    case PLAN_TERMINATE_TEXT:
    case PLAN_FENCE_OUTPUT:
    case PLAN_CHECK_FENCE:
    case PLAN_CHECK_RESULT:
    case PLAN_COPY_TEXT:
    case PLAN_WRAP_OBJECT:
    case PLAN_WRAP_BLOCK:
    case PLAN_COPY_RECORD:
    case PLAN_DECODE:
    case PLAN_ENCODE:
        render_value_step(call, step, &call->values[step->value]);
        break;
    case PLAN_CLEAR_ERROR:
        emit_line(call->out, "tenon_error_clear();");
        break;
    case PLAN_CHECK_COUNT:
        check_count(call, step);
        break;
    case PLAN_OPEN_CALLBACK:
        callback_open(call, index);
        break;
    case PLAN_CHECK_CALLBACKS:
        callbacks_check(call);
        break;
    case PLAN_CHECK_GUARD:
        guard_check(call);
        break;
    case PLAN_KEEP_CALLBACK:
        callback_keep(call, step);
        break;
    case PLAN_BORROW:
        borrow_render(call, step);
        break;
    case PLAN_CONSUME:
        consume(call, step);
        break;
    case PLAN_CALL:
        call_emit(call);
        break;
    case PLAN_CHECK_STATUS:
        check_status(call);
        break;
    case PLAN_RELEASE_HOST_LOCK:
        lock_release(call, step);
        break;
    case PLAN_TAKE_HOST_LOCK:
        lock_take(call, step);
        break;
    case PLAN_FREE_RESULT: /* these two run on every path: finish() renders them */
    case PLAN_RELEASE:
    case PLAN_ENTER_CALLBACK: /* these three are of the functions that the library calls */
    case PLAN_CALL_HOST:
    case PLAN_LEAVE_CALLBACK:
    case PLAN_CONVERT_INPUT: /* the others are the host's */
    case PLAN_ALLOCATE_OUTPUT:
    case PLAN_CROSS:
    case PLAN_TAKE_ERROR:
    case PLAN_CONVERT_OUTPUT:
        break;
    }
}

void boundary_emit_function(emit *out, const plan_library *plan, const plan_function *function,
                            native_host host) {
    rendering call = {.plan = plan,
                      .function = function,
                      .out = out,
                      .host = host,
                      .yields = host == NATIVE_HOST_WITH_LOCK && locks_adapt(plan)};
    call_names(&call);
    GPtrArray *parameters = boundary_parameters(function, scope_inside(scope_of_library(plan)));
    const char *tail = ") {";
    if (parameters->len == 0)
        g_ptr_array_add(parameters, (gpointer)(uintptr_t) "void");
    c_wrapped(out, arena_printf("int32_t %s(", function->boundary_name), parameters, tail);
    emit_indent(out);
    call_declare(&call);
    calling_begin(&call);
    lock_begin(&call);
    borrow_begin(&call);
    for (guint i = 0; i < function->steps->len; i++)
        render_step(&call, i);
    finish(&call);
    emit_close(out, "}");
}
