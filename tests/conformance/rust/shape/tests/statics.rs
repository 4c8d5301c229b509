//! Functions of a class that take no object.
#![allow(non_snake_case)] // unit__condition__then_expected

use drawn_shapes::{Error, Point, Polygon, Winding};

#[test]
fn static__plain__then_called_on_the_type() {
    assert_eq!(Polygon::regular_area(4, 1.0), 2.0);
}

#[test]
fn static__that_fails__then_error() {
    let corners = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0)].map(|(x, y)| Point { x, y });
    assert_eq!(Polygon::winding_of(&corners).unwrap(), Winding::Counterclockwise);
    let turned = [corners[2], corners[1], corners[0]];
    assert_eq!(Polygon::winding_of(&turned).unwrap(), Winding::Clockwise);
    assert!(matches!(Polygon::winding_of(&[]), Err(Error::TooFewCorners(_))));
}

#[test]
fn constructor__with_a_name__then_called_on_the_type() {
    assert_eq!(Polygon::regular(6, 1.0).unwrap().len(), 6);
    assert!(matches!(Polygon::regular(2, 1.0), Err(Error::TooFewCorners(_))));
}
