#include "backends/go/conversions.h"

#include <string.h>

#include "backends/go/calls.h"
#include "backends/go/docs.h"
#include "backends/go/formatter.h"
#include "memory/arena.h"

/* ---- What a type needs ---- */

static bool is_wide(const model_type *type) {
    return type->kind == MODEL_SCALAR && (type->scalar == MODEL_I128 || type->scalar == MODEL_U128);
}

static bool is_record_flat(const model_record *record) {
    for (guint i = 0; i < record->fields->len; i++) {
        const model_field *field = g_ptr_array_index(record->fields, i);
        if (field->is_presence || field->present_if != MODEL_NO_FIELD || !go_is_flat(&field->type))
            return false;
    }
    return true;
}

bool go_is_flat(const model_type *type) {
    if (type->kind == MODEL_RECORD)
        return is_record_flat(type->record);
    if (type->kind == MODEL_ENUM)
        return true;
    return type->kind == MODEL_SCALAR && !is_wide(type) &&
           (type->meaning == MODEL_PLAIN || type->meaning == MODEL_EXACT);
}

bool go_is_window(const plan_value *value) {
    return value->form == PLAN_BLOCK && value->is_view && go_is_flat(&value->type);
}

bool go_has_text(const model_type *type) {
    return type->kind == MODEL_TEXT || (type->kind == MODEL_RECORD && type->record->has_text) ||
           (type->kind == MODEL_VARIANT && type->variant->has_text);
}

/* A time.Duration is an int64 of nanoseconds, and so is this. */
static bool is_go_duration(const model_type *type) {
    return type->unit == MODEL_NANOSECONDS && type->scalar == MODEL_I64;
}

bool go_may_misfit(const model_type *type) {
    if (go_is_flat(type))
        return false;
    if (type->kind != MODEL_SCALAR || is_wide(type))
        return true;
    return type->meaning == MODEL_INSTANT ? type->unit != MODEL_SECONDS : !is_go_duration(type);
}

bool go_is_nilable(const model_type *type) {
    return type->kind == MODEL_VARIANT || type->kind == MODEL_DYNAMIC || is_wide(type);
}

const char *go_pointed(const model_type *type, const char *value) {
    bool is_receiver =
        (type->kind == MODEL_RECORD && !go_is_flat(type)) ||
        (type->kind == MODEL_SCALAR && type->meaning == MODEL_INSTANT && type->unit == MODEL_SECONDS);
    return go_is_nilable(type) || is_receiver ? value : arena_printf("*%s", value);
}

/* ---- From C ---- */

static const char *const units[] = {
    [MODEL_SECONDS] = "time.Second",
    [MODEL_MILLISECONDS] = "time.Millisecond",
    [MODEL_MICROSECONDS] = "time.Microsecond",
    [MODEL_NANOSECONDS] = "time.Nanosecond",
};

static const char *time_from_c(const model_type *type, const char *c) {
    static const char *const formats[] = {
        [MODEL_SECONDS] = "time.Unix(int64(%s), 0).UTC()",
        [MODEL_MILLISECONDS] = "time.UnixMilli(int64(%s)).UTC()",
        [MODEL_MICROSECONDS] = "time.UnixMicro(int64(%s)).UTC()",
        [MODEL_NANOSECONDS] = "time.Unix(0, int64(%s)).UTC()",
    };
    const char *format = formats[type->unit];
    const char *place = strstr(format, "%s");
    return arena_printf("%.*s%s%s", (int)(place - format), format, c, place + 2);
}

static const char *number_from_c(go_module *module, const model_type *type, const char *c) {
    if (is_wide(type))
        return arena_printf(type->scalar == MODEL_I128 ? "tenonBig(%s)" : "tenonUnsignedBig(%s)", c);
    if (type->meaning == MODEL_INSTANT)
        return time_from_c(type, c);
    if (type->meaning == MODEL_DURATION && !is_go_duration(type))
        return arena_printf("tenonDuration(%s, %s)", c, units[type->unit]);
    return arena_printf("%s(%s)", go_element_type(module, type), c);
}

