#!/usr/bin/env bash
# The annotations vanish: an annotated header is clean for C and C++ under gcc and clang at their strictest.
# Usage: header.sh SOURCE_DIR
set -euo pipefail

root=$1
headers=("$root/tests/conformance/library/conformance.h" "$root/libraries/graph/include/graph/graph.h"
    "$root/examples/shelf/shelf.h" "$root/tests/conformance/values/values.h" "$root/tests/conformance/tables/tables.h")
passed=0
for header in "${headers[@]}"; do
    for compiler in gcc clang-14; do
        "$compiler" -x c -std=c11 -Wall -Wextra -Wpedantic -Werror -I "$root/include" -fsyntax-only "$header"
        "$compiler" -x c++ -std=c++17 -Wall -Wextra -Wpedantic -Werror -Wno-pragma-once-outside-header \
            -I "$root/include" -fsyntax-only "$header"
        passed=$((passed + 2))
    done
done
echo "$passed passed, 0 failed"
