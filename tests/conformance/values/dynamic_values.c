#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "holder.h"

static tenon_value *copy_of(const tenon_value *value);

static tenon_value *copy_of_list(const tenon_value *value) {
    tenon_value *list = tenon_value_new_list();
    for (size_t i = 0; list != NULL && i < tenon_value_count(value); i++) {
        if (!tenon_list_add(list, copy_of(tenon_value_at(value, i)))) {
            tenon_value_free(list);
            return NULL;
        }
    }
    return list;
}

static tenon_value *copy_of_map(const tenon_value *value) {
    tenon_value *map = tenon_value_new_map();
    for (size_t i = 0; map != NULL && i < tenon_value_count(value); i++) {
        if (!tenon_map_set(map, tenon_value_key(value, i), copy_of(tenon_value_at(value, i)))) {
            tenon_value_free(map);
            return NULL;
        }
    }
    return map;
}

static tenon_value *copy_of(const tenon_value *value) {
    size_t length = 0;
    const void *data = NULL;
    switch (tenon_value_kind_of(value)) {
    case TENON_VALUE_NULL:
        return tenon_value_new_null();
    case TENON_VALUE_BOOL:
        return tenon_value_new_bool(tenon_value_bool(value, false));
    case TENON_VALUE_INTEGER:
        return tenon_value_new_integer(tenon_value_integer(value, 0));
    case TENON_VALUE_UNSIGNED:
        return tenon_value_new_unsigned(tenon_value_unsigned(value, 0));
    case TENON_VALUE_NUMBER:
        return tenon_value_new_number(tenon_value_number(value, 0));
    case TENON_VALUE_TEXT:
        data = tenon_value_text(value, &length, "");
        return tenon_value_new_text(data, length);
    case TENON_VALUE_BYTES:
        data = tenon_value_bytes(value, &length);
        return tenon_value_new_bytes(data, length);
    case TENON_VALUE_LIST:
        return copy_of_list(value);
    case TENON_VALUE_MAP:
        return copy_of_map(value);
    }
    return NULL;
}

values_status values_same_value(const tenon_value *value, tenon_value **same) {
    *same = copy_of(value);
    return *same != NULL ? VALUES_OK : VALUES_OUT_OF_MEMORY;
}

/* A text that grows. */
struct writer {
    char *text;
    size_t length;
    size_t room;
    bool failed;
};

static void write_text(struct writer *to, const char *format, ...) {
    char piece[64];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(piece, sizeof(piece), format, arguments);
    va_end(arguments);
    if (length < 0 || (size_t)length >= sizeof(piece)) {
        to->failed = true;
        return;
    }
    if (to->length + (size_t)length + 1 > to->room) {
        size_t room = 2 * to->room + sizeof(piece);
        char *larger = realloc(to->text, room);
        if (larger == NULL) {
            to->failed = true;
            return;
        }
        to->text = larger;
        to->room = room;
    }
    memcpy(to->text + to->length, piece, (size_t)length + 1);
    to->length += (size_t)length;
}

static void write_quoted(struct writer *to, const char *text, size_t length) {
    write_text(to, "\"");
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c == '"' || c == '\\')
            write_text(to, "\\%c", c);
        else if (c < 0x20)
            write_text(to, "\\u%04x", c);
        else
            write_text(to, "%c", c);
    }
    write_text(to, "\"");
}

static void write_bytes(struct writer *to, const unsigned char *bytes, size_t length) {
    write_text(to, "\"b:");
    for (size_t i = 0; i < length; i++)
        write_text(to, "%02x", bytes[i]);
    write_text(to, "\"");
}

static void write_value(struct writer *to, const tenon_value *value);

static void write_list(struct writer *to, const tenon_value *value) {
    write_text(to, "[");
    for (size_t i = 0; i < tenon_value_count(value); i++) {
        write_text(to, "%s", i == 0 ? "" : ",");
        write_value(to, tenon_value_at(value, i));
    }
    write_text(to, "]");
}

static void write_map(struct writer *to, const tenon_value *value) {
    write_text(to, "{");
    for (size_t i = 0; i < tenon_value_count(value); i++) {
        const char *key = tenon_value_key(value, i);
        write_text(to, "%s", i == 0 ? "" : ",");
        write_quoted(to, key, strlen(key));
        write_text(to, ":");
        write_value(to, tenon_value_at(value, i));
    }
    write_text(to, "}");
}

