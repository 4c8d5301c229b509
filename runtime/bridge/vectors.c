/**
 * @file
 * Vectors: calls as text, written by hand, kept from a check that failed, or recorded (docs/bridges.md).
 */
#define _GNU_SOURCE /* what POSIX and Linux add to C */
#include "trial.h"

#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>

#include "tenon/int128.h"

/* A file that is being read. */
typedef struct reader {
    tenon_trial *trial;
    const char *path;
    unsigned line;
    const char *at; /* in the line */
    tenon_input *input;
    tenon_step *step;
    uint64_t given; /* which values of the step have a line */
    char names[TENON_INPUT_OBJECTS][32];
    uint32_t name_count;
} reader;

static int32_t bad(const reader *from, const char *format, ...) TENON_PRINTF_LIKE(2, 3);

static int32_t bad(const reader *from, const char *format, ...) {
    char what[512];
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(what, sizeof what, format, arguments);
    va_end(arguments);
    return tenon_bridge_refuse(TENON_INVALID_ARGUMENT, "%s:%u: %s", from->path, from->line, what);
}

static int32_t full(const reader *from) {
    return bad(from,
               "there is no room for this input: at most %d calls in a row and %d bytes for one parameter",
               TENON_INPUT_STEPS, TENON_ELEMENTS_LIMIT);
}

static void skip_blanks(reader *from) {
    while (*from->at == ' ' || *from->at == '\t')
        from->at++;
}

/* Takes this if it comes next. */
static bool takes(reader *from, const char *word) {
    skip_blanks(from);
    size_t length = strlen(word);
    bool is_name = isalnum((unsigned char)word[length - 1]) != 0;
    if (strncmp(from->at, word, length) != 0)
        return false;
    if (is_name && (isalnum((unsigned char)from->at[length]) || from->at[length] == '_'))
        return false;
    from->at += length;
    return true;
}

static bool take_name(reader *from, char *name, size_t size) {
    skip_blanks(from);
    size_t length = 0;
    while (isalnum((unsigned char)from->at[length]) || from->at[length] == '_')
        length++;
    if (length == 0 || length >= size)
        return false;
    memcpy(name, from->at, length);
    name[length] = '\0';
    from->at += length;
    return true;
}

/* ---- Numbers --------------------------------------------------------------------------------------------
 */

static int digit_of(char character) {
    if (character >= '0' && character <= '9')
        return character - '0';
    int lower = tolower((unsigned char)character);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : 16;
}

static bool take_digits(reader *from, tenon_native_uint128 *number) {
    int base = 10;
    if (from->at[0] == '0' && (from->at[1] == 'x' || from->at[1] == 'X')) {
        base = 16;
        from->at += 2;
    }
    const char *start = from->at;
    *number = 0;
    while (digit_of(*from->at) < base)
        *number = *number * (unsigned)base + (unsigned)digit_of(*from->at++);
    return from->at > start && from->at - start <= 39;
}

static int32_t take_whole(reader *from, const tenon_bridge_type *type, unsigned char *to) {
    skip_blanks(from);
    bool is_signed = type->kind == TENON_BRIDGE_SIGNED || type->kind == TENON_BRIDGE_ENUM;
    const char *start = from->at;
    bool is_negative = is_signed && *from->at == '-';
    from->at += is_negative ? 1 : 0;
    tenon_native_uint128 number;
    if (!take_digits(from, &number))
        return bad(from, "a whole number is expected at \"%.20s\": write 12, -12 or 0x1f", start);
    unsigned bits = type->size * 8 - (is_signed ? 1 : 0);
    tenon_native_uint128 most =
        bits >= 128 ? ~(tenon_native_uint128)0 : ((tenon_native_uint128)1 << bits) - 1;
    if (number > most + (is_negative ? 1 : 0) && bits < 128)
        return bad(from, "%.*s does not fit into %s", (int)(from->at - start), start, type->name);
    tenon_store_number(type, is_negative ? ~number + 1 : number, to);
    return 0;
}

static int32_t take_float(reader *from, const tenon_bridge_type *type, unsigned char *to) {
    tenon_native_uint128 bits;
    if (takes(from, "nan:")) {
        if (!take_digits(from, &bits))
            return bad(from, "the bits are expected behind nan: as 0x7ff8000000000000");
        tenon_store_number(type, bits, to);
        return 0;
    }
    char *end;
    skip_blanks(from);
    double number = strtod(from->at, &end);
    if (end == from->at)
        return bad(from, "a number is expected at \"%.20s\": write 1.5, inf, nan or 0x1p-3", from->at);
    from->at = end;
    float single = (float)number;
    memcpy(to, type->size == sizeof single ? (const void *)&single : (const void *)&number, type->size);
    return 0;
}

