/* What a class is besides its methods: Rust's own traits, and the names that Rust's people look for. */
#include <string.h>

#include "backends/rust/rust.h"
#include "memory/arena.h"

/* ---- Which methods are which ---- */

static const plan_function *operation_of(const plan_library *plan, const model_class *class_of,
                                         model_operator operation) {
    for (guint i = 0; i < class_of->functions->len; i++) {
        const model_function *function = RUST_AT(model_function, class_of->functions, i);
        if (function->operation == operation)
            return plan_of(plan, function);
    }
    return NULL;
}

static const plan_function *next_of(const plan_library *plan, const model_class *class_of) {
    for (guint i = 0; i < class_of->functions->len; i++) {
        const model_function *function = RUST_AT(model_function, class_of->functions, i);
        if (function->is_next)
            return plan_of(plan, function);
    }
    return NULL;
}

static const char *with_lifetimes(const plan_library *plan, const model_class *class_of) {
    const char *name = rust_class_name(class_of);
    return rust_has_lifetime(plan, class_of) ? arena_printf("%s<'_>", name) : name;
}

static const char *method_name(const plan_function *call) {
    return rust_function_name(call->function);
}

/* The traits' functions cannot fail: where the boundary can say `busy`, they do as `RefCell` does. */
static const char *unwrapped(const plan_function *call, const char *expression) {
    return rust_is_fallible(call) ? arena_printf("%s.unwrap_or_else(|error| panic!(\"{error}\"))", expression)
                                  : expression;
}

static void put_panics(emit *out, const plan_function *call) {
    if (!rust_is_fallible(call))
        return;
    emit_line(out, "/// # Panics");
    rust_doc_gap(out, "///");
    emit_line(out, "/// When something else is using an object that this needs.");
}

static void open_impl(emit *out, const plan_function *call, const char *head) {
    emit_line(out, "%s", "");
    put_panics(out, call);
    emit_open(out, "%s", head);
}

/* The expression on one line, or its two parts on one each: as rustfmt breaks a chain. */
static void put_chain(emit *out, const char *start, const char *rest) {
    if (emit_fits(out, arena_printf("%s%s", start, rest))) {
        emit_line(out, "%s%s", start, rest);
        return;
    }
    emit_line(out, "%s", start);
    emit_indent(out);
    emit_line(out, "%s", rest);
    emit_dedent(out);
}

/* ---- Comparing ---- */

static void put_equal(emit *out, const plan_library *plan, const model_class *class_of) {
    const plan_function *equal = operation_of(plan, class_of, MODEL_EQUAL);
    const plan_function *order = operation_of(plan, class_of, MODEL_ORDER);
    const plan_function *call = equal != NULL ? equal : order;
    const char *type = with_lifetimes(plan, class_of);
    if (call == NULL)
        return;
    open_impl(out, call, arena_printf("impl PartialEq for %s {", type));
    emit_open(out, "fn eq(&self, other: &Self) -> bool {");
    emit_line(out, equal != NULL ? "%s" : "%s == 0",
              unwrapped(call, arena_printf("self.%s(other)", method_name(call))));
    emit_close(out, "}");
    emit_close(out, "}");
    emit_line(out, "%s", "");
    emit_line(out, "impl Eq for %s {}", type);
}

static void put_order(emit *out, const plan_library *plan, const model_class *class_of) {
    const plan_function *call = operation_of(plan, class_of, MODEL_ORDER);
    const char *type = with_lifetimes(plan, class_of);
    if (call == NULL)
        return;
    emit_line(out, "%s", "");
    emit_open(out, "impl PartialOrd for %s {", type);
    emit_open(out, "fn partial_cmp(&self, other: &Self) -> Option<Ordering> {");
    emit_line(out, "Some(self.cmp(other))");
    emit_close(out, "}");
    emit_close(out, "}");
    open_impl(out, call, arena_printf("impl Ord for %s {", type));
    emit_open(out, "fn cmp(&self, other: &Self) -> Ordering {");
    put_chain(out, unwrapped(call, arena_printf("self.%s(other)", method_name(call))), ".cmp(&0)");
    emit_close(out, "}");
    emit_close(out, "}");
}

