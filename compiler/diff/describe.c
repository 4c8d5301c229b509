/* From the plans of a contract to its surface. */

#include <inttypes.h>
#include <string.h>

#include "backends/backend.h"
#include "diff/surface.h"
#include "memory/arena.h"
#include "model/kinds.h"
#include "model/languages.h"

/* What is described: one language's contract. */
typedef struct describing {
    const plan_library *plan;
    const surface *into;
    GHashTable *fingerprints; /* C name -> its hash, as the handshake compares it */
    GHashTable *goes;         /* model_record or model_variant -> GOES_IN | GOES_OUT */
} describing;

enum { GOES_IN = 1, GOES_OUT = 2 };

static const char *yes_if(bool said) {
    return said ? "yes" : NULL;
}

/* ---- Docs and marks ---- */

static const char *doc_text(const model_doc *doc) {
    GString *text = g_string_new(doc->summary);
    g_string_append_printf(text, "\n%s\n%s", doc->details, doc->returns);
    for (guint i = 0; i < doc->throws->len; i++) {
        const model_throw *thrown = g_ptr_array_index(doc->throws, i);
        g_string_append_printf(text, "\n%s %s", thrown->constant, thrown->text);
    }
    for (size_t i = 0; i < MODEL_LANGUAGES; i++)
        g_string_append_printf(text, "\n%s", doc->examples[i] == NULL ? "" : doc->examples[i]);
    return arena_take(g_string_free(text, FALSE));
}

static void say_marks(surface_item *item, const model_marks *marks) {
    surface_say(item, "deprecated", marks->deprecated);
    surface_say(item, "since", marks->since);
    for (model_language language = 0; language < MODEL_LANGUAGES; language++)
        surface_say(item, arena_printf("name %s", language_name(language)), marks->names[language]);
}

static void say_all(surface_item *item, const model_marks *marks, const model_doc *doc,
                    model_location location) {
    say_marks(item, marks);
    item->doc = doc_text(doc);
    item->location = location;
}

static surface_item *add_item(const describing *in, const char *kind, const char *name, const char *said) {
    surface_item *item = surface_add(in->into->items, kind, name, said);
    surface_say(item, "fingerprint", g_hash_table_lookup(in->fingerprints, name));
    return item;
}

/* ---- Types ---- */

/* "const double *": without the spaces and names that authors choose. */
static const char *c_type(const model_type *type, bool is_const, int stars) {
    const char *base = type->c_name;
    GString *text = g_string_new(is_const && stars > 0 ? "const " : "");
    g_string_append_printf(text, "%s%s", base, stars > 0 ? " " : "");
    for (int i = 0; i < stars; i++)
        g_string_append_c(text, '*');
    return arena_take(g_string_free(text, FALSE));
}

static void say_meaning(surface_item *item, const model_type *type) {
    static const char *const units[] = {[MODEL_SECONDS] = "seconds",
                                        [MODEL_MILLISECONDS] = "milliseconds",
                                        [MODEL_MICROSECONDS] = "microseconds",
                                        [MODEL_NANOSECONDS] = "nanoseconds"};
    if (type->meaning == MODEL_INSTANT || type->meaning == MODEL_DURATION)
        surface_say(item, "means",
                    arena_printf("%s in %s", type->meaning == MODEL_INSTANT ? "instant" : "duration",
                                 units[type->unit]));
    if (type->meaning == MODEL_EXACT)
        surface_say(item, "means", type->exact->c_name);
}

static const char *number_text(double number) {
    char text[G_ASCII_DTOSTR_BUF_SIZE];
    return arena_strdup(g_ascii_dtostr(text, sizeof text, number));
}

static const char *integer_text(int64_t integer, bool is_unsigned) {
    return is_unsigned ? arena_printf("%" PRIu64, (uint64_t)integer) : arena_printf("%" PRIi64, integer);
}

static const char *default_text(const model_default *value) {
    switch (value->kind) {
    case MODEL_DEFAULT_NONE:
        return "NULL";
    case MODEL_DEFAULT_BOOL:
        return value->integer != 0 ? "true" : "false";
    case MODEL_DEFAULT_INTEGER:
        return integer_text(value->integer, value->is_unsigned);
    case MODEL_DEFAULT_NUMBER:
        return number_text(value->number);
    case MODEL_DEFAULT_ENUM:
        return value->constant != NULL ? value->constant->c_name : integer_text(value->integer, false);
    case MODEL_DEFAULT_TEXT:
        return arena_printf("\"%s\"", value->text);
    }
    return NULL;
}

