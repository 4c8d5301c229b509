#include "inspect/inspect.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>

#include "inspect/inspect_internal.h"
#include "memory/arena.h"
#include "model/kinds.h"
#include "model/languages.h"
#include "plan/features.h"

void put_text(json_t *object, const char *key, const char *text) {
    if (text != NULL && text[0] != '\0')
        json_object_set_new(object, key, json_string(text));
}

void put_flag(json_t *object, const char *key, bool flag) {
    if (flag)
        json_object_set_new(object, key, json_true());
}

json_t *list_of(const GPtrArray *items, json_t *(*make)(const void *item)) {
    json_t *list = json_array();
    for (guint i = 0; i < items->len; i++)
        json_array_append_new(list, make(g_ptr_array_index(items, i)));
    return list;
}

static json_t *throw_json(const void *item) {
    const model_throw *thrown = item;
    json_t *object = json_object();
    put_text(object, "constant", thrown->constant);
    put_text(object, "text", thrown->text);
    return object;
}

/* {"python": text, ...}, where there is any. */
static void put_per_language(json_t *object, const char *key, const char *const *texts) {
    json_t *json = json_object();
    for (model_language language = 0; language < MODEL_LANGUAGES; language++)
        put_text(json, language_name(language), texts[language]);
    if (json_object_size(json) > 0)
        json_object_set(object, key, json);
    json_decref(json);
}

void put_doc(json_t *object, const model_doc *doc) {
    json_t *json = json_object();
    put_text(json, "summary", doc->summary);
    put_text(json, "details", doc->details);
    put_text(json, "returns", doc->returns);
    if (doc->throws->len > 0)
        json_object_set_new(json, "throws", list_of(doc->throws, throw_json));
    put_per_language(json, "examples", doc->examples);
    if (json_object_size(json) > 0)
        json_object_set(object, "doc", json);
    json_decref(json);
}

void put_marks(json_t *object, const model_marks *marks) {
    put_text(object, "deprecated", marks->deprecated);
    put_text(object, "since", marks->since);
    put_per_language(object, "names", marks->names);
}

static void put_line(json_t *object, const model_location *location) {
    json_object_set_new(object, "line", json_integer(location->line));
}

static const char *const scalar_names[] = {
    [MODEL_BOOL] = "bool", [MODEL_I8] = "i8",     [MODEL_I16] = "i16", [MODEL_I32] = "i32",
    [MODEL_I64] = "i64",   [MODEL_U8] = "u8",     [MODEL_U16] = "u16", [MODEL_U32] = "u32",
    [MODEL_U64] = "u64",   [MODEL_SIZE] = "size", [MODEL_F32] = "f32", [MODEL_F64] = "f64",
    [MODEL_I128] = "i128", [MODEL_U128] = "u128",
};

json_t *type_json(const model_type *type) {
    switch (type->kind) {
    case MODEL_SCALAR:
        return json_string(scalar_names[type->scalar]);
    case MODEL_TEXT:
        return json_string("text");
    case MODEL_STREAM:
        return json_string("stream");
    case MODEL_DYNAMIC:
        return json_string("dynamic");
    case MODEL_ENUM:
    case MODEL_RECORD:
    case MODEL_VARIANT:
    case MODEL_CLASS:
    case MODEL_INTERFACE:
    case MODEL_CANCEL:
        return json_string(type->c_name);
    }
    return json_null();
}

void put_meaning(json_t *object, const model_type *type) {
    static const char *const units[] = {[MODEL_SECONDS] = "seconds",
                                        [MODEL_MILLISECONDS] = "milliseconds",
                                        [MODEL_MICROSECONDS] = "microseconds",
                                        [MODEL_NANOSECONDS] = "nanoseconds"};
    if (type->meaning == MODEL_INSTANT || type->meaning == MODEL_DURATION)
        put_text(object, type->meaning == MODEL_INSTANT ? "instant" : "duration", units[type->unit]);
    if (type->meaning == MODEL_EXACT)
        put_text(object, "exact", type->exact->c_name);
}

