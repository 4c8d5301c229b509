#include "shim.h"

#include "tally-cxx/src/lib.rs.h"

namespace shim {

static void check(tally_status status) {
    switch (status) {
    case TALLY_OK:
        return;
    case TALLY_NO_SUCH_COLUMN:
        throw std::out_of_range("no column has that name");
    case TALLY_REFUSED:
        throw std::invalid_argument("the call was asked to fail");
    case TALLY_OUT_OF_MEMORY:
        throw std::bad_alloc();
    }
}

Tally::Tally(int64_t start) : tally_(tally_new(start)) {
    if (tally_ == nullptr)
        throw std::bad_alloc();
}

double Tally::column(rust::Str name) const {
    double value = 0;
    check(tally_column(tally_, std::string(name).c_str(), &value));
    return value;
}

Values::Values(size_t count) {
    check(tally_values(count, &elements_, &count_));
}

std::unique_ptr<Tally> tally_make(int64_t start) {
    return std::make_unique<Tally>(start);
}

size_t text_size(rust::Str text) {
    return tally_text_size(std::string(text).c_str());
}

rust::String short_text() {
    return tally_short_text();
}

rust::String long_text() {
    return tally_long_text();
}

double point_sum(Point point) {
    return tally_point_sum({point.x, point.y, point.weight});
}

Point point_at(double distance) {
    tally_point point = tally_point_at(distance);
    return {point.x, point.y, point.weight};
}

double ends(rust::Slice<const double> values) {
    return tally_ends(values.data(), values.size());
}

std::unique_ptr<Values> values(size_t count) {
    return std::make_unique<Values>(count);
}

namespace {
struct Called {
    rust::Fn<int64_t(int64_t)> change;
};

int64_t call_change(int64_t number, void *context) {
    return static_cast<Called *>(context)->change(number);
}
} // namespace

int64_t call_back(int64_t number, rust::Fn<int64_t(int64_t)> change) {
    Called called{change};
    return tally_call_back(number, call_change, &called);
}

void fail() {
    check(tally_fail());
}

} // namespace shim
