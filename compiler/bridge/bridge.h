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

/** model_function: those that are bridged, destructors among them, in the order of the contract; their
 * indexes are those of tenon_bridges.operations, and of the masks of providers. */
GPtrArray *bridge_operations(const plan_library *plan);

/** model_class: those whose functions are bridged, in the order of the contract. */
GPtrArray *bridge_classes(const plan_library *plan);

/** model_type: the records and then the variants of the contract, in its order, as layouts list them. */
GPtrArray *bridge_layouts(const plan_library *plan);

/** "bridged_graph_node_count": what calls through the slot in the place of a bridged function. */
const char *bridge_callee(const model_function *function);

/**
 * The layouts of records and variants as the compiler of this code sees them:
 *
 *   static const tenon_provider_field <prefix>_layout_of_<record>[] = {...};
 *   static const tenon_provider_layout <prefix>_layouts[] = {...};
 *
 * @return How many there are; none: nothing is emitted.
 */
guint bridge_emit_layouts(emit *out, const plan_library *plan, const char *prefix);

#endif /* TENON_COMPILER_BRIDGE_H */