/* ---- Functions ---- */

static const char *parameter_name(const model_function *function, int index) {
    if (index == MODEL_BY_RESULT)
        return "result";
    return index < 0 ? NULL
                     : ((const model_parameter *)g_ptr_array_index(function->parameters, (guint)index))->name;
}

static const char *role_text(const model_function *function, const model_parameter *parameter) {
    switch (parameter->role) {
    case MODEL_IN:
        return NULL;
    case MODEL_OUT:
        return "out";
    case MODEL_INOUT:
        return "in and out";
    case MODEL_COUNT:
        return "count";
    case MODEL_PRESENCE:
        return "presence";
    case MODEL_CONTEXT:
        return arena_printf("context of %s", parameter_name(function, parameter->context_of));
    case MODEL_DROP:
        return arena_printf("drop of %s", parameter_name(function, parameter->context_of));
    }
    return NULL;
}

static void describe_parameter(surface_item *into, const model_function *function,
                               const model_parameter *parameter, bool is_result) {
    static const char *const ownerships[] = {
        [MODEL_UNOWNED] = NULL,    [MODEL_OWNED] = "owned",    [MODEL_BORROWED] = "borrowed",
        [MODEL_VIEWED] = "a view", [MODEL_DESTROYED] = "ends", [MODEL_CONSUMED] = "consumed"};
    static const char *const scopes[] = {[MODEL_SCOPE_UNSAID] = NULL,
                                         [MODEL_DURING_CALL] = "during the call",
                                         [MODEL_ONCE] = "once",
                                         [MODEL_UNTIL_REPLACED] = "until replaced",
                                         [MODEL_UNTIL_DROPPED] = "until dropped"};
    surface_item *item = surface_add(into->parts, is_result ? "result" : "parameter", parameter->name,
                                     c_type(&parameter->type, parameter->is_const, parameter->pointer_depth));
    surface_say(item, "role",
                is_result && parameter->role == MODEL_OUT ? NULL : role_text(function, parameter));
    surface_say(item, "counted by", parameter_name(function, parameter->count_parameter));
    surface_say(item, "nullable", yes_if(parameter->nullable));
    surface_say(item, "owner", ownerships[parameter->ownership]);
    surface_say(item, "freed by", parameter->freed_by);
    surface_say(item, parameter->freezes ? "freezes" : "keeps",
                parameter_name(function, parameter->keeps_parameter));
    surface_say(item, "called", scopes[parameter->scope]);
    surface_say(item, "progress", yes_if(parameter->is_progress));
    surface_say(item, "present if", parameter_name(function, parameter->present_if));
    surface_say(item, "keyed by", parameter_name(function, parameter->keyed_by));
    if (parameter->default_constant != NULL)
        surface_say(item, "default", default_text(parameter->default_constant));
    say_meaning(item, &parameter->type);
    say_marks(item, &parameter->marks);
    item->doc = parameter->doc;
    item->location = parameter->location;
}

static const char *function_role(const model_function *function) {
    const char *owner = function->owner == NULL ? "" : function->owner->c_name;
    if (function->is_property)
        return arena_printf("%s of %s", function->is_setter ? "setter" : "getter", owner);
    switch (function->kind) {
    case MODEL_CONSTRUCTOR:
        return arena_printf("constructor of %s", owner);
    case MODEL_DESTRUCTOR:
        return arena_printf("destructor of %s", owner);
    case MODEL_METHOD:
        return arena_printf("method of %s", owner);
    case MODEL_FREE_FUNCTION:
        return function->is_static ? arena_printf("static function of %s", owner) : "function";
    case MODEL_IMPLEMENTED:
        return NULL;
    }
    return NULL;
}

static const char *flow_text(model_flow flow) {
    return flow == MODEL_NO_FLOW ? NULL : flow == MODEL_READS ? "reads" : "writes";
}

