//! tally through cxx.

#[cxx::bridge]
mod bridge {
    /// A place with a weight.
    #[namespace = "shim"]
    #[derive(Debug, Clone, Copy, PartialEq)]
    struct Point {
        x: f64,
        y: f64,
        weight: i64,
    }

    unsafe extern "C++" {
        include!("shim.h");

        fn tally_nothing();
        fn tally_add(left: i64, right: i64) -> i64;
    }

    #[namespace = "shim"]
    unsafe extern "C++" {
        type Tally;
        fn tally_make(start: i64) -> Result<UniquePtr<Tally>>;
        fn value(self: &Tally) -> i64;
        fn column(self: &Tally, name: &str) -> Result<f64>;

        type Values;
        fn values(count: usize) -> Result<UniquePtr<Values>>;
        fn slice(self: &Values) -> &[f64];

        fn text_size(text: &str) -> usize;
        fn short_text() -> Result<String>;
        fn long_text() -> Result<String>;
        fn point_sum(point: Point) -> f64;
        fn point_at(distance: f64) -> Point;
        fn ends(values: &[f64]) -> f64;
        fn call_back(number: i64, change: fn(i64) -> i64) -> i64;
        fn fail() -> Result<()>;
    }
}

pub use bridge::*;
pub use cxx::UniquePtr;
