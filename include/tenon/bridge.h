/**
 * @file
 * Bridges: functions of a contract whose implementation can be replaced while the program runs, once the
 * other one has proved equal.
 *
 * `tenon build` and `tenon boundary` write `bridges_<library>.h` and `.c` for a contract with TENON_BRIDGED
 * functions: a `tenon_bridges` named `bridges_<library>`, and per function an inline `bridged_<function>()`
 * with the function's own type, which calls whoever serves. A C program includes that header and calls those;
 * or defines BRIDGES_<LIBRARY>_REDIRECT before it and goes on writing the functions' own names. The library's
 * own code (the reference) serves until somebody else is put in its place.
 *
 * tenon_bridge_open() loads a provider; versions, masks and layouts are compared first (the handshake).
 *
 * tenon_bridge_check() calls both with the same inputs, in a child process; every difference refuses it.
 *
 * tenon_bridge_swap() lets it serve what it has proved.
 *
 * tenon_bridge_shadow() or goes on comparing a sample of the live calls; the first difference ends that.
 *
 * tenon_bridge_revert() brings the reference back.
 *
 * Those that return int32_t return 0 or a tenon_code, whose reason tenon_error_peek() has (see
 * tenon/error.h). Unless said otherwise any thread may call them, also while others call bridged functions.
 *
 * What a swap means to calls that run: a call decides once, when it begins, who runs it, and stays there to
 * its end. When tenon_bridge_swap() or tenon_bridge_revert() has returned, calls that begin later on this
 * thread, and on threads that have heard of it (by a lock, a join, an atomic release and acquire), go to the
 * new one; calls on other threads may go to the old one for as long as a processor needs to see a store.
 * Nobody is unloaded, so the old one may finish at leisure. The slot is stored with release and loaded with
 * acquire: whoever calls a candidate sees all that its loading has written. Slots change one after the other:
 * of two functions without objects one may be served by the candidate already and the other not yet.
 * Functions that share objects change while none of their objects exists and none is being made.
 */
#ifndef TENON_BRIDGE_H
#define TENON_BRIDGE_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "tenon/error.h"
#include "tenon/provider.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- What the generated file says of the contract: constants that only the functions below read ---- */

/** What a value is made of. */
typedef enum tenon_bridge_kind {
    TENON_BRIDGE_BOOL,
    TENON_BRIDGE_SIGNED,
    TENON_BRIDGE_UNSIGNED,
    TENON_BRIDGE_FLOAT,
    TENON_BRIDGE_ENUM,
    TENON_BRIDGE_BYTE, /**< An element of bytes: uint8_t or void. */
    /** UTF-8. Of size 8: a `const char *` that ends with a NUL (going in: form VALUE; an ARRAY of them; a
     * BLOCK without a count is the text itself, with one an array of texts). Of size 1: a text whose bytes
     * are counted, and which may hold NULs (an ARRAY or BLOCK of its bytes). */
    TENON_BRIDGE_TEXT,
    TENON_BRIDGE_RECORD, /**< A plain struct. */
    TENON_BRIDGE_VARIANT,
    TENON_BRIDGE_OBJECT /**< A pointer to an opaque struct. */
} tenon_bridge_kind;

struct tenon_bridge_type;

/** A field of a record, or the payload of a variant's case. */
typedef struct tenon_bridge_field {
    const char *name;
    const struct tenon_bridge_type *type;
    uint32_t offset;
    uint32_t count;     /**< Elements of an array inside the record; 1 for a single value. */
    bool nullable;      /**< A text that may be null. */
    int32_t present_if; /**< Index of the bool field that says whether this one is there; -1: it always is. */
} tenon_bridge_field;

typedef struct tenon_bridge_type {
    tenon_bridge_kind kind;
    const char *name; /**< In C. */
    uint32_t size;
    uint32_t alignment;
    bool is_flags;            /**< Of an enum: its constants combine. */
    uint32_t constant_count;  /**< Of an enum. */
    const int32_t *constants; /**< Of an enum; of a variant: the tag of each field. */
    uint32_t field_count; /**< Of a record; of a variant: its cases, and fields[i].type null where a case has
                             no payload. */
    const struct tenon_bridge_field *fields;
    uint32_t tag_offset; /**< Of a variant's tag, an int32_t. */
    int32_t class_index; /**< Of an object: index in tenon_bridges.classes. */
} tenon_bridge_type;

