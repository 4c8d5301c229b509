/**
 * @file
 * What the files of runtime/bridge share: candidates and what they have proved, who serves each slot, and how
 * the memory of a call is read, copied and compared.
 */
#ifndef TENON_BRIDGE_INTERNAL_H
#define TENON_BRIDGE_INTERNAL_H

#include "tenon/bridge.h"

#include "../internal.h"
#include "../writer.h"

/* ---- Candidates (candidate.c) ------------------------------------------------------------------------- */

/** What checks have found of one operation of a candidate. Guarded by tenon_bridge_lock(). */
typedef struct tenon_bridge_proof {
    bool is_equal;         /**< The newest check said TENON_BRIDGE_EQUAL. */
    uint64_t checks;       /**< Calls compared, by all checks. */
    uint64_t differences;  /**< Checks that found one. */
    double reference_time; /**< Nanoseconds of a call; 0 where not measured. */
    double candidate_time;
} tenon_bridge_proof;

struct tenon_candidate {
    tenon_bridges *bridges;
    const tenon_provider *provider;
    const char *path;           /**< Of its file; "" where it is linked into the program. */
    tenon_bridge_proof *proofs; /**< Per operation. */
    tenon_candidate *next;
};

/** The candidate's function for an operation of the contract by index; null where it has none. `counted`
 * and `calls` as in tenon_provider_operation. */
const tenon_provider_operation *tenon_candidate_operation(const tenon_candidate *candidate,
                                                          uint32_t operation);

/** What a check found: from now on the operation may be swapped, or (where it differs) no longer. */
void tenon_bridge_prove(tenon_candidate *candidate, uint32_t operation, const tenon_bridge_finding *finding);

/** Records the failure. @return `code`, which is what the functions of bridge.h return. */
int32_t tenon_bridge_refuse(tenon_code code, const char *format, ...) TENON_PRINTF_LIKE(2, 3);

/** Index of an operation of the contract; operation_count where there is none of that name. */
uint32_t tenon_bridge_find(const tenon_bridges *bridges, const char *operation);

/** Guards candidates, proofs, and who serves; never held while a library's or a candidate's code runs. */
void tenon_bridge_lock(void);
void tenon_bridge_unlock(void);

/* ---- The memory of one call (call.c) ------------------------------------------------------------------ */

/** What one call was given and what it gave. */
typedef struct tenon_bridge_outcome {
    void *const *arguments;   /**< Per C parameter the address of its value. */
    const void *result;       /**< Null for void. */
    const tenon_error *error; /**< Recorded by the call, or null. */
} tenon_bridge_outcome;

/** What a count or presence flag says now, behind its pointer where it is one; a null pointer counts 0. */
uint64_t tenon_bridge_number(const tenon_bridge_operation *operation, void *const *arguments,
                             int32_t parameter);

/** How many elements the memory of a value of form TENON_BRIDGE_ARRAY has room for: what its count says
 * before the call. 1 for one value. */
size_t tenon_bridge_room(const tenon_bridge_operation *operation, const tenon_bridge_value *value,
                         void *const *arguments);

/** Where a value of form TENON_BRIDGE_POINTER or TENON_BRIDGE_ARRAY lies; null where it is not there. */
void *tenon_bridge_memory(const tenon_bridge_value *value, void *const *arguments);

/** Whether the outcome says that the call succeeded: what it gave means something. */
bool tenon_bridge_succeeded(const tenon_bridge_operation *operation, const tenon_bridge_outcome *outcome);

/** Whether an optional value is there, after a call that succeeded. */
bool tenon_bridge_is_present(const tenon_bridge_operation *operation, const tenon_bridge_value *value,
                             const tenon_bridge_outcome *outcome);

/** The block of form TENON_BRIDGE_BLOCK that a call which succeeded gave; null where there is none. */
void *tenon_bridge_block(const tenon_bridge_operation *operation, const tenon_bridge_value *value,
                         const tenon_bridge_outcome *outcome);

/** Frees the blocks that the caller of a call owns. */
void tenon_bridge_free_blocks(const tenon_bridge_operation *operation, const tenon_bridge_outcome *outcome);

/** A second set of arguments for the same call: what is only read is shared, what may be written is a copy of
 * what stands there now, without anything behind it. In one piece of memory: free() it. */
typedef struct tenon_bridge_twin {
    void *result;       /**< Room for it. */
    size_t *rooms;      /**< tenon_bridge_room() of each value as it was before the call. */
    void *arguments[1]; /**< One per parameter. */
} tenon_bridge_twin;

/** Not for operations with objects. @return Null without memory. */
tenon_bridge_twin *tenon_bridge_twin_new(const tenon_bridge_operation *operation, void *const *arguments);

