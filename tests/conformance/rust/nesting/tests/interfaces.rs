//! Traits that get and give records and variants.
#![allow(non_snake_case)] // unit__condition__then_expected

use nesting::{Amount, CallbackError, Error, Label, Parcel, Porter, Result};

fn parcel() -> Parcel {
    Parcel {
        label: Some(Label::Written(Some("fragile".to_owned()))),
        sender: None,
        amount: Amount::Pieces(3),
    }
}

struct Careful {
    wants: bool,
}

impl Porter for Careful {
    fn choose(&self, given: &Parcel, amounts: &[Amount]) -> Result<(bool, Amount), CallbackError> {
        assert_eq!(given.amount, parcel().amount);
        assert_eq!(amounts, nesting::amounts(3).unwrap());
        Ok((self.wants, amounts[1]))
    }

    fn promise(&self, label: &Label) -> Result<Amount, CallbackError> {
        match label {
            Label::Written(Some(words)) => Ok(Amount::Pieces(i32::try_from(words.len())?)),
            _ => Err("no words".into()),
        }
    }
}

#[test]
fn carry__records_and_variants__then_they_reach_the_porter_and_come_back() {
    let (chosen, promised) = nesting::carry(&parcel(), Careful { wants: true }).unwrap();
    assert_eq!(chosen, Amount::Kilos(0.5));
    assert_eq!(promised, Amount::Pieces(7));
    let plain = Parcel { label: None, ..parcel() };
    let (_, promised) = nesting::carry(&plain, Careful { wants: true }).unwrap();
    assert_eq!(promised, plain.amount);
}

#[test]
fn carry__not_wanted_or_failed__then_an_error() {
    let refused = nesting::carry(&parcel(), Careful { wants: false });
    assert!(matches!(refused, Err(Error::Refused(_))));
    let blank = Parcel { label: Some(Label::Blank), ..parcel() };
    let failed = nesting::carry(&blank, Careful { wants: true });
    assert!(matches!(failed, Err(Error::CallbackFailed(_))));
}
