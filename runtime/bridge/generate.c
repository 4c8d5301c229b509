/**
 * @file
 * Inputs made from the types of the contract: edges, sizes, alignments and random values. The same seed,
 * operation and index make the same input, in every process.
 */
#include "trial.h"

#include <math.h>

/* One of n. */
static bool one_in(tenon_random *random, uint32_t n) {
    return tenon_random_below(random, n) == 0;
}

/* ---- Numbers --------------------------------------------------------------------------------------------
 */

static uint64_t number(tenon_random *random, const tenon_bridge_type *type) {
    uint32_t bits = type->size >= 8 ? 64 : type->size * 8;
    uint64_t draw = tenon_random_next(random);
    uint64_t power = UINT64_C(1) << ((draw >> 8) & (bits - 1));
    switch (draw & 15) {
    case 0:
        return 0;
    case 1:
        return 1;
    case 2:
        return UINT64_MAX; /* -1, or the largest */
    case 3:
        return UINT64_C(1) << (bits - 1); /* the smallest of those with a sign */
    case 4:
        return (UINT64_C(1) << (bits - 1)) - 1;
    case 5:
        return power;
    case 6:
        return power - 1;
    case 7:
        return ~power + 1;
    case 8:
    case 9:
    case 10:
        return (draw >> 8) & 0xff;
    case 11:
        return ~((draw >> 8) & 0xff) + 1;
    default:
        return tenon_random_next(random);
    }
}

static void make_number(tenon_random *random, const tenon_bridge_type *type, unsigned char *to) {
    tenon_native_uint128 value = number(random, type);
    if (type->size > sizeof(uint64_t) && one_in(random, 2))
        value |= (tenon_native_uint128)number(random, type) << 64;
    tenon_store_number(type, value, to);
}

static double some_float(tenon_random *random) {
    static const double edges[] = {0.0,        -0.0,
                                   1.0,        -1.0,
                                   0.5,        1.5,
                                   2.5,        NAN,
                                   INFINITY,   -INFINITY,
                                   1e308,      -1e308,
                                   5e-324,     2.2250738585072014e-308,
                                   1e-45,      3.4028234663852886e38,
                                   16777217.0, 9007199254740993.0,
                                   1e19,       -1e19};
    uint64_t draw = tenon_random_next(random);
    switch (draw & 3) {
    case 0:
        return edges[(draw >> 8) % (sizeof edges / sizeof *edges)];
    case 1:
        return (double)(int32_t)((draw >> 8) & 0x7ff) - 1024.0;
    default:
        return ldexp((double)(int64_t)tenon_random_next(random), (int)((draw >> 8) % 128) - 127);
    }
}

static void make_float(tenon_random *random, const tenon_bridge_type *type, unsigned char *to) {
    uint64_t bits = tenon_random_next(random);
    bool is_any = (bits & 7) == 0; /* any bits: also the NaNs that nobody makes by calculating */
    if (type->size == sizeof(float)) {
        float single = (float)some_float(random);
        uint32_t word = (uint32_t)(bits >> 32);
        memcpy(to, is_any ? (const void *)&word : (const void *)&single, sizeof single);
        return;
    }
    double value = some_float(random);
    bits = tenon_random_next(random);
    memcpy(to, is_any ? (const void *)&bits : (const void *)&value, sizeof value);
}

static void make_enum(tenon_random *random, const tenon_bridge_type *type, unsigned char *to) {
    int32_t constant = 0;
    if (type->constant_count > 0)
        constant = type->constants[tenon_random_below(random, type->constant_count)];
    for (uint32_t at = 0; type->is_flags && at < type->constant_count; at++) {
        if (at == 0)
            constant = 0;
        if (one_in(random, 2))
            constant |= type->constants[at];
    }
    memset(to, 0, type->size);
    memcpy(to, &constant, type->size < sizeof constant ? type->size : sizeof constant);
}

