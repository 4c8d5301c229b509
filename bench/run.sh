#!/usr/bin/env bash
# The benchmark: measures every part that is asked for, then merges all results to tables, one page and one JSON file.
# A part that fails is named, and the others go on; the exit status is 1 then.
# Usage: bench/run.sh BUILD_DIR [PART...]   with BENCH_ROUNDS=n in the environment for other than each part's own rounds
# Parts: python node go rust scaling graph bridge. Without any: all. Results of parts that do not run now stay as they were.
set -uo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/.." && pwd)
build=$(cd "$1" && pwd)
shift
logs=$build/logs/bench
mkdir -p "$build/bench/calls"
source "$root/tools/environment.sh"

# What each part is called on the terminal, in the order in which they run.
parts=(python node go rust scaling graph bridge)
declare -A titles=(
    [python]="calls from Python" [node]="calls from Node.js" [go]="calls from Go" [rust]="calls from Rust"
    [scaling]="threads, sizes of contracts and arrays" [graph]="graph beside its peers" [bridge]="bridged calls"
)

# The script of a part, and the file in which it leaves its results.
script_of() {
    case $1 in
    python | node | go | rust) echo "$here/calls/$1/run.sh" ;;
    *) echo "$here/$1/run.sh" ;;
    esac
}

result_of() {
    case $1 in
    python | node | go | rust) echo "$build/bench/calls/$1.json" ;;
    *) echo "$build/bench/$1.json" ;;
    esac
}

if [ $# -gt 0 ]; then
    for part in "$@"; do
        if [ -z "${titles[$part]:-}" ]; then
            echo "bench: there is no part '$part'; write one or more of: ${parts[*]}" >&2
            exit 2
        fi
    done
    parts=("$@")
fi
rounds=()
if [ -n "${BENCH_ROUNDS:-}" ]; then
    if ! [[ $BENCH_ROUNDS =~ ^[1-9][0-9]*$ ]]; then
        echo "bench: BENCH_ROUNDS is '$BENCH_ROUNDS'; write a number of rounds, for instance BENCH_ROUNDS=21" >&2
        exit 2
    fi
    rounds=(--rounds "$BENCH_ROUNDS")
fi

failed=()
for number in "${!parts[@]}"; do
    part=${parts[$number]}
    # What an earlier run found must not pass for what this one finds.
    rm -f "$(result_of "$part")"
    what="Benchmark $((number + 1)) of ${#parts[@]}: ${titles[$part]}"
    if ! "$root/tools/step.sh" "$logs" "$what" "$(script_of "$part")" "$build" "${rounds[@]}"; then
        failed+=("$part")
    elif [ ! -s "$(result_of "$part")" ]; then
        echo "  FAILED $what: it ended well and left nothing in $(result_of "$part")" >&2
        failed+=("$part")
    fi
done

arguments=()
for part in "${failed[@]}"; do
    arguments+=(--failed "$part")
done
echo
PYTHONPATH=$here "$build/venv/bin/python" -B -m report "$build" "${arguments[@]}" || exit 1
if [ ${#failed[@]} -gt 0 ]; then
    echo "These parts failed: ${failed[*]}; their logs are in $logs" >&2
    exit 1
fi
