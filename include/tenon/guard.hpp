/**
 * @file
 * The guard around functions that may throw C++ exceptions. Only generated code includes this header.
 */
#ifndef TENON_GUARD_HPP
#define TENON_GUARD_HPP

#include <cstdint>

#ifdef __GLIBCXX__
#include <cxxabi.h>
#endif

/**
 * Inside a handler: record what was thrown as this thread's error, with what is nested in it as its causes.
 * @return The negative kind.
 */
extern "C" std::int32_t tenon_exception_caught();

/** Call; whatever is thrown becomes an error. @return 0, or a negative kind with the error recorded. */
template <typename Call> std::int32_t tenon_guard(const Call &call) {
    try {
        call();
        return 0;
#ifdef __GLIBCXX__
    } catch (const abi::__forced_unwind &) { // the thread ends, and nobody may stop it
        throw;
#endif
    } catch (...) {
        return tenon_exception_caught();
    }
}

#endif // TENON_GUARD_HPP
