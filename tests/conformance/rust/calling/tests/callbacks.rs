//! Functions of Rust's that the library calls: during the call, from other threads, and later.
#![allow(non_snake_case)] // unit__condition__then_expected

mod support;

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::rc::Rc;
use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};
use std::sync::{mpsc, Arc, Mutex, PoisonError};
use std::{io, thread};

use calling::{CallbackError, Choice, Error, Kind, Point, Station, Ticker};
use support::{refused, Drops, Refused};

// ---- During the call ----

#[test]
fn visitor__plain_value__then_called_until_it_says_so() {
    let sum = AtomicI64::new(0);
    let visited = calling::each(1, 100, |number| {
        sum.fetch_add(number, Ordering::Relaxed);
        number < 5
    });
    assert_eq!(visited.unwrap(), 5);
    assert_eq!(sum.into_inner(), 15);
}

#[test]
fn visitor__function_pointer__then_called() {
    fn always(_: i64) -> bool {
        true
    }
    assert_eq!(calling::each(0, 7, always).unwrap(), 7);
    let boxed: Box<dyn Fn(i64) -> bool + Send + Sync> = Box::new(always);
    assert_eq!(calling::each(0, 7, boxed).unwrap(), 7);
}

#[test]
fn context__in_the_middle_and_in_front__then_passed_back() {
    assert_eq!(calling::fold(&[1.0, 2.0, 3.0], 10.0, |sum, value| sum * value).unwrap(), 60.0);
    let first = calling::first(
        |left: &str, right: &str| right.len() as i32 - left.len() as i32,
        &["a", "bcd", "ef"],
    );
    assert_eq!(first.unwrap().as_deref(), Some("bcd"));
    assert_eq!(calling::first(|_: &str, _: &str| 0, &[]).unwrap(), None);
}

#[test]
fn values__enums_and_records__then_as_rust_has_them() {
    let chosen = calling::add_chosen(10, |number, usual| match number {
        1 => Choice::Skip,
        8 => Choice::End,
        _ => usual,
    });
    assert_eq!(chosen.unwrap(), 3 + 5 + 7);
    let by = Point { x: 1.0, y: -2.0 };
    let end = calling::walk(Point { x: 0.0, y: 0.0 }, &by, 3, |place: Point, by: &Point| Point {
        x: place.x + by.x,
        y: place.y + by.y,
    });
    assert_eq!(end.unwrap(), Point { x: 3.0, y: -6.0 });
}

#[test]
fn values__numbers_of_every_kind__then_unchanged() {
    let calls = Mutex::new(Vec::new());
    calling::give_numbers(|flag, i8, i16, i32, i64, u8, u16, u32, u64, size, f32, f64| {
        calls.lock().unwrap().push((flag, i8, i16, i32, i64, (u8, u16, u32, u64, size), f32, f64));
    })
    .unwrap();
    let largest = (u8::MAX, u16::MAX, u32::MAX, u64::MAX, usize::MAX);
    let calls = calls.into_inner().unwrap();
    assert_eq!(calls[0], (true, i8::MAX, i16::MAX, i32::MAX, i64::MAX, largest, 0.5, 1e300));
    let least = (0, 0, 0, 0, 0);
    assert_eq!(calls[1], (false, i8::MIN, i16::MIN, i32::MIN, i64::MIN, least, -0.5, -1e300));
}

#[test]
fn values__texts_and_arrays__then_borrowed_for_the_call() {
    calling::give_texts(
        "grüße",
        |text: &str, maybe: Option<&str>, piece: &str, list: &[&str]| {
            assert_eq!((text, maybe, piece), ("grüße", None, "g"));
            assert_eq!(list, ["grüße", "grüße"]);
        },
    )
    .unwrap();
    calling::give_arrays(
        4,
        |numbers: &[i64], choices: &[Choice], places: &[Point], bytes: &[u8]| {
            assert_eq!(numbers, [0, 1, 2, 3]);
            assert_eq!(choices, [Choice::GoOn, Choice::Skip, Choice::End, Choice::GoOn]);
            assert_eq!(places[3], Point { x: 3.0, y: -3.0 });
            assert_eq!(bytes, [0, 1, 2, 3]);
        },
    )
    .unwrap();
    calling::give_arrays(0, |numbers: &[i64], _: &[Choice], _: &[Point], bytes: &[u8]| {
        assert!(numbers.is_empty() && bytes.is_empty());
    })
    .unwrap();
}

