/**
 * @file
 * Opening a provider: the handshake. Versions, tables and masks, layouts, and whose code the functions are,
 * in this order: each is only read once those before it are known to mean what they say.
 */
#define _GNU_SOURCE /* dlsym, strdup */

#include <dlfcn.h>

#include "origin.h"

enum { WORD = 64, NAME_LIMIT = 256 };

/* What is being opened: where errors are, and who. */
typedef struct opening {
    tenon_bridges *bridges;
    tenon_provider_function function;
    const tenon_provider *provider; /* what that returns */
    const char *place;              /* "/lib/x.so: ", or "" of one inside the program */
    const char *path;               /* "" likewise */
} opening;

/* ---- Versions --------------------------------------------------------------------------------------------
 */

static int32_t check_interface(const opening *of) {
    const tenon_provider *provider = of->provider;
    if (provider == NULL)
        return tenon_bridge_refuse(TENON_BROKEN_CONTRACT,
                                   "%stenon_provider_%s() returned null: generate the provider again",
                                   of->place, of->bridges->library);
    bool is_older = provider->interface < TENON_PROVIDER_INTERFACE;
    if (provider->interface != TENON_PROVIDER_INTERFACE)
        return tenon_bridge_refuse(
            TENON_VERSION_MISMATCH,
            "%sthe provider was built for interface %u of providers%s, this program for %u%s; rebuild the %s",
            of->place, (unsigned)provider->interface, is_older ? " (older)" : "",
            (unsigned)TENON_PROVIDER_INTERFACE, is_older ? "" : " (older)",
            is_older ? "provider" : "program");
    if (provider->size < sizeof *provider)
        return tenon_bridge_refuse(
            TENON_VERSION_MISMATCH,
            "%sthe provider's description has %u bytes (older), this program reads %u; "
            "rebuild the provider",
            of->place, (unsigned)provider->size, (unsigned)sizeof *provider);
    if (provider->library == NULL || provider->name == NULL || provider->build == NULL ||
        provider->operations == NULL || provider->contract_mask == NULL ||
        provider->implemented_mask == NULL || (provider->layout_count > 0 && provider->layouts == NULL))
        return tenon_bridge_refuse(TENON_BROKEN_CONTRACT,
                                   "%sthe provider's description is incomplete: generate the provider again",
                                   of->place);
    return 0;
}

static int32_t check_versions(const opening *of) {
    static const tenon_sides SIDES = {
        .built = "provider", .expected = "program", .renew = "rebuild the program"};
    if (strcmp(of->provider->library, of->bridges->library) != 0)
        return tenon_bridge_refuse(TENON_INVALID_ARGUMENT, "%sit is a provider of %s, not of %s", of->place,
                                   of->provider->library, of->bridges->library);
    if (tenon_compare_fingerprints(&SIDES, of->provider->fingerprint, of->bridges->fingerprint) == 0)
        return 0;
    const tenon_error *found = tenon_error_take();
    int32_t code = found->code;
    (void)tenon_bridge_refuse(code, "%s%s", of->place, found->message);
    tenon_error_free(found);
    return code;
}

/* ---- Tables and masks ------------------------------------------------------------------------------------
 */

static bool has_bit(const uint64_t *mask, uint32_t at) {
    return (mask[at / WORD] >> (at % WORD) & 1) != 0;
}

static int32_t refuse_operation(const opening *of, uint32_t at, const char *reason) {
    return tenon_bridge_refuse(TENON_BROKEN_CONTRACT, "%s%s: %s", of->place, of->bridges->operations[at].name,
                               reason);
}

static int32_t check_operation(const opening *of, uint32_t at) {
    const tenon_provider_operation *is = &of->provider->operations[at];
    const tenon_any_function reference = of->bridges->operations[at].reference;
    bool is_claimed = has_bit(of->provider->implemented_mask, at);
    if (is->name == NULL || strcmp(is->name, of->bridges->operations[at].name) != 0)
        return tenon_bridge_refuse(
            TENON_BROKEN_CONTRACT, "%soperation %u of the contract is %s, the provider's table has %s there",
            of->place, (unsigned)at, of->bridges->operations[at].name, is->name == NULL ? "none" : is->name);
    if (!has_bit(of->provider->contract_mask, at))
        return refuse_operation(of, at,
                                is_claimed ? "the provider's mask says implemented, its own contract's mask "
                                             "says that there is no such operation"
                                           : "the contract has it, the provider's contract mask does not");
    if (is_claimed && is->function == NULL)
        return refuse_operation(of, at, "the provider's mask says implemented, its table has no function");
    if (!is_claimed && is->function != NULL)
        return refuse_operation(of, at, "the provider's table has a function, its mask says not implemented");
    if ((is->function == NULL) != (is->counted == NULL) || (is->function == NULL) != (is->calls == NULL))
        return refuse_operation(of, at, "function, counted function and counter must all be there or none");
    if (is->function != NULL && is->function == is->counted)
        return refuse_operation(of, at, "its counted function is the plain one: it counts nothing");
    if (is->function != NULL && (is->function == reference || is->counted == reference))
        return refuse_operation(of, at, "the provider gives the reference's own function for its own");
    return 0;
}

