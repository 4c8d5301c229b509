#include "backends/go/companions.h"

#include <string.h>

#include "backends/go/calls.h"
#include "backends/go/declarations.h"
#include "backends/go/docs.h"
#include "backends/go/formatter.h"
#include "memory/arena.h"

static bool is_integer(const model_parameter *key) {
    return key->type.kind == MODEL_SCALAR && key->type.meaning == MODEL_PLAIN &&
           key->type.scalar != MODEL_BOOL && key->type.scalar != MODEL_F32 && key->type.scalar != MODEL_F64;
}

const char *go_companion_of(const model_function *function) {
    if (function->is_next)
        return "All";
    switch (function->operation) {
    case MODEL_EQUAL:
        return "Equal";
    case MODEL_ORDER:
        return "Compare";
    case MODEL_HASH:
        return "Hash";
    case MODEL_LENGTH:
        return "Len";
    case MODEL_INDEX:
        return is_integer(g_ptr_array_index(function->parameters, 1)) ? "At" : "Get";
    case MODEL_CONTAINS:
        return "Contains";
    case MODEL_ITERATE:
        return "All";
    case MODEL_STRING:
        return "String";
    case MODEL_NO_OPERATOR:
        return NULL;
    }
    g_assert_not_reached();
}

/* Those that give the value alone. */
static bool gives_value_alone(const model_function *function) {
    return function->operation == MODEL_EQUAL || function->operation == MODEL_ORDER ||
           function->operation == MODEL_HASH || function->operation == MODEL_LENGTH ||
           function->operation == MODEL_CONTAINS || function->operation == MODEL_STRING;
}

bool go_is_hidden(const go_module *module, const model_function *function) {
    const char *companion = go_companion_of(function);
    return companion != NULL && gives_value_alone(function) &&
           strcmp(go_name(module, function), arena_printf("tenon%s", companion)) == 0;
}

const model_function *go_string_method(const model_class *class) {
    for (guint i = 0; i < class->functions->len; i++) {
        const model_function *function = g_ptr_array_index(class->functions, i);
        if (function->operation == MODEL_STRING)
            return function;
    }
    return NULL;
}

/* ---- Writing them ---- */

struct companion {
    emit *out;
    go_module *module;
    const go_call *call;
    const char *name;
    const char *class;
    const char *method; /**< Of the contract. */
};

static const plan_value *key_of(const go_call *call) {
    return call->plan->inputs->len < 2 ? NULL : g_ptr_array_index(call->plan->inputs, 1);
}

static void open_method(const struct companion *to, const char *result) {
    const plan_value *key = key_of(to->call);
    const char *parameter = key == NULL ? ""
                                        : arena_printf("%s %s", go_parameter_of(to->call, key),
                                                       go_type(to->module, to->call->plan, key));
    emit_open(to->out, "func (%s *%s) %s(%s)%s {", to->call->receiver, to->class, to->name, parameter,
              result);
}

static const char *call_text(const struct companion *to) {
    const plan_value *key = key_of(to->call);
    return arena_printf("%s.%s(%s)", to->call->receiver, to->method,
                        key == NULL ? "" : go_parameter_of(to->call, key));
}

/* Equal, Compare, Hash, Len and Contains have no place for an error: they fail where the program is wrong. */
static const char *alone_doc(const struct companion *to) {
    const char *panics = "where the object is closed or in use it panics.";
    if (!go_is_hidden(to->module, to->call->plan->function))
        return arena_printf("%s is [%s.%s] without an error: %s", to->name, to->class, to->method, panics);
    const char *text = to->call->plan->function->doc->summary;
    const char *summary =
        strcmp(to->name, "Compare") == 0 && text[0] != '\0'
            ? go_full_stop(arena_printf("Compare says which comes first: %s", go_lower_first(text)))
            : go_summary(to->module, to->name, GO_RETURNS, text);
    if (summary[0] == '\0')
        return arena_printf("%s has no error: %s", to->name, panics);
    return arena_printf("%s It has no error: %s", summary, panics);
}

