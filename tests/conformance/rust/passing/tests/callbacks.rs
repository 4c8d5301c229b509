//! What closures get and give besides plain numbers and texts.
#![allow(non_snake_case)] // unit__condition__then_expected

mod support;

use std::panic::{self, AssertUnwindSafe};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};
use std::{error, fmt};

use passing::{Audience, Card, Choice, Error, Event, Message, Money, Place, Way};
use support::resident;

#[derive(Debug, PartialEq)]
struct Ours(&'static str);

impl fmt::Display for Ours {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.0)
    }
}

impl error::Error for Ours {}

/// Checks that a call failed because a closure gave this very error.
fn assert_ours<T: fmt::Debug>(result: Result<T, Error>) {
    let error = result.unwrap_err();
    assert!(matches!(error, Error::CallbackFailed(_)), "{error:?}");
    let source = error::Error::source(&error).unwrap();
    assert_eq!(source.downcast_ref(), Some(&Ours("ours")));
}

/// What a call panics with.
fn panics<T: fmt::Debug>(call: impl FnOnce() -> Result<T, Error>) -> i32 {
    let payload = panic::catch_unwind(AssertUnwindSafe(call)).unwrap_err();
    *payload.downcast().unwrap()
}

fn boom<T>() -> T {
    panic::resume_unwind(Box::new(7))
}

/// Cards are counted for the whole process: one test at a time that makes any.
static CARDS: Mutex<()> = Mutex::new(());

fn alone() -> MutexGuard<'static, ()> {
    CARDS.lock().unwrap_or_else(PoisonError::into_inner)
}

// ---- Records with texts ----

#[test]
fn messages__one_by_one__then_with_their_texts() {
    let heard = Mutex::new(Vec::new());
    passing::deliver(&["a", "grüße", ""], |message: &Message, before: Option<&Message>| {
        heard.lock().unwrap().push((message.clone(), before.cloned()));
    })
    .unwrap();
    let heard = heard.into_inner().unwrap();
    assert_eq!(heard.len(), 3);
    let message = &heard[1].0;
    assert_eq!((message.number, message.text.as_str()), (1, "grüße"));
    assert_eq!(message.subject.as_deref(), Some("grüße"));
    assert_eq!(message.place, Place { x: 1.0, y: 1.0 });
    assert_eq!((heard[0].0.subject.is_none(), heard[0].1.is_none()), (true, true));
    assert_eq!(heard[2].1.as_ref().unwrap().text, "grüße");
}

#[test]
fn messages__an_error_or_a_panic__then_no_further_one() {
    let calls = AtomicUsize::new(0);
    assert_ours(passing::deliver(&["a", "b"], |_: &Message, _: Option<&Message>| {
        calls.fetch_add(1, Ordering::Relaxed);
        Err(Ours("ours"))
    }));
    assert_eq!(calls.into_inner(), 1);
    let panicked =
        panics(|| passing::deliver(&["a", "b"], |_: &Message, _: Option<&Message>| boom::<()>()));
    assert_eq!(panicked, 7);
    let refused = passing::deliver(&["a\0b"], |_: &Message, _: Option<&Message>| boom::<()>());
    assert!(matches!(refused, Err(Error::BadText(_))), "{refused:?}");
}

#[test]
fn messages__with_a_text_that_is_none__then_a_broken_contract() {
    let error = passing::deliver_bad(|_: &Message, _: Option<&Message>| boom::<()>()).unwrap_err();
    assert!(matches!(error, Error::BrokenContract(_)), "{error:?}");
}

#[test]
fn messages__an_array_of_them__then_all_their_texts() {
    let long = "long".repeat(100);
    let kept = Mutex::new(Vec::new());
    passing::deliver_all(&["first", "", &long], |messages: &[Message]| {
        kept.lock().unwrap().extend_from_slice(messages);
    })
    .unwrap();
    let kept = kept.into_inner().unwrap();
    let texts: Vec<_> = kept.iter().map(|message| (message.number, &*message.text)).collect();
    assert_eq!(texts, [(0, "first"), (1, ""), (2, &*long)]);
    assert!(kept.iter().all(|message| message.subject.is_none()));
    passing::deliver_all(&[], |messages: &[Message]| assert!(messages.is_empty())).unwrap();
}

// ---- Variants ----

#[test]
fn events__each_case__then_with_what_it_has() {
    let seen = Mutex::new(Vec::new());
    let count = passing::happen(42, "hello", |event: &Event| {
        seen.lock().unwrap().push(match event {
            Event::Rang => "rang".to_owned(),
            Event::Dialled(number) => format!("dialled {number}"),
            Event::Said(message) => format!("said {}", message.text),
        });
        Choice::GoOn
    });
    assert_eq!(count.unwrap(), 3);
    assert_eq!(seen.into_inner().unwrap(), ["rang", "dialled 42", "said hello"]);
    assert_eq!(passing::happen(1, "x", |_: &Event| Choice::End).unwrap(), 1);
}

#[test]
fn events__an_error_or_a_panic__then_the_call_fails() {
    assert_ours(passing::happen(1, "x", |_: &Event| Err::<Choice, _>(Ours("ours"))));
    assert_eq!(panics(|| passing::happen(1, "x", |_: &Event| boom::<Choice>())), 7);
}

// ---- Nested records, flags and enums that a closure gives ----

