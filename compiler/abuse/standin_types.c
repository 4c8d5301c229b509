/* Values of the contract's types in a stand-in library: made, looked at, and made wrong. */

#include <string.h>

#include "abuse/abuse.h"
#include "abuse/standin_internal.h"
#include "memory/arena.h"

const char *standin_element(const model_type *type) {
    return strcmp(type->c_name, "void") == 0 ? "uint8_t" : type->c_name;
}

static const char *scalar_value(const model_type *type, const char *index) {
    switch (type->scalar) {
    case MODEL_BOOL:
        return arena_printf("(%s) %% 2 == 0", index);
    case MODEL_I128:
        return arena_printf("stand_in_int128(1 + (%s))", index);
    case MODEL_U128:
        return arena_printf("stand_in_uint128(1 + (%s))", index);
    default:
        return arena_printf("(%s)(1 + (%s))", standin_element(type), index);
    }
}

const char *standin_value(const model_type *type, const char *index) {
    switch (type->kind) {
    case MODEL_ENUM:
    case MODEL_RECORD:
    case MODEL_VARIANT:
        return arena_printf("stand_in_make_%s(%s)", type->c_name, index);
    case MODEL_TEXT:
        return arena_printf("stand_in_text(%s)", index);
    default:
        return scalar_value(type, index);
    }
}

void standin_emit_take(emit *out, const model_type *type, bool nullable, const char *address,
                       const char *call, const char *name) {
    switch (type->kind) {
    case MODEL_ENUM:
    case MODEL_RECORD:
    case MODEL_VARIANT:
        emit_line(out, "stand_in_take_%s(%s, %s, %s);", type->c_name, call, name, address);
        break;
    case MODEL_TEXT:
        emit_line(out, "stand_in_take_text(%s, %s, *(%s), %s);", call, name, address,
                  nullable ? "true" : "false");
        break;
    default:
        if (type->scalar == MODEL_BOOL)
            emit_line(out, "stand_in_take_bools(%s, %s, %s, 1);", call, name, address);
        else
            emit_line(out, "stand_in_read(%s, sizeof(*(%s)));", address, address);
        break;
    }
}

void standin_emit_break(emit *out, const model_type *type, const char *address, const char *call,
                        const char *name) {
    switch (type->kind) {
    case MODEL_RECORD:
    case MODEL_VARIANT:
        emit_open(out, "if (stand_in_lies(%s, %s, \"lie_field\"))", call, name);
        emit_line(out, "stand_in_break_%s(%s, %s.variant);", type->c_name, address,
                  call[0] == '&' ? call + 1 : arena_printf("(*%s)", call));
        emit_dedent(out);
        break;
    case MODEL_ENUM:
        emit_open(out, "if (stand_in_lies(%s, %s, \"lie_constant\"))", call, name);
        emit_line(out, "stand_in_no_constant(%s, sizeof(*(%s)));", address, address);
        emit_dedent(out);
        break;
    default:
        if (type->scalar != MODEL_BOOL)
            break;
        emit_open(out, "if (stand_in_lies(%s, %s, \"lie_bool\"))", call, name);
        emit_line(out, "stand_in_no_bool(%s);", address);
        emit_dedent(out);
        break;
    }
}

/* ---- Enums ---- */

static void emit_table(emit *out, const model_enum *of) {
    GPtrArray *names = arena_array();
    for (guint i = 0; i < of->constants->len; i++)
        g_ptr_array_add(
            names,
            (gpointer)(uintptr_t)((const model_enum_constant *)g_ptr_array_index(of->constants, i))->c_name);
    emit_list(out, arena_printf("static const %s constants[] = {", of->c_name), names, "};", false);
}

static void emit_enum(emit *out, const model_enum *of) {
    c_empty_line(out);
    emit_open(out, "STAND_IN_PART %s stand_in_make_%s(unsigned index) {", of->c_name, of->c_name);
    emit_table(out, of);
    emit_line(out, "return constants[index %% %uu];", of->constants->len);
    emit_close(out, "}");
    c_empty_line(out);
    emit_open(out,
              "STAND_IN_PART void stand_in_take_%s(const stand_in_call *call, const char *name, "
              "const %s *value) {",
              of->c_name, of->c_name);
    emit_line(out, "int32_t number = 0;");
    emit_line(out, "memcpy(&number, value, sizeof(number));");
    int32_t flags = 0;
    GPtrArray *tests = arena_array();
    for (guint i = 0; i < of->constants->len; i++) {
        const model_enum_constant *constant = g_ptr_array_index(of->constants, i);
        flags |= constant->value;
        g_ptr_array_add(tests, arena_printf("number != %d", constant->value));
    }
    emit_open(out, "if (%s)",
              of->is_flags ? arena_printf("(number & ~%d) != 0", flags) : emit_join(tests, " && "));
    emit_line(out, "stand_in_refuse(call, name, \"is a number that no constant has\");");
    emit_dedent(out);
    emit_close(out, "}");
}

