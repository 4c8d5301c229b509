/**
 * @file
 * The error chain of each thread.
 */
#include <stddef.h>
#include <stdio.h>

#include "monitor.h"

enum {
    CHAIN_LIMIT = 16, /* a library that fails in a loop must not fill the memory with reasons */
    SHORT_MESSAGE = 256,
    SPARES = 16 /* as many as a host may free at once */
};

static const char REPLACEMENT[] = "\xEF\xBF\xBD"; /* U+FFFD */

/* What is recorded where there is no memory to record anything. Never freed, never written. */
static const tenon_error out_of_memory = {.code = TENON_OUT_OF_MEMORY,
                                          .kind = TENON_KIND_OUT_OF_MEMORY,
                                          .name = "TENON_OUT_OF_MEMORY",
                                          .message = "out of memory while recording an error",
                                          .function = "",
                                          .cause = NULL,
                                          .is_constant = true};

/* ---- Links -----------------------------------------------------------------------------------------------
 */

/* What came from memory: every link but the static one. */
typedef struct link_block {
    tenon_error error;
    bool is_short; /* it has room for a short message, whatever it holds now */
    char text[];
} link_block;

tenon_error *tenon_link_of(const tenon_error *error) {
    return error == &out_of_memory ? NULL : (tenon_error *)(uintptr_t)error;
}

void tenon_link_name_function(tenon_error *link, const char *function) {
    link->function = function;
    tenon_counted_move(link, link->name, function);
}

/* The link that this thread has at hand, or a new one. */
static link_block *new_link(size_t text_size) {
    bool is_short = text_size <= SHORT_MESSAGE;
    tenon_cache *cache = tenon_own.cache;
    if (TENON_LIKELY(is_short && cache != NULL && cache->spares != NULL)) {
        link_block *spare = (link_block *)cache->spares;
        cache->spares = (tenon_error *)(uintptr_t)spare->error.cause;
        cache->spare_count--;
        return spare;
    }
    link_block *made =
        tenon_uncounted_new(offsetof(link_block, text) + (is_short ? SHORT_MESSAGE : text_size));
    if (made != NULL)
        made->is_short = is_short;
    return made;
}

/* Whoever records next on this thread needs one: some are kept, unless somebody watches what is freed. */
static void free_link(tenon_error *error) {
    tenon_cache *cache = tenon_own.cache;
    if (error == NULL)
        return;
    if (((link_block *)error)->is_short && cache != NULL && cache->spare_count < SPARES &&
        !tenon_is_watched()) {
        tenon_counted_rest(error);
        error->cause = cache->spares;
        cache->spares = error;
        cache->spare_count++;
        return;
    }
    tenon_counted_free(error);
}

void tenon_error_free(const tenon_error *error) {
    while (error != NULL) {
        const tenon_error *cause = error->cause;
        if (TENON_UNLIKELY(error->foreign != NULL) && error->release_foreign != NULL)
            error->release_foreign(error->foreign);
        free_link(tenon_link_of(error));
        error = cause;
    }
}

/* The end of the thread frees what its cache repeats. */
static inline void set_recorded(tenon_thread *own, const tenon_error *chain) {
    own->recorded = chain;
    tenon_cache *cache = tenon_cache_of(own);
    if (TENON_LIKELY(cache != NULL))
        cache->recorded = chain;
}

/* ---- Messages --------------------------------------------------------------------------------------------
 */

/* Copy text, each byte that is no UTF-8 as a replacement character: messages reach hosts that refuse others.
 */
static size_t copy_repaired(char *target, const char *text, size_t length) {
    size_t written = 0;
    for (;;) {
        size_t valid = tenon_utf8_prefix(text, length);
        memcpy(target + written, text, valid);
        written += valid;
        if (valid == length)
            return written;
        memcpy(target + written, REPLACEMENT, sizeof REPLACEMENT - 1);
        written += sizeof REPLACEMENT - 1;
        text += valid + 1;
        length -= valid + 1;
    }
}

static tenon_error *fill_link(link_block *block, tenon_link link, const char *message, bool is_constant) {
    block->error = (tenon_error){.code = link.code,
                                 .kind = link.kind,
                                 .name = link.name,
                                 .message = message,
                                 .function = "",
                                 .is_constant = is_constant};
    return &block->error;
}

