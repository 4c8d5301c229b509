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

static void forget_edges(graph_rows *rows) {
    graph_numbers *edges = atomic_load_explicit(&rows->edges, memory_order_relaxed);
    if (edges) {
        graph_numbers_free(edges);
        free(edges);
        atomic_store_explicit(&rows->edges, NULL, memory_order_relaxed);
    }
}

void graph_rows_free(graph_rows *rows) {
    if (rows) {
        forget_edges(rows);
        free(rows->lists.offsets);
        graph_numbers_free(&rows->lists.nodes);
        free(rows);
    }
}

/** Free rows, unless they are the home of edges. */
static void let_go(const graph *g, graph_rows *rows) {
    if (rows != g->home.rows) {
        graph_rows_free(rows);
    }
}

graph_rows *graph_rows_make(const graph *g, graph_direction direction, uint64_t edge_limit) {
    graph_rows *rows = graph_allocate_zeroed(1, sizeof *rows);
    if (rows) {
        rows->direction = direction;
        rows->node_limit = g->node_limit;
        rows->edge_limit = edge_limit;
        atomic_init(&rows->edges, NULL);
        rows->lists.offsets = graph_allocate_zeroed(g->node_limit + 1, sizeof *rows->lists.offsets);
        if (!rows->lists.offsets) {
            graph_rows_free(rows);
            rows = NULL;
        }
    }
    return rows;
}

void graph_rows_begin(graph_rows *rows) {
    uint32_t *offsets = rows->lists.offsets;
    uint64_t begin = 0;
    rows->lists.carry_node = UINT64_MAX;
    for (uint64_t node = 1; node <= rows->node_limit; node++) {
        begin += offsets[node];
        offsets[node] = (uint32_t)begin;
        if (begin > UINT32_MAX && node < rows->lists.carry_node) {
            rows->lists.carry_node = node;
        }
    }
}

uint64_t *graph_rows_cursors(const graph_rows *rows) {
    uint64_t *next = graph_allocate(rows->node_limit, sizeof *next);
    for (uint64_t node = 0; next && node < rows->node_limit; node++) {
        next[node] = graph_list_begin(rows->lists, node);
    }
    return next;
}

static void enter_row(graph_incidence *walk, uint32_t node) {
    if (node < walk->rows->node_limit) {
        walk->position = graph_list_begin(walk->rows->lists, node);
        walk->end = graph_list_begin(walk->rows->lists, node + (uint64_t)1);
    }
}

/** Begin a walk by the rows and chains of the overlay. */
static void walk_overlay(const graph *g, uint32_t node, graph_direction direction, graph_incidence *walk) {
    const graph_overlay *overlay = &g->overlay;
    const graph_rows *rows = overlay->rows[direction];
    *walk = (graph_incidence){
        .g = g,
        .rows = rows,
        .edges = atomic_load_explicit(&overlay->rows[direction]->edges, memory_order_acquire),
        .edge_limit = overlay->edge_limit,
        .link = GRAPH_NONE};
    if (node < overlay->node_capacity) {
        walk->next = overlay->next;
        walk->link = overlay->chains[direction].first[node];
    }
    enter_row(walk, node);
}

/** Whether the overlay knows what leads from every node now. */
static bool overlay_knows(const graph *g, graph_direction direction) {
    return g->overlay.rows[direction] != NULL;
}

/** Fill rows with what the overlay says of each node in turn. */
static void fill_by_nodes(const graph *g, const graph_rows *rows, uint32_t *elements, bool with_edges) {
    uint64_t at = 0;
    for (uint64_t node = 0; node < rows->node_limit; node++) {
        graph_incidence walk;
        uint32_t other;
        uint32_t edge;
        walk_overlay(g, (uint32_t)node, rows->direction, &walk);
        while (graph_incidence_next(&walk, &other, &edge)) {
            elements[at++] = with_edges ? edge : other;
        }
    }
}

/** Put something of every edge into its rows; going by ascending edge id orders them. */
static bool fill_by_edges(const graph *g, const graph_rows *rows, uint32_t *elements, bool with_edges) {
    uint64_t *next = graph_rows_cursors(rows);
    if (!next) {
        return false;
    }
    graph_edge_walk walk = {.g = g};
    uint64_t edge;
    uint32_t ends[2];
    while (graph_edge_walk_next(&walk, &edge, &ends[0], &ends[1])) {
        uint32_t near = ends[rows->direction == GRAPH_OUTWARD ? 0 : 1];
        uint32_t far = ends[rows->direction == GRAPH_OUTWARD ? 1 : 0];
        elements[next[near]++] = with_edges ? (uint32_t)edge : far;
        if (!g->directed && near != far) {
            elements[next[far]++] = with_edges ? (uint32_t)edge : near;
        }
    }
    free(next);
    return true;
}

