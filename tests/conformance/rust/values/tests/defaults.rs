//! Arguments that may be left out.
#![allow(non_snake_case)] // unit__condition__then_expected

use values::{
    Access, AreLargestOptions, CountdownOptions, DoubleDefaultOptions, GreetOptions, HalvesOptions,
    Holder, HolderRaiseOptions, PagesOptions, SameLimitOptions, SearchOptions, Side,
    SumDefaultOptions,
};

#[test]
fn options__all_left_out__then_the_contracts() {
    let query = values::search("x", SearchOptions::default()).unwrap();
    assert_eq!((query.page, query.size, query.score, query.exact), (1, -20, 0.25, true));
    assert_eq!(query.side, Side::Right);
    assert_eq!(query.access, Access::READ | Access::EXECUTE);
}

#[test]
fn options__some_left_out__then_the_others_are_used() {
    let options = SearchOptions { page: 7, side: Side::Left, ..SearchOptions::default() };
    let query = values::search("x", options).unwrap();
    assert_eq!((query.page, query.size, query.side), (7, -20, Side::Left));
}

#[test]
fn texts__with_quotes_and_none__then_as_written() {
    assert_eq!(values::greet(GreetOptions::default()).unwrap(), "hello world, \"you\"");
    let name = String::from("Ada");
    let options = GreetOptions { name: &name, title: Some("Lady") };
    assert_eq!(values::greet(options).unwrap(), "hello Lady Ada");
}

#[test]
fn numbers__constants_and_edges__then_exact() {
    assert_eq!(values::pages(1001, PagesOptions::default()), 3);
    assert_eq!(values::pages(1001, PagesOptions { page_size: 1000 }), 2);
    assert_eq!(PagesOptions::default().page_size, values::LARGEST_PAGE as u32);
    assert!(values::are_largest(AreLargestOptions::default()));
    assert!(!values::are_largest(AreLargestOptions { i8: 0, ..AreLargestOptions::default() }));
}

#[test]
fn none__as_a_default__then_missing() {
    assert_eq!(values::double_default(DoubleDefaultOptions::default()), -1);
    assert_eq!(values::double_default(DoubleDefaultOptions { value: Some(4) }), 8);
    assert_eq!(values::sum_default(SumDefaultOptions::default()), -1.0);
    assert_eq!(values::sum_default(SumDefaultOptions { values: Some(&[1.0, 2.0]) }), 3.0);
}

#[test]
fn methods_and_objects__with_defaults__then_as_functions() {
    let mut holder = Holder::new().unwrap();
    assert!(values::same_limit(&holder, SameLimitOptions::default()).unwrap());
    assert_eq!(holder.raise(HolderRaiseOptions::default()).unwrap(), 10);
    assert_eq!(holder.raise(HolderRaiseOptions { by: 5 }).unwrap(), 15);
    let other = Holder::new().unwrap();
    assert!(!values::same_limit(&holder, SameLimitOptions { b: Some(&other) }).unwrap());
}

#[test]
fn lengths__left_out__then_as_said() {
    assert_eq!(values::countdown(9, CountdownOptions::default()).unwrap(), [9, 8, 7]);
    assert_eq!(values::countdown(9, CountdownOptions { count: 1 }).unwrap(), [9]);
    assert_eq!(values::halves(17, HalvesOptions::default()).unwrap(), [8, 4, 2, 1]);
    assert_eq!(values::halves(17, HalvesOptions { count: 2 }).unwrap(), [8, 4]);
}
