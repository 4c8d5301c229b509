/**
 * @file
 * Errors: what a library says when it fails, and what a binding takes.
 *
 * A library that fails calls tenon_fail() (or tenon_fail_because() to put its own words on top of a failure
 * below it) and returns its status. The chain is kept per thread; the boundary hands it to the caller in
 * the same crossing and clears it before the next call.
 */
#ifndef TENON_ERROR_H
#define TENON_ERROR_H

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define TENON_PRINTF_LIKE(format_at, first_at) __attribute__((format(printf, format_at, first_at)))
#else
#define TENON_PRINTF_LIKE(format_at, first_at)
#endif

/** What sort of failure an error is: each language has a built-in that fits. Append only. */
typedef enum tenon_kind {
    TENON_KIND_NONE = 0,
    TENON_KIND_NOT_FOUND = 1,
    TENON_KIND_INVALID_ARGUMENT = 2,
    TENON_KIND_INVALID_STATE = 3,
    TENON_KIND_OUT_OF_RANGE = 4,
    TENON_KIND_ALREADY_EXISTS = 5,
    TENON_KIND_PERMISSION = 6,
    TENON_KIND_TIMEOUT = 7,
    TENON_KIND_BUSY = 8,
    TENON_KIND_OUT_OF_MEMORY = 9,
    TENON_KIND_IO = 10,
    TENON_KIND_UNSUPPORTED = 11,
    TENON_KIND_INTERNAL = 12,
    TENON_KIND_CANCELLED = 13
} tenon_kind;

/** The boundary's own failures. They lie far from what a library uses (`tenon check` refuses a status there).
 * Append only. */
typedef enum tenon_code {
    TENON_CLOSED = -1000001, /**< The object was closed, or the handle never named one. Invalid state. */
    TENON_WRONG_OBJECT = -1000002, /**< The handle names an object of another class. Invalid argument. */
    TENON_BUSY = -1000003,         /**< Another call, child or open view uses the object. Busy. */
    TENON_WRONG_THREAD = -1000004, /**< The object belongs to another thread. Invalid state. */
    TENON_BAD_TEXT =
        -1000005, /**< Text that is not UTF-8, or holds a NUL where C cannot. Invalid argument. */
    TENON_BAD_VALUE =
        -1000006, /**< A value the type does not have (an unknown enum constant). Invalid argument. */
    TENON_BAD_ARRAY =
        -1000007, /**< An array that is null, misaligned, too long or of another length. Invalid argument. */
    TENON_OUT_OF_MEMORY = -1000008,    /**< No memory, or no free handle. Out of memory. */
    TENON_BROKEN_CONTRACT = -1000009,  /**< The library did what its contract rules out. Internal. */
    TENON_VERSION_MISMATCH = -1000010, /**< The binding was generated for another contract. Internal. */
    TENON_CALLBACK_FAILED =
        -1000011, /**< A function of the host's failed, or gave what its type rules out. Internal. */
    TENON_EXCEPTION = -1000012,        /**< The library threw an exception or jumped out. Internal. */
    TENON_INVALID_ARGUMENT = -1000013, /**< The library threw std::invalid_argument. Invalid argument. */
    TENON_OUT_OF_RANGE = -1000014      /**< The library threw std::out_of_range. Out of range. */
} tenon_code;

/** One link of an error chain. Its strings live as long as the chain. */
typedef struct tenon_error {
    int32_t code;         /**< The library's status, or a tenon_code. */
    int32_t kind;         /**< A tenon_kind. */
    const char *name;     /**< The constant's name in C, for instance "GRAPH_NO_SUCH_NODE". Never null. */
    const char *message;  /**< One sentence for a person, UTF-8. Never null. */
    const char *function; /**< The contract's function that failed. Never null, may be empty. */
    const struct tenon_error *cause; /**< What made this happen, or null. */
    void *foreign; /**< The host's own error object where a callback failed, or null. Only its host knows what
                      it is. */
    void (*release_foreign)(void *foreign); /**< Frees it with the chain. */
    bool is_constant; /**< The message is a constant of the code, as name and function are: it outlives the
                         chain. */
} tenon_error;

/**
 * Record why the current call is about to fail; what this thread had recorded before is forgotten.
 * @param code The status that the function is going to return; it is returned, so that one can write
 *             `return tenon_fail(GRAPH_NO_SUCH_NODE, ...)`.
 * @param format A printf format of one sentence, without a full stop's worth of context the caller has.
 * @return `code`.
 */
int32_t tenon_fail(int32_t code, const char *format, ...) TENON_PRINTF_LIKE(2, 3);

/** As tenon_fail(), but what this thread had recorded before becomes the cause. A chain keeps at most 16
 * links: the root and the newest. */
int32_t tenon_fail_because(int32_t code, const char *format, ...) TENON_PRINTF_LIKE(2, 3);

/** Forget what this thread has recorded. */
void tenon_error_clear(void);

/** The newest link that this thread has recorded, or null. Valid until the thread's next error call. */
const tenon_error *tenon_error_peek(void);

/**
 * Take this thread's chain away: the caller owns it and frees it with tenon_error_free().
 * @return The newest link, or null where nothing is recorded.
 */
const tenon_error *tenon_error_take(void);

/** Free a chain that tenon_error_take() returned; null is allowed. Any thread may call it. */
void tenon_error_free(const tenon_error *error);

#ifdef __cplusplus
}
#endif

#endif /* TENON_ERROR_H */