static void describe_call(surface_item *item, const model_function *function, const plan_function *plan) {
    static const char *const operators[] = {
        [MODEL_NO_OPERATOR] = NULL,    [MODEL_EQUAL] = "equal",     [MODEL_ORDER] = "order",
        [MODEL_HASH] = "hash",         [MODEL_LENGTH] = "length",   [MODEL_INDEX] = "index",
        [MODEL_CONTAINS] = "contains", [MODEL_ITERATE] = "iterate", [MODEL_STRING] = "text"};
    surface_say(item, "property", function->is_property ? function->name : NULL);
    surface_say(item, "status", yes_if(function->returns_status));
    surface_say(item, "inline", yes_if(function->has_body));
    surface_say(item, "blocking", yes_if(function->lock == MODEL_LOCK_BLOCKING));
    surface_say(item, "brief", yes_if(function->lock == MODEL_LOCK_BRIEF));
    surface_say(item, "bridged", yes_if(function->is_bridged));
    surface_say(item, "varies", yes_if(function->varies));
    surface_say(item, "waits", function->wait == 0 ? NULL : arena_printf("%u", function->wait));
    surface_say(item, "next", yes_if(function->is_next));
    surface_say(item, "operator", operators[function->operation]);
    surface_say(item, "flow", flow_text(function->flow));
    surface_say(item, "on error", function->on_error);
    for (size_t i = 0; i < MODEL_LANGUAGES && plan != NULL; i++) {
        if (backends[i]->is_fallible != NULL)
            surface_say(item, arena_printf("fails %s", language_name(backends[i]->language)),
                        yes_if(backends[i]->is_fallible(plan)));
    }
    if (function->result != NULL)
        describe_parameter(item, function, function->result, true);
    for (guint i = 0; i < function->parameters->len; i++)
        describe_parameter(item, function, g_ptr_array_index(function->parameters, i), false);
    say_all(item, &function->marks, function->doc, function->location);
}

static void describe_function(const describing *in, const model_function *function) {
    surface_item *item = add_item(in, "function", function->c_name, function_role(function));
    surface_say(item, "short name",
                function->is_setter ? arena_printf("set_%s", function->name) : function->name);
    describe_call(item, function, plan_of(in->plan, function));
}

static void describe_interface(const describing *in, const model_interface *model) {
    surface_item *item = add_item(in, "interface", model->c_name, model->is_callback ? "callback" : "struct");
    surface_say(item, "threads", model->threads == MODEL_THREADS_ONE ? "one" : NULL);
    surface_say(item, "flow", flow_text(model->flow));
    surface_say(item, "context", model->context_field);
    surface_say(item, "drop", model->drop_field);
    for (guint i = 0; i < model->methods->len; i++) {
        const model_function *method = g_ptr_array_index(model->methods, i);
        surface_item *part = surface_add(item->parts, "method", method->name, NULL);
        surface_say(part, "context at",
                    arena_printf("%d", GPOINTER_TO_INT(g_ptr_array_index(model->context_at, i))));
        describe_call(part, method, NULL);
    }
    say_all(item, &model->marks, model->doc, model->location);
}

/* ---- Values ---- */

static void describe_constant(const describing *in, const model_constant *model) {
    const char *value = integer_text(model->integer, model->is_unsigned), *type = "integer";
    if (model->kind == MODEL_TEXT_CONSTANT)
        value = arena_printf("\"%s\"", model->text), type = "text";
    else if (model->kind == MODEL_FLOAT_CONSTANT)
        value = number_text(model->number), type = "number";
    else if (model->is_unsigned)
        type = "unsigned";
    surface_item *item = add_item(in, "constant", model->c_name, value);
    surface_say(item, "type", type);
    say_all(item, &model->marks, model->doc, model->location);
}

static void describe_exact(const describing *in, const model_exact *model) {
    surface_item *item =
        surface_add(in->into->items, "exact", model->c_name, arena_printf("%u digits", model->digits));
    say_all(item, &model->marks, model->doc, model->location);
}

static void describe_enum(const describing *in, const model_enum *model, const char *kind) {
    surface_item *item = add_item(in, kind, model->c_name, NULL);
    surface_say(item, "flags", yes_if(model->is_flags));
    for (guint i = 0; i < model->constants->len; i++) {
        const model_enum_constant *constant = g_ptr_array_index(model->constants, i);
        surface_item *part =
            surface_add(item->parts, "constant", constant->c_name, integer_text(constant->value, false));
        surface_say(part, "kind", constant->kind == 0 ? NULL : kind_name(constant->kind));
        say_all(part, &constant->marks, constant->doc, constant->location);
    }
    say_all(item, &model->marks, model->doc, model->location);
}

