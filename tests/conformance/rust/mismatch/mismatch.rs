//! Against a package whose native code was built for another version of the contract.

#![allow(non_snake_case)] // unit__condition__then_expected

use conformance::{same_i32, text_length, Error, List};

#[test]
fn constructor__other_contract__then_version_mismatch() {
    let error = List::new("a").unwrap_err();
    assert!(matches!(error, Error::VersionMismatch(_)), "{error:?}");
    assert!(error.message().contains("1.2") && error.message().contains("1.3"), "{error}");
}

#[test]
fn function_with_result__other_contract__then_version_mismatch() {
    for _ in 0..2 {
        assert!(matches!(text_length("a"), Err(Error::VersionMismatch(_))));
    }
}

#[test]
fn function_without_result__other_contract__then_a_panic_that_says_so() {
    let panic = std::panic::catch_unwind(|| same_i32(1)).unwrap_err();
    assert!(panic.downcast_ref::<String>().unwrap().contains("1.3"));
}
