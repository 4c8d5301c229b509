/* What stands before the crossing: values of Rust's become what crosses. */
#include <string.h>

#include "backends/rust/calls.h"
#include "memory/arena.h"

/* ---- Numbers, enums and records ---- */

/* What a converting expression starts from where the parameter is a reference: methods look through it. */
static const char *behind_reference(const model_type *type, const char *name) {
    const char *direct = rust_lend(type, name);
    bool is_method = g_str_has_prefix(direct, arena_printf("%s.", name));
    return is_method ? direct : rust_lend(type, arena_printf("*%s", name));
}

static void put_changed(const rust_rendering *in, const plan_value *value, const char *name) {
    const char *question = rust_lend_can_fail(&value->type) ? "?" : "";
    const char *local = arena_printf("mut tn_%s", name);
    if (value->is_optional) {
        emit_line(in->out, "let mut tn_%s_present = %s.is_some();", name, name);
        const char *reference = rust_is_copy(&value->type) ? "" : ".as_ref()";
        const char *lent =
            rust_is_converted(value) ? arena_printf(".map(%s)", rust_lender(&value->type)) : "";
        const char *checked = question[0] != '\0' ? ".transpose()?" : "";
        rust_put_let(in->out, local,
                     arena_printf("%s%s%s%s.%s", name, reference, lent, checked,
                                  value->form == PLAN_RECORD && rust_is_converted(value)
                                      ? arena_printf("unwrap_or(%s)", rust_zero(&value->type))
                                      : "unwrap_or_default()"));
        return;
    }
    /* A failing call may leave bits that are none of the enum's constants: it works on a copy. */
    const char *lent =
        rust_is_converted(value) ? behind_reference(&value->type, name) : arena_printf("*%s", name);
    rust_put_let(in->out, local, arena_printf("%s%s", lent, question));
}

/* The method by its path where nothing else is passed: `Point::lend`. */
static const char *record_lender(const plan_function *call, const plan_value *value) {
    bool is_path = !rust_has_text(&value->type) && !rust_is_by_value(call, value);
    return is_path ? arena_printf("%s::lend", rust_type(&value->type)) : rust_lender(&value->type);
}

static void put_passed(const rust_rendering *in, const plan_value *value, const char *name) {
    bool can_fail = rust_lend_can_fail(&value->type);
    const char *local = arena_printf("tn_%s", name);
    if (!rust_is_optional(value)) {
        rust_put_let(in->out, local,
                     arena_printf("%s%s", rust_lend(&value->type, name), can_fail ? "?" : ""));
        return;
    }
    const char *lender =
        value->form == PLAN_RECORD ? record_lender(in->call, value) : rust_lender(&value->type);
    rust_put_let(in->out, local, arena_printf("%s.map(%s)%s", name, lender, can_fail ? ".transpose()?" : ""));
}

/* ---- Arrays and maps ---- */

/* What is done with each element behind a reference. */
static const char *element_lender(const model_type *type) {
    if (type->kind == MODEL_RECORD || type->kind == MODEL_VARIANT) {
        if (rust_is_plain(type))
            return "|it| *it";
        return rust_has_text(type) ? rust_lender(type) : arena_printf("%s::lend", rust_type(type));
    }
    return arena_printf("|it| %s", behind_reference(type, "it"));
}

static const char *collected(const model_type *type, const char *items) {
    return arena_printf(
        rust_lend_can_fail(type) ? "%s.collect::<Result<Vec<_>>>()?" : "%s.collect::<Vec<_>>()", items);
}

static void put_array(const rust_rendering *in, const plan_value *value, const char *name) {
    model_type type = rust_element_type(value);
    if (!rust_is_converted(value)) {
        emit_line(in->out, "let mut tn_%s = %s.to_vec();", name, name);
        return;
    }
    const char *local = arena_printf(value->direction == PLAN_INOUT ? "mut tn_%s" : "tn_%s", name);
    const char *lender = element_lender(&type);
    const char *items = arena_printf("%s.iter().map(%s)", rust_is_optional(value) ? "it" : name, lender);
    if (!rust_is_optional(value)) {
        rust_put_let(in->out, local, collected(&type, items));
        return;
    }
    const char *result = rust_lend_can_fail(&type) ? "Result<Vec<_>>" : "Vec<_>";
    rust_put_let(in->out, local,
                 arena_printf("%s.map(|it| %s.collect::<%s>())%s", name, items, result,
                              rust_lend_can_fail(&type) ? ".transpose()?" : ""));
}

/* Keys or values that came out of pairs, in a local of the type that crosses. */
static void put_side(const rust_rendering *in, const plan_value *value, const char *name) {
    model_type type = rust_element_type(value);
    if (value->form == PLAN_TEXT_ARRAY) {
        emit_line(in->out, "let tn_%s: Vec<&str> = tn_%s.iter().map(AsRef::as_ref).collect();", name, name);
        emit_line(in->out, "let tn_%s = TextView::all(&tn_%s);", name, name);
        return;
    }
    const char *borrowed = "it.borrow()";
    const char *direct = rust_lend(&type, borrowed);
    bool is_method = g_str_has_prefix(direct, "it.borrow().");
    const char *lent = is_method ? direct : rust_lend(&type, "*it.borrow()");
    const char *can_fail = rust_lend_can_fail(&type) ? "Result<" : "";
    rust_put_let(in->out,
                 arena_printf("tn_%s: %sVec<%s>%s", name, can_fail, rust_raw_type(&type),
                              can_fail[0] != '\0' ? ">" : ""),
                 arena_printf("tn_%s.iter().map(|it| %s).collect()", name, lent));
    if (rust_lend_can_fail(&type))
        emit_line(in->out, "let tn_%s = tn_%s?;", name, name);
}

