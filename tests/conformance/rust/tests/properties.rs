#![allow(non_snake_case)] // unit__condition__then_expected

use conformance::{Error, List};

#[test]
fn name__set__then_read_back() {
    let mut list = List::new("first").unwrap();
    assert_eq!(list.name().unwrap(), "first");
    list.set_name("second \u{e9}").unwrap();
    assert_eq!(list.name().unwrap(), "second \u{e9}");
}

#[test]
fn name__nul_inside__then_bad_text_and_unchanged() {
    let mut list = List::new("first").unwrap();
    assert!(matches!(list.set_name("a\0"), Err(Error::BadText(_))));
    assert_eq!(list.name().unwrap(), "first");
}

#[test]
fn total__items__then_summed() {
    assert_eq!(List::filled(4, 2.5).unwrap().total().unwrap(), 10.0);
}
