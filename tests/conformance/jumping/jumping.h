/**
 * @file
 * A parser in C that handles its errors with longjmp, as libpng, Lua and many others do: of formulas such as
 * `2 * (width + 1)`.
 *
 * No function has an error of its own to return: what goes wrong jumps to the innermost frame.
 */
#ifndef JUMPING_H
#define JUMPING_H

#include <setjmp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <tenon/contract.h>

TENON_LIBRARY(jumping, 1, 0)
TENON_SOURCES("*.c")
TENON_INCLUDES(".")
TENON_JUMPS(jumping_frame, jumping_message)

#ifdef __cplusplus
extern "C" {
#endif

/** Where this thread's errors jump to; whoever calls a function below fills it by setjmp() first. */
jmp_buf *jumping_frame(void) TENON_IGNORE;

/** Why this thread's last error jumped. */
const char *jumping_message(void) TENON_IGNORE;

/** A formula that was read. */
typedef struct jumping_formula jumping_formula;

/** Says what a name in a formula stands for. */
typedef double (*jumping_lookup)(const char *name, void *context TENON_CONTEXT) TENON_ON_ERROR(0.0);

/** Read a formula: numbers, names, + - * / and parentheses. Jumps where it is none. */
jumping_formula *jumping_formula_parse(const char *text) TENON_OWNED;

/** Forget it. */
void jumping_formula_free(jumping_formula *formula TENON_DESTROYS);

/** Work it out without names. Jumps for a name and for a division by zero. */
double jumping_formula_value(const jumping_formula *formula);

/** Work it out; `lookup` says what the names stand for. Jumps for a division by zero. */
double jumping_formula_work_out(const jumping_formula *formula,
                                jumping_lookup lookup TENON_CALLED(during_call),
                                void *context TENON_CONTEXT_OF(lookup));

/** The formula as text, with all its parentheses. */
char *jumping_formula_text(const jumping_formula *formula) TENON_OWNED TENON_FREED_BY(free) TENON_NONNULL;

/** How many numbers, names and operators it has. */
size_t jumping_formula_size(const jumping_formula *formula) TENON_PROPERTY(size);

/** The names of a formula, each once per use, one after the other. */
typedef struct jumping_names jumping_names;

/** Begin with the first. */
jumping_names *jumping_names_new(const jumping_formula *formula) TENON_OWNED TENON_KEEPS(formula);

/** The end of it. */
void jumping_names_free(jumping_names *names TENON_DESTROYS);

/** The next name. Jumps behind the last. */
const char *jumping_names_take(jumping_names *names) TENON_BORROWED TENON_NONNULL;

/** Jump, after waiting for a moment on which others can run. */
void jumping_jump_later(void) TENON_BLOCKING;

#ifdef __cplusplus
}
#endif

#endif /* JUMPING_H */
