#include "conformance.h"

/* Each argument is one decimal digit of the result, the first the highest: a swapped argument shows. */

int32_t conformance_import(int32_t klass, int32_t def, int32_t func, int32_t fn, int32_t type, int32_t self,
                           int32_t await) {
    return klass * 1000000 + def * 100000 + func * 10000 + fn * 1000 + type * 100 + self * 10 + await;
}

int32_t conformance_lambda(int32_t None, int32_t function, int32_t range, int32_t match, int32_t error,
                           int32_t result) {
    return None * 100000 + function * 10000 + range * 1000 + match * 100 + error * 10 + result;
}
