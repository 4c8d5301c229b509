#!/usr/bin/env bash
# The Python package of a conformance contract or of the graph, built with ASan and UBSan, through its tests.
# Usage: python_asan.sh PACKAGES_DIR WORK_DIR CONTRACT (with the tools' python on PATH)
# Python itself keeps memory until it ends, so only errors count here; leaks are counted by the C tests.
set -euo pipefail

tests=$(cd "$(dirname "$0")" && pwd)
packages=$(realpath "$1")
contract=$3
rm -rf "$2"
mkdir -p "$2"
site=$(realpath "$2")
python -m pip install --quiet --disable-pip-version-check --no-deps --target "$site" \
    --config-settings=cmake.define.TENON_SANITIZE=address,undefined "$packages/$contract/python"

export LD_PRELOAD="$(gcc -print-file-name=libasan.so) $(gcc -print-file-name=libubsan.so)"
export ASAN_OPTIONS=detect_leaks=0:allocator_may_return_null=1 UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
export PYTHONPATH=$site:$tests/conformance/python/helpers PYTHONMALLOC=malloc
case $contract in
conformance) files=("$tests"/conformance/python/test_*.py) ;;
graph) files=("$tests"/../libraries/graph/tests/python/test_columns.py) ;;
*) files=("$tests/conformance/python/$contract"/test_*.py) ;;
esac
python -m pytest -q -p no:cacheprovider "${files[@]}"
