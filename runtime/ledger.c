/**
 * @file
 * The accounts of the ledger, and memory that is counted in them.
 */
#include "monitor.h"

#include <pthread.h>

/* Accounts are found by hashing what they are about; a library has a few hundred at most. They stand one
 * after the other, so that they take as few pages as possible. Nothing here is allocated. The first ones take
 * what gets none of its own, should a contract ever need that many: one for each kind. */
enum { KINDS = TENON_LEDGER_ERROR + 1 };

#define FOR_ALL_OTHERS(number) [number] = {.kind = number, .type = "others", .site = ""}

tenon_account tenon_accounts[TENON_ACCOUNTS] = {
    FOR_ALL_OTHERS(TENON_LEDGER_OBJECT), FOR_ALL_OTHERS(TENON_LEDGER_VIEW),
    FOR_ALL_OTHERS(TENON_LEDGER_ARRAY),  FOR_ALL_OTHERS(TENON_LEDGER_CALLBACK),
    FOR_ALL_OTHERS(TENON_LEDGER_TOKEN),  FOR_ALL_OTHERS(TENON_LEDGER_STREAM),
    FOR_ALL_OTHERS(TENON_LEDGER_TEXT),   FOR_ALL_OTHERS(TENON_LEDGER_ERROR)};
_Atomic uint16_t tenon_account_places[TENON_ACCOUNT_PLACES]; /* number of an account; 0 is free */
static _Atomic uint32_t account_count = KINDS;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER; /* for opening accounts */

_Static_assert(TENON_ACCOUNTS <= UINT16_MAX, "a slot's account is a uint16_t");

static inline bool is_about(const tenon_account *account, int32_t kind, const char *type, const char *site) {
    return account->type == type && account->site == site && account->kind == kind;
}

/* From a place on: the account, or the first free place. */
static tenon_account *look(size_t *place, int32_t kind, const char *type, const char *site) {
    for (;; *place = (*place + 1) % TENON_ACCOUNT_PLACES) {
        uint16_t number = atomic_load_explicit(&tenon_account_places[*place], memory_order_acquire);
        if (number == 0)
            return NULL;
        if (is_about(&tenon_accounts[number], kind, type, site))
            return &tenon_accounts[number];
    }
}

static tenon_account *open_account(size_t place, int32_t kind, const char *type, const char *site) {
    pthread_mutex_lock(&lock);
    tenon_account *account = look(&place, kind, type, site);
    uint32_t number = atomic_load(&account_count);
    if (account == NULL && number < TENON_ACCOUNTS) {
        account = &tenon_accounts[number];
        account->kind = kind;
        account->type = type;
        account->site = site;
        atomic_store(&account_count, number + 1);
        atomic_store_explicit(&tenon_account_places[place], (uint16_t)number, memory_order_release);
    }
    pthread_mutex_unlock(&lock);
    return account != NULL ? account : &tenon_accounts[kind];
}

tenon_account *tenon_account_of(int32_t kind, const char *type, const char *site) {
    size_t place = tenon_account_place(kind, type, site);
    tenon_account *account = look(&place, kind, type, site);
    return account != NULL ? account : open_account(place, kind, type, site);
}

/* ---- Counted memory --------------------------------------------------------------------------------------
 */

/* In front of the memory. */
typedef struct counted {
    _Alignas(max_align_t) tenon_account *account; /* null: freed, and kept for a while by the monitor */
    size_t size;
} counted;

enum { CANARIES = 16, CANARY = 0xC5, QUARANTINE = 256 };

/* What is not counted yet. */
static tenon_account uncounted = {.kind = TENON_LEDGER_ERROR, .type = "", .site = ""};

static counted *make(size_t size) {
    const size_t around = sizeof(counted) + (tenon_is_watched() ? CANARIES : 0);
    counted *made = size > SIZE_MAX - around ? NULL : malloc(around + size);
    if (made == NULL)
        return NULL;
    made->size = size;
    if (tenon_is_watched())
        memset((unsigned char *)(made + 1) + size, CANARY, CANARIES);
    return made;
}

void *tenon_counted_new(size_t size, int32_t kind, const char *type, const char *site) {
    counted *made = make(size);
    if (made == NULL)
        return NULL;
    made->account = tenon_find_account(kind, type, site);
    tenon_account_open(made->account);
    return made + 1;
}

void *tenon_uncounted_new(size_t size) {
    counted *made = make(size);
    if (made == NULL)
        return NULL;
    made->account = &uncounted;
    return made + 1;
}

