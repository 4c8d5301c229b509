#!/usr/bin/env bash
# Tests the Go package of the conformance contract. Usage: run.sh PACKAGE_DIR WORK_DIR
# Needs go, gofmt and staticcheck on PATH.
set -euo pipefail

package=$(realpath "$1")
mkdir -p "$2"
work=$(realpath "$2")
here=$(cd "$(dirname "$0")" && pwd)
tests=$work/tests

mkdir -p "$tests"
cp "$here"/*_test.go "$here"/go.mod "$tests"
(cd "$tests" && go mod edit -replace "tenon.example/conformance=$package")

"$here/../../strict/go.sh" "$package" "$work" "$tests"

# A package whose halves were generated for different contracts must not load.
mismatch=$work/mismatch
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

cd "$tests"
GOEXPERIMENT=cgocheck2 go test -count=1 ./...
go test -count=1 -race ./...
# Memory errors and leaks of the C code; impossible lengths are refused by malloc as without it.
ASAN_OPTIONS=allocator_may_return_null=1 go test -count=1 -asan ./...
