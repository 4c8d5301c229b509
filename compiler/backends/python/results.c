/* Results: from the boundary's values to Python's. */

#include <string.h>

#include "backends/python/call.h"
#include "memory/arena.h"

static const char *filled_count(const python_call *in, const plan_value *value) {
    if (value->is_filled_partly)
        return arena_printf("%s_filled", value->name);
    return python_length_of(python_value_at(in, value->length_from));
}

static const char *list_of(const python_call *in, const plan_value *value, const char *data,
                           const char *count) {
    bool is_record = python_is_record(&value->type);
    return arena_printf("tn_%s_list(%s, %s, %s)", is_record ? "record" : "enum",
                        is_record ? python_record_arguments(in->of, value)
                                  : python_enum_arguments(in->of, value),
                        data, count);
}

static const char *block_result(const python_call *in, const plan_value *value) {
    const char *name = python_local(value);
    const char *made = NULL;
    if (python_gives_array(value))
        made =
            arena_printf("tn_array_of_block(state, tn_%s, &%s, %s)", python_scalar_word(value->type.scalar),
                         name, value->is_view && !value->is_written ? "true" : "false");
    else if (value->type.kind == MODEL_SCALAR && python_is_of_map(value))
        made = arena_printf("tn_block_numbers(tn_%s, &%s)", python_scalar_word(value->type.scalar), name);
    else if (value->is_bytes)
        made = arena_printf("tn_block_bytes(&%s)", name);
    else if (python_is_record(&value->type))
        made = arena_printf("tn_block_records(%s, &%s)", python_record_arguments(in->of, value), name);
    else
        made = arena_printf("tn_block_members(%s, &%s)", python_enum_arguments(in->of, value), name);
    return value->nullable && !python_is_of_map(value)
               ? arena_printf("%s.handle == 0 ? Py_NewRef(Py_None) : %s", name, made)
               : made;
}

static const char *filled_result(const python_call *in, const plan_value *value) {
    if (python_is_scratch(value))
        return list_of(in, value, python_local(value), filled_count(in, value));
    const char *made = arena_printf("%s_made", value->name);
    if (!value->is_filled_partly)
        return made;
    return arena_printf("tn_%s_shorten(%s, %s_filled)", value->is_bytes ? "bytes" : "array", made,
                        value->name);
}

const char *python_object_made(const python_package *of, const plan_value *value, const char *data) {
    const char *name = python_name(of, value->type.class_of);
    return arena_printf("tn_object_new((PyTypeObject *)state->refs[tn_at_%s], state, &tn_class_%s, %s)", name,
                        name, data);
}

/* In Python, what the new object keeps alive in the library; null where that is nothing. */
static const char *kept_by(const python_call *in, const plan_value *value) {
    if (!in->of->parts.cycles || value->keeps_value == PLAN_NONE)
        return NULL;
    const plan_value *kept = python_value_at(in, value->keeps_value);
    return kept->is_self ? "self" : python_given(in, kept);
}

static const char *new_object(const python_call *in, const plan_value *value) {
    const char *name = python_name(in->of, value->type.class_of);
    bool is_own = value->type.class_of == in->plan->function->owner;
    const char *type = NULL;
    if (in->shape == PYTHON_NEW)
        type = "type";
    else if (in->shape == PYTHON_CLASSMETHOD && is_own)
        type = "(PyTypeObject *)self";
    const char *made = type == NULL ? python_object_made(in->of, value, python_local(value))
                                    : arena_printf("tn_object_new(%s, state, &tn_class_%s, %s)", type, name,
                                                   python_local(value));
    const char *kept = kept_by(in, value);
    return kept == NULL ? made : arena_printf("tn_tie(%s, %s)", made, kept);
}

/* The condition under which there is no value, or null where there always is one. */
static const char *absence_of(const plan_value *value) {
    const char *name = python_local(value);
    if (value->is_optional)
        return arena_printf("!%s_is_present", value->name);
    if (!value->nullable)
        return NULL;
    if (value->form == PLAN_TEXT)
        return arena_printf("tenon_text_data(&%s) == NULL", name);
    if (value->form == PLAN_TEXT_ARRAY)
        return arena_printf("%s.texts == NULL", name);
    return arena_printf(value->form == PLAN_BLOCK ? "%s.handle == 0" : "%s == 0", name);
}

