/**
 * @file
 * Whether two calls with equal inputs did the same.
 *
 * Values are compared by type: floats by their bits, but any NaN equals any other; padding, absent optional
 * fields and the bytes that a variant's case does not use mean nothing.
 */
#include "trial.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>

/* ---- Values ---------------------------------------------------------------------------------------------
 */

/* Where two values differ: innermost first. */
typedef struct spot {
    char path[256]; /* "[17].port", at its end */
    size_t start;
    const tenon_bridge_type *type; /* of what differs */
    const unsigned char *reference;
    const unsigned char *candidate;
} spot;

static void prepend(spot *where, const char *text) {
    size_t length = strlen(text);
    if (length > where->start)
        return;
    where->start -= length;
    memcpy(where->path + where->start, text, length);
}

static bool is_nan_at(const tenon_bridge_type *type, const unsigned char *at) {
    float single;
    double number;
    if (type->size == sizeof single) {
        memcpy(&single, at, sizeof single);
        return isnan(single);
    }
    memcpy(&number, at, sizeof number);
    return isnan(number);
}

static bool same_string(const unsigned char *reference, const unsigned char *candidate) {
    const char *one;
    const char *other;
    memcpy(&one, reference, sizeof one);
    memcpy(&other, candidate, sizeof other);
    return one == other || (one != NULL && other != NULL && strcmp(one, other) == 0);
}

static bool same_value(const tenon_bridge_type *type, const unsigned char *reference,
                       const unsigned char *candidate, spot *where);

static bool same_elements(const tenon_bridge_type *type, const unsigned char *reference,
                          const unsigned char *candidate, size_t count, bool has_index, spot *where) {
    size_t size = tenon_element_size(type);
    if (count == 0 || (tenon_type_is_plain(type) && memcmp(reference, candidate, size * count) == 0))
        return true;
    for (size_t i = 0; i < count; i++) {
        if (same_value(type, reference + i * size, candidate + i * size, where))
            continue;
        char index[32];
        (void)snprintf(index, sizeof index, "[%zu]", i);
        if (has_index)
            prepend(where, index);
        return false;
    }
    return true;
}

static bool same_field(const tenon_bridge_field *field, const unsigned char *reference,
                       const unsigned char *candidate, spot *where) {
    if (same_elements(field->type, reference + field->offset, candidate + field->offset, field->count,
                      field->count != 1, where))
        return true;
    prepend(where, field->name);
    prepend(where, ".");
    return false;
}

static bool same_record(const tenon_bridge_type *type, const unsigned char *reference,
                        const unsigned char *candidate, spot *where) {
    for (uint32_t at = 0; at < type->field_count; at++) {
        const tenon_bridge_field *field = &type->fields[at];
        bool is_there = field->present_if < 0 || reference[type->fields[field->present_if].offset] != 0;
        /* The flag itself is a field before or behind: where only one side has the value, that differs. */
        if (is_there && field->present_if >= 0)
            is_there = candidate[type->fields[field->present_if].offset] != 0;
        if (is_there && !same_field(field, reference, candidate, where))
            return false;
    }
    return true;
}

static bool same_variant(const tenon_bridge_type *type, const unsigned char *reference,
                         const unsigned char *candidate, spot *where) {
    int32_t tag;
    int32_t other;
    memcpy(&tag, reference + type->tag_offset, sizeof tag);
    memcpy(&other, candidate + type->tag_offset, sizeof other);
    for (uint32_t at = 0; tag == other && at < type->field_count; at++) {
        if (type->constants[at] == tag)
            return type->fields[at].type == NULL ||
                   same_field(&type->fields[at], reference, candidate, where);
    }
    if (tag == other)
        return true;
    *where =
        (spot){.start = sizeof where->path, .type = type, .reference = reference, .candidate = candidate};
    return false;
}

