/* The arguments of a call: valid ones, their memory, and what becomes of them. */

#include <stdlib.h>
#include <string.h>

#include "driver.h"
#include "tenon/arrow.h"
#include "tenon/callback.h"

/* Only in packages whose contract has such values. */
#pragma weak tenon_token_new
#pragma weak tenon_texts_free

enum { POISON = 0xA5, COUNT = 2, MOST_TEXTS = 8 };

typedef struct driver_memory {
    struct driver_memory *next;
    void *data;
    void *copy;
    size_t size;
    bool is_written; /* The call may write to it. */
    bool is_result;  /* It does nothing else with it. */
} driver_memory;

static driver_head *head_of(void *arguments) {
    return arguments;
}

void *driver_memory_new(void *arguments, size_t size, const void *contents) {
    driver_memory *memory = calloc(1, sizeof(*memory));
    if (memory == NULL)
        abort();
    memory->data = malloc(size > 0 ? size : 1);
    memory->copy = malloc(size > 0 ? size : 1);
    if (memory->data == NULL || memory->copy == NULL)
        abort();
    memory->size = size;
    if (contents != NULL)
        memcpy(memory->data, contents, size);
    else
        memset(memory->data, 0, size);
    memory->next = head_of(arguments)->memory;
    head_of(arguments)->memory = memory;
    return memory->data;
}

void driver_remember(void *arguments) {
    for (driver_memory *memory = head_of(arguments)->memory; memory != NULL; memory = memory->next)
        memcpy(memory->copy, memory->data, memory->size);
}

bool driver_is_changed(const void *arguments, bool all) {
    for (const driver_memory *memory = ((const driver_head *)arguments)->memory; memory != NULL;
         memory = memory->next) {
        if ((all || !memory->is_written) && !memory->is_result &&
            memcmp(memory->copy, memory->data, memory->size) != 0)
            return true;
    }
    return false;
}

/* ---- One value ---- */

static void set_pointer(void *arguments, size_t at, const void *pointer) {
    memcpy(driver_at(arguments, at), &pointer, sizeof(pointer));
}

static void set_size(void *arguments, size_t at, size_t size) {
    if (at != DRIVER_NOWHERE)
        memcpy(driver_at(arguments, at), &size, sizeof(size));
}

static void set_handle(void *arguments, size_t at, tenon_handle handle) {
    memcpy(driver_at(arguments, at), &handle, sizeof(handle));
}

static tenon_handle handle_at(const void *arguments, size_t at) {
    tenon_handle handle;
    memcpy(&handle, (const char *)arguments + at, sizeof(handle));
    return handle;
}

static void fill_texts(void *arguments, tenon_text_view *texts, size_t count) {
    for (size_t i = 0; i < count; i++) {
        char text[] = {'t', 'e', 'x', 't', (char)('0' + i % MOST_TEXTS)};
        texts[i] = (tenon_text_view){driver_memory_new(arguments, sizeof(text), text), sizeof(text)};
    }
}

void driver_set_count(void *arguments, const driver_value *value, size_t count) {
    if (value->form == DRIVER_TEXT) {
        const char letters[] = "text text";
        set_pointer(arguments, value->at, driver_memory_new(arguments, count, letters));
        set_size(arguments, value->length_at, count);
        return;
    }
    char *elements = driver_memory_new(arguments, count * value->size, NULL);
    head_of(arguments)->memory->is_written = value->direction != DRIVER_IN;
    if (value->form == DRIVER_TEXT_ARRAY)
        fill_texts(arguments, (tenon_text_view *)(void *)elements, count);
    for (size_t i = 0; i < count && value->form == DRIVER_ARRAY && value->direction != DRIVER_OUT; i++)
        memcpy(elements + i * value->size, value->benign, value->size);
    set_pointer(arguments, value->at, elements);
    set_size(arguments, value->length_at, count);
}