/* ---- Bytes and text -------------------------------------------------------------------------------------
 */

static void random_bytes(tenon_random *random, unsigned char *to, size_t size) {
    for (; size >= sizeof(uint64_t); size -= sizeof(uint64_t), to += sizeof(uint64_t)) {
        uint64_t draw = tenon_random_next(random);
        memcpy(to, &draw, sizeof draw);
    }
    uint64_t draw = tenon_random_next(random);
    memcpy(to, &draw, size);
}

/* What parsers look for. */
static void tokens(tenon_random *random, unsigned char *to, size_t size) {
    static const char *const words[] = {"0",
                                        "1",
                                        "-1",
                                        "007",
                                        "9223372036854775807",
                                        "18446744073709551616",
                                        "-",
                                        "+",
                                        "kB",
                                        "name",
                                        "default",
                                        "key_of",
                                        "(a b)",
                                        "Key:",
                                        "true",
                                        "e5",
                                        "0x7f",
                                        ".",
                                        "::1",
                                        "127.0.0.1"};
    static const char marks[] = " \t\r\n  \n,;:=#\"'[](){}<>/\\-+._*%&|!?@^~`$";
    size_t at = 0;
    while (at < size) {
        uint64_t draw = tenon_random_next(random);
        if ((draw & 7) < 3) {
            const char *word = words[(draw >> 8) % (sizeof words / sizeof *words)];
            for (; *word != '\0' && at < size; word++)
                to[at++] = (unsigned char)*word;
        } else if ((draw & 7) < 5) {
            to[at++] = (unsigned char)marks[(draw >> 8) % (sizeof marks - 1)];
        } else {
            for (uint64_t more = (draw >> 8) % 6 + 1; more > 0 && at < size; more--, draw >>= 4)
                to[at++] =
                    (unsigned char)((draw & 8) == 0 ? '0' + (draw >> 16) % 10 : 'a' + (draw >> 16) % 26);
        }
    }
}

/* Encodes a code point. @return How many bytes it takes. */
static size_t encode(uint32_t point, unsigned char *to) {
    if (point < 0x80) {
        to[0] = (unsigned char)point;
        return 1;
    }
    if (point < 0x800) {
        to[0] = (unsigned char)(0xC0 | point >> 6);
        to[1] = (unsigned char)(0x80 | (point & 0x3F));
        return 2;
    }
    if (point < 0x10000) {
        to[0] = (unsigned char)(0xE0 | point >> 12);
        to[1] = (unsigned char)(0x80 | (point >> 6 & 0x3F));
        to[2] = (unsigned char)(0x80 | (point & 0x3F));
        return 3;
    }
    to[0] = (unsigned char)(0xF0 | point >> 18);
    to[1] = (unsigned char)(0x80 | (point >> 12 & 0x3F));
    to[2] = (unsigned char)(0x80 | (point >> 6 & 0x3F));
    to[3] = (unsigned char)(0x80 | (point & 0x3F));
    return 4;
}

static void unicode(tenon_random *random, unsigned char *to, size_t size) {
    static const uint32_t limits[] = {0x80, 0x80, 0x800, 0x10000, 0x110000};
    size_t at = 0;
    while (at < size) {
        unsigned char bytes[4];
        uint64_t draw = tenon_random_next(random);
        uint32_t point = (uint32_t)((draw >> 8) % limits[draw % 5]);
        if (point == 0 || (point >= 0xD800 && point < 0xE000))
            point = 'x';
        size_t length = encode(point, bytes);
        if (length > size - at) {
            bytes[0] = '~';
            length = 1;
        }
        memcpy(to + at, bytes, length);
        at += length;
    }
}

static void make_text(tenon_random *random, unsigned char *to, size_t size, bool may_have_nul) {
    uint32_t how = tenon_random_below(random, 8);
    if (how < 4)
        tokens(random, to, size);
    else if (how < 6)
        unicode(random, to, size);
    else
        memset(to, (int)(' ' + tenon_random_below(random, 95)), size);
    if (may_have_nul && size > 0 && one_in(random, 16) && to[size - 1] < 0x80)
        to[size - 1] = 0;
}

