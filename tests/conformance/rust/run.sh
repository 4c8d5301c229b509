#!/bin/sh
# The conformance tests of the Rust package, and what Rust's own tools have to say about it.
# Usage: run.sh PACKAGE_DIR WORK_DIR [CONTRACT]: the contract is the folder of the tests; without it, those beside this file.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
tests=$here${3:+/$3}
package=$(cd "$1" && pwd)
mkdir -p "$2"
work=$(cd "$2" && pwd)
export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$work/target}"

"$here/../../strict/rust.sh" "$package" "$work"

# A consumer, made as anybody would make it. consume NAME PACKAGE TEST_FILES...
consume() {
    rm -rf "${work:?}/$1"
    cargo new --quiet --vcs none --lib --edition 2021 "$work/$1"
    cd "$work/$1"
    cargo add --quiet --path "$2"
    if [ -f "$tests/dependencies" ]; then # Other crates that the tests need: one per line.
        xargs -d '\n' cargo add --quiet <"$tests/dependencies"
    fi
    cp "$2/rustfmt.toml" .
    mkdir tests
    shift 2
    cp -r "$@" tests/
    if grep -q '^mod support;' tests/*.rs; then # What the tests of several contracts share.
        cp -r "$here/support" tests/
    fi
}

# Its output goes to the log, and to the screen where something fails.
run_tests() {
    cargo fmt --check
    cargo clippy --quiet --all-targets -- -D warnings -A clippy::float_cmp
    if ! cargo test >"$log" 2>&1; then
        cat "$log"
        exit 1
    fi
    cat "$log" >>"$work/all.log"
}

log="$work/cargo-test.log"
: >"$work/all.log"
consume consumer "$package" "$tests"/tests/*
cp "$tests/src/lib.rs" src/lib.rs
run_tests

# The examples of the contract's docs are tests, too.
if ! grep -q "doctest = false" "$package/Cargo.toml"; then
    (cd "$package" && cargo test --doc >>"$work/all.log")
fi

if [ $# -lt 3 ]; then
    # A package whose binding says that it was generated for a later version than its native code.
    rm -rf "$work/mismatched"
    cp -R "$package" "$work/mismatched"
    sed -i 's/c"conformance 1\.2/c"conformance 1.3/' "$work/mismatched/src/handshake.rs"
    consume mismatch "$work/mismatched" "$here/mismatch/mismatch.rs"
    echo "//! Nothing but its tests." >src/lib.rs
    mkdir src/bin
    for program in objects values; do # Which do not start, as tests neither.
        cp "$here/mismatch/$program.rs" src/bin/
        printf '\n[[bin]]\nname = "%s"\ntest = false\n' $program >>Cargo.toml
    done
    run_tests
fi

awk '/^test result: ok/ { passed += $4 } END { print "test result: ok. " passed " passed; 0 failed" }' "$work/all.log"