static void put_optional_side(const rust_rendering *in, const plan_value *value, const char *name,
                              const char *map, int position) {
    model_type type = rust_element_type(value);
    const char *item = arena_printf("pair.%d", position);
    bool is_text = value->form == PLAN_TEXT_ARRAY, can_fail = !is_text && rust_lend_can_fail(&type);
    rust_put_let(in->out,
                 arena_printf(can_fail ? "tn_%s: Option<Result<Vec<_>>>" : "tn_%s: Option<Vec<_>>", name),
                 arena_printf("%s.map(|it| it.iter().map(|pair| %s).collect())", map,
                              is_text ? item : rust_lend(&type, item)));
    if (is_text)
        emit_line(in->out, "let tn_%s = tn_%s.map(|it| TextView::all(&it));", name, name);
    if (can_fail)
        emit_line(in->out, "let tn_%s = tn_%s.transpose()?;", name, name);
}

static void put_map(const rust_rendering *in, int index) {
    const plan_value *value = rust_value_at(in, index);
    const plan_value *keys = rust_value_at(in, value->keys_value);
    const char *map = in->names[index], *key_name = in->names[value->keys_value];
    if (rust_is_optional(value)) {
        put_optional_side(in, keys, key_name, map, 0);
        put_optional_side(in, value, map, map, 1);
        return;
    }
    emit_line(in->out, "let (tn_%s, tn_%s): (Vec<_>, Vec<_>) = %s.into_iter().unzip();", key_name, map, map);
    put_side(in, keys, key_name);
    put_side(in, value, map);
}

/* ---- All of them ---- */

static bool needs_texts(const plan_value *value) {
    return (value->form == PLAN_RECORD || value->form == PLAN_ARRAY) && value->direction != PLAN_OUT &&
           rust_has_text(&value->type);
}

/* One place keeps all texts of all records of a call. */
static bool is_first_with_texts(const rust_rendering *in, int index) {
    for (int i = 0; i < index; i++) {
        if (needs_texts(rust_value_at(in, i)))
            return false;
    }
    return needs_texts(rust_value_at(in, index));
}

void rust_convert_input(const rust_rendering *in, int index) {
    const plan_value *value = rust_value_at(in, index);
    const char *name = in->names[index];
    if (is_first_with_texts(in, index))
        emit_line(in->out, "let mut tn_texts = Texts::new();");
    if (value->is_keys || !rust_has_local(value))
        return;
    if (value->keys_value != PLAN_NONE) {
        put_map(in, index);
        return;
    }
    const char *local = arena_printf("tn_%s", name);
    switch (value->form) {
    case PLAN_SCALAR:
    case PLAN_ENUM:
    case PLAN_RECORD:
        if (value->direction == PLAN_INOUT)
            put_changed(in, value, name);
        else
            put_passed(in, value, name);
        break;
    case PLAN_ARRAY:
        put_array(in, value, name);
        break;
    case PLAN_TEXT_ARRAY:
        rust_put_let(in->out, local,
                     arena_printf(value->nullable ? "%s.map(TextView::all)" : "TextView::all(%s)", name));
        break;
    case PLAN_DYNAMIC:
        rust_put_let(in->out, local,
                     arena_printf(rust_is_optional(value) ? "%s.map(Value::encode)" : "%s.encode()", name));
        break;
    case PLAN_STREAM:
        rust_put_let(in->out, arena_printf("mut %s", local),
                     arena_printf(value->nullable ? "%s.map(ArrowStream::into_raw)" : "%s.into_raw()", name));
        break;
    default:
        break;
    }
}

/* ---- Room for what the call writes ---- */

void rust_allocate_output(const rust_rendering *in, const plan_step *step) {
    const plan_value *value = rust_value_at(in, step->value);
    model_type type = rust_element_type(value);
    const char *name = in->names[step->value];
    const char *source = in->names[step->other];
    const plan_value *from = rust_value_at(in, step->other);
    if (from->form == PLAN_SCALAR)
        emit_line(in->out, "let mut tn_%s = buffer::filled(%s, %s)?;", name, rust_zero(&type), source);
    else if (!from->nullable)
        emit_line(in->out, "let mut tn_%s = vec![%s; %s.len()];", name, rust_zero(&type), source);
    else
        emit_line(in->out, "let mut tn_%s = vec![%s; %s.map_or(0, <[_]>::len)];", name, rust_zero(&type),
                  source);
}

static const char *initial(const plan_value *value) {
    switch (value->form) {
    case PLAN_TEXT:
        return "Text::NONE";
    case PLAN_TEXT_ARRAY:
        return "TextList::NONE";
    case PLAN_BLOCK:
    case PLAN_DYNAMIC:
        return "Block::NONE";
    case PLAN_OBJECT:
        return "0";
    case PLAN_STREAM:
        return "ArrowParts::NONE";
    default:
        return rust_zero(&value->type);
    }
}

void rust_declare_outputs(const rust_rendering *in) {
    for (guint i = 0; i < in->call->values->len; i++) {
        const plan_value *value = rust_value_at(in, (int)i);
        const char *name = in->names[i];
        if (value->direction != PLAN_OUT)
            continue;
        if (value->is_filled_partly)
            emit_line(in->out, "let mut tn_%s_filled = 0;", name);
        if (value->form == PLAN_ARRAY)
            continue;
        emit_line(in->out, "let mut tn_%s = %s;", name, initial(value));
        bool has_presence =
            value->form == PLAN_SCALAR || value->form == PLAN_ENUM || value->form == PLAN_RECORD;
        if (value->is_optional && has_presence)
            emit_line(in->out, "let mut tn_%s_present = false;", name);
    }
}
