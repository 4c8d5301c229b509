/**
 * @file
 * The rendering of a function: what calls.c and the files of its two halves share.
 */
#ifndef TENON_COMPILER_BACKENDS_RUST_CALLS_H
#define TENON_COMPILER_BACKENDS_RUST_CALLS_H

#include "backends/rust/rust.h"

/** A function being rendered. */
typedef struct rust_rendering {
    emit *out;
    const plan_library *plan;
    const plan_function *call;
    const char **names; /**< Of the values, by index. */
    bool is_fallible;
} rust_rendering;

const plan_value *rust_value_at(const rust_rendering *in, int index);

/** "let name = expression;", on two lines where one is too short, or as a chain. */
void rust_put_let(emit *out, const char *name, const char *expression);

/** A chain of method calls: on one line, or one call per line, as rustfmt has it. */
void rust_put_chain(emit *out, const char *head, const char *chain, const char *tail);

/** Declare what the call writes, and call the boundary. */
void rust_cross(const rust_rendering *in);

/* ---- direct.c ---- */

/** The crossing of a direct call, and its result. */
void rust_call_directly(const rust_rendering *in);

/* ---- inputs.c ---- */

/** The fields of an options struct become what the parameters would be called. */
void rust_open_options(const rust_rendering *in);
void rust_convert_input(const rust_rendering *in, int index);
void rust_allocate_output(const rust_rendering *in, const plan_step *step);
void rust_declare_outputs(const rust_rendering *in);
/** Callbacks come last: from here on nothing fails before the crossing. */
void rust_open_callbacks(const rust_rendering *in);

/* ---- outputs.c ---- */

void rust_take_error(const rust_rendering *in);
void rust_convert_output(const rust_rendering *in, int index);
void rust_give_back(const rust_rendering *in);

#endif /* TENON_COMPILER_BACKENDS_RUST_CALLS_H */
