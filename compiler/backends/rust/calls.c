/* The plan renderer: one case per step that a host renders. */
#include <string.h>

#include "backends/rust/rust.h"
#include "memory/arena.h"

/* A function being rendered. */
struct rendering {
    emit *out;
    const plan_library *plan;
    const plan_function *call;
    const char **names; /* Of the values, by index. */
    bool is_fallible;
};

static const plan_value *value_at(const struct rendering *in, int index) {
    return RUST_AT(plan_value, in->call->values, index);
}

static bool is_copied_in_and_out(const plan_value *value) {
    return value->direction == PLAN_INOUT && rust_has_enums(&value->type);
}

/* ---- Before the crossing ---- */

static void convert_input(const struct rendering *in, int index) {
    const plan_value *value = value_at(in, index);
    const char *name = in->names[index];
    if (value->form == PLAN_TEXT_ARRAY)
        emit_line(in->out,
                  value->nullable ? "let tn_%s = %s.map(TextView::all);" : "let tn_%s = TextView::all(%s);",
                  name, name);
    if (!is_copied_in_and_out(value))
        return;
    /* A failing call may leave bits that are none of the enum's constants: it works on a copy. */
    const char *copy = value->form == PLAN_ENUM     ? "let mut tn_%s = *%s as i32;"
                       : value->form == PLAN_RECORD ? "let mut tn_%s = *%s;"
                                                    : "let mut tn_%s = %s.to_vec();";
    emit_line(in->out, "%s", arena_printf(copy, name, name));
}

static const char *zero(const plan_value *value) {
    switch (value->type.kind) {
    case MODEL_SCALAR:
        return value->type.scalar == MODEL_BOOL                                     ? "false"
               : value->type.scalar == MODEL_F32 || value->type.scalar == MODEL_F64 ? "0.0"
                                                                                    : "0";
    case MODEL_RECORD:
        return arena_printf(rust_has_enums(&value->type) ? "MaybeUninit::<%s>::zeroed()" : "%s::default()",
                            rust_element(value));
    default:
        return "0";
    }
}

static void allocate_output(const struct rendering *in, const plan_step *step) {
    const plan_value *value = value_at(in, step->value);
    const char *name = in->names[step->value];
    const char *source = in->names[step->other];
    const plan_value *from = value_at(in, step->other);
    if (from->form == PLAN_SCALAR)
        emit_line(in->out, "let mut tn_%s = buffer::filled(%s, %s)?;", name, zero(value), source);
    else if (!from->nullable)
        emit_line(in->out, "let mut tn_%s = vec![%s; %s.len()];", name, zero(value), source);
    else
        emit_line(in->out, "let mut tn_%s = vec![%s; %s.map_or(0, <[_]>::len)];", name, zero(value), source);
}

static void declare_outputs(const struct rendering *in) {
    for (guint i = 0; i < in->call->values->len; i++) {
        const plan_value *value = value_at(in, (int)i);
        const char *name = in->names[i];
        if (value->direction != PLAN_OUT)
            continue;
        if (value->is_filled_partly)
            emit_line(in->out, "let mut tn_%s_filled = 0;", name);
        if (value->form == PLAN_ARRAY)
            continue;
        const char *initial = value->form == PLAN_TEXT     ? "Text::NONE"
                              : value->form == PLAN_BLOCK  ? "Block::NONE"
                              : value->form == PLAN_OBJECT ? "0"
                                                           : zero(value);
        emit_line(in->out, "let mut tn_%s = %s;", name, initial);
    }
}

/* ---- The crossing ---- */

static bool passes_pointers(const plan_function *call) {
    for (guint i = 0; i < call->slots->len; i++) {
        if (strchr(RUST_AT(plan_slot, call->slots, i)->c_type, '*') != NULL)
            return true;
    }
    return false;
}

/* On one line, below the `let`, or in a block: whatever fits first, as rustfmt does it. */
static void put_crossing(emit *out, const char *head, const GPtrArray *arguments) {
    const char *crossing = arena_printf("unsafe { %s%s) };", head, emit_join(arguments, ", "));
    const char *line = arena_printf("let tn_status = %s", crossing);
    if (emit_fits(out, line)) {
        emit_line(out, "%s", line);
    } else if (emit_fits(out, arena_printf("    %s", crossing))) {
        emit_open(out, "let tn_status =");
        emit_line(out, "%s", crossing);
        emit_dedent(out);
    } else {
        emit_open(out, "let tn_status = unsafe {");
        emit_list(out, head, arguments, ")", true);
        emit_close(out, "};");
    }
}