/* A link and its message in one block. */
static tenon_error *make_link(tenon_link link, const char *text, size_t length) {
    bool is_well = tenon_is_utf8(text, length);
    link_block *block = new_link(length * (is_well ? 1 : sizeof REPLACEMENT - 1) + 1);
    if (block == NULL)
        return NULL;
    if (is_well)
        memcpy(block->text, text, length);
    block->text[is_well ? length : copy_repaired(block->text, text, length)] = '\0';
    return fill_link(block, link, block->text, false);
}

static tenon_error *make_long_link(tenon_link link, size_t length, const char *format, va_list arguments)
    TENON_PRINTF_LIKE(3, 0);

static tenon_error *make_long_link(tenon_link link, size_t length, const char *format, va_list arguments) {
    char *text = malloc(length + 1);
    if (text == NULL)
        return NULL;
    (void)vsnprintf(text, length + 1, format, arguments);
    tenon_error *error = make_link(link, text, length);
    free(text);
    return error;
}

static tenon_error *format_link(tenon_link link, const char *format, va_list arguments)
    TENON_PRINTF_LIKE(2, 0);

static tenon_error *format_link(tenon_link link, const char *format, va_list arguments) {
    char text[SHORT_MESSAGE];
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(text, sizeof text, format, arguments);
    tenon_error *error;
    if (length < 0) /* an argument that printf cannot encode: the bare format says more than nothing */
        error = make_link(link, format, strlen(format));
    else if ((size_t)length < sizeof text)
        error = make_link(link, text, (size_t)length);
    else
        error = make_long_link(link, (size_t)length, format, again);
    va_end(again);
    return error;
}

/* ---- Recording -------------------------------------------------------------------------------------------
 */

/* Too long a chain loses the link above its root: what went wrong first, and what was said last, stay. */
static void shorten(tenon_error *newest) {
    const tenon_error *last = newest;
    for (int count = 1; count < CHAIN_LIMIT - 1 && last != NULL; count++)
        last = last->cause;
    tenon_error *last_kept = last == NULL ? NULL : tenon_link_of(last);
    tenon_error *surplus =
        last_kept == NULL || last_kept->cause == NULL ? NULL : tenon_link_of(last_kept->cause);
    if (surplus != NULL && surplus->cause != NULL) {
        last_kept->cause = surplus->cause;
        surplus->cause = NULL;
        tenon_error_free(surplus);
    }
}

static const tenon_error *record(tenon_thread *own, tenon_error *error, bool keeps_cause) {
    if (error != NULL && keeps_cause) {
        error->cause = own->recorded;
        shorten(error);
    } else {
        tenon_error_free(own->recorded);
    }
    const tenon_error *recorded = error == NULL ? &out_of_memory : error;
    set_recorded(own, recorded);
    return recorded;
}

const tenon_error *tenon_record(tenon_link link, bool keeps_cause, const char *format, va_list arguments) {
    /* The new message first: its arguments may be strings of the old chain. */
    return record(tenon_thread_here(), format_link(link, format, arguments), keeps_cause);
}

const tenon_error *tenon_record_constant(tenon_link link, bool keeps_cause, const char *message) {
    link_block *block = new_link(0);
    return record(tenon_thread_here(), block == NULL ? NULL : fill_link(block, link, message, true),
                  keeps_cause);
}

int32_t tenon_fail(int32_t code, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    /* Kind and name are in the library's table, which only the boundary knows: tenon_status_failed(). */
    tenon_record((tenon_link){.code = code, .kind = TENON_KIND_NONE, .name = ""}, false, format, arguments);
    va_end(arguments);
    return code;
}

int32_t tenon_fail_because(int32_t code, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    tenon_record((tenon_link){.code = code, .kind = TENON_KIND_NONE, .name = ""}, true, format, arguments);
    va_end(arguments);
    return code;
}

void tenon_error_restore(const tenon_error *chain) {
    tenon_error_clear();
    if (chain != NULL)
        set_recorded(tenon_thread_here(), chain);
}

void tenon_error_clear(void) {
    if (TENON_UNLIKELY(tenon_own.recorded != NULL))
        tenon_error_free(tenon_error_take());
}

const tenon_error *tenon_error_peek(void) {
    return tenon_own.recorded;
}

const tenon_error *tenon_error_take(void) {
    tenon_thread *own = tenon_thread_here();
    const tenon_error *chain = own->recorded;
    if (chain != NULL)
        set_recorded(own, NULL);
    return chain;
}
