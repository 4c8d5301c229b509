/* Exact numbers: a class each, and what makes it cross. */

#include "backends/node/exacts.h"

#include "backends/node/addon.h"
#include "memory/arena.h"

bool node_has_exacts(const node_context *context) {
    return context->model->exacts->len > 0;
}

/* ---- src/ ---- */

static void emit_reader(emit *out, const char *c_name, const char *tail) {
    static const char *const texts[] = {"napi_env env", "napi_value value", "const tn_place *place",
                                        "void *out"};
    GPtrArray *parameters = arena_array();
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        g_ptr_array_add(parameters, arena_strdup(texts[i]));
    node_emit_c_call(out, arena_printf("bool tn_read_%s(", c_name), parameters, tail);
}

void node_declare_exacts(const node_context *context, emit *out) {
    for (guint i = 0; i < context->model->exacts->len; i++) {
        const char *c_name = ((const model_exact *)g_ptr_array_index(context->model->exacts, i))->c_name;
        emit_line(out, "%s", "");
        emit_reader(out, c_name, ");");
        emit_line(out, "napi_value tn_write_%s(napi_env env, const void *in);", c_name);
        emit_line(out, "extern const tn_type tn_type_%s;", c_name);
    }
}

static void emit_exact(const node_context *context, emit *out, const model_exact *exact, guint index) {
    const char *name = node_name(context, exact);
    const char *c_name = exact->c_name;
    emit_line(out, "%s", "");
    emit_line(out, "static const tn_exact exact_%s = {.name = \"%s %s\", .index = %u};", c_name,
              node_article(name), name, index);
    emit_line(out, "%s", "");
    emit_reader(out, c_name, ") {");
    emit_line(out, "    return tn_read_exact(env, value, place, &exact_%s, out);", c_name);
    emit_line(out, "}");
    emit_line(out, "%s", "");
    emit_open(out, "napi_value tn_write_%s(napi_env env, const void *in) {", c_name);
    emit_line(out, "return tn_write_exact(env, &exact_%s, in);", c_name);
    emit_close(out, "}");
    emit_line(out, "%s", "");
    emit_open(out, "const tn_type tn_type_%s = {", c_name);
    emit_line(out, ".name = \"%s %s\",", node_article(name), name);
    emit_line(out, ".size = sizeof(int64_t),");
    emit_line(out, ".read = tn_read_%s,", c_name);
    emit_line(out, ".write = tn_write_%s,", c_name);
    emit_close(out, "};");
}

void node_add_exacts(const node_context *context, package *files) {
    enum { C_WIDTH = 110 };
    if (!node_has_exacts(context))
        return;
    emit *out = emit_new("    ", C_WIDTH);
    emit_line(out, "/* %s */", context->banner);
    emit_line(out, "#include \"addon.h\"");
    for (guint i = 0; i < context->model->exacts->len; i++)
        emit_exact(context, out, g_ptr_array_index(context->model->exacts, i), i);
    package_add(files, "src/exacts.c", emit_finish(out));
}

/* ---- index.js ---- */

void node_emit_exacts(const node_context *context, emit *out) {
    GPtrArray *names = arena_array();
    for (guint i = 0; i < context->model->exacts->len; i++) {
        const model_exact *exact = g_ptr_array_index(context->model->exacts, i);
        g_ptr_array_add(names, (gpointer)(uintptr_t)node_name(context, exact));
        emit_line(out, "%s", "");
        emit_open(out, "class %s extends $Exact {", node_name(context, exact));
        emit_open(out, "static get digits() {");
        emit_line(out, "return %u;", exact->digits);
        emit_close(out, "}");
        emit_close(out, "}");
    }
    if (names->len == 0)
        return;
    emit_line(out, "%s", "");
    /* C makes them, too. */
    emit_list(out, "$native.$exacts([", names, "]);", true);
}

/* ---- index.d.ts ---- */

/* "0.01" */
static const char *unit_of(const model_exact *exact) {
    GString *unit = g_string_new(exact->digits == 0 ? "1" : "0.");
    for (unsigned i = 1; i < exact->digits; i++)
        g_string_append_c(unit, '0');
    if (exact->digits > 0)
        g_string_append_c(unit, '1');
    return arena_take(g_string_free(unit, FALSE));
}

static void emit_members(emit *out, const char *name, const model_exact *exact) {
    const char *const members[] = {
        "#private;",
        "/** How many digits stand after the decimal point. */",
        arena_printf("static readonly digits: %u;", exact->digits),
        "/** Read what toString() writes; fewer digits will do. */",
        arena_printf("static parse(text: string): %s;", name),
        arena_printf("/** @param units - How often %s. */", unit_of(exact)),
        "constructor(units: bigint | number);",
        arena_printf("/** How often %s. */", unit_of(exact)),
        "readonly units: bigint;",
        arena_printf("add(other: %s): %s;", name, name),
        arena_printf("subtract(other: %s): %s;", name, name),
        "/** @param factor - A whole number. */",
        arena_printf("multiply(factor: bigint | number): %s;", name),
        arena_printf("negate(): %s;", name),
        "/** Negative, 0 or positive, for sort(). */",
        arena_printf("compareTo(other: %s): number;", name),
        "equals(other: unknown): boolean;",
        "/** All digits, with a point before the last ones. */",
        "toString(): string;",
        "toJSON(): string;",
        "/** Throws: it does not mix with other numbers. */",
        "valueOf(): never;",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(members); i++)
        emit_line(out, "%s", members[i]);
}

/* Each is a class of its own for TypeScript, too: it has a private part. */
void node_emit_exact_type(const node_context *context, emit *out, const model_exact *exact) {
    const char *name = node_name(context, exact);
    emit_open(out, "export declare class %s {", name);
    emit_members(out, name, exact);
    emit_close(out, "}");
}
