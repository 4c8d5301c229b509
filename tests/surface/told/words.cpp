#include <cctype>
#include <set>
#include <string>

#include "told.h"

const char *told_other_place(void) {
    return __FILE__;
}

size_t told_count_words(const char *text) {
    std::set<std::string> words;
    std::string word;
    for (; *text != '\0'; text++) {
        if (std::isspace(static_cast<unsigned char>(*text)) == 0) {
            word += *text;
        } else if (!word.empty()) {
            words.insert(word);
            word.clear();
        }
    }
    if (!word.empty())
        words.insert(word);
    return words.size();
}