/* ---- Text and bytes -------------------------------------------------------------------------------------
 */

/* One character of a text in quotes. @return It, or -1 at a mistake. */
static int take_escaped(reader *from) {
    unsigned char character = (unsigned char)*from->at++;
    if (character != '\\')
        return character;
    static const char letters[] = "nrt0abfv";
    static const char meanings[] = "\n\r\t\0\a\b\f\v";
    character = (unsigned char)*from->at++;
    if (character == 'x') {
        int high = digit_of(from->at[0]);
        int low = high > 15 ? 16 : digit_of(from->at[1]);
        from->at += low > 15 ? 0 : 2;
        return low > 15 ? -1 : high * 16 + low;
    }
    const char *letter = character == '\0' ? NULL : strchr(letters, character);
    if (letter != NULL)
        return meanings[letter - letters];
    return character == '"' || character == '\\' ? character : -1;
}

/* A text in quotes, or the digits behind "hex", with a NUL behind it. */
static int32_t take_bytes(reader *from, unsigned char **bytes, uint64_t *count) {
    size_t most = strlen(from->at) + 1;
    unsigned char *to = tenon_input_room(from->input, most);
    if (to == NULL)
        return full(from);
    *bytes = to;
    *count = 0;
    if (takes(from, "hex")) {
        for (skip_blanks(from); digit_of(from->at[0]) < 16; skip_blanks(from)) {
            if (digit_of(from->at[1]) > 15)
                return bad(from, "a byte is two digits: hex 00ff10");
            to[(*count)++] = (unsigned char)(digit_of(from->at[0]) * 16 + digit_of(from->at[1]));
            from->at += 2;
        }
    } else if (takes(from, "\"")) {
        while (*from->at != '"') {
            int byte = *from->at == '\0' ? -1 : take_escaped(from);
            if (byte < 0)
                return bad(from, "a text ends with \", and knows \\n \\r \\t \\\" \\\\ and \\x1f");
            to[(*count)++] = (unsigned char)byte;
        }
        from->at++;
    } else {
        return bad(from, "bytes are expected at \"%.20s\": write hex 00ff10 or \"text\"", from->at);
    }
    to[*count] = 0;
    return 0;
}

/* ---- Values ---------------------------------------------------------------------------------------------
 */

static int32_t take_value(reader *from, const tenon_bridge_type *type, unsigned char *to);

static int32_t take_elements(reader *from, const tenon_bridge_type *type, unsigned char **elements,
                             uint64_t *count) {
    size_t size = tenon_element_size(type);
    skip_blanks(from);
    if (size == 1 && *from->at != '[')
        return take_bytes(from, elements, count);
    if (!takes(from, "["))
        return bad(from, "an array is expected at \"%.20s\": write [1, 2, 3]", from->at);
    size_t room = 16;
    unsigned char *to = tenon_input_room(from->input, room * size);
    *count = 0;
    while (to != NULL && !takes(from, "]")) {
        if (*count > 0 && !takes(from, ","))
            return bad(from, "a comma or ] is expected at \"%.20s\"", from->at);
        if (*count == room) { /* the pool only grows: what stood there stays behind */
            unsigned char *more = tenon_input_room(from->input, room * 2 * size);
            if (more != NULL)
                memcpy(more, to, room * size);
            to = more;
            room *= 2;
            if (to == NULL)
                break;
        }
        memset(to + *count * size, 0, size);
        int32_t status = take_value(from, type, to + *count * size);
        if (status != 0)
            return status;
        (*count)++;
    }
    *elements = to;
    return to == NULL ? full(from) : 0;
}

static int32_t take_field(reader *from, const tenon_bridge_field *field, unsigned char *record) {
    if (field->count == 1)
        return take_value(from, field->type, record + field->offset);
    unsigned char *elements;
    uint64_t count;
    int32_t status = take_elements(from, field->type, &elements, &count);
    if (status != 0)
        return status;
    if (count > field->count)
        return bad(from, "%s has %" PRIu32 " elements, here are %" PRIu64, field->name, field->count, count);
    memcpy(record + field->offset, elements, count * tenon_element_size(field->type));
    return 0;
}

