/* The small library with pybind11, as its documentation writes it. */
#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>

#include <cstdlib>
#include <exception>
#include <stdexcept>

#include "tally.h"

namespace py = pybind11;

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

double ends(const py::array_t<double, py::array::c_style> &values) {
    if (values.ndim() != 1)
        throw py::type_error("expected one dimension");
    return tally_ends(values.data(), static_cast<size_t>(values.size()));
}

py::array_t<double> values(size_t count) {
    double *made = nullptr;
    size_t made_count = 0;
    if (tally_values(count, &made, &made_count) != TALLY_OK)
        throw std::bad_alloc();
    py::capsule owner(made, [](void *memory) { std::free(memory); });
    return py::array_t<double>(static_cast<py::ssize_t>(made_count), made, owner);
}

int64_t call_back(int64_t number, const py::function &change) {
    struct calling {
        const py::function *target;
        std::exception_ptr raised;
    } call{&change, nullptr};
    const auto visit = [](int64_t given, void *context) -> int64_t {
        auto *running = static_cast<calling *>(context);
        try {
            return (*running->target)(given).cast<int64_t>();
        } catch (...) {
            running->raised = std::current_exception();
            return 0;
        }
    };
    int64_t result = tally_call_back(number, visit, &call);
    if (call.raised)
        std::rethrow_exception(call.raised);
    return result;
}

} // namespace

PYBIND11_MODULE(pybind11_tally, module) {
    py::register_exception<no_such_column>(module, "NoSuchColumnError", PyExc_LookupError);
    py::register_exception<refused>(module, "RefusedError", PyExc_ValueError);

    py::class_<owned_tally>(module, "Tally")
        .def(py::init<int64_t>(), py::arg("start"))
        .def("value", &owned_tally::value)
        .def("column", &owned_tally::column, py::arg("name"));

    py::class_<tally_point>(module, "Point")
        .def(py::init([](double x, double y, int64_t weight) {
                 return tally_point{x, y, weight};
             }),
             py::arg("x"), py::arg("y"), py::arg("weight"))
        .def_readwrite("x", &tally_point::x)
        .def_readwrite("y", &tally_point::y)
        .def_readwrite("weight", &tally_point::weight);

    module.def("nothing", &tally_nothing);
    module.def("add", &tally_add);
    module.def("text_size", &tally_text_size);
    module.def("short_text", &tally_short_text);
    module.def("long_text", &tally_long_text);
    module.def("point_sum", [](const tally_point &point) { return tally_point_sum(point); });
    module.def("point_at", &tally_point_at);
    module.def("ends", &ends);
    module.def("values", &values);
    module.def("call_back", &call_back);
    module.def("fail", [] {
        if (tally_fail() != TALLY_OK)
            throw refused("The call was asked to fail.");
    });
    module.def("add_slowly", &tally_add_slowly, py::call_guard<py::gil_scoped_release>());
}
