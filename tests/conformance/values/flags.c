#include <string.h>

#include "holder.h"

enum { ALL = VALUES_ACCESS_READ_WRITE | VALUES_ACCESS_EXECUTE };

static values_access access_of(unsigned bits) {
    return (values_access)bits;
}

values_access values_invert(values_access access) {
    return access_of(~(unsigned)access & ALL);
}

values_access values_combine(values_access a, values_access b) {
    return access_of((unsigned)a | (unsigned)b);
}

bool values_common(values_access a, values_access b, values_access *common) {
    *common = access_of((unsigned)a & (unsigned)b);
    return *common != VALUES_ACCESS_NONE;
}

void values_allow(values_access *access, values_access more) {
    *access = values_combine(*access, more);
}

values_access values_union_of(const values_access *accesses, size_t count) {
    values_access all = VALUES_ACCESS_NONE;
    for (size_t i = 0; i < count; i++)
        all = values_combine(all, accesses[i]);
    return all;
}

void values_accesses(const values_entry *entries, values_access *accesses, size_t count) {
    for (size_t i = 0; i < count; i++)
        accesses[i] = entries[i].access;
}

values_entry values_entry_with(values_entry entry, values_access access) {
    entry.access = access;
    return entry;
}

values_access values_broken_access(void) {
    return access_of(VALUES_ACCESS_READ | 4);
}

values_access values_holder_access(const values_holder *holder) {
    return holder->access;
}

void values_holder_set_access(values_holder *holder, values_access access) {
    holder->access = access;
}
