#!/usr/bin/env bash
# Calls through Tenon's Node.js package beside the same by hand and by its peers, all in one process.
# Usage: bench/calls/node/run.sh BUILD_DIR [--rounds N] [--peers a,b] [--no-count]
# It writes BUILD_DIR/bench/calls/node.json; what it builds and installs is in BUILD_DIR/bench/calls/node/.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
build=$(cd "$1" && pwd)
source "$root/tools/environment.sh"
shift
rounds=21 peers="" counting=true
while [ $# -gt 0 ]; do
    case $1 in
    --rounds) rounds=$2 && shift 2 ;;
    --peers) peers=$2 && shift 2 ;;
    --no-count) counting=false && shift ;;
    *) echo "run.sh: $1 is no option; write --rounds N, --peers a,b or --no-count" >&2 && exit 2 ;;
    esac
done
sources=$build/bench/calls/node/sources
work=$sources/bench/calls/node
logs=$build/logs

# One step, whose seconds are those of the peer. $1: the peer; $2: what it does; the rest: the command
timed() {
    local peer=$1 what=$2 start=$EPOCHREALTIME
    shift 2
    "$root/tools/step.sh" "$logs" "$what" "$@" || return
    awk -v start="$start" -v end="$EPOCHREALTIME" 'BEGIN { printf "%.2f\n", end - start }' >"$work/$peer.seconds"
}

wanted() { [ -z "$peers" ] || [[ ",$peers," == *",$1,"* ]]; }

# The sources with what they include, so that nothing is built among them. What was built stays.
mkdir -p "$work" "$sources/bench/count" "$build/bench/calls"
cp -r "$root/include" "$sources/"
cp -r "$root/bench/calls/library" "$root/bench/calls/rows.json" "$sources/bench/calls/"
cp "$root"/bench/count/bench_marks.* "$sources/bench/count/"
cp -r "$here/." "$work/"
cd "$work"

"$root/tools/step.sh" "$logs" "Node.js benchmark: installing what peers need" npm ci --ignore-scripts --no-audit --no-fund
if wanted tenon; then
    generate() { "$build/main/tenon" build "$root/bench/calls/library/tally.h" --out tenon --lang node && cd tenon/node && npm run install; }
    export -f generate
    export build root
    timed tenon "Node.js benchmark: Tenon's package" bash -ec generate
    "$build/main/tenon" --version | sed 's/^[^0-9]*//' >tenon.version
fi
for peer in handwritten node_addon_api; do
    if wanted "$peer"; then
        timed "$peer" "Node.js benchmark: $peer" npm --prefix "$peer" run build || true
    fi
done
if wanted napi_rs; then
    timed napi_rs "Node.js benchmark: napi-rs" ./napi_rs/build.sh || true
fi
if wanted koffi; then
    timed koffi "Node.js benchmark: koffi's library" ./koffi/build.sh || true
fi

rm -f counts.json
uncounted=""
if ! $counting; then
    uncounted="--no-count was asked for"
elif ! command -v valgrind >/dev/null; then
    uncounted="valgrind is missing: make setup installs it"
else
    "$root/tools/step.sh" "$logs" "Node.js benchmark: the marks" npm --prefix marks run build
    # V8 compiles as it runs, which valgrind must be told, and has threads of its own, whose work is not the calls'.
    "$root/tools/step.sh" "$logs" "Node.js benchmark: counting instructions" \
        "$root/bench/count/count.py" --out counted.json --option=--smc-check=all-non-file -- \
        node --expose-gc --single-threaded --interrupt-budget=10000 count.mjs "$work" "$peers" &&
        node counts.mjs counted.json counts.json ||
        uncounted="a row failed under callgrind; the log of the step says which"
fi
"$root/tools/step.sh" "$logs" "Node.js benchmark: $rounds rounds" \
    node --expose-gc run.mjs "$work" "$build/bench/calls/node.json" "$rounds" "$peers" "$uncounted"
