/**
 * @file
 * Dynamic values as they cross the boundary: MessagePack,
 * https://github.com/msgpack/msgpack/blob/master/spec.md.
 *
 * Every form of the format that has a meaning here is read; the shortest form is written.
 */
#include "tenon/callback.h"
#include "value_internal.h"

enum { DEEPEST = 64 };

/* First bytes. Up to 0x7f: the number itself; from 0xe0: the number itself, negative. */
enum {
    MAP_15 = 0x80,
    ARRAY_15 = 0x90,
    TEXT_31 = 0xa0,
    NIL = 0xc0,
    NEVER_USED = 0xc1,
    FALSE_VALUE = 0xc2,
    TRUE_VALUE = 0xc3,
    BYTES_8 = 0xc4,
    BYTES_16 = 0xc5,
    BYTES_32 = 0xc6,
    FLOAT_32 = 0xca,
    FLOAT_64 = 0xcb,
    UNSIGNED_8 = 0xcc,
    UNSIGNED_16 = 0xcd,
    UNSIGNED_32 = 0xce,
    UNSIGNED_64 = 0xcf,
    SIGNED_8 = 0xd0,
    SIGNED_16 = 0xd1,
    SIGNED_32 = 0xd2,
    SIGNED_64 = 0xd3,
    TEXT_8 = 0xd9,
    TEXT_16 = 0xda,
    TEXT_32 = 0xdb,
    ARRAY_16 = 0xdc,
    ARRAY_32 = 0xdd,
    MAP_16 = 0xde,
    MAP_32 = 0xdf,
    SMALL_NEGATIVE = 0xe0
};

/* ---- Reading ---- */

typedef struct reader {
    const uint8_t *bytes;
    size_t length;
    size_t at;
    const char *position; /* for messages */
    int depth;
} reader;

static int32_t refuse(const reader *from, size_t at, const char *why) {
    return tenon_refuse(TENON_BAD_VALUE, "%s: byte %zu of the encoded value: %s", from->position, at, why);
}

static int32_t no_memory(const reader *from) {
    return tenon_refuse(TENON_OUT_OF_MEMORY, "%s: no memory for the value", from->position);
}

static int32_t take(reader *from, size_t count, const uint8_t **bytes) {
    if (count > from->length - from->at)
        return refuse(from, from->length, "it ends in the middle");
    *bytes = from->bytes + from->at;
    from->at += count;
    return 0;
}

/* A big-endian number of `width` bytes. */
static int32_t take_number(reader *from, size_t width, uint64_t *number) {
    const uint8_t *bytes = NULL;
    int32_t status = take(from, width, &bytes);
    *number = 0;
    for (size_t i = 0; status == 0 && i < width; i++)
        *number = *number << 8 | bytes[i];
    return status;
}

static int32_t keep(const reader *from, tenon_value *made, tenon_value **value) {
    *value = made;
    return made != NULL ? 0 : no_memory(from);
}

static int32_t read_unsigned(reader *from, size_t width, tenon_value **value) {
    uint64_t number;
    int32_t status = take_number(from, width, &number);
    return status != 0 ? status : keep(from, tenon_value_new_unsigned(number), value);
}

static int32_t read_signed(reader *from, size_t width, tenon_value **value) {
    uint64_t number;
    int32_t status = take_number(from, width, &number);
    unsigned unused = (unsigned)(64 - 8 * width);
    return status != 0 ? status
                       : keep(from, tenon_value_new_integer((int64_t)(number << unused) >> unused), value);
}

static int32_t read_float(reader *from, size_t width, tenon_value **value) {
    uint64_t bits;
    int32_t status = take_number(from, width, &bits);
    if (status != 0)
        return status;
    double number;
    if (width == sizeof(float)) {
        uint32_t narrow = (uint32_t)bits;
        float single;
        memcpy(&single, &narrow, sizeof single);
        number = (double)single;
    } else {
        memcpy(&number, &bits, sizeof number);
    }
    return keep(from, tenon_value_new_number(number), value);
}

/* Text of `length` bytes that follow, found well-formed. */
static int32_t take_text(reader *from, uint64_t length, const char **text) {
    size_t start = from->at;
    const uint8_t *bytes = NULL;
    int32_t status = take(from, (size_t)length, &bytes);
    if (status != 0)
        return status;
    *text = (const char *)bytes;
    if (memchr(bytes, '\0', (size_t)length) != NULL)
        return refuse(from, start, "the text holds a NUL character");
    return tenon_is_utf8(*text, (size_t)length) ? 0 : refuse(from, start, "the text is not UTF-8");
}

