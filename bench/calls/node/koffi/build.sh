#!/usr/bin/env bash
# The library as koffi loads it. Run from where the sources were copied to.
set -euo pipefail
cd "$(dirname "$0")"
gcc -std=gnu11 -O2 -fPIC -shared -Wall -Wextra -I ../../library -I ../../../../include ../../library/tally.c -o libtally.so
