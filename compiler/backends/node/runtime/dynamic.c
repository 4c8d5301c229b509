/**
 * @file
 * Dynamic values: JavaScript's plain values as MessagePack,
 * https://github.com/msgpack/msgpack/blob/master/spec.md.
 */
#include <math.h>

#include "tn_node.h"

enum { DEEPEST = 64 };

void tn_dynamic_begin(tn_dynamic *value) {
    *value = (tn_dynamic){0};
}

void tn_dynamic_end(tn_dynamic *value) {
    free(value->data);
}

/* ---- Writing ---- */

/* What is being encoded. */
typedef struct encoder {
    napi_env env;
    const tn_place *place;
    tn_dynamic *to;
    size_t capacity;
    napi_value plain; /* Object.prototype */
    int depth;
} encoder;

static bool put(encoder *out, const void *bytes, size_t count) {
    if (count > out->capacity - out->to->length) {
        size_t capacity = out->capacity < 64 ? 64 : out->capacity;
        while (capacity - out->to->length < count)
            capacity *= 2;
        uint8_t *grown = realloc(out->to->data, capacity);
        if (grown == NULL)
            return tn_fail(out->env);
        out->to->data = grown;
        out->capacity = capacity;
    }
    if (count > 0)
        memcpy(out->to->data + out->to->length, bytes, count);
    out->to->length += count;
    return true;
}

/* A first byte and a big-endian number of `width` bytes. */
static bool put_number(encoder *out, unsigned first, uint64_t number, unsigned width) {
    uint8_t bytes[9] = {(uint8_t)first};
    for (unsigned i = 0; i < width; i++)
        bytes[1 + i] = (uint8_t)(number >> (8 * (width - 1 - i)));
    return put(out, bytes, 1 + (size_t)width);
}

static bool put_unsigned(encoder *out, uint64_t number) {
    return number < 0x80 ? put_number(out, (unsigned)number, 0, 0) : put_number(out, 0xcf, number, 8);
}

static bool put_signed(encoder *out, int64_t number) {
    return number >= 0 ? put_unsigned(out, (uint64_t)number) : put_number(out, 0xd3, (uint64_t)number, 8);
}

static bool put_length(encoder *out, size_t length, unsigned first) {
    if (length > UINT32_MAX)
        return tn_refuse(out->env, out->place, "has a part that is too long");
    return put_number(out, first, length, 4);
}

static bool put_double(encoder *out, napi_value value) {
    double number = 0;
    if (napi_get_value_double(out->env, value, &number) != napi_ok)
        return tn_fail(out->env);
    /* Whole numbers that a double holds exactly; -0 stays one. */
    if (fabs(number) <= 0x1p53 && trunc(number) == number && !(number == 0 && signbit(number)))
        return put_signed(out, (int64_t)number);
    uint64_t bits;
    memcpy(&bits, &number, sizeof bits);
    return put_number(out, 0xcb, bits, 8);
}

static bool put_bigint(encoder *out, napi_value value) {
    int64_t number = 0;
    uint64_t natural = 0;
    bool fits = false;
    if (napi_get_value_bigint_int64(out->env, value, &number, &fits) != napi_ok)
        return tn_fail(out->env);
    if (fits)
        return put_signed(out, number);
    if (napi_get_value_bigint_uint64(out->env, value, &natural, &fits) != napi_ok)
        return tn_fail(out->env);
    return fits ? put_unsigned(out, natural)
                : tn_refuse(out->env, out->place, "has a bigint of more than 64 bits");
}

static bool put_text(encoder *out, napi_value value) {
    tn_text text;
    tn_text_begin(&text);
    bool done = tn_read_text(out->env, value, out->place, &text) && put_length(out, text.length, 0xdb) &&
                put(out, text.data, text.length);
    tn_text_end(&text);
    return done;
}

static bool put_bytes(encoder *out, napi_value value) {
    napi_typedarray_type type;
    size_t length = 0;
    void *data = NULL;
    if (napi_get_typedarray_info(out->env, value, &type, &length, &data, NULL, NULL) != napi_ok)
        return tn_fail(out->env);
    if (type != napi_uint8_array)
        return tn_refuse(out->env, out->place, "has a typed array that is no Uint8Array");
    return put_length(out, length, 0xc6) && put(out, data, length);
}

static bool put_value(encoder *out, napi_value value);

static bool put_list(encoder *out, napi_value list) {
    uint32_t length = 0;
    if (napi_get_array_length(out->env, list, &length) != napi_ok)
        return tn_fail(out->env);
    bool done = put_length(out, length, 0xdd);
    for (uint32_t i = 0; done && i < length; i++) {
        napi_handle_scope scope = NULL;
        napi_value item = NULL;
        if (napi_open_handle_scope(out->env, &scope) != napi_ok)
            return tn_fail(out->env);
        done =
            napi_get_element(out->env, list, i, &item) == napi_ok ? put_value(out, item) : tn_fail(out->env);
        (void)napi_close_handle_scope(out->env, scope);
    }
    return done;
}

