#!/usr/bin/env bash
# How calls scale with threads and with the length of arrays, and how building scales with the size of a contract.
# Usage: bench/scaling/run.sh BUILD_DIR [--quick] [--rounds N] [--parts threads,contracts,arrays] [--compiled FUNCTIONS]
# --compiled: the largest contract whose packages are compiled, usually 1000.
# Builds below BUILD_DIR/bench/scaling and leaves BUILD_DIR/bench/scaling.json.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
build=$(cd "$1" && pwd)
shift
# shellcheck source=tools/environment.sh
source "$root/tools/environment.sh"
exec "$build/venv/bin/python" -B "$here/measure.py" "$build" "$@"
