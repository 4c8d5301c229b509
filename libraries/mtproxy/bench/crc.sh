#!/usr/bin/env bash
# Measures the CRCs beside other people's in one process: GB/s for 16 bytes to 1 MiB, and calls that wait for each other. The table comes
# on the terminal; all figures, with how each peer was built, go to crc.json beside the build.
# What only this needs is installed or built below BUILD_DIR: Debian's libraries, crates (peers/Cargo.toml), and Google's crc32c, which
# no Debian 12 package has, from its wheel on PyPI.
# Usage: libraries/mtproxy/bench/crc.sh BUILD_DIR [ROUNDS]
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
build=$(cd "$1" && pwd)
rounds=${2:-101}
work=$build/bench/crc
google_version=1.9.0
mkdir -p "$work"

step() {
    "$root/tools/step.sh" "$build/logs" "$@"
}

step "Building the peers from crates.io" \
    env CARGO_TARGET_DIR="$work/peers" RUSTFLAGS="-C target-cpu=native" \
    cargo build --release --locked --jobs 2 --manifest-path "$here/peers/Cargo.toml"
# A wheel is not to be had for every Python and processor: then the benchmark names what is missing.
step "Fetching Google's crc32c from PyPI" bash -c '
    "$1/venv/bin/pip" install --quiet --disable-pip-version-check --no-deps --upgrade --target "$2/google" "google-crc32c==$3" || true' \
    fetch "$build" "$work" "$google_version"
google=$(find "$work/google" -name 'libcrc32c-*.so*' -print -quit 2>/dev/null || true)

step "Building the benchmark" cmake --build "$build/main" --target mtproxy_bench_crc --parallel 2

debian_version() {
    dpkg-query -W -f='${Version}' "$1" 2>/dev/null || echo "not installed"
}

crate_version() {
    awk -v name="\"$1\"" '$1 == "name" && $3 == name { getline; gsub(/"/, "", $3); print $3 }' "$here/peers/Cargo.lock"
}

{
    echo "ours: $(cc --version | head -n 1), the flags of the project's build; no flag for any processor"
    echo "zlib: Debian $(debian_version zlib1g)"
    echo "ISA-L: Debian $(debian_version libisal2)"
    echo "libdeflate: Debian $(debian_version libdeflate0)"
    echo "ISA-L (new): what the crate isal-sys $(crate_version isal-sys) builds with nasm, autotools and cc"
    echo "libdeflate (new): what the crate libdeflate-sys $(crate_version libdeflate-sys) builds with cc"
    echo "zlib-ng: what the crate libz-ng-sys $(crate_version libz-ng-sys) builds with cmake; Debian 12 has no package of it"
    for crate in crc-fast crc32fast crc32c crc32-v2 zlib-rs; do
        echo "$crate $(crate_version $crate): $(rustc --version), release, lto, target-cpu=native"
    done
    echo "Google's crc32c: the library in the wheel google-crc32c $google_version of PyPI, as it was built there"
    echo "left out: aws-checksums, whose packages show no function of it that C could call; the CRCs of Go and Java, whose calls from C" \
        "take longer than short messages; corsix/fast-crc32 and Linux, which no registry has as a library"
    echo "processor: $(awk -F': ' '/^model name/ { print $2; exit }' /proc/cpuinfo)"
    echo "it has: $(awk -F': ' '/^(flags|Features)/ { print $2; exit }' /proc/cpuinfo | tr ' ' '\n' |
        grep -E '^(sse4_2|pclmulqdq|avx2|avx512|vpclmulqdq|gfni|crc32|pmull|sha3)' | tr '\n' ' ')"
} >"$work/built.txt"

"$build/main/libraries/mtproxy/src/crc/mtproxy_bench_crc" "$rounds" "$work/peers/release/libcrc_peers.so" \
    "${google:-the wheel of Google}" "$work/crc.json" "$work/built.txt"
echo
cat "$work/built.txt"
