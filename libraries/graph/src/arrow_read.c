/**
 * @file
 * The values of Arrow columns: https://arrow.apache.org/docs/format/Columnar.html.
 */
#include <string.h>

#include "arrow_table.h"

arrow_type arrow_type_of(const char *format) {
    static const struct {
        const char *format;
        arrow_type type;
    } known[] = {
        {"c", {ARROW_SIGNED, 1}},   {"s", {ARROW_SIGNED, 2}},     {"i", {ARROW_SIGNED, 4}},
        {"l", {ARROW_SIGNED, 8}},   {"C", {ARROW_UNSIGNED, 1}},   {"S", {ARROW_UNSIGNED, 2}},
        {"I", {ARROW_UNSIGNED, 4}}, {"L", {ARROW_UNSIGNED, 8}},   {"f", {ARROW_FLOATING, 4}},
        {"g", {ARROW_FLOATING, 8}}, {"b", {ARROW_BITS, 0}},       {"u", {ARROW_TEXT, 4}},
        {"U", {ARROW_TEXT, 8}},     {"vu", {ARROW_TEXT_VIEW, 0}}, {"n", {ARROW_ALL_NULL, 0}},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (strcmp(known[i].format, format) == 0) {
            return known[i].type;
        }
    }
    return (arrow_type){ARROW_UNSUPPORTED, 0};
}

graph_type arrow_graph_type(arrow_type type) {
    switch (type.storage) {
    case ARROW_SIGNED:
    case ARROW_UNSIGNED:
        return GRAPH_I64;
    case ARROW_FLOATING:
        return GRAPH_F64;
    case ARROW_BITS:
        return GRAPH_BOOL;
    case ARROW_TEXT:
    case ARROW_TEXT_VIEW:
    case ARROW_ALL_NULL:
    case ARROW_UNSUPPORTED:
        break;
    }
    return GRAPH_TEXT;
}

static bool bit_at(const void *bits, int64_t index) {
    return (((const uint8_t *)bits)[index / 8] >> (index % 8)) & 1;
}

bool arrow_is_null(const struct ArrowArray *array, arrow_type type, int64_t row) {
    if (type.storage == ARROW_ALL_NULL) {
        return true;
    }
    const void *validity = array->buffers[0];
    return validity && !bit_at(validity, array->offset + row);
}

/** Where the element of a row lies in the buffer of values. */
static const void *element_at(const struct ArrowArray *array, size_t width, int64_t row) {
    return (const char *)array->buffers[1] + (size_t)(array->offset + row) * width;
}

static uint64_t unsigned_at(const void *from, size_t width) {
    uint8_t byte;
    uint16_t half;
    uint32_t word;
    uint64_t value;
    switch (width) {
    case 1:
        memcpy(&byte, from, sizeof byte);
        return byte;
    case 2:
        memcpy(&half, from, sizeof half);
        return half;
    case 4:
        memcpy(&word, from, sizeof word);
        return word;
    default:
        memcpy(&value, from, sizeof value);
        return value;
    }
}

static int64_t signed_at(const void *from, size_t width) {
    uint64_t value = unsigned_at(from, width);
    switch (width) {
    case 1:
        return (int8_t)value;
    case 2:
        return (int16_t)value;
    case 4:
        return (int32_t)value;
    default:
        return (int64_t)value;
    }
}

bool arrow_integer(const struct ArrowArray *array, arrow_type type, int64_t row, int64_t *value) {
    const void *element = element_at(array, type.width, row);
    if (type.storage == ARROW_SIGNED) {
        *value = signed_at(element, type.width);
        return true;
    }
    uint64_t bits = unsigned_at(element, type.width);
    *value = (int64_t)bits;
    return bits <= INT64_MAX;
}

double arrow_number(const struct ArrowArray *array, arrow_type type, int64_t row) {
    const void *element = element_at(array, type.width, row);
    float single;
    double number;
    if (type.width == sizeof single) {
        memcpy(&single, element, sizeof single);
        return (double)single;
    }
    memcpy(&number, element, sizeof number);
    return number;
}

