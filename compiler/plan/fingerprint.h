/**
 * @file
 * The fingerprint: what tenon_handshake() compares, one hash per item of the contract.
 */
#ifndef TENON_COMPILER_FINGERPRINT_H
#define TENON_COMPILER_FINGERPRINT_H

#include "plan/plan.h"

/** Fill `fingerprint` and `hash`; needs the functions' plans. */
void plan_fingerprint(plan_library *plan);

#endif /* TENON_COMPILER_FINGERPRINT_H */
