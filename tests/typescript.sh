#!/usr/bin/env bash
# tsc --noEmit. What it says of files that stay as they are, above all of the many declarations of Node.js, it keeps for the next package:
# by its own rules it looks at these again only where a package adds to what is global.
# Usage: typescript.sh FOLDER NAME OPTION_OR_FILE... (with tsc on PATH); the same FOLDER and NAME go with the same options
set -euo pipefail

mkdir -p "$1"
kept=$(realpath "$1")/$2.tsbuildinfo
own=${kept%.tsbuildinfo}-$$.tsbuildinfo
shift 2
# Tests that run at the same time each write their own.
trap 'rm -f "$own"' EXIT
if [ -f "$kept" ]; then
    cp "$kept" "$own"
fi
tsc --noEmit --incremental --tsBuildInfoFile "$own" "$@"
mv "$own" "$kept"
