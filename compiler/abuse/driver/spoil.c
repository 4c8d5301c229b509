/* One thing of a valid call becomes wrong. */

#include <stdlib.h>
#include <string.h>

#include "driver.h"
#include "tenon/arrow.h"
#include "tenon/callback.h"

#pragma weak tenon_token_new

enum { FOREIGN_TAG = 0x1357, TAG_SHIFT = 48, GENERATION_SHIFT = 24, COUNT = 2, MOST_KEPT = 2 };

static const char *const bad_texts[ABUSE_BAD_TEXTS] = {"a\xFFz",      "\xC0\xAF", "\xED\xA0\x80",
                                                       "cut\xE2\x82", "\x80",     "\xF4\x90\x80\x80"};

#define BYTES(text)                                                                                          \
    { text, sizeof(text) - 1 }
#define DEEP "\x91\x91\x91\x91\x91\x91\x91\x91\x91\x91"
static const struct {
    const char *bytes;
    size_t length;
} bad_dynamics[ABUSE_BAD_DYNAMICS] = {
    BYTES("\x93\x01"),     BYTES("\xC1"),     BYTES(DEEP DEEP DEEP DEEP DEEP DEEP DEEP DEEP "\x01"),
    BYTES("\x81\x01\x02"), BYTES("\x01\x02"), BYTES("\xA2\xC0\xAF"),
    BYTES("\xD4\x01\x00"),
};

/* What must live during the call and is nobody's argument. */
static tenon_handle kept[MOST_KEPT];
static size_t kept_count;

static tenon_handle keep(tenon_handle handle) {
    if (kept_count < MOST_KEPT)
        kept[kept_count++] = handle;
    return handle;
}

void driver_unspoil(void) {
    while (kept_count > 0)
        driver_drop(kept[--kept_count]);
}

static void set_handle(void *arguments, const driver_value *value, tenon_handle handle) {
    memcpy(driver_at(arguments, value->at), &handle, sizeof(handle));
}

static tenon_handle own_handle(void *arguments, const driver_value *value) {
    tenon_handle handle;
    memcpy(&handle, driver_at(arguments, value->own_at), sizeof(handle));
    return handle;
}

static void set_pointer(void *arguments, const driver_value *value, const void *pointer) {
    memcpy(driver_at(arguments, value->at), &pointer, sizeof(pointer));
}

static void set_length(void *arguments, const driver_value *value, size_t length) {
    if (value->length_at != DRIVER_NOWHERE)
        memcpy(driver_at(arguments, value->length_at), &length, sizeof(length));
}

static void *pointer_at(void *arguments, const driver_value *value) {
    void *pointer;
    memcpy(&pointer, driver_at(arguments, value->at), sizeof(pointer));
    return pointer;
}

/* ---- Handles ---- */

static uint64_t random_bits(void) {
    static uint64_t state = UINT64_C(0x9E3779B97F4A7C15);
    const char *seed = getenv("TENON_ABUSE_SEED");
    if (seed != NULL && state == UINT64_C(0x9E3779B97F4A7C15))
        state ^= strtoull(seed, NULL, 10);
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state;
}

static tenon_handle made_up(const driver_value *value, tenon_handle valid, unsigned variant) {
    tenon_handle tag = (tenon_handle)value->class_of->tag << TAG_SHIFT;
    switch (variant) {
    case 0:
        return UINT64_MAX;
    case 1: /* of the class, but a slot and a generation that nobody has */
        return tag | (random_bits() & UINT64_C(0xFFFFFFFFFFFF)) | UINT64_C(0x800000000000);
    case 2: /* the next generation of a live object */
        return valid + (UINT64_C(1) << GENERATION_SHIFT);
    case 3:
        return 1;
    case 4:
        return (random_bits() & ~(UINT64_C(0xFFFF) << TAG_SHIFT)) | UINT64_C(0x0ACE) << TAG_SHIFT;
    default: /* the last slot that there can be */
        return tag | UINT64_C(0xFFFFFF) | UINT64_C(1) << GENERATION_SHIFT;
    }
}

static tenon_handle other_class(const driver_value *value) {
    const char *problem = NULL;
    for (const driver_class *const *other = driver_classes; *other != NULL; other++) {
        tenon_handle made = *other == value->class_of ? 0 : driver_make(*other, &problem);
        if (made != 0)
            return keep(made);
    }
    return 0;
}

