/**
 * @file
 * Adjacency: from a node to its edges.
 *
 * Readers share exact rows, which the first of them builds and publishes. A change takes published rows away
 * into the overlay, where they keep serving neighbours and removals, together with chains of the edges added
 * since: so single changes cost O(1), and O(edges) is paid only once per many changes.
 */
#include <stdlib.h>

#include "internal.h"

/* ------------------------------------------------------------------------------------------------ rows */

static void free_rows(graph_rows *rows) {
    if (rows) {
        free(rows->offsets);
        free(rows->nodes);
        free(rows->edges);
        free(rows);
    }
}

/** Count the elements of every row into offsets[node + 1]. */
static void count_row_lengths(const graph *g, graph_direction direction, uint64_t edge_limit,
                              uint64_t *offsets) {
    const uint32_t *near = direction == GRAPH_OUTWARD ? g->edge_source : g->edge_target;
    const uint32_t *far = direction == GRAPH_OUTWARD ? g->edge_target : g->edge_source;
    for (uint64_t edge = 0; edge < edge_limit; edge++) {
        if (near[edge] == GRAPH_NONE) {
            continue;
        }
        offsets[near[edge] + (uint64_t)1]++;
        if (!g->directed && near[edge] != far[edge]) {
            offsets[far[edge] + (uint64_t)1]++;
        }
    }
}

/** Put every edge into its rows; going by ascending edge id orders them. Moves offsets one row on. */
static void fill_rows(const graph *g, graph_direction direction, graph_rows *rows) {
    const uint32_t *near = direction == GRAPH_OUTWARD ? g->edge_source : g->edge_target;
    const uint32_t *far = direction == GRAPH_OUTWARD ? g->edge_target : g->edge_source;
    for (uint64_t edge = 0; edge < rows->edge_limit; edge++) {
        if (near[edge] == GRAPH_NONE) {
            continue;
        }
        uint64_t place = rows->offsets[near[edge]]++;
        rows->nodes[place] = far[edge];
        rows->edges[place] = (uint32_t)edge;
        if (!g->directed && near[edge] != far[edge]) {
            place = rows->offsets[far[edge]]++;
            rows->nodes[place] = near[edge];
            rows->edges[place] = (uint32_t)edge;
        }
    }
}

/** Build rows of the live edges below `edge_limit`. Null: no memory, recorded. */
static graph_rows *build_rows(const graph *g, graph_direction direction, uint64_t edge_limit) {
    uint64_t elements = 0;
    graph_rows *rows = graph_allocate_zeroed(1, sizeof *rows);
    if (!rows) {
        goto no_memory;
    }
    rows->node_limit = g->node_limit;
    rows->edge_limit = edge_limit;
    rows->offsets = graph_allocate_zeroed(g->node_limit + 1, sizeof *rows->offsets);
    if (!rows->offsets) {
        goto no_memory;
    }
    count_row_lengths(g, direction, edge_limit, rows->offsets);
    for (uint64_t node = 0; node < g->node_limit; node++) {
        elements += rows->offsets[node + 1];
        rows->offsets[node + 1] = elements;
    }
    rows->nodes = graph_allocate(elements, sizeof *rows->nodes);
    rows->edges = graph_allocate(elements, sizeof *rows->edges);
    if (!rows->nodes || !rows->edges) {
        goto no_memory;
    }
    fill_rows(g, direction, rows);
    /* Filling moved every offset to the beginning of the next row: move them back. */
    for (uint64_t node = g->node_limit; node > 0; node--) {
        rows->offsets[node] = rows->offsets[node - 1];
    }
    rows->offsets[0] = 0;
    return rows;

no_memory:
    free_rows(rows);
    (void)graph_no_memory("the adjacency of the graph");
    return NULL;
}

const graph_rows *graph_exact_rows(const graph *g, graph_direction direction) {
    if (!g->directed) {
        direction = GRAPH_OUTWARD;
    }
    /* Derived data: the graph that the caller sees stays as it is, hence the cast. */
    graph_published_rows *published = &((graph *)(uintptr_t)g)->published[direction];
    graph_rows *current = atomic_load_explicit(published, memory_order_acquire);
    if (current) {
        return current;
    }
    graph_rows *built = build_rows(g, direction, g->edge_limit);
    if (!built) {
        return NULL;
    }
    if (atomic_compare_exchange_strong_explicit(published, &current, built, memory_order_acq_rel,
                                                memory_order_acquire)) {
        return built;
    }
    /* Another reader was first. */
    free_rows(built);
    return current;
}

/* --------------------------------------------------------------------------------------------- overlay */

static bool overlay_in_use(const graph_overlay *overlay) {
    return overlay->rows[GRAPH_OUTWARD] || overlay->rows[GRAPH_INWARD];
}

/** Forget the overlay: the next question builds exact rows. */
static void drop_overlay(graph_overlay *overlay) {
    for (int direction = GRAPH_OUTWARD; direction <= GRAPH_INWARD; direction++) {
        free_rows(overlay->rows[direction]);
        free(overlay->chains[direction].first);
        free(overlay->chains[direction].last);
    }
    free(overlay->next);
    *overlay = (graph_overlay){0};
}

void graph_adjacency_free(graph *g) {
    drop_overlay(&g->overlay);
    free_rows(atomic_load(&g->published[GRAPH_OUTWARD]));
    free_rows(atomic_load(&g->published[GRAPH_INWARD]));
}

