//! The small library with PyO3, as its guide writes it.

use std::ffi::{CStr, c_char, c_void};
use std::ptr::{self, NonNull};

use numpy::ndarray::Array1;
use numpy::{IntoPyArray, PyArray1, PyReadonlyArray1};
use pyo3::create_exception;
use pyo3::exceptions::{PyLookupError, PyMemoryError, PyValueError};
use pyo3::prelude::*;

#[repr(C)]
#[derive(Clone, Copy)]
struct RawPoint {
    x: f64,
    y: f64,
    weight: i64,
}

#[repr(C)]
struct RawTally {
    private: [u8; 0],
}

unsafe extern "C" {
    fn tally_new(start: i64) -> *mut RawTally;
    fn tally_free(tally: *mut RawTally);
    fn tally_value(tally: *const RawTally) -> i64;
    fn tally_column(tally: *const RawTally, name: *const c_char, value: *mut f64) -> i32;
    safe fn tally_nothing();
    safe fn tally_add(left: i64, right: i64) -> i64;
    fn tally_text_size(text: *const c_char) -> usize;
    safe fn tally_short_text() -> *const c_char;
    safe fn tally_long_text() -> *const c_char;
    safe fn tally_point_sum(point: RawPoint) -> f64;
    safe fn tally_point_at(distance: f64) -> RawPoint;
    fn tally_ends(values: *const f64, count: usize) -> f64;
    fn tally_values(count: usize, values: *mut *mut f64, made: *mut usize) -> i32;
    fn tally_call_back(
        number: i64,
        change: unsafe extern "C" fn(i64, *mut c_void) -> i64,
        context: *mut c_void,
    ) -> i64;
    safe fn tally_fail() -> i32;
    safe fn tally_add_slowly(left: i64, right: i64) -> i64;
    fn free(memory: *mut c_void);
}

create_exception!(pyo3_tally, NoSuchColumnError, PyLookupError);
create_exception!(pyo3_tally, RefusedError, PyValueError);

/// A count with named columns.
#[pyclass(frozen)]
struct Tally {
    own: NonNull<RawTally>,
}

// SAFETY: the library keeps nothing of the thread that made it, and this class never changes it.
unsafe impl Send for Tally {}
// SAFETY: as above.
unsafe impl Sync for Tally {}

#[pymethods]
impl Tally {
    #[new]
    fn new(start: i64) -> PyResult<Self> {
        // SAFETY: any number will do.
        let own = NonNull::new(unsafe { tally_new(start) });
        own.map(|own| Self { own })
            .ok_or_else(|| PyMemoryError::new_err("no memory for a tally"))
    }

    fn value(&self) -> i64 {
        // SAFETY: it is freed by drop() alone.
        unsafe { tally_value(self.own.as_ptr()) }
    }

    fn column(&self, name: &CStr) -> PyResult<f64> {
        let mut found = 0.0;
        // SAFETY: as above, and the text ends with a NUL.
        match unsafe { tally_column(self.own.as_ptr(), name.as_ptr(), &mut found) } {
            0 => Ok(found),
            _ => Err(NoSuchColumnError::new_err("No column has that name.")),
        }
    }
}

impl Drop for Tally {
    fn drop(&mut self) {
        // SAFETY: nobody has it any more.
        unsafe { tally_free(self.own.as_ptr()) }
    }
}

/// A place with a weight.
#[pyclass(frozen, get_all)]
struct Point {
    x: f64,
    y: f64,
    weight: i64,
}

#[pymethods]
impl Point {
    #[new]
    fn new(x: f64, y: f64, weight: i64) -> Self {
        Self { x, y, weight }
    }
}

#[pyfunction]
fn nothing() {
    tally_nothing();
}

#[pyfunction]
fn add(left: i64, right: i64) -> i64 {
    tally_add(left, right)
}

#[pyfunction]
fn text_size(text: &CStr) -> usize {
    // SAFETY: it ends with a NUL.
    unsafe { tally_text_size(text.as_ptr()) }
}

#[pyfunction]
fn short_text() -> &'static CStr {
    // SAFETY: a constant of the library.
    unsafe { CStr::from_ptr(tally_short_text()) }
}

