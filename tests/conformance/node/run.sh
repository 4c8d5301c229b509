#!/usr/bin/env bash
# Installs a conformance package as a user does and holds it to everything: behaviour, types, format.
# Usage: run.sh PACKAGE_DIR WORK_DIR [CONTRACT] (whose tests lie in the folder of that name; conformance.h's lie here)
# Needs Node.js 20 or newer with npm, and prettier and tsc (tools/node) on PATH.
set -euo pipefail

package=$(realpath "$1")
mkdir -p "$2"
work=$(realpath "$2")
contract=${3:-}
here=$(cd "$(dirname "$0")" && pwd)
tests=$here${contract:+/$contract}
types=$(dirname "$(dirname "$(command -v tsc)")")/@types
options=(--noEmit --strict --exactOptionalPropertyTypes --noUncheckedIndexedAccess --noImplicitOverride
    --noPropertyAccessFromIndexSignature --noUnusedLocals --noUnusedParameters --target es2022 --skipDefaultLibCheck)

# A project with the package and the tests beside it. $1: its folder; the rest: options of npm.
install_package() {
    local app=$1
    shift
    "$here/../../node_install.sh" "$app" "$package" "$work/npm.log" "$@"
    cp "$here/helpers.mjs" "$tests"/*.*js "$app"
    find "$tests" -maxdepth 1 -name 'usage.*' -exec cp {} "$app" \;
}

# The second time only the use: the declarations of the package are looked at the first time, those of Node.js need no second look.
check_module_types() {
    cd "$work/app"
    "$here/../../typescript.sh" "$work/../tsc" usage "${options[@]}" --module nodenext --lib es2022 --types node \
        --typeRoots "$types" usage.*
    tsc "${options[@]}" --module esnext --moduleResolution bundler --lib es2022 --types node \
        --typeRoots "$types" --skipLibCheck usage.mts
}

# Without the types of Node.js, which bring Symbol.dispose along: only the package's own are left.
check_bare_types() {
    cd "$work/app"
    tsc "${options[@]}" --module nodenext --lib es2022 usage.cts
    tsc "${options[@]}" --module nodenext --lib esnext usage.cts
}

"$here/../../strict/node.sh" "$package" "$work"
if [ -n "$contract" ]; then
    install_package "$work/app"
    (check_module_types)
    cd "$work/app"
    node --expose-gc --test --test-reporter="$here/reporter.mjs" ./*.test.mjs
    exit
fi
prettier --log-level warn --check "$here"
install_package "$work/copied" --install-links
(cd "$work/copied" && node --test --test-reporter="$here/reporter.mjs" package.test.cjs >"$work/copied.log") || { cat "$work/copied.log" >&2; exit 1; }
install_package "$work/app"
(check_module_types)
(check_bare_types)
cd "$work/app"
node --expose-gc --test --test-reporter="$here/reporter.mjs" ./*.test.mjs ./*.test.cjs
