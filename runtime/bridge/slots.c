/**
 * @file
 * Who serves an operation: swap, revert, shadow, record.
 *
 * What a slot says is one pointer to a tenon_bridge_service, which never changes and is never freed, and one
 * to the function that a call runs. Whoever reads the first after the second (tenon_bridge_watch) may find a
 * newer one: it is then served as if it had begun a moment later.
 */
#define _POSIX_C_SOURCE 200809L /* strdup, under -std=c11 */

#include <pthread.h>
#include <time.h>

#include "objects.h"

static pthread_mutex_t guard = PTHREAD_MUTEX_INITIALIZER;

/* All there ever were, so that swapping to and fro takes no more memory than the first time. */
static tenon_bridge_service *services;

void tenon_bridge_lock(void) {
    pthread_mutex_lock(&guard);
}

void tenon_bridge_unlock(void) {
    pthread_mutex_unlock(&guard);
}

int32_t tenon_bridge_refuse(tenon_code code, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    tenon_record(tenon_link_for(code), false, format, arguments);
    va_end(arguments);
    return code;
}

uint32_t tenon_bridge_find(const tenon_bridges *bridges, const char *operation) {
    uint32_t at = 0;
    while (at < bridges->operation_count && strcmp(bridges->operations[at].name, operation) != 0)
        at++;
    return at;
}

tenon_bridge_runtime *tenon_bridge_runtime_of(tenon_bridges *bridges) {
    void *there = atomic_load_explicit(&bridges->runtime, memory_order_acquire);
    if (there != NULL)
        return there;
    size_t histories = bridges->operation_count * sizeof(tenon_bridge_history);
    tenon_bridge_runtime *made = calloc(1, sizeof *made + histories);
    if (made == NULL || atomic_compare_exchange_strong_explicit(&bridges->runtime, &there, made,
                                                                memory_order_acq_rel, memory_order_acquire))
        return made;
    free(made);
    return there;
}

const tenon_bridge_service *tenon_bridge_service_of(const tenon_bridges *bridges, uint32_t operation) {
    return atomic_load_explicit(&bridges->slots[operation].state, memory_order_acquire);
}

/* ---- Services: all with the lock held --------------------------------------------------------------------
 */

static bool is_same(const tenon_bridge_service *left, const tenon_bridge_service *right) {
    return left->bridges == right->bridges && left->operation == right->operation &&
           left->mode == right->mode && left->candidate == right->candidate &&
           left->one_in == right->one_in && left->recorder == right->recorder;
}

/* The one that lives for ever. @return Null without memory. */
static const tenon_bridge_service *keep_service(const tenon_bridge_service *wanted) {
    for (const tenon_bridge_service *at = services; at != NULL; at = at->next) {
        if (is_same(at, wanted))
            return at;
    }
    tenon_bridge_service *made = malloc(sizeof *made);
    if (made == NULL)
        return NULL;
    *made = *wanted;
    made->next = services;
    services = made;
    return made;
}

tenon_candidate *tenon_bridge_server(const tenon_bridge_service *service) {
    return service == NULL || service->mode == TENON_BRIDGE_SHADOWED ? NULL : service->candidate;
}

uint64_t tenon_bridge_served(const tenon_bridges *bridges, uint32_t operation, double *saved) {
    const tenon_bridge_runtime *runtime = atomic_load_explicit(&bridges->runtime, memory_order_acquire);
    if (runtime == NULL)
        return *saved = 0, 0;
    const tenon_bridge_history *history = &runtime->histories[operation];
    const tenon_candidate *server = tenon_bridge_server(tenon_bridge_service_of(bridges, operation));
    *saved = history->saved;
    if (server == NULL)
        return history->served;
    uint64_t now = tenon_bridge_total(bridges, operation) - history->calls_then;
    const tenon_bridge_proof *proof = &server->proofs[operation];
    if (proof->reference_time > 0 && proof->candidate_time > 0)
        *saved += (double)now * (proof->reference_time - proof->candidate_time);
    return history->served + now;
}

