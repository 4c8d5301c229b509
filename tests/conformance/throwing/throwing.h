/**
 * @file
 * A C++ library behind a C header: patterns, numbers and tables of text, by the standard library, whose
 * functions throw.
 *
 * Nothing here catches anything: what is thrown must come out as an error in every language.
 */
#ifndef THROWING_H
#define THROWING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <tenon/contract.h>

TENON_LIBRARY(throwing, 1, 0)
TENON_SOURCES("*.cpp")
TENON_INCLUDES(".")
TENON_EXCEPTIONS(cxx)

#ifdef __cplusplus
extern "C" {
#endif

/** How a call ended where nothing was thrown. */
typedef enum TENON_STATUS throwing_status {
    THROWING_OK = 0,
    THROWING_NO_MATCH TENON_KIND(not_found), /**< The pattern is not in the text. */
} throwing_status;

/* ---- Patterns: std::regex ---- */

/** A regular expression. */
typedef struct throwing_pattern throwing_pattern;

/** Compile an expression as ECMAScript has them. Throws std::regex_error where it is none. */
throwing_pattern *throwing_pattern_new(const char *expression) TENON_OWNED;

/** Forget it. */
void throwing_pattern_free(throwing_pattern *pattern TENON_DESTROYS);

/** Whether the whole text is what the pattern says. */
bool throwing_pattern_matches(const throwing_pattern *pattern, const char *text);

/** Where the pattern begins in the text, in bytes.
 * @throws THROWING_NO_MATCH It is not in the text. */
throwing_status throwing_pattern_find(const throwing_pattern *pattern, const char *text,
                                      size_t *at TENON_OUT);

/** The text with every match replaced. Throws std::regex_error where the replacement needs too much. */
char *throwing_pattern_replace(const throwing_pattern *pattern, const char *text,
                               const char *replacement) TENON_OWNED TENON_FREED_BY(free) TENON_NONNULL;

/** The text of a group of the first match. Throws std::out_of_range where the pattern has no such group.
 * @throws THROWING_NO_MATCH The pattern is not in the text. */
throwing_status throwing_pattern_group(const throwing_pattern *pattern, const char *text, uint32_t group,
                                       char **match TENON_OUT TENON_OWNED TENON_FREED_BY(free) TENON_NONNULL);

/** Hears of a match. @return Whether to go on. */
typedef bool (*throwing_visitor)(const char *match, void *context TENON_CONTEXT) TENON_ON_ERROR(false);

/** Call for every match. Throws std::runtime_error after `limit` of them.
 * @return How many there were. */
size_t throwing_pattern_each(const throwing_pattern *pattern, const char *text, size_t limit,
                             throwing_visitor visit TENON_CALLED(during_call),
                             void *context TENON_CONTEXT_OF(visit));

/* ---- Numbers: std::stoll ---- */

/** The number that the text begins with. Throws std::invalid_argument and std::out_of_range. */
int64_t throwing_parse(const char *text);

/** The square root. Throws std::domain_error, with a text that is no UTF-8. */
double throwing_square_root(double value);

/* ---- Tables: errors with causes ---- */

/** Rows and columns of numbers. */
typedef struct throwing_table throwing_table;

/** A table of lines with numbers between commas. A bad number is nested in the error of its row, and that in
 * the error of the table. */
throwing_table *throwing_table_parse(const char *text) TENON_OWNED;

/** Throws where it was locked: an end cannot fail, so nobody hears of that. */
void throwing_table_free(throwing_table *table TENON_DESTROYS);

/** How many rows it has. */
size_t throwing_table_rows(const throwing_table *table) TENON_PROPERTY(rows);

/** A number of it. Throws std::out_of_range. */
double throwing_table_at(const throwing_table *table, size_t row, size_t column);

/** Double every number, until the first negative one: there it throws an error of its own that is no
 * std::exception. */
void throwing_table_double(throwing_table *table);

/** Make its end throw. */
void throwing_table_lock(throwing_table *table);

/* ---- Everything else that can be thrown ---- */

/** What throwing_throw() throws. */
typedef enum throwing_kind {
    THROWING_NOTHING,          /**< Nothing. */
    THROWING_BAD_ALLOC,        /**< std::bad_alloc */
    THROWING_INVALID_ARGUMENT, /**< std::invalid_argument */
    THROWING_OUT_OF_RANGE,     /**< std::out_of_range */
    THROWING_RUNTIME_ERROR,    /**< std::runtime_error */
    THROWING_OWN,              /**< A class of the library's that is a std::exception. */
    THROWING_NUMBER,           /**< An int. */
    THROWING_TEXT,             /**< A const char pointer. */
} throwing_kind;

/** Throw, on another call's behalf. */
void throwing_throw(throwing_kind what);

/** As throwing_throw(), after waiting for a moment on which others can run. */
void throwing_throw_later(throwing_kind what) TENON_BLOCKING;

/** Ask for so much memory. Throws std::bad_alloc or std::length_error. @return How much there was, in bytes.
 */
size_t throwing_reserve(size_t bytes);

#ifdef __cplusplus
}
#endif

#endif /* THROWING_H */
