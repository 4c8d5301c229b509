/**
 * @file
 * What any declaration may carry: deprecation, the version that brought it, and its names per language.
 */
#ifndef TENON_COMPILER_MARKS_H
#define TENON_COMPILER_MARKS_H

#include "reader/annotations.h"

/** What a name names: the languages have rules for each. */
typedef enum named_kind {
    NAMED_TYPE,
    NAMED_FUNCTION,
    NAMED_MEMBER, /**< A method or property. */
    NAMED_FIELD,
    NAMED_CONSTANT,
    NAMED_ENUM_CONSTANT,
    NAMED_ERROR, /**< A failing constant of the status. */
    NAMED_PARAMETER
} named_kind;

/** The marks of one declaration; names that its languages do not take are findings. */
model_marks reader_marks(reader *in, CXCursor cursor, const annotations *said, named_kind kind);

/**
 * The marks of a type that a typedef names: typedef and struct or enum may both carry them.
 * @param place ON_STRUCT or ON_ENUM: what the typedef names.
 */
model_marks reader_type_marks(reader *in, CXCursor type_definition, annotation_place place);

/** One TENON_PACKAGE. */
void read_package(reader *in, CXCursor cursor, const char *value);

#endif /* TENON_COMPILER_MARKS_H */
