@HEAD@
//! Times, as the library counts them.

// Not every contract has times of every kind.
#![allow(dead_code)]

use std::time::{Duration, SystemTime};

use crate::detail::Detail;
use crate::error::{Error, Result};

/// A unit, in nanoseconds.
pub(crate) const SECONDS: i128 = 1_000_000_000;
pub(crate) const MILLISECONDS: i128 = 1_000_000;
pub(crate) const MICROSECONDS: i128 = 1_000;
pub(crate) const NANOSECONDS: i128 = 1;

/// How many units after 1970 began: what is less than a unit is left out.
pub(crate) fn count(time: SystemTime, unit: i128) -> Result<i64> {
    let nanoseconds = match time.duration_since(SystemTime::UNIX_EPOCH) {
        Ok(after) => as_nanoseconds(after),
        Err(before) => -as_nanoseconds(before.duration()),
    };
    fit(nanoseconds.div_euclid(unit))
}

fn as_nanoseconds(span: Duration) -> i128 {
    i128::from(span.as_secs()) * SECONDS + i128::from(span.subsec_nanos())
}

/// That many units after 1970 began.
pub(crate) fn instant(count: i64, unit: i128) -> Result<SystemTime> {
    let nanoseconds = i128::from(count) * unit;
    let (seconds, rest) = (nanoseconds.div_euclid(SECONDS), nanoseconds.rem_euclid(SECONDS));
    let rest = Duration::from_nanos(fit(rest)?);
    let whole = Duration::from_secs(fit(seconds.abs())?);
    let epoch = SystemTime::UNIX_EPOCH;
    let start = if seconds < 0 { epoch.checked_sub(whole) } else { epoch.checked_add(whole) };
    start.and_then(|start| start.checked_add(rest)).ok_or_else(out_of_range)
}

/// A count in the library's type.
pub(crate) fn fit<T>(count: impl TryInto<T>) -> Result<T> {
    count.try_into().map_err(|_| out_of_range())
}

fn out_of_range() -> Error {
    Error::@BAD_VALUE@(Detail::new("the time is out of range", "", None))
}
