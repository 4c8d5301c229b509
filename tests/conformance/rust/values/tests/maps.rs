//! Two arrays that are keys and values.
#![allow(non_snake_case)] // unit__condition__then_expected

use std::collections::{BTreeMap, HashMap};

use values::{Error, Point, Rectangle, Side};

#[test]
fn map__anything_of_pairs__then_taken() {
    let owned =
        HashMap::from([("aa".to_owned(), 1.0), ("ab".to_owned(), 2.0), ("b".to_owned(), 4.0)]);
    assert_eq!(values::sum_where("a", &owned).unwrap(), 3.0);
    assert_eq!(values::sum_where("b", owned).unwrap(), 4.0);
    assert_eq!(values::sum_where("", BTreeMap::from([("x", 1.0)])).unwrap(), 1.0);
    assert_eq!(values::sum_where("", [("x", 1.0), ("x", 2.0)]).unwrap(), 3.0);
    assert_eq!(values::sum_where("", HashMap::<String, f64>::new()).unwrap(), 0.0);
}

#[test]
fn map__of_every_kind__then_keys_and_values_belong_together() {
    assert_eq!(values::dot(BTreeMap::from([(2, 10), (3, -1)])), 17);
    let texts = HashMap::from([("x", "ä"), ("y", "{x}")]);
    assert_eq!(values::format("{x} and {y}", texts).unwrap(), "ä and {x}");
    let places = [("a", Point { x: 1.0, y: 5.0 }), ("b", Point { x: 3.0, y: 2.0 })];
    let expected = Rectangle { low: Point { x: 1.0, y: 2.0 }, high: Point { x: 3.0, y: 5.0 } };
    assert_eq!(values::bounds(places).unwrap(), expected);
}

#[test]
fn map__optional__then_none_or_pairs() {
    assert_eq!(values::balance(None), 0);
    assert_eq!(values::balance(Some(&[])), 0);
    assert_eq!(values::balance(Some(&[(Side::Left, 2), (Side::Right, 5)])), 3);
}

#[test]
fn map__with_a_nul_in_a_key__then_refused() {
    assert!(matches!(values::sum_where("", [("a\0b", 1.0)]), Err(Error::BadText(_))));
}

#[test]
fn map__out__then_a_hash_map() {
    let counts = values::word_counts("a b a").unwrap();
    assert_eq!(counts, HashMap::from([("a".to_owned(), 2), ("b".to_owned(), 1)]));
    assert!(values::word_counts("").unwrap().is_empty());
    let numerals = values::numerals(3).unwrap();
    assert_eq!(numerals.len(), 3);
    assert_eq!(numerals[&1], "one");
}
