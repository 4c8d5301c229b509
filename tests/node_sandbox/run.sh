#!/usr/bin/env bash
# The package of the contract `tables` where Node.js refuses buffers on memory that is not its own: all is copied.
# Usage: run.sh PACKAGE_DIR WORK_DIR (with npm and the tools' tsc on PATH)
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
rm -rf "$2"
mkdir -p "$2"
work=$(realpath "$2")
cp -r "$1" "$work/package"
rm -rf "$work/package/build"
cp "$here/refusing.h" "$work/package/src"
sed -i 's#"-O2", "-fvisibility=hidden"#"-O2", "-include", "../src/refusing.h", "-fvisibility=hidden"#' "$work/package/binding.gyp"
grep -q refusing.h "$work/package/binding.gyp"
"$here/../node_install.sh" "$work/app" "$work/package" "$work/npm.log"
cp "$here/../conformance/node/helpers.mjs" "$here/sandbox.test.mjs" "$work/app"
cd "$work/app"
node --expose-gc --test --test-reporter="$here/../conformance/node/reporter.mjs" sandbox.test.mjs
