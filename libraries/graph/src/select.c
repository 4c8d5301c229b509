/**
 * @file
 * Parts of a graph: the nodes or edges that a caller's function picks, and the subgraph on some nodes.
 */
#include <stdlib.h>
#include <string.h>

#include "internal.h"

/** Ask about every live id. */
static graph_status pick(const graph *g, graph_entity of, graph_predicate keeps, void *context,
                         uint64_t **ids, size_t *count) {
    uint64_t limit = of == GRAPH_EDGES ? g->edge_limit : g->node_limit;
    uint64_t *picked = graph_allocate(of == GRAPH_EDGES ? g->edge_count : g->node_count, sizeof *picked);
    if (!picked) {
        return graph_no_memory("the ids");
    }
    size_t found = 0;
    for (uint64_t id = 0; id < limit; id++) {
        bool lives = of == GRAPH_EDGES ? graph_edge_lives(g, id) : graph_node_lives(g, id);
        if (lives && keeps(id, context)) {
            picked[found++] = id;
        }
    }
    *ids = picked;
    *count = found;
    return GRAPH_OK;
}

graph_status graph_filter_nodes(const graph *g, graph_predicate keeps, void *context, uint64_t **nodes,
                                size_t *count) {
    return pick(g, GRAPH_NODES, keeps, context, nodes, count);
}

graph_status graph_filter_edges(const graph *g, graph_predicate keeps, void *context, uint64_t **edges,
                                size_t *count) {
    return pick(g, GRAPH_EDGES, keeps, context, edges, count);
}

/* ---------------------------------------------------------------------------------------------- subgraphs */

/** A subgraph being made. */
typedef struct subgraph {
    const graph *from;
    graph *to;
    uint32_t *new_node; /**< By old id; GRAPH_NONE where the node stays out. */
    uint64_t *old_ids;  /**< Of the new nodes, then of the new edges. */
} subgraph;

static graph_status copy_value(const subgraph *part, graph_entity of, const char *name,
                               const graph_column *column, uint64_t from, uint64_t to) {
    switch (column->type) {
    case GRAPH_I64:
        return graph_set_i64(part->to, of, name, to, column->values.i64[from]);
    case GRAPH_F64:
        return graph_set_f64(part->to, of, name, to, column->values.f64[from]);
    case GRAPH_BOOL:
        return graph_set_bool(part->to, of, name, to, column->values.boolean[from] != 0);
    case GRAPH_TEXT:
        break;
    }
    return graph_set_text(part->to, of, name, to, column->values.text[from]);
}

/** Copy all columns; row i of the new ones is row old_ids[i] of the old. */
static graph_status copy_columns(const subgraph *part, graph_entity of, uint64_t count) {
    const graph_column_table *table = &part->from->columns[of];
    graph_status status = GRAPH_OK;
    for (uint32_t i = 0; i < table->count && status == GRAPH_OK; i++) {
        const graph_column *column = &table->columns[i];
        status = graph_add_column(part->to, of, table->names[i], column->type);
        for (uint64_t row = 0; row < count && status == GRAPH_OK; row++) {
            if (column->present[part->old_ids[row]]) {
                status = copy_value(part, of, table->names[i], column, part->old_ids[row], row);
            }
        }
    }
    return status;
}

static graph_status copy_nodes(subgraph *part, const uint64_t *nodes, size_t count) {
    uint64_t first;
    graph_status status = graph_add_nodes(part->to, count, &first);
    for (uint64_t node = 0; node < part->from->node_limit; node++) {
        part->new_node[node] = GRAPH_NONE;
    }
    for (size_t i = 0; i < count && status == GRAPH_OK; i++) {
        status = graph_check_node(part->from, nodes[i]);
        if (status == GRAPH_OK && part->new_node[nodes[i]] != GRAPH_NONE) {
            status = graph_fail(GRAPH_INVALID_ARGUMENT, "nodes[%zu]: node %" PRIu64 " is named twice", i,
                                nodes[i]);
        }
        if (status != GRAPH_OK) {
            break;
        }
        part->new_node[nodes[i]] = (uint32_t)i;
        part->old_ids[i] = nodes[i];
        if (part->from->node_keys && part->from->node_keys[nodes[i]]) {
            status = graph_set_key(part->to, i, part->from->node_keys[nodes[i]]);
        }
    }
    return status == GRAPH_OK ? copy_columns(part, GRAPH_NODES, count) : status;
}

static graph_status copy_edges(subgraph *part) {
    const graph *g = part->from;
    graph_edge_walk walk = {.g = g};
    uint64_t edge;
    uint32_t ends[2];
    uint64_t count = 0;
    graph_status status = GRAPH_OK;
    while (status == GRAPH_OK && graph_edge_walk_next(&walk, &edge, &ends[0], &ends[1])) {
        uint32_t source = part->new_node[ends[0]];
        uint32_t target = part->new_node[ends[1]];
        if (source != GRAPH_NONE && target != GRAPH_NONE) {
            uint64_t added;
            status = graph_add_edge(part->to, source, target, &added);
            part->old_ids[count++] = edge;
        }
    }
    if (status == GRAPH_OK) {
        status = graph_adjacency_settle(part->to);
    }
    return status == GRAPH_OK ? copy_columns(part, GRAPH_EDGES, count) : status;
}

graph_status graph_subgraph(const graph *g, const uint64_t *nodes, size_t count, graph **result) {
    uint64_t most = g->edge_count > count ? g->edge_count : count;
    subgraph part = {.from = g, .to = graph_new(g->directed)};
    part.new_node = graph_allocate(g->node_limit, sizeof *part.new_node);
    part.old_ids = graph_allocate(most, sizeof *part.old_ids);
    graph_status status = GRAPH_OK;
    if (!part.to || !part.new_node || !part.old_ids) {
        status = graph_no_memory("a subgraph");
    }
    if (status == GRAPH_OK) {
        status = copy_nodes(&part, nodes, count);
    }
    if (status == GRAPH_OK) {
        status = copy_edges(&part);
    }
    free(part.new_node);
    free(part.old_ids);
    if (status != GRAPH_OK) {
        graph_free(part.to);
        return status;
    }
    *result = part.to;
    return GRAPH_OK;
}
