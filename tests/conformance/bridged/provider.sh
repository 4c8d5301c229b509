#!/usr/bin/env bash
# Builds providers of the contract bridged from its own sources, which are compiled once more under other names.
# Usage: provider.sh TENON OUT_DIR; leaves OUT_DIR/all.so (every function), some.so (three of them) and
# wrong.so (as all.so, but bridged_next_u32() of an odd number is 0).
set -euo pipefail

tenon=$(realpath "$1")
mkdir -p "$2"
out=$(realpath "$2")
here=$(cd "$(dirname "$0")" && pwd)
compile=(cc -std=c11 -O2 -fPIC -shared -fvisibility=hidden -Wall -Wextra -Werror)

"$tenon" build "$here/bridged.h" --lang c-impl --out "$out" >"$out/build.log"
cd "$out/c-impl"
compile+=(-I. -Icontract/include -Icontract/library -include provider_bridged.h)
link=(provider_bridged.c provider_errors.c -Wl,--version-script=exports.map -Wl,-Bsymbolic -Wl,-z,defs)
mapfile -t every < <("$tenon" inspect "$here/bridged.h" | python3 -c '
import json, sys
contract = json.load(sys.stdin)
functions = [f["c_name"] for f in contract["functions"] if f.get("is_bridged")]
print("\n".join(f"-DPROVIDES_{name}" for name in [*functions, "bridged_tally_free"]))')
sources=("$here"/*.c)

"${compile[@]}" "${every[@]}" "${sources[@]}" "${link[@]}" -lm -o "$out/all.so"
"${compile[@]}" -DPROVIDES_bridged_next_u32 -DPROVIDES_bridged_checksum -DPROVIDES_bridged_split \
    "${sources[@]}" "${link[@]}" -lm -o "$out/some.so"
sed 's/^uint32_t bridged_next_u32.*/&\n    if (value % 2 == 1)\n        return 0;/' "$here/numbers.c" >"$out/numbers.c"
sources=("${sources[@]/"$here/numbers.c"/"$out/numbers.c"}")
"${compile[@]}" "${every[@]}" "${sources[@]}" "${link[@]}" -lm -o "$out/wrong.so"
