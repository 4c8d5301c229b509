#!/usr/bin/env bash
# Installs the package of the conformance contract as a user does and holds it to everything: behaviour, types, format.
# Usage: run.sh PACKAGE_DIR WORK_DIR
# Needs Node.js 20 or newer with npm, gcc, and for the whole of it clang-14 and clang-format-14. Prettier and TypeScript
# are installed into WORK_DIR.
set -euo pipefail

package=$(realpath "$1")
mkdir -p "$2"
work=$(realpath "$2")
here=$(cd "$(dirname "$0")" && pwd)
# The repository's own style for the generated C, where the package was built inside it.
style=$here/../../../.clang-format
bin=$work/tools/node_modules/.bin

install_tools() {
    if cmp -s "$here/package-lock.json" "$work/tools/installed.json"; then
        return
    fi
    rm -rf "$work/tools"
    mkdir -p "$work/tools"
    cp "$here/package.json" "$here/package-lock.json" "$work/tools"
    (cd "$work/tools" && npm ci --silent --no-audit --no-fund)
    cp "$here/package-lock.json" "$work/tools/installed.json"
}

# An empty project, `npm install`, and the tests beside it. $1: its folder; the rest: options of npm.
install_package() {
    local app=$1
    shift
    rm -rf "$app"
    mkdir -p "$app"
    echo '{ "private": true }' >"$app/package.json"
    (cd "$app" && JOBS=2 npm install --silent --no-audit --no-fund --foreground-scripts "$@" "$package" >"$work/npm.log" 2>&1) ||
        { tail -n 60 "$work/npm.log" >&2; return 1; }
    cp "$here"/*.mjs "$here"/*.cjs "$here"/usage.* "$app"
}

check_format() {
    "$bin/prettier" --log-level warn --check "$package"/*.{js,mjs,ts,mts,json,md} "$package/lib"
    "$bin/prettier" --log-level warn --check "$here"
    if command -v clang-format-14 >/dev/null && [ -f "$style" ]; then
        clang-format-14 --style="file:$style" --dry-run -Werror "$package"/src/*.[ch] "$package"/src/runtime/*.[ch]
    fi
}

check_c() {
    local compiler flags
    node_include=$(dirname "$(dirname "$(realpath "$(command -v node)")")")/include/node
    flags=(-std=gnu11 -O2 -DNAPI_VERSION=8 -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror)
    flags+=(-isystem "$node_include" -I"$package/src" -I"$package/src/runtime" -I"$package/native/boundary")
    flags+=(-isystem "$package/native/include" -isystem "$package/native/library")
    for compiler in gcc clang-14; do
        command -v "$compiler" >/dev/null || continue
        for file in "$package"/src/*.c "$package"/src/runtime/*.c; do
            "$compiler" "${flags[@]}" -c "$file" -o /dev/null
        done
    done
}

check_types() {
    local options=(--noEmit --strict --exactOptionalPropertyTypes --noUncheckedIndexedAccess --noImplicitOverride
        --noPropertyAccessFromIndexSignature --noUnusedLocals --noUnusedParameters --target es2022)
    cd "$work/app"
    "$bin/tsc" "${options[@]}" --module nodenext --lib es2022 --types node --typeRoots "$work/tools/node_modules/@types" \
        usage.mts usage.cts
    # Without the types of Node.js, which bring Symbol.dispose along: only the package's own are left.
    "$bin/tsc" "${options[@]}" --module nodenext --lib es2022 usage.cts
    "$bin/tsc" "${options[@]}" --module nodenext --lib esnext usage.cts
    "$bin/tsc" "${options[@]}" --module esnext --moduleResolution bundler --lib es2022 --types node \
        --typeRoots "$work/tools/node_modules/@types" usage.mts
}

install_tools
check_format
check_c
install_package "$work/copied" --install-links
(cd "$work/copied" && node --test package.test.cjs >"$work/copied.log") || { cat "$work/copied.log" >&2; exit 1; }
install_package "$work/app"
(check_types)
cd "$work/app"
node --expose-gc --test ./*.test.mjs ./*.test.cjs
