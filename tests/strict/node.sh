#!/usr/bin/env bash
# What the tools of Node.js and C say to a package: formatted, without a warning, its declarations sound by themselves.
# Usage: node.sh PACKAGE_DIR WORK_DIR (with prettier and tsc on PATH)
set -euo pipefail

package=$(realpath "$1")
here=$(cd "$(dirname "$0")" && pwd)
style=$here/../../.clang-format

prettier --log-level warn --check "$package"/*.{js,mjs,ts,mts,json,md} "$package/lib"
clang-format-14 --style="file:$style" --dry-run -Werror "$package"/src/*.[ch] "$package"/src/runtime/*.[ch]

node_include=$(dirname "$(dirname "$(realpath "$(command -v node)")")")/include/node
flags=(-std=gnu11 -O2 -DNAPI_VERSION=8 -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror)
flags+=(-isystem "$node_include" -I"$package/src" -I"$package/src/runtime" -I"$package/native/boundary")
# The author's headers are not ours to judge.
while read -r folder; do
    flags+=(-isystem "$folder")
done < <(find "$package/native/include" "$package/native/library" -maxdepth 3 -type d)
for file in "$package"/src/*.c "$package"/src/runtime/*.c; do
    gcc "${flags[@]}" -c "$file" -o /dev/null
    clang-14 "${flags[@]}" -fsyntax-only "$file"
done
# Types that a package takes from others are those of the tools (tools/node). TypeScript's own are not ours to judge.
mkdir -p "$2/types"
declarations=$(realpath "$2")/types
rm -rf "${declarations:?}"/*
(cd "$package" && cp -r --parents index.d.* diagnostics.d.* $(find lib -name '*.d.ts') "$declarations")
ln -s "$(dirname "$(dirname "$(command -v tsc)")")" "$declarations/node_modules"
cd "$declarations"
for library in es2022 esnext; do
    "$here/../typescript.sh" "$declarations/../../tsc" "strict-$library" --strict --exactOptionalPropertyTypes \
        --noUncheckedIndexedAccess --target es2022 --skipDefaultLibCheck --module nodenext --lib "$library" {index,diagnostics}.d.{ts,mts}
done
echo "1 passed, 0 failed"
