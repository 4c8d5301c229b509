#!/usr/bin/env bash
# Ten runs of two minutes with 16 threads on one shared library, spread over Python, Go (also with its race detector) and
# Rust: prints a table, with the seed of each.
# Usage: stress.sh BUILD_DIR [--runs N] [--seconds N] [--seed N]
set -euo pipefail

build=$(realpath "$1")
shift
here=$(cd "$(dirname "$0")" && pwd)
source "$here/../../tools/environment.sh"
export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$build/cargo}"
"$build/main/tenon" build "$here/warehouse/warehouse.h" --out "$build/packages/warehouse" >/dev/null
exec python "$here/run.py" soak "$build/packages/warehouse" "$build/tests/stress" "$@"
