/**
 * @file
 * Variants: plain objects whose `kind` says what else is in them.
 */
#include <stdio.h>

#include "tn_values.h"

enum { LONGEST_KIND = 256, LONGEST_LIST = 320 };

static const char tag_name[] = "kind";

/* Writes `"empty", "circle" or "label"`, cut where that is too long. */
static void list_kinds(const tn_type *type, char *text, size_t size) {
    size_t length = 0;
    text[0] = '\0';
    for (size_t i = 0; i < type->case_count && length < size; i++) {
        const char *gap = i == 0 ? "" : i + 1 == type->case_count ? " or " : ", ";
        (void)snprintf(text + length, size - length, "%s\"%s\"", gap, type->cases[i].kind);
        length = strlen(text);
    }
}

static tn_field payload_of(const tn_case *one) {
    return (tn_field){one->name, one->offset, one->type, one->presence};
}

static bool find_case(napi_env env, napi_value kind, const tn_place *place, const tn_type *type,
                      const tn_case **found) {
    char name[LONGEST_KIND];
    char known[LONGEST_LIST];
    char problem[LONGEST_KIND + LONGEST_LIST + 32];
    size_t length = 0;
    bool is_text = napi_get_value_string_utf8(env, kind, name, sizeof name, &length) == napi_ok;
    for (size_t i = 0; is_text && i < type->case_count; i++) {
        *found = &type->cases[i];
        if (strlen(type->cases[i].kind) == length && memcmp(type->cases[i].kind, name, length) == 0)
            return true;
    }
    list_kinds(type, known, sizeof known);
    if (!is_text)
        return tn_refuse_type(env, place, known, kind);
    (void)snprintf(problem, sizeof problem, "must be %s, not \"%s\"", known, name);
    return tn_refuse(env, place, problem);
}

bool tn_read_variant(napi_env env, napi_value value, const tn_place *place, const tn_type *type, void *out) {
    const tn_place tag = {.name = tag_name, .outer = place};
    const tn_case *one = NULL;
    napi_valuetype kind = napi_undefined;
    napi_value name = NULL;
    size_t present = 1;
    if (napi_typeof(env, value, &kind) != napi_ok || kind != napi_object)
        return tn_refuse_type(env, place, type->name, value);
    if (napi_get_named_property(env, value, tag_name, &name) != napi_ok)
        return tn_fail(env);
    if (!find_case(env, name, &tag, type, &one))
        return false;
    const tn_field fields[] = {{tag_name, 0, NULL, TN_ALWAYS}, payload_of(one)};
    bool is_empty = one->name == NULL;
    memset(out, 0, type->size);
    *(int32_t *)((char *)out + type->tag_offset) = one->tag;
    if (!is_empty && !tn_read_field(env, value, place, &fields[1], out, &present))
        return false;
    char owner[2 * LONGEST_KIND];
    (void)snprintf(owner, sizeof owner, "%s of the kind \"%s\"", type->name, one->kind);
    return tn_check_keys(env, value, place, owner, fields, is_empty ? 1 : 2, present);
}

napi_value tn_write_variant(napi_env env, const tn_type *type, const void *in) {
    int32_t tag = *(const int32_t *)((const char *)in + type->tag_offset);
    const tn_case *one = NULL;
    napi_value object = NULL;
    napi_value kind = NULL;
    for (size_t i = 0; i < type->case_count && one == NULL; i++)
        one = type->cases[i].tag == tag ? &type->cases[i] : NULL;
    if (one == NULL || napi_create_object(env, &object) != napi_ok ||
        napi_create_string_utf8(env, one->kind, NAPI_AUTO_LENGTH, &kind) != napi_ok ||
        napi_set_named_property(env, object, tag_name, kind) != napi_ok) {
        (void)tn_fail(env);
        return NULL;
    }
    const tn_field payload = payload_of(one);
    return payload.name == NULL || tn_write_field(env, object, &payload, in) ? object : NULL;
}