static void make_bytes(tenon_random *random, unsigned char *to, size_t size) {
    switch (tenon_random_below(random, 8)) {
    case 0:
        memset(to, (int)tenon_random_below(random, 256), size);
        return;
    case 1:
        memset(to, one_in(random, 2) ? 0 : 0xff, size);
        return;
    case 2:
    case 3:
        tokens(random, to, size);
        return;
    default:
        random_bytes(random, to, size);
        return;
    }
}

/* How many elements: every small number, what vectors and pages are made of, and now and then many. */
static uint64_t some_count(tenon_random *random, uint64_t most) {
    static const uint16_t edges[] = {0,  1,  2,  3,   4,   5,   7,   8,   9,   12,  15,  16, 17,
                                     20, 24, 31, 32,  33,  47,  48,  55,  56,  57,  63,  64, 65,
                                     79, 80, 81, 119, 120, 127, 128, 129, 255, 256, 257, 384};
    uint64_t draw = tenon_random_next(random);
    uint64_t count;
    uint32_t rare = (uint32_t)(draw >> 40) & 0xffff;
    if (rare == 0)
        count = 65536 + (draw >> 8) % (TENON_ELEMENTS_LIMIT - 65536);
    else if (rare < 16)
        count = 65535 + (draw >> 8) % 3;
    else if (rare < 512)
        count = 4095 + (draw >> 8) % 3;
    else if (rare < 2048)
        count = (draw >> 8) % 1536;
    else if ((draw & 7) < 3)
        count = edges[(draw >> 8) % (sizeof edges / sizeof *edges)];
    else
        count = (draw >> 8) % 96;
    return count < most ? count : most;
}

/* ---- Values of every type -------------------------------------------------------------------------------
 */

static bool make_value(tenon_random *random, tenon_input *input, const tenon_bridge_type *type,
                       unsigned char *to);

static bool make_string(tenon_random *random, tenon_input *input, unsigned char *to) {
    uint64_t length = some_count(random, one_in(random, 64) ? 2000 : 300);
    unsigned char *text = tenon_input_room(input, length + 1);
    if (text == NULL)
        return false;
    make_text(random, text, length, false);
    text[length] = 0;
    memcpy(to, &text, sizeof text);
    return true;
}

static bool make_field(tenon_random *random, tenon_input *input, const tenon_bridge_field *field,
                       unsigned char *record) {
    if (field->nullable && one_in(random, 4))
        return true;
    if (field->type->kind == TENON_BRIDGE_BYTE ||
        (field->type->kind == TENON_BRIDGE_UNSIGNED && field->type->size == 1 && field->count > 1)) {
        make_bytes(random, record + field->offset, field->count);
        return true;
    }
    size_t size = tenon_element_size(field->type);
    for (uint32_t at = 0; at < field->count; at++) {
        if (!make_value(random, input, field->type, record + field->offset + at * size))
            return false;
    }
    return true;
}

static bool make_record(tenon_random *random, tenon_input *input, const tenon_bridge_type *type,
                        unsigned char *to) {
    memset(to, 0, type->size);
    for (uint32_t at = 0; at < type->field_count; at++) {
        if (!make_field(random, input, &type->fields[at], to))
            return false;
    }
    for (uint32_t at = 0; at < type->field_count; at++) {
        const tenon_bridge_field *field = &type->fields[at];
        if (field->present_if >= 0 && to[type->fields[field->present_if].offset] == 0)
            memset(to + field->offset, 0, tenon_element_size(field->type) * field->count);
    }
    return true;
}