static int32_t read_text(reader *from, uint64_t length, tenon_value **value) {
    const char *text = NULL;
    int32_t status = take_text(from, length, &text);
    return status != 0 ? status : keep(from, tenon_value_new_text(text, (size_t)length), value);
}

static int32_t read_bytes(reader *from, uint64_t length, tenon_value **value) {
    const uint8_t *bytes = NULL;
    int32_t status = take(from, (size_t)length, &bytes);
    return status != 0 ? status : keep(from, tenon_value_new_bytes(bytes, (size_t)length), value);
}

static int32_t read_value(reader *from, tenon_value **value);

static int32_t enter(reader *from) {
    return ++from->depth > DEEPEST ? refuse(from, from->at, "it is nested more than 64 deep") : 0;
}

static int32_t read_list(reader *from, uint64_t count, tenon_value **value) {
    int32_t status = enter(from);
    if (status == 0)
        status = keep(from, tenon_value_new_list(), value);
    for (uint64_t i = 0; status == 0 && i < count; i++) {
        tenon_value *item = NULL;
        status = read_value(from, &item);
        if (status != 0)
            tenon_value_free(item);
        else if (!tenon_list_add(*value, item))
            status = no_memory(from);
    }
    from->depth--;
    return status;
}

static int32_t text_length(reader *from, uint64_t *length) {
    size_t start = from->at;
    uint64_t first;
    int32_t status = take_number(from, 1, &first);
    if (status != 0)
        return status;
    if (first >= TEXT_31 && first < NIL) {
        *length = first - TEXT_31;
        return 0;
    }
    if (first < TEXT_8 || first > TEXT_32)
        return refuse(from, start, "the key of a map is no text");
    return take_number(from, (size_t)1 << (first - TEXT_8), length);
}

static int32_t read_entry(reader *from, tenon_value *map) {
    uint64_t length = 0;
    const char *text = NULL;
    int32_t status = text_length(from, &length);
    if (status == 0)
        status = take_text(from, length, &text);
    tenon_terminated key = {.text = NULL};
    if (status == 0)
        status = tenon_terminate(text, (size_t)length, from->position, &key);
    if (status != 0)
        return status;
    tenon_value *item = NULL;
    status = read_value(from, &item);
    if (status != 0)
        tenon_value_free(item);
    else if (!tenon_map_append(map, key.text, item))
        status = no_memory(from);
    tenon_terminated_free(&key);
    return status;
}

static int32_t read_map(reader *from, uint64_t count, tenon_value **value) {
    size_t start = from->at;
    const char *twice = NULL;
    int32_t status = enter(from);
    if (status == 0)
        status = keep(from, tenon_value_new_map(), value);
    for (uint64_t i = 0; status == 0 && i < count; i++)
        status = read_entry(from, *value);
    if (status == 0)
        status = tenon_map_find_twice(*value, &twice);
    if (status == 0 && twice != NULL)
        status =
            tenon_refuse(TENON_BAD_VALUE, "%s: byte %zu of the encoded value: a map has the key \"%s\" twice",
                         from->position, start, twice);
    from->depth--;
    return status;
}

/* What follows a length of `width` bytes. */
static int32_t read_sized(reader *from, size_t width, int32_t (*read)(reader *, uint64_t, tenon_value **),
                          tenon_value **value) {
    uint64_t length;
    int32_t status = take_number(from, width, &length);
    return status != 0 ? status : read(from, length, value);
}

