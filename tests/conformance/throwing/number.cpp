// Numbers, and one of everything that can be thrown.
#include <chrono>
#include <cmath>
#include <new>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "throwing.h"

namespace throwing {

/// An error of the library's own.
class own_error : public std::exception {
  public:
    const char *what() const noexcept override {
        return "an error of the library's own";
    }
};

} // namespace throwing

int64_t throwing_parse(const char *text) {
    return std::stoll(text);
}

double throwing_square_root(double value) {
    if (value < 0)
        throw std::domain_error("no root of \xFF");
    return std::sqrt(value);
}

void throwing_throw(throwing_kind what) {
    switch (what) {
    case THROWING_NOTHING:
        return;
    case THROWING_BAD_ALLOC:
        throw std::bad_alloc();
    case THROWING_INVALID_ARGUMENT:
        throw std::invalid_argument("that is no argument");
    case THROWING_OUT_OF_RANGE:
        throw std::out_of_range("that is too far");
    case THROWING_RUNTIME_ERROR:
        throw std::runtime_error("that went wrong");
    case THROWING_OWN:
        throw throwing::own_error();
    case THROWING_NUMBER:
        throw 42;
    case THROWING_TEXT:
        throw "a text";
    }
}

void throwing_throw_later(throwing_kind what) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
    throwing_throw(what);
}

size_t throwing_reserve(size_t bytes) {
    std::vector<char> memory;
    memory.reserve(bytes);
    return memory.capacity();
}
