#!/bin/sh
# What the Rust package of `calling` does with memory, under Miri. Miri runs no C: tests/boundary stands in for it.
# Usage: run.sh PACKAGE_DIR WORK_DIR. Needs a nightly toolchain with Miri and the sources of Rust's library.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
package=$(cd "$1" && pwd)
mkdir -p "$2"
work=$(cd "$2" && pwd)
export CARGO_TARGET_DIR="$work/target"
export MIRIFLAGS="-Zmiri-many-seeds=0..4"

# The package without its C.
rm -rf "$work/calling" "$work/consumer"
cp -R "$package" "$work/calling"
rm -r "$work/calling/native" "$work/calling/build.rs"
sed -i -e '/^links = /d' -e '/^build = /d' -e '/^\[build-dependencies\]/,$d' "$work/calling/Cargo.toml"

cargo new --quiet --vcs none --lib --edition 2021 "$work/consumer"
cd "$work/consumer"
cargo add --quiet --path "$work/calling"
cp "$package/rustfmt.toml" .
cp -r "$here/tests" .
echo "//! Nothing but its tests." >src/lib.rs
cargo fmt --check
cargo +nightly miri test --quiet --test calls
