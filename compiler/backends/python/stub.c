/* The stub: what type checkers and editors see of the package. */

#include <string.h>

#include "backends/python/python.h"
#include "memory/arena.h"

static void emit_paragraph(emit *out, const char *text) {
    if (text[0] != '\0')
        python_emit_doc(out, text);
}

int python_doc_width(const emit *out) {
    return PYTHON_WIDTH - (out->depth + 1) * out->tab_width - 3;
}

/* ---- Functions ---- */

/* "tuple[A, B]" is split at its commas where it is too long for a line; no other result is. */
static void emit_tail(emit *out, const char *head, const char *result) {
    const char *bracket = strchr(result, '[');
    if (emit_fits(out, arena_printf("%s%s:", head, result)) || bracket == NULL) {
        emit_line(out, "%s%s:", head, result);
        return;
    }
    emit_open(out, "%s%.*s", head, (int)(bracket + 1 - result), result);
    const char *inner = arena_take(g_strndup(bracket + 1, strlen(bracket) - 2));
    char **items = g_strsplit(inner, ", ", -1);
    for (char **item = items; *item != NULL; item++)
        emit_line(out, "%s,", *item);
    g_strfreev(items);
    emit_close(out, "]:");
}

void python_emit_definition(emit *out, const char *name, const GPtrArray *parameters, const char *result) {
    if (!g_str_has_prefix(name, "async "))
        name = arena_printf("def %s", name);
    const char *line = arena_printf("%s(%s) -> %s:", name, emit_join(parameters, ", "), result);
    if (emit_fits(out, line)) {
        emit_line(out, "%s", line);
        return;
    }
    if (parameters->len == 0) {
        emit_tail(out, arena_printf("%s() -> ", name), result);
        return;
    }
    emit_open(out, "%s(", name);
    for (guint i = 0; i < parameters->len; i++)
        emit_line(out, "%s,", (const char *)g_ptr_array_index(parameters, i));
    emit_dedent(out);
    emit_tail(out, ") -> ", result);
}

static const char *parameter(const python_package *of, const plan_value *value, bool is_required) {
    const char *typed = arena_printf("%s: %s", python_parameter_name(value), python_input_type(of, value));
    return is_required ? typed : arena_printf("%s = %s", typed, python_default_in_stub(of, value));
}

static GPtrArray *typed_parameters(const python_package *of, const plan_function *function,
                                   const char *first) {
    GPtrArray *parameters = arena_array();
    if (first != NULL)
        g_ptr_array_add(parameters, (gpointer)(uintptr_t)first);
    GPtrArray *arguments = python_arguments(function);
    guint required = python_required_count(arguments);
    guint by_place = arguments->len - python_keyword_count(arguments);
    for (guint i = 0; i < arguments->len; i++) {
        if (i == by_place)
            g_ptr_array_add(parameters, (gpointer)(uintptr_t) "*");
        const plan_value *value = g_ptr_array_index(arguments, i);
        g_ptr_array_add(parameters, (gpointer)(uintptr_t)parameter(of, value, i < required));
    }
    return parameters;
}

static void emit_function_doc(const python_package *of, emit *out, const plan_function *function) {
    emit_indent(out);
    python_emit_doc(out, python_function_doc(of, function, python_doc_width(out)));
    emit_dedent(out);
}

/* A constructor gives an object of the class it is called on, which may be a subclass. */
static const char *result_type(const python_package *of, const plan_function *function) {
    const char *type = python_result_type(of, function);
    python_shape shape = python_shape_of(function);
    bool makes_own = shape == PYTHON_NEW || (shape == PYTHON_CLASSMETHOD &&
                                             strcmp(type, python_name(of, function->function->owner)) == 0);
    return makes_own ? python_word(of, "Self") : type;
}

void python_emit_deprecated(const python_package *of, emit *out, const char *advice) {
    if (advice != NULL)
        emit_line(out, "@%s(%s)", python_word(of, "deprecated"),
                  python_literal(python_doc_names(of, advice)));
}

