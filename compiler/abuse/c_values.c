/* The C driver's tables of values: what is right, what is wrong, and where it lies among the arguments. */

#include <inttypes.h>
#include <string.h>

#include "abuse/c_driver.h"
#include "memory/arena.h"
#include "plan/steps.h"

/* ---- What is right ---- */

static const model_enum_constant *first_constant(const model_enum *of) {
    return g_ptr_array_index(of->constants, 0);
}

static bool is_wide(const model_type *type) {
    return type->kind == MODEL_SCALAR && (type->scalar == MODEL_I128 || type->scalar == MODEL_U128);
}

static const char *right_scalar(const model_type *type) {
    if (is_wide(type))
        return "{.low = 1}";
    return type->scalar == MODEL_BOOL ? "true" : "1";
}

/* A record or variant in which the cases on the way are chosen. `depth` counts the steps that are behind. */
static const char *right_on_way(const model_type *type, const GPtrArray *way, guint depth);

static const abuse_way *way_at(const GPtrArray *way, guint depth) {
    return way != NULL && depth < way->len ? g_ptr_array_index(way, depth) : NULL;
}

static const char *right_record(const model_record *record, const GPtrArray *way, guint depth) {
    GString *text = g_string_new("{");
    const abuse_way *next = way_at(way, depth);
    for (guint i = 0; i < record->fields->len; i++) {
        const model_field *field = g_ptr_array_index(record->fields, i);
        bool is_on_way = next != NULL && next->field == field;
        g_string_append_printf(text, "%s.%s = %s", i > 0 ? ", " : "", field->name,
                               right_on_way(&field->type, is_on_way ? way : NULL, depth + 1));
    }
    g_string_append_c(text, '}');
    return arena_take(g_string_free(text, FALSE));
}

static const char *right_variant(const model_variant *variant, const GPtrArray *way, guint depth) {
    const abuse_way *next = way_at(way, depth);
    const model_case *chosen = next != NULL ? next->chosen : g_ptr_array_index(variant->cases, 0);
    const char *tag = arena_printf(".%s = %s", variant->tag_field, chosen->constant->c_name);
    if (chosen->member == NULL)
        return arena_printf("{%s}", tag);
    const char *payload = right_on_way(&chosen->type, next != NULL ? way : NULL, depth + 1);
    const char *member = arena_printf(".%s = %s", chosen->member, payload);
    return variant->union_field[0] == '\0'
               ? arena_printf("{%s, %s}", tag, member)
               : arena_printf("{%s, .%s = {%s}}", tag, variant->union_field, member);
}

static const char *right_on_way(const model_type *type, const GPtrArray *way, guint depth) {
    switch (type->kind) {
    case MODEL_SCALAR:
        return right_scalar(type);
    case MODEL_ENUM:
        return first_constant(type->enumeration)->c_name;
    case MODEL_TEXT:
        return "\"text\"";
    case MODEL_RECORD:
        return right_record(type->record, way, depth);
    case MODEL_VARIANT:
        return right_variant(type->variant, way, depth);
    default:
        return "0";
    }
}

const char *c_right_literal(const model_type *type) {
    return right_on_way(type, NULL, 0);
}

/* "place.shape.as.circle": the way to what is wrong, as offsetof() takes it; of a variant, its tag. */
static const char *member_of(const abuse_leaf *leaf, const model_type *type) {
    GString *path = g_string_new(NULL);
    const model_type *at = type;
    for (guint i = 0; i < leaf->way->len; i++) {
        const abuse_way *step = g_ptr_array_index(leaf->way, i);
        const char *dot = path->len > 0 ? "." : "";
        if (step->field != NULL)
            g_string_append_printf(path, "%s%s", dot, step->field->name);
        else if (at->variant->union_field[0] == '\0')
            g_string_append_printf(path, "%s%s", dot, step->chosen->member);
        else
            g_string_append_printf(path, "%s%s.%s", dot, at->variant->union_field, step->chosen->member);
        at = step->field != NULL ? &step->field->type : &step->chosen->type;
    }
    if (at->kind == MODEL_VARIANT)
        g_string_append_printf(path, "%s%s", path->len > 0 ? "." : "", at->variant->tag_field);
    return arena_take(g_string_free(path, FALSE));
}

/* ---- What is wrong ---- */

typedef struct numbers {
    int32_t low, high;
} numbers;

