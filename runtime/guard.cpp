/**
 * @file
 * What C++ threw, as an error: its type's name, what it says, and what is nested in it.
 */
#include "tenon/guard.hpp"

#include <cstdlib>
#include <cstring>
#include <exception>
#include <new>
#include <stdexcept>
#include <typeinfo>

#include <cxxabi.h>

#include "tenon/thrown.h"

namespace {

// Deeper nesting says nothing more, and the stack is not endless.
constexpr int deepest = 16;

/// A type's name as people write it, where there is memory for it.
class type_name {
  public:
    explicit type_name(const std::type_info &type)
        : demangled(abi::__cxa_demangle(type.name(), nullptr, nullptr, nullptr)),
          start(demangled != nullptr ? demangled : type.name()) {
        leave_out_nesting();
    }
    ~type_name() {
        std::free(demangled);
    }
    type_name(const type_name &) = delete;
    type_name &operator=(const type_name &) = delete;

    const char *text() const {
        return start;
    }

  private:
    // std::throw_with_nested() throws a type of its own, which tells nobody anything.
    void leave_out_nesting() {
        static const char nested[] = "std::_Nested_exception<";
        if (demangled == nullptr || std::strncmp(demangled, nested, sizeof(nested) - 1) != 0)
            return;
        demangled[std::strlen(demangled) - 1] = '\0';
        start = demangled + sizeof(nested) - 1;
    }

    char *demangled;
    const char *start;
};

std::int32_t record_current(int depth);

// Innermost first: each becomes the cause of the next.
bool record_nested(const std::exception &thrown, int depth) {
    if (depth == deepest)
        return false;
    try {
        std::rethrow_if_nested(thrown);
    } catch (...) {
        record_current(depth + 1);
        return true;
    }
    return false;
}

std::int32_t record(const std::exception &thrown, tenon_code code, int depth) {
    const bool has_cause = record_nested(thrown, depth);
    return tenon_thrown(code, has_cause, type_name(typeid(thrown)).text(), thrown.what());
}

std::int32_t record_current(int depth) {
    try {
        throw;
    } catch (const std::bad_alloc &thrown) {
        return record(thrown, TENON_OUT_OF_MEMORY, depth);
    } catch (const std::invalid_argument &thrown) {
        return record(thrown, TENON_INVALID_ARGUMENT, depth);
    } catch (const std::out_of_range &thrown) {
        return record(thrown, TENON_OUT_OF_RANGE, depth);
    } catch (const std::exception &thrown) {
        return record(thrown, TENON_EXCEPTION, depth);
    } catch (...) {
        const std::type_info *type = abi::__cxa_current_exception_type();
        return tenon_thrown(TENON_EXCEPTION, false,
                            type != nullptr ? type_name(*type).text() : "of no C++ type", nullptr);
    }
}

} // namespace

std::int32_t tenon_exception_caught() {
    return record_current(0);
}
