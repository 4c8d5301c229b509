#!/usr/bin/env bash
# The command built with sanitizers generates boundaries, too, without a finding, and the same ones byte for byte.
# Usage: generated.sh TENON SANITIZED_TENON WORK_DIR HEADER...
set -euo pipefail

tenon=$1 sanitized=$2 work=$3
shift 3
rm -rf "$work"
mkdir -p "$work"
for header; do
    name=$(basename "$header" .h)
    "$tenon" boundary "$header" --out "$work/plain/$name" >/dev/null
    "$sanitized" boundary "$header" --out "$work/sanitized/$name" >/dev/null
done
diff -r "$work/plain" "$work/sanitized"
echo "$# passed, 0 failed"