static bool same_value(const tenon_bridge_type *type, const unsigned char *reference,
                       const unsigned char *candidate, spot *where) {
    bool is_same;
    switch (type->kind) {
    case TENON_BRIDGE_RECORD:
        return same_record(type, reference, candidate, where);
    case TENON_BRIDGE_VARIANT:
        return same_variant(type, reference, candidate, where);
    case TENON_BRIDGE_FLOAT:
        is_same = memcmp(reference, candidate, type->size) == 0 ||
                  (is_nan_at(type, reference) && is_nan_at(type, candidate));
        break;
    case TENON_BRIDGE_TEXT:
        is_same = tenon_is_string(type) ? same_string(reference, candidate) : *reference == *candidate;
        break;
    default:
        is_same = memcmp(reference, candidate, tenon_element_size(type)) == 0;
        break;
    }
    if (!is_same)
        *where =
            (spot){.start = sizeof where->path, .type = type, .reference = reference, .candidate = candidate};
    return is_same;
}

/* As same_value() where texts may be anything: what a failed call, or nobody, has written. Skips their
 * pointers. */
static bool same_bytes(const tenon_bridge_type *type, const unsigned char *reference,
                       const unsigned char *candidate, spot *where) {
    if (!tenon_type_has_text(type))
        return same_value(type, reference, candidate, where);
    if (tenon_is_string(type) || type->kind == TENON_BRIDGE_VARIANT)
        return true;
    for (uint32_t at = 0; at < type->field_count; at++) {
        const tenon_bridge_field *field = &type->fields[at];
        size_t size = tenon_element_size(field->type);
        for (uint32_t i = 0; i < field->count; i++) {
            if (same_bytes(field->type, reference + field->offset + i * size,
                           candidate + field->offset + i * size, where))
                continue;
            prepend(where, field->name);
            prepend(where, ".");
            return false;
        }
    }
    return true;
}

/* ---- Calls ----------------------------------------------------------------------------------------------
 */

/* One comparison. */
typedef struct comparison {
    const tenon_bridge_operation *operation;
    const size_t *rooms;
    const tenon_bridge_outcome *reference;
    const tenon_bridge_outcome *candidate;
    const uint64_t *prefill;
    tenon_mismatch *mismatch;
    tenon_writer *text;
} comparison;

static bool differs_as(comparison *at, tenon_bridge_verdict verdict, int32_t value) {
    at->mismatch->verdict = verdict;
    at->mismatch->value = value;
    return false;
}

/* Who left these bytes as they were before the call: bit 0 the reference, bit 1 the candidate. */
static unsigned left_alone(const comparison *at, int32_t parameter, const unsigned char *start,
                           const unsigned char *other, size_t size, size_t offset) {
    if (at->prefill == NULL)
        return 0;
    enum { LOOK = 64 };
    unsigned char before[LOOK];
    unsigned left = 3;
    uint32_t lane = parameter < 0 ? TENON_PARAMETERS : (uint32_t)parameter;
    unsigned char *all = size > LOOK ? NULL : malloc(offset + size);
    if (all == NULL)
        return 0;
    tenon_fill_pattern(all, offset + size, *at->prefill, lane);
    memcpy(before, all + offset, size);
    free(all);
    for (size_t i = 0; i < size; i++) {
        if (start[i] == other[i])
            continue;
        left &= (start[i] == before[i] ? 1u : 0u) | (other[i] == before[i] ? 2u : 0u);
    }
    return left;
}