static void cross(const struct rendering *in) {
    GPtrArray *arguments = arena_array();
    for (guint i = 0; i < in->call->slots->len; i++) {
        const plan_slot *slot = RUST_AT(plan_slot, in->call->slots, i);
        g_ptr_array_add(arguments,
                        (gpointer)(uintptr_t)rust_argument(in->call, slot, in->names[slot->value]));
    }
    declare_outputs(in);
    emit_line(in->out,
              passes_pointers(in->call)
                  ? "// SAFETY: every pointer is valid for the call, for as many elements as is said."
                  : "// SAFETY: only values cross, and the boundary checks them.");
    put_crossing(in->out, arena_printf("sys::%s(", in->call->boundary_name), arguments);
}

/* ---- After the crossing ---- */

static bool is_consumed(const plan_value *value) {
    return value->form == PLAN_OBJECT && value->direction == PLAN_IN && value->use == PLAN_USE_CONSUME;
}

/* Whether anything remains to be done when the call has succeeded and returns nothing. */
static bool ends_with_check(const struct rendering *in) {
    for (guint i = 0; i < in->call->values->len; i++) {
        const plan_value *value = value_at(in, (int)i);
        if (value->direction == PLAN_OUT || is_copied_in_and_out(value) || is_consumed(value))
            return false;
    }
    return true;
}

static void take_error(const struct rendering *in) {
    if (!in->is_fallible) {
        emit_line(in->out, "debug_assert_eq!(tn_status, 0, \"no step of this call can fail\");");
        return;
    }
    emit_line(in->out, ends_with_check(in) ? "Error::check(tn_status)" : "Error::check(tn_status)?;");
    for (guint i = 0; i < in->call->values->len; i++) {
        if (is_consumed(value_at(in, (int)i)))
            emit_line(in->out, "std::mem::forget(%s);",
                      value_at(in, (int)i)->is_self ? "self" : in->names[i]);
    }
}

static void write_back(const struct rendering *in, const plan_value *value, const char *name) {
    if (value->form == PLAN_ENUM)
        emit_line(in->out, "*%s = %s::try_from(tn_%s)?;", name, rust_element(value), name);
    else if (value->form == PLAN_RECORD)
        emit_line(in->out, "*%s = tn_%s;", name, name);
    else
        emit_line(in->out, "%s.copy_from_slice(&tn_%s);", name, name);
}

static void convert_filled(const struct rendering *in, const plan_value *value, const char *name) {
    if (value->is_filled_partly)
        emit_line(in->out, "tn_%s.truncate(tn_%s_filled);", name, name);
    if (value->type.kind == MODEL_ENUM) {
        emit_line(in->out, "let tn_%s = tn_%s.into_iter().map(%s::try_from).collect::<Result<_>>()?;", name,
                  name, rust_element(value));
    } else if (rust_has_enums(&value->type)) {
        emit_line(in->out,
                  "// SAFETY: the elements started as zeros, and the boundary has checked their enums.");
        emit_line(in->out, "let tn_%s = tn_%s.into_iter().map(|it| unsafe { it.assume_init() }).collect();",
                  name, name);
    }
}

/* Whether Rust takes the boundary's word for what the bits mean. */
static bool is_trusted(const plan_value *value) {
    return value->form == PLAN_BLOCK || (value->form == PLAN_RECORD && rust_has_enums(&value->type));
}

static const char *trusted_result(const plan_value *value, const char *name) {
    if (value->form == PLAN_RECORD)
        return arena_printf("unsafe { tn_%s.assume_init() }", name);
    const char *made = arena_printf("unsafe { %s::new(tn_%s) }", value->is_view ? "View" : "Array", name);
    return value->nullable ? arena_printf("(tn_%s.handle != 0).then(|| %s)", name, made) : made;
}

