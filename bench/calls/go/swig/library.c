/* cgo compiles the C files of this folder only. */
#include "tally.c" // IWYU pragma: keep