static void put_hash(emit *out, const plan_library *plan, const model_class *class_of) {
    const plan_function *call = operation_of(plan, class_of, MODEL_HASH);
    if (call == NULL)
        return;
    open_impl(out, call, arena_printf("impl Hash for %s {", with_lifetimes(plan, class_of)));
    emit_open(out, "fn hash<H: Hasher>(&self, state: &mut H) {");
    emit_line(out, "state.write_u64(%s);", unwrapped(call, arena_printf("self.%s()", method_name(call))));
    emit_close(out, "}");
    emit_close(out, "}");
}

/* ---- Text ---- */

static void put_display(emit *out, const plan_library *plan, const model_class *class_of) {
    const plan_function *call = operation_of(plan, class_of, MODEL_STRING);
    if (call == NULL)
        return;
    emit_line(out, "%s", "");
    emit_open(out, "impl fmt::Display for %s {", with_lifetimes(plan, class_of));
    emit_open(out, "fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {");
    bool is_optional = rust_is_optional(RUST_AT(plan_value, call->outputs, 0));
    emit_line(out,
              rust_is_fallible(call) ? "let text = self.%s().map_err(|_| fmt::Error)?;"
                                     : "let text = self.%s();",
              method_name(call));
    emit_line(out,
              is_optional ? "formatter.pad(text.as_deref().unwrap_or_default())" : "formatter.pad(&text)");
    emit_close(out, "}");
    emit_close(out, "}");
}

/* ---- Iterating ---- */

static const char *item_type(const plan_library *plan, const plan_function *next) {
    GPtrArray *returned = rust_returned(next), *types = arena_array();
    for (guint i = 0; i < returned->len; i++) {
        plan_value bare = *RUST_AT(plan_value, returned, i);
        bare.nullable = bare.is_optional = false;
        g_ptr_array_add(types, (gpointer)(uintptr_t)rust_output_type(plan, next, &bare, "'_"));
    }
    return types->len == 1 ? g_ptr_array_index(types, 0) : arena_printf("(%s)", emit_join(types, ", "));
}

static void put_iterator(emit *out, const plan_library *plan, const model_class *class_of) {
    const plan_function *next = next_of(plan, class_of);
    if (next == NULL)
        return;
    bool can_fail = rust_is_fallible(next);
    const char *call = arena_printf("self.%s()", method_name(next));
    emit_line(out, "%s", "");
    emit_open(out, "impl Iterator for %s {", with_lifetimes(plan, class_of));
    emit_line(out, "type Item = Result<%s>;", item_type(plan, next));
    emit_line(out, "%s", "");
    emit_open(out, "fn next(&mut self) -> Option<Self::Item> {");
    emit_line(out, can_fail ? "%s.transpose()" : "%s.map(Ok)", call);
    emit_close(out, "}");
    emit_close(out, "}");
}

/* `for x in &object`: the method that makes the iterator may fail, `into_iter` may not, so the error is the
 * first item. */
static void put_into_iterator(emit *out, const plan_library *plan, const model_class *class_of) {
    const plan_function *call = operation_of(plan, class_of, MODEL_ITERATE);
    if (call == NULL)
        return;
    const plan_value *self = RUST_AT(plan_value, call->values, 0);
    const plan_value *made = RUST_AT(plan_value, call->outputs, 0);
    const plan_function *next = next_of(plan, made->type.class_of);
    const char *reference = self->use == PLAN_USE_SHARED ? "&'a" : "&'a mut";
    const char *iterator = rust_class_name(made->type.class_of);
    if (rust_has_lifetime(plan, made->type.class_of))
        iterator = arena_printf("%s<'a>", iterator);
    emit_line(out, "%s", "");
    emit_open(out, "impl<'a> IntoIterator for %s %s {", reference, with_lifetimes(plan, class_of));
    emit_line(out, "type Item = Result<%s>;", item_type(plan, next));
    emit_line(out, "type IntoIter = Items<%s>;", iterator);
    emit_line(out, "%s", "");
    emit_open(out, "fn into_iter(self) -> Self::IntoIter {");
    emit_line(out, rust_is_fallible(call) ? "Items::new(self.%s())" : "Items::new(Ok(self.%s()))",
              method_name(call));
    emit_close(out, "}");
    emit_close(out, "}");
}

