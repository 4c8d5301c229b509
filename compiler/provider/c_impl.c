/* Providers in C: the tables of tenon/provider.h around functions that somebody writes. */
#include <string.h>

#include "backends/boundary/boundary_internal.h"
#include "memory/arena.h"
#include "package/hardening.h"
#include "provider/provider.h"

/* ---- One operation ---- */

static void put_counted(emit *out, const plan_library *plan, const model_function *function) {
    const char *name = function->c_name, *result = c_result_type(plan->model, function);
    GPtrArray *names = arena_array();
    GPtrArray *parameters = c_parameters(function, scope_inside(scope_of_library(plan)), names);
    emit_line(out, "static _Atomic uint64_t %s_calls;", name);
    c_empty_line(out);
    c_wrapped(out, arena_printf("static %s(", c_declaration(result, arena_printf("%s_counted", name))),
              parameters, ") {");
    emit_indent(out);
    emit_line(out, "atomic_fetch_add_explicit(&%s_calls, 1, memory_order_relaxed);", name);
    c_wrapped(out, arena_printf("%s%s(", strcmp(result, "void") == 0 ? "" : "return ", name), names, ");");
    emit_close(out, "}");
    c_empty_line(out);
}

/* On one line where it fits; otherwise with its backslash where clang-format puts it. */
static void put_definition(emit *out, const char *head, const char *text) {
    const char *line = arena_printf("%s %s", head, text);
    if (emit_fits(out, line)) {
        emit_line(out, "%s", line);
        return;
    }
    emit_line(out, "%-*s\\", C_WIDTH - 1, head);
    emit_line(out, "    %s", text);
}

static void put_operation(emit *out, const plan_library *plan, const model_function *function) {
    const char *name = function->c_name;
    c_empty_line(out);
    emit_line(out, "#if defined(PROVIDES_%s) || defined(PROVIDES_ALL)", name);
    put_counted(out, plan, function);
    emit_line(out, "#define IMPLEMENTS_%s UINT64_C(1)", name);
    put_definition(out, arena_printf("#define OPERATION_%s", name),
                   arena_printf("PROVIDED(\"%s\", %s)", name, name));
    emit_line(out, "#else");
    emit_line(out, "#define IMPLEMENTS_%s UINT64_C(0)", name);
    put_definition(out, arena_printf("#define OPERATION_%s", name), arena_printf("MISSING(\"%s\")", name));
    emit_line(out, "#endif");
}

/* The arguments of ## keep the contract's own names, which are macros here. */
static const char provided[] = "#define PROVIDED(name, function)                                             "
                               "                                \\\n"
                               "    {                                                                        "
                               "                                \\\n"
                               "        name, (tenon_any_function)function, "
                               "(tenon_any_function)function##_counted,                          \\\n"
                               "            (const uint64_t *)&function##_calls                              "
                               "                                \\\n"
                               "    }\n"
                               "#define MISSING(name)                                                        "
                               "                                \\\n"
                               "    { name, NULL, NULL, NULL }\n";

/* ---- The tables ---- */

/* "0x3f" for six operations: a word per 64. */
static void put_contract_mask(emit *out, guint count) {
    GPtrArray *words = arena_array();
    for (guint at = 0; at < count; at += 64) {
        guint bits = MIN(count - at, 64);
        g_ptr_array_add(words, arena_printf("UINT64_C(0x%" G_GINT64_MODIFIER "x)",
                                            bits == 64 ? UINT64_MAX : (UINT64_C(1) << bits) - 1));
    }
    c_empty_line(out);
    c_wrapped(out, "static const uint64_t provider_contract[] = {", words, "};");
}

/* Packs "IMPLEMENTS_f << 3 |" into lines. */
static void put_bits(emit *out, const GPtrArray *operations, guint from, guint to) {
    GString *line = g_string_new(NULL);
    int depth = out->depth; /* what continues an expression stands one deeper */
    for (guint i = from; i < to; i++) {
        const model_function *function = g_ptr_array_index(operations, i);
        const char *bit =
            arena_printf("IMPLEMENTS_%s << %u%s", function->c_name, i % 64, i + 1 == to ? "," : " |");
        if (line->len > 0 && !emit_fits(out, arena_printf("%s %s", line->str, bit))) {
            emit_line(out, "%s", line->str);
            g_string_truncate(line, 0);
            out->depth = depth + 1;
        }
        g_string_append_printf(line, "%s%s", line->len > 0 ? " " : "", bit);
    }
    emit_line(out, "%s", line->str);
    out->depth = depth;
    g_string_free(line, TRUE);
}

static void put_implemented_mask(emit *out, const GPtrArray *operations) {
    c_empty_line(out);
    emit_open(out, "static const uint64_t provider_implemented[] = {");
    for (guint at = 0; at < operations->len; at += 64)
        put_bits(out, operations, at, MIN(operations->len, at + 64));
    emit_close(out, "};");
}

static void put_operations(emit *out, const GPtrArray *operations) {
    c_empty_line(out);
    emit_open(out, "static const tenon_provider_operation provider_operations[] = {");
    for (guint i = 0; i < operations->len; i++)
        emit_line(out, "OPERATION_%s,", ((const model_function *)g_ptr_array_index(operations, i))->c_name);
    emit_close(out, "};");
}

