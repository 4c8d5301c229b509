//! Precise time: the system's clocks, and a cache of `CLOCK_REALTIME` that the processor's own counter ages.
//!
//! All threads share the cache. Its two numbers belong together, so a counter of versions stands before them (a
//! seqlock): odd while somebody writes. Nobody ever waits: who finds somebody else writing leaves it to him, and who
//! cannot read a whole pair reads the clock itself.

use std::cell::Cell;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use mtproxy_impl::operations;
use nix::sys::time::TimeSpec;
use nix::time::ClockId;

use crate::Provider;

const NANOSECONDS: f64 = 1e9;
const ATTEMPTS: usize = 4;
const DOUBLE_TIME_PRECISION: u32 = 1_000_000;

static VERSION: AtomicU64 = AtomicU64::new(0);
static CACHED_FIXED_POINT: AtomicI64 = AtomicI64::new(0);
static CACHED_TICKS: AtomicI64 = AtomicI64::new(0);

thread_local! {
    static THREAD_NOW: Cell<(f64, i64)> = const { Cell::new((0.0, 0)) };
}

/// A reading of `CLOCK_REALTIME`.
#[derive(Clone, Copy)]
struct Reading {
    /// Seconds since 1970 times 2^32.
    fixed_point: i64,
    ticks: i64,
}

// ---- Clocks ----

#[allow(clippy::cast_precision_loss)] // Seconds have 31 bits for a while yet.
fn seconds_of(time: TimeSpec) -> f64 {
    time.tv_sec() as f64 + time.tv_nsec() as f64 / NANOSECONDS
}

/// Where there is no such clock: whole seconds.
fn whole_seconds() -> TimeSpec {
    std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .map_or(TimeSpec::new(0, 0), |past| TimeSpec::new(past.as_secs().cast_signed(), 0))
}

fn read(clock: ClockId) -> TimeSpec {
    clock.now().unwrap_or_else(|_| whole_seconds())
}

#[cfg(target_arch = "x86_64")]
fn ticks_now() -> i64 {
    (tick_counter::x86_64_tick_counter() & i64::MAX.cast_unsigned()).cast_signed()
}

#[cfg(target_arch = "aarch64")]
fn ticks_now() -> i64 {
    (tick_counter::aarch64_tick_counter() & i64::MAX.cast_unsigned()).cast_signed()
}

#[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
fn ticks_now() -> i64 {
    let now = read(ClockId::CLOCK_MONOTONIC);
    now.tv_sec() * 1_000_000_000 + now.tv_nsec()
}

// ---- The cache ----

fn read_cache() -> Option<Reading> {
    for _ in 0..ATTEMPTS {
        let before = VERSION.load(Ordering::Acquire);
        let reading = Reading {
            fixed_point: CACHED_FIXED_POINT.load(Ordering::Acquire),
            ticks: CACHED_TICKS.load(Ordering::Acquire),
        };
        if before.is_multiple_of(2) && VERSION.load(Ordering::Relaxed) == before {
            return (before != 0).then_some(reading);
        }
    }
    None
}

fn write_cache(reading: Reading) {
    let before = VERSION.load(Ordering::Relaxed);
    let begins = before.is_multiple_of(2)
        && VERSION
            .compare_exchange(before, before + 1, Ordering::Acquire, Ordering::Relaxed)
            .is_ok();
    if begins {
        // Whoever sees one of these sees that the version is odd, or a later one.
        CACHED_FIXED_POINT.store(reading.fixed_point, Ordering::Release);
        CACHED_TICKS.store(reading.ticks, Ordering::Release);
        VERSION.store(before + 2, Ordering::Release);
    }
}

/// Reads `CLOCK_REALTIME`, for everybody.
fn read_clock() -> (TimeSpec, Reading) {
    let now = read(ClockId::CLOCK_REALTIME);
    let fraction = (now.tv_nsec() << 32) / 1_000_000_000;
    let reading = Reading { fixed_point: now.tv_sec() << 32 | fraction, ticks: ticks_now() };
    write_cache(reading);
    (now, reading)
}

// ---- The operations ----

impl operations::GetUtimeMonotonic for Provider {
    fn get_utime_monotonic() -> f64 {
        let now = seconds_of(read(ClockId::CLOCK_MONOTONIC));
        THREAD_NOW.set((now, ticks_now()));
        now
    }
}

impl operations::PreciseNowValue for Provider {
    fn precise_now_value() -> f64 {
        THREAD_NOW.get().0
    }
}

impl operations::PreciseNowRdtscValue for Provider {
    fn precise_now_rdtsc_value() -> i64 {
        THREAD_NOW.get().1
    }
}

impl operations::GetUtime for Provider {
    fn get_utime(clock_id: i32) -> f64 {
        let clock = ClockId::from_raw(clock_id);
        seconds_of(if clock == ClockId::CLOCK_REALTIME { read_clock().0 } else { read(clock) })
    }
}

impl operations::GetPreciseTime for Provider {
    fn get_precise_time(precision: u32) -> i64 {
        if let Some(reading) = read_cache() {
            if (0..=i64::from(precision)).contains(&(ticks_now() - reading.ticks)) {
                return reading.fixed_point;
            }
        }
        read_clock().1.fixed_point
    }
}

impl operations::GetDoubleTime for Provider {
    #[allow(clippy::cast_precision_loss)] // A double has fewer bits.
    fn get_double_time() -> f64 {
        let time = <Self as operations::GetPreciseTime>::get_precise_time(DOUBLE_TIME_PRECISION);
        time as f64 / 4_294_967_296.0
    }
}

impl operations::PreciseTimeValue for Provider {
    fn precise_time_value() -> i64 {
        CACHED_FIXED_POINT.load(Ordering::Acquire)
    }
}

impl operations::PreciseTimeRdtscValue for Provider {
    fn precise_time_rdtsc_value() -> i64 {
        CACHED_TICKS.load(Ordering::Acquire)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::float_cmp)] // They are the same number, not about the same.

    use std::thread;

    use operations::{GetDoubleTime, GetPreciseTime, GetUtime, GetUtimeMonotonic, PreciseNowValue};

    use super::*;

    #[test]
    fn get_utime_monotonic__again_and_again__then_never_less_and_kept_for_the_thread() {
        thread::spawn(|| {
            assert!(Provider::precise_now_value() == 0.0);
            let mut before = 0.0;
            for _ in 0..1000 {
                let now = Provider::get_utime_monotonic();
                assert!(now >= before);
                assert!(Provider::precise_now_value() == now);
                before = now;
            }
        })
        .join()
        .unwrap();
    }

    #[test]
    fn get_utime__a_clock_that_is_none__then_whole_seconds() {
        assert!(Provider::get_utime(9999).fract() == 0.0);
        let difference = Provider::get_utime(9999) - Provider::get_utime(0);
        assert!(difference.abs() <= 2.0);
    }

    #[test]
    fn get_precise_time__from_all_threads__then_the_clocks_within_a_second() {
        thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..10_000 {
                        let precise = Provider::get_precise_time(1) >> 32;
                        let whole = whole_seconds().tv_sec();
                        assert!((precise - whole).abs() <= 1);
                        assert!((Provider::get_double_time() - Provider::get_utime(0)).abs() < 2.0);
                    }
                });
            }
        });
    }
}
