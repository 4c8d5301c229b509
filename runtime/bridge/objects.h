/**
 * @file
 * Objects of bridged classes: which operations share them, and how many are alive. Only for the files that
 * change or watch slots.
 */
#ifndef TENON_BRIDGE_OBJECTS_H
#define TENON_BRIDGE_OBJECTS_H

#include "bridge_internal.h"

/** The classes whose objects an operation takes or makes, a bit each; from the 64th on they share the last.
 */
uint64_t tenon_bridge_classes_of(const tenon_bridges *bridges, uint32_t operation);

/** The first of the operations that share objects with this one, directly or by way of others; itself where
 * it shares none. */
uint32_t tenon_bridge_group(const tenon_bridges *bridges, uint32_t operation);

/** Whether calls of an operation change how many objects there are: it is always watched. */
bool tenon_bridge_counts_objects(const tenon_bridge_operation *operation);

/** How many objects of a group are alive or being made. */
uint64_t tenon_bridge_objects(const tenon_bridges *bridges, uint32_t group);

/** Where no object of the group is alive or being made: from now on whoever makes one waits. @return Whether
 * there was none. Not for long: they spin. */
bool tenon_bridge_shut_gate(tenon_bridges *bridges, uint32_t group);

void tenon_bridge_open_gate(tenon_bridges *bridges, uint32_t group);

/** One call of an operation for which tenon_bridge_counts_objects() says so, by who serves. */
void tenon_bridge_watch_objects(tenon_bridges *bridges, uint32_t operation, void *const *arguments,
                                void *result);

#endif /* TENON_BRIDGE_OBJECTS_H */
