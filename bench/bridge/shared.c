#include "shared.h"

uint64_t shared_next_u64(uint64_t value) {
    return value + 1;
}
