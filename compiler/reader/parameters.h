/**
 * @file
 * Reads one parameter or result of a function: what it is, which way it goes, who owns it, how long it is.
 */
#ifndef TENON_COMPILER_PARAMETERS_H
#define TENON_COMPILER_PARAMETERS_H

#include "reader/annotations.h"
#include "reader/reader_internal.h"

/** A parameter together with what was said of it, until lengths are resolved. */
typedef struct read_parameter {
    CXCursor cursor;
    annotations said;
    read_type type;
    model_parameter *parameter;
    const char *function; /**< C name, for messages. */
    bool is_result;
} read_parameter;

/** Read a parameter's own part: type, direction, ownership, nullness. Findings where something is unsaid. */
read_parameter read_one_parameter(reader *in, CXCursor cursor, const char *function,
                                  CXCursor function_cursor);

/** The same for a result of that type; `parameter` is null for void. `said` is what is said of the function.
 */
read_parameter read_function_result(reader *in, CXCursor cursor, CXType type, const char *function,
                                    annotations said);

/** Whether the result is the library's status. */
bool is_status_result(const reader *in, const read_parameter *result);

/**
 * Resolve what names other parameters: lengths, TENON_KEEPS, TENON_FREEZES.
 * @param parameters read_parameter *, all of the function, in C order.
 */
void resolve_references(reader *in, GPtrArray *parameters, read_parameter *result);

/** Add a finding about it: "values of graph_set: message". */
void parameter_problem(reader *in, const read_parameter *read, const char *message, const char *remedy);

/** A parameter by its name, or MODEL_NO_PARAMETER. */
int find_parameter(const GPtrArray *parameters, const char *name);

/** After resolving: a direction, length, owner or nullness that is unsaid, and an annotation that does not
 * fit what it stands on. */
void check_complete(reader *in, const read_parameter *read);

#endif /* TENON_COMPILER_PARAMETERS_H */
