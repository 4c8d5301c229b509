/**
 * @file
 * What the functions of a generated boundary have in common: one small function per step of the call plan.
 *
 * Only generated boundary sources include this header. Everything here is inline and has a fast path without
 * a call; what fails goes through tenon_refuse().
 *
 * A host may promise something about every call it makes, by a macro defined when the package is compiled:
 *
 * - TENON_HOST_SERIALIZES: it holds one lock from before a call that does not block until after it, so that
 *   such calls never overlap.
 * - TENON_HOST_UNLOCKS: it crosses with that lock held even for calls that block, and offers
 *   tenon_host_unlock() and tenon_host_lock(), which stand around the library's function alone. A host that
 *   releases its lock around the whole crossing would let a blocking call borrow an object while a call that
 *   only looked is changing it; so without this promise a contract with blocking calls is never only looked
 * at.
 * - TENON_HOST_BORROWS: its compiler sees to it that whoever uses an object holds it: while a call runs that
 * its caller waits for, nobody closes the call's objects, and nobody else uses those that it may change
 * (Rust's borrow checker). For a class that stands alone (tenon_class) that is all a borrow would give.
 * - TENON_HOST_READS_AT_ONCE: a text that a call gave it, it reads on the thread of the call and before
 * anything else can run there; it reads it under the lock that it promised, if it did, and while the borrows
 * of its compiler last. So it needs no copy of what the library keeps.
 * - TENON_HOST_CROSSES_TO_END: it does, but has to call once more to give an object back whose text it has
 * read: a short text is copied for it all the same.
 * - TENON_HOST_TEXT_IS_UTF8: text that it passes is well-formed UTF-8.
 * - TENON_HOST_TEXT_IS_TERMINATED: text that it passes has a NUL behind its last byte.
 */
#ifndef TENON_BOUNDARY_H
#define TENON_BOUNDARY_H

#include <stdio.h>

#include "tenon/runtime.h"

#ifndef TENON_HOST_SERIALIZES
#define TENON_HOST_SERIALIZES 0
#endif
#ifndef TENON_HOST_UNLOCKS
#define TENON_HOST_UNLOCKS 0
#endif
#ifndef TENON_HOST_BORROWS
#define TENON_HOST_BORROWS 0
#endif
#ifndef TENON_HOST_READS_AT_ONCE
#define TENON_HOST_READS_AT_ONCE 0
#endif
#ifndef TENON_HOST_CROSSES_TO_END
#define TENON_HOST_CROSSES_TO_END 0
#endif
#ifndef TENON_HOST_TEXT_IS_UTF8
#define TENON_HOST_TEXT_IS_UTF8 0
#endif
#ifndef TENON_HOST_TEXT_IS_TERMINATED
#define TENON_HOST_TEXT_IS_TERMINATED 0
#endif

/* The generated source says beforehand whether the contract has calls that block. */
#ifndef TENON_BOUNDARY_BLOCKS
#define TENON_BOUNDARY_BLOCKS 0
#endif
#define TENON_LOOKING_IS_ENOUGH (TENON_HOST_SERIALIZES && (TENON_HOST_UNLOCKS || !TENON_BOUNDARY_BLOCKS))

