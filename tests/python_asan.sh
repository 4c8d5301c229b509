#!/usr/bin/env bash
# The Python package of a conformance contract or of the graph, built with ASan, LSan and UBSan, through its tests.
# Usage: python_asan.sh PACKAGES_DIR WORK_DIR CONTRACT (with the tools' python on PATH)
set -euo pipefail

source "$(dirname "$0")/sanitizers/options.sh"
tests=$(cd "$(dirname "$0")" && pwd)
packages=$(realpath "$1")
contract=$3
rm -rf "$2"
mkdir -p "$2"
site=$(realpath "$2")
python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --check-build-dependencies --target "$site" \
    --config-settings=cmake.define.TENON_SANITIZE=address,undefined "$packages/$contract/python"

sanitize_interpreter "$site/report"
export PYTHONPATH=$site:$tests/conformance/python/helpers PYTHONMALLOC=malloc
case $contract in
told) files=("$tests/surface/faults/fault.py") ;;
conformance) files=("$tests"/conformance/python/test_*.py) ;;
graph) files=("$tests"/../libraries/graph/tests/python/test_columns.py) ;;
*) files=("$tests/conformance/python/$contract"/test_*.py) ;;
esac
status=0
# What UBSan says as it ends the process goes to its standard error: pytest must not hold that back.
python -m pytest -q --capture=sys -p no:cacheprovider "${files[@]}" || status=$?
unset LD_PRELOAD
if [ "$status" != 0 ]; then
    sanitizer_errors "$site/report"
    exit "$status"
fi
python "$tests/leaks.py" "$site/report" _native
