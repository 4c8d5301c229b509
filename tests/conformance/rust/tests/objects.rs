#![allow(non_snake_case)] // unit__condition__then_expected

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use conformance::{live_lists, longer, Error, List};

/// The tests of this file count lists, so they run one by one.
fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

fn list_of(values: &[f64]) -> List {
    let mut list = List::new("test").unwrap();
    for (index, &value) in values.iter().enumerate() {
        list.add(&format!("item {index}"), value).unwrap();
    }
    list
}

#[test]
fn list__dropped__then_destroyed() {
    let _alone = alone();
    let before = live_lists();
    let list = List::new("a").unwrap();
    assert_eq!(live_lists(), before + 1);
    drop(list);
    assert_eq!(live_lists(), before);
}

#[test]
fn filled__count__then_that_many_items() {
    let _alone = alone();
    let list = List::filled(3, 1.5).unwrap();
    assert_eq!(list.size().unwrap(), 3);
    assert_eq!(list.get("2").unwrap(), 1.5);
}

#[test]
fn filled__too_many__then_the_library_s_error_and_no_list() {
    let _alone = alone();
    let before = live_lists();
    assert!(matches!(List::filled(1001, 0.0), Err(Error::TooLarge(_))));
    assert_eq!(live_lists(), before);
}

#[test]
fn add__and_get__then_the_number() {
    let _alone = alone();
    let list = list_of(&[1.0, 2.0]);
    assert_eq!(list.get("item 1").unwrap(), 2.0);
    let error = list.get("other").unwrap_err();
    assert!(matches!(error, Error::NoSuchItem(_)));
    assert_eq!(error.message(), "no item is named \"other\"");
    assert_eq!(error.detail().function(), "conformance_list_get");
}

#[test]
fn add__same_name__then_duplicate() {
    let _alone = alone();
    let mut list = list_of(&[1.0]);
    assert!(matches!(list.add("item 0", 2.0), Err(Error::Duplicate(_))));
    assert_eq!(list.size().unwrap(), 1);
}

#[test]
fn append__another_list__then_copied() {
    let _alone = alone();
    let mut list = list_of(&[1.0]);
    let other = list_of(&[2.0, 3.0]);
    list.append(&other).unwrap();
    assert_eq!((list.size().unwrap(), other.size().unwrap()), (3, 2));
}

#[test]
fn same__none_or_some__then_compared() {
    let _alone = alone();
    let list = list_of(&[1.0]);
    assert!(list.same(Some(&list)).unwrap());
    assert!(!list.same(None).unwrap());
    assert!(list_of(&[]).same(None).unwrap());
}

#[test]
fn absorb__another_list__then_used_up() {
    let _alone = alone();
    let before = live_lists();
    let mut list = list_of(&[1.0]);
    list.absorb(list_of(&[2.0])).unwrap();
    assert_eq!((list.size().unwrap(), live_lists()), (2, before + 1));
    drop(list);
    assert_eq!(live_lists(), before);
}

#[test]
fn absorb__list_with_a_pen__then_busy_and_no_leak() {
    let _alone = alone();
    let before = live_lists();
    let mut list = list_of(&[]);
    let mut other = list_of(&[2.0]);
    let pen = conformance::Pen::new(&mut other).unwrap();
    assert!(matches!(list.absorb(other), Err(Error::Busy(_))));
    drop(pen);
    drop(list);
    assert_eq!(live_lists(), before);
}

#[test]
fn longer__two_lists__then_a_copy_or_none() {
    let _alone = alone();
    let (short, long) = (list_of(&[1.0]), list_of(&[2.0, 3.0]));
    let copy = longer(&short, &long).unwrap().unwrap();
    drop(long);
    assert_eq!(copy.size().unwrap(), 2);
    assert!(longer(&short, &short).unwrap().is_none());
}

#[test]
fn wait__two_threads__then_at_the_same_time() {
    let _alone = alone();
    let list = list_of(&[1.0]);
    let start = std::time::Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| list.wait(200).unwrap());
        }
        scope.spawn(|| assert_eq!(list.size().unwrap(), 1));
    });
    assert!(start.elapsed() < Duration::from_millis(700));
}

#[test]
fn list__moved_to_another_thread__then_usable_there() {
    let _alone = alone();
    fn is_shareable<T: Send + Sync>() {}
    is_shareable::<List>();
    let list = list_of(&[1.0]);
    let size = std::thread::spawn(move || list.size().unwrap()).join().unwrap();
    assert_eq!(size, 1);
}
