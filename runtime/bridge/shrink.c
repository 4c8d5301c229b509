/**
 * @file
 * Makes a failing input smaller while it fails in the same way: fewer calls, shorter arrays, simpler values.
 */
#include "trial.h"

#include <time.h>

enum { ATTEMPTS = 500, SECONDS = 10, HUNG_MILLISECONDS = 500 };

/* What is being made smaller. */
typedef struct shrinking {
    tenon_trial *trial;
    uint32_t operation;
    tenon_input *best;
    tenon_input next; /* what is tried */
    tenon_bridge_verdict verdict;
    int32_t value;
    uint32_t attempts;
    time_t until;
    char text[sizeof((tenon_progress *)0)->text];
    uint32_t step; /* which call of the best fails */
} shrinking;

static void try_input(tenon_trial *trial, void *context) {
    const shrinking *at = context;
    bool is_same = tenon_trial_compare(trial, at->operation, &at->next, true);
    if (is_same && at->verdict == TENON_BRIDGE_LEAKED)
        (void)tenon_heap_grows(trial, &at->next);
}

static bool is_exhausted(const shrinking *at) {
    return at->attempts >= ATTEMPTS || time(NULL) > at->until;
}

/* Whether `next` still fails as before: then it is the best. */
static bool still_fails(shrinking *at) {
    if (is_exhausted(at))
        return false;
    at->attempts++;
    tenon_progress *progress = at->trial->progress;
    if (!tenon_child_run(at->trial, at->operation, &at->next, try_input, at))
        return false;
    if (progress->verdict != at->verdict || progress->value != at->value)
        return false;
    memcpy(at->text, progress->text, sizeof at->text);
    at->step = progress->step;
    return tenon_input_copy(at->trial->bridges, at->best, &at->next);
}

/* A copy of the best, to be changed. */
static bool begin(shrinking *at) {
    return !is_exhausted(at) && tenon_input_copy(at->trial->bridges, &at->next, at->best);
}

static const tenon_bridge_operation *operation_of(const shrinking *at, uint32_t step) {
    return &at->trial->bridges->operations[at->best->steps[step].operation];
}

/* ---- Fewer calls ----------------------------------------------------------------------------------------
 */

/* Whether a later call needs an object that this one makes. */
static bool is_needed(const shrinking *at, uint32_t step) {
    const tenon_bridge_operation *maker = operation_of(at, step);
    for (uint32_t i = 0; i < maker->value_count; i++) {
        if (!tenon_makes_object(&maker->values[i]))
            continue;
        uint32_t object = at->best->steps[step].data[i].object;
        for (uint32_t later = step + 1; later < at->best->count; later++) {
            const tenon_bridge_operation *user = operation_of(at, later);
            for (uint32_t k = 0; k < user->value_count; k++) {
                const tenon_datum *datum = &at->best->steps[later].data[k];
                if (tenon_takes_object(&user->values[k]) && !datum->is_null && datum->object == object)
                    return true;
            }
        }
    }
    return false;
}

static void drop_calls(shrinking *at) {
    if (at->step + 1 < at->best->count && begin(at)) {
        at->next.count = at->step + 1;
        (void)still_fails(at);
    }
    for (uint32_t step = at->best->count; step-- > 0;) {
        if (step >= at->best->count || at->best->count == 1 || is_needed(at, step) || !begin(at))
            continue;
        for (uint32_t later = step; later + 1 < at->next.count; later++)
            at->next.steps[later] = at->next.steps[later + 1];
        at->next.count--;
        (void)still_fails(at);
    }
}

/* ---- Shorter arrays -------------------------------------------------------------------------------------
 */

/* Takes elements out of one value. */
static void cut(const tenon_bridge_value *value, tenon_datum *datum, uint64_t from, uint64_t count) {
    size_t size = tenon_is_lone_string(value) ? 1 : tenon_element_size(value->type);
    if (datum->data != NULL)
        memmove(datum->data + from * size, datum->data + (from + count) * size,
                (datum->count - from - count) * size);
    datum->count -= count;
}

