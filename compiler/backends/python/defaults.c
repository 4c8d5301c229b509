/* Defaults: what a caller leaves out, in the binding's C, in signatures, in the stub and in docstrings. */

#include <math.h>
#include <string.h>

#include "backends/python/python.h"
#include "memory/arena.h"

bool python_has_default(const plan_value *value) {
    enum plan_default_kind kind = plan_default(value).kind;
    return kind != PLAN_NO_DEFAULT && kind != PLAN_DEFAULT_NONE;
}

static const char *integer_text(const plan_constant *said) {
    return said->is_unsigned ? arena_printf("%" G_GUINT64_FORMAT, (guint64)said->integer)
                             : arena_printf("%" G_GINT64_FORMAT, (gint64)said->integer);
}

/* ---- C ---- */

static const char *c_integer(const plan_constant *said) {
    if (!said->is_unsigned && said->integer == INT64_MIN)
        return "INT64_MIN";
    bool is_large = said->is_unsigned && said->integer < 0;
    return arena_printf("%s%s", integer_text(said), is_large ? "u" : "");
}

static const char *c_number(const model_type *type, double number) {
    bool is_single = type->scalar == MODEL_F32 && !isnan(number) && !isinf(number);
    return arena_printf("%s%s", python_float_literal(number), is_single ? "F" : "");
}

/* The lower half as it is, the upper one all sign. */
static const char *c_wide(const plan_constant *said) {
    bool is_negative = !said->is_unsigned && said->integer < 0;
    return arena_printf("{%" G_GUINT64_FORMAT "u, %d}", (guint64)said->integer, is_negative ? -1 : 0);
}

const char *python_default_in_c(const plan_value *value) {
    plan_constant said = plan_default(value);
    switch (said.kind) {
    case PLAN_DEFAULT_BOOL:
        return said.integer != 0 ? "true" : "false";
    case PLAN_DEFAULT_INTEGER:
        if (value->type.kind == MODEL_SCALAR &&
            (value->type.scalar == MODEL_F32 || value->type.scalar == MODEL_F64))
            return c_number(&value->type, (double)said.integer);
        return python_is_wide(&value->type) ? c_wide(&said) : c_integer(&said);
    case PLAN_DEFAULT_NUMBER:
        return c_number(&value->type, said.number);
    case PLAN_DEFAULT_ENUM:
        return integer_text(&said);
    case PLAN_DEFAULT_TEXT:
        return arena_printf("{%s, %zu}", python_c_literal(said.text), strlen(said.text));
    case PLAN_NO_DEFAULT:
    case PLAN_DEFAULT_NONE:
        break;
    }
    return NULL;
}

/* ---- Python ---- */

static bool is_float(const model_type *type) {
    return type->kind == MODEL_SCALAR && (type->scalar == MODEL_F32 || type->scalar == MODEL_F64);
}

/* As the formatter would have it: 1e10 */
static const char *float_text(double number) {
    GString *text = g_string_new(python_float_literal(number));
    g_string_replace(text, "e+", "e", 0);
    return arena_take(g_string_free(text, FALSE));
}

/* What inspect can read: a literal, or a member by its module's full name. */
static const char *literal_of(const python_package *of, const plan_value *value) {
    plan_constant said = plan_default(value);
    if (python_is_time(&value->type) || python_is_exact(&value->type))
        return "...";
    switch (said.kind) {
    case PLAN_DEFAULT_BOOL:
        return said.integer != 0 ? "True" : "False";
    case PLAN_DEFAULT_INTEGER:
        return is_float(&value->type) ? float_text((double)said.integer) : integer_text(&said);
    case PLAN_DEFAULT_NUMBER:
        return isfinite(said.number) ? float_text(said.number) : "...";
    case PLAN_DEFAULT_ENUM:
        if (said.constant == NULL)
            return "...";
        return arena_printf("%s.%s.%s", of->module, python_name(of, value->type.enumeration),
                            python_member_name(said.constant));
    case PLAN_DEFAULT_TEXT:
        return python_literal(said.text);
    case PLAN_NO_DEFAULT:
    case PLAN_DEFAULT_NONE:
        break;
    }
    return "None";
}

