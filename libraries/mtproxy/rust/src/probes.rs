//! Version, handshake and probes.

use mtproxy_impl::types::{ConcurrencyBoundary, NetworkBoundary};
use mtproxy_impl::{operations, Error};

use crate::refusal::refused;
use crate::Provider;

const BOUNDARY_VERSION: u32 = 1;
const CONCURRENCY_BOUNDARY_VERSION: u32 = 1;
const NETWORK_BOUNDARY_VERSION: u32 = 1;

const MPQ_CONTRACT: u32 = 0x3f;
const JOBS_CONTRACT: u32 = 0x7f;
const NET_EVENTS: u32 = 0x03;
const NET_TIMERS: u32 = 0x01;
const NET_MSG_BUFFERS: u32 = 0x01;

impl operations::ApiVersion for Provider {
    fn api_version() -> u32 {
        BOUNDARY_VERSION
    }
}

impl operations::StartupHandshake for Provider {
    fn startup_handshake(expected: u32) -> Result<(), Error> {
        if expected == BOUNDARY_VERSION {
            return Ok(());
        }
        Err(refused(format!(
            "the caller speaks version {expected} of the boundary, this provider version {BOUNDARY_VERSION}"
        )))
    }
}

impl operations::GetConcurrencyBoundary for Provider {
    /// Queue and scheduler are the library's: this provider executes none of their operations.
    fn get_concurrency_boundary() -> Result<ConcurrencyBoundary, Error> {
        Ok(ConcurrencyBoundary {
            boundary_version: CONCURRENCY_BOUNDARY_VERSION,
            mpq_contract_ops: MPQ_CONTRACT,
            mpq_implemented_ops: 0,
            jobs_contract_ops: JOBS_CONTRACT,
            jobs_implemented_ops: 0,
        })
    }
}

impl operations::GetNetworkBoundary for Provider {
    fn get_network_boundary() -> Result<NetworkBoundary, Error> {
        Ok(NetworkBoundary {
            boundary_version: NETWORK_BOUNDARY_VERSION,
            net_events_contract_ops: NET_EVENTS,
            net_events_implemented_ops: NET_EVENTS,
            net_timers_contract_ops: NET_TIMERS,
            net_timers_implemented_ops: NET_TIMERS,
            net_msg_buffers_contract_ops: NET_MSG_BUFFERS,
            net_msg_buffers_implemented_ops: NET_MSG_BUFFERS,
        })
    }
}

#[cfg(test)]
mod tests {
    use operations::{ApiVersion, GetConcurrencyBoundary, StartupHandshake};

    use super::*;

    #[test]
    fn startup_handshake__another_version__then_refused() {
        assert_eq!(Provider::api_version(), 1);
        assert!(Provider::startup_handshake(1).is_ok());
        for version in [0, 2, u32::MAX] {
            assert!(Provider::startup_handshake(version).is_err());
        }
    }

    #[test]
    fn concurrency__of_this_provider__then_claims_nothing() {
        let boundary = Provider::get_concurrency_boundary().unwrap();
        assert_eq!((boundary.mpq_contract_ops, boundary.jobs_contract_ops), (0x3f, 0x7f));
        assert_eq!((boundary.mpq_implemented_ops, boundary.jobs_implemented_ops), (0, 0));
    }
}
