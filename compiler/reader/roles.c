#include "reader/roles.h"

#include <string.h>

#include "memory/arena.h"
#include "reader/traffic.h"
#include "tenon/error.h"

/* ---- What goes in and out ---- */

static const model_parameter *self_of(const model_function *function) {
    return g_ptr_array_index(function->parameters, 0);
}

static bool is_scalar(const model_parameter *value, model_scalar scalar) {
    return value != NULL && value->type.kind == MODEL_SCALAR && value->type.scalar == scalar &&
           value->type.meaning == MODEL_PLAIN && !value->is_array;
}

/* One value that the function returns, rather than writes through a pointer, and nothing else. */
static bool returns_only(const model_function *function, const method_traffic *traffic, model_scalar scalar) {
    return !function->returns_status && traffic->outputs == 1 && traffic->output == function->result &&
           is_scalar(function->result, scalar) && function->result->present_if == MODEL_NO_PARAMETER;
}

static bool takes_another(const model_function *function, const method_traffic *traffic) {
    const model_parameter *other = traffic->input;
    return traffic->inputs == 1 && other->type.kind == MODEL_CLASS &&
           other->type.class_of == function->owner && other->is_const && !other->nullable &&
           other->pointer_depth == 1;
}

static bool is_one_value(const model_parameter *value) {
    bool is_text_list = value->type.kind == MODEL_TEXT && value->pointer_depth == 2;
    bool is_plain = value->type.kind != MODEL_INTERFACE && value->type.kind != MODEL_CANCEL &&
                    value->type.kind != MODEL_STREAM;
    return value->role == MODEL_IN && !value->is_array && !is_text_list && is_plain && !value->nullable &&
           value->present_if == MODEL_NO_PARAMETER;
}

/* A whole number, text or enum. */
static bool is_key(const model_parameter *value) {
    bool is_number = value->type.kind == MODEL_SCALAR && value->type.meaning == MODEL_PLAIN &&
                     value->type.scalar >= MODEL_I8 && value->type.scalar <= MODEL_SIZE;
    return is_one_value(value) &&
           (is_number || value->type.kind == MODEL_TEXT || value->type.kind == MODEL_ENUM);
}

/* ---- Operators ---- */

static bool fits_equal(const model_function *function, const method_traffic *traffic) {
    return takes_another(function, traffic) && returns_only(function, traffic, MODEL_BOOL);
}

static bool fits_order(const model_function *function, const method_traffic *traffic) {
    return takes_another(function, traffic) && returns_only(function, traffic, MODEL_I32);
}

static bool fits_hash(const model_function *function, const method_traffic *traffic) {
    return traffic->inputs == 0 && returns_only(function, traffic, MODEL_U64);
}

static bool fits_length(const model_function *function, const method_traffic *traffic) {
    return traffic->inputs == 0 && returns_only(function, traffic, MODEL_SIZE);
}

static bool fits_index(const model_function *function, const method_traffic *traffic) {
    return traffic->inputs == 1 && is_key(traffic->input) && traffic->outputs == 1 &&
           function->returns_status;
}

static bool fits_contains(const model_function *function, const method_traffic *traffic) {
    return traffic->inputs == 1 && is_one_value(traffic->input) &&
           returns_only(function, traffic, MODEL_BOOL);
}

static bool fits_iterate(const model_function *function, const method_traffic *traffic) {
    (void)function;
    return traffic->inputs == 0 && traffic->outputs == 1 && traffic->output->type.kind == MODEL_CLASS &&
           !traffic->output->nullable;
}

static bool fits_text(const model_function *function, const method_traffic *traffic) {
    (void)function;
    return traffic->inputs == 0 && traffic->outputs == 1 && traffic->output->type.kind == MODEL_TEXT &&
           !traffic->output->is_array && !traffic->output->nullable;
}