/* A property that is undefined is not there, as in JSON. */
static bool put_entry(encoder *out, napi_value map, napi_value key, uint32_t *count) {
    napi_value item = NULL;
    napi_valuetype type = napi_undefined;
    if (napi_get_property(out->env, map, key, &item) != napi_ok ||
        napi_typeof(out->env, item, &type) != napi_ok)
        return tn_fail(out->env);
    if (type == napi_undefined)
        return true;
    ++*count;
    return put_text(out, key) && put_value(out, item);
}

static bool put_map(encoder *out, napi_value map) {
    napi_value keys = NULL;
    uint32_t length = 0;
    uint32_t count = 0;
    if (napi_get_all_property_names(out->env, map, napi_key_own_only,
                                    napi_key_enumerable | napi_key_skip_symbols, napi_key_numbers_to_strings,
                                    &keys) != napi_ok ||
        napi_get_array_length(out->env, keys, &length) != napi_ok)
        return tn_fail(out->env);
    size_t start = out->to->length;
    bool done = put_length(out, length, 0xdf);
    for (uint32_t i = 0; done && i < length; i++) {
        napi_handle_scope scope = NULL;
        napi_value key = NULL;
        if (napi_open_handle_scope(out->env, &scope) != napi_ok)
            return tn_fail(out->env);
        done = napi_get_element(out->env, keys, i, &key) == napi_ok ? put_entry(out, map, key, &count)
                                                                    : tn_fail(out->env);
        (void)napi_close_handle_scope(out->env, scope);
    }
    for (unsigned i = 0; done && i < 4; i++)
        out->to->data[start + 1 + i] = (uint8_t)(count >> (8 * (3 - i)));
    return done;
}

/* Only what JSON would call an object: anything else has a meaning that its properties do not say. */
static bool is_plain(encoder *out, napi_value value, bool *plain) {
    napi_value prototype = NULL;
    napi_valuetype type = napi_null;
    if (napi_get_prototype(out->env, value, &prototype) != napi_ok ||
        napi_typeof(out->env, prototype, &type) != napi_ok ||
        napi_strict_equals(out->env, prototype, out->plain, plain) != napi_ok)
        return tn_fail(out->env);
    *plain = *plain || type == napi_null;
    return true;
}

static bool put_object(encoder *out, napi_value value) {
    bool is_list = false, is_bytes = false, plain = false;
    if (napi_is_array(out->env, value, &is_list) != napi_ok ||
        napi_is_typedarray(out->env, value, &is_bytes) != napi_ok)
        return tn_fail(out->env);
    if (is_bytes)
        return put_bytes(out, value);
    if (!is_list && !is_plain(out, value, &plain))
        return false;
    if (!is_list && !plain)
        return tn_refuse(out->env, out->place, "has an object that is neither plain nor an array");
    if (++out->depth > DEEPEST)
        return tn_refuse(out->env, out->place, "is nested more than 64 deep, or holds itself");
    bool done = is_list ? put_list(out, value) : put_map(out, value);
    out->depth--;
    return done;
}

static bool put_bool(encoder *out, napi_value value) {
    bool truth = false;
    if (napi_get_value_bool(out->env, value, &truth) != napi_ok)
        return tn_fail(out->env);
    return put_number(out, truth ? 0xc3 : 0xc2, 0, 0);
}

static bool put_value(encoder *out, napi_value value) {
    napi_valuetype type = napi_undefined;
    if (napi_typeof(out->env, value, &type) != napi_ok)
        return tn_fail(out->env);
    switch (type) {
    case napi_undefined:
    case napi_null:
        return put_number(out, 0xc0, 0, 0);
    case napi_boolean:
        return put_bool(out, value);
    case napi_number:
        return put_double(out, value);
    case napi_bigint:
        return put_bigint(out, value);
    case napi_string:
        return put_text(out, value);
    case napi_object:
        return put_object(out, value);
    default:
        return tn_refuse(out->env, out->place, "has a function, symbol or external, which no value holds");
    }
}

bool tn_read_dynamic(napi_env env, napi_value value, const tn_place *place, tn_dynamic *dynamic) {
    napi_value global = NULL, object = NULL;
    encoder out = {.env = env, .place = place, .to = dynamic};
    if (napi_get_global(env, &global) != napi_ok ||
        napi_get_named_property(env, global, "Object", &object) != napi_ok ||
        napi_get_named_property(env, object, "prototype", &out.plain) != napi_ok)
        return tn_fail(env);
    return put_value(&out, value);
}

/* ---- Reading: only what the boundary writes, which is well-formed ---- */

typedef struct decoder {
    napi_env env;
    const uint8_t *at;
} decoder;

static uint64_t take_number(decoder *from, unsigned width) {
    uint64_t number = 0;
    for (unsigned i = 0; i < width; i++)
        number = number << 8 | *from->at++;
    return number;
}

/* Behind a pointer: the value is read after the call that makes it, in whatever order arguments are. */
static napi_value made(decoder *from, napi_status status, const napi_value *value) {
    if (status == napi_ok)
        return *value;
    (void)tn_fail(from->env);
    return NULL;
}