static int32_t take_record(reader *from, const tenon_bridge_type *type, unsigned char *to) {
    if (!takes(from, "{"))
        return bad(from, "a %s is expected at \"%.20s\": write {%s: ...}", type->name, from->at,
                   type->field_count == 0 ? "" : type->fields[0].name);
    bool is_first = true;
    while (!takes(from, "}")) {
        char name[128];
        if (!is_first && !takes(from, ","))
            return bad(from, "a comma or } is expected at \"%.20s\"", from->at);
        is_first = false;
        if (!take_name(from, name, sizeof name) || !takes(from, ":"))
            return bad(from, "the name of a field and a colon are expected at \"%.20s\"", from->at);
        uint32_t index = 0;
        while (index < type->field_count && strcmp(type->fields[index].name, name) != 0)
            index++;
        if (index == type->field_count)
            return bad(from, "%s has no field %s", type->name, name);
        int32_t status = take_field(from, &type->fields[index], to);
        if (status != 0)
            return status;
    }
    return 0;
}

static int32_t take_variant(reader *from, const tenon_bridge_type *type, unsigned char *to) {
    static const tenon_bridge_type tag_type = {.kind = TENON_BRIDGE_SIGNED, .name = "the tag", .size = 4};
    int32_t tag = 0;
    if (!takes(from, "case"))
        return bad(from, "a %s is expected at \"%.20s\": write case 1 and its value", type->name, from->at);
    int32_t status = take_whole(from, &tag_type, (unsigned char *)&tag);
    memcpy(to + type->tag_offset, &tag, sizeof tag);
    for (uint32_t at = 0; status == 0 && at < type->field_count; at++) {
        if (type->constants[at] == tag)
            return type->fields[at].type == NULL ? 0 : take_field(from, &type->fields[at], to);
    }
    return status != 0 ? status : bad(from, "%s has no case %" PRId32, type->name, tag);
}

static int32_t take_value(reader *from, const tenon_bridge_type *type, unsigned char *to) {
    unsigned char *text = NULL;
    uint64_t length;
    int32_t status = 0;
    switch (type->kind) {
    case TENON_BRIDGE_BOOL:
        if (!takes(from, "true") && !takes(from, "false"))
            return bad(from, "true or false is expected at \"%.20s\"", from->at);
        to[0] = from->at[-2] == 'u' ? 1 : 0;
        return 0;
    case TENON_BRIDGE_FLOAT:
        return take_float(from, type, to);
    case TENON_BRIDGE_TEXT:
        if (!tenon_is_string(type)) {
            static const tenon_bridge_type byte = {
                .kind = TENON_BRIDGE_UNSIGNED, .name = "a byte", .size = 1};
            return take_whole(from, &byte, to);
        }
        if (!takes(from, "null"))
            status = take_bytes(from, &text, &length);
        memcpy(to, &text, sizeof text);
        return status;
    case TENON_BRIDGE_RECORD:
        return take_record(from, type, to);
    case TENON_BRIDGE_VARIANT:
        return take_variant(from, type, to);
    case TENON_BRIDGE_OBJECT:
        return bad(from, "objects stand only for whole values");
    default:
        return take_whole(from, type, to);
    }
}

static int32_t take_object(reader *from, const tenon_bridge_value *value, tenon_datum *datum) {
    char name[sizeof from->names[0]];
    if (value->nullable && takes(from, "null")) {
        datum->is_null = true;
        return 0;
    }
    if (!takes(from, "object") || !take_name(from, name, sizeof name))
        return bad(from, "an object is expected at \"%.20s\": write object a", from->at);
    uint32_t number = 0;
    while (number < from->name_count && strcmp(from->names[number], name) != 0)
        number++;
    datum->object = number;
    bool is_new = number == from->name_count;
    if (is_new != tenon_makes_object(value))
        return bad(from,
                   is_new ? "nobody above has made object %s"
                          : "object %s was made above: choose another name",
                   name);
    if (!is_new)
        return 0;
    if (number == TENON_INPUT_OBJECTS)
        return full(from);
    memcpy(from->names[from->name_count++], name, sizeof name);
    from->input->objects = from->name_count;
    return 0;
}

static int32_t take_placement(reader *from, tenon_datum *datum) {
    if (!takes(from, "@"))
        return 0;
    tenon_native_uint128 number;
    if (takes(from, "end"))
        datum->placement = TENON_PLACED_END;
    else if (takes(from, "start"))
        datum->placement = TENON_PLACED_START;
    else if (take_digits(from, &number) && number < 64)
        datum->placement = (int32_t)number;
    else
        return bad(from, "behind @ stands end, start, or a number below 64");
    return 0;
}

