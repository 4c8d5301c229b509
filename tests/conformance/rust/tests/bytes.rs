#![allow(non_snake_case)] // unit__condition__then_expected

use conformance::{reverse_bytes, sum_bytes};

#[test]
fn sum_bytes__any_bytes__then_summed() {
    assert_eq!(sum_bytes(&[]), 0);
    assert_eq!(sum_bytes(&[0, 1, 255]), 256);
    assert_eq!(sum_bytes(&vec![255; 1_000_000]), 255_000_000);
}

#[test]
fn reverse_bytes__some__then_reversed() {
    assert_eq!(*reverse_bytes(b"a\0c").unwrap(), *b"c\0a");
}

#[test]
fn reverse_bytes__none__then_empty() {
    assert!(reverse_bytes(&[]).unwrap().is_empty());
}
