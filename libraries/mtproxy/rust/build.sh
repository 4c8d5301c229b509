#!/usr/bin/env bash
# Builds the provider in Rust: the crate around the contract, which tenon writes, and this one beside it.
# Usage: build.sh TENON OUT_DIR [test]: the library becomes OUT_DIR/libmtproxy_rust.so; with `test`, its tests, rustfmt
# and clippy have their say, too.
set -euo pipefail

tenon=$(realpath "$1")
mkdir -p "$2"
out=$(realpath "$2")
here=$(cd "$(dirname "$0")" && pwd)
export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$out/target}"

"$tenon" build "$here/../include/mtproxy/mtproxy.h" --lang rust-impl --out "$out" >/dev/null
mkdir -p "$out/crate"
cp -r "$here"/{Cargo.toml,Cargo.lock,rustfmt.toml,src} "$out/crate"
cd "$out/crate"
if [ "${3:-}" = test ]; then
    cargo fmt --check
    cargo clippy --quiet --locked --all-targets -- -D warnings
    cargo test --quiet --locked
fi
cargo build --quiet --release --locked
cp "$CARGO_TARGET_DIR/release/libmtproxy_rust.so" "$out"
