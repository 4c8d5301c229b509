/**
 * @file
 * What a contract can ask of a language. Each backend declares what it can do (backend.h); `tenon check` and
 * `tenon build` refuse a contract that asks for more, and the table of docs/features.md is made from the
 * declarations.
 */
#ifndef TENON_COMPILER_FEATURES_H
#define TENON_COMPILER_FEATURES_H

#include "plan/plan.h"
#include "reader/findings.h"

/** Append at the end of a group; features.c names and describes each. */
typedef enum plan_feature {
    /* callbacks */
    FEATURE_CALLBACK,        /**< A function of the host's, called during the call. */
    FEATURE_STORED_CALLBACK, /**< Once, until replaced, until dropped. */
    FEATURE_FOREIGN_THREAD,  /**< Called from a thread that the host never saw. */
    FEATURE_INTERFACE,       /**< An object of the host's with several functions. */
    FEATURE_PASSED_READER,   /**< The host's streams where the library reads. */
    FEATURE_PASSED_WRITER,   /**< The host's streams where the library writes. */
    /* iteration and streams */
    FEATURE_ITERATOR,
    FEATURE_READER,
    FEATURE_WRITER,
    /* async */
    FEATURE_AWAITABLE,
    FEATURE_CANCELLATION,
    FEATURE_PROGRESS,
    FEATURE_ADAPTIVE_LOCK,
    FEATURE_WAITING,
    /* values */
    FEATURE_OPTIONAL,
    FEATURE_DEFAULT,
    FEATURE_FLAGS,
    FEATURE_NESTED_RECORD,
    FEATURE_RECORD_TEXT,
    FEATURE_VARIANT,
    FEATURE_TEXT_LIST, /**< A list of texts that the library gives. */
    FEATURE_MAP,
    FEATURE_INSTANT,
    FEATURE_DURATION,
    FEATURE_EXACT,
    FEATURE_INT128,
    FEATURE_DYNAMIC,
    /* zero copy */
    FEATURE_ARROW,
    /* shape */
    FEATURE_EQUAL,
    FEATURE_ORDER,
    FEATURE_HASH,
    FEATURE_LENGTH,
    FEATURE_INDEX,
    FEATURE_CONTAINS,
    FEATURE_ITERATE,
    FEATURE_STRING,
    FEATURE_STATIC,
    FEATURE_DEPRECATED,
    FEATURE_SINCE,
    FEATURE_RENAME,
    FEATURE_PACKAGE_NAME,
    FEATURE_EXAMPLE,
    /* errors of the library */
    FEATURE_EXCEPTIONS,
    FEATURE_JUMPS,
    /* implementations */
    FEATURE_BRIDGES, /**< Functions that are called through a slot. */
    FEATURES /**< How many. */
} plan_feature;

/** Where a contract first uses a feature. */
struct plan_feature_use {
    plan_feature feature;
    const char *item; /**< The C name of what uses it. */
    model_location location;
};

/** One language's word on one feature. */
typedef struct feature_support {
    bool is_supported;
    /** Supported: how it looks there ("`for x in`"), for the table. Not supported: why, and what to write
     * instead. */
    const char *note;
} feature_support;

/** "callback", "stored_callback" ...: in `tenon inspect`. */
const char *feature_key(plan_feature feature);

/** "callbacks", "stored callbacks" ... */
const char *feature_name(plan_feature feature);

/** One sentence for the table. */
const char *feature_summary(plan_feature feature);

/** Fill plan->features. */
void plan_find_features(plan_library *plan);

/**
 * Refuse what a contract asks of a language that the language cannot do: findings at the place of first use.
 * @param tables By model_language; null for a language that is not asked for.
 */
void plan_refuse_missing(const plan_library *plan, const feature_support *const *tables, findings *all);

#endif /* TENON_COMPILER_FEATURES_H */
