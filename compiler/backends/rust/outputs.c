/* What stands after the crossing: errors, and what crossed becomes values of Rust's. */
#include <string.h>

#include "backends/rust/calls.h"
#include "memory/arena.h"

/* ---- Errors ---- */

static bool is_consumed(const plan_value *value) {
    return value->form == PLAN_OBJECT && value->direction == PLAN_IN && value->use == PLAN_USE_CONSUME;
}

static bool is_written_back(const plan_value *value) {
    return value->direction == PLAN_INOUT && rust_has_local(value);
}

/* Whether anything remains to be done when the call has succeeded and returns nothing. */
static bool ends_with_check(const rust_rendering *in) {
    for (guint i = 0; i < in->call->values->len; i++) {
        const plan_value *value = rust_value_at(in, (int)i);
        if (value->direction == PLAN_OUT || is_written_back(value) || is_consumed(value))
            return false;
    }
    return true;
}

void rust_take_error(const rust_rendering *in) {
    if (!in->is_fallible) {
        emit_line(in->out, "debug_assert_eq!(tn_status, 0, \"no step of this call can fail\");");
        return;
    }
    emit_line(in->out, ends_with_check(in) ? "Error::check(tn_status)" : "Error::check(tn_status)?;");
    for (guint i = 0; i < in->call->values->len; i++) {
        if (is_consumed(rust_value_at(in, (int)i)))
            emit_line(in->out, "std::mem::forget(%s);",
                      rust_value_at(in, (int)i)->is_self ? "self" : in->names[i]);
    }
}

/* ---- From what crossed to a value ---- */

/* Text in a record is the caller's to release: the record is taken over, not only read. */
static const char *owned(const model_type *type, const char *raw) {
    bool is_record = type->kind == MODEL_RECORD || type->kind == MODEL_VARIANT;
    return is_record && rust_has_text(type) ? arena_printf("unsafe { %s.own() }", raw) : rust_take(type, raw);
}

/* `is_result`: the expression is a `Result`. */
static const char *value_of(const plan_value *value, const char *name, bool *is_result) {
    const char *raw = arena_printf("tn_%s", name);
    *is_result = rust_take_can_fail(&value->type);
    if (value->form == PLAN_RECORD && rust_has_enums(&value->type) && value->direction == PLAN_OUT)
        return arena_printf("unsafe { %s.assume_init() }", raw);
    return owned(&value->type, raw);
}

static const char *optional_value_of(const plan_value *value, const char *name, bool *is_result) {
    const char *taken = value_of(value, name, is_result);
    if (strcmp(taken, arena_printf("tn_%s", name)) == 0)
        return arena_printf("tn_%s_present.then_some(%s)", name, taken);
    return arena_printf(*is_result ? "tn_%s_present.then(|| %s).transpose()" : "tn_%s_present.then(|| %s)",
                        name, taken);
}

/* Whether elements cross as mirrors, which are taken by reference. */
static bool is_mirrored(const model_type *type) {
    return (type->kind == MODEL_RECORD || type->kind == MODEL_VARIANT) && !rust_is_plain(type);
}

static void write_back_array(const rust_rendering *in, const plan_value *value, const char *name) {
    model_type type = rust_element_type(value);
    if (!rust_is_converted(value)) {
        emit_line(in->out, "%s.copy_from_slice(&tn_%s);", name, name);
        return;
    }
    emit_open(in->out, "for (to, it) in %s.iter_mut().zip(%stn_%s) {", name, is_mirrored(&type) ? "&" : "",
              name);
    emit_line(in->out, "*to = %s%s;", rust_take(&type, "it"), rust_take_can_fail(&type) ? "?" : "");
    emit_close(in->out, "}");
}

static void write_back(const rust_rendering *in, const plan_value *value, const char *name) {
    if (value->form == PLAN_ARRAY) {
        write_back_array(in, value, name);
        return;
    }
    bool is_result;
    const char *taken =
        value->is_optional ? optional_value_of(value, name, &is_result) : value_of(value, name, &is_result);
    if (rust_has_text(&value->type))
        emit_line(in->out, "// SAFETY: the boundary has filled it, with texts that are ours.");
    emit_line(in->out, "*%s = %s%s;", name, taken, is_result ? "?" : "");
}

