// Patterns, by std::regex.
#include <regex>
#include <stdexcept>
#include <string>

#include "text.hpp"
#include "throwing.h"

struct throwing_pattern {
    std::regex expression;
    unsigned groups;
};

throwing_pattern *throwing_pattern_new(const char *expression) {
    std::regex compiled(expression);
    unsigned groups = static_cast<unsigned>(compiled.mark_count());
    return new throwing_pattern{std::move(compiled), groups};
}

void throwing_pattern_free(throwing_pattern *pattern) {
    delete pattern;
}

bool throwing_pattern_matches(const throwing_pattern *pattern, const char *text) {
    return std::regex_match(text, pattern->expression);
}

throwing_status throwing_pattern_find(const throwing_pattern *pattern, const char *text, size_t *at) {
    std::cmatch match;
    if (!std::regex_search(text, match, pattern->expression))
        return THROWING_NO_MATCH;
    *at = static_cast<size_t>(match.position());
    return THROWING_OK;
}

char *throwing_pattern_replace(const throwing_pattern *pattern, const char *text, const char *replacement) {
    return copy_text(std::regex_replace(std::string(text), pattern->expression, replacement));
}

throwing_status throwing_pattern_group(const throwing_pattern *pattern, const char *text, uint32_t group,
                                       char **match) {
    std::cmatch found;
    if (!std::regex_search(text, found, pattern->expression))
        return THROWING_NO_MATCH;
    if (group > pattern->groups)
        throw std::out_of_range("the pattern has " + std::to_string(pattern->groups) +
                                " groups and no group " + std::to_string(group));
    *match = copy_text(found.str(group));
    return THROWING_OK;
}

size_t throwing_pattern_each(const throwing_pattern *pattern, const char *text, size_t limit,
                             throwing_visitor visit, void *context) {
    const std::string whole(text);
    size_t count = 0;
    for (auto at = std::sregex_iterator(whole.begin(), whole.end(), pattern->expression);
         at != std::sregex_iterator(); ++at) {
        if (count++ == limit)
            throw std::runtime_error("more than " + std::to_string(limit) + " matches");
        const std::string match = at->str();
        if (!visit(match.c_str(), context))
            break;
    }
    return count;
}
