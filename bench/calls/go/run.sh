#!/usr/bin/env bash
# Measures calls from Go: through Tenon, cgo by hand, purego and SWIG. Everything is built below BUILD_DIR/bench/calls/go; the results are
# BUILD_DIR/bench/calls/go.json.
# Usage: bench/calls/go/run.sh BUILD_DIR [--rounds N] [--peers a,b]
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
calls=$(dirname "$here")
root=$(cd "$calls/../.." && pwd)
build=$(cd "$1" && pwd)
shift
rounds=21 peers=tenon,handwritten,purego,swig
while (($# > 0)); do
    case $1 in
    --rounds) rounds=$2 ;;
    --peers) peers=$2 ;;
    *)
        echo "bench/calls/go/run.sh: $1 is no option; write --rounds N or --peers a,b" >&2
        exit 2
        ;;
    esac
    shift 2
done
work=$build/bench/calls/go
runner=$work/runner
source "$root/tools/environment.sh"

step() {
    "$root/tools/step.sh" "$build/logs" "$@"
}

copy() {
    rm -rf "$runner" "$work/library" "$work/count"
    mkdir -p "$runner" "$work/library/tenon" "$work/count"
    cp -r "$here"/* "$runner"
    cp "$calls"/library/tally.? "$work/library"
    cp "$root/include/tenon/contract.h" "$work/library/tenon"
    cp "$root/bench/count/bench_marks.h" "$work/count"
}

# SWIG comes as a wheel; its folder of Go rules lies beside the program.
wrap_with_swig() {
    "$build/venv/bin/python" -m venv "$work/venv"
    "$work/venv/bin/pip" install --quiet --require-hashes -r "$here/requirements.txt"
    (cd "$runner/swig" && "$work/venv/bin/swig" -go -cgo -c++ -intgosize 64 swig.i)
    printf '//go:build swig\n\npackage main\n\nconst swigVersion = "%s"\n' \
        "$("$work/venv/bin/swig" -version | sed -n 's/^SWIG Version //p')" >"$runner/swig_version.go"
}

compile_shared() {
    gcc -std=gnu11 -O2 -fstack-protector-strong -fstack-clash-protection -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3 \
        -Wl,-z,relro -Wl,-z,now -Wl,-z,noexecstack -I"$work/library" -shared -fPIC -o "$work/libtally.so" "$work/library/tally.c"
}

# The peers each bring the library with them, which is the same: the first is taken.
compile() {
    (cd "$runner" && go build -tags "${peers//,/ } $marks" -ldflags '-extldflags "-Wl,-z,muldefs"' -o "$work/bench" .)
}


export -f copy wrap_with_swig compile_shared compile
export here calls root build work runner peers marks= TALLY_LIBRARY=$work/libtally.so

step "Copying the benchmark of calls from Go" bash -euc copy
if [ -e "$build/main/bench/count/libbench_marks.so" ]; then
    cp "$build/main/bench/count/libbench_marks.so" "$work/count"
    marks=marks
fi
step "Generating Tenon's package of it" "$build/main/tenon" build "$calls/library/tally.h" --out "$work/tally" --lang go
step "Compiling the library for purego" bash -euc compile_shared
without=()
if [[ ,$peers, == *,swig,* ]] && ! step "Wrapping the library with SWIG" bash -euc wrap_with_swig; then
    peers=$(sed 's/,swig,/,/; s/^,//; s/,$//' <<<",$peers,")
    without=(--without "swig=the wheel of SWIG could not be installed, or SWIG failed: see its log")
fi
step "Building the benchmark of calls from Go" bash -euc compile
step "Measuring calls from Go" timeout $((300 + 10 * rounds)) "$work/bench" -rows "$calls/rows.json" -rounds "$rounds" -out "$work/times.json"
step "Counting and weighing them" "$build/venv/bin/python" "$here/complete.py" --work "$work" --calls "$calls" \
    --peers "$peers" --marks "$marks" "${without[@]}" --out "$build/bench/calls/go.json"
