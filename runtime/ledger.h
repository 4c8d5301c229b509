/**
 * @file
 * The memory ledger: how many of what were made where. Counted where something is made or ends, which takes
 * memory and a lock or two anyway; calls that make nothing know nothing of it.
 */
#ifndef TENON_LEDGER_INTERNAL_H
#define TENON_LEDGER_INTERNAL_H

#include "internal.h"
#include "tenon/diagnostics.h"

/** What was made of one type in one function. Lives as long as the package. */
struct tenon_account {
    _Alignas(64) int32_t kind;
    const char *type;
    const char *site;
    _Atomic uint64_t made;
    _Atomic uint64_t live;
    _Atomic uint64_t peak;
};

enum { TENON_ACCOUNTS = 2048 };

/** All accounts; only for the functions below. */
extern tenon_account tenon_accounts[TENON_ACCOUNTS] __attribute__((visibility("hidden")));

/** The account, by its number. */
static inline tenon_account *tenon_account_at(uint32_t number) {
    return &tenon_accounts[number];
}

static inline uint32_t tenon_account_number(const tenon_account *account) {
    return (uint32_t)(account - tenon_accounts);
}

/** One object more or less. The table's lock is held, and nobody else counts in accounts of objects. */
static inline void tenon_account_open_locked(tenon_account *account) {
    uint64_t made = atomic_load_explicit(&account->made, memory_order_relaxed) + 1;
    uint64_t live = atomic_load_explicit(&account->live, memory_order_relaxed) + 1;
    atomic_store_explicit(&account->made, made, memory_order_relaxed);
    atomic_store_explicit(&account->live, live, memory_order_relaxed);
    if (live > atomic_load_explicit(&account->peak, memory_order_relaxed))
        atomic_store_explicit(&account->peak, live, memory_order_relaxed);
}

static inline void tenon_account_close_locked(tenon_account *account) {
    uint64_t live = atomic_load_explicit(&account->live, memory_order_relaxed);
    atomic_store_explicit(&account->live, live - 1, memory_order_relaxed);
}

#endif /* TENON_LEDGER_INTERNAL_H */
