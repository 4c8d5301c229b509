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
#define TENON_CALLED(scope) TENON_ANNOTATE("called=" #scope)
#define TENON_CONTEXT_OF(callback) TENON_ANNOTATE("context_of=" #callback)
#define TENON_DROP_OF(callback) TENON_ANNOTATE("drop_of=" #callback)
#define TENON_ON_ERROR(value) TENON_ANNOTATE("on_error=" #value)
#define TENON_WAITS(milliseconds) TENON_ANNOTATE("waits=" #milliseconds)
#define TENON_PRESENT_IF(name) TENON_ANNOTATE("present_if=" #name)
#define TENON_DEFAULT(value) TENON_ANNOTATE("default=" #value)
#define TENON_KEYED_BY(parameter) TENON_ANNOTATE("keyed_by=" #parameter)
#define TENON_INSTANT(unit) TENON_ANNOTATE("instant=" #unit)
#define TENON_DURATION(unit) TENON_ANNOTATE("duration=" #unit)
#define TENON_EXACT(digits) TENON_ANNOTATE("exact=" #digits)
#define TENON_TAGGED_BY(field) TENON_ANNOTATE("tagged_by=" #field)
#define TENON_CASE(constant) TENON_ANNOTATE("case=" #constant)
#define TENON_OPERATOR(operator) TENON_ANNOTATE("operator=" #operator)
#define TENON_STATIC(type) TENON_ANNOTATE("static=" #type)
#define TENON_DEPRECATED(advice) TENON_ANNOTATE("deprecated=" advice)
#define TENON_SINCE(major, minor) TENON_ANNOTATE("since=" #major "." #minor)
#define TENON_NAME(language, name) TENON_ANNOTATE("name=" #language "," name)
#define TENON_PACKAGE(language, name) TENON_DECLARE("package=" #language "," name)
#define TENON_ADDS(language, path) TENON_DECLARE("adds=" #language "," path)
#define TENON_EXCEPTIONS(how) TENON_DECLARE("exceptions=" #how)
#define TENON_JUMPS(frame, message) TENON_DECLARE("jumps=" #frame "," #message)
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
#define TENON_CALLED(scope)
#define TENON_CONTEXT_OF(callback)
#define TENON_DROP_OF(callback)
#define TENON_ON_ERROR(value)
#define TENON_WAITS(milliseconds)
#define TENON_PRESENT_IF(name)
#define TENON_DEFAULT(value)
#define TENON_KEYED_BY(parameter)
#define TENON_INSTANT(unit)
#define TENON_DURATION(unit)
#define TENON_EXACT(digits)
#define TENON_TAGGED_BY(field)
#define TENON_CASE(constant)
#define TENON_OPERATOR(operator)
#define TENON_STATIC(type)
#define TENON_DEPRECATED(advice)
#define TENON_SINCE(major, minor)
#define TENON_NAME(language, name)
#define TENON_PACKAGE(language, name)
#define TENON_ADDS(language, path)
#define TENON_EXCEPTIONS(how)
#define TENON_JUMPS(frame, message)
#endif