/* ---- Records and variants ---- */

static const model_field *field_at(const model_record *record, int index) {
    return g_ptr_array_index(record->fields, (guint)index);
}

static const char *member_path(const model_variant *variant, const char *member) {
    return variant->union_field[0] == '\0' ? member : arena_printf("%s.%s", variant->union_field, member);
}

static void open_maker(emit *out, const char *c_name) {
    c_empty_line(out);
    emit_open(out, "STAND_IN_PART %s stand_in_make_%s(unsigned index) {", c_name, c_name);
    emit_line(out, "%s value;", c_name);
    emit_line(out, "memset(&value, 0, sizeof(value));");
}

static void open_taker(emit *out, const char *c_name) {
    c_empty_line(out);
    emit_open(out,
              "STAND_IN_PART void stand_in_take_%s(const stand_in_call *call, const char *name, "
              "const %s *value) {",
              c_name, c_name);
}

static void emit_record(emit *out, const model_record *record) {
    open_maker(out, record->c_name);
    if (record->fields->len == 0)
        emit_line(out, "(void)index;");
    for (int i = 0; i < (int)record->fields->len; i++) {
        const model_field *field = field_at(record, i);
        emit_line(out, "value.%s = %s;", field->name,
                  field->is_presence ? "true" : standin_value(&field->type, "index"));
    }
    emit_line(out, "return value;");
    emit_close(out, "}");
    open_taker(out, record->c_name);
    emit_line(out, "(void)call;");
    emit_line(out, "(void)name;");
    for (int i = 0; i < (int)record->fields->len; i++) {
        const model_field *field = field_at(record, i);
        if (field->present_if != MODEL_NO_FIELD)
            emit_open(out, "if (value->%s)", field_at(record, field->present_if)->name);
        standin_emit_take(out, &field->type, field->nullable, arena_printf("&value->%s", field->name), "call",
                          "name");
        if (field->present_if != MODEL_NO_FIELD)
            emit_dedent(out);
    }
    emit_close(out, "}");
}

/* The cases with a payload in turn, then those without. */
static void emit_variant_maker(emit *out, const model_variant *variant) {
    open_maker(out, variant->c_name);
    emit_line(out, "switch (index %% %uu) {", variant->cases->len);
    guint number = 0;
    for (int pass = 0; pass < 2; pass++) {
        for (guint i = 0; i < variant->cases->len; i++) {
            const model_case *one = g_ptr_array_index(variant->cases, i);
            if ((one->member == NULL) != (pass == 1))
                continue;
            emit_line(out, "case %u:", number++);
            emit_indent(out);
            emit_line(out, "value.%s = %s;", variant->tag_field, one->constant->c_name);
            if (one->member != NULL)
                emit_line(out, "value.%s = %s;", member_path(variant, one->member),
                          standin_value(&one->type, "index"));
            emit_line(out, "break;");
            emit_dedent(out);
        }
    }
    emit_line(out, "default:");
    emit_line(out, "    break;");
    emit_line(out, "}");
    emit_line(out, "return value;");
    emit_close(out, "}");
}

static void emit_variant(emit *out, const model_variant *variant) {
    emit_variant_maker(out, variant);
    open_taker(out, variant->c_name);
    emit_line(out, "stand_in_take_%s(call, name, &value->%s);", variant->tag->c_name, variant->tag_field);
    emit_line(out, "switch (value->%s) {", variant->tag_field);
    for (guint i = 0; i < variant->cases->len; i++) {
        const model_case *one = g_ptr_array_index(variant->cases, i);
        if (one->member == NULL)
            continue;
        emit_line(out, "case %s:", one->constant->c_name);
        emit_indent(out);
        standin_emit_take(out, &one->type, one->nullable,
                          arena_printf("&value->%s", member_path(variant, one->member)), "call", "name");
        emit_line(out, "break;");
        emit_dedent(out);
    }
    emit_line(out, "default:");
    emit_line(out, "    break;");
    emit_line(out, "}");
    emit_close(out, "}");
}

/* ---- What can be wrong in them ---- */

