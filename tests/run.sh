#!/usr/bin/env bash
# Runs every test through ctest. Usage: tests/run.sh BUILD_DIR [CTEST_ARGUMENT...]; for one test: -R NAME, to list them: -N
set -euo pipefail

build=$1
shift
export PATH="$build/venv/bin:$build/node/node_modules/.bin:$build/go/bin:$PATH"
echo "Running the tests; each one's output goes to $build/main/Testing"
exec ctest --test-dir "$build/main" --output-on-failure --parallel 2 "$@"
