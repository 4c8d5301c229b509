//! Whole numbers of 128 bits.
#![allow(non_snake_case)] // unit__condition__then_expected

use values::{AccumulateOptions, DefaultI128Options, Holder};

#[test]
fn numbers__up_to_the_edges__then_exact() {
    for value in [i128::MAX, i128::MIN, 0, -1, 1 << 64, -1 << 64, i128::from(u64::MAX)] {
        assert_eq!(values::same_i128(value), value);
    }
    for value in [u128::MAX, 0, 1 << 64, u128::MAX - 1] {
        assert_eq!(values::same_u128(value), value);
    }
    let product = i128::from(i64::MAX) * i128::from(i64::MIN);
    assert_eq!(values::multiply(i64::MAX, i64::MIN), product);
}

#[test]
fn optional__then_none_for_the_smallest() {
    assert_eq!(values::negated(i128::MAX), Some(-i128::MAX));
    assert_eq!(values::negated(i128::MIN), None);
    assert_eq!(values::smaller(i128::MAX, Some(i128::MIN)), i128::MIN);
    assert_eq!(values::smaller(i128::MAX, None), i128::MAX);
}

#[test]
fn defaults_and_in_place__then_as_said() {
    assert_eq!(values::default_i128(DefaultI128Options::default()), -1);
    assert_eq!(values::default_i128(DefaultI128Options { value: i128::MIN }), i128::MIN);
    let mut total = u128::from(u64::MAX);
    values::accumulate(&mut total, AccumulateOptions::default());
    assert_eq!(total, 1 << 64);
    values::accumulate(&mut total, AccumulateOptions { amount: 5 });
    assert_eq!(total, (1 << 64) + 5);
}

#[test]
fn record__with_wide_numbers__then_in_and_out() {
    let mut pair = values::order(i128::MAX, Some(i128::MIN)).unwrap();
    assert_eq!((pair.low, pair.high), (i128::MIN, Some(i128::MAX)));
    assert_eq!(values::same_pair(&pair).unwrap(), pair);
    pair.high = None;
    assert_eq!(values::same_pair(&pair).unwrap(), pair);
}

#[test]
fn property__then_kept() {
    let mut holder = Holder::new().unwrap();
    holder.set_serial(u128::MAX).unwrap();
    assert_eq!(holder.serial().unwrap(), u128::MAX);
}