/* Their awaitable form has the same arguments. */
static void emit_awaitable(const python_package *of, emit *out, const plan_function *function,
                           const char *first) {
    const char *name = python_async_name(of, function);
    python_shape shape = python_shape_of(function);
    emit_line(out, "%s", "");
    if (shape == PYTHON_STATIC || shape == PYTHON_CLASSMETHOD || shape == PYTHON_NEW)
        emit_line(out, "@%s", python_word(of, shape == PYTHON_STATIC ? "staticmethod" : "classmethod"));
    python_emit_deprecated(of, out, function->function->marks.deprecated);
    python_emit_definition(out, arena_printf("async def %s", name), typed_parameters(of, function, first),
                           result_type(of, function));
    emit_indent(out);
    python_emit_doc(out, python_async_doc(of, function, python_doc_width(out)));
    emit_dedent(out);
}

static void emit_function(const python_package *of, emit *out, const plan_function *function) {
    python_shape shape = python_shape_of(function);
    static const char *const decorators[] = {[PYTHON_GETTER] = "property",
                                             [PYTHON_CLASSMETHOD] = "classmethod",
                                             [PYTHON_STATIC] = "staticmethod",
                                             [PYTHON_WRITE] = NULL};
    static const char *const firsts[] = {
        [PYTHON_METHOD] = "self", [PYTHON_GETTER] = "self",     [PYTHON_NEXT] = "self",
        [PYTHON_NEW] = "cls",     [PYTHON_CLASSMETHOD] = "cls", [PYTHON_WRITE] = "self"};
    if (decorators[shape] != NULL)
        emit_line(out, "@%s", python_word(of, decorators[shape]));
    python_emit_deprecated(of, out, function->function->marks.deprecated);
    const char *name = shape == PYTHON_NEW ? "__new__" : python_name(of, function);
    const char *first = firsts[shape];
    python_emit_definition(out, name, typed_parameters(of, function, first), result_type(of, function));
    emit_function_doc(of, out, function);
    if (python_is_awaitable(function))
        emit_awaitable(of, out, function, first);
}

static void emit_setter(const python_package *of, emit *out, const plan_function *setter) {
    const char *name = python_name(of, setter);
    GPtrArray *arguments = python_arguments(setter);
    emit_line(out, "@%s.setter", name);
    python_emit_deprecated(of, out, setter->function->marks.deprecated);
    emit_line(out, "def %s(self, value: %s) -> None: ...", name,
              python_input_type(of, g_ptr_array_index(arguments, 0)));
}

/* ---- Classes ---- */

/* The type of the only argument of an operator's method. */
static const char *operand_type(const python_package *of, const plan_function *function) {
    return python_input_type(of, g_ptr_array_index(plan_arguments(function), 0));
}

static void emit_comparisons(const python_package *of, emit *out, const model_class *class_of) {
    const char *truth = python_word(of, "bool");
    bool orders = python_operator_of(of, class_of, MODEL_ORDER) != NULL;
    if (!orders && python_operator_of(of, class_of, MODEL_EQUAL) == NULL)
        return;
    emit_line(out, "def __eq__(self, value: %s, /) -> %s: ...", python_word(of, "object"), truth);
    static const char *const names[] = {"lt", "le", "gt", "ge"};
    for (size_t i = 0; orders && i < G_N_ELEMENTS(names); i++)
        emit_line(out, "def __%s__(self, value: %s, /) -> %s: ...", names[i], python_name(of, class_of),
                  truth);
    if (python_operator_of(of, class_of, MODEL_HASH) == NULL)
        emit_line(out, "__hash__: %s[None]  # type: ignore[assignment]", python_word(of, "ClassVar"));
}

static void emit_iteration(const python_package *of, emit *out, const model_class *class_of) {
    const plan_function *next = python_function_of(of, class_of, PYTHON_NEXT);
    const plan_function *iterate = python_operator_of(of, class_of, MODEL_ITERATE);
    if (next != NULL) {
        emit_line(out, "def __iter__(self) -> %s: ...", python_word(of, "Self"));
        python_emit_definition(out, "__next__", typed_parameters(of, next, "self"),
                               python_result_type(of, next));
        emit_function_doc(of, out, next);
        emit_line(out, "%s", "");
    } else if (iterate != NULL) {
        emit_line(out, "def __iter__(self) -> %s: ...", python_result_type(of, iterate));
    } else if (python_is_sequence(of, class_of)) {
        const plan_function *index = python_operator_of(of, class_of, MODEL_INDEX);
        emit_line(out, "def __iter__(self) -> %s[%s]: ...", python_word(of, "Iterator"),
                  python_result_type(of, index));
    }
}

