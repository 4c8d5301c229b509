#!/usr/bin/env bash
# An empty project with a package, as `npm install` makes it; apache-arrow is the tools' own (tools/node), where the
# package can use it.
# Usage: node_install.sh APP_DIR PACKAGE_DIR LOG_FILE [OPTION_OF_NPM...] (with npm and the tools' tsc on PATH)
set -euo pipefail

app=$1
package=$2
log=$3
shift 3
uses_arrow=$(grep -c '"apache-arrow": "' "$package/package.json" || true)
if [ "$uses_arrow" != 0 ]; then
    set -- "$@" --install-links
fi
rm -rf "$app"
mkdir -p "$app"
echo '{ "private": true }' >"$app/package.json"
(cd "$app" && JOBS=2 npm install --silent --no-audit --no-fund --foreground-scripts "$@" "$package") >"$log" 2>&1 ||
    { tail -n 60 "$log" >&2; exit 1; }
if [ "$uses_arrow" != 0 ]; then
    ln -s "$(dirname "$(dirname "$(command -v tsc)")")/apache-arrow" "$app/node_modules/apache-arrow"
fi
