#![allow(non_snake_case)] // unit__condition__then_expected

use conformance::{HELLO, LOWEST, MAX_ITEMS, NO_ITEM, RATIO};

#[test]
fn constants__read__then_as_in_the_header() {
    assert_eq!(MAX_ITEMS, 1000);
    assert_eq!(NO_ITEM, u64::MAX);
    assert_eq!(LOWEST, -40);
    assert_eq!(RATIO.to_bits(), 1.618_033_988_749_895_f64.to_bits());
    assert_eq!(HELLO, "hello \"w\\rld\" \u{e9}");
}
