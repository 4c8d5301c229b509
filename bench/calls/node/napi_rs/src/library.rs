//! The C library, as bindgen would declare it.

use std::ffi::{c_char, c_int, c_void};

/// A place with a weight.
#[repr(C)]
pub struct TallyPoint {
    pub x: f64,
    pub y: f64,
    pub weight: i64,
}

/// A count with named columns.
#[repr(C)]
pub struct TallyCount {
    opaque: [u8; 0],
}

pub type TallyChange = unsafe extern "C" fn(number: i64, context: *mut c_void) -> i64;

extern "C" {
    pub fn tally_new(start: i64) -> *mut TallyCount;
    pub fn tally_free(t: *mut TallyCount);
    pub fn tally_value(t: *const TallyCount) -> i64;
    pub fn tally_count(t: *mut TallyCount, step: i64) -> i64;
    pub fn tally_column(t: *const TallyCount, name: *const c_char, value: *mut f64) -> c_int;
    pub fn tally_nothing();
    pub fn tally_add(left: i64, right: i64) -> i64;
    pub fn tally_text_size(text: *const c_char) -> usize;
    pub fn tally_short_text() -> *const c_char;
    pub fn tally_long_text() -> *const c_char;
    pub fn tally_point_sum(point: TallyPoint) -> f64;
    pub fn tally_point_at(distance: f64) -> TallyPoint;
    pub fn tally_ends(values: *const f64, count: usize) -> f64;
    pub fn tally_values(count: usize, values: *mut *mut f64, made: *mut usize) -> c_int;
    pub fn free(memory: *mut c_void);
    pub fn tally_call_back(number: i64, change: TallyChange, context: *mut c_void) -> i64;
    pub fn tally_fail() -> c_int;
    pub fn tally_add_slowly(left: i64, right: i64) -> i64;
}
