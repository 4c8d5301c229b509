/**
 * @file
 * Where the values of Arrow's arrays lie, and whether they are as their schema says.
 */
#include <inttypes.h>
#include <stdio.h>

#include "tn_arrow.h"

enum { DEEPEST = 64, VIEW_BYTES = 16, SHORT_VIEW = 12 };

/* ---- Formats ---- */

typedef struct form {
    const char *format; /* ends with ':' where something follows */
    tn_arrow_kind kind;
    int64_t width; /* 0: what follows says it */
} form;

static const form forms[] = {
    {"n", TN_ARROW_NULL, 0},           {"b", TN_ARROW_BITS, 0},
    {"c", TN_ARROW_FIXED, 1},          {"C", TN_ARROW_FIXED, 1},
    {"s", TN_ARROW_FIXED, 2},          {"S", TN_ARROW_FIXED, 2},
    {"i", TN_ARROW_FIXED, 4},          {"I", TN_ARROW_FIXED, 4},
    {"l", TN_ARROW_FIXED, 8},          {"L", TN_ARROW_FIXED, 8},
    {"e", TN_ARROW_FIXED, 2},          {"f", TN_ARROW_FIXED, 4},
    {"g", TN_ARROW_FIXED, 8},          {"z", TN_ARROW_BYTES, 4},
    {"u", TN_ARROW_BYTES, 4},          {"Z", TN_ARROW_BYTES, 8},
    {"U", TN_ARROW_BYTES, 8},          {"vz", TN_ARROW_VIEWS, VIEW_BYTES},
    {"vu", TN_ARROW_VIEWS, 16},        {"tdD", TN_ARROW_FIXED, 4},
    {"tdm", TN_ARROW_FIXED, 8},        {"tts", TN_ARROW_FIXED, 4},
    {"ttm", TN_ARROW_FIXED, 4},        {"ttu", TN_ARROW_FIXED, 8},
    {"ttn", TN_ARROW_FIXED, 8},        {"tss:", TN_ARROW_FIXED, 8},
    {"tsm:", TN_ARROW_FIXED, 8},       {"tsu:", TN_ARROW_FIXED, 8},
    {"tsn:", TN_ARROW_FIXED, 8},       {"tDs", TN_ARROW_FIXED, 8},
    {"tDm", TN_ARROW_FIXED, 8},        {"tDu", TN_ARROW_FIXED, 8},
    {"tDn", TN_ARROW_FIXED, 8},        {"tiM", TN_ARROW_FIXED, 4},
    {"tiD", TN_ARROW_FIXED, 8},        {"tin", TN_ARROW_FIXED, 16},
    {"w:", TN_ARROW_FIXED, 0},         {"d:", TN_ARROW_FIXED, 0},
    {"+l", TN_ARROW_LIST, 4},          {"+L", TN_ARROW_LIST, 8},
    {"+m", TN_ARROW_LIST, 4},          {"+w:", TN_ARROW_FIXED_LIST, 0},
    {"+s", TN_ARROW_STRUCT, 0},        {"+us:", TN_ARROW_SPARSE_UNION, 1},
    {"+ud:", TN_ARROW_DENSE_UNION, 1},
};

/* "d:10,2" or "d:10,2,256": precision, scale, bits. */
static int64_t decimal_width(const char *text) {
    const char *comma = strchr(text, ',');
    comma = comma == NULL ? NULL : strchr(comma + 1, ',');
    return comma == NULL ? 16 : strtol(comma + 1, NULL, 10) / 8;
}

static bool find_form(const char *format, tn_arrow_node *node) {
    if (format == NULL)
        return false;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        size_t length = strlen(forms[i].format);
        bool has_more = forms[i].format[length - 1] == ':';
        if (strncmp(format, forms[i].format, length) != 0 || (!has_more && format[length] != '\0'))
            continue;
        bool is_decimal = format[0] == 'd';
        bool is_said = forms[i].width == 0 && has_more;
        node->kind = forms[i].kind;
        node->width = forms[i].width;
        if (is_said)
            node->width = is_decimal ? decimal_width(format + length) : strtol(format + length, NULL, 10);
        return node->width >= 0 && node->width <= INT32_MAX && !(is_decimal && node->width == 0);
    }
    return false;
}

