/**
 * @file
 * Breadth-first search, which changes its direction as it goes: Beamer, Asanovic, Patterson:
 * Direction-Optimizing Breadth-First Search, SC 2012. While few nodes were met last, their edges are
 * followed. Where these are many, it is faster to ask the nodes that are left whether an edge comes from one
 * of those: the first one will do.
 */
#include <stdlib.h>
#include <string.h>

#include "internal.h"

/* When to change the direction, as the paper found it best. */
enum { EDGES_PER_SWITCH = 15, NODES_PER_SWITCH = 18 };

/** What a search needs. */
typedef struct search {
    const graph_rows *outward;
    const graph_rows *inward; /**< Null: not known, and so edges are always followed. */
    uint64_t node_limit;
    uint64_t words;    /**< Of a set: a bit per id. */
    int64_t *distance; /**< Hops per id, -1 where not met. */
    uint64_t *met;     /**< A set, asked once per edge: it is 64 times denser than the distances. */
    uint64_t *last;    /**< A set: the nodes met in the last step backward. */
    uint64_t *next;    /**< A set: those that the present one meets. */
    uint32_t *queue;   /**< The nodes met by following edges, in that order. */
    uint64_t head;     /**< Where those of the last step begin. */
    uint64_t tail;     /**< How many they all are. */
    int64_t depth;     /**< How many steps there were. */
} search;

static uint64_t bit_of(uint64_t node) {
    return (uint64_t)1 << (node % 64);
}

