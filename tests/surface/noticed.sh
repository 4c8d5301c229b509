#!/usr/bin/env bash
# The sanitizers are really on where packages run under them: a leak, undefined behaviour and a write past a block, made on purpose by
# the library told, each make the run fail with the report that belongs to it; a run without a fault passes.
# Usage: noticed.sh TENON WORK_DIR (with what tools/setup.sh installs on PATH)
set -euo pipefail

tests=$(cd "$(dirname "$0")/.." && pwd)
tenon=$(realpath "$1")
rm -rf "$2"
mkdir -p "$2"
work=$(realpath "$2")
"$tenon" build "$tests/surface/told/told.h" --lang python,node --out "$work/packages/told" >/dev/null

# What is reported where: only a leak is found after the tests have passed.
expected() {
    case $1 in
    leak) echo "3000 byte(s) in 3 object(s)" ;;
    undefined) echo "shift exponent 40 is too large" ;;
    overrun) echo "heap-buffer-overflow" ;;
    esac
}

failed=0
for language in python node; do
    for fault in leak undefined overrun; do
        log=$work/$language-$fault.log
        if TENON_FAULT=$fault "$tests/${language}_asan.sh" "$work/packages" "$work/$language" told >"$log" 2>&1; then
            echo "$language: $fault was not noticed" >&2
            failed=$((failed + 1))
        elif ! grep -qF "$(expected $fault)" "$log"; then
            echo "$language: $fault was reported as something else" >&2
            tail -n 30 "$log" >&2
            failed=$((failed + 1))
        fi
    done
done
echo "$((6 - failed)) passed, $failed failed"
[ "$failed" -eq 0 ]
