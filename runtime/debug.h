/**
 * @file
 * The debug runtime: what TENON_DEBUG asked for when the package was loaded.
 */
#ifndef TENON_DEBUG_INTERNAL_H
#define TENON_DEBUG_INTERNAL_H

#include "internal.h"

/** What was asked for. Does not change any more once the package is loaded. */
typedef struct tenon_debug_options {
    bool reports;     /**< ledger: a report when the process ends. */
    bool monitors;    /**< monitor */
    bool stacks;      /**< stacks */
    bool aborts;      /**< abort: at the first violation. */
    char file[512];   /**< ledger=FILE: where to; empty: to standard error, as a table. */
    char unknown[64]; /**< The first word that is none. Empty: there is none. */
} tenon_debug_options;

extern tenon_debug_options tenon_debug __attribute__((visibility("hidden")));

/** Read what TENON_DEBUG asks for. Once: where what else runs as the package is loaded did not come before
 * it, it does so itself. */
void tenon_debug_read(void);

/** Whether TENON_DEBUG says what can be understood. @return 0, or a negative kind with the error recorded. */
int32_t tenon_debug_check(void);

/** Remember who is speaking: the fingerprint that the package was built for. */
void tenon_debug_name(const char *fingerprint);

#endif /* TENON_DEBUG_INTERNAL_H */
