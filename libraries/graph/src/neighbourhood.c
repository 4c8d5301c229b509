/**
 * @file
 * What surrounds a node: degrees, neighbours, incident edges; and the walk over all edges.
 */
#include <stdlib.h>

#include "internal.h"

/** Number of edge ends at a live node: a self-loop is two. */
static uint64_t ends_at(const graph *g, uint64_t node) {
    return graph_edges_at(g, node, GRAPH_OUTWARD) + graph_edges_at(g, node, GRAPH_INWARD);
}

/** Number of edge ends at a live node in one direction. */
static uint64_t degree_of(const graph *g, uint64_t node, graph_direction direction) {
    return g->directed ? graph_edges_at(g, node, direction) : ends_at(g, node);
}

graph_status graph_degree(const graph *g, uint64_t node, uint64_t *degree) {
    graph_status status = graph_check_node(g, node);
    if (status == GRAPH_OK) {
        *degree = ends_at(g, node);
    }
    return status;
}

graph_status graph_in_degree(const graph *g, uint64_t node, uint64_t *degree) {
    graph_status status = graph_check_node(g, node);
    if (status == GRAPH_OK) {
        *degree = degree_of(g, node, GRAPH_INWARD);
    }
    return status;
}

graph_status graph_out_degree(const graph *g, uint64_t node, uint64_t *degree) {
    graph_status status = graph_check_node(g, node);
    if (status == GRAPH_OK) {
        *degree = degree_of(g, node, GRAPH_OUTWARD);
    }
    return status;
}

/** Collect, per edge at a node, the node at the other end or the edge itself. */
static graph_status collect(const graph *g, uint64_t node, graph_direction direction, bool want_edges,
                            uint64_t **items, size_t *count) {
    graph_incidence walk;
    uint32_t other;
    uint32_t edge;
    graph_status status = graph_check_node(g, node);
    if (status != GRAPH_OK) {
        return status;
    }
    status = graph_incidence_start(g, (uint32_t)node, direction, want_edges, &walk);
    if (status != GRAPH_OK) {
        return status;
    }
    uint64_t *found = graph_allocate(degree_of(g, node, direction), sizeof *found);
    if (!found) {
        return graph_no_memory("the neighbourhood of a node");
    }
    size_t length = 0;
    while (graph_incidence_next(&walk, &other, &edge)) {
        found[length++] = want_edges ? edge : other;
    }
    *items = found;
    *count = length;
    return GRAPH_OK;
}

graph_status graph_neighbors(const graph *g, uint64_t node, uint64_t **nodes, size_t *count) {
    return collect(g, node, GRAPH_OUTWARD, false, nodes, count);
}

graph_status graph_predecessors(const graph *g, uint64_t node, uint64_t **nodes, size_t *count) {
    return collect(g, node, GRAPH_INWARD, false, nodes, count);
}

graph_status graph_out_edges(const graph *g, uint64_t node, uint64_t **edges, size_t *count) {
    return collect(g, node, GRAPH_OUTWARD, true, edges, count);
}

graph_status graph_in_edges(const graph *g, uint64_t node, uint64_t **edges, size_t *count) {
    return collect(g, node, GRAPH_INWARD, true, edges, count);
}

graph_status graph_has_edge_between(const graph *g, uint64_t source, uint64_t target, bool *connected) {
    graph_incidence walk;
    uint32_t other;
    uint32_t edge;
    graph_status status = graph_check_node(g, source);
    if (status == GRAPH_OK) {
        status = graph_check_node(g, target);
    }
    if (status == GRAPH_OK) {
        status = graph_incidence_start(g, (uint32_t)source, GRAPH_OUTWARD, false, &walk);
    }
    if (status != GRAPH_OK) {
        return status;
    }
    *connected = false;
    while (!*connected && graph_incidence_next(&walk, &other, &edge)) {
        *connected = other == target;
    }
    return GRAPH_OK;
}

/* --------------------------------------------------------------------------------------------- cursor */

struct graph_cursor {
    graph_edge_walk walk;
};

graph_status graph_edges(const graph *g, graph_cursor **cursor) {
    graph_cursor *made = graph_allocate(1, sizeof *made);
    if (!made) {
        return graph_no_memory("a cursor");
    }
    *made = (graph_cursor){.walk = {.g = g}};
    *cursor = made;
    return GRAPH_OK;
}

bool graph_cursor_next(graph_cursor *cursor, uint64_t *edge, uint64_t *source, uint64_t *target) {
    uint32_t ends[2];
    bool found = graph_edge_walk_next(&cursor->walk, edge, &ends[0], &ends[1]);
    if (!found) {
        *edge = 0;
        ends[0] = ends[1] = 0;
    }
    *source = ends[0];
    *target = ends[1];
    return found;
}

void graph_cursor_free(graph_cursor *cursor) {
    free(cursor);
}
