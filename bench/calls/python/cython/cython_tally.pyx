# cython: language_level=3, binding=False, boundscheck=False, wraparound=False, embedsignature=False
# distutils: language = c
"""The small library with Cython, as its documentation writes it."""

cimport cython
from cpython.unicode cimport PyUnicode_AsUTF8AndSize
from libc.stdint cimport int64_t
from libc.stdlib cimport free
from libc.string cimport strlen

from cython.view cimport array as cython_array


cdef extern from "tally.h" nogil:
    ctypedef struct tally_point:
        double x
        double y
        int64_t weight

    ctypedef struct tally:
        pass

    ctypedef enum tally_status:
        TALLY_OK

    ctypedef int64_t (*tally_change)(int64_t number, void *context) noexcept

    tally *tally_new(int64_t start)
    void tally_free(tally *t)
    int64_t tally_value(const tally *t)
    tally_status tally_column(const tally *t, const char *name, double *value)
    void tally_nothing()
    int64_t tally_add(int64_t left, int64_t right)
    size_t tally_text_size(const char *text)
    const char *tally_short_text()
    const char *tally_long_text()
    double tally_point_sum(tally_point point)
    tally_point tally_point_at(double distance)
    double tally_ends(const double *values, size_t count)
    tally_status tally_values(size_t count, double **values, size_t *made)
    int64_t tally_call_back(int64_t number, tally_change change, void *context)
    tally_status tally_fail()
    int64_t tally_add_slowly(int64_t left, int64_t right)


class NoSuchColumnError(LookupError):
    pass


class RefusedError(ValueError):
    pass


cdef inline const char *text_in(str text) except NULL:
    cdef Py_ssize_t length = 0
    cdef const char *data = PyUnicode_AsUTF8AndSize(text, &length)
    if strlen(data) != <size_t>length:
        raise ValueError("the text holds a NUL character")
    return data


@cython.freelist(8)
@cython.final
cdef class Tally:
    cdef tally *own

    def __cinit__(self, int64_t start):
        self.own = tally_new(start)
        if self.own is NULL:
            raise MemoryError

    def __dealloc__(self):
        tally_free(self.own)

    def value(self):
        return tally_value(self.own)

    def column(self, str name not None):
        cdef double found = 0
        if tally_column(self.own, text_in(name), &found) != TALLY_OK:
            raise NoSuchColumnError("No column has that name.")
        return found


@cython.freelist(8)
@cython.final
cdef class Point:
    cdef public double x
    cdef public double y
    cdef public int64_t weight

    def __init__(self, double x, double y, int64_t weight):
        self.x = x
        self.y = y
        self.weight = weight


def nothing():
    tally_nothing()


def add(int64_t left, int64_t right):
    return tally_add(left, right)


def text_size(str text not None):
    return tally_text_size(text_in(text))


def short_text():
    return tally_short_text().decode("utf-8")


def long_text():
    return tally_long_text().decode("utf-8")


def point_sum(Point point not None):
    return tally_point_sum(tally_point(point.x, point.y, point.weight))


def point_at(double distance):
    cdef tally_point found = tally_point_at(distance)
    cdef Point point = Point.__new__(Point)
    point.x = found.x
    point.y = found.y
    point.weight = found.weight
    return point


def ends(const double[::1] values not None):
    cdef size_t count = values.shape[0]
    return tally_ends(&values[0] if count > 0 else NULL, count)


def values(size_t count):
    cdef double *made = NULL
    cdef size_t made_count = 0
    if tally_values(count, &made, &made_count) != TALLY_OK:
        raise MemoryError
    cdef cython_array array = <double[:made_count]>made
    array.callback_free_data = free
    return array


cdef class Calling:
    cdef object target
    cdef object raised


cdef int64_t visit(int64_t number, void *context) noexcept with gil:
    cdef Calling call = <Calling>context
    try:
        return call.target(number)
    except BaseException as error:
        call.raised = error
        return 0


def call_back(int64_t number, change):
    cdef Calling call = Calling.__new__(Calling)
    call.target = change
    cdef int64_t result = tally_call_back(number, visit, <void *>call)
    if call.raised is not None:
        raise call.raised
    return result


def fail():
    if tally_fail() != TALLY_OK:
        raise RefusedError("The call was asked to fail.")


def add_slowly(int64_t left, int64_t right):
    cdef int64_t result
    with nogil:
        result = tally_add_slowly(left, right)
    return result