static void put_provider(emit *out, const plan_library *plan, const GPtrArray *operations, guint layouts) {
    c_empty_line(out);
    emit_open(out, "static const tenon_provider provider_itself = {");
    emit_line(out, ".interface = TENON_PROVIDER_INTERFACE,");
    emit_line(out, ".size = sizeof(tenon_provider),");
    emit_line(out, ".library = \"%s\",", plan->model->name);
    emit_line(out, ".name = PROVIDER_TITLE,");
    emit_line(out, ".build = PROVIDER_BUILD,");
    emit_line(out, ".fingerprint = provider_fingerprint,");
    emit_line(out, ".operation_count = %u,", operations->len);
    emit_line(out, ".operations = provider_operations,");
    emit_line(out, ".contract_mask = provider_contract,");
    emit_line(out, ".implemented_mask = provider_implemented,");
    emit_line(out, ".layout_count = %u,", layouts);
    emit_line(out, ".layouts = %s,", layouts > 0 ? "provider_layouts" : "NULL");
    emit_line(out, ".connect = provider_connect,");
    emit_close(out, "};");
    c_empty_line(out);
    emit_open(out, "const tenon_provider *PROVIDER_ENTRY(void) {");
    emit_line(out, "return &provider_itself;");
    emit_close(out, "}");
}

static char *source(const plan_library *plan, const GPtrArray *operations) {
    emit *out = emit_new("    ", C_WIDTH);
    boundary_emit_origin(out, plan,
                         "What this provider implements: each function whose PROVIDES_<function> is defined, "
                         "or with PROVIDES_ALL every one. One that is "
                         "promised and not there does not link.");
    emit_line(out, "#include \"provider_%s.h\"", plan->model->name);
    c_empty_line(out);
    emit_line(out, "#include <stdatomic.h>");
    emit_line(out, "#include <stddef.h>");
    c_empty_line(out);
    emit_line(out, "#if defined(__OPTIMIZE__) && !defined(PROVIDER_BUILD)");
    emit_line(out, "#define PROVIDER_BUILD \"release\"");
    emit_line(out, "#elif !defined(PROVIDER_BUILD)");
    emit_line(out, "#define PROVIDER_BUILD \"debug\"");
    emit_line(out, "#endif");
    c_empty_line(out);
    emit_raw(out, provided);
    for (guint i = 0; i < operations->len; i++)
        put_operation(out, plan, g_ptr_array_index(operations, i));
    put_operations(out, operations);
    put_contract_mask(out, operations->len);
    put_implemented_mask(out, operations);
    guint layouts = provider_put_layouts(out, plan, "provider_layouts");
    boundary_emit_fingerprint(out, plan, "provider_fingerprint");
    put_provider(out, plan, operations, layouts);
    return emit_finish(out);
}

/* ---- The header that those who implement include ---- */

static char *header(const plan_library *plan, const GPtrArray *operations) {
    GString *names = g_string_new(NULL);
    for (guint i = 0; i < operations->len; i++) {
        const char *name = ((const model_function *)g_ptr_array_index(operations, i))->c_name;
        g_string_append_printf(names, "#define %s PROVIDER_NAMED(%s)\n", name, name);
    }
    const char *const pairs[] = {"HEADER",  plan->model->header_name,
                                 "LIBRARY", plan->model->name,
                                 "UPPER",   emit_upper_case(plan->model->name),
                                 "VERSION", arena_printf("%u.%u", plan->model->major, plan->model->minor),
                                 "NAMES",   arena_take(g_string_free(names, FALSE)),
                                 NULL};
    return emit_template("provider/templates/provider.h", pairs);
}

static const char *folders(const native_code *native) {
    GString *lines = g_string_new(NULL);
    for (guint i = 0; i < native->include_dirs->len; i++)
        g_string_append_printf(lines, "    ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/contract/%s\n",
                               (const char *)g_ptr_array_index(native->include_dirs, i));
    return arena_take(g_string_free(lines, FALSE));
}

static const char *includes(const native_code *native) {
    GString *words = g_string_new(NULL);
    for (guint i = 0; i < native->include_dirs->len; i++)
        g_string_append_printf(words, " -Icontract/%s",
                               (const char *)g_ptr_array_index(native->include_dirs, i));
    return arena_take(g_string_free(words, FALSE));
}

/* One function that can be implemented by itself, or else all. */
static const char *provided_in_example(const GPtrArray *operations) {
    for (guint i = 0; i < operations->len; i++) {
        const model_function *function = g_ptr_array_index(operations, i);
        if (function->owner == NULL)
            return arena_printf("PROVIDES_%s", function->c_name);
    }
    return "PROVIDES_ALL";
}

void provider_generate_c(const plan_library *plan, package *files) {
    const model_library *model = plan->model;
    GPtrArray *operations = provider_operations(plan);
    const native_code *native = package_add_contract(files, plan, "contract");
    const char *const pairs[] = {"LIBRARY", model->name,
                                 "HEADER",  model->header_name,
                                 "VERSION", arena_printf("%u.%u", model->major, model->minor),
                                 NULL};
    const char *const cmake[] = {
        "LIBRARY",          model->name,     "HEADER",
        model->header_name, "VERSION",       arena_printf("%u.%u", model->major, model->minor),
        "FOLDERS",          folders(native), NULL};
    const char *const readme[] = {"LIBRARY",  model->name,
                                  "HEADER",   model->header_name,
                                  "VERSION",  arena_printf("%u.%u", model->major, model->minor),
                                  "INCLUDES", includes(native),
                                  "PROVIDED", provided_in_example(operations),
                                  NULL};
    package_add(files, arena_printf("provider_%s.h", model->name), header(plan, operations));
    package_add(files, arena_printf("provider_%s.c", model->name), source(plan, operations));
    package_add(files, "provider_errors.c", emit_template("provider/templates/provider_errors.c", pairs));
    package_add(files, "CMakeLists.txt", emit_template("provider/templates/CMakeLists.txt", cmake));
    package_add(files, "README.md", emit_template("provider/templates/README-c.md", readme));
    const char *const symbols[] = {arena_printf("tenon_provider_%s", model->name), NULL};
    package_add_exports(files, arena_printf("%s %u.%u", model->name, model->major, model->minor), symbols);
}
