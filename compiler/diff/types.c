#include "diff/types.h"

#include <string.h>

#include "memory/arena.h"

/* A number as each language shows it, and how far it reaches in bits: what is unsigned reaches one bit less
 * far down and one further up. */
typedef struct number {
    const char *c_name;
    const char *shown[MODEL_LANGUAGES];
    int low;  /* -2^low is the smallest; -1: zero is */
    int high; /* 2^high - 1 is the largest */
} number;

static const number numbers[] = {
    {"bool", {"bool", "boolean", "bool", "bool"}, -1, 1},
    {"int8_t", {"int", "number", "int8", "i8"}, 7, 7},
    {"int16_t", {"int", "number", "int16", "i16"}, 15, 15},
    {"int32_t", {"int", "number", "int32", "i32"}, 31, 31},
    {"int64_t", {"int", "bigint", "int64", "i64"}, 63, 63},
    {"uint8_t", {"int", "number", "uint8", "u8"}, -1, 8},
    {"uint16_t", {"int", "number", "uint16", "u16"}, -1, 16},
    {"uint32_t", {"int", "number", "uint32", "u32"}, -1, 32},
    {"uint64_t", {"int", "bigint", "uint64", "u64"}, -1, 64},
    {"size_t", {"int", "number", "int", "usize"}, -1, 63},
    {"float", {"float", "number", "float32", "f32"}, 128, 128},
    {"double", {"float", "number", "float64", "f64"}, 1024, 1024},
    {"tenon_int128", {"int", "bigint", "*big.Int", "i128"}, 127, 127},
    {"tenon_uint128", {"int", "bigint", "*big.Int", "u128"}, -1, 128},
};

static const number *number_named(const char *name) {
    for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++) {
        if (strcmp(numbers[i].c_name, name) == 0)
            return &numbers[i];
    }
    return NULL;
}

/* ---- C types as the surface has them: "const graph *" ---- */

typedef struct spelled {
    const char *base;
    int stars;
    bool is_const;
} spelled;

static spelled spell(const char *type) {
    spelled result = {.is_const = g_str_has_prefix(type, "const ")};
    const char *base = result.is_const ? type + strlen("const ") : type;
    size_t length = strlen(base);
    while (length > 0 && (base[length - 1] == '*' || base[length - 1] == ' ')) {
        result.stars += base[length - 1] == '*';
        length--;
    }
    result.base = arena_take(g_strndup(base, length));
    return result;
}

static bool has_item(const surface *in, const char *kind, const char *name) {
    return surface_find(in, kind, name, SURFACE_EVERYWHERE) != NULL;
}

type_sort type_sort_of(const surface *in, const surface_item *part) {
    const char *base = part->said == NULL ? "" : spell(part->said).base;
    if (strcmp(base, "char") == 0)
        return TYPE_TEXT;
    if (strcmp(base, "void") == 0 || number_named(base) != NULL)
        return TYPE_NUMBER;
    if (has_item(in, "class", base))
        return TYPE_CLASS;
    if (has_item(in, "record", base) || has_item(in, "variant", base))
        return TYPE_RECORD;
    if (has_item(in, "enum", base) || has_item(in, "status", base))
        return TYPE_ENUM;
    return has_item(in, "interface", base) || strcmp(base, "tenon_cancel") == 0 ? TYPE_CALL : TYPE_OTHER;
}

bool type_is_array(const surface_item *part) {
    if (surface_fact_of(part, "counted by") == NULL)
        return false;
    spelled type = spell(part->said);
    return strcmp(type.base, "char") != 0 || type.stars > 1;
}

/* ---- Direction ---- */

static bool is_written(const surface_item *part, bool also_read) {
    const char *role = surface_fact_of(part, "role");
    if (strcmp(part->kind, "result") == 0)
        return !also_read;
    return role != NULL && strcmp(role, also_read ? "in and out" : "out") == 0;
}

static bool record_goes(const surface_item *record, const char *way) {
    const char *goes = surface_fact_of(record, "goes");
    return goes != NULL && strstr(goes, way) != NULL;
}

static bool goes(const rule_pair *pair, bool in) {
    if (pair->owner_is != NULL &&
        (strcmp(pair->owner_is->kind, "record") == 0 || strcmp(pair->owner_is->kind, "variant") == 0))
        return record_goes(pair->owner_is, in ? "in" : "out");
    const surface_item *part = pair->is != NULL ? pair->is : pair->was;
    bool is_read = !is_written(part, false), is_both = is_written(part, true);
    bool reads = pair->is_implemented ? !is_read || is_both : is_read;
    bool writes = pair->is_implemented ? is_read : !is_read || is_both;
    return in ? reads : writes;
}

bool part_goes_in(const rule_pair *pair) {
    return goes(pair, true);
}

bool part_goes_out(const rule_pair *pair) {
    return goes(pair, false);
}

/* ---- Changes ---- */

static bool holds(const number *wide, const number *narrow) {
    return wide->low >= narrow->low && wide->high >= narrow->high;
}

/* Node.js takes a whole number where it shows a bigint, but no bigint where it shows a number. */
static bool is_taken(model_language language, const number *was, const number *is) {
    if (strcmp(was->shown[language], is->shown[language]) == 0)
        return true;
    return language == MODEL_NODE && strcmp(was->shown[language], "number") == 0 &&
           strcmp(is->shown[language], "bigint") == 0 && was->low < 128;
}

static unsigned numbers_break(const rule_pair *pair, const number *was, const number *is) {
    bool in = part_goes_in(pair), out = part_goes_out(pair);
    unsigned breaks = BREAKS_BOUNDARY | BREAKS_GO | BREAKS_RUST;
    const model_language loose[] = {MODEL_PYTHON, MODEL_NODE};
    for (size_t i = 0; i < G_N_ELEMENTS(loose); i++) {
        bool in_fits = !in || (is_taken(loose[i], was, is) && holds(is, was));
        bool out_fits = !out || strcmp(was->shown[loose[i]], is->shown[loose[i]]) == 0;
        breaks |= in_fits && out_fits ? 0 : 4u << loose[i];
    }
    bool is_by_value = spell(pair->is->said).stars == 0;
    return is_by_value && holds(in ? is : was, in ? was : is) && in != out ? breaks : breaks | BREAKS_C;
}

/* The same type, otherwise pointed to. */
static unsigned pointers_break(const rule_pair *pair, spelled was, spelled is) {
    if (was.stars != is.stars) {
        bool is_shown = type_sort_of(pair->new, pair->is) == TYPE_RECORD;
        return BREAKS_BOUNDARY | BREAKS_C | (is_shown ? BREAKS_RUST : 0);
    }
    bool is_object = type_sort_of(pair->new, pair->is) == TYPE_CLASS;
    if (!part_goes_in(pair))
        return is.is_const ? BREAKS_C : BREAKS_NOBODY;
    return is.is_const ? BREAKS_NOBODY : BREAKS_C | (is_object ? BREAKS_RUST : 0);
}

unsigned types_break(const rule_pair *pair) {
    if (g_strcmp0(pair->was->said, pair->is->said) == 0)
        return BREAKS_NOBODY;
    spelled was = spell(pair->was->said), is = spell(pair->is->said);
    if (strcmp(was.base, is.base) == 0)
        return pointers_break(pair, was, is);
    const number *old = number_named(was.base), *new = number_named(is.base);
    bool is_single = !type_is_array(pair->was) && !type_is_array(pair->is) && was.stars == is.stars;
    if (old == NULL || new == NULL || !is_single)
        return BREAKS_EVERYBODY;
    return numbers_break(pair, old, new);
}
