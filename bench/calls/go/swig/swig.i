// The small library through SWIG, in C++ for the sake of its directors, which are how it calls Go.
%module(directors="1") swig

%include <stdint.i>
%include <typemaps.i>

%{
#include <stdlib.h>
extern "C" {
#include "tally.h"
}
struct Change {
    virtual ~Change() {}
    virtual int64_t change(int64_t number) = 0;
};
static int64_t change_by(int64_t number, void *context) {
    return static_cast<Change *>(context)->change(number);
}
%}

%insert(cgo_comment_typedefs) %{
#cgo CFLAGS: -std=gnu11 -O2 -I${SRCDIR}/../../library
#cgo CXXFLAGS: -O2 -I${SRCDIR}/../../library
#cgo linux LDFLAGS: -Wl,-z,relro -Wl,-z,now -Wl,-z,noexecstack
%}

%go_import("slices", "unsafe")

// []float64 goes in as it lies there.
%typemap(gotype) (const double *values, size_t count) "[]float64"
%typemap(in) (const double *values, size_t count) {
    $1 = (double *)$input.array;
    $2 = (size_t)$input.len;
}

%rename(PointSum) tally_point_sum;
%rename(PointAt) tally_point_at;
%rename(Point) tally_point;
typedef struct tally_point {
    double x;
    double y;
    int64_t weight;
} tally_point;
double tally_point_sum(tally_point point);
tally_point tally_point_at(double distance);

%rename(Tally) tally;
%nodefaultctor tally;
typedef struct tally {} tally;
%extend tally {
    tally(int64_t start) { return tally_new(start); }
    ~tally() { tally_free($self); }
    int64_t value(); // which is tally_value()
    int column_of(const char *name, double *OUTPUT) { return tally_column($self, name, OUTPUT); }
}

%rename(Nothing) tally_nothing;
%rename(Add) tally_add;
%rename(TextSize) tally_text_size;
%rename(ShortText) tally_short_text;
%rename(LongText) tally_long_text;
%rename(Ends) tally_ends;
%rename(AddSlowly) tally_add_slowly;
void tally_nothing();
int64_t tally_add(int64_t left, int64_t right);
size_t tally_text_size(const char *text);
const char *tally_short_text();
const char *tally_long_text();
double tally_ends(const double *values, size_t count);
int64_t tally_add_slowly(int64_t left, int64_t right);

%inline %{
static double *made_values(size_t count, long long *OUTPUT) {
    double *values = NULL;
    size_t made = 0;
    if (tally_values(count, &values, &made) != TALLY_OK)
        return NULL;
    *OUTPUT = (long long)made;
    return values;
}
static void free_values(double *values) { free(values); }
static int failed() { return tally_fail(); }
%}

%feature("director") Change;
struct Change {
    virtual ~Change();
    virtual int64_t change(int64_t number) = 0;
};
%inline %{
static int64_t CallBack(int64_t number, Change *change) { return tally_call_back(number, change_by, change); }
%}

%insert(go_wrapper) %{
// Status is how a call failed.
type Status int32

// Error says what went wrong.
func (s Status) Error() string {
	return [...]string{"success", "no column has that name", "the call was asked to fail", "memory is used up"}[s]
}

// Fail fails.
func Fail() error {
	if status := Failed(); status != 0 {
		return Status(status)
	}
	return nil
}

// Column returns the value of a column.
func Column(tally Tally, name string) (float64, error) {
	var value [1]float64
	if status := tally.Column_of(name, value[:]); status != 0 {
		return 0, Status(status)
	}
	return value[0], nil
}

// Values returns count values.
func Values(count int) ([]float64, error) {
	var made [1]int64
	data := Made_values(int64(count), made[:])
	if data == nil {
		return nil, Status(3)
	}
	values := slices.Clone(unsafe.Slice(data, int(made[0])))
	Free_values(data)
	return values, nil
}
%}
