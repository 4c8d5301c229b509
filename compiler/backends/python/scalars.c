/* Numbers that mean more: instants, durations, exact numbers and those of 128 bits. How each crosses, as an
 * argument, as a result and as a field. */

#include "backends/python/python.h"
#include "memory/arena.h"

bool python_is_time(const model_type *type) {
    bool is_time = type->meaning == MODEL_INSTANT || type->meaning == MODEL_DURATION;
    return type->kind == MODEL_SCALAR && is_time && type->unit != MODEL_NANOSECONDS;
}

bool python_is_exact(const model_type *type) {
    return type->kind == MODEL_SCALAR && type->meaning == MODEL_EXACT;
}

bool python_is_wide(const model_type *type) {
    return type->kind == MODEL_SCALAR && (type->scalar == MODEL_I128 || type->scalar == MODEL_U128);
}

static const char *unit_of(const model_type *type) {
    static const char *const units[] = {[MODEL_SECONDS] = "tn_seconds",
                                        [MODEL_MILLISECONDS] = "tn_milliseconds",
                                        [MODEL_MICROSECONDS] = "tn_microseconds"};
    return units[type->unit];
}

/* "instant", "exact", "i64": what the names of the runtime's functions begin with. */
static const char *word_of(const model_type *type) {
    if (python_is_time(type))
        return type->meaning == MODEL_INSTANT ? "instant" : "duration";
    return python_is_exact(type) ? "exact" : python_scalar_word(type->scalar);
}

const char *python_scalar_converter(const model_type *type) {
    return arena_printf("tn_%s_in", word_of(type));
}

const char *python_scalar_arguments(const python_package *of, const model_type *type) {
    if (python_is_exact(type))
        return arena_printf("state, &tn_exact_%s", python_name(of, type->exact));
    if (!python_is_time(type))
        return "";
    if (type->meaning == MODEL_INSTANT)
        return arena_printf("state, %s", unit_of(type));
    return arena_printf("state, %s, tn_%s", unit_of(type), python_scalar_word(type->scalar));
}

const char *python_scalar_result(const python_package *of, const model_type *type, const char *data) {
    const char *number = arena_printf("tn_%s_out(%s)", python_scalar_word(type->scalar), data);
    if (python_is_exact(type))
        return arena_printf("tn_exact_out(state, &tn_exact_%s, %s)", python_name(of, type->exact), number);
    if (!python_is_time(type))
        return number;
    return arena_printf("tn_%s_out(state, %s, %s)", word_of(type), unit_of(type), number);
}

const char *python_scalar_field(const python_package *of, const model_type *type) {
    bool means_more = python_is_exact(type) || python_is_time(type) || python_is_wide(type);
    const char *known = arena_printf(".kind = &tn_%s_field, .element = tn_%s",
                                     means_more ? word_of(type) : "number", python_scalar_word(type->scalar));
    if (python_is_exact(type))
        return arena_printf("%s, .described = &tn_exact_%s", known, python_name(of, type->exact));
    return python_is_time(type) ? arena_printf("%s, .unit = %s", known, unit_of(type)) : known;
}

const char *python_single_type(const python_package *of, const model_type *type) {
    if (python_is_exact(type))
        return python_name(of, type->exact);
    if (python_is_time(type))
        return python_word(of, type->meaning == MODEL_INSTANT ? "datetime" : "timedelta");
    return python_element_type(of, type);
}
