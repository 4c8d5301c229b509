/**
 * @file
 * The author's files that packages carry: C and C++ sources, include directories and headers.
 */
#ifndef TENON_COMPILER_SOURCES_H
#define TENON_COMPILER_SOURCES_H

#include "reader/reader_internal.h"

/** TENON_SOURCES: expand the pattern; one that matches no C file is a finding. */
void sources_add(reader *in, CXCursor cursor, const char *pattern);

/** TENON_INCLUDES: a directory that must exist. */
void includes_add(reader *in, CXCursor cursor, const char *directory);

/** TENON_ADDS: a file in a language that takes such files. */
void additions_add(reader *in, CXCursor cursor, const char *said);

/** TENON_LINKS: a library's plain name. */
void links_add(reader *in, CXCursor cursor, const char *name);

/** Collect the headers beside the contract, beside its sources and below its include directories; sort
 * everything. */
void sources_finish(reader *in);

#endif /* TENON_COMPILER_SOURCES_H */
