/* What can be wrong about what a function takes, objects aside. */

#include "abuse/abuse_internal.h"

/* The check that is there for it; where the plan has none, nothing has to refuse it. */
static abuse_case *add_checked(abuse_list *list, abuse_kind kind, int value, plan_step_kind check,
                               const int32_t *codes) {
    const plan_step *step = abuse_step(list->function, check, value);
    abuse_case *added = abuse_add(list, kind, value, step == NULL ? ABUSE_ACCEPTED : ABUSE_REFUSED,
                                  step == NULL ? NULL : codes);
    added->step = step;
    return added;
}

static void add_checked_variants(abuse_list *list, abuse_kind kind, int value, unsigned variants,
                                 plan_step_kind check, const int32_t *codes) {
    for (unsigned variant = 0; variant < variants; variant++)
        add_checked(list, kind, value, check, codes)->variant = variant;
}

/* The contract allows it, and the check must let it pass. */
static void add_allowed(abuse_list *list, abuse_kind kind, int value, plan_step_kind check) {
    abuse_add(list, kind, value, ABUSE_ACCEPTED, NULL)->step = abuse_step(list->function, check, value);
}

/* ---- Texts ---- */

static void add_of_text(abuse_list *list, int value) {
    const plan_value *text = abuse_value(list->function, value);
    bool is_list = text->form == PLAN_TEXT_ARRAY;
    if (text->nullable && !is_list)
        abuse_add(list, ABUSE_NULL_TEXT, value, ABUSE_ACCEPTED, NULL);
    else
        add_checked(list, ABUSE_NULL_TEXT, value, PLAN_CHECK_TEXT, CODES(TENON_BAD_TEXT));
    add_checked_variants(list, ABUSE_BAD_UTF8, value, ABUSE_BAD_TEXTS, PLAN_CHECK_TEXT,
                         CODES(TENON_BAD_TEXT));
    if (text->is_counted_text)
        abuse_add(list, ABUSE_NUL_IN_TEXT, value, ABUSE_ACCEPTED, NULL);
    else
        add_checked(list, ABUSE_NUL_IN_TEXT, value, PLAN_CHECK_TEXT, CODES(TENON_BAD_TEXT));
    if (text->is_counted_text && abuse_step(list->function, PLAN_CHECK_COUNT_FITS, value) != NULL)
        add_checked(list, ABUSE_TEXT_TOO_LONG, value, PLAN_CHECK_COUNT_FITS, CODES(TENON_BAD_ARRAY));
    if (!is_list)
        add_checked(list, ABUSE_COUNT_OVERFLOWS, value, PLAN_CHECK_TEXT, CODES(TENON_BAD_TEXT));
    abuse_add(list, ABUSE_EMPTY, value, ABUSE_ACCEPTED, NULL);
}

/* ---- Arrays ---- */

static size_t alignment_of(const model_type *type) {
    switch (type->kind) {
    case MODEL_RECORD:
        return type->record->alignment;
    case MODEL_VARIANT:
        return type->variant->alignment;
    case MODEL_SCALAR:
        return type->scalar == MODEL_BOOL || type->scalar == MODEL_I8 || type->scalar == MODEL_U8 ? 1 : 2;
    default:
        return 2;
    }
}

/* Arrays that must be of one length; of the later one's step. */
static void add_counts(abuse_list *list, int value) {
    for (guint i = 0; i < list->function->steps->len; i++) {
        const plan_step *step = g_ptr_array_index(list->function->steps, i);
        if (step->kind != PLAN_CHECK_COUNT || step->value != value)
            continue;
        for (unsigned variant = 0; variant < 2; variant++) { /* one fewer, one more */
            abuse_case *added =
                abuse_add(list, ABUSE_COUNT_DIFFERS, value, ABUSE_REFUSED, CODES(TENON_BAD_ARRAY));
            added->other = step->other;
            added->variant = variant;
            added->step = step;
        }
    }
    if (abuse_step(list->function, PLAN_CHECK_COUNT_FITS, value) != NULL)
        add_checked(list, ABUSE_COUNT_TOO_LARGE, value, PLAN_CHECK_COUNT_FITS, CODES(TENON_BAD_ARRAY));
}

