#!/usr/bin/env bash
# The C tests under valgrind: reads of what was never written, memory errors, leaks of every kind but what is still reachable.
# Usage: valgrind.sh BUILD_DIR WORK_DIR HOST... (whose boundary tests: plain, serial, promising)
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
build=$(realpath "$1")
mkdir -p "$2"
work=$(realpath "$2")
shift 2
hosts=("$@")
rm -f "$work"/*.log

# What valgrind runs: one thread at a time, twenty times slower.
left_out=(
    boundary_adaptive   # measures how long calls take, and decides by that
    runtime_stress      # an hour's worth of interleavings, of which one thread at a time sees none: ThreadSanitizer runs it
    runtime_callback_stress # the same
    graph_test_threads  # the same
    runtime_ledger      # runs itself again as other processes, by a path that valgrind forbids
    runtime_monitor     # the same
    boundary_rules      # the same
    boundary_ended_threads # shows what a thread that ends in a call leaves behind for good
)

is_left_out() {
    for name in "${left_out[@]}"; do
        [[ $1 != "$name" && $1 != "$name"_* ]] || return 0
    done
    return 1
}

programs() {
    find "$build/tests/runtime" -maxdepth 1 -name 'runtime_*_test'
    find "$build/libraries/graph" -maxdepth 1 -name 'graph_test_*' -type f -perm -u+x
    for host in "${hosts[@]}"; do
        find "$build/tests/boundary" -maxdepth 1 -name "boundary_*_${host}_test"
    done
}

run_one() {
    local name
    name=$(basename "$1")
    # Once the allocator is replaced to fail, valgrind's own still counts.
    if ! valgrind --quiet --fair-sched=try --error-exitcode=99 --leak-check=full --show-leak-kinds=definite,indirect,possible \
        --errors-for-leak-kinds=definite,indirect,possible --suppressions="$suppressions" "$1" >"$work/$name.log" 2>&1; then
        grep -v -e 'RUN' -e '  OK ' "$work/$name.log" | sed "s/^/$name: /" >&2
        return 1
    fi
}
export -f run_one
export work suppressions=$here/valgrind.supp

list=$work/programs
: >"$list"
while read -r program; do
    is_left_out "$(basename "$program" _test)" || echo "$program" >>"$list"
done < <(programs | sort)
[ -s "$list" ]
xargs -P 2 -I '{}' bash -c 'run_one {}' <"$list"
echo "$(wc -l <"$list") programs passed under valgrind, 0 failed; left out: ${left_out[*]}"
