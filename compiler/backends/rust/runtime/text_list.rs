//! Lists of texts that the library gives back.

use std::ptr;

use crate::listed::{self, Listed};
use crate::sys;

/// Mirrors `tenon_texts`. Only the boundary writes its fields.
#[repr(C)]
pub(crate) struct TextList {
    texts: *const Listed,
    count: usize,
}

impl TextList {
    /// What a call starts from: no list.
    pub(crate) const NONE: Self = Self { texts: ptr::null(), count: 0 };
}

impl From<TextList> for Option<Vec<String>> {
    fn from(mut list: TextList) -> Self {
        if list.texts.is_null() {
            return None;
        }
        // SAFETY: the boundary filled the list with texts that it has checked; they are not used again.
        unsafe {
            let texts = listed::texts(list.texts, list.count);
            let copies = texts.into_iter().map(str::to_owned).collect();
            sys::tenon_texts_free(&mut list);
            Some(copies)
        }
    }
}

impl From<TextList> for Vec<String> {
    fn from(list: TextList) -> Self {
        Option::from(list).unwrap_or_default()
    }
}