/* ---- Nodes ---- */

static bool enter(const tn_arrow_node *parent, const struct ArrowSchema *schema,
                  const struct ArrowArray *array, tn_arrow_node *node) {
    *node = (tn_arrow_node){.parent = parent,
                            .schema = schema,
                            .array = array,
                            .first = array->offset,
                            .count = array->length,
                            .depth = parent == NULL ? 1 : parent->depth + 1};
    return find_form(schema->format, node);
}

bool tn_arrow_root(const struct ArrowSchema *schema, const struct ArrowArray *array, tn_arrow_node *node) {
    return enter(NULL, schema, array, node);
}

bool tn_arrow_child(const tn_arrow_node *parent, int64_t index, tn_arrow_node *child) {
    bool is_known = enter(parent, parent->schema->children[index], parent->array->children[index], child);
    if (parent->kind == TN_ARROW_FIXED_LIST) {
        child->first += parent->first * parent->width;
        child->count = parent->count * parent->width;
    } else if (parent->kind == TN_ARROW_STRUCT || parent->kind == TN_ARROW_SPARSE_UNION) {
        child->first += parent->first;
        child->count = parent->count;
    }
    return is_known;
}

bool tn_arrow_dictionary(const tn_arrow_node *parent, tn_arrow_node *dictionary) {
    return enter(parent, parent->schema->dictionary, parent->array->dictionary, dictionary);
}

static bool has_bitmap(const tn_arrow_node *node) {
    return node->kind != TN_ARROW_NULL && node->kind != TN_ARROW_SPARSE_UNION &&
           node->kind != TN_ARROW_DENSE_UNION;
}

/* Those of a view are at least so many: others with the data follow, and one with their sizes. */
static int64_t buffer_count(const tn_arrow_node *node) {
    switch (node->kind) {
    case TN_ARROW_NULL:
        return 0;
    case TN_ARROW_STRUCT:
    case TN_ARROW_FIXED_LIST:
    case TN_ARROW_SPARSE_UNION:
        return 1;
    case TN_ARROW_BITS:
    case TN_ARROW_FIXED:
    case TN_ARROW_LIST:
    case TN_ARROW_DENSE_UNION:
        return 2;
    case TN_ARROW_BYTES:
    case TN_ARROW_VIEWS:
        break;
    }
    return 3;
}

/* Buffers of the library's may lie at any address. */
static int64_t load(const void *values, int64_t index, int64_t width) {
    const char *at = (const char *)values + index * width;
    int8_t one = 0;
    int16_t two = 0;
    int32_t four = 0;
    int64_t eight = 0;
    switch (width) {
    case 1:
        memcpy(&one, at, sizeof one);
        return one;
    case 2:
        memcpy(&two, at, sizeof two);
        return two;
    case 4:
        memcpy(&four, at, sizeof four);
        return four;
    default:
        memcpy(&eight, at, sizeof eight);
        return eight;
    }
}

static int64_t offset_at(const tn_arrow_node *node, int64_t index) {
    return load(node->array->buffers[1], index, node->width);
}

static int64_t view_size(const tn_arrow_node *node, int64_t index) {
    return load(node->array->buffers[node->array->n_buffers - 1], index, (int64_t)sizeof(int64_t));
}

static tn_arrow_span elements(const tn_arrow_node *node, int64_t width, int64_t more) {
    int64_t start = node->first * width;
    return (tn_arrow_span){(size_t)start, (size_t)(start + (node->count + more) * width)};
}

static tn_arrow_span bits(const tn_arrow_node *node) {
    return (tn_arrow_span){(size_t)(node->first / 8), (size_t)((node->first + node->count + 7) / 8)};
}

static tn_arrow_span view_data_span(const tn_arrow_node *node, int64_t buffer) {
    int64_t last = node->array->n_buffers - 1;
    return (tn_arrow_span){0, buffer == last ? (size_t)(last - 2) * sizeof(int64_t)
                                             : (size_t)view_size(node, buffer - 2)};
}

