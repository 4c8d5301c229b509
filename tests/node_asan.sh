#!/usr/bin/env bash
# The Node.js package of a conformance contract, built with ASan, LSan and UBSan, through its tests.
# Usage: node_asan.sh PACKAGES_DIR WORK_DIR CONTRACT (with npm and the tools' tsc on PATH; conformance is the contract whose tests lie in no folder)
set -euo pipefail

tests=$(cd "$(dirname "$0")" && pwd)/conformance/node
packages=$(realpath "$1")
contract=$3
rm -rf "$2"
mkdir -p "$2"
work=$(realpath "$2")
app=$work/app
preload="$(gcc -print-file-name=libasan.so) $(gcc -print-file-name=libubsan.so)"

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
# What Node.js itself keeps until it ends is left aside (leaks.py): so leaks do not end a process, but errors do.
# Each frame names its module.
asan="stack_trace_format='    #%n %p %F %L (%m+%o)':detect_leaks=1:exitcode=0:abort_on_error=1:allocator_may_return_null=1:log_path=$work/report"
(cd "$app" && LD_PRELOAD=$preload ASAN_OPTIONS="$asan" UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1:log_path=$work/report \
    node --expose-gc --test --test-reporter="$tests/reporter.mjs" ./*.test.mjs) 2>&1 | tee "$work/tests.log" || {
    # What a reader of the last lines needs: the sanitizers' errors (leaks come below), then what failed.
    find "$work" -name 'report.*' -exec grep -lE 'ERROR: (Address|Undefined)|runtime error:' {} + | xargs -r head -n 40
    sed -nE '/^[0-9]+ passed, [0-9]+ failed$/,$p' "$work/tests.log"
    exit 1
}
python "$(dirname "$0")/leaks.py" "$work/report" addon.node
