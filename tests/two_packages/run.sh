#!/usr/bin/env bash
# Packages of two libraries live in one process: neither sees the other's runtime, handles or errors.
# Usage: run.sh PACKAGES_DIR WORK_DIR (with the tools' python on PATH)
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
packages=$(realpath "$1")
rm -rf "$2"
mkdir -p "$2/node"
work=$(realpath "$2")

echo "== Python"
python -m pip install --quiet --disable-pip-version-check --force-reinstall --no-deps --no-build-isolation --check-build-dependencies --target "$work/python" \
    "$packages/graph/python" "$packages/shelf/python"
PYTHONPATH=$work/python python "$here/two.py"

echo "== Node.js"
cp "$here/two.mjs" "$work/node"
(cd "$work/node" && npm init --yes >/dev/null &&
    npm install --silent --no-audit --no-fund "$packages/graph/node" "$packages/shelf/node" && node two.mjs)

echo "== Go"
cp -r "$here/go" "$work/go"
(cd "$work/go" && go mod edit -replace "tenon.example/graph=$packages/graph/go" \
    -replace "tenon.example/shelf=$packages/shelf/go" && go mod tidy && go run .)

echo "== Rust"
cp -r "$here/rust" "$work/rust"
(cd "$work/rust" && cargo add --quiet --path "$packages/graph/rust" && cargo add --quiet --path "$packages/shelf/rust" &&
    CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$work/target}" cargo run --quiet)
echo "4 passed, 0 failed"