bool arrow_truth(const struct ArrowArray *array, int64_t row) {
    return bit_at(array->buffers[1], array->offset + row);
}

/** A view: 4 bytes of length, then 12 bytes of text, or 4 of its beginning, a buffer's number and an offset.
 */
static const char *viewed_text(const struct ArrowArray *array, int64_t row, size_t *length) {
    enum { VIEW_WIDTH = 16, INLINE_LENGTH = 12 };
    const char *view = element_at(array, VIEW_WIDTH, row);
    *length = (size_t)unsigned_at(view, 4);
    if (*length <= INLINE_LENGTH) {
        return view + 4;
    }
    uint64_t buffer = unsigned_at(view + 8, 4);
    return (const char *)array->buffers[2 + buffer] + unsigned_at(view + 12, 4);
}

const char *arrow_text(const struct ArrowArray *array, arrow_type type, int64_t row, size_t *length) {
    if (type.storage == ARROW_TEXT_VIEW) {
        return viewed_text(array, row, length);
    }
    const char *offsets = element_at(array, type.width, row);
    uint64_t begin = unsigned_at(offsets, type.width);
    uint64_t end = unsigned_at(offsets + type.width, type.width);
    *length = (size_t)(end - begin);
    /* Without any bytes the buffer may be missing. */
    return *length == 0 ? "" : (const char *)array->buffers[2] + begin;
}

/* ------------------------------------------------------------------------------- what producers get wrong */

static int64_t buffers_of(arrow_type type) {
    switch (type.storage) {
    case ARROW_ALL_NULL:
    case ARROW_UNSUPPORTED:
        return 0;
    case ARROW_TEXT:
    case ARROW_TEXT_VIEW: /* and one per piece of data */
        return 3;
    case ARROW_SIGNED:
    case ARROW_UNSIGNED:
    case ARROW_FLOATING:
    case ARROW_BITS:
        break;
    }
    return 2;
}

const char *arrow_column_problem(const struct ArrowArray *array, arrow_type type, int64_t rows) {
    if (!array || !array->release) {
        return "it is released already";
    }
    if (array->offset < 0 || array->length < rows || array->offset > INT64_MAX - array->length) {
        return "it has fewer rows than the batch";
    }
    bool is_view = type.storage == ARROW_TEXT_VIEW;
    int64_t count = buffers_of(type);
    if (is_view ? array->n_buffers < count : array->n_buffers != count) {
        return "it has another number of buffers than its type";
    }
    return rows > 0 && count > 0 && !array->buffers[1] ? "its buffer of values is missing" : NULL;
}

/** The last buffer holds the sizes of the pieces. */
static const char *view_problem(const struct ArrowArray *array, int64_t row) {
    enum { VIEW_WIDTH = 16, INLINE_LENGTH = 12, FIRST_PIECE = 2 };
    const char *view = element_at(array, VIEW_WIDTH, row);
    uint64_t length = unsigned_at(view, 4);
    uint64_t piece = unsigned_at(view + 8, 4);
    uint64_t begin = unsigned_at(view + 12, 4);
    if (length <= INLINE_LENGTH) {
        return NULL;
    }
    if (piece >= (uint64_t)array->n_buffers - FIRST_PIECE - 1 || !array->buffers[FIRST_PIECE + piece] ||
        !array->buffers[array->n_buffers - 1]) {
        return "it lies in a buffer that is not there";
    }
    int64_t size =
        signed_at((const char *)array->buffers[array->n_buffers - 1] + piece * sizeof size, sizeof size);
    return size < 0 || begin + length > (uint64_t)size ? "it lies beyond its buffer" : NULL;
}

const char *arrow_text_problem(const struct ArrowArray *array, arrow_type type, int64_t row) {
    if (type.storage == ARROW_TEXT_VIEW) {
        return view_problem(array, row);
    }
    const char *offsets = element_at(array, type.width, row);
    int64_t begin = signed_at(offsets, type.width);
    int64_t end = signed_at(offsets + type.width, type.width);
    if (begin < 0 || end < begin) {
        return "it ends before it begins";
    }
    return end > begin && !array->buffers[2] ? "its data is missing" : NULL;
}
