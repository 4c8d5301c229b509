/**
 * @file
 * The parts of the differential check: an input is made (generate.c, vectors.c), laid out as C arguments in
 * guarded memory once per side (memory.c), both sides run, and what they did is compared (compare.c). All of
 * that happens in a child process (child.c); what differs is made small (shrink.c) and kept (vectors.c).
 */
#ifndef TENON_BRIDGE_TRIAL_H
#define TENON_BRIDGE_TRIAL_H

#include <string.h>

#include "bridge_internal.h"
#include "tenon/int128.h"

/** Writes the lowest bytes of a number, as many as its type has, as C has a number of that size. */
static inline void tenon_store_number(const tenon_bridge_type *type, tenon_native_uint128 number, void *to) {
    uint8_t byte = (uint8_t)number;
    uint16_t half = (uint16_t)number;
    uint32_t word = (uint32_t)number;
    uint64_t whole = (uint64_t)number;
    switch (type->size) {
    case sizeof byte:
        memcpy(to, &byte, sizeof byte);
        return;
    case sizeof half:
        memcpy(to, &half, sizeof half);
        return;
    case sizeof word:
        memcpy(to, &word, sizeof word);
        return;
    case sizeof whole:
        memcpy(to, &whole, sizeof whole);
        return;
    default:
        memcpy(to, &number, type->size < sizeof number ? type->size : sizeof number);
        return;
    }
}

/* ---- Inputs ---------------------------------------------------------------------------------------------
 */

enum {
    TENON_PLACED_END = -1,     /**< The last byte stands before a guard: what reads or writes on is caught. */
    TENON_PLACED_START = -2,   /**< The first byte stands behind a guard. */
    TENON_PLACED_ANYWHERE = -3 /**< Of a vector that does not say: it is tried everywhere. */
    /* 0 to 63: that far behind an address that 64 divides. */
};

/** What is given for one value of an operation. */
typedef struct tenon_datum {
    bool is_null;    /**< A null pointer. */
    bool is_present; /**< What its presence flag says. */
    int32_t placement;
    uint32_t object; /**< Which object of the input goes in, or is made. */
    uint64_t count;  /**< Elements: of an array; 1 otherwise. Bytes with its NUL of a text. */
    /** `count` elements as they lie in C, in the input's pool like the texts that they point at. Null: only
     * room for them. */
    unsigned char *data;
    /** Of a vector: what must come out, as tenon_write_output() writes it. Null: it does not say. Lies in the
     * pool of the vector's own input, also of copies. */
    const char *expected;
} tenon_datum;

/** One call of an input. */
typedef struct tenon_step {
    uint32_t operation;
    uint64_t fill;     /**< What outputs are filled with beforehand follows from it. */
    tenon_datum *data; /**< One per value of the operation. */
} tenon_step;

enum { TENON_INPUT_STEPS = 32 };

/** Calls in a row. Memory is reserved once, and taken back by tenon_input_clear() without a system call. */
typedef struct tenon_input {
    uint32_t count;
    uint32_t objects; /**< Objects are numbered from 0 in the order in which calls make them. */
    tenon_step steps[TENON_INPUT_STEPS];
    unsigned char *pool;
    size_t used;
} tenon_input;

enum { TENON_INPUT_POOL = 1 << 28, TENON_INPUT_OBJECTS = 64 };

bool tenon_input_reserve(tenon_input *input);
void tenon_input_release(tenon_input *input);
void tenon_input_clear(tenon_input *input);

/** Room in the pool, aligned to 16; null where it is full. */
void *tenon_input_room(tenon_input *input, size_t size);

/** A step more, whose data are zero; null where there is no room. */
tenon_step *tenon_input_step(tenon_input *input, const tenon_bridge_operation *operation, uint32_t index);

/** Makes `to` a copy that shares nothing with `from`. @return Whether there was room. */
bool tenon_input_copy(const tenon_bridges *bridges, tenon_input *to, const tenon_input *from);

/** Copies `count` elements of a type, and the texts they point at. @return Null where the pool is full. */
unsigned char *tenon_input_elements(tenon_input *input, const tenon_bridge_type *type, const void *from,
                                    size_t count);

