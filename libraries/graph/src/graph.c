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
    free(g->degree[GRAPH_OUTWARD]);
    free(g->degree[GRAPH_INWARD]);
    graph_home_free(g);
    free(g->edge_removed);
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
        if (!graph_edge_removed(g, edge)) {
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
        (g->degree[GRAPH_OUTWARD] && !graph_resize(&g->degree[GRAPH_OUTWARD], capacity, sizeof(uint32_t))) ||
        (g->degree[GRAPH_INWARD] && !graph_resize(&g->degree[GRAPH_INWARD], capacity, sizeof(uint32_t))) ||
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
    status = graph_adjacency_begin_change(g);
    if (status != GRAPH_OK) {
        return status;
    }
    memset(g->node_alive + g->node_limit, 1, (size_t)count);
    for (int direction = GRAPH_OUTWARD; direction <= GRAPH_INWARD; direction++) {
        if (g->degree[direction]) {
            memset(g->degree[direction] + g->node_limit, 0, (size_t)count * sizeof *g->degree[direction]);
        }
    }
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

/** Make room to say of so many edges whether they were removed. */
static bool reserve_removed(graph *g, uint64_t capacity) {
    uint64_t words = g->edge_removed ? g->edge_capacity / 64 + 1 : 0;
    uint64_t needed = capacity / 64 + 1;
    if (!graph_resize(&g->edge_removed, needed, sizeof *g->edge_removed)) {
        return false;
    }
    memset(g->edge_removed + words, 0, (size_t)(needed - words) * sizeof *g->edge_removed);
    return true;
}

graph_status graph_reserve_edges(graph *g, uint64_t extra) {
    if (extra > GRAPH_MAXIMUM_IDS - g->edge_limit) {
        return graph_fail(GRAPH_TOO_LARGE,
                          "%" PRIu64 " more edges do not fit: %" PRIu64 " of %" PRIu64 " ids are used", extra,
                          g->edge_limit, GRAPH_MAXIMUM_IDS);
    }
    uint64_t needed = g->edge_limit + extra;
    if (needed > g->edge_capacity) {
        /* A first bulk load gets exactly what it asks for: most graphs are built once. */
        uint64_t capacity = g->edge_capacity == 0 ? needed : graph_grown_capacity(g->edge_capacity, needed);
        if ((g->edge_removed && !reserve_removed(g, capacity)) ||
            !graph_columns_reserve_rows(&g->columns[GRAPH_EDGES], capacity)) {
            return graph_no_memory("more edges");
        }
        g->edge_capacity = capacity;
    }
    return GRAPH_OK;
}

/** Make room for the ends of edges that are added to others, and to count them. */
static graph_status reserve_recent(graph *g, uint64_t extra) {
    uint64_t needed = g->edge_limit - graph_home_limit(g) + extra;
    uint64_t capacity = g->recent_capacity;
    if (needed > capacity) {
        capacity = graph_grown_capacity(capacity, needed);
        if (!graph_resize(&g->edge_source, capacity, sizeof *g->edge_source) ||
            !graph_resize(&g->edge_target, capacity, sizeof *g->edge_target)) {
            return graph_no_memory("more edges");
        }
        g->recent_capacity = capacity;
    }
    return graph_home_keep_degrees(g) ? GRAPH_OK : graph_no_memory("more edges");
}

/** Count an edge at its ends. */
static inline void count_ends(graph *g, uint32_t source, uint32_t target, uint32_t by) {
    g->degree[GRAPH_OUTWARD][source] += by;
    if (g->directed || source == target) {
        g->degree[GRAPH_INWARD][target] += by;
    } else {
        g->degree[GRAPH_OUTWARD][target] += by;
    }
}

/** Record an edge whose room and ends are checked. */
static void append_edge(graph *g, uint32_t source, uint32_t target) {
    uint64_t place = g->edge_limit++ - graph_home_limit(g);
    g->edge_source[place] = source;
    g->edge_target[place] = target;
    g->edge_count++;
    count_ends(g, source, target, 1);
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
    if (status == GRAPH_OK) {
        status = graph_adjacency_begin_change(g);
    }
    /* Only now: a change may find the others a new home. */
    if (status == GRAPH_OK) {
        status = reserve_recent(g, 1);
    }
    if (status != GRAPH_OK) {
        return status;
    }
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

graph_status graph_add_edges(graph *g, const uint64_t *sources, const uint64_t *targets, size_t count,
                             uint64_t *first) {
    graph_status status = check_ends(g, sources, count, "sources");
    if (status == GRAPH_OK) {
        status = check_ends(g, targets, count, "targets");
    }
    if (status == GRAPH_OK) {
        status = graph_reserve_edges(g, count);
    }
    if (status == GRAPH_OK && count > 0) {
        status = graph_adjacency_begin_change(g);
    }
    if (status != GRAPH_OK) {
        return status;
    }
    *first = g->edge_limit;
    if (count == 0) {
        return GRAPH_OK;
    }
    if (g->edge_limit == 0) {
        return graph_adjacency_first_edges(g, sources, targets, count);
    }
    status = reserve_recent(g, count);
    if (status != GRAPH_OK) {
        return status;
    }
    for (size_t i = 0; i < count; i++) {
        append_edge(g, (uint32_t)sources[i], (uint32_t)targets[i]);
    }
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
        uint32_t ends[2];
        graph_edge_ends(g, edge, &ends[0], &ends[1]);
        *source = ends[0];
        *target = ends[1];
    }
    return status;
}

/* --------------------------------------------------------------------------------------------- removal */

/** Make room to remove edges. */
static graph_status begin_removal(graph *g) {
    graph_status status = graph_adjacency_begin_change(g);
    if (status == GRAPH_OK && g->edge_limit > 0 &&
        (!graph_home_keep_degrees(g) || (!g->edge_removed && !reserve_removed(g, g->edge_capacity)))) {
        status = graph_no_memory("the removal of an edge");
    }
    return status;
}

/** Take a live edge out. */
static void erase_edge(graph *g, uint64_t edge) {
    uint32_t source;
    uint32_t target;
    graph_edge_ends(g, edge, &source, &target);
    count_ends(g, source, target, UINT32_MAX);
    g->self_loops -= source == target;
    g->edge_removed[edge / 64] |= (uint64_t)1 << (edge % 64);
    g->edge_count--;
    graph_columns_clear_row(&g->columns[GRAPH_EDGES], edge);
    graph_adjacency_edge_removed(g);
}

graph_status graph_remove_edge(graph *g, uint64_t edge) {
    graph_status status = graph_check_edge(g, edge);
    if (status == GRAPH_OK) {
        status = begin_removal(g);
    }
    if (status == GRAPH_OK) {
        erase_edge(g, edge);
    }
    return status;
}

/** Collect the edges at a node; a directed self-loop is among them twice. */
static graph_status collect_incident_edges(const graph *g, uint32_t node, uint32_t **edges, uint64_t *count) {
    uint32_t *found = graph_allocate(
        graph_edges_at(g, node, GRAPH_OUTWARD) + graph_edges_at(g, node, GRAPH_INWARD), sizeof *found);
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
    if (graph_edges_at(g, node, GRAPH_OUTWARD) > 0 || graph_edges_at(g, node, GRAPH_INWARD) > 0) {
        status = collect_incident_edges(g, (uint32_t)node, &edges, &count);
        if (status != GRAPH_OK) {
            return status;
        }
    }
    status = begin_removal(g);
    if (status != GRAPH_OK) {
        free(edges);
        return status;
    }
    for (uint64_t i = 0; i < count; i++) {
        if (!graph_edge_removed(g, edges[i])) {
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
