#!/usr/bin/env bash
# What the Python world's tools say to a package: no compiler warning, formatted, typed, its stub true, its ABI stable.
# Usage: python.sh PACKAGE_DIR WORK_DIR (with the tools' python, ruff, mypy, pyright and abi3audit on PATH). Leaves it installed.
set -euo pipefail

package=$(realpath "$1")
mkdir -p "$2"
work=$(realpath "$2")
here=$(cd "$(dirname "$0")" && pwd)
style=$here/../../.clang-format
name=$(basename "$package"/src/*)

# What builds it is among the tools, in the version that the package asks for: an environment of its own per build would have to be
# fetched and filled each time. As users do it is tried by the examples, `init` and `surface`.
python -m pip install --quiet --disable-pip-version-check --force-reinstall --no-deps --no-build-isolation --check-build-dependencies \
    --config-settings=cmake.define.TENON_STRICT=ON "$package"
ruff format --quiet --check "$package/src"
ruff check --quiet --select E,F,W,I,UP,B,C4,SIM,RUF,PYI --ignore PYI021 "$package/src"
# What mypy knows of Python's own library it keeps for the next package: one at a time is checked (the lock of these tests).
mypy --strict --cache-dir "$work/../mypy" "$package/src/$name/__init__.pyi"
pyright --pythonpath "$(command -v python)" "$package/src/$name/__init__.pyi"
cd "$work"
python -m mypy.stubtest --allowlist "$here/stubtest-allowed.txt" --ignore-unused-allowlist "$name"
abi3audit --strict --assume-minimum-abi3 3.11 "$(python -c "import $name._native as native; print(native.__file__)")"
clang-format-14 --style="file:$style" --dry-run -Werror "$package"/binding/*.[ch] "$package"/binding/runtime/*.[ch]
echo "1 passed, 0 failed"
