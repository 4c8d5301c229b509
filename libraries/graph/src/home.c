/**
 * @file
 * Where the ends of edges are.
 *
 * The rows that lead from a node to its neighbours say already which ends edges have. What is missing is how
 * to find an edge there by its id: that takes one number per edge, and none where the edges were given in the
 * order of their sources. This is the home of the edges that were added at once, or before rows were built;
 * those added since have two plain arrays.
 */
#include <stdlib.h>

#include "internal.h"

/* ------------------------------------------------------------------------------------- from id to ends */

/* For how many places a source is remembered: enough to make the search for others short. */
enum { PLACES_PER_SOURCE = 64 };

/** Remember the row of every so many places. False: no memory. */
static bool find_sources(graph_home *home) {
    graph_lists lists = home->rows->lists;
    uint64_t limit = home->rows->node_limit;
    uint64_t count = graph_rows_length(home->rows) / PLACES_PER_SOURCE + 2;
    home->sources = graph_allocate(count, sizeof *home->sources);
    if (!home->sources) {
        return false;
    }
    uint64_t at = 0;
    for (uint64_t node = 0; node < limit; node++) {
        for (; at * PLACES_PER_SOURCE < graph_list_begin(lists, node + 1); at++) {
            home->sources[at] = (uint32_t)node;
        }
    }
    for (; at < count; at++) {
        home->sources[at] = (uint32_t)(limit - 1);
    }
    return true;
}

