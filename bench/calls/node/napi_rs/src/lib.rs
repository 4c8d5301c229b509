//! tally for Node.js through napi-rs.

use std::ffi::{c_void, CStr, CString};
use std::ptr;

use napi::bindgen_prelude::*;
use napi_derive::napi;

mod library;

fn integer(value: &BigInt, name: &str) -> Result<i64> {
    match value.get_i64() {
        (number, true) => Ok(number),
        _ => Err(Error::new(
            Status::InvalidArg,
            format!("{name} must be a bigint of 64 bits"),
        )),
    }
}

fn c_text(text: String) -> Result<CString> {
    CString::new(text).map_err(|error| Error::new(Status::InvalidArg, error.to_string()))
}

/// # Safety
/// The library's text lives as long as the library.
unsafe fn rust_text(text: *const std::ffi::c_char) -> Result<&'static str> {
    CStr::from_ptr(text)
        .to_str()
        .map_err(|error| Error::new(Status::GenericFailure, error.to_string()))
}

#[napi]
pub struct Tally {
    tally: *mut library::TallyCount,
}

#[napi]
impl Tally {
    #[napi(constructor)]
    pub fn new(start: BigInt) -> Result<Self> {
        let tally = unsafe { library::tally_new(integer(&start, "start")?) };
        if tally.is_null() {
            return Err(Error::from_reason("Memory is used up."));
        }
        Ok(Self { tally })
    }

    fn opened(&self) -> Result<*mut library::TallyCount> {
        if self.tally.is_null() {
            return Err(Error::from_reason("the tally is closed"));
        }
        Ok(self.tally)
    }

    #[napi]
    pub fn value(&self) -> Result<i64n> {
        Ok(i64n(unsafe { library::tally_value(self.opened()?) }))
    }

    #[napi]
    pub fn count(&mut self, step: BigInt) -> Result<i64n> {
        let step = integer(&step, "step")?;
        Ok(i64n(unsafe { library::tally_count(self.opened()?, step) }))
    }

    #[napi]
    pub fn column(&self, name: String) -> Result<f64> {
        let tally = self.opened()?;
        let name = c_text(name)?;
        let mut value = 0.0;
        match unsafe { library::tally_column(tally, name.as_ptr(), &mut value) } {
            0 => Ok(value),
            _ => Err(Error::from_reason("No column has that name.")),
        }
    }

    #[napi]
    pub fn close(&mut self) {
        if !self.tally.is_null() {
            unsafe { library::tally_free(self.tally) };
            self.tally = ptr::null_mut();
        }
    }
}

impl Drop for Tally {
    fn drop(&mut self) {
        self.close();
    }
}

#[napi(object)]
pub struct Point {
    pub x: f64,
    pub y: f64,
    pub weight: BigInt,
}

#[napi]
pub fn nothing() {
    unsafe { library::tally_nothing() }
}

#[napi]
pub fn add(left: BigInt, right: BigInt) -> Result<i64n> {
    let (left, right) = (integer(&left, "left")?, integer(&right, "right")?);
    Ok(i64n(unsafe { library::tally_add(left, right) }))
}

#[napi]
pub fn text_size(text: String) -> Result<f64> {
    let text = c_text(text)?;
    Ok(unsafe { library::tally_text_size(text.as_ptr()) } as f64)
}

#[napi]
pub fn short_text() -> Result<&'static str> {
    unsafe { rust_text(library::tally_short_text()) }
}

#[napi]
pub fn long_text() -> Result<&'static str> {
    unsafe { rust_text(library::tally_long_text()) }
}

#[napi]
pub fn point_sum(point: Point) -> Result<f64> {
    let point = library::TallyPoint {
        x: point.x,
        y: point.y,
        weight: integer(&point.weight, "point.weight")?,
    };
    Ok(unsafe { library::tally_point_sum(point) })
}

#[napi]
pub fn point_at(distance: f64) -> Point {
    let point = unsafe { library::tally_point_at(distance) };
    Point {
        x: point.x,
        y: point.y,
        weight: BigInt::from(point.weight),
    }
}

#[napi]
pub fn ends(values: &[f64]) -> f64 {
    unsafe { library::tally_ends(values.as_ptr(), values.len()) }
}

#[napi]
pub fn values(count: f64) -> Result<Float64Array> {
    if !(0.0..1e9).contains(&count) {
        return Err(Error::new(
            Status::InvalidArg,
            "count must be a number of values",
        ));
    }
    let (mut values, mut made) = (ptr::null_mut(), 0);
    if unsafe { library::tally_values(count as usize, &mut values, &mut made) } != 0 {
        return Err(Error::from_reason("Memory is used up."));
    }
    Ok(unsafe {
        Float64Array::with_external_data(values, made, |values, _| {
            library::free(values.cast::<c_void>());
        })
    })
}

struct Change<'scope> {
    function: Function<'scope, i64n, BigInt>,
    error: Option<Error>,
}

/// No panic and no error passes through the library: an error is returned after the call.
unsafe extern "C" fn change_number(number: i64, context: *mut c_void) -> i64 {
    let change = &mut *context.cast::<Change>();
    let result = change
        .function
        .call(i64n(number))
        .and_then(|changed| integer(&changed, "the result of change"));
    result.unwrap_or_else(|error| {
        change.error = Some(error);
        0
    })
}

#[napi]
pub fn call_back(number: BigInt, change: Function<i64n, BigInt>) -> Result<i64n> {
    let number = integer(&number, "number")?;
    let mut change = Change {
        function: change,
        error: None,
    };
    let context = ptr::from_mut(&mut change).cast::<c_void>();
    let changed = unsafe { library::tally_call_back(number, change_number, context) };
    match change.error {
        Some(error) => Err(error),
        None => Ok(i64n(changed)),
    }
}

#[napi]
pub fn fail() -> Result<(), String> {
    match unsafe { library::tally_fail() } {
        0 => Ok(()),
        _ => Err(Error::new(
            "TALLY_REFUSED".to_owned(),
            "The call was asked to fail.",
        )),
    }
}

pub struct Addition {
    left: i64,
    right: i64,
}

#[napi]
impl Task for Addition {
    type Output = i64;
    type JsValue = BigInt;

    fn compute(&mut self) -> Result<i64> {
        Ok(unsafe { library::tally_add_slowly(self.left, self.right) })
    }

    fn resolve(&mut self, _env: Env, sum: i64) -> Result<BigInt> {
        Ok(BigInt::from(sum))
    }
}

#[napi]
pub fn add_slowly_async(left: BigInt, right: BigInt) -> Result<AsyncTask<Addition>> {
    let (left, right) = (integer(&left, "left")?, integer(&right, "right")?);
    Ok(AsyncTask::new(Addition { left, right }))
}
