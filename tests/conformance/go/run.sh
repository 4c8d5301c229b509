#!/usr/bin/env bash
# Tests the Go package of a contract: the conformance contract, or the one named CONTRACT with the tests of that folder.
# Usage: run.sh PACKAGE_DIR WORK_DIR [CONTRACT]
# Needs go, gofmt and staticcheck on PATH. TENON_GO_CHECKERS: race, asan or (the default) both, one after the other.
set -euo pipefail

package=$(realpath "$1")
mkdir -p "$2"
work=$(realpath "$2")
contract=${3:-}
here=$(cd "$(dirname "$0")" && pwd)
tests=$work/tests

rm -rf "$tests"
mkdir -p "$tests"
cp "$here/$contract"/*_test.go "$here/$contract"/go.mod "$tests"
if [[ -n $contract ]]; then
    cp "$here"/common_test.go "$tests"
    if grep -q 'eventually(' "$tests"/*_test.go; then
        cp "$here"/eventually_test.go "$tests"
    fi
    sed -i "s/^package conformance_test/package ${contract}_test/" "$tests"/*_test.go
fi
module=$(cd "$package" && go list -m)
(cd "$tests" && go mod edit -replace "$module=$package" && go mod tidy >/dev/null 2>&1)

# Where races are looked for, the strict checks look at what is built for that, and the tests run on what these built: each other way
# to build it would compile all of the C code anew.
checkers=${TENON_GO_CHECKERS:-race asan}
for_races=(env GOFLAGS=-race GOEXPERIMENT=cgocheck2)
case $checkers in
*race*) "${for_races[@]}" "$here/../../strict/go.sh" "$package" "$work" "$tests" ;;
*) "$here/../../strict/go.sh" "$package" "$work" "$tests" ;;
esac

mismatch() {
    # A package whose halves were generated for different contracts must not load.
    local mismatch=$work/mismatch
    rm -rf "$mismatch"
    cp -r "$package" "$mismatch"
    sed -i 's/^const tenonContract = "conformance 1\.2 /const tenonContract = "conformance 1.1 /' "$mismatch"/doc.go
    mkdir -p "$mismatch/load"
    printf 'package main\n\nimport _ "tenon.example/conformance"\n\nfunc main() { println("loaded") }\n' >"$mismatch/load/main.go"
    if message=$(cd "$mismatch" && go run ./load 2>&1); then
        echo "a mismatched package loaded" >&2
        exit 1
    fi
    if [[ $message != *1.1* || $message != *1.2* ]]; then
        echo "the mismatch is not explained: $message" >&2
        exit 1
    fi
}
if [[ -z $contract ]]; then
    mismatch
fi

cd "$tests"
for checker in $checkers; do
    case $checker in
    race) "${for_races[@]}" GOWORK="$work/strict.work" go test -count=1 ./... ;;
    # Memory errors and leaks of the C code; impossible lengths are refused by malloc as without it.
    asan) ASAN_OPTIONS=allocator_may_return_null=1 go test -count=1 -asan ./... ;;
    esac
done
