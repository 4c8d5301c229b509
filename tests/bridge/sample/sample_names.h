/*
 * What differs between the reference and a provider, which are compiled from one source: the names that the
 * linker sees, where errors go, and which defect there is.
 */
#ifndef SAMPLE_NAMES_H
#define SAMPLE_NAMES_H

#define _POSIX_C_SOURCE 200809L /* strdup */

#ifdef SAMPLE_PROVIDER
#include "tenon/provider.h"

#define sample_mix provided_mix
#define sample_scramble provided_scramble
#define sample_move provided_move
#define sample_capitals provided_capitals
#define sample_tally_new provided_tally_new
#define sample_tally_add provided_tally_add
#define sample_tally_free provided_tally_free

int32_t provided_fail(int32_t code, const char *message);

#define SAMPLE_OWNER 2
#define SAMPLE_FAIL(code, message) provided_fail(code, message)
#else
#define SAMPLE_OWNER 1
#define SAMPLE_FAIL(code, message) tenon_fail(code, message)
#endif

#ifdef SAMPLE_WRONG_FOR_255
#define SAMPLE_ERROR_IN(byte) ((byte) == 255)
#else
#define SAMPLE_ERROR_IN(byte) 0
#endif

#endif /* SAMPLE_NAMES_H */
