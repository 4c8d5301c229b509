#!/usr/bin/env bash
# Runs one fuzz target on its kept inputs and then on new ones.
# Usage: run.sh BUILD_DIR TARGET SECONDS [--keep]   --keep: what found something new stays in corpus/TARGET, as small as possible
# An input that fails stays in BUILD_DIR/failed/; docs/fuzzing.md says what to do with it.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
source "$here/../sanitizers/options.sh"
build=$1 target=$2 seconds=$3 keep=${4:-}
corpus=$here/corpus/$target
program=$build/fuzz_$target
found=$(mktemp -d)
trap 'rm -rf "$found"' EXIT
mkdir -p "$build/failed" "$corpus"

# Memory: what ASan sets aside counts too, so little of it. A single allocation, or all together, beyond these limits is a
# failure: nothing that reads a few thousand bytes may ask for that much.
export ASAN_OPTIONS=$sanitized:quarantine_size_mb=16:malloc_context_size=6:allocator_may_return_null=0
export LSAN_OPTIONS=suppressions=$here/leaks.txt:print_suppressions=0
export UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
options=(-rss_limit_mb=1500 -malloc_limit_mb=256 -timeout=25 -print_final_stats=1 -artifact_prefix="$build/failed/$target-")
[ ! -f "$here/$target.dict" ] || options+=(-dict="$here/$target.dict")
[ ! -f "$here/$target.options" ] || mapfile -t -O "${#options[@]}" options <"$here/$target.options"

# Files of the project that are inputs as they are.
inputs=("$corpus")
if [ -f "$here/$target.seeds" ]; then
    inputs+=("$(mktemp -d)")
    trap 'rm -rf "$found" "${inputs[1]}"' EXIT
    while read -r pattern; do
        for seed in "$here"/$pattern; do
            cp "$seed" "${inputs[1]}/$(sha1sum "$seed" | cut -c 1-40)"
        done
    done <"$here/$target.seeds"
fi

if ! "$program" "${options[@]}" -max_total_time="$seconds" "$found" "${inputs[@]}" </dev/null; then
    echo "fuzz: $target failed; the input is in $build/failed/, docs/fuzzing.md says how to look at it" >&2
    exit 1
fi
if [ "$keep" = --keep ]; then
    fresh=$(mktemp -d)
    "$program" "${options[@]}" -merge=1 -use_counters=0 "$fresh" "${inputs[@]}" "$found" </dev/null >/dev/null 2>&1
    # Regression inputs have names and stay, whatever they cover.
    find "$corpus" -type f -regextype posix-extended -regex '.*/[0-9a-f]{40}' -delete
    for kept in "$fresh"/*; do
        [ ${#inputs[@]} -gt 1 ] && [ -e "${inputs[1]}/$(basename "$kept")" ] || cp "$kept" "$corpus"/
    done
    rm -rf "$fresh"
    echo "fuzz: $target keeps $(find "$corpus" -type f | wc -l) inputs"
fi
