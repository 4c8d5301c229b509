/* Classes with their methods, and the functions that belong to none. */
#include <string.h>

#include "backends/rust/rust.h"
#include "memory/arena.h"

/* ---- Threads ---- */

/* The strictest rule among the class and all that it keeps alive: dropping a child may end its parent, and a
 * call on it uses the parent, on whatever thread the child is. */
static model_threads threads_of(const plan_library *plan, const model_class *class_of, guint depth) {
    model_threads threads = class_of->threads;
    if (depth > plan->model->classes->len) /* Classes that keep each other. */
        return threads;
    for (guint i = 0; i < plan->functions->len; i++) {
        const plan_function *call = RUST_AT(plan_function, plan->functions, i);
        for (guint j = 0; j < call->outputs->len; j++) {
            const plan_value *value = RUST_AT(plan_value, call->outputs, j);
            if (value->form != PLAN_OBJECT || value->type.class_of != class_of ||
                value->keeps_value == PLAN_NONE)
                continue;
            const plan_value *kept = RUST_AT(plan_value, call->values, value->keeps_value);
            threads = MAX(threads, threads_of(plan, kept->type.class_of, depth + 1));
        }
    }
    return threads;
}

model_threads rust_threads_of(const plan_library *plan, const model_class *class_of) {
    return threads_of(plan, class_of, 0);
}

static void put_threads(emit *out, const plan_library *plan, const model_class *class_of, const char *type) {
    switch (rust_threads_of(plan, class_of)) {
    case MODEL_THREADS_ANY:
        emit_line(out, "%s", "");
        emit_line(out, "// SAFETY: TENON_THREADS(any): whichever thread calls, the library does not mind.");
        emit_line(out, "unsafe impl Send for %s {}", type);
        emit_line(out,
                  "// SAFETY: TENON_THREADS(any): calls that take it as const may run at the same time.");
        emit_line(out, "unsafe impl Sync for %s {}", type);
        return;
    case MODEL_THREADS_SERIAL:
        emit_line(out, "%s", "");
        emit_line(out,
                  "// SAFETY: TENON_THREADS(serial): one call at a time, from any thread. Hence no `Sync`.");
        emit_line(out, "unsafe impl Send for %s {}", type);
        return;
    case MODEL_THREADS_ONE: /* The handle's own rule: it stays on its thread. */
        return;
    }
}

static const char *thread_note(model_threads threads) {
    return threads == MODEL_THREADS_SERIAL
               ? "It may move to another thread, but not be shared between threads."
           : threads == MODEL_THREADS_ONE ? "It stays on the thread that made it."
                                          : NULL;
}

/* ---- A class ---- */

static bool is_built_with_lifetime(const plan_library *plan, const model_class *class_of) {
    for (guint i = 0; i < class_of->functions->len; i++) {
        const plan_function *call = plan_of(plan, g_ptr_array_index(class_of->functions, i));
        bool is_constructor = call != NULL && call->function->kind == MODEL_CONSTRUCTOR;
        for (guint j = 0; is_constructor && j < call->values->len; j++) {
            if (rust_is_lender(call, (int)j))
                return true;
        }
    }
    return false;
}

static void put_struct(emit *out, const plan_library *plan, const model_class *class_of) {
    const char *name = rust_class_name(class_of);
    bool borrows = rust_has_lifetime(plan, class_of);
    const char *note = thread_note(rust_threads_of(plan, class_of));
    rust_doc_of(out, "///", class_of->doc, class_of->c_name);
    if (note != NULL) {
        rust_doc_gap(out, "///");
        rust_doc(out, "///", note);
    }
    rust_put_example(out, "///", class_of->doc);
    rust_put_marks(out, "///", &class_of->marks);
    emit_line(out, "#[derive(Debug)]");
    emit_open(out, "pub struct %s%s {", name, borrows ? "<'a>" : "");
    emit_line(out, "pub(crate) handle: Handle,");
    if (borrows)
        emit_line(out, "pub(crate) owner: PhantomData<&'a ()>,");
    emit_close(out, "}");
    if (borrows) {
        emit_line(out, "%s", "");
        emit_open(out, "impl Drop for %s<'_> {", name);
        emit_line(out, "/// The handle closes itself. That there is a `drop` makes the whole life a borrow.");
        emit_line(out, "fn drop(&mut self) {}");
        emit_close(out, "}");
    }
    put_threads(out, plan, class_of, borrows ? arena_printf("%s<'_>", name) : name);
}

static const char *impl_head(const plan_library *plan, const model_class *class_of) {
    const char *name = rust_class_name(class_of);
    if (!rust_has_lifetime(plan, class_of))
        return arena_printf("impl %s {", name);
    return arena_printf(is_built_with_lifetime(plan, class_of) ? "impl<'a> %s<'a> {" : "impl %s<'_> {", name);
}

/* A function, and its awaited form where it has one. */
static void put_function(emit *out, const plan_library *plan, const plan_function *call) {
    rust_function(out, plan, call);
    if (rust_is_awaitable(plan, call))
        rust_awaited_function(out, plan, call);
}

static void add_class(const plan_library *plan, package *files, const model_class *class_of) {
    emit *out = emit_new("    ", RUST_WIDTH);
    bool is_first = true;
    put_struct(out, plan, class_of);
    for (guint i = 0; i < class_of->functions->len; i++) {
        const plan_function *call = plan_of(plan, g_ptr_array_index(class_of->functions, i));
        if (call == NULL || call->function->flow != MODEL_NO_FLOW)
            continue;
        emit_line(out, "%s", "");
        if (is_first)
            emit_open(out, "%s", impl_head(plan, class_of));
        is_first = false;
        put_function(out, plan, call);
    }
    if (!is_first) {
        rust_class_methods(out, plan, class_of);
        emit_close(out, "}");
    }
    rust_class_traits(out, plan, class_of);
    rust_add_module(plan, files, rust_module_name(class_of),
                    arena_printf("The class `%s`.", class_of->c_name), out);
}

void rust_add_classes(const plan_library *plan, package *files) {
    for (guint i = 0; i < plan->model->classes->len; i++)
        add_class(plan, files, RUST_AT(model_class, plan->model->classes, i));
}

/* ---- Functions without a class ---- */

void rust_add_functions(const plan_library *plan, package *files) {
    emit *out = emit_new("    ", RUST_WIDTH);
    bool is_first = true;
    for (guint i = 0; i < plan->functions->len; i++) {
        const plan_function *call = RUST_AT(plan_function, plan->functions, i);
        if (call->function->owner != NULL)
            continue;
        if (!is_first)
            emit_line(out, "%s", "");
        is_first = false;
        put_function(out, plan, call);
    }
    if (is_first)
        return;
    rust_add_module(plan, files, "functions", "The contract's functions that belong to no class.", out);
}
