#![allow(non_snake_case)] // unit__condition__then_expected

use conformance::{Error, List, Pen, View};

#[test]
fn values__items__then_a_slice_without_a_copy() {
    let list = List::filled(3, 1.5).unwrap();
    let values = list.values().unwrap();
    assert_eq!(*values, [1.5; 3]);
    assert_eq!(list.values().unwrap().as_ptr(), values.as_ptr());
    assert_eq!(format!("{values:?}"), "[1.5, 1.5, 1.5]");
    assert_eq!((&values).into_iter().sum::<f64>(), 4.5);
}

#[test]
fn values__empty_list__then_empty() {
    let list = List::new("a").unwrap();
    assert!(list.values().unwrap().is_empty());
}

#[test]
fn values__dropped__then_the_list_can_change() {
    let mut list = List::filled(3, 1.5).unwrap();
    drop(list.values().unwrap());
    list.add("x", 1.0).unwrap();
    assert_eq!(list.values().unwrap().len(), 4);
}

#[test]
fn values__open_while_a_pen_writes__then_busy() {
    let mut list = List::filled(3, 1.5).unwrap();
    let mut pen = Pen::new(&mut list).unwrap();
    let values = list.values().unwrap();
    assert!(matches!(pen.write(1.0), Err(Error::Busy(_))));
    assert_eq!(*values, [1.5; 3]);
    drop(values);
    pen.write(1.0).unwrap();
}

#[test]
fn peek__some_or_nothing__then_view_or_none() {
    let list = List::filled(2, 1.0).unwrap();
    assert_eq!(*list.peek().unwrap().unwrap(), [1.0; 2]);
    assert!(List::new("a").unwrap().peek().unwrap().is_none());
}

#[test]
fn view__of_a_shareable_object__then_shareable() {
    fn is_shareable<T: Send + Sync>() {}
    is_shareable::<View<'_, List, f64>>();
    let list = List::filled(1000, 1.0).unwrap();
    let values = list.values().unwrap();
    let sum = std::thread::scope(|scope| scope.spawn(|| values.iter().sum::<f64>()).join());
    assert_eq!(sum.unwrap(), 1000.0);
}
