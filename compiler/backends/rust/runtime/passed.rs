//! What the library passes to functions of Rust's.

// Not every contract passes arrays of every kind.
#![allow(dead_code)]

use std::ffi::c_char;
use std::{slice, str};

/// An array that the library passes.
///
/// # Safety
///
/// There are `count` elements at `data`, or none, as long as `'a`.
pub(crate) unsafe fn slice<'a, T>(data: *const T, count: usize) -> &'a [T] {
    if count == 0 {
        return &[];
    }
    // SAFETY: the caller's promise.
    unsafe { slice::from_raw_parts(data, count) }
}

/// Values whose bits differ in C.
///
/// # Safety
///
/// There are `count` elements at `data`, or none, and `take` can be called with each.
pub(crate) unsafe fn taken<R, T>(data: *const R, count: usize, take: unsafe fn(&R) -> T) -> Vec<T> {
    // SAFETY: the caller's promise.
    unsafe { slice(data, count).iter().map(|it| take(it)).collect() }
}

/// As [`taken`], of values that need not be any of Rust's.
///
/// # Safety
///
/// As of [`taken`].
pub(crate) unsafe fn tried<R, T, E>(
    data: *const R,
    count: usize,
    take: unsafe fn(&R) -> Result<T, E>,
) -> Result<Vec<T>, E> {
    // SAFETY: the caller's promise.
    unsafe { slice(data, count).iter().map(|it| take(it)).collect() }
}

/// An array that the library wants filled; until then, `initial` is everywhere.
///
/// # Safety
///
/// There is room for `count` elements at `data`, or for none, and nobody else uses it as long as `'a`.
pub(crate) unsafe fn slice_mut<'a, T: Copy>(data: *mut T, count: usize, initial: T) -> &'a mut [T] {
    if count == 0 {
        return &mut [];
    }
    // SAFETY: the caller's promise.
    unsafe {
        for index in 0..count {
            data.add(index).write(initial);
        }
        slice::from_raw_parts_mut(data, count)
    }
}

/// A text that the library passes, if there is one.
///
/// # Safety
///
/// There are `length` bytes at `data`, checked to be UTF-8 by the boundary, as long as `'a`.
pub(crate) unsafe fn text<'a>(data: *const c_char, length: usize) -> Option<&'a str> {
    // SAFETY: the caller's promise.
    (!data.is_null()).then(|| unsafe { str::from_utf8_unchecked(slice(data.cast(), length)) })
}
