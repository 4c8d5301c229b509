/* Initialisers, laid out as clang-format does. */

#include <stdarg.h>

#include "bridge/bridge_internal.h"
#include "memory/arena.h"

void table_entry(emit *out, const GPtrArray *items) {
    const char *line = arena_printf("{%s},", emit_join(items, ", "));
    if (emit_fits(out, line)) {
        emit_line(out, "%s", line);
        return;
    }
    for (guint i = 0; i < items->len; i++)
        emit_line(out, "%s%s%s", i == 0 ? "{" : " ", (const char *)g_ptr_array_index(items, i),
                  i + 1 == items->len ? "}," : ",");
}

void table_member(GPtrArray *items, const char *format, ...) {
    va_list values;
    va_start(values, format);
    g_ptr_array_add(items, arena_take(g_strdup_vprintf(format, values)));
    va_end(values);
}

void table_struct(emit *out, const char *c_type, const char *name, const GPtrArray *items) {
    c_empty_line(out);
    emit_open(out, "static const %s %s = {", c_type, name);
    for (guint i = 0; i < items->len; i++)
        emit_line(out, "%s,", (const char *)g_ptr_array_index(items, i));
    emit_close(out, "};");
}

void table_open(emit *out, const char *c_type, const char *name) {
    c_empty_line(out);
    emit_open(out, "static const %s %s[] = {", c_type, name);
}

void table_close(emit *out) {
    emit_close(out, "};");
}