#[test]
fn results__several__then_all_arrive() {
    let from = Place { x: 3.0, y: 0.0 };
    let to = Place { x: 0.0, y: 0.5 };
    let (way, audience, choice) = passing::ask(3, |number| {
        let from = Place { x: number as f64, y: 0.0 };
        (Way { from, to }, Audience::FRIENDS | Audience::STRANGERS, Choice::End)
    })
    .unwrap();
    assert_eq!(way, Way { from, to });
    assert_eq!(audience, Audience::FRIENDS | Audience::STRANGERS);
    assert_eq!(choice, Choice::End);
}

#[test]
fn results__an_error_or_a_panic__then_the_call_fails() {
    type Given = (Way, Audience, Choice);
    assert_ours(passing::ask(1, |_| Err::<Given, _>(Ours("ours"))));
    assert_eq!(panics(|| passing::ask(1, |_| boom::<Given>())), 7);
}

#[test]
fn nested_record__then_in_and_out() {
    let way = Way { from: Place { x: 1.0, y: 2.0 }, to: Place { x: 3.0, y: 4.0 } };
    let turned = passing::turned(&way, |way: &Way, audience| {
        assert_eq!(audience, Audience::FRIENDS | Audience::FAMILY);
        Way { from: way.to, to: way.from }
    });
    assert_eq!(turned.unwrap(), Way { from: way.to, to: way.from });
    assert_ours(passing::turned(&way, |_: &Way, _| Err::<Way, _>(Ours("ours"))));
}

// ---- Exact numbers, times, wide numbers ----

#[test]
fn money_times_and_wide_numbers__then_exact() {
    let serial = -(1_i128 << 100);
    let at = SystemTime::UNIX_EPOCH - Duration::from_millis(750);
    let spans = Mutex::new(Vec::new());
    let cost = passing::cost(at, 3600, serial, |usual: Money, moment, span, number| {
        assert_eq!((moment, number), (at, serial));
        spans.lock().unwrap().push(span);
        usual.checked_add(Money::new(1)).ok_or(Ours("too much"))
    })
    .unwrap();
    assert_eq!((cost, cost.to_string().as_str()), (Money::new(999 + 1998 + 2), "29.99"));
    assert_eq!(spans.into_inner().unwrap(), [3600, -3600]);
}

#[test]
fn instant__that_does_not_fit__then_never_called() {
    let never = SystemTime::UNIX_EPOCH + Duration::from_secs(1 << 62);
    let refused = passing::cost(never, 0, 0, |_, _, _, _| boom::<Money>());
    assert!(matches!(refused, Err(Error::BadValue(_))), "{refused:?}");
}

#[test]
fn instant__that_a_closure_gives__then_as_exact_as_the_library_has_it() {
    let noon = SystemTime::UNIX_EPOCH + Duration::from_millis(1_709_208_000_005);
    assert_eq!(passing::ends(|| noon).unwrap(), noon);
    let before = SystemTime::UNIX_EPOCH - Duration::from_millis(1);
    assert_eq!(passing::ends(|| before).unwrap(), before);
    assert_eq!(passing::ends(|| noon + Duration::from_micros(999)).unwrap(), noon);
    let error = passing::ends(|| noon + Duration::from_secs(1 << 62)).unwrap_err();
    assert!(matches!(error, Error::CallbackFailed(_)), "{error:?}");
    let source = error::Error::source(&error).unwrap().downcast_ref::<Error>();
    assert!(matches!(source, Some(Error::BadValue(_))), "{source:?}");
    assert_ours(passing::ends(|| Err::<SystemTime, _>(Ours("ours"))));
}

// ---- Objects ----

#[test]
fn cards__taken__then_the_closures_own() {
    let _alone = alone();
    let cards = Mutex::new(Vec::new());
    let count = passing::give(&["a", "b", "c"], |card: Card| {
        let mut cards = cards.lock().unwrap();
        cards.push(card);
        cards.len() < 2
    });
    assert_eq!((count.unwrap(), passing::cards()), (1, 2));
    let texts: Vec<_> =
        cards.lock().unwrap().iter().map(|card: &Card| card.text().unwrap()).collect();
    assert_eq!(texts, ["a", "b"]);
    drop(cards);
    assert_eq!(passing::cards(), 0);
}

#[test]
fn cards__that_nobody_keeps__then_ended() {
    let _alone = alone();
    assert_eq!(passing::give(&["a", "b"], |_: Card| true).unwrap(), 2);
    assert_ours(passing::give(&["a", "b"], |_: Card| Err::<bool, _>(Ours("ours"))));
    assert_eq!(panics(|| passing::give(&["a"], |_: Card| boom::<bool>())), 7);
    assert_eq!(passing::cards(), 0);
}

// ---- Much of it ----

#[test]
fn every_kind_of_value__often__then_nothing_is_left() {
    let _alone = alone();
    let texts = ["a", "b", "c"];
    let round = || {
        for _ in 0..1000 {
            passing::deliver(&texts, |_: &Message, _: Option<&Message>| ()).unwrap();
            passing::deliver_all(&texts, |_: &[Message]| ()).unwrap();
            assert_ours(passing::happen(1, "x", |_: &Event| Err::<Choice, _>(Ours("ours"))));
            passing::give(&texts, |_: Card| true).unwrap();
        }
    };
    round();
    let before = resident();
    for _ in 0..20 {
        round();
    }
    assert!(resident() < before + 8_000_000, "{} more bytes", resident() - before);
    assert_eq!(passing::cards(), 0);
}
