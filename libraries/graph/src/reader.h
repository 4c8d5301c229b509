/**
 * @file
 * What the readers of files share.
 */
#ifndef GRAPH_READER_H
#define GRAPH_READER_H

#include "internal.h"

/** A text file in memory. */
typedef struct graph_file {
    const char *path;
    char *bytes; /**< The whole file and a NUL; readers may cut it up in place. */
    char *text;  /**< Where the text begins, behind a byte order mark. */
    char *end;   /**< The NUL behind the text. */
} graph_file;

/** A host's stream that is read from, and how its reading is watched. */
typedef struct graph_stream {
    graph_source source;
    void *source_context;
    graph_progress progress; /**< Or null. */
    void *progress_context;
    const tenon_cancel *cancel; /**< Or null. */
} graph_stream;

/** As graph_file_load() for a stream; `file->path` becomes "the stream". */
graph_status graph_file_read(const graph_stream *stream, graph_file *file);

/** GRAPH_CANCELLED, recorded, where the caller wants the call to stop. */
graph_status graph_check_cancelled(const tenon_cancel *cancel);

/** Load a file and check that it is UTF-8 without NULs. Afterwards, graph_file_free() in either case. */
graph_status graph_file_load(const char *path, graph_file *file);
void graph_file_free(graph_file *file);

/** Whether bytes are well-formed UTF-8. */
bool graph_is_utf8(const char *bytes, size_t length);

/** The edges found so far, for one bulk addition at the end. */
typedef struct graph_edge_buffer {
    uint64_t *sources;
    uint64_t *targets;
    uint64_t count;
    uint64_t capacity;
} graph_edge_buffer;

graph_status graph_edge_buffer_append(graph_edge_buffer *edges, uint64_t source, uint64_t target);
void graph_edge_buffer_free(graph_edge_buffer *edges);

/** Parsers of a whole text; false where it is not one such value. All are independent of the host's locale.
 */
bool graph_parse_bool(const char *text, bool *value);
/** Only the one spelling that printing the number gives back: not `007`, `+5` or `-0`. */
bool graph_parse_i64(const char *text, int64_t *value);
/** Decimal notation, or inf, infinity, nan in any case; false where the number is too large for a double. */
bool graph_parse_f64(const char *text, double *value);
/** As graph_parse_f64(), but false where digits would get lost: `007`, `+5`, integers from 2^53 on. */
bool graph_parse_f64_lossless(const char *text, double *value);

#endif /* GRAPH_READER_H */
