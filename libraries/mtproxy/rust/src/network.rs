//! Helpers of the network's core: epoll's flags, waits of timers, classes of buffers.

use mtproxy_impl::operations;

use crate::Provider;

const SPEC: u32 = 0x001;
const WRITE: u32 = 0x002;
const READ: u32 = 0x004;
const LEVEL: u32 = 0x008;
const FROM_EPOLL: u32 = 0x400;

/// Events of epoll(7).
const IN: u32 = 0x1;
const PRI: u32 = 0x2;
const OUT: u32 = 0x4;
const ERR: u32 = 0x8;
const RDHUP: u32 = 0x2000;
const ET: u32 = 0x8000_0000;

/// `then` where any of the bits is there.
fn where_any(said: u32, bits: u32, then: u32) -> u32 {
    if said & bits == 0 {
        0
    } else {
        then
    }
}

impl operations::NetEpollConvFlags for Provider {
    fn net_epoll_conv_flags(flags: i32) -> i32 {
        if flags == 0 {
            return 0;
        }
        let said = flags.cast_unsigned();
        let events = ERR
            | where_any(said, READ, IN)
            | where_any(said, WRITE, OUT)
            | where_any(said, SPEC, RDHUP | PRI)
            | where_any(!said, LEVEL, ET);
        events.cast_signed()
    }
}

impl operations::NetEpollUnconvFlags for Provider {
    fn net_epoll_unconv_flags(epoll_flags: i32) -> i32 {
        let events = epoll_flags.cast_unsigned();
        let flags = FROM_EPOLL
            | where_any(events, IN | ERR, READ)
            | where_any(events, OUT, WRITE)
            | where_any(events, RDHUP | PRI, SPEC);
        flags.cast_signed()
    }
}

impl operations::NetTimersWaitMsec for Provider {
    #[allow(clippy::cast_possible_truncation)] // What does not fit has been told apart.
    fn net_timers_wait_msec(wakeup_time: f64, now: f64) -> i32 {
        let wait = wakeup_time - now;
        if wait <= 0.0 {
            return 0;
        }
        let whole = (wait * 1000.0).trunc();
        // Written so that it is false for what is no number, too.
        if whole < f64::from(i32::MAX) {
            whole as i32 + 1
        } else {
            i32::MAX
        }
    }
}

impl operations::MsgBuffersPickSizeIndex for Provider {
    fn msg_buffers_pick_size_index(buffer_sizes: &[i32], size_hint: i32) -> i32 {
        let Some((_, smaller)) = buffer_sizes.split_last() else { return -1 };
        let too_large = |size: &&i32| size_hint >= 0 && **size >= size_hint;
        let index = smaller.len() - smaller.iter().rev().take_while(too_large).count();
        i32::try_from(index).unwrap_or(i32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use operations::NetTimersWaitMsec;
    use operations::{MsgBuffersPickSizeIndex, NetEpollConvFlags, NetEpollUnconvFlags};

    use super::*;

    #[test]
    fn epoll_flags__the_specifications_vectors__then_equal() {
        for (flags, events) in [
            (0, 0),
            (1, 0x8000_200a),
            (2, 0x8000_000c),
            (3, 0x8000_200e),
            (4, 0x8000_0009),
            (7, 0x8000_200f),
            (8, 0x8),
            (0xf, 0x200f),
            (0x80, 0x8000_0008),
            (u32::MAX, 0x200f),
        ] {
            assert_eq!(Provider::net_epoll_conv_flags(flags.cast_signed()).cast_unsigned(), events);
        }
        for (events, flags) in [
            (0, 0x400),
            (1, 0x404),
            (2, 0x401),
            (4, 0x402),
            (8, 0x404),
            (0x10, 0x400),
            (0x2000, 0x401),
            (5, 0x406),
            (0x201f, 0x407),
            (0x8000_0000, 0x400),
            (u32::MAX, 0x407),
        ] {
            assert_eq!(Provider::net_epoll_unconv_flags(events.cast_signed()), flags);
        }
    }

    #[test]
    fn net_timers_wait_msec__ordinary_and_strange__then_never_too_early() {
        for (wakeup, now, expected) in [
            (10.125, 10.0, 126),
            (1.0, 0.0, 1001),
            (1e-9, 0.0, 1),
            (10.0, 10.0, 0),
            (10.0, 10.01, 0),
            (1e300, 0.0, i32::MAX),
            (f64::INFINITY, 0.0, i32::MAX),
            (f64::NEG_INFINITY, 0.0, 0),
            (f64::NAN, 0.0, i32::MAX),
        ] {
            assert_eq!(Provider::net_timers_wait_msec(wakeup, now), expected);
        }
    }

    #[test]
    fn msg_buffers_pick_size_index__around_every_class__then_the_smallest_that_fits() {
        let classes = [48, 512, 2048, 16384, 262_144];
        for (hint, expected) in [
            (-1, 4),
            (0, 0),
            (48, 0),
            (49, 1),
            (512, 1),
            (513, 2),
            (2049, 3),
            (16385, 4),
            (262_145, 4),
            (i32::MAX, 4),
        ] {
            assert_eq!(Provider::msg_buffers_pick_size_index(&classes, hint), expected);
        }
        assert_eq!(Provider::msg_buffers_pick_size_index(&[], 1), -1);
        assert_eq!(Provider::msg_buffers_pick_size_index(&[100, 10, 1000], 50), 2);
        assert_eq!(Provider::msg_buffers_pick_size_index(&[100, 10, 1000], 5), 0);
    }
}
