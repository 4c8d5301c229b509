#!/usr/bin/env bash
# Runs one step of a longer job: says what it does, on a terminal with the seconds and the last line of its output, keeps the
# output in a log, and shows the log where the step fails.
# Usage: tools/step.sh LOG_DIR "What it does" COMMAND [ARGUMENT...]
set -uo pipefail

logs=$1 what=$2
shift 2
mkdir -p "$logs"
log="$logs/$(tr -cs 'a-zA-Z0-9' '-' <<<"$what" | sed 's/^-*//; s/-*$//').log"
start=$SECONDS

"$@" >"$log" 2>&1 </dev/null &
job=$!
trap 'kill "$job" 2>/dev/null' INT TERM
if [ -t 1 ]; then
    columns=$(tput cols 2>/dev/tty || echo 80)
    while kill -0 "$job" 2>/dev/null; do
        now=$(tail -n 1 "$log" | tr -d '\r\033')
        line="  …  $what ($((SECONDS - start)) s) $now"
        printf '\r\033[K%s' "${line:0:columns-1}"
        sleep 0.2
    done
    printf '\r\033[K'
fi
if wait "$job"; then
    printf '  ok %s (%d s)\n' "$what" $((SECONDS - start))
else
    status=$?
    printf '  FAILED %s, status %d; the end of %s:\n' "$what" "$status" "$log" >&2
    tail -n 60 "$log" >&2
    exit "$status"
fi