/* ---- Types (memory.c) ------------------------------------------------------------------------------------
 */

/** Whether a pointer of C stands in its values: a text. */
bool tenon_type_has_text(const tenon_bridge_type *type);

/** Whether equal values have equal bytes: no floats, texts, optional parts, cases or padding. */
bool tenon_type_is_plain(const tenon_bridge_type *type);

/** What one element takes. */
static inline size_t tenon_element_size(const tenon_bridge_type *type) {
    return type->kind == TENON_BRIDGE_OBJECT ? sizeof(void *) : type->size == 0 ? 1 : type->size;
}

/** A text whose end is a NUL: what stands in C is a pointer. */
static inline bool tenon_is_string(const tenon_bridge_type *type) {
    return type->kind == TENON_BRIDGE_TEXT && type->size != 1;
}

/** A value that is the text itself: going in, or as a block. */
static inline bool tenon_is_lone_string(const tenon_bridge_value *value) {
    return tenon_is_string(value->type) &&
           (value->form == TENON_BRIDGE_VALUE || (value->form == TENON_BRIDGE_BLOCK && value->count < 0));
}

/** Whether the call makes an object that is this value. */
static inline bool tenon_makes_object(const tenon_bridge_value *value) {
    return value->type->kind == TENON_BRIDGE_OBJECT && value->direction == TENON_BRIDGE_OUT;
}

/** Whether the call gets an object in this value. */
static inline bool tenon_takes_object(const tenon_bridge_value *value) {
    return value->type->kind == TENON_BRIDGE_OBJECT && value->direction == TENON_BRIDGE_IN;
}

/* ---- Operations as the check sees them (shape.c) ---------------------------------------------------------
 */

enum { TENON_PARAMETERS = 32, TENON_ELEMENTS_LIMIT = 1 << 20 };

/** What is worked out once per operation. */
typedef struct tenon_shape {
    const tenon_bridge_operation *operation;
    const char *obstacle;               /**< Why the check cannot make its inputs; null: it can. */
    int32_t value_of[TENON_PARAMETERS]; /**< Per parameter its value, or -1: a count or a flag. */
    uint32_t storage[TENON_PARAMETERS]; /**< Offset of each parameter's value. */
    uint32_t result;                    /**< Offset of the result. */
    uint32_t size;
    uint64_t most[TENON_PARAMETERS]; /**< Per count parameter: the largest count that fits memory and type. */
    bool makes_or_takes_objects;
} tenon_shape;

void tenon_shape_make(const tenon_bridge_operation *operation, tenon_shape *shape);

/* ---- Guarded memory (memory.c) ---------------------------------------------------------------------------
 */

enum { TENON_SIDES = 2, TENON_REFERENCE = 0, TENON_CANDIDATE = 1 };

/** Lanes of memory: each lies between two guards, can be seen at two addresses, for writing and for reading
 * only, and holds what one parameter of one side points at. */
typedef struct tenon_arena {
    unsigned char *start; /**< Of everything. */
    size_t size;
    uint32_t lanes; /**< Per side. The last one is for texts that lie behind others. */
} tenon_arena;

bool tenon_arena_reserve(tenon_arena *arena, uint32_t lanes);
void tenon_arena_release(tenon_arena *arena);

/** Whether the address lies in the arena, guards included; and of whom the lane is. */
bool tenon_arena_locate(const tenon_arena *arena, const void *address, uint32_t *side, uint32_t *lane);

/** The arguments of one call of one side. */
typedef struct tenon_frame {
    void *arguments[TENON_PARAMETERS];
    unsigned char *result;
    unsigned char *elements[TENON_PARAMETERS]; /**< For writing: what a parameter points at; null: nothing. */
    const unsigned char *shown[TENON_PARAMETERS]; /**< The same as the callee sees it. */
    size_t sizes[TENON_PARAMETERS];               /**< Of that. */
    _Alignas(64) unsigned char storage[4096];
} tenon_frame;

/**
 * Lays out the arguments of one step for one side.
 * @param objects The side's objects by number.
 * @return Whether there was room for it.
 */