#[pyfunction]
fn long_text() -> &'static CStr {
    // SAFETY: a constant of the library.
    unsafe { CStr::from_ptr(tally_long_text()) }
}

#[pyfunction]
fn point_sum(point: &Bound<'_, Point>) -> f64 {
    let &Point { x, y, weight } = point.get();
    tally_point_sum(RawPoint { x, y, weight })
}

#[pyfunction]
fn point_at(distance: f64) -> Point {
    let RawPoint { x, y, weight } = tally_point_at(distance);
    Point { x, y, weight }
}

#[pyfunction]
fn ends(values: PyReadonlyArray1<'_, f64>) -> PyResult<f64> {
    let values = values.as_slice()?;
    // SAFETY: a slice.
    Ok(unsafe { tally_ends(values.as_ptr(), values.len()) })
}

#[pyfunction]
fn values(py: Python<'_>, count: usize) -> PyResult<Bound<'_, PyArray1<f64>>> {
    let mut made = ptr::null_mut();
    let mut made_count = 0;
    // SAFETY: both are written where it succeeds.
    if unsafe { tally_values(count, &mut made, &mut made_count) } != 0 {
        return Err(PyMemoryError::new_err("no memory for the values"));
    }
    // SAFETY: so many were made. Rust cannot own what malloc() gave: it is copied.
    let copy = unsafe { std::slice::from_raw_parts(made, made_count) }.to_vec();
    // SAFETY: nobody uses it any more.
    unsafe { free(made.cast()) };
    Ok(Array1::from_vec(copy).into_pyarray(py))
}

struct Calling<'a, 'py> {
    target: &'a Bound<'py, PyAny>,
    raised: Option<PyErr>,
}

unsafe extern "C" fn visit(number: i64, context: *mut c_void) -> i64 {
    // SAFETY: call_back() passed it, and waits.
    let call = unsafe { &mut *context.cast::<Calling<'_, '_>>() };
    match call.target.call1((number,)).and_then(|made| made.extract()) {
        Ok(changed) => changed,
        Err(raised) => {
            call.raised = Some(raised);
            0
        }
    }
}

#[pyfunction]
fn call_back(number: i64, change: &Bound<'_, PyAny>) -> PyResult<i64> {
    let mut call = Calling {
        target: change,
        raised: None,
    };
    // SAFETY: the library calls back before it returns.
    let result = unsafe { tally_call_back(number, visit, (&raw mut call).cast()) };
    call.raised.map_or(Ok(result), Err)
}

#[pyfunction]
fn fail() -> PyResult<()> {
    match tally_fail() {
        0 => Ok(()),
        _ => Err(RefusedError::new_err("The call was asked to fail.")),
    }
}

#[pyfunction]
fn add_slowly(py: Python<'_>, left: i64, right: i64) -> i64 {
    py.detach(|| tally_add_slowly(left, right))
}

#[pymodule]
fn pyo3_tally(module: &Bound<'_, PyModule>) -> PyResult<()> {
    let py = module.py();
    module.add("NoSuchColumnError", py.get_type::<NoSuchColumnError>())?;
    module.add("RefusedError", py.get_type::<RefusedError>())?;
    module.add_class::<Tally>()?;
    module.add_class::<Point>()?;
    module.add_function(wrap_pyfunction!(nothing, module)?)?;
    module.add_function(wrap_pyfunction!(add, module)?)?;
    module.add_function(wrap_pyfunction!(text_size, module)?)?;
    module.add_function(wrap_pyfunction!(short_text, module)?)?;
    module.add_function(wrap_pyfunction!(long_text, module)?)?;
    module.add_function(wrap_pyfunction!(point_sum, module)?)?;
    module.add_function(wrap_pyfunction!(point_at, module)?)?;
    module.add_function(wrap_pyfunction!(ends, module)?)?;
    module.add_function(wrap_pyfunction!(values, module)?)?;
    module.add_function(wrap_pyfunction!(call_back, module)?)?;
    module.add_function(wrap_pyfunction!(fail, module)?)?;
    module.add_function(wrap_pyfunction!(add_slowly, module)?)?;
    Ok(())
}
