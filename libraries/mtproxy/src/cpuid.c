/* What the processor says of itself. */
#if defined(__x86_64__) || defined(__i386__)
#include <cpuid.h>
#endif

#include "refusal.h"

static_assert(sizeof(mtproxy_cpuid) == 16, "four registers' worth");
static_assert(offsetof(mtproxy_cpuid, magic) == 0 && offsetof(mtproxy_cpuid, ebx) == 4 &&
                  offsetof(mtproxy_cpuid, ecx) == 8 && offsetof(mtproxy_cpuid, edx) == 12,
              "in this order");

#if defined(__x86_64__) || defined(__i386__)
/* The same 32 bits; a cast would leave it to the compiler what becomes of the upper half. */
static int32_t as_signed(unsigned bits) {
    return bits > INT32_MAX ? (int32_t)(bits - INT32_MAX - 1) + INT32_MIN : (int32_t)bits;
}
#endif

mtproxy_status mtproxy_cpuid_fill(mtproxy_cpuid *cpuid) {
    if (cpuid == NULL)
        return refuse_null("cpuid");
#if defined(__x86_64__) || defined(__i386__)
    unsigned eax, ebx, ecx, edx;
    if (__get_cpuid(1, &eax, &ebx, &ecx, &edx)) {
        *cpuid = (mtproxy_cpuid){MTPROXY_CPUID_MAGIC, as_signed(ebx), as_signed(ecx), as_signed(edx)};
        return MTPROXY_OK;
    }
#endif
    return (mtproxy_status)tenon_fail(MTPROXY_UNSUPPORTED, "this processor has no instruction CPUID");
}