#[test]
fn results__several__then_a_tuple() {
    let numbers = calling::add_numbers(&["ab", "c"], |name: &str| (name.len() as i64, name == "c"));
    assert_eq!(numbers.unwrap(), (3, 1));
    let bad = calling::add_numbers(&["x"], |_: &str| (-1, false));
    assert!(matches!(bad, Err(Error::BadNumber(_))));
}

#[test]
fn results__texts__then_copied() {
    let names = calling::name_all(4, |number| (number != 1).then(|| format!("n°{number}")));
    assert_eq!(names.unwrap(), "n°0 n°2 n°3");
    let long = "x".repeat(1000);
    let translated = calling::translate_often("a", 3, |text: &str| format!("{text}{long}"));
    assert_eq!(translated.unwrap().len(), 3001);
}

#[test]
fn results__text_with_a_nul__then_the_call_fails() {
    let failed = calling::translate_often("a", 1, |_: &str| "a\0b".to_owned());
    assert!(matches!(failed, Err(Error::BadText(_) | Error::CallbackFailed(_))), "{failed:?}");
}

#[test]
fn results__arrays__then_filled_in_place() {
    let sum = calling::sum_filled(3, |values: &mut [f64]| {
        assert_eq!(values, [0.0, 0.0, 0.0]);
        values.copy_from_slice(&[1.0, 2.0, 4.0]);
    });
    assert_eq!(sum.unwrap(), 7.0);
    let left = AtomicI64::new(5);
    let sum = calling::sum_fetched(2, |numbers: &mut [i32]| {
        let count = numbers.len().min(left.load(Ordering::Relaxed) as usize);
        numbers[..count].fill(10);
        (left.fetch_sub(count as i64, Ordering::Relaxed) > count as i64, count)
    });
    assert_eq!(sum.unwrap(), 50);
}

#[test]
fn results__more_filled_than_there_is_room__then_the_call_fails() {
    let failed = calling::sum_fetched(2, |_: &mut [i32]| (false, 3)).unwrap_err();
    assert!(matches!(failed, Error::BadArray(_) | Error::CallbackFailed(_)), "{failed:?}");
}

#[test]
fn optional__there_and_not__then_called_or_not() {
    let calls = AtomicUsize::new(0);
    let tell = || {
        calls.fetch_add(1, Ordering::Relaxed);
        Ok(())
    };
    assert!(calling::tell_if_any(Some(&tell)).unwrap());
    assert!(!calling::tell_if_any(None).unwrap());
    assert_eq!(calls.into_inner(), 1);
}

#[test]
fn two_callbacks__in_one_call__then_each_gets_its_own() {
    let (first, second) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let count = |counter: &AtomicUsize| {
        counter.fetch_add(1, Ordering::Relaxed);
    };
    assert_eq!(calling::tell_both(|| count(&first), || count(&second)).unwrap(), 3);
    assert_eq!((first.into_inner(), second.into_inner()), (2, 1));
}

#[test]
fn changing_closure__on_one_thread__then_needs_no_lock() {
    let mut heard = Vec::new();
    assert!(calling::whisper_here("psst", |text: &str| {
        heard.push(text.to_owned());
        true
    })
    .unwrap());
    assert_eq!(heard, ["psst"]);
    let stays = Rc::new(Cell::new(0));
    calling::whisper_here("psst", |_: &str| {
        stays.set(stays.get() + 1);
        false
    })
    .unwrap();
    assert_eq!(stays.get(), 1);
}

#[test]
fn changing_closure__called_on_another_thread__then_refused() {
    let mut calls = 0;
    let refused = calling::whisper_elsewhere("psst", |_: &str| {
        calls += 1;
        true
    });
    assert!(matches!(refused, Err(Error::BrokenContract(_))), "{refused:?}");
    assert_eq!(calls, 0);
}

// ---- Failing ----

#[test]
fn error__of_a_closure__then_the_source_of_the_calls() {
    let calls = AtomicUsize::new(0);
    let error = calling::each(0, 10, |number| {
        calls.fetch_add(1, Ordering::Relaxed);
        if number == 3 {
            return Err(Refused(number));
        }
        Ok(true)
    })
    .unwrap_err();
    assert!(matches!(error, Error::CallbackFailed(_)));
    assert_eq!(error.kind(), Kind::Internal);
    assert_eq!(refused(&error), Some(&Refused(3)));
    assert!(error.message().contains("refused 3"), "{error}");
    assert_eq!(error.detail().function(), "calling_each");
    assert_eq!(refused(&error.clone()), Some(&Refused(3)));
    assert_eq!(calls.into_inner(), 4);
}

