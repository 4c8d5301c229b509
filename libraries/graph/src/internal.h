/**
 * @file
 * What the sources of the graph library share. Nothing here is part of the contract.
 *
 * Inside, nodes and edges are 32-bit numbers: half the memory traffic, and 4 billion are enough.
 */
#ifndef GRAPH_INTERNAL_H
#define GRAPH_INTERNAL_H

#include <inttypes.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/error.h>

#include "graph/graph.h"
#include "numbers.h"

/** "No node", "no edge": the one 32-bit number that is never an id. */
#define GRAPH_NONE UINT32_MAX

/** Most nodes, and most edges, that a graph can ever number. */
#define GRAPH_MAXIMUM_IDS ((uint64_t)UINT32_MAX)

/** Record what went wrong and give the status to return; the second puts it on top of what went wrong below.
 */
#define graph_fail(status, ...) ((graph_status)tenon_fail((int32_t)(status), __VA_ARGS__))
#define graph_fail_because(status, ...) ((graph_status)tenon_fail_because((int32_t)(status), __VA_ARGS__))

/* ------------------------------------------------------------------------------------------- memory */

/** Room for `count` elements, at least one so that a result is never null. Null when there is no memory. */
void *graph_allocate(uint64_t count, size_t element_size);

/** As graph_allocate(), with all bytes 0. */
void *graph_allocate_zeroed(uint64_t count, size_t element_size);

/**
 * Make an array hold `count` elements; on failure false, and it is as before.
 * @param array_address Where the pointer to the array is, of whatever pointer type.
 */
bool graph_resize(void *array_address, uint64_t count, size_t element_size);

/** A copy of a text, or null when there is no memory. */
char *graph_copy_text(const char *text);

/** The capacity to grow to so that `needed` fit and repeated growth stays linear. */
uint64_t graph_grown_capacity(uint64_t capacity, uint64_t needed);

/** Say that there is no memory for `what`. */
graph_status graph_no_memory(const char *what);

/* ------------------------------------------------------------------------------- texts looked up fast */

/** One place of a graph_text_index. */
typedef struct graph_text_slot {
    uint32_t hash; /**< Upper half of the text's hash: most mismatches end here. */
    uint32_t item; /**< The text's place in the owner's array, GRAPH_NONE where the slot is free. */
} graph_text_slot;

/** A hash index from texts, which its owner keeps in an array, to their places there. All zero is empty. */
typedef struct graph_text_index {
    graph_text_slot *slots; /**< Open addressing with linear probing. */
    uint64_t slot_count;    /**< A power of two, or 0. */
    uint64_t item_count;    /**< Texts in the index. */
} graph_text_index;

void graph_text_index_clear(graph_text_index *index);
/** Make room for `extra` more texts, so that adding them cannot fail. */
bool graph_text_index_reserve(graph_text_index *index, uint64_t extra);
/** The place of a text, or GRAPH_NONE. */
uint32_t graph_text_index_find(const graph_text_index *index, char *const *texts, const char *text);
/** Add the text at texts[item], which is not in the index; there is room for it. */
void graph_text_index_add(graph_text_index *index, const char *text, uint32_t item);
/** Take out the text at texts[item]. */
void graph_text_index_remove(graph_text_index *index, const char *text, uint32_t item);

/* ------------------------------------------------------------------------------------------- columns */

/** One typed column. Rows are ids; rows without a value are zero. */
typedef struct graph_column {
    graph_type type;
    uint8_t *present; /**< One byte per row: 1 where there is a value. */
    union {
        void *any;
        int64_t *i64;
        double *f64;
        uint8_t *boolean;
        char **text;
    } values;
} graph_column;

/** The columns of the nodes or of the edges. */
typedef struct graph_column_table {
    graph_column *columns;
    char **names; /**< As `columns`; apart from them because the index looks texts up in an array of texts. */
    graph_text_index index;
    uint32_t count;
    uint32_t capacity;
    uint64_t row_capacity; /**< Rows that every column has room for: as many ids as the graph has room for. */
} graph_column_table;

