#!/usr/bin/env bash
# Installs the package of the conformance contract and holds it to everything: behaviour, types, format.
# Usage: run.sh PACKAGE_DIR WORK_DIR (with the tools of tools/requirements.txt and pyright on PATH)
set -euo pipefail

package=$(realpath "$1")
mkdir -p "$2"
work=$(realpath "$2")
tests=$(cd "$(dirname "$0")" && pwd)

"$tests/../../strict/python.sh" "$package" "$work"
ruff check --quiet --config "$tests/ruff.toml" "$tests"
ruff format --quiet --check --config "$tests/ruff.toml" "$tests"
cd "$tests"
mypy --strict --cache-dir "$work/mypy" "$tests"/*.py
pyright --pythonpath "$(command -v python)" typed_usage.py
python -X dev -W error -m pytest --quiet -p no:cacheprovider "$tests"
