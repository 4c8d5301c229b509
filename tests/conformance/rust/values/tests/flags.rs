//! Constants that combine.
#![allow(non_snake_case)] // unit__condition__then_expected

use std::collections::HashSet;

use values::{Access, Entry, Error, Holder};

#[test]
fn flags__combined__then_as_sets_are() {
    let access = Access::READ | Access::WRITE;
    assert_eq!(access, Access::READ_WRITE);
    assert!(access.contains(Access::READ) && !access.contains(Access::READ | Access::EXECUTE));
    assert!(access.intersects(Access::READ | Access::EXECUTE));
    assert_eq!(access & Access::WRITE, Access::WRITE);
    assert_eq!(access ^ Access::WRITE, Access::READ);
    assert_eq!(access - Access::WRITE, Access::READ);
    assert_eq!(!access, Access::EXECUTE);
    assert_eq!(Access::all().bits(), 11);
    assert!(Access::empty().is_empty() && Access::default() == Access::NONE);
    let mut changed = Access::READ;
    changed |= Access::EXECUTE;
    changed -= Access::READ;
    changed ^= Access::WRITE;
    changed &= Access::all();
    assert_eq!(changed, [Access::EXECUTE, Access::WRITE].into_iter().collect());
    assert_eq!(HashSet::from([Access::READ_WRITE, Access::READ | Access::WRITE]).len(), 1);
}

#[test]
fn flags__of_a_number__then_none_where_there_is_no_such_flag() {
    assert_eq!(Access::from_bits(9), Some(Access::READ | Access::EXECUTE));
    assert_eq!(Access::from_bits(4), None);
}

#[test]
fn flags__written__then_by_name() {
    assert_eq!(format!("{:?}", Access::READ | Access::EXECUTE), "Access(READ | EXECUTE)");
    assert_eq!(format!("{:?}", Access::empty()), "Access()");
}

#[test]
fn functions__in_and_out__then_any_combination() {
    assert_eq!(values::combine(Access::READ, Access::EXECUTE).unwrap().bits(), 9);
    assert_eq!(values::invert(Access::READ).unwrap(), Access::WRITE | Access::EXECUTE);
    let (some, common) = values::common(Access::READ_WRITE, Access::READ).unwrap();
    assert!(some && common == Access::READ);
    let mut access = Access::NONE;
    values::allow(&mut access, Access::READ_WRITE).unwrap();
    assert_eq!(access, Access::READ_WRITE);
    assert_eq!(values::union_of(&[Access::READ, Access::WRITE]).unwrap(), Access::READ_WRITE);
    assert_eq!(values::union_of(&[]).unwrap(), Access::NONE);
}

#[test]
fn records_and_properties__then_kept() {
    let entries = [Entry { id: 1, access: Access::READ }, Entry { id: 2, access: Access::EXECUTE }];
    assert_eq!(values::accesses(&entries).unwrap(), [Access::READ, Access::EXECUTE]);
    let changed = values::entry_with(entries[0], Access::WRITE).unwrap();
    assert_eq!(changed, Entry { id: 1, access: Access::WRITE });
    let mut holder = Holder::new().unwrap();
    holder.set_access(Access::READ_WRITE).unwrap();
    assert_eq!(holder.access().unwrap(), Access::READ_WRITE);
}

#[test]
fn library__giving_other_bits__then_a_broken_contract() {
    assert!(matches!(values::broken_access(), Err(Error::BrokenContract(_))));
}
