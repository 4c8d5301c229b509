//! Text that the library gives back.

use std::mem::MaybeUninit;
use std::{ptr, slice, str};

use crate::sys;

const INLINE: usize = 48;

/// Mirrors `tenon_text`. Only the boundary writes its fields.
#[repr(C)]
pub(crate) struct Text {
    data: *const u8,
    length: usize,
    inline_data: [MaybeUninit<u8>; INLINE],
    is_inline: bool,
    is_lent: bool,
    _is_held: bool,
    _is_ascii: bool,
}

impl Text {
    /// What a call starts from: no text.
    pub(crate) const NONE: Self = Self {
        data: ptr::null(),
        length: 0,
        inline_data: [MaybeUninit::uninit(); INLINE],
        is_inline: false,
        is_lent: false,
        _is_held: false,
        _is_ascii: false,
    };
}

impl From<Text> for Option<String> {
    #[inline]
    fn from(mut text: Text) -> Self {
        let data = if text.is_inline { text.inline_data.as_ptr().cast() } else { text.data };
        if data.is_null() {
            return None;
        }
        // SAFETY: the boundary filled the text: `length` bytes that it has checked to be UTF-8, and that
        // stay as they are until the text ends.
        let owned = unsafe {
            str::from_utf8_unchecked(slice::from_raw_parts(data, text.length)).to_owned()
        };
        if !text.is_inline && !text.is_lent {
            // SAFETY: the text was filled by the boundary and is not used again.
            unsafe { sys::tenon_text_free(&mut text) };
        }
        Some(owned)
    }
}

impl From<Text> for String {
    #[inline]
    fn from(text: Text) -> Self {
        Option::from(text).unwrap_or_default()
    }
}
