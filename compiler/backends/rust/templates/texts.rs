@HEAD@
//! Texts in records.

// Not every contract has texts in records that cross both ways.
#![allow(dead_code)]

use std::ffi::{c_char, CStr, CString};
@USES@
use crate::detail::Detail;
use crate::error::{Error, Result};

/// Keeps the texts of the records of a call: as the library reads them, up to a NUL.
pub(crate) struct Texts(Vec<CString>);

impl Texts {
    pub(crate) const fn new() -> Self {
        Self(Vec::new())
    }

    /// Where the library finds the text, as long as `self` lives.
    pub(crate) fn lend(&mut self, text: &str, place: &str) -> Result<*const c_char> {
        let copy = CString::new(text).map_err(|error| {
            let at = error.nul_position();
            let message = format!("{place}: the text holds a NUL at byte {at}");
            Error::@BAD_TEXT@(Detail::new(&message, "", None))
        })?;
        let address = copy.as_ptr();
        self.0.push(copy);
        Ok(address)
    }
@OPTIONAL@}

/// A copy of a text of the library's, if there is one.
///
/// # Safety
///
/// It ends with a NUL, and the boundary has checked that it is UTF-8.
pub(crate) unsafe fn read(text: *const c_char) -> Option<String> {
    // SAFETY: the caller's promise.
    (!text.is_null()).then(|| unsafe { CStr::from_ptr(text) }.to_string_lossy().into_owned())
}