/* Says where two values differ, and how. `base` is where the value of the reference begins. */
static bool say(comparison *at, int32_t index, const spot *where, const unsigned char *base) {
    const tenon_bridge_value *value = &at->operation->values[index];
    tenon_write(at->text, "%s%.*s ", value->name, (int)(sizeof where->path - where->start),
                where->path + where->start);
    unsigned left = 0;
    if (base != NULL && value->direction == TENON_BRIDGE_OUT)
        left = left_alone(at, value->parameter, where->reference, where->candidate,
                          tenon_element_size(where->type), (size_t)(where->reference - base));
    tenon_write(at->text, "is ");
    tenon_write_value(at->text, where->type, where->reference);
    tenon_write(at->text, left == 1 ? " with the reference, which does not write it, and "
                                    : " with the reference and ");
    if (left == 2) /* what stood there means nothing */
        tenon_write(at->text, "is not written by the candidate");
    else
        tenon_write_value(at->text, where->type, where->candidate);
    if (left != 2)
        tenon_write(at->text, " with the candidate");
    return differs_as(at, left == 1 || left == 2 ? TENON_BRIDGE_NOT_WRITTEN : TENON_BRIDGE_DIFFERENT, index);
}

static bool same_errors(comparison *at) {
    const tenon_error *reference = at->reference->error;
    const tenon_error *candidate = at->candidate->error;
    if (reference == NULL || candidate == NULL ||
        (reference->code == candidate->code && reference->kind == candidate->kind))
        return true;
    tenon_write(at->text,
                "the error is %s (%" PRId32 ", kind %" PRId32 ") with the reference and %s (%" PRId32
                ", kind %" PRId32 ") with the candidate",
                reference->name, reference->code, reference->kind, candidate->name, candidate->code,
                candidate->kind);
    return differs_as(at, TENON_BRIDGE_DIFFERENT, -1);
}

static const unsigned char *pointee(void *const *arguments, int32_t parameter) {
    const unsigned char *to;
    memcpy(&to, arguments[parameter], sizeof to);
    return to;
}

/* Counts and flags that are written. */
static bool same_numbers(comparison *at) {
    for (uint32_t i = 0; i < at->operation->parameter_count; i++) {
        const tenon_bridge_parameter *parameter = &at->operation->parameters[i];
        if (!parameter->is_pointer || parameter->direction == TENON_BRIDGE_IN)
            continue;
        const unsigned char *reference = pointee(at->reference->arguments, (int32_t)i);
        const unsigned char *candidate = pointee(at->candidate->arguments, (int32_t)i);
        size_t size = tenon_element_size(parameter->type);
        if (reference == NULL || candidate == NULL || memcmp(reference, candidate, size) == 0)
            continue;
        unsigned left = 0;
        if (parameter->direction == TENON_BRIDGE_OUT)
            left = left_alone(at, (int32_t)i, reference, candidate, size, 0);
        tenon_write(at->text, "%s is ", parameter->name);
        tenon_write_value(at->text, parameter->type, reference);
        tenon_write(at->text, " with the reference%s and ", left == 1 ? ", which does not write it," : "");
        tenon_write_value(at->text, parameter->type, candidate);
        tenon_write(at->text, " with the candidate%s", left == 2 ? ", which does not write it" : "");
        return differs_as(at, left == 1 || left == 2 ? TENON_BRIDGE_NOT_WRITTEN : TENON_BRIDGE_DIFFERENT, -1);
    }
    return true;
}

/* Whether one of two pointers is null. */
static bool same_nullness(comparison *at, int32_t index, const void *reference, const void *candidate) {
    if ((reference == NULL) == (candidate == NULL))
        return true;
    tenon_write(at->text, "%s is %s with the reference and %s with the candidate",
                at->operation->values[index].name, reference == NULL ? "null" : "there",
                candidate == NULL ? "null" : "there");
    return differs_as(at, TENON_BRIDGE_DIFFERENT, index);
}

/* Whether a pointer is still what stood there before the call. */
static bool is_left(const comparison *at, int32_t parameter, const void *pointer) {
    const void *before = NULL;
    if (at->prefill == NULL)
        return false;
    tenon_fill_pattern((unsigned char *)&before, sizeof before, *at->prefill,
                       parameter < 0 ? TENON_PARAMETERS : (uint32_t)parameter);
    return pointer == before;
}

