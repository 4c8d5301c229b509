/* Records and variants: the checks of what lies in them, and the copies of their texts. */

#include <string.h>

#include "backends/boundary/boundary_internal.h"
#include "memory/arena.h"
#include "plan/steps.h"

const char *boundary_record_check(const char *c_name) {
    return arena_printf("boundary_check_%s", c_name);
}

const char *boundary_record_copy(const char *c_name) {
    return arena_printf("boundary_copy_%s", c_name);
}

const char *boundary_record_release(const char *c_name) {
    return arena_printf("boundary_release_%s", c_name);
}

bool boundary_has_text(const model_type *type) {
    return (type->kind == MODEL_RECORD && type->record->has_text) ||
           (type->kind == MODEL_VARIANT && type->variant->has_text);
}

static const model_field *field_at(const model_record *record, int index) {
    return g_ptr_array_index(record->fields, (guint)index);
}

/* "value->name" in "*value", "records[i].name" in "records[i]". */
static const char *inside(const char *value, const char *name) {
    return value[0] == '*' ? arena_printf("%s->%s", value + 1, name) : arena_printf("%s.%s", value, name);
}

static const char *member_of(const char *value, const model_variant *variant, const char *member) {
    return variant->union_field[0] == '\0'
               ? inside(value, member)
               : inside(value, arena_printf("%s.%s", variant->union_field, member));
}

/* `switch` over the tag of a variant; the cases follow. */
static void open_variant(emit *out, const char *value, const model_variant *variant) {
    emit_line(out, "switch (%s) {", inside(value, variant->tag_field));
}

static void open_case(emit *out, const model_case *one) {
    emit_line(out, "case %s:", one->constant->c_name);
    emit_indent(out);
}

static void close_case(emit *out) {
    emit_line(out, "break;");
    emit_dedent(out);
}

/* The compiler is told that the other cases are meant to have nothing. */
static void close_variant(emit *out) {
    emit_line(out, "default:");
    emit_indent(out);
    close_case(out);
    emit_line(out, "}");
}

/* ---- Checks ---- */

/* What is being checked: an expression, where it stands for messages, and whether `status` is declared. */
struct checking {
    emit *out;
    bool has_status;
    int depth; /* of conditions around */
};

static void declare_status(struct checking *checking) {
    if (!checking->has_status)
        emit_line(checking->out, "int32_t status = 0;");
    checking->has_status = true;
}

static void leave_on_failure(struct checking *checking) {
    emit_open(checking->out, "if (TENON_UNLIKELY(status != 0))");
    emit_line(checking->out, "return status;");
    emit_dedent(checking->out);
}

static const char *status_head(struct checking *checking, const char *function) {
    const char *type = checking->has_status ? "" : "int32_t ";
    checking->has_status = true;
    return arena_printf("%sstatus = %s(", type, function);
}

static void check_value(struct checking *checking, const model_type *type, bool nullable, const char *value,
                        const char *path);

static void check_enum(struct checking *checking, const model_enum *of, const char *value, const char *path) {
    const char *number = arena_printf("(int32_t)%s", value);
    c_wrapped_words(checking->out, status_head(checking, "tenon_check_enum"), ");",
                    arena_printf("%s(%s)", boundary_enum_check(of), number), number,
                    arena_printf("\"%s\"", of->c_name), "code", "position", arena_printf("\"%s\"", path),
                    NULL);
    leave_on_failure(checking);
}

static void check_field(struct checking *checking, const model_record *record, const model_field *field,
                        const char *value, const char *path) {
    const char *inner = inside(value, field->name);
    const char *inner_path = arena_printf("%s.%s", path, field->name);
    bool is_conditional = field->present_if != MODEL_NO_FIELD;
    if (!plan_can_be_wrong(&field->type, true))
        return;
    if (is_conditional) {
        declare_status(checking);
        emit_open(checking->out, "if (%s) {", inside(value, field_at(record, field->present_if)->name));
    }
    check_value(checking, &field->type, field->nullable, inner, inner_path);
    if (is_conditional)
        emit_close(checking->out, "}");
}

/* The bools that say what is there come first. */
static void check_fields(struct checking *checking, const model_record *record, const char *value,
                         const char *path) {
    for (int pass = 0; pass < 2; pass++) {
        for (guint i = 0; i < record->fields->len; i++) {
            const model_field *field = field_at(record, (int)i);
            if (field->is_presence == (pass == 0))
                check_field(checking, record, field, value, path);
        }
    }
}

static void check_variant(struct checking *checking, const model_variant *variant, const char *value,
                          const char *path) {
    check_enum(checking, variant->tag, inside(value, variant->tag_field),
               arena_printf("%s.%s", path, variant->tag_field));
    bool is_open = false;
    for (guint i = 0; i < variant->cases->len; i++) {
        const model_case *one = g_ptr_array_index(variant->cases, i);
        if (one->member == NULL || !plan_can_be_wrong(&one->type, true))
            continue;
        if (!is_open)
            open_variant(checking->out, value, variant);
        is_open = true;
        open_case(checking->out, one);
        check_value(checking, &one->type, one->nullable, member_of(value, variant, one->member),
                    arena_printf("%s.%s", path, one->member));
        close_case(checking->out);
    }
    if (is_open)
        close_variant(checking->out);
}