const char *go_from_c(go_module *module, const model_type *type, const char *c) {
    const char *name = go_element_type(module, type);
    switch (type->kind) {
    case MODEL_SCALAR:
        return number_from_c(module, type, c);
    case MODEL_ENUM:
        return arena_printf("%s(%s)", name, c);
    case MODEL_RECORD:
        if (go_is_flat(type))
            return arena_printf("*(*%s)(unsafe.Pointer(&%s))", name, c);
        return arena_printf("tenon%sOf(&%s)", name, c);
    case MODEL_VARIANT:
        return arena_printf("tenon%sOf(&%s)", name, c);
    case MODEL_TEXT:
        return arena_printf("C.GoString(%s)", c);
    case MODEL_CLASS:
        return arena_printf("tenonNew%s(%s)", name + 1, c);
    case MODEL_DYNAMIC:
        return arena_printf("tenonDecode(%s)", c);
    case MODEL_INTERFACE:
    case MODEL_CANCEL:
    case MODEL_STREAM:
        break;
    }
    g_assert_not_reached();
}

const char *go_converter(go_module *module, const model_type *type, const char *element) {
    if (type->kind == MODEL_RECORD || type->kind == MODEL_VARIANT)
        return arena_printf("tenon%sOf", element);
    return arena_printf("func(each *%s) %s { return %s }", go_c_type(type), element,
                        go_from_c(module, type, "*each"));
}

/* ---- To C ---- */

static const char *number_to_c(const model_type *type, const char *value) {
    if (is_wide(type))
        return arena_printf(type->scalar == MODEL_I128 ? "tenonWide(%s)" : "tenonUnsignedWide(%s)", value);
    if (type->meaning == MODEL_INSTANT && type->unit == MODEL_SECONDS)
        return arena_printf("C.int64_t(%s.Unix())", value);
    if (type->meaning == MODEL_INSTANT)
        return arena_printf("tenonInstant(%s, %s)", value, units[type->unit]);
    if (type->meaning == MODEL_DURATION && !is_go_duration(type))
        return arena_printf("tenonSpan[%s](%s, %s)", go_c_type(type), value, units[type->unit]);
    return arena_printf("%s(%s)", go_c_type(type), value);
}

const char *go_to_c(go_module *module, const model_type *type, const char *value, const char *pins) {
    const char *passed = go_has_text(type) ? pins : "";
    switch (type->kind) {
    case MODEL_SCALAR:
        return number_to_c(type, value);
    case MODEL_ENUM:
        return arena_printf("C.int32_t(%s)", value);
    case MODEL_RECORD:
        if (go_is_flat(type))
            return arena_printf("*(*%s)(unsafe.Pointer(&%s))", go_c_type(type), value);
        return arena_printf("%s.tenonC(%s)", value, passed);
    case MODEL_VARIANT:
        return arena_printf("tenonC%s(%s%s%s)", go_element_type(module, type), value,
                            go_has_text(type) ? ", " : "", passed);
    case MODEL_TEXT:
        return arena_printf("tenonPinned(%s, %s)", value, pins);
    case MODEL_CLASS:
    case MODEL_DYNAMIC:
    case MODEL_INTERFACE:
    case MODEL_CANCEL:
    case MODEL_STREAM:
        break;
    }
    g_assert_not_reached();
}

/* ---- Which parts of the fixed files that needs ---- */

static void note_number(go_module *module, const model_type *type, bool goes_in, bool comes_out) {
    if (is_wide(type)) {
        go_use(module, "wide");
        if (goes_in)
            go_use(module, type->scalar == MODEL_I128 ? "wide_in" : "unsigned_wide_in");
        if (comes_out)
            go_use(module, type->scalar == MODEL_I128 ? "wide_out" : "unsigned_wide_out");
    } else if (type->meaning == MODEL_INSTANT && type->unit != MODEL_SECONDS && goes_in) {
        go_use(module, "instants_in");
    } else if (type->meaning == MODEL_DURATION && !is_go_duration(type)) {
        if (goes_in)
            go_use(module, "durations_in");
        if (comes_out)
            go_use(module, "durations_out");
    }
}

bool go_goes_in(const go_module *module, const char *c_name) {
    return go_uses(module, arena_printf("%s goes in", c_name));
}