/* Takes elements out of a value and of all that are counted with it. */
static bool try_cut(shrinking *at, uint32_t step, uint32_t index, uint64_t from, uint64_t count) {
    const tenon_bridge_operation *operation = operation_of(at, step);
    const tenon_bridge_value *value = &operation->values[index];
    if (!begin(at))
        return false;
    for (uint32_t i = 0; i < operation->value_count; i++) {
        const tenon_bridge_value *other = &operation->values[i];
        bool goes_along =
            i == index || (value->form == TENON_BRIDGE_ARRAY && other->form == TENON_BRIDGE_ARRAY &&
                           value->count >= 0 && other->count == value->count);
        if (goes_along)
            cut(other, &at->next.steps[step].data[i], from, count);
    }
    return still_fails(at);
}

static void shorten(shrinking *at, uint32_t step, uint32_t index) {
    const tenon_bridge_value *value = &operation_of(at, step)->values[index];
    bool is_text = tenon_is_lone_string(value);
    if (!is_text && (value->form != TENON_BRIDGE_ARRAY || value->count < 0))
        return;
    const tenon_datum *datum = &at->best->steps[step].data[index];
    if (datum->is_null || (is_text && datum->data == NULL))
        return;
    uint64_t rest = is_text ? 1 : 0; /* the NUL stays */
    for (uint64_t chunk = datum->count - rest; chunk > 0; chunk = chunk == 1 ? 0 : (chunk + 1) / 2) {
        uint64_t from = datum->count - rest; /* from the end: what is first says most */
        while (from > 0 && !is_exhausted(at)) {
            uint64_t take = from < chunk ? from : chunk;
            from -= take;
            (void)try_cut(at, step, index, from, take);
            datum = &at->best->steps[step].data[index];
        }
    }
}

/* ---- Simpler values -------------------------------------------------------------------------------------
 */

/* Tries these bytes in place of some of a value. */
static bool try_bytes(shrinking *at, uint32_t step, uint32_t index, size_t from, size_t size,
                      const void *bytes) {
    if (memcmp(at->best->steps[step].data[index].data + from, bytes, size) == 0 || !begin(at))
        return false;
    memcpy(at->next.steps[step].data[index].data + from, bytes, size);
    return still_fails(at);
}

/* 0, or nearer to it. */
static void lower_number(shrinking *at, uint32_t step, uint32_t index, size_t from, size_t size) {
    uint64_t number = 0;
    if (size > sizeof number || try_bytes(at, step, index, from, size, &number))
        return;
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    memcpy(&number, at->best->steps[step].data[index].data + from, size);
    for (uint64_t bit = UINT64_C(1) << (size * 8 - 1); bit > 0; bit >>= 1) {
        uint64_t less = number & ~bit;
        if (less != number && try_bytes(at, step, index, from, size, &less))
            number = less;
    }
#endif
}

/* A text that stands behind a pointer: none, nothing, or less of it. */
static void shorten_text(shrinking *at, uint32_t step, uint32_t index, size_t from) {
    static const char *const empty = "";
    const char *text;
    memcpy(&text, at->best->steps[step].data[index].data + from, sizeof text);
    if (text == NULL || *text == '\0' || try_bytes(at, step, index, from, sizeof empty, &empty))
        return;
    for (size_t length = strlen(text) / 2; length > 0; length /= 2) {
        char *half = tenon_input_room(at->best, length + 1);
        memcpy(&text, at->best->steps[step].data[index].data + from, sizeof text);
        if (half == NULL || length >= strlen(text))
            return;
        memcpy(half, text, length); /* may cut a character: then it is no UTF-8, and is not tried */
        half[length] = '\0';
        if (tenon_is_utf8(half, length))
            (void)try_bytes(at, step, index, from, sizeof half, &half);
    }
}

static void simplify_element(shrinking *at, uint32_t step, uint32_t index, const tenon_bridge_type *type,
                             size_t from) {
    static const unsigned char zeros[256];
    switch (type->kind) {
    case TENON_BRIDGE_RECORD:
        for (uint32_t i = 0; i < type->field_count; i++) {
            const tenon_bridge_field *field = &type->fields[i];
            size_t size = tenon_element_size(field->type);
            for (uint32_t k = 0; k < field->count && !is_exhausted(at); k++)
                simplify_element(at, step, index, field->type, from + field->offset + k * size);
        }
        return;
    case TENON_BRIDGE_SIGNED:
    case TENON_BRIDGE_UNSIGNED:
    case TENON_BRIDGE_BYTE:
        lower_number(at, step, index, from, type->size);
        return;
    case TENON_BRIDGE_BOOL:
    case TENON_BRIDGE_FLOAT:
        (void)try_bytes(at, step, index, from, type->size, zeros);
        return;
    case TENON_BRIDGE_TEXT:
        if (tenon_is_string(type))
            shorten_text(at, step, index, from);
        return;
    default: /* a constant, a case: 0 is perhaps none of its values */
        return;
    }
}

