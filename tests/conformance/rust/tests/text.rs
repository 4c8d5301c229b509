#![allow(non_snake_case)] // unit__condition__then_expected

use conformance::{
    broken_text, capitals, counted_length, greeting, maybe_text, split, text_length, Error, Kind,
    HELLO,
};

#[test]
fn text_length__any_script__then_code_points() {
    for text in ["", "a", "\u{e9}\u{4f60}\u{1f600}", &"x".repeat(100_000)] {
        assert_eq!(text_length(text).unwrap(), text.chars().count());
    }
}

#[test]
fn text_length__part_of_a_text__then_only_the_part() {
    assert_eq!(text_length(&"hello"[1..3]).unwrap(), 2);
}

#[test]
fn text_length__nul_inside__then_bad_text() {
    let error = text_length("a\0b").unwrap_err();
    assert!(matches!(error, Error::BadText(_)));
    assert_eq!(error.kind(), Kind::InvalidArgument);
    assert!(error.message().contains("text"), "{error}");
    assert_eq!(error.detail().function(), "conformance_text_length");
}

#[test]
fn capitals__short_and_long__then_owned_text() {
    assert_eq!(capitals("").unwrap(), "");
    assert_eq!(capitals("\u{e9}a").unwrap(), "\u{e9}A");
    assert_eq!(capitals(&"ab".repeat(1000)).unwrap(), "AB".repeat(1000));
    for length in 46..52 {
        assert_eq!(capitals(&"x".repeat(length)).unwrap(), "X".repeat(length));
    }
}

#[test]
fn greeting__called__then_the_library_s_text() {
    assert_eq!(greeting().unwrap(), HELLO);
}

#[test]
fn maybe_text__none_empty_or_text__then_told_apart() {
    assert_eq!(maybe_text(None).unwrap(), None);
    assert_eq!(maybe_text(Some("")).unwrap().as_deref(), Some(""));
    assert_eq!(maybe_text(Some("x")).unwrap().as_deref(), Some("x"));
}

#[test]
fn counted_length__nul_inside__then_counted() {
    assert_eq!(counted_length("a\0b"), 3);
    assert_eq!(counted_length(""), 0);
}

#[test]
fn split__with_and_without_blank__then_rest_or_none() {
    assert_eq!(split("one two three").unwrap(), ("one".into(), Some("two three".into())));
    assert_eq!(split("one").unwrap(), ("one".into(), None));
    assert_eq!(split("one ").unwrap(), ("one".into(), Some(String::new())));
}

#[test]
fn broken_text__not_utf_8__then_broken_contract() {
    let error = broken_text().unwrap_err();
    assert!(matches!(error, Error::BrokenContract(_)));
    assert_eq!(error.kind(), Kind::Internal);
}
