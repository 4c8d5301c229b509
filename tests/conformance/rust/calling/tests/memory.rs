//! That nothing leaks: callbacks, interfaces and futures by the thousands. One at a time, as they measure the memory of the
//! whole process.
#![allow(non_snake_case)] // unit__condition__then_expected

mod support;

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::Poll;

use calling::{Book, CallbackError, Clerk, Gate, Result, Station};
use support::{block_on, resident, start, wait_until, Dropped, Drops, Refused};

static ALONE: Mutex<()> = Mutex::new(());

fn alone() -> MutexGuard<'static, ()> {
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

struct Empty(#[allow(dead_code)] Dropped);

impl Book for Empty {
    fn put(&self, _: &str, _: i64) -> Result<bool, CallbackError> {
        Ok(true)
    }

    fn get(&self, _: &str) -> Result<i64, CallbackError> {
        Ok(0)
    }

    fn count(&self) -> Result<usize, CallbackError> {
        Ok(0)
    }

    fn clear(&self) -> Result<(), CallbackError> {
        Ok(())
    }
}

#[test]
fn a_million_calls__during_calls__then_no_memory_is_kept() {
    let _alone = alone();
    let visit = || calling::each(0, 10_000, |_| true).unwrap();
    visit();
    let before = resident();
    for _ in 0..100 {
        assert_eq!(visit(), 10_000);
    }
    assert!(resident() < before + 8_000_000, "{} more bytes", resident() - before);
}

#[test]
fn many_callbacks__kept_and_failing__then_no_memory_is_kept() {
    let _alone = alone();
    let drops = Drops::default();
    let mut station = Station::new().unwrap();
    let mut round = || {
        for _ in 0..1000 {
            let guard = drops.guard();
            station
                .set_judge(true, move |level| {
                    let _ = &guard;
                    Err::<i32, _>(Refused(level as i64))
                })
                .unwrap();
            station.ask(1.0).unwrap_err();
        }
    };
    round();
    let before = resident();
    for _ in 0..50 {
        round();
    }
    assert!(resident() < before + 8_000_000, "{} more bytes", resident() - before);
    drop(station);
    wait_until(|| drops.count() == 51_000);
}

#[test]
fn many_interfaces__kept_and_dropped__then_no_memory_is_kept() {
    let _alone = alone();
    let drops = Drops::default();
    let mut clerk = Clerk::new(Empty(Drops::default().guard())).unwrap();
    let mut round = || {
        for _ in 0..1000 {
            clerk.take(Empty(drops.guard())).unwrap();
            clerk.note("a", 1).unwrap();
        }
    };
    round();
    let before = resident();
    for _ in 0..50 {
        round();
    }
    assert!(resident() < before + 8_000_000, "{} more bytes", resident() - before);
    drop(clerk);
    assert_eq!(drops.count(), 51_000);
}

#[test]
fn a_hundred_thousand_futures__dropped_after_their_start__then_no_memory_is_kept() {
    let _alone = alone();
    let round = || {
        for _ in 0..1000 {
            let mut future = calling::add_up_async(10);
            if let Poll::Ready(result) = start(&mut future) {
                result.unwrap();
            }
        }
    };
    for _ in 0..20 {
        round();
    }
    let before = resident();
    for _ in 0..80 {
        round();
    }
    assert_eq!(block_on(calling::add_up_async(10)).unwrap(), 55);
    assert!(resident() < before + 32_000_000, "{} more bytes", resident() - before);
}

#[test]
fn a_hundred_thousand_futures__cancelled_by_dropping__then_no_memory_is_kept() {
    let _alone = alone();
    let gate = Gate::new().unwrap();
    let round = || {
        for _ in 0..1000 {
            let mut waiting = gate.wait_or_stop_async();
            let _ = start(&mut waiting);
        }
        wait_until(|| gate.waiting().unwrap() == 0);
    };
    for _ in 0..10 {
        round();
    }
    let before = resident();
    for _ in 0..90 {
        round();
    }
    assert!(resident() < before + 32_000_000, "{} more bytes", resident() - before);
}