/* Kept for a while, so that a second time is noticed. */
static void free_watched(counted *made) {
    static counted *quarantine[QUARANTINE];
    static size_t freed;
    pthread_mutex_lock(&lock);
    counted *oldest = quarantine[freed % QUARANTINE];
    quarantine[freed++ % QUARANTINE] = made;
    made->account = NULL;
    pthread_mutex_unlock(&lock);
    free(oldest);
}

static bool is_well(const counted *made) {
    if (made->account == NULL) {
        tenon_violation("freed_twice", "", "memory of %zu bytes is freed that was freed before", made->size);
        return false;
    }
    const unsigned char *behind = (const unsigned char *)(made + 1) + made->size;
    for (size_t i = CANARIES; i > 0; i--) {
        if (behind[i - 1] == CANARY)
            continue;
        tenon_violation("written_past_end", "",
                        "up to %zu bytes were written past the end of a %s of %zu bytes", i,
                        tenon_ledger_kind_name(made->account->kind), made->size);
        break;
    }
    return true;
}

void tenon_counted_free(const void *memory) {
    if (memory == NULL)
        return;
    counted *made = (counted *)(uintptr_t)memory - 1;
    if (tenon_is_watched() && !is_well(made))
        return;
    if (made->account != &uncounted)
        tenon_account_close(made->account);
    if (tenon_is_watched())
        free_watched(made);
    else
        free(made);
}

void tenon_counted_rest(const void *memory) {
    counted *made = (counted *)(uintptr_t)memory - 1;
    if (made->account != &uncounted)
        tenon_account_close(made->account);
    made->account = &uncounted;
}

void tenon_counted_move(const void *memory, const char *type, const char *site) {
    counted *made = (counted *)(uintptr_t)memory - 1;
    tenon_account *before = made->account;
    made->account = tenon_find_account(before->kind, type, site);
    if (before != &uncounted)
        atomic_fetch_sub_explicit(&before->made, 1, memory_order_relaxed);
    tenon_account_open(made->account);
}

/* ---- What there is ---------------------------------------------------------------------------------------
 */

static bool has_handle(int32_t kind) {
    return kind != TENON_LEDGER_TEXT && kind != TENON_LEDGER_ERROR;
}

size_t tenon_live_count(void) {
    size_t live = 0;
    uint32_t count = atomic_load(&account_count);
    for (uint32_t i = 0; i < count; i++) {
        if (has_handle(tenon_accounts[i].kind))
            live += tenon_account_live(&tenon_accounts[i]);
    }
    return live;
}

const char *tenon_ledger_kind_name(int32_t kind) {
    static const char *const names[] = {
        [TENON_LEDGER_OBJECT] = "object",     [TENON_LEDGER_VIEW] = "view",
        [TENON_LEDGER_ARRAY] = "array",       [TENON_LEDGER_TOKEN] = "token",
        [TENON_LEDGER_CALLBACK] = "callback", [TENON_LEDGER_STREAM] = "stream",
        [TENON_LEDGER_TEXT] = "text",         [TENON_LEDGER_ERROR] = "error"};
    return kind < 0 || (size_t)kind >= sizeof names / sizeof names[0] ? "" : names[kind];
}

/* The same words may stand at several addresses: one entry all the same. */
static tenon_ledger_entry *find_entry(tenon_ledger_entry *entries, size_t count,
                                      const tenon_account *account) {
    for (size_t i = 0; i < count; i++) {
        if (entries[i].kind == account->kind && strcmp(entries[i].type, account->type) == 0 &&
            strcmp(entries[i].site, account->site) == 0)
            return &entries[i];
    }
    return NULL;
}

size_t tenon_ledger(tenon_ledger_entry *entries, size_t room) {
    size_t filled = 0;
    size_t there_are = 0;
    uint32_t count = atomic_load(&account_count);
    for (uint32_t i = 0; i < count; i++) {
        const tenon_account *account = &tenon_accounts[i];
        uint64_t made = atomic_load(&account->made);
        if (made == 0)
            continue;
        tenon_ledger_entry *entry = find_entry(entries, filled, account);
        there_are += entry == NULL;
        if (entry == NULL && filled == room)
            continue;
        if (entry == NULL) {
            entry = &entries[filled++];
            *entry =
                (tenon_ledger_entry){.kind = account->kind, .type = account->type, .site = account->site};
        }
        entry->made += made;
        entry->live += tenon_account_live(account);
        entry->peak += atomic_load(&account->peak);
    }
    return there_are;
}