static bool make_variant(tenon_random *random, tenon_input *input, const tenon_bridge_type *type,
                         unsigned char *to) {
    memset(to, 0, type->size);
    uint32_t which = tenon_random_below(random, type->field_count);
    memcpy(to + type->tag_offset, &type->constants[which], sizeof(int32_t));
    return type->fields[which].type == NULL || make_field(random, input, &type->fields[which], to);
}

static bool make_value(tenon_random *random, tenon_input *input, const tenon_bridge_type *type,
                       unsigned char *to) {
    switch (type->kind) {
    case TENON_BRIDGE_BOOL:
        memset(to, 0, type->size);
        to[0] = one_in(random, 2) ? 1 : 0;
        return true;
    case TENON_BRIDGE_FLOAT:
        make_float(random, type, to);
        return true;
    case TENON_BRIDGE_ENUM:
        make_enum(random, type, to);
        return true;
    case TENON_BRIDGE_TEXT:
        if (tenon_is_string(type))
            return make_string(random, input, to);
        *to = (unsigned char)(' ' + tenon_random_below(random, 95));
        return true;
    case TENON_BRIDGE_RECORD:
        return make_record(random, input, type, to);
    case TENON_BRIDGE_VARIANT:
        return make_variant(random, input, type, to);
    case TENON_BRIDGE_OBJECT:
        return true;
    default:
        make_number(random, type, to);
        return true;
    }
}

/* Of long arrays only the first elements are chosen one by one: there are millions of calls to make. */
enum { CHOSEN_ELEMENTS = 24 };

/* The rest of an array is the elements that were made, again and again; texts in them are shared. */
static void repeat_elements(const tenon_datum *datum, size_t size, uint64_t made) {
    while (made < datum->count) {
        uint64_t more = made < datum->count - made ? made : datum->count - made;
        memcpy(datum->data + made * size, datum->data, more * size);
        made += more;
    }
}

static bool make_elements(tenon_random *random, tenon_input *input, const tenon_bridge_type *type,
                          tenon_datum *datum) {
    size_t size = tenon_element_size(type);
    datum->data = tenon_input_room(input, size * datum->count);
    if (datum->data == NULL)
        return false;
    if (type->kind == TENON_BRIDGE_BYTE || (type->kind == TENON_BRIDGE_UNSIGNED && size == 1)) {
        make_bytes(random, datum->data, datum->count);
        return true;
    }
    if (type->kind == TENON_BRIDGE_TEXT && !tenon_is_string(type)) {
        make_text(random, datum->data, datum->count, true);
        return true;
    }
    uint64_t made = datum->count < CHOSEN_ELEMENTS ? datum->count : CHOSEN_ELEMENTS;
    for (uint64_t at = 0; at < made; at++) {
        if (!make_value(random, input, type, datum->data + at * size))
            return false;
    }
    bool is_number = type->kind == TENON_BRIDGE_SIGNED || type->kind == TENON_BRIDGE_UNSIGNED;
    if (made < datum->count && is_number && !one_in(random, 4))
        random_bytes(random, datum->data + made * size, (datum->count - made) * size);
    else
        repeat_elements(datum, size, made);
    return true;
}

/* ---- One call -------------------------------------------------------------------------------------------
 */

static int32_t some_placement(tenon_random *random) {
    uint32_t draw = tenon_random_below(random, 16);
    if (draw < 9)
        return TENON_PLACED_END;
    return draw < 11 ? TENON_PLACED_START : (int32_t)tenon_random_below(random, 64);
}

/* The same as another value of this call, perhaps with a byte changed: what functions that compare look for.
 */