/* What goes in for one value. */
static int32_t take_input(reader *from, const tenon_bridge_value *value, tenon_datum *datum) {
    tenon_native_uint128 room = 0;
    bool is_behind = value->form != TENON_BRIDGE_VALUE || tenon_is_string(value->type);
    size_t size = tenon_element_size(value->type);
    datum->count = 1;
    datum->is_present = true;
    if (value->type->kind == TENON_BRIDGE_OBJECT)
        return take_object(from, value, datum);
    if (is_behind && takes(from, "null")) {
        datum->is_null = true;
        datum->count = value->form == TENON_BRIDGE_ARRAY ? 0 : 1;
        return 0;
    }
    if (takes(from, "room")) {
        skip_blanks(from);
        if (value->direction != TENON_BRIDGE_OUT || !take_digits(from, &room))
            return bad(from, "room and a number are for what the call writes");
        datum->count = (uint64_t)room;
        return 0;
    }
    if (value->form == TENON_BRIDGE_ARRAY && !(value->present_if >= 0 && takes(from, "absent")))
        return take_elements(from, value->type, &datum->data, &datum->count);
    if (tenon_is_lone_string(value)) {
        int32_t status = take_bytes(from, &datum->data, &datum->count);
        datum->count += 1;
        return status;
    }
    datum->data = tenon_input_room(from->input, size);
    if (datum->data == NULL)
        return full(from);
    memset(datum->data, 0, size);
    if (value->present_if >= 0 && takes(from, "absent")) {
        datum->is_present = false;
        return 0;
    }
    return take_value(from, value->type, datum->data);
}

/* What comes out is no input, but for the room that it is given. */
static bool is_expected(reader *from, const tenon_bridge_value *value) {
    if (value->direction != TENON_BRIDGE_OUT || value->type->kind == TENON_BRIDGE_OBJECT)
        return false;
    const char *before = from->at;
    bool is_input = value->parameter >= 0 && value->form != TENON_BRIDGE_BLOCK &&
                    (takes(from, "room") || takes(from, "null") || takes(from, "absent"));
    from->at = before;
    return !is_input;
}

/* One value, or several, behind the name, as tenon_write_output() writes it. */
static int32_t write_expected(reader *from, const tenon_bridge_value *value, uint64_t *room,
                              tenon_writer *to) {
    unsigned char *data = NULL;
    uint64_t count = 0;
    bool is_block = value->form == TENON_BRIDGE_BLOCK;
    tenon_write(to, "  %s -> ", value->name);
    if (is_block && takes(from, "null")) {
        tenon_write(to, "null\n");
        return 0;
    }
    int32_t status = 0;
    if (is_block && tenon_is_lone_string(value)) {
        status = take_bytes(from, &data, &count);
        if (status == 0)
            tenon_write_text(to, (const char *)data, (size_t)count);
    } else if (value->form == TENON_BRIDGE_ARRAY || (is_block && value->count >= 0)) {
        status = take_elements(from, value->type, &data, &count);
        if (status == 0)
            tenon_write_elements(to, value->type, data, (size_t)count);
        if (value->form == TENON_BRIDGE_ARRAY && *room < count)
            *room = count;
    } else {
        size_t size = tenon_element_size(value->type);
        data = tenon_input_room(from->input, size);
        if (data == NULL)
            return full(from);
        memset(data, 0, size);
        status = take_value(from, value->type, data);
        if (status == 0)
            tenon_write_value(to, value->type, data);
    }
    tenon_write(to, "\n");
    return status;
}

static int32_t take_expected(reader *from, const tenon_bridge_value *value, tenon_datum *datum) {
    tenon_writer text = {0};
    int32_t status = write_expected(from, value, &datum->count, &text);
    char *kept = status == 0 && text.text != NULL ? tenon_input_room(from->input, text.length + 1) : NULL;
    if (kept != NULL)
        memcpy(kept, text.text, text.length + 1);
    free(text.text);
    datum->expected = kept;
    return status == 0 && kept == NULL ? full(from) : status;
}

/* ---- Lines ----------------------------------------------------------------------------------------------
 */

