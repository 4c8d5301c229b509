/**
 * @file
 * The surface of a contract: what it says to whoever calls it, as items with facts.
 *
 * It is made from the plans of a contract, or read from the file that `tenon lock` wrote beside one, so that
 * both can be compared with either (compare.h). A fact is a word and a text; what is usual has none. All
 * memory belongs to the arena.
 */
#ifndef TENON_COMPILER_SURFACE_H
#define TENON_COMPILER_SURFACE_H

#include "plan/plan.h"

typedef struct surface_fact {
    const char *key;   /**< "nullable", "default", "name python" ... */
    const char *value; /**< "yes", where nothing else is to be said. */
} surface_fact;

/** A function, record, class ...; or, within one, a parameter, field, constant ... */
typedef struct surface_item {
    const char *kind;   /**< "function", "parameter", "result", "record", "field" ... */
    const char *name;   /**< As in C. */
    const char *said;   /**< What it is first of all: a C type, a value, "method of graph"; or null. */
    GPtrArray *facts;   /**< surface_fact, sorted by key. */
    GPtrArray *parts;   /**< surface_item, in the order of the contract. */
    const char *doc;    /**< All of its doc comment as one text; null where that is not known. */
    unsigned languages; /**< One bit per model_language: whose contract has it like this. */
    model_location location;
} surface_item;

/** Bits of all languages. */
enum { SURFACE_EVERYWHERE = (1 << MODEL_LANGUAGES) - 1 };

typedef struct surface {
    const char *name; /**< Of the library. */
    unsigned major;
    unsigned minor;
    unsigned runtime;   /**< The interface of the runtime that the fingerprints are of. */
    const char *file;   /**< It was read from. */
    unsigned languages; /**< Those that were asked for. */
    bool has_docs;
    GPtrArray *items; /**< surface_item, sorted by kind and name. */
} surface;

/** What a contract says. @param plans By model_language; null for those that were not asked for. */
const surface *surface_of_plans(const plan_library *const plans[MODEL_LANGUAGES]);

/** The fact of that key, or null. */
const char *surface_fact_of(const surface_item *item, const char *key);

/** The item of that kind and name that the language's contract has, or null. */
const surface_item *surface_find(const surface *in, const char *kind, const char *name, unsigned language);

/** The part of that kind and name, or null. */
const surface_item *surface_part(const surface_item *item, const char *kind, const char *name);

/** Whether two items say the same, apart from their own names, their places and their docs. */
bool surface_same_body(const surface_item *left, const surface_item *right);

surface_item *surface_add(GPtrArray *items, const char *kind, const char *name, const char *said);

/** Add a fact; nothing where `value` is null. */
void surface_say(surface_item *item, const char *key, const char *value);

/** Sort the items, and facts everywhere. */
void surface_sort(surface *all);

#endif /* TENON_COMPILER_SURFACE_H */