/** The place of the lowest bit of a word that is not 0. */
static uint64_t lowest_bit(uint64_t word) {
#if defined(__GNUC__)
    return (uint64_t)__builtin_ctzll(word);
#else
    uint64_t place = 0;
    for (; !(word & 1); word >>= 1) {
        place++;
    }
    return place;
#endif
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

/** Follow the edges of the nodes met last. @return How many edges leave the nodes that were met by that. */
static uint64_t step_forward(search *state) {
    graph_lists lists = state->outward->lists;
    graph_numbers nodes = lists.nodes;
    uint64_t *met = state->met;
    uint32_t *queue = state->queue;
    uint64_t level_end = state->tail;
    uint64_t tail = state->tail;
    for (uint64_t head = state->head; head < level_end; head++) {
        /* The queue says which rows come next, and waiting for them would be most of a search. */
        if (head + OFFSETS_AHEAD < level_end) {
            const uint32_t *row = &lists.offsets[queue[head + ROWS_AHEAD]];
            PREFETCH(&lists.offsets[queue[head + OFFSETS_AHEAD]]);
            PREFETCH(nodes.bytes + row[0] * nodes.width / 8);
            PREFETCH(nodes.bytes + row[1] * nodes.width / 8);
        }
        uint64_t end = graph_list_begin(lists, queue[head] + (uint64_t)1) * nodes.width;
        for (uint64_t bit = graph_list_begin(lists, queue[head]) * nodes.width; bit < end;
             bit += nodes.width) {
            /* Without a branch, which nobody could predict. The queue has room for one node too many. */
            uint64_t node = graph_number_from(nodes, bit);
            uint64_t *word = &met[node / 64];
            queue[tail] = (uint32_t)node;
            tail += (~*word >> (node % 64)) & 1;
            *word |= bit_of(node);
        }
    }
    uint64_t leaving = 0;
    state->depth++;
    for (uint64_t at = level_end; at < tail; at++) {
        state->distance[queue[at]] = state->depth;
        leaving += graph_list_begin(lists, queue[at] + (uint64_t)1) - graph_list_begin(lists, queue[at]);
    }
    state->head = level_end;
    state->tail = tail;
    return leaving;
}

/** Whether an edge enters a node from one that was met in the last step. */
static inline bool is_entered(graph_lists inward, const uint64_t *last, uint64_t node) {
    uint64_t width = inward.nodes.width;
    uint64_t end = graph_list_begin(inward, node + 1) * width;
    for (uint64_t bit = graph_list_begin(inward, node) * width; bit < end; bit += width) {
        uint64_t from = graph_number_from(inward.nodes, bit);
        if (last[from / 64] & bit_of(from)) {
            return true;
        }
    }
    return false;
}

/** Ask all nodes not met whether they are met now. @return How many are. */
static uint64_t step_backward(search *state) {
    graph_lists inward = state->inward->lists;
    const uint64_t *last = state->last;
    uint64_t count = 0;
    state->depth++;
    for (uint64_t word = 0; word < state->words; word++) {
        uint64_t found = 0;
        for (uint64_t left = ~state->met[word]; left != 0; left &= left - 1) {
            uint64_t node = word * 64 + lowest_bit(left);
            if (node >= state->node_limit) {
                break;
            }
            if (is_entered(inward, last, node)) {
                state->distance[node] = state->depth;
                found |= bit_of(node);
                count++;
            }
        }
        state->met[word] |= found;
        state->next[word] = found;
    }
    uint64_t *met_last = state->next;
    state->next = state->last;
    state->last = met_last;
    return count;
}

/** Go on backward as long as many nodes are met; those met last are then the queue. */
static void run_backward(search *state) {
    uint64_t count = state->tail - state->head;
    uint64_t before;
    memset(state->last, 0, (size_t)state->words * sizeof *state->last);
    for (uint64_t at = state->head; at < state->tail; at++) {
        state->last[state->queue[at] / 64] |= bit_of(state->queue[at]);
    }
    do {
        before = count;
        count = step_backward(state);
    } while (count > 0 && (count >= before || count > state->node_limit / NODES_PER_SWITCH));
    state->head = state->tail = 0;
    for (uint64_t word = 0; word < state->words; word++) {
        for (uint64_t left = state->last[word]; left != 0; left &= left - 1) {
            state->queue[state->tail++] = (uint32_t)(word * 64 + lowest_bit(left));
        }
    }
}

static void run(search *state, uint32_t source) {
    graph_lists lists = state->outward->lists;
    uint64_t unexplored = graph_rows_length(state->outward);
    uint64_t leaving = graph_list_begin(lists, source + (uint64_t)1) - graph_list_begin(lists, source);
    state->distance[source] = 0;
    state->met[source / 64] |= bit_of(source);
    state->queue[state->tail++] = source;
    while (state->head < state->tail) {
        if (state->inward && leaving > unexplored / EDGES_PER_SWITCH) {
            run_backward(state);
            leaving = 0;
        } else {
            unexplored -= leaving < unexplored ? leaving : unexplored;
            leaving = step_forward(state);
        }
    }
}

graph_status graph_bfs(const graph *g, uint64_t source, int64_t **distances, size_t *count) {
    graph_status status = graph_check_node(g, source);
    if (status != GRAPH_OK) {
        return status;
    }
    search state = {.outward = graph_exact_rows(g, GRAPH_OUTWARD)};
    if (!state.outward) {
        return GRAPH_OUT_OF_MEMORY;
    }
    /* To build them would take longer than a search. */
    state.inward = graph_known_rows(g, GRAPH_INWARD);
    state.node_limit = g->node_limit;
    state.words = g->node_limit / 64 + 1;
    state.distance = graph_allocate(g->node_limit, sizeof *state.distance);
    uint64_t *sets = graph_allocate_zeroed(3 * state.words, sizeof *sets);
    state.queue = graph_allocate(g->node_count + 1, sizeof *state.queue);
    if (!state.distance || !sets || !state.queue) {
        status = graph_no_memory("a breadth-first search");
        free(state.distance);
    } else {
        state.met = sets;
        state.last = sets + state.words;
        state.next = state.last + state.words;
        /* All bits of -1 are 1. */
        memset(state.distance, 0xff, (size_t)g->node_limit * sizeof *state.distance);
        run(&state, (uint32_t)source);
        graph_keep_live_nodes(g, state.distance, sizeof *state.distance);
        *distances = state.distance;
        *count = (size_t)g->node_count;
    }
    free(sets);
    free(state.queue);
    return status;
}