/* clang-format off */
/*
 * The library, once per contract, at file scope and without a semicolon:
 *
 *   TENON_LIBRARY(name, major, minor)  its name (the prefix of its functions) and the contract's version
 *   TENON_SOURCES("../src/graph.c")    the C or C++ files that implement it, relative to the contract; a star in the
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
 *   TENON_BORROWED                     the library keeps owning the result (text: it is read at once)
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
 *   TENON_BLOCKING                     may take long or wait: the host releases its lock, and the function gets an
 *                                      awaitable form
 *                                      (neither: the host keeps its lock until measurements say otherwise)
 *   TENON_WAITS(milliseconds)          where another call uses the object, wait that long before failing with `busy`
 *   TENON_NEXT                         a method that gives the next value, or none at the end: the class is an iterator
 *   TENON_READS, TENON_WRITES          a method that fills or takes a chunk of bytes: the class is a stream.
 *                                      On a callback's typedef: any stream of the host's fits
 *   TENON_OPERATOR(operator)           equal, order, hash, length, index, contains, iterate or text: the method is also
 *                                      that operator of its class
 *   TENON_STATIC(type)                 a function of that class that takes no object
 *   TENON_BRIDGED                      called through a slot: another implementation can be put in its place while the
 *                                      program runs, once it has proved equal (see tenon/bridge.h)
 *   TENON_VARIES                       of a bridged function: what it gives depends on more than its arguments (the
 *                                      time, the process, who implements it), so two implementations give other values
 *
 * Callbacks (`typedef bool (*visitor)(uint64_t node, void *context TENON_CONTEXT) TENON_ON_ERROR(false);`) and
 * interfaces (`typedef struct TENON_INTERFACE sink {...} sink;`, a struct of such function pointers and one
 * `void *context`):
 *
 *   TENON_CONTEXT                      the `void *` of a callback's type, or of an interface, that is passed back
 *   TENON_ON_ERROR(value)              what the callback returns to the library where the host's function failed
 *   TENON_DROP                         the member of an interface that is called when it is no longer used
 *   TENON_THREADS(rule)                one: called only from the thread that passed it; any (the default)
 *   TENON_CALLED(scope)                on the parameter: during_call; once; until_replaced (by the same function on the
 *                                      same object); until_dropped (the library calls its drop function)
 *   TENON_CONTEXT_OF(callback)         the `void *` parameter that is handed to the callback
 *   TENON_DROP_OF(callback)            the `void (*)(void *)` parameter that the library calls with the context when it
 *                                      will not call the callback again
 *   TENON_PROGRESS                     on a callback parameter: during_call, optional, and shown as each language shows
 *                                      progress
 *
 * A parameter `const tenon_cancel *` (tenon/cancel.h) is a token that the function asks whether to stop; a status with
 * TENON_KIND(cancelled) says that it did. `const tenon_value *` and `tenon_value *` (tenon/value.h) are dynamic values.
 * `struct ArrowArrayStream *` (tenon/arrow.h) is a table or column of Arrow's: moved in, or out with TENON_OUT.
 *
 * Values:
 *
 *   TENON_PRESENT_IF(name)             on a value that is there only where that bool (parameter, field or `result`) is
 *                                      true: an optional value in the other languages, which never see the bool
 *   TENON_DEFAULT(value)               what a caller may leave out
 *   TENON_KEYED_BY(parameter)          this array and that one, equally long, are the values and keys of a map
 *   TENON_FLAGS                        after the word `enum`: its constants are bits that combine
 *   TENON_INSTANT(unit)                an int64_t since 1970-01-01T00:00:00Z in seconds, milliseconds, microseconds or
 *                                      nanoseconds
 *   TENON_DURATION(unit)               an integer that is a span of time
 *   TENON_EXACT(digits)                after a typedef of int64_t: money and the like, in units of 10^-digits; no float
 *                                      converts into it
 *   TENON_TAGGED_BY(field)             on the union in a struct of two members: which one is valid, by the enum `field`
 *   TENON_CASE(constant)               on a member of that union
 *
 * What stands on any declaration:
 *
 *   TENON_DEPRECATED("use that")       shown as each language shows it
 *   TENON_SINCE(major, minor)          the version that brought it
 *   TENON_NAME(language, "name")       its name in python, node, go or rust; as that language writes it
 *
 * Where a package cannot have what the others have, the preprocessor leaves it out: while the contract is read for one
 * language, TENON_LANGUAGE_PYTHON, TENON_LANGUAGE_NODE, TENON_LANGUAGE_GO or TENON_LANGUAGE_RUST is defined.
 *
 * More of the library: TENON_PACKAGE(language, "name"), the package's name there;
 * TENON_ADDS(language, "../python/more.py"), a file of yours, in that language, that its package carries besides;
 * TENON_EXCEPTIONS(cxx), its functions may throw C++ exceptions (none: its C++ files throw nothing);
 * TENON_JUMPS(frame, message), its functions longjmp to
 * `jmp_buf *frame(void)` and `const char *message(void)` says why.
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
#define TENON_INTERFACE TENON_ANNOTATE("interface")
#define TENON_CONTEXT TENON_ANNOTATE("context")
#define TENON_DROP TENON_ANNOTATE("drop")
#define TENON_PROGRESS TENON_ANNOTATE("progress")
#define TENON_NEXT TENON_ANNOTATE("next")
#define TENON_READS TENON_ANNOTATE("reads")
#define TENON_WRITES TENON_ANNOTATE("writes")
#define TENON_FLAGS TENON_ANNOTATE("flags")
#define TENON_BRIDGED TENON_ANNOTATE("bridged")
#define TENON_VARIES TENON_ANNOTATE("varies")
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
#define TENON_INTERFACE
#define TENON_CONTEXT
#define TENON_DROP
#define TENON_PROGRESS
#define TENON_NEXT
#define TENON_READS
#define TENON_WRITES
#define TENON_FLAGS
#define TENON_BRIDGED
#define TENON_VARIES
#endif

#endif /* TENON_CONTRACT_H */