/* In the order of model_operator. The prototypes are completed with the function's and the class's name. */
static const struct {
    const char *name;
    bool needs_const; /* Asking must not change the object. */
    bool (*fits)(const model_function *function, const method_traffic *traffic);
    const char *prototype;
} operators[] = {
    [MODEL_EQUAL] = {"equal", true, fits_equal, "bool %s(const %s *a, const %s *b)"},
    [MODEL_ORDER] = {"order", true, fits_order,
                     "int32_t %s(const %s *a, const %s *b): negative, 0 or positive"},
    [MODEL_HASH] = {"hash", true, fits_hash, "uint64_t %s(const %s *object)"},
    [MODEL_LENGTH] = {"length", true, fits_length, "size_t %s(const %s *object)"},
    [MODEL_INDEX] = {"index", true, fits_index,
                     "status %s(const %s *object, size_t or const char *key, value *value TENON_OUT)"},
    [MODEL_CONTAINS] = {"contains", true, fits_contains, "bool %s(const %s *object, key)"},
    [MODEL_ITERATE] = {"iterate", false, fits_iterate,
                       "TENON_OWNED iterator *%s(const %s *object), of a class with a TENON_NEXT function"},
    [MODEL_STRING] = {"text", true, fits_text,
                      "TENON_BORROWED TENON_NONNULL const char *%s(const %s *object)"},
};

static model_operator operator_named(const char *name) {
    for (model_operator operation = MODEL_EQUAL; operation <= MODEL_STRING; operation++) {
        if (strcmp(operators[operation].name, name) == 0)
            return operation;
    }
    return MODEL_NO_OPERATOR;
}

/* The prototypes have one or two %s for the class. */
static const char *prototype(model_operator operation, const model_function *function) {
    const char *class_name = function->kind == MODEL_METHOD ? function->owner->c_name : "x";
    GString *text = g_string_new(operators[operation].prototype);
    g_string_replace(text, "%s", function->c_name, 1);
    g_string_replace(text, "%s", class_name, 0);
    return arena_take(g_string_free(text, FALSE));
}

static void read_operator(reader *in, CXCursor cursor, model_function *function, const char *name) {
    model_operator operation = operator_named(name);
    if (operation == MODEL_NO_OPERATOR) {
        reader_find(in, cursor, arena_printf("TENON_OPERATOR(%s) is no operator", name),
                    "equal, order, hash, length, index, contains, iterate or text");
        return;
    }
    bool is_method = function->kind == MODEL_METHOD;
    method_traffic traffic = is_method ? traffic_of(function) : (method_traffic){0};
    bool fits = is_method && operators[operation].fits(function, &traffic) &&
                (self_of(function)->is_const || !operators[operation].needs_const);
    if (fits)
        function->operation = operation;
    else
        reader_find(in, cursor,
                    arena_printf("%s does not look like TENON_OPERATOR(%s)", function->c_name, name),
                    prototype(operation, function));
}

/* ---- Iterators and streams ---- */

static bool is_output(const model_parameter *parameter) {
    return parameter->role == MODEL_OUT || parameter->role == MODEL_INOUT;
}

/* One output that may be null, or several that are there together. */
static bool gives_one_or_none(const model_function *function) {
    method_traffic traffic = traffic_of(function);
    if (traffic.inputs > 0 || traffic.outputs == 0)
        return false;
    if (traffic.output->present_if == MODEL_NO_PARAMETER)
        return traffic.outputs == 1 && traffic.output->nullable;
    for (guint i = 1; i < function->parameters->len; i++) {
        const model_parameter *parameter = g_ptr_array_index(function->parameters, i);
        if (is_output(parameter) && parameter->present_if != traffic.output->present_if)
            return false;
    }
    return true;
}

static void read_next(reader *in, CXCursor cursor, model_function *function) {
    if (function->kind == MODEL_METHOD && gives_one_or_none(function))
        function->is_next = true;
    else
        reader_find(in, cursor, arena_printf("%s does not give the next value or none", function->c_name),
                    "a method without arguments and with one result that is TENON_NULLABLE or "
                    "TENON_PRESENT_IF(name), for instance `bool x_next(x *it, int64_t *value TENON_OUT "
                    "TENON_PRESENT_IF(result)) TENON_NEXT`");
}

/* The bytes of a stream: the only thing besides the object. */
static bool moves_bytes(const model_function *function, model_role role, model_role count_role) {
    if (function->kind != MODEL_METHOD || function->result != NULL || function->parameters->len != 3)
        return false;
    const model_parameter *bytes = NULL;
    for (guint i = 1; i < function->parameters->len; i++) {
        const model_parameter *parameter = g_ptr_array_index(function->parameters, i);
        bytes = parameter->is_array ? parameter : bytes;
    }
    if (bytes == NULL || bytes->count_parameter == MODEL_NO_PARAMETER)
        return false;
    const model_parameter *count = g_ptr_array_index(function->parameters, (guint)bytes->count_parameter);
    return bytes->role == role && bytes->pointer_depth == 1 && bytes->type.kind == MODEL_SCALAR &&
           bytes->type.scalar == MODEL_U8 && count->type.scalar == MODEL_SIZE &&
           count->pointer_depth == (count_role == MODEL_INOUT);
}