/* Below the least and above the greatest; of flags, bits that none has. */
static numbers unknown_numbers(const model_enum *of) {
    int32_t least = INT32_MAX, greatest = INT32_MIN, bits = 0;
    for (guint i = 0; i < of->constants->len; i++) {
        int32_t value = ((const model_enum_constant *)g_ptr_array_index(of->constants, i))->value;
        least = MIN(least, value);
        greatest = MAX(greatest, value);
        bits |= value;
    }
    int32_t free_bit = 1;
    while ((bits & free_bit) != 0 && free_bit < INT32_MAX / 2)
        free_bit *= 2;
    if (of->is_flags)
        return (numbers){free_bit, free_bit | first_constant(of)->value};
    return (numbers){least > INT32_MIN ? least - 1 : greatest + 1,
                     greatest < INT32_MAX ? greatest + 1 : least - 1};
}

static const model_enum *enum_of(const model_type *type) {
    return type->kind == MODEL_VARIANT ? type->variant->tag : type->enumeration;
}

static const char *const how_names[] = {[ABUSE_WRONG_CONSTANT] = "ABUSE_WRONG_CONSTANT",
                                        [ABUSE_WRONG_BOOL] = "ABUSE_WRONG_BOOL",
                                        [ABUSE_WRONG_TEXT] = "ABUSE_WRONG_TEXT",
                                        [ABUSE_WRONG_NULL] = "ABUSE_WRONG_NULL"};

static bool is_made_up(const model_type *type) {
    return type->kind == MODEL_RECORD || type->kind == MODEL_VARIANT;
}

static bool has_wrongs(const plan_value *value) {
    return is_made_up(&value->type) && plan_can_be_wrong(&value->type, true);
}

static void emit_wrongs(emit *out, const plan_value *value, const char *label) {
    const GPtrArray *leaves = abuse_leaves(&value->type, true);
    const char *type = value->type.c_name;
    for (guint i = 0; i < leaves->len; i++) {
        const abuse_leaf *leaf = g_ptr_array_index(leaves, i);
        emit_line(out, "static const %s whole_%s_%u = %s;", type, label, i,
                  right_on_way(&value->type, leaf->way, 0));
    }
    emit_open(out, "static const driver_wrong wrongs_%s[] = {", label);
    for (guint i = 0; i < leaves->len; i++) {
        const abuse_leaf *leaf = g_ptr_array_index(leaves, i);
        int32_t number = leaf->wrong == ABUSE_WRONG_CONSTANT ? unknown_numbers(enum_of(leaf->type)).high : 0;
        emit_line(out, "{&whole_%s_%u, offsetof(%s, %s), %s, %" PRId32 "},", label, i, type,
                  member_of(leaf, &value->type), how_names[leaf->wrong], number);
    }
    emit_close(out, "};");
}

/* ---- Numbers ---- */

static const struct {
    const char *least, *greatest;
} limits[] = {
    [MODEL_BOOL] = {"false", "true"},
    [MODEL_I8] = {"INT8_MIN", "INT8_MAX"},
    [MODEL_I16] = {"INT16_MIN", "INT16_MAX"},
    [MODEL_I32] = {"INT32_MIN", "INT32_MAX"},
    [MODEL_I64] = {"INT64_MIN", "INT64_MAX"},
    [MODEL_U8] = {"0", "UINT8_MAX"},
    [MODEL_U16] = {"0", "UINT16_MAX"},
    [MODEL_U32] = {"0", "UINT32_MAX"},
    [MODEL_U64] = {"0", "UINT64_MAX"},
    [MODEL_SIZE] = {"0", "SIZE_MAX"},
    [MODEL_F32] = {"-FLT_MAX", "FLT_MAX"},
    [MODEL_F64] = {"-DBL_MAX", "DBL_MAX"},
    [MODEL_I128] = {"{.high = INT64_MIN}", "{UINT64_MAX, INT64_MAX}"},
    [MODEL_U128] = {"{0}", "{UINT64_MAX, UINT64_MAX}"},
};

static const char *default_literal(const plan_value *value) {
    plan_constant constant = plan_default(value);
    switch (constant.kind) {
    case PLAN_DEFAULT_BOOL:
        return constant.integer != 0 ? "true" : "false";
    case PLAN_DEFAULT_INTEGER:
        if (is_wide(&value->type))
            return arena_printf("{UINT64_C(%" PRIu64 "), %s}", (uint64_t)constant.integer,
                                constant.integer < 0 && !constant.is_unsigned ? "-1" : "0");
        return arena_printf("(%s)UINT64_C(%" PRIu64 ")", value->type.c_name, (uint64_t)constant.integer);
    case PLAN_DEFAULT_NUMBER: {
        char digits[G_ASCII_DTOSTR_BUF_SIZE];
        return arena_strdup(g_ascii_dtostr(digits, sizeof(digits), constant.number));
    }
    case PLAN_DEFAULT_ENUM:
        return arena_printf("%" PRId64, constant.integer);
    default:
        return NULL;
    }
}

