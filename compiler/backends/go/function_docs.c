/* The comment of a function: what it does, what goes in and out, how it fails. */

#include <string.h>

#include "backends/go/calls.h"
#include "backends/go/conversions.h"
#include "backends/go/docs.h"
#include "backends/go/formatter.h"
#include "memory/arena.h"

/* A contract says "null" where Go has nil; what it says of a null that never comes back as one is cut. */
static const char *in_go_words(const plan_value *value, const char *text) {
    const char *clause = strstr(text, ", or null");
    if (!value->nullable)
        return clause == NULL ? text : arena_take(g_strndup(text, (gsize)(clause - text)));
    GString *words = g_string_new(text);
    g_string_replace(words, "null", "nil", 0);
    g_string_replace(words, "Null", "Nil", 0);
    return arena_take(g_string_free(words, FALSE));
}

static bool says_nil(const char *text) {
    return strstr(text, "nil") != NULL || strstr(text, "Nil") != NULL;
}

static const char *parameter_note(const plan_value *value) {
    const char *text = in_go_words(value, value->doc);
    if (!value->nullable || says_nil(text))
        return go_full_stop(text);
    return text[0] == '\0' ? "nil for none." : arena_printf("%s Nil for none.", go_full_stop(text));
}

static void write_parameters(emit *out, const go_call *call) {
    bool begun = false;
    for (guint i = 0; i < call->plan->inputs->len; i++) {
        const plan_value *value = g_ptr_array_index(call->plan->inputs, i);
        const char *note = parameter_note(value);
        if (!go_is_parameter(value) || note[0] == '\0')
            continue;
        if (!begun)
            go_comment_gap(out);
        begun = true;
        go_comment_item(out, call->module, arena_printf("%s: %s", go_parameter_of(call, value), note));
    }
    if (call->options == NULL)
        return;
    if (!begun)
        go_comment_gap(out);
    go_comment_item(out, call->module, arena_printf("%s: nil for the usual ones.", call->options));
}

static void write_context(emit *out, const go_call *call) {
    if (call->context == NULL)
        return;
    go_comment_gap(out);
    go_comment(
        out, call->module,
        arena_printf("When %s ends, the call is asked to stop; it returns when it has.", call->context));
}

/* "GRAPH_OK or why not; the causes name the file" says in Go only what follows the semicolon. */
static const char *returns_text(const plan_function *plan) {
    const char *text = plan->function->doc->returns;
    if (!plan->function->returns_status)
        return text;
    size_t word = strcspn(text, " ");
    bool names_success = word > 3 && strncmp(text + word - 3, "_OK", 3) == 0;
    if (!names_success)
        return text;
    const char *rest = text + strcspn(text, ";.");
    rest += strspn(rest, ";. ");
    return rest[0] == '\0' ? "" : arena_printf("%c%s", g_ascii_toupper(rest[0]), rest + 1);
}

static const char *result_sentence(const plan_value *value, const char *said) {
    const char *text = in_go_words(value, said);
    bool adds_none = value->nullable && !says_nil(text);
    if (text[0] == '\0')
        return adds_none ? "The result is nil where there is none." : "";
    const char *sentence = go_full_stop(arena_printf("The result is %s", go_noun(text)));
    return adds_none ? arena_printf("%s It is nil where there is none.", sentence) : sentence;
}

static void write_paragraph(emit *out, const go_call *call, const char *text) {
    if (text[0] == '\0')
        return;
    go_comment_gap(out);
    go_comment(out, call->module, text);
}

/* Beside a bool that says so, a result that is missing is not nil. */
static const char *result_note(const go_call *call, const plan_value *value, const char *text) {
    if (call->has_ok || !value->nullable || says_nil(text))
        return go_full_stop(text);
    return arena_printf("%s Nil for none.", go_full_stop(text));
}

static void write_result_items(emit *out, const go_call *call, const char *returned) {
    bool begun = false;
    for (guint i = 0; i < call->given->len; i++) {
        const plan_value *value = g_ptr_array_index(call->given, i);
        const char *note =
            result_note(call, value, in_go_words(value, value->is_return ? returned : value->doc));
        if (note[0] == '\0')
            continue;
        if (!begun) {
            write_paragraph(out, call, "Results:");
            go_comment_gap(out);
        }
        begun = true;
        go_comment_item(out, call->module, arena_printf("%s: %s", go_result_of(call, value), note));
    }
}

