#![allow(non_snake_case)] // unit__condition__then_expected

use conformance::{
    corner, distance, distance_between, mirror, same_numbers, shift, Direction, Numbers, Point,
};

const POINT: Point = Point { x: 3.0, y: 4.0, weight: 7, visible: true, facing: Direction::West };

#[test]
fn mirror__by_value__then_a_new_point() {
    let mirrored = mirror(POINT).unwrap();
    assert_eq!(mirrored, Point { x: -3.0, y: -4.0, ..POINT });
}

#[test]
fn distance__by_reference__then_computed() {
    assert_eq!(distance(&POINT), 5.0);
}

#[test]
fn distance_between__none_or_some__then_from_the_origin_or_it() {
    let other = Point { x: 3.0, y: 0.0, ..POINT };
    assert_eq!(distance_between(&POINT, None), 5.0);
    assert_eq!(distance_between(&POINT, Some(&other)), 4.0);
}

#[test]
fn shift__in_place__then_moved() {
    let mut point = POINT;
    shift(&mut point, 1.0, -1.0).unwrap();
    assert_eq!(point, Point { x: 4.0, y: 3.0, ..POINT });
}

#[test]
fn corner__two_points__then_the_larger_coordinates() {
    let other = Point { x: -1.0, y: 9.0, weight: 1, visible: false, facing: Direction::North };
    assert_eq!(corner(&POINT, &other).unwrap(), Point { y: 9.0, ..POINT });
}

#[test]
fn same_numbers__ends_of_the_ranges__then_unchanged() {
    let numbers = Numbers {
        i8: i8::MIN,
        i16: i16::MIN,
        i32: i32::MIN,
        i64: i64::MIN,
        u8: u8::MAX,
        u16: u16::MAX,
        u32: u32::MAX,
        u64: u64::MAX,
        size: usize::MAX,
        f32: f32::MIN_POSITIVE,
        f64: f64::MAX,
    };
    assert_eq!(same_numbers(numbers), numbers);
    assert_eq!(same_numbers(Numbers::default()), Numbers::default());
}
