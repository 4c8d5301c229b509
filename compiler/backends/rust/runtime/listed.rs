//! Texts that the library gives together.

use std::{slice, str};

/// Mirrors `tenon_text_view`.
#[repr(C)]
pub(crate) struct Listed {
    data: *const u8,
    length: usize,
}

/// The texts of a list.
///
/// # Safety
///
/// There are `count` of them, or none, checked to be UTF-8 by the boundary, as long as `'a`.
pub(crate) unsafe fn texts<'a>(list: *const Listed, count: usize) -> Vec<&'a str> {
    if count == 0 {
        return Vec::new();
    }
    // SAFETY: the caller's promise.
    let list = unsafe { slice::from_raw_parts(list, count) };
    let text = |it: &Listed| {
        if it.length == 0 {
            return "";
        }
        // SAFETY: the caller's promise.
        unsafe { str::from_utf8_unchecked(slice::from_raw_parts(it.data, it.length)) }
    };
    list.iter().map(text).collect()
}