/* Of lengths, two: so many elements are lent. */
static bool is_length(const plan_function *function, int index) {
    for (guint i = 0; i < function->values->len; i++) {
        if (((const plan_value *)g_ptr_array_index(function->values, i))->length_from == index)
            return true;
    }
    return false;
}

static const char *element_type(const plan_value *value) {
    if (value->type.kind == MODEL_ENUM)
        return "int32_t";
    if (value->form == PLAN_TEXT_ARRAY)
        return "tenon_text_view";
    return strcmp(value->type.c_name, "void") == 0 ? "uint8_t" : value->type.c_name;
}

static bool has_elements(const plan_value *value) {
    return value->form == PLAN_SCALAR || value->form == PLAN_ENUM || value->form == PLAN_RECORD ||
           value->form == PLAN_ARRAY;
}

static void emit_right(emit *out, const plan_function *function, int index, const char *label) {
    const plan_value *value = g_ptr_array_index(function->values, (guint)index);
    const char *said = value->form == PLAN_ARRAY ? NULL : default_literal(value);
    const char *right = said != NULL ? said : c_right_literal(&value->type);
    if (value->form == PLAN_SCALAR && is_length(function, index))
        right = "2";
    emit_line(out, "static const %s right_%s = %s;", element_type(value), label, right);
    if (value->form != PLAN_SCALAR)
        return;
    emit_line(out, "static const %s least_%s = %s;", element_type(value), label,
              limits[value->type.scalar].least);
    emit_line(out, "static const %s greatest_%s = %s;", element_type(value), label,
              limits[value->type.scalar].greatest);
}

/* ---- The tables ---- */

const char *c_driver_class(const model_class *class_of) {
    return arena_printf("&class_%s", class_of->c_name);
}

static const char *const form_names[] = {
    [PLAN_SCALAR] = "DRIVER_SCALAR",         [PLAN_ENUM] = "DRIVER_ENUM",
    [PLAN_RECORD] = "DRIVER_RECORD",         [PLAN_TEXT] = "DRIVER_TEXT",
    [PLAN_OBJECT] = "DRIVER_OBJECT",         [PLAN_ARRAY] = "DRIVER_ARRAY",
    [PLAN_TEXT_ARRAY] = "DRIVER_TEXT_ARRAY", [PLAN_BLOCK] = "DRIVER_BLOCK",
    [PLAN_CALLBACK] = "DRIVER_CALLBACK",     [PLAN_CANCEL] = "DRIVER_CANCEL",
    [PLAN_STREAM] = "DRIVER_STREAM",         [PLAN_DYNAMIC] = "DRIVER_DYNAMIC",
};
static const char *const direction_names[] = {
    [PLAN_IN] = "DRIVER_IN", [PLAN_OUT] = "DRIVER_OUT", [PLAN_INOUT] = "DRIVER_INOUT"};

static const char *flags_of(const plan_value *value) {
    bool is_float = value->type.kind == MODEL_SCALAR &&
                    (value->type.scalar == MODEL_F32 || value->type.scalar == MODEL_F64);
    bool is_kept = value->form == PLAN_CALLBACK && value->scope != MODEL_DURING_CALL;
    const char *flags = arena_printf("%s%s%s%s%s", value->nullable ? " | DRIVER_NULLABLE" : "",
                                     value->is_self ? " | DRIVER_SELF" : "",
                                     value->is_counted_text ? " | DRIVER_COUNTED" : "",
                                     is_kept ? " | DRIVER_KEPT" : "", is_float ? " | DRIVER_FLOAT" : "");
    return flags[0] == '\0' ? "0" : flags + 3;
}

/* Of a scalar that is a length, its own parameter: it belongs to the group that it counts. */
static int group_of(const plan_function *function, const plan_value *value, int index) {
    if (value->form == PLAN_SCALAR)
        return is_length(function, index) ? value->parameter : -1;
    bool has_length = value->form == PLAN_ARRAY || value->form == PLAN_TEXT_ARRAY || value->is_counted_text;
    return has_length && value->direction != PLAN_OUT ? value->count_parameter
           : value->form == PLAN_ARRAY                ? value->count_parameter
                                                      : -1;
}

static const char *count_max(const plan_function *function, const plan_value *value) {
    if (value->count_parameter < 0)
        return "0";
    const model_parameter *count =
        g_ptr_array_index(function->function->parameters, (guint)value->count_parameter);
    return limits[count->type.scalar].greatest;
}

static const plan_slot *slot_of(const plan_function *function, int value, plan_part part) {
    for (guint i = 0; i < function->slots->len; i++) {
        const plan_slot *slot = g_ptr_array_index(function->slots, i);
        if (slot->value == value && slot->part == part)
            return slot;
    }
    return NULL;
}

