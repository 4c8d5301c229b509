//! C++ exceptions arrive as errors, with text, type and causes; nothing leaks and nothing dies.
#![allow(non_snake_case)] // unit__condition__then_expected

use std::future::Future;
use std::panic::{self, AssertUnwindSafe};
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};
use std::{error, fmt, fs};

use throwing::{Error, Kind, KindObject, Pattern, Table};

#[derive(Debug, PartialEq)]
struct Ours(&'static str);

impl fmt::Display for Ours {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.0)
    }
}

impl error::Error for Ours {}

fn ours(error: &Error) -> Option<&Ours> {
    error::Error::source(error)?.downcast_ref()
}

/// The messages of an error and its causes, as everybody's tools for errors find them.
fn chain(error: &Error) -> Vec<String> {
    let mut messages = Vec::new();
    let mut link: Option<&(dyn error::Error + 'static)> = Some(error);
    while let Some(error) = link {
        messages.push(error.downcast_ref::<Error>().unwrap().message().to_owned());
        link = error.source();
    }
    messages
}

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

fn block_on<T>(future: impl Future<Output = T>) -> T {
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut future = pin!(future);
    loop {
        match future.as_mut().poll(&mut Context::from_waker(&waker)) {
            Poll::Ready(result) => return result,
            Poll::Pending => thread::park(),
        }
    }
}

fn resident() -> usize {
    let statm = fs::read_to_string("/proc/self/statm").unwrap();
    statm.split(' ').nth(1).unwrap().parse::<usize>().unwrap() * 4096
}

#[test]
fn pattern__used_as_it_should__then_nothing_is_thrown() {
    let pattern = Pattern::new("(a+)(b*)").unwrap();
    assert!(pattern.matches("aab").unwrap());
    assert_eq!(pattern.find("xxab").unwrap(), 2);
    assert_eq!(pattern.replace("ab-aab", "x").unwrap(), "x-x");
    assert_eq!(pattern.group("aabb", 2).unwrap(), "bb");
    assert!(matches!(pattern.find("x"), Err(Error::NoMatch(_))));
}

#[test]
fn constructor__throws__then_what_was_thrown() {
    let error = Pattern::new("(").unwrap_err();
    assert!(matches!(error, Error::Exception(_)), "{error:?}");
    assert!(error.message().contains("std::regex_error"), "{error}");
    assert_eq!(error.detail().function(), "throwing_pattern_new");
}

#[test]
fn throw__everything_that_can_be__then_an_error_of_its_kind() {
    for (what, kind, text) in [
        (KindObject::BadAlloc, Kind::OutOfMemory, "std::bad_alloc"),
        (
            KindObject::InvalidArgument,
            Kind::InvalidArgument,
            "std::invalid_argument: that is no argument",
        ),
        (KindObject::OutOfRange, Kind::OutOfRange, "std::out_of_range: that is too far"),
        (KindObject::RuntimeError, Kind::Internal, "std::runtime_error: that went wrong"),
        (KindObject::Own, Kind::Internal, "throwing::own_error: an error of the library's own"),
        (KindObject::Number, Kind::Internal, "unknown exception (int)"),
        (KindObject::Text, Kind::Internal, "unknown exception (char const*)"),
    ] {
        for thrown in [
            throwing::throw(what),
            throwing::throw_later(what),
            block_on(throwing::throw_later_async(what)),
        ] {
            let error = thrown.unwrap_err();
            assert_eq!((error.kind(), error.message()), (kind, text));
        }
    }
    throwing::throw(KindObject::Nothing).unwrap();
}

#[test]
fn nested_exceptions__then_sources() {
    let error = Table::parse("1,2\n3,x").unwrap_err();
    assert!(matches!(error, Error::InvalidArgument(_)), "{error:?}");
    assert_eq!(
        chain(&error),
        [
            "std::invalid_argument: the text is no table",
            "std::runtime_error: row 2 cannot be read: 3,x",
            "std::invalid_argument: stod",
        ]
    );
}

#[test]
fn method__throws__then_the_object_still_works() {
    let mut table = Table::parse("1,-2\n3,4").unwrap();
    assert!(matches!(table.at(7, 0), Err(Error::OutOfRange(_))));
    assert!(matches!(table.double(), Err(Error::Exception(_))));
    assert_eq!(table.at(0, 0).unwrap(), 2.0);
    assert_eq!(table.rows().unwrap(), 2);
}

#[test]
fn end__throws__then_nobody_hears_of_it() {
    let mut table = Table::parse("1").unwrap();
    table.lock().unwrap();
    drop(table);
    assert_eq!(Table::parse("1").unwrap().rows().unwrap(), 1);
}

#[test]
fn text__that_is_not_utf8__then_replaced() {
    let error = throwing::square_root(-1.0).unwrap_err();
    assert_eq!(error.message(), "std::domain_error: no root of \u{fffd}");
}

#[test]
fn callback__around_which_is_thrown__then_whatever_came_first() {
    let pattern = Pattern::new("a").unwrap();
    let seen = Mutex::new(Vec::new());
    let visit = |text: &str| {
        seen.lock().unwrap().push(text.to_owned());
        true
    };
    assert_eq!(pattern.each("abab", 5, visit).unwrap(), 2);
    let error = pattern.each("aaaa", 2, visit).unwrap_err();
    assert!(matches!(error, Error::Exception(_)), "{error:?}");
    assert!(error.message().contains("more than 2 matches"), "{error}");
    assert_eq!(seen.lock().unwrap().len(), 4);
    let refuse = |_: &str| Err::<bool, _>(Ours("enough"));
    let error = pattern.each("aaaa", 2, refuse).unwrap_err();
    assert!(matches!(error, Error::CallbackFailed(_)), "{error:?}");
    assert_eq!(ours(&error), Some(&Ours("enough")));
    let error = pattern.each("aaaa", 0, refuse).unwrap_err();
    assert!(matches!(error, Error::Exception(_)), "{error:?}");
}

#[test]
fn callback__panics_through_cxx__then_goes_on_at_the_caller() {
    let pattern = Pattern::new("a").unwrap();
    let payload = panic::catch_unwind(AssertUnwindSafe(|| {
        pattern.each("aaaa", 2, |_: &str| -> bool { panic::resume_unwind(Box::new(7)) })
    }))
    .unwrap_err();
    assert_eq!(payload.downcast_ref::<i32>(), Some(&7));
    assert!(pattern.matches("a").unwrap());
}

#[test]
fn throw__in_a_call_in_a_callback__then_each_where_it_belongs() {
    let pattern = Pattern::new("a").unwrap();
    let visited = pattern.each("aa", 5, |_: &str| {
        matches!(throwing::throw(KindObject::Number), Err(Error::Exception(_)))
    });
    assert_eq!(visited.unwrap(), 2);
}

#[test]
fn throw__from_many_threads__then_each_its_own() {
    thread::scope(|scope| {
        for i in 0..8 {
            scope.spawn(move || {
                for _ in 0..500 {
                    let error = throwing::parse(&format!("x{i}")).unwrap_err();
                    assert_eq!(error.kind(), Kind::InvalidArgument);
                    assert_eq!(throwing::parse(&i.to_string()).unwrap(), i);
                }
            });
        }
    });
}

#[test]
fn reserve__more_than_there_is__then_out_of_memory() {
    assert!(throwing::reserve(1000).unwrap() >= 1000);
    let error = throwing::reserve(1 << 62).unwrap_err();
    assert_eq!(error.kind(), Kind::OutOfMemory);
}

#[test]
fn throw__many_times__then_no_memory_is_kept() {
    let round = || {
        for _ in 0..1000 {
            throwing::throw(KindObject::Own).unwrap_err();
            Table::parse("1,x").unwrap_err();
        }
    };
    round();
    let before = resident();
    for _ in 0..50 {
        round();
    }
    assert!(resident() < before + 8_000_000, "{} more bytes", resident() - before);
}