static tenon_handle some_block(void) {
    tenon_block block = {0};
    if (tenon_wrap_array(malloc(1), 1, free, &block) != 0)
        tenon_error_clear();
    return keep(block.handle);
}

/* Closed, and (variant 1) its slot is another object's now. */
static bool close_object(void *arguments, const driver_value *value, unsigned variant) {
    const char *problem = NULL;
    driver_drop(own_handle(arguments, value));
    memset(driver_at(arguments, value->own_at), 0, sizeof(tenon_handle));
    if (variant == 0)
        return true;
    return keep(driver_make(value->class_of, &problem)) != 0;
}

static bool spoil_object(const driver_case *tried, void *arguments, const driver_value *value) {
    tenon_handle valid = own_handle(arguments, value);
    switch (tried->kind) {
    case ABUSE_NULL_OBJECT:
        set_handle(arguments, value, 0);
        return true;
    case ABUSE_CLOSED:
        return close_object(arguments, value, tried->variant);
    case ABUSE_WRONG_CLASS:
        set_handle(arguments, value, tried->variant == 0 ? other_class(value) : some_block());
        return kept_count > 0;
    case ABUSE_FOREIGN: /* as the table of another library would give it */
        set_handle(arguments, value,
                   (valid & ~(UINT64_C(0xFFFF) << TAG_SHIFT)) | (tenon_handle)FOREIGN_TAG << TAG_SHIFT);
        return true;
    case ABUSE_MADE_UP:
        set_handle(arguments, value, made_up(value, valid, tried->variant));
        return true;
    case ABUSE_SAME_TWICE:
        set_handle(arguments, &tried->function->values[tried->other], valid);
        return true;
    case ABUSE_PARENT_CLOSED: {
        const char *problem = NULL;
        set_handle(arguments, value, keep(driver_make_by(tried->helper, value->class_of, &problem)));
        return kept_count > 0 && kept[0] != 0;
    }
    case ABUSE_WRONG_TYPE:
        return false;
    default:
        return true; /* a matter of the moment */
    }
}

/* ---- Texts and arrays ---- */

static void put_text(void *arguments, const driver_value *value, const char *bytes, size_t length) {
    const char *copy = bytes == NULL ? NULL : driver_memory_new(arguments, length, bytes);
    if (value->form == DRIVER_TEXT_ARRAY) {
        ((tenon_text_view *)pointer_at(arguments, value))[COUNT - 1] = (tenon_text_view){copy, length};
        return;
    }
    set_pointer(arguments, value, copy);
    set_length(arguments, value, length);
}

static void make_empty(const driver_function *function, void *arguments, int group) {
    for (int i = 0; i < function->count; i++) {
        const driver_value *value = &function->values[i];
        if (value->count_group != group || group == DRIVER_NONE)
            continue;
        if (value->form == DRIVER_SCALAR)
            memset(driver_at(arguments, value->at), 0, value->size);
        else if (value->form == DRIVER_TEXT)
            put_text(arguments, value, "", 0);
        else {
            set_pointer(arguments, value, NULL);
            set_length(arguments, value, 0);
        }
    }
}

static bool spoil_text(const driver_case *tried, void *arguments, const driver_value *value) {
    switch (tried->kind) {
    case ABUSE_NULL_TEXT:
        put_text(arguments, value, NULL, 0);
        return true;
    case ABUSE_BAD_UTF8:
        put_text(arguments, value, bad_texts[tried->variant], strlen(bad_texts[tried->variant]));
        return true;
    case ABUSE_NUL_IN_TEXT:
        put_text(arguments, value, "a\0b", 3);
        return true;
    case ABUSE_EMPTY:
        if (value->form == DRIVER_TEXT && value->count_group == DRIVER_NONE)
            put_text(arguments, value, "", 0);
        make_empty(tried->function, arguments, value->count_group);
        return true;
    default:
        return false;
    }
}

static void misalign(void *arguments, const driver_value *value) {
    size_t size = value->form == DRIVER_RECORD ? value->size : COUNT * value->size;
    char *room = driver_memory_new(arguments, size + 1, NULL);
    set_pointer(arguments, value, room + 1);
}

