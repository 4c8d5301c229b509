/**
 * @file
 * PageRank by power iteration.
 *
 * All sums are made in an order that depends on the graph alone, on one thread: so the bits are the same on
 * every run.
 */
#include <math.h>
#include <stdlib.h>

#include "internal.h"

/* A fused multiply-add rounds once where two operations round twice: other bits on other processors. */
#if defined(__clang__)
#pragma STDC FP_CONTRACT OFF
#elif defined(__GNUC__)
#pragma GCC optimize("fp-contract=off")
#endif

/** What an iteration needs; arrays have one element per id unless said otherwise. */
typedef struct ranking {
    const graph *g;
    const graph_rows *rows; /**< The edges that enter a node: it sums up what they bring. */
    const graph_pagerank_options *options;
    double *edge_weight; /**< One element per edge id; null: all edges alike. */
    double
        *edge_share; /**< One element per element of `rows`: the weight's part of its source's out_weight. */
    double *out_weight; /**< Sum of the weights of the edges that leave a node. */
    double *teleport;   /**< Chance that a random jump lands here; null: everywhere alike. */
    double *given;      /**< What a node gives away in an iteration, to each edge where all are alike. */
    double *rank;
    double *next;
    const tenon_cancel *cancel; /**< Or null. */
    graph_progress progress;    /**< Or null. */
    void *progress_context;
} ranking;

graph_pagerank_options graph_pagerank_defaults(void) {
    return (graph_pagerank_options){
        .damping = 0.85,
        .tolerance = 1e-6,
        .max_iterations = 100,
        .norm = GRAPH_NORM_SUM,
        .dangling = GRAPH_DANGLING_TELEPORT,
        .fixed_iterations = false,
    };
}

/* --------------------------------------------------------------------------------------------- options */

static graph_status check_options(const graph_pagerank_options *options) {
    if (!(options->damping >= 0.0 && options->damping < 1.0)) {
        return graph_fail(GRAPH_INVALID_ARGUMENT, "damping is %g: it must be at least 0 and below 1",
                          options->damping);
    }
    if (!options->fixed_iterations && !(options->tolerance > 0.0)) {
        return graph_fail(GRAPH_INVALID_ARGUMENT, "tolerance is %g: it must be above 0", options->tolerance);
    }
    if (options->max_iterations == 0) {
        return graph_fail(GRAPH_INVALID_ARGUMENT, "max_iterations is 0: it must be at least 1");
    }
    return GRAPH_OK;
}

/** Find a column of numbers. */
static graph_status numeric_column(const graph *g, graph_entity of, const char *name,
                                   const graph_column **column) {
    *column = graph_find_column(g, of, name);
    if (!*column) {
        return GRAPH_NO_SUCH_COLUMN;
    }
    if ((*column)->type != GRAPH_I64 && (*column)->type != GRAPH_F64) {
        return graph_fail(GRAPH_WRONG_TYPE, "column \"%s\" holds %s, not numbers", name,
                          graph_type_name((*column)->type));
    }
    return GRAPH_OK;
}

static double number_at(const graph_column *column, uint64_t row) {
    return column->type == GRAPH_I64 ? (double)column->values.i64[row] : column->values.f64[row];
}

static graph_status check_share(const char *kind, uint64_t id, const char *column, double value) {
    if (isfinite(value) && value >= 0.0) {
        return GRAPH_OK;
    }
    return graph_fail(GRAPH_INVALID_ARGUMENT,
                      "%s %" PRIu64 " has %g in column \"%s\": shares must be finite and not negative", kind,
                      id, value, column);
}

static graph_status read_weights(ranking *state, const char *name) {
    const graph *g = state->g;
    const graph_column *column;
    graph_status status = numeric_column(g, GRAPH_EDGES, name, &column);
    if (status != GRAPH_OK) {
        return status;
    }
    state->edge_weight = graph_allocate_zeroed(g->edge_limit, sizeof *state->edge_weight);
    if (!state->edge_weight) {
        return graph_no_memory("the weights");
    }
    for (uint64_t edge = 0; edge < g->edge_limit; edge++) {
        if (g->edge_source[edge] == GRAPH_NONE) {
            continue;
        }
        if (!column->present[edge]) {
            return graph_fail(GRAPH_NO_VALUE, "edge %" PRIu64 " has no value in column \"%s\"", edge, name);
        }
        state->edge_weight[edge] = number_at(column, edge);
        status = check_share("edge", edge, name, state->edge_weight[edge]);
        if (status != GRAPH_OK) {
            return status;
        }
    }
    return GRAPH_OK;
}