tn_arrow_span tn_arrow_span_of(const tn_arrow_node *node, int64_t buffer) {
    tn_arrow_span none = {0, 0};
    if (node->count == 0 && !(node->kind == TN_ARROW_VIEWS && buffer > 1))
        return none;
    if (has_bitmap(node) && buffer == 0)
        return bits(node);
    switch (node->kind) {
    case TN_ARROW_BITS:
        return bits(node);
    case TN_ARROW_FIXED:
        return elements(node, node->width, 0);
    case TN_ARROW_BYTES:
        if (buffer == 2)
            return (tn_arrow_span){0, (size_t)offset_at(node, node->first + node->count)};
        return elements(node, node->width, 1);
    case TN_ARROW_LIST:
        return elements(node, node->width, 1);
    case TN_ARROW_SPARSE_UNION:
    case TN_ARROW_DENSE_UNION:
        return elements(node, buffer == 0 ? 1 : (int64_t)sizeof(int32_t), 0);
    case TN_ARROW_VIEWS:
        return buffer == 1 ? elements(node, VIEW_BYTES, 0) : view_data_span(node, buffer);
    case TN_ARROW_NULL:
    case TN_ARROW_STRUCT:
    case TN_ARROW_FIXED_LIST:
        break;
    }
    return none;
}

/* ---- Checks ---- */

typedef struct checking {
    tn_arrow_sizes sizes;
    tn_arrow_problem *problem;
} checking;

/* Writes `a.b` for a child b of a; the whole table has no name. */
static void write_path(const tn_arrow_node *node, char *text, size_t size) {
    if (node->parent != NULL)
        write_path(node->parent, text, size);
    const char *name = node->schema->name == NULL ? "" : node->schema->name;
    size_t length = strlen(text);
    if (name[0] != '\0')
        (void)snprintf(text + length, size - length, "%s%s", length == 0 ? "" : ".", name);
}

static bool refuse(const checking *in, const tn_arrow_node *node, const char *problem) {
    char path[160] = "";
    write_path(node, path, sizeof path);
    const char *format = node->schema->format == NULL ? "" : node->schema->format;
    if (path[0] == '\0')
        (void)snprintf(in->problem->text, sizeof in->problem->text,
                       "the table or column (of Arrow's format "
                       "\"%.40s\") %s",
                       format, problem);
    else
        (void)snprintf(in->problem->text, sizeof in->problem->text,
                       "column \"%s\" (of Arrow's format \"%.40s\") %s", path, format, problem);
    return false;
}

/* Lengths so large that counting bytes could overflow belong to no memory. */
static bool check_extent(const checking *in, const tn_arrow_node *node) {
    const int64_t most = INT64_C(1) << 53;
    const struct ArrowArray *array = node->array;
    if (array->length < 0 || array->offset < 0 || array->length > most || array->offset > most)
        return refuse(in, node, "has a length or offset that cannot be");
    if (array->null_count < -1 || array->null_count > array->length)
        return refuse(in, node, "counts more nulls than values");
    int64_t bytes = 0;
    if (__builtin_mul_overflow(array->offset + array->length + 1, node->width + 1, &bytes) || bytes > most)
        return refuse(in, node, "has a length or offset that cannot be");
    if (node->first + node->count > array->offset + array->length)
        return refuse(in, node, "has fewer values than what it belongs to");
    return true;
}

