#!/usr/bin/env bash
# Builds the fuzz targets, and from the same objects the command, whose tests run once more with it: all that is the command's own
# is checked by clang's sanitizers here. In a folder of their own.
# Usage: build.sh SOURCE_DIR BUILD_DIR
set -euo pipefail

source=$1 build=$2
cmake -S "$source" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=None -DCMAKE_C_COMPILER=clang-14 -DCMAKE_C_FLAGS="-O1 -g1" \
    -DTENON_SANITIZE=fuzzer-no-link,address,undefined -DTENON_FUZZ=ON -DBUILD_TESTING=OFF >/dev/null
cmake --build "$build" --target fuzz_targets tenon_command