static graph_status read_teleport(ranking *state, const char *name) {
    const graph *g = state->g;
    const graph_column *column;
    graph_status status = numeric_column(g, GRAPH_NODES, name, &column);
    if (status != GRAPH_OK) {
        return status;
    }
    state->teleport = graph_allocate_zeroed(g->node_limit, sizeof *state->teleport);
    if (!state->teleport) {
        return graph_no_memory("the teleport values");
    }
    double sum = 0.0;
    for (uint64_t node = 0; node < g->node_limit; node++) {
        if (g->node_alive[node] && column->present[node]) {
            state->teleport[node] = number_at(column, node);
            status = check_share("node", node, name, state->teleport[node]);
            if (status != GRAPH_OK) {
                return status;
            }
            sum += state->teleport[node];
        }
    }
    if (g->node_count > 0 && !(sum > 0.0 && isfinite(sum))) {
        return graph_fail(GRAPH_INVALID_ARGUMENT,
                          "the values of column \"%s\" sum to %g: the sum must be above 0 and finite", name,
                          sum);
    }
    for (uint64_t node = 0; node < g->node_limit; node++) {
        state->teleport[node] /= sum;
    }
    return GRAPH_OK;
}

/* ------------------------------------------------------------------------------------------- iteration */

/** Sum up what leaves every node. */
static graph_status sum_weights(ranking *state) {
    const graph *g = state->g;
    for (uint64_t edge = 0; edge < g->edge_limit; edge++) {
        uint32_t source = g->edge_source[edge];
        uint32_t target = g->edge_target[edge];
        if (source == GRAPH_NONE) {
            continue;
        }
        double weight = state->edge_weight ? state->edge_weight[edge] : 1.0;
        state->out_weight[source] += weight;
        if (!g->directed && source != target) {
            state->out_weight[target] += weight;
        }
    }
    for (uint64_t node = 0; node < g->node_limit; node++) {
        if (!isfinite(state->out_weight[node])) {
            return graph_fail(GRAPH_INVALID_ARGUMENT,
                              "the weights of the edges at node %" PRIu64 " are too large", node);
        }
    }
    return GRAPH_OK;
}

/** Turn weights into shares, once for all iterations. */
static graph_status find_shares(ranking *state) {
    const graph_rows *rows = state->rows;
    uint64_t elements = rows->offsets[rows->node_limit];
    const uint32_t *edges = graph_row_edges(state->g, rows);
    if (!edges) {
        return GRAPH_OUT_OF_MEMORY;
    }
    state->edge_share = graph_allocate(elements, sizeof *state->edge_share);
    if (!state->edge_share) {
        return graph_no_memory("the weights");
    }
    for (uint64_t at = 0; at < elements; at++) {
        double out_weight = state->out_weight[rows->nodes[at]];
        state->edge_share[at] = out_weight > 0.0 ? state->edge_weight[edges[at]] / out_weight : 0.0;
    }
    return GRAPH_OK;
}

static graph_status prepare(ranking *state) {
    const graph *g = state->g;
    state->rows = graph_exact_rows(g, GRAPH_INWARD);
    if (!state->rows) {
        return GRAPH_OUT_OF_MEMORY;
    }
    state->out_weight = graph_allocate_zeroed(g->node_limit, sizeof *state->out_weight);
    state->given = graph_allocate_zeroed(g->node_limit, sizeof *state->given);
    state->rank = graph_allocate_zeroed(g->node_limit, sizeof *state->rank);
    state->next = graph_allocate_zeroed(g->node_limit, sizeof *state->next);
    if (!state->out_weight || !state->given || !state->rank || !state->next) {
        return graph_no_memory("PageRank");
    }
    for (uint64_t node = 0; node < g->node_limit; node++) {
        if (g->node_alive[node]) {
            state->rank[node] = 1.0 / (double)g->node_count;
        }
    }
    graph_status status = sum_weights(state);
    if (status == GRAPH_OK && state->edge_weight) {
        status = find_shares(state);
    }
    return status;
}

/** The rank on nodes that no edge leaves. Compensated, since errors here would shift the sum of all ranks. */
static double dangling_rank(const ranking *state) {
    double sum = 0.0;
    double lost = 0.0;
    for (uint64_t node = 0; node < state->g->node_limit; node++) {
        if (state->out_weight[node] > 0.0) {
            continue;
        }
        double term = state->rank[node] - lost;
        double total = sum + term;
        lost = (total - sum) - term;
        sum = total;
    }
    return sum;
}

/** Find what every node gives away. */
static void give(ranking *state) {
    double damping = state->options->damping;
    for (uint64_t node = 0; node < state->g->node_limit; node++) {
        double given = damping * state->rank[node];
        double out_weight = state->out_weight[node];
        state->given[node] = state->edge_share ? given : out_weight > 0.0 ? given / out_weight : 0.0;
    }
}

