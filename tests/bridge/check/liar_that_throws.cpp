// Throws what nobody expects.
#include <stdexcept>

extern "C" void throw_something(void);

extern "C" void throw_something(void) {
    throw std::runtime_error("a minus too much");
}
