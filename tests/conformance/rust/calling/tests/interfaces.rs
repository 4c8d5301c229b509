//! Traits that the library calls.
#![allow(non_snake_case)] // unit__condition__then_expected

mod support;

use std::collections::BTreeMap;
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Arc, Mutex};
use std::thread::{self, ThreadId};

use calling::{Book, CallbackError, Choice, Clerk, Error, Point, Result, Taste};
use support::{refused, Dropped, Drops, Refused};

#[derive(Default)]
struct Pages {
    numbers: Mutex<BTreeMap<String, i64>>,
    cleared_on: Mutex<Option<ThreadId>>,
    #[allow(dead_code)] // It counts where it is dropped.
    guard: Option<Dropped>,
}

impl Book for Pages {
    fn put(&self, name: &str, number: i64) -> Result<bool, CallbackError> {
        Ok(self.numbers.lock().unwrap().insert(name.to_owned(), number).is_none())
    }

    fn get(&self, name: &str) -> Result<i64, CallbackError> {
        self.numbers.lock().unwrap().get(name).copied().ok_or_else(|| Refused(-1).into())
    }

    fn count(&self) -> Result<usize, CallbackError> {
        Ok(self.numbers.lock().unwrap().len())
    }

    fn clear(&self) -> Result<(), CallbackError> {
        self.numbers.lock().unwrap().clear();
        *self.cleared_on.lock().unwrap() = Some(thread::current().id());
        Ok(())
    }
}

struct ToTheRight;

impl Taste for ToTheRight {
    fn nicer(&self, left: Point, right: Point) -> Result<Point, CallbackError> {
        Ok(if right.x > left.x { right } else { left })
    }

    fn choose(&self, place: &Point) -> Result<Choice, CallbackError> {
        Ok(if place.x < 0.0 { Choice::Skip } else { Choice::GoOn })
    }

    fn describe(&self, place: Point) -> Result<String, CallbackError> {
        Ok(format!("at {}", place.x))
    }
}

fn point(x: f64) -> Point {
    Point { x, y: 0.0 }
}

#[test]
fn interface__during_a_call__then_borrowed_or_owned() {
    let pages = Pages::default();
    assert_eq!(calling::write_down(&pages, &["a", "b", "a"]).unwrap(), 2);
    assert_eq!(*pages.numbers.lock().unwrap(), BTreeMap::from([("a".into(), 2), ("b".into(), 1)]));
    assert_eq!(calling::write_down(Pages::default(), &["a"]).unwrap(), 1);
    let boxed: Box<dyn Book> = Box::new(Pages::default());
    assert_eq!(calling::write_down(boxed, &["a"]).unwrap(), 1);
}

#[test]
fn interface__by_value_and_with_records__then_called() {
    let places = [point(1.0), point(3.0), point(2.0)];
    assert_eq!(calling::nicest(ToTheRight, &places).unwrap(), point(3.0));
    assert!(matches!(calling::nicest(ToTheRight, &[]), Err(Error::BadNumber(_))));
}

#[test]
fn interface__kept__then_dropped_with_its_keeper() {
    let drops = Drops::default();
    let pages = Arc::new(Pages { guard: Some(drops.guard()), ..Pages::default() });
    let mut clerk = Clerk::new(Arc::clone(&pages)).unwrap();
    assert!(clerk.note("ada", 1815).unwrap());
    assert!(!clerk.note("ada", 1816).unwrap());
    assert_eq!(clerk.look_up("ada").unwrap(), 1816);
    assert_eq!(clerk.size().unwrap(), 1);
    clerk.clear_elsewhere().unwrap();
    assert_eq!(pages.count().unwrap(), 0);
    assert_ne!(pages.cleared_on.lock().unwrap().unwrap(), thread::current().id());
    drop(pages);
    assert_eq!(drops.count(), 0);
    drop(clerk);
    assert_eq!(drops.count(), 1);
}

#[test]
fn interface__replaced__then_the_one_before_is_dropped_once() {
    let (first, second) = (Drops::default(), Drops::default());
    let mut clerk = Clerk::new(Pages { guard: Some(first.guard()), ..Pages::default() }).unwrap();
    clerk.take(Pages { guard: Some(second.guard()), ..Pages::default() }).unwrap();
    assert_eq!((first.count(), second.count()), (1, 0));
    drop(clerk);
    assert_eq!((first.count(), second.count()), (1, 1));
}

#[test]
fn interface__optional__then_there_or_not() {
    let mut clerk = Clerk::new(Pages::default()).unwrap();
    assert_eq!(clerk.describe(point(1.0)).unwrap(), None);
    clerk.set_taste(Some(Box::new(ToTheRight))).unwrap();
    assert_eq!(clerk.describe(point(1.0)).unwrap().as_deref(), Some("at 1"));
    assert_eq!(clerk.describe(point(-1.0)).unwrap(), None);
    clerk.set_taste(None).unwrap();
    assert_eq!(clerk.describe(point(1.0)).unwrap(), None);
}

#[test]
fn error__of_a_method__then_the_source_of_the_calls() {
    let clerk = Clerk::new(Pages::default()).unwrap();
    let error = clerk.look_up("nobody").unwrap_err();
    assert!(matches!(error, Error::CallbackFailed(_)));
    assert_eq!(refused(&error), Some(&Refused(-1)));
}

#[test]
fn panic__of_a_method__then_goes_on_at_the_caller() {
    struct Burning;

    impl Taste for Burning {
        fn nicer(&self, _: Point, _: Point) -> Result<Point, CallbackError> {
            panic::resume_unwind(Box::new("burnt"))
        }

        fn choose(&self, _: &Point) -> Result<Choice, CallbackError> {
            Ok(Choice::End)
        }

        fn describe(&self, _: Point) -> Result<String, CallbackError> {
            Ok(String::new())
        }
    }

    let call = || calling::nicest(Burning, &[point(0.0), point(1.0)]);
    let payload = panic::catch_unwind(AssertUnwindSafe(call)).unwrap_err();
    assert_eq!(payload.downcast_ref::<&str>(), Some(&"burnt"));
}

#[test]
fn interface__that_knows_its_keeper__then_dropped_from_outside() {
    struct Knowing(Arc<Mutex<Option<Clerk>>>, #[allow(dead_code)] Dropped);

    impl Book for Knowing {
        fn put(&self, _: &str, _: i64) -> Result<bool, CallbackError> {
            Ok(self.0.lock().unwrap().is_none())
        }

        fn get(&self, _: &str) -> Result<i64, CallbackError> {
            Ok(0)
        }

        fn count(&self) -> Result<usize, CallbackError> {
            Ok(0)
        }

        fn clear(&self) -> Result<(), CallbackError> {
            Ok(())
        }
    }

    let (place, drops) = (Arc::new(Mutex::new(None)), Drops::default());
    let mut clerk = Clerk::new(Knowing(Arc::clone(&place), drops.guard())).unwrap();
    assert!(clerk.note("a", 1).unwrap());
    *place.lock().unwrap() = Some(clerk);
    assert_eq!(drops.count(), 0);
    let clerk = place.lock().unwrap().take();
    drop(clerk);
    assert_eq!(drops.count(), 1);
}
