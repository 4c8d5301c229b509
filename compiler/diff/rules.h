/**
 * @file
 * What one difference between two items means for whom.
 */
#ifndef TENON_COMPILER_RULES_H
#define TENON_COMPILER_RULES_H

#include "diff/compare.h"

/** Two versions of one item, and where they stand. */
typedef struct rule_pair {
    const surface *old;
    const surface *new;
    const surface_item *was;
    const surface_item *is;
    const surface_item *owner_was; /**< The function, record ... that they are parts of; or null. */
    const surface_item *owner_is;
    const char *path;    /**< "graph_add_edge", "graph_visitor.node": where they stand. */
    bool is_implemented; /**< Of an interface: the host gives what a caller would get. */
} rule_pair;

/** What a difference means. */
typedef struct rule_verdict {
    diff_effect effect;
    unsigned breaks;
    const char *rule;
    const char *text;
    const char *note;
} rule_verdict;

/** Of what an item or part is first of all. */
rule_verdict rule_said(const rule_pair *pair);

/** Of a fact. @param was Null where it was not said. @param is The same. */
rule_verdict rule_fact(const rule_pair *pair, const char *key, const char *was, const char *is);

/** Of an item that is new. @param at_end Of a part: nothing that was there before stands behind it. */
rule_verdict rule_added(const rule_pair *pair, bool at_end);

/** Of an item that is gone. */
rule_verdict rule_removed(const rule_pair *pair);

/** Of an item that has another name, and nothing else. */
rule_verdict rule_renamed(const rule_pair *pair);

/** Of parts in another order. */
rule_verdict rule_reordered(const rule_pair *pair);

/** Whether a part is one that callers pass: neither a result, nor what only C sees. */
bool rule_is_passed(const surface_item *part);

/** "parameter `weight`", "result" */
const char *rule_part_name(const rule_pair *pair);

/** Facts that name another part of the same item. */
bool rule_names_a_part(const char *key);

/** Facts that follow from others, and are compared only to be sure that nothing is missed. */
bool rule_is_derived(const char *key);

#endif /* TENON_COMPILER_RULES_H */
