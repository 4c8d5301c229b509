/* What the functions of a stand-in library give. */

#include <string.h>

#include "abuse/standin_writing.h"
#include "memory/arena.h"
#include "plan/steps.h"

static bool is_output(const plan_value *value) {
    return value->direction != PLAN_IN;
}

/* Whether the memory is given back to a function of the contract's own. */
static const char *is_counted(const plan_value *value) {
    return value->freed_by != NULL && strcmp(value->freed_by, "free") != 0 ? "true" : "false";
}

/* Which of several values: an iterator gives another one each time. */
static const char *index_of(const writing *it) {
    return it->plan->function->is_next ? arena_printf("%s - 1", it->round) : "0u";
}

/* How many elements a count says that the library makes: the keys of a map must differ. */
static guint elements_of(const writing *it, int count_parameter) {
    guint count = STANDIN_ELEMENTS;
    for (guint i = 0; i < it->plan->values->len; i++) {
        const plan_value *value = g_ptr_array_index(it->plan->values, i);
        if (value->is_keys && value->count_parameter == count_parameter && value->type.kind == MODEL_ENUM)
            count = MIN(count, value->type.enumeration->constants->len);
    }
    return count;
}

/* The C type of what is given: of the result, or of what the parameter points to. */
static const char *given_type(const writing *it, const plan_value *value) {
    const char *c_type = writing_of(it, value)->c_type;
    return c_plain_type(value->is_return ? c_type : c_pointee(c_type));
}

static const char *place_of(const writing *it, const plan_value *value) {
    return value->is_return ? it->result : arena_printf("*%s", it->names[value->parameter]);
}

static const char *address_of(const writing *it, const plan_value *value) {
    return value->is_return ? arena_printf("&%s", it->result) : it->names[value->parameter];
}

static void give(const writing *it, const plan_value *value, const char *expression) {
    emit_line(it->out, "%s = (%s)%s;", place_of(it, value), given_type(it, value), expression);
}

static void open_lie(const writing *it, const plan_value *value, const char *lie) {
    emit_open(it->out, "if (stand_in_lies(&call, %s, \"%s\"))", standin_name(value), lie);
}

/* ---- Plain values ---- */

static bool is_pointed_to(const writing *it, const plan_value *value) {
    model_ownership ownership = writing_of(it, value)->ownership;
    return ownership == MODEL_BORROWED || ownership == MODEL_OWNED;
}

/* Memory that stays: the library's own, or of an object where it shows it. With the lock held. */
static void show(const writing *it, const plan_value *value, const char *list, const char *variable,
                 const char *size) {
    const char *key = arena_printf("%s.%s", it->plan->function->c_name, value->name);
    emit_line(it->out, "bool is_new = false;");
    emit_line(it->out, "const char *key = call.lie[0] == '\\0' ? \"%s\" : \"%s that lies\";", key, key);
    emit_line(it->out, "stand_in_lock();");
    emit_line(it->out, "%s *%s = (%s *)stand_in_show(%s, key, %s, &is_new);", standin_element(&value->type),
              variable, standin_element(&value->type), list, size);
}

static void give_pointed(const writing *it, const plan_value *value) {
    const char *type = standin_element(&value->type);
    bool is_owned = writing_of(it, value)->ownership == MODEL_OWNED;
    emit_open(it->out, "{");
    if (is_owned)
        emit_line(it->out, "%s *made = (%s *)stand_in_give(sizeof(%s), %s);", type, type, type,
                  is_counted(value));
    else
        show(it, value, "&stand_in_shown", "made", arena_printf("sizeof(%s)", type));
    if (!is_owned)
        emit_open(it->out, "if (is_new || call.lie[0] != '\\0') {");
    emit_line(it->out, "*made = %s;", standin_value(&value->type, index_of(it)));
    standin_emit_break(it->out, &value->type, "made", "&call", standin_name(value));
    if (!is_owned) {
        emit_close(it->out, "}");
        emit_line(it->out, "stand_in_unlock();");
    }
    if (is_owned)
        emit_open(it->out, "if (stand_in_lies(&call, %s, \"lie_null\")) {", standin_name(value));
    else
        open_lie(it, value, "lie_null");
    if (is_owned) {
        if (strcmp(is_counted(value), "true") == 0)
            emit_line(it->out, "stand_in_free(made);");
        else
            emit_line(it->out, "free(made);");
    }
    emit_line(it->out, "made = NULL;");
    emit_dedent(it->out);
    if (is_owned)
        emit_line(it->out, "}");
    give(it, value, "made");
    emit_close(it->out, "}");
}

