//! A program that uses this peer alone.

use runner::peers::handwritten;

fn main() {
    runner::sizes::run_alone(
        runner::rows::of::handwritten,
        || handwritten::tally(42),
        handwritten::add,
    );
}
