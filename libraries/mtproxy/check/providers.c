/* Handshake and probes: what library and providers say of themselves, and whether it is true. */
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"
#include "crc_providers.h"

enum { ANSWER_TIMEOUT = 10000 /* milliseconds */ };

/* ---- Asking a provider ---- */

/* What one provider answers. What it does not implement stays as it is here. */
typedef struct answers {
    uint32_t version;
    int32_t handshake;
    int32_t concurrency_status;
    int32_t network_status;
    mtproxy_concurrency_boundary concurrency;
    mtproxy_network_boundary network;
} answers;

static tenon_any_function function_of(const tenon_provider *provider, uint32_t operation) {
    return operation < provider->operation_count ? provider->operations[operation].function : NULL;
}

#define FUNCTION_OF(provider, function, OPERATION)                                                           \
    ((__typeof__(function) *)function_of((provider), BRIDGED_MTPROXY_##OPERATION))

static void ask(const tenon_provider *provider, answers *given) {
    if (FUNCTION_OF(provider, mtproxy_api_version, API_VERSION) != NULL)
        given->version = FUNCTION_OF(provider, mtproxy_api_version, API_VERSION)();
    if (FUNCTION_OF(provider, mtproxy_startup_handshake, STARTUP_HANDSHAKE) != NULL)
        given->handshake =
            FUNCTION_OF(provider, mtproxy_startup_handshake, STARTUP_HANDSHAKE)(MTPROXY_BOUNDARY_VERSION);
    if (FUNCTION_OF(provider, mtproxy_get_concurrency_boundary, GET_CONCURRENCY_BOUNDARY) != NULL)
        given->concurrency_status = FUNCTION_OF(provider, mtproxy_get_concurrency_boundary,
                                                GET_CONCURRENCY_BOUNDARY)(&given->concurrency);
    if (FUNCTION_OF(provider, mtproxy_get_network_boundary, GET_NETWORK_BOUNDARY) != NULL)
        given->network_status =
            FUNCTION_OF(provider, mtproxy_get_network_boundary, GET_NETWORK_BOUNDARY)(&given->network);
}

/* In a child process, because nothing is known of the provider yet. @return Whether it answered. */
static bool ask_apart(const tenon_provider *provider, answers *given) {
    int ends[2];
    if (pipe(ends) != 0)
        return false;
    pid_t child = fork();
    if (child == 0) {
        ask(provider, given);
        _exit(write(ends[1], given, sizeof *given) == (ssize_t)sizeof *given ? 0 : 1);
    }
    close(ends[1]);
    struct pollfd waiting = {.fd = ends[0], .events = POLLIN};
    bool answered = child > 0 && poll(&waiting, 1, ANSWER_TIMEOUT) == 1 &&
                    read(ends[0], given, sizeof *given) == (ssize_t)sizeof *given;
    close(ends[0]);
    if (child > 0 && !answered)
        kill(child, SIGKILL);
    if (child > 0)
        waitpid(child, NULL, 0);
    return answered;
}

/* ---- Handshake ---- */

/* What somebody who does not implement these would answer. */
static const answers silent = {.version = MTPROXY_BOUNDARY_VERSION};

static bool refuse_version(const char *name, uint32_t version) {
    bool is_older = version < MTPROXY_BOUNDARY_VERSION;
    return check_refuse(
        "handshake: %s speaks version %u of the boundary, this program version %u; the %s is older", name,
        version, (unsigned)MTPROXY_BOUNDARY_VERSION, is_older ? "provider" : "program");
}

static bool shake_hands(const char *name, const answers *given) {
    if (given->version != MTPROXY_BOUNDARY_VERSION)
        return refuse_version(name, given->version);
    if (given->handshake != MTPROXY_OK)
        return check_refuse("handshake: %s says that it speaks version %u, and refuses to (status %d)", name,
                            (unsigned)MTPROXY_BOUNDARY_VERSION, given->handshake);
    return true;
}

static uint32_t implemented(const tenon_provider *provider) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < provider->operation_count; i++)
        count += provider->operations[i].function != NULL;
    return count;
}

static bool admit(check_providers *providers, tenon_candidate *candidate) {
    const tenon_provider *provider = tenon_candidate_provider(candidate);
    answers given = silent;
    if (providers->count == CHECK_PROVIDERS)
        return check_refuse("more than %d providers", CHECK_PROVIDERS);
    if (!ask_apart(provider, &given))
        return check_refuse("handshake: %s ended or hung when it was asked for its version", provider->name);
    if (!shake_hands(provider->name, &given))
        return false;
    providers->all[providers->count++] = candidate;
    printf("handshake: %s (%s): version %u, %u of %u operations\n", provider->name, provider->build,
           given.version, implemented(provider), provider->operation_count);
    return true;
}