static void emit_operators(const python_package *of, emit *out, const model_class *class_of) {
    const plan_function *index = python_operator_of(of, class_of, MODEL_INDEX);
    const plan_function *contains = python_operator_of(of, class_of, MODEL_CONTAINS);
    emit_comparisons(of, out, class_of);
    if (python_operator_of(of, class_of, MODEL_HASH) != NULL)
        emit_line(out, "def __hash__(self) -> %s: ...", python_word(of, "int"));
    if (python_operator_of(of, class_of, MODEL_LENGTH) != NULL)
        emit_line(out, "def __len__(self) -> %s: ...", python_word(of, "int"));
    if (index != NULL)
        emit_line(out, "def __getitem__(self, key: %s, /) -> %s: ...", operand_type(of, index),
                  python_result_type(of, index));
    if (contains != NULL)
        emit_line(out, "def __contains__(self, key: %s, /) -> %s: ...", operand_type(of, contains),
                  python_word(of, "bool"));
    emit_iteration(of, out, class_of);
}

static void emit_file(const python_package *of, emit *out, const model_class *class_of) {
    const char *truth = python_word(of, "bool");
    const char *number = python_word(of, "int");
    const char *buffer = python_word(of, "Buffer");
    if (python_function_of(of, class_of, PYTHON_READ) != NULL) {
        const char *const pairs[] = {"INT",    number, "BYTES", python_word(of, "bytes"),
                                     "BUFFER", buffer, NULL};
        emit_raw(out, emit_template("backends/python/templates/reader.pyi", pairs));
    }
    if (python_function_of(of, class_of, PYTHON_WRITE) != NULL) {
        const char *const pairs[] = {"INT", number, "BUFFER", buffer, NULL};
        emit_raw(out, emit_template("backends/python/templates/writer.pyi", pairs));
    }
    const char *const pairs[] = {"BOOL", truth, "INT", number, "NEVER", python_word(of, "NoReturn"), NULL};
    emit_raw(out, emit_template("backends/python/templates/file.pyi", pairs));
}

static bool is_plain_member(const plan_function *function) {
    python_shape shape = python_shape_of(function);
    return shape != PYTHON_SETTER && shape != PYTHON_NEXT && shape != PYTHON_READ && shape != PYTHON_WRITE;
}

static void emit_class(const python_package *of, emit *out, const model_class *class_of) {
    emit_line(out, "%s", "");
    python_emit_deprecated(of, out, class_of->marks.deprecated);
    emit_line(out, "@%s", python_word(of, "disjoint_base"));
    emit_open(out, "class %s:", python_name(of, class_of));
    python_emit_doc(out, python_item_doc(of, class_of->doc, &class_of->marks, class_of->c_name,
                                         python_doc_width(out) + 4));
    bool is_tight = false; /* the formatter keeps what follows a body of `...` close */
    const GPtrArray *functions = plan_functions_of(of->plan, class_of);
    for (guint i = 0; i < functions->len; i++) {
        const plan_function *function = g_ptr_array_index(functions, i);
        if (!is_plain_member(function))
            continue;
        if (!is_tight)
            emit_line(out, "%s", "");
        emit_function(of, out, function);
        bool is_getter = python_shape_of(function) == PYTHON_GETTER;
        const plan_function *setter = is_getter ? python_setter_of(of, function) : NULL;
        if (setter != NULL)
            emit_setter(of, out, setter);
        is_tight = setter != NULL;
    }
    const char *const pairs[] = {"BOOL", python_word(of, "bool"), "PROPERTY", python_word(of, "property"),
                                 "SELF", python_word(of, "Self"), "OBJECT",   python_word(of, "object"),
                                 NULL};
    if (!is_tight)
        emit_line(out, "%s", "");
    emit_operators(of, out, class_of);
    if (python_is_file(of, class_of))
        emit_file(of, out, class_of);
    emit_raw(out, emit_template("backends/python/templates/class_end.pyi", pairs));
    emit_dedent(out);
}

/* ---- Exact numbers, enums, errors, constants ---- */

