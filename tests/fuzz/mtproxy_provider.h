/**
 * @file
 * Whom the fuzz targets of mtproxy's parsers try: the library's own code, or the provider that TENON_BRIDGE
 * names. With TENON_BRIDGE_MODE=check the program ends where the provider is not in its place.
 */
#ifndef FUZZ_MTPROXY_PROVIDER_H
#define FUZZ_MTPROXY_PROVIDER_H

#define BRIDGES_MTPROXY_REDIRECT 1
#include "bridges_mtproxy.h"

#include "input.h"

int LLVMFuzzerInitialize(int *count, char ***arguments);

int LLVMFuzzerInitialize(int *count, char ***arguments) {
    (void)count, (void)arguments;
    REQUIRE(tenon_bridge_start(&bridges_mtproxy) == 0, "%s", tenon_error_peek()->message);
    return 0;
}

#endif /* FUZZ_MTPROXY_PROVIDER_H */
