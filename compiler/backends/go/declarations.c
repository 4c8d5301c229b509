#include "backends/go/declarations.h"

#include <string.h>

#include "backends/go/calls.h"
#include "backends/go/companions.h"
#include "backends/go/conversions.h"
#include "backends/go/docs.h"
#include "backends/go/formatter.h"
#include "memory/arena.h"
#include "model/languages.h"

static const model_marks no_marks;

static void write_doc(emit *out, const go_module *module, const char *name, go_subject subject,
                      const model_doc *doc, const model_marks *marks) {
    const char *summary = go_summary(module, name, subject, doc->summary);
    if (summary[0] == '\0')
        summary = arena_printf("%s has no description in the contract.", name);
    go_comment(out, module, summary);
    if (doc->details[0] != '\0') {
        go_comment_gap(out);
        go_comment(out, module, doc->details);
    }
    go_comment_marks(out, module, marks);
}

void go_write_type_doc(emit *out, const go_module *module, const char *name, const model_doc *doc,
                       const model_marks *marks) {
    write_doc(out, module, name, GO_IS, doc, marks);
}

/* A member of a group: the author's own words, since the group says what they are. */
static void write_member_doc(emit *out, const go_module *module, const char *name, const model_doc *doc,
                             const model_marks *marks) {
    bool is_marked = marks->since != NULL || marks->deprecated != NULL;
    if (doc->summary[0] != '\0')
        go_comment(out, module, go_full_stop(doc->summary));
    else if (is_marked)
        go_comment(out, module, arena_printf("%s has no description in the contract.", name));
    if (doc->details[0] != '\0') {
        go_comment_gap(out);
        go_comment(out, module, doc->details);
    }
    go_comment_marks(out, module, marks);
}

/* gofmt lines up neighbours; a comment or an empty line between them keeps each as it is. */
static void separate_member(emit *out, const model_doc *doc, const model_marks *marks, guint index) {
    if (doc->summary[0] == '\0' && marks->since == NULL && marks->deprecated == NULL && index > 0)
        go_gap(out);
}

/* ---- Constants ---- */

static const char *constant_value(const model_constant *constant) {
    switch (constant->kind) {
    case MODEL_INTEGER_CONSTANT:
        if (constant->is_unsigned)
            return arena_printf("%" G_GUINT64_FORMAT, (guint64)constant->integer);
        return arena_printf("%" G_GINT64_FORMAT, (gint64)constant->integer);
    case MODEL_FLOAT_CONSTANT:
        return go_float(constant->number);
    case MODEL_TEXT_CONSTANT:
        return go_string(constant->text);
    }
    g_assert_not_reached();
}

char *go_constants(const go_module *module) {
    emit *out = go_emit();
    for (guint i = 0; i < module->model->constants->len; i++) {
        const model_constant *constant = g_ptr_array_index(module->model->constants, i);
        const char *name = go_name(module, constant);
        /* Without a type it would be an int wherever it is not said what it is, and not fit. */
        bool is_huge =
            constant->kind == MODEL_INTEGER_CONSTANT && constant->is_unsigned && constant->integer < 0;
        write_doc(out, module, name, GO_IS, constant->doc, &constant->marks);
        emit_line(out, "const %s%s = %s", name, is_huge ? " uint64" : "", constant_value(constant));
        go_gap(out);
    }
    return go_file(module, emit_finish(out));
}

/* ---- Enums ---- */

static void write_enum_text(emit *out, const go_module *module, const model_enum *enumeration) {
    const char *name = go_name(module, enumeration);
    GHashTable *seen = g_hash_table_new(NULL, NULL);
    emit_line(out, "// String names the constant.");
    emit_open(out, "func (value %s) String() string {", name);
    emit_line(out, "switch value {");
    for (guint i = 0; i < enumeration->constants->len; i++) {
        const model_enum_constant *constant = g_ptr_array_index(enumeration->constants, i);
        if (!g_hash_table_add(seen, GINT_TO_POINTER(constant->value)))
            continue;
        emit_line(out, "case %s:", go_name(module, constant));
        emit_line(out, "\treturn %s", go_string(model_name_in(&constant->marks, MODEL_GO, constant->name)));
    }
    emit_line(out, "}");
    emit_line(out, "return fmt.Sprintf(%s, int32(value))", go_string(arena_printf("%s(%%d)", name)));
    emit_close(out, "}");
    go_gap(out);
    g_hash_table_unref(seen);
}

