/**
 * @file
 * What the functions of a generated boundary have in common where the library calls back: as boundary.h, one
 * small function per step of the call plan. Only generated boundary sources with callbacks include this
 * header.
 */
#ifndef TENON_BOUNDARY_CALLBACKS_H
#define TENON_BOUNDARY_CALLBACKS_H

#include "tenon/boundary.h"
#include "tenon/callback.h"

/* ---- In functions that take callbacks ---- */

/**
 * PLAN_OPEN_CALLBACK.
 * @param status Of the callbacks before it: where one of them could not be opened, this one is only dropped.
 * @param room How many bytes tenon_callback_room() shall have.
 */
static inline int32_t tenon_open_callback(const char *site, int32_t status, const tenon_class *type,
                                          const tenon_callback *callback, bool nullable, tenon_scope scope,
                                          size_t room, const char *position, tenon_handle *handle) {
    if (callback == NULL && status == 0 && !nullable)
        return tenon_refuse(TENON_BAD_VALUE, "%s: the %s is missing", position, type->name);
    if (callback == NULL)
        return status;
    if (TENON_UNLIKELY(status != 0)) {
        tenon_callback_reject(callback);
        return status;
    }
    return tenon_callback_open_in(site, type, callback, scope, room, handle);
}

/** The same for a callback that the library may call during the call only. */
static inline int32_t tenon_lend_callback(tenon_calling *calling, const char *site, int32_t status,
                                          const tenon_class *type, const tenon_callback *callback,
                                          bool nullable, const char *position, tenon_handle *handle) {
    if (TENON_UNLIKELY(callback == NULL && status == 0 && !nullable))
        return tenon_refuse(TENON_BAD_VALUE, "%s: the %s is missing", position, type->name);
    if (callback == NULL)
        return status;
    if (TENON_UNLIKELY(status != 0)) {
        tenon_callback_reject(callback);
        return status;
    }
    return tenon_callback_lend(calling, site, type, callback, handle);
}

/** PLAN_KEEP_CALLBACK with until_replaced or once: the owner keeps it, or it is dropped. */
static inline int32_t tenon_keep_callback(tenon_handle owner, const char *function, tenon_handle *handle) {
    tenon_handle kept = *handle;
    *handle = 0;
    return tenon_callback_attach(owner, function, kept);
}

/** PLAN_RELEASE of a callback that was not kept. */
static inline void tenon_close_callback(tenon_handle handle) {
    if (handle != 0)
        tenon_callback_close(handle);
}

/* ---- In functions that the library calls: what it passes ---- */

/** PLAN_CHECK_RESULT: an address that the contract demands. */
static inline int32_t tenon_check_passed(bool is_there, const char *position) {
    if (TENON_LIKELY(is_there))
        return 0;
    return tenon_refuse(TENON_BROKEN_CONTRACT, "%s: the library passed null, which its contract rules out",
                        position);
}

/** PLAN_CHECK_RESULT of an array. A negative length arrives here as a huge one. */
static inline int32_t tenon_check_passed_array(const void *elements, uint64_t count, const char *position) {
    if (TENON_UNLIKELY(count > SIZE_MAX / 2))
        return tenon_refuse(TENON_BROKEN_CONTRACT, "%s: the library passed an impossible length", position);
    if (TENON_UNLIKELY(elements == NULL && count > 0))
        return tenon_refuse(TENON_BROKEN_CONTRACT, "%s: the library passed null for %llu elements", position,
                            (unsigned long long)count);
    return 0;
}

/** PLAN_CHECK_RESULT of text with a length. */
static inline int32_t tenon_check_passed_text(const char *text, uint64_t length, bool nullable,
                                              const char *position) {
    if (text == NULL && nullable)
        return 0;
    int32_t status = tenon_check_passed_array(text, length, position);
    if (TENON_UNLIKELY(status != 0) || TENON_LIKELY(tenon_is_utf8(text, (size_t)length)))
        return status;
    return tenon_refuse(TENON_BROKEN_CONTRACT, "%s: the library passed text that is not UTF-8", position);
}

/** The length of text that ends with a NUL, or 0 where there is none. */
static inline size_t tenon_passed_length(const char *text) {
    return text == NULL ? 0 : strlen(text);
}

/** PLAN_CHECK_RESULT of text that ends with a NUL. */
static inline int32_t tenon_check_passed_string(const char *text, bool nullable, const char *position) {
    if (text == NULL && !nullable)
        return tenon_check_passed(false, position);
    return tenon_check_passed_text(text, tenon_passed_length(text), nullable, position);
}

/* ---- In functions that the library calls: what the host gives ---- */

/** PLAN_CHECK_COUNT: the host filled no more than there is room for. */
static inline int32_t tenon_check_given_count(size_t filled, uint64_t room, const char *position) {
    if (TENON_LIKELY(filled <= room))
        return 0;
    return tenon_refuse(TENON_CALLBACK_FAILED, "%s: %zu elements were given, but there is room for %llu",
                        position, filled, (unsigned long long)room);
}

/** PLAN_CHECK_TEXT. */
static inline int32_t tenon_check_given_text(const tenon_text *text, bool nullable, const char *position) {
    const char *data = tenon_text_data(text);
    if (data == NULL && nullable)
        return 0;
    if (data == NULL)
        return tenon_refuse(TENON_CALLBACK_FAILED, "%s: no text was given", position);
    return tenon_check_text(data, text->length, true, position);
}

/** PLAN_COPY_TEXT: for the library, which frees it with free(). */
static inline int32_t tenon_give_text(const tenon_text *text, const char *position, char **copy) {
    const char *data = tenon_text_data(text);
    *copy = NULL;
    if (data == NULL)
        return 0;
    char *made = malloc(text->length + 1);
    if (made == NULL)
        return tenon_refuse(TENON_OUT_OF_MEMORY, "%s: no memory for a text of %zu bytes", position,
                            text->length);
    memcpy(made, data, text->length);
    made[text->length] = '\0';
    *copy = made;
    return 0;
}

#endif /* TENON_BOUNDARY_CALLBACKS_H */