static void read_flow(reader *in, CXCursor cursor, model_function *function, const annotations *said) {
    const char *c_name = function->c_name;
    if (said->reads && said->writes)
        reader_find(in, cursor, arena_printf("%s is said to read and to write", c_name),
                    "TENON_READS or TENON_WRITES");
    else if (said->reads && moves_bytes(function, MODEL_OUT, MODEL_INOUT))
        function->flow = MODEL_READS;
    else if (said->reads)
        reader_find(
            in, cursor, arena_printf("%s does not fill a chunk of bytes", c_name),
            arena_printf("status %s(x *stream, void *buffer TENON_OUT TENON_COUNTED_BY(size), size_t *size "
                         "TENON_INOUT): 0 bytes are the end",
                         c_name));
    else if (said->writes && moves_bytes(function, MODEL_IN, MODEL_IN))
        function->flow = MODEL_WRITES;
    else if (said->writes)
        reader_find(
            in, cursor, arena_printf("%s does not take a chunk of bytes", c_name),
            arena_printf("status %s(x *stream, const void *data TENON_COUNTED_BY(size), size_t size): takes "
                         "all of it or fails",
                         c_name));
}

/* ---- Static functions ---- */

static const model_class *class_named(const reader *in, const char *c_name) {
    for (guint i = 0; i < in->library->classes->len; i++) {
        const model_class *class_of = g_ptr_array_index(in->library->classes, i);
        if (strcmp(class_of->c_name, c_name) == 0)
            return class_of;
    }
    return NULL;
}

static void read_static(reader *in, CXCursor cursor, model_function *function, const char *c_name) {
    const model_class *class_of = class_named(in, c_name);
    if (class_of == NULL) {
        reader_find(in, cursor, arena_printf("TENON_STATIC(%s) names no class of this contract", c_name),
                    "TENON_STATIC(x) with the typedef of an opaque struct");
    } else if (function->kind == MODEL_CONSTRUCTOR) {
        reader_find(in, cursor,
                    arena_printf("%s makes a %s, so it needs no object anyway", function->c_name,
                                 function->owner->c_name),
                    "it without TENON_STATIC");
    } else if (function->kind != MODEL_FREE_FUNCTION) {
        reader_find(in, cursor,
                    arena_printf("%s takes its object first: it is no static function", function->c_name),
                    "it without TENON_STATIC, or without the object");
    } else {
        const char *prefix = reader_type_name(class_of->c_name, "");
        function->is_static = true;
        function->owner = class_of;
        function->name = reader_short_name(function->c_name, prefix);
        if (strcmp(function->name, reader_words(function->c_name)) == 0)
            function->name = reader_short_name(function->c_name, in->library->name);
    }
}

/* ---- Waiting ---- */

enum { LONGEST_WAIT = 24 * 60 * 60 * 1000 };

static bool uses_an_object(const model_function *function) {
    for (guint i = 0; i < function->parameters->len; i++) {
        const model_parameter *parameter = g_ptr_array_index(function->parameters, i);
        if (parameter->type.kind == MODEL_CLASS && parameter->role == MODEL_IN)
            return true;
    }
    return false;
}

static void read_wait(reader *in, CXCursor cursor, model_function *function, const char *milliseconds) {
    guint64 wait = 0;
    if (!g_ascii_string_to_unsigned(milliseconds, 10, 1, LONGEST_WAIT, &wait, NULL))
        reader_find(in, cursor, arena_printf("TENON_WAITS(%s) is no number of milliseconds", milliseconds),
                    "TENON_WAITS(250): a plain number, a day at most");
    else if (!uses_an_object(function))
        reader_find(in, cursor, arena_printf("%s uses no object that it could wait for", function->c_name),
                    "no TENON_WAITS");
    else if (function->lock == MODEL_LOCK_BRIEF)
        reader_find(in, cursor, arena_printf("%s is said to be brief, and to wait", function->c_name),
                    "TENON_BRIEF or TENON_WAITS");
    else
        function->wait = (unsigned)wait;
}