void graph_columns_free(graph_column_table *table);
/** Make every column have room for `rows` rows; new ones are without values. */
bool graph_columns_reserve_rows(graph_column_table *table, uint64_t rows);
/** Take the value of one row out of a column. */
void graph_column_clear_row(const graph_column *column, uint64_t row);
/** Take the values of one row out of all columns. */
void graph_columns_clear_row(const graph_column_table *table, uint64_t row);
/** The column of a name, or null. */
const graph_column *graph_columns_find(const graph_column_table *table, const char *name);
/** The column of a name among the nodes' or edges' columns; null, and the failure recorded, if none. */
const graph_column *graph_find_column(const graph *g, graph_entity of, const char *name);
const char *graph_type_name(graph_type type);

/* ----------------------------------------------------------------------------------------- adjacency */

/** Which way edges are followed. Undirected graphs only use GRAPH_OUTWARD. */
typedef enum graph_direction { GRAPH_OUTWARD = 0, GRAPH_INWARD = 1 } graph_direction;

/** Numbers that readers publish. */
typedef _Atomic(graph_numbers *) graph_published_numbers;

/** Lists of nodes, one per node: to be copied into a variable before a loop, so that it stays in registers.
 */
typedef struct graph_lists {
    uint32_t *offsets; /**< The lower half of where a node's list begins; one more element than nodes. */
    uint64_t
        carry_node; /**< From this one on, lists begin 2^32 later than `offsets` says: there are no 2^33. */
    graph_numbers nodes; /**< The lists, one after the other. */
} graph_lists;

/** Where the list of a node begins, and that of the node before it ends. */
static inline uint64_t graph_list_begin(graph_lists lists, uint64_t node) {
    return lists.offsets[node] | (uint64_t)(node >= lists.carry_node) << 32;
}

/**
 * Compressed rows: per node the nodes its edges lead to, by ascending edge id. Never changes once built.
 *
 * Most questions are about nodes alone, so which edges lead there is found when that is asked first.
 */
typedef struct graph_rows {
    graph_direction direction;
    uint64_t node_limit;           /**< Rows there are; later nodes have none. */
    uint64_t edge_limit;           /**< Edges below this id are in the rows. */
    graph_lists lists;             /**< The nodes at the other ends. */
    graph_published_numbers edges; /**< The edges that lead there; or null, see graph_row_edges(). */
} graph_rows;

/** How many elements rows have. */
static inline uint64_t graph_rows_length(const graph_rows *rows) {
    return graph_list_begin(rows->lists, rows->node_limit);
}

/**
 * Where the ends of the edges are that came first, and with them most: in rows of the direction
 * GRAPH_OUTWARD, which are needed anyway. An edge's place in the row of its source says all about it.
 */
typedef struct graph_home {
    graph_rows *rows; /**< Null: there are no such edges. */
    graph_numbers
        places;        /**< Per edge. None: edges came in the order of their sources, and an id is a place. */
    uint32_t *sources; /**< For every so many places: whose row the first of them is in. */
} graph_home;

/** First and last element of a node's chain of recent edges, per node. */
typedef struct graph_chains {
    uint32_t *first;
    uint32_t *last;
} graph_chains;

/**
 * Adjacency that outlives changes, so that a neighbour is found in O(degree) between them.
 *
 * `rows` may still name edges removed since; edges added since hang in chains. Both are skipped or followed
 * by graph_incidence_next(). Only functions that change the graph touch this.
 */
typedef struct graph_overlay {
    graph_rows *rows[2];    /**< Per direction, or null; with edges. Both cover edges below `edge_limit`. */
    graph_chains chains[2]; /**< Per direction: the recent edges of a node. */
    uint32_t *next;         /**< Two links per recent edge: at its source and at its target. */
    uint64_t node_capacity; /**< Nodes the chains have room for. */
    uint64_t edge_capacity; /**< Recent edges `next` has room for. */
    uint64_t edge_limit;    /**< Where recent edges begin. */
    uint64_t removed;       /**< Edges removed since the rows were built. */
} graph_overlay;

