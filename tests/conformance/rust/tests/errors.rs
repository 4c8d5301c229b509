#![allow(non_snake_case)] // unit__condition__then_expected

use std::error::Error as _;

use conformance::{fail, fail_silently, Error, Kind};

/// Code, constant and kind of every status.
const STATUSES: [(i32, &str, Kind); 12] = [
    (1, "CONFORMANCE_NO_SUCH_ITEM", Kind::NotFound),
    (2, "CONFORMANCE_BAD_ARGUMENT", Kind::InvalidArgument),
    (3, "CONFORMANCE_WRONG_STATE", Kind::InvalidState),
    (4, "CONFORMANCE_TOO_LARGE", Kind::OutOfRange),
    (5, "CONFORMANCE_DUPLICATE", Kind::AlreadyExists),
    (6, "CONFORMANCE_FORBIDDEN", Kind::Permission),
    (7, "CONFORMANCE_TOO_LATE", Kind::Timeout),
    (8, "CONFORMANCE_OCCUPIED", Kind::Busy),
    (9, "CONFORMANCE_NO_MEMORY", Kind::OutOfMemory),
    (10, "CONFORMANCE_DISK_FAILED", Kind::Io),
    (11, "CONFORMANCE_NOT_SUPPORTED", Kind::Unsupported),
    (12, "CONFORMANCE_DEFECT", Kind::Internal),
];

#[test]
fn fail__ok__then_no_error() {
    fail(0, "unused", 0).unwrap();
    fail_silently(0).unwrap();
}

#[test]
fn fail__each_status__then_its_name_and_kind() {
    for (status, name, kind) in STATUSES {
        let error = fail(status, "why", 0).unwrap_err();
        assert_eq!((error.code_name(), error.kind()), (name, kind));
    }
}

#[test]
fn fail__message__then_shown() {
    let error = fail(1, "nothing \u{201c}here\u{201d}", 0).unwrap_err();
    assert!(matches!(error, Error::NoSuchItem(_)));
    assert_eq!(error.to_string(), "nothing \u{201c}here\u{201d}");
    assert_eq!(error.message(), "nothing \u{201c}here\u{201d}");
    assert_eq!(error.detail().function(), "conformance_fail");
    assert!(error.source().is_none());
}

#[test]
fn fail__three_deep__then_a_chain_of_sources() {
    let error = fail(5, "deep", 3).unwrap_err();
    let mut messages = vec![error.to_string()];
    let mut at = error.source();
    while let Some(cause) = at {
        assert!(matches!(cause.downcast_ref(), Some(Error::Duplicate(_))));
        messages.push(cause.to_string());
        at = cause.source();
    }
    assert_eq!(messages, ["deep (3)", "deep (2)", "deep (1)", "deep"]);
}

#[test]
fn fail_silently__no_reason_given__then_still_an_error() {
    let error = fail_silently(10).unwrap_err();
    assert!(matches!(error, Error::DiskFailed(_)));
    assert!(!error.message().is_empty());
    assert!(error.source().is_none());
}

#[test]
fn fail_silently__after_another_failure__then_no_stale_reason() {
    fail(1, "old news", 2).unwrap_err();
    let error = fail_silently(10).unwrap_err();
    assert!(!error.message().contains("old news"));
    assert!(error.source().is_none());
}

#[test]
fn fail_silently__unknown_status__then_broken_contract() {
    let error = fail_silently(99).unwrap_err();
    assert!(matches!(error, Error::BrokenContract(_)), "{error:?}");
}

#[test]
fn error__boxed__then_usable_across_threads() {
    fn is_shareable<T: std::error::Error + Send + Sync + Clone + 'static>() {}
    is_shareable::<Error>();
    assert!(std::mem::size_of::<Error>() <= 16);
}
