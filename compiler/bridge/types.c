/* What values are made of, for runtime/bridge. Sizes and places are worked out by the compiler that builds
 * the library, not by the one that read the contract. */

#include <string.h>

#include "bridge/bridge_internal.h"
#include "memory/arena.h"

struct bridge_types {
    const plan_library *plan;
    emit *out;
    GHashTable *names; /* "kind c_name" -> the variable that describes it */
    GHashTable *taken;
};

bridge_types *bridge_types_new(const plan_library *plan, emit *out) {
    bridge_types *types = ARENA_NEW(bridge_types);
    *types = (bridge_types){.plan = plan,
                            .out = out,
                            .names = g_hash_table_new(g_str_hash, g_str_equal),
                            .taken = g_hash_table_new(g_str_hash, g_str_equal)};
    return types;
}

/* `unsigned long` is two words, and a record may be called as something else already is. */
static const char *variable(bridge_types *types, const char *what, const char *c_name) {
    char *words = arena_printf("bridges_%s_%s", what, c_name);
    for (char *at = words; *at != '\0'; at++) {
        if (!g_ascii_isalnum(*at) && *at != '_')
            *at = '_';
    }
    const char *name = words;
    while (!g_hash_table_add(types->taken, (gpointer)(uintptr_t)name))
        name = arena_printf("%s_", name);
    return name;
}

static const char *c_name_of(const model_type *type) {
    return type->kind == MODEL_TEXT    ? "const char *"
           : type->kind == MODEL_CLASS ? arena_printf("%s *", type->class_of->c_name)
                                       : c_plain_type(type->c_name);
}

/* ---- The parts of a type ---- */

/* With the indexes behind them: without, clang-format would set them in columns. */
static const char *emit_numbers(bridge_types *types, const char *name, const GPtrArray *constants) {
    int width = 0;
    for (guint i = 0; i < constants->len; i++)
        width = MAX(width, (int)strlen(g_ptr_array_index(constants, i)) + 1);
    table_open(types->out, "int32_t", name);
    for (guint i = 0; i < constants->len; i++) {
        const char *item = arena_printf("%s,", (const char *)g_ptr_array_index(constants, i));
        emit_line(types->out, "%-*s // %u", width, item, i);
    }
    table_close(types->out);
    return name;
}

static const char *emit_constants(bridge_types *types, const model_enum *item) {
    GPtrArray *constants = arena_array();
    for (guint i = 0; i < item->constants->len; i++) {
        const model_enum_constant *constant = g_ptr_array_index(item->constants, i);
        g_ptr_array_add(constants, (gpointer)(uintptr_t)constant->c_name);
    }
    return emit_numbers(types, variable(types, "constants", item->c_name), constants);
}

static const char *emit_record_fields(bridge_types *types, const model_record *record) {
    GPtrArray *described = arena_array();
    for (guint i = 0; i < record->fields->len; i++) {
        const model_field *field = g_ptr_array_index(record->fields, i);
        g_ptr_array_add(described, (gpointer)(uintptr_t)bridge_type(types, &field->type));
    }
    const char *name = variable(types, "fields", record->c_name);
    table_open(types->out, "tenon_bridge_field", name);
    for (guint i = 0; i < record->fields->len; i++) {
        const model_field *field = g_ptr_array_index(record->fields, i);
        GPtrArray *items = arena_array();
        table_member(items, ".name = \"%s\"", field->name);
        table_member(items, ".type = &%s", (const char *)g_ptr_array_index(described, i));
        table_member(items, ".offset = offsetof(%s, %s)", record->c_name, field->name);
        table_member(items, ".count = 1");
        if (field->nullable)
            table_member(items, ".nullable = true");
        table_member(items, ".present_if = %d", field->present_if);
        table_entry(types->out, items);
    }
    table_close(types->out);
    return name;
}

/* "area.circle", or "circle" where the union has no name. */
static const char *member_path(const model_variant *variant, const model_case *one) {
    return variant->union_field[0] == '\0' ? one->member
                                           : arena_printf("%s.%s", variant->union_field, one->member);
}

static const char *emit_cases(bridge_types *types, const model_variant *variant) {
    GPtrArray *described = arena_array();
    for (guint i = 0; i < variant->cases->len; i++) {
        const model_case *one = g_ptr_array_index(variant->cases, i);
        g_ptr_array_add(described,
                        (gpointer)(uintptr_t)(one->member == NULL ? NULL : bridge_type(types, &one->type)));
    }
    const char *name = variable(types, "fields", variant->c_name);
    table_open(types->out, "tenon_bridge_field", name);
    for (guint i = 0; i < variant->cases->len; i++) {
        const model_case *one = g_ptr_array_index(variant->cases, i);
        GPtrArray *items = arena_array();
        table_member(items, ".name = \"%s\"", one->constant->name);
        if (one->member != NULL) {
            table_member(items, ".type = &%s", (const char *)g_ptr_array_index(described, i));
            table_member(items, ".offset = offsetof(%s, %s)", variant->c_name, member_path(variant, one));
            table_member(items, ".count = 1");
        }
        if (one->nullable)
            table_member(items, ".nullable = true");
        table_member(items, ".present_if = -1");
        table_entry(types->out, items);
    }
    table_close(types->out);
    return name;
}