/** Rows without elements, whose offsets are all 0. Null: no memory. */
graph_rows *graph_rows_make(const graph *g, graph_direction direction, uint64_t edge_limit);
/** Make offsets, where element n + 1 is the length of row n so far, say where rows begin. */
void graph_rows_begin(graph_rows *rows);
/** Where the next element of every row goes, at first. Null: no memory. */
uint64_t *graph_rows_cursors(const graph_rows *rows);
void graph_rows_free(graph_rows *rows);

/** A walk over the live edges of one node in one direction. */
typedef struct graph_incidence {
    const graph *g;
    const graph_rows *rows;
    const graph_numbers *edges; /**< Those of the rows; null where nobody wants to know and all live. */
    const uint32_t *next;       /**< The links of recent edges, or null when the rows say all. */
    uint64_t position;
    uint64_t end;
    uint64_t edge_limit;
    uint32_t link;
} graph_incidence;

/**
 * Begin a walk; the rows are built where needed. The node exists.
 * @param want_edges Whether the walk is to say which edges it follows: that may have to be found.
 */
graph_status graph_incidence_start(const graph *g, uint32_t node, graph_direction direction, bool want_edges,
                                   graph_incidence *walk);
/** Step to the next edge by ascending id; false at the end. `edge` says something only where it is wanted. */
bool graph_incidence_next(graph_incidence *walk, uint32_t *node, uint32_t *edge);

/** Rows that say exactly what is live now, built at the first call after a change. Null: no memory, recorded.
 */
const graph_rows *graph_exact_rows(const graph *g, graph_direction direction);

/** As graph_exact_rows(), or null where nobody has asked for these rows since the last change. */
const graph_rows *graph_known_rows(const graph *g, graph_direction direction);

/** Which edge each element of exact rows stands for. Null: no memory, recorded. */
const graph_numbers *graph_row_edges(const graph *g, const graph_rows *rows);

/**
 * To be called before every change of nodes or edges: nobody else is in the graph now.
 * @return GRAPH_OK; or there is no memory, which is recorded, and nothing may be changed.
 */
graph_status graph_adjacency_begin_change(graph *g);
/** The edges from `first` on are new. */
void graph_adjacency_edges_added(graph *g, uint64_t first);
void graph_adjacency_edge_removed(graph *g);
/** These edges, with ends that are checked, are the first: build their rows at once. */
graph_status graph_adjacency_first_edges(graph *g, const uint64_t *sources, const uint64_t *targets,
                                         uint64_t count);
/** Keep all edges where they need least memory: nobody else is in the graph. */
graph_status graph_adjacency_settle(graph *g);
void graph_adjacency_free(graph *g);

/* ---------------------------------------------------------------------------- where the ends of edges are */

/**
 * The edges are the first of a graph, and their ends are checked: put these where they stay.
 * @return GRAPH_OK; or there is no memory, which is recorded, and nothing has changed.
 */
graph_status graph_home_first_edges(graph *g, const uint64_t *sources, const uint64_t *targets,
                                    uint64_t count);
/** Make rows the home of all edges, if there is memory for that: with exact rows whose edges are known. */
void graph_home_move(graph *g, graph_rows *rows);
/** Make room to count the edges at every node. False: no memory. */
bool graph_home_keep_degrees(graph *g);
/** Free what the rows of the home say, too, which are exact. */
void graph_home_drop_degrees(graph *g);
void graph_home_free(graph *g);

/* ------------------------------------------------------------------------------------------ the graph */

/** Rows that readers publish. */
typedef _Atomic(graph_rows *) graph_published_rows;

struct graph {
    bool directed;
    char *name;

    uint64_t node_limit; /**< The next node's id. */
    uint64_t node_count;
    uint64_t node_capacity;
    uint8_t *node_alive;
    /**
     * Of a directed graph: how many edges leave, and enter, a node. Of an undirected one: how many are at it,
     * a self-loop among them once; and how many of these are self-loops. Each may be null where the rows of
     * `home` say it, or where it is 0 for all: see graph_edges_at().
     */
    uint32_t *degree[2];