static void write_value_alone(const struct companion *to, const char *type) {
    bool is_order = to->call->plan->function->operation == MODEL_ORDER;
    go_comment(to->out, to->module, alone_doc(to));
    open_method(to, arena_printf(" %s", type));
    emit_line(to->out, "result, err := %s", call_text(to));
    emit_open(to->out, "if err != nil {");
    emit_line(to->out, "panic(err)");
    emit_close(to->out, "}");
    emit_line(to->out, is_order ? "return int(result)" : "return result");
    emit_close(to->out, "}");
    go_gap(to->out);
}

static const plan_value *result_of(const struct companion *to) {
    return g_ptr_array_index(to->call->given, 0);
}

static void write_alias(const struct companion *to) {
    go_comment(to->out, to->module, arena_printf("%s is [%s.%s].", to->name, to->class, to->method));
    open_method(to, arena_printf(" (%s, error)", go_result_type(to->call, result_of(to))));
    emit_line(to->out, "return %s", call_text(to));
    emit_close(to->out, "}");
    go_gap(to->out);
}

/* String must give something: where the method fails, whether the object is open says most. */
static void write_string(const struct companion *to) {
    const plan_value *value = result_of(to);
    go_comment(
        to->out, to->module,
        arena_printf("String gives the text of [%s.%s], and says of a closed object that it is closed.",
                     to->class, to->method));
    open_method(to, " string");
    emit_open(to->out, "if text, err := %s; err == nil%s {", call_text(to),
              value->nullable ? " && text != nil" : "");
    emit_line(to->out, "return %stext", value->nullable ? "*" : "");
    emit_close(to->out, "}");
    go_write_open_text(to->out, to->module, to->call->plan->function->owner, to->call->receiver);
    emit_close(to->out, "}");
    go_gap(to->out);
}

static const model_function *next_of(const model_class *class) {
    for (guint i = 0; i < class->functions->len; i++) {
        const model_function *function = g_ptr_array_index(class->functions, i);
        if (function->is_next)
            return function;
    }
    g_assert_not_reached();
}

/* Several values that come together are the fields of a struct: a loop has room for one beside the error. */
static const char *item_type(const go_call *call, const char *class) {
    return call->given->len == 1 ? go_result_type(call, g_ptr_array_index(call->given, 0))
                                 : arena_printf("%sItem", class);
}

static const char *element_type(const struct companion *to, const model_function *next) {
    go_call call = go_call_new(to->module, plan_of(to->module->plan, next));
    return item_type(&call, go_name(to->module, next->owner));
}

static void write_item(const struct companion *to, const char *type) {
    go_comment(to->out, to->module,
               arena_printf("%s is what [%s.%s] gives at a time.", type, to->class, to->method));
    emit_open(to->out, "type %s struct {", type);
    size_t width = 0; /* gofmt aligns the types */
    for (guint i = 0; i < to->call->given->len; i++)
        width = MAX(width,
                    strlen(go_exported(((const plan_value *)g_ptr_array_index(to->call->given, i))->name)));
    for (guint i = 0; i < to->call->given->len; i++) {
        const plan_value *value = g_ptr_array_index(to->call->given, i);
        emit_line(to->out, "%-*s %s", (int)width, go_exported(value->name), go_result_type(to->call, value));
    }
    emit_close(to->out, "}");
    go_gap(to->out);
}

/* "value", or "value.Edge, value.Source" */
static const char *item_targets(const struct companion *to) {
    GString *targets = g_string_new(NULL);
    for (guint i = 0; i < to->call->given->len; i++) {
        const plan_value *value = g_ptr_array_index(to->call->given, i);
        g_string_append_printf(targets, "%svalue.%s", i == 0 ? "" : ", ", go_exported(value->name));
    }
    return arena_take(g_string_free(targets, FALSE));
}

