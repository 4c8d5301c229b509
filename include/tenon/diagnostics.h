/**
 * @file
 * What crosses, counted, and the debug runtime. For bindings, which show it to their users; generated code
 * and the static parts of packages include this header. docs/debugging.md tells users.
 *
 * Each package counts for itself, because each has a runtime of its own.
 */
#ifndef TENON_DIAGNOSTICS_H
#define TENON_DIAGNOSTICS_H

#include "tenon/runtime.h"

/** What an entry of the ledger counts. Append only: hosts know the numbers. */
typedef enum tenon_ledger_kind {
    TENON_LEDGER_OBJECT = 0,   /**< Of a class of the contract. */
    TENON_LEDGER_VIEW = 1,     /**< A window onto an object's memory. */
    TENON_LEDGER_ARRAY = 2,    /**< An array that the host owns. */
    TENON_LEDGER_CALLBACK = 3, /**< A function or interface of the host's that the library can call. */
    TENON_LEDGER_TOKEN = 4,    /**< A cancellation token. */
    TENON_LEDGER_STREAM = 5,   /**< An Arrow stream that looks at an object's memory. */
    TENON_LEDGER_TEXT = 6,     /**< A copy of text that needed memory of its own. */
    TENON_LEDGER_ERROR = 7     /**< A link of an error chain. */
} tenon_ledger_kind;

/** What was made of one type by one function. */
typedef struct tenon_ledger_entry {
    int32_t kind;     /**< A tenon_ledger_kind. */
    const char *type; /**< The class's name in the contract; "view", "text" ... for the runtime's own. */
    const char *site; /**< The contract's function that made it; "" where no call did (a host's token). */
    uint64_t made;    /**< Since the package was loaded. */
    uint64_t live;    /**< Not ended yet. */
    uint64_t peak;    /**< The most that were live at a time. */
} tenon_ledger_entry;

/**
 * The ledger as it is now, in no particular order. Its strings live as long as the package.
 * @param room How many entries there is room for.
 * @return How many there are, which may be more.
 */
size_t tenon_ledger(tenon_ledger_entry *entries, size_t room);

/** "object", "view" ... */
const char *tenon_ledger_kind_name(int32_t kind);

/** The ledger as JSON, as docs/debugging.md describes it; null where there is no memory. Free it with
 * tenon_text_memory_free(). */
const char *tenon_ledger_json(void);

/** The report that TENON_DEBUG asks for when the process ends, now: for hosts that end without C's exit().
 * Only the first one counts. */
void tenon_ledger_at_exit(void);

/* ---- The debug runtime -----------------------------------------------------------------------------------
 */

/** Whether TENON_DEBUG asked for the monitor. */
bool tenon_is_monitored(void);

/** How often a rule was broken that only the monitor looks after: 0 where all is well, or nobody looks. */
uint64_t tenon_violation_count(void);

/**
 * Where the host's program is just now, for the monitor: "app.py:12 in main".
 * @param text To be filled with UTF-8 that ends with a NUL; cut where it is too long.
 * @return Whether it could say. It must be able to on any thread.
 */
typedef bool (*tenon_place_of_host)(char *text, size_t room);

/** Whether this thread has the host's lock. */
typedef bool (*tenon_lock_of_host)(void);

/** What the host tells the monitor; each may be null. Once, when the package is loaded. */
void tenon_set_host(tenon_place_of_host place, tenon_lock_of_host has_lock);

/** A function of the boundary and the contract's name of it. */
typedef struct tenon_function {
    void (*address)(void);
    const char *name;
} tenon_function;

/** The functions of the boundary, so that the monitor can name the one that runs. Lives as long as the
 * package. */
void tenon_set_functions(const tenon_function *functions, size_t count);

#endif /* TENON_DIAGNOSTICS_H */
