#![allow(non_snake_case)] // unit__condition__then_expected

use conformance::{
    do_nothing, same_bool, same_f32, same_f64, same_i16, same_i32, same_i64, same_i8, same_size,
    same_u16, same_u32, same_u64, same_u8,
};

#[test]
fn same_bool__both_values__then_unchanged() {
    assert!(same_bool(true));
    assert!(!same_bool(false));
}

#[test]
fn same_signed__ends_of_the_range__then_unchanged() {
    assert_eq!([same_i8(i8::MIN), same_i8(-1), same_i8(i8::MAX)], [i8::MIN, -1, i8::MAX]);
    assert_eq!([same_i16(i16::MIN), same_i16(i16::MAX)], [i16::MIN, i16::MAX]);
    assert_eq!([same_i32(i32::MIN), same_i32(i32::MAX)], [i32::MIN, i32::MAX]);
    assert_eq!([same_i64(i64::MIN), same_i64(i64::MAX)], [i64::MIN, i64::MAX]);
}

#[test]
fn same_unsigned__ends_of_the_range__then_unchanged() {
    assert_eq!([same_u8(0), same_u8(u8::MAX)], [0, u8::MAX]);
    assert_eq!([same_u16(0), same_u16(u16::MAX)], [0, u16::MAX]);
    assert_eq!([same_u32(0), same_u32(u32::MAX)], [0, u32::MAX]);
    assert_eq!([same_u64(0), same_u64(u64::MAX)], [0, u64::MAX]);
    assert_eq!([same_size(0), same_size(usize::MAX)], [0, usize::MAX]);
}

#[test]
fn same_float__special_values__then_same_bits() {
    for value in [0.0, -0.0, 1.5, f32::MIN_POSITIVE, f32::MAX, f32::INFINITY, f32::NAN] {
        assert_eq!(same_f32(value).to_bits(), value.to_bits());
    }
    for value in [0.0, -0.0, 0.1, f64::MIN_POSITIVE, f64::MAX, f64::NEG_INFINITY, f64::NAN] {
        assert_eq!(same_f64(value).to_bits(), value.to_bits());
    }
}

#[test]
fn do_nothing__called__then_returns() {
    do_nothing();
}