static const char *plain_value(const writing *it, const plan_value *value) {
    switch (it->plan->function->operation) {
    case MODEL_ORDER:
        return "0";
    case MODEL_LENGTH:
        return arena_printf("%d", STANDIN_ELEMENTS);
    default:
        return standin_value(&value->type, index_of(it));
    }
}

static void give_plain(const writing *it, const plan_value *value) {
    if (is_pointed_to(it, value)) {
        give_pointed(it, value);
        return;
    }
    if (value->direction == PLAN_OUT)
        emit_line(it->out, "%s = %s;", place_of(it, value), plain_value(it, value));
    bool is_returned_bool = value->is_return && value->form == PLAN_SCALAR;
    if (!is_returned_bool)
        standin_emit_break(it->out, &value->type, address_of(it, value), "&call", standin_name(value));
}

/* ---- Texts ---- */

static void give_text(const writing *it, const plan_value *value) {
    bool is_owned = value->freed_by != NULL;
    const char *format = is_owned ? "stand_in_copy(%s, %s)" : "%s";
    const char *good = arena_printf("stand_in_text(%s)", index_of(it));
    emit_open(it->out, "if (!stand_in_lies(&call, %s, \"lie_null\")) {", standin_name(value));
    emit_line(it->out, "const char *text = %s;", good);
    open_lie(it, value, "lie_text");
    emit_line(it->out, "text = stand_in_no_text();");
    emit_dedent(it->out);
    give(it, value, is_owned ? arena_printf(format, "text", is_counted(value)) : "text");
    if (value->count_parameter != MODEL_NO_PARAMETER) {
        const model_parameter *count = writing_parameter(it, value->count_parameter);
        emit_line(it->out, "*%s = (%s)strlen(text);", it->names[value->count_parameter], count->type.c_name);
    }
    emit_dedent(it->out);
    emit_open(it->out, "} else {");
    give(it, value, "NULL");
    emit_close(it->out, "}");
}

/* ---- Arrays ---- */

static const char *largest(const model_type *type) {
    switch (type->scalar) {
    case MODEL_I32:
        return "INT32_MAX";
    case MODEL_U32:
        return "UINT32_MAX";
    case MODEL_I64:
        return "INT64_MAX";
    default:
        return "SIZE_MAX";
    }
}

static void give_count(const writing *it, const plan_value *value) {
    int index = value->count_parameter;
    const model_parameter *count = writing_parameter(it, index);
    open_lie(it, value, "lie_count");
    emit_line(it->out, "*%s = call.variant == 1 ? (%s)-1 : (%s)%s;", it->names[index], count->type.c_name,
              count->type.c_name, largest(&count->type));
    emit_dedent(it->out);
}

static void fill(const writing *it, const plan_value *value, const char *array, const char *count) {
    const char *index = "(unsigned)at";
    emit_open(it->out, "for (size_t at = 0; at < %s; at++)", count);
    emit_line(it->out, "%s[at] = %s;", array, standin_value(&value->type, index));
    emit_dedent(it->out);
}

static void break_last(const writing *it, const plan_value *value, const char *array, guint count) {
    const char *last = arena_printf("%s[%u]", array, count - 1);
    if (value->form != PLAN_TEXT_ARRAY) {
        standin_emit_break(it->out, &value->type, arena_printf("&%s", last), "&call", standin_name(value));
        return;
    }
    open_lie(it, value, "lie_text");
    emit_line(it->out, "%s = stand_in_no_text();", last);
    emit_dedent(it->out);
    emit_open(it->out, "if (stand_in_lies(&call, %s, \"lie_null\") && call.variant == 1)",
              standin_name(value));
    emit_line(it->out, "%s = NULL;", last);
    emit_dedent(it->out);
}

