/**
 * @file
 * Walks that a caller's visitor follows.
 */
#include <stdlib.h>

#include "internal.h"

/** A node whose edges are being followed. */
typedef struct walk_entry {
    uint32_t node;
    uint32_t depth;
    uint64_t at; /**< The next element of its row. */
} walk_entry;

/** A walk. */
typedef struct walk {
    const graph_rows *rows;
    const graph_numbers *edges; /**< Those of the rows. */
    const graph_visitor *visitor;
    uint8_t *met;
    walk_entry *entries; /**< A queue, or a stack. Every node enters once. */
    uint64_t count;
} walk;

/** Meet a node. @return Whether the walk goes on. */
static bool meet(walk *state, uint32_t node, uint32_t depth) {
    state->met[node] = 1;
    graph_step step = state->visitor->node(state->visitor->context, node, depth);
    if (step == GRAPH_CONTINUE) {
        state->entries[state->count++] =
            (walk_entry){.node = node, .depth = depth, .at = graph_list_begin(state->rows->lists, node)};
    }
    return step != GRAPH_STOP;
}

/** Follow the next edge of a node. @return Whether the walk goes on. */
static bool follow(walk *state, walk_entry *entry) {
    uint64_t at = entry->at++;
    uint32_t source = entry->node;
    uint32_t depth = entry->depth + 1;
    uint32_t target = (uint32_t)graph_number_at(state->rows->lists.nodes, at);
    uint64_t edge = graph_number_at(*state->edges, at);
    graph_step step = state->visitor->edge(state->visitor->context, edge, source, target);
    if (step == GRAPH_STOP) {
        return false;
    }
    return step == GRAPH_SKIP || state->met[target] || meet(state, target, depth);
}

static bool has_edges_left(const walk *state, const walk_entry *entry) {
    return entry->at < graph_list_begin(state->rows->lists, entry->node + (uint64_t)1);
}

static void walk_breadth_first(walk *state) {
    for (uint64_t head = 0; head < state->count; head++) {
        /* Meeting nodes adds entries behind this one; the array itself does not move. */
        while (has_edges_left(state, &state->entries[head])) {
            if (!follow(state, &state->entries[head])) {
                return;
            }
        }
    }
}

static void walk_depth_first(walk *state) {
    while (state->count > 0) {
        walk_entry *entry = &state->entries[state->count - 1];
        if (!has_edges_left(state, entry)) {
            state->count--;
        } else if (!follow(state, entry)) {
            return;
        }
    }
}

graph_status graph_traverse(const graph *g, uint64_t source, graph_order order,
                            const graph_visitor *visitor) {
    graph_status status = graph_check_node(g, source);
    if (status != GRAPH_OK) {
        return status;
    }
    walk state = {.rows = graph_exact_rows(g, GRAPH_OUTWARD), .visitor = visitor};
    if (state.rows) {
        state.edges = graph_row_edges(g, state.rows);
    }
    if (!state.edges) {
        return GRAPH_OUT_OF_MEMORY;
    }
    state.met = graph_allocate_zeroed(g->node_limit, sizeof *state.met);
    state.entries = graph_allocate(g->node_count, sizeof *state.entries);
    if (!state.met || !state.entries) {
        status = graph_no_memory("a walk");
    } else if (meet(&state, (uint32_t)source, 0)) {
        (order == GRAPH_DEPTH_FIRST ? walk_depth_first : walk_breadth_first)(&state);
    }
    free(state.met);
    free(state.entries);
    return status;
}
