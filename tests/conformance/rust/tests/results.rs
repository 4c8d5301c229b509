#![allow(non_snake_case)] // unit__condition__then_expected

use conformance::{divide, increment, parse, Error};

#[test]
fn divide__two_results__then_a_tuple() {
    assert_eq!(divide(-17, 5).unwrap(), (-3, -2));
}

#[test]
fn divide__by_zero__then_the_library_s_error() {
    assert!(matches!(divide(1, 0), Err(Error::BadArgument(_))));
}

#[test]
fn parse__return_value_and_output__then_a_tuple() {
    assert_eq!(parse("2.5").unwrap(), (true, 2.5));
    assert!(!parse("2.5x").unwrap().0);
}

#[test]
fn increment__in_and_out__then_old_value_and_changed_counter() {
    let mut counter = 40;
    assert_eq!(increment(&mut counter, 2), 40);
    assert_eq!(counter, 42);
}
