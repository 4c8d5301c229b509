/**
 * @file
 * Arrow tables into a graph, and out of it again through the runtime's views of streams.
 *
 * The interface passes addresses, so a producer's buffers are as large as its lengths say; everything else
 * may be wrong: types, counts of children and buffers, lengths, offsets, views, texts, nulls, and failures in
 * the middle.
 */
#include <errno.h>

#include <graph/graph.h>
#include <tenon/arrow.h>
#include <tenon/runtime.h>
#include <tenon/stream.h>

#include "input.h"

enum { MOST_COLUMNS = 5, MOST_ROWS = 12, MOST_BUFFERS = 4, DATA = 64 };

static const char *const formats[] = {"c", "s", "i", "l",  "C", "S",   "I",  "L", "f", "g",
                                      "b", "u", "U", "vu", "n", "tdD", "+s", "z", "",  "w:3"};
static const char *const names[] = {"source", "target", "node", "edge", "weight", "label", NULL, ""};

/* ---- A producer ---- */

typedef struct producer {
    input from;
    int batches;
    int64_t columns;
    const char *formats[MOST_COLUMNS];
} producer;

static size_t open_pieces; /* schemas and arrays that are not released */

static void release_schema(struct ArrowSchema *schema) {
    for (int64_t i = 0; i < schema->n_children; i++) {
        if (schema->children[i]->release != NULL)
            schema->children[i]->release(schema->children[i]);
        free(schema->children[i]);
    }
    free(schema->children);
    schema->release = NULL;
    open_pieces--;
}

static void make_schema(struct ArrowSchema *schema, const char *format, const char *name, int64_t children) {
    *schema = (struct ArrowSchema){
        .format = format, .name = name, .n_children = children, .release = release_schema};
    schema->children = calloc((size_t)children + 1, sizeof *schema->children);
    open_pieces++;
}

static int get_schema(struct ArrowArrayStream *stream, struct ArrowSchema *schema) {
    producer *of = stream->private_data;
    if (take_below(&of->from, 16) == 0)
        return EIO;
    make_schema(schema, take_below(&of->from, 24) == 0 ? "l" : "+s", "", of->columns);
    for (int64_t i = 0; i < of->columns; i++) {
        schema->children[i] = malloc(sizeof *schema->children[i]);
        const char *name = i < 2 && take_below(&of->from, 8) > 0 ? names[i] : names[take_below(&of->from, 8)];
        make_schema(schema->children[i], of->formats[i], name, 0);
    }
    return 0;
}

static void release_array(struct ArrowArray *array) {
    for (int64_t i = 0; i < array->n_children; i++) {
        if (array->children[i]->release != NULL)
            array->children[i]->release(array->children[i]);
        free(array->children[i]);
    }
    /* As many as were allocated, whatever the count says. */
    void **buffers = array->private_data;
    for (int i = 0; buffers != NULL && i < MOST_BUFFERS; i++)
        free(buffers[i]);
    free(buffers);
    free(array->children);
    array->release = NULL;
    open_pieces--;
}

static int64_t bytes_of(const char *format, int64_t rows) {
    static const char wide[] = "lLgU";
    if (format[0] == 'v')
        return rows * 16;
    if (format[0] == 'b' || format[0] == 'n')
        return (rows + 7) / 8;
    bool is_offsets = format[0] == 'u' || format[0] == 'U';
    int64_t width = format[0] == '\0'           ? 1
                    : strchr(wide, format[0])   ? 8
                    : strchr("iIfu", format[0]) ? 4
                    : strchr("sS", format[0])   ? 2
                                                : 1;
    return (rows + is_offsets) * width;
}

/* Small numbers mostly, so that ids are ids and offsets lie in the data; a large one would be a large graph.
 */
static void fill(input *from, const char *format, uint8_t *bytes, size_t size) {
    bool is_wild = take_below(from, 6) == 0;
    bool is_id = strchr("ilILuU", format[0]) != NULL && format[0] != '\0';
    size_t width = (size_t)bytes_of(format, 1) - (format[0] == 'u' ? 4 : format[0] == 'U' ? 8 : 0);
    memset(bytes, 0, size);
    for (size_t at = 0; width > 0 && at < size; at += width) {
        bytes[at] = (uint8_t)take_below(from, DATA);
        if (is_wild && !is_id)
            bytes[at + width - 1] = take_byte(from);
        else if (is_wild && take_bool(from))
            memset(bytes + at, 0xFF, width < size - at ? width : size - at); /* -1: no id, no offset */
    }
}