static void fill_text(void *arguments, const driver_function *function, const driver_value *value) {
    int others = 0;
    for (int i = 0; i < function->count; i++)
        others += function->values[i].count_group == value->count_group;
    size_t length = strlen(value->benign);
    if ((value->flags & DRIVER_COUNTED) != 0 && others > 1)
        length = COUNT;
    set_pointer(arguments, value->at, driver_memory_new(arguments, length, value->benign));
    set_size(arguments, value->length_at, length);
}

static void fill_object(void *arguments, const driver_value *value) {
    tenon_handle made = driver_make(value->class_of, &head_of(arguments)->problem);
    set_handle(arguments, value->at, made);
    set_handle(arguments, value->own_at, made);
}

static void fill_in(void *arguments, const driver_function *function, const driver_value *value) {
    static const uint8_t dynamic[] = {0x81, 0xA1, 'a', 1};
    switch (value->form) {
    case DRIVER_SCALAR:
    case DRIVER_ENUM:
        memcpy(driver_at(arguments, value->at), value->benign, value->size);
        break;
    case DRIVER_RECORD: {
        void *record = driver_memory_new(arguments, value->size, value->benign);
        head_of(arguments)->memory->is_written = value->direction != DRIVER_IN;
        set_pointer(arguments, value->at, record);
        break;
    }
    case DRIVER_TEXT:
        fill_text(arguments, function, value);
        break;
    case DRIVER_OBJECT:
        fill_object(arguments, value);
        break;
    case DRIVER_ARRAY:
    case DRIVER_TEXT_ARRAY:
        driver_set_count(arguments, value, COUNT);
        break;
    case DRIVER_CALLBACK:
        driver_host_new(value->interface, (value->flags & DRIVER_KEPT) != 0,
                        driver_at(arguments, value->room_at));
        set_pointer(arguments, value->at, driver_at(arguments, value->room_at));
        break;
    case DRIVER_CANCEL: {
        tenon_handle token = tenon_token_new();
        set_handle(arguments, value->at, token);
        set_handle(arguments, value->own_at, token);
        break;
    }
    case DRIVER_STREAM:
        driver_stream_new(driver_at(arguments, value->room_at), 0);
        set_pointer(arguments, value->at, driver_at(arguments, value->room_at));
        break;
    case DRIVER_DYNAMIC:
        set_pointer(arguments, value->at, driver_memory_new(arguments, sizeof(dynamic), dynamic));
        set_size(arguments, value->length_at, sizeof(dynamic));
        break;
    default:
        break;
    }
    if (value->present_at != DRIVER_NOWHERE)
        *(unsigned char *)driver_at(arguments, value->present_at) = 1;
}

/* What the slot of a result takes, 0 for what the caller provides. */
static size_t out_size(const driver_value *value) {
    switch (value->form) {
    case DRIVER_SCALAR:
    case DRIVER_ENUM:
    case DRIVER_RECORD:
        return value->size;
    case DRIVER_TEXT:
        return sizeof(tenon_text);
    case DRIVER_OBJECT:
        return sizeof(tenon_handle);
    case DRIVER_TEXT_ARRAY:
        return sizeof(tenon_texts);
    case DRIVER_BLOCK:
    case DRIVER_DYNAMIC:
        return sizeof(tenon_block);
    case DRIVER_STREAM:
        return sizeof(struct ArrowArrayStream);
    default:
        return 0;
    }
}

/* Where a result is written. */
static const void *result_at(const void *arguments, const driver_value *value) {
    const void *place = (const char *)arguments + value->at;
    if (value->form == DRIVER_RECORD)
        memcpy(&place, place, sizeof(place));
    return place;
}

