/**
 * @file
 * Breadth-first search.
 */
#include <stdlib.h>

#include "internal.h"

/** What a search needs. */
typedef struct search {
    const graph_rows *rows;
    int64_t *distance; /**< Hops per id, -1 where not met. */
    uint64_t *met;     /**< A bit per id: asked once per edge, and 64 times denser than the distances. */
    uint32_t *queue;   /**< The nodes met, in that order. */
    uint64_t tail;     /**< How many they are. */
} search;

static void meet(search *state, uint32_t node, int64_t distance) {
    uint64_t bit = (uint64_t)1 << (node % 64);
    if (!(state->met[node / 64] & bit)) {
        state->met[node / 64] |= bit;
        state->distance[node] = distance;
        state->queue[state->tail++] = node;
    }
}

/*
 * Ask the processor for memory that is about to be needed; where it cannot be asked, nothing happens. A
 * macro, used right in the loop, because GCC drops calls of functions that do only this.
 */
#if defined(__GNUC__)
#define PREFETCH(memory) __builtin_prefetch(memory)
#else
#define PREFETCH(memory) ((void)(memory))
#endif

/* How far ahead in the queue memory is asked for: first where a row begins, then the row. */
enum { OFFSETS_AHEAD = 16, ROWS_AHEAD = 8 };

static void run(search *state, uint32_t source) {
    const graph_rows *rows = state->rows;
    meet(state, source, 0);
    for (uint64_t head = 0; head < state->tail; head++) {
        /* The queue says which rows come next, and waiting for them would be most of a search. */
        if (head + OFFSETS_AHEAD < state->tail) {
            const uint64_t *row = &rows->offsets[state->queue[head + ROWS_AHEAD]];
            PREFETCH(&rows->offsets[state->queue[head + OFFSETS_AHEAD]]);
            PREFETCH(rows->nodes + row[0]);
            PREFETCH(rows->nodes + row[1]);
        }
        uint32_t node = state->queue[head];
        int64_t next = state->distance[node] + 1;
        uint64_t end = rows->offsets[node + (uint64_t)1];
        for (uint64_t at = rows->offsets[node]; at < end; at++) {
            meet(state, rows->nodes[at], next);
        }
    }
}

graph_status graph_bfs(const graph *g, uint64_t source, int64_t **distances, size_t *count) {
    graph_status status = graph_check_node(g, source);
    if (status != GRAPH_OK) {
        return status;
    }
    search state = {.rows = graph_exact_rows(g, GRAPH_OUTWARD)};
    if (!state.rows) {
        return GRAPH_OUT_OF_MEMORY;
    }
    state.distance = graph_allocate(g->node_limit, sizeof *state.distance);
    state.met = graph_allocate_zeroed(g->node_limit / 64 + 1, sizeof *state.met);
    state.queue = graph_allocate(g->node_count, sizeof *state.queue);
    int64_t *picked = NULL;
    if (!state.distance || !state.met || !state.queue) {
        status = graph_no_memory("a breadth-first search");
    } else {
        for (uint64_t node = 0; node < g->node_limit; node++) {
            state.distance[node] = -1;
        }
        run(&state, (uint32_t)source);
        picked = graph_pick_live_nodes(g, state.distance, sizeof *picked);
        status = picked ? GRAPH_OK : GRAPH_OUT_OF_MEMORY;
    }
    free(state.distance);
    free(state.met);
    free(state.queue);
    if (status == GRAPH_OK) {
        *distances = picked;
        *count = (size_t)g->node_count;
    }
    return status;
}