/* From now on. Null: the reference, and nothing else happens. */
static void install(tenon_bridges *bridges, uint32_t operation, const tenon_bridge_service *service) {
    tenon_bridge_runtime *runtime = atomic_load_explicit(&bridges->runtime, memory_order_acquire);
    tenon_bridge_history *history = &runtime->histories[operation];
    tenon_bridge_slot *slot = &bridges->slots[operation];
    const tenon_bridge_operation *is = &bridges->operations[operation];
    history->served = tenon_bridge_served(bridges, operation, &history->saved);
    history->calls_then = tenon_bridge_total(bridges, operation);
    history->since = (int64_t)time(NULL);
    bool is_watched = tenon_bridge_counts_objects(is) || (service != NULL && service->one_in > 0);
    tenon_any_function function = service == NULL ? is->reference : service->function;
    atomic_store_explicit(&slot->state, service, memory_order_release);
    atomic_store_explicit(&slot->serving, is_watched ? is->watched : function, memory_order_release);
}

/* ---- Choosing operations ---------------------------------------------------------------------------------
 */

/* What a change is about: filled in by the caller, and by prepare(). */
typedef struct change {
    tenon_bridges *bridges;
    const char *operation; /* null: all that it can be about */
    uint32_t group;        /* of that operation */
    tenon_bridge_service wanted;
    const char *verb; /* "cannot be ..." */
    uint32_t count;   /* operations changed */
    tenon_writer names;
} change;

static bool takes_objects(const change *of, uint32_t operation) {
    return tenon_bridge_classes_of(of->bridges, operation) != 0;
}

static bool is_for_plain_calls(const change *of) {
    return of->wanted.mode == TENON_BRIDGE_SHADOWED || of->wanted.mode == TENON_BRIDGE_RECORDED;
}

/* Whether a group without a name was meant: one that the candidate implements something of. Without a
 * candidate all are, and refused. */
static bool is_group_implemented(const change *of, uint32_t group) {
    if (of->wanted.candidate == NULL)
        return true;
    for (uint32_t i = 0; i < of->bridges->operation_count; i++) {
        if (tenon_bridge_group(of->bridges, i) == group &&
            tenon_candidate_operation(of->wanted.candidate, i) != NULL)
            return true;
    }
    return false;
}

static bool is_meant(const change *of, uint32_t operation) {
    uint32_t group = tenon_bridge_group(of->bridges, operation);
    if (of->operation != NULL)
        return group == of->group;
    if (is_for_plain_calls(of) && takes_objects(of, operation))
        return false;
    bool is_about_candidate =
        of->wanted.mode == TENON_BRIDGE_SWAPPED || of->wanted.mode == TENON_BRIDGE_SHADOWED;
    return !is_about_candidate || is_group_implemented(of, group);
}

static int32_t find_operation(change *of) {
    if (of->operation == NULL)
        return 0;
    uint32_t operation = tenon_bridge_find(of->bridges, of->operation);
    if (operation == of->bridges->operation_count)
        return tenon_bridge_refuse(TENON_INVALID_ARGUMENT,
                                   "%s: \"%s\" is no bridged function of this contract; write its name in C",
                                   of->bridges->library, of->operation);
    of->group = tenon_bridge_group(of->bridges, operation);
    if (is_for_plain_calls(of) && takes_objects(of, operation))
        return tenon_bridge_refuse(TENON_INVALID_ARGUMENT,
                                   "%s: it takes or makes objects and cannot be %s; an object belongs to "
                                   "who made it, and there is only one of it",
                                   of->operation, of->verb);
    return 0;
}

/* ---- Changing: prepare (may refuse, changes nothing), then apply (cannot fail) ---------------------------
 */

static int32_t check_candidate(const change *of, uint32_t operation) {
    const tenon_candidate *candidate = of->wanted.candidate;
    const char *name = of->bridges->operations[operation].name;
    if (candidate == NULL)
        return tenon_bridge_refuse(TENON_INVALID_ARGUMENT, "%s: there is no candidate, so it cannot be %s",
                                   name, of->verb);
    if (tenon_candidate_operation(candidate, operation) == NULL)
        return tenon_bridge_refuse(
            TENON_BROKEN_CONTRACT, "%s: %s does not implement it%s, so it cannot be %s", name,
            candidate->provider->name,
            takes_objects(of, operation) ? " (functions that share objects change together, all or none)"
                                         : "",
            of->verb);
    if (!candidate->proofs[operation].is_equal)
        return tenon_bridge_refuse(TENON_BROKEN_CONTRACT,
                                   "%s: %s has not proved equal to the reference, so it cannot be %s; call "
                                   "tenon_bridge_check() first",
                                   name, candidate->provider->name, of->verb);
    return 0;
}