typedef enum tenon_bridge_direction {
    TENON_BRIDGE_IN,
    TENON_BRIDGE_OUT,
    TENON_BRIDGE_INOUT
} tenon_bridge_direction;

/** How a value stands among the C parameters. */
typedef enum tenon_bridge_form {
    TENON_BRIDGE_VALUE,   /**< The value itself. */
    TENON_BRIDGE_POINTER, /**< A pointer to one value (a record going in; anything going out or both ways). */
    TENON_BRIDGE_ARRAY, /**< A pointer to as many elements as `count` says, which the caller has allocated. */
    /** What the callee allocated: a pointer to the elements, or to the text, is the function's result, or
     * written to where the parameter points. The caller frees it with `freed_by` (owned), or it is the
     * callee's (borrowed: no `freed_by`). */
    TENON_BRIDGE_BLOCK
} tenon_bridge_form;

/** A value that crosses: a parameter that is neither a count nor a presence flag, or the result, which stands
 * last and is there for statuses and for bools that say whether something else is, too. */
typedef struct tenon_bridge_value {
    const char *name; /**< "result" for the function's result. */
    tenon_bridge_form form;
    tenon_bridge_direction direction;
    const tenon_bridge_type *type; /**< Of the value, or of an element. */
    int32_t parameter;             /**< Index of the C parameter; -1: the result. */
    int32_t count; /**< Index of the C parameter that counts the elements; -1: there is none: one element, or
                      a text that ends with a NUL. */
    int32_t present_if; /**< Index of the bool parameter that says whether it is there; -1; or -2: the result
                           says it. */
    bool nullable;
    bool consumes;                 /**< An object that the call takes over or destroys. */
    void (*freed_by)(void *block); /**< Frees a block that the caller owns. Null otherwise. */
} tenon_bridge_value;

/** A C parameter, as memory: values, counts and presence flags alike. */
typedef struct tenon_bridge_parameter {
    const char *name;
    uint32_t size;   /**< Of the parameter itself: of a pointer 8. */
    bool is_count;   /**< It counts the elements of other parameters. */
    bool is_pointer; /**< A count or flag that is written, or read and written, through a pointer. */
    tenon_bridge_direction direction;
    const tenon_bridge_type *type; /**< Of a count or flag: what stands in it, or where it points. */
    uint64_t usual; /**< Of a count: what a caller passes who leaves it out (TENON_DEFAULT); 0: not said. */
} tenon_bridge_parameter;

/** One bridged function. */
typedef struct tenon_bridge_operation {
    const char *name;             /**< In C. */
    tenon_any_function reference; /**< The library's own. */
    /** Has the function's type. Passes the arguments on to tenon_bridge_watch(): serves while calls are
     * compared or recorded. */
    tenon_any_function watched;
    /** Calls a function of this type. @param arguments Per C parameter the address of its value. @param
     * result Where the result goes; null for void. */
    void (*invoke)(tenon_any_function function, void *const *arguments, void *result);
    uint32_t parameter_count;
    const tenon_bridge_parameter *parameters;
    uint32_t value_count;
    const tenon_bridge_value *values;
    uint32_t result_size;
    bool returns_status; /**< The result is the contract's status: out-values mean nothing where it is not 0.
                          */
    bool varies; /**< What it gives depends on more than its arguments: only whether it succeeds is compared.
                  */
    int32_t class_index; /**< Of the class whose objects it takes or makes; -1: none. All functions of a class
                            are swapped together. */
} tenon_bridge_operation;

/** A class whose functions are bridged. */
typedef struct tenon_bridge_class {
    const char *name;
    uint32_t destructor; /**< Index of its operation. */
} tenon_bridge_class;

/** What changes while the program runs, per operation. Only for the inline functions and runtime/bridge. */
typedef struct tenon_bridge_slot {
    /** What a call runs. The generated file begins with the operation's `watched` where it makes, consumes or
     * destroys objects, because they are counted from the first one on; with its `reference` otherwise. */
    _Alignas(64) _Atomic(tenon_any_function) serving;
    _Atomic(const void *) state; /**< The rest is runtime/bridge's; zero at first. */
    _Atomic uint64_t objects;
    _Atomic uint32_t group;
} tenon_bridge_slot;

