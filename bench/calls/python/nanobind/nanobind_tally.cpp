/* The small library with nanobind, as its documentation writes it. */
#include <nanobind/nanobind.h>
#include <nanobind/ndarray.h>

#include <cstdlib>
#include <stdexcept>

#include "tally.h"

namespace nb = nanobind;
using namespace nb::literals;

namespace {

struct no_such_column : std::out_of_range {
    using std::out_of_range::out_of_range;
};

struct refused : std::invalid_argument {
    using std::invalid_argument::invalid_argument;
};

class owned_tally {
    tally *own;

  public:
    explicit owned_tally(int64_t start) : own(tally_new(start)) {
        if (own == nullptr)
            throw std::bad_alloc();
    }
    owned_tally(const owned_tally &) = delete;
    owned_tally &operator=(const owned_tally &) = delete;
    ~owned_tally() {
        tally_free(own);
    }
    int64_t value() const {
        return tally_value(own);
    }
    double column(const char *name) const {
        double found = 0;
        if (tally_column(own, name, &found) != TALLY_OK)
            throw no_such_column("No column has that name.");
        return found;
    }
};

using array_in = nb::ndarray<const double, nb::ndim<1>, nb::c_contig, nb::device::cpu>;
// An array of no framework, which is nanobind's quickest; numpy.asarray() takes it without a copy.
using array_out = nb::ndarray<nb::array_api, double, nb::ndim<1>>;

array_out values(size_t count) {
    double *made = nullptr;
    size_t made_count = 0;
    if (tally_values(count, &made, &made_count) != TALLY_OK)
        throw std::bad_alloc();
    nb::capsule owner(made, [](void *memory) noexcept { std::free(memory); });
    return array_out(made, {made_count}, owner);
}

int64_t call_back(int64_t number, nb::callable change) {
    struct calling {
        nb::callable target;
        nb::python_error *raised;
    } call{change, nullptr};
    const auto visit = [](int64_t given, void *context) -> int64_t {
        auto *running = static_cast<calling *>(context);
        try {
            return nb::cast<int64_t>(running->target(given));
        } catch (nb::python_error &error) {
            running->raised = new nb::python_error(error);
            return 0;
        }
    };
    int64_t result = tally_call_back(number, visit, &call);
    if (call.raised != nullptr) {
        nb::python_error raised(*call.raised);
        delete call.raised;
        throw raised;
    }
    return result;
}

} // namespace

NB_MODULE(nanobind_tally, module) {
    nb::exception<no_such_column>(module, "NoSuchColumnError", PyExc_LookupError);
    nb::exception<refused>(module, "RefusedError", PyExc_ValueError);

    nb::class_<owned_tally>(module, "Tally")
        .def(nb::init<int64_t>(), "start"_a)
        .def("value", &owned_tally::value)
        .def("column", &owned_tally::column, "name"_a);

    nb::class_<tally_point>(module, "Point")
        .def(
            "__init__",
            [](tally_point *self, double x, double y, int64_t weight) {
                *self = tally_point{x, y, weight};
            },
            "x"_a, "y"_a, "weight"_a)
        .def_rw("x", &tally_point::x)
        .def_rw("y", &tally_point::y)
        .def_rw("weight", &tally_point::weight);

    // Parameters without names are nanobind's quickest where there is but one way to call.
    module.def("nothing", &tally_nothing);
    module.def("add", &tally_add);
    module.def("text_size", &tally_text_size);
    module.def("short_text", &tally_short_text);
    module.def("long_text", &tally_long_text);
    module.def("point_sum", [](const tally_point &point) { return tally_point_sum(point); });
    module.def("point_at", &tally_point_at);
    module.def("ends",
               [](const array_in &values_in) { return tally_ends(values_in.data(), values_in.size()); });
    module.def("values", &values);
    module.def("call_back", &call_back);
    module.def("fail", [] {
        if (tally_fail() != TALLY_OK)
            throw refused("The call was asked to fail.");
    });
    module.def("add_slowly", &tally_add_slowly, nb::call_guard<nb::gil_scoped_release>());
}
