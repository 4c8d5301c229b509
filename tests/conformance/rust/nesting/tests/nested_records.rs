//! Records that may be missing, with variants in them.
#![allow(non_snake_case)] // unit__condition__then_expected

mod support;

use nesting::{Amount, Error, Label, Parcel};
use support::resident;

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

#[test]
fn relabel__a_text_that_c_cannot_have__then_refused_before_the_call() {
    let wrong = Parcel { label: Some(Label::Written(Some("a\0b".to_owned()))), ..parcel() };
    let failed = nesting::relabel(&wrong).unwrap_err();
    assert!(matches!(failed, Error::BadText(_)), "{failed:?}");
    let mut turned = Some(wrong.clone());
    assert!(matches!(nesting::turn(&mut turned), Err(Error::BadText(_))));
    assert_eq!(turned, Some(wrong));
}

#[test]
fn relabel__often__then_no_memory_is_kept() {
    let long = Parcel { sender: Some("x".repeat(5_000)), ..parcel() };
    let label = Some(Label::Written(long.sender.clone()));
    let refused = Parcel { label, sender: Some("nobody".to_owned()), ..parcel() };
    let round = || {
        for _ in 0..2_000 {
            nesting::relabel(&long).unwrap();
            for mut turned in [Some(long.clone()), Some(refused.clone())] {
                nesting::turn(&mut turned).unwrap();
            }
            nesting::relabel(&refused).unwrap_err();
        }
    };
    round();
    let before = resident();
    round();
    assert!(resident() < before + 8_000_000, "{} more bytes", resident() - before);
}
