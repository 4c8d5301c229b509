#!/usr/bin/env bash
# Builds and runs the benchmark of bridged calls: a table on the terminal, the same in BUILD_DIR/bench/bridge.json.
# Usage: bench/bridge/run.sh BUILD_DIR [--rounds N]
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
build=$(cd "$1" && pwd)
work=$build/bench/bridge
contract=$root/tests/conformance/bridged/bridged.h

if [ $# -gt 1 ] && { [ "$2" != --rounds ] || [ $# -ne 3 ]; }; then
    echo "bench/bridge/run.sh: $2 is no option; write --rounds N" >&2
    exit 2
fi

mkdir -p "$work"
"$build/main/tenon" boundary "$contract" --out "$work" >/dev/null
"$build/main/tenon" build "$contract" --lang c-impl --out "$work" >/dev/null
cmake -S "$here" -B "$work/build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DGENERATED="$work" >/dev/null
cmake --build "$work/build" >/dev/null
exec "$work/build/bridge_call" "$build/bench/bridge.json" ${3:+"$3"}
