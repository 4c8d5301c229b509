#!/usr/bin/env bash
# The Python packages of conformance contracts and of the graph, built with ASan and UBSan, through their tests.
# Usage: python_asan.sh PACKAGES_DIR WORK_DIR CONTRACT... (with the tools' python on PATH; conformance is the contract whose tests
# lie in no folder)
set -euo pipefail

tests=$(cd "$(dirname "$0")" && pwd)
packages=$(realpath "$1")
rm -rf "$2"
mkdir -p "$2"
site=$(realpath "$2")
shift 2
for package in "$@" graph; do
    python -m pip install --quiet --disable-pip-version-check --no-deps --target "$site" \
        --config-settings=cmake.define.TENON_SANITIZE=address,undefined "$packages/$package/python"
done

# Python itself keeps memory until it ends, so only errors count here; leaks are counted by the C tests.
export LD_PRELOAD="$(gcc -print-file-name=libasan.so) $(gcc -print-file-name=libubsan.so)"
export ASAN_OPTIONS=detect_leaks=0:allocator_may_return_null=1 UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
export PYTHONPATH=$site:$tests/conformance/python/helpers PYTHONMALLOC=malloc
for contract in "$@"; do
    from=$tests/conformance/python
    [ "$contract" = conformance ] || from=$from/$contract
    python -m pytest -q -p no:cacheprovider "$from"/test_*.py
done
python -m pytest -q -p no:cacheprovider "$tests/../libraries/graph/tests/python/test_columns.py"
