#!/usr/bin/env bash
# Installs the package of a conformance contract and holds it to everything: behaviour, types, format.
# Usage: run.sh PACKAGE_DIR WORK_DIR [CONTRACT] (with the tools of tools/requirements.txt and pyright on PATH); the contract
# is the folder of the tests, without it the tests beside this file.
set -euo pipefail

package=$(realpath "$1")
mkdir -p "$2"
work=$(realpath "$2")
here=$(cd "$(dirname "$0")" && pwd)
tests=$here${3:+/$3}
export PYTHONPATH=$here/helpers MYPYPATH=$here/helpers

"$here/../../strict/python.sh" "$package" "$work"
ruff check --quiet --config "$here/ruff.toml" "$tests"/*.py
ruff format --quiet --check --config "$here/ruff.toml" "$tests"/*.py
cd "$tests"
mypy --strict --cache-dir "$work/../mypy" "$tests"/*.py
pyright --pythonpath "$(command -v python)" typed_usage.py
python -X dev -W error -m pytest --quiet -p no:cacheprovider "$tests"/test_*.py
