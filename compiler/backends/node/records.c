/* Records and variants: how the addon describes them. */

#include "backends/node/records.h"

#include <string.h>

#include "backends/node/addon.h"
#include "backends/node/types.h"
#include "memory/arena.h"

enum { C_WIDTH = 110 };

/* ---- What the contract uses ---- */

typedef bool (*value_test)(const plan_value *value);

static bool any_value(const GPtrArray *functions, value_test is_such) {
    for (guint i = 0; i < functions->len; i++) {
        const plan_function *function = g_ptr_array_index(functions, i);
        for (guint j = 0; j < function->values->len; j++) {
            if (is_such(g_ptr_array_index(function->values, j)))
                return true;
        }
    }
    return false;
}

/* Whether some value that crosses, also into or out of a callback, is such. */
static bool crosses(const node_context *context, value_test is_such) {
    bool is_found = any_value(context->plan->functions, is_such);
    for (guint i = 0; i < context->plan->interfaces->len && !is_found; i++) {
        const plan_interface *interface = g_ptr_array_index(context->plan->interfaces, i);
        is_found = any_value(interface->methods, is_such);
    }
    return is_found;
}

static bool is_record(const plan_value *value) {
    return node_is_record(&value->type);
}

static bool has_record_text(const plan_value *value) {
    return node_has_text(&value->type);
}

bool node_uses_records(const node_context *context) {
    return crosses(context, is_record);
}

bool node_uses_variants(const node_context *context) {
    return context->model->variants->len > 0 && node_uses_records(context);
}

bool node_uses_record_texts(const node_context *context) {
    return crosses(context, has_record_text);
}

bool node_is_released(const plan_value *value) {
    return value->form == PLAN_RECORD && value->direction != PLAN_IN && node_has_text(&value->type);
}

/* Whether some function gives such a record, so that the boundary has a function that frees its texts. */
static bool is_given(const node_context *context, const char *c_name) {
    for (guint i = 0; i < context->plan->functions->len; i++) {
        const plan_function *function = g_ptr_array_index(context->plan->functions, i);
        for (guint j = 0; j < function->outputs->len; j++) {
            const plan_value *value = g_ptr_array_index(function->outputs, j);
            if (node_is_released(value) && strcmp(value->type.c_name, c_name) == 0)
                return true;
        }
    }
    return false;
}

/* ---- The addon ---- */

static void add_part(GPtrArray *parts, const char *part) {
    g_ptr_array_add(parts, (gpointer)(uintptr_t)part);
}

static const char *presence_of(const model_record *record, const model_field *field) {
    if (field->present_if == MODEL_NO_FIELD)
        return field->nullable ? "TN_OR_NULL" : "TN_ALWAYS";
    const model_field *presence = g_ptr_array_index(record->fields, (guint)field->present_if);
    return arena_printf("offsetof(%s, %s)", record->c_name, presence->name);
}

static guint emit_fields(emit *out, const model_record *record) {
    guint count = 0;
    emit_open(out, "static const tn_field fields_of_%s[] = {", record->c_name);
    for (guint i = 0; i < record->fields->len; i++) {
        const model_field *field = g_ptr_array_index(record->fields, i);
        if (field->is_presence)
            continue;
        GPtrArray *parts = arena_array();
        add_part(parts, node_c_string(node_field(field)));
        add_part(parts, arena_printf("offsetof(%s, %s)", record->c_name, field->name));
        add_part(parts, node_field_descriptor(&field->type));
        add_part(parts, presence_of(record, field));
        node_emit_c_call(out, "{", parts, "},");
        count++;
    }
    emit_close(out, "};");
    return count;
}

/* The boundary's function takes the record's own type, which the description does not know. */
static bool emit_release(const node_context *context, emit *out, const char *c_name) {
    if (!is_given(context, c_name))
        return false;
    emit_line(out, "%s", "");
    emit_open(out, "static void release_%s(void *record) {", c_name);
    emit_line(out, "boundary_release_%s(record);", c_name);
    emit_close(out, "}");
    return true;
}