/* The service that the operation gets. @return Null where memory is used up; `of->wanted` with all that it
 * says of one operation. */
static const tenon_bridge_service *service_for(const change *of, uint32_t operation) {
    tenon_bridge_service wanted = of->wanted;
    const tenon_bridge_service *now = tenon_bridge_service_of(of->bridges, operation);
    wanted.bridges = of->bridges;
    wanted.operation = operation;
    wanted.function = of->bridges->operations[operation].reference;
    if (wanted.mode == TENON_BRIDGE_RECORDED)
        wanted.candidate = tenon_bridge_server(now);
    const tenon_candidate *server = tenon_bridge_server(&wanted);
    if (server != NULL)
        wanted.function = tenon_candidate_operation(server, operation)->function;
    return keep_service(&wanted);
}

static int32_t prepare(const change *of, uint32_t operation) {
    const tenon_bridge_service *now = tenon_bridge_service_of(of->bridges, operation);
    if (of->wanted.mode == TENON_BRIDGE_REFERENCE)
        return 0;
    if (of->wanted.mode == TENON_BRIDGE_RECORDED && now != NULL && now->mode == TENON_BRIDGE_SHADOWED)
        return tenon_bridge_refuse(TENON_INVALID_ARGUMENT,
                                   "%s: it is shadowed and cannot be recorded meanwhile; revert it first",
                                   of->bridges->operations[operation].name);
    int32_t status = of->wanted.mode == TENON_BRIDGE_RECORDED ? 0 : check_candidate(of, operation);
    if (status == 0 && service_for(of, operation) == NULL)
        return tenon_bridge_refuse(TENON_OUT_OF_MEMORY, "%s: no memory to say who serves it",
                                   of->bridges->operations[operation].name);
    return status;
}

static int32_t prepare_all(const change *of) {
    for (uint32_t i = 0; i < of->bridges->operation_count; i++) {
        int32_t status = is_meant(of, i) ? prepare(of, i) : 0;
        if (status != 0)
            return status;
    }
    return 0;
}

/* What the operation's slot will say; null: the reference, and nothing else happens. */
static const tenon_bridge_service *service_then(const change *of, uint32_t operation) {
    return of->wanted.mode == TENON_BRIDGE_REFERENCE ? NULL : service_for(of, operation);
}

static bool is_changed(const change *of, uint32_t operation) {
    return is_meant(of, operation) &&
           tenon_bridge_service_of(of->bridges, operation) != service_then(of, operation);
}

/* Whether functions that share objects change; asked of the first of them. */
static bool has_gate(const change *of, uint32_t group) {
    bool has = false;
    if (takes_objects(of, group) && tenon_bridge_group(of->bridges, group) == group) {
        for (uint32_t i = group; i < of->bridges->operation_count && !has; i++)
            has = tenon_bridge_group(of->bridges, i) == group && is_changed(of, i);
    }
    return has;
}

static int32_t refuse_busy(const change *of, uint32_t group) {
    return tenon_bridge_refuse(TENON_BUSY,
                               "%s: %llu objects that belong to who made them are alive or being made, so it "
                               "cannot be %s; destroy them first",
                               of->bridges->operations[group].name,
                               (unsigned long long)tenon_bridge_objects(of->bridges, group), of->verb);
}

static void apply(change *of) {
    for (uint32_t i = 0; i < of->bridges->operation_count; i++) {
        if (!is_changed(of, i))
            continue;
        install(of->bridges, i, service_then(of, i));
        tenon_write(&of->names, "%s%s", of->count == 0 ? "" : ", ", of->bridges->operations[i].name);
        of->count++;
    }
}

/* While the gates are shut, nobody makes an object and none is there. */
static int32_t apply_behind_gates(change *of, uint32_t from) {
    uint32_t group = from;
    while (group < of->bridges->operation_count && !has_gate(of, group))
        group++;
    if (group == of->bridges->operation_count)
        return apply(of), 0;
    if (!tenon_bridge_shut_gate(of->bridges, group))
        return refuse_busy(of, group);
    int32_t status = apply_behind_gates(of, group + 1);
    tenon_bridge_open_gate(of->bridges, group);
    return status;
}