/* ---- Streams ---- */

static const plan_function *flow_of(const plan_library *plan, const model_class *class_of, model_flow flow) {
    for (guint i = 0; i < class_of->functions->len; i++) {
        const model_function *function = RUST_AT(model_function, class_of->functions, i);
        if (function->flow == flow)
            return plan_of(plan, function);
    }
    return NULL;
}

/* The one array among the values, and what crosses of it. */
static void put_stream_crossing(emit *out, const plan_function *call) {
    GPtrArray *arguments = arena_array();
    for (guint i = 0; i < call->slots->len; i++) {
        const plan_slot *slot = RUST_AT(plan_slot, call->slots, i);
        const plan_value *value = RUST_AT(plan_value, call->values, slot->value);
        const char *argument = value->is_self                   ? "self.handle.raw"
                               : slot->part == PLAN_PART_FILLED ? "&mut tn_filled"
                               : slot->part == PLAN_PART_LENGTH ? "bytes.len()"
                               : value->form == PLAN_SCALAR     ? "bytes.len() as _"
                               : value->direction == PLAN_IN    ? "bytes.as_ptr()"
                                                                : "bytes.as_mut_ptr()";
        g_ptr_array_add(arguments, (gpointer)(uintptr_t)argument);
    }
    emit_line(out, "// SAFETY: every pointer is valid for the call, for as many elements as is said.");
    rust_put_crossing(out, arena_printf("sys::%s(", call->boundary_name), arguments);
    emit_line(out, "Error::check(tn_status)?;");
}

static void put_stream(emit *out, const plan_library *plan, const model_class *class_of) {
    const plan_function *read = flow_of(plan, class_of, MODEL_READS);
    const plan_function *write = flow_of(plan, class_of, MODEL_WRITES);
    const char *type = with_lifetimes(plan, class_of);
    if (read != NULL) {
        emit_line(out, "%s", "");
        emit_open(out, "impl Read for %s {", type);
        rust_doc_of(out, "///", read->function->doc, read->function->c_name);
        emit_open(out, "fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {");
        emit_line(out, "let mut tn_filled = 0;");
        put_stream_crossing(out, read);
        emit_line(out, "Ok(tn_filled)");
        emit_close(out, "}");
        emit_close(out, "}");
    }
    if (write != NULL) {
        emit_line(out, "%s", "");
        emit_open(out, "impl Write for %s {", type);
        rust_doc_of(out, "///", write->function->doc, write->function->c_name);
        emit_open(out, "fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {");
        put_stream_crossing(out, write);
        emit_line(out, "Ok(bytes.len())");
        emit_close(out, "}");
        emit_line(out, "%s", "");
        emit_line(out, "/// Does nothing: what is written has been passed on.");
        emit_open(out, "fn flush(&mut self) -> io::Result<()> {");
        emit_line(out, "Ok(())");
        emit_close(out, "}");
        emit_close(out, "}");
    }
}

void rust_class_traits(emit *out, const plan_library *plan, const model_class *class_of) {
    put_equal(out, plan, class_of);
    put_order(out, plan, class_of);
    put_hash(out, plan, class_of);
    put_display(out, plan, class_of);
    put_iterator(out, plan, class_of);
    put_into_iterator(out, plan, class_of);
    put_stream(out, plan, class_of);
}

/* ---- Methods under the names that Rust's people look for ---- */

static bool has_method(const model_class *class_of, const char *name) {
    for (guint i = 0; i < class_of->functions->len; i++) {
        if (strcmp(rust_function_name(RUST_AT(model_function, class_of->functions, i)), name) == 0)
            return true;
    }
    return false;
}

