//! Calls that are stopped.
#![allow(non_snake_case)] // unit__condition__then_expected

mod support;

use std::thread;

use calling::{Cancel, Error, Gate, Kind};
use support::{block_on, start, wait_until};

#[test]
fn token__requested_before_the_call__then_cancelled() {
    let (gate, cancel) = (Gate::new().unwrap(), Cancel::new());
    cancel.request();
    let error = gate.wait_or_stop(Some(&cancel)).unwrap_err();
    assert!(matches!(error, Error::Stopped(_)));
    assert_eq!(error.kind(), Kind::Cancelled);
}

#[test]
fn token__requested_from_another_thread__then_cancelled() {
    let (gate, cancel) = (Gate::new().unwrap(), Cancel::new());
    thread::scope(|scope| {
        let waiting = scope.spawn(|| gate.wait_or_stop(Some(&cancel)));
        wait_until(|| gate.waiting().unwrap() == 1);
        cancel.clone().request();
        assert!(matches!(waiting.join().unwrap(), Err(Error::Stopped(_))));
    });
}

#[test]
fn token__one_for_several_calls__then_all_are_cancelled() {
    let (gate, cancel) = (Gate::new().unwrap(), Cancel::new());
    thread::scope(|scope| {
        let waiting: Vec<_> =
            (0..4).map(|_| scope.spawn(|| gate.wait_or_stop(Some(&cancel)))).collect();
        wait_until(|| gate.waiting().unwrap() == 4);
        cancel.request();
        for call in waiting {
            assert!(matches!(call.join().unwrap(), Err(Error::Stopped(_))));
        }
    });
}

#[test]
fn no_token__or_no_request__then_the_call_ends_by_itself() {
    let gate = Gate::new().unwrap();
    gate.open().unwrap();
    gate.wait_or_stop(None).unwrap();
    gate.wait_or_stop(Some(&Cancel::new())).unwrap();
}

#[test]
fn future__dropped__then_its_call_is_cancelled() {
    let gate = Gate::new().unwrap();
    let mut waiting = gate.wait_or_stop_async();
    assert!(start(&mut waiting).is_pending());
    wait_until(|| gate.waiting().unwrap() == 1);
    drop(waiting);
    wait_until(|| gate.waiting().unwrap() == 0);
}

#[test]
fn future__cancelled_by_its_token__then_the_error_is_awaited() {
    let gate = Gate::new().unwrap();
    let mut waiting = gate.wait_or_stop_async();
    let cancel = waiting.cancel();
    assert!(start(&mut waiting).is_pending());
    wait_until(|| gate.waiting().unwrap() == 1);
    cancel.request();
    assert!(matches!(block_on(waiting), Err(Error::Stopped(_))));
}

#[test]
fn future__with_steps__then_cancelled_between_two() {
    let gate = Gate::new().unwrap();
    let mut adding = calling::add_in_steps_async(Some(&gate), 10, 1, None);
    let cancel = adding.cancel();
    assert!(start(&mut adding).is_pending());
    wait_until(|| gate.waiting().unwrap() == 1);
    cancel.request();
    assert!(matches!(block_on(adding), Err(Error::Stopped(_))));
}