/* A pointer that the callee gives: a block, or a single value that lies at the library. */
static bool same_block(comparison *at, int32_t index, const unsigned char *reference,
                       const unsigned char *candidate) {
    const tenon_bridge_value *value = &at->operation->values[index];
    bool reference_left = is_left(at, value->parameter, reference);
    bool candidate_left = is_left(at, value->parameter, candidate);
    if (reference_left || candidate_left) {
        if (reference_left == candidate_left)
            return true;
        tenon_write(at->text, "%s is not written by the %s", value->name,
                    reference_left ? "reference" : "candidate");
        return differs_as(at, TENON_BRIDGE_NOT_WRITTEN, index);
    }
    if (!same_nullness(at, index, reference, candidate))
        return false;
    if (reference == NULL)
        return true;
    spot where;
    if (tenon_is_lone_string(value)) {
        if (strcmp((const char *)reference, (const char *)candidate) == 0)
            return true;
        where = (spot){.start = sizeof where.path,
                       .type = value->type,
                       .reference = (const unsigned char *)&reference,
                       .candidate = (const unsigned char *)&candidate};
        return say(at, index, &where, NULL);
    }
    size_t count = 1;
    if (value->count >= 0)
        count = (size_t)tenon_bridge_number(at->operation, at->reference->arguments, value->count);
    return same_elements(value->type, reference, candidate, count, value->count >= 0, &where) ||
           say(at, index, &where, NULL);
}

/* Memory that the caller has given. */
static bool same_memory(comparison *at, int32_t index, bool has_meaning) {
    const tenon_bridge_value *value = &at->operation->values[index];
    const unsigned char *reference = tenon_bridge_memory(value, at->reference->arguments);
    const unsigned char *candidate = tenon_bridge_memory(value, at->candidate->arguments);
    if (reference == NULL || candidate == NULL)
        return true;
    size_t room = at->rooms[index];
    bool has_text = tenon_type_has_text(value->type);
    size_t filled = room;
    if (has_text && value->form == TENON_BRIDGE_ARRAY && value->count >= 0)
        filled = (size_t)tenon_bridge_number(at->operation, at->reference->arguments, value->count);
    if (has_text && !has_meaning)
        filled = 0;
    bool is_array = value->form == TENON_BRIDGE_ARRAY;
    spot where;
    if (!same_elements(value->type, reference, candidate, filled < room ? filled : room, is_array, &where))
        return say(at, index, &where, reference);
    size_t size = tenon_element_size(value->type);
    for (size_t i = filled; i < room; i++) {
        if (!same_bytes(value->type, reference + i * size, candidate + i * size, &where))
            return say(at, index, &where, reference);
    }
    return true;
}

static bool same_one(comparison *at, int32_t index, bool succeeded) {
    const tenon_bridge_value *value = &at->operation->values[index];
    if (value->direction == TENON_BRIDGE_IN)
        return true;
    bool is_there = succeeded && tenon_bridge_is_present(at->operation, value, at->reference);
    bool is_result = value->parameter < 0;
    if (value->type->kind == TENON_BRIDGE_OBJECT) {
        const void *reference = NULL;
        const void *candidate = NULL;
        const void *one =
            is_result ? at->reference->result : pointee(at->reference->arguments, value->parameter);
        const void *two =
            is_result ? at->candidate->result : pointee(at->candidate->arguments, value->parameter);
        if (!is_there || one == NULL || two == NULL)
            return true;
        memcpy(&reference, one, sizeof reference);
        memcpy(&candidate, two, sizeof candidate);
        if (is_left(at, value->parameter, reference) != is_left(at, value->parameter, candidate)) {
            tenon_write(at->text, "%s is not written by one of the two", value->name);
            return differs_as(at, TENON_BRIDGE_NOT_WRITTEN, index);
        }
        return same_nullness(at, index, reference, candidate);
    }
    if (value->form == TENON_BRIDGE_BLOCK || (is_result && value->form != TENON_BRIDGE_VALUE) ||
        (is_result && tenon_is_string(value->type))) {
        const void *reference = tenon_bridge_block(at->operation, value, at->reference);
        const void *candidate = tenon_bridge_block(at->operation, value, at->candidate);
        if (value->form != TENON_BRIDGE_BLOCK) {
            memcpy(&reference, at->reference->result, sizeof reference);
            memcpy(&candidate, at->candidate->result, sizeof candidate);
        }
        return !is_there || same_block(at, index, reference, candidate);
    }
    if (!is_result)
        return same_memory(at, index, is_there);
    spot where;
    return !is_there || same_value(value->type, at->reference->result, at->candidate->result, &where) ||
           say(at, index, &where, NULL);
}

