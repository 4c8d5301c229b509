/**
 * @file
 * The C driver of `tenon test`: what is the same for every contract. The generated part describes the
 * functions of one contract in the tables that are declared here, and calls them.
 */
#ifndef TENON_ABUSE_DRIVER_H
#define TENON_ABUSE_DRIVER_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kinds.h"
#include "tenon/runtime.h"

/** No place in the arguments; no value. */
#define DRIVER_NOWHERE SIZE_MAX
#define DRIVER_NONE (-1)

/** How a value crosses, in the order of the plan's forms. */
typedef enum driver_form {
    DRIVER_SCALAR,
    DRIVER_ENUM,
    DRIVER_RECORD,
    DRIVER_TEXT,
    DRIVER_OBJECT,
    DRIVER_ARRAY,
    DRIVER_TEXT_ARRAY,
    DRIVER_BLOCK,
    DRIVER_CALLBACK,
    DRIVER_CANCEL,
    DRIVER_STREAM,
    DRIVER_DYNAMIC
} driver_form;

typedef enum driver_direction { DRIVER_IN, DRIVER_OUT, DRIVER_INOUT } driver_direction;

enum {
    DRIVER_NULLABLE = 1, /**< May be missing. */
    DRIVER_SELF = 2,     /**< A method's object, which messages do not name. */
    DRIVER_COUNTED = 4,  /**< Text with a count. */
    DRIVER_KEPT = 8,     /**< A callback that outlives its call. */
    DRIVER_FLOAT = 16    /**< A number that can be NaN. */
};

struct driver_function;
struct driver_interface;

typedef struct driver_class {
    const char *name;
    uint16_t tag;
    const struct driver_function *maker; /**< Null where nothing but a callback gives one: */
    const struct driver_function *giver; /**< whose callback gets one. Or null. */
} driver_class;

/** One way of a record (or of what a callback gives) to be wrong: `whole` is right but for one place. */
typedef struct driver_wrong {
    const void *whole;
    size_t at;
    abuse_wrong how;
    int32_t number; /**< wrong_constant */
} driver_wrong;

/** One value of a function or of a method of an interface. The places are offsets in its arguments. */
typedef struct driver_value {
    const char *name;
    driver_form form;
    driver_direction direction;
    unsigned flags;
    size_t at; /**< The slot itself: what goes in by value, or what is written to. */
    size_t length_at;
    size_t filled_at;
    size_t present_at;
    size_t room_at; /**< Records, streams going in and callbacks: what the slot points to. */
    size_t own_at;  /**< Objects and tokens going in: the one that was made for the call. */
    size_t size;    /**< Of a scalar, enum or record, or of an array's element. */
    size_t alignment;
    int count_group;    /**< Values of one group have one length; or DRIVER_NONE. */
    uint64_t count_max; /**< What the C parameter can say. */
    const void *benign; /**< A value that is right; text: a C string. */
    const void *least;
    const void *greatest;
    int32_t unknown[2]; /**< Numbers that are no constant. */
    const driver_wrong *wrongs;
    const driver_class *class_of;
    const struct driver_interface *interface;
    void (*release)(void *record); /**< Of a record that has texts. */
} driver_value;

/** Starts the arguments of every function. */
typedef struct driver_head {
    int32_t status;
    const tenon_error *error;
    const char *name; /**< The error's. */
    bool was_called;
    struct driver_memory *memory;
    const char *problem; /**< Why the arguments could not be made. */
} driver_head;

typedef struct driver_function {
    const char *name;
    size_t size; /**< Of its arguments. */
    const driver_value *values;
    int count;
    void (*call)(void *arguments); /**< Calls the boundary and then driver_called(). */
} driver_function;

typedef struct driver_method {
    const char *name;
    const driver_value *values;
} driver_method;

typedef struct driver_interface {
    const char *name;
    const void *functions;
    const driver_method *methods;
} driver_interface;

/** As abuse_case of the compiler. */
typedef struct driver_case {
    unsigned number;
    const driver_function *function;
    const driver_function *helper;
    int value;
    int other;
    int method;
    int part;
    abuse_kind kind;
    unsigned variant;
    abuse_outcome outcome;
    const char *stand_in;
    const char *named; /**< What the message must name, or null. */
} driver_case;

/** An error's name in C and what the contract calls it. */
typedef struct driver_code {
    const char *c_name;
    const char *name;
} driver_code;