static json_t *constant_json(const void *item) {
    const model_constant *constant = item;
    json_t *object = json_object();
    put_text(object, "c_name", constant->c_name);
    put_text(object, "name", constant->name);
    put_marks(object, &constant->marks);
    put_doc(object, constant->doc);
    put_line(object, &constant->location);
    if (constant->kind == MODEL_FLOAT_CONSTANT)
        json_object_set_new(object, "value", json_real(constant->number));
    else if (constant->kind == MODEL_TEXT_CONSTANT)
        json_object_set_new(object, "value", json_string(constant->text));
    else if (constant->is_unsigned && constant->integer < 0)
        json_object_set_new(object, "value",
                            json_string(arena_printf("%" PRIu64, (uint64_t)constant->integer)));
    else
        json_object_set_new(object, "value", json_integer(constant->integer));
    return object;
}

static json_t *enum_constant_json(const void *item) {
    const model_enum_constant *constant = item;
    json_t *object = json_object();
    put_text(object, "c_name", constant->c_name);
    put_text(object, "name", constant->name);
    json_object_set_new(object, "value", json_integer(constant->value));
    if (constant->kind != 0)
        put_text(object, "kind", kind_name(constant->kind));
    put_marks(object, &constant->marks);
    put_doc(object, constant->doc);
    return object;
}

static json_t *enum_json(const void *item) {
    const model_enum *of = item;
    json_t *object = json_object();
    put_text(object, "c_name", of->c_name);
    put_text(object, "name", of->name);
    put_marks(object, &of->marks);
    put_doc(object, of->doc);
    put_line(object, &of->location);
    put_flag(object, "is_flags", of->is_flags);
    json_object_set_new(object, "constants", list_of(of->constants, enum_constant_json));
    return object;
}

static json_t *field_json(const model_record *record, const model_field *field) {
    json_t *object = json_object();
    put_text(object, "name", field->name);
    json_object_set_new(object, "type", type_json(&field->type));
    put_meaning(object, &field->type);
    put_flag(object, "nullable", field->nullable);
    put_flag(object, "is_presence", field->is_presence);
    if (field->present_if != MODEL_NO_FIELD)
        put_text(object, "present_if",
                 ((const model_field *)g_ptr_array_index(record->fields, (guint)field->present_if))->name);
    put_marks(object, &field->marks);
    put_doc(object, field->doc);
    return object;
}

static json_t *record_json(const void *item) {
    const model_record *record = item;
    json_t *object = json_object();
    put_text(object, "c_name", record->c_name);
    put_text(object, "name", record->name);
    put_marks(object, &record->marks);
    put_doc(object, record->doc);
    put_line(object, &record->location);
    json_t *fields = json_array();
    for (guint i = 0; i < record->fields->len; i++)
        json_array_append_new(fields, field_json(record, g_ptr_array_index(record->fields, i)));
    json_object_set_new(object, "fields", fields);
    json_object_set_new(object, "size", json_integer((json_int_t)record->size));
    json_object_set_new(object, "alignment", json_integer((json_int_t)record->alignment));
    return object;
}

static json_t *case_json(const void *item) {
    const model_case *one = item;
    json_t *object = json_object();
    put_text(object, "constant", one->constant->c_name);
    put_text(object, "member", one->member);
    if (one->member != NULL) {
        json_object_set_new(object, "type", type_json(&one->type));
        put_meaning(object, &one->type);
    }
    put_flag(object, "nullable", one->nullable);
    put_doc(object, one->doc);
    return object;
}

