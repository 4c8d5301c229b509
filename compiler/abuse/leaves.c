/* What in a record or variant can be wrong. */

#include "abuse/abuse.h"
#include "memory/arena.h"
#include "plan/steps.h"

static const char *const wrong_names[] = {[ABUSE_WRONG_CONSTANT] = "constant",
                                          [ABUSE_WRONG_BOOL] = "bool",
                                          [ABUSE_WRONG_TEXT] = "text",
                                          [ABUSE_WRONG_NULL] = "null"};

static const char *path_of(const GPtrArray *way, abuse_wrong wrong) {
    GString *path = g_string_new(NULL);
    for (guint i = 0; i < way->len; i++) {
        const abuse_way *step = g_ptr_array_index(way, i);
        g_string_append_printf(path, "%s%s", i > 0 ? "." : "",
                               step->field != NULL ? step->field->name : step->chosen->constant->name);
    }
    g_string_append_printf(path, ":%s", wrong_names[wrong]);
    return arena_take(g_string_free(path, FALSE));
}

static GPtrArray *longer(const GPtrArray *way, abuse_way step) {
    GPtrArray *made = arena_array();
    for (guint i = 0; i < way->len; i++)
        g_ptr_array_add(made, g_ptr_array_index(way, i));
    abuse_way *kept = ARENA_NEW(abuse_way);
    *kept = step;
    g_ptr_array_add(made, kept);
    return made;
}

static void add_leaf(GPtrArray *leaves, GPtrArray *way, const model_type *type, abuse_wrong wrong) {
    abuse_leaf *leaf = ARENA_NEW(abuse_leaf);
    *leaf = (abuse_leaf){.way = way, .type = type, .wrong = wrong, .path = path_of(way, wrong)};
    g_ptr_array_add(leaves, leaf);
}

static void add_leaves(GPtrArray *leaves, GPtrArray *way, const model_type *type, bool nullable,
                       bool is_foreign);

static void add_of_variant(GPtrArray *leaves, GPtrArray *way, const model_type *type, bool is_foreign) {
    add_leaf(leaves, way, type, ABUSE_WRONG_CONSTANT);
    for (guint i = 0; i < type->variant->cases->len; i++) {
        const model_case *chosen = g_ptr_array_index(type->variant->cases, i);
        if (chosen->member != NULL)
            add_leaves(leaves, longer(way, (abuse_way){.chosen = chosen}), &chosen->type, chosen->nullable,
                       is_foreign);
    }
}

static void add_of_record(GPtrArray *leaves, GPtrArray *way, const model_type *type, bool is_foreign) {
    for (guint i = 0; i < type->record->fields->len; i++) {
        const model_field *field = g_ptr_array_index(type->record->fields, i);
        add_leaves(leaves, longer(way, (abuse_way){.field = field}), &field->type, field->nullable,
                   is_foreign);
    }
}

static void add_leaves(GPtrArray *leaves, GPtrArray *way, const model_type *type, bool nullable,
                       bool is_foreign) {
    switch (type->kind) {
    case MODEL_ENUM:
        add_leaf(leaves, way, type, ABUSE_WRONG_CONSTANT);
        break;
    case MODEL_TEXT:
        add_leaf(leaves, way, type, ABUSE_WRONG_TEXT);
        if (!nullable)
            add_leaf(leaves, way, type, ABUSE_WRONG_NULL);
        break;
    case MODEL_SCALAR:
        if (type->scalar == MODEL_BOOL && is_foreign)
            add_leaf(leaves, way, type, ABUSE_WRONG_BOOL);
        break;
    case MODEL_VARIANT:
        add_of_variant(leaves, way, type, is_foreign);
        break;
    case MODEL_RECORD:
        add_of_record(leaves, way, type, is_foreign);
        break;
    default:
        break;
    }
}

GPtrArray *abuse_leaves(const model_type *type, bool is_foreign) {
    GPtrArray *leaves = arena_array();
    add_leaves(leaves, arena_array(), type, false, is_foreign);
    return leaves;
}
