// The functions of yamlcpp.h. Whatever is thrown here, by yaml-cpp or by this file, passes through them to the boundary.

#include "yamlcpp.h"

#include <yaml-cpp/yaml.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <memory>
#include <new>
#include <stdexcept>
#include <string>

namespace {

struct value_deleter {
    void operator()(tenon_value *value) const {
        tenon_value_free(value);
    }
};

using owned_value = std::unique_ptr<tenon_value, value_deleter>;

// The functions of tenon/value.h give null where memory is used up.
owned_value own(tenon_value *value) {
    if (value == nullptr)
        throw std::bad_alloc();
    return owned_value(value);
}

std::string place(const YAML::Node &node) {
    const YAML::Mark mark = node.Mark();
    return "line " + std::to_string(mark.line + 1) + ", column " + std::to_string(mark.column + 1) + ": ";
}

// ---- Reading ----

class reader {
  public:
    owned_value read(const YAML::Node &node) {
        // An alias repeats what it names: few lines of text can stand for billions of values, or for endless ones.
        if (++parts > most_parts)
            throw std::length_error(place(node) + "the value has more than a million parts");
        if (++depth > deepest)
            throw std::length_error(place(node) + "the value is nested more than 60 deep, or holds itself");
        owned_value value = read_kind(node);
        --depth;
        return value;
    }

  private:
    static constexpr int most_parts = 1000000;
    static constexpr int deepest = 60;
    int parts = 0;
    int depth = 0;

    owned_value read_kind(const YAML::Node &node) {
        switch (node.Type()) {
        case YAML::NodeType::Scalar:
            return read_scalar(node);
        case YAML::NodeType::Sequence:
            return read_sequence(node);
        case YAML::NodeType::Map:
            return read_map(node);
        default:
            return own(tenon_value_new_null());
        }
    }

    static owned_value read_text(const YAML::Node &node) {
        const std::string &text = node.Scalar();
        if (text.find('\0') != std::string::npos)
            throw std::invalid_argument(place(node) + "the text holds a NUL character");
        return own(tenon_value_new_text(text.data(), text.size()));
    }

    // The core schema: decimal digits with a sign, 0o and octal, 0x and hexadecimal digits; in the ranges of int64_t and
    // uint64_t.
    static bool read_integer(const std::string &text, owned_value &value) {
        const bool is_octal = text.compare(0, 2, "0o") == 0;
        const bool is_hexadecimal = text.compare(0, 2, "0x") == 0;
        const std::size_t sign = text[0] == '-' || text[0] == '+' ? 1 : 0;
        const std::size_t digits = is_octal || is_hexadecimal ? 2 : sign;
        const int base = is_octal ? 8 : is_hexadecimal ? 16 : 10;
        const char *allowed = is_octal ? "01234567" : is_hexadecimal ? "0123456789abcdefABCDEF" : "0123456789";
        if (text.size() == digits || text.find_first_not_of(allowed, digits) != std::string::npos)
            return false;
        errno = 0;
        if (text[0] == '-') {
            const long long number = std::strtoll(text.c_str(), nullptr, 10);
            if (errno == 0)
                value = own(tenon_value_new_integer(number));
        } else {
            const unsigned long long number = std::strtoull(text.c_str() + digits, nullptr, base);
            if (errno == 0)
                value = own(tenon_value_new_unsigned(number));
        }
        return errno == 0;
    }

    static owned_value read_scalar(const YAML::Node &node) {
        const std::string &text = node.Scalar();
        if (node.Tag() == "tag:yaml.org,2002:binary") {
            const YAML::Binary bytes = node.as<YAML::Binary>();
            return own(tenon_value_new_bytes(bytes.data(), bytes.size()));
        }
        owned_value integer;
        double number = 0;
        // "!" is the tag of what stands in quotes.
        if (node.Tag() != "?" && node.Tag() != "")
            return read_text(node);
        if (text == "null" || text == "Null" || text == "NULL" || text == "~" || text.empty())
            return own(tenon_value_new_null());
        if (text == "true" || text == "True" || text == "TRUE")
            return own(tenon_value_new_bool(true));
        if (text == "false" || text == "False" || text == "FALSE")
            return own(tenon_value_new_bool(false));
        if (read_integer(text, integer))
            return integer;
        if (std::strchr("+-.0123456789", text[0]) != nullptr && YAML::convert<double>::decode(node, number))
            return own(tenon_value_new_number(number));
        return read_text(node);
    }

