//! Values that may be missing.
#![allow(non_snake_case)] // unit__condition__then_expected

use values::{Holder, Point, Profile, Side};

#[test]
fn parameters__some_and_none__then_there_or_not() {
    assert_eq!(values::double_or_none(Some(4)), 8);
    assert_eq!(values::double_or_none(None), -1);
    assert_eq!(values::limit_or_infinity(Some(2.5)), 2.5);
    assert_eq!(values::limit_or_infinity(None), f64::INFINITY);
    assert_eq!(values::side_number(Some(Side::Right)), 1);
    assert_eq!(values::side_number(None), -1);
    assert_eq!(values::point_sum(Some(&Point { x: 1.0, y: 2.0 })), 3.0);
    assert_eq!(values::point_sum(None), -1.0);
}

#[test]
fn results__of_every_kind__then_some_or_none() {
    assert_eq!(values::parse("2.5").unwrap(), Some(2.5));
    assert_eq!(values::parse("no number").unwrap(), None);
    assert_eq!(values::mean(&[1.0, 2.0, 6.0]).unwrap(), Some(3.0));
    assert_eq!(values::mean(&[]).unwrap(), None);
    assert_eq!(values::flip(Some(Side::Left)).unwrap(), Some(Side::Right));
    assert_eq!(values::flip(None).unwrap(), None);
    let (a, b) = (Point { x: 2.0, y: 0.0 }, Point { x: 0.0, y: 4.0 });
    assert_eq!(values::middle(Some(&a), Some(&b)), Some(Point { x: 1.0, y: 2.0 }));
    assert_eq!(values::middle(Some(&a), None), None);
    assert_eq!(values::first_word("ein Wort").unwrap().as_deref(), Some("ein"));
    assert_eq!(values::first_word("").unwrap(), None);
}

#[test]
fn results__pointers_of_the_librarys__then_copied() {
    assert_eq!(values::corner(3), Some(Point { x: 0.0, y: 1.0 }));
    assert_eq!(values::corner(4), None);
    assert_eq!(values::prime(0), Some(2));
    assert_eq!(values::prime(10), None);
}

#[test]
fn results__two_with_one_bool__then_there_together() {
    assert_eq!(values::divide(17, 5), Some((3, 2)));
    assert_eq!(values::divide(17, 0), None);
}

#[test]
fn changed__in_place__then_ends_as_none() {
    let mut counter = Some(1);
    values::step(&mut counter, 3).unwrap();
    assert_eq!(counter, Some(2));
    values::step(&mut counter, 3).unwrap();
    values::step(&mut counter, 3).unwrap();
    assert_eq!(counter, None);
    values::step(&mut counter, 3).unwrap();
    assert_eq!(counter, None);
}

#[test]
fn fields__some_and_none__then_there_or_not() {
    let young = Profile {
        id: 1,
        age: Some(41),
        place: Some(Point { x: 3.0, y: 0.0 }),
        ..Profile::default()
    };
    let older = values::older(young).unwrap();
    assert_eq!(older, Profile { age: Some(42), ..young });
    let unknown = Profile { side: Some(Side::Right), ..Profile::default() };
    assert_eq!(values::older(unknown).unwrap(), unknown);
    assert_eq!(values::count_ages(&[young, unknown, older]), 2);
    assert_eq!(values::count_ages(&[]), 0);
}

#[test]
fn object__of_an_optional_record__then_some_or_none() {
    assert!(Holder::of(Some(&Profile::default())).unwrap().is_some());
    assert!(Holder::of(None).unwrap().is_none());
}

#[test]
fn property__set_and_removed__then_some_and_none() {
    let mut holder = Holder::new().unwrap();
    assert_eq!(holder.limit().unwrap(), None);
    holder.set_limit(Some(u64::MAX)).unwrap();
    assert_eq!(holder.limit().unwrap(), Some(u64::MAX));
    holder.set_limit(None).unwrap();
    assert_eq!(holder.limit().unwrap(), None);
}
