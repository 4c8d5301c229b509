/**
 * @file
 * Values as text: in messages and in vectors.
 */
#include "trial.h"

#include <inttypes.h>
#include <math.h>

/* A number of up to 16 bytes as its two halves. */
static void halves_of(const tenon_bridge_type *type, const void *value, uint64_t *low, uint64_t *high) {
    uint64_t words[2] = {0, 0};
    uint8_t byte = 0;
    uint16_t half = 0;
    uint32_t word = 0;
    switch (type->size) {
    case 1:
        memcpy(&byte, value, sizeof byte);
        words[0] = byte;
        break;
    case 2:
        memcpy(&half, value, sizeof half);
        words[0] = half;
        break;
    case 4:
        memcpy(&word, value, sizeof word);
        words[0] = word;
        break;
    default:
        memcpy(words, value, type->size < sizeof words ? type->size : sizeof words);
        break;
    }
    *low = words[0];
    *high = words[1];
}

static void write_unsigned(tenon_writer *to, uint64_t low, uint64_t high) {
    if (high != 0)
        tenon_write(to, "0x%" PRIx64 "%016" PRIx64, high, low);
    else
        tenon_write(to, low < 100000 ? "%" PRIu64 : "0x%" PRIx64, low);
}

static void write_signed(tenon_writer *to, const tenon_bridge_type *type, uint64_t low, uint64_t high) {
    uint32_t bits = type->size * 8;
    bool is_negative = type->size > 8 ? (high >> 63) != 0 : ((low >> (bits - 1)) & 1) != 0;
    if (!is_negative) {
        write_unsigned(to, low, high);
        return;
    }
    if (type->size > 8) { /* the opposite, in two halves */
        uint64_t negated = ~low + 1;
        tenon_write(to, "-");
        write_unsigned(to, negated, ~high + (negated == 0 ? 1 : 0));
        return;
    }
    uint64_t rest = bits >= 64 ? 0 : ~UINT64_C(0) << bits;
    uint64_t magnitude = ~(low | rest) + 1;
    tenon_write(to, magnitude < 100000 ? "-%" PRIu64 : "-0x%" PRIx64, magnitude);
}

static void write_float(tenon_writer *to, const tenon_bridge_type *type, const void *value) {
    double number;
    uint64_t bits = 0;
    float single;
    if (type->size == sizeof single) {
        memcpy(&single, value, sizeof single);
        uint32_t word;
        memcpy(&word, value, sizeof word);
        bits = word;
        number = (double)single;
    } else {
        memcpy(&number, value, sizeof number);
        memcpy(&bits, value, sizeof bits);
    }
    if (isnan(number)) /* which of the many */
        tenon_write(to, "nan:0x%" PRIx64, bits);
    else
        tenon_write(to, type->size == sizeof single ? "%.9g" : "%.17g", number);
}

void tenon_write_text(tenon_writer *to, const char *text, size_t length) {
    tenon_write(to, "\"");
    for (size_t at = 0; at < length; at++) {
        unsigned char byte = (unsigned char)text[at];
        if (byte == '"' || byte == '\\')
            tenon_write(to, "\\%c", byte);
        else if (byte == '\n')
            tenon_write(to, "\\n");
        else if (byte == '\t')
            tenon_write(to, "\\t");
        else if (byte == '\r')
            tenon_write(to, "\\r");
        else if (byte < 0x20 || byte >= 0x7f)
            tenon_write(to, "\\x%02x", byte);
        else
            tenon_write(to, "%c", byte);
    }
    tenon_write(to, "\"");
}

static void write_field(tenon_writer *to, const tenon_bridge_field *field, const unsigned char *record) {
    const unsigned char *at = record + field->offset;
    if (field->count == 1)
        tenon_write_value(to, field->type, at);
    else
        tenon_write_elements(to, field->type, at, field->count);
}

static void write_variant(tenon_writer *to, const tenon_bridge_type *type, const unsigned char *value) {
    int32_t tag;
    memcpy(&tag, value + type->tag_offset, sizeof tag);
    tenon_write(to, "case %" PRId32, tag);
    for (uint32_t at = 0; at < type->field_count; at++) {
        if (type->constants[at] != tag || type->fields[at].type == NULL)
            continue;
        tenon_write(to, " ");
        write_field(to, &type->fields[at], value);
        return;
    }
}

