#!/usr/bin/env bash
# The Python packages of the conformance contract and of the graph, built with ASan and UBSan, through their tests.
# Usage: python_asan.sh PACKAGES_DIR WORK_DIR (with the tools' python on PATH)
set -euo pipefail

tests=$(cd "$(dirname "$0")" && pwd)
packages=$(realpath "$1")
rm -rf "$2"
mkdir -p "$2"
site=$(realpath "$2")
python -m pip install --quiet --disable-pip-version-check --no-deps --target "$site" \
    --config-settings=cmake.define.TENON_SANITIZE=address,undefined "$packages/conformance/python" "$packages/graph/python"

# Python itself keeps memory until it ends, so only errors count here; leaks are counted by the C tests.
export LD_PRELOAD="$(gcc -print-file-name=libasan.so) $(gcc -print-file-name=libubsan.so)"
export ASAN_OPTIONS=detect_leaks=0:allocator_may_return_null=1 UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
export PYTHONPATH=$site PYTHONMALLOC=malloc
python -m pytest -q -p no:cacheprovider "$tests"/conformance/python/test_*.py
python -m pytest -q -p no:cacheprovider "$tests/../libraries/graph/tests/python/test_columns.py"