/* Bits above the last operation. */
static bool has_more(const uint64_t *mask, uint32_t count) {
    return count % WORD != 0 && mask[count / WORD] >> (count % WORD) != 0;
}

static int32_t check_operations(const opening *of) {
    uint32_t count = of->bridges->operation_count;
    if (of->provider->operation_count != count)
        return tenon_bridge_refuse(TENON_BROKEN_CONTRACT,
                                   "%sthe contract bridges %u operations, the provider's table has %u",
                                   of->place, (unsigned)count, (unsigned)of->provider->operation_count);
    for (uint32_t i = 0; i < count; i++) {
        int32_t status = check_operation(of, i);
        if (status != 0)
            return status;
    }
    if (has_more(of->provider->contract_mask, count) || has_more(of->provider->implemented_mask, count))
        return tenon_bridge_refuse(TENON_BROKEN_CONTRACT,
                                   "%sthe provider's masks have bits past the last of %u operations",
                                   of->place, (unsigned)count);
    return 0;
}

/* ---- Layouts ---------------------------------------------------------------------------------------------
 */

static int32_t check_field(const opening *of, const char *record, const tenon_provider_field *ours,
                           const tenon_provider_field *theirs) {
    const char *name = theirs->name == NULL ? "none" : theirs->name;
    if (strcmp(name, ours->name) != 0)
        return tenon_bridge_refuse(TENON_VERSION_MISMATCH,
                                   "%srecord %s: where this program has the field %s, the provider has %s; "
                                   "rebuild the provider from this contract",
                                   of->place, record, ours->name, name);
    if (theirs->offset != ours->offset)
        return tenon_bridge_refuse(
            TENON_VERSION_MISMATCH,
            "%srecord %s: field %s is at %u in the provider, at %u in this program; build "
            "both with the same packing and for the same machine",
            of->place, record, ours->name, (unsigned)theirs->offset, (unsigned)ours->offset);
    if (theirs->size != ours->size)
        return tenon_bridge_refuse(
            TENON_VERSION_MISMATCH,
            "%srecord %s: field %s has %u bytes in the provider, %u in this program; build "
            "both from this contract and for the same machine",
            of->place, record, ours->name, (unsigned)theirs->size, (unsigned)ours->size);
    return 0;
}

static int32_t check_layout(const opening *of, const tenon_provider_layout *ours,
                            const tenon_provider_layout *theirs) {
    const char *name = theirs->name == NULL ? "none" : theirs->name;
    if (strcmp(name, ours->name) != 0)
        return tenon_bridge_refuse(TENON_VERSION_MISMATCH,
                                   "%swhere this program has the record %s, the provider has %s", of->place,
                                   ours->name, name);
    if (theirs->field_count != ours->field_count || (ours->field_count > 0 && theirs->fields == NULL))
        return tenon_bridge_refuse(TENON_VERSION_MISMATCH,
                                   "%srecord %s: %u fields in the provider, %u in this program", of->place,
                                   ours->name, (unsigned)theirs->field_count, (unsigned)ours->field_count);
    for (uint32_t i = 0; i < ours->field_count; i++) {
        int32_t status = check_field(of, ours->name, &ours->fields[i], &theirs->fields[i]);
        if (status != 0)
            return status;
    }
    if (theirs->size != ours->size || theirs->alignment != ours->alignment)
        return tenon_bridge_refuse(TENON_VERSION_MISMATCH,
                                   "%srecord %s: %u bytes aligned to %u in the provider, %u aligned to %u in "
                                   "this program; build both with the same packing and for the same machine",
                                   of->place, ours->name, (unsigned)theirs->size, (unsigned)theirs->alignment,
                                   (unsigned)ours->size, (unsigned)ours->alignment);
    return 0;
}

