// What cxx calls: tally in C++ types.
#pragma once

#include <cstdlib>
#include <memory>
#include <stdexcept>
#include <string>

#include "rust/cxx.h"
#include "tally.h"

namespace shim {

struct Point;

class Tally {
  public:
    explicit Tally(int64_t start);
    ~Tally() {
        tally_free(tally_);
    }
    Tally(const Tally &) = delete;
    Tally &operator=(const Tally &) = delete;

    int64_t value() const {
        return tally_value(tally_);
    }
    double column(rust::Str name) const;

  private:
    tally *tally_;
};

// The library's memory, which is not copied.
class Values {
  public:
    explicit Values(size_t count);
    ~Values() {
        std::free(elements_);
    }
    Values(const Values &) = delete;
    Values &operator=(const Values &) = delete;

    rust::Slice<const double> slice() const {
        return {elements_, count_};
    }

  private:
    double *elements_ = nullptr;
    size_t count_ = 0;
};

std::unique_ptr<Tally> tally_make(int64_t start);
size_t text_size(rust::Str text);
rust::String short_text();
rust::String long_text();
double point_sum(Point point);
Point point_at(double distance);
double ends(rust::Slice<const double> values);
std::unique_ptr<Values> values(size_t count);
int64_t call_back(int64_t number, rust::Fn<int64_t(int64_t)> change);
void fail();

} // namespace shim
