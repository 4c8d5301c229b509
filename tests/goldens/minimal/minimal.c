#include "minimal.h"

int64_t minimal_add(int32_t a, int32_t b) {
    return (int64_t)a + b;
}
