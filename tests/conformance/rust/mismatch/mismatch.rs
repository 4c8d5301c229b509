//! Against a package whose native code was built for another version of the contract.

#![allow(non_snake_case)] // unit__condition__then_expected

use std::process::{Command, Output};

fn run(program: &str) -> Output {
    Command::new(program).output().unwrap()
}

/// Nothing of the program's has run, and both sides are named.
fn assert_refused(done: &Output) {
    let said = String::from_utf8_lossy(&done.stderr);
    assert_eq!((done.status.code(), done.stdout.as_slice()), (Some(1), &[][..]), "{said}");
    assert!(said.contains("conformance") && said.contains("1.2") && said.contains("1.3"), "{said}");
}

#[test]
fn program_with_objects__other_contract__then_it_does_not_start() {
    assert_refused(&run(env!("CARGO_BIN_EXE_objects")));
}

#[test]
fn program_that_calls_the_library_itself__other_contract__then_it_does_not_start() {
    assert_refused(&run(env!("CARGO_BIN_EXE_values")));
}
