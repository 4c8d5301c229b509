#!/usr/bin/env bash
# Every allocation in the boundary of a contract fails in turn: run.sh TENON HEADER WORK [OPTION]
# OPTION --stand-in: the library is one written from the contract, which always gets its memory.
set -euo pipefail
tenon=$1 header=$2 work=$3
here=$(cd "$(dirname "$0")" && pwd)
source "$here/../sanitizers/options.sh"
"$tenon" test "$header" --write "$work" "${@:4}"
cp "$here/Makefile" "$work/faults.mk"
cp "$here/faults.c" "$work/faults.c"
make -s -j2 -C "$work" -f faults.mk faults
UBSAN_OPTIONS=print_stacktrace=1 ASAN_OPTIONS=$sanitized "$work/faults"
