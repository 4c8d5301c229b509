#!/usr/bin/env bash
# Builds the packages of yaml-cpp behind its C header and runs a program in each language.
# Usage: examples/yaml/run.sh BUILD_DIR
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
build=$(cd "$1" && pwd)
packages=$build/packages/yamlcpp
work=$build/yamlcpp
source "$here/../../tools/environment.sh"
mkdir -p "$work/node"
"$build/main/tenon" build "$here/yamlcpp.h" --out "$packages"

echo "== Python"
python -m pip install --quiet --disable-pip-version-check --force-reinstall --no-deps "$packages/python"
python "$here/use.py"

echo "== Node.js"
cp "$here/use.mjs" "$work/node"
(cd "$work/node" && { [ -f package.json ] || npm init --yes >/dev/null; } &&
    npm install --silent --no-audit --no-fund "$packages/node" && node use.mjs)

echo "== Go"
rm -rf "$work/go" && cp -r "$here/go" "$work/go"
(cd "$work/go" && go mod edit -replace "tenon.example/yamlcpp=$packages/go" && go run .)

echo "== Rust"
rm -rf "$work/rust" && cp -r "$here/rust" "$work/rust"
(cd "$work/rust" && cargo add --quiet --path "$packages/rust" && CARGO_TARGET_DIR="$build/cargo" cargo run --quiet)