static void write_record(tenon_writer *to, const tenon_bridge_type *type, const unsigned char *value) {
    tenon_write(to, "{");
    for (uint32_t at = 0; at < type->field_count; at++) {
        tenon_write(to, "%s%s: ", at == 0 ? "" : ", ", type->fields[at].name);
        write_field(to, &type->fields[at], value);
    }
    tenon_write(to, "}");
}

void tenon_write_value(tenon_writer *to, const tenon_bridge_type *type, const void *value) {
    uint64_t low = 0;
    uint64_t high = 0;
    const char *text;
    switch (type->kind) {
    case TENON_BRIDGE_BOOL:
        halves_of(type, value, &low, &high);
        if (low > 1)
            tenon_write(to, "%" PRIu64, low);
        else
            tenon_write(to, low == 1 ? "true" : "false");
        return;
    case TENON_BRIDGE_ENUM:
    case TENON_BRIDGE_SIGNED:
        halves_of(type, value, &low, &high);
        write_signed(to, type, low, high);
        return;
    case TENON_BRIDGE_FLOAT:
        write_float(to, type, value);
        return;
    case TENON_BRIDGE_TEXT:
        if (!tenon_is_string(type)) {
            tenon_write(to, "%u", (unsigned)*(const unsigned char *)value);
            return;
        }
        memcpy(&text, value, sizeof text);
        if (text == NULL)
            tenon_write(to, "null");
        else
            tenon_write_text(to, text, strlen(text));
        return;
    case TENON_BRIDGE_RECORD:
        write_record(to, type, value);
        return;
    case TENON_BRIDGE_VARIANT:
        write_variant(to, type, value);
        return;
    case TENON_BRIDGE_OBJECT:
        memcpy(&text, value, sizeof text);
        tenon_write(to, text == NULL ? "null" : "object");
        return;
    default:
        halves_of(type, value, &low, &high);
        write_unsigned(to, low, high);
        return;
    }
}

void tenon_write_elements(tenon_writer *to, const tenon_bridge_type *type, const void *first, size_t count) {
    const unsigned char *bytes = first;
    if (type->kind == TENON_BRIDGE_TEXT && !tenon_is_string(type)) {
        tenon_write_text(to, first, count);
        return;
    }
    if (type->kind == TENON_BRIDGE_BYTE) {
        tenon_write(to, "hex ");
        for (size_t at = 0; at < count; at++)
            tenon_write(to, "%02x", (unsigned)bytes[at]);
        return;
    }
    tenon_write(to, "[");
    for (size_t at = 0; at < count; at++) {
        tenon_write(to, at == 0 ? "" : ", ");
        tenon_write_value(to, type, bytes + at * tenon_element_size(type));
    }
    tenon_write(to, "]");
}

/* ---- Calls ----------------------------------------------------------------------------------------------
 */

static void write_placement(tenon_writer *to, const tenon_datum *datum) {
    if (datum == NULL)
        return;
    if (datum->placement == TENON_PLACED_END)
        tenon_write(to, " @end");
    else if (datum->placement == TENON_PLACED_START)
        tenon_write(to, " @start");
    else if (datum->placement >= 0)
        tenon_write(to, " @%" PRId32, datum->placement);
}

/* "a" to "z", then "a1" ... */
static void write_object(tenon_writer *to, uint32_t number) {
    tenon_write(to, "object %c", 'a' + (int)(number % 26));
    if (number >= 26)
        tenon_write(to, "%" PRIu32, number / 26);
}

static bool is_absent(const tenon_bridge_operation *operation, const tenon_bridge_value *value,
                      void *const *arguments) {
    return value->present_if >= 0 && value->direction != TENON_BRIDGE_OUT &&
           tenon_bridge_number(operation, arguments, value->present_if) == 0;
}

