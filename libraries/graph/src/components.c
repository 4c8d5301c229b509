/**
 * @file
 * Connected components, weak by union-find and strong by Tarjan's algorithm without recursion.
 *
 * Where the adjacency is known, the union-find leaves out most edges: Sutton, Ben-Nun, Barak: Optimizing
 * Parallel Graph Connectivity Computation via Subgraph Sampling (Afforest), IPDPS 2018. The first few edges
 * of every node connect most of the largest component already, and then its nodes need no look at their
 * others.
 */
#include <stdlib.h>

#include "internal.h"

/* ------------------------------------------------------------------------------------------------ weak */

static uint32_t find_root(uint32_t *parent, uint32_t node) {
    while (parent[node] != node) {
        parent[node] = parent[parent[node]];
        node = parent[node];
    }
    return node;
}

/** Say that two nodes are connected. The smaller root stays one: so it is its component's smallest node. */
static inline void join(uint32_t *parent, uint32_t first, uint32_t second) {
    /* Most edges are between nodes that have the same parent already. */
    if (parent[first] == parent[second]) {
        return;
    }
    uint32_t a = find_root(parent, first);
    uint32_t b = find_root(parent, second);
    if (a < b) {
        parent[b] = a;
    } else {
        parent[a] = b;
    }
}

/** Make every node's parent its root. Parents are never larger than their children. */
static void flatten(uint32_t *parent, uint64_t node_limit) {
    for (uint64_t node = 0; node < node_limit; node++) {
        parent[node] = parent[parent[node]];
    }
}

static void join_all_edges(const graph *g, uint32_t *parent) {
    graph_edge_walk walk = {.g = g};
    uint64_t edge;
    uint32_t source;
    uint32_t target;
    while (graph_edge_walk_next(&walk, &edge, &source, &target)) {
        join(parent, source, target);
    }
}

/* How many edges per node are looked at before the others are left out. */
enum { EDGES_SAMPLED = 2 };

static void join_first_edges(graph_lists lists, uint64_t limit, uint32_t *parent) {
    for (uint64_t node = 0; node < limit; node++) {
        uint64_t begin = graph_list_begin(lists, node);
        uint64_t end = graph_list_begin(lists, node + 1);
        for (uint64_t at = begin; at < end && at < begin + EDGES_SAMPLED; at++) {
            join(parent, (uint32_t)node, (uint32_t)graph_number_at(lists.nodes, at));
        }
    }
}

/** Join the edges of a node, but for the first few. */
static void join_row(graph_lists lists, uint64_t node, uint64_t skip, uint32_t *parent) {
    uint64_t end = graph_list_begin(lists, node + 1);
    for (uint64_t at = graph_list_begin(lists, node) + skip; at < end; at++) {
        join(parent, (uint32_t)node, (uint32_t)graph_number_at(lists.nodes, at));
    }
}

/**
 * The root that more than half of the nodes that have edges have, if there is one: else any (Boyer, Moore:
 * MJRTY, 1981). What is left out is right with any.
 */
static uint32_t find_largest(graph_lists lists, uint64_t limit, const uint32_t *root) {
    uint32_t candidate = 0;
    uint64_t votes = 0;
    for (uint64_t node = 0; node < limit; node++) {
        if (graph_list_begin(lists, node) == graph_list_begin(lists, node + 1)) {
            continue;
        }
        if (votes == 0) {
            candidate = root[node];
        }
        votes += root[node] == candidate ? (uint64_t)1 : UINT64_MAX;
    }
    return candidate;
}

/** As join_all_edges(), by the rows. */
static void join_rows(const graph *g, const graph_rows *outward, const graph_rows *inward, uint32_t *parent) {
    join_first_edges(outward->lists, g->node_limit, parent);
    flatten(parent, g->node_limit);
    uint32_t largest = find_largest(outward->lists, g->node_limit, parent);
    for (uint64_t node = 0; node < g->node_limit; node++) {
        /* An edge between a node of the largest component and another is looked at from the other. */
        if (parent[node] != largest) {
            join_row(outward->lists, node, EDGES_SAMPLED, parent);
            if (g->directed) {
                join_row(inward->lists, node, 0, parent);
            }
        }
    }
}

/** Write to `root`, per id, the smallest node that an edge path, direction aside, connects it with. */
static void find_weak_roots(const graph *g, uint32_t *root) {
    const graph_rows *outward = graph_known_rows(g, GRAPH_OUTWARD);
    const graph_rows *inward = graph_known_rows(g, GRAPH_INWARD);
    for (uint64_t node = 0; node < g->node_limit; node++) {
        root[node] = (uint32_t)node;
    }
    if (outward && inward) {
        join_rows(g, outward, inward, root);
    } else if (outward) {
        for (uint64_t node = 0; node < g->node_limit; node++) {
            join_row(outward->lists, node, 0, root);
        }
    } else {
        join_all_edges(g, root);
    }
    flatten(root, g->node_limit);
}

/* ---------------------------------------------------------------------------------------------- strong */

