#!/usr/bin/env bash
# The README shows files of the repository word for word; they run in the test example_shelf.
# Usage: readme.sh SOURCE_DIR
set -euo pipefail

cd "$1"
passed=0
for file in examples/shelf/shelf.h examples/shelf/use.py examples/shelf/use.mjs examples/shelf/go/main.go \
    examples/shelf/rust/src/main.rs; do
    python3 - "$file" <<'PYTHON'
import pathlib
import sys

shown = pathlib.Path("README.md").read_text(encoding="utf-8")
if pathlib.Path(sys.argv[1]).read_text(encoding="utf-8").strip() not in shown:
    sys.exit(f"README.md does not show {sys.argv[1]} as it is")
PYTHON
    passed=$((passed + 1))
done
echo "$passed passed, 0 failed"
