/* Helpers of the network's core: epoll's flags, waits of timers, classes of buffers. */
#include "refusal.h"

/* Events of epoll(7), which is Linux's; the numbers are the same everywhere. */
static const uint32_t epoll_in = 0x1, epoll_pri = 0x2, epoll_out = 0x4, epoll_err = 0x8, epoll_rdhup = 0x2000,
                      epoll_et = 0x80000000;

/* The same 32 bits. */
static int32_t as_signed(uint32_t bits) {
    return bits > INT32_MAX ? (int32_t)(bits - INT32_MAX - 1) + INT32_MIN : (int32_t)bits;
}

int32_t mtproxy_net_epoll_conv_flags(int32_t flags) {
    if (flags == 0)
        return 0;
    uint32_t said = (uint32_t)flags;
    uint32_t events = epoll_err;
    events |= said & MTPROXY_EVENT_READ ? epoll_in : 0;
    events |= said & MTPROXY_EVENT_WRITE ? epoll_out : 0;
    events |= said & MTPROXY_EVENT_SPEC ? epoll_rdhup | epoll_pri : 0;
    events |= said & MTPROXY_EVENT_LEVEL ? 0 : epoll_et;
    return as_signed(events);
}

int32_t mtproxy_net_epoll_unconv_flags(int32_t epoll_flags) {
    uint32_t events = (uint32_t)epoll_flags;
    uint32_t flags = MTPROXY_EVENT_FROM_EPOLL;
    flags |= events & (epoll_in | epoll_err) ? MTPROXY_EVENT_READ : 0u;
    flags |= events & epoll_out ? MTPROXY_EVENT_WRITE : 0u;
    flags |= events & (epoll_rdhup | epoll_pri) ? MTPROXY_EVENT_SPEC : 0u;
    return (int32_t)flags;
}

int32_t mtproxy_net_timers_wait_msec(double wakeup_time, double now) {
    static const double milliseconds = 1000.0;
    double wait = wakeup_time - now;
    if (wait <= 0)
        return 0;
    wait *= milliseconds;
    /* Written so that it is false for what is no number, too. */
    return wait < INT32_MAX ? (int32_t)wait + 1 : INT32_MAX;
}

int32_t mtproxy_msg_buffers_pick_size_index(const int32_t *buffer_sizes, int32_t buffer_size_values,
                                            int32_t size_hint) {
    if (buffer_sizes == NULL || buffer_size_values <= 0)
        return -1;
    int32_t index = buffer_size_values - 1;
    while (size_hint >= 0 && index > 0 && buffer_sizes[index - 1] >= size_hint)
        index--;
    return index;
}