/* Lead to what is wrong, making what lies on the way so that it counts. @return Its expression. */
static const char *emit_way(emit *out, const model_type *type, const abuse_leaf *leaf) {
    const char *path = "value->";
    const model_type *at = type;
    for (guint i = 0; i < leaf->way->len; i++) {
        const abuse_way *step = g_ptr_array_index(leaf->way, i);
        const char *dot = i == 0 ? "" : ".";
        if (step->chosen != NULL) {
            const model_variant *variant = at->variant;
            g_assert(variant != NULL);
            emit_line(out, "%s%s%s = %s;", path, dot, variant->tag_field, step->chosen->constant->c_name);
            path = arena_printf("%s%s%s", path, dot, member_path(variant, step->chosen->member));
            at = &step->chosen->type;
            if (at->kind != MODEL_TEXT || leaf->wrong == ABUSE_WRONG_TEXT || leaf->wrong == ABUSE_WRONG_NULL)
                emit_line(out, "%s = %s;", path, standin_value(at, "0u"));
            continue;
        }
        if (step->field->present_if != MODEL_NO_FIELD)
            emit_line(out, "%s%s%s = true;", path, dot, field_at(at->record, step->field->present_if)->name);
        path = arena_printf("%s%s%s", path, dot, step->field->name);
        at = &step->field->type;
    }
    if (at->kind == MODEL_VARIANT)
        path = arena_printf("%s%s%s", path, leaf->way->len == 0 ? "" : ".", at->variant->tag_field);
    return path;
}

static void emit_leaf(emit *out, const model_type *type, const abuse_leaf *leaf) {
    const char *path = emit_way(out, type, leaf);
    switch (leaf->wrong) {
    case ABUSE_WRONG_CONSTANT:
        emit_line(out, "stand_in_no_constant(&%s, sizeof(%s));", path, path);
        break;
    case ABUSE_WRONG_BOOL:
        emit_line(out, "stand_in_no_bool(&%s);", path);
        break;
    case ABUSE_WRONG_TEXT:
        emit_line(out, "%s = stand_in_no_text();", path);
        break;
    case ABUSE_WRONG_NULL:
        emit_line(out, "%s = NULL;", path);
        break;
    }
}

static void emit_breaker(emit *out, const model_type *type) {
    const GPtrArray *leaves = abuse_leaves(type, true);
    c_empty_line(out);
    emit_open(out, "STAND_IN_PART void stand_in_break_%s(%s *value, unsigned variant) {", type->c_name,
              type->c_name);
    emit_line(out, "(void)value;");
    emit_line(out, "switch (variant) {");
    for (guint i = 0; i < leaves->len; i++) {
        emit_line(out, "case %u:", i);
        emit_indent(out);
        emit_leaf(out, type, g_ptr_array_index(leaves, i));
        emit_line(out, "break;");
        emit_dedent(out);
    }
    emit_line(out, "default:");
    emit_line(out, "    break;");
    emit_line(out, "}");
    emit_close(out, "}");
}

/* ---- All of them ---- */

/* Records may hold variants and variants records: what holds none of the others comes first. */
static void emit_record_or_variant(emit *out, const model_type *type, GHashTable *done) {
    if (!g_hash_table_add(done, (gpointer)(uintptr_t)type->c_name))
        return;
    if (type->kind == MODEL_RECORD) {
        for (guint i = 0; i < type->record->fields->len; i++) {
            const model_field *field = g_ptr_array_index(type->record->fields, i);
            if (field->type.kind == MODEL_RECORD || field->type.kind == MODEL_VARIANT)
                emit_record_or_variant(out, &field->type, done);
        }
        emit_record(out, type->record);
    } else {
        for (guint i = 0; i < type->variant->cases->len; i++) {
            const model_case *one = g_ptr_array_index(type->variant->cases, i);
            if (one->member != NULL && (one->type.kind == MODEL_RECORD || one->type.kind == MODEL_VARIANT))
                emit_record_or_variant(out, &one->type, done);
        }
        emit_variant(out, type->variant);
    }
    emit_breaker(out, type);
}

void standin_emit_types(emit *out, const plan_library *plan) {
    const model_library *model = plan->model;
    GHashTable *done = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < model->enums->len; i++)
        emit_enum(out, g_ptr_array_index(model->enums, i));
    for (guint i = 0; i < model->records->len; i++) {
        const model_record *record = g_ptr_array_index(model->records, i);
        const model_type type = {.kind = MODEL_RECORD, .record = record, .c_name = record->c_name};
        emit_record_or_variant(out, &type, done);
    }
    for (guint i = 0; i < model->variants->len; i++) {
        const model_variant *variant = g_ptr_array_index(model->variants, i);
        const model_type type = {.kind = MODEL_VARIANT, .variant = variant, .c_name = variant->c_name};
        emit_record_or_variant(out, &type, done);
    }
    g_hash_table_unref(done);
}
