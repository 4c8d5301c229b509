/**
 * @file
 * The gate: for the files of this library.
 */
#ifndef CALLING_GATE_H
#define CALLING_GATE_H

#include "calling.h"

/** Wait until a gate is open, or the token (which may be null) says to stop. @return Whether it is open. */
bool calling_gate_reached(const calling_gate *gate, const tenon_cancel *cancel);

#endif /* CALLING_GATE_H */
