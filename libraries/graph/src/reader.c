/**
 * @file
 * Loading text files, and the edges found in them.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "reader.h"

/* ------------------------------------------------------------------------------------------------- files */

graph_status graph_check_cancelled(const tenon_cancel *cancel) {
    return tenon_is_cancelled(cancel) ? graph_fail(GRAPH_CANCELLED, "the caller asked to stop") : GRAPH_OK;
}

/** A graph_source over a FILE. */
static graph_status read_file(void *context, void *buffer, size_t *size) {
    FILE *stream = context;
    errno = 0;
    *size = fread(buffer, 1, *size, stream);
    if (*size == 0 && ferror(stream)) {
        return graph_fail(GRAPH_IO, "reading failed: %s", strerror(errno));
    }
    return GRAPH_OK;
}

/** Read to the end of a stream; the size of a pipe, for one, cannot be asked for. */
static graph_status read_all(const graph_stream *stream, graph_file *file) {
    enum { FIRST_CAPACITY = 65536 };
    size_t length = 0;
    size_t capacity = 0;
    for (size_t got = 1; got > 0; length += got) {
        if (length + 1 >= capacity) {
            size_t grown = capacity < FIRST_CAPACITY ? FIRST_CAPACITY : capacity * 2;
            if (grown < capacity || !graph_resize(&file->bytes, grown, 1)) {
                return graph_no_memory("the file's text");
            }
            capacity = grown;
        }
        got = capacity - length - 1;
        graph_status status = stream->source(stream->source_context, file->bytes + length, &got);
        if (status == GRAPH_OK) {
            status = graph_check_cancelled(stream->cancel);
        }
        if (status != GRAPH_OK) {
            return status;
        }
        if (stream->progress) {
            stream->progress(length + got, 0, stream->progress_context);
        }
    }
    file->bytes[length] = '\0';
    file->text = file->bytes;
    file->end = file->bytes + length;
    return GRAPH_OK;
}

/** Length of the well-formed UTF-8 sequence at `at`, or 0 where there is none. */
static size_t sequence_length(const unsigned char *at, const unsigned char *end) {
    size_t left = (size_t)(end - at);
    unsigned char lead = at[0];
    size_t length = lead < 0x80   ? 1
                    : lead < 0xC2 ? 0
                    : lead < 0xE0 ? 2
                    : lead < 0xF0 ? 3
                    : lead < 0xF5 ? 4
                                  : 0;
    if (length == 0 || length > left) {
        return 0;
    }
    for (size_t i = 1; i < length; i++) {
        if ((at[i] & 0xC0) != 0x80) {
            return 0;
        }
    }
    /* Overlong forms, surrogates and what lies beyond U+10FFFF show in the second byte. */
    if ((lead == 0xE0 && at[1] < 0xA0) || (lead == 0xED && at[1] > 0x9F) || (lead == 0xF0 && at[1] < 0x90) ||
        (lead == 0xF4 && at[1] > 0x8F)) {
        return 0;
    }
    return length;
}

bool graph_is_utf8(const char *bytes, size_t length) {
    const unsigned char *end = (const unsigned char *)bytes + length;
    for (const unsigned char *at = (const unsigned char *)bytes; at < end;) {
        size_t sequence = sequence_length(at, end);
        if (sequence == 0) {
            return false;
        }
        at += sequence;
    }
    return true;
}

static graph_status check_text(const graph_file *file) {
    const unsigned char *end = (const unsigned char *)file->end;
    uint64_t line = 1;
    for (const unsigned char *at = (const unsigned char *)file->text; at < end;) {
        size_t length = sequence_length(at, end);
        if (length == 0) {
            return graph_fail(GRAPH_BAD_FORMAT,
                              "%s:%" PRIu64 ": byte 0x%02X is not UTF-8; save the file as UTF-8", file->path,
                              line, (unsigned)*at);
        }
        if (*at == '\0') {
            return graph_fail(GRAPH_BAD_FORMAT,
                              "%s:%" PRIu64 ": there is a NUL byte; this is not a text file", file->path,
                              line);
        }
        line += *at == '\n';
        at += length;
    }
    return GRAPH_OK;
}

/** Read a stream and check that it is text. */
static graph_status read_text(const graph_stream *stream, graph_file *file) {
    graph_status status = read_all(stream, file);
    if (status != GRAPH_OK) {
        return status;
    }
    if (strncmp(file->text, "\xEF\xBB\xBF", 3) == 0) {
        file->text += 3;
    }
    return check_text(file);
}

graph_status graph_file_load(const char *path, graph_file *file) {
    *file = (graph_file){.path = path};
    errno = 0;
    FILE *stream = fopen(path, "rb");
    if (!stream) {
        int reason = errno;
        if (reason == ENOMEM) {
            return graph_no_memory("opening a file");
        }
        return graph_fail(GRAPH_IO, "opening failed: %s", strerror(reason));
    }
    graph_status status = read_text(&(graph_stream){.source = read_file, .source_context = stream}, file);
    (void)fclose(stream);
    return status;
}

graph_status graph_file_read(const graph_stream *stream, graph_file *file) {
    *file = (graph_file){.path = "the stream"};
    return read_text(stream, file);
}

void graph_file_free(graph_file *file) {
    free(file->bytes);
    *file = (graph_file){0};
}

/* ------------------------------------------------------------------------------------------------- edges */

graph_status graph_edge_buffer_append(graph_edge_buffer *edges, uint64_t source, uint64_t target) {
    if (edges->count == edges->capacity) {
        uint64_t capacity = graph_grown_capacity(edges->capacity, edges->count + 1);
        if (!graph_resize(&edges->sources, capacity, sizeof *edges->sources) ||
            !graph_resize(&edges->targets, capacity, sizeof *edges->targets)) {
            return graph_no_memory("the file's edges");
        }
        edges->capacity = capacity;
    }
    edges->sources[edges->count] = source;
    edges->targets[edges->count] = target;
    edges->count++;
    return GRAPH_OK;
}

void graph_edge_buffer_free(graph_edge_buffer *edges) {
    free(edges->sources);
    free(edges->targets);
    *edges = (graph_edge_buffer){0};
}
