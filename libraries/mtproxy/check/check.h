/**
 * @file
 * mtproxy-check, inside: the steps in which a program with several implementations of mtproxy's operations
 * starts.
 *
 * Every step prints what it did and returns whether to go on; what it refuses stands on standard error. One
 * thread, and no configuration is read before the last step: nobody serves anything that has not been
 * checked.
 */
#ifndef MTPROXY_CHECK_H
#define MTPROXY_CHECK_H

#include <stdbool.h>
#include <stddef.h>

#include "bridges_mtproxy.h"

/** What becomes of a provider that passes. */
typedef enum check_mode {
    CHECK_SWAP,   /**< It serves what it implements. */
    CHECK_SHADOW, /**< The reference serves, and a sample of the calls is compared. */
    CHECK_ONLY,   /**< Nothing. */
    CHECK_OFF     /**< No provider is even opened. */
} check_mode;

/** The command line. */
typedef struct check_options {
    const char *const *providers; /**< Paths, ended by null. */
    bool no_crcs;                 /**< Without the CRCs for this processor. */
    check_mode mode;
    tenon_bridge_options bridge; /**< Of tenon_bridge_check(). */
    const char *config;          /**< Path, or null. */
    bool prints_json;            /**< The state at the end. */
    bool is_verbose;
} check_options;

enum { CHECK_PROVIDERS = 16 };

/** The providers that take part. */
typedef struct check_providers {
    tenon_candidate *all[CHECK_PROVIDERS];
    size_t count;
} check_providers;

/** Prints one line on standard error, behind the program's name. @return false. */
bool check_refuse(const char *format, ...) TENON_PRINTF_LIKE(1, 2);

/** The same with what tenon_error_peek() says behind it. @return false. */
bool check_refuse_for(const char *what);

/* ---- providers.c: handshake and probes ---- */

/** Step 1: versions, of the library and of every provider; masks, tables and layouts of the providers. */
bool check_handshakes(const check_options *given, check_providers *providers);

/** Step 2: what library and providers say they implement, against what they do. */
bool check_probes(const check_providers *providers);

/* ---- concurrency.c ---- */

/** Runs every operation of the queue and the scheduler that the library's probe claims, and counts. */
bool check_concurrency(const mtproxy_concurrency_boundary *claimed);

/* ---- serving.c ---- */

/** Step 3: the differential check of every provider, and what follows from it. */
bool check_bridges(const check_options *given, const check_providers *providers);

/** The table of who serves what. */
void check_print_serving(void);

/* ---- config.c ---- */

/** Step 4: reads a configuration with whoever serves the scanner. */
bool check_config(const char *path);

#endif /* MTPROXY_CHECK_H */
