/* Who a process is among the proxies. */
#define _POSIX_C_SOURCE 200809L /* getpid, under -std=c11 */

#include <time.h>
#include <unistd.h>

#include "refusal.h"

static_assert(sizeof(mtproxy_process_id) == 12, "these 12 bytes travel in the handshake of the RPC");
static_assert(offsetof(mtproxy_process_id, ip) == 0 && offsetof(mtproxy_process_id, port) == 4 &&
                  offsetof(mtproxy_process_id, pid) == 6 && offsetof(mtproxy_process_id, utime) == 8,
              "in this order");

static const uint32_t loopback = 0x7f000001;

/* A process can only be newer than those whose pid lies at most half of this range behind. */
enum { PID_RANGE = 0x7fff, PID_HALF = 0x3fff };

mtproxy_status mtproxy_pid_init_common(mtproxy_process_id *id) {
    if (id == NULL)
        return refuse_null("id");
    mtproxy_process_id filled = *id;
    if (filled.pid == 0)
        filled.pid = (uint16_t)((uint32_t)getpid() & UINT16_MAX);
    if (filled.utime == 0) {
        time_t now = time(NULL);
        if (now < 0 || now > INT32_MAX)
            return (mtproxy_status)tenon_fail(MTPROXY_UNSUPPORTED,
                                              "it is %lld seconds after 1970, which 31 bits cannot hold",
                                              (long long)now);
        filled.utime = (int32_t)now;
    }
    *id = filled;
    return MTPROXY_OK;
}

mtproxy_status mtproxy_pid_init_client(mtproxy_process_id *id, uint32_t ip) {
    mtproxy_status status = mtproxy_pid_init_common(id);
    if (status == MTPROXY_OK && ip != 0 && ip != loopback)
        id->ip = ip;
    return status;
}

mtproxy_status mtproxy_pid_init_server(mtproxy_process_id *id, uint32_t ip, int32_t port) {
    mtproxy_status status = mtproxy_pid_init_client(id, ip);
    if (status == MTPROXY_OK && id->port == 0) {
        uint32_t low = (uint32_t)port & UINT16_MAX;
        id->port = (int16_t)(low > INT16_MAX ? (int32_t)low - (UINT16_MAX + 1) : (int32_t)low);
    }
    return status;
}

mtproxy_match mtproxy_matches_pid(const mtproxy_process_id *id, const mtproxy_process_id *pattern) {
    if (id == NULL || pattern == NULL)
        return MTPROXY_MATCH_NONE;
    bool ip = id->ip == pattern->ip, port = id->port == pattern->port;
    bool pid = id->pid == pattern->pid, utime = id->utime == pattern->utime;
    if (ip && port && pid && utime)
        return MTPROXY_MATCH_EXACT;
    bool fits = (ip || pattern->ip == 0) && (port || pattern->port == 0) && (pid || pattern->pid == 0) &&
                (utime || pattern->utime == 0);
    return fits ? MTPROXY_MATCH_PATTERN : MTPROXY_MATCH_NONE;
}

bool mtproxy_process_id_is_newer(const mtproxy_process_id *id, const mtproxy_process_id *than) {
    if (id == NULL || than == NULL || id->ip != than->ip || id->port != than->port)
        return false;
    if (id->utime != than->utime)
        return id->utime > than->utime;
    uint32_t further = ((uint32_t)id->pid - (uint32_t)than->pid) & PID_RANGE;
    return further >= 1 && further <= PID_HALF;
}
