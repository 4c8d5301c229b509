#!/usr/bin/env bash
# Tries every abuse of every contract in every language and writes docs/safety.md. Usage: tools/safety.sh BUILD_DIR
# Takes up an earlier run of the same program where that was left.
set -euo pipefail

build=$1
source "$(dirname "$0")/environment.sh"
exec python tools/safety.py "$build/main/tenon" "$build/safety" docs/safety.md
