//! A program that uses this peer alone.

use runner::peers::cxx;

fn main() {
    runner::sizes::run_alone(runner::rows::of::cxx, || cxx::tally(42), cxx::add);
}
