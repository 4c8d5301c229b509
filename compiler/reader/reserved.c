/* Names that a library cannot have: a package of that name would be a word or a module that its language has
 * already. */

#include <glib.h>

#include "model/languages.h"
#include "reader/reader_internal.h"

/* C's keywords and headers, and names of ours: the library's name stands in the C code of every package.
 * Then, besides the keywords of model/languages.c, the modules that come with Python 3.11, Node.js 20 and
 * Go 1.24, what Go declares by itself, and Rust's own crates. All sorted. */
/* clang-format off */
static const char *const everywhere[] = {
    "assert", "auto", "boundary", "bridges", "char", "complex", "ctype", "double", "errno", "fenv", "init", "inline",
    "internal", "inttypes", "iso646", "limits", "locale", "long", "main", "math", "native", "pthread",
    "register", "restrict", "setjmp", "short", "signal", "signed", "sizeof", "stat", "stdalign", "stdarg",
    "stdatomic", "stdbool", "stddef", "stdint", "stdio", "stdlib", "stdnoreturn", "string", "tenon", "text",
    "tgmath", "threads", "time", "typedef", "uchar", "union", "unistd", "unsigned", "vendor", "volatile",
    "wchar", "wctype", NULL,
};

static const char *const python_modules[] = {
    "abc", "aifc", "antigravity", "any", "argparse", "array", "ast", "asynchat", "asyncio", "asyncore",
    "atexit", "audioop", "base64", "bdb", "binascii", "bisect", "bool", "builtins", "bytes", "bz2",
    "calendar", "case", "cgi", "cgitb", "chunk", "cmath", "cmd", "code", "codecs", "codeop", "collections",
    "colorsys", "compileall", "complex", "concurrent", "configparser", "contextlib", "contextvars", "copy",
    "copyreg", "crypt", "csv", "ctypes", "curses", "dataclasses", "datetime", "dbm", "decimal", "difflib",
    "dis", "distutils", "doctest", "email", "encodings", "ensurepip", "enum", "errno", "eval",
    "faulthandler", "fcntl", "filecmp", "fileinput", "float", "fnmatch", "fractions", "ftplib", "functools",
    "gc", "genericpath", "getopt", "getpass", "gettext", "glob", "graphlib", "grp", "gzip", "hash",
    "hashlib", "heapq", "hmac", "html", "http", "idlelib", "imaplib", "imghdr", "imp", "importlib",
    "inspect", "int", "io", "ipaddress", "iter", "itertools", "json", "keyword", "len", "lib2to3",
    "linecache", "locale", "logging", "lzma", "mailbox", "mailcap", "map", "marshal", "match", "math",
    "max", "mimetypes", "min", "mmap", "modulefinder", "msilib", "msvcrt", "multiprocessing", "netrc",
    "nis", "nntplib", "nt", "ntpath", "nturl2path", "numbers", "opcode", "operator", "optparse", "os",
    "ossaudiodev", "pathlib", "pdb", "pickle", "pickletools", "pipes", "pkgutil", "platform", "plistlib",
    "poplib", "posix", "posixpath", "pprint", "print", "profile", "pstats", "pty", "pwd", "py_compile",
    "pyclbr", "pydoc", "pydoc_data", "pyexpat", "queue", "quopri", "random", "range", "re", "readline",
    "reprlib", "resource", "rlcompleter", "runpy", "sched", "secrets", "select", "selectors", "shelve",
    "shlex", "shutil", "signal", "site", "smtpd", "smtplib", "sndhdr", "socket", "socketserver", "spwd",
    "sqlite3", "sre_compile", "sre_constants", "sre_parse", "ssl", "stat", "statistics", "str", "string",
    "stringprep", "struct", "subprocess", "sunau", "super", "symtable", "sys", "sysconfig", "syslog",
    "tabnanny", "tarfile", "telnetlib", "tempfile", "termios", "textwrap", "this", "threading", "time",
    "timeit", "tkinter", "token", "tokenize", "tomllib", "trace", "traceback", "tracemalloc", "tty",
    "turtle", "turtledemo", "type", "types", "typing", "unicodedata", "unittest", "urllib", "uu", "uuid",
    "venv", "warnings", "wave", "weakref", "webbrowser", "winreg", "winsound", "wsgiref", "xdrlib", "xml",
    "xmlrpc", "zipapp", "zipfile", "zipimport", "zlib", "zoneinfo", NULL,
};

static const char *const node_modules[] = {
    "assert", "buffer", "child_process", "cluster", "console", "constants", "crypto", "dgram", "dns",
    "domain", "events", "fs", "http", "http2", "https", "inspector", "module", "net", "os", "path",
    "perf_hooks", "process", "punycode", "querystring", "readline", "repl", "stream", "string_decoder",
    "sys", "timers", "tls", "tty", "url", "util", "v8", "vm", "wasi", "worker_threads", "zlib", NULL,
};

static const char *const go_packages[] = {
    "append", "archive", "ast", "base64", "bufio", "byte", "bytes", "cap", "cgi", "clear", "close", "cmp",
    "compress", "container", "context", "crypto", "csv", "database", "debug", "embed", "encoding", "error",
    "errors", "expvar", "flag", "fmt", "fs", "gzip", "hash", "hmac", "html", "http", "imag", "image",
    "index", "io", "iota", "iter", "json", "log", "make", "maps", "math", "mime", "net", "nil", "os",
    "panic", "path", "plugin", "println", "real", "recover", "reflect", "regexp", "rune", "runtime",
    "signal", "slices", "sort", "strconv", "strings", "structs", "sync", "syscall", "syslog", "testing",
    "time", "tls", "token", "types", "unicode", "unique", "unsafe", "url", "weak", "xml", "zlib", NULL,
};

static const char *const rust_crates[] = {
    "alloc", "core", "none", "option", "proc_macro", "result", "std", "test", "vec", NULL,
};
/* clang-format on */

static const char *const *const modules[] = {
    [MODEL_PYTHON] = python_modules,
    [MODEL_NODE] = node_modules,
    [MODEL_GO] = go_packages,
    [MODEL_RUST] = rust_crates,
};

bool reader_is_reserved_in(model_language language, const char *name) {
    return g_strv_contains(modules[language], name) || language_has_keyword(language, name);
}

bool reader_is_reserved_in_c(const char *name) {
    return g_strv_contains(everywhere, name);
}

bool reader_is_reserved_library(const char *name) {
    bool is_reserved = reader_is_reserved_in_c(name);
    for (int language = 0; language < MODEL_LANGUAGES; language++)
        is_reserved = is_reserved || reader_is_reserved_in((model_language)language, name);
    return is_reserved;
}