static bool repeat_earlier(tenon_random *random, tenon_input *input, const tenon_bridge_operation *operation,
                           tenon_step *step, uint32_t index) {
    const tenon_bridge_value *value = &operation->values[index];
    for (uint32_t earlier = 0; earlier < index; earlier++) {
        const tenon_datum *from = &step->data[earlier];
        if (operation->values[earlier].type != value->type ||
            operation->values[earlier].form != value->form || from->data == NULL ||
            from->count != step->data[index].count)
            continue;
        unsigned char *data = tenon_input_elements(input, value->type, from->data, from->count);
        step->data[index].data = data;
        size_t size = tenon_element_size(value->type) * from->count;
        if (data != NULL && size > 0 && tenon_type_is_plain(value->type) && one_in(random, 2) &&
            value->type->kind == TENON_BRIDGE_RECORD) {
            const tenon_bridge_field *field =
                &value->type->fields[tenon_random_below(random, value->type->field_count)];
            return make_field(random, input, field, data);
        }
        if (data != NULL && size > 0 && value->type->kind == TENON_BRIDGE_BYTE && one_in(random, 2))
            data[tenon_random_below(random, (uint32_t)size)] ^=
                (unsigned char)(1u << tenon_random_below(random, 8));
        return data != NULL;
    }
    return false;
}

static bool make_datum(tenon_random *random, tenon_input *input, const tenon_shape *shape, tenon_step *step,
                       uint32_t index, const uint64_t *counts) {
    const tenon_bridge_value *value = &shape->operation->values[index];
    tenon_datum *datum = &step->data[index];
    datum->placement = some_placement(random);
    datum->is_present = value->present_if < 0 || one_in(random, 2);
    datum->count = 1;
    if (value->form == TENON_BRIDGE_ARRAY) {
        datum->count = value->count >= 0 ? counts[value->count] : 1;
        if (datum->count == 0 && one_in(random, 2))
            datum->is_null = true;
    } else if (value->nullable && value->parameter >= 0 && value->direction != TENON_BRIDGE_OUT &&
               one_in(random, 4)) {
        datum->is_null = true;
    }
    if (value->direction == TENON_BRIDGE_OUT || value->type->kind == TENON_BRIDGE_OBJECT)
        return true;
    if (tenon_is_lone_string(value)) {
        unsigned char *text;
        if (!make_string(random, input, (unsigned char *)&text))
            return false;
        datum->data = text;
        datum->count = strlen((const char *)text) + 1;
        return true;
    }
    if (!datum->is_present) { /* what a caller of any language passes then */
        size_t size = tenon_element_size(value->type) * datum->count;
        datum->data = tenon_input_room(input, size);
        if (datum->data != NULL)
            memset(datum->data, 0, size);
        return datum->data != NULL;
    }
    if (index > 0 && one_in(random, 6) && repeat_earlier(random, input, shape->operation, step, index))
        return true;
    return make_elements(random, input, value->type, datum);
}

/* The first inputs walk through all small sizes, whatever chance would do. */
enum { WALKED_SIZES = 320 };

static bool make_step(tenon_random *random, tenon_input *input, const tenon_shape *shape, tenon_step *step,
                      uint64_t index, uint64_t elements) {
    const tenon_bridge_operation *operation = shape->operation;
    uint64_t counts[TENON_PARAMETERS];
    step->fill = tenon_random_next(random);
    for (uint32_t at = 0; at < operation->parameter_count; at++) {
        if (!operation->parameters[at].is_count)
            continue;
        uint64_t usual = operation->parameters[at].usual;
        counts[at] = some_count(random, shape->most[at]);
        if (index < WALKED_SIZES && index < shape->most[at])
            counts[at] = index;
        if (elements != 0)
            counts[at] = elements < shape->most[at] ? elements : shape->most[at];
        if (usual != 0 && usual <= shape->most[at] && (elements != 0 || !one_in(random, 4)))
            counts[at] = usual; /* others are perhaps refused: what then comes out says little */
    }
    for (uint32_t at = 0; at < operation->value_count; at++) { /* one that is null makes all empty */
        const tenon_bridge_value *value = &operation->values[at];
        if (value->form == TENON_BRIDGE_ARRAY && value->nullable && value->count >= 0 && elements == 0 &&
            one_in(random, 8))
            counts[value->count] = 0;
    }
    for (uint32_t at = 0; at < operation->value_count; at++) {
        if (!make_datum(random, input, shape, step, at, counts))
            return false;
    }
    return true;
}

