/**
 * @file
 * What changed between two versions of a contract, whom each change breaks, and what the version must become.
 */
#ifndef TENON_COMPILER_COMPARE_H
#define TENON_COMPILER_COMPARE_H

#include "diff/surface.h"

/** What a change asks for. */
typedef enum diff_effect {
    DIFF_BREAKS,    /**< Somebody's program: another major version. */
    DIFF_ADDS,      /**< Something that no program had to know of, but packages do: another minor version. */
    DIFF_UNNOTICED, /**< No caller can tell. */
    DIFF_DOCUMENTS, /**< Only what people read. */
    DIFF_EFFECTS    /**< How many. */
} diff_effect;

/** Whom a change breaks: bits. */
enum {
    BREAKS_NOBODY = 0,
    BREAKS_BOUNDARY = 1, /**< Whatever was compiled against the old one: sizes, symbols, values. */
    BREAKS_C = 2,        /**< Sources in C that call the library. */
    BREAKS_PYTHON = 4 << MODEL_PYTHON,
    BREAKS_NODE = 4 << MODEL_NODE,
    BREAKS_GO = 4 << MODEL_GO,
    BREAKS_RUST = 4 << MODEL_RUST,
    BREAKS_HOSTS = BREAKS_PYTHON | BREAKS_NODE | BREAKS_GO | BREAKS_RUST,
    BREAKS_SOURCES = BREAKS_C | BREAKS_HOSTS,
    BREAKS_EVERYBODY = BREAKS_BOUNDARY | BREAKS_SOURCES
};

/** One change. */
typedef struct diff_change {
    diff_effect effect;
    unsigned breaks;
    const char *rule;          /**< "parameter_added" */
    const char *item;          /**< "graph_add_edge" */
    const char *text;          /**< "parameter `weight` added (double, no default)" */
    const char *note;          /**< What else a reader should know; or null. */
    const model_location *was; /**< Null where there was none. */
    const model_location *is;
    unsigned languages; /**< In whose contract. */
} diff_change;

/** All changes, and the versions. */
typedef struct diff {
    const surface *old;
    const surface *new;
    GPtrArray *changes; /**< diff_change, by effect, then in the order of the new contract. */
    unsigned major;     /**< The lowest version that the new contract may have. */
    unsigned minor;
    bool suffices; /**< Its version is that or a later one. */
} diff;

/** Compare two versions of one library's contract. */
const diff *diff_surfaces(const surface *old, const surface *new);

/** Print it for people. */
void diff_print(const diff *found);

/** "graph_add_edge: parameter `weight` added (double): every caller breaks" */
const char *diff_sentence(const diff *found, const diff_change *change);

/** What the version must become, as a sentence that says what to write. */
const char *diff_verdict(const diff *found);

/** For programs. */
char *diff_json(const diff *found);

#endif /* TENON_COMPILER_COMPARE_H */
