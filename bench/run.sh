#!/usr/bin/env bash
# Benchmarks, apart from the tests: calls into a small library through Python beside the same written by hand, the build rate of the
# graph library, and a bridged call beside a direct one.
# Usage: bench/run.sh BUILD_DIR
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
build=$(cd "$1" && pwd)

"$here/calls/python/run.sh" "$build"
echo
"$build/main/libraries/graph/graph_build_rate"
echo
"$here/bridge/run.sh" "$build"
