//! Where several calls want the same object: Rust has no lock of its own, the boundary says `busy` or waits.
#![allow(non_snake_case)] // unit__condition__then_expected

mod support;

use std::sync::atomic::{AtomicI64, Ordering};
use std::thread;

use calling::{Counter, Error, Gate};
use support::{start, wait_until};

/// Runs `during` while a call that nobody awaits any more holds the counter.
fn while_used(during: impl FnOnce(&Counter, &Gate)) -> i64 {
    let gate = Gate::new().unwrap();
    let mut counter = Counter::new().unwrap();
    let mut adding = counter.add_at_async(&gate, 1);
    assert!(start(&mut adding).is_pending());
    wait_until(|| gate.waiting().unwrap() == 1);
    drop(adding);
    during(&counter, &gate);
    gate.open().unwrap();
    counter.settled().unwrap()
}

#[test]
fn used_object__without_waiting__then_busy_at_once() {
    let count = while_used(|counter, _| {
        assert!(matches!(counter.count(), Err(Error::Busy(_))));
    });
    assert_eq!(count, 1);
}

#[test]
fn used_object__with_a_short_wait__then_busy_in_the_end() {
    while_used(|counter, _| {
        assert!(matches!(counter.glance(), Err(Error::Busy(_))));
    });
}

#[test]
fn used_object__with_a_long_wait__then_waits() {
    while_used(|counter, gate| {
        thread::scope(|scope| {
            let settled = scope.spawn(|| counter.settled());
            gate.open().unwrap();
            assert_eq!(settled.join().unwrap().unwrap(), 1);
        });
    });
}

#[test]
fn callback__during_which_the_object_is_used__then_it_may_not_be() {
    let mut counter = Counter::new().unwrap();
    let even = AtomicI64::new(0);
    let count = counter.count_if(10, |number| {
        even.fetch_add(i64::from(number % 2 == 0), Ordering::Relaxed);
        number % 2 == 0
    });
    assert_eq!((count.unwrap(), even.into_inner()), (5, 5));
}