static void emit_exact(const python_package *of, emit *out, const model_exact *exact) {
    const char *const pairs[] = {
        "BOOL",     python_word(of, "bool"),          "CLASSMETHOD", python_word(of, "classmethod"),
        "DECIMAL",  python_word(of, "Decimal"),       "FINAL_TYPE",  python_word(of, "Final"),
        "INDEX",    python_word(of, "SupportsIndex"), "INT",         python_word(of, "int"),
        "OBJECT",   python_word(of, "object"),        "OVERLOAD",    python_word(of, "overload"),
        "PROPERTY", python_word(of, "property"),      "SELF",        python_word(of, "Self"),
        "STR",      python_word(of, "str"),           NULL};
    emit_line(out, "%s", "");
    emit_line(out, "@%s", python_word(of, "final"));
    emit_open(out, "class %s:", python_name(of, exact));
    python_emit_doc(out,
                    python_item_doc(of, exact->doc, &exact->marks, exact->c_name, python_doc_width(out) + 4));
    emit_line(out, "%s", "");
    emit_dedent(out);
    emit_raw(out, emit_template("backends/python/templates/exact.pyi", pairs));
}

static void emit_enum(const python_package *of, emit *out, const model_enum *described) {
    emit_line(out, "%s", "");
    emit_open(out, "class %s(%s):", python_name(of, described),
              described->is_flags
                  ? arena_printf("%s, boundary=%s", python_word(of, "IntFlag"), python_word(of, "STRICT"))
                  : python_word(of, "IntEnum"));
    python_emit_doc(out, python_item_doc(of, described->doc, &described->marks, described->c_name,
                                         python_doc_width(out) + 4));
    emit_line(out, "%s", "");
    for (guint i = 0; i < described->constants->len; i++) {
        const model_enum_constant *constant = g_ptr_array_index(described->constants, i);
        emit_line(out, "%s = %d", python_member_name(constant), constant->value);
        emit_paragraph(out, python_item_doc(of, constant->doc, &constant->marks, "", python_doc_width(out)));
    }
    emit_dedent(out);
}

static const char *built_in_error(int32_t kind) {
    static const char *const names[] = {"RuntimeError",    "KeyError",     "ValueError",
                                        "RuntimeError",    "IndexError",   "ValueError",
                                        "PermissionError", "TimeoutError", "RuntimeError",
                                        "MemoryError",     "OSError",      "NotImplementedError",
                                        "RuntimeError"};
    return kind > 0 && (size_t)kind < G_N_ELEMENTS(names) ? names[kind] : names[0];
}

static void emit_errors(const python_package *of, emit *out) {
    const char *const pairs[] = {"NAME", of->error_base,         "LIBRARY", of->model->name,
                                 "STR",  python_word(of, "str"), NULL};
    emit_raw(out, emit_template("backends/python/templates/error_base.pyi", pairs));
    for (guint i = 0; i < of->errors->len; i++) {
        const plan_error *error = g_ptr_array_index(of->errors, i);
        emit_line(out, "%s", "");
        emit_open(out, "class %s(%s, %s):", python_name(of, error), of->error_base,
                  built_in_error(error->kind));
        python_emit_doc(out, error->summary);
        emit_dedent(out);
    }
}

static void emit_constants(const python_package *of, emit *out) {
    static const char *const types[] = {
        [MODEL_INTEGER_CONSTANT] = "int", [MODEL_FLOAT_CONSTANT] = "float", [MODEL_TEXT_CONSTANT] = "str"};
    if (of->model->constants->len > 0)
        emit_line(out, "%s", "");
    for (guint i = 0; i < of->model->constants->len; i++) {
        const model_constant *constant = g_ptr_array_index(of->model->constants, i);
        emit_line(out, "%s: %s[%s]", python_name(of, constant), python_word(of, "Final"),
                  python_word(of, types[constant->kind]));
        emit_paragraph(out, python_item_doc(of, constant->doc, &constant->marks, "", PYTHON_WIDTH - 4));
    }
}

/* ---- The file ---- */

static bool mentions(const char *text, const char *word) {
    for (const char *at = strstr(text, word); at != NULL; at = strstr(at + 1, word)) {
        char after = at[strlen(word)];
        bool starts = at == text || !(g_ascii_isalnum(at[-1]) || at[-1] == '_' || at[-1] == '.');
        if (starts && !g_ascii_isalnum(after) && after != '_')
            return true;
    }
    return false;
}

void python_import_names(emit *out, const char *head, const GPtrArray *names) {
    const char *line = arena_printf("%s%s", head, emit_join(names, ", "));
    if (emit_fits(out, line))
        emit_line(out, "%s", line);
    else
        emit_list(out, arena_printf("%s(", head), names, ")", true);
}

