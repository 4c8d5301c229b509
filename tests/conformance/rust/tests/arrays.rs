#![allow(non_snake_case)] // unit__condition__then_expected

use conformance::{
    centre, count_north, count_true, divisors, double_in_place, evens, range, square, squares,
    sum_f32, sum_f64, sum_i32, sum_i64, sum_u64, total_length, weighted_sum, without_nan, Array,
    Direction, Error, Kind, Point,
};

#[test]
fn sums__slices__then_summed() {
    assert_eq!(sum_f64(&[1.5, 2.0]), 3.5);
    assert_eq!(sum_f32(&[1.5, 2.0]).unwrap(), 3.5);
    assert_eq!(sum_i32(&[i32::MAX, 1]), i64::from(i32::MAX) + 1);
    assert_eq!(sum_u64(&[u64::MAX]), u64::MAX);
    assert_eq!(count_true(&[true, false, true]), 2);
}

#[test]
fn sums__empty__then_zero() {
    assert_eq!(sum_f64(&[]), 0.0);
    assert_eq!(sum_u64(&[]), 0);
    assert_eq!(sum_u64(&Vec::new()), 0);
}

#[test]
fn sum_i64__none_or_empty__then_told_apart() {
    assert_eq!(sum_i64(None), -1);
    assert_eq!(sum_i64(Some(&[])), 0);
    assert_eq!(sum_i64(Some(&[i64::MIN, 1])), i64::MIN + 1);
}

#[test]
fn weighted_sum__same_length__then_summed() {
    assert_eq!(weighted_sum(&[1.0, 2.0], &[10.0, 100.0]).unwrap(), 210.0);
}

#[test]
fn weighted_sum__other_length__then_bad_array() {
    let error = weighted_sum(&[1.0, 2.0], &[1.0]).unwrap_err();
    assert!(matches!(error, Error::BadArray(_)));
    assert_eq!(error.kind(), Kind::InvalidArgument);
}

#[test]
fn double_in_place__slice__then_changed() {
    let mut values = vec![1.0, -2.5];
    double_in_place(&mut values);
    assert_eq!(values, [2.0, -5.0]);
    double_in_place(&mut values[1..]);
    assert_eq!(values, [2.0, -10.0]);
    double_in_place(&mut []);
}

#[test]
fn squares__values__then_as_many() {
    assert_eq!(squares(&[3, -4]), [9, 16]);
    assert!(squares(&[]).is_empty());
}

#[test]
fn odds__signed_length__then_negative_is_an_error() {
    assert_eq!(conformance::odds(3).unwrap(), [1, 3, 5]);
    assert!(conformance::odds(-1).is_err());
}

#[test]
fn evens__count__then_that_many() {
    assert_eq!(evens(4).unwrap(), [0, 2, 4, 6]);
    assert!(evens(0).unwrap().is_empty());
}

#[test]
fn evens__absurd_count__then_an_error_instead_of_a_panic() {
    let error = evens(usize::MAX).unwrap_err();
    assert_eq!(error.kind(), Kind::OutOfMemory);
}

#[test]
fn divisors__more_room_than_needed__then_only_those_found() {
    assert_eq!(divisors(12, 10).unwrap(), [1, 2, 3, 4, 6, 12]);
    assert_eq!(divisors(12, 3).unwrap(), [1, 2, 3]);
    assert!(matches!(divisors(0, 3), Err(Error::BadArgument(_))));
}

#[test]
fn range__allocated_by_the_library__then_a_slice() {
    let numbers = range(5).unwrap();
    assert_eq!(*numbers, [0, 1, 2, 3, 4]);
    assert_eq!(numbers.iter().sum::<u64>(), 10);
    assert_eq!((&numbers).into_iter().count(), 5);
    assert_eq!(format!("{numbers:?}"), "[0, 1, 2, 3, 4]");
    assert_eq!(numbers, range(5).unwrap());
    assert_eq!(Vec::from(numbers), [0, 1, 2, 3, 4]);
    assert!(range(0).unwrap().is_empty());
}

#[test]
fn range__moved_to_another_thread__then_readable_and_freed_there() {
    fn is_shareable<T: Send + Sync>() {}
    is_shareable::<Array<u64>>();
    let numbers = range(1000).unwrap();
    let sum = std::thread::spawn(move || numbers.iter().sum::<u64>()).join().unwrap();
    assert_eq!(sum, 499_500);
}

#[test]
fn range__too_large__then_the_library_s_error() {
    assert!(matches!(range(u64::MAX), Err(Error::TooLarge(_))));
}

#[test]
fn without_nan__some_or_nothing_left__then_array_or_none() {
    let kept = without_nan(&[1.0, f64::NAN, 2.0]).unwrap().unwrap();
    assert_eq!(*kept, [1.0, 2.0]);
    assert!(without_nan(&[f64::NAN]).unwrap().is_none());
    assert!(without_nan(&[]).unwrap().is_none());
}

#[test]
fn total_length__texts__then_bytes() {
    assert_eq!(total_length(&["a", "", "\u{e9}"]).unwrap(), 3);
    assert_eq!(total_length(&[]).unwrap(), 0);
    assert!(matches!(total_length(&["a", "b\0"]), Err(Error::BadText(_))));
}

#[test]
fn centre__points__then_between() {
    let point = |x, y| Point { x, y, weight: 1, visible: false, facing: Direction::South };
    let middle = centre(&[point(0.0, 0.0), point(2.0, 4.0)]).unwrap();
    assert_eq!(middle, Point { weight: 2, ..point(1.0, 2.0) });
    assert!(matches!(centre(&[]), Err(Error::BadArgument(_))));
}

#[test]
fn square__side__then_four_points() {
    let corners = square(2.0).unwrap();
    assert_eq!(corners.len(), 4);
    assert_eq!((corners[0].x, corners[0].y, corners[0].facing), (-1.0, 1.0, Direction::North));
    assert_eq!((corners[3].x, corners[3].weight, corners[3].facing), (-1.0, 3, Direction::West));
}

#[test]
fn count_north__directions__then_counted() {
    let directions = [Direction::North, Direction::West, Direction::North];
    assert_eq!(count_north(&directions), 2);
    assert_eq!(count_north(&[]), 0);
}