#[test]
fn error__of_any_type__then_converted_by_question_mark() {
    let error = calling::each(0, 1, |_| -> Result<bool, CallbackError> {
        Ok("no number".parse::<i64>()? > 0)
    })
    .unwrap_err();
    let source = std::error::Error::source(&error).unwrap();
    assert!(source.is::<std::num::ParseIntError>());
}

#[test]
fn error__of_a_call_inside__then_the_whole_chain() {
    let error = calling::each(0, 1, |_| {
        calling::each(0, 1, |number| Err::<bool, _>(Refused(number + 7))).map(|_| true)
    })
    .unwrap_err();
    let inner = std::error::Error::source(&error).unwrap().downcast_ref::<Error>().unwrap();
    assert_eq!(refused(inner), Some(&Refused(7)));
}

#[test]
fn error__with_a_nul_in_its_words__then_still_the_same_error() {
    let error = calling::each(0, 1, |_| Err::<bool, _>(io::Error::other("a\0b"))).unwrap_err();
    assert_eq!(error.message(), "a\u{fffd}b");
    let source = std::error::Error::source(&error).unwrap();
    assert_eq!(source.downcast_ref::<io::Error>().unwrap().to_string(), "a\0b");
}

#[test]
fn error__where_the_status_fails_too__then_the_callbacks() {
    let error =
        calling::add_numbers(&["a"], |_: &str| Err::<(i64, bool), _>(Refused(1))).unwrap_err();
    assert!(matches!(error, Error::CallbackFailed(_)));
    assert_eq!(refused(&error), Some(&Refused(1)));
}

#[test]
fn error__of_one_of_two__then_the_other_is_not_called() {
    let second = AtomicUsize::new(0);
    let error = calling::tell_both(
        || Err::<(), _>(Refused(1)),
        || {
            second.fetch_add(1, Ordering::Relaxed);
        },
    )
    .unwrap_err();
    assert_eq!(refused(&error), Some(&Refused(1)));
    assert_eq!(second.into_inner(), 0);
}

#[test]
fn panic__in_a_closure__then_goes_on_at_the_caller() {
    let payload = panic::catch_unwind(AssertUnwindSafe(|| {
        calling::each(0, 1, |_| -> bool { panic::resume_unwind(Box::new(Refused(5))) })
    }))
    .unwrap_err();
    assert_eq!(payload.downcast_ref::<Refused>(), Some(&Refused(5)));
    assert_eq!(calling::each(0, 3, |_| true).unwrap(), 3);
}

#[test]
fn panic__through_two_calls__then_goes_on_at_the_outer_one() {
    let inner = AtomicUsize::new(0);
    let payload = panic::catch_unwind(AssertUnwindSafe(|| {
        calling::each(0, 3, |_| {
            let _ = calling::each(0, 3, |_| -> bool { panic::resume_unwind(Box::new(9)) });
            inner.fetch_add(1, Ordering::Relaxed);
            true
        })
    }))
    .unwrap_err();
    assert_eq!(payload.downcast_ref::<i32>(), Some(&9));
    assert_eq!(inner.into_inner(), 0);
}

#[test]
fn bad_values__from_the_library__then_a_broken_contract() {
    let calls = AtomicUsize::new(0);
    let take = |_: &str, _: Option<&str>, _: &str, _: &[&str]| {
        calls.fetch_add(1, Ordering::Relaxed);
    };
    let error = calling::give_bad_text(take).unwrap_err();
    assert!(matches!(error, Error::BrokenContract(_)), "{error:?}");
    let error = calling::give_bad_choice(|_, usual| usual).unwrap_err();
    assert!(matches!(error, Error::BrokenContract(_)), "{error:?}");
    assert_eq!(calls.into_inner(), 0);
}

// ---- On other threads ----

#[test]
fn thread_of_the_librarys__during_the_call__then_called_there() {
    let here = thread::current().id();
    let elsewhere = AtomicUsize::new(0);
    let visited = calling::each_elsewhere(0, 100, |_| {
        elsewhere.fetch_add(usize::from(thread::current().id() != here), Ordering::Relaxed);
        true
    });
    assert_eq!(visited.unwrap(), 100);
    assert_eq!(elsewhere.into_inner(), 100);
}

