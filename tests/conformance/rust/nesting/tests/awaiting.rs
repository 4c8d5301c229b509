//! Records with texts and variants on another thread.
#![allow(non_snake_case)] // unit__condition__then_expected

mod support;

use nesting::{Amount, Error, Label, Parcel, Shelf};
use support::{block_on, resident};

fn parcel() -> Parcel {
    Parcel {
        label: Some(Label::Written(Some("äö".to_owned()))),
        sender: Some("Ada".to_owned()),
        amount: Amount::Pieces(3),
    }
}

#[test]
fn bytes__texts_of_a_record__then_there_on_the_other_thread() {
    assert_eq!(nesting::bytes(Some(&parcel())).unwrap(), 7);
    assert_eq!(block_on(nesting::bytes_async(Some(&parcel()))).unwrap(), 7);
    assert_eq!(block_on(nesting::bytes_async(None)).unwrap(), 0);
    let many = [parcel(), Parcel { label: None, ..parcel() }];
    assert_eq!(block_on(nesting::all_bytes_async(&many)).unwrap(), 10);
}

#[test]
fn bytes__what_was_passed_is_gone__then_seen_all_the_same() {
    let running = nesting::bytes_async(Some(&parcel()));
    assert_eq!(block_on(running).unwrap(), 7);
}

#[test]
fn same__every_shape_of_a_parcel__then_it_comes_back() {
    for label in [
        None,
        Some(Label::Blank),
        Some(Label::Written(None)),
        Some(Label::Written(Some(String::new()))),
        Some(Label::Printed(-7)),
    ] {
        for amount in [Amount::Pieces(i32::MIN), Amount::Kilos(0.5)] {
            let given = Parcel { label: label.clone(), sender: None, amount };
            assert_eq!(block_on(nesting::same_async(&given)).unwrap(), given);
            assert_eq!(nesting::maybe(Some(&given)).unwrap(), Some(given));
        }
    }
    assert_eq!(block_on(nesting::maybe_async(None)).unwrap(), None);
}

#[test]
fn same__a_text_that_c_cannot_have__then_an_error() {
    let wrong = Parcel { sender: Some("a\0b".to_owned()), ..parcel() };
    assert!(matches!(block_on(nesting::same_async(&wrong)), Err(Error::BadText(_))));
    let label = Some(Label::Written(Some("\0".to_owned())));
    let wrong = Parcel { label, ..parcel() };
    let failed = block_on(nesting::all_bytes_async(&[parcel(), wrong])).unwrap_err();
    assert!(matches!(failed, Error::BadText(_)));
    assert!(failed.message().contains("words"), "{failed}");
}

#[test]
fn shelf__made_of_a_variant__then_awaited() {
    let shelf = block_on(Shelf::of_async(&Label::Written(Some("top".to_owned())))).unwrap();
    assert_eq!(shelf.amounts().unwrap().len(), 3);
}

#[test]
fn awaited__often__then_no_memory_is_kept() {
    let long = Parcel { sender: Some("x".repeat(5_000)), ..parcel() };
    let wrong = Parcel { sender: Some("a\0b".to_owned()), ..long.clone() };
    let round = || {
        for _ in 0..500 {
            assert_eq!(nesting::same(&long).unwrap(), long);
            assert_eq!(block_on(nesting::maybe_async(Some(&long))).unwrap().as_ref(), Some(&long));
            let many = [long.clone(), long.clone()];
            assert_eq!(block_on(nesting::all_bytes_async(&many)).unwrap(), 10_008);
            block_on(nesting::all_bytes_async(&[long.clone(), wrong.clone()])).unwrap_err();
        }
    };
    round();
    let before = resident();
    for _ in 0..4 {
        round();
    }
    assert!(resident() < before + 8_000_000, "{} more bytes", resident() - before);
}
