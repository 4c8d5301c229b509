//! Traits that get and give records and variants.
#![allow(non_snake_case)] // unit__condition__then_expected

mod support;

use std::panic::{self, AssertUnwindSafe};

use nesting::{Amount, CallbackError, Error, Label, Parcel, Porter, Result};
use support::{block_on, refused, resident, Refused};

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
    let awaited = block_on(nesting::carry_async(&parcel(), Careful { wants: true }));
    assert_eq!(awaited.unwrap(), (chosen, promised));
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

/// Says how a promise goes wrong.
struct Broken(fn() -> Result<Amount, CallbackError>);

impl Porter for Broken {
    fn choose(&self, _: &Parcel, amounts: &[Amount]) -> Result<(bool, Amount), CallbackError> {
        Ok((true, amounts[0]))
    }

    fn promise(&self, _: &Label) -> Result<Amount, CallbackError> {
        self.0()
    }
}

#[test]
fn carry__a_porter_that_fails__then_its_own_error_here_and_awaited() {
    let fail = || Err(Refused(5).into());
    let awaited = block_on(nesting::carry_async(&parcel(), Broken(fail)));
    for failed in [nesting::carry(&parcel(), Broken(fail)), awaited] {
        assert_eq!(refused(&failed.unwrap_err()), Some(&Refused(5)));
    }
}

#[test]
fn carry__a_porter_that_panics__then_the_call_panics_here_and_awaited() {
    let boom = || panic::resume_unwind(Box::new(7));
    let here = || drop(nesting::carry(&parcel(), Broken(boom)));
    let awaited = || drop(block_on(nesting::carry_async(&parcel(), Broken(boom))));
    for call in [&here as &dyn Fn(), &awaited] {
        let payload = panic::catch_unwind(AssertUnwindSafe(call)).unwrap_err();
        assert_eq!(payload.downcast_ref(), Some(&7));
    }
}

#[test]
fn carry__often__then_no_memory_is_kept() {
    let words = Some("x".repeat(5_000));
    let long = Parcel { label: Some(Label::Written(words)), ..parcel() };
    let round = || {
        for _ in 0..1_000 {
            let (_, promised) = nesting::carry(&long, Careful { wants: true }).unwrap();
            assert_eq!(promised, Amount::Pieces(5_000));
            block_on(nesting::carry_async(&long, Careful { wants: true })).unwrap();
            nesting::carry(&long, Broken(|| Err("no".into()))).unwrap_err();
        }
    };
    for _ in 0..2 {
        round();
    }
    let before = resident();
    for _ in 0..2 {
        round();
    }
    assert!(resident() < before + 8_000_000, "{} more bytes", resident() - before);
}