static void write_value(struct writer *to, const tenon_value *value) {
    size_t length = 0;
    const char *text = NULL;
    const void *bytes = NULL;
    switch (tenon_value_kind_of(value)) {
    case TENON_VALUE_NULL:
        write_text(to, "null");
        break;
    case TENON_VALUE_BOOL:
        write_text(to, tenon_value_bool(value, false) ? "true" : "false");
        break;
    case TENON_VALUE_INTEGER:
        write_text(to, "%" PRIi64, tenon_value_integer(value, 0));
        break;
    case TENON_VALUE_UNSIGNED:
        write_text(to, "%" PRIu64, tenon_value_unsigned(value, 0));
        break;
    case TENON_VALUE_NUMBER:
        write_text(to, "%.17g", tenon_value_number(value, 0));
        break;
    case TENON_VALUE_TEXT:
        text = tenon_value_text(value, &length, "");
        write_quoted(to, text, length);
        break;
    case TENON_VALUE_BYTES:
        bytes = tenon_value_bytes(value, &length);
        write_bytes(to, bytes, length);
        break;
    case TENON_VALUE_LIST:
        write_list(to, value);
        break;
    case TENON_VALUE_MAP:
        write_map(to, value);
        break;
    }
}

values_status values_to_json(const tenon_value *value, char **json) {
    struct writer to = {0};
    write_value(&to, value);
    if (to.failed) {
        free(to.text);
        return VALUES_OUT_OF_MEMORY;
    }
    *json = to.text;
    return VALUES_OK;
}

/* Sets a key where everything before went well too. */
static bool set(bool is_well, tenon_value *map, const char *key, tenon_value *item) {
    if (!is_well) {
        tenon_value_free(item);
        return false;
    }
    return tenon_map_set(map, key, item);
}

tenon_value *values_every_kind(void) {
    static const unsigned char bytes[] = {0, 1, 0xff};
    tenon_value *map = tenon_value_new_map();
    tenon_value *list = tenon_value_new_list();
    tenon_value *inner = tenon_value_new_map();
    bool is_well = map != NULL && list != NULL && inner != NULL;
    is_well = is_well && tenon_list_add(list, tenon_value_new_integer(1));
    is_well = is_well && tenon_list_add(list, tenon_value_new_text("two", 3));
    is_well = is_well && tenon_list_add(list, tenon_value_new_null());
    is_well = set(is_well, map, "null", tenon_value_new_null());
    is_well = set(is_well, map, "bool", tenon_value_new_bool(true));
    is_well = set(is_well, map, "integer", tenon_value_new_integer(INT64_MIN));
    is_well = set(is_well, map, "unsigned", tenon_value_new_unsigned(UINT64_MAX));
    is_well = set(is_well, map, "number", tenon_value_new_number(0.1));
    is_well = set(is_well, map, "text", tenon_value_new_text("h\xc3\xa9llo", 6));
    is_well = set(is_well, map, "bytes", tenon_value_new_bytes(bytes, sizeof(bytes)));
    is_well = set(is_well, map, "list", list);
    is_well = set(is_well, map, "map", inner);
    if (is_well)
        return map;
    tenon_value_free(map);
    return NULL;
}

tenon_value *values_nested(uint32_t depth) {
    tenon_value *value = tenon_value_new_list();
    for (uint32_t i = 1; value != NULL && i < depth; i++) {
        tenon_value *outer = tenon_value_new_list();
        if (outer == NULL || !tenon_list_add(outer, value)) {
            tenon_value_free(outer);
            return NULL;
        }
        value = outer;
    }
    return value;
}

tenon_value *values_lookup(const tenon_value *map, const char *key) {
    const tenon_value *found = tenon_value_get(map, key);
    return found != NULL ? copy_of(found) : NULL;
}

double values_option(const char *name, double otherwise, const tenon_value *options) {
    return tenon_value_number(tenon_value_get(options, name), otherwise);
}

size_t values_count_values(const tenon_value *value) {
    size_t count = 1;
    for (size_t i = 0; i < tenon_value_count(value); i++)
        count += values_count_values(tenon_value_at(value, i));
    return count;
}

const tenon_value *values_holder_attributes(const values_holder *holder) {
    return holder->attributes;
}

values_status values_holder_set_attributes(values_holder *holder, const tenon_value *attributes) {
    tenon_value *copy = attributes != NULL ? copy_of(attributes) : NULL;
    if (attributes != NULL && copy == NULL)
        return VALUES_OUT_OF_MEMORY;
    tenon_value_free(holder->attributes);
    holder->attributes = copy;
    return VALUES_OK;
}