static void emit_place(emit *out, const char *field, bool is_there, const char *label, int index,
                       const char *suffix) {
    if (is_there)
        emit_line(out, ".%s = offsetof(struct arguments_%s, v%d%s),", field, label, index, suffix);
    else
        emit_line(out, ".%s = DRIVER_NOWHERE,", field);
}

static void emit_places(emit *out, const plan_function *function, int index, const char *label) {
    const plan_value *value = g_ptr_array_index(function->values, (guint)index);
    bool is_in = value->direction == PLAN_IN;
    bool has_room = is_in && (value->form == PLAN_CALLBACK || value->form == PLAN_STREAM);
    bool has_own = is_in && (value->form == PLAN_OBJECT || value->form == PLAN_CANCEL);
    emit_place(out, "at", true, label, index, "");
    emit_place(out, "length_at", slot_of(function, index, PLAN_PART_LENGTH) != NULL, label, index, "_length");
    emit_place(out, "filled_at", slot_of(function, index, PLAN_PART_FILLED) != NULL, label, index, "_filled");
    emit_place(out, "present_at", slot_of(function, index, PLAN_PART_PRESENT) != NULL, label, index,
               "_present");
    emit_place(out, "room_at", has_room, label, index, "_room");
    emit_place(out, "own_at", has_own, label, index, "_own");
}

static void emit_value(emit *out, const plan_library *plan, const plan_function *function, int index,
                       const char *label, bool has_places) {
    const plan_value *value = g_ptr_array_index(function->values, (guint)index);
    const char *own = arena_printf("%s_%d", label, index);
    emit_open(out, "{");
    emit_line(out, ".name = \"%s\",", value->name);
    emit_line(out, ".form = %s,", form_names[value->form]);
    emit_line(out, ".direction = %s,", direction_names[value->direction]);
    emit_line(out, ".flags = %s,", flags_of(value));
    emit_line(out, ".count_group = %d,", group_of(function, value, index));
    emit_line(out, ".count_max = %s,", count_max(function, value));
    if (has_places)
        emit_places(out, function, index, label);
    if (has_elements(value) || value->form == PLAN_TEXT_ARRAY) {
        emit_line(out, ".size = sizeof(%s),", element_type(value));
        emit_line(out, ".alignment = _Alignof(%s),", element_type(value));
    }
    if (value->form == PLAN_TEXT) {
        plan_constant constant = plan_default(value);
        bool is_said = constant.kind == PLAN_DEFAULT_TEXT && g_utf8_validate(constant.text, -1, NULL);
        char *escaped = g_strescape(is_said ? constant.text : "text", NULL);
        emit_line(out, ".benign = \"%s\",", escaped);
        g_free(escaped);
    }
    if (has_elements(value))
        emit_line(out, ".benign = &right_%s,", own);
    if (value->form == PLAN_SCALAR)
        emit_line(out, ".least = &least_%s, .greatest = &greatest_%s,", own, own);
    if (value->type.kind == MODEL_ENUM) {
        numbers unknown = unknown_numbers(value->type.enumeration);
        emit_line(out, ".unknown = {%" PRId32 ", %" PRId32 "},", unknown.low, unknown.high);
    }
    if (has_wrongs(value) && has_elements(value))
        emit_line(out, ".wrongs = wrongs_%s,", own);
    if (value->form == PLAN_OBJECT)
        emit_line(out, ".class_of = %s,", c_driver_class(value->type.class_of));
    if (value->form == PLAN_CALLBACK)
        emit_line(out, ".interface = &interface_%s,", value->type.interface->c_name);
    bool has_text = (value->type.kind == MODEL_RECORD && value->type.record->has_text) ||
                    (value->type.kind == MODEL_VARIANT && value->type.variant->has_text);
    if (value->form == PLAN_RECORD && value->direction != PLAN_IN && has_text && has_places)
        emit_line(out, ".release = release_%s,", value->type.c_name);
    (void)plan;
    emit_close(out, "},");
}

void c_driver_values(emit *out, const plan_library *plan, const plan_function *function, const char *label,
                     bool has_places) {
    for (int i = 0; i < (int)function->values->len; i++) {
        const plan_value *value = g_ptr_array_index(function->values, (guint)i);
        const char *own = arena_printf("%s_%d", label, i);
        if (has_elements(value))
            emit_right(out, function, i, own);
        if (has_elements(value) && has_wrongs(value))
            emit_wrongs(out, value, own);
    }
    if (function->values->len == 0)
        return;
    emit_open(out, "static const driver_value values_%s[] = {", label);
    for (int i = 0; i < (int)function->values->len; i++)
        emit_value(out, plan, function, i, label, has_places);
    emit_close(out, "};");
}
