/**
 * @file
 * Directed and undirected multigraphs with typed columns of attributes.
 *
 * Ids. Nodes and edges are numbered 0, 1, 2, ... in the order they are added, by two counters. An id is never
 * given out twice, so an id that was removed stays unknown for ever.
 *
 * Order. Whatever lists nodes or edges does so by ascending id, whatever lists a node's edges by ascending
 * edge id. Results "per live node" have one element per node that exists, in the order of graph_node_ids().
 *
 * Undirected graphs keep an edge's ends as given, yet follow it both ways. A self-loop counts twice in a
 * degree and appears once among the neighbours.
 *
 * Threads. Calls that take the graph as const may run at the same time. What they derive (adjacency) is built
 * once and kept until the next change.
 *
 * Memory. Edges that are added at once, first of all, take least: as many bits as nodes have to be told apart
 * per end, and as many as edges have, but none where the sources are in ascending order. Ask nothing but
 * neighbours, searches and components of a directed graph, and only its outgoing edges are kept.
 *
 * Failure. A call that fails has changed nothing. Pointers must not be null unless TENON_NULLABLE says so.
 */
#ifndef GRAPH_GRAPH_H
#define GRAPH_GRAPH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/arrow.h>
#include <tenon/cancel.h>
#include <tenon/contract.h>

