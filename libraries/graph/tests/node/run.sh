#!/usr/bin/env bash
# The graph library through its Node.js package, with apache-arrow. Usage: run.sh PACKAGE_DIR WORK_DIR (with the tools' tsc on PATH)
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
package=$(realpath "$1")
modules=$(dirname "$(dirname "$(command -v tsc)")")
rm -rf "$2"
mkdir -p "$2"
cd "$2"
echo '{ "private": true }' >package.json
JOBS=2 npm install --silent --no-audit --no-fund --foreground-scripts --install-links "$package" >npm.log 2>&1 ||
    { tail -n 60 npm.log >&2; exit 1; }
ln -s "$modules/apache-arrow" node_modules/apache-arrow
cp "$here"/*.test.mjs .
node --expose-gc --test ./*.test.mjs