bool go_comes_out(const go_module *module, const char *c_name) {
    return go_uses(module, arena_printf("%s comes out", c_name));
}

bool go_is_taken(const go_module *module, const char *c_name) {
    return go_uses(module, arena_printf("%s is taken", c_name));
}

static const char *c_name_of(const model_type *type) {
    return type->kind == MODEL_VARIANT ? type->variant->c_name : type->record->c_name;
}

void go_note_taken(go_module *module, const model_type *type) {
    go_use(module, arena_printf("%s is taken", c_name_of(type)));
}

static void note_directions(go_module *module, const char *c_name, bool goes_in, bool comes_out) {
    if (goes_in)
        go_use(module, arena_printf("%s goes in", c_name));
    if (comes_out)
        go_use(module, arena_printf("%s comes out", c_name));
}

static void note_member(go_module *module, const model_type *type, bool nullable, bool goes_in,
                        bool comes_out) {
    go_note_type(module, type, goes_in, comes_out);
    if (type->kind != MODEL_TEXT)
        return;
    if (goes_in)
        go_use(module, "pinned_text");
    if (goes_in && nullable)
        go_use(module, "optional_pinned_text");
    if (comes_out && nullable)
        go_use(module, "optional_go_string");
}

static void note_record(go_module *module, const model_record *record, bool goes_in, bool comes_out) {
    note_directions(module, record->c_name, goes_in, comes_out);
    for (guint i = 0; i < record->fields->len; i++) {
        const model_field *field = g_ptr_array_index(record->fields, i);
        note_member(module, &field->type, field->nullable, goes_in, comes_out);
        if (field->present_if != MODEL_NO_FIELD && !go_is_nilable(&field->type) && comes_out)
            go_use(module, "optional_out");
    }
}

static void note_variant(go_module *module, const model_variant *variant, bool goes_in, bool comes_out) {
    note_directions(module, variant->c_name, goes_in, comes_out);
    for (guint i = 0; i < variant->cases->len; i++) {
        const model_case *one = g_ptr_array_index(variant->cases, i);
        if (one->member == NULL)
            continue;
        note_member(module, &one->type, one->nullable, goes_in, comes_out);
        if (goes_in)
            go_use(module, "pack");
        if (comes_out)
            go_use(module, "unpack");
    }
}

void go_note_type(go_module *module, const model_type *type, bool goes_in, bool comes_out) {
    if (go_may_misfit(type) && goes_in && type->kind != MODEL_TEXT && type->kind != MODEL_DYNAMIC &&
        type->kind != MODEL_CLASS && type->kind != MODEL_INTERFACE && type->kind != MODEL_CANCEL &&
        type->kind != MODEL_STREAM)
        go_use(module, "misfits");
    if (type->kind == MODEL_SCALAR)
        note_number(module, type, goes_in, comes_out);
    else if (type->kind == MODEL_RECORD && !go_is_flat(type))
        note_record(module, type->record, goes_in, comes_out);
    else if (type->kind == MODEL_VARIANT)
        note_variant(module, type->variant, goes_in, comes_out);
}

/* ---- Records that are not flat ---- */

/* As cgo has it: an enum is a type of its own there. */
static const char *field_c_type(const model_type *type) {
    return type->kind == MODEL_ENUM ? arena_printf("C.%s", type->enumeration->c_name) : go_c_type(type);
}

static const char *presence_of(const model_record *record, const model_field *field) {
    const model_field *presence = g_ptr_array_index(record->fields, (guint)field->present_if);
    return go_c_field(presence->name);
}

/* `target = value` in C's form, or a return with what does not fit. */
static void write_assignment(emit *out, go_module *module, const model_type *type, bool nullable,
                             const char *target, const char *value, const char *member) {
    const char *given = go_to_c(module, type, value, "pins");
    if (type->kind == MODEL_TEXT && nullable)
        given = arena_printf("tenonOptionalPinned(%s, pins)", value);
    if (type->kind == MODEL_ENUM)
        given = arena_printf("%s(%s)", field_c_type(type), value);
    if (!go_may_misfit(type)) {
        emit_line(out, "%s = %s", target, given);
        return;
    }
    emit_open(out, "if %s, unfit = %s; unfit != nil {", target, given);
    emit_line(out, "return c, unfit.in(%s)", go_string(member));
    emit_close(out, "}");
}

