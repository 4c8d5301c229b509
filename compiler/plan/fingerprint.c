#include "plan/fingerprint.h"

#include <inttypes.h>

#include "memory/arena.h"

/* Part of line one: raised when the boundary's own conventions change. */
enum { RUNTIME_ABI = 1 };

/* FNV-1a, 64 bits: it tells versions apart by accident, not by malice. */
static uint64_t hash_text(const char *text) {
    uint64_t hash = UINT64_C(14695981039346656037);
    for (const char *c = text; *c != '\0'; c++)
        hash = (hash ^ (uint8_t)*c) * UINT64_C(1099511628211);
    return hash;
}

static void add_item(GPtrArray *lines, const char *name, GString *description) {
    g_ptr_array_add(lines, arena_printf("%s %016" PRIx64, name, hash_text(description->str)));
    g_string_free(description, TRUE);
}

/* Nothing is added for what is only a number, so that older contracts keep their fingerprints. */
static void add_meaning(GString *text, const model_type *type) {
    if (type->meaning == MODEL_EXACT)
        g_string_append_printf(text, " exact %s %u", type->exact->c_name, type->exact->digits);
    else if (type->meaning != MODEL_PLAIN)
        g_string_append_printf(text, " time %d %d", type->meaning, type->unit);
}

static void describe_function(GString *text, const plan_function *plan) {
    for (guint i = 0; i < plan->slots->len; i++) {
        const plan_slot *slot = g_ptr_array_index(plan->slots, i);
        const plan_value *value = g_ptr_array_index(plan->values, (guint)slot->value);
        g_string_append_printf(text, ";%s %s %d%d%d%d%d%d%d", slot->c_type, value->type.c_name, value->form,
                               value->direction, value->nullable, value->use, value->is_view, value->freezes,
                               value->keeps_value);
        if (value->form == PLAN_CALLBACK)
            g_string_append_printf(text, " %d", value->scope);
        add_meaning(text, &value->type);
        if (value->default_value != NULL)
            g_string_append_printf(text, " default %s", value->default_value);
        if (value->keys_value != PLAN_NONE)
            g_string_append_printf(text, " keys %d", value->keys_value);
    }
    g_string_append_printf(text, ";%d", plan->function->returns_status);
    if (plan->is_bridged)
        g_string_append(text, plan->function->varies ? ";bridged varies" : ";bridged");
}

static void add_function(GPtrArray *lines, const plan_function *plan) {
    GString *text = g_string_new("function");
    describe_function(text, plan);
    add_item(lines, plan->function->c_name, text);
}

static void add_interface(GPtrArray *lines, const plan_interface *plan) {
    GString *text = g_string_new("interface");
    g_string_append_printf(text, ";%d;%d", plan->model->threads, plan->model->flow);
    for (guint i = 0; i < plan->methods->len; i++) {
        const plan_function *method = g_ptr_array_index(plan->methods, i);
        g_string_append_printf(text, ";%s", method->function->name);
        describe_function(text, method);
    }
    add_item(lines, plan->model->c_name, text);
}

static void add_enum(GPtrArray *lines, const model_enum *item) {
    GString *text = g_string_new("enum");
    for (guint i = 0; i < item->constants->len; i++) {
        const model_enum_constant *constant = g_ptr_array_index(item->constants, i);
        g_string_append_printf(text, ";%s=%d,%d", constant->c_name, constant->value, constant->kind);
    }
    if (item->is_flags)
        g_string_append(text, ";flags");
    add_item(lines, item->c_name, text);
}

static void add_record(GPtrArray *lines, const model_record *item) {
    GString *text = g_string_new("record");
    for (guint i = 0; i < item->fields->len; i++) {
        const model_field *field = g_ptr_array_index(item->fields, i);
        g_string_append_printf(text, ";%s %s", field->type.c_name, field->name);
        add_meaning(text, &field->type);
        if (field->nullable)
            g_string_append(text, " nullable");
        if (field->present_if != MODEL_NO_FIELD)
            g_string_append_printf(text, " if %d", field->present_if);
    }
    add_item(lines, item->c_name, text);
}

static void add_variant(GPtrArray *lines, const model_variant *item) {
    GString *text = g_string_new("variant");
    g_string_append_printf(text, ";%s %s;%s", item->tag->c_name, item->tag_field, item->union_field);
    for (guint i = 0; i < item->cases->len; i++) {
        const model_case *one = g_ptr_array_index(item->cases, i);
        g_string_append_printf(text, ";%s", one->constant->c_name);
        if (one->member == NULL)
            continue;
        g_string_append_printf(text, " %s %s%s", one->type.c_name, one->member,
                               one->nullable ? " nullable" : "");
        add_meaning(text, &one->type);
    }
    add_item(lines, item->c_name, text);
}

static void add_class(GPtrArray *lines, const model_class *item) {
    GString *text = g_string_new("class");
    g_string_append_printf(text, ";%d;%s", item->threads, item->destructor->c_name);
    add_item(lines, item->c_name, text);
}

static void add_constant(GPtrArray *lines, const model_constant *item) {
    GString *text = g_string_new("constant");
    char number[G_ASCII_DTOSTR_BUF_SIZE];
    g_string_append_printf(text, ";%" PRIi64 ";%s;%s", item->integer,
                           g_ascii_dtostr(number, sizeof number, item->number),
                           item->text == NULL ? "" : item->text);
    add_item(lines, item->c_name, text);
}

static gint compare_lines(gconstpointer a, gconstpointer b) {
    return g_strcmp0(*(const char *const *)a, *(const char *const *)b);
}

void plan_fingerprint(plan_library *plan) {
    const model_library *model = plan->model;
    GPtrArray *lines = arena_array();
    for (guint i = 0; i < plan->functions->len; i++)
        add_function(lines, g_ptr_array_index(plan->functions, i));
    for (guint i = 0; i < model->enums->len; i++)
        add_enum(lines, g_ptr_array_index(model->enums, i));
    if (model->status != NULL)
        add_enum(lines, model->status);
    for (guint i = 0; i < model->records->len; i++)
        add_record(lines, g_ptr_array_index(model->records, i));
    for (guint i = 0; i < model->variants->len; i++)
        add_variant(lines, g_ptr_array_index(model->variants, i));
    for (guint i = 0; i < model->classes->len; i++)
        add_class(lines, g_ptr_array_index(model->classes, i));
    for (guint i = 0; i < plan->interfaces->len; i++)
        add_interface(lines, g_ptr_array_index(plan->interfaces, i));
    for (guint i = 0; i < model->constants->len; i++)
        add_constant(lines, g_ptr_array_index(model->constants, i));
    g_ptr_array_sort(lines, compare_lines);
    GString *text = g_string_new(NULL);
    g_string_printf(text, "%s %u.%u %d\n", model->name, model->major, model->minor, RUNTIME_ABI);
    for (guint i = 0; i < lines->len; i++)
        g_string_append_printf(text, "%s\n", (const char *)g_ptr_array_index(lines, i));
    plan->fingerprint = arena_take(g_string_free(text, FALSE));
    plan->hash = arena_printf("%016" PRIx64, hash_text(plan->fingerprint));
}
