#!/usr/bin/env bash
# Runs every test through ctest. Usage: tests/run.sh BUILD_DIR [CTEST_ARGUMENT...]; for one test: -R NAME, to list them: -N
# What failed tests said last stands at the end (failures.py), before ctest's own closing lines.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
build=$1
shift
source "$here/../tools/environment.sh"
results=$build/main/Testing/results.xml
rm -f "$results"

# Cargo compiles the C code of a package anew for clippy, for the docs and for who depends on it. Where there is a ccache, that and the
# runtime, which is the same in every package, are compiled once. HOST_CC is read by the packages' build scripts (crate cc) alone.
if command -v ccache >/dev/null; then
    export HOST_CC="ccache cc" CCACHE_DIR="$(realpath "$build")/ccache" CCACHE_BASEDIR=/ CCACHE_NOHASHDIR=1
fi
echo "Running the tests; each one's output goes to $build/main/Testing"
ctest --test-dir "$build/main" --output-on-failure --output-junit "$results" --test-output-size-failed 10000000 --parallel 2 "$@" \
    2>&1 | python "$here/failures.py" "$results"