static bool open_file(check_providers *providers, const char *path) {
    tenon_candidate *candidate = NULL;
    if (tenon_bridge_open(&bridges_mtproxy, path, &candidate) != 0)
        return check_refuse_for("handshake");
    return admit(providers, candidate);
}

static bool open_linked(check_providers *providers) {
    tenon_candidate *candidate = NULL;
    if (tenon_bridge_open(&bridges_mtproxy, NULL, &candidate) != 0)
        return check_refuse_for("handshake");
    return admit(providers, candidate);
}

static bool open_crcs(check_providers *providers) {
    tenon_candidate *candidate = NULL;
    tenon_provider_function crcs = mtproxy_crc_provider(mtproxy_crc_best());
    if (tenon_bridge_open_function(&bridges_mtproxy, crcs, &candidate) != 0)
        return check_refuse_for("handshake");
    return admit(providers, candidate);
}

bool check_handshakes(const check_options *given, check_providers *providers) {
    answers own = silent;
    own.version = mtproxy_api_version();
    own.handshake = mtproxy_startup_handshake(MTPROXY_BOUNDARY_VERSION);
    if (!shake_hands("the library", &own))
        return false;
    printf("handshake: the library: version %u\n", own.version);
    if (given->mode == CHECK_OFF)
        return true;
    if (!given->no_crcs && !open_crcs(providers))
        return false;
    if (bridges_mtproxy.linked != NULL && !open_linked(providers))
        return false;
    if (bridges_mtproxy.linked == NULL)
        printf("handshake: no provider is linked into this program\n");
    for (const char *const *path = given->providers; *path != NULL; path++) {
        if (!open_file(providers, *path))
            return false;
    }
    return true;
}

/* ---- Probes ---- */

/* The bits that this program knows: what a contract mask has at least. */
enum {
    KNOWN_MPQ = MTPROXY_MPQ_OP_PUSH | MTPROXY_MPQ_OP_POP | MTPROXY_MPQ_OP_IS_EMPTY | MTPROXY_MPQ_OP_PUSH_W |
                MTPROXY_MPQ_OP_POP_W | MTPROXY_MPQ_OP_POP_NW,
    KNOWN_JOBS = MTPROXY_JOBS_OP_CREATE_ASYNC_JOB | MTPROXY_JOBS_OP_SCHEDULE_JOB |
                 MTPROXY_JOBS_OP_JOB_SIGNAL | MTPROXY_JOBS_OP_JOB_INCREF | MTPROXY_JOBS_OP_JOB_DECREF |
                 MTPROXY_JOBS_OP_RUN_PENDING_MAIN_JOBS | MTPROXY_JOBS_OP_NOTIFY_JOB_CREATE,
    KNOWN_NET_EVENTS = MTPROXY_NET_EVENTS_OP_EPOLL_CONV_FLAGS | MTPROXY_NET_EVENTS_OP_EPOLL_UNCONV_FLAGS,
    KNOWN_NET_TIMERS = MTPROXY_NET_TIMERS_OP_WAIT_MSEC,
    KNOWN_NET_MSG_BUFFERS = MTPROXY_NET_MSG_BUFFERS_OP_PICK_SIZE_INDEX
};

/* One group of operations in a probe. */
typedef struct group {
    const char *name;
    uint32_t known; /* the bits that this program knows */
    uint32_t contract;
    uint32_t implemented;
} group;

static bool check_group(const char *who, const group *one) {
    if ((one->contract & one->known) != one->known)
        return check_refuse(
            "probe: %s: %s: the contract mask %08x lacks %08x of what this program knows (%08x)", who,
            one->name, one->contract, one->known & ~one->contract, one->known);
    if ((one->implemented & ~one->contract) != 0)
        return check_refuse("probe: %s: %s: implements %08x, which its contract mask %08x does not have", who,
                            one->name, one->implemented & ~one->contract, one->contract);
    printf("probe: %s: %s contract %02x, implemented %02x\n", who, one->name, one->contract,
           one->implemented);
    return true;
}

static bool check_probe_version(const char *who, const char *probe, uint32_t version, uint32_t wanted) {
    return version == wanted ||
           check_refuse("probe: %s: the %s boundary has version %u, this program knows %u", who, probe,
                        version, wanted);
}

static bool check_concurrency_groups(const char *who, const mtproxy_concurrency_boundary *said) {
    group queue = {"mpq", KNOWN_MPQ, said->mpq_contract_ops, said->mpq_implemented_ops};
    group jobs = {"jobs", KNOWN_JOBS, said->jobs_contract_ops, said->jobs_implemented_ops};
    return check_probe_version(who, "concurrency", said->boundary_version,
                               MTPROXY_CONCURRENCY_BOUNDARY_VERSION) &&
           check_group(who, &queue) && check_group(who, &jobs);
}

