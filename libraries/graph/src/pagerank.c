/**
 * @file
 * PageRank by power iteration.
 *
 * An iteration goes through all edges, so these are put into an order first that suits the processor: nodes
 * that as many edges enter follow one another, for then it guesses right where the edges of each end; and
 * those that most enter come first, for in many graphs theirs are the ranks that are asked for most, which
 * then lie close together (Zhang, Kiriansky, Mendis, Amarasinghe, Zaharia: Making Caches Work for Graph
 * Analytics, 2017).
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

/** What an iteration needs. A node's place is where it comes in an iteration; removed nodes have none. */
typedef struct ranking {
    const graph *g;
    const graph_rows *rows; /**< The edges that enter a node: it sums up what they bring. */
    const graph_pagerank_options *options;

    double *edge_weight; /**< Per edge id; null: all edges alike. */
    double *out_weight;  /**< Per id: sum of the weights of the edges that leave a node. */
    double *teleport;    /**< Per id: chance that a random jump lands here; null: everywhere alike. */

    uint64_t count;     /**< Places. */
    uint32_t *node;     /**< Per place: whose it is. */
    uint64_t *begin;    /**< Per place, and one more: where the edges that enter begin in the next two. */
    uint32_t *from;     /**< Per edge that enters: the place of its source. */
    double *edge_share; /**< Likewise: the weight's part of its source's out_weight; null: all alike. */
    double
        *share; /**< Per place: the part of its rank that a node gives away, to each edge where all alike. */
    double *jump;       /**< Per place: `teleport` of the node; null: everywhere alike. */
    uint32_t *dangling; /**< The places of nodes that no edge leaves. */
    uint64_t dangling_count;

    double *given; /**< Per place: what a node gives away in an iteration. */
    double *rank;  /**< Per place. */
    double *next;  /**< Per place. */

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
        if (graph_edge_removed(g, edge)) {
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

/* --------------------------------------------------------------------------------------------- weights */

/** Sum up what leaves every node. */
static graph_status sum_weights(ranking *state) {
    const graph *g = state->g;
    graph_edge_walk walk = {.g = g};
    uint64_t edge;
    uint32_t source;
    uint32_t target;
    while (graph_edge_walk_next(&walk, &edge, &source, &target)) {
        state->out_weight[source] += state->edge_weight[edge];
        if (!g->directed && source != target) {
            state->out_weight[target] += state->edge_weight[edge];
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

/** Count what leaves every node. */
static void count_edges(ranking *state) {
    const graph *g = state->g;
    for (uint64_t node = 0; node < g->node_limit; node++) {
        state->out_weight[node] = (double)graph_edges_at(g, node, GRAPH_OUTWARD);
    }
}

/* --------------------------------------------------------------------------------------------- the order */

/* Rows of one class follow one another: those below EXACT_LENGTHS by their length, others by its magnitude.
 */
enum { EXACT_LENGTHS = 32, CLASSES = EXACT_LENGTHS + 64 };

/** How many edges enter a node. */
static uint64_t row_length(const ranking *state, uint64_t node) {
    graph_lists lists = state->rows->lists;
    return graph_list_begin(lists, node + 1) - graph_list_begin(lists, node);
}

/** The class of a row; the longest rows are in the first. */
static uint64_t class_of(uint64_t length) {
    uint64_t class = length;
    if (length >= EXACT_LENGTHS) {
        for (class = EXACT_LENGTHS; length > EXACT_LENGTHS; length /= 2) {
            class ++;
        }
    }
    return CLASSES - 1 - class;
}

/** Give every node its place: classes one after the other, each by ascending id. */
static void find_places(ranking *state, uint32_t *place) {
    const graph *g = state->g;
    uint64_t next[CLASSES + 1] = {0};
    for (uint64_t node = 0; node < g->node_limit; node++) {
        next[class_of(row_length(state, node)) + 1] += g->node_alive[node];
    }
    for (uint64_t class = 0; class < CLASSES; class ++) {
        next[class + 1] += next[class];
    }
    for (uint64_t node = 0; node < g->node_limit; node++) {
        if (g->node_alive[node]) {
            uint64_t found = next[class_of(row_length(state, node))]++;
            place[node] = (uint32_t)found;
            state->node[found] = (uint32_t)node;
        }
    }
}

/** Put the edges into the order of their targets' places. */
static void order_edges(ranking *state, const uint32_t *place, const graph_numbers *edges) {
    graph_lists lists = state->rows->lists;
    uint64_t to = 0;
    for (uint64_t at = 0; at < state->count; at++) {
        uint64_t end = graph_list_begin(lists, state->node[at] + (uint64_t)1);
        state->begin[at] = to;
        for (uint64_t element = graph_list_begin(lists, state->node[at]); element < end; element++, to++) {
            uint64_t source = graph_number_at(lists.nodes, element);
            state->from[to] = place[source];
            if (edges) {
                double out_weight = state->out_weight[source];
                state->edge_share[to] =
                    out_weight > 0.0 ? state->edge_weight[graph_number_at(*edges, element)] / out_weight
                                     : 0.0;
            }
        }
    }
    state->begin[state->count] = to;
}

/** What stays the same in all iterations, per place. */
static void fill_places(ranking *state) {
    double damping = state->options->damping;
    for (uint64_t at = 0; at < state->count; at++) {
        double out_weight = state->out_weight[state->node[at]];
        state->rank[at] = 1.0 / (double)state->count;
        state->share[at] = out_weight > 0.0 ? damping / (state->edge_share ? 1.0 : out_weight) : 0.0;
        state->dangling[state->dangling_count] = (uint32_t)at;
        state->dangling_count += out_weight > 0.0 ? 0 : 1;
        if (state->jump) {
            state->jump[at] = state->teleport[state->node[at]];
        }
    }
}

static bool allocate_places(ranking *state) {
    uint64_t elements = graph_rows_length(state->rows);
    state->node = graph_allocate(state->count, sizeof *state->node);
    state->begin = graph_allocate(state->count + 1, sizeof *state->begin);
    state->from = graph_allocate(elements, sizeof *state->from);
    state->share = graph_allocate(state->count, sizeof *state->share);
    state->dangling = graph_allocate(state->count + 1, sizeof *state->dangling);
    state->given = graph_allocate(state->count, sizeof *state->given);
    state->rank = graph_allocate(state->count, sizeof *state->rank);
    state->next = graph_allocate(state->count, sizeof *state->next);
    if (state->edge_weight) {
        state->edge_share = graph_allocate(elements, sizeof *state->edge_share);
    }
    if (state->teleport) {
        state->jump = graph_allocate(state->count, sizeof *state->jump);
    }
    return state->node && state->begin && state->from && state->share && state->dangling && state->given &&
           state->rank && state->next && (!state->edge_weight || state->edge_share) &&
           (!state->teleport || state->jump);
}

static graph_status find_order(ranking *state) {
    const graph_numbers *edges = state->edge_weight ? graph_row_edges(state->g, state->rows) : NULL;
    if (state->edge_weight && !edges) {
        return GRAPH_OUT_OF_MEMORY;
    }
    uint32_t *place = graph_allocate(state->g->node_limit, sizeof *place);
    if (!place || !allocate_places(state)) {
        free(place);
        (void)graph_no_memory("PageRank");
        return GRAPH_OUT_OF_MEMORY;
    }
    find_places(state, place);
    order_edges(state, place, edges);
    fill_places(state);
    free(place);
    return GRAPH_OK;
}

static graph_status prepare(ranking *state) {
    state->rows = graph_exact_rows(state->g, GRAPH_INWARD);
    if (!state->rows) {
        return GRAPH_OUT_OF_MEMORY;
    }
    state->count = state->g->node_count;
    state->out_weight = graph_allocate_zeroed(state->g->node_limit, sizeof *state->out_weight);
    if (!state->out_weight) {
        (void)graph_no_memory("PageRank");
        return GRAPH_OUT_OF_MEMORY;
    }
    graph_status status = GRAPH_OK;
    if (state->edge_weight) {
        status = sum_weights(state);
    } else {
        count_edges(state);
    }
    return status == GRAPH_OK ? find_order(state) : status;
}

/* ------------------------------------------------------------------------------------------- iteration */

/** The rank on nodes that no edge leaves. Compensated, since errors here would shift the sum of all ranks. */
static double dangling_rank(const ranking *state) {
    double sum = 0.0;
    double lost = 0.0;
    for (uint64_t at = 0; at < state->dangling_count; at++) {
        double term = state->rank[state->dangling[at]] - lost;
        double total = sum + term;
        lost = (total - sum) - term;
        sum = total;
    }
    return sum;
}

/** Find what every node gives away. */
static void give(ranking *state) {
    const double *rank = state->rank;
    const double *share = state->share;
    double *given = state->given;
    for (uint64_t at = 0; at < state->count; at++) {
        given[at] = rank[at] * share[at];
    }
}

/** What edges bring, where all are alike. */
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

/** What edges bring in proportion to their weights. */
static double take_weighted(const double *given, const uint32_t *from, const double *share, uint64_t count) {
    double sum = 0.0;
    for (uint64_t at = 0; at < count; at++) {
        sum += given[from[at]] * share[at];
    }
    return sum;
}

/**
 * Find the next rank of every node: what jumps and edges bring it.
 * @return How far that moves the ranks, in the norm asked for.
 */
static double advance(ranking *state) {
    double damping = state->options->damping;
    double dangling = damping * dangling_rank(state);
    double even = 1.0 / (double)state->count;
    bool spread_evenly = !state->jump || state->options->dangling == GRAPH_DANGLING_UNIFORM;
    double sum = 0.0;
    double largest = 0.0;
    give(state);
    for (uint64_t at = 0; at < state->count; at++) {
        double teleport = state->jump ? state->jump[at] : even;
        double jumps = (1.0 - damping) * teleport + dangling * (spread_evenly ? even : teleport);
        const uint32_t *from = state->from + state->begin[at];
        uint64_t count = state->begin[at + 1] - state->begin[at];
        double taken = state->edge_share
                           ? take_weighted(state->given, from, state->edge_share + state->begin[at], count)
                           : take_alike(state->given, from, count);
        state->next[at] = jumps + taken;
        double change = fabs(state->next[at] - state->rank[at]);
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
        outcome->change = advance(state);
        outcome->iterations++;
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

/** The ranks by ascending id, in the array of the weights, which are needed no longer. */
static double *take_result(ranking *state) {
    double *by_id = state->out_weight;
    for (uint64_t at = 0; at < state->count; at++) {
        by_id[state->node[at]] = state->rank[at];
    }
    graph_keep_live_nodes(state->g, by_id, sizeof *by_id);
    state->out_weight = NULL;
    return by_id;
}

static void free_ranking(ranking *state) {
    void *arrays[] = {state->edge_weight, state->out_weight, state->teleport, state->node, state->begin,
                      state->from,        state->edge_share, state->share,    state->jump, state->dangling,
                      state->given,       state->rank,       state->next};
    for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++) {
        free(arrays[i]);
    }
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
        *ranks = take_result(&state);
        *count = (size_t)g->node_count;
    }
    free_ranking(&state);
    return status;
}
