//! longjmp of a library arrives as an error; callbacks on the way are left behind in good order.
#![allow(non_snake_case)] // unit__condition__then_expected

use std::panic::{self, AssertUnwindSafe};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::Arc;
use std::{error, fmt, fs, thread};

use jumping::{Error, Formula, Kind, Names};

#[derive(Debug, PartialEq)]
struct Unknown(String);

impl fmt::Display for Unknown {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "nobody knows {}", self.0)
    }
}

impl error::Error for Unknown {}

fn resident() -> usize {
    let statm = fs::read_to_string("/proc/self/statm").unwrap();
    statm.split(' ').nth(1).unwrap().parse::<usize>().unwrap() * 4096
}

#[test]
fn formula__used_as_it_should__then_no_jump() {
    let formula = Formula::parse("1+2*3").unwrap();
    assert_eq!(formula.value().unwrap(), 7.0);
    assert_eq!(formula.size().unwrap(), 5);
    assert_eq!(formula.text().unwrap().matches('(').count(), 2);
}

#[test]
fn parse__no_formula__then_why_it_jumped() {
    for (text, why) in [
        ("1 +", "a number, a name or ( was expected"),
        ("(1", ") was expected"),
        ("2 2", "the end was expected"),
        ("", "a number, a name or ( was expected"),
    ] {
        let error = Formula::parse(text).unwrap_err();
        assert!(matches!(error, Error::Exception(_)), "{error:?}");
        assert_eq!(error.kind(), Kind::Internal);
        assert!(error.message().contains(why), "{error}");
        assert_eq!(error.detail().function(), "jumping_formula_parse");
    }
}

#[test]
fn value__it_jumps__then_the_formula_can_still_be_used() {
    let formula = Formula::parse("1/(a-a)").unwrap();
    assert!(matches!(formula.value(), Err(Error::Exception(_))));
    let error = formula.work_out(|_: &str| 1.0).unwrap_err();
    assert!(error.message().contains("division by zero"), "{error}");
    assert_eq!(formula.size().unwrap(), 5);
}

#[test]
fn lookup__names__then_worked_out() {
    let formula = Formula::parse("a*b+a").unwrap();
    let value = formula.work_out(|name: &str| if name == "a" { 2.0 } else { 5.0 });
    assert_eq!(value.unwrap(), 12.0);
}

#[test]
fn lookup__fails__then_the_same_error() {
    let formula = Formula::parse("1/a").unwrap();
    let error = formula.work_out(|name: &str| Err::<f64, _>(Unknown(name.to_owned()))).unwrap_err();
    assert!(matches!(error, Error::CallbackFailed(_)), "{error:?}");
    let source = error::Error::source(&error).unwrap();
    assert_eq!(source.downcast_ref(), Some(&Unknown("a".to_owned())));
}

#[test]
fn lookup__panics__then_goes_on_at_the_caller() {
    let formula = Formula::parse("1/a").unwrap();
    let payload = panic::catch_unwind(AssertUnwindSafe(|| {
        formula.work_out(|_: &str| -> f64 { panic::resume_unwind(Box::new(7)) })
    }))
    .unwrap_err();
    assert_eq!(payload.downcast_ref::<i32>(), Some(&7));
    assert_eq!(formula.work_out(|_: &str| 2.0).unwrap(), 0.5);
}

#[test]
fn lookup__its_answer_makes_it_jump__then_the_closure_is_dropped() {
    let formula = Formula::parse("1 / zero").unwrap();
    let counted = Arc::new(());
    for _ in 0..1000 {
        let captured = Arc::clone(&counted);
        let answer = move |_: &str| Arc::strong_count(&captured) as f64 * 0.0;
        assert!(matches!(formula.work_out(answer), Err(Error::Exception(_))));
    }
    assert_eq!(Arc::strong_count(&counted), 1);
}

#[test]
fn lookup__calls_again_and_that_jumps__then_only_the_inner_call_fails() {
    let inner = Formula::parse("1/0").unwrap();
    let failures = AtomicUsize::new(0);
    let value = Formula::parse("a+1").unwrap().work_out(|_: &str| {
        let failed = matches!(inner.value(), Err(Error::Exception(_)));
        failures.fetch_add(usize::from(failed), Ordering::Relaxed);
        3.0
    });
    assert_eq!((value.unwrap(), failures.into_inner()), (4.0, 1));
}

#[test]
fn names__taken_behind_the_last__then_an_error_each_time() {
    let mut names = Names::new(&Formula::parse("a + b").unwrap()).unwrap();
    assert_eq!([names.take().unwrap(), names.take().unwrap()], ["a", "b"]);
    for _ in 0..2 {
        assert!(matches!(names.take(), Err(Error::Exception(_))));
    }
}

#[test]
fn jumps__on_many_threads__then_each_its_own() {
    thread::scope(|scope| {
        for i in 0..8 {
            scope.spawn(move || {
                for _ in 0..300 {
                    assert!(matches!(Formula::parse(&format!("{i}+")), Err(Error::Exception(_))));
                    assert!(matches!(jumping::jump_later(), Err(Error::Exception(_))));
                    let formula = Formula::parse(&format!("{i}+1")).unwrap();
                    assert_eq!(formula.value().unwrap(), f64::from(i) + 1.0);
                }
            });
        }
    });
}

#[test]
fn jumps__many_times__then_no_memory_is_kept() {
    let formula = Formula::parse("1/a").unwrap();
    let round = || {
        for _ in 0..1000 {
            Formula::parse("(1 + 2").unwrap_err();
            formula.work_out(|_: &str| 0.0).unwrap_err();
        }
    };
    round();
    let before = resident();
    for _ in 0..50 {
        round();
    }
    assert!(resident() < before + 8_000_000, "{} more bytes", resident() - before);
}
