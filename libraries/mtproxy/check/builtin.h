/**
 * @file
 * The provider that is built into mtproxy-check: the CRCs for this processor.
 */
#ifndef MTPROXY_CHECK_BUILTIN_H
#define MTPROXY_CHECK_BUILTIN_H

#include "tenon/provider.h"

/** The provider with the fastest CRCs that this processor can run; null where that is none but the library's.
 */
tenon_provider_function builtin_crcs(void);

#endif /* MTPROXY_CHECK_BUILTIN_H */
