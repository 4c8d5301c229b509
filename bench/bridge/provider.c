/* What takes the reference's place. */
#include "provider_bridged.h"

uint64_t bridged_next_u64(uint64_t value) {
    return value + 1;
}