static void add_bad_fields(abuse_list *list, int value) {
    const plan_value *record = abuse_value(list->function, value);
    const plan_step *step = abuse_step(list->function, PLAN_CHECK_RECORD, value);
    if (step == NULL)
        return;
    const GPtrArray *leaves = abuse_leaves(&record->type, true);
    for (guint i = 0; i < leaves->len; i++) {
        const abuse_leaf *leaf = g_ptr_array_index(leaves, i);
        abuse_case *added =
            abuse_add(list, ABUSE_BAD_FIELD, value, ABUSE_REFUSED,
                      CODES(leaf->wrong == ABUSE_WRONG_TEXT ? TENON_BAD_TEXT : TENON_BAD_VALUE));
        added->variant = i;
        added->path = leaf->path;
        added->step = step;
    }
}

static bool is_bool(const plan_value *value) {
    return value->type.kind == MODEL_SCALAR && value->type.scalar == MODEL_BOOL;
}

static void add_of_elements(abuse_list *list, int value) {
    const plan_value *array = abuse_value(list->function, value);
    const int32_t *codes = CODES(TENON_BAD_VALUE);
    if (!abuse_is_input(array))
        return;
    if (array->type.kind == MODEL_ENUM)
        add_checked_variants(list, ABUSE_UNKNOWN_CONSTANT, value, 2, PLAN_CHECK_ENUM, codes);
    else if (is_bool(array))
        add_checked_variants(list, ABUSE_BAD_BOOL, value, 2, PLAN_CHECK_ENUM, codes);
    else
        add_bad_fields(list, value);
}

static void add_of_array(abuse_list *list, int value) {
    const plan_value *array = abuse_value(list->function, value);
    bool is_texts = array->form == PLAN_TEXT_ARRAY;
    const int32_t *codes = CODES(TENON_BAD_ARRAY);
    add_checked(list, ABUSE_NULL_ARRAY, value, PLAN_CHECK_POINTER, codes);
    if (is_texts || alignment_of(&array->type) > 1)
        add_checked(list, ABUSE_MISALIGNED, value, PLAN_CHECK_POINTER, codes);
    if (!is_texts && abuse_is_input(array)) {
        if (array->direction == PLAN_INOUT)
            abuse_add(list, ABUSE_READ_ONLY, value, ABUSE_TYPE_ERROR, NULL);
        abuse_add(list, ABUSE_NOT_CONTIGUOUS, value, ABUSE_HARMLESS, NULL);
    }
    add_counts(list, value);
    add_checked(list, ABUSE_COUNT_OVERFLOWS, value, PLAN_CHECK_POINTER, codes);
    add_of_elements(list, value);
    if (is_texts)
        add_of_text(list, value);
    else
        abuse_add(list, ABUSE_EMPTY, value, ABUSE_ACCEPTED, NULL);
}

/* ---- Numbers, enums, records ---- */

static bool is_float(const plan_value *value) {
    return value->type.kind == MODEL_SCALAR &&
           (value->type.scalar == MODEL_F32 || value->type.scalar == MODEL_F64);
}

/* The caller lends so many elements: that number is no number to try. */
static bool is_length(const plan_function *function, int value) {
    for (guint i = 0; i < function->values->len; i++) {
        if (abuse_value(function, (int)i)->length_from == value)
            return true;
    }
    return false;
}

enum { BELOW_AND_ABOVE = 2, NOT_NUMBERS = 4 };

static void add_of_scalar(abuse_list *list, int value) {
    const plan_value *number = abuse_value(list->function, value);
    if (is_bool(number)) {
        if (number->direction == PLAN_INOUT)
            add_checked(list, ABUSE_BAD_BOOL, value, PLAN_CHECK_ENUM, CODES(TENON_BAD_VALUE));
        return;
    }
    if (!is_float(number))
        abuse_add_variants(list, ABUSE_OUT_OF_RANGE, value, BELOW_AND_ABOVE, ABUSE_TYPE_ERROR, NULL);
    for (unsigned variant = 0; variant < NOT_NUMBERS;
         variant++) { /* NaN, the infinities; -0.0, which may be 0 */
        abuse_outcome outcome = is_float(number)            ? ABUSE_ACCEPTED
                                : variant + 1 < NOT_NUMBERS ? ABUSE_TYPE_ERROR
                                                            : ABUSE_HARMLESS;
        abuse_add(list, ABUSE_NOT_A_NUMBER, value, outcome, NULL)->variant = variant;
    }
    if (!is_length(list->function, value))
        abuse_add_variants(list, ABUSE_EXTREME, value, BELOW_AND_ABOVE, ABUSE_ACCEPTED, NULL);
}