static int32_t check_layouts(const opening *of) {
    if (of->provider->layout_count != of->bridges->layout_count)
        return tenon_bridge_refuse(TENON_VERSION_MISMATCH,
                                   "%sthe contract has %u records, the provider describes %u", of->place,
                                   (unsigned)of->bridges->layout_count, (unsigned)of->provider->layout_count);
    for (uint32_t i = 0; i < of->bridges->layout_count; i++) {
        int32_t status = check_layout(of, &of->bridges->layouts[i], &of->provider->layouts[i]);
        if (status != 0)
            return status;
    }
    return 0;
}

/* ---- Whose code it is ------------------------------------------------------------------------------------
 */

static int32_t check_address(const opening *of, uint32_t at, tenon_any_function function, const void *own) {
    const char *file = "no file";
    if (tenon_bridge_file_of(tenon_bridge_address(function), &file) == own)
        return 0;
    return tenon_bridge_refuse(TENON_BROKEN_CONTRACT,
                               "%s%s: the provider says that it implements it, but the function lies in %s",
                               of->place, of->bridges->operations[at].name, file);
}

static int32_t check_origin(const opening *of, const void *own, uint32_t at) {
    const tenon_provider_operation *is = &of->provider->operations[at];
    tenon_any_function reference = of->bridges->operations[at].reference;
    if (tenon_bridge_file_of(tenon_bridge_address(reference), NULL) == own)
        return refuse_operation(of, at,
                                "the reference lies in the provider's own file: nothing would be compared");
    int32_t status = is->function == NULL ? 0 : check_address(of, at, is->function, own);
    return status != 0 || is->function == NULL ? status : check_address(of, at, is->counted, own);
}

static int32_t check_names(const opening *of, const void *own) {
    bool is_import = false;
    const char *name = tenon_bridge_shared_name(of->bridges, own, &is_import);
    if (name == NULL)
        return 0;
    return tenon_bridge_refuse(TENON_BROKEN_CONTRACT,
                               is_import
                                   ? "%sit calls %s from outside, which may be the reference's; a provider "
                                     "calls its own (see provider_names.h)"
                                   : "%sit exports %s, so that calls of it may go to others or others' to "
                                     "it; export tenon_provider_<library> alone",
                               of->place, name);
}

/* Of a library that was loaded. One inside the program lies in the same file as everything else there. */
static int32_t check_origins(const opening *of) {
    if (of->path[0] == '\0')
        return 0;
    const void *own = tenon_bridge_file_of(tenon_bridge_address((tenon_any_function)of->function), NULL);
    for (uint32_t i = 0; i < of->bridges->operation_count; i++) {
        int32_t status = check_origin(of, own, i);
        if (status != 0)
            return status;
    }
    return check_names(of, own);
}

/* ---- Opening ---------------------------------------------------------------------------------------------
 */

/* What a provider reports goes to whoever calls it, as what the reference reports. */
static void fail(int32_t code, const char *message) {
    (void)tenon_fail(code, "%s", message);
}

static void fail_because(int32_t code, const char *message) {
    (void)tenon_fail_because(code, "%s", message);
}

static const tenon_provider_host HOST = {
    .size = sizeof HOST, .fail = fail, .fail_because = fail_because, .clear = tenon_error_clear};

static int32_t check_all(const opening *of) {
    static int32_t (*const CHECKS[])(const opening *of) = {check_interface, check_versions, check_operations,
                                                           check_layouts, check_origins};
    for (size_t i = 0; i < sizeof CHECKS / sizeof CHECKS[0]; i++) {
        int32_t status = CHECKS[i](of);
        if (status != 0)
            return status;
    }
    of->provider->connect(&HOST);
    return 0;
}

/* Who opens a provider twice gets what it has proved. The lock is held. */
static tenon_candidate *find_candidate(const tenon_bridge_runtime *runtime, const tenon_provider *provider) {
    tenon_candidate *at = runtime->candidates;
    while (at != NULL && at->provider != provider)
        at = at->next;
    return at;
}

static tenon_candidate *make_candidate(const opening *of) {
    tenon_candidate *made = calloc(1, sizeof *made);
    tenon_bridge_proof *proofs = calloc(of->bridges->operation_count, sizeof *proofs);
    char *path = strdup(of->path);
    if (made == NULL || proofs == NULL || path == NULL) {
        free(made);
        free(proofs);
        free(path);
        return NULL;
    }
    *made =
        (tenon_candidate){.bridges = of->bridges, .provider = of->provider, .path = path, .proofs = proofs};
    return made;
}