#ifdef __cplusplus
extern "C" {
#endif

TENON_LIBRARY(graph, 1, 1)
TENON_SOURCES("../../src/*.c")
TENON_INCLUDES("..")
TENON_INCLUDES("../../src")
TENON_LINKS("m")
TENON_ADDS(python, "../../python/interchange.py")

/** What went wrong. */
typedef enum TENON_STATUS graph_status {
    GRAPH_OK = 0,
    GRAPH_NO_SUCH_NODE TENON_KIND(not_found) = 1,            /**< The id names no live node. */
    GRAPH_NO_SUCH_EDGE TENON_KIND(not_found) = 2,            /**< The id names no live edge. */
    GRAPH_NO_SUCH_KEY TENON_KIND(not_found) = 3,             /**< No node has this key. */
    GRAPH_NO_SUCH_COLUMN TENON_KIND(not_found) = 4,          /**< No column has this name. */
    GRAPH_NO_VALUE TENON_KIND(not_found) = 5,                /**< The column has no value (null) there. */
    GRAPH_WRONG_TYPE TENON_KIND(invalid_argument) = 6,       /**< The column holds values of another type. */
    GRAPH_INVALID_ARGUMENT TENON_KIND(invalid_argument) = 7, /**< An argument has a value it cannot have. */
    GRAPH_BAD_FORMAT TENON_KIND(invalid_argument) = 8,       /**< A file is not written as its format asks. */
    GRAPH_ALREADY_EXISTS TENON_KIND(already_exists) = 9,     /**< The key or the column is already there. */
    GRAPH_OUT_OF_RANGE TENON_KIND(out_of_range) = 10,        /**< An index is past the end. */
    GRAPH_TOO_LARGE TENON_KIND(out_of_range) = 11,           /**< More than 4,294,967,295 nodes or edges. */
    GRAPH_NOT_CONVERGED TENON_KIND(invalid_state) = 12,      /**< The iterations allowed were not enough. */
    GRAPH_IO TENON_KIND(io) = 13,                       /**< The operating system refused to read a file. */
    GRAPH_OUT_OF_MEMORY TENON_KIND(out_of_memory) = 14, /**< No memory; nothing was changed. */
    GRAPH_CANCELLED TENON_KIND(cancelled) TENON_SINCE(1, 1) = 15 /**< The caller asked to stop. */
} graph_status;

/** Which of the two kinds of things a column describes. */
typedef enum graph_entity {
    GRAPH_NODES = 0, /**< The nodes. */
    GRAPH_EDGES = 1  /**< The edges. */
} graph_entity;

/** What a column holds. Every value may be missing (null). */
typedef enum graph_type {
    GRAPH_I64 = 0,  /**< Signed 64-bit integers. */
    GRAPH_F64 = 1,  /**< IEEE 754 doubles, NaN and infinities included. */
    GRAPH_BOOL = 2, /**< Truth values; in arrays one byte each, 0 or 1. */
    GRAPH_TEXT = 3  /**< UTF-8 text. */
} graph_type;

/** What makes two nodes belong together. On an undirected graph both give the same components. */
typedef enum graph_connection {
    GRAPH_WEAK = 0,  /**< A path that may follow edges against their direction. */
    GRAPH_STRONG = 1 /**< A path there and a path back, along the edges. */
} graph_connection;

/** Where PageRank sends the rank of nodes that no edge leaves. */
typedef enum graph_dangling {
    GRAPH_DANGLING_TELEPORT = 0, /**< Where a random jump goes, as in NetworkX. */
    GRAPH_DANGLING_UNIFORM = 1   /**< To all nodes alike, as in LDBC Graphalytics. */
} graph_dangling;

/** How PageRank measures the change of an iteration. */
typedef enum graph_norm {
    GRAPH_NORM_SUM = 0,    /**< Sum of absolute changes below node count times tolerance, as in NetworkX. */
    GRAPH_NORM_MAXIMUM = 1 /**< Largest absolute change at most the tolerance. */
} graph_norm;

/** A graph's size and shape. */
typedef struct graph_stats {
    uint64_t node_count; /**< Live nodes. */
    uint64_t edge_count; /**< Live edges. */
    uint64_t self_loops; /**< Live edges whose ends are the same node. */
    double density;      /**< Edges per possible edge of a simple graph, 0 below two nodes. */
    bool directed;       /**< Whether edges have a direction. */
} graph_stats;

/** How PageRank runs; graph_pagerank_defaults() gives a good start. */
typedef struct graph_pagerank_options {
    double damping;          /**< Probability to follow an edge rather than jump, 0 <= damping < 1. */
    double tolerance;        /**< When to stop, > 0; see graph_norm. Unused with fixed_iterations. */
    uint32_t max_iterations; /**< Iterations at most, at least 1. */
    graph_norm norm;         /**< How the change of an iteration is measured. */
    graph_dangling dangling; /**< Where the rank of nodes without outgoing edges goes. */
    bool fixed_iterations;   /**< Run exactly max_iterations, converged or not. */
} graph_pagerank_options;

/** How a run of PageRank went. */
typedef struct graph_pagerank_outcome {
    double change;       /**< The last iteration's change, in the norm asked for. */
    uint32_t iterations; /**< Iterations done. */
    bool converged;      /**< Whether the last change was within the tolerance. */
} graph_pagerank_outcome;

/** A directed or undirected multigraph with columns of attributes. */
typedef struct graph graph;

/** A walk over the edges of a graph, which cannot change meanwhile. */
typedef struct graph_cursor graph_cursor;

/* ---------------------------------------------------------------------------------- functions of the caller
 */

/**
 * Says how far a long call has come.
 * @param done Steps, or bytes, done.
 * @param total How many there are, or at most may be; 0 where nobody knows.
 */
typedef void (*graph_progress)(uint64_t done, uint64_t total, void *context TENON_CONTEXT) TENON_SINCE(1, 1);

/**
 * Says whether to keep a node or an edge.
 * @param id The node or edge.
 * @return Whether to keep it.
 */
typedef bool (*graph_predicate)(uint64_t id, void *context TENON_CONTEXT) TENON_THREADS(one)
    TENON_ON_ERROR(false) TENON_SINCE(1, 1);

/**
 * Gives the next bytes of a text.
 * @param buffer Where to put them.
 * @param size How many fit; then how many there are, 0 at the end.
 * @return GRAPH_OK or why not.
 */
typedef graph_status (*graph_source)(void *context TENON_CONTEXT,
                                     void *buffer TENON_OUT TENON_COUNTED_BY(size),
                                     size_t *size TENON_INOUT) TENON_READS TENON_ON_ERROR(GRAPH_IO)
    TENON_SINCE(1, 1);

/** How a walk goes on. */
typedef enum graph_step {
    GRAPH_CONTINUE = 0, /**< As ever. */
    GRAPH_SKIP = 1,     /**< Not beyond this node, or not along this edge. */
    GRAPH_STOP = 2      /**< Not at all: the walk is over. */
} graph_step;

/** In which order a walk meets nodes. */
typedef enum graph_order {
    GRAPH_BREADTH_FIRST = 0, /**< All nodes at one depth before any deeper one. */
    GRAPH_DEPTH_FIRST = 1    /**< Everything beyond an edge before the node's next edge. */
} graph_order;

/** What follows a walk. */
typedef struct TENON_INTERFACE graph_visitor {
    /**
     * A node is met, for the only time.
     * @param node The node.
     * @param depth How many edges lead to it from where the walk began.
     * @return How to go on; GRAPH_SKIP: without following its edges.
     */
    graph_step (*node)(void *context TENON_CONTEXT, uint64_t node, uint64_t depth) TENON_ON_ERROR(GRAPH_STOP);
    /**
     * An edge of a node that was met is looked at; in an undirected graph from both of its ends.
     * @param edge The edge.
     * @param source The node met.
     * @param target The node at the other end, met or not.
     * @return How to go on; GRAPH_SKIP: without following this edge.
     */
    graph_step (*edge)(void *context TENON_CONTEXT, uint64_t edge, uint64_t source, uint64_t target)
        TENON_ON_ERROR(GRAPH_STOP);
    void *context TENON_CONTEXT; /**< Passed to both. */
} graph_visitor TENON_THREADS(one) TENON_SINCE(1, 1);

/* ------------------------------------------------------------------------------------- making a graph */

/**
 * Make an empty graph.
 * @param directed Whether edges have a direction.
 * @return The new graph, or null when there is no memory.
 */
TENON_OWNED graph *graph_new(bool directed);

/**
 * Free a graph with all it holds.
 * @param g The graph; null is allowed.
 */
void graph_free(graph *g TENON_DESTROYS);

/**
 * Make a graph of the nodes 0 .. node_count - 1 and the edges sources[i] -> targets[i], which get the ids
 * 0, 1, 2, ... O(nodes + edges).
 * @param directed Whether edges have a direction.
 * @param node_count Number of nodes.
 * @param sources First end of every edge.
 * @param targets Second end of every edge, as long as `sources`.
 * @param edge_count Number of edges.
 * @param result The new graph.
 * @return GRAPH_OK or why not.
 * @throws GRAPH_NO_SUCH_NODE when an end is not below node_count; the message names the edge.
 * @throws GRAPH_TOO_LARGE when there are more nodes or edges than a graph can hold.
 * @throws GRAPH_OUT_OF_MEMORY when there is no memory.
 */
graph_status graph_from_edges(bool directed, uint64_t node_count,
                              const uint64_t *sources TENON_COUNTED_BY(edge_count),
                              const uint64_t *targets TENON_COUNTED_BY(edge_count), size_t edge_count,
                              graph **result TENON_OUT TENON_OWNED) TENON_BLOCKING;

/**
 * Read an edge list: one edge per line, `source target` or `source target weight`, separated by spaces or
 * tabs.
 *
 * Ends are texts that become the nodes' keys; nodes are numbered in the order they first appear. Lines that
 * are empty or begin with `#` or `%` are skipped. Weights become the f64 edge column `weight`, null where a
 * line has none. The file is UTF-8; Windows line ends and a byte order mark are fine.
 * @param path The file to read.
 * @param directed Whether edges have a direction.
 * @param result The new graph.
 * @return GRAPH_OK or why not; the causes name the file, the line and what is wrong there.
 * @throws GRAPH_IO when the file cannot be read.
 * @throws GRAPH_BAD_FORMAT when a line is not of that form or the file is not UTF-8.
 * @throws GRAPH_TOO_LARGE when the file has more nodes or edges than a graph can hold.
 * @throws GRAPH_OUT_OF_MEMORY when there is no memory.
 */
graph_status graph_read_edge_list(const char *path, bool directed,
                                  graph **result TENON_OUT TENON_OWNED) TENON_BLOCKING;

/**
 * Read a CSV file (RFC 4180: commas, optional double quotes, a header row) with one edge per row.
 *
 * The two named columns hold the nodes' keys; nodes are numbered in the order they first appear, a row's
 * source before its target. Every other column becomes an edge column of the narrowest type that holds all
 * its cells without loss: i64, f64, bool (true or false in any case), else text. `007` and integers too large
 * for their column stay text. An empty cell is null; a quoted empty cell is the empty text in a text column
 * and null elsewhere. The file is UTF-8; Windows line ends and a byte order mark are fine.
 * @param path The file to read.
 * @param source_column The header of the column with the first end.
 * @param target_column The header of the column with the second end.
 * @param directed Whether edges have a direction.
 * @param result The new graph.
 * @return GRAPH_OK or why not; the causes name the file, the line and what is wrong there.
 * @throws GRAPH_IO when the file cannot be read.
 * @throws GRAPH_NO_SUCH_COLUMN when the header lacks one of the two columns.
 * @throws GRAPH_INVALID_ARGUMENT when both ends are to come from the same column.
 * @throws GRAPH_BAD_FORMAT when the file is not such a CSV file.
 * @throws GRAPH_TOO_LARGE when the file has more nodes or edges than a graph can hold.
 * @throws GRAPH_OUT_OF_MEMORY when there is no memory.
 */
graph_status graph_read_csv(const char *path, const char *source_column, const char *target_column,
                            bool directed, graph **result TENON_OUT TENON_OWNED) TENON_BLOCKING;

/**
 * As graph_read_csv(), from a stream of bytes: a file of the caller's, a socket, an unpacker.
 * @param source Where the text comes from.
 * @param source_context For `source`.
 * @param source_column The column with the keys of the edges' sources.
 * @param target_column The column with the keys of the edges' targets.
 * @param directed Whether edges have a direction.
 * @param cancel Asked between chunks and every few thousand rows.
 * @param progress Told after every chunk how many bytes were read.
 * @param progress_context For `progress`.
 * @param result The graph.
 * @return GRAPH_OK or why not.
 * @throws GRAPH_BAD_FORMAT when the text is not CSV as graph_read_csv() asks for it.
 * @throws GRAPH_NO_SUCH_COLUMN when the header lacks one of the columns.
 * @throws GRAPH_INVALID_ARGUMENT when both columns are the same.
 * @throws GRAPH_CANCELLED when the caller asked to stop.
 * @throws GRAPH_OUT_OF_MEMORY when there is no memory.
 */
graph_status graph_read_csv_stream(graph_source source TENON_CALLED(during_call),
                                   void *source_context TENON_CONTEXT_OF(source), const char *source_column,
                                   const char *target_column, bool directed, const tenon_cancel *cancel,
                                   graph_progress progress TENON_PROGRESS,
                                   void *progress_context TENON_CONTEXT_OF(progress),
                                   graph **result TENON_OUT TENON_OWNED) TENON_BLOCKING TENON_SINCE(1, 1);

/**
 * A graph of the rows of an Arrow table, an edge per row. Its other columns become the edges' columns:
 * integers i64, floats f64, bool and UTF-8 text as such; nulls stay nulls. O(rows * columns).
 *
 * The columns of the ends hold either integers, which are node ids (there are as many nodes as the largest
 * asks for), or texts, which are the nodes' keys.
 * @param edges The table; a stream of batches.
 * @param source_column The column with the edges' sources.
 * @param target_column The column with the edges' targets.
 * @param directed Whether edges have a direction.
 * @param result The graph.
 * @return GRAPH_OK or why not.
 * @throws GRAPH_NO_SUCH_COLUMN when the table lacks one of the columns.
 * @throws GRAPH_WRONG_TYPE when a column holds what no graph can.
 * @throws GRAPH_BAD_FORMAT when an end is null, a text is not UTF-8 without NULs, or a batch is damaged.
 * @throws GRAPH_OUT_OF_RANGE when a number is no id, or above 2^63 - 1.
 * @throws GRAPH_INVALID_ARGUMENT when both columns are the same.
 * @throws GRAPH_IO when the table's producer failed.
 * @throws GRAPH_OUT_OF_MEMORY when there is no memory.
 */
graph_status graph_from_arrow(struct ArrowArrayStream *edges, const char *source_column,
                              const char *target_column, bool directed,
                              graph **result TENON_OUT TENON_OWNED) TENON_BLOCKING TENON_SINCE(1, 1);

/**
 * Free an array that a function of this library returned.
 * @param array The array; null is allowed.
 */
void graph_free_array(void *array) TENON_IGNORE;

/* -------------------------------------------------------------------------------- the graph as a whole */

/**
 * Whether edges have a direction. O(1).
 * @param g The graph.
 * @return True for a directed graph.
 */
bool graph_directed(const graph *g) TENON_PROPERTY(directed) TENON_BRIEF;

/**
 * The graph's name. O(1).
 * @param g The graph.
 * @return The name, or null when it has none.
 */
TENON_BORROWED TENON_NULLABLE const char *graph_name(const graph *g) TENON_PROPERTY(name) TENON_BRIEF;

/**
 * Name the graph.
 * @param g The graph.
 * @param name The new name, or null for none; it is copied.
 * @return GRAPH_OK or why not.
 * @throws GRAPH_OUT_OF_MEMORY when there is no memory.
 */
graph_status graph_set_name(graph *g, const char *name TENON_NULLABLE) TENON_PROPERTY(name) TENON_BRIEF;

/**
 * Number of live nodes. O(1).
 * @param g The graph.
 * @return How many nodes there are.
 */
size_t graph_node_count(const graph *g) TENON_BRIEF TENON_OPERATOR(length);

/**
 * Number of live edges. O(1).
 * @param g The graph.
 * @return How many edges there are.
 */
size_t graph_edge_count(const graph *g) TENON_BRIEF;

/**
 * Size and shape in one call. O(1).
 * @param g The graph.
 * @param stats The figures.
 */
void graph_summary(const graph *g, graph_stats *stats TENON_OUT) TENON_BRIEF;

/**
 * The ids of all live nodes, ascending. O(nodes ever added).
 * @param g The graph.
 * @param nodes The ids.
 * @param count Number of ids.
 * @return GRAPH_OK or why not.
 * @throws GRAPH_OUT_OF_MEMORY when there is no memory.
 */
graph_status
graph_node_ids(const graph *g,
               uint64_t **nodes TENON_OUT TENON_OWNED TENON_NONNULL TENON_FREED_BY(graph_free_array)
                   TENON_COUNTED_BY(count),
               size_t *count TENON_OUT);

/**
 * The ids of all live edges, ascending. O(edges ever added).
 * @param g The graph.
 * @param edges The ids.
 * @param count Number of ids.
 * @return GRAPH_OK or why not.
 * @throws GRAPH_OUT_OF_MEMORY when there is no memory.
 */
graph_status
graph_edge_ids(const graph *g,
               uint64_t **edges TENON_OUT TENON_OWNED TENON_NONNULL TENON_FREED_BY(graph_free_array)
                   TENON_COUNTED_BY(count),
               size_t *count TENON_OUT);

/* ----------------------------------------------------------------------------------- nodes and edges */

/**
 * Add a node. O(1) amortised.
 * @param g The graph.
 * @param node The new node's id.
 * @return GRAPH_OK or why not.
 * @throws GRAPH_TOO_LARGE when the graph can hold no more nodes.
 * @throws GRAPH_OUT_OF_MEMORY when there is no memory.
 */
graph_status graph_add_node(graph *g, uint64_t *node TENON_OUT) TENON_BRIEF;

/**
 * Add several nodes; they get consecutive ids. O(count) amortised.
 * @param g The graph.
 * @param count How many; none is fine.
 * @param first The id of the first one: the others follow it.
 * @return GRAPH_OK or why not.
 * @throws GRAPH_TOO_LARGE when the graph cannot hold that many nodes.
 * @throws GRAPH_OUT_OF_MEMORY when there is no memory.
 */
graph_status graph_add_nodes(graph *g, uint64_t count, uint64_t *first TENON_OUT);

/**
 * Add a node that can be found by a text of yours. O(1) amortised.
 * @param g The graph.
 * @param key The key, not empty; it is copied.
 * @param node The new node's id.
 * @return GRAPH_OK or why not.
 * @throws GRAPH_ALREADY_EXISTS when another node has that key.
 * @throws GRAPH_INVALID_ARGUMENT when the key is empty.
 * @throws GRAPH_TOO_LARGE when the graph can hold no more nodes.
 * @throws GRAPH_OUT_OF_MEMORY when there is no memory.
 */
graph_status graph_add_node_with_key(graph *g, const char *key, uint64_t *node TENON_OUT) TENON_BRIEF;

/**
 * The node that has a key. O(1).
 * @param g The graph.
 * @param key The key.
 * @param node The node's id.
 * @return GRAPH_OK or why not.
 * @throws GRAPH_NO_SUCH_KEY when no node has it.
 */
graph_status graph_node_by_key(const graph *g, const char *key, uint64_t *node TENON_OUT) TENON_BRIEF;

/**
 * The key of a node. O(1).
 * @param g The graph.
 * @param node The node.
 * @param key The key, or null when the node has none.
 * @return GRAPH_OK or why not.
 * @throws GRAPH_NO_SUCH_NODE when there is no such node.
 */
graph_status graph_key(const graph *g, uint64_t node,
                       const char **key TENON_OUT TENON_BORROWED TENON_NULLABLE) TENON_BRIEF;

/**
 * Give a node another key, or none. O(1) amortised.
 * @param g The graph.
 * @param node The node.
 * @param key The new key, not empty, or null for none; it is copied.
 * @return GRAPH_OK or why not.
 * @throws GRAPH_NO_SUCH_NODE when there is no such node.
 * @throws GRAPH_ALREADY_EXISTS when another node has that key.
 * @throws GRAPH_INVALID_ARGUMENT when the key is empty.
 * @throws GRAPH_OUT_OF_MEMORY when there is no memory.
 */
graph_status graph_set_key(graph *g, uint64_t node, const char *key TENON_NULLABLE) TENON_BRIEF;

/**
 * Add an edge. Parallel edges and self-loops are fine. O(1) amortised.
 * @param g The graph.
 * @param source The first end.
 * @param target The second end.
 * @param edge The new edge's id.
 * @return GRAPH_OK or why not.
 * @throws GRAPH_NO_SUCH_NODE when one of the ends does not exist.
 * @throws GRAPH_TOO_LARGE when the graph can hold no more edges.
 * @throws GRAPH_OUT_OF_MEMORY when there is no memory.
 */
graph_status graph_add_edge(graph *g, uint64_t source, uint64_t target, uint64_t *edge TENON_OUT) TENON_BRIEF;

/**
 * Add the edges sources[i] -> targets[i], all or none; they get consecutive ids. O(count) amortised.
 * @param g The graph.
 * @param sources First end of every edge.
 * @param targets Second end of every edge, as long as `sources`.
 * @param count How many; none is fine.
 * @param first The id of the first one: the others follow it.
 * @return GRAPH_OK or why not.
 * @throws GRAPH_NO_SUCH_NODE when an end does not exist; the message names its place in the arrays.
 * @throws GRAPH_TOO_LARGE when the graph cannot hold that many edges.
 * @throws GRAPH_OUT_OF_MEMORY when there is no memory.
 */
graph_status graph_add_edges(graph *g, const uint64_t *sources TENON_COUNTED_BY(count),
                             const uint64_t *targets TENON_COUNTED_BY(count), size_t count,
                             uint64_t *first TENON_OUT) TENON_BLOCKING;

/**
 * Remove a node with its edges, its key and its values. O(degree + columns), after O(edges) once following
 * many additions.
 * @param g The graph.
 * @param node The node.
 * @return GRAPH_OK or why not.
 * @throws GRAPH_NO_SUCH_NODE when there is no such node.
 * @throws GRAPH_OUT_OF_MEMORY when there is no memory.
 */
graph_status graph_remove_node(graph *g, uint64_t node);

/**
 * Remove an edge with its values. O(columns).
 * @param g The graph.
 * @param edge The edge.
 * @return GRAPH_OK or why not.
 * @throws GRAPH_NO_SUCH_EDGE when there is no such edge.
 * @throws GRAPH_OUT_OF_MEMORY when there is no memory.
 */
graph_status graph_remove_edge(graph *g, uint64_t edge) TENON_BRIEF;

/**
 * Whether an id names a live node. O(1).
 * @param g The graph.
 * @param node Any id.
 * @return True when the node exists.
 */
bool graph_has_node(const graph *g, uint64_t node) TENON_BRIEF TENON_OPERATOR(contains);

/**
 * Whether an id names a live edge. O(1).
 * @param g The graph.
 * @param edge Any id.
 * @return True when the edge exists.
 */
bool graph_has_edge(const graph *g, uint64_t edge) TENON_BRIEF;

/**
 * The two ends of an edge, as they were given. O(log nodes).
 * @param g The graph.
 * @param edge The edge.
 * @param source The first end.
 * @param target The second end.
 * @return GRAPH_OK or why not.
 * @throws GRAPH_NO_SUCH_EDGE when there is no such edge.
 */
graph_status graph_edge_endpoints(const graph *g, uint64_t edge, uint64_t *source TENON_OUT,
                                  uint64_t *target TENON_OUT) TENON_BRIEF;

/* ------------------------------------------------------------------------------------- neighbourhood */

/**
 * Number of edge ends at a node: a self-loop counts twice. O(1).
 * @param g The graph.
 * @param node The node.
 * @param degree The number.
 * @return GRAPH_OK or why not.
 * @throws GRAPH_NO_SUCH_NODE when there is no such node.
 */
graph_status graph_degree(const graph *g, uint64_t node, uint64_t *degree TENON_OUT) TENON_BRIEF;

/**
 * Number of edges that enter a node; on an undirected graph the same as graph_degree(). O(1).
 * @param g The graph.
 * @param node The node.
 * @param degree The number.
 * @return GRAPH_OK or why not.
 * @throws GRAPH_NO_SUCH_NODE when there is no such node.
 */
graph_status graph_in_degree(const graph *g, uint64_t node, uint64_t *degree TENON_OUT) TENON_BRIEF;

/**
 * Number of edges that leave a node; on an undirected graph the same as graph_degree(). O(1).
 * @param g The graph.
 * @param node The node.
 * @param degree The number.
 * @return GRAPH_OK or why not.
 * @throws GRAPH_NO_SUCH_NODE when there is no such node.
 */
graph_status graph_out_degree(const graph *g, uint64_t node, uint64_t *degree TENON_OUT) TENON_BRIEF;

/**
 * The nodes that edges from a node lead to (on an undirected graph: all its neighbours), one per edge, by
 * ascending edge id. O(degree), after O(nodes + edges) once following many changes.
 * @param g The graph.
 * @param node The node.
 * @param nodes The neighbours; a node appears once per parallel edge, for a self-loop once.
 * @param count Number of neighbours.
 * @return GRAPH_OK or why not.
 * @throws GRAPH_NO_SUCH_NODE when there is no such node.
 * @throws GRAPH_OUT_OF_MEMORY when there is no memory.
 */
graph_status
graph_neighbors(const graph *g, uint64_t node,
                uint64_t **nodes TENON_OUT TENON_OWNED TENON_NONNULL TENON_FREED_BY(graph_free_array)
                    TENON_COUNTED_BY(count),
                size_t *count TENON_OUT);

/**
 * The nodes that edges into a node come from, otherwise as graph_neighbors().
 * @param g The graph.
 * @param node The node.
 * @param nodes The neighbours.
 * @param count Number of neighbours.
 * @return GRAPH_OK or why not.
 * @throws GRAPH_NO_SUCH_NODE when there is no such node.
 * @throws GRAPH_OUT_OF_MEMORY when there is no memory.
 */
graph_status
graph_predecessors(const graph *g, uint64_t node,
                   uint64_t **nodes TENON_OUT TENON_OWNED TENON_NONNULL TENON_FREED_BY(graph_free_array)
                       TENON_COUNTED_BY(count),
                   size_t *count TENON_OUT);

/**
 * The edges that leave a node, ascending: edge i leads to element i of graph_neighbors().
 * @param g The graph.
 * @param node The node.
 * @param edges The edges.
 * @param count Number of edges.
 * @return GRAPH_OK or why not.
 * @throws GRAPH_NO_SUCH_NODE when there is no such node.
 * @throws GRAPH_OUT_OF_MEMORY when there is no memory.
 */
graph_status
graph_out_edges(const graph *g, uint64_t node,
                uint64_t **edges TENON_OUT TENON_OWNED TENON_NONNULL TENON_FREED_BY(graph_free_array)
                    TENON_COUNTED_BY(count),
                size_t *count TENON_OUT);

/**
 * The edges that enter a node, ascending: edge i comes from element i of graph_predecessors().
 * @param g The graph.
 * @param node The node.
 * @param edges The edges.
 * @param count Number of edges.
 * @return GRAPH_OK or why not.
 * @throws GRAPH_NO_SUCH_NODE when there is no such node.
 * @throws GRAPH_OUT_OF_MEMORY when there is no memory.
 */
graph_status
graph_in_edges(const graph *g, uint64_t node,
               uint64_t **edges TENON_OUT TENON_OWNED TENON_NONNULL TENON_FREED_BY(graph_free_array)
                   TENON_COUNTED_BY(count),
               size_t *count TENON_OUT);

/**
 * Whether an edge leads from one node to another (on an undirected graph: joins them). O(degree of source).
 * @param g The graph.
 * @param source Where the edge starts.
 * @param target Where the edge ends.
 * @param connected Whether there is at least one such edge.
 * @return GRAPH_OK or why not.
 * @throws GRAPH_NO_SUCH_NODE when one of the nodes does not exist.
 * @throws GRAPH_OUT_OF_MEMORY when there is no memory.
 */
graph_status graph_has_edge_between(const graph *g, uint64_t source, uint64_t target,
                                    bool *connected TENON_OUT);

/**
 * Walk over all live edges by ascending id. The graph cannot change while the cursor is open.
 * @param g The graph.
 * @param cursor The new cursor, before the first edge.
 * @return GRAPH_OK or why not.
 * @throws GRAPH_OUT_OF_MEMORY when there is no memory.
 */
graph_status graph_edges(const graph *g, graph_cursor **cursor TENON_OUT TENON_OWNED TENON_FREEZES(g));

/**
 * Step to the next edge. O(1) amortised over the walk.
 * @param cursor The cursor.
 * @param edge The edge's id.
 * @param source Its first end.
 * @param target Its second end.
 * @return Whether there was another edge; all are 0 at the end.
 */
bool graph_cursor_next(graph_cursor *cursor, uint64_t *edge TENON_OUT TENON_PRESENT_IF(result),
                       uint64_t *source TENON_OUT TENON_PRESENT_IF(result),
                       uint64_t *target TENON_OUT TENON_PRESENT_IF(result)) TENON_BRIEF TENON_NEXT;

/**
 * Free a cursor.
 * @param cursor The cursor; null is allowed.
 */
void graph_cursor_free(graph_cursor *cursor TENON_DESTROYS);

/**
 * The nodes that a function keeps, by ascending id. O(nodes).
 * @param g The graph.
 * @param keeps Asked about every live node.
 * @param context For `keeps`.
 * @param nodes Those kept.
 * @param count How many they are.
 * @return GRAPH_OK or why not.
 * @throws GRAPH_OUT_OF_MEMORY when there is no memory.
 */
graph_status
graph_filter_nodes(const graph *g, graph_predicate keeps TENON_CALLED(during_call),
                   void *context TENON_CONTEXT_OF(keeps),
                   uint64_t **nodes TENON_OUT TENON_OWNED TENON_NONNULL TENON_FREED_BY(graph_free_array)
                       TENON_COUNTED_BY(count),
                   size_t *count TENON_OUT) TENON_SINCE(1, 1);

/**
 * The edges that a function keeps, by ascending id. O(edges).
 * @param g The graph.
 * @param keeps Asked about every live edge.
 * @param context For `keeps`.
 * @param edges Those kept.
 * @param count How many they are.
 * @return GRAPH_OK or why not.
 * @throws GRAPH_OUT_OF_MEMORY when there is no memory.
 */
graph_status
graph_filter_edges(const graph *g, graph_predicate keeps TENON_CALLED(during_call),
                   void *context TENON_CONTEXT_OF(keeps),
                   uint64_t **edges TENON_OUT TENON_OWNED TENON_NONNULL TENON_FREED_BY(graph_free_array)
                       TENON_COUNTED_BY(count),
                   size_t *count TENON_OUT) TENON_SINCE(1, 1);

/**
 * A new graph of some nodes and all edges between them, with their keys and columns. The nodes get the ids 0,
 * 1, 2, ... in the order given, the edges by ascending id of before. O(nodes + edges).
 * @param g The graph.
 * @param nodes The nodes, each once.
 * @param count How many they are.
 * @param result The new graph, which has no further tie to this one.
 * @return GRAPH_OK or why not.
 * @throws GRAPH_NO_SUCH_NODE when one of them is not there.
 * @throws GRAPH_INVALID_ARGUMENT when a node is named twice.
 * @throws GRAPH_OUT_OF_MEMORY when there is no memory.
 */
graph_status graph_subgraph(const graph *g, const uint64_t *nodes TENON_COUNTED_BY(count), size_t count,
                            graph **result TENON_OUT TENON_OWNED) TENON_SINCE(1, 1);

/**
 * Walk the graph from a node along its edges (an undirected one both ways), and tell a visitor. Nodes and
 * edges that cannot be reached are not told. Edges of a node come by ascending id. O(nodes + edges) reached.
 * @param g The graph.
 * @param source Where the walk begins.
 * @param order In which order nodes are met.
 * @param visitor What follows the walk.
 * @return GRAPH_OK, also where the visitor stopped the walk, or why not.
 * @throws GRAPH_NO_SUCH_NODE when `source` is not there.
 * @throws GRAPH_OUT_OF_MEMORY when there is no memory.
 */
graph_status graph_traverse(const graph *g, uint64_t source, graph_order order,
                            const graph_visitor *visitor TENON_CALLED(during_call)) TENON_SINCE(1, 1);

/* ------------------------------------------------------------------------------------------- columns */

/**
 * Add a column in which every node (or edge) has no value yet. Setting a value of a column that does not
 * exist does the same. O(nodes or edges ever added).
 * @param g The graph.
 * @param of Nodes or edges.
 * @param column The new column's name, not empty; it is copied.
 * @param type What the column holds; it never changes.
 * @return GRAPH_OK or why not.
 * @throws GRAPH_ALREADY_EXISTS when there is a column of that name.
 * @throws GRAPH_INVALID_ARGUMENT when the name is empty.
 * @throws GRAPH_OUT_OF_MEMORY when there is no memory.
 */
graph_status graph_add_column(graph *g, graph_entity of, const char *column, graph_type type);

/**
 * Remove a column with its values.
 * @param g The graph.
 * @param of Nodes or edges.
 * @param column The column's name.
 * @return GRAPH_OK or why not.
 * @throws GRAPH_NO_SUCH_COLUMN when there is none of that name.
 */
graph_status graph_remove_column(graph *g, graph_entity of, const char *column);

/**
 * Number of columns. O(1).
 * @param g The graph.
 * @param of Nodes or edges.
 * @return How many columns there are.
 */
size_t graph_column_count(const graph *g, graph_entity of) TENON_BRIEF;

/**
 * The name of a column by its place; columns stand in the order they were added. O(1).
 * @param g The graph.
 * @param of Nodes or edges.
 * @param index The column's place, from 0.
 * @param column The column's name.
 * @return GRAPH_OK or why not.
 * @throws GRAPH_OUT_OF_RANGE when the index is not below graph_column_count().
 */
graph_status graph_column_name(const graph *g, graph_entity of, size_t index,
                               const char **column TENON_OUT TENON_BORROWED TENON_NONNULL) TENON_BRIEF;

/**
 * What a column holds. O(1).
 * @param g The graph.
 * @param of Nodes or edges.
 * @param column The column's name.
 * @param type The type of its values.
 * @return GRAPH_OK or why not.
 * @throws GRAPH_NO_SUCH_COLUMN when there is none of that name.
 */
graph_status graph_column_type(const graph *g, graph_entity of, const char *column,
                               graph_type *type TENON_OUT) TENON_BRIEF;

/**
 * Set an integer. A column that does not exist is added. O(1).
 * @param g The graph.
 * @param of Nodes or edges.
 * @param column The column's name, not empty.
 * @param id The node or edge.
 * @param value The new value.
 * @return GRAPH_OK or why not.
 * @throws GRAPH_NO_SUCH_NODE when `of` is nodes and the id names none.
 * @throws GRAPH_NO_SUCH_EDGE when `of` is edges and the id names none.
 * @throws GRAPH_WRONG_TYPE when the column does not hold integers.
 * @throws GRAPH_INVALID_ARGUMENT when the column's name is empty.
 * @throws GRAPH_OUT_OF_MEMORY when there is no memory.
 */
graph_status graph_set_i64(graph *g, graph_entity of, const char *column, uint64_t id,
                           int64_t value) TENON_BRIEF;

/**
 * Set a double. A column that does not exist is added. O(1).
 * @param g The graph.
 * @param of Nodes or edges.
 * @param column The column's name, not empty.
 * @param id The node or edge.
 * @param value The new value.
 * @return GRAPH_OK or why not.
 * @throws GRAPH_NO_SUCH_NODE when `of` is nodes and the id names none.
 * @throws GRAPH_NO_SUCH_EDGE when `of` is edges and the id names none.
 * @throws GRAPH_WRONG_TYPE when the column does not hold doubles.
 * @throws GRAPH_INVALID_ARGUMENT when the column's name is empty.
 * @throws GRAPH_OUT_OF_MEMORY when there is no memory.
 */
graph_status graph_set_f64(graph *g, graph_entity of, const char *column, uint64_t id,
                           double value) TENON_BRIEF;

/**
 * Set a truth value. A column that does not exist is added. O(1).
 * @param g The graph.
 * @param of Nodes or edges.
 * @param column The column's name, not empty.
 * @param id The node or edge.
 * @param value The new value.
 * @return GRAPH_OK or why not.
 * @throws GRAPH_NO_SUCH_NODE when `of` is nodes and the id names none.
 * @throws GRAPH_NO_SUCH_EDGE when `of` is edges and the id names none.
 * @throws GRAPH_WRONG_TYPE when the column does not hold truth values.
 * @throws GRAPH_INVALID_ARGUMENT when the column's name is empty.
 * @throws GRAPH_OUT_OF_MEMORY when there is no memory.
 */
graph_status graph_set_bool(graph *g, graph_entity of, const char *column, uint64_t id,
                            bool value) TENON_BRIEF;

/**
 * Set a text. A column that does not exist is added. O(1).
 * @param g The graph.
 * @param of Nodes or edges.
 * @param column The column's name, not empty.
 * @param id The node or edge.
 * @param value The new value. It is copied.
 * @return GRAPH_OK or why not.
 * @throws GRAPH_NO_SUCH_NODE when `of` is nodes and the id names none.
 * @throws GRAPH_NO_SUCH_EDGE when `of` is edges and the id names none.
 * @throws GRAPH_WRONG_TYPE when the column does not hold text.
 * @throws GRAPH_INVALID_ARGUMENT when the column's name is empty.
 * @throws GRAPH_OUT_OF_MEMORY when there is no memory.
 */
graph_status graph_set_text(graph *g, graph_entity of, const char *column, uint64_t id,
                            const char *value) TENON_BRIEF;

/**
 * Get an integer. O(1).
 * @param g The graph.
 * @param of Nodes or edges.
 * @param column The column's name.
 * @param id The node or edge.
 * @param value The value.
 * @return GRAPH_OK or why not.
 * @throws GRAPH_NO_SUCH_NODE when `of` is nodes and the id names none.
 * @throws GRAPH_NO_SUCH_EDGE when `of` is edges and the id names none.
 * @throws GRAPH_NO_SUCH_COLUMN when there is none of that name.
 * @throws GRAPH_WRONG_TYPE when the column does not hold integers.
 * @throws GRAPH_NO_VALUE when the value is null; graph_is_null() asks first.
 */
graph_status graph_get_i64(const graph *g, graph_entity of, const char *column, uint64_t id,
                           int64_t *value TENON_OUT) TENON_BRIEF;

/**
 * Get a double. O(1).
 * @param g The graph.
 * @param of Nodes or edges.
 * @param column The column's name.
 * @param id The node or edge.
 * @param value The value.
 * @return GRAPH_OK or why not.
 * @throws GRAPH_NO_SUCH_NODE when `of` is nodes and the id names none.
 * @throws GRAPH_NO_SUCH_EDGE when `of` is edges and the id names none.
 * @throws GRAPH_NO_SUCH_COLUMN when there is none of that name.
 * @throws GRAPH_WRONG_TYPE when the column does not hold doubles.
 * @throws GRAPH_NO_VALUE when the value is null; graph_is_null() asks first.
 */
graph_status graph_get_f64(const graph *g, graph_entity of, const char *column, uint64_t id,
                           double *value TENON_OUT) TENON_BRIEF;

/**
 * Get a truth value. O(1).
 * @param g The graph.
 * @param of Nodes or edges.
 * @param column The column's name.
 * @param id The node or edge.
 * @param value The value.
 * @return GRAPH_OK or why not.
 * @throws GRAPH_NO_SUCH_NODE when `of` is nodes and the id names none.
 * @throws GRAPH_NO_SUCH_EDGE when `of` is edges and the id names none.
 * @throws GRAPH_NO_SUCH_COLUMN when there is none of that name.
 * @throws GRAPH_WRONG_TYPE when the column does not hold truth values.
 * @throws GRAPH_NO_VALUE when the value is null; graph_is_null() asks first.
 */
graph_status graph_get_bool(const graph *g, graph_entity of, const char *column, uint64_t id,
                            bool *value TENON_OUT) TENON_BRIEF;

/**
 * Get a text. O(1).
 * @param g The graph.
 * @param of Nodes or edges.
 * @param column The column's name.
 * @param id The node or edge.
 * @param value The value.
 * @return GRAPH_OK or why not.
 * @throws GRAPH_NO_SUCH_NODE when `of` is nodes and the id names none.
 * @throws GRAPH_NO_SUCH_EDGE when `of` is edges and the id names none.
 * @throws GRAPH_NO_SUCH_COLUMN when there is none of that name.
 * @throws GRAPH_WRONG_TYPE when the column does not hold text.
 * @throws GRAPH_NO_VALUE when the value is null; graph_is_null() asks first.
 */
graph_status graph_get_text(const graph *g, graph_entity of, const char *column, uint64_t id,
                            const char **value TENON_OUT TENON_BORROWED TENON_NONNULL) TENON_BRIEF;

/**
 * Whether a node (or edge) has no value in a column, whatever the column's type. O(1).
 * @param g The graph.
 * @param of Nodes or edges.
 * @param column The column's name.
 * @param id The node or edge.
 * @param missing True when there is no value.
 * @return GRAPH_OK or why not.
 * @throws GRAPH_NO_SUCH_NODE when `of` is nodes and the id names none.
 * @throws GRAPH_NO_SUCH_EDGE when `of` is edges and the id names none.
 * @throws GRAPH_NO_SUCH_COLUMN when there is none of that name.
 */
graph_status graph_is_null(const graph *g, graph_entity of, const char *column, uint64_t id,
                           bool *missing TENON_OUT) TENON_BRIEF;

/**
 * Take the value of a node (or edge) out of a column, whatever the column's type. O(1).
 * @param g The graph.
 * @param of Nodes or edges.
 * @param column The column's name.
 * @param id The node or edge; having no value already is fine.
 * @return GRAPH_OK or why not.
 * @throws GRAPH_NO_SUCH_NODE when `of` is nodes and the id names none.
 * @throws GRAPH_NO_SUCH_EDGE when `of` is edges and the id names none.
 * @throws GRAPH_NO_SUCH_COLUMN when there is none of that name.
 */
graph_status graph_clear_value(graph *g, graph_entity of, const char *column, uint64_t id) TENON_BRIEF;

/**
 * Set many integers, all or none: values[i] for ids[i]. A column that does not exist is added. O(count).
 * @param g The graph.
 * @param of Nodes or edges.
 * @param column The column's name, not empty.
 * @param ids The nodes or edges; of repeated ids the last value stays.
 * @param values One value per id.
 * @param count Number of ids.
 * @return GRAPH_OK or why not.
 * @throws GRAPH_NO_SUCH_NODE when `of` is nodes and an id names none; the message names its place.
 * @throws GRAPH_NO_SUCH_EDGE when `of` is edges and an id names none; the message names its place.
 * @throws GRAPH_WRONG_TYPE when the column does not hold integers.
 * @throws GRAPH_INVALID_ARGUMENT when the column's name is empty.
 * @throws GRAPH_OUT_OF_MEMORY when there is no memory.
 */
graph_status graph_set_i64_bulk(graph *g, graph_entity of, const char *column,
                                const uint64_t *ids TENON_COUNTED_BY(count),
                                const int64_t *values TENON_COUNTED_BY(count), size_t count);

/**
 * Set many doubles, all or none: values[i] for ids[i]. A column that does not exist is added. O(count).
 * @param g The graph.
 * @param of Nodes or edges.
 * @param column The column's name, not empty.
 * @param ids The nodes or edges; of repeated ids the last value stays.
 * @param values One value per id.
 * @param count Number of ids.
 * @return GRAPH_OK or why not.
 * @throws GRAPH_NO_SUCH_NODE when `of` is nodes and an id names none; the message names its place.
 * @throws GRAPH_NO_SUCH_EDGE when `of` is edges and an id names none; the message names its place.
 * @throws GRAPH_WRONG_TYPE when the column does not hold doubles.
 * @throws GRAPH_INVALID_ARGUMENT when the column's name is empty.
 * @throws GRAPH_OUT_OF_MEMORY when there is no memory.
 */
graph_status graph_set_f64_bulk(graph *g, graph_entity of, const char *column,
                                const uint64_t *ids TENON_COUNTED_BY(count),
                                const double *values TENON_COUNTED_BY(count), size_t count);

/**
 * Set many truth values, all or none: values[i] for ids[i]. A column that does not exist is added. O(count).
 * @param g The graph.
 * @param of Nodes or edges.
 * @param column The column's name, not empty.
 * @param ids The nodes or edges; of repeated ids the last value stays.
 * @param values One value per id, 0 or 1 each.
 * @param count Number of ids.
 * @return GRAPH_OK or why not.
 * @throws GRAPH_NO_SUCH_NODE when `of` is nodes and an id names none; the message names its place.
 * @throws GRAPH_NO_SUCH_EDGE when `of` is edges and an id names none; the message names its place.
 * @throws GRAPH_WRONG_TYPE when the column does not hold truth values.
 * @throws GRAPH_INVALID_ARGUMENT when the column's name is empty or a value is neither 0 nor 1.
 * @throws GRAPH_OUT_OF_MEMORY when there is no memory.
 */
graph_status graph_set_bool_bulk(graph *g, graph_entity of, const char *column,
                                 const uint64_t *ids TENON_COUNTED_BY(count),
                                 const uint8_t *values TENON_COUNTED_BY(count), size_t count);

/**
 * Set many texts, all or none: values[i] for ids[i]. A column that does not exist is added. O(count).
 * @param g The graph.
 * @param of Nodes or edges.
 * @param column The column's name, not empty.
 * @param ids The nodes or edges; of repeated ids the last value stays.
 * @param values One value per id; they are copied.
 * @param count Number of ids.
 * @return GRAPH_OK or why not.
 * @throws GRAPH_NO_SUCH_NODE when `of` is nodes and an id names none; the message names its place.
 * @throws GRAPH_NO_SUCH_EDGE when `of` is edges and an id names none; the message names its place.
 * @throws GRAPH_WRONG_TYPE when the column does not hold text.
 * @throws GRAPH_INVALID_ARGUMENT when the column's name is empty.
 * @throws GRAPH_OUT_OF_MEMORY when there is no memory.
 */
graph_status graph_set_text_bulk(graph *g, graph_entity of, const char *column,
                                 const uint64_t *ids TENON_COUNTED_BY(count),
                                 const char *const *values TENON_COUNTED_BY(count), size_t count);

/**
 * Get many integers into arrays of yours: values[i] and present[i] for ids[i]. O(count).
 * @param g The graph.
 * @param of Nodes or edges.
 * @param column The column's name.
 * @param ids The nodes or edges.
 * @param values One value per id, 0 where it is null.
 * @param present One byte per id: 1 where there is a value, 0 where it is null.
 * @param count Number of ids.
 * @return GRAPH_OK or why not; after a failure the arrays hold nothing of use.
 * @throws GRAPH_NO_SUCH_NODE when `of` is nodes and an id names none; the message names its place.
 * @throws GRAPH_NO_SUCH_EDGE when `of` is edges and an id names none; the message names its place.
 * @throws GRAPH_NO_SUCH_COLUMN when there is none of that name.
 * @throws GRAPH_WRONG_TYPE when the column does not hold integers.
 */
graph_status graph_get_i64_bulk(const graph *g, graph_entity of, const char *column,
                                const uint64_t *ids TENON_COUNTED_BY(count),
                                int64_t *values TENON_OUT TENON_COUNTED_BY(count),
                                uint8_t *present TENON_OUT TENON_COUNTED_BY(count), size_t count);

/**
 * Get many doubles into arrays of yours: values[i] and present[i] for ids[i]. O(count).
 * @param g The graph.
 * @param of Nodes or edges.
 * @param column The column's name.
 * @param ids The nodes or edges.
 * @param values One value per id, 0 where it is null.
 * @param present One byte per id: 1 where there is a value, 0 where it is null.
 * @param count Number of ids.
 * @return GRAPH_OK or why not; after a failure the arrays hold nothing of use.
 * @throws GRAPH_NO_SUCH_NODE when `of` is nodes and an id names none; the message names its place.
 * @throws GRAPH_NO_SUCH_EDGE when `of` is edges and an id names none; the message names its place.
 * @throws GRAPH_NO_SUCH_COLUMN when there is none of that name.
 * @throws GRAPH_WRONG_TYPE when the column does not hold doubles.
 */
graph_status graph_get_f64_bulk(const graph *g, graph_entity of, const char *column,
                                const uint64_t *ids TENON_COUNTED_BY(count),
                                double *values TENON_OUT TENON_COUNTED_BY(count),
                                uint8_t *present TENON_OUT TENON_COUNTED_BY(count), size_t count);

/**
 * Get many truth values into arrays of yours: values[i] and present[i] for ids[i]. O(count).
 * @param g The graph.
 * @param of Nodes or edges.
 * @param column The column's name.
 * @param ids The nodes or edges.
 * @param values One value per id, 0 where it is null.
 * @param present One byte per id: 1 where there is a value, 0 where it is null.
 * @param count Number of ids.
 * @return GRAPH_OK or why not; after a failure the arrays hold nothing of use.
 * @throws GRAPH_NO_SUCH_NODE when `of` is nodes and an id names none; the message names its place.
 * @throws GRAPH_NO_SUCH_EDGE when `of` is edges and an id names none; the message names its place.
 * @throws GRAPH_NO_SUCH_COLUMN when there is none of that name.
 * @throws GRAPH_WRONG_TYPE when the column does not hold truth values.
 */
graph_status graph_get_bool_bulk(const graph *g, graph_entity of, const char *column,
                                 const uint64_t *ids TENON_COUNTED_BY(count),
                                 uint8_t *values TENON_OUT TENON_COUNTED_BY(count),
                                 uint8_t *present TENON_OUT TENON_COUNTED_BY(count), size_t count);

/**
 * A column of integers as it lies in memory: element i belongs to id i. Nothing is copied. O(1).
 *
 * Elements of ids that have no value or no longer exist are 0; graph_view_validity() tells them apart.
 * @param g The graph.
 * @param of Nodes or edges.
 * @param column The column's name.
 * @param values The elements.
 * @param count Number of elements: one more than the largest id ever given out, or 0.
 * @return GRAPH_OK or why not.
 * @throws GRAPH_NO_SUCH_COLUMN when there is none of that name.
 * @throws GRAPH_WRONG_TYPE when the column does not hold integers.
 */
graph_status graph_view_i64(const graph *g, graph_entity of, const char *column,
                            const int64_t **values TENON_OUT TENON_VIEW TENON_NONNULL TENON_COUNTED_BY(count),
                            size_t *count TENON_OUT);

/**
 * A column of doubles as it lies in memory: element i belongs to id i. Nothing is copied. O(1).
 *
 * Elements of ids that have no value or no longer exist are 0; graph_view_validity() tells them apart.
 * @param g The graph.
 * @param of Nodes or edges.
 * @param column The column's name.
 * @param values The elements.
 * @param count Number of elements: one more than the largest id ever given out, or 0.
 * @return GRAPH_OK or why not.
 * @throws GRAPH_NO_SUCH_COLUMN when there is none of that name.
 * @throws GRAPH_WRONG_TYPE when the column does not hold doubles.
 */
graph_status graph_view_f64(const graph *g, graph_entity of, const char *column,
                            const double **values TENON_OUT TENON_VIEW TENON_NONNULL TENON_COUNTED_BY(count),
                            size_t *count TENON_OUT);

/**
 * A column of truth values as it lies in memory: element i belongs to id i. Nothing is copied. O(1). One byte
 * each, 0 or 1.
 *
 * Elements of ids that have no value or no longer exist are 0; graph_view_validity() tells them apart.
 * @param g The graph.
 * @param of Nodes or edges.
 * @param column The column's name.
 * @param values The elements.
 * @param count Number of elements: one more than the largest id ever given out, or 0.
 * @return GRAPH_OK or why not.
 * @throws GRAPH_NO_SUCH_COLUMN when there is none of that name.
 * @throws GRAPH_WRONG_TYPE when the column does not hold truth values.
 */
graph_status
graph_view_bool(const graph *g, graph_entity of, const char *column,
                const uint8_t **values TENON_OUT TENON_VIEW TENON_NONNULL TENON_COUNTED_BY(count),
                size_t *count TENON_OUT);

/**
 * Which ids have a value in a column of any type: element i is 1 when id i has one, else 0. Nothing is
 * copied. O(1).
 * @param g The graph.
 * @param of Nodes or edges.
 * @param column The column's name.
 * @param present The elements.
 * @param count Number of elements: one more than the largest id ever given out, or 0.
 * @return GRAPH_OK or why not.
 * @throws GRAPH_NO_SUCH_COLUMN when there is none of that name.
 */
graph_status
graph_view_validity(const graph *g, graph_entity of, const char *column,
                    const uint8_t **present TENON_OUT TENON_VIEW TENON_NONNULL TENON_COUNTED_BY(count),
                    size_t *count TENON_OUT);

/**
 * The nodes or edges as an Arrow table of one batch: of nodes "node" and, where some have one, "key"; of
 * edges "edge", "source" and "target"; then their columns, with nulls. Ordered by id.
 *
 * Where no id is missing, i64 and f64 columns are not copied.
 * @param g The graph.
 * @param of Nodes or edges.
 * @param table The table. While it, or a batch that came from it, is there, the graph cannot change.
 * @return GRAPH_OK or why not.
 * @throws GRAPH_OUT_OF_MEMORY when there is no memory.
 */
graph_status graph_to_arrow(const graph *g, graph_entity of,
                            struct ArrowArrayStream *table TENON_OUT TENON_VIEW) TENON_SINCE(1, 1);

/**
 * Store the columns of an Arrow table, with its nulls left as they were; columns that are missing are added.
 * O(rows * columns).
 * @param g The graph.
 * @param of Nodes or edges.
 * @param values The table; a stream of batches. When it fails in the middle, the batches before are stored;
 * where there are none, no column was added.
 * @param id_column The column that says which node (by id or key) or edge (by id) a row is about.
 * @return GRAPH_OK or why not.
 * @throws GRAPH_NO_SUCH_COLUMN when the table has no column `id_column`.
 * @throws GRAPH_NO_SUCH_NODE when an id names no node.
 * @throws GRAPH_NO_SUCH_KEY when a key names no node.
 * @throws GRAPH_NO_SUCH_EDGE when an id names no edge.
 * @throws GRAPH_WRONG_TYPE when a column holds what no graph can, or another type than before.
 * @throws GRAPH_BAD_FORMAT when an id is null, a text is not UTF-8 without NULs, or a batch is damaged.
 * @throws GRAPH_OUT_OF_RANGE when a number is no id, or above 2^63 - 1.
 * @throws GRAPH_IO when the table's producer failed.
 * @throws GRAPH_OUT_OF_MEMORY when there is no memory.
 */
graph_status graph_set_columns(graph *g, graph_entity of, struct ArrowArrayStream *values,
                               const char *id_column) TENON_BLOCKING TENON_SINCE(1, 1);

/* ---------------------------------------------------------------------------------------- algorithms */

/**
 * Breadth-first search: the least number of edges from a node to every live node, along the edges' direction
 * on a directed graph. O(nodes + edges).
 * @param g The graph.
 * @param source The node to start from.
 * @param distances Hops per live node, -1 where no path leads.
 * @param count Number of live nodes.
 * @return GRAPH_OK or why not.
 * @throws GRAPH_NO_SUCH_NODE when there is no such node.
 * @throws GRAPH_OUT_OF_MEMORY when there is no memory.
 */
graph_status
graph_bfs(const graph *g, uint64_t source,
          int64_t **distances TENON_OUT TENON_OWNED TENON_NONNULL TENON_FREED_BY(graph_free_array)
              TENON_COUNTED_BY(count),
          size_t *count TENON_OUT) TENON_BLOCKING;

/**
 * Connected components. They are numbered 0, 1, 2, ... by their smallest node. O(nodes + edges).
 * @param g The graph.
 * @param mode What makes nodes belong together.
 * @param labels The component's number per live node.
 * @param count Number of live nodes.
 * @param component_count Number of components.
 * @return GRAPH_OK or why not.
 * @throws GRAPH_OUT_OF_MEMORY when there is no memory.
 */
graph_status
graph_components(const graph *g, graph_connection mode,
                 uint64_t **labels TENON_OUT TENON_OWNED TENON_NONNULL TENON_FREED_BY(graph_free_array)
                     TENON_COUNTED_BY(count),
                 size_t *count TENON_OUT, uint64_t *component_count TENON_OUT) TENON_BLOCKING;

/**
 * The usual options of PageRank: damping 0.85, tolerance 1e-6, at most 100 iterations, the sum norm, and the
 * rank of nodes without outgoing edges going where a random jump goes. NetworkX uses the same.
 * @return The options.
 */
graph_pagerank_options graph_pagerank_defaults(void) TENON_BRIEF;

/**
 * PageRank. Ranks sum to 1; every run on the same graph gives the same bits.
 * O((nodes + edges) * iterations).
 *
 * Parallel edges count each; an undirected edge leads both ways.
 * @param g The graph.
 * @param options How to run.
 * @param weight An i64 or f64 edge column: a node's rank is shared in proportion to it. Null: in equal
 * shares.
 * @param teleport An i64 or f64 node column: a random jump lands in proportion to it, a null value counting
 *                 as 0. Null: on all nodes alike.
 * @param cancel Asked after every iteration.
 * @param progress Told after every iteration how many there were, of how many at most.
 * @param progress_context For `progress`.
 * @param ranks The rank per live node.
 * @param count Number of live nodes.
 * @param outcome How the run went.
 * @return GRAPH_OK or why not.
 * @throws GRAPH_INVALID_ARGUMENT when an option is out of its range, a weight or teleport value is negative
 * or not finite, or the teleport values sum to 0.
 * @throws GRAPH_NO_SUCH_COLUMN when there is no column of one of the names.
 * @throws GRAPH_WRONG_TYPE when one of the columns holds no numbers.
 * @throws GRAPH_NO_VALUE when an edge has no weight.
 * @throws GRAPH_NOT_CONVERGED when max_iterations were not enough.
 * @throws GRAPH_CANCELLED when the caller asked to stop.
 * @throws GRAPH_OUT_OF_MEMORY when there is no memory.
 */
graph_status
graph_pagerank(const graph *g, const graph_pagerank_options *options, const char *weight TENON_NULLABLE,
               const char *teleport TENON_NULLABLE, const tenon_cancel *cancel,
               graph_progress progress TENON_PROGRESS, void *progress_context TENON_CONTEXT_OF(progress),
               double **ranks TENON_OUT TENON_OWNED TENON_NONNULL TENON_FREED_BY(graph_free_array)
                   TENON_COUNTED_BY(count),
               size_t *count TENON_OUT, graph_pagerank_outcome *outcome TENON_OUT) TENON_BLOCKING;

#ifdef __cplusplus
} /* extern "C" */
#endif

#endif /* GRAPH_GRAPH_H */
