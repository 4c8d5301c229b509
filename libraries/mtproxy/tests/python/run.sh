#!/usr/bin/env bash
# The mtproxy library through its Python package, against its vectors and hashlib.
# Usage: run.sh PACKAGE_DIR (with the tools' python on PATH)
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
python -m pip install --quiet --disable-pip-version-check --force-reinstall --no-deps --no-build-isolation --check-build-dependencies "$1"
python -X dev -W error -m pytest -q -p no:cacheprovider "$here"