static void put_length(emit *out, const plan_library *plan, const model_class *class_of) {
    const plan_function *call = operation_of(plan, class_of, MODEL_LENGTH);
    if (call == NULL || has_method(class_of, "len"))
        return;
    const char *length = unwrapped(call, arena_printf("self.%s()", method_name(call)));
    emit_line(out, "%s", "");
    rust_doc_of(out, "///", call->function->doc, call->function->c_name);
    rust_doc_gap(out, "///");
    put_panics(out, call);
    emit_line(out, "#[must_use]");
    emit_open(out, "pub fn len(&self) -> usize {");
    emit_line(out, "%s", length);
    emit_close(out, "}");
    if (has_method(class_of, "is_empty"))
        return;
    emit_line(out, "%s", "");
    emit_line(out, "/// Whether [`Self::len`] is 0.");
    rust_doc_gap(out, "///");
    put_panics(out, call);
    emit_line(out, "#[must_use]");
    emit_open(out, "pub fn is_empty(&self) -> bool {");
    emit_line(out, "self.len() == 0");
    emit_close(out, "}");
}

static const plan_value *key_of(const plan_function *call) {
    GPtrArray *arguments = plan_arguments(call);
    return RUST_AT(plan_value, arguments, 0);
}

static const char *key_parameter(const plan_library *plan, const plan_function *call) {
    return rust_input_type(plan, call, key_of(call), "");
}

/* What has no value there is `None`, as in every collection of Rust's. */
static void put_get(emit *out, const plan_library *plan, const model_class *class_of) {
    const plan_function *call = operation_of(plan, class_of, MODEL_INDEX);
    if (call == NULL || has_method(class_of, "get"))
        return;
    emit_line(out, "%s", "");
    rust_doc_of(out, "///", call->function->doc, call->function->c_name);
    rust_doc_gap(out, "///");
    emit_line(out, "/// # Errors");
    rust_doc_gap(out, "///");
    emit_line(out, "/// As [`Self::%s`], except that nothing is there: that is `None`.", method_name(call));
    emit_open(out, "pub fn get(&self, key: %s) -> Result<Option<%s>> {", key_parameter(plan, call),
              rust_output_type(plan, call, RUST_AT(plan_value, rust_returned(call), 0), "'_"));
    emit_open(out, "match self.%s(key) {", method_name(call));
    emit_line(out, "Ok(value) => Ok(Some(value)),");
    emit_line(out, "Err(error) if matches!(error.kind(), Kind::NotFound | Kind::OutOfRange) => Ok(None),");
    emit_line(out, "Err(error) => Err(error),");
    emit_close(out, "}");
    emit_close(out, "}");
}

static void put_contains(emit *out, const plan_library *plan, const model_class *class_of) {
    const plan_function *call = operation_of(plan, class_of, MODEL_CONTAINS);
    if (call == NULL || has_method(class_of, "contains"))
        return;
    emit_line(out, "%s", "");
    rust_doc_of(out, "///", call->function->doc, call->function->c_name);
    if (rust_is_fallible(call)) {
        rust_doc_gap(out, "///");
        emit_line(out, "/// # Errors");
        rust_doc_gap(out, "///");
        emit_line(out, "/// As [`Self::%s`].", method_name(call));
    }
    emit_open(out, "pub fn contains(&self, key: %s) -> %s {", key_parameter(plan, call),
              rust_result_type(plan, call, "'_"));
    emit_line(out, "self.%s(key)", method_name(call));
    emit_close(out, "}");
}

static void put_iter(emit *out, const plan_library *plan, const model_class *class_of) {
    const plan_function *call = operation_of(plan, class_of, MODEL_ITERATE);
    if (call == NULL)
        return;
    bool is_shared = RUST_AT(plan_value, call->values, 0)->use == PLAN_USE_SHARED;
    const char *name = is_shared ? "iter" : "iter_mut";
    if (has_method(class_of, name))
        return;
    const plan_value *made = RUST_AT(plan_value, call->outputs, 0);
    const char *iterator = with_lifetimes(plan, made->type.class_of);
    emit_line(out, "%s", "");
    rust_doc_of(out, "///", call->function->doc, call->function->c_name);
    rust_doc_gap(out, "///");
    emit_line(out, "/// Where that fails, the error is the first item.");
    emit_open(out, "pub fn %s(%s) -> Items<%s> {", name, is_shared ? "&self" : "&mut self", iterator);
    emit_line(out, "self.into_iter()");
    emit_close(out, "}");
}

void rust_class_methods(emit *out, const plan_library *plan, const model_class *class_of) {
    put_length(out, plan, class_of);
    put_get(out, plan, class_of);
    put_contains(out, plan, class_of);
    put_iter(out, plan, class_of);
}