/* ---- Comparing (compare.c) and writing calls (vectors.c): the check's, and of shadow and record ------- */

/**
 * Compares by type what two calls with equal inputs gave: result, outputs (also the bytes that neither should
 * have written), counts, blocks, and the errors' code and kind where both recorded one.
 * @param rooms tenon_bridge_room() of each value before the call.
 * @param[out] difference The first one, for a person.
 */
bool tenon_bridge_same(const tenon_bridge_operation *operation, const size_t *rooms,
                       const tenon_bridge_outcome *reference, const tenon_bridge_outcome *candidate,
                       tenon_writer *difference);

/**
 * Writes one call in the form of docs/bridges.md ("call ..." and its lines).
 * @param before Arguments with what stood in memory before the call.
 * @param after What it gave; null: only the inputs.
 */
void tenon_bridge_write_call(tenon_writer *to, const tenon_bridge_operation *operation, const size_t *rooms,
                             void *const *before, const tenon_bridge_outcome *after);

/* ---- Who serves (slots.c) ----------------------------------------------------------------------------- */

/** Where recorded calls go. Lives to the end of the process. */
typedef struct tenon_bridge_recorder tenon_bridge_recorder;

/** Who serves an operation, and what else happens to its calls. Never changes, lives to the end of the
 * process: a call may be reading it. Equal ones are one. */
typedef struct tenon_bridge_service {
    const tenon_bridges *bridges;
    uint32_t operation;
    tenon_bridge_mode mode;
    tenon_candidate *candidate;  /**< Who serves, or is compared; null: the reference alone. */
    tenon_any_function function; /**< Whose result the caller gets. */
    uint32_t one_in;
    tenon_bridge_recorder *recorder;
    struct tenon_bridge_service *next;
} tenon_bridge_service;

/** What happened at an operation since the program started. */
typedef struct tenon_bridge_history {
    _Atomic uint64_t compared;
    _Atomic uint64_t differences;
    /* Guarded by tenon_bridge_lock(): */
    uint64_t served;     /**< By candidates, until the one that serves now began. */
    uint64_t calls_then; /**< All calls when it began. */
    double saved;        /**< Nanoseconds, likewise. */
    int64_t since;       /**< When who serves changed last, in seconds since 1970; 0: never. */
    char *difference;    /**< The newest that ended a shadow; null: none. */
} tenon_bridge_history;

/** Of one contract: tenon_bridges.runtime. */
typedef struct tenon_bridge_runtime {
    tenon_candidate *candidates;
    tenon_bridge_history histories[1]; /**< One per operation. */
} tenon_bridge_runtime;

/** What an operation's slot says now; null: the reference serves, and nothing else happens. */
const tenon_bridge_service *tenon_bridge_service_of(const tenon_bridges *bridges, uint32_t operation);

/** The candidate whose results callers get; null where they get the reference's. */
tenon_candidate *tenon_bridge_server(const tenon_bridge_service *service);

/** Calls that candidates have served. The lock is held. @param[out] saved Nanoseconds. */
uint64_t tenon_bridge_served(const tenon_bridges *bridges, uint32_t operation, double *saved);

/** Opens the file that calls are appended to, or finds it where it is open. */
int32_t tenon_bridge_recorder_open(const tenon_bridges *bridges, const char *path,
                                   tenon_bridge_recorder **recorder);

/** Appends one call. Calls of other threads do not come between its lines. */
void tenon_bridge_recorder_add(tenon_bridge_recorder *recorder, const tenon_bridge_operation *operation,
                               const size_t *rooms, void *const *before, const tenon_bridge_outcome *after);

/** @return Null without memory. */
tenon_bridge_runtime *tenon_bridge_runtime_of(tenon_bridges *bridges);

/** Per operation the number of the call of this thread that is sampled next: stands behind what
 * tenon_bridge_counts() gives. Only its thread looks. */
static inline uint64_t *tenon_bridge_next_samples(const tenon_bridges *bridges, uint64_t *counts) {
    return counts + bridges->operation_count;
}

/** How often an operation was called by all threads. */
uint64_t tenon_bridge_total(const tenon_bridges *bridges, uint32_t operation);

/** A live call of a shadowed operation differed: the reference serves again, unless who serves has changed
 * meanwhile. */
void tenon_bridge_end_shadow(tenon_bridges *bridges, const tenon_bridge_service *service, const char *text);

/** One line to the log. The lock is not held. */
void tenon_bridge_log(const char *format, ...) TENON_PRINTF_LIKE(1, 2);

#endif /* TENON_BRIDGE_INTERNAL_H */