/** The bridges of one contract: `bridges_<library>`. */
typedef struct tenon_bridges {
    const char *library;
    const char *fingerprint; /**< Of the contract: see tenon_handshake(). */
    uint32_t operation_count;
    const tenon_bridge_operation *operations; /**< In the order of the contract. */
    tenon_bridge_slot *slots;                 /**< One per operation. */
    uint32_t class_count;
    const tenon_bridge_class *classes;
    uint32_t layout_count;
    const tenon_provider_layout
        *layouts; /**< Of the contract's records and variants, as this program's compiler sees them. */
    tenon_provider_function linked; /**< Weak: of a provider that is linked statically, or null. */
    _Atomic(void *) runtime;        /**< Of runtime/bridge. */
    _Atomic(bool) has_started;      /**< tenon_bridge_start() has done what the environment asks for. */
} tenon_bridges;

/* ---- Providers ---- */

/** A provider that passed the handshake, and what it has proved. */
typedef struct tenon_candidate tenon_candidate;

/**
 * Loads a provider and compares what it was built for with this program: the version of the contract and its
 * fingerprint, the masks (its own against each other, against its table and against the contract), the layout
 * of every record, and that each of its functions lies in its own file and none in the reference's. It is
 * loaded so that its names and those of the program do not meet. Runs code of the provider: its constructors
 * and its one function.
 * @param path Of a shared library. Null: the provider that is linked into the program; where none is, the
 * error says what a linker does not do by itself with a static archive.
 * @param[out] candidate Lives to the end of the process: others may still be inside its functions.
 * @return 0; TENON_VERSION_MISMATCH, naming the first difference and which side is older;
 * TENON_BROKEN_CONTRACT for masks or tables that contradict each other; TENON_INVALID_ARGUMENT for a file
 * that is no provider of this library.
 */
int32_t tenon_bridge_open(tenon_bridges *bridges, const char *path, tenon_candidate **candidate);

/** As tenon_bridge_open() for a provider inside the program: functions of the program's own that are to enter
 * by bridge, for instance a faster one for the processor that it runs on. `provider` is a
 * tenon_provider_function that `tenon build --lang c-impl` wrote. */
int32_t tenon_bridge_open_function(tenon_bridges *bridges, tenon_provider_function provider,
                                   tenon_candidate **candidate);

/** Whether a provider implements the operation of that name. */
bool tenon_candidate_implements(const tenon_candidate *candidate, const char *operation);

/** The provider's own description. */
const tenon_provider *tenon_candidate_provider(const tenon_candidate *candidate);

/* ---- The differential check ---- */

/** How thorough. All zero: the defaults. */
typedef struct tenon_bridge_options {
    uint64_t calls;   /**< Generated calls per operation. 0: 10,000. */
    uint64_t seed;    /**< 0: one from the clock, which the report says. */
    double floor;     /**< Refuse where the candidate takes more than this times the reference's time; 0: no
                         floor. 1.25 is sensible. */
    uint32_t timeout; /**< Milliseconds that one call may take. 0: 10,000. */
    const char *only; /**< One operation; null: all that the provider implements. */
    const char *const *vectors; /**< Files of vectors (docs/bridges.md), ended by null; null: none. */
    const char *keep;           /**< Folder for the smallest failing input; null: the current one. */
    bool in_process;            /**< No child process: a crash or hang of the candidate is this program's. */
    /** Told now and then; may be null. */
    void (*progress)(void *context, const char *operation, uint64_t done, uint64_t of);
    void *context;
} tenon_bridge_options;