static bool is_one_bit(int32_t value) {
    uint32_t bits = (uint32_t)value;
    return bits != 0 && (bits & (bits - 1)) == 0;
}

/* "read|write", and what no constant stands for as a number. */
static void write_flags_text(emit *out, const go_module *module, const model_enum *enumeration,
                             const char *name) {
    const char *none = "0";
    emit_line(out, "// String names the flags that are set.");
    emit_open(out, "func (flags %s) String() string {", name);
    emit_line(out, "var names []string");
    emit_line(out, "rest := flags");
    for (guint i = 0; i < enumeration->constants->len; i++) {
        const model_enum_constant *constant = g_ptr_array_index(enumeration->constants, i);
        if (constant->value == 0)
            none = model_name_in(&constant->marks, MODEL_GO, constant->name);
        if (!is_one_bit(constant->value))
            continue;
        emit_open(out, "if rest.Has(%s) {", go_name(module, constant));
        emit_line(out, "names = append(names, %s)",
                  go_string(model_name_in(&constant->marks, MODEL_GO, constant->name)));
        emit_line(out, "rest &^= %s", go_name(module, constant));
        emit_close(out, "}");
    }
    emit_open(out, "if rest != 0 {");
    emit_line(out, "names = append(names, fmt.Sprintf(\"%%#x\", uint32(rest)))");
    emit_close(out, "}");
    emit_open(out, "if names == nil {");
    emit_line(out, "return %s", go_string(none));
    emit_close(out, "}");
    emit_line(out, "return strings.Join(names, \"|\")");
    emit_close(out, "}");
    go_gap(out);
}

static void write_flags_methods(emit *out, const go_module *module, const model_enum *enumeration) {
    const char *name = go_name(module, enumeration);
    emit_line(out, "// Has reports whether all of these flags are set.");
    emit_open(out, "func (flags %s) Has(all %s) bool {", name, name);
    emit_line(out, "return flags&all == all");
    emit_close(out, "}");
    go_gap(out);
    emit_line(out, "// With returns the flags with these set besides.");
    emit_open(out, "func (flags %s) With(more %s) %s {", name, name, name);
    emit_line(out, "return flags | more");
    emit_close(out, "}");
    go_gap(out);
    emit_line(out, "// Without returns the flags with these cleared.");
    emit_open(out, "func (flags %s) Without(these %s) %s {", name, name, name);
    emit_line(out, "return flags &^ these");
    emit_close(out, "}");
    go_gap(out);
    write_flags_text(out, module, enumeration, name);
}

static void write_enum(emit *out, const go_module *module, const model_enum *enumeration) {
    const char *name = go_name(module, enumeration);
    write_doc(out, module, name, GO_IS, enumeration->doc, &enumeration->marks);
    emit_line(out, "type %s %s", name, enumeration->is_flags ? "uint32" : "int32");
    go_gap(out);
    emit_line(out, "// The values of [%s].", name);
    emit_open(out, "const (");
    for (guint i = 0; i < enumeration->constants->len; i++) {
        const model_enum_constant *constant = g_ptr_array_index(enumeration->constants, i);
        separate_member(out, constant->doc, &constant->marks, i);
        write_member_doc(out, module, go_name(module, constant), constant->doc, &constant->marks);
        if (enumeration->is_flags)
            emit_line(out, "%s %s = %#x", go_name(module, constant), name, (unsigned)constant->value);
        else
            emit_line(out, "%s %s = %d", go_name(module, constant), name, (int)constant->value);
    }
    emit_close(out, ")");
    go_gap(out);
    if (enumeration->is_flags)
        write_flags_methods(out, module, enumeration);
    else
        write_enum_text(out, module, enumeration);
}