/** The generated part. */
extern const driver_case driver_cases[];
extern const unsigned driver_case_count;
extern const driver_code driver_codes[];
extern const unsigned driver_code_count;
extern const driver_class *const driver_classes[];      /* ended by null */
extern const driver_function *const driver_functions[]; /* ended by null */

/** The stand-in's, null where the author's sources are linked. */
uint64_t stand_in_calls(void) __attribute__((weak));
uint64_t stand_in_live(void) __attribute__((weak));
void stand_in_go_on(void) __attribute__((weak));

/* ---- arguments.c ---- */

/** A place in arguments. */
static inline void *driver_at(void *arguments, size_t at) {
    return (char *)arguments + at;
}

/** Valid arguments. @param given The object for the first value of its class, 0 to make one. */
void *driver_start(const driver_function *function, const driver_class *class_of, tenon_handle given);

/** Call; what came back is in the head. */
void driver_call(const driver_function *function, void *arguments);

/** Called by the generated part right after the boundary's function. */
void driver_called(driver_head *head);

/** Give everything back: results, then what was made for the call. */
void driver_end(const driver_function *function, void *arguments);

/** A new object; 0 with `problem` set. */
tenon_handle driver_make(const driver_class *class_of, const char **problem);

/** A new object by that function. */
tenon_handle driver_make_by(const driver_function *maker, const driver_class *class_of, const char **problem);

/** Memory that goes with the arguments; of exactly that size, so that a sanitizer sees the end. */
void *driver_memory_new(void *arguments, size_t size, const void *contents);

/** Elements of an array, right ones. */
void driver_set_count(void *arguments, const driver_value *value, size_t count);

/** Whether the call changed what only goes in (or, with `all`, anything of the caller's). */
bool driver_is_changed(const void *arguments, bool all);

/** Remember what the memory holds now. */
void driver_remember(void *arguments);

/** A record (or its like) that is wrong in one way. */
void driver_make_wrong(void *record, const driver_value *value, unsigned variant);

/** The name of an output that is not empty although the call failed, or null. */
const char *driver_find_leftover(const driver_function *function, const void *arguments, bool was_refused);

/* ---- spoil.c ---- */

/** Make the one thing of the case wrong. @return Whether C can express it. */
bool driver_spoil(const driver_case *tried, void *arguments);

/** What spoiling made and must live during the call. */
void driver_unspoil(void);

/* ---- moments.c ---- */

/** Make the call, at the moment that the case is about. @return Null, or why that could not be. */
const char *driver_call_at(const driver_case *tried, void *arguments);

/* ---- hosts.c ---- */

/** A new callback of the host's in `callback`. */
struct tenon_callback;
void driver_host_new(const driver_interface *interface, bool is_kept, struct tenon_callback *callback);

/** How the callbacks of the next call behave. @param interface Null: all of them. */
void driver_hosts_fail(const driver_interface *interface, int method);
void driver_hosts_lie(const driver_interface *interface, int method, int part, unsigned variant);
void driver_hosts_run(void (*inside)(void *), void *argument);
void driver_hosts_behave(void);

/** How often a function of the host's failed since driver_hosts_behave(). */
unsigned driver_hosts_ran(void);

/** Whether a function of the host's that the case is about was called at all. */
bool driver_hosts_were_asked(void);

/** Callbacks that were not dropped: all, or only those that end with their call. */
unsigned driver_hosts_live(bool with_kept);

/** Called by the generated functions: 0 where the function goes on, else what it returns. */
int32_t driver_enter(void *host, int method);

/** What the function of the host gives. @param length Of an array: the room. */
void driver_give(void *host, int method, int part, void *place, size_t length, size_t *filled);

/** What the library passed is read. */
void driver_read(const void *data, size_t size);
void driver_drop(tenon_handle handle);

/** An object that the library passed. */
void driver_take(tenon_handle handle);

/** Keep the next one that is passed. @return The one that was kept, 0 where there was none. */
void driver_hosts_keep(void);
tenon_handle driver_hosts_kept(void);

/* ---- streams.c ---- */

struct ArrowArrayStream;

/** A stream without rows. @param breaks 1: its get_next fails; 2: its get_schema. */
void driver_stream_new(struct ArrowArrayStream *stream, int breaks);
unsigned driver_streams_live(void);

/* ---- journal.c ---- */

void driver_journal_open(const char *path);
void driver_journal_begin(unsigned number);
void driver_journal_case(unsigned number, const char *got, const char *code, const char *message);
void driver_journal_end(uint64_t live, uint64_t lent);

#endif /* TENON_ABUSE_DRIVER_H */