/* What goes in, or the room for what comes out. @return Whether that needs a line. */
static bool write_input(tenon_writer *to, const tenon_bridge_operation *operation, uint32_t index,
                        size_t room, void *const *arguments) {
    const tenon_bridge_value *value = &operation->values[index];
    const void *memory = NULL;
    if (value->parameter < 0 || value->form == TENON_BRIDGE_BLOCK)
        return false;
    bool is_behind = value->form != TENON_BRIDGE_VALUE;
    if (is_behind)
        memcpy(&memory, arguments[value->parameter], sizeof memory);
    tenon_write(to, "  %s = ", value->name);
    if (is_absent(operation, value, arguments))
        tenon_write(to, "absent");
    else if (is_behind && memory == NULL)
        tenon_write(to, "null");
    else if (value->direction == TENON_BRIDGE_OUT)
        tenon_write(to, "room %zu", value->form == TENON_BRIDGE_ARRAY ? room : 1);
    else if (value->form == TENON_BRIDGE_ARRAY)
        tenon_write_elements(to, value->type, memory, room);
    else
        tenon_write_value(to, value->type, is_behind ? memory : arguments[value->parameter]);
    return true;
}

void tenon_write_step(tenon_writer *to, const tenon_bridge_operation *operation, const size_t *rooms,
                      void *const *arguments, const tenon_datum *data) {
    tenon_write(to, "call %s\n", operation->name);
    for (uint32_t index = 0; index < operation->value_count; index++) {
        const tenon_bridge_value *value = &operation->values[index];
        const tenon_datum *datum = data == NULL ? NULL : &data[index];
        if (datum != NULL && value->type->kind == TENON_BRIDGE_OBJECT) {
            tenon_write(to, "  %s = ", value->name);
            if (datum->is_null)
                tenon_write(to, "null");
            else
                write_object(to, datum->object);
            tenon_write(to, "\n");
        } else if (write_input(to, operation, index, rooms[index], arguments)) {
            bool is_behind = value->form != TENON_BRIDGE_VALUE || tenon_is_string(value->type);
            write_placement(to, is_behind ? datum : NULL);
            tenon_write(to, "\n");
        }
    }
}

void tenon_write_output(tenon_writer *to, const tenon_bridge_operation *operation, uint32_t index,
                        size_t room, const tenon_bridge_outcome *after) {
    const tenon_bridge_value *value = &operation->values[index];
    if (value->direction == TENON_BRIDGE_IN || value->type->kind == TENON_BRIDGE_OBJECT ||
        !tenon_bridge_is_present(operation, value, after))
        return;
    const void *from = after->result;
    size_t count = 1;
    if (value->form == TENON_BRIDGE_BLOCK) {
        from = tenon_bridge_block(operation, value, after);
        if (value->count >= 0)
            count = (size_t)tenon_bridge_number(operation, after->arguments, value->count);
    } else if (value->parameter >= 0) {
        from = tenon_bridge_memory(value, after->arguments);
        size_t filled = room;
        if (value->form == TENON_BRIDGE_ARRAY && value->count >= 0)
            filled = (size_t)tenon_bridge_number(operation, after->arguments, value->count);
        count = filled < room ? filled : room;
    }
    tenon_write(to, "  %s -> ", value->name);
    if (from == NULL)
        tenon_write(to, "null");
    else if (value->form == TENON_BRIDGE_BLOCK && tenon_is_lone_string(value))
        tenon_write_text(to, from, strlen(from));
    else if (value->form == TENON_BRIDGE_ARRAY || (value->form == TENON_BRIDGE_BLOCK && value->count >= 0))
        tenon_write_elements(to, value->type, from, count);
    else
        tenon_write_value(to, value->type, from);
    tenon_write(to, "\n");
}

void tenon_bridge_write_call(tenon_writer *to, const tenon_bridge_operation *operation, const size_t *rooms,
                             void *const *before, const tenon_bridge_outcome *after) {
    tenon_write_step(to, operation, rooms, before, NULL);
    if (after == NULL)
        return;
    if (operation->returns_status) {
        const tenon_bridge_type status = {.kind = TENON_BRIDGE_ENUM, .size = operation->result_size};
        tenon_write(to, "  status -> ");
        tenon_write_value(to, &status, after->result);
        tenon_write(to, "\n");
    }
    if (!tenon_bridge_succeeded(operation, after))
        return;
    for (uint32_t index = 0; index < operation->value_count; index++)
        tenon_write_output(to, operation, index, rooms[index], after);
}