static void check_value(struct checking *checking, const model_type *type, bool nullable, const char *value,
                        const char *path) {
    const char *quoted = arena_printf("\"%s\"", path);
    if (type->kind == MODEL_ENUM) {
        check_enum(checking, type->enumeration, value, path);
    } else if (type->kind == MODEL_SCALAR && type->scalar == MODEL_BOOL) {
        c_wrapped_words(checking->out, status_head(checking, "tenon_check_bool"), ");",
                        arena_printf("&%s", value), "code", "position", quoted, NULL);
        leave_on_failure(checking);
    } else if (type->kind == MODEL_TEXT) {
        c_wrapped_words(checking->out, status_head(checking, "tenon_check_text_of"), ");", value,
                        nullable ? "true" : "false", "code", "position", quoted, NULL);
        leave_on_failure(checking);
    } else if (type->kind == MODEL_RECORD) {
        check_fields(checking, type->record, value, path);
    } else if (type->kind == MODEL_VARIANT) {
        check_variant(checking, type->variant, value, path);
    }
}

void boundary_emit_record_check(emit *out, const model_type *type) {
    struct checking checking = {.out = out};
    c_empty_line(out);
    c_wrapped_words(out, arena_printf("static int32_t %s(", boundary_record_check(type->c_name)), ") {",
                    arena_printf("const %s *records", type->c_name), "size_t count", "tenon_code code",
                    "const char *position", NULL);
    emit_indent(out);
    emit_open(out, "for (size_t i = 0; i < count; i++) {");
    check_value(&checking, type, false, "records[i]", "");
    emit_close(out, "}");
    emit_line(out, "return 0;");
    emit_close(out, "}");
}

/* ---- Copies ---- */

enum copy_pass { COPY_TEXTS, RELEASE_TEXTS };

static void visit_texts(emit *out, const model_type *type, const char *value, enum copy_pass pass);

/* Of what is not there no text is looked at: it goes out as null, so that releasing needs no second look. */
static void visit_field(emit *out, const model_record *record, const model_field *field, const char *value,
                        enum copy_pass pass) {
    const char *inner = inside(value, field->name);
    bool is_conditional = pass == COPY_TEXTS && field->present_if != MODEL_NO_FIELD;
    bool is_text = field->type.kind == MODEL_TEXT;
    if (!is_text && !boundary_has_text(&field->type))
        return;
    if (is_conditional) {
        emit_open(out, "if (!%s)", inside(value, field_at(record, field->present_if)->name));
        if (is_text)
            emit_line(out, "%s = NULL;", inner);
        else
            emit_line(out, "%s = (%s){0};", inner, field->type.c_name);
        emit_dedent(out);
        emit_open(out, "if (%s) {", inside(value, field_at(record, field->present_if)->name));
    }
    visit_texts(out, &field->type, inner, pass);
    if (is_conditional)
        emit_close(out, "}");
}

static void visit_cases(emit *out, const model_variant *variant, const char *value, enum copy_pass pass) {
    open_variant(out, value, variant);
    for (guint i = 0; i < variant->cases->len; i++) {
        const model_case *one = g_ptr_array_index(variant->cases, i);
        if (one->member == NULL || (one->type.kind != MODEL_TEXT && !boundary_has_text(&one->type)))
            continue;
        open_case(out, one);
        visit_texts(out, &one->type, member_of(value, variant, one->member), pass);
        close_case(out);
    }
    close_variant(out);
}

static void visit_texts(emit *out, const model_type *type, const char *value, enum copy_pass pass) {
    if (type->kind == MODEL_TEXT && pass == COPY_TEXTS)
        emit_line(out, "is_well = tenon_copy_text_of(site, &%s) && is_well;", value);
    else if (type->kind == MODEL_TEXT)
        emit_line(out, "tenon_free_text_of(%s);", value);
    else if (type->kind == MODEL_VARIANT)
        visit_cases(out, type->variant, value, pass);
    for (guint i = 0; type->kind == MODEL_RECORD && i < type->record->fields->len; i++)
        visit_field(out, type->record, field_at(type->record, (int)i), value, pass);
}

void boundary_emit_record_copy(emit *out, const model_type *type) {
    const char *c_name = type->c_name;
    c_empty_line(out);
    emit_open(out, "void %s(%s *value) {", boundary_record_release(c_name), c_name);
    visit_texts(out, type, "*value", RELEASE_TEXTS);
    emit_line(out, "*value = (%s){0};", c_name);
    emit_close(out, "}");
    c_empty_line(out);
    emit_line(out, "/* The texts of `value`, checked before, become copies of their own. */");
    c_wrapped_words(out, arena_printf("static int32_t %s(", boundary_record_copy(c_name)), ") {",
                    "const char *site", arena_printf("%s *value", c_name), "const char *position", NULL);
    emit_indent(out);
    emit_line(out, "bool is_well = true;");
    visit_texts(out, type, "*value", COPY_TEXTS);
    emit_open(out, "if (TENON_LIKELY(is_well))");
    emit_line(out, "return 0;");
    emit_dedent(out);
    emit_line(out, "%s(value);", boundary_record_release(c_name));
    emit_line(out, "return tenon_refuse(TENON_OUT_OF_MEMORY, \"%%s: no memory for the texts\", position);");
    emit_close(out, "}");
}
