/**
 * @file
 * Adjacency: from a node to its edges.
 *
 * Readers share exact rows, which the first of them builds and publishes. A change takes published rows away
 * into the overlay, where they keep serving neighbours and removals, together with chains of the edges added
 * since: so single changes cost O(1), and O(edges) is paid only once per many changes.
 */
#include <stdlib.h>
#include <string.h>

#include "internal.h"

/* ------------------------------------------------------------------------------------------------ rows */

static void free_rows(graph_rows *rows) {
    if (rows) {
        free(rows->offsets);
        free(rows->nodes);
        free(atomic_load_explicit(&rows->edges, memory_order_relaxed));
        free(rows);
    }
}

/** Where rows begin, from the degrees; all offsets are 0 so far. A loop of an undirected graph is in its row
 * once. */
static void find_offsets(const graph *g, graph_direction direction, uint64_t *offsets) {
    if (!g->directed && g->self_loops > 0) {
        for (uint64_t edge = 0; edge < g->edge_limit; edge++) {
            if (g->edge_source[edge] != GRAPH_NONE && g->edge_source[edge] == g->edge_target[edge]) {
                offsets[g->edge_source[edge] + (uint64_t)1]++;
            }
        }
    }
    bool leaving = !g->directed || direction == GRAPH_OUTWARD;
    bool entering = !g->directed || direction == GRAPH_INWARD;
    for (uint64_t node = 0; node < g->node_limit; node++) {
        uint64_t loops = offsets[node + 1];
        uint64_t length = (leaving ? (uint64_t)g->out_degree[node] : 0) + (entering ? g->in_degree[node] : 0);
        offsets[node + 1] = offsets[node] + length - loops;
    }
}

/**
 * Put something of every edge into its rows; going by ascending edge id orders them.
 * @param next Per node where its next element goes; moves on.
 * @param elements Gets the nodes at the other ends, or the edges.
 */
static inline void fill_rows(const graph *g, const graph_rows *rows, uint64_t *next, uint32_t *elements,
                             bool with_edges) {
    bool outward = rows->direction == GRAPH_OUTWARD;
    const uint32_t *near = outward ? g->edge_source : g->edge_target;
    const uint32_t *far = outward ? g->edge_target : g->edge_source;
    for (uint64_t edge = 0; edge < rows->edge_limit; edge++) {
        if (near[edge] == GRAPH_NONE) {
            continue;
        }
        elements[next[near[edge]]++] = with_edges ? (uint32_t)edge : far[edge];
        if (!g->directed && near[edge] != far[edge]) {
            elements[next[far[edge]]++] = with_edges ? (uint32_t)edge : near[edge];
        }
    }
}

/** The nodes or the edges of rows whose offsets are known. Null: no memory. */
static uint32_t *build_elements(const graph *g, const graph_rows *rows, bool with_edges) {
    uint32_t *elements = graph_allocate(rows->offsets[rows->node_limit], sizeof *elements);
    uint64_t *next = graph_allocate(rows->node_limit, sizeof *next);
    if (!elements || !next) {
        free(elements);
        free(next);
        return NULL;
    }
    memcpy(next, rows->offsets, (size_t)rows->node_limit * sizeof *next);
    if (with_edges) {
        fill_rows(g, rows, next, elements, true);
    } else {
        fill_rows(g, rows, next, elements, false);
    }
    free(next);
    return elements;
}

/** Build rows of the live edges. Null: no memory, recorded. */
static graph_rows *build_rows(const graph *g, graph_direction direction) {
    graph_rows *rows = graph_allocate_zeroed(1, sizeof *rows);
    if (!rows) {
        goto no_memory;
    }
    rows->direction = direction;
    rows->node_limit = g->node_limit;
    rows->edge_limit = g->edge_limit;
    atomic_init(&rows->edges, NULL);
    rows->offsets = graph_allocate_zeroed(g->node_limit + 1, sizeof *rows->offsets);
    if (!rows->offsets) {
        goto no_memory;
    }
    find_offsets(g, direction, rows->offsets);
    rows->nodes = build_elements(g, rows, false);
    if (!rows->nodes) {
        goto no_memory;
    }
    return rows;

no_memory:
    free_rows(rows);
    (void)graph_no_memory("the adjacency of the graph");
    return NULL;
}

const graph_rows *graph_known_rows(const graph *g, graph_direction direction) {
    /* Derived data: the graph that the caller sees stays as it is, hence the cast. */
    graph_published_rows *published = ((graph *)(uintptr_t)g)->published;
    return atomic_load_explicit(&published[g->directed ? direction : GRAPH_OUTWARD], memory_order_acquire);
}