static void convert_output(const struct rendering *in, int index) {
    const plan_value *value = value_at(in, index);
    const char *name = in->names[index];
    if (is_copied_in_and_out(value)) {
        write_back(in, value, name);
    } else if (value->direction != PLAN_OUT) {
        return;
    } else if (value->form == PLAN_ARRAY) {
        convert_filled(in, value, name);
    } else if (is_trusted(value)) {
        emit_line(in->out,
                  value->form == PLAN_BLOCK
                      ? "// SAFETY: the boundary has filled the block with elements of this type."
                      : "// SAFETY: the record started as zeros, and the boundary has checked its enums.");
        if (in->call->outputs->len > 1)
            emit_line(in->out, "let tn_%s = %s;", name, trusted_result(value, name));
    }
}

static const char *object_result(const struct rendering *in, const plan_value *value, const char *name) {
    const model_class *class_of = value->type.class_of;
    const char *type = class_of == in->call->function->owner ? "Self" : rust_element(value);
    const char *owner = rust_has_lifetime(in->plan, class_of) ? ", owner: PhantomData" : "";
    /* A child of the same class has another lifetime than Self. */
    if (value->freezes && in->call->function->kind != MODEL_CONSTRUCTOR)
        type = rust_element(value);
    const char *object = arena_printf("%s { handle: Handle::new(tn_%s)%s }", type, name, owner);
    return value->nullable ? arena_printf("(tn_%s != 0).then(|| %s)", name, object) : object;
}

static const char *result(const struct rendering *in, const plan_value *value, const char *name) {
    switch (value->form) {
    case PLAN_ENUM:
        return arena_printf("%s::try_from(tn_%s)?", rust_element(value), name);
    case PLAN_TEXT:
        return arena_printf(value->nullable ? "Option::from(tn_%s)" : "String::from(tn_%s)", name);
    case PLAN_OBJECT:
        return object_result(in, value, name);
    default:
        if (is_trusted(value) && in->call->outputs->len == 1)
            return trusted_result(value, name);
        return arena_printf("tn_%s", name);
    }
}

static const char *name_of(const struct rendering *in, const plan_value *value) {
    guint index = 0;
    g_ptr_array_find(in->call->values, value, &index);
    return in->names[index];
}

static void give_back(const struct rendering *in) {
    GPtrArray *returned = rust_returned(in->call);
    GPtrArray *results = arena_array();
    for (guint i = 0; i < returned->len; i++) {
        const plan_value *value = RUST_AT(plan_value, returned, i);
        g_ptr_array_add(results, (gpointer)(uintptr_t)result(in, value, name_of(in, value)));
    }
    if (results->len == 0) {
        if (in->is_fallible && !ends_with_check(in))
            emit_line(in->out, "Ok(())");
    } else if (results->len == 1 && RUST_AT(plan_value, returned, 0)->form == PLAN_ENUM) {
        emit_line(in->out, "%s::try_from(tn_%s)", rust_element(g_ptr_array_index(returned, 0)),
                  name_of(in, g_ptr_array_index(returned, 0)));
    } else if (results->len == 1) {
        emit_line(in->out, in->is_fallible ? "Ok(%s)" : "%s", (const char *)g_ptr_array_index(results, 0));
    } else {
        emit_list(in->out, in->is_fallible ? "Ok((" : "(", results, in->is_fallible ? "))" : ")", true);
    }
}

static void render_step(const struct rendering *in, const plan_step *step) {
    switch (step->kind) {
    case PLAN_CONVERT_INPUT:
        convert_input(in, step->value);
        break;
    case PLAN_ALLOCATE_OUTPUT:
        allocate_output(in, step);
        break;
    case PLAN_CROSS:
        cross(in);
        break;
    case PLAN_TAKE_ERROR:
        take_error(in);
        break;
    case PLAN_CONVERT_OUTPUT:
        convert_output(in, step->value);
        break;
    default: /* The boundary's; and Rust has no lock that a blocking call could hold up. */
        break;
    }
}

void rust_function(emit *out, const plan_library *plan, const plan_function *call) {
    struct rendering in = {.out = out,
                           .plan = plan,
                           .call = call,
                           .names = rust_value_names(call),
                           .is_fallible = rust_is_fallible(call)};
    rust_function_doc(out, plan, call);
    rust_signature(out, plan, call);
    emit_indent(out);
    if (rust_needs_handshake(call))
        emit_line(out, in.is_fallible ? "handshake::check()?;" : "handshake::require();");
    for (guint i = 0; i < call->steps->len; i++)
        render_step(&in, RUST_AT(plan_step, call->steps, i));
    give_back(&in);
    emit_close(out, "}");
}