bool tenon_frame_fill(tenon_frame *frame, const tenon_arena *arena, uint32_t side, const tenon_shape *shape,
                      const tenon_step *step, void *const *objects);

/** What outputs are filled with beforehand. */
void tenon_fill_pattern(unsigned char *to, size_t size, uint64_t fill, uint32_t lane);

/** Whether what lies around the memory that may be written is as it was. @return The first parameter where it
 * is not; -1: it is. */
int32_t tenon_frame_spilled(const tenon_frame *frame, const tenon_shape *shape, const tenon_step *step,
                            int64_t *offset);

/* ---- Comparing (compare.c) -------------------------------------------------------------------------------
 */

/** How two calls differ. */
typedef struct tenon_mismatch {
    tenon_bridge_verdict verdict;
    int32_t value; /**< Index; -1: it is in the error or in a count; */
} tenon_mismatch;

/** As tenon_bridge_same(). @param prefill What outputs were filled with, to tell "left alone" apart; null:
 * not known. @param names Of the two sides. */
bool tenon_bridge_compare(const tenon_bridge_operation *operation, const size_t *rooms,
                          const tenon_bridge_outcome *reference, const tenon_bridge_outcome *candidate,
                          const uint64_t *prefill, tenon_mismatch *mismatch, tenon_writer *difference);

/** Writes a call: what goes in. @param data Says where its memory lies and which objects it takes and makes;
 * null: not known. */
void tenon_write_step(tenon_writer *to, const tenon_bridge_operation *operation, const size_t *rooms,
                      void *const *arguments, const tenon_datum *data);

/** Writes what came out of one value, as one line; nothing where it has not come. @param room As in
 * tenon_write_step(). */
void tenon_write_output(tenon_writer *to, const tenon_bridge_operation *operation, uint32_t index,
                        size_t room, const tenon_bridge_outcome *after);

/** Writes a value of a type as vectors have it. */
void tenon_write_value(tenon_writer *to, const tenon_bridge_type *type, const void *value);
void tenon_write_elements(tenon_writer *to, const tenon_bridge_type *type, const void *first, size_t count);
void tenon_write_text(tenon_writer *to, const char *text, size_t length);

/* ---- Random numbers (generate.c) -------------------------------------------------------------------------
 */

typedef struct tenon_random {
    uint64_t state;
} tenon_random;

