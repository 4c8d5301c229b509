#!/usr/bin/env bash
# The graph library through its Node.js package, with apache-arrow.
# Usage: run.sh PACKAGE_DIR WORK_DIR (with npm and the tools' tsc on PATH)
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
package=$(realpath "$1")
mkdir -p "$2"
work=$(realpath "$2")
"$here/../../../../tests/node_install.sh" "$work/app" "$package" "$work/npm.log"
cp "$here"/*.test.mjs "$work/app"
cd "$work/app"
node --expose-gc --test --test-reporter="$here/../../../../tests/conformance/node/reporter.mjs" ./*.test.mjs
