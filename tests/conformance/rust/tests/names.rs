#![allow(non_snake_case)] // unit__condition__then_expected

use conformance::{import, lambda};

#[test]
fn import__each_argument__then_in_its_place() {
    assert_eq!(import(1, 2, 3, 4, 5, 6, 7), 1_234_567);
}

#[test]
fn lambda__each_argument__then_in_its_place() {
    assert_eq!(lambda(1, 2, 3, 4, 5, 6), 123_456);
}