    owned_value read_sequence(const YAML::Node &node) {
        owned_value list = own(tenon_value_new_list());
        for (const YAML::Node &item : node) {
            if (!tenon_list_add(list.get(), read(item).release()))
                throw std::bad_alloc();
        }
        return list;
    }

    owned_value read_map(const YAML::Node &node) {
        owned_value map = own(tenon_value_new_map());
        for (const auto &entry : node) {
            if (!entry.first.IsScalar())
                throw std::invalid_argument(place(entry.first) + "the key of a map is not a scalar");
            const std::string &key = entry.first.Scalar();
            if (tenon_value_get(map.get(), key.c_str()) != nullptr)
                throw std::invalid_argument(place(entry.first) + "the map has the key \"" + key + "\" twice");
            owned_value item = read(entry.second);
            if (key.find('\0') != std::string::npos || !tenon_map_set(map.get(), key.c_str(), item.release()))
                throw std::invalid_argument(place(entry.first) + "the key is no text");
        }
        return map;
    }
};

// ---- Writing ----

void write(YAML::Emitter &out, const tenon_value *value) {
    std::size_t length = 0;
    const void *bytes = nullptr;
    const char *text = nullptr;
    switch (tenon_value_kind_of(value)) {
    case TENON_VALUE_NULL:
        out << YAML::Null;
        break;
    case TENON_VALUE_BOOL:
        out << tenon_value_bool(value, false);
        break;
    case TENON_VALUE_INTEGER:
        out << static_cast<long long>(tenon_value_integer(value, 0));
        break;
    case TENON_VALUE_UNSIGNED:
        out << static_cast<unsigned long long>(tenon_value_unsigned(value, 0));
        break;
    case TENON_VALUE_NUMBER:
        out << tenon_value_number(value, 0);
        break;
    case TENON_VALUE_TEXT:
        text = tenon_value_text(value, &length, "");
        out << YAML::DoubleQuoted << std::string(text, length);
        break;
    case TENON_VALUE_BYTES:
        bytes = tenon_value_bytes(value, &length);
        out << YAML::Binary(static_cast<const unsigned char *>(bytes), length);
        break;
    case TENON_VALUE_LIST:
        out << YAML::BeginSeq;
        for (std::size_t i = 0; i < tenon_value_count(value); i++)
            write(out, tenon_value_at(value, i));
        out << YAML::EndSeq;
        break;
    case TENON_VALUE_MAP:
        out << YAML::BeginMap;
        for (std::size_t i = 0; i < tenon_value_count(value); i++) {
            out << YAML::Key << YAML::DoubleQuoted << std::string(tenon_value_key(value, i)) << YAML::Value;
            write(out, tenon_value_at(value, i));
        }
        out << YAML::EndMap;
        break;
    }
}

} // namespace

tenon_value *yamlcpp_load(const char *text) {
    const YAML::Node document = YAML::Load(text);
    return document.IsDefined() && !document.IsNull() ? reader().read(document).release() : nullptr;
}

char *yamlcpp_dump(const tenon_value *value) {
    YAML::Emitter out;
    out.SetDoublePrecision(std::numeric_limits<double>::max_digits10);
    write(out, value);
    if (!out.good())
        throw std::runtime_error(out.GetLastError());
    char *text = static_cast<char *>(std::malloc(out.size() + 1));
    if (text == nullptr)
        throw std::bad_alloc();
    std::memcpy(text, out.c_str(), out.size() + 1);
    return text;
}