/* The tags of the cases, in their order. */
static const char *emit_tags(bridge_types *types, const model_variant *variant) {
    GPtrArray *tags = arena_array();
    for (guint i = 0; i < variant->cases->len; i++) {
        const model_case *one = g_ptr_array_index(variant->cases, i);
        g_ptr_array_add(tags, (gpointer)(uintptr_t)one->constant->c_name);
    }
    return emit_numbers(types, variable(types, "tags", variant->c_name), tags);
}

/* ---- Types ---- */

static const char *scalar_kind(model_scalar scalar) {
    switch (scalar) {
    case MODEL_BOOL:
        return "TENON_BRIDGE_BOOL";
    case MODEL_F32:
    case MODEL_F64:
        return "TENON_BRIDGE_FLOAT";
    case MODEL_I8:
    case MODEL_I16:
    case MODEL_I32:
    case MODEL_I64:
    case MODEL_I128:
        return "TENON_BRIDGE_SIGNED";
    case MODEL_U8:
    case MODEL_U16:
    case MODEL_U32:
    case MODEL_U64:
    case MODEL_U128:
    case MODEL_SIZE:
        return "TENON_BRIDGE_UNSIGNED";
    }
    g_assert_not_reached();
}

static const char *kind_of(const model_type *type) {
    switch (type->kind) {
    case MODEL_SCALAR:
        return scalar_kind(type->scalar);
    case MODEL_ENUM:
        return "TENON_BRIDGE_ENUM";
    case MODEL_RECORD:
        return "TENON_BRIDGE_RECORD";
    case MODEL_VARIANT:
        return "TENON_BRIDGE_VARIANT";
    case MODEL_TEXT:
        return "TENON_BRIDGE_TEXT";
    case MODEL_CLASS:
        return "TENON_BRIDGE_OBJECT";
    default:
        g_assert_not_reached(); /* the reader refuses to bridge what has them */
    }
}

static void add_enum(bridge_types *types, GPtrArray *items, const model_enum *item) {
    const char *constants = emit_constants(types, item);
    if (item->is_flags)
        table_member(items, ".is_flags = true");
    table_member(items, ".constant_count = %u", item->constants->len);
    table_member(items, ".constants = %s", constants);
}

static void add_parts(bridge_types *types, GPtrArray *items, const model_type *type) {
    if (type->kind == MODEL_ENUM) {
        add_enum(types, items, type->enumeration);
    } else if (type->kind == MODEL_RECORD) {
        const char *fields = emit_record_fields(types, type->record);
        table_member(items, ".field_count = %u", type->record->fields->len);
        table_member(items, ".fields = %s", fields);
    } else if (type->kind == MODEL_VARIANT) {
        const model_variant *variant = type->variant;
        const char *fields = emit_cases(types, variant);
        table_member(items, ".constant_count = %u", variant->cases->len);
        table_member(items, ".constants = %s", emit_tags(types, variant));
        table_member(items, ".field_count = %u", variant->cases->len);
        table_member(items, ".fields = %s", fields);
        table_member(items, ".tag_offset = offsetof(%s, %s)", variant->c_name, variant->tag_field);
    } else if (type->kind == MODEL_CLASS) {
        guint index = 0;
        g_ptr_array_find(bridge_classes(types->plan), type->class_of, &index);
        table_member(items, ".class_index = %u", index);
    }
}

static const char *emit_type(bridge_types *types, const char *kind, const char *c_name,
                             const char *variable_words, const model_type *type) {
    const char *key = arena_printf("%s %s", kind, c_name);
    const char *known = g_hash_table_lookup(types->names, key);
    if (known != NULL)
        return known;
    GPtrArray *items = arena_array();
    table_member(items, ".kind = %s", kind);
    table_member(items, ".name = \"%s\"", variable_words);
    table_member(items, ".size = sizeof(%s)", c_name);
    table_member(items, ".alignment = _Alignof(%s)", c_name);
    if (type != NULL)
        add_parts(types, items, type);
    const char *name = variable(types, "type", variable_words);
    table_struct(types->out, "tenon_bridge_type", name, items);
    g_hash_table_insert(types->names, (gpointer)(uintptr_t)key, (gpointer)(uintptr_t)name);
    return name;
}

const char *bridge_type(bridge_types *types, const model_type *type) {
    const char *words = type->kind == MODEL_TEXT    ? "text"
                        : type->kind == MODEL_CLASS ? type->class_of->c_name
                                                    : c_name_of(type);
    return emit_type(types, kind_of(type), c_name_of(type), words, type);
}

const char *bridge_byte_type(bridge_types *types) {
    return emit_type(types, "TENON_BRIDGE_BYTE", "uint8_t", "byte", NULL);
}

const char *bridge_char_type(bridge_types *types) {
    return emit_type(types, "TENON_BRIDGE_TEXT", "char", "char", NULL);
}

const char *bridge_status_type(bridge_types *types) {
    const model_enum *status = types->plan->model->status;
    model_type type = {.kind = MODEL_ENUM, .enumeration = status, .c_name = status->c_name};
    return bridge_type(types, &type);
}
