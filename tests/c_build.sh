#!/usr/bin/env bash
# Builds the runtime, the boundaries and the libraries once more with another compiler or a sanitizer, and runs the C tests there.
# Not the command, which generates the boundaries: that is built so with the fuzz targets (fuzz/build.sh).
# Usage: c_build.sh SOURCE_DIR BUILD_DIR TENON COMPILER SANITIZERS [CTEST_ARGUMENT...]
set -euo pipefail

source "$(dirname "$0")/sanitizers/options.sh"
source=$1 build=$2 tenon=$3 compiler=$4 sanitizers=$5
shift 5
cxx_compiler=${compiler/clang/clang++}
cxx_compiler=${cxx_compiler/gcc/g++}
# What the sanitizers' own manuals advise: their reports stay readable, and it builds in half the time. They need lines and names (-g1).
cmake -S "$source" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=None -DCMAKE_C_COMPILER="$compiler" \
    -DCMAKE_CXX_COMPILER="$cxx_compiler" -DCMAKE_C_FLAGS="-O1 -g1" -DCMAKE_CXX_FLAGS="-O1 -g1" \
    -DTENON_SANITIZE="$sanitizers" -DTENON_ONLY_C_TESTS=ON -DTENON_COMMAND="$tenon" >/dev/null
cmake --build "$build"
export ASAN_OPTIONS=$sanitized UBSAN_OPTIONS=print_stacktrace=1
# Half of these seconds are spent waiting: for a library that hangs, for one that comes back.
ctest --test-dir "$build" --output-on-failure --parallel 2 "$@"