static void convert_filled(const rust_rendering *in, const plan_value *value, const char *name) {
    model_type type = rust_element_type(value);
    if (value->is_filled_partly)
        emit_line(in->out, "tn_%s.truncate(tn_%s_filled);", name, name);
    const char *local = arena_printf("tn_%s", name);
    if (rust_has_enums(&type) && type.kind == MODEL_RECORD) {
        emit_line(in->out,
                  "// SAFETY: the elements started as zeros, and the boundary has checked their enums.");
        emit_line(in->out, "let tn_%s = tn_%s.into_iter().map(|it| unsafe { it.assume_init() }).collect();",
                  name, name);
    } else if (!rust_is_plain(&type) || type.kind == MODEL_ENUM || type.meaning == MODEL_EXACT) {
        const char *end = rust_take_can_fail(&type) ? "collect::<Result<_>>()?" : "collect()";
        if (rust_has_text(&type))
            emit_line(in->out, "// SAFETY: the boundary has filled them, with texts that are ours.");
        const char *taker = rust_has_text(&type) ? "|it| unsafe { it.own() }" : rust_taker(&type);
        const char *items = is_mirrored(&type) && !rust_has_text(&type) ? "iter" : "into_iter";
        rust_put_let(in->out, local, arena_printf("tn_%s.%s().map(%s).%s", name, items, taker, end));
    }
}

/* Whether Rust takes the boundary's word for what the bits mean. */
static bool is_trusted(const plan_value *value) {
    bool is_record =
        value->form == PLAN_RECORD && (rust_has_enums(&value->type) || rust_has_text(&value->type));
    return value->form == PLAN_BLOCK || is_record;
}

static const char *block_result(const plan_value *value, const char *name, bool *is_result) {
    model_type type = rust_element_type(value);
    *is_result = false;
    if (rust_is_plain(&type)) {
        const char *holder = !value->is_view ? "Array" : value->is_written ? "ViewMut" : "View";
        const char *made = arena_printf("unsafe { %s::new(tn_%s) }", holder, name);
        return value->nullable ? arena_printf("(tn_%s.handle != 0).then(|| %s)", name, made) : made;
    }
    /* Elements whose bits differ are copied. */
    *is_result = rust_take_can_fail(&type);
    const char *taker = arena_printf("%s::take", rust_type(&type));
    if (type.kind == MODEL_SCALAR)
        taker = arena_printf("|it| %s", rust_take(&type, "*it"));
    const char *made = arena_printf("unsafe { Array::<%s>::new(tn_%s) }.iter().map(%s).collect()",
                                    rust_raw_type(&type), name, taker);
    if (!value->nullable)
        return made;
    return arena_printf(*is_result ? "(tn_%s.handle != 0).then(|| %s).transpose()"
                                   : "(tn_%s.handle != 0).then(|| %s)",
                        name, made);
}

static const char *trusted_result(const plan_value *value, const char *name, bool *is_result) {
    if (value->form == PLAN_BLOCK)
        return block_result(value, name, is_result);
    return value->is_optional ? optional_value_of(value, name, is_result) : value_of(value, name, is_result);
}

static const char *safety(const plan_value *value) {
    if (value->form == PLAN_BLOCK)
        return "// SAFETY: the boundary has filled the block with elements of this type.";
    if (rust_has_text(&value->type))
        return "// SAFETY: the boundary has filled it, with texts that are ours.";
    return "// SAFETY: the record started as zeros, and the boundary has checked its enums.";
}

void rust_convert_output(const rust_rendering *in, int index) {
    const plan_value *value = rust_value_at(in, index);
    const char *name = in->names[index];
    bool is_result;
    if (is_written_back(value)) {
        write_back(in, value, name);
    } else if (value->direction != PLAN_OUT) {
        return;
    } else if (value->form == PLAN_ARRAY) {
        convert_filled(in, value, name);
    } else if (is_trusted(value)) {
        emit_line(in->out, "%s", safety(value));
        if (in->call->outputs->len > 1) {
            const char *trusted = trusted_result(value, name, &is_result);
            rust_put_let(in->out, arena_printf("tn_%s", name),
                         arena_printf("%s%s", trusted, is_result ? "?" : ""));
        }
    }
}