/* ---- Calls in a row: objects ----------------------------------------------------------------------------
 */

typedef struct living {
    int32_t class_index;
    uint32_t object;
} living;

/* A row of calls that is being made. */
typedef struct row {
    tenon_trial *trial;
    tenon_random random;
    tenon_input *input;
    living alive[TENON_INPUT_STEPS];
    uint32_t count;
    uint64_t index;
    uint64_t elements; /* in every array; 0: as chance will have it */
} row;

static bool add_call(row *at, uint32_t operation, uint32_t depth);

static bool makes(const tenon_bridge_operation *operation, int32_t class_index) {
    for (uint32_t i = 0; i < operation->value_count; i++) {
        const tenon_bridge_value *value = &operation->values[i];
        if (tenon_makes_object(value) && value->type->class_index == class_index)
            return true;
    }
    return false;
}

static bool can_call(const tenon_trial *trial, uint32_t operation) {
    return trial->candidates[operation] != NULL && trial->shapes[operation].obstacle == NULL;
}

/* Adds a call that makes an object of the class: one of those that there are. */
static bool add_maker(row *at, int32_t class_index, uint32_t depth) {
    uint32_t count = at->trial->bridges->operation_count;
    uint32_t first = tenon_random_below(&at->random, count);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t operation = (first + i) % count;
        if (makes(&at->trial->bridges->operations[operation], class_index) &&
            can_call(at->trial, operation) && add_call(at, operation, depth + 1))
            return true;
    }
    return false;
}

/* An object of the class that this call does not have yet: -1 where there is none. */
static int32_t find_living(const row *at, int32_t class_index, const bool *is_taken) {
    for (uint32_t i = at->count; i > 0; i--) {
        if (at->alive[i - 1].class_index == class_index && !is_taken[i - 1])
            return (int32_t)(i - 1);
    }
    return -1;
}

static bool choose_objects(row *at, const tenon_bridge_operation *operation, uint32_t *chosen,
                           uint32_t depth) {
    bool is_taken[TENON_INPUT_STEPS] = {false};
    for (uint32_t i = 0; i < operation->value_count; i++) {
        const tenon_bridge_value *value = &operation->values[i];
        if (!tenon_takes_object(value))
            continue;
        chosen[i] = UINT32_MAX;
        if (value->nullable && one_in(&at->random, 4))
            continue;
        int32_t found = find_living(at, value->type->class_index, is_taken);
        if (found < 0) {
            if (depth > 3 || !add_maker(at, value->type->class_index, depth))
                return false;
            found = find_living(at, value->type->class_index, is_taken);
        }
        if (found < 0)
            return false;
        is_taken[found] = true;
        chosen[i] = at->alive[found].object;
    }
    return true;
}

static void forget(row *at, uint32_t object) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < at->count; i++) {
        if (at->alive[i].object != object)
            at->alive[kept++] = at->alive[i];
    }
    at->count = kept;
}

static bool add_call(row *at, uint32_t index, uint32_t depth) {
    const tenon_bridge_operation *operation = &at->trial->bridges->operations[index];
    uint32_t chosen[64] = {0};
    if (operation->value_count > 64 || !choose_objects(at, operation, chosen, depth))
        return false;
    tenon_step *step = tenon_input_step(at->input, operation, index);
    if (step == NULL ||
        !make_step(&at->random, at->input, &at->trial->shapes[index], step, at->index, at->elements))
        return false;
    for (uint32_t i = 0; i < operation->value_count; i++) {
        const tenon_bridge_value *value = &operation->values[i];
        if (tenon_takes_object(value)) {
            step->data[i].is_null = chosen[i] == UINT32_MAX;
            step->data[i].object = chosen[i];
            if (value->consumes && chosen[i] != UINT32_MAX)
                forget(at, chosen[i]);
        } else if (tenon_makes_object(value)) {
            if (at->count == TENON_INPUT_STEPS || at->input->objects == TENON_INPUT_OBJECTS)
                return false;
            step->data[i].object = at->input->objects++;
            at->alive[at->count++] = (living){value->type->class_index, step->data[i].object};
        }
    }
    return true;
}

