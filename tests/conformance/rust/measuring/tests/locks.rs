//! Rust has no lock that a call could hold: there is nothing to measure, and nothing to switch.
#![allow(non_snake_case)] // unit__condition__then_expected

use std::sync::Mutex;
use std::thread;

use measuring::Meter;

/// How many nanoseconds so many milliseconds have.
fn nanoseconds(milliseconds: u64) -> u64 {
    milliseconds * 1_000_000
}

#[test]
fn functions__of_every_kind__then_they_just_run() {
    assert_eq!(measuring::short(1), 2);
    assert_eq!(measuring::brief(2), 3);
    assert!(measuring::long(1) >= nanoseconds(1));
    assert!(measuring::blocking(1) >= nanoseconds(1));
}

#[test]
fn functions__on_many_threads__then_all_run_at_the_same_time() {
    let numbers = thread::scope(|scope| {
        let calls: Vec<_> = (0..8)
            .map(|i| scope.spawn(move || (0..2000).fold(i, |sum, _| measuring::short(sum))))
            .collect();
        calls.into_iter().map(|call| call.join().unwrap()).sum::<u64>()
    });
    assert_eq!(numbers, 8 * 2000 + 28);
}

#[test]
fn meter__of_its_own_per_thread__then_each_counts_right() {
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let mut meter = Meter::new().unwrap();
                for i in 1..=2000 {
                    assert_eq!(meter.add(0).unwrap(), i);
                }
            });
        }
    });
}

#[test]
fn meter__one_behind_a_mutex__then_no_count_is_lost() {
    let meter = Mutex::new(Meter::new().unwrap());
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..2000 {
                    meter.lock().unwrap().add(0).unwrap();
                }
            });
        }
    });
    assert_eq!(meter.into_inner().unwrap().count(0).unwrap(), 8000);
}

#[test]
fn meter__read_by_many_at_once__then_nobody_is_refused() {
    let mut meter = Meter::new().unwrap();
    meter.add(0).unwrap();
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..20 {
                    assert_eq!(meter.count(1).unwrap(), 1);
                }
            });
        }
    });
}
