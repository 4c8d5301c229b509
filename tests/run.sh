#!/usr/bin/env bash
# Runs every test through ctest. Usage: tests/run.sh BUILD_DIR [CTEST_ARGUMENT...]; for one test: -R NAME, to list them: -N
set -euo pipefail

build=$1
shift
source "$(dirname "$0")/../tools/environment.sh"
echo "Running the tests; each one's output goes to $build/main/Testing"
exec ctest --test-dir "$build/main" --output-on-failure --parallel 2 "$@"