/* What is written must be written whole: what lies there before is nothing that passes for a result. */
static void fill_out(void *arguments, const driver_value *value) {
    if (value->form == DRIVER_ARRAY) {
        driver_set_count(arguments, value, COUNT);
        return;
    }
    if (value->form == DRIVER_RECORD) {
        set_pointer(arguments, value->at, driver_memory_new(arguments, value->size, NULL));
        head_of(arguments)->memory->is_result = true;
    }
    memset((void *)(uintptr_t)result_at(arguments, value), POISON, out_size(value));
    if (value->present_at != DRIVER_NOWHERE)
        memset(driver_at(arguments, value->present_at), POISON, sizeof(bool));
}

/* ---- All of them ---- */

void *driver_start(const driver_function *function, const driver_class *class_of, tenon_handle given) {
    void *arguments = calloc(1, function->size);
    if (arguments == NULL)
        abort();
    for (int i = 0; i < function->count && head_of(arguments)->problem == NULL; i++) {
        const driver_value *value = &function->values[i];
        bool is_given = given != 0 && value->form == DRIVER_OBJECT && value->direction == DRIVER_IN &&
                        value->class_of == class_of;
        if (is_given) {
            set_handle(arguments, value->at, given);
            given = 0;
        } else if (value->direction == DRIVER_OUT) {
            fill_out(arguments, value);
        } else {
            fill_in(arguments, function, value);
        }
    }
    return arguments;
}

void driver_called(driver_head *head) {
    head->was_called = true;
    head->error = head->status < 0 ? tenon_error_take() : NULL;
    head->name = head->error == NULL ? "" : head->error->name;
}

void driver_call(const driver_function *function, void *arguments) {
    function->call(arguments);
}

/* ---- Results ---- */

static bool is_all(const unsigned char *bytes, size_t size, unsigned char byte) {
    for (size_t i = 0; i < size; i++) {
        if (bytes[i] != byte)
            return false;
    }
    return true;
}

static bool is_empty(const driver_value *value, const void *place) {
    if (value->form == DRIVER_TEXT)
        return ((const tenon_text *)place)->data == NULL && ((const tenon_text *)place)->length == 0 &&
               is_all((const unsigned char *)place + offsetof(tenon_text, is_inline), 1, 0);
    return is_all(place, out_size(value), 0);
}

const char *driver_find_leftover(const driver_function *function, const void *arguments, bool was_refused) {
    for (int i = 0; i < function->count; i++) {
        const driver_value *value = &function->values[i];
        bool is_checked = value->direction == DRIVER_OUT && value->form != DRIVER_ARRAY;
        if (is_checked && !is_empty(value, result_at(arguments, value)))
            return value->name;
        bool is_present = value->direction == DRIVER_OUT && value->present_at != DRIVER_NOWHERE;
        if (is_present && !is_all((const unsigned char *)arguments + value->present_at, 1, 0))
            return value->name;
    }
    return was_refused && driver_is_changed(arguments, true) ? "the caller's memory" : NULL;
}

static void release_result(void *arguments, const driver_value *value) {
    void *place = (void *)(uintptr_t)result_at(arguments, value);
    switch (value->form) {
    case DRIVER_RECORD:
        if (value->release != NULL)
            value->release(place);
        break;
    case DRIVER_TEXT:
        tenon_text_free(place);
        break;
    case DRIVER_OBJECT:
        driver_drop(handle_at(place, 0));
        break;
    case DRIVER_BLOCK:
    case DRIVER_DYNAMIC:
        driver_drop(((tenon_block *)place)->handle);
        break;
    case DRIVER_TEXT_ARRAY:
        tenon_texts_free(place);
        break;
    case DRIVER_STREAM:
        if (((struct ArrowArrayStream *)place)->release != NULL)
            ((struct ArrowArrayStream *)place)->release(place);
        break;
    default:
        break;
    }
}

