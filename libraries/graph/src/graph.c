/**
 * @file
 * Graphs: making them, their nodes and edges, removal.
 */
#include <stdlib.h>
#include <string.h>

#include "internal.h"

graph *graph_new(bool directed) {
    graph *g = graph_allocate_zeroed(1, sizeof *g);
    if (!g) {
        (void)graph_no_memory("a graph");
        return NULL;
    }
    g->directed = directed;
    atomic_init(&g->published[GRAPH_OUTWARD], NULL);
    atomic_init(&g->published[GRAPH_INWARD], NULL);
    return g;
}

void graph_free(graph *g) {
    if (!g) {
        return;
    }
    graph_adjacency_free(g);
    graph_columns_free(&g->columns[GRAPH_NODES]);
    graph_columns_free(&g->columns[GRAPH_EDGES]);
    if (g->node_keys) {
        for (uint64_t node = 0; node < g->node_limit; node++) {
            free(g->node_keys[node]);
        }
    }
    free(g->node_keys);
    graph_text_index_clear(&g->keys);
    free(g->node_alive);
    free(g->out_degree);
    free(g->in_degree);
    free(g->edge_source);
    free(g->edge_target);
    free(g->name);
    free(g);
}

/* -------------------------------------------------------------------------------- the graph as a whole */

bool graph_directed(const graph *g) {
    return g->directed;
}

const char *graph_name(const graph *g) {
    return g->name;
}

graph_status graph_set_name(graph *g, const char *name) {
    char *copy = NULL;
    if (name) {
        copy = graph_copy_text(name);
        if (!copy) {
            return graph_no_memory("the graph's name");
        }
    }
    free(g->name);
    g->name = copy;
    return GRAPH_OK;
}

size_t graph_node_count(const graph *g) {
    return (size_t)g->node_count;
}

size_t graph_edge_count(const graph *g) {
    return (size_t)g->edge_count;
}

void graph_summary(const graph *g, graph_stats *stats) {
    double nodes = (double)g->node_count;
    double edges = (double)g->edge_count;
    double possible = g->directed ? nodes * (nodes - 1.0) : nodes * (nodes - 1.0) / 2.0;
    *stats = (graph_stats){
        .node_count = g->node_count,
        .edge_count = g->edge_count,
        .self_loops = g->self_loops,
        .density = g->node_count < 2 ? 0.0 : edges / possible,
        .directed = g->directed,
    };
}

graph_status graph_check_node(const graph *g, uint64_t node) {
    if (graph_node_lives(g, node)) {
        return GRAPH_OK;
    }
    return graph_fail(GRAPH_NO_SUCH_NODE, "node %" PRIu64 " is not in the graph", node);
}

graph_status graph_check_edge(const graph *g, uint64_t edge) {
    if (graph_edge_lives(g, edge)) {
        return GRAPH_OK;
    }
    return graph_fail(GRAPH_NO_SUCH_EDGE, "edge %" PRIu64 " is not in the graph", edge);
}

graph_status graph_node_ids(const graph *g, uint64_t **nodes, size_t *count) {
    uint64_t *ids = graph_allocate(g->node_count, sizeof *ids);
    if (!ids) {
        return graph_no_memory("the node ids");
    }
    size_t found = 0;
    for (uint64_t node = 0; node < g->node_limit; node++) {
        if (g->node_alive[node]) {
            ids[found++] = node;
        }
    }
    *nodes = ids;
    *count = found;
    return GRAPH_OK;
}

graph_status graph_edge_ids(const graph *g, uint64_t **edges, size_t *count) {
    uint64_t *ids = graph_allocate(g->edge_count, sizeof *ids);
    if (!ids) {
        return graph_no_memory("the edge ids");
    }
    size_t found = 0;
    for (uint64_t edge = 0; edge < g->edge_limit; edge++) {
        if (g->edge_source[edge] != GRAPH_NONE) {
            ids[found++] = edge;
        }
    }
    *edges = ids;
    *count = found;
    return GRAPH_OK;
}

void graph_keep_live_nodes(const graph *g, void *by_id, size_t element_size) {
    if (g->node_count == g->node_limit) {
        return;
    }
    unsigned char *to = by_id;
    const unsigned char *from = by_id;
    for (uint64_t node = 0; node < g->node_limit; node++, from += element_size) {
        if (g->node_alive[node]) {
            memmove(to, from, element_size);
            to += element_size;
        }
    }
}

/* ----------------------------------------------------------------------------------------------- nodes */

