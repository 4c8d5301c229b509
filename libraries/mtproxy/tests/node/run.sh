#!/usr/bin/env bash
# The mtproxy library through its Node.js package, against its vectors and node:crypto.
# Usage: run.sh PACKAGE_DIR WORK_DIR (with npm and the tools' tsc on PATH)
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
package=$(realpath "$1")
mkdir -p "$2"
work=$(realpath "$2")
"$here/../../../../tests/node_install.sh" "$work/app" "$package" "$work/npm.log"
cp "$here"/*.test.mjs "$here/../vectors.json" "$work/app"
cd "$work/app"
node --test --test-reporter="$here/../../../../tests/conformance/node/reporter.mjs" ./*.test.mjs