    uint64_t edge_limit; /**< The next edge's id. */
    uint64_t edge_count;
    uint64_t edge_capacity;
    uint64_t self_loops;
    uint64_t *edge_removed; /**< A bit per edge; null while none was ever removed. */
    graph_home home;        /**< The ends of the first edges. */
    uint32_t *edge_source;  /**< The ends of the others, from the first edge after those. */
    uint32_t *edge_target;
    uint64_t recent_capacity; /**< How many others there is room for. */

    char **node_keys; /**< Null until the first key; then with room for node_capacity. */
    graph_text_index keys;

    graph_column_table columns[2]; /**< By graph_entity. */

    /**
     * Exact rows per direction, or null. Readers build them privately and publish them with one
     * compare-and-exchange; changes, which run alone, take them away.
     */
    graph_published_rows published[2];
    graph_overlay overlay;
};

/** Whether an id names a live node. */
static inline bool graph_node_lives(const graph *g, uint64_t node) {
    return node < g->node_limit && g->node_alive[node];
}

/** Whether an edge was removed; the id was given out. */
static inline bool graph_edge_removed(const graph *g, uint64_t edge) {
    return g->edge_removed && (g->edge_removed[edge / 64] >> (edge % 64) & 1);
}

/** Whether an id names a live edge. */
static inline bool graph_edge_lives(const graph *g, uint64_t edge) {
    return edge < g->edge_limit && !graph_edge_removed(g, edge);
}

/** How many edges have their ends in `home`: those below this id. */
static inline uint64_t graph_home_limit(const graph *g) {
    return g->home.rows ? g->home.rows->edge_limit : 0;
}

/** The ends of a live edge. */
void graph_edge_ends(const graph *g, uint64_t edge, uint32_t *source, uint32_t *target);

/** What graph.degree is said to hold; the node's id was given out. */
uint64_t graph_edges_at(const graph *g, uint64_t node, graph_direction direction);

/** A walk over all live edges. All zero but the graph is its beginning. */
typedef struct graph_edge_walk {
    const graph *g;
    uint64_t next; /**< The id to go on with. */
    uint64_t row;  /**< Where sources ascend: the row that the last edge was in. */
} graph_edge_walk;

/** Step to the next edge by ascending id; false at the end. */
static inline bool graph_edge_walk_next(graph_edge_walk *walk, uint64_t *edge, uint32_t *source,
                                        uint32_t *target) {
    const graph *g = walk->g;
    while (walk->next < g->edge_limit && graph_edge_removed(g, walk->next)) {
        walk->next++;
    }
    if (walk->next >= g->edge_limit) {
        return false;
    }
    *edge = walk->next++;
    if (g->home.places.bytes || *edge >= graph_home_limit(g)) {
        graph_edge_ends(g, *edge, source, target);
        return true;
    }
    graph_lists lists = g->home.rows->lists;
    while (graph_list_begin(lists, walk->row + 1) <= *edge) {
        walk->row++;
    }
    *source = (uint32_t)walk->row;
    *target = (uint32_t)graph_number_at(lists.nodes, *edge);
    return true;
}

/** GRAPH_OK when the node lives; else the failure, recorded. */
graph_status graph_check_node(const graph *g, uint64_t node);

/** GRAPH_OK when the edge lives; else the failure, recorded. */
graph_status graph_check_edge(const graph *g, uint64_t edge);

/** Leave the elements of live nodes alone at the beginning of an array that has one element per id. */
void graph_keep_live_nodes(const graph *g, void *by_id, size_t element_size);

/** Make room for more nodes, or edges, so that adding them cannot fail. */
graph_status graph_reserve_nodes(graph *g, uint64_t extra);
graph_status graph_reserve_edges(graph *g, uint64_t extra);

/** The node of a key, added if there is none. */
graph_status graph_node_for_key(graph *g, const char *key, uint64_t *node);

/** Take a removed node's key away. */
void graph_drop_key(graph *g, uint64_t node);

#endif /* GRAPH_INTERNAL_H */
