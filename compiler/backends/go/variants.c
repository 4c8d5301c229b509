/* Tagged unions: an interface that only its cases have, and a struct per case. */

#include "backends/go/calls.h"
#include "backends/go/conversions.h"
#include "backends/go/declarations.h"
#include "backends/go/docs.h"
#include "backends/go/formatter.h"
#include "memory/arena.h"

/* cgo has a union as bytes, and calls one without a name after its place. */
static const char *union_field(const model_variant *variant) {
    return variant->union_field[0] == '\0' ? "anon0" : go_c_field(variant->union_field);
}

static const char *payload_type(const go_module *module, const model_case *one) {
    const char *type = go_element_type(module, &one->type);
    return one->type.kind == MODEL_TEXT && one->nullable ? arena_printf("*%s", type) : type;
}

static void write_case(emit *out, const go_module *module, const model_variant *variant,
                       const model_case *one) {
    const char *name = go_name(module, one);
    const char *marker = arena_printf("is%s", go_name(module, variant));
    const char *said =
        one->doc->summary[0] == '\0' ? "" : arena_printf(": %s", go_lower_first(one->doc->summary));
    go_comment(out, module,
               go_full_stop(arena_printf("%s is a case of %s%s", name, go_name(module, variant), said)));
    if (one->member == NULL) {
        emit_line(out, "type %s struct{}", name);
    } else {
        emit_open(out, "type %s struct {", name);
        emit_line(out, "Value %s", payload_type(module, one));
        emit_close(out, "}");
    }
    go_gap(out);
    emit_line(out, "func (%s) %s() {}", name, marker);
    go_gap(out);
}

/* What a payload is between its union and Go. */
static const char *payload_c_type(const model_case *one) {
    return one->type.kind == MODEL_TEXT ? "*C.char" : go_c_type(&one->type);
}

static void write_case_to_c(emit *out, go_module *module, const model_variant *variant,
                            const model_case *one) {
    emit_line(out, "case %s:", go_name(module, one));
    emit_indent(out);
    emit_line(out, "c.%s = C.%s(%s)", go_c_field(variant->tag_field), variant->tag->c_name,
              go_name(module, one->constant));
    if (one->member != NULL) {
        const char *given = go_to_c(module, &one->type, "v.Value", "pins");
        if (one->type.kind == MODEL_TEXT && one->nullable)
            given = "tenonOptionalPinned(v.Value, pins)";
        if (go_may_misfit(&one->type)) {
            emit_line(out, "value, unfit := %s", given);
            emit_open(out, "if unfit != nil {");
            emit_line(out, "return c, unfit");
            emit_close(out, "}");
            given = "value";
        }
        emit_line(out, "tenonPack(c.%s[:], %s)", union_field(variant), given);
    }
    emit_dedent(out);
}

static void write_to_c(emit *out, go_module *module, const model_variant *variant) {
    const char *name = go_name(module, variant);
    bool has_payload = false;
    for (guint i = 0; i < variant->cases->len; i++)
        has_payload =
            has_payload || ((const model_case *)g_ptr_array_index(variant->cases, i))->member != NULL;
    emit_line(out, "// tenonC%s gives the case as C has it, or why that cannot be.", name);
    emit_open(out, "func tenonC%s(value %s%s) (c C.%s, unfit *tenonUnfit) {", name, name,
              variant->has_text ? ", pins *runtime.Pinner" : "", variant->c_name);
    emit_line(out, "switch %svalue.(type) {", has_payload ? "v := " : "");
    for (guint i = 0; i < variant->cases->len; i++)
        write_case_to_c(out, module, variant, g_ptr_array_index(variant->cases, i));
    emit_line(out, "default:");
    emit_line(out, "\treturn c, tenonMisfit(%s)", go_string(arena_printf("nil is no %s", name)));
    emit_line(out, "}");
    emit_line(out, "return c, nil");
    emit_close(out, "}");
    go_gap(out);
}

static void write_from_c(emit *out, go_module *module, const model_variant *variant) {
    const char *name = go_name(module, variant);
    emit_line(out, "// tenon%sOf gives what C has as Go has it.", name);
    emit_open(out, "func tenon%sOf(c *C.%s) %s {", name, variant->c_name, name);
    emit_line(out, "switch %s(c.%s) {", go_name(module, variant->tag), go_c_field(variant->tag_field));
    for (guint i = 0; i < variant->cases->len; i++) {
        const model_case *one = g_ptr_array_index(variant->cases, i);
        emit_line(out, "case %s:", go_name(module, one->constant));
        emit_indent(out);
        if (one->member == NULL) {
            emit_line(out, "return %s{}", go_name(module, one));
        } else {
            emit_line(out, "value := tenonUnpack[%s](c.%s[:])", payload_c_type(one), union_field(variant));
            const char *value = one->type.kind == MODEL_TEXT && one->nullable
                                    ? "tenonOptionalGoString(value)"
                                    : go_from_c(module, &one->type, "value");
            emit_line(out, "return %s{%s}", go_name(module, one), value);
        }
        emit_dedent(out);
    }
    emit_line(out, "}");
    emit_line(out, "return nil");
    emit_close(out, "}");
    go_gap(out);
}

void go_write_variant(emit *out, go_module *module, const model_variant *variant) {
    const char *name = go_name(module, variant);
    go_write_type_doc(out, module, name, variant->doc, &variant->marks);
    go_comment_gap(out);
    go_comment(out, module, "Its cases are the types below, and no others.");
    emit_open(out, "type %s interface {", name);
    emit_line(out, "is%s()", name);
    emit_close(out, "}");
    go_gap(out);
    for (guint i = 0; i < variant->cases->len; i++)
        write_case(out, module, variant, g_ptr_array_index(variant->cases, i));
    if (go_goes_in(module, variant->c_name))
        write_to_c(out, module, variant);
    if (go_comes_out(module, variant->c_name))
        write_from_c(out, module, variant);
    go_write_taking(out, module, name, variant->c_name);
}
