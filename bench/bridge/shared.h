/** As bridged_next_u64(), in a shared library: called through the procedure linkage table. */
#ifndef SHARED_H
#define SHARED_H

#include <stdint.h>

uint64_t shared_next_u64(uint64_t value);

#endif /* SHARED_H */