/* An array that the library makes: for the caller, of its own, or a view of an object's memory. */
static void give_block(const writing *it, const plan_value *value) {
    bool is_text = value->form == PLAN_TEXT_ARRAY;
    const char *element = is_text ? "const char *" : standin_element(&value->type);
    const char *pointer = c_declaration(arena_printf("%s%s*", element, is_text ? "" : " "), "made");
    guint count = elements_of(it, value->count_parameter);
    const char *size = arena_printf("%u * sizeof(%s)", count, is_text ? "char *" : element);
    const char *cast = arena_printf("(%s%s*)", element, is_text ? "" : " ");
    emit_open(it->out, "{");
    if (value->freed_by != NULL) {
        emit_line(it->out, "%s = %sstand_in_give(%s, %s);", pointer, cast, size, is_counted(value));
        fill(it, value, "made", arena_printf("%u", count));
        break_last(it, value, "made", count);
    } else {
        const char *list = value->is_view ? arena_printf("&%s->shown", it->self) : "&stand_in_shown";
        const char *key = arena_printf("%s.%s", it->plan->function->c_name, value->name);
        emit_line(it->out, "bool is_new = false;");
        emit_line(it->out, "const char *key = call.lie[0] == '\\0' ? \"%s\" : \"%s that lies\";", key, key);
        emit_line(it->out, "stand_in_lock();");
        emit_line(it->out, "%s = %sstand_in_show(%s, key, %s, &is_new);", pointer, cast, list, size);
        emit_open(it->out, "if (is_new || call.lie[0] != '\\0') {");
        fill(it, value, "made", arena_printf("%u", count));
        break_last(it, value, "made", count);
        emit_close(it->out, "}");
        emit_line(it->out, "stand_in_unlock();");
    }
    give(it, value, "made");
    emit_line(it->out, "*%s = %u;", it->names[value->count_parameter], count);
    emit_open(it->out, "if (stand_in_lies(&call, %s, \"lie_null\") && call.variant == 0) {",
              standin_name(value));
    if (value->freed_by != NULL)
        emit_line(it->out, "%s(made);", strcmp(is_counted(value), "true") == 0 ? "stand_in_free" : "free");
    give(it, value, "NULL");
    emit_close(it->out, "}");
    emit_close(it->out, "}");
}

/* An array of the caller's. */
static void fill_array(const writing *it, const plan_value *value) {
    const char *name = it->names[value->parameter];
    if (strcmp(value->type.c_name, "void") == 0)
        name = arena_printf("((uint8_t *)%s)", name);
    const char *count = writing_count(it, value->count_parameter);
    bool may_miss = writing_of(it, value)->nullable;
    emit_open(it->out, may_miss ? "if (%s != NULL) {" : "{", name);
    if (value->is_filled_partly) {
        emit_line(it->out, "const size_t room = %s;", count);
        const char *most = it->plan->function->flow == MODEL_READS
                               ? arena_printf("stand_in_next(%s) == 0 ? 0u : 3u", it->self)
                               : "2u";
        emit_line(it->out, "const size_t most = %s;", most);
        emit_line(it->out, "const size_t filled = room < most ? room : most;");
        count = "filled";
    }
    fill(it, value, name, count);
    emit_open(it->out, "if (%s > 0) {", count);
    standin_emit_break(it->out, &value->type, arena_printf("&%s[%s - 1]", name, count), "&call",
                       standin_name(value));
    emit_close(it->out, "}");
    if (value->is_filled_partly) {
        const char *type = writing_parameter(it, value->count_parameter)->type.c_name;
        const char *place = it->names[value->count_parameter];
        emit_line(it->out, "*%s = (%s)filled;", place, type);
        open_lie(it, value, "lie_count");
        emit_line(it->out, "*%s = call.variant == 1 ? (%s)-1 : (%s)(room + 1);", place, type, type);
        emit_dedent(it->out);
    }
    emit_close(it->out, "}");
}

