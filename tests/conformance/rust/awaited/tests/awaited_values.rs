//! Every kind of value in calls that are awaited, which give the same as those that are not.
#![allow(non_snake_case)] // unit__condition__then_expected

mod support;

use std::collections::{BTreeMap, HashMap};
use std::fmt::Debug;
use std::future::Future;
use std::thread;
use std::time::{Duration, SystemTime};

use awaited::{Error, Mode, Money, Offer, OfferNewOptions, Person, Size, SumOptions};
use support::{block_on, resident};

/// What a call gives, in both forms.
fn both<T: Debug + PartialEq>(here: T, awaited: impl Future<Output = T>) -> T {
    assert_eq!(block_on(awaited), here);
    here
}

/// The same for a call that may fail.
fn same<T: Debug + PartialEq>(
    here: Result<T, Error>,
    awaited: impl Future<Output = Result<T, Error>>,
) -> T {
    let here = here.unwrap();
    assert_eq!(block_on(awaited).unwrap(), here);
    here
}

/// That a text is none, in both forms.
fn refused<T: Debug>(here: Result<T, Error>, awaited: impl Future<Output = Result<T, Error>>) {
    for error in [here.unwrap_err(), block_on(awaited).unwrap_err()] {
        assert!(matches!(error, Error::BadText(_)), "{error:?}");
    }
}

fn after(span: Duration) -> SystemTime {
    SystemTime::UNIX_EPOCH + span
}

#[test]
fn constructor__defaults__then_the_usual_ones() {
    let awaited = block_on(Offer::new_async(OfferNewOptions::default())).unwrap();
    for offer in [Offer::new(OfferNewOptions::default()).unwrap(), awaited] {
        assert_eq!(offer.pieces().unwrap(), 7);
        assert_eq!(offer.price().unwrap(), "2.50".parse().unwrap());
        assert_eq!(offer.since().unwrap(), after(Duration::from_secs(60)));
    }
    let before = SystemTime::UNIX_EPOCH - Duration::from_millis(1);
    let options = OfferNewOptions { price: Money::new(100), since: before, ..Default::default() };
    let offer = block_on(Offer::new_async(options)).unwrap();
    assert_eq!(offer.price().unwrap(), Money::new(100));
    assert_eq!(offer.since().unwrap(), SystemTime::UNIX_EPOCH - Duration::from_secs(1));
}

#[test]
fn maps__in_and_out__then_the_same_awaited() {
    let expected = HashMap::from([("bb".to_owned(), 2), ("a".to_owned(), 1)]);
    let text = "bb a a";
    assert_eq!(same(awaited::words(text), awaited::words_async(text)), (expected, 6));
    let sum = |amounts: Option<&[(&str, u8)]>, options: SumOptions| {
        same(awaited::sum(amounts, options), awaited::sum_async(amounts, options)).units()
    };
    assert_eq!(sum(None, SumOptions::default()), -2);
    assert_eq!(sum(Some(&[]), SumOptions::default()), -2);
    assert_eq!(sum(Some(&[("a", 1), ("bb", 2)]), SumOptions::default()), 4);
    let options =
        SumOptions { start: Money::new(0), mode: Mode::AMOUNTS, extra: -(1 << 64), wait: 7 };
    assert_eq!(sum(Some(&[("a", 255)]), options), 262);
    let odd = HashMap::from([(1, true), (2, false), (3, true)]);
    assert_eq!(same(awaited::odd(1), awaited::odd_async(1)), Some(odd));
    assert_eq!(same(awaited::odd(-1), awaited::odd_async(-1)), None);
}

#[test]
fn maps__of_any_kind_of_pairs__then_taken_awaited_too() {
    let map = BTreeMap::from([(1, true), (2, false), (u64::MAX, true), (0, true)]);
    assert_eq!(both(awaited::known(&map), awaited::known_async(&map)), 2);
    assert_eq!(both(awaited::known([(5, true)]), awaited::known_async([(5, true)])), 1);
    assert_eq!(block_on(awaited::known_async(HashMap::<u64, bool>::new())), 0);
}

#[test]
fn maps__that_may_be_missing__then_none_or_pairs_awaited_too() {
    let sizes = HashMap::from([("a".to_owned(), Size::Short), ("grüße".to_owned(), Size::Long)]);
    let text = "a grüße";
    assert_eq!(same(awaited::sizes(text), awaited::sizes_async(text)), (Some(sizes), 7));
    assert_eq!(same(awaited::sizes(" "), awaited::sizes_async(" ")), (None, 0));
    let person = |name: &str| Person { name: Some(name.to_owned()), age: 36 };
    let people = [("Countess", person("Ada")), ("", Person { name: None, age: 0 })];
    let awaited = awaited::letters_async(Some(&people));
    assert_eq!(same(awaited::letters(Some(&people)), awaited), 11);
    assert_eq!(same(awaited::letters(None), awaited::letters_async(None)), 0);
    let people = [("x", person("a\0b"))];
    refused(awaited::letters(Some(&people)), awaited::letters_async(Some(&people)));
}