static void add_of_record(abuse_list *list, int value) {
    const plan_value *record = abuse_value(list->function, value);
    if (record->nullable)
        add_allowed(list, ABUSE_NULL_RECORD, value, PLAN_CHECK_POINTER);
    else
        add_checked(list, ABUSE_NULL_RECORD, value, PLAN_CHECK_POINTER, CODES(TENON_BAD_VALUE));
    if (alignment_of(&record->type) > 1)
        add_checked(list, ABUSE_MISALIGNED, value, PLAN_CHECK_POINTER, CODES(TENON_BAD_VALUE));
    add_bad_fields(list, value);
}

/* ---- Callbacks, tokens, streams, dynamic values ---- */

static void add_of_callback(abuse_list *list, int value) {
    const plan_value *callback = abuse_value(list->function, value);
    if (callback->nullable)
        add_allowed(list, ABUSE_NULL_CALLBACK, value, PLAN_OPEN_CALLBACK);
    else
        add_checked(list, ABUSE_NULL_CALLBACK, value, PLAN_OPEN_CALLBACK, CODES(TENON_BAD_VALUE));
    if (!callback->type.interface->is_callback)
        abuse_add_variants(list, ABUSE_INCOMPLETE_INTERFACE, value, callback->type.interface->methods->len,
                           ABUSE_TYPE_ERROR, NULL);
}

static void add_of_stream(abuse_list *list, int value) {
    bool nullable = abuse_value(list->function, value)->nullable;
    add_checked_variants(list, ABUSE_RELEASED_STREAM, value, nullable ? 1 : 2, PLAN_CHECK_POINTER,
                         CODES(TENON_BAD_VALUE));
    abuse_add_variants(list, ABUSE_BROKEN_STREAM, value, 2, ABUSE_ACCEPTED, NULL);
}

static void add_of_dynamic(abuse_list *list, int value) {
    if (abuse_value(list->function, value)->nullable)
        add_allowed(list, ABUSE_NULL_RECORD, value, PLAN_CHECK_POINTER);
    else
        add_checked(list, ABUSE_NULL_RECORD, value, PLAN_CHECK_POINTER, CODES(TENON_BAD_VALUE));
    add_checked_variants(list, ABUSE_BAD_DYNAMIC, value, ABUSE_BAD_DYNAMICS, PLAN_DECODE,
                         CODES(TENON_BAD_VALUE));
}

void abuse_of_inputs(abuse_list *list, int value) {
    switch (abuse_value(list->function, value)->form) {
    case PLAN_TEXT:
        add_of_text(list, value);
        break;
    case PLAN_ARRAY:
    case PLAN_TEXT_ARRAY:
        add_of_array(list, value);
        break;
    case PLAN_SCALAR:
        add_of_scalar(list, value);
        break;
    case PLAN_ENUM: /* below the least, above the greatest; for flags an unknown bit */
        add_checked_variants(list, ABUSE_UNKNOWN_CONSTANT, value, 2, PLAN_CHECK_ENUM, CODES(TENON_BAD_VALUE));
        break;
    case PLAN_RECORD:
        add_of_record(list, value);
        break;
    case PLAN_CALLBACK:
        add_of_callback(list, value);
        break;
    case PLAN_CANCEL:
        add_checked_variants(list, ABUSE_BAD_TOKEN, value, 3, PLAN_HOLD_TOKEN,
                             CODES(TENON_CLOSED, TENON_WRONG_OBJECT));
        break;
    case PLAN_STREAM:
        add_of_stream(list, value);
        break;
    case PLAN_DYNAMIC:
        add_of_dynamic(list, value);
        break;
    case PLAN_OBJECT:
    case PLAN_BLOCK:
        break;
    }
    if (abuse_is_input(abuse_value(list->function, value)) &&
        abuse_value(list->function, value)->form != PLAN_CANCEL) {
        abuse_add(list, ABUSE_WRONG_TYPE, value, ABUSE_TYPE_ERROR, NULL);
        abuse_add(list, ABUSE_EVIL_CONVERSION, value, ABUSE_HARMLESS, NULL);
    }
}
