//! Memory that crosses both ways, pointers that are kept, and threads: nothing that Rust leaves undefined.
#![allow(non_snake_case)] // unit__condition__then_expected

mod boundary;

use std::future::Future;
use std::io;
use std::panic::{self, AssertUnwindSafe};
use std::pin::{pin, Pin};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};
use std::time::Duration;

use calling::{Error, Station, Tank};

/// Objects are counted for the whole process: one test at a time that makes any.
fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

fn start<F: Future + Unpin>(future: &mut F) -> Poll<F::Output> {
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    Pin::new(future).poll(&mut Context::from_waker(&waker))
}

fn block_on<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    loop {
        match start(&mut future) {
            Poll::Ready(result) => return result,
            Poll::Pending => thread::park(),
        }
    }
}

#[test]
fn closure__lent_for_a_call__then_its_memory_is_its_own_again() {
    let mut seen = Vec::new();
    let numbers = Mutex::new(&mut seen);
    let visited = calling::each(0, 3, |number| {
        numbers.lock().unwrap().push(number);
        true
    });
    assert_eq!(visited.unwrap(), 3);
    seen.push(7);
    assert_eq!(seen, [0, 1, 2, 7]);
}

#[test]
fn closure__that_ends_on_another_thread__then_the_caller_waits_for_that() {
    for _ in 0..5 {
        let sum = AtomicI64::new(0);
        let visited = calling::each_elsewhere(0, 4, |number| {
            sum.fetch_add(number, Ordering::Relaxed);
            true
        });
        assert_eq!((visited.unwrap(), sum.into_inner()), (4, 6));
    }
}

#[test]
fn failure__of_a_closure__then_its_error_is_moved_through_once() {
    let error = calling::each(0, 3, |_| Err::<bool, _>(io::Error::other("ours"))).unwrap_err();
    assert!(matches!(error, Error::CallbackFailed(_)));
    let copied = error.clone();
    drop(error);
    let source = std::error::Error::source(&copied).unwrap();
    assert_eq!(source.downcast_ref::<io::Error>().unwrap().to_string(), "ours");
    let payload = panic::catch_unwind(AssertUnwindSafe(|| {
        calling::each(0, 3, |_| -> bool { panic::resume_unwind(Box::new(String::from("7"))) })
    }))
    .unwrap_err();
    assert_eq!(payload.downcast_ref::<String>().unwrap(), "7");
}

#[test]
fn array__that_a_closure_fills__then_is_no_uninitialised_memory() {
    let sum = calling::sum_filled(3, |values: &mut [f64]| values[1] = 2.5);
    assert_eq!(sum.unwrap(), 2.5);
    assert_eq!(
        calling::sum_filled(0, |values: &mut [f64]| assert!(values.is_empty())).unwrap(),
        0.0
    );
}

#[test]
fn texts__both_ways__then_copied_or_lent() {
    calling::give_texts(
        "grüße",
        |text: &str, maybe: Option<&str>, piece: &str, list: &[&str]| {
            assert_eq!((text, maybe, piece, list.len()), ("grüße", None, "g", 0));
        },
    )
    .unwrap();
    for length in [0, 1, 47, 48, 500] {
        let name = "x".repeat(length);
        assert_eq!(calling::name_all(2, |_| Some(name.clone())).unwrap(), name);
    }
}

#[test]
fn closure__that_is_kept__then_dropped_once() {
    let _alone = alone();
    let counted = Arc::new(());
    let mut station = Station::new().unwrap();
    for round in 0..3 {
        let captured = Arc::clone(&counted);
        station
            .set_judge(true, move |level| level as i32 + Arc::strong_count(&captured) as i32)
            .unwrap();
        assert_eq!((station.ask(1.0).unwrap(), Arc::strong_count(&counted)), (3, 2), "{round}");
    }
    let station = thread::spawn(move || {
        station.ask(2.0).unwrap();
        station
    });
    drop(station.join().unwrap());
    assert_eq!((Arc::strong_count(&counted), boundary::live()), (1, 0));
}

#[test]
fn view__of_the_librarys_memory__then_a_slice_while_it_is_open() {
    let _alone = alone();
    let mut tank = Tank::new(5).unwrap();
    let (first, second) = (tank.content().unwrap(), tank.content().unwrap());
    thread::scope(|scope| {
        scope.spawn(|| assert_eq!(&*first, [0; 5]));
    });
    drop(first);
    assert_eq!(second.iter().sum::<u8>(), 0);
    drop(second);
    tank.stir(3).unwrap();
    assert_eq!(&*tank.content().unwrap(), [3; 5]);
    assert!(Tank::new(0).unwrap().content().unwrap().is_empty());
    drop(tank);
    assert_eq!(boundary::live(), 0);
}

#[test]
fn future__awaited_or_dropped__then_its_call_uses_nothing_that_is_gone() {
    let _alone = alone();
    assert_eq!(block_on(calling::add_up_async(10)).unwrap(), 55);
    drop(calling::add_up_async(10));
    let mut tank = Tank::new(4).unwrap();
    let mut stirring = tank.stir_async(1);
    assert!(start(&mut stirring).is_pending());
    drop(stirring);
    let mut stirring = tank.stir_async(1);
    assert!(start(&mut stirring).is_pending());
    drop(stirring);
    drop(tank);
    let mut other = Tank::new(4).unwrap();
    block_on(other.stir_async(2)).unwrap();
    assert_eq!(&*other.content().unwrap(), [2; 4]);
    // Miri's clock: as long as the threads for calls wait for another one.
    thread::sleep(Duration::from_secs(6));
}
