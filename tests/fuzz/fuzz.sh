#!/usr/bin/env bash
# Builds the fuzz targets and runs each for a long time, two at once, with a line per minute about each.
# Usage: fuzz.sh SOURCE_DIR BUILD_DIR   FUZZ_SECONDS (3600) per target; FUZZ_TARGETS ("encodings contract"): only these
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
source=$1 build=$2
seconds=${FUZZ_SECONDS:-3600}
read -ra targets <<<"${FUZZ_TARGETS:-$(tr '\n' ' ' <"$here/targets.txt")}"
mkdir -p "$build/logs"

"$here/build.sh" "$source" "$build"
echo "Fuzzing ${targets[*]}: $seconds seconds each, two at once; logs in $build/logs"

# What libFuzzer last said of itself: executions, coverage, inputs, memory.
progress() {
    while sleep 60; do
        for target in "${targets[@]}"; do
            local log=$build/logs/$target.log
            [ -f "$log" ] && [ ! -f "$log.done" ] || continue
            printf '%s  %-14s %s\n' "$(date +%H:%M)" "$target" "$(grep -a '^#' "$log" | tail -n 1 | cut -c 1-100)"
        done
    done
}

rm -f "$build"/logs/*.log "$build"/logs/*.done
progress &
watcher=$!
trap 'kill "$watcher" 2>/dev/null || true' EXIT
failed=0
printf '%s\n' "${targets[@]}" | xargs -P 2 -I{} bash -c '
    log=$2/logs/{}.log
    if "$1/run.sh" "$2" {} "$3" --keep >"$log" 2>&1; then
        touch "$log.done"
        echo "{}: $(grep -a number_of_executed_units "$log" | tail -n 1 | tr -dc 0-9) executions, nothing found"
    else
        touch "$log.done"
        echo "{}: FAILED, see $log"
        exit 1
    fi' bash "$here" "$build" "$seconds" || failed=1
exit $failed
