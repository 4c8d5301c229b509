#!/usr/bin/env bash
# The options that all runs under AddressSanitizer have in common (options.sh): looking for leaks ends well wherever the
# thread-local variables of loaded libraries lie; what only they point to, on whatever thread, is not lost; what is lost is found.
# Usage: thread_storage.sh WORK_DIR
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
source "$here/options.sh"
rm -rf "$1"
mkdir -p "$1"
cd "$1"
gcc -std=c11 -O1 -shared -fPIC -o library.so "$here/thread_storage_library.c"
# Copies, until the variables of one begin 16 bytes after a page: they are as far apart as an allocation of that size is long.
for number in {1..64}; do
    cp library.so "library$number.so"
done
gcc -std=c11 -O1 -fsanitize=address -o program "$here/thread_storage.c" -ldl -lpthread
status=0
ASAN_OPTIONS=$sanitized:exitcode=7:symbolize=0 ./program 64 >said 2>&1 || status=$?
cat said
[ "$status" = 7 ]
grep -q '^[1-9][0-9]* of 64 begin 16 bytes after a page$' said
grep -q 'SUMMARY: AddressSanitizer: 3000 byte(s) leaked in 1 allocation(s)' said