/* Imports what the body mentions, in the order of the import sorter. */
static void emit_import(const python_package *of, emit *out, const char *body, const char *source,
                        const char *const *names) {
    const char *head = arena_printf("from %s import ", source);
    GPtrArray *used = arena_array();
    for (const char *const *name = names; *name != NULL; name++) {
        if (python_word(of, *name) == *name && mentions(body, *name))
            g_ptr_array_add(used, (gpointer)(uintptr_t)*name);
    }
    if (used->len > 0)
        python_import_names(out, head, used);
    for (const char *const *name = names; *name != NULL; name++) {
        const char *word = python_word(of, *name);
        if (word != *name && mentions(body, word))
            emit_line(out, "%s%s as %s", head, *name, word);
    }
}

void python_emit_imports(const python_package *of, emit *out, const char *body) {
    static const char *const abc[] = {"Callable", "Iterator", "Mapping", "Sequence", NULL};
    static const char *const times[] = {"datetime", "timedelta", NULL};
    static const char *const decimals[] = {"Decimal", NULL};
    static const char *const enums[] = {"STRICT", "IntEnum", "IntFlag", NULL};
    static const char *const typing[] = {"TYPE_CHECKING",
                                         "Any",
                                         "ClassVar",
                                         "Final",
                                         "Generic",
                                         "NoReturn",
                                         "Protocol",
                                         "Self",
                                         "SupportsIndex",
                                         "TypeAlias",
                                         "TypeVar",
                                         "final",
                                         "overload",
                                         "runtime_checkable",
                                         NULL};
    static const char *const extensions[] = {"Buffer", "deprecated", "disjoint_base", NULL};
    if (strstr(body, "builtins.") != NULL)
        emit_line(out, "import builtins");
    emit_import(of, out, body, "collections.abc", abc);
    emit_import(of, out, body, "datetime", times);
    emit_import(of, out, body, "decimal", decimals);
    emit_import(of, out, body, "enum", enums);
    emit_import(of, out, body, "typing", typing);
    bool extends = false;
    for (const char *const *name = extensions; *name != NULL; name++)
        extends = extends || mentions(body, python_word(of, *name));
    if (extends)
        emit_line(out, "%s", "");
    emit_import(of, out, body, "typing_extensions", extensions);
}

static const char *array_class(const python_package *of) {
    const char *const pairs[] = {"BOOL",  python_word(of, "bool"),  "INT",      python_word(of, "int"),
                                 "LIST",  python_word(of, "list"),  "PROPERTY", python_word(of, "property"),
                                 "SELF",  python_word(of, "Self"),  "OBJECT",   python_word(of, "object"),
                                 "FINAL", python_word(of, "final"), "ITERATOR", python_word(of, "Iterator"),
                                 "ANY",   python_word(of, "Any"),   "TUPLE",    python_word(of, "tuple"),
                                 NULL};
    return emit_template("backends/python/templates/array.pyi", pairs);
}

/* What the library reads from and writes to. */
static void emit_streams(const python_package *of, emit *out) {
    const char *protocol = python_word(of, "Protocol");
    if (of->parts.reads) {
        const char *const pairs[] = {"PROTOCOL", protocol,
                                     "INT",      python_word(of, "int"),
                                     "BUFFER",   python_word(of, "Buffer"),
                                     "ALIAS",    python_word(of, "TypeAlias"),
                                     NULL};
        emit_raw(out, emit_template("backends/python/templates/readable.pyi", pairs));
    }
    if (of->parts.writes) {
        const char *const pairs[] = {
            "PROTOCOL", protocol, "BYTES", python_word(of, "bytes"), "OBJECT", python_word(of, "object"),
            NULL};
        emit_raw(out, emit_template("backends/python/templates/writable.pyi", pairs));
    }
}

