#![allow(non_snake_case)] // unit__condition__then_expected

use conformance::{Error, List, Local, Pen};

#[test]
fn walk__all_items__then_false_after_the_last() {
    let list = List::filled(2, 1.5).unwrap();
    let mut walk = list.walk().unwrap();
    assert_eq!(walk.next().unwrap(), (true, 1.5));
    assert_eq!(walk.next().unwrap(), (true, 1.5));
    assert!(!walk.next().unwrap().0);
}

#[test]
fn walk__dropped__then_the_list_can_change() {
    let mut list = List::filled(2, 1.5).unwrap();
    list.walk().unwrap().next().unwrap();
    list.add("x", 1.0).unwrap();
}

#[test]
fn walk__under_way__then_a_pen_is_refused() {
    let mut list = List::filled(2, 1.5).unwrap();
    let mut pen = Pen::new(&mut list).unwrap();
    let walk = list.walk().unwrap();
    assert!(matches!(pen.write(1.0), Err(Error::Busy(_))));
    drop(walk);
    pen.write(1.0).unwrap();
}

#[test]
fn pen__writes__then_the_list_has_more() {
    let mut list = List::new("a").unwrap();
    let mut pen = Pen::new(&mut list).unwrap();
    pen.write(1.0).unwrap();
    assert_eq!(pen.list_size().unwrap(), 1);
    assert_eq!(list.size().unwrap(), 1);
}

#[test]
fn pen__list_dropped__then_still_writes() {
    let mut list = List::new("a").unwrap();
    let mut pen = Pen::new(&mut list).unwrap();
    drop(list);
    pen.write(1.0).unwrap();
    assert_eq!(pen.list_size().unwrap(), 1);
}

#[test]
fn pen__moved_to_another_thread__then_usable_there() {
    fn may_move<T: Send>() {}
    may_move::<Pen>();
    let mut list = List::new("a").unwrap();
    let mut pen = Pen::new(&mut list).unwrap();
    std::thread::spawn(move || pen.write(1.0).unwrap()).join().unwrap();
    assert_eq!(list.size().unwrap(), 1);
}

#[test]
fn local__on_its_thread__then_answers() {
    assert_eq!(Local::new().unwrap().answer().unwrap(), 42);
}
