//! Methods that are operators.
#![allow(non_snake_case)] // unit__condition__then_expected

use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeSet, HashSet};
use std::hash::{Hash, Hasher};

use drawn_shapes::{Drawing, Error, Fill, Point, Polygon, Result};

fn point(x: f64, y: f64) -> Point {
    Point { x, y }
}

fn square(side: f64) -> Polygon {
    let corners = [point(0.0, 0.0), point(side, 0.0), point(side, side), point(0.0, side)];
    Polygon::new(&corners).unwrap()
}

fn hash(polygon: &Polygon) -> u64 {
    let mut state = DefaultHasher::new();
    polygon.hash(&mut state);
    state.finish()
}

fn drawing(names: &[&str]) -> Drawing {
    let mut drawing = Drawing::new().unwrap();
    for name in names {
        drawing.put(name, &square(1.0), Fill::Solid).unwrap();
    }
    drawing
}

#[test]
fn equality__same_corners__then_equal() {
    assert_eq!(square(1.0), square(1.0));
    assert_ne!(square(1.0), square(2.0));
    let one = square(3.0);
    assert_eq!(one, one);
}

#[test]
fn order__by_area__then_sorted() {
    let mut polygons = [square(3.0), square(1.0), square(2.0)];
    polygons.sort();
    let areas: Vec<_> = polygons.iter().map(|it| it.area().unwrap()).collect();
    assert_eq!(areas, [1.0, 4.0, 9.0]);
    assert!(square(1.0) < square(2.0) && square(2.0) >= square(2.0));
    assert_eq!(polygons.iter().max(), Some(&square(3.0)));
}

#[test]
fn hash__equal_polygons__then_equal_hashes() {
    assert_eq!(hash(&square(1.0)), hash(&square(1.0)));
    assert_ne!(hash(&square(1.0)), hash(&square(2.0)));
    let set = HashSet::from([square(1.0), square(1.0), square(2.0)]);
    assert_eq!(set.len(), 2);
    assert!(set.contains(&square(2.0)));
    assert_eq!(BTreeSet::from([square(2.0), square(1.0), square(1.0)]).len(), 2);
}

#[test]
fn length__of_a_polygon__then_its_corners() {
    assert_eq!(square(1.0).len(), 4);
    assert!(!square(1.0).is_empty());
    assert!(drawing(&[]).is_empty());
    assert_eq!(drawing(&["a", "b"]).len(), 2);
}

#[test]
fn index__inside_and_outside__then_some_and_none() {
    let polygon = square(2.0);
    assert_eq!(polygon.get(2).unwrap(), Some(point(2.0, 2.0)));
    assert_eq!(polygon.get(4).unwrap(), None);
    assert!(matches!(polygon.corner(4), Err(Error::NoSuchCorner(_))));
    assert!(matches!(drawing(&["a"]).get("b"), Err(Error::NoSuchShape(_))));
    assert_eq!(drawing(&["a"]).get("a").unwrap(), square(1.0));
}

#[test]
fn contains__inside_and_outside__then_true_and_false() {
    assert!(square(2.0).contains(point(1.0, 1.0)).unwrap());
    assert!(!square(2.0).contains(point(3.0, 1.0)).unwrap());
    assert!(drawing(&["a"]).contains("a").unwrap());
    assert!(!drawing(&["a"]).contains("b").unwrap());
}

#[test]
fn iteration__over_a_drawing__then_names_in_order() {
    let drawing = drawing(&["c", "a", "b"]);
    let names = drawing.iter().collect::<Result<Vec<_>>>().unwrap();
    assert_eq!(names, ["a", "b", "c"]);
    let mut seen = Vec::new();
    for name in &drawing {
        seen.push(name.unwrap());
    }
    assert_eq!(seen, names);
    let mut iterator = drawing.names().unwrap();
    assert_eq!(iterator.next().unwrap().unwrap(), "a");
    assert_eq!(iterator.by_ref().count(), 2);
    assert!(iterator.next().is_none());
}

#[test]
fn text__of_a_polygon__then_as_written() {
    let text = "POLYGON((0 0,1 0,1 1,0 1,0 0))";
    assert_eq!(square(1.0).to_string(), text);
    assert_eq!(format!("{:>32}", square(1.0)), format!("{text:>32}"));
    assert_eq!(square(1.0).to_wkt().unwrap(), text);
}
