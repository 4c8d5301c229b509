/**
 * @file
 * Text in: checked and ended by a NUL. Text out: checked and copied.
 */
#include "ledger.h"

void *tenon_text_memory(const char *site, size_t size) {
    return tenon_counted_new(size, TENON_LEDGER_TEXT, "text", site);
}

void tenon_text_memory_free(const void *memory) {
    tenon_counted_free(memory);
}

/* What is wrong with it. */
static __attribute__((cold, noinline)) int32_t refuse_text(const char *data, size_t length,
                                                           const char *position) {
    if (data == NULL)
        return tenon_refuse(TENON_BAD_TEXT, "%s: the text is null but has a length of %zu", position, length);
    if (length > SIZE_MAX / 2)
        return tenon_refuse(TENON_BAD_TEXT, "%s: %zu bytes are more than memory can hold", position, length);
    size_t valid = tenon_utf8_prefix(data, length);
    if (valid != length)
        return tenon_refuse(TENON_BAD_TEXT, "%s: the text is not UTF-8 at byte %zu", position, valid);
    const char *nul = memchr(data, '\0', length);
    return tenon_refuse(TENON_BAD_TEXT, "%s: the text holds a NUL at byte %zu", position,
                        nul == NULL ? length : (size_t)(nul - data));
}

int32_t tenon_check_text(const char *data, size_t length, bool terminated, const char *position) {
    if (length == 0)
        return 0;
    if (TENON_UNLIKELY(data == NULL || length > SIZE_MAX / 2 ||
                       !(terminated ? tenon_is_text(data, length) : tenon_is_utf8(data, length))))
        return refuse_text(data, length, position);
    return 0;
}

static int32_t refuse_memory(const char *position, size_t length) {
    return tenon_refuse(TENON_OUT_OF_MEMORY, "%s: no memory for a text of %zu bytes", position, length);
}

/* ---- Out of the library ----------------------------------------------------------------------------------
 */

static void clear(tenon_text *text) {
    text->data = NULL;
    text->length = 0;
    text->is_inline = false;
    text->is_lent = false;
    text->is_held = false;
    text->is_ascii = false;
}

int32_t tenon_text_copy(const char *data, size_t length, const char *position, tenon_text *text) {
    return tenon_text_copy_in("", data, length, position, text);
}

int32_t tenon_text_copy_in(const char *site, const char *data, size_t length, const char *position,
                           tenon_text *text) {
    int32_t status = tenon_text_lend(data, length, position, text);
    if (TENON_UNLIKELY(status != 0) || data == NULL)
        return status;
    text->data = NULL;
    text->length = 0;
    text->is_lent = false;
    if (length <= TENON_TEXT_INLINE) {
        memcpy(text->inline_data, data, length);
        text->is_inline = true;
    } else {
        char *copy = tenon_text_memory(site, length);
        if (copy == NULL)
            return refuse_memory(position, length);
        text->data = memcpy(copy, data, length);
    }
    text->length = length;
    return 0;
}

/* Apart, so that what nearly every text takes saves no registers. */
static __attribute__((noinline)) int32_t refuse_bytes(const char *position, size_t valid, tenon_text *text) {
    clear(text);
    return tenon_refuse(TENON_BROKEN_CONTRACT, "%s: the library returned text that is not UTF-8 at byte %zu",
                        position, valid);
}

int32_t tenon_text_lend(const char *data, size_t length, const char *position, tenon_text *text) {
    clear(text);
    if (data == NULL)
        return 0;
    size_t valid = tenon_utf8_prefix_of(data, length, &text->is_ascii);
    if (TENON_UNLIKELY(valid != length))
        return refuse_bytes(position, valid, text);
    text->data = data;
    text->length = length;
    text->is_lent = true;
    return 0;
}

void tenon_text_hold(tenon_text *text, tenon_borrow *borrow) {
    _Static_assert(sizeof *borrow <= sizeof text->inline_data, "a text has room for a borrow");
    memcpy(text->inline_data, borrow, sizeof *borrow);
    borrow->slot = NULL;
    text->is_lent = false;
    text->is_held = true;
}

void tenon_text_free(tenon_text *text) {
    if (text->is_held) {
        tenon_borrow borrow;
        memcpy(&borrow, text->inline_data, sizeof borrow);
        tenon_release(&borrow);
    } else if (!text->is_inline && !text->is_lent) {
        tenon_text_memory_free(text->data);
    }
    clear(text);
}

/* ---- Into the library ------------------------------------------------------------------------------------
 */

int32_t tenon_terminate(const char *data, size_t length, const char *position, tenon_terminated *copy) {
    copy->text = NULL;
    copy->allocated = NULL;
    if (data == NULL)
        return 0;
    char *target = copy->space;
    if (length >= sizeof copy->space) {
        target = length == SIZE_MAX ? NULL : tenon_text_memory("", length + 1);
        if (target == NULL)
            return refuse_memory(position, length);
        copy->allocated = target;
    }
    memcpy(target, data, length);
    target[length] = '\0';
    copy->text = target;
    return 0;
}

/* The bytes that all copies take, pointers included, or SIZE_MAX where no size holds them. */
static size_t array_size(const tenon_text_view *texts, size_t count) {
    if (count >= SIZE_MAX / sizeof(char *))
        return SIZE_MAX;
    size_t size = (count + 1) * sizeof(char *);
    for (size_t index = 0; index < count; index++) {
        if (texts[index].data == NULL)
            continue;
        if (texts[index].length >= SIZE_MAX - size)
            return SIZE_MAX;
        size += texts[index].length + 1;
    }
    return size;
}

int32_t tenon_terminate_array(const tenon_text_view *texts, size_t count, const char *position,
                              const char *const **result) {
    /* One block: the pointers (a null after the last, as argv has it), then the bytes. */
    size_t size = array_size(texts, count);
    const char **pointers = size == SIZE_MAX ? NULL : tenon_text_memory("", size);
    *result = NULL;
    if (pointers == NULL)
        return tenon_refuse(TENON_OUT_OF_MEMORY, "%s: no memory for %zu texts", position, count);
    char *bytes = (char *)(pointers + count + 1);
    for (size_t index = 0; index < count; index++) {
        pointers[index] = NULL;
        if (texts[index].data == NULL)
            continue;
        size_t length = texts[index].length;
        pointers[index] = memcpy(bytes, texts[index].data, length);
        bytes[length] = '\0';
        bytes += length + 1;
    }
    pointers[count] = NULL;
    *result = pointers;
    return 0;
}

void tenon_terminated_array_free(const char *const *texts) {
    tenon_text_memory_free(texts);
}