static void describe_record(const describing *in, const model_record *model) {
    surface_item *item = add_item(in, "record", model->c_name, NULL);
    unsigned goes = GPOINTER_TO_UINT(g_hash_table_lookup(in->goes, model));
    surface_say(item, "goes",
                goes == GOES_IN    ? "in"
                : goes == GOES_OUT ? "out"
                : goes != 0        ? "in and out"
                                   : NULL);
    for (guint i = 0; i < model->fields->len; i++) {
        const model_field *field = g_ptr_array_index(model->fields, i);
        bool is_text = field->type.kind == MODEL_TEXT;
        surface_item *part =
            surface_add(item->parts, "field", field->name, c_type(&field->type, is_text, is_text ? 1 : 0));
        surface_say(part, "nullable", yes_if(field->nullable));
        surface_say(part, "role", field->is_presence ? "presence" : NULL);
        if (field->present_if != MODEL_NO_FIELD)
            surface_say(
                part, "present if",
                ((const model_field *)g_ptr_array_index(model->fields, (guint)field->present_if))->name);
        say_meaning(part, &field->type);
        say_all(part, &field->marks, field->doc, field->location);
    }
    say_all(item, &model->marks, model->doc, model->location);
}

static void describe_variant(const describing *in, const model_variant *model) {
    surface_item *item = add_item(in, "variant", model->c_name,
                                  arena_printf("by %s %s", model->tag->c_name, model->tag_field));
    surface_say(item, "union", model->union_field[0] == '\0' ? NULL : model->union_field);
    for (guint i = 0; i < model->cases->len; i++) {
        const model_case *one = g_ptr_array_index(model->cases, i);
        bool is_text = one->member != NULL && one->type.kind == MODEL_TEXT;
        surface_item *part =
            surface_add(item->parts, "case", one->constant->c_name,
                        one->member == NULL ? "nothing" : c_type(&one->type, is_text, is_text ? 1 : 0));
        surface_say(part, "member", one->member);
        surface_say(part, "nullable", yes_if(one->nullable));
        if (one->member != NULL)
            say_meaning(part, &one->type);
        part->doc = doc_text(one->doc);
        part->location = model->location;
    }
    say_all(item, &model->marks, model->doc, model->location);
}

static void describe_class(const describing *in, const model_class *model) {
    static const char *const rules[] = {
        [MODEL_THREADS_ANY] = NULL, [MODEL_THREADS_SERIAL] = "serial", [MODEL_THREADS_ONE] = "one"};
    surface_item *item = add_item(in, "class", model->c_name, NULL);
    surface_say(item, "threads", rules[model->threads]);
    say_all(item, &model->marks, model->doc, model->location);
}

static void describe_packages(const describing *in) {
    const model_library *model = in->plan->model;
    surface_item *item = surface_add(in->into->items, "package", model->name, NULL);
    for (model_language language = 0; language < MODEL_LANGUAGES; language++)
        surface_say(item, arena_printf("name %s", language_name(language)), model->packages[language]);
    surface_say(item, "throws", model->throws_cxx ? "C++ exceptions" : NULL);
    surface_say(item, "jumps", model->jump_frame);
    item->location = model->location;
    item->doc = doc_text(model->doc);
}

/* ---- Which way records go ---- */

static void note_type(GHashTable *goes, const model_type *type, unsigned way) {
    const void *key = type->kind == MODEL_RECORD    ? (const void *)type->record
                      : type->kind == MODEL_VARIANT ? (const void *)type->variant
                                                    : NULL;
    if (key == NULL)
        return;
    unsigned known = GPOINTER_TO_UINT(g_hash_table_lookup(goes, key));
    g_hash_table_insert(goes, (gpointer)(uintptr_t)key, GUINT_TO_POINTER(known | way));
    for (guint i = 0; type->kind == MODEL_RECORD && i < type->record->fields->len; i++)
        note_type(goes, &((const model_field *)g_ptr_array_index(type->record->fields, i))->type, way);
    for (guint i = 0; type->kind == MODEL_VARIANT && i < type->variant->cases->len; i++) {
        const model_case *one = g_ptr_array_index(type->variant->cases, i);
        if (one->member != NULL)
            note_type(goes, &one->type, way);
    }
}

static void note_call(GHashTable *goes, const plan_function *plan, bool is_implemented) {
    for (guint i = 0; i < plan->values->len; i++) {
        const plan_value *value = g_ptr_array_index(plan->values, i);
        unsigned given = is_implemented ? GOES_OUT : GOES_IN, got = is_implemented ? GOES_IN : GOES_OUT;
        note_type(goes, &value->type,
                  (value->direction != PLAN_OUT ? given : 0) | (value->direction != PLAN_IN ? got : 0));
    }
}

