/**
 * @file
 * The boundary's own failures, as a table. Only the runtime and the `tenon` command include this header.
 */
#ifndef TENON_CODES_H
#define TENON_CODES_H

#include "tenon/runtime.h"

static const tenon_status_entry TENON_BOUNDARY_CODES[] = {
    {TENON_CLOSED, TENON_KIND_INVALID_STATE, "TENON_CLOSED", "The object was closed."},
    {TENON_WRONG_OBJECT, TENON_KIND_INVALID_ARGUMENT, "TENON_WRONG_OBJECT",
     "The object is of another class."},
    {TENON_BUSY, TENON_KIND_BUSY, "TENON_BUSY", "Another call, child or open view uses the object."},
    {TENON_WRONG_THREAD, TENON_KIND_INVALID_STATE, "TENON_WRONG_THREAD",
     "The object belongs to another thread."},
    {TENON_BAD_TEXT, TENON_KIND_INVALID_ARGUMENT, "TENON_BAD_TEXT",
     "The text is not UTF-8, or holds a NUL character."},
    {TENON_BAD_VALUE, TENON_KIND_INVALID_ARGUMENT, "TENON_BAD_VALUE",
     "The value is none of those that its type has."},
    {TENON_BAD_ARRAY, TENON_KIND_INVALID_ARGUMENT, "TENON_BAD_ARRAY",
     "The array is missing, misaligned or of the wrong length."},
    {TENON_OUT_OF_MEMORY, TENON_KIND_OUT_OF_MEMORY, "TENON_OUT_OF_MEMORY", "Memory is used up."},
    {TENON_BROKEN_CONTRACT, TENON_KIND_INTERNAL, "TENON_BROKEN_CONTRACT",
     "The library did what its contract rules out."},
    {TENON_VERSION_MISMATCH, TENON_KIND_INTERNAL, "TENON_VERSION_MISMATCH",
     "The package's parts were built for different contracts."},
    {TENON_CALLBACK_FAILED, TENON_KIND_INTERNAL, "TENON_CALLBACK_FAILED",
     "A function that the library called failed."},
    {TENON_EXCEPTION, TENON_KIND_INTERNAL, "TENON_EXCEPTION",
     "The library threw an exception or jumped out."},
    {TENON_INVALID_ARGUMENT, TENON_KIND_INVALID_ARGUMENT, "TENON_INVALID_ARGUMENT",
     "The library threw std::invalid_argument."},
    {TENON_OUT_OF_RANGE, TENON_KIND_OUT_OF_RANGE, "TENON_OUT_OF_RANGE",
     "The library threw std::out_of_range."},
};

#endif /* TENON_CODES_H */