/* inspect reads ASCII only. */
static const char *in_ascii(const char *literal) {
    GString *text = g_string_new(NULL);
    for (const char *at = literal; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (c < 0x80)
            g_string_append_c(text, *at);
        else
            g_string_append_printf(text, c > 0xFFFF ? "\\U%08x" : "\\u%04x", c);
    }
    return arena_take(g_string_free(text, FALSE));
}

const char *python_default_in_signature(const python_package *of, const plan_value *value) {
    return python_has_default(value) ? in_ascii(literal_of(of, value)) : "None";
}

/* Stubs have short literals only. */
const char *python_default_in_stub(const python_package *of, const plan_value *value) {
    enum { longest_number = 10, longest_text = 50 };
    if (!python_has_default(value))
        return "None";
    const char *literal = literal_of(of, value);
    bool is_text = value->form == PLAN_TEXT;
    bool is_short = strlen(literal) <= (is_text ? longest_text : longest_number);
    return value->form == PLAN_ENUM || !is_short ? "..." : literal;
}

/* "9.99" of 999 with two digits. */
static const char *with_point(int64_t units, unsigned digits) {
    guint64 size = units < 0 ? 0 - (guint64)units : (guint64)units;
    guint64 scale = 1;
    for (unsigned i = 0; i < digits; i++)
        scale *= 10;
    const char *whole = arena_printf("%s%" G_GUINT64_FORMAT, units < 0 ? "-" : "", size / scale);
    return digits == 0 ? whole : arena_printf("%s.%0*" G_GUINT64_FORMAT, whole, (int)digits, size % scale);
}

static const char *time_text(const python_package *of, const plan_value *value, int64_t count) {
    static const char *const units[] = {[MODEL_SECONDS] = "seconds",
                                        [MODEL_MILLISECONDS] = "milliseconds",
                                        [MODEL_MICROSECONDS] = "microseconds"};
    const char *unit = units[value->type.unit];
    if (value->type.meaning == MODEL_INSTANT)
        return arena_printf("%" G_GINT64_FORMAT " %s after 1970-01-01T00:00:00Z", (gint64)count, unit);
    return arena_printf("%s(%s=%" G_GINT64_FORMAT ")", python_word(of, "timedelta"), unit, (gint64)count);
}

/* "Access.READ | Access.WRITE" */
static const char *member_text(const python_package *of, const plan_value *value, const plan_constant *said) {
    const model_enum *described = value->type.enumeration;
    const char *name = python_name(of, described);
    if (said->constant != NULL)
        return arena_printf("%s.%s", name, python_member_name(said->constant));
    GPtrArray *members = arena_array();
    uint32_t rest = (uint32_t)said->integer;
    for (guint i = 0; i < described->constants->len; i++) {
        const model_enum_constant *constant = g_ptr_array_index(described->constants, i);
        uint32_t bits = (uint32_t)constant->value;
        if (bits == 0 || (bits & (bits - 1)) != 0 || (rest & bits) == 0)
            continue;
        rest &= ~bits;
        g_ptr_array_add(members, arena_printf("%s.%s", name, python_member_name(constant)));
    }
    return rest == 0 && members->len > 0 ? emit_join(members, " | ")
                                         : arena_printf("%s(%s)", name, integer_text(said));
}

const char *python_default_in_doc(const python_package *of, const plan_value *value) {
    plan_constant said = plan_default(value);
    if (python_is_time(&value->type))
        return time_text(of, value, said.integer);
    if (python_is_exact(&value->type))
        return arena_printf("%s(\"%s\")", python_name(of, value->type.exact),
                            with_point(said.integer, value->type.exact->digits));
    return said.kind == PLAN_DEFAULT_ENUM ? member_text(of, value, &said) : literal_of(of, value);
}