static const char *error_of(const struct companion *to) {
    return to->call->has_error ? ", err" : "";
}

/* An error is the last thing that a loop gets. `type`: of the value beside it where that is not there yet. */
static void write_failure(const struct companion *to, const char *value, const char *type) {
    if (!to->call->has_error)
        return;
    emit_open(to->out, "if err != nil {");
    if (type != NULL)
        emit_line(to->out, "var %s %s", value, type);
    emit_line(to->out, "yield(%s, err)", value);
    emit_line(to->out, "return");
    emit_close(to->out, "}");
}

static void write_next_loop(const struct companion *to) {
    const char *type = item_type(to->call, to->class);
    bool is_one = to->call->given->len == 1;
    if (!is_one)
        write_item(to, type);
    go_comment(to->out, to->module,
               "All goes through what is left, for a loop over range. After an error there is nothing more.");
    open_method(to, arena_printf(" iter.Seq2[%s, error]", type));
    emit_open(to->out, "return func(yield func(%s, error) bool) {", type);
    emit_open(to->out, "for {");
    if (is_one) {
        emit_line(to->out, "value, ok%s := %s", error_of(to), call_text(to));
    } else {
        emit_line(to->out, "var value %s", type);
        emit_line(to->out, "var ok bool");
        if (to->call->has_error)
            emit_line(to->out, "var err error");
        emit_line(to->out, "%s, ok%s = %s", item_targets(to), error_of(to), call_text(to));
    }
    write_failure(to, "value", NULL);
    emit_open(to->out, "if !ok || !yield(value, nil) {");
    emit_line(to->out, "return");
    emit_close(to->out, "}");
    emit_close(to->out, "}");
    emit_close(to->out, "}");
    emit_close(to->out, "}");
    go_gap(to->out);
}

static void write_iterate(const struct companion *to) {
    const model_class *iterator = result_of(to)->type.class_of;
    const char *type = element_type(to, next_of(iterator));
    go_comment(
        to->out, to->module,
        arena_printf(
            "All goes through what [%s.%s] gives, for a loop over range, and closes it. After an error "
            "there is nothing more.",
            to->class, to->method));
    open_method(to, arena_printf(" iter.Seq2[%s, error]", type));
    emit_open(to->out, "return func(yield func(%s, error) bool) {", type);
    emit_line(to->out, "iterator%s := %s", error_of(to), call_text(to));
    write_failure(to, "none", type);
    emit_line(to->out, "defer iterator.Close()");
    emit_line(to->out, "iterator.All()(yield)");
    emit_close(to->out, "}");
    emit_close(to->out, "}");
    go_gap(to->out);
}

static void write_companion(const struct companion *to, const model_function *function) {
    switch (function->operation) {
    case MODEL_EQUAL:
    case MODEL_CONTAINS:
        write_value_alone(to, "bool");
        break;
    case MODEL_ORDER:
    case MODEL_LENGTH:
        write_value_alone(to, "int");
        break;
    case MODEL_HASH:
        write_value_alone(to, "uint64");
        break;
    case MODEL_INDEX:
        write_alias(to);
        break;
    case MODEL_ITERATE:
        write_iterate(to);
        break;
    case MODEL_STRING:
        write_string(to);
        break;
    case MODEL_NO_OPERATOR:
        write_next_loop(to);
        break;
    }
}

void go_write_companions(emit *out, go_module *module, const model_class *class) {
    GPtrArray *written = arena_array();
    for (guint i = 0; i < class->functions->len; i++) {
        const model_function *function = g_ptr_array_index(class->functions, i);
        const char *name = go_companion_of(function);
        if (name == NULL || go_has(written, name))
            continue;
        go_claim(written, name);
        const plan_function *plan = plan_of(module->plan, function);
        go_call call = go_call_new(module, plan);
        const char *method = go_name(module, function);
        struct companion to = {out, module, &call, name, go_name(module, class), method};
        if (strcmp(name, method) != 0)
            write_companion(&to, function);
    }
}
