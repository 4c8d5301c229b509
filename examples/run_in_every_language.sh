#!/usr/bin/env bash
# Builds the packages of an example's contract, runs its program in each language, and compares what they print with the
# example's expected/ folder.
# Usage: examples/run_in_every_language.sh NAME BUILD_DIR (NAME: a folder beside this file that holds NAME.h)
set -euo pipefail

name=$1
here=$(cd "$(dirname "$0")/$name" && pwd)
build=$(cd "$2" && pwd)
packages=$build/packages/$name
work=$build/$name
source "$here/../../tools/environment.sh"
mkdir -p "$work/node" "$work/printed"
"$build/main/tenon" build "$here/$name.h" --out "$packages"

run_python() {
    python -m pip install --quiet --disable-pip-version-check --force-reinstall --no-deps "$packages/python"
    python "$here/use.py"
}

run_node() {
    cp "$here/use.mjs" "$work/node"
    cd "$work/node"
    [ -f package.json ] || npm init --yes >/dev/null
    npm install --silent --no-audit --no-fund "$packages/node"
    node use.mjs
}

run_go() {
    rm -rf "$work/go" && cp -r "$here/go" "$work/go"
    cd "$work/go"
    go mod edit -replace "tenon.example/$name=$packages/go"
    go run .
}

run_rust() {
    rm -rf "$work/rust" && cp -r "$here/rust" "$work/rust"
    cd "$work/rust"
    cargo add --quiet --path "$packages/rust"
    CARGO_TARGET_DIR="$build/cargo" cargo run --quiet
}

failed=0
for language in python node go rust; do
    echo "== $language"
    (set -e; "run_$language") | tee "$work/printed/$language.txt"
    if ! diff -u "$here/expected/$language.txt" "$work/printed/$language.txt"; then
        echo "The program prints something else than examples/$name/expected/$language.txt holds." >&2
        failed=$((failed + 1))
    fi
done
echo "$((4 - failed)) passed, $failed failed"
exit $((failed > 0))