static json_t *variant_json(const void *item) {
    const model_variant *variant = item;
    json_t *object = json_object();
    put_text(object, "c_name", variant->c_name);
    put_text(object, "name", variant->name);
    put_marks(object, &variant->marks);
    put_doc(object, variant->doc);
    put_line(object, &variant->location);
    put_text(object, "tag", variant->tag->c_name);
    put_text(object, "tag_field", variant->tag_field);
    put_text(object, "union_field", variant->union_field);
    json_object_set_new(object, "cases", list_of(variant->cases, case_json));
    json_object_set_new(object, "size", json_integer((json_int_t)variant->size));
    json_object_set_new(object, "alignment", json_integer((json_int_t)variant->alignment));
    return object;
}

static json_t *exact_json(const void *item) {
    const model_exact *exact = item;
    json_t *object = json_object();
    put_text(object, "c_name", exact->c_name);
    put_text(object, "name", exact->name);
    put_marks(object, &exact->marks);
    put_doc(object, exact->doc);
    put_line(object, &exact->location);
    json_object_set_new(object, "digits", json_integer(exact->digits));
    return object;
}

static json_t *class_json(const void *item) {
    static const char *const threads[] = {"any", "serial", "one"};
    const model_class *of = item;
    json_t *object = json_object();
    put_text(object, "c_name", of->c_name);
    put_text(object, "name", of->name);
    put_text(object, "threads", threads[of->threads]);
    put_text(object, "destructor", of->destructor->c_name);
    put_marks(object, &of->marks);
    put_doc(object, of->doc);
    put_line(object, &of->location);
    json_object_set_new(object, "tag", json_integer(of->tag));
    return object;
}

static json_t *error_json(const void *item) {
    const plan_error *error = item;
    json_t *object = json_object();
    json_object_set_new(object, "code", json_integer(error->code));
    put_text(object, "c_name", error->c_name);
    put_text(object, "name", error->name);
    put_text(object, "kind", kind_name(error->kind));
    put_flag(object, "is_boundary", error->is_boundary);
    put_text(object, "summary", error->summary);
    return object;
}

static json_t *model_json(const model_library *model) {
    json_t *object = json_object();
    put_text(object, "name", model->name);
    json_object_set_new(object, "version", json_string(arena_printf("%u.%u", model->major, model->minor)));
    put_text(object, "header", model->header_name);
    put_per_language(object, "packages", model->packages);
    put_doc(object, model->doc);
    json_object_set_new(object, "constants", list_of(model->constants, constant_json));
    json_object_set_new(object, "enums", list_of(model->enums, enum_json));
    if (model->status != NULL)
        json_object_set_new(object, "status", enum_json(model->status));
    json_object_set_new(object, "records", list_of(model->records, record_json));
    if (model->variants->len > 0)
        json_object_set_new(object, "variants", list_of(model->variants, variant_json));
    if (model->exacts->len > 0)
        json_object_set_new(object, "exacts", list_of(model->exacts, exact_json));
    json_object_set_new(object, "classes", list_of(model->classes, class_json));
    return object;
}

static json_t *feature_json(const void *item) {
    const plan_feature_use *use = item;
    json_t *object = json_object();
    put_text(object, "feature", feature_key(use->feature));
    put_text(object, "used_by", use->item);
    put_line(object, &use->location);
    return object;
}

char *inspect_json(const plan_library *plan, json_t *words) {
    json_t *object = json_object();
    json_object_set_new(object, "format", json_integer(1));
    json_object_set_new(object, "model", model_json(plan->model));
    json_object_set_new(object, "interfaces", list_of(plan->interfaces, interface_json));
    json_object_set_new(object, "functions", list_of(plan->functions, function_json));
    json_object_set_new(object, "errors", list_of(plan->errors, error_json));
    json_object_set_new(object, "features", list_of(plan->features, feature_json));
    put_text(object, "hash", plan->hash);
    if (words != NULL)
        json_object_set_new(object, "words", words);
    char *text = json_dumps(object, JSON_INDENT(2) | JSON_SORT_KEYS | JSON_REAL_PRECISION(17));
    json_decref(object);
    char *result = arena_printf("%s\n", text);
    free(text);
    return result;
}
