/**
 * @file
 * Which characters may stand in a contract: what is UTF-8, and shows what it does.
 */
#ifndef TENON_COMPILER_ENCODING_H
#define TENON_COMPILER_ENCODING_H

#include "reader/reader_internal.h"

/**
 * Report what in a file is no text, or changes how the text around it is shown: it would end up in the docs
 * and the source code of every language.
 * @return Whether something was found.
 */
bool report_encoding(const char *header, findings *all);

/** What is wrong with the value of an annotation, which may hold escapes and must be one line of text; or
 * null. */
const char *encoding_problem(const char *value);

#endif /* TENON_COMPILER_ENCODING_H */
