/**
 * @file
 * What a contract's bridges need: the constants that describe every bridged function to runtime/bridge, and
 * the functions that call through a slot. See include/tenon/bridge.h for what the generated files promise.
 */
#ifndef TENON_COMPILER_BRIDGE_H
#define TENON_COMPILER_BRIDGE_H

#include "emit/emit.h"
#include "plan/plan.h"

/** bridges_<library>.h and bridges_<library>.c. */
char *bridge_header(const plan_library *plan);
char *bridge_source(const plan_library *plan);

/** model_class: those whose functions are bridged, in the order of the contract. */
GPtrArray *bridge_classes(const plan_library *plan);

/** "bridged_graph_node_count": what calls through the slot in the place of a bridged function. */
const char *bridge_callee(const model_function *function);

#endif /* TENON_COMPILER_BRIDGE_H */