/* What goes in and out stays as it is, unless it is to be wrong. */
static void break_array(const writing *it, const plan_value *value) {
    const char *name = it->names[value->parameter];
    const char *count = writing_count(it, value->count_parameter);
    if (!plan_can_be_wrong(&value->type, true))
        return;
    emit_open(it->out, "if (%s != NULL && %s > 0) {", name, count);
    standin_emit_break(it->out, &value->type, arena_printf("&%s[%s - 1]", name, count), "&call",
                       standin_name(value));
    emit_close(it->out, "}");
}

/* ---- Objects, streams, dynamic values ---- */

static void give_object(writing *it, const plan_value *value) {
    const model_class *of = value->type.class_of;
    const plan_value *kept = value->keeps_value == PLAN_NONE
                                 ? NULL
                                 : g_ptr_array_index(it->plan->values, (guint)value->keeps_value);
    const char *parent = kept == NULL ? "NULL" : it->objects[kept->parameter];
    const char *made = scope_take(it->scope, arena_printf("%s_made", value->name));
    emit_line(it->out, "stand_in_object *%s = NULL;", made);
    emit_open(it->out, "if (!stand_in_lies(&call, %s, \"lie_null\"))", standin_name(value));
    emit_line(it->out, "%s = (stand_in_object *)stand_in_make(", made);
    emit_line(it->out, "    \"%s\", (stand_in_threads)%d, %s, %s, %s);", of->c_name, (int)of->threads, parent,
              value->freezes ? "true" : "false", value->keeps_exclusively ? "true" : "false");
    emit_dedent(it->out);
    give(it, value, made);
    /* Also where the method's object must not change: what is new may. */
    bool may_keep = it->plan->function->kind == MODEL_CONSTRUCTOR || it->self != NULL;
    if (may_keep && it->keeper == NULL)
        it->keeper = made;
}

static void give_stream(const writing *it, const plan_value *value) {
    const char *name = it->names[value->parameter];
    emit_open(it->out, "{");
    const char *numbers = "NULL";
    if (value->is_view) {
        numbers = "numbers";
        emit_line(it->out, "bool is_new = false;");
        emit_line(it->out, "stand_in_lock();");
        emit_line(it->out,
                  "int64_t *numbers = (int64_t *)stand_in_show(&%s->shown, \"%s\", STAND_IN_ROWS * "
                  "sizeof(int64_t), &is_new);",
                  it->self, it->plan->function->c_name);
        emit_line(it->out, "stand_in_unlock();");
    }
    emit_open(it->out, "if (stand_in_lies(&call, %s, \"lie_null\"))", standin_name(value));
    emit_line(it->out, "memset(%s, 0, sizeof(*%s));", name, name);
    emit_dedent(it->out);
    emit_open(it->out, "else");
    emit_line(it->out, "stand_in_give_stream(%s, %s, stand_in_lies(&call, %s, \"lie_field\"));", name,
              numbers, standin_name(value));
    emit_dedent(it->out);
    emit_close(it->out, "}");
}

static void give_dynamic(const writing *it, const plan_value *value) {
    emit_open(it->out, "if (stand_in_lies(&call, %s, \"lie_null\")) {", standin_name(value));
    give(it, value, "NULL");
    emit_dedent(it->out);
    emit_open(it->out, "} else {");
    if (writing_of(it, value)->ownership == MODEL_OWNED) {
        give(it, value, "stand_in_value()");
    } else {
        emit_line(it->out, "bool is_new = false;");
        emit_line(it->out, "stand_in_lock();");
        emit_line(
            it->out,
            "tenon_value **made = (tenon_value **)stand_in_show(&stand_in_shown, \"value\", sizeof(*made), "
            "&is_new);");
        emit_open(it->out, "if (is_new)");
        emit_line(it->out, "*made = stand_in_value();");
        emit_dedent(it->out);
        emit_line(it->out, "stand_in_unlock();");
        give(it, value, "*made");
    }
    emit_close(it->out, "}");
}

