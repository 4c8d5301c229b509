#!/usr/bin/env bash
# Compiles the CRCs for ARMv8 and tests the version for its instructions under emulation: with and without optimisation, since the
# constants of the instructions must stand in both.
# Usage: tests/crc_arm.sh BUILD_DIR
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
build=$1
for tool in aarch64-linux-gnu-gcc qemu-aarch64; do
    command -v "$tool" >/dev/null || { echo "$tool is missing: run tools/setup.sh" >&2; exit 1; }
done
mkdir -p "$build"
for optimisation in -O0 -O2; do
    aarch64-linux-gnu-gcc -std=c11 -D_GNU_SOURCE "$optimisation" -Wall -Wextra -Wconversion -Wshadow -Werror -static \
        -I"$here/arm" -I"$here/../src" "$here/test_crc.c" "$here"/../src/crc/*.c -o "$build/test_crc_arm$optimisation"
    qemu-aarch64 -cpu max "$build/test_crc_arm$optimisation" arm
done
qemu-aarch64 -cpu max "$build/test_crc_arm-O2" table
