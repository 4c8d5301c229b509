/**
 * @file
 * Lists of texts that the library gives: checked, and copied where the host keeps them.
 */
#include "internal.h"
#include "tenon/callback.h"

/* How many bytes the texts take with their NULs. */
static int32_t measure_texts(const char *const *texts, size_t count, const char *position, size_t *size) {
    *size = 0;
    for (size_t index = 0; index < count; index++) {
        if (TENON_UNLIKELY(texts[index] == NULL))
            return tenon_refuse(TENON_BROKEN_CONTRACT, "%s[%zu]: the library gave null in a list of texts",
                                position, index);
        size_t length = strlen(texts[index]);
        size_t valid = tenon_utf8_prefix(texts[index], length);
        if (TENON_UNLIKELY(valid != length))
            return tenon_refuse(TENON_BROKEN_CONTRACT,
                                "%s[%zu]: the library gave text that is not UTF-8 at byte %zu", position,
                                index, valid);
        *size += length + 1; /* they are all in memory, so the sum fits */
    }
    return 0;
}

int32_t tenon_texts_view(const char *const *texts, uint64_t count, bool nullable, const char *position,
                         tenon_text_view **views) {
    size_t size = 0;
    *views = NULL;
    if (texts == NULL && nullable)
        return 0;
    if (count > SIZE_MAX / 2 / sizeof **views)
        return tenon_refuse(TENON_BROKEN_CONTRACT, "%s: the library passed an impossible length", position);
    if (texts == NULL && count > 0)
        return tenon_refuse(TENON_BROKEN_CONTRACT, "%s: the library passed null for %llu texts", position,
                            (unsigned long long)count);
    int32_t status = measure_texts(texts, (size_t)count, position, &size);
    if (status != 0)
        return status;
    tenon_text_view *made =
        malloc(((size_t)count + 1) * sizeof *made); /* one more: an empty list is not null */
    if (made == NULL)
        return tenon_refuse(TENON_OUT_OF_MEMORY, "%s: no memory for %zu texts", position, (size_t)count);
    for (size_t index = 0; index < count; index++)
        made[index] = (tenon_text_view){.data = texts[index], .length = strlen(texts[index])};
    *views = made;
    return 0;
}

int32_t tenon_texts_copy(const char *const *texts, uint64_t count, const char *position, tenon_texts *copy) {
    return tenon_texts_copy_in("", texts, count, position, copy);
}

int32_t tenon_texts_copy_in(const char *site, const char *const *texts, uint64_t count, const char *position,
                            tenon_texts *copy) {
    *copy = (tenon_texts){0};
    if (texts == NULL)
        return 0;
    if (count > SIZE_MAX / 2 / sizeof *texts)
        return tenon_refuse(TENON_BROKEN_CONTRACT, "%s: the library returned an impossible length", position);
    size_t size = 0;
    int32_t status = measure_texts(texts, (size_t)count, position, &size);
    if (status != 0)
        return status;
    /* One block: the views, one more so that an empty list is not null, then the bytes. */
    tenon_text_view *views = tenon_text_memory(site, ((size_t)count + 1) * sizeof *views + size);
    if (views == NULL)
        return tenon_refuse(TENON_OUT_OF_MEMORY, "%s: no memory for %zu texts", position, (size_t)count);
    char *bytes = (char *)(views + count + 1);
    for (size_t index = 0; index < count; index++) {
        size_t length = strlen(texts[index]);
        views[index] = (tenon_text_view){.data = memcpy(bytes, texts[index], length + 1), .length = length};
        bytes += length + 1;
    }
    *copy = (tenon_texts){.texts = views, .count = (size_t)count};
    return 0;
}

void tenon_texts_free(tenon_texts *texts) {
    tenon_text_memory_free(texts->texts);
    *texts = (tenon_texts){0};
}
