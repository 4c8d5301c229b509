/* Names that a library cannot have: a package of that name would be a word or a standard module of some
 * language. */

#include <stdlib.h>
#include <string.h>

#include "reader/reader_internal.h"

/* Keywords and built-in names of Python, JavaScript, Go, Rust and C; the modules that come with Python 3.11,
 * Node.js 20 and Go 1.24; C's headers. Sorted. */
/* clang-format off */
static const char *const reserved[] = {
    "abc", "abstract", "aifc", "alloc", "and", "antigravity", "any", "append", "archive", "argparse",
    "arguments", "array", "as", "assert", "ast", "async", "asynchat", "asyncio", "asyncore", "atexit",
    "audioop", "auto", "await", "base64", "bdb", "become", "binascii", "bisect", "bool", "boundary", "box",
    "break", "buffer", "bufio", "builtins", "byte", "bytes", "bz2", "calendar", "cap", "case", "catch",
    "cgi", "cgitb", "chan", "char", "child_process", "chunk", "class", "clear", "close", "cluster", "cmath",
    "cmd", "cmp", "code", "codecs", "codeop", "collections", "colorsys", "compileall", "complex",
    "compress", "concurrent", "configparser", "console", "const", "constants", "container", "context",
    "contextlib", "contextvars", "continue", "copy", "copyreg", "core", "crate", "crypt", "crypto", "csv",
    "ctype", "ctypes", "curses", "database", "dataclasses", "datetime", "dbm", "debug", "debugger",
    "decimal", "def", "default", "defer", "del", "delete", "dgram", "difflib", "dis", "distutils", "dns",
    "do", "doctest", "domain", "double", "dyn", "elif", "else", "email", "embed", "encoding", "encodings",
    "ensurepip", "enum", "errno", "error", "errors", "eval", "events", "except", "export", "expvar",
    "extends", "extern", "false", "faulthandler", "fcntl", "fenv", "filecmp", "fileinput", "final",
    "finally", "flag", "float", "fmt", "fn", "fnmatch", "for", "fractions", "from", "fs", "ftplib", "func",
    "function", "functools", "gc", "gen", "genericpath", "getopt", "getpass", "gettext", "glob", "global",
    "go", "goto", "graphlib", "grp", "gzip", "hash", "hashlib", "heapq", "hmac", "html", "http", "http2",
    "https", "idlelib", "if", "imag", "image", "imaplib", "imghdr", "imp", "impl", "import", "importlib",
    "in", "index", "init", "inline", "inspect", "inspector", "instanceof", "int", "interface", "internal",
    "inttypes", "io", "iota", "ipaddress", "is", "iso646", "iter", "itertools", "json", "keyword", "lambda",
    "len", "let", "lib2to3", "limits", "linecache", "locale", "log", "logging", "long", "loop", "lzma",
    "macro", "mailbox", "mailcap", "main", "make", "map", "maps", "marshal", "match", "math", "max", "mime",
    "mimetypes", "min", "mmap", "mod", "module", "modulefinder", "move", "msilib", "msvcrt",
    "multiprocessing", "mut", "native", "net", "netrc", "new", "nil", "nis", "nntplib", "node", "none",
    "nonlocal", "not", "nt", "ntpath", "nturl2path", "null", "numbers", "opcode", "operator", "option",
    "optparse", "or", "os", "ossaudiodev", "override", "package", "panic", "pass", "path", "pathlib", "pdb",
    "perf_hooks", "pickle", "pickletools", "pipes", "pkgutil", "platform", "plistlib", "plugin", "poplib",
    "posix", "posixpath", "pprint", "print", "println", "priv", "proc_macro", "process", "profile",
    "pstats", "pthread", "pty", "pub", "punycode", "pwd", "py_compile", "pyclbr", "pydoc", "pydoc_data",
    "pyexpat", "querystring", "queue", "quopri", "raise", "random", "range", "re", "readline", "real",
    "recover", "ref", "reflect", "regexp", "register", "repl", "reprlib", "resource", "restrict", "result",
    "return", "rlcompleter", "rune", "runpy", "runtime", "sched", "secrets", "select", "selectors", "self",
    "setjmp", "shelve", "shlex", "short", "shutil", "signal", "signed", "site", "sizeof", "slices", "smtpd",
    "smtplib", "sndhdr", "socket", "socketserver", "sort", "spwd", "sqlite3", "sre_compile",
    "sre_constants", "sre_parse", "ssl", "stat", "static", "statistics", "std", "stdalign", "stdarg",
    "stdatomic", "stdbool", "stddef", "stdint", "stdio", "stdlib", "stdnoreturn", "str", "strconv",
    "stream", "string", "string_decoder", "stringprep", "strings", "struct", "structs", "subprocess",
    "sunau", "super", "switch", "symtable", "sync", "sys", "syscall", "sysconfig", "syslog", "tabnanny",
    "tarfile", "telnetlib", "tempfile", "tenon", "termios", "test", "testing", "text", "textwrap", "tgmath",
    "this", "threading", "threads", "throw", "time", "timeit", "timers", "tkinter", "tls", "token",
    "tokenize", "tomllib", "traceback", "tracemalloc", "trait", "true", "try", "tty", "turtle",
    "turtledemo", "type", "typedef", "typeof", "types", "typing", "uchar", "unicode", "unicodedata",
    "union", "unique", "unistd", "unittest", "unsafe", "unsigned", "unsized", "url", "urllib", "use",
    "util", "uu", "uuid", "v8", "var", "vec", "vendor", "venv", "virtual", "vm", "void", "volatile",
    "warnings", "wasi", "wave", "wchar", "wctype", "weak", "weakref", "webbrowser", "where", "while",
    "winreg", "winsound", "with", "worker_threads", "wsgiref", "xdrlib", "xml", "xmlrpc", "yield", "zipapp",
    "zipfile", "zipimport", "zlib", "zoneinfo",
};
/* clang-format on */

static int compare(const void *name, const void *word) {
    return strcmp(name, *(const char *const *)word);
}

bool reader_is_reserved_library(const char *name) {
    return bsearch(name, reserved, G_N_ELEMENTS(reserved), sizeof reserved[0], compare) != NULL;
}