static int32_t read_long_form(reader *from, size_t start, unsigned first, tenon_value **value) {
    switch (first) {
    case NIL:
        return keep(from, tenon_value_new_null(), value);
    case FALSE_VALUE:
    case TRUE_VALUE:
        return keep(from, tenon_value_new_bool(first == TRUE_VALUE), value);
    case BYTES_8:
    case BYTES_16:
    case BYTES_32:
        return read_sized(from, (size_t)1 << (first - BYTES_8), read_bytes, value);
    case FLOAT_32:
    case FLOAT_64:
        return read_float(from, (size_t)4 << (first - FLOAT_32), value);
    case UNSIGNED_8:
    case UNSIGNED_16:
    case UNSIGNED_32:
    case UNSIGNED_64:
        return read_unsigned(from, (size_t)1 << (first - UNSIGNED_8), value);
    case SIGNED_8:
    case SIGNED_16:
    case SIGNED_32:
    case SIGNED_64:
        return read_signed(from, (size_t)1 << (first - SIGNED_8), value);
    case TEXT_8:
    case TEXT_16:
    case TEXT_32:
        return read_sized(from, (size_t)1 << (first - TEXT_8), read_text, value);
    case ARRAY_16:
    case ARRAY_32:
        return read_sized(from, (size_t)2 << (first - ARRAY_16), read_list, value);
    case MAP_16:
    case MAP_32:
        return read_sized(from, (size_t)2 << (first - MAP_16), read_map, value);
    default:
        return refuse(from, start,
                      first == NEVER_USED ? "0xc1 means nothing" : "extension types have no meaning here");
    }
}

static int32_t read_value(reader *from, tenon_value **value) {
    size_t start = from->at;
    uint64_t number;
    int32_t status = take_number(from, 1, &number);
    if (status != 0)
        return status;
    unsigned first = (unsigned)number;
    if (first < MAP_15)
        return keep(from, tenon_value_new_integer((int64_t)first), value);
    if (first >= SMALL_NEGATIVE)
        return keep(from, tenon_value_new_integer((int64_t)first - 256), value);
    if (first < ARRAY_15)
        return read_map(from, first - MAP_15, value);
    if (first < TEXT_31)
        return read_list(from, first - ARRAY_15, value);
    if (first < NIL)
        return read_text(from, first - TEXT_31, value);
    return read_long_form(from, start, first, value);
}

int32_t tenon_value_decode(const uint8_t *bytes, size_t length, const char *position, tenon_value **value) {
    *value = NULL;
    if (bytes == NULL)
        return 0;
    reader from = {.bytes = bytes, .length = length, .position = position};
    int32_t status = read_value(&from, value);
    if (status == 0 && from.at != length)
        status = refuse(&from, from.at, "something follows the value");
    if (status != 0) {
        tenon_value_free(*value);
        *value = NULL;
    }
    return status;
}

/* ---- Writing ---- */

typedef struct writer {
    uint8_t *bytes;
    size_t length;
    size_t capacity;
    const char *position;
    int depth;
} writer;

static int32_t put(writer *to, const void *bytes, size_t count) {
    if (count > to->capacity - to->length) {
        size_t capacity = to->capacity < 64 ? 64 : to->capacity;
        while (capacity - to->length < count && capacity <= SIZE_MAX / 2)
            capacity *= 2;
        uint8_t *grown = capacity - to->length < count ? NULL : realloc(to->bytes, capacity);
        if (grown == NULL)
            return tenon_refuse(TENON_OUT_OF_MEMORY, "%s: no memory to encode the value", to->position);
        to->bytes = grown;
        to->capacity = capacity;
    }
    if (count > 0)
        memcpy(to->bytes + to->length, bytes, count);
    to->length += count;
    return 0;
}

/* A first byte and a big-endian number of `width` bytes. */
static int32_t put_number(writer *to, unsigned first, uint64_t number, unsigned width) {
    uint8_t bytes[9] = {(uint8_t)first};
    for (unsigned i = 0; i < width; i++)
        bytes[1 + i] = (uint8_t)(number >> (8 * (width - 1 - i)));
    return put(to, bytes, 1 + (size_t)width);
}

static int32_t put_unsigned(writer *to, uint64_t number) {
    if (number < MAP_15)
        return put_number(to, (unsigned)number, 0, 0);
    return number <= UINT8_MAX    ? put_number(to, UNSIGNED_8, number, 1)
           : number <= UINT16_MAX ? put_number(to, UNSIGNED_16, number, 2)
           : number <= UINT32_MAX ? put_number(to, UNSIGNED_32, number, 4)
                                  : put_number(to, UNSIGNED_64, number, 8);
}

static int32_t put_integer(writer *to, int64_t number) {
    if (number >= 0)
        return put_unsigned(to, (uint64_t)number);
    if (number >= -32)
        return put_number(to, (unsigned)(number + 256), 0, 0);
    return number >= INT8_MIN    ? put_number(to, SIGNED_8, (uint64_t)number, 1)
           : number >= INT16_MIN ? put_number(to, SIGNED_16, (uint64_t)number, 2)
           : number >= INT32_MIN ? put_number(to, SIGNED_32, (uint64_t)number, 4)
                                 : put_number(to, SIGNED_64, (uint64_t)number, 8);
}