/* Calls of the same class before the one that counts. */
static void add_others(row *at, int32_t class_index) {
    uint32_t count = at->trial->bridges->operation_count;
    uint32_t calls = tenon_random_below(&at->random, 8);
    for (uint32_t tries = 0; tries < 64 && calls > 0 && at->input->count < TENON_INPUT_STEPS - 8; tries++) {
        uint32_t operation = tenon_random_below(&at->random, count);
        bool is_end = operation == at->trial->bridges->classes[class_index].destructor;
        if (is_end || at->trial->bridges->operations[operation].class_index != class_index ||
            !can_call(at->trial, operation))
            continue;
        if (!add_call(at, operation, 0))
            return;
        calls--;
    }
}

static uint64_t hash_of(const char *name) {
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (; *name != '\0'; name++)
        hash = (hash ^ (unsigned char)*name) * UINT64_C(0x100000001b3);
    return hash;
}

/* Changes one element of what goes in. */
static bool change_element(tenon_random *random, tenon_input *input, const tenon_bridge_value *value,
                           tenon_datum *datum) {
    uint64_t length = datum->count - (tenon_is_lone_string(value) ? 1 : 0);
    if (length == 0)
        return true;
    uint64_t at = tenon_random_next(random) % length;
    bool is_text = value->type->kind == TENON_BRIDGE_TEXT &&
                   (tenon_is_lone_string(value) || !tenon_is_string(value->type));
    if (is_text && datum->data[at] >= 0x80) /* a piece of a character: it would be UTF-8 no more */
        return true;
    if (is_text)
        datum->data[at] = (unsigned char)(' ' + tenon_random_below(random, 95));
    else
        return make_value(random, input, value->type, datum->data + at * tenon_element_size(value->type));
    return true;
}

/* Leaves the end of an array or text away, with all that is counted with it. */
static void cut_end(tenon_random *random, const tenon_bridge_operation *operation, tenon_step *step,
                    uint32_t which) {
    const tenon_bridge_value *value = &operation->values[which];
    tenon_datum *datum = &step->data[which];
    uint64_t end = tenon_is_lone_string(value) ? 1 : 0;
    uint64_t count = tenon_random_next(random) % (datum->count - end + 1);
    if (value->type->kind == TENON_BRIDGE_TEXT && count < datum->count - end &&
        (datum->data[count] & 0xC0) == 0x80)
        return; /* in the middle of a character */
    if (end == 1)
        datum->data[count] = 0;
    for (uint32_t i = 0; i < operation->value_count; i++) {
        bool goes_along = i == which || (end == 0 && operation->values[i].form == TENON_BRIDGE_ARRAY &&
                                         operation->values[i].count == value->count);
        if (goes_along)
            step->data[i].count = count + end;
    }
}

