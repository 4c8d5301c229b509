#!/bin/sh
# Install the package of the conformance library and hold it to everything: behaviour, types, format.
# Usage: run.sh PACKAGE_DIR WORK_DIR [PYTHON]
# With TENON_SANITIZE=address,undefined in the environment only the behaviour is tested, under those sanitizers.
set -eu

package=$(cd "$1" && pwd)
mkdir -p "$2"
work=$(cd "$2" && pwd)
python=${3:-python3.11}
tests=$(cd "$(dirname "$0")" && pwd)
# The repository's own style for the generated C, where the package was built inside it.
style=$tests/../../../.clang-format

# Nothing is left in the repository.
export RUFF_CACHE_DIR="$work/ruff" MYPY_CACHE_DIR="$work/mypy" PYTHONDONTWRITEBYTECODE=1

venv=$work/venv
if ! cmp -s "$tests/requirements.txt" "$venv/requirements.txt"; then
    rm -rf "$venv"
    "$python" -m venv "$venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check -r "$tests/requirements.txt"
    cp "$tests/requirements.txt" "$venv/requirements.txt"
fi
bin=$venv/bin
"$bin/pip" uninstall --quiet --yes conformance 2>/dev/null || true
"$bin/pip" install --quiet --disable-pip-version-check --config-settings=cmake.define.TENON_STRICT=ON \
    --config-settings=cmake.define.TENON_SANITIZE="${TENON_SANITIZE:-}" "$package"

if [ -n "${TENON_SANITIZE:-}" ]; then
    # Python keeps memory until its end on purpose, and the first allocation must be the sanitizer's.
    export ASAN_OPTIONS=detect_leaks=0 UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1 PYTHONMALLOC=malloc
    LD_PRELOAD="$(gcc -print-file-name=libasan.so) $(gcc -print-file-name=libubsan.so)" \
        "$bin/python" -m pytest --quiet -p no:cacheprovider "$tests"
    exit
fi

"$bin/ruff" format --quiet --check "$package/src"
"$bin/ruff" check --quiet --select E,F,W,I,UP,B,C4,SIM,RUF,PYI --ignore PYI021 "$package/src"
"$bin/ruff" check --quiet --config "$tests/ruff.toml" "$tests"
"$bin/ruff" format --quiet --check --config "$tests/ruff.toml" "$tests"
cd "$work"
"$bin/mypy" --strict --python-executable "$bin/python" "$tests"/*.py
"$bin/pyright" --pythonpath "$bin/python" "$tests/typed_usage.py"
"$bin/python" -m mypy.stubtest --allowlist "$tests/stubtest-allowed.txt" conformance
"$bin/abi3audit" --strict --assume-minimum-abi3 3.11 "$("$bin/python" -c \
    'import conformance._native as native; print(native.__file__)')"
if command -v clang-format-14 >/dev/null && [ -f "$style" ]; then
    clang-format-14 --style="file:$style" --dry-run -Werror "$package"/binding/*.[ch] "$package"/binding/runtime/*.[ch]
fi
"$bin/python" -X dev -W error -m pytest --quiet -p no:cacheprovider "$tests"