/** The nodes or the edges of rows whose offsets are known. False: no memory. */
static bool build_elements(const graph *g, const graph_rows *rows, bool with_edges, graph_numbers *elements) {
    uint64_t limit = with_edges ? rows->edge_limit : rows->node_limit;
    uint64_t length = graph_rows_length(rows);
    uint32_t *plain = graph_allocate(graph_numbers_room(length), sizeof *plain);
    bool filled = plain != NULL;
    if (filled && overlay_knows(g, rows->direction)) {
        fill_by_nodes(g, rows, plain, with_edges);
    } else if (filled) {
        filled = fill_by_edges(g, rows, plain, with_edges);
    }
    if (!filled) {
        free(plain);
        return false;
    }
    graph_numbers_pack(elements, plain, length, limit > 0 ? limit - 1 : 0);
    return true;
}

/** Build rows of the live edges. Null: no memory, recorded. */
static graph_rows *build_rows(const graph *g, graph_direction direction) {
    graph_rows *rows = graph_rows_make(g, direction, g->edge_limit);
    if (rows) {
        for (uint64_t node = 0; node < g->node_limit; node++) {
            rows->lists.offsets[node + 1] = (uint32_t)graph_edges_at(g, node, direction);
        }
        graph_rows_begin(rows);
        if (build_elements(g, rows, false, &rows->lists.nodes)) {
            return rows;
        }
    }
    graph_rows_free(rows);
    (void)graph_no_memory("the adjacency of the graph");
    return NULL;
}

const graph_rows *graph_known_rows(const graph *g, graph_direction direction) {
    /* Derived data: the graph that the caller sees stays as it is, hence the cast. */
    graph_published_rows *published = ((graph *)(uintptr_t)g)->published;
    return atomic_load_explicit(&published[g->directed ? direction : GRAPH_OUTWARD], memory_order_acquire);
}

/** As graph_row_edges(), but the failure is not recorded. */
static const graph_numbers *find_edges(const graph *g, const graph_rows *rows) {
    graph_published_numbers *published = &((graph_rows *)(uintptr_t)rows)->edges;
    graph_numbers *current = atomic_load_explicit(published, memory_order_acquire);
    if (current) {
        return current;
    }
    graph_numbers *built = graph_allocate(1, sizeof *built);
    if (!built || !build_elements(g, rows, true, built)) {
        free(built);
        return NULL;
    }
    if (atomic_compare_exchange_strong_explicit(published, &current, built, memory_order_acq_rel,
                                                memory_order_acquire)) {
        return built;
    }
    /* Another reader was first. */
    graph_numbers_free(built);
    free(built);
    return current;
}

const graph_numbers *graph_row_edges(const graph *g, const graph_rows *rows) {
    const graph_numbers *edges = find_edges(g, rows);
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
    graph_rows_free(built);
    return current;
}

/* --------------------------------------------------------------------------------------------- overlay */

static bool overlay_in_use(const graph_overlay *overlay) {
    return overlay->rows[GRAPH_OUTWARD] || overlay->rows[GRAPH_INWARD];
}

/** Forget the overlay: the next question builds exact rows. */
static void drop_overlay(graph *g) {
    graph_overlay *overlay = &g->overlay;
    for (int direction = GRAPH_OUTWARD; direction <= GRAPH_INWARD; direction++) {
        let_go(g, overlay->rows[direction]);
        free(overlay->chains[direction].first);
        free(overlay->chains[direction].last);
    }
    free(overlay->next);
    *overlay = (graph_overlay){0};
}

void graph_adjacency_free(graph *g) {
    drop_overlay(g);
    for (int direction = GRAPH_OUTWARD; direction <= GRAPH_INWARD; direction++) {
        let_go(g, atomic_load(&g->published[direction]));
        atomic_store(&g->published[direction], NULL);
    }
}

/** Whether so much has changed that building anew costs no more than what the changes cost. */
static bool is_outgrown(uint64_t edges, uint64_t changes) {
    return changes > 1024 + edges / 2;
}