/* A vector with something changed: what a person or a program really passes, nearly. */
static bool mutate_vector(tenon_trial *trial, tenon_random *random, uint32_t operation, tenon_input *input) {
    const tenon_bridge_operation *is = &trial->bridges->operations[operation];
    uint32_t first = tenon_random_below(random, trial->vectors.count);
    const tenon_input *vector = NULL;
    for (uint32_t i = 0; i < trial->vectors.count && vector == NULL; i++) {
        const tenon_input *one = trial->vectors.inputs[(first + i) % trial->vectors.count];
        if (one->steps[one->count - 1].operation == operation)
            vector = one;
    }
    if (vector == NULL || !tenon_input_copy(trial->bridges, input, vector))
        return false;
    tenon_step *step = &input->steps[input->count - 1];
    step->fill = tenon_random_next(random);
    for (uint32_t i = 0; i < is->value_count; i++)
        step->data[i].expected = NULL; /* what came out of the vector does not come out of this */
    for (uint32_t changes = tenon_random_below(random, 3) + 1; changes > 0 && is->value_count > 0;
         changes--) {
        uint32_t which = tenon_random_below(random, is->value_count);
        const tenon_bridge_value *value = &is->values[which];
        tenon_datum *datum = &step->data[which];
        bool has_length =
            tenon_is_lone_string(value) || (value->form == TENON_BRIDGE_ARRAY && value->count >= 0);
        datum->placement = some_placement(random);
        if (datum->data == NULL || datum->count == 0 || value->type->kind == TENON_BRIDGE_OBJECT)
            continue;
        if (has_length && one_in(random, 3) && (tenon_is_lone_string(value) || !tenon_is_string(value->type)))
            cut_end(random, is, step, which);
        else if (!change_element(random, input, value, datum))
            return false;
    }
    return true;
}

/* The vectors' inputs: each one as it lies, and where it does not say how, at every placement. */
enum { PLACEMENTS = 66 };

uint64_t tenon_vectors_inputs(const tenon_trial *trial, uint32_t operation) {
    uint64_t count = 0;
    for (uint32_t i = 0; i < trial->vectors.count; i++) {
        const tenon_input *vector = trial->vectors.inputs[i];
        count += vector->steps[vector->count - 1].operation == operation ? PLACEMENTS : 0;
    }
    return count;
}

static bool vector_input(tenon_trial *trial, uint32_t operation, uint64_t index, tenon_input *input) {
    for (uint32_t i = 0; i < trial->vectors.count; i++) {
        const tenon_input *vector = trial->vectors.inputs[i];
        if (vector->steps[vector->count - 1].operation != operation)
            continue;
        if (index >= PLACEMENTS) {
            index -= PLACEMENTS;
            continue;
        }
        if (!tenon_input_copy(trial->bridges, input, vector))
            return false;
        for (uint32_t k = 0; k < input->count; k++) {
            tenon_step *step = &input->steps[k];
            step->fill = index * UINT64_C(0x9E3779B97F4A7C15) + k;
            for (uint32_t v = 0; v < trial->bridges->operations[step->operation].value_count; v++) {
                if (step->data[v].placement == TENON_PLACED_ANYWHERE)
                    step->data[v].placement = (int32_t)index + TENON_PLACED_START;
            }
        }
        return true;
    }
    return false;
}

bool tenon_trial_input(tenon_trial *trial, uint32_t operation, uint64_t index, tenon_input *input) {
    uint64_t vectors = trial->vectors.count == 0 ? 0 : tenon_vectors_inputs(trial, operation);
    if (index < vectors)
        return vector_input(trial, operation, index, input);
    index -= vectors;
    tenon_input_clear(input);
    const tenon_bridge_operation *is = &trial->bridges->operations[operation];
    row at = {.trial = trial, .input = input, .index = index};
    at.random.state = trial->options.seed ^ hash_of(is->name) ^ (index * UINT64_C(0xD1342543DE82EF95));
    if (vectors > 0 && one_in(&at.random, 4) && mutate_vector(trial, &at.random, operation, input))
        return true;
    tenon_input_clear(input);
    if (is->class_index >= 0) {
        if (!makes(is, is->class_index) && !add_maker(&at, is->class_index, 0))
            return false;
        add_others(&at, is->class_index);
    }
    return add_call(&at, operation, 0);
}

bool tenon_trial_typical(tenon_trial *trial, uint32_t operation, uint64_t elements, tenon_input *input) {
    tenon_input_clear(input);
    row at = {.trial = trial, .input = input, .elements = elements};
    at.random.state = hash_of(trial->bridges->operations[operation].name);
    return add_call(&at, operation, 0);
}
