//! Records that may be missing, with variants in them.
#![allow(non_snake_case)] // unit__condition__then_expected

use nesting::{Amount, Error, Label, Parcel};

fn parcel() -> Parcel {
    Parcel { label: None, sender: Some("Ada".to_owned()), amount: Amount::Pieces(3) }
}

#[test]
fn turn__in_place_and_optional__then_it_may_end_as_none() {
    let mut turned = Some(parcel());
    nesting::turn(&mut turned).unwrap();
    assert_eq!(turned, Some(Parcel { sender: Some("back".to_owned()), ..parcel() }));
    let mut labelled = Some(Parcel { label: Some(Label::Printed(1)), ..parcel() });
    nesting::turn(&mut labelled).unwrap();
    assert_eq!(labelled, None);
    nesting::turn(&mut labelled).unwrap();
    assert_eq!(labelled, None);
}

#[test]
fn relabel__several_results_with_texts__then_all_arrive() {
    let (same, label) = nesting::relabel(&parcel()).unwrap();
    assert_eq!(same, parcel());
    assert_eq!(label, Label::Written(Some("Ada".to_owned())));
    let (_, label) = nesting::relabel(&Parcel { sender: None, ..parcel() }).unwrap();
    assert_eq!(label, Label::Written(None));
    let nobody = Parcel { sender: Some("nobody".to_owned()), ..parcel() };
    assert!(matches!(nesting::relabel(&nobody), Err(Error::Refused(_))));
}
