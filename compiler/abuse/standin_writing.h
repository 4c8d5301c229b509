/**
 * @file
 * One function of a stand-in library while it is written.
 */
#ifndef TENON_COMPILER_STANDIN_WRITING_H
#define TENON_COMPILER_STANDIN_WRITING_H

#include "abuse/standin_internal.h"

typedef struct writing {
    const plan_library *library;
    const plan_function *plan;
    emit *out;
    scope *scope;
    const char **names;   /**< By C parameter. */
    const char **objects; /**< By C parameter: the stand_in_object behind it. */
    const char **hosts;   /**< By C parameter: the stand_in_host of a callback. */
    const char *self;     /**< The stand_in_object of a method, or null. */
    const char *keeper;   /**< What callbacks are kept by, as an expression; or null: they are not. */
    const char *is_well;  /**< Whether the streams could be read. */
    const char *round;    /**< Which value of an iterator or stream it is; 0 for none. */
    const char *result;
    bool takes_stream;
} writing;

const model_parameter *writing_parameter(const writing *it, int index);

/** The C parameter of a value, or the function's result. */
const model_parameter *writing_of(const writing *it, const plan_value *value);

/** What a count says, as a size_t. */
const char *writing_count(const writing *it, int index);

/** standin_results.c: everything that the function gives. */
void writing_results(writing *it);

#endif /* TENON_COMPILER_STANDIN_WRITING_H */
