//! Values that are one of several.
#![allow(non_snake_case)] // unit__condition__then_expected

use std::f64::consts::PI;

use values::{Drawing, Error, Holder, Number, Point, Rectangle, Shape, Side};

fn rectangle(x: f64, y: f64) -> Shape {
    Shape::Rectangle(Rectangle { low: Point::default(), high: Point { x, y } })
}

fn label(text: &str) -> Shape {
    Shape::Label(text.to_owned())
}

#[test]
fn cases__in__then_each_with_its_payload() {
    assert_eq!(values::area(&Shape::Empty).unwrap(), 0.0);
    assert!((values::area(&Shape::Circle(1.0)).unwrap() - PI).abs() < 1e-12);
    assert_eq!(values::area(&rectangle(2.0, 3.0)).unwrap(), 6.0);
    assert_eq!(values::area(&Shape::Side(Side::Right)).unwrap(), f64::INFINITY);
    assert_eq!(values::area(&label("ä")).unwrap(), 0.0);
    assert_eq!(values::area_or_none(None).unwrap(), 0.0);
    assert_eq!(values::area_or_none(Some(&rectangle(1.0, 1.0))).unwrap(), 1.0);
}

#[test]
fn cases__out__then_matched() {
    let mut seen = Vec::new();
    for name in ["empty", "circle", "rectangle", "side", "label", "nothing"] {
        seen.push(match values::shape_named(name).unwrap() {
            Some(Shape::Empty) => "empty",
            Some(Shape::Circle(radius)) if radius > 0.0 => "circle",
            Some(Shape::Rectangle(rectangle)) if rectangle.low != rectangle.high => "rectangle",
            Some(Shape::Side(_)) => "side",
            Some(Shape::Label(text)) if !text.is_empty() => "label",
            Some(_) => "wrong",
            None => "none",
        });
    }
    assert_eq!(seen, ["empty", "circle", "rectangle", "side", "label", "none"]);
}

#[test]
fn cases__by_value_and_in_place__then_changed() {
    assert_eq!(values::doubled(&label("wide")).unwrap(), label("wide"));
    assert_eq!(values::circle(2.0).unwrap(), Shape::Circle(2.0));
    assert!(matches!(values::circle(-1.0), Err(Error::BadArgument(_))));
    let mut shape = Shape::Circle(2.0);
    values::grow(&mut shape, 2.0).unwrap();
    assert!(matches!(shape, Shape::Circle(radius) if radius > 2.0));
}

#[test]
fn text__with_a_nul__then_refused() {
    let error = values::area(&label("a\0b")).unwrap_err();
    assert!(matches!(error, Error::BadText(_)));
    assert_eq!(error.message(), "values_shape.label: the text holds a NUL at byte 1");
}

#[test]
fn library__giving_no_case__then_a_broken_contract() {
    assert!(matches!(values::broken_shape(), Err(Error::BrokenContract(_))));
}

#[test]
fn arrays__of_variants__then_each() {
    assert_eq!(values::count_labels(&[label("a"), Shape::Empty, label("b")]).unwrap(), 2);
    assert_eq!(values::add(&[Number::Whole(2), Number::Whole(3)]).unwrap(), Number::Whole(5));
    let mixed = values::mixed(4).unwrap();
    assert_eq!(mixed.len(), 4);
    assert!(
        matches!(mixed[..], [Number::Whole(1), Number::Real(_), Number::Whole(3), Number::Real(_)]),
        "{mixed:?}"
    );
}

#[test]
fn record__with_a_variant__then_in_and_out() {
    let drawing = Drawing { at: Point { x: 1.0, y: 0.0 }, shape: label("x") };
    assert_eq!(values::drawing_doubled(&drawing).unwrap(), drawing);
}

#[test]
fn property__often__then_kept() {
    let mut holder = Holder::new().unwrap();
    for _ in 0..1000 {
        holder.set_shape(&label("kept")).unwrap();
        assert_eq!(holder.shape().unwrap(), label("kept"));
    }
}
