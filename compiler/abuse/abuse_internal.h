/**
 * @file
 * What the files that derive the cases share.
 */
#ifndef TENON_COMPILER_ABUSE_INTERNAL_H
#define TENON_COMPILER_ABUSE_INTERNAL_H

#include "abuse/abuse.h"
#include "tenon/error.h"

/** The cases so far. */
typedef struct abuse_list {
    const plan_library *plan;
    GPtrArray *cases;
    const plan_function *function; /**< Whose cases are being added. */
    const plan_function *method;   /**< Of the interface that its value is, or null. */
} abuse_list;

enum { NO_CODE = 0 };

/** Add a case of the list's function. @param codes tenon_code or status, ended by NO_CODE. */
abuse_case *abuse_add(abuse_list *list, abuse_kind kind, int value, abuse_outcome outcome,
                      const int32_t *codes);

/** The codes of abuse_add(). */
#define CODES(...) ((const int32_t[]){__VA_ARGS__, NO_CODE})

/** As abuse_add() once per variant from 0. */
void abuse_add_variants(abuse_list *list, abuse_kind kind, int value, unsigned variants,
                        abuse_outcome outcome, const int32_t *codes);

/** The step of that kind about the value (PLAN_NONE: the first of the kind), or null. */
const plan_step *abuse_step(const plan_function *function, plan_step_kind kind, int value);

/** Whether C passes it with no more than a look at it. */
bool abuse_is_input(const plan_value *value);

const plan_value *abuse_value(const plan_function *function, int value);

/** The functions of one library by what they do with a class; null where there is none. */
const plan_function *abuse_holder(const plan_library *plan, const model_class *class_of, bool exclusively);
const plan_function *abuse_caller_back(const plan_library *plan, const model_class *class_of,
                                       bool exclusively);
const plan_function *abuse_freezer(const plan_library *plan, const model_class *class_of, bool writes);
const plan_function *abuse_keeper(const plan_library *plan, const model_class *class_of);
const plan_function *abuse_child_maker(const plan_library *plan, const model_class *class_of);
const plan_function *abuse_callback_keeper(const plan_library *plan);

/** The cases of one part each. */
void abuse_of_objects(abuse_list *list, int value);
void abuse_of_inputs(abuse_list *list, int value);
void abuse_of_results(abuse_list *list);
void abuse_of_methods(abuse_list *list, int value);

#endif /* TENON_COMPILER_ABUSE_INTERNAL_H */