void read_roles(reader *in, CXCursor cursor, model_function *function, const annotations *said) {
    if (said->static_of != NULL)
        read_static(in, cursor, function, said->static_of);
    if (said->operation != NULL)
        read_operator(in, cursor, function, said->operation);
    if (said->next)
        read_next(in, cursor, function);
    if (said->reads || said->writes)
        read_flow(in, cursor, function, said);
    if (said->waits != NULL)
        read_wait(in, cursor, function, said->waits);
}

/* ---- The whole class ---- */

static const model_function *operator_of(const model_class *class_of, model_operator operation) {
    for (guint i = 0; i < class_of->functions->len; i++) {
        const model_function *function = g_ptr_array_index(class_of->functions, i);
        if (function->operation == operation)
            return function;
    }
    return NULL;
}

static void find_twice(reader *in, const model_class *class_of, const model_function *first,
                       const model_function *second, const char *what) {
    findings_add(in->all, second->location,
                 arena_printf("%s has %s already: %s", class_of->c_name, what, first->c_name),
                 arena_printf("%s on one of them", what));
}

/* Whether both are the same thing to their class, which has that once. */
static const char *same_role(const model_function *a, const model_function *b) {
    if (a->operation != MODEL_NO_OPERATOR && a->operation == b->operation)
        return arena_printf("TENON_OPERATOR(%s)", operators[a->operation].name);
    if (a->is_next && b->is_next)
        return "TENON_NEXT";
    if (a->flow != MODEL_NO_FLOW && a->flow == b->flow)
        return a->flow == MODEL_READS ? "TENON_READS" : "TENON_WRITES";
    return NULL;
}

static void check_once(reader *in, const model_class *class_of) {
    for (guint i = 0; i < class_of->functions->len; i++) {
        const model_function *second = g_ptr_array_index(class_of->functions, i);
        for (guint j = 0; j < i; j++) {
            const model_function *first = g_ptr_array_index(class_of->functions, j);
            const char *what = same_role(first, second);
            if (what != NULL)
                find_twice(in, class_of, first, second, what);
        }
    }
}

static bool is_iterator(const model_class *class_of) {
    for (guint i = 0; i < class_of->functions->len; i++) {
        const model_function *function = g_ptr_array_index(class_of->functions, i);
        if (function->is_next)
            return true;
    }
    return false;
}

static void check_iterate(reader *in, const model_class *class_of) {
    const model_function *iterate = operator_of(class_of, MODEL_ITERATE);
    if (iterate == NULL)
        return;
    const model_class *made = traffic_of(iterate).output->type.class_of;
    if (!is_iterator(made))
        findings_add(in->all, iterate->location,
                     arena_printf("%s gives a %s, which has no next value", iterate->c_name, made->c_name),
                     arena_printf("TENON_NEXT on a method of %s", made->c_name));
}

/* Python ends a loop, and Rust an option, where nothing is there: the library must be able to say so. */
static void check_index(reader *in, const model_class *class_of) {
    const model_function *index = operator_of(class_of, MODEL_INDEX);
    const model_enum *status = in->library->status;
    bool can_say_no = false;
    for (guint i = 0; index != NULL && i < status->constants->len; i++) {
        const model_enum_constant *constant = g_ptr_array_index(status->constants, i);
        can_say_no =
            can_say_no || constant->kind == TENON_KIND_NOT_FOUND || constant->kind == TENON_KIND_OUT_OF_RANGE;
    }
    if (index != NULL && !can_say_no)
        findings_add(in->all, index->location,
                     arena_printf("%s cannot say that nothing is there", index->c_name),
                     arena_printf("a constant of %s with TENON_KIND(not_found) or TENON_KIND(out_of_range)",
                                  status->c_name));
}

void check_roles(reader *in, const model_class *class_of) {
    check_once(in, class_of);
    check_iterate(in, class_of);
    check_index(in, class_of);
    const model_operator of_equal[] = {MODEL_ORDER, MODEL_HASH};
    for (size_t i = 0; i < G_N_ELEMENTS(of_equal); i++) {
        const model_function *function = operator_of(class_of, of_equal[i]);
        if (function != NULL && operator_of(class_of, MODEL_EQUAL) == NULL)
            findings_add(
                in->all, function->location,
                arena_printf("%s has TENON_OPERATOR(%s), but nothing says which of its objects are equal",
                             class_of->c_name, operators[of_equal[i]].name),
                arena_printf("TENON_OPERATOR(equal) on `bool %s_equal(const %s *a, const %s *b)` as well",
                             class_of->c_name, class_of->c_name, class_of->c_name));
    }
}
