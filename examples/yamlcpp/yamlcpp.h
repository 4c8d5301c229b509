/**
 * @file
 * YAML, read and written by the C++ library yaml-cpp.
 *
 * The functions here are C to their callers and C++ inside; what yaml-cpp throws becomes an error.
 */
#ifndef YAMLCPP_H
#define YAMLCPP_H

#include <stddef.h>

#include <tenon/contract.h>
#include <tenon/value.h>

#ifdef __cplusplus
extern "C" {
#endif

TENON_LIBRARY(yamlcpp, 1, 0)
TENON_SOURCES("yamlcpp.cpp")
TENON_LINKS("yaml-cpp")
TENON_EXCEPTIONS(cxx)

/**
 * Read one document.
 *
 * Scalars without quotes are null, bool, whole numbers or numbers where the core schema of YAML 1.2 says so, and text
 * otherwise. Fails with the line and column where the text is not YAML, and where aliases would make the value endless or
 * larger than a million parts.
 * @param text The document.
 * @return Its value; null for an empty document.
 */
TENON_OWNED TENON_NULLABLE tenon_value *yamlcpp_load(const char *text) TENON_BLOCKING;

/**
 * Write one document, in block style.
 * @param value What to write; bytes are written as !!binary.
 * @return The text. Reading it gives an equal value.
 */
TENON_OWNED TENON_FREED_BY(free) TENON_NONNULL char *yamlcpp_dump(const tenon_value *value TENON_NULLABLE) TENON_BLOCKING;

#ifdef __cplusplus
} /* extern "C" */
#endif

#endif /* YAMLCPP_H */