char *go_enums(const go_module *module) {
    emit *out = go_emit();
    for (guint i = 0; i < module->model->enums->len; i++)
        write_enum(out, module, g_ptr_array_index(module->model->enums, i));
    return go_file(module, emit_finish(out));
}

/* ---- Records ---- */

static void write_layout_checks(emit *out, const go_module *module, const model_record *record) {
    const char *name = go_name(module, record);
    emit_line(out, "var _ [unsafe.Sizeof(C.%s{})]byte = [unsafe.Sizeof(%s{})]byte{}", record->c_name, name);
    for (guint i = 0; i < record->fields->len; i++) {
        const model_field *field = g_ptr_array_index(record->fields, i);
        emit_line(out, "var _ [unsafe.Offsetof(C.%s{}.%s)]byte = [unsafe.Offsetof(%s{}.%s)]byte{}",
                  record->c_name, go_c_field(field->name), name, go_name(module, field));
    }
}

static const char *field_type(const go_module *module, const model_field *field) {
    const char *type = go_element_type(module, &field->type);
    bool is_optional = field->nullable || field->present_if != MODEL_NO_FIELD;
    return is_optional && !go_is_nilable(&field->type) ? arena_printf("*%s", type) : type;
}

static void write_record(emit *out, const go_module *module, const model_record *record) {
    const char *name = go_name(module, record);
    write_doc(out, module, name, GO_IS, record->doc, &record->marks);
    emit_open(out, "type %s struct {", name);
    guint index = 0;
    for (guint i = 0; i < record->fields->len; i++) {
        const model_field *field = g_ptr_array_index(record->fields, i);
        if (field->is_presence)
            continue;
        separate_member(out, field->doc, &field->marks, index++);
        write_member_doc(out, module, go_name(module, field), field->doc, &field->marks);
        emit_line(out, "%s %s", go_name(module, field), field_type(module, field));
    }
    emit_close(out, "}");
    go_gap(out);
}

static void write_records_layout(emit *out, const go_module *module, const GPtrArray *flat) {
    if (flat->len == 0)
        return;
    emit_line(
        out,
        "// Records cross as they lie in memory: the next lines compile only where Go and C agree on every");
    emit_line(out, "// size and offset.");
    go_gap(out);
    for (guint i = 0; i < flat->len; i++)
        write_layout_checks(out, module, g_ptr_array_index(flat, i));
}

char *go_records(go_module *module) {
    emit *out = go_emit();
    GPtrArray *flat = arena_array();
    for (guint i = 0; i < module->model->records->len; i++) {
        model_record *record = g_ptr_array_index(module->model->records, i);
        write_record(out, module, record);
        if (go_is_flat(&(model_type){.kind = MODEL_RECORD, .record = record}))
            g_ptr_array_add(flat, record);
        else
            go_write_record_conversions(out, module, record);
    }
    write_records_layout(out, module, flat);
    return go_file_with_calls(module, emit_finish(out));
}

char *go_variants(go_module *module) {
    if (module->model->variants->len == 0)
        return NULL;
    emit *out = go_emit();
    for (guint i = 0; i < module->model->variants->len; i++)
        go_write_variant(out, module, g_ptr_array_index(module->model->variants, i));
    return go_file_with_calls(module, emit_finish(out));
}

/* ---- Exact numbers ---- */

static void write_exact(emit *out, const go_module *module, const model_exact *exact) {
    const char *name = go_name(module, exact);
    write_doc(out, module, name, GO_IS, exact->doc, &exact->marks);
    go_comment_gap(out);
    go_comment(
        out, module,
        exact->digits == 0
            ? "It is a whole number of its own type: nothing else converts into it by itself."
            : arena_printf("It counts units of 1e-%u: %s(1) is %s. Nothing else converts into it by itself.",
                           exact->digits, name, arena_printf("0.%0*d", (int)exact->digits, 1)));
    emit_line(out, "type %s int64", name);
    go_gap(out);
    emit_line(out, "// Parse%s reads a number like %s. It fails where that is none, or does not fit.", name,
              exact->digits == 0 ? "-12" : arena_printf("-12.%0*d", (int)exact->digits, 5));
    emit_open(out, "func Parse%s(text string) (%s, error) {", name, name);
    emit_line(out, "value, err := tenonParseExact(text, %u)", exact->digits);
    emit_line(out, "return %s(value), err", name);
    emit_close(out, "}");
    go_gap(out);
    emit_line(out, "// String writes the number with all its digits.");
    emit_open(out, "func (number %s) String() string {", name);
    emit_line(out, "return tenonFormatExact(int64(number), %u)", exact->digits);
    emit_close(out, "}");
    go_gap(out);
}