/* Numbers that a double cannot hold exactly are bigints. */
static napi_value make_integer(decoder *from, int64_t number) {
    napi_value value = NULL;
    bool is_safe = number >= -((int64_t)1 << 53) && number <= ((int64_t)1 << 53);
    return made(from,
                is_safe ? napi_create_double(from->env, (double)number, &value)
                        : napi_create_bigint_int64(from->env, number, &value),
                &value);
}

static napi_value make_unsigned(decoder *from, uint64_t number) {
    napi_value value = NULL;
    if (number <= INT64_MAX)
        return make_integer(from, (int64_t)number);
    return made(from, napi_create_bigint_uint64(from->env, number, &value), &value);
}

static napi_value make_signed(decoder *from, unsigned width) {
    unsigned unused = 64 - 8 * width;
    return make_integer(from, (int64_t)(take_number(from, width) << unused) >> unused);
}

static napi_value make_double(decoder *from) {
    uint64_t bits = take_number(from, 8);
    double number;
    napi_value value = NULL;
    memcpy(&number, &bits, sizeof number);
    return made(from, napi_create_double(from->env, number, &value), &value);
}

static napi_value make_text(decoder *from, uint64_t length) {
    napi_value value = NULL;
    const char *text = (const char *)from->at;
    from->at += length;
    return made(from, napi_create_string_utf8(from->env, text, (size_t)length, &value), &value);
}

static napi_value make_bytes(decoder *from, uint64_t length) {
    napi_value buffer = NULL, value = NULL;
    void *data = NULL;
    napi_status status = napi_create_arraybuffer(from->env, (size_t)length, &data, &buffer);
    if (status == napi_ok && length > 0)
        memcpy(data, from->at, (size_t)length);
    from->at += length;
    if (status == napi_ok)
        status = napi_create_typedarray(from->env, napi_uint8_array, (size_t)length, buffer, 0, &value);
    return made(from, status, &value);
}

static napi_value make_value(decoder *from);

static napi_value make_list(decoder *from, uint64_t count) {
    napi_value list = NULL;
    napi_status status = napi_create_array_with_length(from->env, (size_t)count, &list);
    for (uint32_t i = 0; status == napi_ok && i < count; i++) {
        napi_value item = make_value(from);
        if (item == NULL)
            return NULL;
        status = napi_set_element(from->env, list, i, item);
    }
    return made(from, status, &list);
}

/* A key that begins with a length. */
static napi_value make_key(decoder *from) {
    unsigned first = *from->at++;
    return make_text(from, first < 0xc0 ? first - 0xa0u : take_number(from, 1u << (first - 0xd9u)));
}

/* Defined rather than set: "__proto__" is a key like any other. */
static napi_value make_map(decoder *from, uint64_t count) {
    napi_value map = NULL;
    napi_status status = napi_create_object(from->env, &map);
    for (uint64_t i = 0; status == napi_ok && i < count; i++) {
        napi_value key = make_key(from);
        napi_value item = key == NULL ? NULL : make_value(from);
        if (item == NULL)
            return NULL;
        const napi_property_descriptor property = {
            .name = key, .value = item, .attributes = napi_default_jsproperty};
        status = napi_define_properties(from->env, map, 1, &property);
    }
    return made(from, status, &map);
}

static napi_value make_long_form(decoder *from, unsigned first) {
    napi_value value = NULL;
    switch (first) {
    case 0xc0:
        return tn_write_null(from->env);
    case 0xc2:
    case 0xc3:
        return made(from, napi_get_boolean(from->env, first == 0xc3, &value), &value);
    case 0xc4:
    case 0xc5:
    case 0xc6:
        return make_bytes(from, take_number(from, 1u << (first - 0xc4)));
    case 0xcb:
        return make_double(from);
    case 0xcc:
    case 0xcd:
    case 0xce:
    case 0xcf:
        return make_unsigned(from, take_number(from, 1u << (first - 0xcc)));
    case 0xd0:
    case 0xd1:
    case 0xd2:
    case 0xd3:
        return make_signed(from, 1u << (first - 0xd0));
    case 0xd9:
    case 0xda:
    case 0xdb:
        return make_text(from, take_number(from, 1u << (first - 0xd9)));
    case 0xdc:
    case 0xdd:
        return make_list(from, take_number(from, 2u << (first - 0xdc)));
    default:
        return make_map(from, take_number(from, 2u << (first - 0xde)));
    }
}

static napi_value make_value(decoder *from) {
    unsigned first = *from->at++;
    if (first < 0x80)
        return make_integer(from, first);
    if (first >= 0xe0)
        return make_integer(from, (int64_t)first - 256);
    if (first < 0x90)
        return make_map(from, first - 0x80);
    if (first < 0xa0)
        return make_list(from, first - 0x90);
    if (first < 0xc0)
        return make_text(from, first - 0xa0);
    return make_long_form(from, first);
}

napi_value tn_take_dynamic(napi_env env, tenon_block *block) {
    if (block->handle == 0)
        return tn_write_null(env);
    decoder from = {.env = env, .at = block->data};
    napi_value value = make_value(&from);
    (void)tn_drop(block->handle);
    return value;
}
