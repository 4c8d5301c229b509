#include "package/hardening.h"

#include "emit/emit.h"
#include "memory/arena.h"

/* Some systems' compilers fortify by themselves, at a lower level: what they defined is taken back first. */
static const char *const fortified[] = {"-U_FORTIFY_SOURCE", "-D_FORTIFY_SOURCE=3", NULL};
static const char *const compiled[] = {"-fstack-protector-strong", "-fstack-clash-protection", NULL};
static const char *const x86[] = {"-fcf-protection", NULL};
/* Of these, -z now is also what makes a function that the library lacks fail at load, not in a call. */
static const char *const linked[] = {"-Wl,-z,relro", "-Wl,-z,now", "-Wl,-z,noexecstack", NULL};

static const char *const *const groups[HARDENING_GROUPS] = {
    [HARDENING_FORTIFIED] = fortified,
    [HARDENING_COMPILED] = compiled,
    [HARDENING_X86] = x86,
    [HARDENING_LINKED] = linked,
};

GPtrArray *hardening_flags(hardening_group group) {
    GPtrArray *flags = arena_array();
    for (const char *const *flag = groups[group]; *flag != NULL; flag++)
        g_ptr_array_add(flags, arena_strdup(*flag));
    return flags;
}

const char *hardening_line(hardening_group group) {
    return emit_join(hardening_flags(group), " ");
}

void package_add_exports(package *files, const char *banner, const char *const *symbols) {
    GString *text = g_string_new(NULL);
    g_string_append_printf(
        text,
        "/* %s */\n\n"
        "/* What others see of the module: nothing of the library, whatever its files say. */\n"
        "{\n    global:\n",
        banner);
    for (const char *const *symbol = symbols; *symbol != NULL; symbol++)
        g_string_append_printf(text, "        %s;\n", *symbol);
    g_string_append(text, "    local:\n        *;\n};\n");
    package_add(files, "exports.map", arena_take(g_string_free(text, FALSE)));
}