/** The node whose row a place is in: the last one that begins there or before. */
static uint32_t source_at(const graph_home *home, uint64_t place) {
    uint64_t low = home->sources[place / PLACES_PER_SOURCE];
    uint64_t high = home->sources[place / PLACES_PER_SOURCE + 1];
    while (low < high) {
        uint64_t middle = (low + high + 1) / 2;
        if (graph_list_begin(home->rows->lists, middle) <= place) {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    return (uint32_t)low;
}

void graph_edge_ends(const graph *g, uint64_t edge, uint32_t *source, uint32_t *target) {
    const graph_home *home = &g->home;
    uint64_t home_limit = graph_home_limit(g);
    if (edge >= home_limit) {
        *source = g->edge_source[edge - home_limit];
        *target = g->edge_target[edge - home_limit];
        return;
    }
    uint64_t place = home->places.bytes ? graph_number_at(home->places, edge) : edge;
    *source = source_at(home, place);
    *target = (uint32_t)graph_number_at(home->rows->lists.nodes, place);
}

/* ---------------------------------------------------------------------------------------------- degrees */

uint64_t graph_edges_at(const graph *g, uint64_t node, graph_direction direction) {
    if (g->degree[direction]) {
        return g->degree[direction][node];
    }
    /* What is null is 0 for all nodes, or as the rows say. */
    const graph_rows *rows = direction == GRAPH_OUTWARD ? g->home.rows : NULL;
    return rows && node < rows->node_limit
               ? graph_list_begin(rows->lists, node + 1) - graph_list_begin(rows->lists, node)
               : 0;
}

bool graph_home_keep_degrees(graph *g) {
    for (int direction = GRAPH_OUTWARD; direction <= GRAPH_INWARD; direction++) {
        if (!g->degree[direction]) {
            uint32_t *degree = graph_allocate_zeroed(g->node_capacity, sizeof *degree);
            if (!degree) {
                return false;
            }
            for (uint64_t node = 0; node < g->node_limit; node++) {
                degree[node] = (uint32_t)graph_edges_at(g, node, (graph_direction)direction);
            }
            g->degree[direction] = degree;
        }
    }
    return true;
}

void graph_home_drop_degrees(graph *g) {
    free(g->degree[GRAPH_OUTWARD]);
    g->degree[GRAPH_OUTWARD] = NULL;
    if (!g->directed && g->self_loops == 0) {
        free(g->degree[GRAPH_INWARD]);
        g->degree[GRAPH_INWARD] = NULL;
    }
}

/* ------------------------------------------------------------------------------------------ first edges */

void graph_home_free(graph *g) {
    graph_rows_free(g->home.rows);
    graph_numbers_free(&g->home.places);
    free(g->home.sources);
    g->home = (graph_home){0};
}

/** The ends of edges that are given. */
typedef struct given_edges {
    const uint64_t *sources;
    const uint64_t *targets;
    uint64_t count;
} given_edges;

static uint64_t count_loops(const given_edges *edges) {
    uint64_t loops = 0;
    for (uint64_t edge = 0; edge < edges->count; edge++) {
        loops += edges->sources[edge] == edges->targets[edge];
    }
    return loops;
}

static bool sources_ascend(const given_edges *edges) {
    uint64_t edge = 1;
    while (edge < edges->count && edges->sources[edge - 1] <= edges->sources[edge]) {
        edge++;
    }
    return edge >= edges->count;
}

/**
 * Count the edges at every node.
 * @param leaving As graph.degree[GRAPH_OUTWARD].
 * @param entering As graph.degree[GRAPH_INWARD]; null where that is 0 for all.
 */
static void count_edges(const given_edges *edges, bool directed, uint32_t *leaving, uint32_t *entering) {
    for (uint64_t edge = 0; edge < edges->count; edge++) {
        leaving[edges->sources[edge]]++;
        (directed ? entering : leaving)[edges->targets[edge]]++;
    }
    for (uint64_t edge = 0; !directed && entering && edge < edges->count; edge++) {
        if (edges->sources[edge] == edges->targets[edge]) {
            leaving[edges->sources[edge]]--;
            entering[edges->sources[edge]]++;
        }
    }
}

/**
 * Put the edges into rows, and their places there into numbers.
 * @param next Per node where its next element goes; moves on.
 */
static void fill_rows(const given_edges *edges, bool directed, uint64_t *next, uint32_t *elements,
                      graph_numbers places) {
    graph_number_writer writer = graph_number_writer_of(places);
    for (uint64_t edge = 0; edge < edges->count; edge++) {
        uint64_t source = edges->sources[edge];
        uint64_t target = edges->targets[edge];
        uint64_t place = next[source]++;
        elements[place] = (uint32_t)target;
        graph_number_append(&writer, place);
        if (!directed && source != target) {
            elements[next[target]++] = (uint32_t)source;
        }
    }
    graph_number_finish(&writer);
}

/** Fill the rows of a home with edges that come in the order of their sources. False: no memory. */
static bool fill_in_order(const given_edges *edges, graph_rows *rows) {
    graph_numbers *nodes = &rows->lists.nodes;
    if (!graph_numbers_allocate(nodes, edges->count, rows->node_limit - 1)) {
        return false;
    }
    graph_number_writer writer = graph_number_writer_of(*nodes);
    for (uint64_t edge = 0; edge < edges->count; edge++) {
        graph_number_append(&writer, edges->targets[edge]);
    }
    graph_number_finish(&writer);
    return true;
}

/** Fill the rows of a home, and say where the edges are there. False: no memory. */
static bool fill_home(const given_edges *edges, bool directed, graph_home *home) {
    graph_rows *rows = home->rows;
    uint64_t length = graph_rows_length(rows);
    uint64_t *next = graph_rows_cursors(rows);
    uint32_t *elements = graph_allocate(graph_numbers_room(length), sizeof *elements);
    bool has_memory = next && elements && graph_numbers_allocate(&home->places, edges->count, length - 1);
    if (has_memory) {
        fill_rows(edges, directed, next, elements, home->places);
        graph_numbers_pack(&rows->lists.nodes, elements, length, rows->node_limit - 1);
    } else {
        free(elements);
    }
    free(next);
    return has_memory;
}

/** Make a home for edges whose nodes' degrees the offsets of its rows hold. False: no memory. */
static bool build_home(const given_edges *edges, bool directed, graph_home *home) {
    graph_rows_begin(home->rows);
    bool in_order = directed && sources_ascend(edges);
    return (in_order ? fill_in_order(edges, home->rows) : fill_home(edges, directed, home)) &&
           find_sources(home);
}

graph_status graph_home_first_edges(graph *g, const uint64_t *sources, const uint64_t *targets,
                                    uint64_t count) {
    given_edges edges = {.sources = sources, .targets = targets, .count = count};
    uint64_t loops = count_loops(&edges);
    uint32_t *entering = NULL;
    bool has_memory = true;
    if (g->directed || loops > 0) {
        entering = graph_allocate_zeroed(g->node_capacity, sizeof *entering);
        has_memory = entering != NULL;
    }
    g->home.rows = has_memory ? graph_rows_make(g, GRAPH_OUTWARD, count) : NULL;
    if (g->home.rows) {
        count_edges(&edges, g->directed, g->home.rows->lists.offsets + 1, entering);
        has_memory = build_home(&edges, g->directed, &g->home);
    }
    if (!g->home.rows || !has_memory) {
        graph_home_free(g);
        free(entering);
        return graph_no_memory("more edges");
    }
    free(g->degree[GRAPH_OUTWARD]);
    free(g->degree[GRAPH_INWARD]);
    g->degree[GRAPH_OUTWARD] = NULL;
    g->degree[GRAPH_INWARD] = entering;
    g->self_loops = loops;
    g->edge_limit = g->edge_count = count;
    return GRAPH_OK;
}

/* ------------------------------------------------------------------------------------------ a new home */

/** Find the places of edges in the rows of a home-to-be. False: no memory. */
static bool find_places(const graph *g, graph_home *home) {
    const graph_rows *rows = home->rows;
    graph_numbers edges = *atomic_load_explicit(&rows->edges, memory_order_acquire);
    uint64_t length = graph_rows_length(rows);
    if (!graph_numbers_allocate(&home->places, rows->edge_limit, length > 0 ? length - 1 : 0)) {
        return false;
    }
    for (uint64_t node = 0; node < rows->node_limit; node++) {
        uint64_t end = graph_list_begin(rows->lists, node + 1);
        for (uint64_t place = graph_list_begin(rows->lists, node); place < end; place++) {
            uint64_t edge = graph_number_at(edges, place);
            uint32_t source = (uint32_t)node;
            uint32_t target;
            if (!g->directed) {
                graph_edge_ends(g, edge, &source, &target);
            }
            if (source == node) {
                graph_number_put(home->places, edge, place);
            }
        }
    }
    return true;
}

void graph_home_move(graph *g, graph_rows *rows) {
    graph_home home = {.rows = rows};
    if (rows == g->home.rows || !find_places(g, &home) || !find_sources(&home)) {
        graph_numbers_free(&home.places);
        return;
    }
    graph_home_free(g);
    g->home = home;
    free(g->edge_source);
    free(g->edge_target);
    g->edge_source = g->edge_target = NULL;
    g->recent_capacity = 0;
}
