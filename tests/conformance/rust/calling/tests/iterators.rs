//! Classes with a next value.
#![allow(non_snake_case)] // unit__condition__then_expected

use calling::{Countdown, Error, Range, Result, Steps, Words};

#[test]
fn iterator__of_numbers__then_as_any_other() {
    let squares: Result<Vec<_>> =
        Range::new(1, 5).unwrap().map(|it| it.map(|it| it * it)).collect();
    assert_eq!(squares.unwrap(), [1, 4, 9, 16]);
    let mut sum = 0;
    for number in Range::new(0, 101).unwrap() {
        sum += number.unwrap();
    }
    assert_eq!(sum, 5050);
    assert_eq!(Range::new(3, 3).unwrap().count(), 0);
}

#[test]
fn iterator__at_its_end__then_stays_there() {
    let mut range = Range::new(0, 1).unwrap();
    assert_eq!(range.next().unwrap().unwrap(), 0);
    assert!(range.next().is_none());
    assert!(range.next().is_none());
}

#[test]
fn iterator__of_texts__then_copied() {
    let words: Result<Vec<String>> = Words::new("the  quick fox").unwrap().collect();
    assert_eq!(words.unwrap(), ["the", "quick", "fox"]);
}

#[test]
fn iterator__of_several_values__then_tuples() {
    let mut seen = Vec::new();
    for step in Steps::new(1, 3).unwrap() {
        let (from, to, kind) = step.unwrap();
        seen.push(format!("{from} {to} {kind}"));
    }
    assert_eq!(seen, ["1 2 even", "2 3 odd"]);
    assert!(Steps::new(1, 1).unwrap().try_next().unwrap().is_none());
}

#[test]
fn iterator__that_fails__then_an_item_is_the_error() {
    let mut items = Countdown::new(4, 2).unwrap();
    assert_eq!(items.next().unwrap().unwrap(), 4);
    assert_eq!(items.next().unwrap().unwrap(), 3);
    assert!(matches!(items.next(), Some(Err(Error::HungUp(_)))));
    assert_eq!(items.next().unwrap().unwrap(), 1);
    assert!(items.next().is_none());
    let all: Result<Vec<_>> = Countdown::new(4, 2).unwrap().collect();
    assert!(matches!(all, Err(Error::HungUp(_))));
}

#[test]
fn next__as_a_method__then_a_result_of_an_option() {
    let mut words = Words::new("one").unwrap();
    assert_eq!(words.try_next().unwrap().as_deref(), Some("one"));
    assert_eq!(words.try_next().unwrap(), None);
}