/* Where results may differ, whether there are any may not. */
static bool same_success(comparison *at) {
    bool reference = tenon_bridge_succeeded(at->operation, at->reference);
    bool candidate = tenon_bridge_succeeded(at->operation, at->candidate);
    if (reference == candidate)
        return true;
    tenon_write(at->text, "the call %s with the reference and %s with the candidate",
                reference ? "succeeds" : "fails", candidate ? "succeeds" : "fails");
    return differs_as(at, TENON_BRIDGE_DIFFERENT, -1);
}

/* A bool that only says whether something else is there, and the status, are no values that cross. */
static bool has_result_value(const tenon_bridge_operation *operation) {
    for (uint32_t index = 0; index < operation->value_count; index++) {
        if (operation->values[index].parameter < 0)
            return true;
    }
    return false;
}

bool tenon_bridge_compare(const tenon_bridge_operation *operation, const size_t *rooms,
                          const tenon_bridge_outcome *reference, const tenon_bridge_outcome *candidate,
                          const uint64_t *prefill, tenon_mismatch *mismatch, tenon_writer *difference) {
    comparison at = {operation, rooms, reference, candidate, prefill, mismatch, difference};
    bool succeeded = tenon_bridge_succeeded(operation, reference);
    if (operation->varies)
        return same_success(&at);
    /* The result first: it says what the rest means. */
    for (uint32_t index = 0; index < operation->value_count; index++) {
        const tenon_bridge_value *value = &operation->values[index];
        bool is_plain = value->form == TENON_BRIDGE_VALUE && !tenon_is_string(value->type);
        if (value->parameter < 0 && is_plain && value->type->kind != TENON_BRIDGE_OBJECT &&
            tenon_bridge_is_present(operation, value, reference) && !same_one(&at, (int32_t)index, succeeded))
            return false;
    }
    bool is_number = operation->returns_status || !has_result_value(operation);
    if (is_number && operation->result_size > 0 &&
        memcmp(reference->result, candidate->result, operation->result_size) != 0) {
        tenon_bridge_type status = {
            .kind = TENON_BRIDGE_ENUM, .name = "status", .size = operation->result_size};
        tenon_write(difference, operation->returns_status ? "the status is " : "result is ");
        tenon_write_value(difference, &status, reference->result);
        tenon_write(difference, " with the reference and ");
        tenon_write_value(difference, &status, candidate->result);
        tenon_write(difference, " with the candidate");
        return differs_as(&at, TENON_BRIDGE_DIFFERENT, -1);
    }
    if (!same_errors(&at) || !same_numbers(&at))
        return false;
    for (uint32_t index = 0; index < operation->value_count; index++) {
        if (!same_one(&at, (int32_t)index, succeeded))
            return false;
    }
    return true;
}

bool tenon_bridge_same(const tenon_bridge_operation *operation, const size_t *rooms,
                       const tenon_bridge_outcome *reference, const tenon_bridge_outcome *candidate,
                       tenon_writer *difference) {
    tenon_mismatch mismatch;
    return tenon_bridge_compare(operation, rooms, reference, candidate, NULL, &mismatch, difference);
}
