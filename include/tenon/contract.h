/**
 * @file
 * The contract language: what a C header cannot say by itself.
 *
 * Every macro here vanishes for an ordinary compiler, C or C++, so an annotated header stays an ordinary
 * header. The `tenon` command defines TENON_READER, and the same macros become annotations that it reads
 * through libclang. `docs/contract.md` explains each with an example.
 */
#ifndef TENON_CONTRACT_H
#define TENON_CONTRACT_H

#ifdef TENON_READER
#define TENON_ANNOTATE(text) __attribute__((annotate("tenon:" text)))
#define TENON_TEXT_OF_(x) #x
#define TENON_TEXT_OF(x) TENON_TEXT_OF_(x)
#define TENON_JOIN_(a, b) a##b
#define TENON_JOIN(a, b) TENON_JOIN_(a, b)
#define TENON_DECLARE(text) extern int TENON_JOIN(tenon_declaration_, __COUNTER__) TENON_ANNOTATE(text);
#define TENON_LIBRARY(name, major, minor)                                                                    \
    TENON_DECLARE("library=" #name "," TENON_TEXT_OF(major) "," TENON_TEXT_OF(minor))
#define TENON_SOURCES(pattern) TENON_DECLARE("sources=" pattern)
#define TENON_INCLUDES(directory) TENON_DECLARE("includes=" directory)
#define TENON_LINKS(name) TENON_DECLARE("links=" name)
#define TENON_KIND(kind) TENON_ANNOTATE("kind=" #kind)
#define TENON_FREED_BY(function) TENON_ANNOTATE("freed_by=" #function)
#define TENON_COUNTED_BY(parameter) TENON_ANNOTATE("counted_by=" #parameter)
#define TENON_KEEPS(parameter) TENON_ANNOTATE("keeps=" #parameter)
#define TENON_FREEZES(parameter) TENON_ANNOTATE("freezes=" #parameter)
#define TENON_PROPERTY(name) TENON_ANNOTATE("property=" #name)
#define TENON_THREADS(rule) TENON_ANNOTATE("threads=" #rule)
#else
#define TENON_ANNOTATE(text)
#define TENON_LIBRARY(name, major, minor)
#define TENON_SOURCES(pattern)
#define TENON_INCLUDES(directory)
#define TENON_LINKS(name)
#define TENON_KIND(kind)
#define TENON_FREED_BY(function)
#define TENON_COUNTED_BY(parameter)
#define TENON_KEEPS(parameter)
#define TENON_FREEZES(parameter)
#define TENON_PROPERTY(name)
#define TENON_THREADS(rule)
#endif

/* clang-format off */
/*
 * The library, once per contract, at file scope and without a semicolon:
 *
 *   TENON_LIBRARY(name, major, minor)  its name (the prefix of its functions) and the contract's version
 *   TENON_SOURCES("../src/graph.c")    the C files that implement it, relative to the contract; a star in the
 *                                      file's name matches several; repeatable
 *   TENON_INCLUDES("../src")           a directory their #include needs, relative to the contract; repeatable
 *   TENON_LINKS("m")                   a system library they link; repeatable
 *
 * Status and errors:
 *
 *   typedef enum TENON_STATUS x {...}  functions that return this enum fail when it is not its zero constant
 *   TENON_KIND(kind)                   on every other constant of it: not_found, invalid_argument, invalid_state,
 *                                      out_of_range, already_exists, permission, timeout, busy, out_of_memory, io,
 *                                      unsupported or internal
 *
 * Classes (an opaque `typedef struct x x;`), after the typedef's name:
 *
 *   TENON_THREADS(rule)                any (the default): calls that take it as const may run at the same time;
 *                                      serial: one call at a time; one: only the thread that made the object
 *
 * Ownership of what a pointer names, before a function (its result) or after a parameter's name:
 *
 *   TENON_OWNED                        the caller owns the result (an object, text or array)
 *   TENON_BORROWED                     the library keeps owning the result (text: it is copied at once)
 *   TENON_FREED_BY(function)           which function frees an owned text or array
 *   TENON_DESTROYS                     the object ends here: the function is its class's destructor
 *   TENON_CONSUMES                     the call takes the object over, whether it succeeds or not
 *   TENON_VIEW                         the result is a window onto memory of the method's object: while it is open the
 *                                      object lives, and calls that could change it fail with `busy`
 *   TENON_KEEPS(parameter)             the new object keeps the object passed as `parameter` alive
 *   TENON_FREEZES(parameter)           as TENON_KEEPS, and that object cannot be changed meanwhile
 *
 * Nullness. What Tenon passes in is never null unless TENON_NULLABLE allows it; what a function gives back must say:
 *
 *   TENON_NULLABLE                     may be null: "none" in the other languages
 *   TENON_NONNULL                      is never null; null is reported as a broken contract
 *                                      (an owned object needs neither: null means that it could not be made)
 *
 * Direction and length:
 *
 *   TENON_OUT                          the pointer is written, not read: a result
 *   TENON_INOUT                        the pointer is read and written: an argument and a result
 *   TENON_COUNTED_BY(parameter)        the array (or text) has as many elements (or bytes) as that parameter says
 *
 * Functions, after the parameters:
 *
 *   TENON_PROPERTY(name)               a getter (object in, value out) or setter (object and value in)
 *   TENON_BRIEF                        returns at once: the host keeps its lock
 *   TENON_BLOCKING                     may take long or wait: the host releases its lock
 *
 *   TENON_IGNORE                       this declaration is not part of the contract
 */
/* clang-format on */
#ifdef TENON_READER
#define TENON_STATUS TENON_ANNOTATE("status")
#define TENON_OWNED TENON_ANNOTATE("owned")
#define TENON_BORROWED TENON_ANNOTATE("borrowed")
#define TENON_DESTROYS TENON_ANNOTATE("destroys")
#define TENON_CONSUMES TENON_ANNOTATE("consumes")
#define TENON_VIEW TENON_ANNOTATE("view")
#define TENON_NULLABLE TENON_ANNOTATE("nullable")
#define TENON_NONNULL TENON_ANNOTATE("nonnull")
#define TENON_OUT TENON_ANNOTATE("out")
#define TENON_INOUT TENON_ANNOTATE("inout")
#define TENON_BRIEF TENON_ANNOTATE("brief")
#define TENON_BLOCKING TENON_ANNOTATE("blocking")
#define TENON_IGNORE TENON_ANNOTATE("ignore")
#else
#define TENON_STATUS
#define TENON_OWNED
#define TENON_BORROWED
#define TENON_DESTROYS
#define TENON_CONSUMES
#define TENON_VIEW
#define TENON_NULLABLE
#define TENON_NONNULL
#define TENON_OUT
#define TENON_INOUT
#define TENON_BRIEF
#define TENON_BLOCKING
#define TENON_IGNORE
#endif

#endif /* TENON_CONTRACT_H */