/* @param now Of the line in the log: "served by". @param who Null: the candidate. */
static int32_t make_change(change *of, const char *now, const char *who) {
    const tenon_candidate *candidate = of->wanted.candidate;
    if (tenon_bridge_runtime_of(of->bridges) == NULL)
        return tenon_bridge_refuse(TENON_OUT_OF_MEMORY, "%s: no memory for bridges", of->bridges->library);
    if (candidate != NULL && candidate->bridges != of->bridges)
        return tenon_bridge_refuse(TENON_INVALID_ARGUMENT, "%s: the candidate was opened for %s",
                                   of->bridges->library, candidate->bridges->library);
    int32_t status = find_operation(of);
    if (status == 0) {
        tenon_bridge_lock();
        status = prepare_all(of);
        if (status == 0)
            status = apply_behind_gates(of, 0);
        tenon_bridge_unlock();
    }
    if (status == 0 && of->count > 0)
        tenon_bridge_log("%s: %s %s from now on: %s", of->bridges->library, now,
                         candidate == NULL ? who : candidate->provider->name,
                         of->names.has_failed ? "(no memory for the names)" : of->names.text);
    free(of->names.text);
    return status;
}

int32_t tenon_bridge_swap(tenon_bridges *bridges, tenon_candidate *candidate, const char *operation) {
    change wanted = {.bridges = bridges,
                     .operation = operation,
                     .wanted = {.mode = TENON_BRIDGE_SWAPPED, .candidate = candidate},
                     .verb = "swapped"};
    return make_change(&wanted, "served by", NULL);
}

int32_t tenon_bridge_revert(tenon_bridges *bridges, const char *operation) {
    change wanted = {.bridges = bridges,
                     .operation = operation,
                     .wanted = {.mode = TENON_BRIDGE_REFERENCE},
                     .verb = "reverted"};
    return make_change(&wanted, "served by", "the reference");
}

static int32_t check_sample(uint32_t one_in) {
    return one_in > 0 ? 0
                      : tenon_bridge_refuse(TENON_INVALID_ARGUMENT,
                                            "one_in is 0; write 1 for every call, 1000 for one in 1000");
}

int32_t tenon_bridge_shadow(tenon_bridges *bridges, tenon_candidate *candidate, const char *operation,
                            uint32_t one_in) {
    change wanted = {.bridges = bridges,
                     .operation = operation,
                     .wanted = {.mode = TENON_BRIDGE_SHADOWED, .candidate = candidate, .one_in = one_in},
                     .verb = "shadowed"};
    int32_t status = check_sample(one_in);
    return status != 0 ? status : make_change(&wanted, "served by the reference and compared with", NULL);
}

int32_t tenon_bridge_record(tenon_bridges *bridges, const char *operation, const char *path,
                            uint32_t one_in) {
    change wanted = {.bridges = bridges,
                     .operation = operation,
                     .wanted = {.mode = TENON_BRIDGE_RECORDED, .one_in = one_in},
                     .verb = "recorded"};
    int32_t status = check_sample(one_in);
    if (status == 0)
        status = tenon_bridge_recorder_open(bridges, path, &wanted.wanted.recorder);
    return status != 0 ? status : make_change(&wanted, "recorded to", path);
}

void tenon_bridge_end_shadow(tenon_bridges *bridges, const tenon_bridge_service *service, const char *text) {
    const char *operation = bridges->operations[service->operation].name;
    tenon_bridge_lock();
    tenon_bridge_runtime *runtime = tenon_bridge_runtime_of(bridges);
    bool is_first = tenon_bridge_service_of(bridges, service->operation) == service;
    if (is_first) {
        install(bridges, service->operation, NULL);
        tenon_bridge_history *history = &runtime->histories[service->operation];
        free(history->difference);
        history->difference = strdup(text);
        service->candidate->proofs[service->operation].is_equal = false;
    }
    tenon_bridge_unlock();
    if (is_first)
        tenon_bridge_log("%s: %s: %s differs from the reference, which serves alone again: %s",
                         bridges->library, operation, service->candidate->provider->name, text);
}
