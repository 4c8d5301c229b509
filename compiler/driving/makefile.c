#include "driving/makefile.h"

#include "emit/emit.h"
#include "memory/arena.h"

char *driving_makefile(const char *template, const plan_library *plan, const native_code *native) {
    GString *objects = g_string_new(NULL), *includes = g_string_new("-I.");
    for (guint i = 0; i < native->c_files->len; i++)
        g_string_append_printf(objects, " native/%s.o", (const char *)g_ptr_array_index(native->c_files, i));
    for (guint i = 0; i < native->cxx_files->len; i++)
        g_string_append_printf(objects, " native/%s.o",
                               (const char *)g_ptr_array_index(native->cxx_files, i));
    for (guint i = 0; i < native->include_dirs->len; i++)
        g_string_append_printf(includes, " -Inative/%s",
                               (const char *)g_ptr_array_index(native->include_dirs, i));
    GString *links = g_string_new("-lpthread");
    for (guint i = 0; i < native->links->len; i++)
        g_string_append_printf(links, " -l%s", (const char *)g_ptr_array_index(native->links, i));
    const char *pairs[] = {"OBJECTS",  arena_take(g_string_free(objects, FALSE)),
                           "INCLUDES", arena_take(g_string_free(includes, FALSE)),
                           "LINKS",    arena_take(g_string_free(links, FALSE)),
                           "LINKER",   native->cxx_files->len > 0 ? "$(CXX)" : "$(CC)",
                           "NAME",     plan->model->name,
                           NULL};
    return emit_template(template, pairs);
}
