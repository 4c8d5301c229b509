/**
 * @file
 * The memory ledger: how many of what were made where. Counted where something is made or ends, which takes
 * memory anyway; calls that make nothing know nothing of it.
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
    _Atomic uint64_t ended;
    _Atomic uint64_t peak; /**< The most that were live at a time. */
};

enum { TENON_ACCOUNTS = 2048, TENON_ACCOUNT_PLACES = 2 * TENON_ACCOUNTS };

/** All accounts; only for the functions below. */
extern tenon_account tenon_accounts[TENON_ACCOUNTS] __attribute__((visibility("hidden")));

/** The account, by its number. */
static inline tenon_account *tenon_account_at(uint32_t number) {
    return &tenon_accounts[number];
}

static inline uint32_t tenon_account_number(const tenon_account *account) {
    return (uint32_t)(account - tenon_accounts);
}

/** What the account of a kind, type and site is looked for by, before it is opened. */
extern _Atomic uint16_t tenon_account_places[TENON_ACCOUNT_PLACES] __attribute__((visibility("hidden")));

/* Constants of one package lie near each other: without their lowest bits they differ enough. */
static inline size_t tenon_account_place(int32_t kind, const char *type, const char *site) {
    return ((uintptr_t)site ^ (uintptr_t)type >> 3 ^ (uintptr_t)type << 5 ^ (uintptr_t)kind << 7) %
           TENON_ACCOUNT_PLACES;
}

/** As tenon_account_of(): where the first place has it, at once. */
static inline tenon_account *tenon_find_account(int32_t kind, const char *type, const char *site) {
    size_t place = tenon_account_place(kind, type, site);
    tenon_account *account =
        tenon_account_at(atomic_load_explicit(&tenon_account_places[place], memory_order_acquire));
    bool is_it = account->type == type && account->site == site && account->kind == kind;
    return TENON_LIKELY(is_it) ? account : tenon_account_of(kind, type, site);
}

/** One more. */
static inline void tenon_account_open(tenon_account *account) {
    uint64_t made = atomic_fetch_add_explicit(&account->made, 1, memory_order_acq_rel) + 1;
    /* What has ended meanwhile may be of those that were made later: then this is too little, or below 0. */
    int64_t live = (int64_t)(made - atomic_load_explicit(&account->ended, memory_order_relaxed));
    uint64_t peak = atomic_load_explicit(&account->peak, memory_order_relaxed);
    while (TENON_UNLIKELY(live > (int64_t)peak) &&
           !atomic_compare_exchange_weak_explicit(&account->peak, &peak, (uint64_t)live, memory_order_relaxed,
                                                  memory_order_relaxed))
        ;
}

/** One less. */
static inline void tenon_account_close(tenon_account *account) {
    atomic_fetch_add_explicit(&account->ended, 1, memory_order_release);
}

/** How many are live. What ended is read first: so none is missed that was made before. */
static inline uint64_t tenon_account_live(const tenon_account *account) {
    uint64_t ended = atomic_load_explicit(&account->ended, memory_order_acquire);
    return atomic_load_explicit(&account->made, memory_order_relaxed) - ended;
}

#endif /* TENON_LEDGER_INTERNAL_H */