/** What the edges into a node bring it, where all are alike. */
static double take_alike(const double *given, const uint32_t *from, uint64_t count) {
    /* Four sums, since each addition has to wait for the one before it in the same sum. */
    double sums[4] = {0.0, 0.0, 0.0, 0.0};
    uint64_t at = 0;
    for (; at + 4 <= count; at += 4) {
        sums[0] += given[from[at]];
        sums[1] += given[from[at + 1]];
        sums[2] += given[from[at + 2]];
        sums[3] += given[from[at + 3]];
    }
    for (; at < count; at++) {
        sums[0] += given[from[at]];
    }
    return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

/** What the edges into a node bring it. */
static double take(const ranking *state, uint64_t node) {
    uint64_t begin = state->rows->offsets[node];
    uint64_t end = state->rows->offsets[node + 1];
    const uint32_t *from = state->rows->nodes;
    if (!state->edge_share) {
        return take_alike(state->given, from + begin, end - begin);
    }
    double rank = 0.0;
    for (uint64_t at = begin; at < end; at++) {
        rank += state->given[from[at]] * state->edge_share[at];
    }
    return rank;
}

/** Find the next rank of every node: what jumps and edges bring it. */
static void advance(ranking *state) {
    const graph *g = state->g;
    double damping = state->options->damping;
    double dangling = damping * dangling_rank(state);
    double even = 1.0 / (double)g->node_count;
    bool spread_evenly = !state->teleport || state->options->dangling == GRAPH_DANGLING_UNIFORM;
    give(state);
    for (uint64_t node = 0; node < g->node_limit; node++) {
        if (g->node_alive[node]) {
            double teleport = state->teleport ? state->teleport[node] : even;
            double jumps = (1.0 - damping) * teleport + dangling * (spread_evenly ? even : teleport);
            state->next[node] = jumps + take(state, node);
        }
    }
}

/** How far the last iteration moved the ranks. */
static double measure_change(const ranking *state) {
    double sum = 0.0;
    double largest = 0.0;
    for (uint64_t node = 0; node < state->g->node_limit; node++) {
        double change = fabs(state->next[node] - state->rank[node]);
        sum += change;
        largest = change > largest ? change : largest;
    }
    return state->options->norm == GRAPH_NORM_SUM ? sum : largest;
}

static bool is_within_tolerance(const ranking *state, double change) {
    if (state->options->norm == GRAPH_NORM_SUM) {
        return change < (double)state->g->node_count * state->options->tolerance;
    }
    return change <= state->options->tolerance;
}

/** Between two iterations: tell how far it is, and stop where the caller wants that. */
static graph_status look_up(const ranking *state, uint32_t iterations) {
    if (state->progress) {
        state->progress(iterations, state->options->max_iterations, state->progress_context);
    }
    return tenon_is_cancelled(state->cancel)
               ? graph_fail(GRAPH_CANCELLED, "the caller asked to stop after %" PRIu32 " iterations",
                            iterations)
               : GRAPH_OK;
}

static graph_status iterate(ranking *state, graph_pagerank_outcome *outcome) {
    const graph_pagerank_options *options = state->options;
    *outcome = (graph_pagerank_outcome){.converged = state->g->node_count == 0};
    if (state->g->node_count == 0) {
        return GRAPH_OK;
    }
    while (outcome->iterations < options->max_iterations) {
        advance(state);
        outcome->iterations++;
        outcome->change = measure_change(state);
        outcome->converged = is_within_tolerance(state, outcome->change);
        double *previous = state->rank;
        state->rank = state->next;
        state->next = previous;
        if (outcome->converged && !options->fixed_iterations) {
            return GRAPH_OK;
        }
        graph_status status = look_up(state, outcome->iterations);
        if (status != GRAPH_OK) {
            return status;
        }
    }
    if (options->fixed_iterations) {
        return GRAPH_OK;
    }
    return graph_fail(GRAPH_NOT_CONVERGED,
                      "the ranks still changed by %g after %" PRIu32
                      " iterations; allow more of them or a larger tolerance",
                      outcome->change, outcome->iterations);
}

graph_status graph_pagerank(const graph *g, const graph_pagerank_options *options, const char *weight,
                            const char *teleport, const tenon_cancel *cancel, graph_progress progress,
                            void *progress_context, double **ranks, size_t *count,
                            graph_pagerank_outcome *outcome) {
    ranking state = {.g = g,
                     .options = options,
                     .cancel = cancel,
                     .progress = progress,
                     .progress_context = progress_context};
    graph_status status = check_options(options);
    if (status == GRAPH_OK && weight) {
        status = read_weights(&state, weight);
    }
    if (status == GRAPH_OK && teleport) {
        status = read_teleport(&state, teleport);
    }
    if (status == GRAPH_OK) {
        status = prepare(&state);
    }
    if (status == GRAPH_OK) {
        status = iterate(&state, outcome);
    }
    if (status == GRAPH_OK) {
        graph_keep_live_nodes(g, state.rank, sizeof *state.rank);
        *ranks = state.rank;
        *count = (size_t)g->node_count;
        state.rank = NULL;
    }
    free(state.edge_weight);
    free(state.edge_share);
    free(state.given);
    free(state.out_weight);
    free(state.teleport);
    free(state.rank);
    free(state.next);
    return status;
}
