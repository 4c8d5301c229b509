//! The rows of each peer: what is called, and whether it gave what it should.

use std::hint::black_box;

/// A call, so many times.
type Run = Box<dyn Fn(u64)>;

pub struct Row {
    pub id: &'static str,
    pub run: Run,
}

/// Where the rows of one peer are put together; every call is checked once, here.
pub struct Rows(pub Vec<Row>);

pub const SHORT: &str = "na\u{ef}ve tale";
pub const MOST: usize = 1_000_000;

pub fn long() -> String {
    "0123456789abcdef".repeat(64)
}

pub fn numbers(count: usize) -> Vec<f64> {
    (1..=count).map(|number| number as f64).collect()
}

impl Rows {
    pub fn add<T>(
        &mut self,
        id: &'static str,
        call: impl Fn() -> T + 'static,
        is_right: impl FnOnce(T) -> bool,
    ) {
        assert!(is_right(call()), "{id} gives a wrong result");
        let run = move |count| {
            for _ in 0..count {
                black_box(call());
            }
        };
        self.0.push(Row { id, run: Box::new(run) });
    }
}

pub fn empty() -> Vec<Row> {
    let mut rows = Rows(Vec::new());
    rows.add("empty", || (), |()| true);
    rows.0
}

/// The rows that every peer has, which differ in their names only: `$peer` is a module of such names.
macro_rules! common_rows {
    ($rows:ident, $peer:ident) => {{
        $rows.add("nothing", || $peer::nothing(), |()| true);
        $rows.add("add", || $peer::add(black_box(20), black_box(22)), |sum| sum == 42);
        let tally = $peer::tally(42);
        $rows.add("method", move || $peer::value(black_box(&tally)), |value| value == 42);
        let tally = $peer::tally(42);
        let attribute = move || $peer::column(black_box(&tally), black_box("height"));
        $rows.add("attribute", attribute, |height| height == 1.75);
        for (id, text) in [("text_in_11", SHORT.to_owned()), ("text_in_1024", long())] {
            let size = text.len();
            $rows.add(id, move || $peer::text_size(black_box(&text)), |given| given == size);
        }
        $rows.add("text_out_11", || $peer::short_text(), |text| text == SHORT);
        $rows.add("text_out_1024", || $peer::long_text(), |text| text == long());
        let point = $peer::Point { x: 1.0, y: 2.0, weight: 3 };
        $rows.add("record_in", move || $peer::point_sum(black_box(point)), |sum| sum == 6.0);
        $rows.add(
            "record_out",
            || $peer::point_at(black_box(2.5)),
            |point| point == $peer::Point { x: 2.5, y: 2.5, weight: 1 },
        );
        for (id, count) in [("array_in_1000", 1000), ("array_in_1000000", MOST)] {
            let numbers = numbers(count);
            let sum = 1.0 + numbers[count - 1];
            $rows.add(id, move || $peer::ends(black_box(&numbers)), |given| given == sum);
        }
        for (id, count) in [("array_out_1000", 1000), ("array_out_1000000", MOST)] {
            $rows.add(
                id,
                move || $peer::values(black_box(count)),
                |values| {
                    let values = $peer::slice(&values);
                    values.len() == count
                        && values[0] == 1.0
                        && values[count - 1] == 1.0
                        && values[1] == 0.0
                },
            );
        }
        $rows.add("callback", || $peer::call_back(black_box(41)), |number| number == 42);
        $rows.add("error", || $peer::fail(), |failed| failed);
        $rows.add("object", || $peer::tally(black_box(42)), |tally| $peer::value(&tally) == 42);
    }};
}

pub mod of {
    //! The rows of a peer, by its name.

    use super::{black_box, long, numbers, Row, Rows, MOST, SHORT};
    use crate::peers::{cxx, handwritten, tenon};

    #[must_use]
    pub fn handwritten() -> Vec<Row> {
        let mut rows = Rows(Vec::new());
        common_rows!(rows, handwritten);
        let awaited = || handwritten::add_slowly(black_box(20), black_box(22));
        rows.add("awaited", awaited, |sum| sum == 42);
        rows.0
    }

    #[must_use]
    pub fn tenon() -> Vec<Row> {
        let mut rows = Rows(Vec::new());
        common_rows!(rows, tenon);
        let awaited = || tenon::add_slowly(black_box(20), black_box(22));
        rows.add("awaited", awaited, |sum| sum == 42);
        rows.0
    }

    #[must_use]
    pub fn cxx() -> Vec<Row> {
        let mut rows = Rows(Vec::new());
        common_rows!(rows, cxx);
        rows.0
    }
}
