//! What each peer's calls look like to a program that uses it.

/// The floor.
pub mod handwritten {
    pub use handwritten::{add, ends, nothing, point_at, point_sum, Point, Tally, Values};

    #[inline]
    pub fn tally(start: i64) -> Tally {
        Tally::new(start).unwrap()
    }

    #[inline]
    pub fn value(tally: &Tally) -> i64 {
        tally.value()
    }

    #[inline]
    pub fn column(tally: &Tally, name: &str) -> f64 {
        tally.column(name).unwrap()
    }

    #[inline]
    pub fn text_size(text: &str) -> usize {
        handwritten::text_size(text).unwrap()
    }

    #[inline]
    pub fn short_text() -> String {
        handwritten::short_text().unwrap()
    }

    #[inline]
    pub fn long_text() -> String {
        handwritten::long_text().unwrap()
    }

    #[inline]
    pub fn values(count: usize) -> Values {
        handwritten::values(count).unwrap()
    }

    #[inline]
    pub fn slice(values: &Values) -> &[f64] {
        values
    }

    #[inline]
    pub fn call_back(number: i64) -> i64 {
        handwritten::call_back(number, |number| number + 1)
    }

    #[inline]
    pub fn fail() -> bool {
        matches!(handwritten::fail(), Err(handwritten::Error::Refused))
    }

    #[inline]
    pub fn add_slowly(left: i64, right: i64) -> i64 {
        pollster::block_on(handwritten::add_slowly(left, right))
    }
}

pub mod tenon {
    use tally::Array;
    pub use tally::{add, ends, nothing, point_at, point_sum, Point, Tally};

    #[inline]
    pub fn tally(start: i64) -> Tally {
        Tally::new(start).unwrap()
    }

    #[inline]
    pub fn value(tally: &Tally) -> i64 {
        tally.value().unwrap()
    }

    #[inline]
    pub fn column(tally: &Tally, name: &str) -> f64 {
        tally.column(name).unwrap()
    }

    #[inline]
    pub fn text_size(text: &str) -> usize {
        tally::text_size(text).unwrap()
    }

    #[inline]
    pub fn short_text() -> String {
        tally::short_text().unwrap()
    }

    #[inline]
    pub fn long_text() -> String {
        tally::long_text().unwrap()
    }

    #[inline]
    pub fn values(count: usize) -> Array<f64> {
        tally::values(count).unwrap()
    }

    #[inline]
    pub fn slice(values: &Array<f64>) -> &[f64] {
        values
    }

    #[inline]
    pub fn call_back(number: i64) -> i64 {
        tally::call_back(number, |number| number + 1).unwrap()
    }

    #[inline]
    pub fn fail() -> bool {
        matches!(tally::fail(), Err(tally::Error::Refused(_)))
    }

    #[inline]
    pub fn add_slowly(left: i64, right: i64) -> i64 {
        pollster::block_on(tally::add_slowly_async(left, right))
    }
}

pub mod cxx {
    pub use tally_cxx::{
        ends, point_at, point_sum, tally_add as add, tally_nothing as nothing, text_size, Point,
        Tally, Values,
    };

    type Owned<T> = tally_cxx::UniquePtr<T>;

    #[inline]
    pub fn tally(start: i64) -> Owned<Tally> {
        tally_cxx::tally_make(start).unwrap()
    }

    #[inline]
    pub fn value(tally: &Owned<Tally>) -> i64 {
        tally.value()
    }

    #[inline]
    pub fn column(tally: &Owned<Tally>, name: &str) -> f64 {
        tally.column(name).unwrap()
    }

    #[inline]
    pub fn short_text() -> String {
        tally_cxx::short_text().unwrap()
    }

    #[inline]
    pub fn long_text() -> String {
        tally_cxx::long_text().unwrap()
    }

    #[inline]
    pub fn values(count: usize) -> Owned<Values> {
        tally_cxx::values(count).unwrap()
    }

    #[inline]
    pub fn slice(values: &Owned<Values>) -> &[f64] {
        values.slice()
    }

    #[inline]
    pub fn call_back(number: i64) -> i64 {
        tally_cxx::call_back(number, |number| number + 1)
    }

    #[inline]
    pub fn fail() -> bool {
        tally_cxx::fail().is_err()
    }
}
