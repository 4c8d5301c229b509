#!/usr/bin/env bash
# The guard of the hot paths: compares their instructions with expected.json. `update` writes there what is counted now.
# Usage: bench/guard/run.sh BUILD_DIR [update] [--parts boundary,python] [--hosts go,rust,node,python]
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
build=$(cd "$1" && pwd)
shift
source "$here/../../tools/environment.sh"
exec python -B "$here/guard.py" "$build/main" "$build/bench/guard" "$@"
