#!/usr/bin/env bash
# Installs the package of the conformance contract as a user does and holds it to everything: behaviour, types, format.
# Usage: run.sh PACKAGE_DIR WORK_DIR
# Needs Node.js 20 or newer with npm, and prettier and tsc (tools/node) on PATH.
set -euo pipefail

package=$(realpath "$1")
mkdir -p "$2"
work=$(realpath "$2")
here=$(cd "$(dirname "$0")" && pwd)
types=$(dirname "$(dirname "$(command -v tsc)")")/@types

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

check_types() {
    local options=(--noEmit --strict --exactOptionalPropertyTypes --noUncheckedIndexedAccess --noImplicitOverride
        --noPropertyAccessFromIndexSignature --noUnusedLocals --noUnusedParameters --target es2022)
    cd "$work/app"
    tsc "${options[@]}" --module nodenext --lib es2022 --types node --typeRoots "$types" \
        usage.mts usage.cts
    # Without the types of Node.js, which bring Symbol.dispose along: only the package's own are left.
    tsc "${options[@]}" --module nodenext --lib es2022 usage.cts
    tsc "${options[@]}" --module nodenext --lib esnext usage.cts
    tsc "${options[@]}" --module esnext --moduleResolution bundler --lib es2022 --types node \
        --typeRoots "$types" usage.mts
}

"$here/../../strict/node.sh" "$package" "$work"
prettier --log-level warn --check "$here"
install_package "$work/copied" --install-links
(cd "$work/copied" && node --test package.test.cjs >"$work/copied.log") || { cat "$work/copied.log" >&2; exit 1; }
install_package "$work/app"
(check_types)
cd "$work/app"
node --expose-gc --test ./*.test.mjs ./*.test.cjs
