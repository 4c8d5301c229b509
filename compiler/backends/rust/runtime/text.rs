//! Text that the library gives back.

use std::{ptr, slice, str};

use crate::sys;

const INLINE: usize = 48;

/// Mirrors `tenon_text`. Only the boundary writes its fields.
#[repr(C)]
pub(crate) struct Text {
    data: *const u8,
    length: usize,
    inline_data: [u8; INLINE],
    is_inline: bool,
}

impl Text {
    /// What a call starts from: no text.
    pub(crate) const NONE: Self =
        Self { data: ptr::null(), length: 0, inline_data: [0; INLINE], is_inline: false };
}

impl From<Text> for Option<String> {
    fn from(mut text: Text) -> Self {
        let data = if text.is_inline { text.inline_data.as_ptr() } else { text.data };
        if data.is_null() {
            return None;
        }
        // SAFETY: the boundary filled the text: `length` bytes that it has checked to be UTF-8.
        let owned = unsafe {
            str::from_utf8_unchecked(slice::from_raw_parts(data, text.length)).to_owned()
        };
        if !text.is_inline {
            // SAFETY: the text was filled by the boundary and is not used again.
            unsafe { sys::tenon_text_free(&mut text) };
        }
        Some(owned)
    }
}

impl From<Text> for String {
    fn from(text: Text) -> Self {
        Option::from(text).unwrap_or_default()
    }
}
