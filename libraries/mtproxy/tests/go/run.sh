#!/usr/bin/env bash
# The mtproxy library through its Go package, against its vectors and Go's own digests.
# Usage: run.sh PACKAGE_DIR WORK_DIR (with go on PATH)
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
package=$(realpath "$1")
rm -rf "$2"
mkdir -p "$2"
cp "$here"/*_test.go "$here"/go.mod "$here"/../vectors.json "$2"
cd "$2"
go mod edit -replace "tenon.example/mtproxy=$package"
test -z "$(gofmt -l .)"
# In this order and with the same flags: vet takes what was built for the tests, and would compile the C code anew elsewise.
export GOFLAGS=-race GOEXPERIMENT=cgocheck2
go test -count=1 ./...
go vet ./...
