#!/usr/bin/env bash
# The benchmark's own scripts: typed, formatted, and doing what they say.
# Usage: run.sh BUILD_DIR WORK_DIR (with the tools' python, ruff and mypy on PATH)
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
mkdir -p "$2"
work=$(realpath "$2")
style=(--quiet --config "$root/bench/ruff.toml")
scripts=("$root/bench/count" "$root/bench/guard" "$root/bench/report" "$here")

ruff check "${style[@]}" "${scripts[@]}"
ruff format --check "${style[@]}" "${scripts[@]}"
mypy --strict --cache-dir "$work/mypy" "$root/bench/count/count.py"
MYPYPATH=$root/bench/count:$root/bench mypy --strict --no-namespace-packages --cache-dir "$work/mypy" "$root/bench/guard/guard.py"
(cd "$root/bench" && mypy --strict --cache-dir "$work/mypy" report)
TENON_BUILD=$(realpath "$1") exec python -m pytest -q -p no:cacheprovider "$here"
