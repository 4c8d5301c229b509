//! The small library with UniFFI: its scaffolding in Rust around the C functions.

use std::ffi::{CStr, CString, c_char, c_void};
use std::ptr::{self, NonNull};
use std::sync::Arc;

uniffi::setup_scaffolding!();

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

/// What went wrong.
#[derive(Debug, thiserror::Error, uniffi::Error)]
#[uniffi(flat_error)]
pub enum TallyError {
    /// Of column().
    #[error("No column has that name.")]
    NoSuchColumn,
    /// Of fail().
    #[error("The call was asked to fail.")]
    Refused,
    /// Of text that C cannot have.
    #[error("the text holds a NUL character")]
    BadText,
    /// Of values().
    #[error("Memory is used up.")]
    OutOfMemory,
}

/// A count with named columns.
#[derive(uniffi::Object)]
pub struct Tally {
    own: NonNull<RawTally>,
}

// SAFETY: the library keeps nothing of the thread that made it, and this class never changes it.
unsafe impl Send for Tally {}
// SAFETY: as above.
unsafe impl Sync for Tally {}

#[uniffi::export]
impl Tally {
    #[uniffi::constructor]
    fn new(start: i64) -> Arc<Self> {
        // SAFETY: any number will do.
        let own = NonNull::new(unsafe { tally_new(start) });
        Arc::new(Self {
            own: own.expect("memory for a tally"),
        })
    }

    fn value(&self) -> i64 {
        // SAFETY: it is freed by drop() alone.
        unsafe { tally_value(self.own.as_ptr()) }
    }

    fn column(&self, name: String) -> Result<f64, TallyError> {
        let text = CString::new(name).map_err(|_| TallyError::BadText)?;
        let mut found = 0.0;
        // SAFETY: as above, and the text ends with a NUL.
        match unsafe { tally_column(self.own.as_ptr(), text.as_ptr(), &mut found) } {
            0 => Ok(found),
            _ => Err(TallyError::NoSuchColumn),
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
#[derive(uniffi::Record)]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Upwards.
    pub y: f64,
    /// How much lies there.
    pub weight: i64,
}

/// Makes a number of another.
#[uniffi::export(callback_interface)]
pub trait Change: Send + Sync {
    /// The other.
    fn change(&self, number: i64) -> i64;
}

#[uniffi::export]
fn nothing() {
    tally_nothing();
}

#[uniffi::export]
fn add(left: i64, right: i64) -> i64 {
    tally_add(left, right)
}

#[uniffi::export]
fn text_size(text: String) -> Result<u64, TallyError> {
    let text = CString::new(text).map_err(|_| TallyError::BadText)?;
    // SAFETY: it ends with a NUL.
    Ok(unsafe { tally_text_size(text.as_ptr()) } as u64)
}

#[uniffi::export]
fn short_text() -> String {
    // SAFETY: a constant of the library.
    let text = unsafe { CStr::from_ptr(tally_short_text()) };
    text.to_string_lossy().into_owned()
}

#[uniffi::export]
fn long_text() -> String {
    // SAFETY: a constant of the library.
    let text = unsafe { CStr::from_ptr(tally_long_text()) };
    text.to_string_lossy().into_owned()
}

#[uniffi::export]
fn point_sum(point: Point) -> f64 {
    let Point { x, y, weight } = point;
    tally_point_sum(RawPoint { x, y, weight })
}

#[uniffi::export]
fn point_at(distance: f64) -> Point {
    let RawPoint { x, y, weight } = tally_point_at(distance);
    Point { x, y, weight }
}

#[uniffi::export]
fn ends(values: Vec<f64>) -> f64 {
    // SAFETY: a vector.
    unsafe { tally_ends(values.as_ptr(), values.len()) }
}

#[uniffi::export]
fn values(count: u64) -> Result<Vec<f64>, TallyError> {
    let mut made = ptr::null_mut();
    let mut made_count = 0;
    let count = usize::try_from(count).map_err(|_| TallyError::OutOfMemory)?;
    // SAFETY: both are written where it succeeds.
    if unsafe { tally_values(count, &mut made, &mut made_count) } != 0 {
        return Err(TallyError::OutOfMemory);
    }
    // SAFETY: so many were made. Rust cannot own what malloc() gave: it is copied.
    let copy = unsafe { std::slice::from_raw_parts(made, made_count) }.to_vec();
    // SAFETY: nobody uses it any more.
    unsafe { free(made.cast()) };
    Ok(copy)
}

unsafe extern "C" fn visit(number: i64, context: *mut c_void) -> i64 {
    // SAFETY: call_back() passed it, and waits.
    unsafe { &*context.cast::<Box<dyn Change>>() }.change(number)
}

#[uniffi::export]
fn call_back(number: i64, change: Box<dyn Change>) -> i64 {
    // SAFETY: the library calls back before it returns.
    unsafe { tally_call_back(number, visit, (&raw const change).cast_mut().cast()) }
}

#[uniffi::export]
fn fail() -> Result<(), TallyError> {
    match tally_fail() {
        0 => Ok(()),
        _ => Err(TallyError::Refused),
    }
}

#[uniffi::export]
fn add_slowly(left: i64, right: i64) -> i64 {
    tally_add_slowly(left, right)
}