graph_status graph_reserve_nodes(graph *g, uint64_t extra) {
    if (extra > GRAPH_MAXIMUM_IDS - g->node_limit) {
        return graph_fail(GRAPH_TOO_LARGE,
                          "%" PRIu64 " more nodes do not fit: %" PRIu64 " of %" PRIu64 " ids are used", extra,
                          g->node_limit, GRAPH_MAXIMUM_IDS);
    }
    uint64_t needed = g->node_limit + extra;
    if (needed <= g->node_capacity) {
        return GRAPH_OK;
    }
    /* Where one of these fails, the others are merely larger than the capacity says. */
    uint64_t capacity = graph_grown_capacity(g->node_capacity, needed);
    if (!graph_resize(&g->node_alive, capacity, sizeof *g->node_alive) ||
        !graph_resize(&g->out_degree, capacity, sizeof *g->out_degree) ||
        !graph_resize(&g->in_degree, capacity, sizeof *g->in_degree) ||
        !graph_columns_reserve_rows(&g->columns[GRAPH_NODES], capacity)) {
        return graph_no_memory("more nodes");
    }
    if (g->node_keys) {
        if (!graph_resize(&g->node_keys, capacity, sizeof *g->node_keys)) {
            return graph_no_memory("more nodes' keys");
        }
        for (uint64_t node = g->node_capacity; node < capacity; node++) {
            g->node_keys[node] = NULL;
        }
    }
    g->node_capacity = capacity;
    return GRAPH_OK;
}

graph_status graph_add_nodes(graph *g, uint64_t count, uint64_t *first) {
    graph_status status = graph_reserve_nodes(g, count);
    if (status != GRAPH_OK) {
        return status;
    }
    *first = g->node_limit;
    if (count == 0) {
        return GRAPH_OK;
    }
    graph_adjacency_begin_change(g);
    memset(g->node_alive + g->node_limit, 1, (size_t)count);
    memset(g->out_degree + g->node_limit, 0, (size_t)count * sizeof *g->out_degree);
    memset(g->in_degree + g->node_limit, 0, (size_t)count * sizeof *g->in_degree);
    g->node_limit += count;
    g->node_count += count;
    return GRAPH_OK;
}

graph_status graph_add_node(graph *g, uint64_t *node) {
    return graph_add_nodes(g, 1, node);
}

bool graph_has_node(const graph *g, uint64_t node) {
    return graph_node_lives(g, node);
}

/* ----------------------------------------------------------------------------------------------- edges */

graph_status graph_reserve_edges(graph *g, uint64_t extra) {
    if (extra > GRAPH_MAXIMUM_IDS - g->edge_limit) {
        return graph_fail(GRAPH_TOO_LARGE,
                          "%" PRIu64 " more edges do not fit: %" PRIu64 " of %" PRIu64 " ids are used", extra,
                          g->edge_limit, GRAPH_MAXIMUM_IDS);
    }
    uint64_t needed = g->edge_limit + extra;
    if (needed <= g->edge_capacity) {
        return GRAPH_OK;
    }
    /* A first bulk load gets exactly what it asks for: most graphs are built once. */
    uint64_t capacity = g->edge_capacity == 0 ? needed : graph_grown_capacity(g->edge_capacity, needed);
    if (!graph_resize(&g->edge_source, capacity, sizeof *g->edge_source) ||
        !graph_resize(&g->edge_target, capacity, sizeof *g->edge_target) ||
        !graph_columns_reserve_rows(&g->columns[GRAPH_EDGES], capacity)) {
        return graph_no_memory("more edges");
    }
    g->edge_capacity = capacity;
    return GRAPH_OK;
}

/** Record an edge whose room and ends are checked. */
static void append_edge(graph *g, uint32_t source, uint32_t target) {
    uint32_t edge = (uint32_t)g->edge_limit++;
    g->edge_source[edge] = source;
    g->edge_target[edge] = target;
    g->edge_count++;
    g->out_degree[source]++;
    g->in_degree[target]++;
    g->self_loops += source == target;
}

graph_status graph_add_edge(graph *g, uint64_t source, uint64_t target, uint64_t *edge) {
    graph_status status = graph_check_node(g, source);
    if (status == GRAPH_OK) {
        status = graph_check_node(g, target);
    }
    if (status == GRAPH_OK) {
        status = graph_reserve_edges(g, 1);
    }
    if (status != GRAPH_OK) {
        return status;
    }
    graph_adjacency_begin_change(g);
    *edge = g->edge_limit;
    append_edge(g, (uint32_t)source, (uint32_t)target);
    graph_adjacency_edges_added(g, *edge);
    return GRAPH_OK;
}

/** Check the ends of many edges; the message names the first that is wrong. */
static graph_status check_ends(const graph *g, const uint64_t *ends, size_t count, const char *array) {
    /* Where no node was ever removed, the largest end says all, and is found without a branch per end. */
    if (g->node_count == g->node_limit) {
        uint64_t largest = 0;
        for (size_t i = 0; i < count; i++) {
            largest = ends[i] > largest ? ends[i] : largest;
        }
        if (count == 0 || largest < g->node_limit) {
            return GRAPH_OK;
        }
    }
    for (size_t i = 0; i < count; i++) {
        if (!graph_node_lives(g, ends[i])) {
            return graph_fail(GRAPH_NO_SUCH_NODE, "%s[%zu]: node %" PRIu64 " is not in the graph", array, i,
                              ends[i]);
        }
    }
    return GRAPH_OK;
}

