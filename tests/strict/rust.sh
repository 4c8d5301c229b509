#!/bin/sh
# What Rust's own tools say to a package: formatted, without a warning, documented without a warning.
# Usage: rust.sh PACKAGE_DIR WORK_DIR
set -eu

mkdir -p "$2"
export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$(cd "$2" && pwd)/target}"
cd "$1"
cargo fmt --check
# The contract's words: clippy would have its own way with them.
cargo clippy --quiet --all-targets -- -D warnings -W clippy::pedantic \
    -A clippy::doc_markdown -A clippy::must_use_candidate -A clippy::similar_names
RUSTDOCFLAGS="-D warnings" cargo doc --quiet --no-deps
echo "1 passed, 0 failed"