static void open_description(emit *out, const char *c_name, const char *name, const char *kind) {
    emit_line(out, "%s", "");
    emit_open(out, "const tn_type tn_type_%s = {", c_name);
    emit_line(out, ".name = \"%s %s\",", node_article(name), name);
    emit_line(out, ".size = sizeof(%s),", c_name);
    emit_line(out, ".read_record = tn_read_%s,", kind);
    emit_line(out, ".write_record = tn_write_%s,", kind);
}

static void close_description(emit *out, const char *c_name, bool is_released) {
    if (is_released)
        emit_line(out, ".release = release_%s,", c_name);
    emit_close(out, "};");
}

static void emit_record(const node_context *context, emit *out, const model_record *record) {
    emit_line(out, "%s", "");
    guint field_count = emit_fields(out, record);
    bool is_released = emit_release(context, out, record->c_name);
    open_description(out, record->c_name, node_name(context, record), "record");
    emit_line(out, ".fields = fields_of_%s,", record->c_name);
    emit_line(out, ".field_count = %u,", field_count);
    close_description(out, record->c_name, is_released);
}

/* `offsetof(shape, as.radius)`, or without the union's name where it has none. */
static const char *payload_offset(const model_variant *variant, const model_case *one) {
    const char *dot = variant->union_field[0] == '\0' ? "" : ".";
    return arena_printf("offsetof(%s, %s%s%s)", variant->c_name, variant->union_field, dot, one->member);
}

static void emit_cases(emit *out, const model_variant *variant) {
    emit_open(out, "static const tn_case cases_of_%s[] = {", variant->c_name);
    for (guint i = 0; i < variant->cases->len; i++) {
        const model_case *one = g_ptr_array_index(variant->cases, i);
        GPtrArray *parts = arena_array();
        add_part(parts, node_c_string(node_case_kind(variant, one)));
        add_part(parts, one->constant->c_name);
        bool is_empty = one->member == NULL;
        add_part(parts, is_empty ? "NULL" : node_c_string(node_case_field(one)));
        add_part(parts, is_empty ? "0" : payload_offset(variant, one));
        add_part(parts, is_empty ? "NULL" : node_field_descriptor(&one->type));
        add_part(parts, one->nullable ? "TN_OR_NULL" : "TN_ALWAYS");
        node_emit_c_call(out, "{", parts, "},");
    }
    emit_close(out, "};");
}

static void emit_variant(const node_context *context, emit *out, const model_variant *variant) {
    emit_line(out, "%s", "");
    emit_cases(out, variant);
    bool is_released = emit_release(context, out, variant->c_name);
    open_description(out, variant->c_name, node_name(context, variant), "variant");
    emit_line(out, ".cases = cases_of_%s,", variant->c_name);
    emit_line(out, ".case_count = %u,", variant->cases->len);
    emit_line(out, ".tag_offset = offsetof(%s, %s),", variant->c_name, variant->tag_field);
    close_description(out, variant->c_name, is_released);
}

void node_add_records(const node_context *context, package *files) {
    if (!node_uses_records(context))
        return;
    emit *out = emit_new("    ", C_WIDTH);
    emit_line(out, "/* %s */", context->banner);
    emit_line(out, "#include \"addon.h\"");
    for (guint i = 0; i < context->model->records->len; i++)
        emit_record(context, out, g_ptr_array_index(context->model->records, i));
    for (guint i = 0; i < context->model->variants->len; i++)
        emit_variant(context, out, g_ptr_array_index(context->model->variants, i));
    package_add(files, "src/records.c", emit_finish(out));
}

void node_declare_records(const node_context *context, emit *out) {
    if (!node_uses_records(context))
        return;
    emit_line(out, "%s", "");
    for (guint i = 0; i < context->model->records->len; i++)
        emit_line(out, "extern const tn_type tn_type_%s;",
                  ((const model_record *)g_ptr_array_index(context->model->records, i))->c_name);
    for (guint i = 0; i < context->model->variants->len; i++)
        emit_line(out, "extern const tn_type tn_type_%s;",
                  ((const model_variant *)g_ptr_array_index(context->model->variants, i))->c_name);
}