graph_status graph_adjacency_begin_change(graph *g) {
    graph_rows *outward = atomic_load_explicit(&g->published[GRAPH_OUTWARD], memory_order_acquire);
    graph_rows *inward = atomic_load_explicit(&g->published[GRAPH_INWARD], memory_order_acquire);
    if (!outward && !inward) {
        return GRAPH_OK;
    }
    if (g->edge_limit > 0 && !graph_home_keep_degrees(g)) {
        return graph_no_memory("a change of the graph");
    }
    /* Removed edges are told by their ids, which cannot be found later. The overlay is only there for speed.
     */
    bool keep = (!outward || find_edges(g, outward)) && (!inward || find_edges(g, inward));
    drop_overlay(g);
    if (keep && outward && is_outgrown(graph_home_limit(g), g->edge_limit - graph_home_limit(g))) {
        graph_home_move(g, outward);
    }
    if (!keep) {
        let_go(g, outward);
        let_go(g, inward);
        outward = inward = NULL;
    }
    g->overlay.rows[GRAPH_OUTWARD] = outward;
    g->overlay.rows[GRAPH_INWARD] = inward;
    g->overlay.edge_limit = g->edge_limit;
    atomic_store_explicit(&g->published[GRAPH_OUTWARD], NULL, memory_order_release);
    atomic_store_explicit(&g->published[GRAPH_INWARD], NULL, memory_order_release);
    return GRAPH_OK;
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

graph_status graph_adjacency_first_edges(graph *g, const uint64_t *sources, const uint64_t *targets,
                                         uint64_t count) {
    graph_status status = graph_home_first_edges(g, sources, targets, count);
    if (status == GRAPH_OK) {
        drop_overlay(g);
        atomic_store_explicit(&g->published[GRAPH_OUTWARD], g->home.rows, memory_order_release);
    }
    return status;
}

graph_status graph_adjacency_settle(graph *g) {
    const graph_rows *exact = graph_exact_rows(g, GRAPH_OUTWARD);
    if (!exact || exact == g->home.rows) {
        return exact ? GRAPH_OK : GRAPH_OUT_OF_MEMORY;
    }
    if (!graph_row_edges(g, exact)) {
        return GRAPH_OUT_OF_MEMORY;
    }
    graph_rows *rows = atomic_load_explicit(&g->published[GRAPH_OUTWARD], memory_order_acquire);
    drop_overlay(g);
    graph_home_move(g, rows);
    forget_edges(rows);
    if (rows == g->home.rows) {
        graph_home_drop_degrees(g);
    }
    return GRAPH_OK;
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
    uint32_t source;
    uint32_t target;
    graph_edge_ends(g, edge, &source, &target);
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
    if (is_outgrown(overlay->edge_limit, g->edge_limit - overlay->edge_limit) || !reserve_chains(g)) {
        drop_overlay(g);
        return;
    }
    for (uint64_t edge = first; edge < g->edge_limit; edge++) {
        append_links(g, edge);
    }
}

void graph_adjacency_edge_removed(graph *g) {
    graph_overlay *overlay = &g->overlay;
    if (overlay_in_use(overlay) && is_outgrown(overlay->edge_limit, ++overlay->removed)) {
        drop_overlay(g);
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

graph_status graph_incidence_start(const graph *g, uint32_t node, graph_direction direction, bool want_edges,
                                   graph_incidence *walk) {
    if (!g->directed) {
        direction = GRAPH_OUTWARD;
    }
    /* Changes empty the published rows, so where there are some, they are the better answer. */
    if (overlay_knows(g, direction) && !graph_known_rows(g, direction)) {
        walk_overlay(g, node, direction, walk);
        return GRAPH_OK;
    }
    *walk = (graph_incidence){.g = g, .link = GRAPH_NONE};
    graph_status status = walk_exact_rows(g, direction, want_edges, walk);
    if (status == GRAPH_OK) {
        enter_row(walk, node);
    }
    return status;
}

bool graph_incidence_next(graph_incidence *walk, uint32_t *node, uint32_t *edge) {
    const graph *g = walk->g;
    while (walk->position < walk->end) {
        uint64_t place = walk->position++;
        uint32_t found = walk->edges ? (uint32_t)graph_number_at(*walk->edges, place) : GRAPH_NONE;
        /* Rows without edges are exact: all they say lives. */
        if (!walk->edges || !graph_edge_removed(g, found)) {
            *node = (uint32_t)graph_number_at(walk->rows->lists.nodes, place);
            *edge = found;
            return true;
        }
    }
    while (walk->link != GRAPH_NONE) {
        uint32_t link = walk->link;
        uint64_t recent = walk->edge_limit + link / 2;
        walk->link = walk->next[link];
        if (!graph_edge_removed(g, recent)) {
            uint32_t ends[2];
            graph_edge_ends(g, recent, &ends[0], &ends[1]);
            *node = ends[link % 2 == 0 ? 1 : 0];
            *edge = (uint32_t)recent;
            return true;
        }
    }
    return false;
}