/* The first bytes for a length: in the byte itself up to `small`; behind it in 8 (where `first_8` is not 0),
 * 16 or 32 bits. */
static int32_t put_length(writer *to, size_t length, unsigned tiny, size_t most_tiny, unsigned first_8,
                          unsigned first_16) {
    if (length <= most_tiny)
        return put_number(to, tiny + (unsigned)length, 0, 0);
    if (first_8 != 0 && length <= UINT8_MAX)
        return put_number(to, first_8, length, 1);
    if (length <= UINT16_MAX)
        return put_number(to, first_16, length, 2);
    if (length <= UINT32_MAX)
        return put_number(to, first_16 + 1, length, 4);
    return tenon_refuse(TENON_BAD_VALUE, "%s: the value has a part of more than 4,294,967,295 elements",
                        to->position);
}

static int32_t put_text(writer *to, const char *text, size_t length) {
    int32_t status = put_length(to, length, TEXT_31, 31, TEXT_8, TEXT_16);
    return status != 0 ? status : put(to, text, length);
}

static int32_t put_bytes(writer *to, const tenon_value *value) {
    size_t length;
    const void *bytes = tenon_value_bytes(value, &length);
    int32_t status = length <= UINT8_MAX ? put_number(to, BYTES_8, length, 1)
                                         : put_length(to, length, 0, 0, BYTES_8, BYTES_16);
    return status != 0 ? status : put(to, bytes, length);
}

static int32_t put_double(writer *to, double number) {
    uint64_t bits;
    memcpy(&bits, &number, sizeof bits);
    return put_number(to, FLOAT_64, bits, 8);
}

static int32_t put_value(writer *to, const tenon_value *value);

static int32_t put_items(writer *to, const tenon_value *value) {
    bool is_map = tenon_value_kind_of(value) == TENON_VALUE_MAP;
    size_t count = tenon_value_count(value);
    if (++to->depth > DEEPEST)
        return tenon_refuse(TENON_BROKEN_CONTRACT, "%s: the library gave a value nested more than 64 deep",
                            to->position);
    int32_t status = is_map ? put_length(to, count, MAP_15, 15, 0, MAP_16)
                            : put_length(to, count, ARRAY_15, 15, 0, ARRAY_16);
    for (size_t i = 0; status == 0 && i < count; i++) {
        if (is_map)
            status = put_text(to, tenon_value_key(value, i), strlen(tenon_value_key(value, i)));
        if (status == 0)
            status = put_value(to, tenon_value_at(value, i));
    }
    to->depth--;
    return status;
}

static int32_t put_value(writer *to, const tenon_value *value) {
    size_t length;
    const char *text;
    switch (tenon_value_kind_of(value)) {
    case TENON_VALUE_NULL:
        return put_number(to, NIL, 0, 0);
    case TENON_VALUE_BOOL:
        return put_number(to, tenon_value_bool(value, false) ? TRUE_VALUE : FALSE_VALUE, 0, 0);
    case TENON_VALUE_INTEGER:
        return put_integer(to, tenon_value_integer(value, 0));
    case TENON_VALUE_UNSIGNED:
        return put_unsigned(to, tenon_value_unsigned(value, 0));
    case TENON_VALUE_NUMBER:
        return put_double(to, tenon_value_number(value, 0.0));
    case TENON_VALUE_TEXT:
        text = tenon_value_text(value, &length, "");
        return put_text(to, text, length);
    case TENON_VALUE_BYTES:
        return put_bytes(to, value);
    case TENON_VALUE_LIST:
    case TENON_VALUE_MAP:
        return put_items(to, value);
    }
    return tenon_refuse(TENON_BROKEN_CONTRACT, "%s: the library gave a value of no kind", to->position);
}

int32_t tenon_value_encode(const tenon_value *value, const char *position, tenon_block *block) {
    writer to = {.position = position};
    *block = (tenon_block){0};
    if (value == NULL)
        return 0;
    int32_t status = put_value(&to, value);
    if (status == 0)
        return tenon_wrap_array(to.bytes, to.length, free, block);
    free(to.bytes);
    return status;
}
