/**
 * @file
 * The graph library's readers of text: edge lists and CSV, from a file and from a stream that gives it in
 * pieces. Both ways must come to the same, and what was read can be looked at in full.
 */
#define _GNU_SOURCE /* memfd_create */
#include <sys/mman.h>
#include <unistd.h>

#include <graph/graph.h>
#include <tenon/runtime.h>

#include "input.h"

/* A file without a disk. */
static int write_file(const uint8_t *bytes, size_t size, char *path, size_t room) {
    int file = memfd_create("graph", 0);
    REQUIRE(file >= 0 && write(file, bytes, size) == (ssize_t)size, "no file in memory");
    snprintf(path, room, "/proc/self/fd/%d", file);
    return file;
}

static void require_chain(graph_status status) {
    const tenon_error *error = tenon_error_peek();
    REQUIRE((status == GRAPH_OK) == (error == NULL), "status %d", (int)status);
    REQUIRE(error == NULL || (error->code == (int32_t)status && error->message[0] != '\0'), "status %d",
            (int)status);
    tenon_error_clear();
}

/* ---- Looking at everything ---- */

static void look_at_value(const graph *g, const char *column, graph_type type, uint64_t edge) {
    bool truth = false, is_null = false;
    int64_t integer;
    double number;
    const char *text = NULL;
    REQUIRE(graph_is_null(g, GRAPH_EDGES, column, edge, &is_null) == GRAPH_OK, "%s", column);
    if (is_null)
        return;
    graph_status status = type == GRAPH_I64    ? graph_get_i64(g, GRAPH_EDGES, column, edge, &integer)
                          : type == GRAPH_F64  ? graph_get_f64(g, GRAPH_EDGES, column, edge, &number)
                          : type == GRAPH_BOOL ? graph_get_bool(g, GRAPH_EDGES, column, edge, &truth)
                                               : graph_get_text(g, GRAPH_EDGES, column, edge, &text);
    REQUIRE(status == GRAPH_OK, "%s of edge %zu", column, (size_t)edge);
    REQUIRE(type != GRAPH_TEXT || tenon_is_utf8(text, strlen(text)), "%s of edge %zu", column, (size_t)edge);
}

static void look_at_edge(const graph *g, uint64_t edge) {
    uint64_t source, target;
    const char *key;
    REQUIRE(graph_edge_endpoints(g, edge, &source, &target) == GRAPH_OK, "edge %zu", (size_t)edge);
    REQUIRE(graph_key(g, source, &key) == GRAPH_OK && key != NULL && key[0] != '\0', "node %zu",
            (size_t)source);
    REQUIRE(graph_key(g, target, &key) == GRAPH_OK && key != NULL && key[0] != '\0', "node %zu",
            (size_t)target);
}

static void look_at(const graph *g) {
    size_t edges = graph_edge_count(g);
    for (uint64_t edge = 0; edge < edges; edge++)
        look_at_edge(g, edge);
    for (size_t i = 0; i < graph_column_count(g, GRAPH_EDGES); i++) {
        const char *column;
        graph_type type;
        REQUIRE(graph_column_name(g, GRAPH_EDGES, i, &column) == GRAPH_OK, "column %zu", i);
        REQUIRE(graph_column_type(g, GRAPH_EDGES, column, &type) == GRAPH_OK, "%s", column);
        for (uint64_t edge = 0; edge < edges; edge++)
            look_at_value(g, column, type, edge);
    }
}

/* ---- Edge lists ---- */

/* How many lines say an edge, counted another way than the reader does. */
static size_t count_lines(const uint8_t *bytes, size_t size) {
    size_t count = 0;
    bool is_blank = true, is_comment = false;
    size_t start = size >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    for (size_t i = start; i <= size; i++) {
        if (i == size || bytes[i] == '\n') {
            count += !is_blank && !is_comment;
            is_blank = true;
            is_comment = false;
        } else if (strchr(" \t\r", bytes[i]) == NULL) {
            is_comment = is_comment || (is_blank && (bytes[i] == '#' || bytes[i] == '%'));
            is_blank = false;
        }
    }
    return count;
}

static void try_edge_list(const uint8_t *bytes, size_t size, bool directed) {
    char path[64];
    graph *g = NULL;
    int file = write_file(bytes, size, path, sizeof path);
    graph_status status = graph_read_edge_list(path, directed, &g);
    require_chain(status);
    REQUIRE((status == GRAPH_OK) == (g != NULL), "status %d", (int)status);
    if (g != NULL) {
        REQUIRE(graph_edge_count(g) == count_lines(bytes, size), "%zu edges, but %zu lines",
                graph_edge_count(g), count_lines(bytes, size));
        look_at(g);
    }
    graph_free(g);
    close(file);
}

/* ---- CSV ---- */

typedef struct pieces {
    input from;
    size_t most; /* at once */
} pieces;

static graph_status give_piece(void *context, void *buffer, size_t *size) {
    pieces *left = context;
    const uint8_t *bytes;
    *size = take_bytes(&left->from, *size < left->most ? *size : left->most, &bytes);
    memcpy(buffer, bytes, *size);
    return GRAPH_OK;
}

static void require_same(const graph *a, const graph *b) {
    REQUIRE(graph_node_count(a) == graph_node_count(b) && graph_edge_count(a) == graph_edge_count(b) &&
                graph_column_count(a, GRAPH_EDGES) == graph_column_count(b, GRAPH_EDGES),
            "in pieces it is another graph");
}

static void try_csv(const uint8_t *bytes, size_t size, bool directed, size_t most) {
    char path[64];
    graph *whole = NULL, *in_pieces = NULL;
    tenon_cancel cancel = {0};
    pieces left = {.from = {.bytes = bytes, .left = size}, .most = most};
    int file = write_file(bytes, size, path, sizeof path);
    graph_status status = graph_read_csv(path, "from", "to", directed, &whole);
    require_chain(status);
    graph_status again =
        graph_read_csv_stream(give_piece, &left, "from", "to", directed, &cancel, NULL, NULL, &in_pieces);
    require_chain(again);
    REQUIRE(status == again && (status == GRAPH_OK) == (whole != NULL) &&
                (again == GRAPH_OK) == (in_pieces != NULL),
            "%d from the file, %d in pieces", (int)status, (int)again);
    if (whole != NULL) {
        look_at(whole);
        require_same(whole, in_pieces);
    }
    graph_free(whole);
    graph_free(in_pieces);
    close(file);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    input from = {.bytes = bytes, .left = size};
    unsigned how = take_byte(&from);
    if ((how & 1) != 0)
        try_edge_list(from.bytes, from.left, (how & 2) != 0);
    else
        try_csv(from.bytes, from.left, (how & 2) != 0, 1 + (how >> 2));
    return 0;
}
