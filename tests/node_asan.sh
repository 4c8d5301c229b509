#!/usr/bin/env bash
# The Node.js package of a conformance contract, built with ASan, LSan and UBSan, through its tests.
# Usage: node_asan.sh PACKAGES_DIR WORK_DIR CONTRACT (with npm and the tools' tsc on PATH; conformance is the contract whose tests lie in no folder)
set -euo pipefail

source "$(dirname "$0")/sanitizers/options.sh"
tests=$(cd "$(dirname "$0")" && pwd)/conformance/node
packages=$(realpath "$1")
contract=$3
rm -rf "$2"
mkdir -p "$2"
work=$(realpath "$2")
app=$work/app

cp -r "$packages/$contract/node" "$work/package"
rm -rf "$work/package/build"
sed -i 's/"-O2", "-fvisibility=hidden"/"-O1", "-g", "-fsanitize=address,undefined", "-fvisibility=hidden"/
    s/"ldflags": \[/&"-fsanitize=address,undefined", /
    s/"-D_FORTIFY_SOURCE=3"/"-D_FORTIFY_SOURCE=0"/' "$work/package/binding.gyp"
[ "$(grep -c fsanitize "$work/package/binding.gyp")" -ge 2 ]
"$tests/../../node_install.sh" "$app" "$work/package" "$work/npm.log"
from=$tests
[ "$contract" = conformance ] || from=$tests/$contract
[ "$contract" != told ] || from=$tests/../../surface/faults
cp "$tests/helpers.mjs" "$from"/*.test.mjs "$app"
# Of a package's own files: the library that is looked at here is another build.
rm -f "$app/package.test.mjs"
(cd "$app" && sanitize_interpreter "$work/report" &&
    node --expose-gc --test --test-reporter="$tests/reporter.mjs" ./*.test.mjs) 2>&1 | tee "$work/tests.log" || {
    # A reader of the last lines sees what the sanitizers found, and what failed.
    sanitizer_errors "$work/report"
    sed -nE '/^[0-9]+ passed, [0-9]+ failed$/,$p' "$work/tests.log"
    exit 1
}
python "$(dirname "$0")/leaks.py" "$work/report" addon.node