static void write_field_to_c(emit *out, go_module *module, const model_record *record,
                             const model_field *field) {
    if (field->is_presence)
        return;
    const char *name = go_name(module, field);
    const char *target = arena_printf("c.%s", go_c_field(field->name));
    const char *value = arena_printf("r.%s", name);
    if (field->present_if == MODEL_NO_FIELD) {
        write_assignment(out, module, &field->type, field->nullable, target, value, name);
        return;
    }
    emit_open(out, "if %s != nil {", value);
    emit_line(out, "c.%s = true", presence_of(record, field));
    if (field->type.kind == MODEL_RECORD && go_is_flat(&field->type))
        emit_line(out, "%s = *(*%s)(unsafe.Pointer(%s))", target, go_c_type(&field->type), value);
    else
        write_assignment(out, module, &field->type, false, target, go_pointed(&field->type, value), name);
    emit_close(out, "}");
}

static const char *field_from_c(go_module *module, const model_record *record, const model_field *field) {
    const char *c = arena_printf("c.%s", go_c_field(field->name));
    if (field->type.kind == MODEL_TEXT && field->nullable)
        return arena_printf("tenonOptionalGoString(%s)", c);
    const char *value = go_from_c(module, &field->type, c);
    if (field->present_if == MODEL_NO_FIELD || go_is_nilable(&field->type))
        return value;
    return arena_printf("tenonOptional(bool(c.%s), %s)", presence_of(record, field), value);
}

static void write_record_to_c(emit *out, go_module *module, const model_record *record) {
    const char *name = go_name(module, record);
    emit_line(out, "// tenonC gives the record as C has it, or why that cannot be.");
    emit_open(out, "func (r *%s) tenonC(%s) (c C.%s, unfit *tenonUnfit) {", name,
              record->has_text ? "pins *runtime.Pinner" : "", record->c_name);
    for (guint i = 0; i < record->fields->len; i++)
        write_field_to_c(out, module, record, g_ptr_array_index(record->fields, i));
    emit_line(out, "return c, nil");
    emit_close(out, "}");
    go_gap(out);
}

static void write_record_from_c(emit *out, go_module *module, const model_record *record) {
    const char *name = go_name(module, record);
    emit_line(out, "// tenon%sOf gives what C has as Go has it.", name);
    emit_open(out, "func tenon%sOf(c *C.%s) (r %s) {", name, record->c_name, name);
    for (guint i = 0; i < record->fields->len; i++) {
        const model_field *field = g_ptr_array_index(record->fields, i);
        if (field->is_presence)
            continue;
        bool is_guarded = field->present_if != MODEL_NO_FIELD && go_is_nilable(&field->type);
        if (is_guarded)
            emit_open(out, "if c.%s {", presence_of(record, field));
        emit_line(out, "r.%s = %s", go_name(module, field), field_from_c(module, record, field));
        if (is_guarded)
            emit_close(out, "}");
    }
    emit_line(out, "return r");
    emit_close(out, "}");
    go_gap(out);
}

void go_write_taking(emit *out, go_module *module, const char *name, const char *c_name) {
    if (!go_is_taken(module, c_name))
        return;
    emit_line(out, "// tenonTake%s is tenon%sOf for what C gives away: its texts are freed.", name, name);
    emit_open(out, "func tenonTake%s(c *C.%s) %s {", name, c_name, name);
    emit_line(out, "value := tenon%sOf(c)", name);
    emit_line(out, "C.cross_release_%s(c)", c_name);
    emit_line(out, "return value");
    emit_close(out, "}");
    go_gap(out);
}

void go_write_record_conversions(emit *out, go_module *module, const model_record *record) {
    if (go_goes_in(module, record->c_name))
        write_record_to_c(out, module, record);
    if (go_comes_out(module, record->c_name))
        write_record_from_c(out, module, record);
    go_write_taking(out, module, go_name(module, record), record->c_name);
}
