/**
 * @file
 * What a contract was when its version was locked: no command makes anything of a contract that changed since
 * without another version.
 */
#ifndef TENON_COMPILER_LOCKS_H
#define TENON_COMPILER_LOCKS_H

#include "cli/contracts.h"

/** Whether there is no lock beside the contract, or the contract is what the lock says, or its version says
 * that it is not. False with a message. */
bool lock_allows(const char *header, const contract_plans *plans);

#endif /* TENON_COMPILER_LOCKS_H */
