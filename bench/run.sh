#!/usr/bin/env bash
# Benchmarks, apart from the tests: a call through the Python package beside the same method written by hand (built from the same
# sources with the same flags), the build rate of the graph library, and a bridged call beside a direct one.
# Usage: bench/run.sh BUILD_DIR
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/.." && pwd)
build=$(cd "$1" && pwd)
package=$build/packages/graph

"$root/tools/step.sh" "$build/logs" "Generating the packages of the graph library" \
    "$build/main/tenon" build "$root/libraries/graph/include/graph/graph.h" --out "$package"
"$root/tools/step.sh" "$build/logs" "Installing the Python package for the benchmark" \
    "$build/venv/bin/pip" install --force-reinstall --no-deps "$package/python"
"$build/venv/bin/python" "$here/python/run.py" "$package/python"
echo
"$build/main/libraries/graph/graph_build_rate"
echo
"$here/bridge/run.sh" "$build"