typedef enum tenon_bridge_verdict {
    TENON_BRIDGE_EQUAL,
    TENON_BRIDGE_NOT_IMPLEMENTED,
    TENON_BRIDGE_DIFFERENT,   /**< Another result, status, error kind or output. */
    TENON_BRIDGE_NOT_WRITTEN, /**< It left bytes alone that the reference wrote, or the other way round. */
    TENON_BRIDGE_OVERRUN,     /**< It read or wrote outside of the memory that it was given, or wrote what is
                                 const. */
    TENON_BRIDGE_CRASHED,
    TENON_BRIDGE_HUNG,
    TENON_BRIDGE_LEAKED,
    TENON_BRIDGE_NOT_EXECUTED, /**< Its counter did not move: somebody else ran the call. */
    TENON_BRIDGE_TOO_SLOW,
    TENON_BRIDGE_NOT_CHECKED /**< The check cannot make its inputs; `text` says why. */
} tenon_bridge_verdict;

/** What the check found of one operation. */
typedef struct tenon_bridge_finding {
    const char *operation;
    tenon_bridge_verdict verdict;
    uint64_t calls;        /**< Made with both. */
    double reference_time; /**< Median nanoseconds of a call with typical input. 0 where not measured. */
    double candidate_time;
    const char *text;  /**< What differs, for a person: value, index, both sides. "" where equal. */
    const char *input; /**< The file with the smallest failing input, or null. */
} tenon_bridge_finding;

typedef struct tenon_bridge_report {
    uint64_t seed;
    uint32_t count;
    tenon_bridge_finding *findings; /**< One per operation of the contract, in its order. */
} tenon_bridge_report;

/**
 * Calls reference and candidate with the same inputs: generated from the contract's types (edges, sizes,
 * alignments, random), and from the files of vectors; compares results, statuses, what is written and what
 * must not be, what is left allocated, and counts who ran. In a child process unless options say otherwise;
 * where other threads run, the child is a fork that only calls the two sides.
 * @param options May be null.
 * @param[out] report Freed with tenon_bridge_report_free(). Null: not wanted.
 * @return 0 where everything that the candidate implements is equal; TENON_BROKEN_CONTRACT where something is
 * not.
 */
int32_t tenon_bridge_check(tenon_bridges *bridges, tenon_candidate *candidate,
                           const tenon_bridge_options *options, tenon_bridge_report **report);

void tenon_bridge_report_free(tenon_bridge_report *report);

/** "equal", "different" ... */
const char *tenon_bridge_verdict_name(tenon_bridge_verdict verdict);

/* ---- Serving ---- */

/**
 * Lets a candidate serve: all or nothing. Calls that run stay where they are; new ones go to the candidate.
 * @param operation One operation (with a class: all operations of that class); null: all that the candidate
 * implements.
 * @return 0; TENON_BROKEN_CONTRACT where one of them has not passed tenon_bridge_check(), or not all of a
 * class are there; TENON_BUSY where objects of the class are alive: they belong to who made them.
 */
int32_t tenon_bridge_swap(tenon_bridges *bridges, tenon_candidate *candidate, const char *operation);

/** The reference serves again. @param operation As for tenon_bridge_swap(); null: all. @return 0; TENON_BUSY
 * where objects of the class are alive. */
int32_t tenon_bridge_revert(tenon_bridges *bridges, const char *operation);

/**
 * The reference serves, and of every `one_in` calls of a thread one also goes to the candidate, with copies
 * of everything that is written; the first difference ends it, and stands in the state and in the log. Not
 * for functions that take or make objects (null as operation leaves them out).
 *
 * The candidate runs first, on the copies, and on the thread of the call; then the reference on the caller's
 * memory: result, errno and what tenon_error_peek() says afterwards are the reference's alone. What both
 * recorded is compared by code and kind. A caller who lets outputs overlap inputs makes a difference where
 * the outcome depends on it.
 * @return As tenon_bridge_swap(): what has not passed the check does not run in a live program.
 */
int32_t tenon_bridge_shadow(tenon_bridges *bridges, tenon_candidate *candidate, const char *operation,
                            uint32_t one_in);

/** From now on each call (one of `one_in`) is also appended to the file as a vector, until
 * tenon_bridge_revert(). Who serves goes on serving. Not for functions that take or make objects (null as
 * operation leaves them out), nor for shadowed ones. */
int32_t tenon_bridge_record(tenon_bridges *bridges, const char *operation, const char *path, uint32_t one_in);

/** For the generated `watched` functions alone. */
void tenon_bridge_watch(tenon_bridges *bridges, uint32_t operation, void *const *arguments, void *result);

