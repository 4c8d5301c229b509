#!/usr/bin/env bash
# The generated text of the small contracts against what is checked in below expected/.
# Left out, since they are the same in every package: the runtime and the header that renames its symbols, the library's own
# sources, and files that ship as they are.
# Usage: check.sh TENON [regenerate]
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
tenon=$1
mode=${2:-compare}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

contracts=("minimal $here/minimal/minimal.h" "shelf $root/examples/shelf/shelf.h")

shipped_as_is() {
    find "$root"/compiler/backends/*/runtime -type f -exec sha256sum {} + | cut -d' ' -f1 | sort -u
}

# The boundary is the same in every language without a lock of its own: it is kept once.
prune() {
    mv "$1/python/native/boundary" "$1/boundary_under_lock"
    mv "$1/node/native/boundary" "$1/boundary"
    for language in go rust; do
        diff -r "$1/boundary" "$1/$language/native/boundary"
    done
    rm -rf "$1"/*/native "$1/go/symbols.h"
    find "$1" -type f -exec sha256sum {} + | while read -r sum file; do
        if grep -qx "$sum" "$work/shipped"; then
            rm "$file"
        fi
    done
    find "$1" -type d -empty -delete
}

shipped_as_is >"$work/shipped"
passed=0 failed=0
for contract in "${contracts[@]}"; do
    read -r name header <<<"$contract"
    "$tenon" build "$header" --out "$work/$name" >/dev/null
    "$tenon" build "$header" --out "$work/$name-again" >/dev/null
    diff -r "$work/$name" "$work/$name-again" || { echo "$name: two builds differ"; failed=$((failed + 1)); }
    prune "$work/$name"
    if [ "$mode" = regenerate ]; then
        rm -rf "$here/$name/expected"
        mkdir -p "$here/$name"
        cp -r "$work/$name" "$here/$name/expected"
    fi
    if diff -r "$here/$name/expected" "$work/$name"; then
        passed=$((passed + 1))
    else
        echo "$name: the generated text changed; if that is right: make goldens"
        failed=$((failed + 1))
    fi
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
