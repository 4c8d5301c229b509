#!/usr/bin/env bash
# Calls into a small library through Python: Tenon beside a C extension written by hand and every other tool.
# Usage: run.sh BUILD_DIR [--rounds N] [--peers a,b] [--no-count]
# Builds below BUILD_DIR/bench/calls/python, tells the table and leaves BUILD_DIR/bench/calls/python.json.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
build=$(cd "$1" && pwd)
shift
work=$build/bench/calls/python
python=$work/venv/bin/python
peers=tenon,handwritten,nanobind,pybind11,cython,pyo3,cffi,ctypes,swig,uniffi
arguments=("$@")
while [ $# -gt 0 ]; do
    [ "$1" != --peers ] || peers=$2
    shift
done

step() {
    "$root/tools/step.sh" "$work/logs" "$@"
}

mkdir -p "$work"
if ! cmp -s "$here/requirements.txt" "$work/installed.txt"; then
    step "Making an environment for the peers in Python" "$build/venv/bin/python" -m venv --clear "$work/venv"
    step "Installing the peers in Python" "$python" -m pip install --disable-pip-version-check \
        --require-hashes -r "$here/requirements.txt"
    cp "$here/requirements.txt" "$work/installed.txt"
fi
# A peer that cannot be built is named as missing; without Tenon or the floor there is nothing to tell.
for peer in ${peers//,/ }; do
    rm -f "$work/$peer/built.json"
    step "Building the Python peer $peer" "$python" "$here/run.py" "$build" --build-peer "$peer" ||
        case $peer in tenon | handwritten) exit 1 ;; esac
done
"$python" "$here/run.py" "$build" "${arguments[@]}"