/* ---- What is going on ---- */

/** Who serves an operation. */
typedef enum tenon_bridge_mode {
    TENON_BRIDGE_REFERENCE,
    TENON_BRIDGE_SWAPPED,
    TENON_BRIDGE_SHADOWED,
    TENON_BRIDGE_RECORDED
} tenon_bridge_mode;

typedef struct tenon_bridge_state {
    const char *operation;
    tenon_bridge_mode mode;
    const char *serving;      /**< "reference", or the provider's name. */
    uint64_t calls;           /**< By bridged callers, whoever served. */
    uint64_t candidate_calls; /**< Of those, served by a candidate, or compared. */
    uint64_t checks;          /**< Calls compared by checks. */
    uint64_t compared;        /**< Live calls compared. */
    uint64_t differences;
    double saved_seconds; /**< Estimate: calls of the candidate times the difference of the times that the
                             check measured. */
} tenon_bridge_state;

/** The state of one operation by its index. */
tenon_bridge_state tenon_bridge_state_of(tenon_bridges *bridges, uint32_t operation);

/** The states of all operations, in the order of the contract. @param states Room for as many; null where
 * `room` is 0. @return How many operations there are. */
size_t tenon_bridge_states(tenon_bridges *bridges, tenon_bridge_state *states, size_t room);

/** tenon_bridge_json() for bindings: freed with tenon_text_memory_free(), as tenon_ledger_json() is. */
const char *tenon_bridge_text(tenon_bridges *bridges);

/** All of it as JSON: {"library": ..., "linked": ..., "operations": [...]}. @return To be freed with free();
 * null without memory. */
char *tenon_bridge_json(tenon_bridges *bridges);

/** One line per operation: who serves it and since when; and whether a provider was linked. */
void tenon_bridge_report_lines(tenon_bridges *bridges, FILE *stream);

/** Where a line goes when something changes (a swap, a revert, a difference); null: to standard error. Set
 * before others call. */
void tenon_bridge_log_to(void (*line)(void *context, const char *text), void *context);

/* ---- What the environment asks for ---- */

/**
 * For the boundary of packages, right after its handshake; once per process. TENON_BRIDGE names providers,
 * separated by colons: shared libraries, or `linked` for the one that is linked in. Those of other libraries
 * are passed over. TENON_BRIDGE_MODE says what becomes of the others:
 *
 *   swap    (or nothing) opened, checked and swapped; what is refused is a line of the log
 *   check   the same, but what is refused fails the load
 *   shadow  opened, checked and compared on one live call in TENON_BRIDGE_ONE_IN (100)
 *   off     nothing
 *
 * TENON_BRIDGE_CALLS says how many calls per operation the check makes (1000).
 * @return 0; or why the package cannot be loaded.
 */
int32_t tenon_bridge_start(tenon_bridges *bridges);

/* ---- For the generated inline functions ---- */

/** Where every thread's copy lies beside its other data: no function is called to find it. */
#define TENON_BRIDGE_THREAD_LOCAL __attribute__((tls_model("initial-exec")))

/** Where this thread counts its calls, per operation of one contract: the same as long as the thread lives,
 * so that the caller may keep it in a thread-local variable. Only this thread writes there, others read: by
 * relaxed atomic loads and stores. Never null: without memory the thread's calls are counted where nobody
 * adds them up, and where a contract has more than 4096 operations, the process ends with a line that says
 * so. Called once per thread, so that it does not stand in the way of calls. */
uint64_t *tenon_bridge_counts(tenon_bridges *bridges) __attribute__((cold));

/** Counts a call: others may read meanwhile, and only this thread writes. */
static inline void tenon_bridge_count(uint64_t *calls) {
    __atomic_store_n(calls, __atomic_load_n(calls, __ATOMIC_RELAXED) + 1, __ATOMIC_RELAXED);
}

/** What a call of an operation runs now. */
static inline tenon_any_function tenon_bridge_serving(tenon_bridge_slot *slot) {
    return atomic_load_explicit(&slot->serving, memory_order_acquire);
}

#ifdef __cplusplus
}
#endif

#endif /* TENON_BRIDGE_H */