/** As graph_row_edges(), but the failure is not recorded. */
static const uint32_t *find_edges(const graph *g, const graph_rows *rows) {
    graph_published_numbers *published = &((graph_rows *)(uintptr_t)rows)->edges;
    uint32_t *current = atomic_load_explicit(published, memory_order_acquire);
    if (current) {
        return current;
    }
    uint32_t *built = build_elements(g, rows, true);
    if (!built) {
        return NULL;
    }
    if (atomic_compare_exchange_strong_explicit(published, &current, built, memory_order_acq_rel,
                                                memory_order_acquire)) {
        return built;
    }
    /* Another reader was first. */
    free(built);
    return current;
}

const uint32_t *graph_row_edges(const graph *g, const graph_rows *rows) {
    const uint32_t *edges = find_edges(g, rows);
    if (!edges) {
        (void)graph_no_memory("the adjacency of the graph");
    }
    return edges;
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
    graph_rows *built = build_rows(g, direction);
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
    /* Removed edges are told by their ids, which cannot be found later. The overlay is only there for speed.
     */
    if ((outward && !find_edges(g, outward)) || (inward && !find_edges(g, inward))) {
        free_rows(outward);
        free_rows(inward);
        outward = inward = NULL;
    }
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

/** Make room for the chains of all nodes and for all recent edges. */
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

/** Hang an edge at the ends of its chains, which have room. */
static void append_links(graph *g, uint64_t edge) {
    graph_overlay *overlay = &g->overlay;
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

void graph_adjacency_edges_added(graph *g, uint64_t first) {
    graph_overlay *overlay = &g->overlay;
    if (!overlay_in_use(overlay)) {
        return;
    }
    /* The overlay is only there for speed: without memory for it, go without it. */
    if (is_outgrown(overlay, g->edge_limit - overlay->edge_limit) || !reserve_chains(g)) {
        drop_overlay(overlay);
        return;
    }
    for (uint64_t edge = first; edge < g->edge_limit; edge++) {
        append_links(g, edge);
    }
}

void graph_adjacency_edge_removed(graph *g) {
    graph_overlay *overlay = &g->overlay;
    if (overlay_in_use(overlay) && is_outgrown(overlay, ++overlay->removed)) {
        drop_overlay(overlay);
    }
}

/* ------------------------------------------------------------------------------------------ incidence */

/** Exact rows for a walk, with edges where these are wanted. */
static graph_status walk_exact_rows(const graph *g, graph_direction direction, bool want_edges,
                                    graph_incidence *walk) {
    walk->rows = graph_exact_rows(g, direction);
    if (!walk->rows) {
        return GRAPH_OUT_OF_MEMORY;
    }
    if (want_edges) {
        walk->edges = graph_row_edges(g, walk->rows);
    }
    return want_edges && !walk->edges ? GRAPH_OUT_OF_MEMORY : GRAPH_OK;
}

/** The rows and chains of the overlay for a walk. */
static void walk_overlay(const graph *g, uint32_t node, graph_direction direction, graph_incidence *walk) {
    const graph_overlay *overlay = &g->overlay;
    walk->rows = overlay->rows[direction];
    walk->edges = atomic_load_explicit(&overlay->rows[direction]->edges, memory_order_acquire);
    walk->edge_limit = overlay->edge_limit;
    if (node < overlay->node_capacity) {
        walk->next = overlay->next;
        walk->link = overlay->chains[direction].first[node];
    }
}

graph_status graph_incidence_start(const graph *g, uint32_t node, graph_direction direction, bool want_edges,
                                   graph_incidence *walk) {
    if (!g->directed) {
        direction = GRAPH_OUTWARD;
    }
    *walk = (graph_incidence){.g = g, .link = GRAPH_NONE};
    /* Changes empty the published rows, so where there are some, they are the better answer. */
    if (g->overlay.rows[direction] && !graph_known_rows(g, direction)) {
        walk_overlay(g, node, direction, walk);
    } else {
        graph_status status = walk_exact_rows(g, direction, want_edges, walk);
        if (status != GRAPH_OK) {
            return status;
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
        uint32_t found = walk->edges ? walk->edges[place] : GRAPH_NONE;
        /* Rows without edges are exact: all they say lives. */
        if (!walk->edges || g->edge_source[found] != GRAPH_NONE) {
            *node = walk->rows->nodes[place];
            *edge = found;
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