#[test]
fn arguments__gone_before_the_call_begins__then_those_of_the_call() {
    let summing = {
        let name = "name".to_owned();
        awaited::sum_async(Some(&[(&name, 1)]), SumOptions::default())
    };
    assert_eq!(block_on(summing).unwrap(), Money::new(3));
    let reversing = {
        let texts = ["a".to_owned(), "b".to_owned()];
        awaited::reversed_async(&[&texts[0], &texts[1]])
    };
    assert_eq!(block_on(reversing).unwrap(), ["b", "a"]);
    let knowing = {
        let map = HashMap::from([(1, true)]);
        awaited::known_async(&map)
    };
    assert_eq!(block_on(knowing), 1);
}

#[test]
fn values__that_do_not_fit__then_refused_awaited_too() {
    let keys: Option<&[(&str, u8)]> = Some(&[("a\0b", 1)]);
    let options = SumOptions::default();
    refused(awaited::sum(keys, options), awaited::sum_async(keys, options));
    let texts = ["a", "\0"];
    refused(awaited::reversed(&texts), awaited::reversed_async(&texts));
    refused(awaited::words("a\0"), awaited::words_async("a\0"));
}

#[test]
fn lists__in_and_out__then_the_same_awaited() {
    let list = Some(vec!["a".to_owned(), "bb".to_owned()]);
    assert_eq!(same(awaited::list(true), awaited::list_async(true)), list);
    assert_eq!(same(awaited::list(false), awaited::list_async(false)), None);
    let texts = ["a", "", "ö"];
    let reversed = same(awaited::reversed(&texts), awaited::reversed_async(&texts));
    assert_eq!(reversed, ["ö", "", "a"]);
    assert!(same(awaited::reversed(&[]), awaited::reversed_async(&[])).is_empty());
}

#[test]
fn moments__as_far_as_a_number_goes__then_exact() {
    for count in [i64::MIN, 0, i64::MAX] {
        let moment = same(awaited::moment(count), awaited::moment_async(count));
        let span = Duration::from_secs(count.unsigned_abs());
        let epoch = SystemTime::UNIX_EPOCH;
        assert_eq!(moment, if count < 0 { epoch - span } else { epoch + span });
    }
    let or_none =
        |count| same(awaited::moment_or_none(count), awaited::moment_or_none_async(count));
    assert_eq!(or_none(0), None);
    assert_eq!(or_none(5), Some(after(Duration::from_millis(5))));
    assert_eq!(or_none(-1), Some(SystemTime::UNIX_EPOCH - Duration::from_millis(1)));
    let last = Duration::from_millis(i64::MAX.unsigned_abs());
    assert_eq!(or_none(i64::MAX), Some(after(last)));
}

#[test]
fn wide_numbers__optional__then_the_same_awaited() {
    assert_eq!(both(awaited::twice(None), awaited::twice_async(None)), None);
    let low = -(1 << 126);
    assert_eq!(both(awaited::twice(Some(low)), awaited::twice_async(Some(low))), Some(i128::MIN));
}

#[test]
fn values__awaited_on_many_threads__then_each_its_own() {
    thread::scope(|scope| {
        for number in 0..8_u8 {
            scope.spawn(move || {
                let word = "x".repeat(number.into());
                let amounts = [(word.as_str(), number)];
                let sum = block_on(awaited::sum_async(Some(&amounts), SumOptions::default()));
                assert_eq!(sum.unwrap().units(), 2 * i64::from(number) - 2);
            });
        }
    });
}

#[test]
fn values__awaited_again_and_again__then_no_memory_is_kept() {
    let words: Vec<String> = (0..500).map(|number| format!("word{number}")).collect();
    let texts: Vec<&str> = words.iter().map(String::as_str).collect();
    let mut amounts: Vec<(&str, u8)> = texts.iter().map(|text| (*text, 1)).collect();
    let text = words.join(" ");
    let mut round = || {
        for _ in 0..30 {
            assert_eq!(block_on(awaited::words_async(&text)).unwrap().0.len(), 500);
            block_on(awaited::sum_async(Some(&amounts), SumOptions::default())).unwrap();
            assert_eq!(block_on(awaited::reversed_async(&texts)).unwrap().len(), 500);
            let options = SumOptions::default();
            amounts.push(("\0", 1));
            block_on(awaited::sum_async(Some(&amounts), options)).unwrap_err();
            amounts.pop();
        }
    };
    round();
    let before = resident();
    for _ in 0..5 {
        round();
    }
    assert!(resident() < before + 16_000_000, "{} more bytes", resident() - before);
}
