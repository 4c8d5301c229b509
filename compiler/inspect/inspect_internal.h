/**
 * @file
 * What the files of inspect share. Absent members mean "" or false, so that the JSON shows what is said.
 */
#ifndef TENON_COMPILER_INSPECT_INTERNAL_H
#define TENON_COMPILER_INSPECT_INTERNAL_H

#include <jansson.h>

#include "plan/plan.h"

void put_text(json_t *object, const char *key, const char *text);
void put_flag(json_t *object, const char *key, bool flag);
void put_doc(json_t *object, const model_doc *doc);
void put_marks(json_t *object, const model_marks *marks);
json_t *list_of(const GPtrArray *items, json_t *(*make)(const void *item));
json_t *type_json(const model_type *type);

/** What a number means, where it is more than a number. */
void put_meaning(json_t *object, const model_type *type);

/** A plan_function. */
json_t *function_json(const void *item);

/** A plan_interface. */
json_t *interface_json(const void *item);

#endif /* TENON_COMPILER_INSPECT_INTERNAL_H */
