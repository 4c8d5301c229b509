/* Where the fields of records lie, as the compiler that builds the generated file sees them. */
#include "backends/boundary/boundary_internal.h"
#include "memory/arena.h"
#include "provider/provider.h"

static void put_field(emit *out, const char *record, const char *member) {
    c_wrapped_words(out, "{", "},", arena_printf("\"%s\"", member),
                    arena_printf("offsetof(%s, %s)", record, member),
                    arena_printf("sizeof(((%s *)0)->%s)", record, member), NULL);
}

static void open_fields(emit *out, const char *table, const char *record) {
    c_empty_line(out);
    emit_open(out, "static const tenon_provider_field %s_of_%s[] = {", table, record);
}

static guint put_record_fields(emit *out, const char *table, const model_record *record) {
    open_fields(out, table, record->c_name);
    for (guint i = 0; i < record->fields->len; i++)
        put_field(out, record->c_name, ((const model_field *)g_ptr_array_index(record->fields, i))->name);
    emit_close(out, "};");
    return record->fields->len;
}

static guint put_variant_fields(emit *out, const char *table, const model_variant *variant) {
    guint count = 1;
    open_fields(out, table, variant->c_name);
    put_field(out, variant->c_name, variant->tag_field);
    for (guint i = 0; i < variant->cases->len; i++) {
        const model_case *one = g_ptr_array_index(variant->cases, i);
        if (one->member == NULL)
            continue;
        bool has_name = variant->union_field[0] != '\0';
        put_field(out, variant->c_name,
                  has_name ? arena_printf("%s.%s", variant->union_field, one->member) : one->member);
        count++;
    }
    emit_close(out, "};");
    return count;
}

static void add_layout(GPtrArray *lines, const char *table, const char *name, guint fields) {
    GPtrArray *items = arena_array();
    g_ptr_array_add(items, arena_printf("\"%s\"", name));
    g_ptr_array_add(items, arena_printf("sizeof(%s)", name));
    g_ptr_array_add(items, arena_printf("_Alignof(%s)", name));
    g_ptr_array_add(items, arena_printf("%u", fields));
    g_ptr_array_add(items, arena_printf("%s_of_%s", table, name));
    g_ptr_array_add(lines, items);
}

guint provider_put_layouts(emit *out, const plan_library *plan, const char *name) {
    const model_library *model = plan->model;
    GPtrArray *lines = arena_array();
    for (guint i = 0; i < model->records->len; i++) {
        const model_record *record = g_ptr_array_index(model->records, i);
        add_layout(lines, name, record->c_name, put_record_fields(out, name, record));
    }
    for (guint i = 0; i < model->variants->len; i++) {
        const model_variant *variant = g_ptr_array_index(model->variants, i);
        add_layout(lines, name, variant->c_name, put_variant_fields(out, name, variant));
    }
    if (lines->len == 0)
        return 0;
    c_empty_line(out);
    emit_open(out, "static const tenon_provider_layout %s[] = {", name);
    for (guint i = 0; i < lines->len; i++)
        c_wrapped(out, "{", g_ptr_array_index(lines, i), "},");
    emit_close(out, "};");
    return lines->len;
}