/* 12 bytes of text, or where it lies in the one buffer of data. */
static void fill_views(input *from, uint8_t *bytes, int64_t rows) {
    for (int64_t i = 0; i < rows; i++) {
        uint32_t words[4] = {take_below(from, 40), 0x61616161, take_below(from, 8) == 0,
                             take_below(from, 48)};
        if (words[0] <= 12)
            words[2] = words[3] = 0x62626262;
        memcpy(bytes + i * 16, words, sizeof words);
    }
}

static void fill_text(input *from, uint8_t *data) {
    memset(data, 'k', DATA);
    for (int i = 0; i < 8; i++)
        data[take_below(from, DATA)] =
            take_bool(from) ? take_byte(from) : (uint8_t)('a' + take_below(from, 26));
}

static int64_t skewed(input *from, int64_t right) {
    return take_below(from, 24) == 0 ? right + (int64_t)(int8_t)take_byte(from) : right;
}

static void make_column(input *from, struct ArrowArray *array, const char *format, int64_t rows) {
    int64_t offset = take_below(from, 3);
    void **buffers = calloc(MOST_BUFFERS, sizeof *buffers);
    bool is_view = format[0] == 'v', has_data = format[0] == 'u' || format[0] == 'U';
    size_t size = (size_t)bytes_of(format, rows + offset);
    buffers[0] = take_bool(from) ? NULL : calloc(1, (size_t)(rows + offset + 8) / 8);
    if (buffers[0] != NULL)
        memset(buffers[0], take_byte(from), (size_t)(rows + offset + 8) / 8);
    buffers[1] = malloc(size + 1);
    if (is_view)
        fill_views(from, buffers[1], rows + offset);
    else
        fill(from, format, buffers[1], size);
    if (has_data || is_view) {
        buffers[2] = malloc(DATA);
        fill_text(from, buffers[2]);
    }
    if (is_view) {
        buffers[3] = malloc(sizeof(int64_t));
        *(int64_t *)buffers[3] = DATA;
    }
    int64_t count = format[0] == 'n' ? 0 : is_view ? 4 : has_data ? 3 : 2;
    *array = (struct ArrowArray){.length = rows,
                                 .offset = offset,
                                 .n_buffers = skewed(from, count) < count ? 0 : count,
                                 .null_count = -1,
                                 .buffers = (const void **)buffers,
                                 .private_data = buffers,
                                 .release = release_array};
    if (take_below(from, 24) == 0) { /* one that is missing */
        unsigned missing = 1 + take_below(from, 2);
        free(buffers[missing]);
        buffers[missing] = NULL;
    }
    open_pieces++;
}

static int get_next(struct ArrowArrayStream *stream, struct ArrowArray *batch) {
    producer *of = stream->private_data;
    memset(batch, 0xA5, sizeof *batch);
    batch->release = NULL;
    if (of->batches == 0)
        return take_below(&of->from, 16) == 0 ? EIO : 0;
    of->batches--;
    int64_t rows = take_below(&of->from, MOST_ROWS);
    int64_t columns = take_below(&of->from, 24) == 0 ? take_below(&of->from, MOST_COLUMNS) : of->columns;
    *batch =
        (struct ArrowArray){.length = rows, .n_buffers = 1, .n_children = columns, .release = release_array};
    batch->children = calloc(MOST_COLUMNS, sizeof *batch->children);
    for (int64_t i = 0; i < columns; i++) {
        batch->children[i] = malloc(sizeof *batch->children[i]);
        make_column(&of->from, batch->children[i], i < of->columns ? of->formats[i] : "c", rows);
    }
    /* What lengths say beyond the buffers is for the reader to notice. */
    if (columns > 0) {
        batch->length = skewed(&of->from, batch->length);
        batch->offset = skewed(&of->from, batch->offset);
    }
    open_pieces++;
    return 0;
}

static const char *get_last_error(struct ArrowArrayStream *stream) {
    producer *of = stream->private_data;
    return take_bool(&of->from) ? "the producer's words" : NULL;
}

static void release_stream(struct ArrowArrayStream *stream) {
    stream->release = NULL;
    open_pieces--;
}

static void make_stream(producer *of, input *from, struct ArrowArrayStream *stream) {
    *of = (producer){.batches = (int)take_below(from, 3), .columns = take_below(from, MOST_COLUMNS)};
    for (int64_t i = 0; i < of->columns; i++)
        of->formats[i] = formats[take_below(from, sizeof formats / sizeof formats[0])];
    of->from = *from;
    *stream = (struct ArrowArrayStream){.get_schema = get_schema,
                                        .get_next = get_next,
                                        .get_last_error = get_last_error,
                                        .release = release_stream,
                                        .private_data = of};
    open_pieces++;
}

/* ---- A consumer of what the graph shows ---- */

static void free_graph(void *g) {
    graph_free(g);
}