/* Bytes: in large pieces first. */
static void simplify_bytes(shrinking *at, uint32_t step, uint32_t index, unsigned char plain,
                           uint64_t count) {
    unsigned char *fill = count == 0 ? NULL : malloc(count);
    if (fill == NULL)
        return;
    memset(fill, plain, count);
    for (uint64_t chunk = count; chunk > 0; chunk /= 2) {
        for (uint64_t from = 0; from < count && !is_exhausted(at); from += chunk)
            (void)try_bytes(at, step, index, from, chunk < count - from ? chunk : count - from, fill);
    }
    free(fill);
}

static void simplify(shrinking *at, uint32_t step, uint32_t index) {
    const tenon_bridge_value *value = &operation_of(at, step)->values[index];
    const tenon_datum *datum = &at->best->steps[step].data[index];
    if (datum->placement != TENON_PLACED_END && begin(at)) {
        at->next.steps[step].data[index].placement = TENON_PLACED_END;
        (void)still_fails(at);
        datum = &at->best->steps[step].data[index];
    }
    if (datum->data == NULL || value->type->kind == TENON_BRIDGE_OBJECT)
        return;
    if (value->type->kind == TENON_BRIDGE_TEXT &&
        (tenon_is_lone_string(value) || !tenon_is_string(value->type))) {
        simplify_bytes(at, step, index, 'a', datum->count - (tenon_is_lone_string(value) ? 1 : 0));
        return;
    }
    bool are_numbers = value->type->kind == TENON_BRIDGE_BYTE || value->type->kind == TENON_BRIDGE_SIGNED ||
                       value->type->kind == TENON_BRIDGE_UNSIGNED || value->type->kind == TENON_BRIDGE_FLOAT;
    if (are_numbers && datum->count > 1)
        simplify_bytes(at, step, index, 0, datum->count * tenon_element_size(value->type));
    uint64_t count = datum->count;
    for (uint64_t i = 0; i < count && i < 16 && !is_exhausted(at); i++)
        simplify_element(at, step, index, value->type, i * tenon_element_size(value->type));
}

/* What must come out follows from what goes in: neither is made smaller then. */
static bool has_expectation(const tenon_trial *trial, const tenon_input *input) {
    for (uint32_t step = 0; step < input->count; step++) {
        const tenon_step *at = &input->steps[step];
        for (uint32_t i = 0; i < trial->bridges->operations[at->operation].value_count; i++) {
            if (at->data[i].expected != NULL)
                return true;
        }
    }
    return false;
}

bool tenon_shrink(tenon_trial *trial, uint32_t operation, tenon_input *input) {
    tenon_progress *progress = trial->progress;
    shrinking at = {.trial = trial,
                    .operation = operation,
                    .best = input,
                    .verdict = progress->verdict,
                    .value = progress->value,
                    .until = time(NULL) + SECONDS};
    uint32_t timeout = trial->timeout;
    if (at.verdict == TENON_BRIDGE_HUNG && timeout > HUNG_MILLISECONDS)
        trial->timeout = HUNG_MILLISECONDS;
    bool repeats = tenon_input_reserve(&at.next) && begin(&at) && still_fails(&at);
    if (repeats && !has_expectation(trial, input)) {
        drop_calls(&at);
        for (uint32_t step = 0; step < at.best->count; step++) {
            for (uint32_t i = 0; i < operation_of(&at, step)->value_count; i++)
                shorten(&at, step, i);
            for (uint32_t i = 0; i < operation_of(&at, step)->value_count; i++)
                simplify(&at, step, i);
        }
        memcpy(progress->text, at.text, sizeof at.text);
        progress->step = at.step;
        progress->verdict = at.verdict;
    }
    trial->timeout = timeout;
    tenon_input_release(&at.next);
    return repeats;
}