/** Record one end of many edges whose room is there, and count them in the degrees. */
static void append_ends(uint32_t *to, uint32_t *degree, const uint64_t *ends, size_t count) {
    for (size_t i = 0; i < count; i++) {
        to[i] = (uint32_t)ends[i];
        degree[ends[i]]++;
    }
}

graph_status graph_add_edges(graph *g, const uint64_t *sources, const uint64_t *targets, size_t count,
                             uint64_t *first) {
    graph_status status = check_ends(g, sources, count, "sources");
    if (status == GRAPH_OK) {
        status = check_ends(g, targets, count, "targets");
    }
    if (status == GRAPH_OK) {
        status = graph_reserve_edges(g, count);
    }
    if (status != GRAPH_OK) {
        return status;
    }
    *first = g->edge_limit;
    if (count == 0) {
        return GRAPH_OK;
    }
    graph_adjacency_begin_change(g);
    append_ends(g->edge_source + *first, g->out_degree, sources, count);
    append_ends(g->edge_target + *first, g->in_degree, targets, count);
    for (size_t i = 0; i < count; i++) {
        g->self_loops += sources[i] == targets[i];
    }
    g->edge_limit += count;
    g->edge_count += count;
    graph_adjacency_edges_added(g, *first);
    return GRAPH_OK;
}

graph_status graph_from_edges(bool directed, uint64_t node_count, const uint64_t *sources,
                              const uint64_t *targets, size_t edge_count, graph **result) {
    graph *g = graph_new(directed);
    if (!g) {
        return GRAPH_OUT_OF_MEMORY;
    }
    uint64_t first;
    graph_status status = graph_add_nodes(g, node_count, &first);
    if (status == GRAPH_OK) {
        status = graph_add_edges(g, sources, targets, edge_count, &first);
    }
    if (status != GRAPH_OK) {
        graph_free(g);
        return status;
    }
    *result = g;
    return GRAPH_OK;
}

bool graph_has_edge(const graph *g, uint64_t edge) {
    return graph_edge_lives(g, edge);
}

graph_status graph_edge_endpoints(const graph *g, uint64_t edge, uint64_t *source, uint64_t *target) {
    graph_status status = graph_check_edge(g, edge);
    if (status == GRAPH_OK) {
        *source = g->edge_source[edge];
        *target = g->edge_target[edge];
    }
    return status;
}

/* --------------------------------------------------------------------------------------------- removal */

/** Take a live edge out. */
static void erase_edge(graph *g, uint64_t edge) {
    uint32_t source = g->edge_source[edge];
    uint32_t target = g->edge_target[edge];
    g->out_degree[source]--;
    g->in_degree[target]--;
    g->self_loops -= source == target;
    g->edge_source[edge] = GRAPH_NONE;
    g->edge_target[edge] = GRAPH_NONE;
    g->edge_count--;
    graph_columns_clear_row(&g->columns[GRAPH_EDGES], edge);
    graph_adjacency_edge_removed(g);
}

graph_status graph_remove_edge(graph *g, uint64_t edge) {
    graph_status status = graph_check_edge(g, edge);
    if (status == GRAPH_OK) {
        graph_adjacency_begin_change(g);
        erase_edge(g, edge);
    }
    return status;
}

/** Collect the edges at a node; a directed self-loop is among them twice. */
static graph_status collect_incident_edges(const graph *g, uint32_t node, uint32_t **edges, uint64_t *count) {
    uint32_t *found = graph_allocate((uint64_t)g->out_degree[node] + g->in_degree[node], sizeof *found);
    if (!found) {
        return graph_no_memory("the removal of a node");
    }
    *count = 0;
    for (int direction = GRAPH_OUTWARD; direction <= (g->directed ? GRAPH_INWARD : GRAPH_OUTWARD);
         direction++) {
        graph_incidence walk;
        uint32_t other;
        graph_status status = graph_incidence_start(g, node, (graph_direction)direction, true, &walk);
        if (status != GRAPH_OK) {
            free(found);
            return status;
        }
        while (graph_incidence_next(&walk, &other, &found[*count])) {
            ++*count;
        }
    }
    *edges = found;
    return GRAPH_OK;
}

graph_status graph_remove_node(graph *g, uint64_t node) {
    graph_status status = graph_check_node(g, node);
    if (status != GRAPH_OK) {
        return status;
    }
    uint32_t *edges = NULL;
    uint64_t count = 0;
    if (g->out_degree[node] > 0 || g->in_degree[node] > 0) {
        status = collect_incident_edges(g, (uint32_t)node, &edges, &count);
        if (status != GRAPH_OK) {
            return status;
        }
    }
    graph_adjacency_begin_change(g);
    for (uint64_t i = 0; i < count; i++) {
        if (g->edge_source[edges[i]] != GRAPH_NONE) {
            erase_edge(g, edges[i]);
        }
    }
    free(edges);
    graph_drop_key(g, node);
    graph_columns_clear_row(&g->columns[GRAPH_NODES], node);
    g->node_alive[node] = 0;
    g->node_count--;
    return GRAPH_OK;
}