#[test]
fn threads_of_the_librarys__at_the_same_time__then_all_are_called() {
    let sum = AtomicI64::new(0);
    let visited = calling::each_spread(0, 10_000, 16, |number| {
        sum.fetch_add(number, Ordering::Relaxed);
        true
    });
    assert_eq!(visited.unwrap(), 10_000);
    assert_eq!(sum.into_inner(), 9999 * 10_000 / 2);
}

#[test]
fn error__on_another_thread__then_the_calls() {
    let error =
        calling::each_elsewhere(0, 10, |number| Err::<bool, _>(Refused(number))).unwrap_err();
    assert_eq!(refused(&error), Some(&Refused(0)));
}

#[test]
fn panic__on_another_thread__then_goes_on_at_the_caller() {
    let payload = panic::catch_unwind(AssertUnwindSafe(|| {
        calling::each_spread(0, 100, 4, |_| -> bool { panic::resume_unwind(Box::new("there")) })
    }))
    .unwrap_err();
    assert_eq!(payload.downcast_ref::<&str>(), Some(&"there"));
}

// ---- Kept ----

#[test]
fn until_replaced__by_another__then_the_first_is_dropped_once() {
    let (first, second) = (Drops::default(), Drops::default());
    let (sender, levels) = mpsc::channel();
    let sender = Mutex::new(sender);
    let mut station = Station::new().unwrap();
    let guard = first.guard();
    station
        .on_alarm(Some(Box::new(move |level| {
            let _ = &guard;
            sender.lock().unwrap_or_else(PoisonError::into_inner).send(level)?;
            Ok(())
        })))
        .unwrap();
    station.measure(50.0).unwrap();
    station.measure(150.0).unwrap();
    assert_eq!(levels.try_iter().collect::<Vec<_>>(), [150.0]);
    assert_eq!(first.count(), 0);
    let guard = second.guard();
    station
        .on_alarm(Some(Box::new(move |_| {
            let _ = &guard;
            Ok(())
        })))
        .unwrap();
    assert_eq!((first.count(), second.count()), (1, 0));
    station.on_alarm(None).unwrap();
    assert_eq!((first.count(), second.count()), (1, 1));
    station.measure(150.0).unwrap();
    drop(station);
    assert_eq!((first.count(), second.count()), (1, 1));
}

#[test]
fn until_replaced__to_the_end_of_the_object__then_dropped_with_it() {
    let drops = Drops::default();
    let guard = drops.guard();
    let mut station = Station::with_judge(move |level| {
        let _ = &guard;
        level as i32
    })
    .unwrap();
    assert_eq!(station.measure(7.0).unwrap(), 7);
    assert_eq!(station.ask(9.0).unwrap(), 9);
    assert_eq!(drops.count(), 0);
    drop(station);
    assert_eq!(drops.count(), 1);
}

#[test]
fn until_replaced__where_the_call_fails__then_the_one_before_stays() {
    let drops = Drops::default();
    let guard = drops.guard();
    let mut station = Station::with_judge(|_| 1).unwrap();
    let refused = station.set_judge(false, move |_| {
        let _ = &guard;
        2
    });
    assert!(matches!(refused, Err(Error::BadNumber(_))));
    assert_eq!(drops.count(), 1);
    assert_eq!(station.ask(0.0).unwrap(), 1);
    station.set_judge(true, |_| 3).unwrap();
    assert_eq!(station.ask(0.0).unwrap(), 3);
}

#[test]
fn once__heard_or_not__then_dropped_once() {
    let drops = Drops::default();
    let mut station = Station::new().unwrap();
    let heard = Arc::new(AtomicUsize::new(0));
    for _ in 0..3 {
        let (guard, heard) = (drops.guard(), Arc::clone(&heard));
        station
            .on_next(move |_| {
                drop(guard); // What is called once may be used up.
                heard.fetch_add(1, Ordering::Relaxed);
            })
            .unwrap();
    }
    station.measure(1.0).unwrap();
    station.measure(2.0).unwrap();
    assert_eq!((heard.load(Ordering::Relaxed), drops.count()), (3, 3));
    let guard = drops.guard();
    station.on_next(move |_| drop(guard)).unwrap();
    drop(station);
    assert_eq!((heard.load(Ordering::Relaxed), drops.count()), (3, 4));
}

