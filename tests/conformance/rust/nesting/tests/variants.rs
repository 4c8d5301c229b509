//! Arrays and views of variants.
#![allow(non_snake_case)] // unit__condition__then_expected

use nesting::{Amount, Label, Shelf};

const THREE: [Amount; 3] = [Amount::Pieces(0), Amount::Kilos(0.5), Amount::Pieces(2)];

#[test]
fn amounts__filled_by_the_library__then_variants() {
    assert_eq!(nesting::amounts(3).unwrap(), THREE);
    assert_eq!(nesting::amounts(0).unwrap(), []);
}

#[test]
fn weigh__an_array__then_changed_in_place() {
    let mut amounts = [Amount::Pieces(3), Amount::Kilos(7.0)];
    nesting::weigh(&mut amounts).unwrap();
    assert_eq!(amounts, [Amount::Kilos(1.5), Amount::Kilos(7.0)]);
}

#[test]
fn shelf__a_view_of_variants__then_a_copy() {
    let shelf = Shelf::of(&Label::Blank).unwrap();
    let amounts = shelf.amounts().unwrap();
    drop(shelf);
    assert_eq!(amounts, THREE);
    assert_eq!(Shelf::new().unwrap().amounts().unwrap(), THREE);
}