void graph_adjacency_begin_change(graph *g) {
    graph_rows *outward = atomic_load_explicit(&g->published[GRAPH_OUTWARD], memory_order_acquire);
    graph_rows *inward = atomic_load_explicit(&g->published[GRAPH_INWARD], memory_order_acquire);
    if (!outward && !inward) {
        return;
    }
    drop_overlay(&g->overlay);
    g->overlay.rows[GRAPH_OUTWARD] = outward;
    g->overlay.rows[GRAPH_INWARD] = inward;
    g->overlay.edge_limit = g->edge_limit;
    atomic_store_explicit(&g->published[GRAPH_OUTWARD], NULL, memory_order_release);
    atomic_store_explicit(&g->published[GRAPH_INWARD], NULL, memory_order_release);
}

/** Whether so much has changed that building anew costs no more than what the changes cost. */
static bool is_outgrown(const graph_overlay *overlay, uint64_t changes) {
    return changes > 1024 + overlay->edge_limit / 2;
}

/** Make room for the chains of all nodes and for one more recent edge. */
static bool reserve_chains(graph *g) {
    graph_overlay *overlay = &g->overlay;
    uint64_t recent = g->edge_limit - overlay->edge_limit;
    if (recent > overlay->edge_capacity) {
        uint64_t capacity = graph_grown_capacity(overlay->edge_capacity, recent);
        if (!graph_resize(&overlay->next, capacity, 2 * sizeof *overlay->next)) {
            return false;
        }
        overlay->edge_capacity = capacity;
    }
    if (g->node_limit <= overlay->node_capacity) {
        return true;
    }
    for (int direction = GRAPH_OUTWARD; direction <= GRAPH_INWARD; direction++) {
        graph_chains *chains = &overlay->chains[direction];
        if (!graph_resize(&chains->first, g->node_capacity, sizeof *chains->first) ||
            !graph_resize(&chains->last, g->node_capacity, sizeof *chains->last)) {
            return false;
        }
        for (uint64_t node = overlay->node_capacity; node < g->node_capacity; node++) {
            chains->first[node] = GRAPH_NONE;
            chains->last[node] = GRAPH_NONE;
        }
    }
    overlay->node_capacity = g->node_capacity;
    return true;
}

static void append_link(graph_overlay *overlay, graph_direction direction, uint32_t node, uint32_t link) {
    graph_chains *chains = &overlay->chains[direction];
    overlay->next[link] = GRAPH_NONE;
    if (chains->last[node] == GRAPH_NONE) {
        chains->first[node] = link;
    } else {
        overlay->next[chains->last[node]] = link;
    }
    chains->last[node] = link;
}

void graph_adjacency_edge_added(graph *g, uint32_t edge) {
    graph_overlay *overlay = &g->overlay;
    if (!overlay_in_use(overlay)) {
        return;
    }
    /* The overlay is only there for speed: without memory for it, go without it. */
    if (is_outgrown(overlay, g->edge_limit - overlay->edge_limit) || !reserve_chains(g)) {
        drop_overlay(overlay);
        return;
    }
    uint32_t link = (uint32_t)(2 * (edge - overlay->edge_limit));
    uint32_t source = g->edge_source[edge];
    uint32_t target = g->edge_target[edge];
    append_link(overlay, GRAPH_OUTWARD, source, link);
    if (g->directed) {
        append_link(overlay, GRAPH_INWARD, target, link + 1);
    } else if (source != target) {
        append_link(overlay, GRAPH_OUTWARD, target, link + 1);
    }
}

void graph_adjacency_edge_removed(graph *g) {
    graph_overlay *overlay = &g->overlay;
    if (overlay_in_use(overlay) && is_outgrown(overlay, ++overlay->removed)) {
        drop_overlay(overlay);
    }
}

/* ------------------------------------------------------------------------------------------ incidence */

graph_status graph_incidence_start(const graph *g, uint32_t node, graph_direction direction,
                                   graph_incidence *walk) {
    if (!g->directed) {
        direction = GRAPH_OUTWARD;
    }
    *walk = (graph_incidence){.g = g, .link = GRAPH_NONE};
    const graph_overlay *overlay = &g->overlay;
    /* Changes empty the published rows, so where there are some, they are the better answer. */
    if (overlay->rows[direction] &&
        !atomic_load_explicit(&((graph *)(uintptr_t)g)->published[direction], memory_order_acquire)) {
        walk->rows = overlay->rows[direction];
        walk->edge_limit = overlay->edge_limit;
        if (node < overlay->node_capacity) {
            walk->next = overlay->next;
            walk->link = overlay->chains[direction].first[node];
        }
    } else {
        walk->rows = graph_exact_rows(g, direction);
        if (!walk->rows) {
            return GRAPH_OUT_OF_MEMORY;
        }
    }
    if (node < walk->rows->node_limit) {
        walk->position = walk->rows->offsets[node];
        walk->end = walk->rows->offsets[node + (uint64_t)1];
    }
    return GRAPH_OK;
}

bool graph_incidence_next(graph_incidence *walk, uint32_t *node, uint32_t *edge) {
    const graph *g = walk->g;
    while (walk->position < walk->end) {
        uint64_t place = walk->position++;
        if (g->edge_source[walk->rows->edges[place]] != GRAPH_NONE) {
            *node = walk->rows->nodes[place];
            *edge = walk->rows->edges[place];
            return true;
        }
    }
    while (walk->link != GRAPH_NONE) {
        uint32_t link = walk->link;
        uint64_t recent = walk->edge_limit + link / 2;
        walk->link = walk->next[link];
        if (g->edge_source[recent] != GRAPH_NONE) {
            *node = link % 2 == 0 ? g->edge_target[recent] : g->edge_source[recent];
            *edge = (uint32_t)recent;
            return true;
        }
    }
    return false;
}