static void write_results(emit *out, const go_call *call) {
    const char *returned = returns_text(call->plan);
    bool is_result_said = returned[0] != '\0' && returned == call->plan->function->doc->returns;
    if (call->given->len == 1 && !call->has_ok) {
        const plan_value *value = g_ptr_array_index(call->given, 0);
        write_paragraph(out, call, result_sentence(value, is_result_said ? returned : value->doc));
    } else {
        write_result_items(out, call, returned);
    }
    if (call->has_ok)
        write_paragraph(out, call, arena_printf("Without %s there is none.", call->ok));
    bool says_presence = call->has_ok && is_result_said;
    if (returned[0] != '\0' && (!is_result_said || (says_presence && call->plan->function->result == NULL)))
        write_paragraph(out, call, returned);
}

/* "when there are too many" goes on; "There are too many." needs a word between. */
static const char *throw_text(const model_throw *thrown) {
    const char *text = thrown->text;
    const char *between = !g_ascii_isupper(text[0]) ? " " : strchr(text, ' ') == NULL ? ", " : " when ";
    return go_full_stop(arena_printf("%s%s%s", thrown->constant, between, go_lower_first(text)));
}

static void write_throws(emit *out, const go_call *call) {
    const GPtrArray *throws = call->plan->function->doc->throws;
    if (throws->len == 1) {
        const model_throw *thrown = g_ptr_array_index(throws, 0);
        write_paragraph(out, call, arena_printf("It fails with %s", throw_text(thrown)));
        return;
    }
    for (guint i = 0; i < throws->len; i++) {
        const model_throw *thrown = g_ptr_array_index(throws, i);
        if (i == 0) {
            write_paragraph(out, call, "It fails with:");
            go_comment_gap(out);
        }
        go_comment_item(out, call->module, throw_text(thrown));
    }
}

static const char *view_text(const plan_function *plan, const plan_value *value) {
    const model_parameter *parameter =
        value->is_return ? plan->function->result
                         : g_ptr_array_index(plan->function->parameters, (guint)value->parameter);
    return parameter->is_const
               ? "Close the view: until then, calls that could change its object fail."
               : "Close the view: until then, other calls on its object fail. Its elements may be changed in "
                 "[View.With].";
}

static void write_ownership(emit *out, const go_call *call) {
    const GPtrArray *results = call->given;
    for (guint i = 0; i < call->plan->inputs->len; i++) {
        const plan_value *value = g_ptr_array_index(call->plan->inputs, i);
        if (value->form == PLAN_OBJECT && value->use == PLAN_USE_CONSUME)
            write_paragraph(
                out, call,
                arena_printf("It takes %s over: nobody else can use it any more.", go_local_of(call, value)));
        if (value->form == PLAN_ARRAY && value->direction == PLAN_INOUT)
            write_paragraph(out, call, arena_printf("It changes %s in place.", go_local_of(call, value)));
    }
    for (guint i = 0; i < results->len; i++) {
        const plan_value *value = g_ptr_array_index(results, i);
        if (go_is_window(value) && results->len == 1)
            write_paragraph(out, call, view_text(call->plan, value));
    }
}

void go_write_function_doc(emit *out, const go_call *call) {
    call->module->documented = call;
    const model_function *function = call->plan->function;
    const char *name = go_name(call->module, function);
    const char *summary =
        go_summary(call->module, name, call->given->len > 0 ? GO_RETURNS : GO_DOES, function->doc->summary);
    if (summary[0] == '\0')
        emit_line(out, "// %s calls the C function %s.", name, function->c_name);
    else
        go_comment(out, call->module, summary);
    write_paragraph(out, call, function->doc->details);
    write_parameters(out, call);
    write_context(out, call);
    write_results(out, call);
    write_ownership(out, call);
    write_throws(out, call);
    go_comment_marks(out, call->module, &function->marks);
    call->module->documented = NULL;
}
