/**
 * @file
 * Edge lists: a line per edge.
 */
#include <stdlib.h>
#include <string.h>

#include "reader.h"

/** The edge list being read. */
typedef struct edge_list {
    graph_file file;
    graph *g;
    graph_edge_buffer edges;
    double *weights;   /**< A weight per edge, from the first line that has one on. */
    uint8_t *weighted; /**< Whether the edge has one. */
    uint64_t capacity; /**< Edges that the two have room for. */
    uint64_t line;
} edge_list;

enum { MOST_FIELDS = 3 };

/** Cut a line into fields, in place; returns how many there are, which may be more than are kept. */
static size_t split(char *line, char *fields[MOST_FIELDS]) {
    size_t count = 0;
    for (char *at = line;;) {
        at += strspn(at, " \t\r");
        if (*at == '\0') {
            return count;
        }
        if (count < MOST_FIELDS) {
            fields[count] = at;
        }
        count++;
        at += strcspn(at, " \t\r");
        if (*at != '\0') {
            *at++ = '\0';
        }
    }
}

/** Keep the weight of the edge that was appended last. */
static graph_status keep_weight(edge_list *list, const char *text) {
    uint64_t edge = list->edges.count - 1;
    double weight;
    if (!graph_parse_f64(text, &weight)) {
        return graph_fail(GRAPH_BAD_FORMAT, "%s:%" PRIu64 ": the weight \"%s\" is not a number",
                          list->file.path, list->line, text);
    }
    if (edge >= list->capacity) {
        uint64_t capacity = list->edges.capacity;
        if (!graph_resize(&list->weights, capacity, sizeof *list->weights) ||
            !graph_resize(&list->weighted, capacity, sizeof *list->weighted)) {
            return graph_no_memory("the weights");
        }
        memset(list->weighted + list->capacity, 0, (size_t)(capacity - list->capacity));
        list->capacity = capacity;
    }
    list->weights[edge] = weight;
    list->weighted[edge] = 1;
    return GRAPH_OK;
}

static graph_status read_line(edge_list *list, char *line) {
    char *fields[MOST_FIELDS];
    size_t count = split(line, fields);
    if (count == 0 || fields[0][0] == '#' || fields[0][0] == '%') {
        return GRAPH_OK;
    }
    if (count < 2 || count > MOST_FIELDS) {
        return graph_fail(GRAPH_BAD_FORMAT,
                          "%s:%" PRIu64
                          ": expected a source, a target and perhaps a weight, found %zu field%s",
                          list->file.path, list->line, count, count == 1 ? "" : "s");
    }
    uint64_t source;
    uint64_t target;
    graph_status status = graph_node_for_key(list->g, fields[0], &source);
    if (status == GRAPH_OK) {
        status = graph_node_for_key(list->g, fields[1], &target);
    }
    if (status == GRAPH_OK) {
        status = graph_edge_buffer_append(&list->edges, source, target);
    }
    if (status == GRAPH_OK && count == MOST_FIELDS) {
        status = keep_weight(list, fields[2]);
    }
    return status;
}

static graph_status read_lines(edge_list *list) {
    for (char *line = list->file.text; line < list->file.end;) {
        char *end = memchr(line, '\n', (size_t)(list->file.end - line));
        if (!end) {
            end = list->file.end;
        }
        *end = '\0';
        list->line++;
        graph_status status = read_line(list, line);
        if (status != GRAPH_OK) {
            return status;
        }
        line = end + 1;
    }
    return GRAPH_OK;
}

/** Put the edges and their weights into the graph. */
static graph_status store(edge_list *list) {
    uint64_t first;
    graph_status status =
        graph_add_edges(list->g, list->edges.sources, list->edges.targets, (size_t)list->edges.count, &first);
    if (status == GRAPH_OK && list->weights) {
        status = graph_add_column(list->g, GRAPH_EDGES, "weight", GRAPH_F64);
        for (uint64_t edge = 0; edge < list->capacity && status == GRAPH_OK; edge++) {
            if (list->weighted[edge]) {
                status = graph_set_f64(list->g, GRAPH_EDGES, "weight", edge, list->weights[edge]);
            }
        }
    }
    return status;
}

graph_status graph_read_edge_list(const char *path, bool directed, graph **result) {
    edge_list list = {.g = graph_new(directed)};
    graph_status status = list.g ? graph_file_load(path, &list.file) : GRAPH_OUT_OF_MEMORY;
    if (status == GRAPH_OK) {
        status = read_lines(&list);
    }
    if (status == GRAPH_OK) {
        status = store(&list);
    }
    graph_file_free(&list.file);
    graph_edge_buffer_free(&list.edges);
    free(list.weights);
    free(list.weighted);
    if (status != GRAPH_OK) {
        graph_free(list.g);
        return graph_fail_because(status, "cannot read the edge list \"%s\"", path);
    }
    *result = list.g;
    return GRAPH_OK;
}