static const tenon_class GRAPH = {
    .name = "graph", .tag = 1, .threads = TENON_THREADS_ANY, .destroy = free_graph};

static void drop(tenon_handle handle) {
    REQUIRE(tenon_drop(handle) == 0, "the view is closed already");
}

/* Looks at every byte of what a column of fixed width has. */
static void look_at(const struct ArrowArray *column, const char *format) {
    size_t size = (size_t)bytes_of(format, column->length + column->offset);
    volatile uint8_t sum = 0;
    for (size_t i = 0; i < size && column->n_buffers > 1; i++)
        sum = (uint8_t)(sum + ((const uint8_t *)column->buffers[1])[i]);
}

/* Releases everything in an order of the input's; the graph lives until the last piece is gone. */
static void consume(input *from, tenon_handle owner, struct ArrowArrayStream *stream) {
    struct ArrowSchema schema;
    struct ArrowArray batch, moved = {0};
    REQUIRE(stream->get_schema(stream, &schema) == 0 && stream->get_next(stream, &batch) == 0, "no table");
    if (take_bool(from))
        stream->release(stream);
    if (take_bool(from))
        REQUIRE(tenon_drop(owner) == 0, "the graph is closed already");
    for (int64_t i = 0; i < schema.n_children; i++)
        look_at(batch.children[i], schema.children[i]->format);
    int64_t child = batch.n_children == 0 ? -1 : take_below(from, (unsigned)batch.n_children);
    if (child >= 0 && take_bool(from)) { /* moved out, it outlives its parent */
        moved = *batch.children[child];
        batch.children[child]->release = NULL;
    }
    void *object;
    bool is_open = tenon_is_live(&GRAPH, owner);
    bool is_frozen = is_open && tenon_peek_object(&GRAPH, owner, TENON_EXCLUSIVE, "", &object) != 0;
    REQUIRE(is_frozen == is_open, "the graph can change while its memory is shown");
    tenon_error_clear();
    batch.release(&batch);
    REQUIRE(tenon_live_count() > 0, "the graph is gone before what shows it");
    if (moved.release != NULL) {
        look_at(&moved, schema.children[child]->format);
        moved.release(&moved);
    }
    schema.release(&schema);
    if (stream->release != NULL)
        stream->release(stream);
    if (tenon_is_live(&GRAPH, owner))
        REQUIRE(tenon_peek_object(&GRAPH, owner, TENON_EXCLUSIVE, "", &object) == 0 && tenon_drop(owner) == 0,
                "the graph stays frozen");
}

static void show(input *from, graph *g) {
    struct ArrowArrayStream stream;
    tenon_handle owner = 0;
    tenon_borrow borrow;
    void *object;
    REQUIRE(tenon_wrap(&GRAPH, g, NULL, &owner) == 0, "no handle");
    REQUIRE(tenon_borrow_object(&GRAPH, owner, TENON_SHARED, "", &object, &borrow) == 0, "no borrow");
    REQUIRE(graph_to_arrow(g, take_bool(from) ? GRAPH_NODES : GRAPH_EDGES, &stream) == GRAPH_OK, "no table");
    REQUIRE(tenon_check_stream(&stream, "x") == 0 && tenon_wrap_stream(owner, &stream, drop) == 0, "no view");
    tenon_release(&borrow);
    consume(from, owner, &stream);
    REQUIRE(tenon_live_count() == 0, "something lives on");
}

/* ---- */

static void require_chain(graph_status status) {
    const tenon_error *error = tenon_error_peek();
    REQUIRE((status == GRAPH_OK) == (error == NULL), "status %d", (int)status);
    REQUIRE(error == NULL || error->code == (int32_t)status, "status %d", (int)status);
    tenon_error_clear();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    input from = {.bytes = bytes, .left = size};
    producer of;
    struct ArrowArrayStream stream;
    graph *g = NULL;
    make_stream(&of, &from, &stream);
    graph_status status = graph_from_arrow(&stream, "source", "target", true, &g);
    require_chain(status);
    REQUIRE((status == GRAPH_OK) == (g != NULL), "status %d", (int)status);
    from = of.from;
    tenon_stream_end(&stream);
    REQUIRE(open_pieces == 0, "%zu pieces are not released", open_pieces);
    if (g == NULL)
        return 0;
    graph_entity which = take_bool(&from) ? GRAPH_NODES : GRAPH_EDGES;
    make_stream(&of, &from, &stream);
    require_chain(graph_set_columns(g, which, &stream, names[take_below(&from, 6)]));
    from = of.from;
    tenon_stream_end(&stream);
    REQUIRE(open_pieces == 0, "%zu pieces are not released", open_pieces);
    show(&from, g);
    return 0;
}