static void end_input(void *arguments, const driver_value *value) {
    if (value->own_at != DRIVER_NOWHERE)
        driver_drop(handle_at(arguments, value->own_at));
    if (value->form == DRIVER_STREAM) {
        struct ArrowArrayStream *stream = driver_at(arguments, value->room_at);
        if (stream->release != NULL)
            stream->release(stream);
    }
    if (value->form == DRIVER_CALLBACK && !head_of(arguments)->was_called) {
        const tenon_callback *callback = driver_at(arguments, value->room_at);
        if (callback->drop != NULL)
            callback->drop(callback->host);
    }
}

void driver_end(const driver_function *function, void *arguments) {
    driver_head *head = arguments;
    for (int i = 0; i < function->count && head->was_called && head->status == 0; i++) {
        if (function->values[i].direction != DRIVER_IN)
            release_result(arguments, &function->values[i]);
    }
    for (int i = 0; i < function->count; i++) {
        if (function->values[i].direction == DRIVER_IN)
            end_input(arguments, &function->values[i]);
    }
    while (head->memory != NULL) {
        driver_memory *memory = head->memory;
        head->memory = memory->next;
        free(memory->data);
        free(memory->copy);
        free(memory);
    }
    tenon_error_free(head->error);
    free(arguments);
}

/* ---- Objects ---- */

tenon_handle driver_make_by(const driver_function *maker, const driver_class *class_of,
                            const char **problem) {
    static char reason[256];
    if (maker == NULL) {
        *problem = "nothing makes such an object but a callback";
        return 0;
    }
    void *arguments = driver_start(maker, NULL, 0);
    driver_head *head = arguments;
    tenon_handle made = 0;
    if (head->problem == NULL)
        driver_call(maker, arguments);
    for (int i = 0; i < maker->count && head->problem == NULL && head->status == 0; i++) {
        const driver_value *value = &maker->values[i];
        if (value->form != DRIVER_OBJECT || value->direction != DRIVER_OUT || value->class_of != class_of)
            continue;
        made = handle_at(arguments, value->at);
        set_handle(arguments, value->at, 0);
        break;
    }
    if (made == 0) {
        const char *why = head->problem != NULL ? head->problem
                          : head->error != NULL ? head->error->message
                                                : "it gave none";
        strncpy(reason, why, sizeof(reason) - 1);
        *problem = reason;
    }
    driver_end(maker, arguments);
    return made;
}

/* The object that a function's callback gets. */
static tenon_handle take_from_callback(const driver_class *class_of, const char **problem) {
    void *arguments = driver_start(class_of->giver, NULL, 0);
    driver_head *head = arguments;
    driver_hosts_keep();
    if (head->problem == NULL)
        driver_call(class_of->giver, arguments);
    tenon_handle taken = driver_hosts_kept();
    if (taken == 0)
        *problem = "the library passed none to the callback";
    driver_end(class_of->giver, arguments);
    return taken;
}

tenon_handle driver_make(const driver_class *class_of, const char **problem) {
    if (class_of->maker == NULL && class_of->giver != NULL)
        return take_from_callback(class_of, problem);
    return driver_make_by(class_of->maker, class_of, problem);
}

void driver_drop(tenon_handle handle) {
    if (handle != 0 && tenon_drop(handle) != 0)
        tenon_error_clear(); /* the call took it over */
}

void driver_make_wrong(void *record, const driver_value *value, unsigned variant) {
    const driver_wrong *wrong = &value->wrongs[variant];
    static const char *const bad_text = "\xC0\xAF";
    const char *no_text = NULL;
    memcpy(record, wrong->whole, value->size);
    char *place = (char *)record + wrong->at;
    switch (wrong->how) {
    case ABUSE_WRONG_CONSTANT:
        memcpy(place, &wrong->number, sizeof(wrong->number));
        break;
    case ABUSE_WRONG_BOOL:
        *(unsigned char *)place = 2;
        break;
    case ABUSE_WRONG_TEXT:
        memcpy(place, &bad_text, sizeof(bad_text));
        break;
    case ABUSE_WRONG_NULL:
        memcpy(place, &no_text, sizeof(no_text));
        break;
    }
}