static bool check_network_groups(const char *who, const mtproxy_network_boundary *said) {
    group events = {"net_events", KNOWN_NET_EVENTS, said->net_events_contract_ops,
                    said->net_events_implemented_ops};
    group timers = {"net_timers", KNOWN_NET_TIMERS, said->net_timers_contract_ops,
                    said->net_timers_implemented_ops};
    group buffers = {"net_msg_buffers", KNOWN_NET_MSG_BUFFERS, said->net_msg_buffers_contract_ops,
                     said->net_msg_buffers_implemented_ops};
    return check_probe_version(who, "network", said->boundary_version, MTPROXY_NETWORK_BOUNDARY_VERSION) &&
           check_group(who, &events) && check_group(who, &timers) && check_group(who, &buffers);
}

/* A bit of a probe and the operation that it stands for. */
typedef struct claim {
    const char *what;
    bool is_claimed;
    uint32_t operation;
} claim;

static bool check_claim(const tenon_provider *provider, const claim *one) {
    bool is_there = provider->operations[one->operation].function != NULL;
    if (is_there == one->is_claimed)
        return true;
    return check_refuse("probe: %s: says that it %s %s, but its table has %s", provider->name,
                        one->is_claimed ? "implements" : "does not implement", one->what,
                        is_there ? "a function for it" : "none");
}

static bool check_network_claims(const tenon_provider *provider, const mtproxy_network_boundary *said) {
    uint32_t events = said->net_events_implemented_ops;
    const claim claims[] = {
        {"epoll_conv_flags", (events & MTPROXY_NET_EVENTS_OP_EPOLL_CONV_FLAGS) != 0,
         BRIDGED_MTPROXY_NET_EPOLL_CONV_FLAGS},
        {"epoll_unconv_flags", (events & MTPROXY_NET_EVENTS_OP_EPOLL_UNCONV_FLAGS) != 0,
         BRIDGED_MTPROXY_NET_EPOLL_UNCONV_FLAGS},
        {"wait_msec", (said->net_timers_implemented_ops & MTPROXY_NET_TIMERS_OP_WAIT_MSEC) != 0,
         BRIDGED_MTPROXY_NET_TIMERS_WAIT_MSEC},
        {"pick_size_index",
         (said->net_msg_buffers_implemented_ops & MTPROXY_NET_MSG_BUFFERS_OP_PICK_SIZE_INDEX) != 0,
         BRIDGED_MTPROXY_MSG_BUFFERS_PICK_SIZE_INDEX},
    };
    for (size_t i = 0; i < sizeof claims / sizeof claims[0]; i++) {
        if (!check_claim(provider, &claims[i]))
            return false;
    }
    return true;
}

/* Queue and scheduler are not bridged: only the library itself can run their operations. */
static bool check_concurrency_claims(const tenon_provider *provider,
                                     const mtproxy_concurrency_boundary *said) {
    uint32_t claimed = said->mpq_implemented_ops | said->jobs_implemented_ops;
    return claimed == 0 ||
           check_refuse("probe: %s: says that it implements %02x of mpq and %02x of jobs, which nobody but "
                        "the library "
                        "can execute: they are not bridged",
                        provider->name, said->mpq_implemented_ops, said->jobs_implemented_ops);
}

static bool probe_provider(const tenon_provider *provider) {
    answers given = silent;
    if (!ask_apart(provider, &given))
        return check_refuse("probe: %s ended or hung when it was probed", provider->name);
    if (given.concurrency_status != 0 || given.network_status != 0)
        return check_refuse("probe: %s: a probe failed (status %d, %d)", provider->name,
                            given.concurrency_status, given.network_status);
    if (function_of(provider, BRIDGED_MTPROXY_GET_CONCURRENCY_BOUNDARY) != NULL &&
        !(check_concurrency_groups(provider->name, &given.concurrency) &&
          check_concurrency_claims(provider, &given.concurrency)))
        return false;
    return function_of(provider, BRIDGED_MTPROXY_GET_NETWORK_BOUNDARY) == NULL ||
           (check_network_groups(provider->name, &given.network) &&
            check_network_claims(provider, &given.network));
}

bool check_probes(const check_providers *providers) {
    mtproxy_concurrency_boundary concurrency;
    mtproxy_network_boundary network;
    if (mtproxy_get_concurrency_boundary(&concurrency) != 0 || mtproxy_get_network_boundary(&network) != 0)
        return check_refuse_for("probe: the library");
    if (!check_concurrency_groups("the library", &concurrency) ||
        !check_network_groups("the library", &network) || !check_concurrency(&concurrency))
        return false;
    for (size_t i = 0; i < providers->count; i++) {
        if (!probe_provider(tenon_candidate_provider(providers->all[i])))
            return false;
    }
    return true;
}