char *go_exacts(const go_module *module) {
    if (module->model->exacts->len == 0)
        return NULL;
    emit *out = go_emit();
    for (guint i = 0; i < module->model->exacts->len; i++)
        write_exact(out, module, g_ptr_array_index(module->model->exacts, i));
    return go_file(module, emit_finish(out));
}

/* ---- Errors ---- */

static void write_codes(emit *out, const go_module *module, bool of_boundary) {
    emit_open(out, "const (");
    for (guint i = 0; i < module->plan->errors->len; i++) {
        const plan_error *error = g_ptr_array_index(module->plan->errors, i);
        if (error->is_boundary != of_boundary)
            continue;
        const char *summary = error->summary[0] == '\0' ? error->c_name : error->summary;
        go_comment(out, module, arena_printf("%s", summary));
        emit_line(out, "%s Code = %d", go_name(module, error), (int)error->code);
    }
    emit_close(out, ")");
    go_gap(out);
}

/* "Nothing has that name." -> "nothing has that name" */
static const char *error_text(const plan_error *error) {
    if (error->summary[0] == '\0')
        return error->c_name;
    char *text = g_strdup(go_lower_first(error->summary));
    size_t length = strlen(text);
    if (text[length - 1] == '.')
        text[length - 1] = '\0';
    return arena_take(text);
}

char *go_errors(const go_module *module) {
    emit *out = go_emit();
    if (module->model->status != NULL) {
        emit_line(out, "// What the library itself reports.");
        write_codes(out, module, false);
    }
    emit_line(out, "// What the boundary between Go and the library reports.");
    write_codes(out, module, true);
    emit_line(out, "// Error says what the code stands for.");
    emit_open(out, "func (c Code) Error() string {");
    emit_line(out, "switch c {");
    GHashTable *seen = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < module->plan->errors->len; i++) {
        const plan_error *error = g_ptr_array_index(module->plan->errors, i);
        if (!g_hash_table_add(seen, GINT_TO_POINTER(error->code)))
            continue;
        emit_line(out, "case %s:", go_name(module, error));
        emit_line(out, "\treturn %s", go_string(error_text(error)));
    }
    g_hash_table_unref(seen);
    emit_line(out, "}");
    emit_line(out, "return fmt.Sprintf(\"failure %%d\", int32(c))");
    emit_close(out, "}");
    return go_file(module, emit_finish(out));
}

/* ---- Classes ---- */

static void write_class_type(emit *out, const go_module *module, const model_class *class) {
    const char *name = go_name(module, class);
    write_doc(out, module, name, GO_IS, class->doc, &no_marks);
    go_comment_gap(out);
    if (class->threads == MODEL_THREADS_ONE)
        go_comment(out, module,
                   "Only the thread that made it may use it: lock the goroutine to its thread with "
                   "[runtime.LockOSThread] before making one, and close it there too.");
    else if (class->threads == MODEL_THREADS_SERIAL)
        go_comment(out, module,
                   "One call at a time may use it: a call beside another one fails with [KindBusy].");
    else
        go_comment(
            out, module,
            "Any number of goroutines may read it at the same time; a call that changes it while another one "
            "uses it fails with [KindBusy].");
    go_comment_gap(out);
    go_comment(
        out, module,
        "Close it when you are done. One that is forgotten is closed some time after nothing refers to it.");
    go_comment_marks(out, module, &class->marks);
    emit_open(out, "type %s struct {", name);
    emit_line(out, "object tenonObject");
    emit_close(out, "}");
    go_gap(out);
}

