//! Where several calls want the same object: Rust has no lock of its own, the boundary says `busy` or waits.
#![allow(non_snake_case)] // unit__condition__then_expected

mod support;

use std::io::Write;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::RwLock;
use std::thread;

use calling::{Counter, Error, Gate, Tank};
use support::{block_on, start, wait_until};

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

fn full_tank() -> Tank {
    let mut tank = Tank::new(1000).unwrap();
    tank.write_all(&[0; 1000]).unwrap();
    tank
}

fn is_even(content: &[u8]) -> bool {
    content.len() == 1000 && content.iter().all(|byte| *byte == content[0])
}

#[test]
fn views__a_hundred_thousand_while_a_thread_changes_it__then_never_in_between() {
    let tank = RwLock::new(full_tank());
    let (end, changes) = (AtomicBool::new(false), AtomicI64::new(0));
    thread::scope(|scope| {
        scope.spawn(|| {
            while !end.load(Ordering::Relaxed) {
                tank.write().unwrap().stir(3).unwrap();
                changes.fetch_add(3, Ordering::Relaxed);
            }
        });
        for _ in 0..100_000 {
            let tank = tank.read().unwrap();
            let (first, second) = (tank.content().unwrap(), tank.content().unwrap());
            assert_eq!(first[0], second[999]);
        }
        end.store(true, Ordering::Relaxed);
    });
    let tank = tank.into_inner().unwrap();
    let content = tank.content().unwrap();
    assert!(is_even(&content));
    assert_eq!(content[0], changes.into_inner() as u8);
}

#[test]
fn views__while_calls_that_nobody_awaits_any_more_change_it__then_busy_or_not_in_between() {
    let mut tank = full_tank();
    let (mut opened, mut busy) = (0, 0);
    while opened < 20_000 || busy == 0 {
        let mut stirring = tank.stir_async(50);
        let _ = start(&mut stirring);
        drop(stirring);
        for _ in 0..100 {
            match tank.content() {
                Ok(content) => {
                    assert!(is_even(&content));
                    opened += 1;
                }
                Err(Error::Busy(_)) => busy += 1,
                Err(error) => panic!("{error}"),
            }
        }
    }
    while matches!(block_on(tank.stir_async(0)), Err(Error::Busy(_))) {}
}