static int32_t keep_candidate(const opening *of, tenon_candidate **candidate) {
    tenon_bridge_runtime *runtime = tenon_bridge_runtime_of(of->bridges);
    *candidate = NULL;
    if (runtime != NULL) {
        tenon_bridge_lock();
        *candidate = find_candidate(runtime, of->provider);
        if (*candidate == NULL && (*candidate = make_candidate(of)) != NULL) {
            (*candidate)->next = runtime->candidates;
            runtime->candidates = *candidate;
        }
        tenon_bridge_unlock();
    }
    return *candidate != NULL
               ? 0
               : tenon_bridge_refuse(TENON_OUT_OF_MEMORY, "%sno memory for a candidate", of->place);
}

int32_t tenon_bridge_open_function(tenon_bridges *bridges, tenon_provider_function provider,
                                   tenon_candidate **candidate) {
    opening of = {.bridges = bridges, .function = provider, .provider = provider(), .place = "", .path = ""};
    int32_t status = check_all(&of);
    return status != 0 ? status : keep_candidate(&of, candidate);
}

static int32_t open_linked(tenon_bridges *bridges, tenon_candidate **candidate) {
    if (bridges->linked != NULL)
        return tenon_bridge_open_function(bridges, bridges->linked, candidate);
    const char *name = bridges->library;
    return tenon_bridge_refuse(
        TENON_INVALID_ARGUMENT,
        "no provider of %s is linked into this program; a static archive does not satisfy "
        "a weak reference by itself: link it with -Wl,-u,tenon_provider_%s in front of it, "
        "or between -Wl,--whole-archive and -Wl,--no-whole-archive",
        name, name);
}

/* The library stays loaded, also where it is refused: its constructors may have left threads behind. @return
 * Null, and the error is recorded. */
static tenon_provider_function find_provider(const tenon_bridges *bridges, const char *path) {
    char symbol[NAME_LIMIT];
    (void)snprintf(symbol, sizeof symbol, "tenon_provider_%s", bridges->library);
    void *library = tenon_bridge_load(path);
    if (library == NULL)
        return NULL;
    void *found = dlsym(library, symbol);
    if (found == NULL)
        (void)tenon_bridge_refuse(TENON_INVALID_ARGUMENT,
                                  "%s: it has no function %s: it is no provider of %s; `tenon build --lang "
                                  "c-impl` or rust-impl writes one",
                                  path, symbol, bridges->library);
    tenon_provider_function provider;
    memcpy(&provider, &found, sizeof provider);
    return provider;
}

int32_t tenon_bridge_open(tenon_bridges *bridges, const char *path, tenon_candidate **candidate) {
    if (path == NULL)
        return open_linked(bridges, candidate);
    tenon_provider_function provider = find_provider(bridges, path);
    if (provider == NULL)
        return TENON_INVALID_ARGUMENT;
    tenon_writer place = {0};
    tenon_write(&place, "%s: ", path);
    opening of = {.bridges = bridges,
                  .function = provider,
                  .provider = provider(),
                  .place = place.text == NULL ? "" : place.text,
                  .path = path};
    int32_t status = check_all(&of);
    if (status == 0)
        status = keep_candidate(&of, candidate);
    free(place.text);
    return status;
}

/* ---- What a candidate has --------------------------------------------------------------------------------
 */

const tenon_provider_operation *tenon_candidate_operation(const tenon_candidate *candidate,
                                                          uint32_t operation) {
    const tenon_provider_operation *is = &candidate->provider->operations[operation];
    return is->function == NULL ? NULL : is;
}

bool tenon_candidate_implements(const tenon_candidate *candidate, const char *operation) {
    uint32_t at = tenon_bridge_find(candidate->bridges, operation);
    return at < candidate->bridges->operation_count && tenon_candidate_operation(candidate, at) != NULL;
}

const tenon_provider *tenon_candidate_provider(const tenon_candidate *candidate) {
    return candidate->provider;
}

void tenon_bridge_prove(tenon_candidate *candidate, uint32_t operation, const tenon_bridge_finding *finding) {
    tenon_bridge_proof *proof = &candidate->proofs[operation];
    tenon_bridge_lock();
    proof->is_equal = finding->verdict == TENON_BRIDGE_EQUAL;
    proof->checks += finding->calls;
    proof->differences += !proof->is_equal && finding->verdict != TENON_BRIDGE_NOT_CHECKED &&
                          finding->verdict != TENON_BRIDGE_NOT_IMPLEMENTED;
    proof->reference_time = finding->reference_time;
    proof->candidate_time = finding->candidate_time;
    tenon_bridge_unlock();
}