static void write_class_plumbing(emit *out, const go_module *module, const model_class *class,
                                 const char *self) {
    const char *name = go_name(module, class);
    emit_line(out, "// tenonNew%s takes over an object that a call made. None gives nil.", name);
    emit_open(out, "func tenonNew%s(handle C.tenon_handle) *%s {", name, name);
    emit_open(out, "if handle == 0 {");
    emit_line(out, "return nil");
    emit_close(out, "}");
    emit_line(out, "%s := &%s{tenonObject{handle: handle}}", self, name);
    emit_line(out, "%s.object.cleanup = runtime.AddCleanup(%s, tenonDrop, handle)", self, self);
    emit_line(out, "return %s", self);
    emit_close(out, "}");
    go_gap(out);
    emit_line(out, "// tenonHandle names the object in C, where no object has the name 0.");
    emit_open(out, "func (%s *%s) tenonHandle() C.tenon_handle {", self, name);
    emit_open(out, "if %s == nil {", self);
    emit_line(out, "return 0");
    emit_close(out, "}");
    emit_line(out, "return %s.object.handle", self);
    emit_close(out, "}");
    go_gap(out);
}

void go_write_open_text(emit *out, const go_module *module, const model_class *class, const char *self) {
    const char *name = go_name(module, class);
    emit_line(out, "open := bool(C.cross_%s_is_open(%s.tenonHandle()))", class->c_name, self);
    emit_line(out, "runtime.KeepAlive(%s)", self);
    emit_open(out, "if open {");
    emit_line(out, "return %s", go_string(arena_printf("%s.%s(open)", module->name, name)));
    emit_close(out, "}");
    emit_line(out, "return %s", go_string(arena_printf("%s.%s(closed)", module->name, name)));
}

static void write_class_fixtures(emit *out, const go_module *module, const model_class *class,
                                 const char *self) {
    const char *name = go_name(module, class);
    emit_line(
        out,
        "// Close ends the object once the calls that are using it, and what depends on it, are done. Calls");
    emit_line(out, "// made after that fail with [%s]; closing again does nothing. It returns nil.",
              go_link(module, "TENON_CLOSED"));
    emit_open(out, "func (%s *%s) Close() error {", self, name);
    emit_open(out, "if %s != nil {", self);
    emit_line(out, "%s.object.close()", self);
    emit_close(out, "}");
    emit_line(out, "return nil");
    emit_close(out, "}");
    go_gap(out);
    if (go_string_method(class) != NULL)
        return;
    emit_line(out, "// String says of which class the object is, and whether it is open.");
    emit_open(out, "func (%s *%s) String() string {", self, name);
    go_write_open_text(out, module, class, self);
    emit_close(out, "}");
    go_gap(out);
}

char *go_class(go_module *module, const model_class *class) {
    emit *out = go_emit();
    const char *self = arena_printf("%c", g_ascii_tolower(go_name(module, class)[0]));
    write_class_type(out, module, class);
    write_class_plumbing(out, module, class, self);
    for (int pass = 0; pass < 2; pass++) {
        for (guint i = 0; i < class->functions->len; i++) {
            const model_function *function = g_ptr_array_index(class->functions, i);
            const plan_function *plan = plan_of(module->plan, function);
            if (plan == NULL || (function->kind == MODEL_CONSTRUCTOR) != (pass == 0))
                continue;
            go_write_function(out, module, plan);
        }
        if (pass == 0)
            write_class_fixtures(out, module, class, self);
    }
    go_write_companions(out, module, class);
    return go_file_with_calls(module, emit_finish(out));
}

char *go_functions(go_module *module) {
    emit *out = go_emit();
    bool has_some = false;
    for (guint i = 0; i < module->plan->functions->len; i++) {
        const plan_function *plan = g_ptr_array_index(module->plan->functions, i);
        if (plan->function->kind != MODEL_FREE_FUNCTION || plan->function->is_static)
            continue;
        has_some = true;
        go_write_function(out, module, plan);
    }
    char *body = emit_finish(out);
    return has_some ? go_file_with_calls(module, body) : NULL;
}
