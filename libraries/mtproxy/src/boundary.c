/* Version, handshake and probes. */
#include "refusal.h"

/* The masks of one group of operations: all that this version numbers, and those that this provider executes.
 */
enum {
    MPQ_CONTRACT = MTPROXY_MPQ_OP_PUSH | MTPROXY_MPQ_OP_POP | MTPROXY_MPQ_OP_IS_EMPTY |
                   MTPROXY_MPQ_OP_PUSH_W | MTPROXY_MPQ_OP_POP_W | MTPROXY_MPQ_OP_POP_NW,
    MPQ_IMPLEMENTED = MPQ_CONTRACT,
    JOBS_CONTRACT = MTPROXY_JOBS_OP_CREATE_ASYNC_JOB | MTPROXY_JOBS_OP_SCHEDULE_JOB |
                    MTPROXY_JOBS_OP_JOB_SIGNAL | MTPROXY_JOBS_OP_JOB_INCREF | MTPROXY_JOBS_OP_JOB_DECREF |
                    MTPROXY_JOBS_OP_RUN_PENDING_MAIN_JOBS | MTPROXY_JOBS_OP_NOTIFY_JOB_CREATE,
    JOBS_IMPLEMENTED = JOBS_CONTRACT,
    NET_EVENTS = MTPROXY_NET_EVENTS_OP_EPOLL_CONV_FLAGS | MTPROXY_NET_EVENTS_OP_EPOLL_UNCONV_FLAGS,
    NET_TIMERS = MTPROXY_NET_TIMERS_OP_WAIT_MSEC,
    NET_MSG_BUFFERS = MTPROXY_NET_MSG_BUFFERS_OP_PICK_SIZE_INDEX,
};

static_assert(MPQ_CONTRACT == 0x3f && JOBS_CONTRACT == 0x7f, "the numbering of version 1");
static_assert((MPQ_IMPLEMENTED & ~MPQ_CONTRACT) == 0, "what is not in the contract cannot be implemented");
static_assert((JOBS_IMPLEMENTED & ~JOBS_CONTRACT) == 0, "what is not in the contract cannot be implemented");

uint32_t mtproxy_api_version(void) {
    return MTPROXY_BOUNDARY_VERSION;
}

mtproxy_status mtproxy_startup_handshake(uint32_t expected) {
    if (expected != MTPROXY_BOUNDARY_VERSION)
        return refuse("the caller speaks version %u of the boundary, this provider version %u", expected,
                      (unsigned)MTPROXY_BOUNDARY_VERSION);
    return MTPROXY_OK;
}

mtproxy_status mtproxy_get_concurrency_boundary(mtproxy_concurrency_boundary *boundary) {
    if (boundary == NULL)
        return refuse_null("boundary");
    *boundary = (mtproxy_concurrency_boundary){.boundary_version = MTPROXY_CONCURRENCY_BOUNDARY_VERSION,
                                               .mpq_contract_ops = MPQ_CONTRACT,
                                               .mpq_implemented_ops = MPQ_IMPLEMENTED,
                                               .jobs_contract_ops = JOBS_CONTRACT,
                                               .jobs_implemented_ops = JOBS_IMPLEMENTED};
    return MTPROXY_OK;
}

mtproxy_status mtproxy_get_network_boundary(mtproxy_network_boundary *boundary) {
    if (boundary == NULL)
        return refuse_null("boundary");
    *boundary = (mtproxy_network_boundary){.boundary_version = MTPROXY_NETWORK_BOUNDARY_VERSION,
                                           .net_events_contract_ops = NET_EVENTS,
                                           .net_events_implemented_ops = NET_EVENTS,
                                           .net_timers_contract_ops = NET_TIMERS,
                                           .net_timers_implemented_ops = NET_TIMERS,
                                           .net_msg_buffers_contract_ops = NET_MSG_BUFFERS,
                                           .net_msg_buffers_implemented_ops = NET_MSG_BUFFERS};
    return MTPROXY_OK;
}
