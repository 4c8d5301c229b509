#!/usr/bin/env bash
# The mtproxy library through its Rust package, against its vectors.
# Usage: run.sh PACKAGE_DIR WORK_DIR (with cargo on PATH)
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
package=$(realpath "$1")
mkdir -p "$2"
work=$(realpath "$2")
export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$work/target}"
rm -rf "$work/consumer"
cargo new --quiet --vcs none --lib --edition 2021 "$work/consumer"
cd "$work/consumer"
cargo add --quiet --path "$package"
xargs -d '\n' cargo add --quiet <"$here/dependencies"
cp "$package/rustfmt.toml" .
echo "//! Nothing but its tests." >src/lib.rs
mkdir tests
cp "$here"/*.rs tests/
cp "$here/../vectors.json" .
cargo fmt --check
cargo clippy --quiet --all-targets -- -D warnings
cargo test