/* Arrays with one count are equally long. */
static int32_t agree_on_counts(reader *from, const tenon_bridge_operation *operation) {
    for (uint32_t at = 0; at < operation->value_count; at++) {
        const tenon_bridge_value *value = &operation->values[at];
        tenon_datum *datum = &from->step->data[at];
        if (value->form != TENON_BRIDGE_ARRAY || value->count < 0 || datum->data == NULL)
            continue;
        for (uint32_t i = 0; i < operation->value_count; i++) {
            tenon_datum *other = &from->step->data[i];
            bool is_counted_alike =
                operation->values[i].form == TENON_BRIDGE_ARRAY && operation->values[i].count == value->count;
            if (!is_counted_alike || other->count == datum->count)
                continue;
            if (other->data != NULL)
                return bad(from, "%s and %s are counted by the same parameter and must be equally long",
                           value->name, operation->values[i].name);
            other->count = datum->count;
        }
    }
    for (uint32_t at = 0; at < operation->value_count; at++) {
        if (from->step->data[at].count * tenon_element_size(operation->values[at].type) >
            TENON_ELEMENTS_LIMIT)
            return full(from);
    }
    return 0;
}

/* The end of a call. */
static int32_t end_step(reader *from) {
    if (from->step == NULL)
        return 0;
    const tenon_bridge_operation *operation = &from->trial->bridges->operations[from->step->operation];
    for (uint32_t at = 0; at < operation->value_count; at++) {
        const tenon_bridge_value *value = &operation->values[at];
        bool is_asked = value->direction != TENON_BRIDGE_OUT || tenon_makes_object(value);
        if (is_asked && (from->given >> at & 1) == 0)
            return bad(from, "the call of %s above has no line for %s", operation->name, value->name);
    }
    int32_t status = agree_on_counts(from, operation);
    from->step = NULL;
    return status;
}

/* The end of calls in a row. */
static int32_t end_input(reader *from) {
    int32_t status = end_step(from);
    if (status != 0 || from->input == NULL)
        return status;
    tenon_vectors *vectors = &from->trial->vectors;
    tenon_input **inputs = realloc(vectors->inputs, (vectors->count + 1) * sizeof(tenon_input *));
    if (inputs == NULL)
        return full(from);
    vectors->inputs = inputs;
    inputs[vectors->count++] = from->input;
    from->input = NULL;
    from->name_count = 0;
    return 0;
}

static int32_t begin_step(reader *from) {
    char name[256];
    int32_t status = end_step(from);
    if (status != 0)
        return status;
    if (!take_name(from, name, sizeof name))
        return bad(from, "the name of an operation is expected behind call");
    const tenon_bridges *bridges = from->trial->bridges;
    uint32_t index = tenon_bridge_find(bridges, name);
    if (index == bridges->operation_count)
        return bad(from, "%s bridges no %s", bridges->library, name);
    if (from->input == NULL) {
        from->input = calloc(1, sizeof *from->input);
        if (from->input == NULL || !tenon_input_reserve(from->input))
            return full(from);
    }
    const tenon_bridge_operation *operation = &bridges->operations[index];
    from->step = tenon_input_step(from->input, operation, index);
    from->given = 0;
    if (from->step == NULL)
        return full(from);
    for (uint32_t at = 0; at < operation->value_count; at++) {
        from->step->data[at].placement = TENON_PLACED_ANYWHERE;
        from->step->data[at].count = operation->values[at].form == TENON_BRIDGE_ARRAY ? 0 : 1;
        from->step->data[at].is_present = true;
    }
    return 0;
}

static int32_t take_argument(reader *from) {
    char name[128];
    const tenon_bridge_operation *operation = &from->trial->bridges->operations[from->step->operation];
    if (!take_name(from, name, sizeof name))
        return bad(from, "a parameter, = and its value are expected at \"%.20s\"", from->at);
    if (takes(from, "->"))
        return 0; /* what came out when it was recorded: for people */
    uint32_t index = 0;
    while (index < operation->value_count && strcmp(operation->values[index].name, name) != 0)
        index++;
    if (index == operation->value_count)
        return bad(from, "%s has no parameter %s", operation->name, name);
    if (!takes(from, "="))
        return bad(from, "= is expected behind %s", name);
    const tenon_bridge_value *value = &operation->values[index];
    tenon_datum *datum = &from->step->data[index];
    bool is_out = is_expected(from, value);
    int32_t status = is_out ? take_expected(from, value, datum) : take_input(from, value, datum);
    if (status == 0 && !is_out)
        status = take_placement(from, datum);
    skip_blanks(from);
    if (status == 0 && *from->at != '\0')
        return bad(from, "the line has more than %s: \"%.20s\"", name, from->at);
    from->given |= UINT64_C(1) << index;
    return status;
}

