//! Who a process is among the proxies.

use std::process;
use std::time::{SystemTime, UNIX_EPOCH};

use mtproxy_impl::types::{Match, ProcessId, Status};
use mtproxy_impl::{operations, Error};

use crate::Provider;

const LOOPBACK: u32 = 0x7f00_0001;

/// A process can only be newer than those whose pid lies at most half of this range behind.
const PID_RANGE: u16 = 0x7fff;
const PID_HALF: u16 = 0x3fff;

#[allow(clippy::cast_possible_truncation)] // The low 16 bits are what is wanted.
fn low_bits(number: u32) -> u16 {
    number as u16
}

fn seconds_since_1970() -> Result<i32, Error> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(u64::MAX, |past| past.as_secs());
    i32::try_from(now).map_err(|_| {
        Error::new(Status::UNSUPPORTED, "the seconds since 1970 are more than 31 bits can hold")
    })
}

impl operations::PidInitCommon for Provider {
    fn pid_init_common(id: &mut ProcessId) -> Result<(), Error> {
        let utime = if id.utime == 0 { seconds_since_1970()? } else { id.utime };
        if id.pid == 0 {
            id.pid = low_bits(process::id());
        }
        id.utime = utime;
        Ok(())
    }
}

impl operations::PidInitClient for Provider {
    fn pid_init_client(id: &mut ProcessId, ip: u32) -> Result<(), Error> {
        <Self as operations::PidInitCommon>::pid_init_common(id)?;
        if ip != 0 && ip != LOOPBACK {
            id.ip = ip;
        }
        Ok(())
    }
}

impl operations::PidInitServer for Provider {
    fn pid_init_server(id: &mut ProcessId, ip: u32, port: i32) -> Result<(), Error> {
        <Self as operations::PidInitClient>::pid_init_client(id, ip)?;
        if id.port == 0 {
            id.port = low_bits(port.cast_unsigned()).cast_signed();
        }
        Ok(())
    }
}

impl operations::MatchesPid for Provider {
    fn matches_pid(id: &ProcessId, pattern: &ProcessId) -> Match {
        if id == pattern {
            return Match::EXACT;
        }
        let fits = (pattern.ip == 0 || id.ip == pattern.ip)
            && (pattern.port == 0 || id.port == pattern.port)
            && (pattern.pid == 0 || id.pid == pattern.pid)
            && (pattern.utime == 0 || id.utime == pattern.utime);
        if fits {
            Match::PATTERN
        } else {
            Match::NONE
        }
    }
}

impl operations::ProcessIdIsNewer for Provider {
    fn process_id_is_newer(id: &ProcessId, than: &ProcessId) -> bool {
        if id.ip != than.ip || id.port != than.port {
            return false;
        }
        if id.utime != than.utime {
            return id.utime > than.utime;
        }
        (1..=PID_HALF).contains(&(id.pid.wrapping_sub(than.pid) & PID_RANGE))
    }
}

#[cfg(test)]
mod tests {
    use operations::{MatchesPid, PidInitClient, PidInitServer, ProcessIdIsNewer};

    use super::*;

    const NOTHING: ProcessId = ProcessId { ip: 0, port: 0, pid: 0, utime: 0 };
    const SOMEBODY: ProcessId = ProcessId { ip: 1, port: 80, pid: 1000, utime: 10 };

    #[test]
    fn pid_init_client__what_says_nothing__then_the_address_stays() {
        for (ip, expected) in [(LOOPBACK, 5), (0, 5), (0x0102_0304, 0x0102_0304)] {
            let mut id = ProcessId { ip: 5, ..NOTHING };
            Provider::pid_init_client(&mut id, ip).unwrap();
            assert_eq!(id.ip, expected);
            assert!(id.utime > 0);
        }
    }

    #[test]
    fn pid_init_server__a_large_port__then_its_low_bits_and_only_once() {
        for (port, expected) in [(70000, 4464), (40000, -25536)] {
            let mut id = NOTHING;
            Provider::pid_init_server(&mut id, 0, port).unwrap();
            assert_eq!(id.port, expected);
            Provider::pid_init_server(&mut id, 0, 1).unwrap();
            assert_eq!(id.port, expected);
        }
    }

    #[test]
    fn matches_pid__zeros_of_the_pattern__then_they_fit_everything() {
        assert_eq!(Provider::matches_pid(&SOMEBODY, &NOTHING), Match::PATTERN);
        assert_eq!(Provider::matches_pid(&SOMEBODY, &SOMEBODY), Match::EXACT);
        assert_eq!(Provider::matches_pid(&NOTHING, &SOMEBODY), Match::NONE);
    }

    #[test]
    fn process_id_is_newer__distances_of_the_pid__then_half_of_them() {
        let distances = [0, 1, 0x3fff, 0x4000, 0x7fff, 0x8000, 0x8001, 0xffff];
        let newer = distances.map(|distance| {
            let id = ProcessId { pid: SOMEBODY.pid.wrapping_add(distance), ..SOMEBODY };
            Provider::process_id_is_newer(&id, &SOMEBODY)
        });
        assert_eq!(newer, [false, true, true, false, false, false, true, false]);
        assert!(Provider::process_id_is_newer(&ProcessId { utime: 11, ..SOMEBODY }, &SOMEBODY));
        assert!(!Provider::process_id_is_newer(&ProcessId { utime: 9, ..SOMEBODY }, &SOMEBODY));
        assert!(!Provider::process_id_is_newer(
            &ProcessId { ip: 2, utime: 11, ..SOMEBODY },
            &SOMEBODY
        ));
    }
}
