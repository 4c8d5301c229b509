@HEAD@
//! What the exports have in common: what crosses, made into Rust's values, and panics, which must not cross.

#![allow(dead_code)] // Not every contract needs all of it.

use std::ffi::{c_char, c_void, CStr};
use std::panic::{catch_unwind, AssertUnwindSafe};
use std::{ptr, slice};

@USES@extern "C" {
    fn malloc(size: usize) -> *mut c_void;
}

/// `tenon_int128`: a number of 128 bits in two halves. `i128::from` and `into` are its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[repr(C)]
pub struct Int128 {
    low: u64,
    high: i64,
}

/// `tenon_uint128`: a number of 128 bits in two halves. `u128::from` and `into` are its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[repr(C)]
pub struct Uint128 {
    low: u64,
    high: u64,
}

impl From<Uint128> for u128 {
    fn from(number: Uint128) -> Self {
        Self::from(number.high) << 64 | Self::from(number.low)
    }
}

impl From<u128> for Uint128 {
    #[allow(clippy::cast_possible_truncation)] // Half by half.
    fn from(value: u128) -> Self {
        Self { low: value as u64, high: (value >> 64) as u64 }
    }
}

impl From<Int128> for i128 {
    fn from(number: Int128) -> Self {
        Self::from(number.high) << 64 | Self::from(number.low)
    }
}

impl From<i128> for Int128 {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // Half by half.
    fn from(value: i128) -> Self {
        Self { low: value as u64, high: (value >> 64) as i64 }
    }
}

/// Text of somebody else's: in a record that the caller lends, or a constant in a list.
#[derive(Debug)]
#[repr(transparent)]
pub struct Text(*const c_char);

// SAFETY: nobody writes it.
unsafe impl Sync for Text {}

impl Text {
    /// A constant.
    #[must_use]
    pub const fn new(text: &'static CStr) -> Self {
        Self(text.as_ptr())
    }

    /// The text, or nothing where there is none.
    ///
    /// # Panics
    ///
    /// Where it is not UTF-8, which the contract rules out.
    #[must_use]
    pub fn get(&self) -> Option<&str> {
        // SAFETY: the contract says so, and the caller keeps to it.
        (!self.0.is_null()).then(|| unsafe { text(self.0) })
    }
}

/// The length that C counts with another type.
pub(crate) fn length(count: impl TryInto<usize>) -> usize {
    count.try_into().unwrap_or(0)
}

/// # Safety
/// `data` points to `count` elements, which nobody writes during the call; null where there are none.
pub(crate) unsafe fn slice<'a, T>(data: *const T, count: usize) -> &'a [T] {
    if data.is_null() || count == 0 {
        return &[];
    }
    // SAFETY: the caller's promise.
    unsafe { slice::from_raw_parts(data, count) }
}

/// # Safety
/// `data` points to `count` elements, which nobody else uses during the call; null where there are none.
pub(crate) unsafe fn slice_mut<'a, T>(data: *mut T, count: usize) -> &'a mut [T] {
    if data.is_null() || count == 0 {
        return &mut [];
    }
    // SAFETY: the caller's promise.
    unsafe { slice::from_raw_parts_mut(data, count) }
}

/// # Safety
/// `data` is text that ends with a NUL and lives during the call.
pub(crate) unsafe fn text<'a>(data: *const c_char) -> &'a str {
    // SAFETY: the caller's promise.
    let text = unsafe { CStr::from_ptr(data) };
    text.to_str().expect("the contract promises UTF-8")
}

/// # Safety
/// `data` points to `count` bytes that live during the call.
pub(crate) unsafe fn counted_text<'a>(data: *const u8, count: usize) -> &'a str {
    // SAFETY: the caller's promise.
    let bytes = unsafe { self::slice(data, count) };
    std::str::from_utf8(bytes).expect("the contract promises UTF-8")
}

/// # Safety
/// `data` points to `count` texts that end with a NUL and live during the call.
pub(crate) unsafe fn texts<'a, P>(data: *const P, count: usize) -> Vec<&'a str> {
    // SAFETY: the caller's promise.
    let texts = unsafe { self::slice(data.cast::<*const c_char>(), count) };
    // SAFETY: the caller's promise.
    texts.iter().map(|text| unsafe { self::text(*text) }).collect()
}

/// # Safety
/// `to` is null, or a result can be written there.
pub(crate) unsafe fn put<T>(to: *mut T, value: T) {
    if !to.is_null() {
        // SAFETY: the caller's promise.
        unsafe { to.write(value) };
    }
}

/// # Safety
/// As `put`.
pub(crate) unsafe fn put_option<T>(to: *mut T, present: *mut bool, value: Option<T>) {
    // SAFETY: the caller's promise.
    unsafe { put(present, value.is_some()) };
    if let Some(value) = value {
        // SAFETY: the caller's promise.
        unsafe { put(to, value) };
    }
}

/// # Safety
/// As `put`.
pub(crate) unsafe fn put_length<T: TryFrom<usize> + Default>(to: *mut T, length: usize) {
    // SAFETY: the caller's promise.
    unsafe { put(to, T::try_from(length).unwrap_or_default()) };
}

/// Memory that the caller frees with `free()`. At least one byte: null would mean that there is nothing.
fn allocate(size: usize) -> *mut u8 {
    // SAFETY: any size is allowed.
    let memory = unsafe { malloc(size.max(1)) };
    assert!(!memory.is_null(), "memory is used up");
    memory.cast()
}

pub(crate) fn give_text<P>(text: &str) -> *mut P {
    let memory = allocate(text.len() + 1);
    // SAFETY: there is room for the text and its NUL.
    unsafe {
        ptr::copy_nonoverlapping(text.as_ptr(), memory, text.len());
        memory.add(text.len()).write(0);
    }
    memory.cast()
}

#[allow(clippy::needless_pass_by_value)] // What is given is the caller's.
pub(crate) fn give_text_or_null<P>(text: Option<String>) -> *mut P {
    text.map_or(ptr::null_mut(), |text| give_text(&text))
}

pub(crate) fn give_array<T: Copy>(elements: &[T]) -> *mut T {
    let memory: *mut T = allocate(size_of_val(elements)).cast();
    // SAFETY: there is room for the elements; malloc's memory fits every type of the contract.
    unsafe { ptr::copy_nonoverlapping(elements.as_ptr(), memory, elements.len()) };
    memory
}

#[allow(clippy::needless_pass_by_value)] // What is given is the caller's.
pub(crate) fn give_array_or_null<T: Copy>(elements: Option<Vec<T>>) -> *mut T {
    elements.map_or(ptr::null_mut(), |elements| give_array(&elements))
}

pub(crate) fn give_object<T>(object: T) -> *mut () {
    Box::into_raw(Box::new(object)).cast()
}

pub(crate) fn give_object_or_null<T>(object: Option<T>) -> *mut () {
    object.map_or(ptr::null_mut(), give_object)
}

/// # Safety
/// `object` is one of this type that `give_object` gave, and nobody uses it any more.
pub(crate) unsafe fn take_object<T>(object: *mut ()) -> T {
    // SAFETY: the caller's promise.
    *unsafe { Box::from_raw(object.cast::<T>()) }
}

/// A function that cannot fail has no way to say that it did: the process ends, with a line that says why.
pub(crate) fn guarded<R>(function: &str, call: impl FnOnce() -> R) -> R {
    catch_unwind(AssertUnwindSafe(call)).unwrap_or_else(|_| {
        eprintln!("{function}: its implementation in Rust panicked, and the function has no status to say so");
        std::process::abort()
    })
}
@STATUS@