/** What Tarjan's algorithm remembers, arrays per id unless said otherwise. */
typedef struct tarjan {
    graph_lists lists;
    uint64_t *position;  /**< Where in its row a node on the path stands. */
    uint32_t *order;     /**< When a node was first met, from 1; 0: not yet. */
    uint32_t *lowest;    /**< The earliest open node known to be reachable. */
    uint32_t *component; /**< The result: any number per component; GRAPH_NONE while a node is open. */
    uint32_t *path;      /**< A stack: the nodes from the start to here. */
    uint32_t *open;      /**< A stack: nodes met whose component is not complete. */
    uint64_t path_length;
    uint64_t open_count;
    uint32_t clock;
    uint32_t component_count;
} tarjan;

static void enter(tarjan *state, uint32_t node) {
    state->order[node] = state->lowest[node] = ++state->clock;
    state->position[node] = graph_list_begin(state->lists, node);
    state->path[state->path_length++] = node;
    state->open[state->open_count++] = node;
}

static void lower(tarjan *state, uint32_t node, uint32_t value) {
    if (value < state->lowest[node]) {
        state->lowest[node] = value;
    }
}

/** Leave the node at the end of the path; it may complete a component. */
static void leave(tarjan *state) {
    uint32_t node = state->path[--state->path_length];
    if (state->path_length > 0) {
        lower(state, state->path[state->path_length - 1], state->lowest[node]);
    }
    if (state->lowest[node] != state->order[node]) {
        return;
    }
    uint32_t member;
    do {
        member = state->open[--state->open_count];
        state->component[member] = state->component_count;
    } while (member != node);
    state->component_count++;
}

/** Follow every path from `start` to nodes not met before. */
static void explore(tarjan *state, uint32_t start) {
    enter(state, start);
    while (state->path_length > 0) {
        uint32_t node = state->path[state->path_length - 1];
        if (state->position[node] == graph_list_begin(state->lists, node + (uint64_t)1)) {
            leave(state);
            continue;
        }
        uint32_t other = (uint32_t)graph_number_at(state->lists.nodes, state->position[node]++);
        if (state->order[other] == 0) {
            enter(state, other);
        } else if (state->component[other] == GRAPH_NONE) {
            lower(state, node, state->order[other]);
        }
    }
}

/** Write to `component`, per id, a number that the nodes of a strong component share. */
static graph_status find_strong(const graph *g, uint32_t *component) {
    const graph_rows *rows = graph_exact_rows(g, GRAPH_OUTWARD);
    if (!rows) {
        return GRAPH_OUT_OF_MEMORY;
    }
    tarjan state = {.lists = rows->lists, .component = component};
    state.position = graph_allocate(g->node_limit, sizeof *state.position);
    state.order = graph_allocate_zeroed(g->node_limit, sizeof *state.order);
    state.lowest = graph_allocate(g->node_limit, sizeof *state.lowest);
    state.path = graph_allocate(g->node_limit, sizeof *state.path);
    state.open = graph_allocate(g->node_limit, sizeof *state.open);
    graph_status status = GRAPH_OK;
    if (!state.position || !state.order || !state.lowest || !state.path || !state.open) {
        status = graph_no_memory("the search for components");
    } else {
        for (uint64_t node = 0; node < g->node_limit; node++) {
            component[node] = GRAPH_NONE;
        }
        for (uint64_t node = 0; node < g->node_limit; node++) {
            if (g->node_alive[node] && state.order[node] == 0) {
                explore(&state, (uint32_t)node);
            }
        }
    }
    free(state.position);
    free(state.order);
    free(state.lowest);
    free(state.path);
    free(state.open);
    return status;
}

/* ---------------------------------------------------------------------------------------------- labels */

/** Number the groups 0, 1, ... by their smallest node. `group` has a number below node_limit per live id. */
static graph_status number_groups(const graph *g, const uint32_t *group, uint64_t **labels,
                                  uint64_t *component_count) {
    uint64_t *result = graph_allocate(g->node_count, sizeof *result);
    uint32_t *number = graph_allocate(g->node_limit, sizeof *number);
    if (!result || !number) {
        free(result);
        free(number);
        return graph_no_memory("the components");
    }
    for (uint64_t i = 0; i < g->node_limit; i++) {
        number[i] = GRAPH_NONE;
    }
    uint32_t used = 0;
    uint64_t place = 0;
    for (uint64_t node = 0; node < g->node_limit; node++) {
        if (g->node_alive[node]) {
            if (number[group[node]] == GRAPH_NONE) {
                number[group[node]] = used++;
            }
            result[place++] = number[group[node]];
        }
    }
    free(number);
    *labels = result;
    *component_count = used;
    return GRAPH_OK;
}

graph_status graph_components(const graph *g, graph_connection mode, uint64_t **labels, size_t *count,
                              uint64_t *component_count) {
    uint32_t *group = graph_allocate(g->node_limit, sizeof *group);
    if (!group) {
        return graph_no_memory("the components");
    }
    graph_status status = GRAPH_OK;
    if (g->directed && mode == GRAPH_STRONG) {
        status = find_strong(g, group);
    } else {
        find_weak_roots(g, group);
    }
    if (status == GRAPH_OK) {
        status = number_groups(g, group, labels, component_count);
    }
    if (status == GRAPH_OK) {
        *count = (size_t)g->node_count;
    }
    free(group);
    return status;
}