/* Arrays of one length are compared with the first that is there: those before `index` are missing, where
 * they may be. */
static void leave_out_before(const driver_function *function, void *arguments, int index) {
    for (int i = 0; i < index; i++) {
        const driver_value *value = &function->values[i];
        bool may_miss = (value->flags & DRIVER_NULLABLE) != 0 && value->direction == DRIVER_IN;
        bool is_array = value->form == DRIVER_ARRAY || value->form == DRIVER_TEXT_ARRAY;
        if (!may_miss || !is_array || value->count_group != function->values[index].count_group)
            continue;
        set_pointer(arguments, value, NULL);
        set_length(arguments, value, 0);
    }
}

static bool spoil_array(const driver_case *tried, void *arguments, const driver_value *value) {
    char *elements = pointer_at(arguments, value);
    char *last = elements == NULL ? NULL : elements + (COUNT - 1) * value->size;
    switch (tried->kind) {
    case ABUSE_NULL_ARRAY:
        set_pointer(arguments, value, NULL);
        return true;
    case ABUSE_MISALIGNED:
        misalign(arguments, value);
        return true;
    case ABUSE_COUNT_DIFFERS:
        leave_out_before(tried->function, arguments, tried->other);
        driver_set_count(arguments, value, tried->variant == 0 ? COUNT - 1 : COUNT + 1);
        return true;
    case ABUSE_COUNT_TOO_LARGE:
    case ABUSE_TEXT_TOO_LONG:
        leave_out_before(tried->function, arguments, tried->value);
        set_length(arguments, value, (size_t)value->count_max + 1);
        return true;
    case ABUSE_COUNT_OVERFLOWS:
        set_length(arguments, value, SIZE_MAX / 2 + 2);
        return true;
    case ABUSE_UNKNOWN_CONSTANT:
        memcpy(last, &value->unknown[tried->variant], sizeof(int32_t));
        return true;
    case ABUSE_BAD_BOOL:
        *(unsigned char *)last = tried->variant == 0 ? 2 : 0xFF;
        return true;
    case ABUSE_BAD_FIELD:
        driver_make_wrong(last, value, tried->variant);
        return true;
    case ABUSE_READ_ONLY:
    case ABUSE_NOT_CONTIGUOUS:
    case ABUSE_WRONG_TYPE:
        return false;
    default:
        return spoil_text(tried, arguments, value);
    }
}

/* ---- Numbers and records ---- */

static bool spoil_number(const driver_case *tried, void *arguments, const driver_value *value) {
    static const double doubles[] = {__builtin_nan(""), __builtin_inf(), -__builtin_inf(), -0.0};
    static const float floats[] = {__builtin_nanf(""), __builtin_inff(), -__builtin_inff(), -0.0F};
    void *place = driver_at(arguments, value->at);
    switch (tried->kind) {
    case ABUSE_NOT_A_NUMBER:
        if ((value->flags & DRIVER_FLOAT) == 0)
            return false;
        if (value->size == sizeof(double))
            memcpy(place, &doubles[tried->variant], sizeof(double));
        else
            memcpy(place, &floats[tried->variant], sizeof(float));
        return true;
    case ABUSE_EXTREME:
        memcpy(place, tried->variant == 0 ? value->least : value->greatest, value->size);
        return true;
    case ABUSE_UNKNOWN_CONSTANT:
        memcpy(place, &value->unknown[tried->variant], sizeof(int32_t));
        return true;
    case ABUSE_BAD_BOOL:
        *(unsigned char *)place = tried->variant == 0 ? 2 : 0xFF;
        return value->direction == DRIVER_INOUT;
    default:
        return false;
    }
}

static bool spoil_record(const driver_case *tried, void *arguments, const driver_value *value) {
    switch (tried->kind) {
    case ABUSE_NULL_RECORD:
        if (value->present_at != DRIVER_NOWHERE)
            *(unsigned char *)driver_at(arguments, value->present_at) = 0;
        else
            set_pointer(arguments, value, NULL);
        return true;
    case ABUSE_MISALIGNED:
        misalign(arguments, value);
        return true;
    case ABUSE_BAD_FIELD:
        driver_make_wrong(pointer_at(arguments, value), value, tried->variant);
        return true;
    default:
        return false;
    }
}