/** Refuses to compile where a function of the library has another type than its contract had. */
#define TENON_ASSERT_PROTOTYPE(function, result, parameters)                                                 \
    _Static_assert(_Generic(&function, result(*) parameters : 1, default : 0),                               \
                   #function " has another prototype than its contract")

/** Refuses to compile where the target's C differs from what the contract was read with. */
#define TENON_ASSERT_EQUAL(expression, value)                                                                \
    _Static_assert((expression) == (value), #expression " differs from its contract")

/** How a boundary function ends. @return `status`. */
static inline int32_t tenon_finish(int32_t status, const char *function) {
    return TENON_LIKELY(status == 0) ? 0 : tenon_in_function(status, function);
}

/* ---- The host's lock ---- */

#if TENON_HOST_UNLOCKS
/** Let other threads of the host run, until tenon_host_lock(). @return What that needs. Given by the host. */
void *tenon_host_unlock(void);

/** Wait until it is this thread's turn again. Given by the host. */
void tenon_host_lock(void *unlocked);

/** Whether the host's other threads have stopped for ever, wherever they were: nobody waits for them. Given
 * by the host; asked while a call waits. */
bool tenon_host_is_ending(void);
#else
static inline void *tenon_host_unlock(void) {
    return NULL;
}

static inline void tenon_host_lock(void *unlocked) {
    (void)unlocked;
}

static inline bool tenon_host_is_ending(void) {
    return false;
}
#endif

#if TENON_HOST_SERIALIZES
/** tenon_drop() on a thread that may not have the host's lock: waits for it. Given by the host where streams
 * are views. */
void tenon_host_drop(tenon_handle handle);
#else
static inline void tenon_host_drop(tenon_handle handle) {
    (void)tenon_drop(handle);
}
#endif

/* ---- Objects ---- */

/*
 * A guarded borrow is one of a call that neither blocks nor calls back. Under a host that serialises such
 * calls, or whose own borrows are enough for the class, nobody can come between, so that looking is enough
 * and there is nothing to give back.
 */
TENON_ALWAYS_INLINE int32_t tenon_borrow_guarded(const tenon_class *type, tenon_handle handle,
                                                 tenon_borrow_mode mode, const char *position, void **object,
                                                 tenon_borrow *borrow) {
    if (!TENON_LOOKING_IS_ENOUGH && !(TENON_HOST_BORROWS && type->stands_alone))
        return tenon_borrow_object(type, handle, mode, position, object, borrow);
    borrow->slot = NULL;
    return tenon_peek_object(type, handle, mode, position, object);
}

/** Gives back what tenon_borrow_guarded() took. */
TENON_ALWAYS_INLINE void tenon_release_guarded(tenon_borrow *borrow) {
#if TENON_LOOKING_IS_ENOUGH
    (void)borrow;
#else
    tenon_release(borrow);
#endif
}

/* ---- Arrays and records ---- */

/** An address for the library where the host has none, because there are no elements to read. */
static inline const void *tenon_never_null(const void *elements) {
    static const max_align_t nothing;
    return elements != NULL ? elements : &nothing;
}

/** As tenon_never_null(), for elements that the library may write. */
static inline void *tenon_never_null_out(void *elements) {
    static max_align_t nothing;
    return elements != NULL ? elements : &nothing;
}

/** PLAN_CHECK_POINTER of an array: it is there where it has elements, it can be that long, and it is aligned.
 * @param size Of an element. */
static inline int32_t tenon_check_array(const void *elements, size_t count, size_t size, size_t alignment,
                                        const char *position) {
    if (TENON_UNLIKELY(count > SIZE_MAX / 2 / size))
        return tenon_refuse(TENON_BAD_ARRAY, "%s: %zu elements are more than memory can hold", position,
                            count);
    if (TENON_UNLIKELY(elements == NULL && count > 0))
        return tenon_refuse(TENON_BAD_ARRAY, "%s: %zu elements, but no address", position, count);
    if (TENON_UNLIKELY((uintptr_t)elements % alignment != 0))
        return tenon_refuse(TENON_BAD_ARRAY, "%s: the address is not aligned to %zu bytes", position,
                            alignment);
    return 0;
}

/** PLAN_CHECK_POINTER of a record: it is there where the contract demands one, and aligned. */
static inline int32_t tenon_check_record(const void *record, bool nullable, size_t alignment,
                                         const char *position) {
    if (TENON_UNLIKELY(record == NULL && !nullable))
        return tenon_refuse(TENON_BAD_VALUE, "%s: the record is missing", position);
    if (TENON_UNLIKELY((uintptr_t)record % alignment != 0))
        return tenon_refuse(TENON_BAD_VALUE, "%s: the address is not aligned to %zu bytes", position,
                            alignment);
    return 0;
}

/** PLAN_CHECK_COUNT: two arrays that share a count have the same length. */
static inline int32_t tenon_check_same_count(size_t count, const char *position, size_t other_count,
                                             const char *other) {
    if (TENON_LIKELY(count == other_count))
        return 0;
    return tenon_refuse(TENON_BAD_ARRAY, "%s: %zu elements, but %s has %zu", position, count, other,
                        other_count);
}

/** PLAN_CHECK_COUNT where the count is an argument of its own. */
static inline int32_t tenon_check_count_is(size_t count, const char *position, uint64_t expected,
                                           const char *other) {
    if (TENON_LIKELY(count == expected))
        return 0;
    return tenon_refuse(TENON_BAD_ARRAY, "%s: %zu elements, but %s is %llu", position, count, other,
                        (unsigned long long)expected);
}

/** PLAN_CHECK_COUNT_FITS: the library's type for the count can hold it. */
static inline int32_t tenon_check_count_fits(size_t count, uint64_t largest, const char *position) {
    if (TENON_LIKELY(count <= largest))
        return 0;
    return tenon_refuse(TENON_BAD_ARRAY, "%s: %zu elements, but the library counts to %llu", position, count,
                        (unsigned long long)largest);
}

/** PLAN_CHECK_POINTER of a dynamic value: it is there where the contract demands one. */
static inline int32_t tenon_check_value(const void *bytes, bool nullable, const char *position) {
    if (TENON_LIKELY(bytes != NULL || nullable))
        return 0;
    return tenon_refuse(TENON_BAD_VALUE, "%s: the value is missing", position);
}

/* ---- Fences around arrays that the library fills ---- */

/** Set when the package is loaded: TENON_DEBUG asked for the monitor. */
extern bool tenon_fences;

/** What the library fills in the place of the host's array, with canaries before and behind it. */
typedef struct tenon_fence {
    unsigned char *memory; /**< Null: the library fills the host's array itself. */
    void *given;
    size_t bytes;
} tenon_fence;

/** Only where tenon_fences is set. @return What the library shall fill. */
void *tenon_fence_begin(tenon_fence *fence, void *elements, size_t bytes);

/** The library has filled it: gives it to the host, and reports what was written outside. */
void tenon_fence_end(tenon_fence *fence, const char *position);

/** PLAN_FENCE_OUTPUT. */
static inline void *tenon_fence_output(tenon_fence *fence, void *elements, size_t bytes) {
    return TENON_LIKELY(!tenon_fences) ? elements : tenon_fence_begin(fence, elements, bytes);
}

/** PLAN_CHECK_FENCE. */
static inline void tenon_check_fence(tenon_fence *fence, const char *position) {
    if (TENON_UNLIKELY(tenon_fences))
        tenon_fence_end(fence, position);
}

/* ---- Enums ---- */

/**
 * PLAN_CHECK_ENUM and PLAN_CHECK_RESULT: the number is one of the enum's constants.
 * @param code TENON_BAD_VALUE on the way in, TENON_BROKEN_CONTRACT on the way out.
 * @param field Of a record, with its full stop; or "".
 */
static inline int32_t tenon_check_enum(bool known, int32_t value, const char *type, tenon_code code,
                                       const char *position, const char *field) {
    if (TENON_LIKELY(known))
        return 0;
    return tenon_refuse(code, "%s%s: %d is no %s", position, field, (int)value, type);
}

/** As tenon_check_enum() for every element of an array. */
static inline int32_t tenon_check_enums(bool (*is_known)(int32_t), const int32_t *values, size_t count,
                                        const char *type, tenon_code code, const char *position) {
    for (size_t i = 0; i < count; i++) {
        if (TENON_UNLIKELY(!is_known(values[i])))
            return tenon_refuse(code, "%s[%zu]: %d is no %s", position, i, (int)values[i], type);
    }
    return 0;
}

/** PLAN_CHECK_ENUM and PLAN_CHECK_RESULT of a bool: its byte is 0 or 1. Nothing reads it as a bool before. */
static inline int32_t tenon_check_bool(const bool *value, tenon_code code, const char *position,
                                       const char *field) {
    unsigned char byte;
    memcpy(&byte, value, 1);
    if (TENON_LIKELY(byte <= 1))
        return 0;
    return tenon_refuse(code, "%s%s: the byte %u is no bool", position, field, (unsigned)byte);
}

/** As tenon_check_bool() for every element of an array. */
static inline int32_t tenon_check_bools(const bool *values, size_t count, tenon_code code,
                                        const char *position) {
    for (size_t i = 0; i < count; i++) {
        unsigned char byte;
        memcpy(&byte, &values[i], 1);
        if (TENON_UNLIKELY(byte > 1))
            return tenon_refuse(code, "%s[%zu]: the byte %u is no bool", position, i, (unsigned)byte);
    }
    return 0;
}

/* ---- Text ---- */

/** Whether there is a NUL within the text. Where one stands behind it, the first is found more quickly. */
static inline bool tenon_has_nul(const char *data, size_t length) {
#if TENON_HOST_TEXT_IS_TERMINATED
    return strlen(data) != length;
#else
    return memchr(data, '\0', length) != NULL;
#endif
}

/** PLAN_CHECK_TEXT. @param terminated Whether the library reads up to a NUL. */
static inline int32_t tenon_check_text_in(const char *data, size_t length, bool nullable, bool terminated,
                                          const char *position) {
    if (TENON_UNLIKELY(data == NULL)) {
        if (nullable && length == 0)
            return 0;
        return tenon_refuse(TENON_BAD_TEXT, "%s: the text is missing", position);
    }
#if TENON_HOST_TEXT_IS_UTF8
    if (TENON_LIKELY(!terminated || !tenon_has_nul(data, length)))
        return 0;
#else
    if (TENON_LIKELY(length <= SIZE_MAX / 2 &&
                     (terminated ? tenon_is_text(data, length) : tenon_is_utf8(data, length))))
        return 0;
#endif
    return tenon_check_text(data, length, terminated, position);
}

/** PLAN_CHECK_TEXT for every element of an array of texts, none of which may be missing. */
static inline int32_t tenon_check_texts_in(const tenon_text_view *texts, size_t count, const char *position) {
    for (size_t i = 0; i < count; i++) {
        int32_t status = tenon_check_text_in(texts[i].data, texts[i].length, false, true, position);
        if (TENON_UNLIKELY(status != 0)) {
            char element[128]; /* the same check again, so that the message names the element */
            (void)snprintf(element, sizeof(element), "%s[%zu]", position, i);
            return tenon_check_text_in(texts[i].data, texts[i].length, false, true, element);
        }
    }
    return 0;
}

#if TENON_HOST_TEXT_IS_TERMINATED
/** PLAN_TERMINATE_TEXT where the host did it already. */
typedef struct tenon_c_text {
    const char *text;
} tenon_c_text;

static inline void tenon_c_text_start(tenon_c_text *copy) {
    copy->text = NULL;
}

static inline int32_t tenon_c_text_make(const char *data, size_t length, const char *position,
                                        tenon_c_text *copy) {
    (void)length;
    (void)position;
    copy->text = data;
    return 0;
}

static inline void tenon_c_text_end(tenon_c_text *copy) {
    (void)copy;
}
#else
/** PLAN_TERMINATE_TEXT: a copy that ends with a NUL. */
typedef tenon_terminated tenon_c_text;

/** Makes it safe to end; the room for short text stays as it is. */
static inline void tenon_c_text_start(tenon_c_text *copy) {
    copy->text = NULL;
    copy->allocated = NULL;
}

static inline int32_t tenon_c_text_make(const char *data, size_t length, const char *position,
                                        tenon_c_text *copy) {
    if (TENON_UNLIKELY(data == NULL || length >= sizeof copy->space))
        return tenon_terminate(data, length, position, copy);
    memcpy(copy->space, data, length);
    copy->space[length] = '\0';
    copy->text = copy->space;
    return 0;
}

static inline void tenon_c_text_end(tenon_c_text *copy) {
    tenon_terminated_free(copy);
}
#endif

/** "No text" in the place of a text that goes out. */
static inline void tenon_text_none(tenon_text *text) {
    text->data = NULL;
    text->length = 0;
    text->is_inline = false;
    text->is_lent = false;
    text->is_held = false;
    text->is_ascii = false;
}

/** PLAN_COPY_TEXT of text that ends with a NUL. */
static inline int32_t tenon_text_copy_terminated(const char *site, const char *data, const char *position,
                                                 tenon_text *text) {
    return tenon_text_copy_in(site, data, data != NULL ? strlen(data) : 0, position, text);
}

/**
 * PLAN_COPY_TEXT that `lends`.
 * @param borrow Of the object that the text may belong to, which a host without a lock has until it has read
 * the text. Null where the call has none.
 */
static inline int32_t tenon_text_lend_in(const char *site, const char *data, size_t length,
                                         const char *position, tenon_borrow *borrow, tenon_text *text) {
#if TENON_HOST_READS_AT_ONCE
    if (TENON_HOST_CROSSES_TO_END && borrow != NULL && length <= TENON_TEXT_INLINE)
        return tenon_text_copy_in(site, data, length, position, text);
    int32_t status = tenon_text_lend(data, length, position, text);
    if (!TENON_LOOKING_IS_ENOUGH && borrow != NULL && borrow->slot != NULL && text->is_lent)
        tenon_text_hold(text, borrow);
    return status;
#else
    (void)borrow;
    return tenon_text_copy_in(site, data, length, position, text);
#endif
}

/** The same of text that ends with a NUL. */
static inline int32_t tenon_text_lend_terminated(const char *site, const char *data, const char *position,
                                                 tenon_borrow *borrow, tenon_text *text) {
    return tenon_text_lend_in(site, data, data != NULL ? strlen(data) : 0, position, borrow, text);
}

/* ---- Text in records ---- */

/**
 * PLAN_CHECK_RECORD and PLAN_CHECK_RESULT of a text in a record: UTF-8 up to its NUL.
 * @param code TENON_BAD_VALUE on the way in, TENON_BROKEN_CONTRACT on the way out.
 */
static inline int32_t tenon_check_text_of(const char *text, bool nullable, tenon_code code,
                                          const char *position, const char *field) {
    if (TENON_UNLIKELY(text == NULL))
        return nullable ? 0 : tenon_refuse(code, "%s%s: the text is missing", position, field);
    if (TENON_LIKELY(tenon_is_utf8(text, strlen(text))))
        return 0;
    return tenon_refuse(code == TENON_BAD_VALUE ? TENON_BAD_TEXT : code, "%s%s: the text is not UTF-8",
                        position, field);
}

/** PLAN_COPY_RECORD of one text, which becomes its copy, or null where there is no memory. @return Whether it
 * could. */
static inline bool tenon_copy_text_of(const char *site, const char **text) {
    if (*text == NULL)
        return true;
    size_t size = strlen(*text) + 1;
    char *copy = tenon_text_memory(site, size);
    *text = copy != NULL ? memcpy(copy, *text, size) : NULL;
    return copy != NULL;
}

/** Frees what tenon_copy_text_of() made. */
static inline void tenon_free_text_of(const char *text) {
    tenon_text_memory_free(text);
}

/* ---- Results ---- */

/** PLAN_CHECK_STATUS: the library's status, 0 where it succeeded. */
static inline int32_t tenon_check_status(int32_t outcome, const tenon_status_entry *statuses, size_t count) {
    return TENON_LIKELY(outcome == 0) ? 0 : tenon_status_failed(statuses, count, outcome);
}

/** PLAN_CHECK_RESULT: the library gave what its contract promises. */
static inline int32_t tenon_check_given(bool given, const char *position) {
    if (TENON_LIKELY(given))
        return 0;
    return tenon_refuse(TENON_BROKEN_CONTRACT, "%s: the library returned null, which its contract rules out",
                        position);
}

/** PLAN_CHECK_RESULT of an array that the library makes or shows. @param size Of an element. */
static inline int32_t tenon_check_block(const void *data, uint64_t count, size_t size, size_t alignment,
                                        const char *position) {
    if (TENON_UNLIKELY(count > SIZE_MAX / 2 / size))
        return tenon_refuse(TENON_BROKEN_CONTRACT, "%s: the library returned an impossible length", position);
    if (TENON_UNLIKELY(data == NULL && count > 0))
        return tenon_refuse(TENON_BROKEN_CONTRACT, "%s: the library returned null for %llu elements",
                            position, (unsigned long long)count);
    if (TENON_UNLIKELY((uintptr_t)data % alignment != 0))
        return tenon_refuse(TENON_BROKEN_CONTRACT,
                            "%s: the library returned an address that is not aligned to %zu bytes", position,
                            alignment);
    return 0;
}

/** PLAN_CHECK_RESULT of an array that the host provides: no more was written than there is room for. */
static inline int32_t tenon_check_filled(uint64_t filled, size_t room, const char *position) {
    if (TENON_LIKELY(filled <= room))
        return 0;
    return tenon_refuse(TENON_BROKEN_CONTRACT,
                        "%s: the library wrote %llu elements, but there is room for %zu", position,
                        (unsigned long long)filled, room);
}

/** PLAN_CHECK_RESULT of an object that could not be made: with the library's own words where it said any. */
static inline int32_t tenon_check_made(const void *object, const tenon_status_entry *statuses, size_t count,
                                       const char *type) {
    if (TENON_LIKELY(object != NULL))
        return 0;
    const tenon_error *error = tenon_error_peek();
    if (error != NULL)
        return tenon_status_failed(statuses, count, error->code);
    return tenon_refuse(TENON_OUT_OF_MEMORY, "%s could not be made", type);
}

/* What an unfinished call gives back when a later step fails: nothing stays behind in a slot of the host. */

static inline void tenon_undo_text(tenon_text *text) {
    tenon_text_end(text);
    tenon_text_none(text);
}

static inline void tenon_undo_object(tenon_handle *handle) {
    if (*handle != 0)
        tenon_drop(*handle);
    *handle = 0;
}

static inline void tenon_undo_block(tenon_block *block) {
    tenon_undo_object(&block->handle);
    *block = (tenon_block){0};
}

#endif /* TENON_BOUNDARY_H */
