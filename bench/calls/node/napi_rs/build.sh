#!/usr/bin/env bash
# The addon by napi-rs. Run from where the sources were copied to.
set -euo pipefail
cd "$(dirname "$0")"
cargo build --release --locked
cp target/release/libtally.so tally.node