static char *stub_body(const python_package *of) {
    emit *out = emit_new("    ", PYTHON_WIDTH);
    emit_streams(of, out);
    if (of->parts.takes_buffers) {
        const char *const pairs[] = {
            "ANY",      python_word(of, "Any"),      "PROPERTY", python_word(of, "property"),
            "STR",      python_word(of, "str"),      "DICT",     python_word(of, "dict"),
            "PROTOCOL", python_word(of, "Protocol"), "BUFFER",   python_word(of, "Buffer"),
            "CALLABLE", python_word(of, "Callable"), "ALIAS",    python_word(of, "TypeAlias"),
            NULL};
        emit_raw(out, emit_template("backends/python/templates/buffer.pyi", pairs));
    }
    if (of->parts.streams) {
        const char *const pairs[] = {
            "PROTOCOL", python_word(of, "Protocol"), "OBJECT", python_word(of, "object"),
            "FINAL",    python_word(of, "final"),    "BOOL",   python_word(of, "bool"),
            "PROPERTY", python_word(of, "property"), "SELF",   python_word(of, "Self"),
            NULL};
        emit_raw(out, emit_template("backends/python/templates/arrow.pyi", pairs));
    }
    if (of->parts.dynamics) {
        const char *const pairs[] = {"ALIAS", python_word(of, "TypeAlias"), "FLOAT", python_word(of, "float"),
                                     "STR",   python_word(of, "str"),       "BYTES", python_word(of, "bytes"),
                                     "LIST",  python_word(of, "list"),      "ANY",   python_word(of, "Any"),
                                     "TUPLE", python_word(of, "tuple"),     "DICT",  python_word(of, "dict"),
                                     NULL};
        emit_raw(out, emit_template("backends/python/templates/value.pyi", pairs));
    }
    emit_constants(of, out);
    for (guint i = 0; i < of->model->enums->len; i++)
        emit_enum(of, out, g_ptr_array_index(of->model->enums, i));
    for (guint i = 0; i < of->model->exacts->len; i++)
        emit_exact(of, out, g_ptr_array_index(of->model->exacts, i));
    for (guint i = 0; i < of->model->records->len; i++)
        python_stub_record(of, out, g_ptr_array_index(of->model->records, i));
    for (guint i = 0; i < of->model->variants->len; i++)
        python_stub_variant(of, out, g_ptr_array_index(of->model->variants, i));
    emit_errors(of, out);
    if (of->parts.arrays)
        emit_raw(out, array_class(of));
    python_emit_protocols(of, out, true);
    if (of->parts.cancels) {
        const char *const pairs[] = {
            "BOOL",     python_word(of, "bool"),     "FINAL", python_word(of, "final"),
            "PROPERTY", python_word(of, "property"), NULL};
        emit_raw(out, emit_template("backends/python/templates/cancel.pyi", pairs));
    }
    for (guint i = 0; i < of->model->classes->len; i++)
        emit_class(of, out, g_ptr_array_index(of->model->classes, i));
    const GPtrArray *functions = plan_functions_of(of->plan, NULL);
    for (guint i = 0; i < functions->len; i++) {
        emit_line(out, "%s", "");
        emit_function(of, out, g_ptr_array_index(functions, i));
    }
    return emit_finish(out);
}

#define DOC_MARK "\"\"\""

/* The author's words in docstrings may be names of Python's too; they need no import. */
const char *python_without_docs(const char *body) {
    GString *code = g_string_new(NULL);
    while (*body != '\0') {
        size_t length = strcspn(body, "\"#");
        g_string_append_len(code, body, (gssize)length);
        body += length;
        const char *end = g_str_has_prefix(body, DOC_MARK) ? strstr(body + strlen(DOC_MARK), DOC_MARK) : NULL;
        if (end != NULL)
            body = end + strlen(DOC_MARK);
        else if (*body == '#')
            body += strcspn(body, "\n");
        else if (*body != '\0')
            g_string_append_c(code, *body++);
    }
    return arena_take(g_string_free(code, FALSE));
}

void python_generate_stub(python_package *to) {
    char *body = stub_body(to);
    emit *out = emit_new("    ", PYTHON_WIDTH);
    emit_line(out, "# %s", to->banner);
    python_emit_doc(out, python_item_doc(to, to->model->doc, NULL, to->module, PYTHON_WIDTH - 3));
    emit_line(out, "%s", "");
    python_emit_imports(to, out, python_without_docs(body));
    emit_line(out, "%s", "");
    python_emit_exports(to, out);
    emit_line(out, "%s", "");
    emit_line(out, "__version__: %s", python_word(to, "str"));
    emit_raw(out, body);
    package_add(to->files, arena_printf("src/%s/__init__.pyi", to->module), emit_finish(out));
}
