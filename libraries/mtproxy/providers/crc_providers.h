/**
 * @file
 * The providers of the CRCs, for programs that link them all and let the one for their processor enter by
 * bridge:
 *
 *     tenon_bridge_open_function(&bridges_mtproxy, mtproxy_crc_provider(mtproxy_crc_best()), &candidate);
 *
 * and then tenon_bridge_check() and tenon_bridge_swap(), as for any other. Programs that load them find each
 * as a shared library of the version's name: mtproxy-crc-x86-avx512.so.
 */
#ifndef MTPROXY_CRC_PROVIDERS_H
#define MTPROXY_CRC_PROVIDERS_H

#include <stddef.h>
#include <tenon/provider.h>

#include "crc/crc.h"

/** The provider of one of mtproxy_crc_versions(). Its functions need what the version needs of the processor.
 */
tenon_provider_function mtproxy_crc_provider(const mtproxy_crc_version *version);

#endif