static int32_t take_line(reader *from, char *line) {
    line[strcspn(line, "\r\n")] = '\0';
    from->at = line;
    skip_blanks(from);
    if (*from->at == '\0')
        return end_input(from);
    if (*from->at == '#')
        return 0;
    if (takes(from, "contract")) {
        if (!takes(from, from->trial->bridges->library))
            return bad(from, "these are vectors of another contract: %s is expected",
                       from->trial->bridges->library);
        return 0;
    }
    if (takes(from, "call"))
        return begin_step(from);
    if (from->step == NULL)
        return bad(from, "call and the name of an operation are expected at \"%.20s\"", from->at);
    return take_argument(from);
}

int32_t tenon_vectors_read(tenon_trial *trial, const char *path) {
    FILE *file = fopen(path, "r");
    if (file == NULL)
        return tenon_bridge_refuse(TENON_INVALID_ARGUMENT, "%s: %s", path, strerror(errno));
    reader from = {.trial = trial, .path = path};
    char *line = NULL;
    size_t room = 0;
    int32_t status = 0;
    while (status == 0 && getline(&line, &room, file) >= 0) {
        from.line++;
        status = take_line(&from, line);
    }
    if (status == 0)
        status = end_input(&from);
    if (from.input != NULL)
        tenon_input_release(from.input);
    free(from.input);
    free(line);
    (void)fclose(file);
    return status;
}

void tenon_vectors_free(tenon_vectors *vectors) {
    for (uint32_t i = 0; i < vectors->count; i++) {
        tenon_input_release(vectors->inputs[i]);
        free(vectors->inputs[i]);
    }
    free(vectors->inputs);
    vectors->inputs = NULL;
    vectors->count = 0;
}

/* ---- Keeping --------------------------------------------------------------------------------------------
 */

/* As a vector says it, which asks, rather than as a recorded call, which tells. */
static void write_expectations(tenon_writer *to, const tenon_bridge_operation *operation,
                               const tenon_step *step) {
    for (uint32_t i = 0; i < operation->value_count; i++) {
        const char *name = operation->values[i].name;
        const char *expected = step->data[i].expected;
        if (expected != NULL)
            tenon_write(to, "  %s = %s", name, expected + strlen("  ") + strlen(name) + strlen(" -> "));
    }
}

static void write_input(tenon_trial *trial, const tenon_input *input, tenon_writer *to) {
    void *objects[TENON_INPUT_OBJECTS] = {NULL};
    for (uint32_t i = 0; i < input->count; i++) {
        const tenon_step *step = &input->steps[i];
        const tenon_shape *shape = &trial->shapes[step->operation];
        tenon_frame *frame = &trial->progress->frames[TENON_REFERENCE];
        size_t rooms[64];
        for (uint32_t k = 0; k < shape->operation->value_count && k < 64; k++)
            rooms[k] = step->data[k].count;
        if (tenon_frame_fill(frame, &trial->arena, TENON_REFERENCE, shape, step, objects))
            tenon_write_step(to, shape->operation, rooms, frame->arguments, step->data);
        write_expectations(to, shape->operation, step);
    }
}

char *tenon_vectors_keep(tenon_trial *trial, uint32_t operation, const tenon_input *input,
                         const char *comment) {
    tenon_writer path = {0};
    tenon_writer text = {0};
    const char *folder = trial->options.keep == NULL ? "." : trial->options.keep;
    tenon_write(&path, "%s/%s-%" PRIu64 ".vectors", folder, trial->bridges->operations[operation].name,
                trial->options.seed);
    tenon_write(&text, "# ");
    for (const char *at = comment; *at != '\0'; at++)
        tenon_write(&text, *at == '\n' ? "\n# " : "%c", *at);
    tenon_write(&text, "\n# checked: %s\ncontract %s\n", tenon_side_name(trial, TENON_CANDIDATE),
                trial->bridges->library);
    write_input(trial, input, &text);
    FILE *file = path.text == NULL || text.text == NULL ? NULL : fopen(path.text, "w");
    bool is_written = file != NULL && fwrite(text.text, 1, text.length, file) == text.length;
    if (file != NULL && fclose(file) != 0)
        is_written = false;
    free(text.text);
    if (is_written)
        return path.text;
    free(path.text);
    return NULL;
}
