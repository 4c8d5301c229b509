//! Calls that block, awaited on no particular runtime.
#![allow(non_snake_case)] // unit__condition__then_expected

mod support;

use std::future::Future;
use std::panic::{self, AssertUnwindSafe};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::Arc;
use std::thread;

use calling::{Clerk, Counter, Error, Gate, Ticker};
use support::{block_on, refused, start, wait_until, Drops, Refused};

#[test]
fn future__of_a_plain_function__then_its_result() {
    assert_eq!(block_on(calling::add_up_async(1000)).unwrap(), 500_500);
}

#[test]
fn future__not_awaited__then_nothing_happens() {
    let gate = Gate::new().unwrap();
    drop(gate.wait_async());
    let waiting = gate.wait_async();
    assert_eq!(gate.waiting().unwrap(), 0);
    drop(waiting);
}

#[test]
fn future__of_a_method__then_done_when_the_call_returns() {
    let gate = Gate::new().unwrap();
    let mut passing = gate.pass_async("grüße");
    assert!(start(&mut passing).is_pending());
    wait_until(|| gate.waiting().unwrap() == 1);
    assert!(start(&mut passing).is_pending());
    gate.open().unwrap();
    assert_eq!(block_on(passing).unwrap(), "grüße");
}

#[test]
fn future__arguments_gone_before_the_call_ends__then_its_own_copies() {
    let gate = Gate::new().unwrap();
    let mut passing = {
        let text = String::from("only here");
        gate.pass_async(&text)
    };
    assert!(start(&mut passing).is_pending());
    gate.open().unwrap();
    assert_eq!(block_on(passing).unwrap(), "only here");
}

#[test]
fn future__that_fails__then_the_error() {
    let gate = Gate::new().unwrap();
    gate.open().unwrap();
    assert!(matches!(block_on(gate.fail_async()), Err(Error::HungUp(_))));
}

#[test]
fn future__sent_to_another_thread__then_awaited_there() {
    let gate = Gate::new().unwrap();
    gate.open().unwrap();
    thread::scope(|scope| {
        let passing = gate.pass_async("there");
        let result = scope.spawn(move || block_on(passing)).join().unwrap();
        assert_eq!(result.unwrap(), "there");
    });
}

#[test]
fn futures__many_at_once__then_all_are_done() {
    let gate = Gate::new().unwrap();
    let mut waiting: Vec<_> = (0..50).map(|_| gate.wait_async()).collect();
    for future in &mut waiting {
        assert!(start(future).is_pending());
    }
    wait_until(|| gate.waiting().unwrap() == 50);
    gate.open().unwrap();
    for future in waiting {
        block_on(future).unwrap();
    }
}

#[test]
fn object__used_by_a_running_call__then_busy_elsewhere() {
    let gate = Gate::new().unwrap();
    let mut counter = Counter::new().unwrap();
    let mut adding = counter.add_at_async(&gate, 5);
    assert!(start(&mut adding).is_pending());
    wait_until(|| gate.waiting().unwrap() == 1);
    drop(adding);
    assert!(matches!(counter.count(), Err(Error::Busy(_))));
    assert!(matches!(counter.add(1), Err(Error::Busy(_))));
    gate.open().unwrap();
    assert_eq!(counter.settled().unwrap(), 5);
}

#[test]
fn object__dropped_while_its_call_runs__then_ends_with_the_call() {
    let gate = Arc::new(Gate::new().unwrap());
    let mut counter = Counter::new().unwrap();
    let mut adding = counter.add_at_async(&gate, 5);
    assert!(start(&mut adding).is_pending());
    wait_until(|| gate.waiting().unwrap() == 1);
    drop(adding);
    drop(counter);
    assert_eq!(gate.waiting().unwrap(), 1);
    gate.open().unwrap();
    wait_until(|| gate.waiting().unwrap() == 0);
}

#[test]
fn future__forgotten__then_the_call_still_ends() {
    let gate = Gate::new().unwrap();
    let mut passing = gate.pass_async("nobody wants it");
    assert!(start(&mut passing).is_pending());
    std::mem::forget(passing);
    wait_until(|| gate.waiting().unwrap() == 1);
    gate.open().unwrap();
    wait_until(|| gate.waiting().unwrap() == 0);
}

#[test]
fn callback__of_an_awaited_call__then_called_on_its_thread() {
    let here = thread::current().id();
    let sum = Arc::new(AtomicI64::new(0));
    let to = Arc::clone(&sum);
    let visited = block_on(calling::each_spread_async(0, 1000, 4, move |number| {
        assert_ne!(thread::current().id(), here);
        to.fetch_add(number, Ordering::Relaxed);
        true
    }));
    assert_eq!(visited.unwrap(), 1000);
    assert_eq!(sum.load(Ordering::Relaxed), 499_500);
}

#[test]
fn callback__failing_in_an_awaited_call__then_the_futures_error() {
    let failing = calling::each_elsewhere_async(0, 10, |number| Err::<bool, _>(Refused(number)));
    assert_eq!(refused(&block_on(failing).unwrap_err()), Some(&Refused(0)));
}

#[test]
fn callback__panicking_in_an_awaited_call__then_goes_on_where_it_is_awaited() {
    let burning =
        calling::each_elsewhere_async(0, 10, |_| -> bool { panic::resume_unwind(Box::new(8)) });
    let payload = panic::catch_unwind(AssertUnwindSafe(|| block_on(burning))).unwrap_err();
    assert_eq!(payload.downcast_ref::<i32>(), Some(&8));
}

#[test]
fn callback__of_a_dropped_future__then_dropped_once() {
    let drops = Drops::default();
    let guard = drops.guard();
    drop(calling::each_elsewhere_async(0, 10, move |_| {
        let _ = &guard;
        true
    }));
    assert_eq!(drops.count(), 1);
    let guard = drops.guard();
    let mut started = calling::each_elsewhere_async(0, 10, move |_| {
        let _ = &guard;
        true
    });
    let _ = start(&mut started);
    drop(started);
    wait_until(|| drops.count() == 2);
}

#[test]
fn ticker__and_clerk__then_awaited_too() {
    let mut ticker = Ticker::new().unwrap();
    ticker.start(|_| true).unwrap();
    assert!(block_on(ticker.wait_async(10)).unwrap() >= 10);
    block_on(ticker.stop_async()).unwrap();
    fn is_send<T: Future + Send>(_: &T) {}
    is_send(&ticker.stop_async());
    fn clears(clerk: &mut Clerk) -> impl Future<Output = calling::Result<()>> + '_ {
        clerk.clear_elsewhere_async()
    }
    let _ = clears;
}
