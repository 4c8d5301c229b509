"""Compiles the small library with cffi in API mode. Usage: build_tally.py FOLDER OUT_DIR INCLUDE..."""

import sys

from cffi import FFI

FUNCTIONS = """
typedef struct tally tally;
typedef struct { double x; double y; int64_t weight; } tally_point;
typedef int tally_status;
tally *tally_new(int64_t start);
void tally_free(tally *t);
int64_t tally_value(const tally *t);
tally_status tally_column(const tally *t, const char *name, double *value);
void tally_nothing(void);
int64_t tally_add(int64_t left, int64_t right);
size_t tally_text_size(const char *text);
const char *tally_short_text(void);
const char *tally_long_text(void);
double tally_point_sum(tally_point point);
tally_point tally_point_at(double distance);
double tally_ends(const double *values, size_t count);
tally_status tally_values(size_t count, double **values, size_t *made);
int64_t tally_call_back(int64_t number, int64_t (*change)(int64_t, void *), void *context);
extern "Python" int64_t call_python(int64_t, void *);
tally_status tally_fail(void);
int64_t tally_add_slowly(int64_t left, int64_t right);
void free(void *);
"""


def main() -> None:
    folder, out, *includes = sys.argv[1:]
    builder = FFI()
    builder.cdef(FUNCTIONS)
    builder.set_source(
        "_cffi_tally",
        '#include <stdlib.h>\n#include "tally.h"',
        sources=[f"{folder}/tally.c"],
        include_dirs=[folder, *includes],
        extra_compile_args=["-O2"],
    )
    builder.compile(tmpdir=out, verbose=True)


if __name__ == "__main__":
    main()
