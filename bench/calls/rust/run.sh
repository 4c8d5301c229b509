#!/usr/bin/env bash
# Benchmarks a call from Rust: the Tenon package beside its peers, all in one process.
# Usage: bench/calls/rust/run.sh BUILD_DIR [--rounds N] [--peers a,b]
# Writes BUILD_DIR/bench/calls/rust.json.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
build=$(cd "$1" && pwd)
shift
# shellcheck source=tools/environment.sh
source "$root/tools/environment.sh"
work=$build/bench/calls/rust

# Copies what differs: what is the same keeps its date, and is not built again.
put() {
    (cd "$1" && find . -type f) | while read -r file; do
        if ! cmp -s "$1/$file" "$2/$file"; then
            mkdir -p "$(dirname "$2/$file")"
            cp "$1/$file" "$2/$file"
        fi
    done
}

mkdir -p "$work"
put "$here" "$work"
put "$here/../library" "$work/library"
put "$root/include/tenon" "$work/include/tenon"
put "$root/bench/count" "$work/count"
rm -rf "$work/generated"
"$root/tools/step.sh" "$build/logs" "Generating the Rust package of tally" \
    "$build/main/tenon" build "$here/../library/tally.h" --lang rust --out "$work/generated"
put "$work/generated/rust" "$work/tenon"
rm -rf "$work/generated"

cd "$work"
"$root/tools/step.sh" "$build/logs" "Building the peers of the Rust benchmark" cargo build --release --locked
exec "$build/venv/bin/python" "$here/collect.py" "$work" "$build/bench/calls/rust.json" "$@"
