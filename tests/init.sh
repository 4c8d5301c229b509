#!/usr/bin/env bash
# A new library builds and passes at once: contract, C tests, packages, and the Python package installed and tested.
# Usage: init.sh TENON WORK_DIR
set -euo pipefail

tenon=$1 work=$2
rm -rf "$work"
mkdir -p "$work"
cd "$work"
"$tenon" init lantern
cd lantern
make test
make test-python
for language in python node go rust; do
    test -d "packages/$language"
done
echo "1 passed, 0 failed"
