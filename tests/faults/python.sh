#!/usr/bin/env bash
# Every allocation of the interpreter fails in turn: python.sh TENON HEADER WORK
set -euo pipefail
tenon=$1 header=$2 work=$3
here=$(cd "$(dirname "$0")" && pwd)
if ! python3 -c 'import _testcapi; _testcapi.set_nomemory' 2>/dev/null; then
    echo "this Python has no _testcapi: nothing was tried"
    exit 77
fi
"$tenon" test "$header" --stand-in --lang python --write "$work"
rm -rf "$work/site"
python3 -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --check-build-dependencies --target "$work/site" "$work/python/package"
rm -f "$work/ledger.jsonl"
TENON_DEBUG=ledger="$work/ledger.jsonl" PYTHONPATH="$work/python/driver:$work/site" python3 "$here/python_faults.py"
python3 - "$work/ledger.jsonl" <<'LEDGER'
import json
import sys

# Callbacks may be kept by the library for good; nothing else stays.
with open(sys.argv[1]) as ledger:
    left = [entry for line in ledger for entry in json.loads(line)["entries"] if entry["live"]]
left = [entry for entry in left if entry["kind"] != "callback"]
print("nothing is left over" if not left else f"left over: {left}")
sys.exit(1 if left else 0)
LEDGER
