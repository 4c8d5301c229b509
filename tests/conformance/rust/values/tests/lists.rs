//! Lists of texts that the library gives.
#![allow(non_snake_case)] // unit__condition__then_expected

use values::{Error, Holder};

#[test]
fn list__of_the_callers__then_copied() {
    assert_eq!(values::words("ein schöner Tag").unwrap(), ["ein", "schöner", "Tag"]);
    assert!(values::words("").unwrap().is_empty());
}

#[test]
fn list__of_the_librarys__then_copied() {
    assert_eq!(values::colours().unwrap().len(), 7);
    assert_eq!(values::colours_from("b").unwrap().unwrap()[0], "blue");
    assert_eq!(values::colours_from("x").unwrap(), None);
}

#[test]
fn list__in_and_out__then_reversed() {
    assert_eq!(values::reversed_texts(&["a", "", "ö"]).unwrap(), ["ö", "", "a"]);
    assert!(values::reversed_texts(&[]).unwrap().is_empty());
}

#[test]
fn list__with_a_missing_text__then_a_broken_contract() {
    assert!(matches!(values::broken_texts(), Err(Error::BrokenContract(_))));
}

#[test]
fn property__often__then_kept() {
    let mut holder = Holder::new().unwrap();
    assert!(holder.labels().unwrap().is_empty());
    for _ in 0..1000 {
        holder.set_labels(&["x", "ý"]).unwrap();
        assert_eq!(holder.labels().unwrap(), ["x", "ý"]);
    }
}
