#!/usr/bin/env bash
# The graph library through its Python package, against NetworkX. Usage: run.sh PACKAGE_DIR (with the tools' python on PATH)
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
python -m pip install --quiet --disable-pip-version-check --force-reinstall --no-deps --no-build-isolation --check-build-dependencies "$1"
python -m pytest -q -p no:cacheprovider "$here"
