// Text that C frees.
#ifndef THROWING_TEXT_HPP
#define THROWING_TEXT_HPP

#include <cstdlib>
#include <cstring>
#include <new>
#include <string>

/// A copy for free().
inline char *copy_text(const std::string &text) {
    char *copy = static_cast<char *>(std::malloc(text.size() + 1));
    if (copy == nullptr)
        throw std::bad_alloc();
    std::memcpy(copy, text.c_str(), text.size() + 1);
    return copy;
}

#endif
