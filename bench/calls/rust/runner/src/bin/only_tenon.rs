//! A program that uses this peer alone.

use runner::peers::tenon;

fn main() {
    runner::sizes::run_alone(runner::rows::of::tenon, || tenon::tally(42), tenon::add);
}