static bool check_shape(const checking *in, const tn_arrow_node *node) {
    const struct ArrowArray *array = node->array;
    int64_t expected = buffer_count(node);
    bool has_buffers = node->kind == TN_ARROW_VIEWS
                           ? array->n_buffers >= expected && array->n_buffers < INT32_MAX
                           : array->n_buffers == expected;
    if (!has_buffers || (expected > 0 && array->buffers == NULL))
        return refuse(in, node, "has the wrong number of buffers");
    bool has_one = node->kind == TN_ARROW_LIST || node->kind == TN_ARROW_FIXED_LIST;
    if (array->n_children != node->schema->n_children || array->n_children < 0 ||
        (has_one && array->n_children != 1))
        return refuse(in, node, "has the wrong number of children");
    for (int64_t i = 0; i < array->n_children; i++) {
        if (array->children == NULL || array->children[i] == NULL || node->schema->children == NULL ||
            node->schema->children[i] == NULL)
            return refuse(in, node, "lacks a child");
    }
    if ((array->dictionary == NULL) != (node->schema->dictionary == NULL))
        return refuse(in, node, "and its schema do not agree whether it has a dictionary");
    if (node->depth > DEEPEST)
        return refuse(in, node, "is nested too deeply");
    return true;
}

static bool check_buffer(const checking *in, const tn_arrow_node *node, int64_t index) {
    bool is_bitmap = index == 0 && has_bitmap(node);
    const void *data = node->array->buffers[index];
    if (is_bitmap && data == NULL)
        return node->array->null_count <= 0 || refuse(in, node, "has nulls, but does not say which they are");
    tn_arrow_span span = tn_arrow_span_of(node, index);
    if (span.end > span.start && data == NULL)
        return refuse(in, node, "lacks a buffer");
    if (span.end - span.start > TN_MAX_BYTES)
        return refuse(in, node, "is longer than an ArrayBuffer may be");
    const size_t *sizes = in->sizes == NULL ? NULL : in->sizes(node->array);
    if (sizes != NULL && span.end > sizes[index])
        return refuse(in, node, "has a buffer that is too short for its length");
    return true;
}

static bool check_offsets(const checking *in, const tn_arrow_node *node) {
    int64_t end = node->kind == TN_ARROW_LIST ? node->array->children[0]->length : INT64_C(1) << 53;
    int64_t before = 0;
    for (int64_t i = node->first; i <= node->first + node->count && node->count > 0; i++) {
        int64_t offset = offset_at(node, i);
        if (offset < before)
            return refuse(in, node, "has offsets that go back");
        before = offset;
    }
    return before <= end || refuse(in, node, "has offsets beyond its values");
}

static bool is_valid(const tn_arrow_node *node, int64_t index) {
    const uint8_t *bitmap = node->array->null_count == 0 ? NULL : node->array->buffers[0];
    return bitmap == NULL || ((bitmap[index / 8] >> (index % 8)) & 1) != 0;
}

static int64_t integer_at(const tn_arrow_node *node, int64_t index) {
    int64_t value = load(node->array->buffers[1], index, node->width);
    bool is_unsigned = strchr("CSI", node->schema->format[0]) != NULL;
    return is_unsigned ? value & ((INT64_C(1) << (8 * node->width)) - 1) : value;
}

static bool check_indices(const checking *in, const tn_arrow_node *node) {
    if (strlen(node->schema->format) != 1 || strchr("cCsSiIlL", node->schema->format[0]) == NULL)
        return refuse(in, node, "has a dictionary, but no integers as indices");
    int64_t end = node->array->dictionary->length;
    for (int64_t i = node->first; i < node->first + node->count; i++) {
        int64_t index = is_valid(node, i) ? integer_at(node, i) : 0;
        if (index < 0 || (index >= end && is_valid(node, i)))
            return refuse(in, node, "has an index beyond its dictionary");
    }
    return true;
}

/* Which child the values of each type id are in; -1: none. */
static bool read_type_ids(const tn_arrow_node *node, int8_t children[128]) {
    memset(children, -1, 128);
    const char *at = strchr(node->schema->format, ':') + 1;
    for (int64_t i = 0; i < node->schema->n_children && i < 128; i++) {
        char *end = NULL;
        long id = strtol(at, &end, 10);
        if (end == at || id < 0 || id > 127)
            return false;
        children[id] = (int8_t)i;
        at = *end == ',' ? end + 1 : end;
    }
    return node->schema->n_children <= 128;
}

