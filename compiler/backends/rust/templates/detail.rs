//! What an error says.

use std::borrow::Cow;
use std::ffi::{c_char, c_void, CStr};
use std::str;
@STD@
@USES@use crate::error::Error;

/// What an error says: which function failed, why, and because of what.
///
/// It is one pointer wide, so that a `Result` stays small.
#[derive(Debug, Clone)]
pub struct Detail(Box<Parts>);

#[derive(Debug, Clone)]
struct Parts {
    message: Cow<'static, str>,
    function: &'static str,
    cause: Option<Error>,
@FIELD@}

impl Detail {
    pub(crate) fn new(message: &str, function: &'static str, cause: Option<Error>) -> Self {
        Self::saying(Cow::Owned(message.to_owned()), function, cause)
    }

    fn saying(message: Cow<'static, str>, function: &'static str, cause: Option<Error>) -> Self {
        Self(Box::new(Parts { message, function, cause@NO_FAILURE@ }))
    }
@METHODS@
    /// One sentence for a person.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// The function of the C library that failed; empty where none was called.
    #[must_use]
    pub fn function(&self) -> &str {
        self.0.function
    }

    /// What made this happen.
    #[must_use]
    pub fn cause(&self) -> Option<&Error> {
        self.0.cause.as_ref()
    }
}

/// The characters of a text of the runtime's.
///
/// # Safety
///
/// They are UTF-8.
unsafe fn text(bytes: &CStr) -> &str {
    // SAFETY: as the caller promises.
    unsafe { str::from_utf8_unchecked(bytes.to_bytes()) }
}

/// Mirrors `tenon_error`: one link of a chain.
#[repr(C)]
pub(crate) struct Link {
    code: i32,
    _kind: i32,
    _name: *const c_char,
    message: *const c_char,
    function: *const c_char,
    cause: *const Link,
    _foreign: *const c_void,
    _release_foreign: *const c_void,
    is_constant: bool,
}

impl Link {
    /// The error that a chain describes; none where the chain is null.
    ///
    /// # Safety
    ///
    /// `newest` is null or the first link of a chain of the runtime's.
    pub(crate) unsafe fn read(newest: *const Self) -> Option<Error> {
        // SAFETY: every link of a chain is null or valid.
        let link = unsafe { newest.as_ref() }?;
        // SAFETY: the function's name lives for ever, and so does a message that is a constant; any other lives
        // as long as the chain. Neither is null, and both are UTF-8: the runtime repairs what is not.
        let (message, function) = unsafe {
            let message = if link.is_constant {
                Cow::Borrowed(text(CStr::from_ptr::<'static>(link.message)))
            } else {
                Cow::Owned(text(CStr::from_ptr(link.message)).to_owned())
            };
            (message, text(CStr::from_ptr::<'static>(link.function)))
        };
        // SAFETY: as the link itself. A chain has few links.
        let cause = unsafe { Self::read(link.cause) };
        Some(Error::new(link.code, Detail::saying(message, function, cause)))
    }
}
