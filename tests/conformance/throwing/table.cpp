// Tables of numbers. A row that cannot be read is the cause of a table that cannot be read.
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "throwing.h"

namespace {

// No std::exception, on purpose.
struct negative_number {
    double value;
};

std::vector<double> parse_row(const std::string &line) {
    std::vector<double> row;
    std::istringstream cells(line);
    for (std::string cell; std::getline(cells, cell, ',');)
        row.push_back(std::stod(cell));
    return row;
}

void parse_into(std::vector<std::vector<double>> &rows, const std::string &text) {
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        try {
            rows.push_back(parse_row(line));
        } catch (...) {
            std::throw_with_nested(
                std::runtime_error("row " + std::to_string(rows.size() + 1) + " cannot be read: " + line));
        }
    }
}

} // namespace

struct throwing_table {
    std::vector<std::vector<double>> rows;
    bool is_locked;
};

throwing_table *throwing_table_parse(const char *text) {
    std::vector<std::vector<double>> rows;
    try {
        parse_into(rows, text);
    } catch (...) {
        std::throw_with_nested(std::invalid_argument("the text is no table"));
    }
    return new throwing_table{std::move(rows), false};
}

void throwing_table_free(throwing_table *table) {
    const bool was_locked = table->is_locked;
    delete table;
    if (was_locked)
        throw std::logic_error("the table was locked");
}

size_t throwing_table_rows(const throwing_table *table) {
    return table->rows.size();
}

double throwing_table_at(const throwing_table *table, size_t row, size_t column) {
    return table->rows.at(row).at(column);
}

void throwing_table_double(throwing_table *table) {
    for (auto &row : table->rows) {
        for (double &number : row) {
            if (number < 0)
                throw negative_number{number};
            number *= 2;
        }
    }
}

void throwing_table_lock(throwing_table *table) {
    table->is_locked = true;
}