/* ---- The others ---- */

static void drop_host(void *arguments, const driver_value *value) {
    tenon_callback *callback = driver_at(arguments, value->room_at);
    callback->drop(callback->host);
    callback->drop = NULL;
}

static bool spoil_callback(const driver_case *tried, void *arguments, const driver_value *value) {
    switch (tried->kind) {
    case ABUSE_NULL_CALLBACK:
        drop_host(arguments, value);
        set_pointer(arguments, value, NULL);
        return true;
    case ABUSE_CALLBACK_FAILS:
        driver_hosts_fail(value->interface, tried->method);
        return true;
    case ABUSE_CALLBACK_LIES:
        driver_hosts_lie(value->interface, tried->method, tried->part, tried->variant);
        return true;
    case ABUSE_INCOMPLETE_INTERFACE:
    case ABUSE_WRONG_TYPE:
        return false;
    default:
        return true; /* the stand-in's affair */
    }
}

static bool spoil_token(const driver_case *tried, void *arguments, const driver_value *value) {
    if (tried->kind != ABUSE_BAD_TOKEN)
        return false;
    if (tried->variant == 0) {
        tenon_handle token = own_handle(arguments, value);
        driver_drop(token);
        memset(driver_at(arguments, value->own_at), 0, sizeof(token));
    } else {
        set_handle(arguments, value, tried->variant == 1 ? UINT64_C(0xFFFD000001000007) : some_block());
    }
    return true;
}

static bool spoil_stream(const driver_case *tried, void *arguments, const driver_value *value) {
    struct ArrowArrayStream *stream = driver_at(arguments, value->room_at);
    if (tried->kind != ABUSE_RELEASED_STREAM && tried->kind != ABUSE_BROKEN_STREAM)
        return false;
    stream->release(stream);
    if (tried->kind == ABUSE_BROKEN_STREAM)
        driver_stream_new(stream, (int)tried->variant + 1);
    else if (tried->variant == 1)
        set_pointer(arguments, value, NULL);
    return true;
}

static bool spoil_dynamic(const driver_case *tried, void *arguments, const driver_value *value) {
    if (tried->kind == ABUSE_NULL_RECORD)
        put_text(arguments, value, NULL, 0);
    else if (tried->kind == ABUSE_BAD_DYNAMIC)
        put_text(arguments, value, bad_dynamics[tried->variant].bytes, bad_dynamics[tried->variant].length);
    return tried->kind == ABUSE_NULL_RECORD || tried->kind == ABUSE_BAD_DYNAMIC;
}

bool driver_spoil(const driver_case *tried, void *arguments) {
    if (tried->kind == ABUSE_EVIL_CONVERSION || tried->kind == ABUSE_WRONG_TYPE)
        return false; /* C has its own types, and runs nobody's code between them */
    const driver_value *value = tried->value == DRIVER_NONE ? NULL : &tried->function->values[tried->value];
    if (value == NULL || (value->direction == DRIVER_OUT && value->form != DRIVER_ARRAY))
        return true; /* the stand-in's affair */
    switch (value->form) {
    case DRIVER_OBJECT:
        return spoil_object(tried, arguments, value);
    case DRIVER_TEXT:
        return tried->kind == ABUSE_TEXT_TOO_LONG || tried->kind == ABUSE_COUNT_OVERFLOWS
                   ? spoil_array(tried, arguments, value)
                   : spoil_text(tried, arguments, value);
    case DRIVER_ARRAY:
    case DRIVER_TEXT_ARRAY:
        return tried->stand_in != NULL || spoil_array(tried, arguments, value);
    case DRIVER_SCALAR:
    case DRIVER_ENUM:
        return tried->stand_in != NULL || spoil_number(tried, arguments, value);
    case DRIVER_RECORD:
        return tried->stand_in != NULL || spoil_record(tried, arguments, value);
    case DRIVER_CALLBACK:
        return spoil_callback(tried, arguments, value);
    case DRIVER_CANCEL:
        return spoil_token(tried, arguments, value);
    case DRIVER_STREAM:
        return spoil_stream(tried, arguments, value);
    case DRIVER_DYNAMIC:
        return spoil_dynamic(tried, arguments, value);
    case DRIVER_BLOCK:
        break;
    }
    return true;
}
