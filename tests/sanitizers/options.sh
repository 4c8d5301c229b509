# Sourced where a program runs whose code is built with AddressSanitizer: $sanitized is what every ASAN_OPTIONS has in common.
#
# intercept_tls_get_addr=0: the sanitizers of GCC 12 and clang 14 take the thread-local variables of a loaded library that begin
# 16 bytes after a page for such that glibc 2.19 made, read where they lie from a header that is not there, and "encounter a fatal
# error" when they look for leaks: at random, as the blocks fall. Without it nothing is lost: those of every thread are found all
# the same, because ld.so asked for their memory. thread_storage.sh shows both.
sanitized=detect_leaks=1:intercept_tls_get_addr=0

# For an interpreter that loads a package. What it keeps itself until it ends is left aside (leaks.py): so leaks do not end a
# process, but errors do. Each frame names its module. $1: the prefix of the reports
sanitize_interpreter() {
    LD_PRELOAD="$(gcc -print-file-name=libasan.so) $(gcc -print-file-name=libubsan.so)"
    ASAN_OPTIONS="$sanitized:stack_trace_format='    #%n %p %F %L (%m+%o)':exitcode=0:abort_on_error=1"
    ASAN_OPTIONS+=":allocator_may_return_null=1:log_path=$1"
    UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1:log_path=$1
    export LD_PRELOAD ASAN_OPTIONS UBSAN_OPTIONS
}

# The beginning of those reports that are not about leaks. $1: the same prefix
sanitizer_errors() {
    find "$(dirname "$1")" -maxdepth 1 -name "$(basename "$1").*" -exec \
        grep -lE 'ERROR: (Address|Undefined)|runtime error:|encountered a fatal error|CHECK failed' {} + | xargs -r head -n 40 || true
}