/* ---- All of them ---- */

static void give_value(writing *it, const plan_value *value) {
    switch (value->form) {
    case PLAN_TEXT:
        give_text(it, value);
        break;
    case PLAN_TEXT_ARRAY:
    case PLAN_BLOCK:
        give_block(it, value);
        break;
    case PLAN_ARRAY:
        if (value->direction == PLAN_OUT)
            fill_array(it, value);
        else
            break_array(it, value);
        break;
    case PLAN_OBJECT:
        give_object(it, value);
        break;
    case PLAN_STREAM:
        give_stream(it, value);
        break;
    case PLAN_DYNAMIC:
        give_dynamic(it, value);
        break;
    default:
        give_plain(it, value);
        break;
    }
}

/* The bool that says whether a value is there, at an address of the caller's. */
static void give_presences(const writing *it) {
    const model_function *function = it->plan->function;
    const char *is_there = function->is_next ? arena_printf("%s > 0", it->round) : "true";
    for (guint i = 0; i < function->parameters->len; i++) {
        const model_parameter *parameter = writing_parameter(it, (int)i);
        if (parameter->role != MODEL_PRESENCE || parameter->pointer_depth != 1)
            continue;
        bool is_inout = false;
        const plan_value *first = NULL;
        for (guint j = 0; j < it->plan->values->len; j++) {
            const plan_value *value = g_ptr_array_index(it->plan->values, j);
            if (writing_of(it, value)->present_if != (int)i)
                continue;
            is_inout = is_inout || value->direction == PLAN_INOUT;
            first = first == NULL ? value : first;
        }
        if (!is_inout)
            emit_line(it->out, "*%s = %s;", it->names[i], is_there);
        if (first != NULL) {
            bool is_bool = first->type.kind == MODEL_SCALAR && first->type.scalar == MODEL_BOOL;
            emit_open(it->out, "if (stand_in_lies(&call, %s, \"lie_bool\")%s)", standin_name(first),
                      is_bool ? " && call.variant == 1" : "");
            emit_line(it->out, "stand_in_no_bool(%s);", it->names[i]);
            emit_dedent(it->out);
        }
    }
    if (function->result != NULL && function->result->role == MODEL_PRESENCE)
        emit_line(it->out, "%s = %s;", it->result, is_there);
}

static void declare_result(const writing *it) {
    const model_parameter *result = it->plan->function->result;
    if (result == NULL || it->plan->function->returns_status)
        return;
    emit_line(it->out, "%s;", c_declaration(result->c_type, it->result));
    emit_line(it->out, "memset(&%s, 0, sizeof(%s));", it->result, it->result);
}

static bool is_map_of_counts(const writing *it, const plan_value *value) {
    bool is_made = value->form == PLAN_BLOCK || value->form == PLAN_TEXT_ARRAY;
    return is_output(value) && is_made && writing_parameter(it, value->count_parameter)->pointer_depth == 1;
}

void writing_results(writing *it) {
    declare_result(it);
    if (it->plan->function->is_next) {
        emit_line(it->out, "const unsigned %s = stand_in_next(%s);", it->round, it->self);
        emit_open(it->out, "if (%s > 0) {", it->round);
    }
    for (guint i = 0; i < it->plan->values->len; i++) {
        const plan_value *value = g_ptr_array_index(it->plan->values, i);
        if (is_output(value))
            give_value(it, value);
    }
    if (it->plan->function->is_next)
        emit_close(it->out, "}");
    for (guint i = 0; i < it->plan->values->len; i++) {
        const plan_value *value = g_ptr_array_index(it->plan->values, i);
        if (is_map_of_counts(it, value))
            give_count(it, value);
    }
    give_presences(it);
}