/* ---- What the function returns ---- */

static const char *object_result(const rust_rendering *in, const plan_value *value, const char *name) {
    const model_class *class_of = value->type.class_of;
    const char *type = class_of == in->call->function->owner ? "Self" : rust_element(value);
    const char *owner = rust_has_lifetime(in->plan, class_of) ? ", owner: PhantomData" : "";
    /* A child of the same class has another lifetime than Self. */
    if (value->freezes && in->call->function->kind != MODEL_CONSTRUCTOR)
        type = rust_element(value);
    const char *object = arena_printf("%s { handle: Handle::new(tn_%s)%s }", type, name, owner);
    return value->nullable ? arena_printf("(tn_%s != 0).then(|| %s)", name, object) : object;
}

static const char *name_of(const rust_rendering *in, const plan_value *value) {
    guint index = 0;
    g_ptr_array_find(in->call->values, value, &index);
    return in->names[index];
}

/* One side of a map, element by element. */
static const char *side_items(const plan_value *value, const char *side, bool is_first) {
    model_type type = rust_element_type(value);
    if (value->form == PLAN_BLOCK && rust_is_plain(&type))
        return arena_printf("%s.iter().copied()", side);
    return is_first ? arena_printf("%s.into_iter()", side) : side;
}

static const char *pairs(const plan_value *keys, const char *key_side, const plan_value *value,
                         const char *side) {
    return arena_printf("%s.zip(%s).collect()", side_items(keys, key_side, true),
                        side_items(value, side, false));
}

/* A whole side: texts are still as they crossed. */
static const char *side(const plan_value *value, const char *name) {
    if (value->form != PLAN_TEXT_ARRAY)
        return arena_printf("tn_%s", name);
    return arena_printf(value->nullable ? "Option::<Vec<String>>::from(tn_%s)" : "Vec::from(tn_%s)", name);
}

static const char *map_result(const rust_rendering *in, const plan_value *value, const char *name) {
    const plan_value *keys = rust_value_at(in, value->keys_value);
    const char *key_side = side(keys, name_of(in, keys)), *own_side = side(value, name);
    if (!value->nullable)
        return pairs(keys, key_side, value, own_side);
    return arena_printf("%s.zip(%s).map(|(keys, items)| %s)", key_side, own_side,
                        pairs(keys, "keys", value, "items"));
}

static const char *dynamic_result(const plan_value *value, const char *name) {
    if (!rust_is_optional(value))
        return arena_printf("Value::decode(tn_%s)", name);
    return arena_printf("(tn_%s.handle != 0).then(|| Value::decode(tn_%s)).transpose()", name, name);
}

static const char *result(const rust_rendering *in, const plan_value *value, const char *name,
                          bool *is_result) {
    *is_result = false;
    if (value->keys_value != PLAN_NONE)
        return map_result(in, value, name);
    switch (value->form) {
    case PLAN_SCALAR:
    case PLAN_ENUM:
    case PLAN_RECORD:
        if (is_trusted(value) && in->call->outputs->len > 1)
            break;
        return trusted_result(value, name, is_result);
    case PLAN_BLOCK:
        return in->call->outputs->len > 1 ? arena_printf("tn_%s", name)
                                          : block_result(value, name, is_result);
    case PLAN_TEXT:
        return arena_printf(rust_is_optional(value) ? "Option::from(tn_%s)" : "String::from(tn_%s)", name);
    case PLAN_TEXT_ARRAY:
        return arena_printf(rust_is_optional(value) ? "Option::from(tn_%s)" : "Vec::from(tn_%s)", name);
    case PLAN_OBJECT:
        return object_result(in, value, name);
    case PLAN_DYNAMIC:
        *is_result = true;
        return dynamic_result(value, name);
    case PLAN_STREAM:
        *is_result = true;
        return arena_printf("ArrowStream::from_raw(tn_%s)", name);
    default:
        break;
    }
    return arena_printf("tn_%s", name);
}