static inline uint64_t tenon_random_next(tenon_random *random) {
    uint64_t mixed = random->state += UINT64_C(0x9E3779B97F4A7C15);
    mixed = (mixed ^ (mixed >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    mixed = (mixed ^ (mixed >> 27)) * UINT64_C(0x94D049BB133111EB);
    return mixed ^ (mixed >> 31);
}

/** 0 to below - 1. */
static inline uint32_t tenon_random_below(tenon_random *random, uint32_t below) {
    return (uint32_t)(((tenon_random_next(random) >> 32) * below) >> 32);
}

/* ---- The check -------------------------------------------------------------------------------------------
 */

/** What the child tells the parent while it runs, in memory that both see. */
typedef struct tenon_progress {
    _Atomic uint64_t beat;   /**< Moves when a side begins a call and when it ends it. */
    _Atomic uint32_t inside; /**< 0: neither side runs; otherwise 1 + the side. */
    _Atomic uint64_t done;   /**< Calls made with both. */
    uint64_t index;          /**< Which input it is at. */
    uint32_t step;           /**< Which call of it. */
    bool is_over;            /**< It came to its end. */
    tenon_bridge_verdict verdict;
    int32_t value;             /**< Which value is wrong; -1: none in particular. */
    double times[TENON_SIDES]; /**< Nanoseconds of a typical call. */
    const void *fault;         /**< The address of a fault of memory. */
    bool fault_is_in_arena;    /**< In guarded memory. */
    bool fault_writes;         /**< It tried to write. */
    tenon_frame frames[TENON_SIDES];
    char text[3072];
} tenon_progress;

/** Vectors of files. */
typedef struct tenon_vectors {
    uint32_t count;
    tenon_input **inputs;
} tenon_vectors;

/** Everything of one check. */
typedef struct tenon_trial {
    const tenon_bridges *bridges;
    const tenon_provider *provider;
    const tenon_provider_operation **candidates; /**< Per operation of the contract; null: none. */
    tenon_bridge_options options;
    tenon_shape *shapes; /**< Per operation. */
    tenon_vectors vectors;
    tenon_input input; /**< The one that is tried. */
    tenon_arena arena;
    tenon_progress *progress;
    uint64_t made;    /**< Calls of the operation under check that both sides made. */
    uint32_t timeout; /**< Milliseconds. */
} tenon_trial;

/** Checks a provider that has passed the handshake. As tenon_bridge_check(), but nothing is noted anywhere.
 */
int32_t tenon_trial_run(const tenon_bridges *bridges, const tenon_provider *provider,
                        const tenon_bridge_options *options, tenon_bridge_report **report);

/** Makes an input of typical size, `elements` in every array, for measuring. @return Whether it can be made.
 */
bool tenon_trial_typical(tenon_trial *trial, uint32_t operation, uint64_t elements, tenon_input *input);

/** Makes the input of that index. @return Whether it can be made. */
bool tenon_trial_input(tenon_trial *trial, uint32_t operation, uint64_t index, tenon_input *input);

/** How many inputs the vectors give an operation, which come before the generated ones. */
uint64_t tenon_vectors_inputs(const tenon_trial *trial, uint32_t operation);

/** Runs both sides. @param counted Through the candidate's counters. @return Whether they are equal; what is
 * not stands in trial->progress. */
bool tenon_trial_compare(tenon_trial *trial, uint32_t operation, const tenon_input *input, bool counted);

/** Runs one side alone; what it gave is freed again. */
void tenon_trial_alone(tenon_trial *trial, uint32_t side, const tenon_input *input);

/** The function of a side. */
tenon_any_function tenon_trial_function(const tenon_trial *trial, uint32_t side, uint32_t operation,
                                        bool counted);

/** Notes in trial->progress what is wrong. */
void tenon_trial_fail(tenon_trial *trial, tenon_bridge_verdict verdict, int32_t value, const char *format,
                      ...) TENON_PRINTF_LIKE(4, 5);

/** "the reference", or what the provider calls itself. */
const char *tenon_side_name(const tenon_trial *trial, uint32_t side);

/** What runs in the child. */
typedef void (*tenon_trial_body)(tenon_trial *trial, void *context);

/** Runs `body` in a child process (or here, where the options say so), and waits for it. Afterwards
 * trial->progress has the verdict, also where the child crashed or hung.
 * @param given The input that runs; null: the one of progress->index.
 * @return False where no child can be made. */
bool tenon_child_run(tenon_trial *trial, uint32_t operation, const tenon_input *given, tenon_trial_body body,
                     void *context);

/** Makes the input smaller while it fails in the same way. @return Whether it fails at all when it runs
 * alone.
 */
bool tenon_shrink(tenon_trial *trial, uint32_t operation, tenon_input *input);

/** Measures both sides with typical inputs. */
void tenon_speed_measure(tenon_trial *trial, uint32_t operation);

/** Bytes on the heap now; 0 where this C library cannot tell. */
size_t tenon_heap_used(void);

/** Whether the candidate leaks with this input, which then stands in trial->progress. */
bool tenon_heap_grows(tenon_trial *trial, const tenon_input *input);

/** Finds leaks of the candidate in the inputs from `first` to `last` - 1. @return Whether there is one; it
 * stands in trial->progress. */
bool tenon_heap_check(tenon_trial *trial, uint32_t operation, uint64_t first, uint64_t last);

/* ---- Vectors (vectors.c) ---------------------------------------------------------------------------------
 */

/** Reads a file. @return 0, or the recorded failure with file and line. */
int32_t tenon_vectors_read(tenon_trial *trial, const char *path);
void tenon_vectors_free(tenon_vectors *vectors);

/** Writes an input to a new file of the folder. @return Its path, to be freed; null where it cannot be
 * written. */
char *tenon_vectors_keep(tenon_trial *trial, uint32_t operation, const tenon_input *input,
                         const char *comment);

#endif /* TENON_BRIDGE_TRIAL_H */
