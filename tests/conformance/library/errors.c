#include "conformance.h"

#include "tenon/error.h"

conformance_status conformance_fail(int32_t status, const char *message, uint32_t depth) {
    if (status == CONFORMANCE_OK)
        return CONFORMANCE_OK;
    tenon_fail(status, "%s", message);
    for (uint32_t i = 1; i <= depth; i++)
        tenon_fail_because(status, "%s (%u)", message, (unsigned)i);
    return (conformance_status)status;
}

conformance_status conformance_fail_silently(int32_t status) {
    return (conformance_status)status;
}
