#!/usr/bin/env bash
# A provider in Rust of every function that Rust can implement: what `tenon build --lang rust-impl` writes passes Rust's own tools, what
# is built on it proves equal, and one that lies or panics is refused.
# Usage: providers.sh TENON CONTRACT WORK_DIR
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
tenon=$(realpath "$1")
contract=$(realpath "$2")
mkdir -p "$3"
work=$(realpath "$3")
passed=0

"$tenon" build "$contract" --lang rust-impl --out "$work"
"$here/../strict/rust.sh" "$work/rust-impl" "$work/strict"
rm -rf "$work/mine"
cp -r "$here/providers/rust" "$work/mine"
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$work/target}

# build [FEATURE]: builds the provider, and keeps it under the feature's name.
build() {
    (cd "$work/mine" && cargo build --quiet --release ${1:+--features "$1"})
    cp "$CARGO_TARGET_DIR/release/libbridged_in_rust.so" "$work/${1:-honest}.so"
}

# expect STATUS PATTERN CANDIDATE [ARGUMENT...]
expect() {
    local status=0 printed
    printed=$("$tenon" bridge "$contract" --candidate "$work/$3.so" --seed 5 --keep "$work" "${@:4}" 2>&1) || status=$?
    if [ "$status" != "$1" ] || ! grep -Eq -- "$2" <<<"$printed"; then
        printf '%s\n' "$printed"
        echo "$3: exit status $status where $1 was expected, with a line like: $2"
        exit 1
    fi
    passed=$((passed + 1))
}

build
expect 0 "bridged in Rust" honest --calls 2000
build lies
expect 1 "bridged_checksum.*different" lies --only bridged_checksum --calls 200000
build panics
expect 1 "bridged_spiral.*different" panics --only bridged_spiral --calls 20000
expect 1 "bridged_capitals.*(crashed|ended)" panics --only bridged_capitals --calls 20000
[ "$(nm -D --defined-only "$work/honest.so" | grep -c " T ")" = 1 ]
# What is named and not implemented does not compile.
sed -i 's/    Tally: tally;/    Tally: tally; Numbers: tally;/' "$work/mine/src/lib.rs"
if (cd "$work/mine" && cargo build --quiet --release >"$work/refused.log" 2>&1); then
    echo "an operation that is named and not implemented compiles"
    exit 1
fi
grep -q "is not implemented for .*Numbers\|Numbers: .*not satisfied" "$work/refused.log" || { cat "$work/refused.log"; exit 1; }
echo "$((passed + 2)) passed, 0 failed"