/* Whether a bool beside the value says that it is there, and nothing has been made of it yet. */
static bool is_flagged(const plan_value *value) {
    return value->is_optional && !is_trusted(value);
}

/* Options that are there together: `a.zip(b)`, and a tuple that is flat again of more than two. */
static const char *zipped(const GPtrArray *options) {
    GString *zips = g_string_new(g_ptr_array_index(options, 0));
    GString *nested = g_string_new("it0"), *flat = g_string_new("it0");
    for (guint i = 1; i < options->len; i++) {
        g_string_append_printf(zips, ".zip(%s)", (const char *)g_ptr_array_index(options, i));
        char *before = g_string_free(nested, FALSE);
        nested = g_string_new(NULL);
        g_string_append_printf(nested, "(%s, it%u)", before, i);
        g_string_append_printf(flat, ", it%u", i);
        g_free(before);
    }
    if (options->len > 2)
        g_string_append_printf(zips, ".map(|%s| (%s))", nested->str, flat->str);
    g_string_free(nested, TRUE);
    g_string_free(flat, TRUE);
    return arena_take(g_string_free(zips, FALSE));
}

/* Values of which one bool says that they are all there: none of them, or a tuple. */
static void give_flagged(const rust_rendering *in, const GPtrArray *returned) {
    GPtrArray *results = arena_array();
    for (guint i = 0; i < returned->len; i++) {
        const plan_value *value = RUST_AT(plan_value, returned, i);
        bool is_result = false;
        const char *taken = value_of(value, name_of(in, value), &is_result);
        g_ptr_array_add(results, is_result ? arena_printf("%s?", taken) : arena_strdup(taken));
    }
    const char *flag = arena_printf("tn_%s_present", name_of(in, RUST_AT(plan_value, returned, 0)));
    emit_open(in->out, "if !%s {", flag);
    emit_line(in->out, in->is_fallible ? "return Ok(None);" : "return None;");
    emit_close(in->out, "}");
    emit_list(in->out, in->is_fallible ? "Ok(Some((" : "Some((", results, in->is_fallible ? ")))" : "))",
              true);
}

static void give_together(const rust_rendering *in, const GPtrArray *returned, const GPtrArray *results) {
    for (guint i = 0; i < returned->len; i++) {
        if (!is_flagged(RUST_AT(plan_value, returned, i))) {
            rust_put_chain(in->out, in->is_fallible ? "Ok(" : "", zipped(results),
                           in->is_fallible ? ")" : "");
            return;
        }
    }
    give_flagged(in, returned);
}

void rust_give_back(const rust_rendering *in) {
    GPtrArray *returned = rust_returned(in->call);
    GPtrArray *results = arena_array();
    bool is_result = false;
    for (guint i = 0; i < returned->len; i++) {
        const plan_value *value = RUST_AT(plan_value, returned, i);
        const char *expression = result(in, value, name_of(in, value), &is_result);
        if (is_result && returned->len > 1)
            expression = arena_printf("%s?", expression);
        if (value->keys_value != PLAN_NONE && value->nullable && returned->len > 1) {
            const char *map = arena_printf("tn_%s", name_of(in, value));
            rust_put_let(in->out, map, expression);
            expression = map;
        }
        g_ptr_array_add(results, (gpointer)(uintptr_t)expression);
    }
    if (rust_are_together(in->call)) {
        give_together(in, returned, results);
    } else if (results->len == 0) {
        if (in->is_fallible && !ends_with_check(in))
            emit_line(in->out, "Ok(())");
    } else if (results->len == 1 && RUST_AT(plan_value, returned, 0)->keys_value != PLAN_NONE) {
        rust_put_chain(in->out, in->is_fallible ? "Ok(" : "", g_ptr_array_index(results, 0),
                       in->is_fallible ? ")" : "");
    } else if (results->len == 1) {
        emit_line(in->out, in->is_fallible && !is_result ? "Ok(%s)" : "%s",
                  (const char *)g_ptr_array_index(results, 0));
    } else {
        emit_list(in->out, in->is_fallible ? "Ok((" : "(", results, in->is_fallible ? "))" : ")", true);
    }
}
