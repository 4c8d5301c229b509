#!/usr/bin/env bash
# The Python package of a conformance contract or of the graph, built with ASan, LSan and UBSan, through its tests.
# Usage: python_asan.sh PACKAGES_DIR WORK_DIR CONTRACT (with the tools' python on PATH)
# What Python itself keeps until it ends is left aside (leaks.py): so leaks do not end the process, but errors do.
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
# Each frame names its module, for leaks.py.
export ASAN_OPTIONS="stack_trace_format='    #%n %p %F %L (%m+%o)':detect_leaks=1:exitcode=0:abort_on_error=1:allocator_may_return_null=1:log_path=$site/report"
export UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1:log_path=$site/report
export PYTHONPATH=$site:$tests/conformance/python/helpers PYTHONMALLOC=malloc
case $contract in
told) files=("$tests/surface/faults/fault.py") ;;
conformance) files=("$tests"/conformance/python/test_*.py) ;;
graph) files=("$tests"/../libraries/graph/tests/python/test_columns.py) ;;
*) files=("$tests/conformance/python/$contract"/test_*.py) ;;
esac
status=0
python -m pytest -q -p no:cacheprovider "${files[@]}" || status=$?
unset LD_PRELOAD
if [ "$status" != 0 ]; then
    cat "$site"/report.* >&2 || true
    exit "$status"
fi
python "$tests/leaks.py" "$site/report" _native
