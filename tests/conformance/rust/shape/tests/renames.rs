//! Names that the contract gives for Rust.
#![allow(non_snake_case)] // unit__condition__then_expected

use drawn_shapes::{Drawing, Error, Fill, Point, Polygon, Style, Winding, DOTS_PER_INCH};

#[test]
fn rename__types_and_methods__then_by_their_names() {
    let polygon: Polygon = Polygon::regular(3, 1.0).unwrap();
    assert!(polygon.to_wkt().unwrap().starts_with("POLYGON"));
}

#[test]
fn rename__constants_and_fields__then_by_their_names() {
    assert_eq!(Winding::Clockwise as i32, 1);
    let mut drawing = Drawing::new().unwrap();
    #[allow(deprecated)]
    let style = Style { color: 0x00ff_0000, width: 2.0, hairline: false, fill: Fill::Dots };
    drawing.set_style(style).unwrap();
    assert_eq!(drawing.style().unwrap().color, 0x00ff_0000);
}

#[test]
fn rename__parameters__then_anything_goes_by_position() {
    let mut polygon = Polygon::regular(4, 1.0).unwrap();
    let before = polygon.corner(0).unwrap();
    polygon.move_(Point { x: 0.0, y: 0.0 }, Point { x: 1.0, y: 2.0 }).unwrap();
    let after = polygon.corner(0).unwrap();
    assert_eq!((after.x - before.x, after.y - before.y), (1.0, 2.0));
}

#[test]
fn rename__constructor_and_error__then_by_their_names() {
    let text = "POLYGON((0 0,1 0,0 1,0 0))";
    assert_eq!(Polygon::from_wkt(text).unwrap().to_wkt().unwrap(), text);
    assert!(matches!(Polygon::from_wkt("a circle"), Err(Error::Wkt(_))));
}

#[test]
fn rename__property_and_constant__then_by_their_names() {
    let mut drawing = Drawing::new().unwrap();
    assert_eq!(u64::from(drawing.resolution().unwrap()), DOTS_PER_INCH);
    drawing.set_resolution(300).unwrap();
    assert_eq!(drawing.resolution().unwrap(), 300);
}
