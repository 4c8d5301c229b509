#include "conformance.h"

#include <stdlib.h>

#include "tenon/error.h"

conformance_status conformance_divide(int64_t a, int64_t b, int64_t *quotient, int64_t *remainder) {
    if (b == 0)
        return (conformance_status)tenon_fail(CONFORMANCE_BAD_ARGUMENT, "cannot divide %lld by zero",
                                              (long long)a);
    if (a == INT64_MIN && b == -1)
        return (conformance_status)tenon_fail(CONFORMANCE_TOO_LARGE, "the quotient does not fit 64 bits");
    *quotient = a / b;
    *remainder = a % b;
    return CONFORMANCE_OK;
}

bool conformance_parse(const char *text, double *number) {
    char *end = NULL;
    *number = strtod(text, &end);
    return end != text && *end == '\0';
}

uint32_t conformance_increment(uint32_t *counter, uint32_t by) {
    uint32_t before = *counter;
    *counter += by;
    return before;
}
