#include "model/kinds.h"

#include <string.h>

#include "memory/arena.h"
#include "tenon/error.h"

/* Indexed by tenon_kind. */
static const char *const names[] = {
    "none",          "not_found",    "invalid_argument",
    "invalid_state", "out_of_range", "already_exists",
    "permission",    "timeout",      "busy",
    "out_of_memory", "io",           "unsupported",
    "internal",      "cancelled",
};

int32_t kind_named(const char *name) {
    for (int32_t kind = TENON_KIND_NOT_FOUND; kind <= TENON_KIND_CANCELLED; kind++) {
        if (strcmp(names[kind], name) == 0)
            return kind;
    }
    return TENON_KIND_NONE;
}

const char *kind_name(int32_t kind) {
    return names[kind];
}

const char *kind_names_joined(const char *separator) {
    GString *joined = g_string_new(NULL);
    for (int32_t kind = TENON_KIND_NOT_FOUND; kind <= TENON_KIND_CANCELLED; kind++)
        g_string_append_printf(joined, "%s%s", kind == TENON_KIND_NOT_FOUND ? "" : separator, names[kind]);
    return arena_take(g_string_free(joined, FALSE));
}