static const char *made_of(const python_call *in, const plan_value *value) {
    const char *name = python_local(value);
    switch (value->form) {
    case PLAN_SCALAR:
        return python_scalar_result(in->of, &value->type, name);
    case PLAN_ENUM:
        return arena_printf("tn_enum_out(%s, %s)", python_enum_arguments(in->of, value), name);
    case PLAN_RECORD:
        return arena_printf("tn_%srecord_out(%s, &%s)", python_is_plain_record(&value->type) ? "plain_" : "",
                            python_record_arguments(in->of, value), name);
    case PLAN_TEXT:
        return arena_printf("tn_text_out(&%s)", name);
    case PLAN_OBJECT:
        return new_object(in, value);
    case PLAN_BLOCK:
        return block_result(in, value);
    case PLAN_STREAM:
        return arena_printf("tn_stream_out(state, &%s)", name);
    case PLAN_DYNAMIC:
        return arena_printf("tn_dynamic_out(&%s)", name);
    case PLAN_TEXT_ARRAY:
        if (value->direction == PLAN_OUT)
            return arena_printf("tn_texts_out(&%s)", name);
        break;
    case PLAN_ARRAY:
    case PLAN_CALLBACK:
    case PLAN_CANCEL:
        break;
    }
    if (value->direction == PLAN_INOUT)
        return list_of(in, value, arena_printf("%s.data", name), arena_printf("%s.count", name));
    return filled_result(in, value);
}

/* An iterator has ended by then where there is none. */
static const char *result_of(const python_call *in, const plan_value *value) {
    const char *made = made_of(in, value);
    const plan_value *keys = python_keys_of(in->of, value);
    if (keys != NULL)
        made = arena_printf("tn_map_out(%s, %s)", made_of(in, keys), made);
    if (keys != NULL && value->nullable)
        return arena_printf("%s ? Py_NewRef(Py_None) : %s", absence_of(value), made);
    if (!value->is_optional || in->shape == PYTHON_NEXT)
        return made;
    return arena_printf("%s_is_present ? %s : Py_NewRef(Py_None)", value->name, made);
}

/* Nothing and no exception: StopIteration. */
static void end_iteration(const python_call *in, const GPtrArray *outputs) {
    const char *absence = NULL;
    for (guint i = 0; i < outputs->len && absence == NULL; i++)
        absence = absence_of(g_ptr_array_index(outputs, i));
    emit_line(in->out, "if (%s)", absence);
    emit_line(in->out, "    %s", in->fail);
}

static bool gives_text(const GPtrArray *outputs) {
    for (guint i = 0; i < outputs->len; i++) {
        if (python_gives_text(g_ptr_array_index(outputs, i)))
            return true;
    }
    return false;
}

/* The texts of records that came out, of which Python has its own by now. */
static void release_texts(const python_call *in, const GPtrArray *outputs) {
    for (guint i = 0; i < outputs->len; i++) {
        const plan_value *value = g_ptr_array_index(outputs, i);
        if (!python_gives_text(value))
            continue;
        if (value->is_optional) /* one that went in and is gone has the texts that went in */
            emit_line(in->out, "if (%s_is_present)", value->name);
        emit_line(in->out, "%sboundary_release_%s(&%s);", value->is_optional ? "    " : "",
                  python_c_type(&value->type), python_local(value));
    }
}

static void emit_result(const python_call *in, const char *expression) {
    python_emit_expression(in->out, in->cleans_up ? "result = " : "return ", expression);
}

static void emit_only_result(const python_call *in, const GPtrArray *outputs) {
    const char *expression = result_of(in, g_ptr_array_index(outputs, 0));
    if (in->cleans_up || !gives_text(outputs)) {
        emit_result(in, expression);
        release_texts(in, outputs);
        return;
    }
    python_emit_expression(in->out, "PyObject *result = ", expression);
    release_texts(in, outputs);
    emit_line(in->out, "return result;");
}

/* What was made before the call belongs to the result now. */
static void forget_made(const python_call *in) {
    for (guint i = 0; in->cleans_up && i < in->plan->values->len; i++) {
        const plan_value *value = python_value_at(in, (int)i);
        if (python_is_filled(value) && !python_is_scratch(value))
            emit_line(in->out, "%s_made = NULL;", value->name);
    }
}

void python_emit_results(const python_call *in) {
    GPtrArray *outputs = python_outputs(in->plan);
    if (in->shape == PYTHON_NEXT)
        end_iteration(in, outputs);
    if (in->shape == PYTHON_SETTER) {
        emit_line(in->out, in->cleans_up ? "result = 0;" : "return 0;");
    } else if (outputs->len == 0) {
        emit_result(in, "Py_NewRef(Py_None)");
    } else if (outputs->len == 1) {
        emit_only_result(in, outputs);
        forget_made(in);
    } else {
        emit_line(in->out, "PyObject *results[%u];", outputs->len);
        for (guint i = 0; i < outputs->len; i++)
            python_emit_expression(in->out, arena_printf("results[%u] = ", i),
                                   result_of(in, g_ptr_array_index(outputs, i)));
        release_texts(in, outputs);
        emit_result(in, arena_printf("tn_tuple(results, %u)", outputs->len));
        forget_made(in);
    }
}