static GHashTable *ways_of(const plan_library *plan) {
    GHashTable *goes = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < plan->functions->len; i++)
        note_call(goes, g_ptr_array_index(plan->functions, i), false);
    for (guint i = 0; i < plan->interfaces->len; i++) {
        const plan_interface *interface = g_ptr_array_index(plan->interfaces, i);
        for (guint j = 0; j < interface->methods->len; j++)
            note_call(goes, g_ptr_array_index(interface->methods, j), true);
    }
    return goes;
}

/* ---- All of it ---- */

/* The last number of a fingerprint's first line. */
static unsigned runtime_of(const plan_library *plan) {
    const char *end = strchr(plan->fingerprint, '\n');
    while (end[-1] != ' ')
        end--;
    return (unsigned)g_ascii_strtoull(end, NULL, 10);
}

/* The lines after the first are "name hash". */
static GHashTable *fingerprints_of(const plan_library *plan) {
    GHashTable *found = g_hash_table_new(g_str_hash, g_str_equal);
    char **lines = g_strsplit(plan->fingerprint, "\n", -1);
    for (size_t i = 1; lines[0] != NULL && lines[i] != NULL; i++) {
        const char *space = strrchr(lines[i], ' ');
        if (space != NULL)
            g_hash_table_insert(found, arena_take(g_strndup(lines[i], (gsize)(space - lines[i]))),
                                arena_strdup(space + 1));
    }
    g_strfreev(lines);
    return found;
}

#define DESCRIBE_ALL(in, array, describe)                                                                    \
    for (guint i = 0; i < (array)->len; i++)                                                                 \
    describe(in, g_ptr_array_index(array, i))

static void describe_library(const plan_library *plan, const surface *into) {
    const describing in = {
        .plan = plan, .into = into, .fingerprints = fingerprints_of(plan), .goes = ways_of(plan)};
    const model_library *model = plan->model;
    describe_packages(&in);
    DESCRIBE_ALL(&in, model->constants, describe_constant);
    DESCRIBE_ALL(&in, model->exacts, describe_exact);
    for (guint i = 0; i < model->enums->len; i++)
        describe_enum(&in, g_ptr_array_index(model->enums, i), "enum");
    if (model->status != NULL)
        describe_enum(&in, model->status, "status");
    DESCRIBE_ALL(&in, model->records, describe_record);
    DESCRIBE_ALL(&in, model->variants, describe_variant);
    DESCRIBE_ALL(&in, model->interfaces, describe_interface);
    DESCRIBE_ALL(&in, model->classes, describe_class);
    DESCRIBE_ALL(&in, model->functions, describe_function);
    g_hash_table_unref(in.fingerprints);
    g_hash_table_unref(in.goes);
}

/* Items that several languages' contracts have alike become one. */
static void merge(surface *into, const surface *one, unsigned language) {
    for (guint i = 0; i < one->items->len; i++) {
        surface_item *item = g_ptr_array_index(one->items, i);
        surface_item *known = NULL;
        for (guint j = 0; j < into->items->len && known == NULL; j++) {
            surface_item *other = g_ptr_array_index(into->items, j);
            if (strcmp(other->name, item->name) == 0 && surface_same_body(other, item))
                known = other;
        }
        if (known != NULL)
            known->languages |= language;
        else
            g_ptr_array_add(into->items, item);
    }
}

const surface *surface_of_plans(const plan_library *const plans[MODEL_LANGUAGES]) {
    surface *all = ARENA_NEW(surface);
    *all = (surface){.has_docs = true, .items = arena_array()};
    const plan_library *last = NULL;
    for (size_t i = 0; i < MODEL_LANGUAGES; i++) {
        if (plans[i] == NULL)
            continue;
        all->languages |= 1u << i;
        if (plans[i] == last)
            continue;
        surface one = {.items = arena_array()};
        describe_library(plans[i], &one);
        surface_sort(&one);
        unsigned language = 0;
        for (size_t j = 0; j < MODEL_LANGUAGES; j++)
            language |= plans[j] == plans[i] ? 1u << j : 0;
        for (guint j = 0; j < one.items->len; j++)
            ((surface_item *)g_ptr_array_index(one.items, j))->languages = language;
        merge(all, &one, language);
        last = plans[i];
    }
    all->name = last->model->name;
    all->major = last->model->major;
    all->minor = last->model->minor;
    all->runtime = runtime_of(last);
    all->file = last->model->header;
    surface_sort(all);
    return all;
}