static bool check_union(const checking *in, const tn_arrow_node *node) {
    int8_t children[128];
    if (!read_type_ids(node, children))
        return refuse(in, node, "does not give each child a type id");
    const int8_t *ids = node->array->buffers[0];
    bool is_dense = node->kind == TN_ARROW_DENSE_UNION;
    for (int64_t i = node->first; i < node->first + node->count; i++) {
        int child = ids[i] < 0 ? -1 : children[ids[i]];
        if (child < 0)
            return refuse(in, node, "has a value of none of its types");
        int64_t offset = is_dense ? load(node->array->buffers[1], i, (int64_t)sizeof(int32_t)) : 0;
        if (is_dense && (offset < 0 || offset >= node->array->children[child]->length))
            return refuse(in, node, "has offsets beyond its values");
    }
    return true;
}

static bool check_views(const checking *in, const tn_arrow_node *node) {
    int64_t last = node->array->n_buffers - 1;
    for (int64_t i = node->first; i < node->first + node->count; i++) {
        int32_t view[4]; /* the length, and where it is longer: the beginning, the buffer, the place there */
        memcpy(view, (const char *)node->array->buffers[1] + i * VIEW_BYTES, sizeof view);
        if (!is_valid(node, i) || (view[0] >= 0 && view[0] <= SHORT_VIEW))
            continue;
        if (view[0] < 0 || view[2] < 0 || view[2] >= last - 2 || view[3] < 0 ||
            (int64_t)view[3] + view[0] > view_size(node, view[2]))
            return refuse(in, node, "has views beyond its values");
    }
    return true;
}

/* How many bytes each buffer has can itself be nonsense. */
static bool check_view_sizes(const checking *in, const tn_arrow_node *node) {
    int64_t last = node->array->n_buffers - 1;
    for (int64_t i = 0; i < last - 2; i++) {
        if (node->array->buffers[last] == NULL || view_size(node, i) < 0 ||
            view_size(node, i) > (int64_t)TN_MAX_BYTES)
            return refuse(in, node, "has a buffer of a size that cannot be");
    }
    return true;
}

static bool check_values(const checking *in, const tn_arrow_node *node) {
    if (node->array->dictionary != NULL)
        return check_indices(in, node);
    switch (node->kind) {
    case TN_ARROW_SPARSE_UNION:
    case TN_ARROW_DENSE_UNION:
        return check_union(in, node);
    case TN_ARROW_VIEWS:
        return check_views(in, node);
    default:
        return true;
    }
}

static bool check_node(const checking *in, const tn_arrow_node *node);

static bool check_below(const checking *in, const tn_arrow_node *node) {
    tn_arrow_node below;
    for (int64_t i = 0; i < node->array->n_children; i++) {
        if (!tn_arrow_child(node, i, &below))
            return refuse(in, &below, "has a type that apache-arrow does not have");
        if (!check_node(in, &below))
            return false;
    }
    if (node->array->dictionary == NULL)
        return true;
    if (!tn_arrow_dictionary(node, &below))
        return refuse(in, &below, "has a type that apache-arrow does not have");
    return check_node(in, &below);
}

static bool check_node(const checking *in, const tn_arrow_node *node) {
    if (!check_shape(in, node) || !check_extent(in, node))
        return false;
    bool has_offsets = node->kind == TN_ARROW_BYTES || node->kind == TN_ARROW_LIST;
    if (node->kind == TN_ARROW_VIEWS && !check_view_sizes(in, node))
        return false;
    for (int64_t i = 0; i < node->array->n_buffers; i++) {
        if (!check_buffer(in, node, i))
            return false;
        /* The size of the buffer behind them depends on them. */
        if (i == 1 && has_offsets && !check_offsets(in, node))
            return false;
    }
    return check_values(in, node) && check_below(in, node);
}

bool tn_arrow_check(const struct ArrowSchema *schema, const struct ArrowArray *array, tn_arrow_sizes sizes,
                    tn_arrow_problem *problem) {
    const checking in = {.sizes = sizes, .problem = problem};
    tn_arrow_node node;
    if (!tn_arrow_root(schema, array, &node))
        return refuse(&in, &node, "has a type that apache-arrow does not have");
    return check_node(&in, &node);
}
