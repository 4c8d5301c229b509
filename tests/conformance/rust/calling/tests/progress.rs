//! How far the work is.
#![allow(non_snake_case)] // unit__condition__then_expected

mod support;

use std::panic::{self, AssertUnwindSafe};
use std::sync::{mpsc, Arc, Mutex};

use calling::{Cancel, Error};
use support::block_on;

#[test]
fn progress__told__then_called_after_each_step() {
    let steps = Mutex::new(Vec::new());
    let tell = |done, all| steps.lock().unwrap().push((done, all));
    assert_eq!(calling::add_in_steps(None, 10, 4, None, Some(&tell)).unwrap(), 55);
    let steps = steps.into_inner().unwrap();
    assert_eq!(steps.last(), Some(&(10, 10)));
    assert!(steps.windows(2).all(|pair| pair[0].0 < pair[1].0), "{steps:?}");
}

#[test]
fn progress__left_out__then_the_same_result() {
    assert_eq!(calling::add_in_steps(None, 10, 4, None, None).unwrap(), 55);
    assert_eq!(calling::add_telling(10, None).unwrap(), 55);
    assert!(matches!(calling::add_in_steps(None, 10, 0, None, None), Err(Error::BadNumber(_))));
}

#[test]
fn progress__of_a_call_that_does_not_block__then_called() {
    let last = Mutex::new((0, 0));
    let tell = |done, all| *last.lock().unwrap() = (done, all);
    assert_eq!(calling::add_telling(100, Some(&tell)).unwrap(), 5050);
    assert_eq!(last.into_inner().unwrap(), (100, 100));
}

#[test]
fn progress__that_asks_to_stop__then_cancelled() {
    let cancel = Cancel::new();
    let stop = |done, _| {
        if done >= 4 {
            cancel.request();
        }
    };
    let stopped = calling::add_in_steps(None, 100, 1, Some(&cancel), Some(&stop));
    assert!(matches!(stopped, Err(Error::Stopped(_))));
}

#[test]
fn progress__that_panics__then_goes_on_at_the_caller() {
    let burn = |_, _| panic::resume_unwind(Box::new("burnt"));
    let call = || calling::add_telling(100, Some(&burn));
    let payload = panic::catch_unwind(AssertUnwindSafe(call)).unwrap_err();
    assert_eq!(payload.downcast_ref::<&str>(), Some(&"burnt"));
}

#[test]
fn progress__of_an_awaited_call__then_told_while_it_runs() {
    let (sender, steps) = mpsc::channel();
    let sender = Arc::new(Mutex::new(sender));
    let tell =
        Box::new(move |done: u64, all: u64| sender.lock().unwrap().send((done, all)).unwrap());
    assert_eq!(block_on(calling::add_in_steps_async(None, 10, 5, Some(tell))).unwrap(), 55);
    assert_eq!(steps.iter().last(), Some((10, 10)));
}