#[test]
fn until_dropped__removed_or_refused__then_dropped_once() {
    let drops = Drops::default();
    let mut station = Station::new().unwrap();
    let add = |station: &mut Station| {
        let guard = drops.guard();
        station.add(move |_| {
            let _ = &guard;
        })
    };
    let numbers: Vec<_> = (0..16).map(|_| add(&mut station).unwrap()).collect();
    assert!(matches!(add(&mut station), Err(Error::NoMemory(_))));
    assert_eq!(drops.count(), 1);
    station.remove(numbers[3]).unwrap();
    assert!(matches!(station.remove(numbers[3]), Err(Error::BadNumber(_))));
    assert_eq!(drops.count(), 2);
    station.measure(1.0).unwrap();
    drop(station);
    assert_eq!(drops.count(), 17);
}

#[test]
fn kept__failing_in_a_later_call__then_that_calls_error() {
    let mut station = Station::with_judge(|level| Err::<i32, _>(Refused(level as i64))).unwrap();
    let error = station.measure(4.0).unwrap_err();
    assert_eq!(refused(&error), Some(&Refused(4)));
    assert_eq!(error.detail().function(), "calling_station_measure");
    let error = station.ask(5.0).unwrap_err();
    assert_eq!(refused(&error), Some(&Refused(5)));
}

#[test]
fn kept__using_its_own_object__then_busy() {
    let mut station = Station::new().unwrap();
    let level = Arc::new(Mutex::new(None));
    let other = Station::new().unwrap();
    let seen = Arc::clone(&level);
    station
        .set_judge(true, move |_| {
            *seen.lock().unwrap() = Some(other.level().unwrap());
            0
        })
        .unwrap();
    station.measure(3.0).unwrap();
    assert_eq!(*level.lock().unwrap(), Some(0.0));
}

#[test]
fn ticker__on_a_thread_of_its_own__then_dropped_when_it_stops() {
    let drops = Drops::default();
    let guard = drops.guard();
    let mut ticker = Ticker::new().unwrap();
    ticker
        .start(move |_| {
            let _ = &guard;
            true
        })
        .unwrap();
    assert!(ticker.wait(100).unwrap() >= 100);
    assert_eq!(drops.count(), 0);
    ticker.halt().unwrap();
    assert_eq!(drops.count(), 1);
    assert!(matches!(ticker.start(|_| true), Err(Error::TooLate(_))));
}

/// The library has one logger for all, and the package one hook: these take turns.
static ALONE: Mutex<()> = Mutex::new(());

#[test]
fn logger__of_the_library__then_replaced_and_dropped() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let (lines, drops) = (Arc::new(Mutex::new(Vec::new())), Drops::default());
    let (to, guard) = (Arc::clone(&lines), drops.guard());
    calling::set_logger(Some(Box::new(move |line| {
        let _ = &guard;
        to.lock().unwrap().push(line.to_owned());
        Ok(())
    })))
    .unwrap();
    assert!(calling::log("one").unwrap());
    calling::set_logger(None).unwrap();
    assert!(!calling::log("two").unwrap());
    assert_eq!(*lines.lock().unwrap(), ["one"]);
    assert_eq!(drops.count(), 1);
}

#[test]
fn error__that_no_call_waits_for__then_told_to_the_hook() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let (sender, errors) = mpsc::channel();
    let sender = Mutex::new(sender);
    calling::set_unraisable_hook(move |error| {
        let _ = sender.lock().unwrap_or_else(PoisonError::into_inner).send(error.clone());
    });
    calling::add_later(4, |sum| Err::<(), _>(Refused(sum as i64))).unwrap();
    let error = errors.recv().unwrap();
    assert_eq!(refused(&error), Some(&Refused(10)));
    calling::add_later(4, |_| -> () { panic::resume_unwind(Box::new("nobody hears")) }).unwrap();
    assert!(matches!(errors.recv().unwrap(), Error::CallbackFailed(_)));
    calling::set_unraisable_hook(|_| {});
}

#[test]
fn kept__for_later__then_called_on_a_thread_that_nobody_waits_for() {
    let (sender, sums) = mpsc::channel();
    calling::add_later(100, move |sum| sender.send(sum)).unwrap();
    assert_eq!(sums.recv().unwrap(), 5050.0);
    assert!(sums.recv().is_err(), "the closure is dropped after its one call");
}
