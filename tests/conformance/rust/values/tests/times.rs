//! Instants and spans of time.
#![allow(non_snake_case)] // unit__condition__then_expected

use std::time::{Duration, SystemTime};

use values::{DelayOptions, Error, Event, Holder};

fn at(seconds: i64, nanoseconds: u32) -> SystemTime {
    let whole = Duration::from_secs(seconds.unsigned_abs());
    let second =
        if seconds < 0 { SystemTime::UNIX_EPOCH - whole } else { SystemTime::UNIX_EPOCH + whole };
    second + Duration::from_nanos(nanoseconds.into())
}

const NOON: i64 = 1_709_208_000; // 2024-02-29T12:00:00Z
const DAY: Duration = Duration::from_secs(86_400);

#[test]
fn instants__each_unit__then_exact_or_rounded_down() {
    let moment = at(NOON, 123_456_789);
    assert_eq!(values::same_seconds(moment).unwrap(), at(NOON, 0));
    assert_eq!(values::same_milliseconds(moment).unwrap(), at(NOON, 123_000_000));
    assert_eq!(values::same_microseconds(moment).unwrap(), at(NOON, 123_456_000));
    assert_eq!(values::same_nanoseconds(moment).unwrap(), moment);
    let before = at(-1, 999_999_999);
    assert_eq!(values::same_seconds(before).unwrap(), at(-1, 0));
    assert_eq!(values::same_milliseconds(before).unwrap(), at(-1, 999_000_000));
    assert_eq!(values::same_nanoseconds(before).unwrap(), before);
}

#[test]
fn instants__at_the_edge__then_exact_and_not_beyond() {
    let last = at(9_223_372_036, 854_775_807);
    assert_eq!(values::same_nanoseconds(last).unwrap(), last);
    let first = at(-9_223_372_037, 145_224_192);
    assert_eq!(values::same_nanoseconds(first).unwrap(), first);
    for beyond in [last + Duration::from_nanos(1), first - Duration::from_nanos(1)] {
        assert!(matches!(values::same_nanoseconds(beyond), Err(Error::BadValue(_))));
        values::same_microseconds(beyond).unwrap();
    }
    let far = at(i64::MAX, 0);
    assert_eq!(values::same_seconds(far).unwrap(), far);
}

#[test]
fn spans__signed__then_numbers_and_unsigned__then_durations() {
    assert_eq!(values::same_span_seconds(-90), -90);
    assert_eq!(values::same_span_nanoseconds(i64::MIN), i64::MIN);
    let span = Duration::from_millis(u32::MAX.into());
    assert_eq!(values::same_span_milliseconds(span).unwrap(), span);
    assert_eq!(
        values::same_span_milliseconds(Duration::from_nanos(1_999_999)).unwrap(),
        Duration::from_millis(1)
    );
    let beyond = span + Duration::from_millis(1);
    assert!(matches!(values::same_span_milliseconds(beyond), Err(Error::BadValue(_))));
}

#[test]
fn reckoning__then_as_the_library_does_it() {
    let moment = at(NOON, 0);
    assert_eq!(values::after(moment, 1_500_000).unwrap(), at(NOON + 1, 500_000_000));
    assert_eq!(values::between(moment, at(NOON - 60, 0)).unwrap(), -60_000_000);
    assert_eq!(values::day(moment).unwrap(), (at(NOON - 43_200, 0), at(NOON + 43_200, 0)));
    let mut moved = moment;
    values::delay(&mut moved, DelayOptions::default()).unwrap();
    assert_eq!(moved, at(NOON + 3600, 0));
    values::delay(&mut moved, DelayOptions { by: -1_000_000 }).unwrap();
    assert_eq!(moved, at(NOON + 3599, 0));
    assert_eq!(values::since_first(&[5, 7, 4]), [0, 2, -1]);
}

#[test]
fn optional__then_none_is_never() {
    let (early, late) = (at(NOON, 0), at(NOON, 1));
    assert_eq!(values::earlier(Some(late), Some(early)).unwrap(), Some(early));
    assert_eq!(values::earlier(Some(late), None).unwrap(), Some(late));
    assert_eq!(values::earlier(None, None).unwrap(), None);
}

#[test]
fn record__with_times__then_in_and_out() {
    let event =
        Event { id: 1, begins: at(NOON, 5), lasts: -1, planned: at(NOON, 0), reminder: Some(-600) };
    let next = values::next_day(event).unwrap();
    assert_eq!(next, Event { begins: event.begins + DAY, planned: event.planned + DAY, ..event });
    let unreminded = Event { reminder: None, ..event };
    assert_eq!(values::next_day(unreminded).unwrap().reminder, None);
    let beyond = Event { begins: at(i64::MAX / 2, 0), ..event };
    assert!(matches!(values::next_day(beyond), Err(Error::BadValue(_))));
}

#[test]
fn properties__then_kept() {
    let mut holder = Holder::new().unwrap();
    holder.set_expires(at(-5, 7)).unwrap();
    assert_eq!(holder.expires().unwrap(), at(-5, 7));
    holder.set_patience(-1000).unwrap();
    assert_eq!(holder.patience().unwrap(), -1000);
}
